"""One article meets the rules. Pure: a document and compiled rules in, sorted findings out.

Knows which matches of words count: what swallows or excuses them, who speaks, what is only mentioned; `engine.findings` puts what
is left into words. Knows no paths and no settings. `exhaustive` runs every search on every sentence, the oracle of the prefilter.
Analyses are imported when the first text needs them: most single articles need few.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

import regex

from ethicslint.analysis.kinds import CONFIDENCES, KINDS
from ethicslint.analysis.topics import topics
from ethicslint.engine.combine import TIME_LIMIT, spans, together
from ethicslint.engine.compiled import Compiled
from ethicslint.engine.cover import Cover
from ethicslint.engine.finding import Finding
from ethicslint.engine.findings import WHOLE, Hit, findings, words_of
from ethicslint.errors import Problem, RuleError
from ethicslint.rulebook.model import Condition, Metric, Near, Rule, Search, Wanted
from ethicslint.text.declared import NOTHING, Declared
from ethicslint.text.document import HEADLINES, Block, Document
from ethicslint.text.normal import LEFT_OUT
from ethicslint.text.origin import Span
from ethicslint.text.tokens import Tokens

if TYPE_CHECKING:  # the analyses are imported when the first text needs them
    from ethicslint.analysis.facts import Fact, Facts
    from ethicslint.analysis.saying import Stretch

_LEAD: Final = 6  # paragraphs
_CAPITALS: Final = HEADLINES | {"heading"}
"""Places in which every word may have a capital."""
_KINDS: Final = tuple(KINDS)
# “… so sad. — Ann Roe (@annroe) March 5, 2019”: how a post of somebody else ends that was put into an article.
_POST: Final = regex.compile(rf"[—–] [^—–\n]{{2,60}} \({LEFT_OUT}\)")
_APART: Final = f" {LEFT_OUT} "


class Match(NamedTuple):
    """Words that a rule looks for: code points of the folded text of a block, with the sentence around them.

    `search` is the number of the search that found them, `fact` the fact that they rest on, if it was one.
    """

    rule: int
    block: int
    start: int
    end: int
    term: int
    sentence: Span
    search: int
    fact: "Fact | None" = None


def lint(
    document: Document,
    compiled: Compiled,
    enabled: Collection[int] | None = None,
    *,
    levels: Mapping[int, str] | None = None,
    least: str = "medium",
    exhaustive: bool = False,
    defaults: Declared = NOTHING,
) -> list[Finding]:
    """All findings of the `enabled` rules (numbers in `compiled.ids`; None means all), sorted.

    `levels` are levels by number of the rule, in the place of those that rules state; `least` is the confidence below which
    nothing is said; `defaults` hold for the keys of which the article's own front matter says nothing. Raises RuleError naming
    a rule that runs out of time.
    """
    found = hits(document, compiled, enabled, least=least, exhaustive=exhaustive, defaults=defaults)
    return findings(document, compiled, found, levels=levels, least=least, defaults=defaults)


def hits(
    document: Document,
    compiled: Compiled,
    enabled: Collection[int] | None = None,
    *,
    least: str = "medium",
    exhaustive: bool = False,
    defaults: Declared = NOTHING,
) -> list[Hit]:
    """What `lint` finds, before it is put into words: places in the blocks and numbers of rules, worth keeping for next time."""
    return _Run(document, compiled, enabled, least, document.declared.over(defaults)).hits(exhaustive)


class _Run:
    """The state of one article: what was worked out once and is needed again."""

    def __init__(
        self,
        document: Document,
        compiled: Compiled,
        enabled: Collection[int] | None,
        least: str,
        declared: Declared,
    ) -> None:
        self._document = document
        self._compiled = compiled
        self._least = least
        self._declared = declared
        self._enabled = compiled.admitting(declared, None if enabled is None else frozenset(enabled))
        self._every_token: Tokens | None = None
        self._blocks = document.blocks
        self._sentences: dict[int, list[tuple[int, int]]] = {}
        self._topics: frozenset[str] | None = None
        self._quoted: dict[int, Cover] | None = None
        self._mentioned: dict[int, Cover] = {}
        self._italics: dict[int, Cover] = {}
        self._swallowing: dict[tuple[str, int], Cover] = {}
        self._met: dict[tuple[str, int, int], bool] = {}
        self._whole: str | None = None
        self._every_fact: Facts | None = None
        self._facts_by_block: dict[str, dict[int, list[Fact]]] = {}

    def hits(self, exhaustive: bool) -> list[Hit]:
        matches = self._every_match() if exhaustive else self._likely_matches()
        by_rule: dict[int, list[Match]] = {}
        for match in matches:
            by_rule.setdefault(match.rule, []).append(match)
        found = [
            self._hit(self._compiled.rule(number), match)
            for number, own in by_rule.items()
            for match in self._kept(self._compiled.rule(number), own)
        ]
        return [*found, *self._lacking()]

    # ---- matches

    def _every_match(self) -> Iterator[Match]:
        for number, block in enumerate(self._blocks):
            for one in range(len(self._compiled.owners)):
                if self._holds(one, block):
                    yield from self._matches(number, one)

    def _likely_matches(self) -> Iterator[Match]:
        """The same matches by way of the words: those of the article say which searches, their places say where."""
        prefilter, tokens, on_topics = self._compiled.prefilter, self._tokens(), self._article_topics()
        prefilter.learn(tokens.every)
        for number, block in enumerate(self._blocks):
            on = self._compiled.on(block.place, on_topics, self._enabled)
            for one in prefilter.candidates(tokens.parts[number], on):
                yield from self._matches(number, one)

    def _tokens(self) -> Tokens:
        if self._every_token is None:
            self._every_token = Tokens([block.text for block in self._blocks])
        return self._every_token

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
            for sentence, (start, end), fact in self._stretches(search, number, block):
                match = Match(owner, number, start, end, search.term, sentence, one, fact)
                if all(self._meets(condition, match) for condition in search.conditions):
                    yield match
        except TimeoutError:
            raise self._out_of_time(rule, block) from None

    def _stretches(self, search: Search, number: int, block: Block) -> "Iterator[tuple[Span, Span, Fact | None]]":
        """What a search finds in one block, each with the sentence around it, and the fact that it is, if it is one."""
        if search.fact:
            if number in self._facts_of(search.fact.kind):  # few blocks have any
                yield from self._wanted(self._asked(search.fact), search.case, number, block)
            return
        if search.near:
            for sentence, found in self._near(search.near, search.case, number, block):
                yield sentence, found, None
            return
        pattern = self._compiled.pattern(search.pattern, search.case)
        if not search.raw and not pattern.search(block.folded, timeout=TIME_LIMIT):
            return  # most blocks, without being cut into sentences
        for start, end in self._sentences_of(number):
            stretches = spans(pattern, block.folded[start:end], start)
            if search.metric and not _exceeds(search.metric, block.folded[start:end], len(list(stretches))):
                continue
            for stretch in [_from_word_to_word(block.folded, start, end)] if search.metric else stretches:
                yield Span(start, end), stretch, None

    def _asked(self, wanted: Wanted) -> Wanted:
        """The fact that a rule asks for; where low confidence is asked for, also one that no rule would rest on."""
        unsure = self._least == CONFIDENCES[0] and wanted.least != CONFIDENCES[-1]
        return wanted._replace(least=self._least) if unsure else wanted

    def _wanted(self, wanted: Wanted, case: bool, number: int, block: Block) -> "Iterator[tuple[Span, Span, Fact]]":
        """The facts of a block that a rule asks for, or the words in them that it asks for."""
        holds = self._compiled.pattern(wanted.holds, case) if wanted.holds else None
        without = self._compiled.pattern(wanted.without, case) if wanted.without else None
        sentences = [Span(*one) for one in self._sentences_of(number)]
        for fact in self._facts_of(wanted.kind).get(number, ()):
            if not _says(fact, wanted):
                continue
            start, end = fact.place.start, fact.place.end
            words = block.folded[start:end]
            if without and without.search(words, timeout=TIME_LIMIT):
                continue
            found = list(spans(holds, words, start)) if holds else [Span(start, end)]
            if found and wanted.mark == "fact":
                found = [Span(start, end)]
            elif found and wanted.mark == "cue":
                found = [Span(one.start, one.end) for one in fact.evidence[:1] if one.block == number]
            for one in found:
                yield next((s for s in sentences if s.start <= one.start < s.end), Span(start, end)), one, fact

    def _facts(self) -> "Facts":
        if self._every_fact is None:
            from ethicslint.analysis.facts import Facts

            self._every_fact = Facts(self._blocks, self._compiled.patterns(), declared=self._declared)
        return self._every_fact

    def _facts_of(self, kind: str) -> "dict[int, list[Fact]]":
        """The facts of a kind by the number of their block."""
        found = self._facts_by_block.get(kind)
        if found is None:
            found = self._facts_by_block[kind] = {}
            for fact in self._facts().of(kind):
                found.setdefault(fact.place.block, []).append(fact)
        return found

    def _near(self, near: Near, case: bool, number: int, block: Block) -> Iterator[tuple[Span, Span]]:
        patterns = [self._compiled.pattern(pattern, case) for pattern in near.patterns]
        if not all([pattern.search(block.folded, timeout=TIME_LIMIT) for pattern in patterns]):
            return  # most blocks, without being cut into sentences
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

    def _kept(self, rule: Rule, matches: list[Match]) -> Iterator[Match]:
        """Matches of one rule that count, the longest where they overlap."""
        if rule.topics and self._article_topics().isdisjoint(rule.topics):
            return
        if rule.shows and not self._shows(rule.shows):
            return
        counting = self._thinned([match for match in matches if self._counts(rule, match)])
        last = (-1, 0)
        for match in sorted(counting, key=lambda one: (one.block, one.start, -one.end, one.term, one.search)):
            if match.block == last[0] and match.start < last[1]:
                continue
            last = (match.block, match.end)
            yield match

    def _shows(self, wanted: Wanted) -> bool:
        """Whether the article shows a fact anywhere."""
        blocks = self._facts_of(wanted.kind)
        return any(next(self._wanted(wanted, False, number, self._blocks[number]), None) for number in blocks)

    def _counts(self, rule: Rule, match: Match) -> bool:
        """Whether nothing swallows a match or takes it back, and it is said as the rule wishes."""
        return (
            not self._swallowed(rule, match)
            and _suits(rule.negated, self._is_negated, match)
            and _suits(rule.hypothetical, self._is_hypothetical, match)
            and _suits(rule.mention, self._is_mentioned, match)
            and _suits(rule.attributed, self._is_attributed, match)
            and (not rule.voices or self._voice(match) in rule.voices)
        )

    def _thinned(self, matches: list[Match]) -> Iterator[Match]:
        """All matches, but of those that count only when too many stand together no more than the first excess."""
        gathered: dict[tuple[int, ...], list[Match]] = {}
        for match in matches:
            density = self._search(match.search).density
            if density is None:
                yield match
                continue
            scopes = {"sentence": (match.block, match.sentence.start), "paragraph": (match.block,)}
            gathered.setdefault((match.search, *scopes.get(density.per, ())), []).append(match)
        for (number, *_), found in gathered.items():
            density = self._search(number).density
            assert density is not None
            allowed = density.above
            if density.words:
                length = sum(len(block.text.split()) for block in self._blocks)
                allowed = allowed * max(length, density.words) // density.words
            found.sort(key=lambda match: (match.block, match.start))
            yield from found[allowed : allowed + 1]

    def _article_topics(self) -> frozenset[str]:
        if self._topics is None:
            headlines = Tokens([block.text for block in self._blocks if block.place in HEADLINES])
            self._topics = topics(self._tokens(), headlines, self._compiled.evidence)
        return self._topics

    def _swallowed(self, rule: Rule, match: Match) -> bool:
        return any(
            self._swallowers(source, match.block).touches(match.start, match.end) for source in rule.swallowed_by
        )

    def _swallowers(self, source: str, block: int) -> Cover:
        """Where in a block the words of an `except` stand."""
        cover = self._swallowing.get((source, block))
        if cover is None:
            pattern, folded = self._compiled.pattern(source), self._blocks[block].folded
            cover = self._swallowing[source, block] = Cover(
                (start + found.start(), start + found.end())
                for start, end in self._sentences_of(block)
                for found in pattern.finditer(folded[start:end], overlapped=True)
            )
        return cover

    def _meets(self, condition: Condition, match: Match) -> bool:
        block = -1 if condition.within == "document" else match.block
        sentence = match.sentence.start if condition.within == "sentence" else -1
        met = self._met.get((condition.pattern, block, sentence))
        if met is None:
            pattern = self._compiled.pattern(condition.pattern)
            met = pattern.search(self._scope(condition.within, match), timeout=TIME_LIMIT) is not None
            self._met[condition.pattern, block, sentence] = met
        return met == condition.wanted

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

    def _is_negated(self, match: Match) -> bool:
        from ethicslint.analysis.polarity import negated

        return negated(self._blocks[match.block].folded, match.sentence.start, match.start)

    def _is_hypothetical(self, match: Match) -> bool:
        from ethicslint.analysis.polarity import hypothetical

        return hypothetical(self._blocks[match.block].folded, match.sentence.start, match.start)

    def _is_attributed(self, match: Match) -> bool:
        """Whether somebody is named for the words, or they stand in quotation marks."""
        return self._facts().is_attributed(match.block, match.start, match.end)

    # ---- the whole article

    def _lacking(self) -> Iterator[Hit]:
        """What the article lacks."""
        if not self._compiled.absences or not self._blocks:
            return
        on = self._compiled.on("document", self._article_topics(), self._enabled)
        for number in [one for one in self._compiled.absences if on[one]]:
            rule = self._compiled.rule(number)
            if (not rule.shows or self._shows(rule.shows)) and (self._is_lacking(rule) or self._is_one_sided(rule)):
                yield Hit(number, WHOLE, 0, 0, -1)

    def _is_lacking(self, rule: Rule) -> bool:
        absent = rule.absent
        if absent is None or (absent.needed and absent.needed.isdisjoint(self._tokens().every)):
            return False
        if sum(len(block.text.split()) for block in self._blocks) < absent.words:
            return False
        blocks = self._lead() if absent.lead else range(len(self._blocks))
        return self._stands(absent.when, absent.times, blocks) and not self._stands_any(absent.patterns)

    def _lead(self) -> Iterator[int]:
        """The numbers of the headlines, and of the paragraphs in which an article says what it is about."""
        prose = [number for number, block in enumerate(self._blocks) if block.place not in HEADLINES]
        yield from (number for number, block in enumerate(self._blocks) if block.place in HEADLINES)
        yield from prose[:_LEAD]

    def _stands(self, source: str, times: int, blocks: Iterable[int]) -> bool:
        """Whether a pattern is found so often in the sentences of these blocks; "" is found everywhere."""
        if not source:
            return True
        pattern = self._compiled.pattern(source)
        for text in (text for number in blocks for text in self._sentence_texts(number)):
            times -= sum(1 for _ in pattern.finditer(text, timeout=TIME_LIMIT))
            if times <= 0:
                return True
        return False

    def _stands_any(self, sources: Iterable[str]) -> bool:
        patterns = [self._compiled.pattern(source) for source in sources]
        return any(pattern.search(block.folded, timeout=TIME_LIMIT) for pattern in patterns for block in self._blocks)

    def _is_one_sided(self, rule: Rule) -> bool:
        """Whether hardly anybody but the sides that a rule names is heard in the article."""
        balance = rule.balance
        if balance is None or (balance.needed and balance.needed.isdisjoint(self._tokens().every)):
            return False
        if not self._stands(balance.when, 1, range(len(self._blocks))) or self._stands_any(balance.patterns):
            return False
        from ethicslint.analysis.heard import words_by_side

        facts = self._facts()
        told = () if balance.quoted else facts.of("attribution")
        heard = words_by_side([block.folded for block in self._blocks], facts.of("quotation"), told)
        theirs = sum(words for side, words in heard.items() if side in balance.sides)
        return theirs >= balance.words and theirs * 100 >= sum(heard.values()) * balance.share

    # ---- hits

    def _quotations(self) -> dict[int, Cover]:
        """What stands in quotation marks, by block; `_mentioned` learns which of that is only mentioned or names a work."""
        if self._quoted is None:
            from ethicslint.analysis.quotations import quotations

            texts, places = [block.text for block in self._blocks], [block.place for block in self._blocks]
            every, mentions = dict[int, list[Span]](), dict[int, list[Span]]()
            for quotation in quotations(texts, places):
                every.setdefault(quotation.block, []).append(Span(quotation.start, quotation.end))
                if quotation.kind in ("mention", "title"):
                    mentions.setdefault(quotation.block, []).append(Span(quotation.start, quotation.end))
            self._quoted = {block: Cover(spans) for block, spans in every.items()}
            self._mentioned = {block: Cover(spans) for block, spans in mentions.items()}
        return self._quoted

    def _voice(self, match: Match) -> str:
        """`author`, or `quoted`: for words that begin inside a quotation and have their greater part there."""
        cover = self._quotations().get(match.block)
        inside = cover is not None and cover.holds(match.start, (match.start + match.end + 1) // 2)
        block = self._blocks[match.block]
        return "quoted" if inside or block.place == "quote-block" or _POST.search(block.text, match.end) else "author"

    def _is_mentioned(self, match: Match) -> bool:
        """Whether the words are only mentioned, or are part of the name of a work or an institution."""
        self._quotations()
        cover = self._mentioned.get(match.block)
        if cover is not None and cover.holds(match.start, match.end):
            return True
        return self._in_italics(match.block).holds(match.start, match.end) or self._names_institution(match)

    def _names_institution(self, match: Match) -> bool:
        """Where every word may have a capital, capitals make no name."""
        from ethicslint.analysis.institutions import names_institution

        block = self._blocks[match.block]
        return block.place not in _CAPITALS and names_institution(block.text, match.start, match.end)

    def _in_italics(self, number: int) -> Cover:
        """The titles and mentions that a block sets in italics."""
        cover = self._italics.get(number)
        if cover is None:
            from ethicslint.analysis.quotation_kinds import Paragraph, kind_of_italics
            from ethicslint.text.emphasis import emphases

            block = self._blocks[number]
            paragraph = Paragraph(block.place, block.text, 0, len(block.text))
            found = emphases(self._document.source.text, block)
            cover = self._italics[number] = Cover(one for one in found if kind_of_italics(paragraph, *one))
        return cover

    def _hit(self, rule: Rule, match: Match) -> Hit:
        quoted = self._voice(match) == "quoted"
        fact = match.fact
        return Hit(
            match.rule,
            match.block,
            match.start,
            match.end,
            match.term,
            quoted,
            not quoted and self._is_fixable(rule, match),
            CONFIDENCES.index(fact.confidence) if fact else len(CONFIDENCES) - 1,
            _KINDS.index(fact.kind) if fact else -1,
            tuple([(one.block, one.start, one.end) for one in fact.evidence if _elsewhere(one, match)]) if fact else (),
        )

    def _is_fixable(self, rule: Rule, match: Match) -> bool:
        """Whether a fix of the rule touches nobody else's words."""
        found = words_of(rule, self._blocks[match.block], match.start, match.end)
        return found is not None and self._voice(match._replace(start=found.start, end=found.end)) == "author"


def _elsewhere(one: "Stretch", match: Match) -> bool:
    """Whether a piece of evidence stands outside the words that are flagged."""
    return one.block != match.block or one.end <= match.start or match.end <= one.start


def _says(fact: "Fact", wanted: Wanted) -> bool:
    """Whether a fact is as sure as a rule wants it, and says what the rule asks for."""
    if CONFIDENCES.index(fact.confidence) < CONFIDENCES.index(wanted.least):
        return False
    said = dict(fact.says)
    return all(not set(values).isdisjoint(said[key].split()) for key, values in wanted.says)


def _from_word_to_word(text: str, start: int, end: int) -> Span:
    """A sentence without the marks and signs at its ends."""
    found = regex.compile(r"\w.*\w", regex.DOTALL).search(text, start, end)
    return Span(*found.span()) if found else Span(start, end)


def _exceeds(metric: Metric, sentence: str, matches: int) -> bool:
    """Whether a sentence with so many matches is more than a reader can follow; what is slow to know is asked last."""
    if not matches or matches <= metric.matches or len(sentence.split()) <= metric.words:
        return False
    if metric.negations >= 0:
        from ethicslint.analysis.polarity import negations

        if negations(sentence) <= metric.negations:
            return False
    if metric.grade < 0:
        return True
    from ethicslint.analysis.readability import grade

    return grade(sentence) > metric.grade


def _suits(wish: str, is_so: Callable[[Match], bool], match: Match) -> bool:
    """Whether a match is as a rule wishes: `skip`, `only` or `any`."""
    return wish == "any" or is_so(match) == (wish == "only")
