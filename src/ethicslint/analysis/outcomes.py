"""How far an article takes the case against each person to be: accused, convicted, dead, or not told.

Knows what the article declares of a case, what stands beside a name (“murderer Roe”, “Roe's conviction”, “Roe shot himself”) and
what is told of a decided case with nobody named in front of it: then the sentence may be that of anybody accused. Knows nothing
of which charge a verdict settles (`analysis.claims`).
"""

from collections.abc import Mapping, Sequence, Set
from itertools import compress, count
from typing import Final, NamedTuple, Protocol

import regex

from ethicslint.analysis.around import number_at
from ethicslint.analysis.people import Person
from ethicslint.lexicon.letters import any_of
from ethicslint.text.declared import KIND_OF

CASES: Final = ("accused", "convicted", "dead", "unclear", "none")
"""What an article tells of the case against somebody. Unclear: accused, and somebody who is not named was sentenced."""

SETS: Final = ("outcome-label", "outcome-dead-label", "outcome-decided", "outcome-own", "outcome-dead")
"""The vocabulary sets this analysis needs."""

_DECLARED: Final = {
    "before-charge": "accused",
    "before-verdict": "accused",
    "proved": "convicted",
    "not-proved": "none",
    "no-crime-tried": "none",
    "suspect-dead": "dead",
}
"""What a declared stage, or the kind that it is of, tells of the case."""

_BEFORE: Final = 60
_BEHIND: Final = 160
_AHEAD: Final = 50
_CHARGE_REACH: Final = 100
# What is only possible, denied, or told of an earlier case: “faces life in prison”, “if convicted of”, “previously convicted”.
_NOT_YET: Final = regex.compile(
    r"\b(?:if|could|would|may|might|can|cannot|not|never|no|nor|face[sd]?|facing|maximum|carries|carry|punishable|until|unless"
    r"|whether|to be|wants?|hopes?|demand(?:s|ed|ing)?|previous(?:ly)?|past|prior|earlier|wrongly|should|without|rarely|few"
    r"|those|people|men|anyone|anybody|all|most|cases|offenders|once)\b[^.;:!?]{0,40}\Z",
    regex.IGNORECASE,
)
_ALIVE: Final = regex.compile(
    r"\b(?:not|never|if|could|would|might|tried|tries|attempted|threatened|wanted|wants|whose|who|that|when)\b[^.;:!?]{0,40}\Z",
    regex.IGNORECASE,
)
# “A deputy fatally shot Roe”, “killing of Roe”: whoever it was, no court will try the person.
_KILLED: Final = regex.compile(
    r"\b(?:fatally[ \n](?:shot|wounded)|shot[ \n]and[ \n]killed|shot[ \n]dead|gunned[ \n]down|death[ \n]of|killing[ \n]of)"
    r"[ \n](?:\w+[ \n])?\Z",
    regex.IGNORECASE,
)
_RELEASED: Final = regex.compile(
    r",?[ \n](?:upon|on|after|following|since|before)[ \n](?:his|her)[ \n]"
    r"(?:release[ \n]from[ \n](?:prison|jail)|conviction|sentencing)\b"
)
_TAKEN_UP: Final = regex.compile(
    r"(?P<one>he|she|the[ \n](?:gunman|shooter|attacker|killer|bomber|suspect))\b", regex.IGNORECASE
)
_OTHERS: Final = regex.compile(
    r"'s?[ \n](?:[\w-]+[ \n])?(?:brother|sister|father|mother|wife|husband|son|daughter|friend|victim|co-accused)\b"
)


class Words(NamedTuple):
    """The patterns of this analysis, made from a lexicon once."""

    label: "regex.Pattern[str]"
    dead_label: "regex.Pattern[str]"
    decided: "regex.Pattern[str]"
    own: "regex.Pattern[str]"
    dead: "regex.Pattern[str]"


def words(sets: Mapping[str, Sequence[str]]) -> Words:
    """Compile the patterns from the vocabulary sets named in SETS."""

    def compiled(pattern: str) -> "regex.Pattern[str]":
        return regex.compile(pattern, regex.IGNORECASE)

    before = r"(?<![\w-])(?<!\b(?:alleged|suspected|accused)[ \n])"
    close = r",?[ \n](?:[\w'-]+[ \n])?\Z"
    behind = r"'s?[ \n](?:[\w-]+[ \n])?|,?[ \n](?:who[ \n])?(?:\w+ly[ \n]|now[ \n]|later[ \n])?"
    return Words(
        compiled(rf"{before}{any_of(sets['outcome-label'])}{close}"),
        compiled(rf"{before}{any_of(sets['outcome-dead-label'])}{close}"),
        compiled(rf"(?<![\w-]){any_of(sets['outcome-decided'])}\b"),
        compiled(rf"(?:{behind}){any_of(sets['outcome-own'])}\b"),
        compiled(rf"(?<![\w-]){any_of(sets['outcome-dead'])}\b"),
    )


class Verdict(NamedTuple):
    """Words of a verdict, plea or sentence in one block, by code points: where their sentence begins, and what charges follow."""

    sentence: int
    start: int
    end: int
    charges: tuple[str, ...]


def verdicts(
    folded: str, sentences: Sequence[tuple[int, int]], known: Words, charge: "regex.Pattern[str]"
) -> tuple[Verdict, ...]:
    """The verdicts, pleas and sentences that one block tells; `charge` names each kind of charge as a group."""
    found: list[Verdict] = []
    for one in known.decided.finditer(folded):
        first = sentences[number_at(sentences, one.start())][0] if sentences else 0
        if not _NOT_YET.search(folded[max(first, one.start() - _AHEAD) : one.start()]):
            charges = [each.lastgroup or "" for each in charge.finditer(folded, one.end(), one.end() + _CHARGE_REACH)]
            found.append(Verdict(first, *one.span(), tuple(charges)))
    return tuple(found)


class Told(Protocol):
    """A block, as far as this analysis asks it."""

    @property
    def folded(self) -> str: ...

    @property
    def sentences(self) -> Sequence[tuple[int, int]]: ...


class Outcomes(NamedTuple):
    """What the article tells: of each person asked for one of CASES and the labels before the name; and the kinds of charge
    behind words of a verdict, plea or sentence, whoever's. Of those whose stage is declared its kind, a key of STAGES.
    """

    cases: dict[int, str]
    labels: dict[int, frozenset[str]]
    decided: frozenset[str]
    declared: dict[int, str]


def outcomes(
    blocks: Sequence[Told],
    verdicts: Sequence[Sequence[Verdict]],
    people: Sequence[Person],
    names: Mapping[int, Sequence[tuple[int, int, int]]],
    asked: Set[int],
    settled: Set[int],
    known: Words,
    stages: Mapping[int, str],
) -> Outcomes:
    """Read an article for the people with the numbers `asked`; `settled` are those of whom a verdict or plea is told by name.

    `verdicts` are those of the blocks, `names` by block the mentions in order: start, end and the number of the person. `stages`
    are declared, by the number of the person, and decide.
    """
    loose, told = False, set[int]()
    for number in compress(count(), verdicts):
        for one in verdicts[number]:
            ahead = {who for start, _, who in names.get(number, ()) if one.sentence <= start < one.start}
            loose = loose or not ahead
            if len(ahead) == 1:
                told |= ahead
    in_headline = bool(blocks) and known.dead.search(blocks[0].folded) is not None
    cases: dict[int, str] = {}
    kinds: dict[int, str] = {}
    labels: dict[int, frozenset[str]] = {}
    for who in asked:
        seen = _Seen(who, blocks, people, names, known)
        labels[who] = frozenset(seen.labels)
        accused = "accused" in people[who].roles
        if stage := stages.get(who):
            kinds[who] = KIND_OF[stage]
            cases[who] = _DECLARED.get(stage) or _DECLARED[KIND_OF[stage]]
        elif seen.dead or (in_headline and accused):
            cases[who] = "dead"
        elif who in settled or who in told or seen.convicted or "convicted" in people[who].roles:
            cases[who] = "convicted"
        elif loose:
            cases[who] = "unclear"
        else:
            cases[who] = "accused" if accused else "none"
    decided = frozenset(charge for own in verdicts for one in own for charge in one.charges)
    return Outcomes(cases, labels, decided, kinds)


class _Seen:
    """What stands beside the name of one person."""

    def __init__(
        self,
        who: int,
        blocks: Sequence[Told],
        people: Sequence[Person],
        names: Mapping[int, Sequence[tuple[int, int, int]]],
        known: Words,
    ) -> None:
        self._blocks, self._names, self._known = blocks, names, known
        self.labels: set[str] = set()
        self.dead = self.convicted = False
        for one in people[who].mentions:
            self._beside(one.block, one.start, one.end)
        for block in {one.block for one in people[who].mentions}:
            self.dead = self.dead or self._taken_up(block, who, people)

    def _beside(self, block: int, start: int, end: int) -> None:
        text, known = self._blocks[block].folded, self._known
        ahead = text[max(0, start - _BEFORE) : start]
        if label := known.label.search(ahead):
            self.labels.add(label.group().lower())
        told = known.own.match(text, end, end + _BEHIND) or _RELEASED.match(text, end)
        self.convicted |= bool(label or told)
        self.dead |= bool(known.dead_label.search(ahead) or _KILLED.search(ahead)) or self._died(block, end)

    def _taken_up(self, block: int, who: int, people: Sequence[Person]) -> bool:
        """“He then shot himself”: the death of the last person named before it in the paragraph, if sex agrees."""
        text, names = self._blocks[block].folded, self._names[block]
        for first, last in self._blocks[block].sentences:
            found = _TAKEN_UP.match(text, first, last)
            before = [number for _, end, number in names if end <= first]
            if not found or before[-1:] != [who] or any(first <= start < last for start, _, _ in names):
                continue
            sex = {"she": "f"}.get(found["one"].lower(), "m")
            if self._known.dead.search(text, first, last) and people[who].sex in ("", sex):
                return True
        return False

    def _died(self, block: int, end: int) -> bool:
        """Whether the first death told behind a name, in its sentence, has no other name in front of it."""
        text = self._blocks[block].folded
        stop = next((last for _, last in self._blocks[block].sentences if last >= end), len(text))
        found = self._known.dead.search(text, end, min(stop, end + 2 * _BEHIND))
        if not found or any(end <= other < found.start() for other, _, _ in self._names[block]):
            return False
        return not _OTHERS.match(text, end) and not _ALIVE.search(text[end : found.start()])
