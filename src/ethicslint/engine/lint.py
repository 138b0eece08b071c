"""One article meets the rules. Pure: a document and compiled rules in, sorted findings out.

Knows how matches of words become findings: what swallows or excuses them, who speaks, what is only mentioned, how loud the rest
is. Knows no paths and no settings. `exhaustive` runs every search on every sentence, the oracle of the prefilter. Analyses are
imported when the first text needs them: most single articles need few.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from ethicslint.engine.combine import TIME_LIMIT, spans, together
from ethicslint.engine.compiled import Compiled
from ethicslint.engine.finding import Edit, Finding, Place
from ethicslint.engine.levels import level_of
from ethicslint.engine.prefilter import Folded, possible
from ethicslint.errors import Problem, RuleError
from ethicslint.rulebook.model import Condition, Near, Rule, Search
from ethicslint.text.document import HEADLINES, Block, Document
from ethicslint.text.normal import LEFT_OUT
from ethicslint.text.origin import Span

if TYPE_CHECKING:
    from ethicslint.analysis.quotations import Quotation

_WORDLESS: Final = frozenset(("identification", "restrictions"))
_LONGEST_QUOTE: Final = 80
_APART: Final = f" {LEFT_OUT} "


class Match(NamedTuple):
    """Words that a rule looks for: code points of the folded text of a block, with the sentence around them.

    `search` is the number of the search that found them.
    """

    rule: int
    block: int
    start: int
    end: int
    term: int
    sentence: Span
    search: int


def lint(
    document: Document, compiled: Compiled, enabled: Collection[int] | None = None, *, exhaustive: bool = False
) -> list[Finding]:
    """All findings of the `enabled` rules (numbers in `compiled.ids`; None means all), sorted.

    Raises RuleError naming a rule that runs out of time.
    """
    return _Run(document, compiled, enabled).findings(exhaustive)


class _Run:
    """The state of one article: what was worked out once and is needed again."""

    def __init__(self, document: Document, compiled: Compiled, enabled: Collection[int] | None) -> None:
        self._document = document
        self._compiled = compiled
        self._enabled = enabled
        self._blocks = document.blocks
        self._sentences: dict[int, list[tuple[int, int]]] = {}
        self._topics: frozenset[str] | None = None
        self._quotations: dict[int, list[Quotation]] | None = None
        self._whole: str | None = None

    def findings(self, exhaustive: bool) -> list[Finding]:
        matches = self._every_match() if exhaustive else self._likely_matches()
        by_rule: dict[int, list[Match]] = {}
        for match in self._thinned(matches):
            by_rule.setdefault(match.rule, []).append(match)
        found = [
            finding
            for number, own in by_rule.items()
            for match in self._kept(self._compiled.rule(number), own)
            if (finding := self._finding(self._compiled.rule(number), match))
        ]
        return sorted(found, key=Finding.order)

    # ---- matches

    def _every_match(self) -> Iterator[Match]:
        for number, block in enumerate(self._blocks):
            for one in range(len(self._compiled.owners)):
                if self._holds(one, block):
                    yield from self._matches(number, one)

    def _likely_matches(self) -> Iterator[Match]:
        """The same matches by way of the words: those of the article say which searches, their places say where."""
        prefilter = self._compiled.prefilter
        article = Folded([block.text for block in self._blocks])
        for one in sorted(prefilter.candidates(prefilter.telling(article.words))):
            search = self._search(one)
            if possible(search, article.words):
                for number in article.parts_for(search):
                    if self._holds(one, self._blocks[number]):
                        yield from self._matches(number, one)

    def _search(self, number: int) -> Search:
        owner, own = self._compiled.owners[number]
        return self._compiled.rule(owner).searches[own]

    def _holds(self, one: int, block: Block) -> bool:
        """Whether the rule of this search is on, and speaks of such a place."""
        owner, _ = self._compiled.owners[one]
        if self._enabled is not None and owner not in self._enabled:
            return False
        places = self._compiled.rule(owner).places
        return not places or block.place in places

    def _matches(self, number: int, one: int) -> Iterator[Match]:
        """The matches of a search in one block, sentence by sentence."""
        owner, own = self._compiled.owners[one]
        rule = self._compiled.rule(owner)
        search = rule.searches[own]
        block = self._blocks[number]
        try:
            for sentence, (start, end) in self._stretches(search, number, block):
                match = Match(owner, number, start, end, search.term, sentence, one)
                if all(self._meets(condition, match) for condition in search.conditions):
                    yield match
        except TimeoutError:
            raise self._out_of_time(rule, block) from None

    def _stretches(self, search: Search, number: int, block: Block) -> Iterator[tuple[Span, Span]]:
        """What a search finds in one block, each with the sentence around it."""
        if search.near:
            yield from self._near(search.near, search.case, number, block)
            return
        pattern = self._compiled.pattern(search.pattern, search.case)
        if not search.raw and not pattern.search(block.folded, timeout=TIME_LIMIT):
            return  # most blocks, without being cut into sentences
        density = search.density
        spare = density.above if density and density.per == "paragraph" else 0
        for start, end in self._sentences_of(number):
            if density and density.per == "sentence":
                spare = density.above
            for found in spans(pattern, block.folded[start:end], start):
                if density and density.per != "words":
                    spare -= 1
                    if spare != -1:
                        continue
                yield Span(start, end), found

    def _near(self, near: Near, case: bool, number: int, block: Block) -> Iterator[tuple[Span, Span]]:
        patterns = [self._compiled.pattern(pattern, case) for pattern in near.patterns]
        sentences = [Span(*one) for one in self._sentences_of(number)]
        scopes = sentences if near.within == "sentence" else [Span(0, len(block.folded))]
        for scope in scopes:
            inside = [one for one in sentences if scope.start <= one.start and one.end <= scope.end]
            found = [
                [span for one in inside for span in spans(pattern, block.folded[one.start : one.end], one.start)]
                for pattern in patterns
            ]
            for stretch in together(near, found, block.folded):
                around = next((one for one in sentences if one.start <= stretch.start < one.end), scope)
                yield around, stretch

    def _sentences_of(self, number: int) -> list[tuple[int, int]]:
        found = self._sentences.get(number)
        if found is None:
            from ethicslint.analysis.sentences import sentences

            found = self._sentences[number] = sentences(self._blocks[number].text)
        return found

    def _out_of_time(self, rule: Rule, block: Block) -> RuleError:
        line = self._document.source.position(block.span(0, 0).start).line
        place = f"{self._document.source.path or 'the text'}, line {line}"
        return RuleError([Problem(rule.path, 0, f"{rule.id} ran out of time on {place}; simplify its pattern")])

    # ---- what is kept of them

    def _thinned(self, matches: Iterable[Match]) -> Iterator[Match]:
        """All matches, but of those that count only when too many stand in an article no more than the first excess."""
        counted: dict[int, list[Match]] = {}
        for match in matches:
            density = self._search(match.search).density
            if density and density.per == "words":
                counted.setdefault(match.search, []).append(match)
            else:
                yield match
        length = sum(len(block.text.split()) for block in self._blocks) if counted else 0
        for number, found in counted.items():
            density = self._search(number).density
            assert density is not None
            allowed = density.above * max(length, density.words) // density.words
            found.sort(key=lambda match: (match.block, match.start, match.end))
            yield from found[allowed : allowed + 1]

    def _kept(self, rule: Rule, matches: list[Match]) -> Iterator[Match]:
        """Matches of one rule that nothing swallows or takes back, the longest where they overlap."""
        if rule.topics and self._article_topics().isdisjoint(rule.topics):
            return
        last = (-1, 0)
        for match in sorted(matches, key=lambda one: (one.block, one.start, -one.end, one.term, one.search)):
            if match.block == last[0] and match.start < last[1]:
                continue
            if self._swallowed(rule, match) or not _suits(rule.negated, self._is_taken_back, match):
                continue
            last = (match.block, match.end)
            yield match

    def _article_topics(self) -> frozenset[str]:
        if self._topics is None:
            from ethicslint.analysis.topics import topics

            self._topics = topics(self._blocks, self._compiled.topics)
        return self._topics

    def _swallowed(self, rule: Rule, match: Match) -> bool:
        start, end = match.sentence
        sentence = self._blocks[match.block].folded[start:end]
        return any(
            found.start() < match.end - start and match.start - start < found.end()
            for source in rule.swallowed_by
            for found in self._compiled.pattern(source).finditer(sentence)
        )

    def _meets(self, condition: Condition, match: Match) -> bool:
        pattern = self._compiled.pattern(condition.pattern)
        return bool(pattern.search(self._scope(condition.within, match), timeout=TIME_LIMIT)) == condition.wanted

    def _scope(self, within: str, match: Match) -> str:
        """The text in which an excuse may stand; its sentences are kept apart, so that no phrase reaches across."""
        if within == "sentence":
            return self._blocks[match.block].folded[slice(*match.sentence)]
        if within == "paragraph":
            return _APART.join(self._sentence_texts(match.block))
        if self._whole is None:
            self._whole = _APART.join(
                text for number in range(len(self._blocks)) for text in self._sentence_texts(number)
            )
        return self._whole

    def _sentence_texts(self, number: int) -> Iterator[str]:
        folded = self._blocks[number].folded
        return (folded[start:end] for start, end in self._sentences_of(number))

    def _is_taken_back(self, match: Match) -> bool:
        from ethicslint.analysis.polarity import taken_back

        return taken_back(self._blocks[match.block].folded[match.sentence[0] : match.start])

    # ---- findings

    def _around(self, match: Match) -> "list[Quotation]":
        """The quotations that a match stands in."""
        if self._quotations is None:
            from ethicslint.analysis.quotations import quotations

            self._quotations = {}
            texts, places = [block.text for block in self._blocks], [block.place for block in self._blocks]
            for quotation in quotations(texts, places):
                self._quotations.setdefault(quotation.block, []).append(quotation)
        return [
            quotation
            for quotation in self._quotations.get(match.block, ())
            if quotation.start <= match.start and match.end <= quotation.end
        ]

    def _voice(self, match: Match) -> str:
        """`author` or `quoted`."""
        return "quoted" if self._around(match) or self._blocks[match.block].place == "quote-block" else "author"

    def _is_mentioned(self, match: Match) -> bool:
        """Whether the words are only mentioned, or name a work."""
        return any(quotation.kind in ("mention", "title") for quotation in self._around(match))

    def _finding(self, rule: Rule, match: Match) -> Finding | None:
        block = self._blocks[match.block]
        voice = self._voice(match)
        if not _suits(rule.mention, self._is_mentioned, match) or (rule.voices and voice not in rule.voices):
            return None
        term = rule.terms[match.term] if match.term >= 0 else None
        stated = rule.headline_level if block.place in HEADLINES else rule.level
        level = level_of(
            term.level if term and term.level else stated, rule.family, block.place, voice, keeps_level=rule.keeps_level
        )
        if level is None:
            return None
        message = term.message if term and term.message else rule.message
        span = block.span(match.start, match.end)
        wordless = rule.family in _WORDLESS
        return Finding(
            path=self._document.source.path,
            start=self._place(span.start),
            end=self._place(span.end),
            rule=rule.id,
            family=rule.family,
            level=level,
            confidence="high",
            message=message.replace("{match}", _shortened(block.text[match.start : match.end])),
            discreet=message.replace("{match}", "…"),
            match="" if wordless else self._document.source.text[span.start : span.end],
            voice=voice,
            place=block.place,
            instead=term.instead if term and term.instead else rule.instead,
            leave_if=rule.leave_if,
            why=term.why if term and term.why else rule.why,
            sources=tuple(entry for name in rule.sources if (entry := self._compiled.citation(name))),
            related=(),
            fix=self._fix(rule, match, voice),
        )

    def _fix(self, rule: Rule, match: Match, voice: str) -> Edit | None:
        """An edit of the words, in the author's voice only, and only where no markup stands between them."""
        if rule.fix is None or voice != "author":
            return None
        block = self._blocks[match.block]
        span = block.span(match.start, match.end)
        words = block.folded[match.start : match.end]
        if self._document.source.text[span.start : span.end] != block.text[match.start : match.end]:
            return None
        wanted = dict(rule.fix.wordings).get(words.lower().replace("\n", " "))
        if wanted is None:
            return None
        if words[0].isupper():
            wanted = (wanted[0].upper() + wanted[1:]) if not words.isupper() else wanted.upper()
        return Edit(self._place(span.start), self._place(span.end), wanted, rule.fix.safe)

    def _place(self, offset: int) -> Place:
        position = self._document.source.position(offset)
        return Place(position.line, position.column, offset)


def _suits(wish: str, is_so: Callable[[Match], bool], match: Match) -> bool:
    """Whether a match is as a rule wishes: `skip`, `only` or `any`."""
    return wish == "any" or is_so(match) == (wish == "only")


def _shortened(words: str) -> str:
    """Words of an article for a message: one line, and no longer than a message can bear."""
    words = words.replace("\n", " ")
    return words if len(words) <= _LONGEST_QUOTE else f"{words[: _LONGEST_QUOTE // 2]}…{words[-_LONGEST_QUOTE // 4 :]}"
