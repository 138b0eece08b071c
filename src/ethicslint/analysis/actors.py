"""Who an article says did an act of violence that it tells without a doer: somebody convicted, charged or only described, or nobody.

Knows which of the accused the article is about, what they are accused of, whom it describes without a name (“a man of 34 has been
charged”, “the gunman opened fire”), and whether the sentence with the act, or the one before it, tells who did it after all.
Knows nothing of how the act is told (`analysis.voice`).
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import regex

from ethicslint.analysis.claims import ACTS
from ethicslint.analysis.claims import Words as ClaimWords
from ethicslint.analysis.people import Person
from ethicslint.analysis.saying import Stretch
from ethicslint.analysis.voice import Voice
from ethicslint.lexicon.letters import any_of
from ethicslint.text.document import HEADLINES, Block

SETS: Final = ("by-accused", "by-convicted", "voice-doer", "voice-harmed-head", "violence-verb")
"""The vocabulary sets this analysis needs."""

_SURE: Final = ("high", "medium")
_SOON: Final = 2  # paragraphs on, in which an actor is still close
_OPENING: Final = 4  # paragraphs in which an article names whom it is about
_OFTEN: Final = 3  # mentions that make somebody one of those whom it is about
_MOST: Final = 40  # mentions of one person that are looked at for charges
_TOGETHER: Final = 800  # code points within which a paragraph names two people together
_SUBJECT: Final = 40  # code points between a name and the verb whose subject it is
_SUSPECTED: Final = frozenset(("accused", "convicted"))
_HOMICIDE: Final = frozenset(("murder", "kill"))
_SEXUAL: Final = frozenset(("rape", "sexual"))
_ANY: Final = _HOMICIDE | _SEXUAL | {"violence", "abduct"}
_FITS: Final = {
    "murder": _HOMICIDE,
    "kill": _HOMICIDE,
    "rape": _SEXUAL,
    "sexual": _SEXUAL | {"abduct"},
    "abduct": _ANY,
    "violence": _ANY,
}
"""By act the charges that may be for it: who is charged with theft is not known to have stabbed anybody."""

_PRONOUN: Final = regex.compile(r"\b(?P<who>he|she|who)(?:[ \n](?:had|has|also|then|later))*[ \n]\Z", regex.IGNORECASE)
_HER: Final = regex.compile(
    r"\b(?:she|her|herself|wom[ae]n|girls?|mother|daughter|wife|schoolgirl|miss|mrs|ms)\b", regex.IGNORECASE
)
_HE: Final = regex.compile(r"\b(?:he|him|his|himself)\b", regex.IGNORECASE)
_STAGES: Final = {"convicted": "convicted", "pleads": "convicted", "charged": "charged", "denies": "charged"}
# “Roe, 34, shot a boy”, “after Roe pushed her”: somebody does it, whoever that is.
_DONE: Final = regex.compile(
    r"(?:\p{Lu}[\p{L}'-]+|\b(?:he|she|they|man|men|woman|teenager|boy))(?:,[ \n]\d+,)?[ \n](?:\w+ly[ \n]|then[ \n]|had[ \n]|who[ \n]){0,2}"
    r"(?:shot|stabbed|killed|murdered|raped|attacked|assaulted|strangled|beat|abducted|kidnapped|pushed|punched|fired|drove|grabbed"
    r"|opened[ \n]fire|pulled|dragged|forced|slashed|ambushed)[ \n](?!by\b|in\b|at\b|dead\b|and\b|outside\b|on\b|during\b)"
)
_BEFORE_COURT: Final = regex.compile(
    r"\b(?:convicted|jailed|charged|accused|arrested|sentenced|indicted|imprisoned|plead(?:s|ed)|confessed|admitted)\b", regex.IGNORECASE
)
_CLEARED: Final = regex.compile(
    r"[^.;:!?]{0,60}?\b(?:acquitted|cleared|exonerated|found[ \n](?:not[ \n]guilty|innocent)|(?:charges?|case)[ \n](?:\w+[ \n]){0,6}dropped)\b",
    regex.IGNORECASE,
)


class Actor(NamedTuple):
    """`known`: convicted, charged, described or unknown. `shown` is where the article names that person closest to the act. `near`: there
    or in the next paragraphs. `named`: here (in the sentence of the act), before or after (in the sentence beside it), elsewhere or no.
    """

    known: str
    shown: tuple[Stretch, ...]
    near: bool
    named: str


UNKNOWN: Final = Actor("unknown", (), False, "no")


class Words(NamedTuple):
    """The patterns of this analysis, made from a lexicon once."""

    doer: "regex.Pattern[str]"
    suspect: "regex.Pattern[str]"
    nameless: "regex.Pattern[str]"
    suspected: "regex.Pattern[str]"


def words(sets: Mapping[str, Sequence[str]]) -> Words:
    """Compile the patterns from the vocabulary sets named in SETS."""
    suspects = [*sets["by-accused"], *sets["by-convicted"]]
    people = any_of([*sets["voice-harmed-head"], *sets["voice-doer"], *suspects, "youth", "suspect", "year-old", "year-olds"])
    between = r"(?:,?[ \n](?!not\b|never\b|who\b|whose\b|by\b|after\b)[\w'-]+){0,6}?,?[ \n]"
    now = r"(?:was|were|is|are|has[ \n]been|have[ \n]been|had[ \n]been)[ \n](?:later[ \n]|also[ \n]|since[ \n])?"
    acts = any_of([*(one for one in sets["violence-verb"] if one.endswith("ed")), "shot", "opened fire", "opens fire"])
    return Words(
        regex.compile(rf"\b{any_of([*suspects, *sets['voice-doer']])}\b", regex.IGNORECASE),
        regex.compile(rf"\b{any_of(suspects)}(?:[ \n](?:who|had|has|also|then|later))*[ \n]\Z", regex.IGNORECASE),
        regex.compile(
            rf"\b{people}\b(?:{between}(?:{now}(?:(?P<charged>charged|indicted|remanded)"
            rf"|(?P<convicted>convicted|found[ \n]guilty|jailed|imprisoned|sentenced))"
            rf"|(?P<pleads>plead(?:s|ed)[ \n]guilty)|(?P<denies>denie[sd]|plead(?:s|ed)[ \n]not[ \n]guilty))\b)"
            rf"|\b(?!gang\b|mob\b|stranger\b){any_of(sets['voice-doer'])}(?:[ \n](?:who|then|had|has|also|later))*[ \n](?P<described>{acts})\b(?![ \n](?:by|case|cases|trial)\b)",
            regex.IGNORECASE,
        ),
        regex.compile(r"\b(?:suspects?|suspected|alleged)[ \n](?:[\p{L}.]+[ \n]){0,2}\Z", regex.IGNORECASE),
    )


class Cast:
    """The people of one article who may have done what it tells, worked out once for all of its acts."""

    def __init__(
        self,
        blocks: Sequence[Block],
        sentences: Sequence[Sequence[tuple[int, int]]],
        people: Sequence[Person],
        known: Words,
        crimes: ClaimWords,
    ) -> None:
        self._blocks, self._sentences, self._known, self._crimes = blocks, sentences, known, crimes
        self._people = people
        prose = [number for number, block in enumerate(blocks) if block.place == "prose"][:_OPENING]
        self._front = {*prose, *(number for number, block in enumerate(blocks) if block.place in HEADLINES)}
        self._suspects = {
            "convicted": [
                one for one in people if "convicted" in one.roles and self._is_central(one) and not self._is_sought(one)
            ],
            "charged": [
                one for one in people if "accused" in one.roles and self._is_central(one) and not self._is_cleared(one)
            ],
        }
        self._charges: dict[str, frozenset[str]] = {}
        self._nameless: list[tuple[str, Stretch, frozenset[str]]] | None = None

    def _is_central(self, person: Person) -> bool:
        if person.confidence not in _SURE:
            return False
        return len(person.mentions) >= _OFTEN or any(one.block in self._front for one in person.mentions)

    def _is_sought(self, person: Person) -> bool:
        """Whether the article calls somebody a suspect: convicted then of something else."""
        return any(
            self._known.suspected.search(self._blocks[one.block].folded, max(0, one.start - 20), one.start)
            for one in person.mentions[:_MOST]
        )

    def _is_cleared(self, person: Person) -> bool:
        return any(_CLEARED.match(self._blocks[one.block].folded, one.end) for one in person.mentions[:_MOST])

    def of(self, voice: Voice) -> Actor:
        """Who did this, as far as the article says."""
        block = self._blocks[voice.block]
        start, _ = self._sentence(voice.block, voice.start)
        subject = self._subject(voice, start)
        if (subject and subject.roles & _SUSPECTED) or self._is_suspect(
            voice, block.folded[max(start, voice.start - 60) : voice.start]
        ):
            return UNKNOWN
        act = self._act(block.folded[voice.start : voice.end])
        for role, suspects in self._suspects.items():
            fitting = [one for one in suspects if one is not subject and self._fits(one, act, subject)]
            if fitting:
                named = [Stretch(*one[:3]) for person in fitting for one in person.mentions]
                return self._actor(role, named, any(one.sex == "m" for one in fitting), voice)
        for stage in ("convicted", "charged", "described"):
            there = [place for role, place, charges in self._described() if role == stage and self._matches(act, charges)]
            if close := [one for one in there if one.block in self._front or abs(one.block - voice.block) <= _SOON]:
                return self._actor(stage, close, False, voice)
        return UNKNOWN

    @staticmethod
    def _matches(act: str, charges: frozenset[str]) -> bool:
        return not charges or bool(_FITS.get(act, _ANY) & charges)

    def _described(self) -> list[tuple[str, Stretch, frozenset[str]]]:
        """Whom the article describes without a name: how far the case is, where, and the charges in that sentence."""
        if self._nameless is None:
            self._nameless = []
            for number, block in enumerate(self._blocks):
                for found in self._known.nameless.finditer(block.folded):
                    start, end = self._sentence(number, found.start())
                    stage = next((name for group, name in _STAGES.items() if found[group]), "described")
                    self._nameless.append((stage, Stretch(number, found.start(), found.end()), self._named_in(number, start, end)))
        return self._nameless

    def _named_in(self, block: int, start: int, end: int) -> frozenset[str]:
        """The charges that a sentence names."""
        found = self._crimes.charge.finditer(self._blocks[block].folded, start, end)
        return frozenset(charge.lastgroup for charge in found if charge.lastgroup in ACTS)

    def _is_suspect(self, voice: Voice, before: str) -> bool:
        """Whether the act was done to whoever is suspected: “the gunman was shot”, or “he” behind the name of an accused."""
        if self._known.suspect.search(before):
            return True
        found = _PRONOUN.search(before)
        if not found:
            return False
        closest: tuple[int, Person] | None = None
        for person in self._people:
            for one in person.mentions:
                if one.block == voice.block and one.end <= voice.start and (not closest or one.start > closest[0]):
                    if found["who"].lower() == "who" or person.sex in ("", "m" if found["who"].lower() == "he" else "f"):
                        closest = one.start, person
        return bool(closest and closest[1].roles & _SUSPECTED)

    def _subject(self, voice: Voice, start: int) -> Person | None:
        """The person named as the subject of the act, or within it (“Ann Roe murdered in her bed”)."""
        closest: tuple[int, Person] | None = None
        for person in self._people:
            for one in person.mentions:
                if one.block == voice.block and start <= one.start and one.end <= voice.end:
                    if one.end >= voice.start - _SUBJECT and (not closest or one.start > closest[0]):
                        closest = one.start, person
        return closest[1] if closest else None

    def _act(self, told: str) -> str:
        key = " ".join(told.lower().replace("-", " ").replace(",", "").split())
        words = key.split()
        for first in range(len(words)):
            for last in range(len(words), first, -1):
                if act := self._crimes.acts.get(" ".join(words[first:last])):
                    return act
        found = self._crimes.charge.search(told)
        return found.lastgroup if found and found.lastgroup in ACTS else "violence"

    def _fits(self, suspect: Person, act: str, subject: Person | None) -> bool:
        """Whether somebody is accused of such an act, and, where it names whom it was done to, in one paragraph with that name."""
        if not self._matches(act, self._charges_of(suspect)):
            return False
        if subject is None:
            return True
        return any(
            one.block == other.block and abs(one.start - other.start) <= _TOGETHER
            for one in subject.mentions
            for other in suspect.mentions
        )

    def _charges_of(self, suspect: Person) -> frozenset[str]:
        """The kinds of charge in the sentences that name somebody."""
        if suspect.name not in self._charges:
            found: set[str] = set()
            for one in suspect.mentions[:_MOST]:
                found |= self._named_in(one.block, *self._sentence(one.block, one.start))
            self._charges[suspect.name] = frozenset(found)
        return self._charges[suspect.name]

    def _actor(self, role: str, named: Sequence[Stretch], is_man: bool, voice: Voice) -> Actor:
        closest = min(named, key=lambda one: (abs(one.block - voice.block), one.start))
        near = any(voice.block <= one.block <= voice.block + _SOON for one in named)
        return Actor(role, (closest,), near, self._named(named, is_man, voice))

    def _named(self, named: Sequence[Stretch], is_man: bool, voice: Voice) -> str:
        start, end = self._sentence(voice.block, voice.start)
        text = self._blocks[voice.block].folded[start:end]
        told = text[: voice.start - start] + text[voice.end - start :]
        if self._is_named(named, voice.block, start, end) or self._known.doer.search(told) or _DONE.search(told):
            return "here"
        if is_man and _HER.search(text) and _HE.search(text):
            return "here"
        block, first, last = self._before(voice.block, start)
        if first < last and self._tells(named, block, first, last):
            return "before"
        behind = next((one for one in self._sentences[voice.block] if one[0] >= end), None)
        return "after" if behind and self._tells(named, voice.block, *behind) else "elsewhere"

    def _tells(self, named: Sequence[Stretch], block: int, start: int, end: int) -> bool:
        """Whether a sentence beside the act has who did it, by name, by noun or as somebody before a court."""
        text = self._blocks[block].folded
        return (
            self._is_named(named, block, start, end)
            or self._known.doer.search(text, start, end) is not None
            or _BEFORE_COURT.search(text, start, end) is not None
            or _DONE.search(text, start, end) is not None
        )

    @staticmethod
    def _is_named(named: Sequence[Stretch], block: int, start: int, end: int) -> bool:
        return any(one.block == block and start <= one.start < end for one in named)

    def _before(self, block: int, start: int) -> tuple[int, int, int]:
        """The sentence before the one that starts at `start`, in this paragraph or at the end of the one before it."""
        earlier = [one for one in self._sentences[block] if one[0] < start]
        if earlier:
            return block, *earlier[-1]
        if block and self._blocks[block - 1].place == self._blocks[block].place and self._sentences[block - 1]:
            return block - 1, *self._sentences[block - 1][-1]
        return block, 0, 0

    def _sentence(self, block: int, position: int) -> tuple[int, int]:
        spans = self._sentences[block]
        if not spans:
            return 0, len(self._blocks[block].text)
        return spans[max(0, bisect_right(spans, (position, len(self._blocks[block].text) + 1)) - 1)]
