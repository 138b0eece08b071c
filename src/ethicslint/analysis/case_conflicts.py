"""Figures of a case that contradict each other: counts, the people whom a verdict concerns, and charges.

Knows what a verdict of so many counts leaves over, that counts are not people, and which charges exclude each other for one act.
Knows nothing of terms (`analysis.case_terms`), nor of labels (`analysis.case_stages`).
"""

from collections.abc import Container, Iterator, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from ethicslint.analysis.case_events import Event
from ethicslint.analysis.case_figures import SECTION, Count, Victims
from ethicslint.analysis.cases import UNKNOWN, Docket, Told
from ethicslint.analysis.conflicts import Conflict
from ethicslint.analysis.saying import Stretch

_GUILTY: Final = ("guilty", "no-contest", "alford")
_KILLINGS: Final = frozenset(("murder", "manslaughter", "attempted-murder", "road"))


class Tally(NamedTuple):
    """A number of counts that the article gives for one outcome, and where. `n` is the total, 0 if it is not named."""

    place: Stretch
    k: int
    n: int
    charge: str
    other: bool
    whole: bool
    told: Told


class Harmed(NamedTuple):
    """So many people, said to be those harmed by somebody: “the three people he murdered”; `who` is None if nobody is named."""

    place: Stretch
    number: int
    who: int | None


def conflicts(file: Docket, people: Sequence[Harmed]) -> Iterator[Conflict]:
    """What the figures of a case file contradict; `people` are the numbers of people harmed that it gives elsewhere."""
    changed = any([one.event.changed for one in file.told if one.kind != "sentenced"])
    for who in file.about():
        if file.of(who, "overturned"):
            continue
        yield from _counts(file, who, changed)
        yield from _victims(
            file, who, [one for one in people if one.who == who or (one.who is None and file.alone == who)]
        )
        yield from _charges(file, who)
    yield from _conviction_of_nobody(file)


def convictions(file: Docket, who: int) -> list[Told]:
    """The verdicts of guilty, and the pleas of guilty, of a person."""
    found = [
        one for one in file.of(who, "convicted", "pleaded") if one.kind == "convicted" or one.event.plea in _GUILTY
    ]
    return found or [one for one in file.of(who, "sentenced") if one.event.charges and not one.event.noun]


def _last_trial(told: Sequence[Told]) -> list[Told]:
    """What happened in the last of several trials."""
    return [one for one in told if one.event.trial != 1]


def _sure(*told: Told) -> str:
    return "high" if all([one.sure == "high" for one in told]) else "medium"


def conflict(of: str, first: Stretch, second: Stretch, confidence: str, *others: Stretch) -> Conflict:
    """The conflict of two places and further ones, the latest first."""
    places = sorted({first, second, *others})
    return Conflict(of, places[-1], places[0], confidence, tuple(places[1:-1]))


# ---- counts


def _tallies(told: Sequence[Told]) -> list[Tally]:
    """The numbers of counts of some events: a list of them is added up, a single count with a number of its own left out."""
    found: list[Tally] = []
    for one in told:
        counts = [
            count for count in one.event.counts if not count.nth and (count.k or count.n) and count.charge != SECTION
        ]
        if not counts:
            continue
        first = counts[0]
        place = Stretch(one.place.block, min(one.event.start, first.start), max(one.event.end, counts[-1].end))
        if len(counts) > 1 and _is_list(one.event, counts):
            found.append(Tally(place, sum(count.k for count in counts), 0, "", False, True, one))
        else:
            found.append(Tally(place, first.k, first.n, first.charge, first.other, False, one))
    return found


def _is_list(event: Event, counts: Sequence[Count]) -> bool:
    return all([count.k and not count.n and count.charge and not count.other for count in counts])


def _counts(file: Docket, who: int, changed: bool) -> Iterator[Conflict]:
    guilty = _tallies(_last_trial(convictions(file, who)))
    free = _tallies(_last_trial(file.of(who, "acquitted", "not-proven")))
    rest = _tallies(_last_trial(file.of(who, "dismissed", "on-file", "mistrial", "no-evidence")))
    yield from _unequal(guilty)
    yield from _not_every(file, who)
    charged = _tallies(
        [one for one in file.of(who, "charged", "indicted", "trial", "pleaded") if one.event.plea not in _GUILTY]
    )
    listed = _tallies([one for one in file.of(who, "accused") if one.event.lists])
    totals = [one for one in (*charged, *guilty, *free) if (one.n or one in charged) and not one.other]
    if not changed and not rest:
        yield from _unequal_totals(totals)
    verdict = next((one for one in sorted(guilty, key=lambda one: not one.n) if one.k), None)
    if verdict is None:
        return
    charged += listed
    total = verdict.n or max((one.n or one.k for one in charged if not one.other), default=0)
    shown = next((one for one in charged if not one.other and (one.n or one.k) == total), verdict)
    for group in (free, rest):
        for one in group:
            left = one.k
            accounted = (
                verdict.k + left + sum(other.k for other in (*free[:1], *rest[:1]) if other.told.kind != one.told.kind)
            )
            if not total or not left or one.n:
                continue
            whole = one.other and len(free) + len(rest) == 1 and len({each.told.kind for each in guilty}) == 1
            if accounted > total or (whole and verdict.k + left != total):
                yield conflict("counts", shown.place, one.place, _sure(verdict.told, one.told), verdict.place)
                return


def _not_every(file: Docket, who: int) -> Iterator[Conflict]:
    """“Convicted on every count” where one of them ended otherwise."""
    every = [
        one
        for one in convictions(file, who)
        for count in one.event.counts
        if not (count.k or count.n or count.charge) and one.event.trial != 1
    ]
    free = [one for one in _last_trial(file.of(who, "acquitted", "mistrial")) if one.event.counts]
    if (
        every
        and free
        and (every[0].place.block, every[0].event.sentence) != (free[0].place.block, free[0].event.sentence)
    ):
        yield conflict("counts", free[0].place, every[0].place, _sure(free[0], every[0]))


def _unequal(verdicts: Sequence[Tally]) -> Iterator[Conflict]:
    """Two numbers of counts for one verdict."""
    for one, other in combinations(verdicts, 2):
        if not one.k or not other.k or one.other or other.other or one.k == other.k:
            continue
        if {one.told.kind, other.told.kind} == {"convicted", "pleaded"}:
            continue
        alike = one.charge == other.charge or one.n == other.n != 0
        plain, named = sorted((one, other), key=lambda tally: bool(tally.charge or tally.whole))
        if alike or (not plain.charge and not plain.whole and (named.k > plain.k or named.whole)):
            if one.told.event.year and other.told.event.year and one.told.event.year != other.told.event.year:
                continue
            yield conflict("counts", one.place, other.place, _sure(one.told, other.told))
            return


def _unequal_totals(totals: Sequence[Tally]) -> Iterator[Conflict]:
    """Two numbers of all the counts."""
    for one, other in combinations(totals, 2):
        first, second = one.n or one.k, other.n or other.k
        if first == second or not first or not second:
            continue
        if not (one.n and other.n) and (one.charge != other.charge and one.charge and other.charge):
            continue
        if not one.n and not other.n and one.charge != other.charge and not (one.whole or other.whole):
            continue
        if not one.n and not other.n and "pleaded" in (one.told.kind, other.told.kind):
            continue  # some may have been admitted
        if (one.n and not other.n and other.charge and second < first) or (
            other.n and not one.n and one.charge and first < second
        ):
            continue  # a part of them, of one kind
        listed, named = (one, other) if one.whole else (other, one)
        if listed.whole and named.charge and named.k < listed.k:
            continue
        year, second_year = one.told.event.year, other.told.event.year
        if year and second_year and year != second_year:
            continue
        sure = _sure(one.told, other.told) if one.n and other.n else "medium"
        yield conflict("counts", one.place, other.place, sure)
        return


# ---- people


def _victims(file: Docket, who: int, told: Sequence[Harmed]) -> Iterator[Conflict]:
    """More people than the verdict concerns, or two numbers of them."""
    verdicts = [one for one in convictions(file, who) if not one.event.changed]
    if not verdicts:
        return
    sentences = [one for one in file.of(who, "sentenced") if one not in verdicts]
    numbered = [(one, one.event.victims[0]) for one in (*verdicts, *sentences) if len(one.event.victims) == 1]
    for (one, first), (other, second) in combinations(numbered, 2):
        if first.number != second.number:
            sure = _sure(one, other) if first.noun == second.noun else "medium"
            yield conflict("victims", _at(one, first), _at(other, second), sure)
            return
    more = [one for one in told if numbered and all([people.number != one.number for _, people in numbered])]
    if more and more[0].number > max(people.number for _, people in numbered):
        one, people = numbered[0]
        yield conflict("victims", _at(one, people), more[0].place, _sure(one), *[each.place for each in more[1:]])
        return
    partial = next((tally for tally in _tallies(verdicts) if 0 < tally.k < tally.n), None)
    exact = partial or next(
        (tally for tally in _tallies(verdicts) if tally.k and not tally.other and tally.told.kind != "pleaded"), None
    )
    if exact is None:
        return
    shown = [(one, people) for one, people in numbered if people.number > exact.k]
    places = [_at(one, people) for one, people in shown] + [one.place for one in told if one.number > exact.k]
    if places:
        confidence = _sure(exact.told, *(one for one, _ in shown)) if partial and shown else "medium"
        yield conflict("victims", exact.place, places[0], confidence, *places[1:])


def _at(one: Told, people: Victims) -> Stretch:
    return Stretch(one.place.block, people.start, people.end)


# ---- charges


def _charges(file: Docket, who: int) -> Iterator[Conflict]:
    verdicts = [one for one in convictions(file, who) if one.event.charges]
    free = [one for one in file.of(who, "acquitted", "not-proven") if one.event.charges]
    yield from _other_charge(file, who, verdicts)
    if _is_second_trial(file, who):
        return
    killings = [(one, frozenset(one.event.charges) & _KILLINGS) for one in verdicts]
    for (one, first), (other, second) in combinations([pair for pair in killings if pair[1]], 2):
        if first.isdisjoint(second) and len(first) == len(second) == 1 and not _is_denied(file, who, first | second):
            said = "none" not in (one.event.who.how, other.event.who.how)
            yield conflict("charge", one.place, other.place, _sure(one, other) if said else "medium")
            return
    partial = any(
        [count.n != count.k or count.nth or count.other for one in (*verdicts, *free) for count in one.event.counts]
    )
    for one in free:
        if partial or len(one.event.charges) != 1:
            continue
        for other in verdicts:
            if _is_one_charge(one, other) and _is_one_act(one, other):
                yield conflict("charge", one.place, other.place, _sure(one, other))
                return


def _conviction_of_nobody(file: Docket) -> Iterator[Conflict]:
    """“The murder conviction”, “sentencing for murder”, where the only verdict on murder is an acquittal."""
    for one in file.told:
        if not (one.event.noun and one.counts and len(one.event.charges) == 1 and not one.event.terms):
            continue
        charge = one.event.charges[0]
        before = one.kind == "sentenced" or (one.kind == "convicted" and one.event.first < one.event.start)
        same = [other for other in file.told if charge in other.event.charges and other is not one]
        free = [other for other in same if other.kind == "acquitted" and other.counts and other.who in file.dock]
        if before and len(free) == 1 and not any([other.kind in _ENDS for other in same if other is not free[0]]):
            yield conflict("charge", free[0].place, one.place, "medium")
            return


_ENDS: Final = ("convicted", "pleaded", "sentenced", "overturned", "acquitted", "retrial", "upheld")
_EXCLUSIVE: Final = (
    frozenset(("burglary", "robbery")),
    frozenset(("murder", "attempted-murder")),
    frozenset(("rape", "attempted-rape")),
)
"""Charges of which newspapers write one for the other, though one act is not both."""


def _other_charge(file: Docket, who: int, verdicts: Sequence[Told]) -> Iterator[Conflict]:
    """A sentence for a charge that is named nowhere else, where the verdict is for one like it."""
    told = file.of(
        who, "charged", "indicted", "trial", "pleaded", "convicted", "acquitted", "accused", "mistrial", "dismissed"
    )
    sentences = [one for one in file.of(who, "sentenced") if len(one.event.charges) == 1]
    for group in _EXCLUSIVE:
        for one in sentences:
            charge = one.event.charges[0]
            if charge not in group or any([charge in other.event.charges for other in told]):
                continue
            others = [*verdicts, *(other for other in sentences if other is not one)]
            for other in others:
                if len(other.event.charges) == 1 and other.event.charges[0] in group - {charge}:
                    yield conflict("charge", other.place, one.place, "medium")
                    return


def _is_second_trial(file: Docket, who: int) -> bool:
    """Whether an acquittal fell, or one sentence tells of an acquittal and a conviction."""
    free = {(one.place.block, one.event.sentence) for one in file.of(who, "acquitted") if not one.headline}
    guilty = {(one.place.block, one.event.sentence) for one in file.of(who, "convicted")}
    return bool(file.of(who, "retrial")) and not free.isdisjoint(guilty)


def _is_denied(file: Docket, who: int, charges: frozenset[str]) -> bool:
    """Whether one of the charges was denied, so that a plea to the other came before a verdict on it."""
    denied = [one for one in file.of(who, "pleaded", "mistrial") if one.event.plea == "not-guilty"]
    return any([not charges.isdisjoint(one.event.charges) for one in denied])


_ONE_OFFENCE: Final = frozenset(("murder", "rape", "robbery", "burglary", "attempted-murder"))
"""Kinds of charge that are one offence, however it is worded."""


def _is_one_charge(one: Told, other: Told) -> bool:
    kind = one.event.charges[0]
    return kind in other.event.charges and (kind in _ONE_OFFENCE or one.event.named[0] in other.event.named)


def _is_one_act(one: Told, other: Told) -> bool:
    """Whether an acquittal and a conviction of one kind of charge may be of one act: no other sentence tells them apart."""
    if one.place.block == other.place.block and one.event.sentence == other.event.sentence:
        return False
    return not (one.event.victims or other.event.victims)


# ---- what became of the other counts


def rest(file: Docket, marks: Container[str]) -> dict[Stretch, str]:
    """For each verdict of guilty on some counts only: whether the article tells what became of the others.

    `marks` are the kinds of label in the article: one of them says that it cannot be reported.
    """
    found: dict[Stretch, str] = {}
    for who in file.about():
        guilty = convictions(file, who)
        verdicts = [*_tallies(guilty), *_sections(guilty)]
        charged = _tallies(
            [
                one
                for one in file.of(who, "charged", "indicted", "trial", "pleaded", "accused")
                if one.event.plea not in _GUILTY
            ]
        )
        accused = file.of(who, "charged", "indicted", "trial", "accused")
        counted = max(
            (one.n or one.k for one in (*verdicts, *charged) if not one.other and one.charge != SECTION), default=0
        )
        sections = max((one.k for one in _sections([*accused, *guilty])), default=0)
        told = [
            one for one in _last_trial(file.told) if one.kind in _RESTS and one.who in (who, UNKNOWN) and not one.quoted
        ]
        told = [
            one
            for one in told
            if one.event.counts or one.event.charges or not (one.event.hypothetical or one.event.negated)
        ]
        told += [
            one
            for one in file.of(who, "pleaded")
            if one.event.plea == "not-guilty" and any([count.other for count in one.event.counts])
        ]
        for one in verdicts:
            if 0 < one.k < (one.n or (sections if one.charge == SECTION else counted)) and not one.other:
                found[one.told.place] = "told" if told or "unreported" in marks else "unsaid"
    return found


def _sections(told: Sequence[Told]) -> list[Tally]:
    """The numbers of sections of a code under which somebody is charged or convicted."""
    return [
        Tally(one.place, count.k, 0, SECTION, False, False, one)
        for one in told
        for count in one.event.counts
        if count.charge == SECTION
    ]


_RESTS: Final = (
    "acquitted",
    "not-proven",
    "mistrial",
    "dismissed",
    "on-file",
    "no-evidence",
    "no-retrial",
    "lesser",
    "not-charged",
)
