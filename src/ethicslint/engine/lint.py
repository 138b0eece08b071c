"""One article meets the rules. Pure: a document and compiled rules in, sorted findings out.

Knows which matches of words count: what swallows or excuses them, who speaks, what is only mentioned; `engine.findings` puts what
is left into words. Knows no paths and no settings. `exhaustive` runs every search on every sentence, the oracle of the prefilter.
Analyses are imported when the first text needs them: most single articles need few.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import regex

from ethicslint.analysis.kinds import CONFIDENCES, KINDS
from ethicslint.analysis.memory import Row, Table
from ethicslint.analysis.topics import topics
from ethicslint.engine.compiled import Compiled
from ethicslint.engine.cover import Cover
from ethicslint.engine.finding import Finding
from ethicslint.engine.findings import WHOLE, Hit, findings, words_of
from ethicslint.engine.searching import OutOfTimeError, found_in, wanted_in
from ethicslint.engine.seen import Counting, Found, Looked, Match, Memory, Seen
from ethicslint.errors import Problem, RuleError
from ethicslint.rulebook.model import Rule, Wanted
from ethicslint.text.declared import NOTHING, Declared
from ethicslint.text.document import HEADLINES, Block, Document
from ethicslint.text.normal import LEFT_OUT

if TYPE_CHECKING:  # the analyses are imported when the first text needs them
    from ethicslint.analysis.facts import Fact, Facts
    from ethicslint.analysis.heard import Heard
    from ethicslint.analysis.quotations import Quotation
    from ethicslint.analysis.saying import Stretch

_LEAD: Final = 6  # paragraphs
_MARKS: Final = 8  # signs of emphasis around a block, more than anybody writes
_CAPITALS: Final = HEADLINES | {"heading"}
"""Places in which every word may have a capital."""
_KINDS: Final = tuple(KINDS)
# “… so sad. — Ann Roe (@annroe) March 5, 2019”: how a post of somebody else ends that was put into an article.
_POST: Final = regex.compile(rf"[—–] [^—–\n]{{2,60}} \({LEFT_OUT}\)")


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
    memory: Memory | None = None,
) -> list[Hit]:
    """What `lint` finds, before it is put into words: places in the blocks and numbers of rules, worth keeping for next time.

    With a `memory` of the version before, only what has changed since is looked at; the hits are the same.
    """
    declared = document.declared.over(defaults)
    run = _Run(document, compiled, enabled, least, declared, memory)
    try:
        return run.hits(exhaustive)
    except OutOfTimeError as error:
        raise run.out_of_time(error) from None


class _Run:
    """The state of one article: what was worked out once and is needed again."""

    def __init__(
        self,
        document: Document,
        compiled: Compiled,
        enabled: Collection[int] | None,
        least: str,
        declared: Declared,
        memory: Memory | None,
    ) -> None:
        self._document = document
        self._compiled = compiled
        self._least = least
        self._declared = declared
        self._enabled = compiled.admitting(declared, None if enabled is None else frozenset(enabled))
        self._blocks = document.blocks
        self._memory = memory or Memory()
        self._goes_on = memory is not None
        self._seen = self._memory.blocks(self._blocks, compiled)
        self._topics = self._article_topics()
        self._quoted: dict[int, Cover] = {}
        self._mentioned: dict[int, Cover] = {}
        self._italics: dict[int, Cover] = {}
        self._holding: dict[str, bool] = {}
        self._every_quotation: dict[int, list[Quotation]] | None = None
        self._every_fact: Facts | None = None
        self._facts_by_block: dict[str, list[Sequence[Fact]]] = {}

    def hits(self, exhaustive: bool) -> list[Hit]:
        by_rule: dict[int, list[Counting]] = {}
        for own in self._counted(self._every() if exhaustive else self._likely()):
            for one in own:
                by_rule.setdefault(one.hit.rule, []).append(one)
        found = [hit for number, own in by_rule.items() for hit in self._hits(number, own)]
        return [*found, *self._lacking()]

    def _hits(self, number: int, counting: list[Counting]) -> list[Hit]:
        try:
            return [one.hit for one in self._kept(self._compiled.rule(number), counting)]
        except TimeoutError:
            raise OutOfTimeError(number, self._seen[counting[0].match.block]) from None

    # ---- finds

    def _every(self) -> list[list[list[Found]]]:
        """What any search finds in each block."""
        return [[self._all_in(number, seen) for number, seen in enumerate(self._seen)]]

    def _all_in(self, number: int, seen: Seen) -> list[Found]:
        found: list[Found] = []
        for one in range(len(self._compiled.owners)):
            if self._holds(one, seen):
                fact = self._compiled.search(one).fact
                facts = self._facts_of(fact.kind)[number] if fact else ()
                found += found_in(seen, one, self._compiled, facts, self._least)
        return found

    def _holds(self, one: int, seen: Seen) -> bool:
        """Whether the rule of this search is on, and speaks of such a place."""
        owner, _ = self._compiled.owners[one]
        if self._enabled is not None and owner not in self._enabled:
            return False
        places = self._compiled.rule(owner).places
        return not places or seen.place in places

    def _likely(self) -> list[list[list[Found]]]:
        """The same by way of the words: those of a block say which searches. In words first, then in each kind of fact."""
        self._memory.asked((self._enabled, self._topics, self._least))
        looked = self._memory.looked.of(self._seen, self._look)
        columns = [[one.found for one in looked]]
        for kind in sorted(set().union(*[one.asking for one in looked])):
            facts = self._facts_of(kind)
            table = self._memory.in_facts.setdefault(kind, Table())
            # A fact may look the same when a word of it was exchanged, so the blocks themselves count too.
            columns.append(table.of((self._seen, looked, facts), self._looking(kind, looked, facts)))
        return columns

    def _look(self, seen: Seen) -> Looked:
        """What the likely searches find in the words of a block, and those that ask for facts."""
        found: list[Found] = []
        asking: dict[str, list[int]] = {}
        for one in sorted(self._compiled.prefilter.candidates(seen.words, self._on(seen.place))):
            if fact := self._compiled.search(one).fact:
                asking.setdefault(fact.kind, []).append(one)
            else:
                found += found_in(seen, one, self._compiled)
        return Looked(found, asking)

    def _looking(
        self, kind: str, looked: Sequence[Looked], facts: "Sequence[Sequence[Fact]]"
    ) -> Callable[[int], list[Found]]:
        """What finds the facts of a kind that searches ask for in a block, by its number."""

        def find(number: int) -> list[Found]:
            if not facts[number]:
                return []  # most blocks
            seen, least = self._seen[number], self._least
            searches = looked[number].asking.get(kind, ())
            return [one for each in searches for one in found_in(seen, each, self._compiled, facts[number], least)]

        return find

    def _on(self, place: str) -> bytes:
        return self._compiled.on(place, self._topics, self._enabled)

    def _facts(self) -> "Facts":
        if self._every_fact is None:
            from ethicslint.analysis.facts import Facts

            kept = self._memory.kept
            self._every_fact = Facts(self._blocks, self._compiled.patterns(), kept, declared=self._declared)
        return self._every_fact

    def _facts_of(self, kind: str) -> "list[Sequence[Fact]]":
        """The facts of a kind in each block."""
        found = self._facts_by_block.get(kind)
        if found is None:
            own: dict[int, list[Fact]] = {}
            for fact in self._facts().of(kind):
                own.setdefault(fact.place.block, []).append(fact)
            found = self._facts_by_block[kind] = [own.get(number, ()) for number in range(len(self._blocks))]
        return found

    def out_of_time(self, error: OutOfTimeError) -> RuleError:
        """The same for people: which rule, and where."""
        block = self._blocks[next(number for number, seen in enumerate(self._seen) if seen is error.seen)]
        rule = self._compiled.rule(error.rule)
        line = self._document.source.position(block.start).line
        place = f"{self._document.source.path or 'the text'}, line {line}"
        return RuleError([Problem(rule.path, 0, f"{rule.id} ran out of time on {place}; simplify its pattern")])

    # ---- what counts of them

    def _counted(self, columns: list[list[list[Found]]]) -> list[list[Counting]]:
        """What counts in each block as far as its own words and those who speak there decide."""

        def count(number: int) -> list[Counting]:
            matches = [Match(number, *found) for column in columns for found in column[number]]
            return [
                Counting(match, self._hit(self._compiled.rule(match.rule), match))
                for match in matches
                if self._counts(self._compiled.rule(match.rule), match)
            ]

        if not self._goes_on:
            return [count(number) for number in range(len(self._seen))]
        written = [self._written(block) if any(own) else "" for block, *own in zip(self._blocks, *columns, strict=True)]
        return self._memory.counted(len(columns)).of((*columns, *self._facts().said(), written), count)

    def _written(self, block: Block) -> str:
        """A block as it stands in the source, with the marks around it."""
        start, end = block.span(0, len(block.text))
        return self._document.source.text[max(0, start - _MARKS) : end + _MARKS]

    def _kept(self, rule: Rule, counting: list[Counting]) -> Iterator[Counting]:
        """What counts of one rule in the article, the longest where matches overlap."""
        if rule.topics and self._topics.isdisjoint(rule.topics):
            return
        if rule.shows and not self._shows(rule.shows):
            return
        thinned = self._thinned([one for one in counting if self._is_excused_nowhere(one.match)])
        last = (-1, 0)
        for one in sorted(thinned, key=_longest_first):
            match = one.match
            if match.block == last[0] and match.start < last[1]:
                continue
            last = (match.block, match.end)
            yield one

    def _shows(self, wanted: Wanted) -> bool:
        """Whether the article shows a fact anywhere."""
        facts = self._facts_of(wanted.kind)

        def is_shown(number: int) -> bool:
            if not facts[number]:
                return False  # most blocks
            found = wanted_in(self._seen[number], wanted, False, self._compiled, facts[number])
            return next(found, None) is not None

        table = self._memory.shows.setdefault(wanted, Table())
        return any(table.of((self._seen, facts), is_shown))

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

    def _thinned(self, counting: list[Counting]) -> Iterator[Counting]:
        """All that counts, but of what counts only when too much stands together no more than the first excess."""
        gathered: dict[tuple[int, ...], list[Counting]] = {}
        for one in counting:
            match = one.match
            density = self._compiled.search(match.search).density
            if density is None:
                yield one
                continue
            scopes = {"sentence": (match.block, match.sentence.start), "paragraph": (match.block,)}
            gathered.setdefault((match.search, *scopes.get(density.per, ())), []).append(one)
        for (number, *_), found in gathered.items():
            density = self._compiled.search(number).density
            assert density is not None
            allowed = density.above
            if density.words:
                length = sum([seen.length for seen in self._seen])
                allowed = allowed * max(length, density.words) // density.words
            found.sort(key=lambda one: (one.match.block, one.match.start))
            yield from found[allowed : allowed + 1]

    def _article_topics(self) -> frozenset[str]:
        known, memory = self._compiled.evidence, self._memory
        shown = memory.shown.of(self._seen, lambda seen: (seen.place, seen.evidence(known)))
        return topics(shown, sum(memory.lengths.of(self._seen, lambda seen: len(seen.words))))

    def _swallowed(self, rule: Rule, match: Match) -> bool:
        seen = self._seen[match.block]
        return any([seen.covered(source).touches(match.start, match.end) for source in rule.swallowed_by])

    def _is_excused_nowhere(self, match: Match) -> bool:
        """Whether what a search asks of the whole article is so."""
        conditions = self._compiled.search(match.search).conditions
        return all(self._holds_anywhere(one.pattern) == one.wanted for one in conditions if one.within == "document")

    def _holds_anywhere(self, source: str) -> bool:
        """Whether a pattern is found in a sentence of the article."""
        found = self._holding.get(source)
        if found is None:
            row = self._memory.holding.setdefault(source, Row())
            found = self._holding[source] = any(row.of(self._seen, lambda seen: seen.holds(source)))
        return found

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
        on = self._on("document")
        for number in [one for one in self._compiled.absences if on[one]]:
            rule = self._compiled.rule(number)
            try:
                lacks = (not rule.shows or self._shows(rule.shows)) and (
                    self._is_lacking(rule) or self._is_one_sided(rule)
                )
            except TimeoutError:
                raise OutOfTimeError(number, self._seen[0]) from None
            if lacks:
                yield Hit(number, WHOLE, 0, 0, -1)

    def _is_lacking(self, rule: Rule) -> bool:
        absent = rule.absent
        if absent is None or (absent.needed and not self._has_any(absent.needed)):
            return False
        if sum([seen.length for seen in self._seen]) < absent.words:
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
        found = self._memory.times.setdefault(source, Row()).of(self._seen, lambda seen: seen.times(source))
        return sum([found[number] for number in blocks]) >= times

    def _stands_any(self, sources: Iterable[str]) -> bool:
        return any(self._is_shown_anywhere(source) for source in sources)

    def _is_shown_anywhere(self, source: str) -> bool:
        row = self._memory.showing.setdefault(source, Row())
        return any(row.of(self._seen, lambda seen: seen.shows(source)))

    def _has_any(self, words: frozenset[str]) -> bool:
        """Whether one of these words stands in the article."""
        row = self._memory.having.setdefault(words, Row())
        return any(row.of(self._seen, lambda seen: not words.isdisjoint(seen.words)))

    def _is_one_sided(self, rule: Rule) -> bool:
        """Whether hardly anybody but the sides that a rule names is heard in the article."""
        balance = rule.balance
        if balance is None or (balance.needed and not self._has_any(balance.needed)):
            return False
        if not self._stands(balance.when, 1, range(len(self._blocks))) or self._stands_any(balance.patterns):
            return False
        from ethicslint.analysis.heard import words_by_side

        heard = words_by_side(
            [seen.folded for seen in self._seen], self._heard("quotation" if balance.quoted else "all")
        )
        theirs = sum(words for side, words in heard.items() if side in balance.sides)
        return theirs >= balance.words and theirs * 100 >= sum(heard.values()) * balance.share

    def _heard(self, what: str) -> "list[Heard]":
        """What is heard in each block, in quotations or in all that is told for somebody."""
        from ethicslint.analysis.heard import heard

        quoted = self._facts_of("quotation")
        told = self._facts_of("attribution") if what == "all" else [()] * len(quoted)
        table = self._memory.heard.setdefault(what, Table())
        return table.of(
            (self._seen, quoted, told),
            lambda number: heard(self._seen[number].folded, (*quoted[number], *told[number])),
        )

    # ---- hits

    def _quotations(self, number: int) -> "Sequence[Quotation]":
        """What stands in quotation marks in a block."""
        if self._goes_on or self._every_fact:
            return self._facts().quotations_in(number)
        if self._every_quotation is None:  # the other analyses take longer to import than an article to read
            from ethicslint.analysis.quotations import quotations

            self._every_quotation = {}
            for one in quotations([block.text for block in self._blocks], [block.place for block in self._blocks]):
                self._every_quotation.setdefault(one.block, []).append(one)
        return self._every_quotation.get(number, ())

    def _quoted_in(self, number: int) -> Cover:
        cover = self._quoted.get(number)
        if cover is None:
            cover = self._quoted[number] = Cover([(one.start, one.end) for one in self._quotations(number)])
        return cover

    def _voice(self, match: Match) -> str:
        """`author`, or `quoted`: for words that begin inside a quotation and have their greater part there."""
        block = self._blocks[match.block]
        inside = self._quoted_in(match.block).holds(match.start, (match.start + match.end + 1) // 2)
        return "quoted" if inside or block.place == "quote-block" or _POST.search(block.text, match.end) else "author"

    def _is_mentioned(self, match: Match) -> bool:
        """Whether the words are only mentioned, or are part of the name of a work or an institution."""
        cover = self._mentioned.get(match.block)
        if cover is None:
            found = [one for one in self._quotations(match.block) if one.kind in ("mention", "title")]
            cover = self._mentioned[match.block] = Cover([(one.start, one.end) for one in found])
        if cover.holds(match.start, match.end):
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
        if found is None or self._quoted_in(match.block).touches(found.start, found.end):
            return False
        return self._voice(match._replace(start=found.start, end=found.end)) == "author"


def _elsewhere(one: "Stretch", match: Match) -> bool:
    """Whether a piece of evidence stands outside the words that are flagged."""
    return one.block != match.block or one.end <= match.start or match.end <= one.start


def _longest_first(one: Counting) -> tuple[int, int, int, int, int]:
    match = one.match
    return match.block, match.start, -match.end, match.term, match.search


def _suits(wish: str, is_so: Callable[[Match], bool], match: Match) -> bool:
    """Whether a match is as a rule wishes: `skip`, `only` or `any`."""
    return wish == "any" or is_so(match) == (wish == "only")
