"""How far an article takes the case against each person to be: accused, convicted, dead, or not told.

Knows what stands beside a name (“murderer Roe”, “Roe's conviction”, “Roe shot himself”) and what is told of a decided case with
nobody named in front of it: then the sentence may be that of anybody accused. Knows nothing of which charge a verdict settles
(`analysis.claims`).
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import regex

from ethicslint.analysis.people import Person
from ethicslint.lexicon.letters import any_of

Place = tuple[int, int]

CASES: Final = ("accused", "convicted", "dead", "unclear", "none")
"""What an article tells of the case against somebody. Unclear: accused, and somebody who is not named was sentenced."""

SETS: Final = ("outcome-label", "outcome-dead-label", "outcome-decided", "outcome-own", "outcome-dead")
"""The vocabulary sets this analysis needs."""

_BEFORE: Final = 60
_BEHIND: Final = 160
_AHEAD: Final = 50
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


class Outcomes(NamedTuple):
    """What the article tells: by person one of CASES and the labels before the name; the block and the end of words of a verdict,
    plea or sentence, whoever's.
    """

    cases: list[str]
    labels: list[frozenset[str]]
    decided: list[Place]


def outcomes(
    texts: Sequence[str],
    sentences: Sequence[Sequence[tuple[int, int]]],
    people: Sequence[Person],
    settled: frozenset[int],
    known: Words,
) -> Outcomes:
    """Read an article; `settled` are the numbers of those of whom a verdict or plea is told by name."""
    seen = _Seen(texts, sentences, people, known)
    decided = list(seen.decided())
    loose = any(not ahead for *_, ahead in decided)
    told = {who for *_, ahead in decided if len(ahead) == 1 for who in ahead}
    in_headline = bool(texts) and known.dead.search(texts[0]) is not None
    found: list[str] = []
    for number, person in enumerate(people):
        if seen.dead[number] or (in_headline and "accused" in person.roles):
            found.append("dead")
        elif number in settled or number in told or seen.convicted[number] or "convicted" in person.roles:
            found.append("convicted")
        elif loose:
            found.append("unclear")
        else:
            found.append("accused" if "accused" in person.roles else "none")
    return Outcomes(found, [frozenset(one) for one in seen.labels], [(block, end) for block, end, _ in decided])


class _Seen:
    """What stands beside the names of an article."""

    def __init__(
        self,
        texts: Sequence[str],
        sentences: Sequence[Sequence[tuple[int, int]]],
        people: Sequence[Person],
        known: Words,
    ) -> None:
        self._texts, self._sentences, self._people, self._known = texts, sentences, people, known
        self._names: list[list[tuple[int, int, int]]] = [[] for _ in texts]
        for number, person in enumerate(people):
            for one in person.mentions:
                self._names[one.block].append((one.start, one.end, number))
        self.labels: list[set[str]] = [set() for _ in people]
        self.dead = [False] * len(people)
        self.convicted = [False] * len(people)
        for block, names in enumerate(self._names):
            names.sort()
            for start, end, number in names:
                self._beside(block, start, end, number)
            if names:
                self._taken_up(block)

    def _beside(self, block: int, start: int, end: int, number: int) -> None:
        text, known = self._texts[block], self._known
        ahead = text[max(0, start - _BEFORE) : start]
        if label := known.label.search(ahead):
            self.labels[number].add(label.group().lower())
        told = known.own.match(text, end, end + _BEHIND) or _RELEASED.match(text, end)
        self.convicted[number] |= bool(label or told)
        self.dead[number] |= bool(known.dead_label.search(ahead) or _KILLED.search(ahead)) or self._died(block, end)

    def _taken_up(self, block: int) -> None:
        """“He then shot himself”: the death of the last person named before it in the paragraph, if sex agrees."""
        text = self._texts[block]
        for first, last in self._sentences[block]:
            found = _TAKEN_UP.match(text, first, last)
            before = [who for _, end, who in self._names[block] if end <= first]
            if not found or not before or any(first <= start < last for start, _, _ in self._names[block]):
                continue
            sex = {"she": "f"}.get(found["one"].lower(), "m")
            if self._known.dead.search(text, first, last) and self._people[before[-1]].sex in ("", sex):
                self.dead[before[-1]] = True

    def _died(self, block: int, end: int) -> bool:
        """Whether the first death told behind a name, in its sentence, has no other name in front of it."""
        text = self._texts[block]
        stop = next((last for _, last in self._sentences[block] if last >= end), len(text))
        found = self._known.dead.search(text, end, min(stop, end + 2 * _BEHIND))
        if not found or any(end <= other < found.start() for other, _, _ in self._names[block]):
            return False
        return not _OTHERS.match(text, end) and not _ALIVE.search(text[end : found.start()])

    def decided(self) -> Iterator[tuple[int, int, frozenset[int]]]:
        """The block and the end of each verdict, plea or sentence that is told, and who is named in front of it."""
        for block, text in enumerate(self._texts):
            starts = [first for first, _ in self._sentences[block]]
            for found in self._known.decided.finditer(text):
                number = bisect_right(starts, found.start()) - 1
                first = starts[number] if number >= 0 else 0
                if not _NOT_YET.search(text[max(first, found.start() - _AHEAD) : found.start()]):
                    ahead = frozenset(who for start, _, who in self._names[block] if first <= start < found.start())
                    yield block, found.end(), ahead
