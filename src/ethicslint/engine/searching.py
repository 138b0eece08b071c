"""What the searches of rules find in one block, sentence by sentence.

Knows searches of words, of words together, and of facts. Knows one block at a time: what excuses a find elsewhere in the article,
and who speaks, is for `engine.lint`.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import regex

from ethicslint.analysis.kinds import CONFIDENCES
from ethicslint.engine.combine import TIME_LIMIT, spans, together
from ethicslint.engine.compiled import Compiled
from ethicslint.engine.seen import Found, Seen
from ethicslint.rulebook.model import Condition, Metric, Near, Wanted
from ethicslint.text.origin import Span

if TYPE_CHECKING:  # the analyses are imported when the first text needs them
    from ethicslint.analysis.fact import Fact

_ENDS: Final = r"\w.*\w"


class OutOfTimeError(Exception):
    """A search of the rule with this number took too long in a block."""

    def __init__(self, rule: int, seen: Seen) -> None:
        super().__init__(rule)
        self.rule = rule
        self.seen = seen


def found_in(
    seen: Seen, number: int, compiled: Compiled, facts: "Sequence[Fact]" = (), least: str = ""
) -> Iterator[Found]:
    """What a search finds in a block whose `facts` of the kind that it asks for are given. Raises OutOfTimeError.

    `least` is the confidence below which nothing is said.
    """
    owner, _ = compiled.owners[number]
    search = compiled.search(number)
    try:
        for sentence, (start, end), fact in _stretches(seen, number, compiled, facts, least):
            if all(
                [_meets(seen, condition, sentence) for condition in search.conditions if condition.within in _NEAR_BY]
            ):
                yield Found(owner, start, end, search.term, sentence, number, fact)
    except TimeoutError:
        raise OutOfTimeError(owner, seen) from None


def wanted_in(
    seen: Seen, wanted: Wanted, case: bool, compiled: Compiled, facts: "Sequence[Fact]"
) -> "Iterator[tuple[Span, Span, Fact]]":
    """Those of a block's facts that are wanted, or the words in them that are: each with the sentence around it."""
    holds = compiled.pattern(wanted.holds, case) if wanted.holds else None
    without = compiled.pattern(wanted.without, case) if wanted.without else None
    for fact in facts:
        if not _says(fact, wanted):
            continue
        number, start, end = fact.place
        words = seen.folded[start:end]
        if without and without.search(words, timeout=TIME_LIMIT):
            continue
        found = list(spans(holds, words, start)) if holds else [Span(start, end)]
        if found and wanted.mark == "fact":
            found = [Span(start, end)]
        elif found and wanted.mark == "cue":
            found = [Span(one.start, one.end) for one in fact.evidence[:1] if one.block == number]
        for one in found:
            yield next((s for s in seen.sentences if s.start <= one.start < s.end), Span(start, end)), one, fact


_NEAR_BY: Final = ("sentence", "paragraph")


def _meets(seen: Seen, condition: Condition, sentence: Span) -> bool:
    if condition.within == "sentence":
        return seen.holds_in(condition.pattern, sentence) == condition.wanted
    return seen.holds(condition.pattern) == condition.wanted


def _stretches(
    seen: Seen, number: int, compiled: Compiled, facts: "Sequence[Fact]", least: str
) -> "Iterator[tuple[Span, Span, Fact | None]]":
    """What a search finds, each with the sentence around it, and the fact that it is, if it is one."""
    search = compiled.search(number)
    if search.fact:
        yield from wanted_in(seen, _asked(search.fact, least), search.case, compiled, facts)
        return
    if search.near:
        for sentence, found in _near(seen, search.near, search.case, compiled):
            yield sentence, found, None
        return
    pattern = compiled.pattern(search.pattern, search.case)
    if not search.raw and not pattern.search(seen.folded, timeout=TIME_LIMIT):
        return  # most blocks, without being cut into sentences
    for start, end in seen.sentences:
        stretches = spans(pattern, seen.folded[start:end], start)
        if search.metric and not _exceeds(search.metric, seen.folded[start:end], len(list(stretches))):
            continue
        for stretch in [_from_word_to_word(seen.folded, start, end)] if search.metric else stretches:
            yield Span(start, end), stretch, None


def _asked(wanted: Wanted, least: str) -> Wanted:
    """The fact that a rule asks for; where low confidence is asked for, also one that no rule would rest on."""
    unsure = least == CONFIDENCES[0] and wanted.least != CONFIDENCES[-1]
    return wanted._replace(least=least) if unsure else wanted


def _says(fact: "Fact", wanted: Wanted) -> bool:
    """Whether a fact is as sure as a rule wants it, and says what the rule asks for."""
    if CONFIDENCES.index(fact.confidence) < CONFIDENCES.index(wanted.least):
        return False
    said = dict(fact.says)
    return all([not set(values).isdisjoint(said[key].split()) for key, values in wanted.says])


def _near(seen: Seen, near: Near, case: bool, compiled: Compiled) -> Iterator[tuple[Span, Span]]:
    patterns = [compiled.pattern(pattern, case) for pattern in near.patterns]
    if not all([pattern.search(seen.folded, timeout=TIME_LIMIT) for pattern in patterns]):
        return  # most blocks, without being cut into sentences
    sentences = seen.sentences
    scopes = sentences if near.within == "sentence" else [Span(0, len(seen.folded))]
    for scope in scopes:
        inside = [one for one in sentences if scope.start <= one.start and one.end <= scope.end]
        found = [
            [span for one in inside for span in spans(pattern, seen.folded[one.start : one.end], one.start)]
            for pattern in patterns
        ]
        for stretch in together(near, found, seen.folded):
            around = next((one for one in sentences if one.start <= stretch.start < one.end), scope)
            yield around, stretch


def _from_word_to_word(text: str, start: int, end: int) -> Span:
    """A sentence without the marks and signs at its ends."""
    found = regex.compile(_ENDS, regex.DOTALL).search(text, start, end)
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
