"""Terms of imprisonment that contradict each other: two for one sentence, parts that do not add up, both ways of serving them.

Knows that terms one after the other are added and terms at the same time are not, that “30 years to life” is not 30 years, and
what is suspended or left to serve. Knows nothing of parole law, nor of whose sentence it is (`analysis.cases`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from ethicslint.analysis.case_conflicts import conflict, convictions
from ethicslint.analysis.case_figures import LIFE, Term, number
from ethicslint.analysis.case_labels import Label
from ethicslint.analysis.cases import Docket, Told
from ethicslint.analysis.conflicts import Conflict
from ethicslint.analysis.memory import remembering
from ethicslint.analysis.saying import Stretch

_TIMES: Final = re.compile(r"[^.;]{0,40}?\beach[ \n]of[ \n](?:(?:the|his|her)[ \n])?(?P<number>[\w-]+)[ \n]")
_TIMES_BEFORE: Final = re.compile(
    r"(?P<number>two|three|four|five|six|both)[ \n](?:\w+[ \n])?(?:terms?|sentences?)[ \n]of[ \n]\Z"
)
_EVERY: Final = re.compile(r"each[ \n](?:count|charge|offence)(?:[ \n]\w+)?:?[ \n]*\Z")
_ROUNDED: Final = 60  # months, from which headlines tell whole years
_LEAD: Final = 4  # paragraphs that retell the headline
_LEAST_FOR_LIFE: Final = 120  # months; a shorter term is not what a life sentence is told by
_FRACTIONS: Final = ((1, 2), (2, 3), (2, 5), (1, 3), (4, 5), (1, 4))
_FRACTION: Final = re.compile(
    r"\b(?:half|halfway|two[- ]thirds|third|licen[cs]e|parole|remission|credit|remand|already served|time served"
    r"|per cent|percent)\b"
)


class _Said(NamedTuple):
    term: Term
    told: Told

    @property
    def place(self) -> Stretch:
        return Stretch(self.told.place.block, self.term.start, self.term.end)


def terms(file: Docket, texts: Sequence[str], labels: Mapping[int, Sequence[Label]]) -> Iterator[Conflict]:
    """What the terms of a case file contradict; `texts` are the folded texts of the blocks, `labels` those of each block."""
    for who in file.about():
        if file.of(who, "overturned"):
            continue
        said = [
            _Said(term, one)
            for one in file.told
            if one.who == who and not (one.quoted or one.event.negated or one.event.earlier)
            for term in one.event.terms
            if term.role != "possible" and not (one.event.hypothetical and term.role != "minimum")
        ]
        if said:
            yield from _of_one(file, who, said, texts, labels)
    if file.alone is not None and not any([one.event.changed for one in file.told]):
        yield from _hours(texts)


def _hours(texts: Sequence[str]) -> Iterator[Conflict]:
    """Two numbers of hours of unpaid work for one sentence."""
    told = [
        (int(found["hours"]), Stretch(number, *found.span()))
        for number, text in enumerate(texts)
        for found in _unpaid(text)
    ]
    other = next((place for hours, place in told if hours != told[0][0]), None)
    if other and not any([_ANOTHER.search(text) for text in texts]):
        yield conflict("term", told[0][1], other, "medium")


_UNPAID: Final = re.compile(r"\b(?P<hours>\d{2,3}) hours(?:'| of)? (?:unpaid work|community service|community work)")
_unpaid: Final = remembering(lambda text: _UNPAID.finditer(text) if " hours" in text else ())


def _of_one(
    file: Docket, who: int, said: Sequence[_Said], texts: Sequence[str], labels: Mapping[int, Sequence[Label]]
) -> Iterator[Conflict]:
    changed = {(one.term.low, one.term.high) for one in said if one.told.event.changed}
    parts = [one for one in said if one.term.role == "each"]
    listed = {one.told for one in parts}
    whole = [
        one
        for one in said
        if one.term.role == "whole"
        and not (one.told in listed and one.told.kind == "sentenced" and len(one.told.event.terms) > 1)
    ]
    parts += [one for one in said if one.term.role == "whole" and one not in whole]
    modes = [
        (number, label)
        for number, own in labels.items()
        for label in own
        if label.kind in ("consecutive", "concurrent")
    ]
    kinds = {label.kind for _, label in modes}
    if len(kinds) > 1:
        yield from _two_ways(file, who, modes, labels, parts)
    sums = _sums(file, who, parts, kinds, texts)
    two = list(_two_terms(file, whole, said, changed, sums, parts, texts))
    yield from two
    if sums and whole and not changed and not two:
        wrong = next(
            (one for one in whole if one.term.high < LIFE or one.term.low < LIFE if not _fits(one.term, sums)), None
        )
        if wrong:
            sure = "high" if len(kinds) == 1 and file.alone is not None else "medium"
            places = [one.place for one in parts]
            first = Stretch(
                places[0].block,
                places[0].start,
                places[-1].end if places[-1].block == places[0].block else places[0].end,
            )
            yield conflict("term", wrong.place, first, sure)
            return
    yield from _without_prison(file, who, said, texts)
    yield from _minimums(file, said, whole, changed, bool(parts))
    yield from _left_over(file, said, whole)


def _without_prison(file: Docket, who: int, said: Sequence[_Said], texts: Sequence[str]) -> Iterator[Conflict]:
    """A prison term to be served, where the court ordered unpaid work, probation or the like."""
    spared = [
        one
        for one in file.of(who, "sentenced", "caution")
        if _INSTEAD.search(texts[one.place.block][one.event.start : one.event.end].lower()) and not one.event.terms
    ]
    if not spared or any([re.search(r"suspended|breach|activated|also|both", text.lower()) for text in texts]):
        return
    for one in said:
        ahead = texts[one.place.block][: one.term.start].lower()
        if one.term.role in ("whole", "serve") and _STARTS.search(ahead):
            yield conflict("term", spared[0].place, one.place, "medium")
            return


_INSTEAD: Final = re.compile(r"community (?:payback )?order|unpaid work|probation order|discharge|spared|avoided")
_STARTS: Final = re.compile(
    r"\b(?:begin|began|begins|start|starts|started|starting|beginning)[ ](?:serving[ ])?(?:his|her|a|the)[ ]\Z"
)


def _fits(term: Term, sums: Sequence[tuple[int, int]]) -> bool:
    return any([term.low == low and (term.high == high or high == LIFE == term.high) for low, high in sums])


def _sums(
    file: Docket, who: int, parts: Sequence[_Said], kinds: set[str], texts: Sequence[str]
) -> list[tuple[int, int]]:
    """What the parts come to, in each way of serving them that is possible; nothing if they are not surely all there."""
    if not parts or any([one.term.low >= LIFE for one in parts]):
        return []
    verdict = next(
        (count.k for one in convictions(file, who) for count in one.event.counts if count.k and not count.nth), 0
    )
    many = [_times(one, texts[one.place.block], verdict) for one in parts]
    in_lines = all([":" in texts[one.place.block][: one.term.start] for one in parts])
    apart = len({one.told.event.sentence for one in parts}) > 1 or in_lines
    if apart and len({one.place.block for one in parts}) > 1 and not in_lines:
        return []
    if sum(many) < 2 or (verdict and sum(many) < verdict):
        return []
    low = sum(times * one.term.low for times, one in zip(many, parts, strict=True))
    open_end = any([one.term.high == LIFE for one in parts])
    high = LIFE if open_end else sum(times * one.term.high for times, one in zip(many, parts, strict=True))
    longest = max(parts, key=lambda one: one.term.low).term
    together = (longest.low, longest.high)
    if kinds == {"consecutive"}:
        return [(low, high)]
    return [together] if kinds == {"concurrent"} else [(low, high), together]


def _times(one: _Said, text: str, verdict: int) -> int:
    """On how many counts a part was passed: “15 years on each of two counts”."""
    low = text.lower()
    behind = _TIMES.match(low, one.term.end)
    before = _TIMES_BEFORE.search(low, 0, one.term.start)
    if found := behind or before:
        return number(found["number"]) or 1
    if _EVERY.search(low, 0, one.term.start) or re.match(r"[^.;]{0,24}\b(?:each|per count)\b", low[one.term.end :]):
        return verdict or 1
    return 1


def _two_ways(
    file: Docket,
    who: int,
    modes: Sequence[tuple[int, Label]],
    labels: Mapping[int, Sequence[Label]],
    parts: Sequence[_Said],
) -> Iterator[Conflict]:
    if (
        any([label.kind == "partly" for own in labels.values() for label in own])
        or len(parts) > 2
        or file.alone is None
    ):
        return
    (number, one), *rest = modes
    other = next(((block, label) for block, label in rest if label.kind != one.kind), None)
    if other and (other[0], other[1].sentence) != (number, one.sentence):
        yield conflict(
            "term", Stretch(number, one.start, one.end), Stretch(other[0], other[1].start, other[1].end), "medium"
        )


def _two_terms(
    file: Docket,
    whole: Sequence[_Said],
    said: Sequence[_Said],
    changed: set[tuple[int, int]],
    sums: Sequence[tuple[int, int]],
    parts: Sequence[_Said],
    texts: Sequence[str],
) -> Iterator[Conflict]:
    off = {one.term.low for one in said if one.term.role == "suspended"}
    fine = (
        {one.term.low for one in said if one.term.role in ("serve", "suspended")}
        | {low for low, _ in sums}
        | {one.term.low for one in parts}
    )
    least = {one.term.low for one in said if one.term.role == "minimum"}
    for one, other in combinations(whole, 2):
        first, second = (one.term.low, one.term.high), (other.term.low, other.term.high)
        if first == second or first in changed or second in changed:
            continue
        year, second_year = one.told.event.year, other.told.event.year
        if year and second_year and year != second_year:
            continue
        if _other_case(file, one, other):
            continue
        if _is_rounded(first[0], second[0]) and LIFE not in (first[1], second[1]):
            continue  # told in whole years
        finite = [low for low, high in (first, second) if low < LIFE]
        if len(finite) == 1 and finite[0] in least:
            continue  # life with a minimum term, told by the term
        if first[0] != second[0] and (
            first[0] in fine and second[0] in fine or _is_share(first[0], second[0], texts[other.place.block])
        ):
            continue
        if first[0] != second[0] and ({first[0], second[0]} & least or abs(first[0] - second[0]) in off):
            continue
        same = one.place.block == other.place.block and one.told.event.sentence == other.told.event.sentence
        if same or any([_ANOTHER.search(_around(texts, each)) for each in (one, other)]):
            continue
        taken_up = (
            _is_taken_up(texts, one) or _is_taken_up(texts, other) or (one.told.headline and other.place.block < _LEAD)
        )
        sure = (
            "high"
            if len(finite) > 1 and file.alone is not None and one.told.sure == other.told.sure == "high"
            else "medium"
        )
        if not taken_up:
            continue
        yield conflict("term", one.place, other.place, sure)
        return


_ANOTHER: Final = re.compile(
    r"\b(?:also|later|eventually|further|additional|another|unrelated|separate|previous(?:ly)?|earlier|instead"
    r"|already|respectively|second|other|co-\w+"
    r"|had[ \n]been[ \n](?:jailed|sentenced|given)|years[ \n]ago|after[ \n]that|originally|initially)\b"
)
_TAKES_UP: Final = re.compile(
    r"(?:\b(?:the|that|this|his|her)|'s)[ \n](?:\w+[ \n])?\Z|^[^.!?]{1,60}:[ \n]*\Z", re.IGNORECASE
)


def _around(texts: Sequence[str], one: _Said) -> str:
    """The words around a term, in its sentence as far as the stops show it."""
    text = texts[one.place.block].lower()
    first = text.rfind(". ", 0, one.term.start) + 1
    last = text.find(". ", one.term.end)
    return text[first : last if last >= 0 else len(text)]


def _is_taken_up(texts: Sequence[str], one: _Said) -> bool:
    """Whether a term is told as one already known: “the eight-year sentence”, or behind a label."""
    return bool(_TAKES_UP.search(texts[one.place.block][: one.term.start]))


def _other_case(file: Docket, one: _Said, other: _Said) -> bool:
    """Whether the terms are of two cases: for two crimes, or shorter than what a life sentence is told by."""
    for first, second in ((one, other), (other, one)):
        told = [each for each in convictions(file, one.told.who) if each is not second.told]
        main = set(first.told.event.charges or [charge for each in told for charge in each.event.charges])
        if main and second.told.event.charges and main.isdisjoint(second.told.event.charges):
            return True
    return max(one.term.low, other.term.low) >= LIFE and min(one.term.low, other.term.low) < _LEAST_FOR_LIFE


def _is_rounded(first: int, second: int) -> bool:
    """Whether one term is the other in whole years, as headlines tell it."""
    same = first // 12 == second // 12 and 0 in (first % 12, second % 12)
    return same and min(first, second) >= _ROUNDED


def _is_share(first: int, second: int, text: str) -> bool:
    """Whether one term is the part of the other that is served."""
    short, long = sorted((first, second))
    return bool(_FRACTION.search(text.lower())) and any([short * part == long * share for share, part in _FRACTIONS])


def _minimums(
    file: Docket, said: Sequence[_Said], whole: Sequence[_Said], changed: set[tuple[int, int]], parted: bool
) -> Iterator[Conflict]:
    least = [one for one in said if one.term.role == "minimum" and (one.term.low, one.term.high) not in changed]
    if parted and len(least) > 1:
        return
    for one, other in combinations(least, 2):
        if one.term.low // 12 != other.term.low // 12:
            yield conflict("term", one.place, other.place, "high" if file.alone is not None else "medium")
            return
    for one in least:
        longer = next((other for other in whole if other.term.high < one.term.low), None)
        if longer:
            yield conflict("term", one.place, longer.place, "medium")
            return


def _left_over(file: Docket, said: Sequence[_Said], whole: Sequence[_Said]) -> Iterator[Conflict]:
    """A term less what is suspended, against what is said to be left."""
    for suspended in said:
        if suspended.term.role != "suspended":
            continue
        base = next(
            (one for one in whole if one.told == suspended.told or one.place.block == suspended.place.block), None
        )
        left = next((one for one in said if one.term.role == "serve"), None)
        if base and left and base.term.low - suspended.term.low not in (left.term.low, 0) and base.term.low < LIFE:
            yield conflict("term", base.place, left.place, "high" if file.alone is not None else "medium")
            return
