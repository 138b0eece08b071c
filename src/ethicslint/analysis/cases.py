"""The case file of an article: whose event each one is, and how the case of each person stands at the end.

Knows how names, pronouns, “the driver” and lines without anybody lead to the one who stands before the court, where that is one
person; and which event ends which. Knows nothing of the words of events (`analysis.case_events`) and compares no figures
(`analysis.case_conflicts`).
"""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from ethicslint.analysis.case_events import Event
from ethicslint.analysis.identity import Person, surname
from ethicslint.analysis.saying import Stretch

NAMELESS: Final = -1
"""Who stands before the court of an article that names nobody there."""

UNKNOWN: Final = -2
OTHER: Final = -3
"""Somebody else than those named: his brother, a second man."""

_DOCK: Final = frozenset(
    """charged indicted pleaded convicted acquitted not-proven sentenced arrested trial mistrial overturned unfit caution liable
    accused retrial dismissed released appealed""".split()
)
_FIRM: Final = frozenset(("charged", "indicted", "pleaded", "convicted", "acquitted", "sentenced", "arrested", "trial"))
_OFFICE: Final = frozenset(("judge", "officer", "lawyer"))
_ACCUSED: Final = frozenset(("accused", "convicted"))
_PLURAL: Final = frozenset(("convicted", "acquitted", "sentenced", "charged", "pleaded", "arrested", "trial"))


class Told(NamedTuple):
    """An event of the article. `who` is the number of a person in the article's list, NAMELESS, UNKNOWN or OTHER, as surely as
    `sure` says. `quoted`: inside quotation marks.
    """

    place: Stretch
    event: Event
    who: int
    sure: str
    headline: bool
    quoted: bool

    @property
    def kind(self) -> str:
        return self.event.kind

    @property
    def counts(self) -> bool:
        """Whether it happened, in the case that is told, by the article's own word."""
        one = self.event
        return not (self.quoted or one.negated or one.hypothetical or one.earlier)


class Standing(NamedTuple):
    """How the case of a person stands at the end of the article, one of STAGES (see `analysis.kinds`), and what shows it."""

    who: int
    stage: str
    shown: Told
    charges: tuple[str, ...]


_STAGE: Final = {
    "accused": "suspected",
    "reported": "suspected",
    "investigated": "suspected",
    "arrested": "suspected",
    "released": "suspected",
    "charged": "charged",
    "indicted": "charged",
    "trial": "on-trial",
    "mistrial": "undecided",
    "acquitted": "acquitted",
    "not-proven": "acquitted",
    "no-evidence": "acquitted",
    "exonerated": "acquitted",
    "convicted": "convicted",
    "sentenced": "convicted",
    "upheld": "convicted",
    "appealed": "convicted",
    "overturned": "overturned",
    "dismissed": "dismissed",
    "not-charged": "not-charged",
    "liable": "liable",
    "settled": "settled",
    "unfit": "unfit",
    "caution": "cautioned",
    "dead": "dead",
}
_PLEA: Final = {"guilty": "convicted", "no-contest": "convicted", "alford": "convicted", "not-guilty": "charged"}
_RANK: Final = {
    **dict.fromkeys(("suspected",), 0),
    **dict.fromkeys(("charged", "liable", "settled"), 1),
    "on-trial": 2,
    **dict.fromkeys(("dismissed", "not-charged", "cautioned", "undecided", "unfit"), 3),
    "acquitted": 4,
    "convicted": 5,
    "overturned": 6,
    "dead": 0,
}


_LEADING: Final = 8  # blocks, in which an article has said whose case it is about


class Docket(NamedTuple):
    """Everything that happened, in the order of the text, and who stands before the court.

    `alone` is the only one there, or None. `others`: somebody without a name stands there too. `length`: of the article, in
    blocks.
    """

    told: tuple[Told, ...]
    dock: tuple[int, ...]
    others: bool
    length: int = 0

    def about(self) -> list[int]:
        """Those of whom the article tells early enough to be about them."""
        lead = max(_LEADING, self.length // 4)
        return [who for who in self.dock if any([one.who == who and one.place.block <= lead for one in self.told])]

    @property
    def alone(self) -> int | None:
        return self.dock[0] if len(self.dock) == 1 and not self.others else None

    def of(self, who: int, *kinds: str) -> list[Told]:
        """What happened to somebody, of some kinds or of any, as far as the article says so itself."""
        return [one for one in self.told if one.who == who and one.counts and (not kinds or one.kind in kinds)]

    def standing(self, who: int) -> Standing | None:
        """How somebody's case stands at the end; None if nothing is told of it."""
        best: tuple[int, Told, str] | None = None
        for one in self.of(who):
            stage = _PLEA.get(one.event.plea, "charged") if one.kind == "pleaded" else _STAGE.get(one.kind, "")
            if not stage or (stage == "dismissed" and one.event.counts):
                continue
            rank = _RANK[stage]
            if best and best[2] == "overturned" and stage in ("convicted", "acquitted") and _is_newer(one, best[1]):
                rank = best[0]
            if best is None or rank >= best[0]:
                best = (rank, one, stage)
        if best is None:
            return None
        charges = dict.fromkeys(charge for one in self.of(who) for charge in one.event.charges)
        return Standing(who, best[2], best[1], tuple(charges))


def _is_newer(one: Told, than: Told) -> bool:
    """Whether an event is of a later trial or year, or restores what fell."""
    year, other = one.event.year, than.event.year
    return one.kind == "upheld" or one.event.trial > 1 or bool(year and other and year > other)


def docket(
    blocks: Sequence[tuple[int, Sequence[Event], bool]],
    people: Sequence[Person],
    mentions: Mapping[int, Sequence[tuple[int, int, int]]],
    quoted: Mapping[int, Sequence[tuple[int, int]]],
    namesakes: bool,
    length: int,
    hurt: Callable[[], Container[int]],
) -> Docket:
    """The events of an article with whom they befell.

    Of each block with events: its number, its events, and whether it is a headline. `mentions` are by block the start, end and
    person of each mention, `quoted` by block the stretches in quotation marks. `namesakes`: two people of one name are told apart
    by junior and senior. `length` is the number of all blocks; `hurt` finds those who are named beside words of harm.
    """
    found = [
        (number, event, headline, _covers(quoted.get(number, ()), event))
        for number, events, headline in blocks
        for event in events
    ]
    named = [_named(number, event, people, mentions) for number, event, _, _ in found]
    dock = dict.fromkeys(
        who
        for who, (_, event, _, is_quoted) in zip(named, found, strict=True)
        if who >= 0 and event.kind in _FIRM and not (is_quoted or event.negated) and not is_official(people[who])
    )
    others = _many_nameless(found)
    if not dock:
        dock = dict.fromkeys(
            who
            for who, (_, event, _, quoted) in zip(named, found, strict=True)
            if who >= 0 and event.kind in _DOCK and not is_official(people[who])
        )
        dock = dock or dict.fromkeys(who for who, person in enumerate(people) if person.roles & _ACCUSED)
    if not dock and any([event.kind in _DOCK and not event.negated for _, event, _, _ in found]):
        settled = any([event.kind in _SETTLED and not event.negated for _, event, _, _ in found])
        dock = {_only_other(people, hurt(), settled): None}
    if any(
        [event.who.how in ("other", "they") and event.kind in _PLURAL and not event.negated for _, event, _, _ in found]
    ):
        others = (
            others
            or len(dock) != 1
            or any(
                [
                    event.who.how == "other" and event.kind in ("convicted", "acquitted", "charged")
                    for _, event, _, _ in found
                ]
            )
        )
    if namesakes:
        dock = {}
    told: list[Told] = []
    near = _Near(dock, mentions, blocks)
    for who, (number, event, headline, is_quoted) in zip(named, found, strict=True):
        place = Stretch(number, event.first, event.last)
        owner, sure = _owner(who, event, number, headline, near, tuple(dock), people, told)
        told.append(Told(place, _with_charge(event, owner, told), owner, sure, headline, is_quoted))
    return Docket(tuple(told), tuple(dock), others, length)


def _with_charge(event: Event, who: int, told: Sequence[Told]) -> Event:
    """An event of “that count” with the charge that was told last, if that is one."""
    if not event.refers:
        return event
    last = next((one for one in reversed(told) if one.who == who and one.event.charges), None)
    if last is None or len(last.event.charges) > 1:
        return event
    return event._replace(charges=last.event.charges, named=last.event.named)


class _Near:
    """Whether the only one before the court is whom a paragraph speaks of, where it does not say so: named not far above, and
    nobody else whom “he” could mean named since.
    """

    def __init__(
        self,
        dock: Iterable[int],
        mentions: Mapping[int, Sequence[tuple[int, int, int]]],
        blocks: Sequence[tuple[int, Sequence[Event], bool]],
    ) -> None:
        self._who = next(iter(dock), UNKNOWN)
        self._mentions = mentions
        self._seen = [number for number, own in mentions.items() if any([who == self._who for _, _, who in own])]
        if self._who == NAMELESS:
            self._seen = [number for number, _, headline in blocks if headline or number < _LEAD]
            self._seen = self._seen or [number for number, _, _ in blocks[:1]]

    def holds(self, number: int, event: Event, people: Sequence[Person]) -> bool:
        last = max((one for one in self._seen if one <= number), default=None)
        if last is None:
            return any([one - number <= _AHEAD for one in self._seen])
        if event.who.how not in ("he", "she"):
            return number - last <= _FAR
        sex = _SEX[event.who.how]
        for block in range(number, max(last, number - _AHEAD) - 1, -1):
            for start, _, who in reversed(self._mentions.get(block, ())):
                if (block, start) >= (number, event.start):
                    continue
                if who == self._who:
                    return True
                if people[who].sex in ("", sex) and not is_official(people[who]):
                    return False
        return number - last <= _AHEAD + 1


def _only_other(people: Sequence[Person], hurt: Container[int], is_settled: bool) -> int:
    """The only person whom an article can mean that names nobody beside an event; NAMELESS if that is not sure.

    Newspapers give the age of whoever stands before the court; somebody without one is meant only where the case `is_settled`,
    and never somebody who is told of beside words of harm.
    """
    free = [
        who
        for who, one in enumerate(people)
        if one.roles.isdisjoint(_BYSTANDER) and not is_official(one) and who not in hurt
    ]
    aged = [who for who in free if people[who].age]
    if not aged and is_settled:
        aged = [who for who in free if " " in people[who].name]
        return aged[0] if len(free) == len(aged) == 1 else NAMELESS
    return aged[0] if len(aged) == 1 else NAMELESS


_SETTLED: Final = frozenset(("convicted", "pleaded", "sentenced", "acquitted"))
_BYSTANDER: Final = frozenset(("complainant", "harmed", "witness", "relative"))
_LEAD: Final = 4
_AHEAD: Final = 2
_FAR: Final = 12


def _many_nameless(found: Sequence[tuple[int, Event, bool, bool]]) -> bool:
    """Whether several people without a name are told of: “a man”, “a nurse” in different paragraphs."""
    kinds = ("convicted", "sentenced", "charged", "pleaded", "acquitted", "arrested")
    one = {
        event.who.word
        for _, event, headline, _ in found
        if event.who.how == "noun" and event.who.word and not headline and event.kind in kinds
    }
    return len(one) > _NAMELESS_MOST


_NAMELESS_MOST: Final = 1


def _covers(stretches: Sequence[tuple[int, int]], event: Event) -> bool:
    return any([start < event.end and event.start < end for start, end in stretches])


def is_official(person: Person) -> bool:
    """Whether somebody is in the case as judge, officer or lawyer, and not accused."""
    return bool(person.roles & _OFFICE) and person.roles.isdisjoint(("accused", "convicted"))


def _named(
    number: int, event: Event, people: Sequence[Person], mentions: Mapping[int, Sequence[tuple[int, int, int]]]
) -> int:
    """The person whom an event names; UNKNOWN if the name is nobody's or could be several people's."""
    if event.who.how != "name":
        return OTHER if event.who.how == "other" else UNKNOWN
    return next(
        (who for start, end, who in mentions.get(number, ()) if start < event.who.end and event.who.start < end),
        UNKNOWN,
    )


def _owner(
    named: int,
    event: Event,
    number: int,
    headline: bool,
    near: "_Near",
    dock: Sequence[int],
    people: Sequence[Person],
    told: Sequence[Told],
) -> tuple[int, str]:
    """Whose event it is in the end, and how surely."""
    if named >= 0:
        return named, "high"
    if event.who.how == "other":
        return OTHER, "medium"
    if event.who.how == "name" and (known := _by_surname(event, number, dock, people, told)):
        return known
    if event.who.how == "name" and " " in event.who.word and not headline:
        return UNKNOWN, "low"  # a name of somebody who is not known
    if len(dock) == 1 and event.who.how == "line":
        return dock[0], "high"
    if len(dock) == 1:
        if event.who.how == "they" and event.kind in _PLURAL:
            return OTHER, "low"
        if not headline and not near.holds(number, event, people):
            return UNKNOWN, "low"
        sex = people[dock[0]].sex if dock[0] >= 0 else ""
        return dock[0], "high" if event.who.how not in ("he", "she") or sex in ("", _SEX[event.who.how]) else "medium"
    if event.who.how in ("he", "she"):
        return _last_named(event, number, people, told)
    return UNKNOWN, "low"


_SEX: Final = {"he": "m", "she": "f"}


def _last_named(event: Event, number: int, people: Sequence[Person], told: Sequence[Told]) -> tuple[int, str]:
    """Of several people the one of the right sex to whom something happened last in this paragraph or the one before."""
    for one in reversed(told):
        if one.place.block < number - 1:
            break
        if one.who >= 0 and people[one.who].sex in ("", _SEX[event.who.how]):
            return one.who, "medium"
    return UNKNOWN, "low"


def _by_surname(
    event: Event, number: int, dock: Sequence[int], people: Sequence[Person], told: Sequence[Told]
) -> tuple[int, str] | None:
    """Of several people of one surname the one to whom something happened last in this paragraph or the one before."""
    word = event.who.word.lower().rpartition(" ")[2]
    owners = [who for who in dock if who >= 0 and surname(people[who].name.split()) == word]
    for one in reversed(told):
        if one.place.block < number - 1:
            break
        if one.who in owners:
            return one.who, "medium"
    return (UNKNOWN, "low") if len(owners) > 1 else None
