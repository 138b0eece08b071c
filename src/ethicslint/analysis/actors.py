"""Who an article says did an act of violence that it tells without a doer: somebody convicted, charged, suspected, or nobody.

Knows which of the accused the article is about, what they are accused of, whom it describes without a name (“a man of 34 has been
charged”, “the gunman opened fire”), and whether the sentence with the act, or the one before it, tells who did it after all.
Knows nothing of how the act is told (`analysis.voice`).
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence, Set
from functools import partial
from itertools import compress, count
from typing import Final, NamedTuple, Protocol

import regex

from ethicslint.analysis.around import number_at
from ethicslint.analysis.claims import ACTS
from ethicslint.analysis.claims import Words as ClaimWords
from ethicslint.analysis.memory import Last, Row
from ethicslint.analysis.people import Mention, Person
from ethicslint.analysis.saying import Stretch
from ethicslint.analysis.voice import first_words
from ethicslint.lexicon.letters import any_of
from ethicslint.text.document import HEADLINES

SETS: Final = ("by-accused", "by-convicted", "voice-doer", "voice-harmed-head", "violence-verb")
"""The vocabulary sets this analysis needs."""

_SURE: Final = ("high", "medium")
_SOON: Final = 2  # paragraphs on, in which an actor is still close
_OPENING: Final = 6  # paragraphs in which an article names whom it is about
_OFTEN: Final = 3  # mentions that make somebody one of those whom it is about
_MOST: Final = 40  # mentions of one person that are looked at for charges
_TOGETHER: Final = 800  # code points within which a paragraph names two people together
_FEW: Final = 8  # mentions back, further than which no subject is looked for
_WINDOW: Final = 300  # of a longer sentence only so many code points on either side of the act are looked at
_REACH: Final = 600
_SUBJECT: Final = 40  # code points between a name and the verb whose subject it is
_SUSPECTED: Final = frozenset(("accused", "convicted"))
_ON_THE_OTHER_SIDE: Final = frozenset(("complainant", "judge", "lawyer"))
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
_COURT_WORDS: Final = frozenset(
    "charged indicted remanded convicted guilty jailed imprisoned sentenced plead pleads pleaded".split()
)
_STAGES: Final = {"convicted": "convicted", "pleads": "convicted", "charged": "charged", "denies": "charged"}
# “Roe, 34, shot a boy”, “after Roe pushed her”: somebody does it, whoever that is.
_DONE: Final = regex.compile(
    r"(?:\p{Lu}[\p{L}'-]+|\b(?:he|she|they|man|men|woman|teenager|boy))(?:,[ \n]\d+,)?"
    r"[ \n](?:\w+ly[ \n]|then[ \n]|had[ \n]|who[ \n]){0,2}"
    r"(?:shot|stabbed|killed|murdered|raped|attacked|assaulted|strangled|beat|abducted|kidnapped|pushed|punched|fired|drove|grabbed"
    r"|opened[ \n]fire|pulled|dragged|forced|slashed|ambushed)[ \n](?!by\b|in\b|at\b|dead\b|and\b|outside\b|on\b|during\b)"
)
_BEFORE_COURT: Final = regex.compile(
    r"\b(?:convicted|jailed|charged|accused|arrested|sentenced|indicted|imprisoned|plead(?:s|ed)|confessed"
    r"|admitted)\b",
    regex.IGNORECASE,
)
_CHARGED: Final = regex.compile(
    r"\b(?:charged|charges?|indicted|indictment|arraigned|remanded|trial|court|plead(?:s|ed)|denie[sd]|accused[ \n]of)\b",
    regex.IGNORECASE,
)
_CLEARED: Final = regex.compile(
    r"[^.;:!?]{0,60}?\b(?:acquitted|cleared|exonerated|found[ \n](?:not[ \n]guilty|innocent)"
    r"|(?:charges?|case)[ \n](?:\w+[ \n]){0,6}dropped)\b",
    regex.IGNORECASE,
)


class Actor(NamedTuple):
    """`known`: convicted, charged, suspected, described (no name) or unknown. `shown` is where the article names that person
    closest to the act. `near`: there or in the next paragraphs. `named`: here (in the sentence of the act), before or after
    (in the sentence beside it), elsewhere or no.
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
    nameless: "re.Pattern[str]"
    nameless_words: frozenset[str]
    suspected: "regex.Pattern[str]"


def words(sets: Mapping[str, Sequence[str]]) -> Words:
    """Compile the patterns from the vocabulary sets named in SETS."""
    suspects = [*sets["by-accused"], *sets["by-convicted"]]
    people = any_of(
        [*sets["voice-harmed-head"], *sets["voice-doer"], *suspects, "youth", "suspect", "year-old", "year-olds"]
    )
    between = r"(?:,?[ \n](?!not\b|never\b|who\b|whose\b|by\b|after\b)[\w'-]+){0,6}?,?[ \n]"
    now = r"(?:was|were|is|are|has[ \n]been|have[ \n]been|had[ \n]been)[ \n](?:later[ \n]|also[ \n]|since[ \n])?"
    acts = any_of([*(one for one in sets["violence-verb"] if one.endswith("ed")), "shot", "opened fire", "opens fire"])
    return Words(
        regex.compile(rf"\b{any_of([*suspects, *sets['voice-doer']])}\b", regex.IGNORECASE),
        regex.compile(rf"\b{any_of(suspects)}(?:[ \n](?:who|had|has|also|then|later))*[ \n]\Z", regex.IGNORECASE),
        re.compile(
            rf"\b{people}\b(?:{between}(?:{now}(?:(?P<charged>charged|indicted|remanded)"
            rf"|(?P<convicted>convicted|found[ \n]guilty|jailed|imprisoned|sentenced))"
            rf"|(?P<pleads>plead(?:s|ed)[ \n]guilty)|(?P<denies>plead(?:s|ed)[ \n]not[ \n]guilty))\b)"
            rf"|\b(?!gang\b|mob\b|stranger\b){any_of(sets['voice-doer'])}"
            rf"(?:[ \n](?:who|then|had|has|also|later))*[ \n](?P<described>{acts})\b"
            r"(?![ \n](?:by|case|cases|trial)\b)",
        ),
        first_words(sets["voice-doer"]) | _COURT_WORDS,
        regex.compile(r"\b(?:suspects?|suspected|alleged)[ \n](?:[\p{L}.]+[ \n]){0,2}\Z", regex.IGNORECASE),
    )


class Nameless(NamedTuple):
    """Somebody without a name, by code points of a block: how far the case is, and the charges in the sentence."""

    stage: str
    start: int
    end: int
    charges: frozenset[str]


def nameless(
    folded: str, here: Set[str], sentences: Sequence[tuple[int, int]], known: Words, crimes: ClaimWords
) -> tuple[Nameless, ...]:
    """Whom one block describes without a name; `folded` is its folded text, `here` its words, `sentences` their spans."""
    if known.nameless_words.isdisjoint(here):
        return ()
    found: list[Nameless] = []
    for one in known.nameless.finditer(folded.lower()):
        stage = next((name for group, name in _STAGES.items() if one[group]), "described")
        found.append(
            Nameless(stage, *one.span(), charges(folded, *_around(sentences, one.start(), len(folded)), crimes))
        )
    return tuple(found)


def charges(folded: str, start: int, end: int, crimes: ClaimWords) -> frozenset[str]:
    """The kinds of charge that stand in a stretch."""
    found = crimes.charge.finditer(folded, start, end)
    return frozenset(charge.lastgroup for charge in found if charge.lastgroup in ACTS)


def _around(sentences: Sequence[tuple[int, int]], position: int, end: int) -> tuple[int, int]:
    """The sentence at a position of a text that ends at `end`; all of it where there are none."""
    if not sentences:
        return 0, end
    return sentences[number_at(sentences, position)]


class Suspects(NamedTuple):
    """By stage the numbers of the people who may have done what an article tells; and of what kinds their charges are."""

    by_stage: dict[str, list[int]]
    charges: dict[int, frozenset[str]]


class Told(Protocol):
    """A block, as far as this analysis asks it."""

    @property
    def place(self) -> str: ...

    @property
    def folded(self) -> str: ...

    @property
    def sentences(self) -> Sequence[tuple[int, int]]: ...

    def charges_in(self, start: int, end: int) -> frozenset[str]: ...

    def once(self, what: str, start: int, end: int, answer: Callable[[], bool]) -> bool: ...


class Memory:
    """What was worked out for the last version of an article, for the next one."""

    def __init__(self) -> None:
        self.suspects: Last[object, Suspects] = Last()
        self.acting: Last[object, Row[tuple[Stretch, Told, Told | None], Actor]] = Last()


class Cast:
    """The people of one article who may have done what it tells, worked out once for all of its acts."""

    def __init__(
        self,
        blocks: Sequence[Told],
        places: Sequence[str],
        nameless: Sequence[Sequence[Nameless]],
        people: Sequence[Person],
        mentions: Mapping[int, Sequence[tuple[int, int, int]]],
        known: Words,
        crimes: ClaimWords,
        memory: Memory,
    ) -> None:
        """`places` and `nameless` are those of the `blocks`."""
        self._blocks, self._people = blocks, people
        self._known, self._crimes = known, crimes
        self._mentions = mentions
        self._memory = memory
        prose = [number for number, place in enumerate(places) if place == "prose"][:_OPENING]
        self._front = {*prose, *[number for number, place in enumerate(places) if place in HEADLINES]}
        suspected = [one for one in people if not one.roles.isdisjoint(_SUSPECTED)]
        told = [blocks[one.block] for person in suspected for one in person.mentions[:_MOST]]
        self._suspects, self._charges = memory.suspects.of((people, told, self._front), self._tried)
        self._places: dict[frozenset[int], list[Stretch]] = {}
        self._nameless = [
            (one.stage, Stretch(number, one.start, one.end), one.charges)
            for number in compress(count(), nameless)
            for one in nameless[number]
        ]

    def of(self, acts: Sequence[Stretch]) -> list[Actor]:
        """Who did each of these, as far as the article says."""
        # Nothing else than this do the answers rest on, besides the block of the act and the one before it.
        grounds = self._people, self._suspects, self._charges, self._nameless, self._front
        asked = [(one, self._blocks[one.block], self._blocks[one.block - 1] if one.block else None) for one in acts]
        return self._memory.acting.of(grounds, Row).of(asked, lambda act: self._did(act[0]))

    # ---- who may have done it

    def _tried(self) -> Suspects:
        accused = self._play("accused")
        charged = [who for who in accused if self._is_charged(self._people[who])]
        by_stage = {"convicted": self._play("convicted"), "charged": charged, "suspected": accused}
        return Suspects(by_stage, {who: self._charges_of(who) for own in by_stage.values() for who in own})

    def _play(self, role: str) -> list[int]:
        """Whom the article is about among those who play a part."""
        return [
            who for who, person in enumerate(self._people) if role in person.roles and self._is_central(person, role)
        ]

    def _is_central(self, person: Person, role: str) -> bool:
        if person.confidence not in _SURE:
            return False
        if len(person.mentions) < _OFTEN and not any(one.block in self._front for one in person.mentions):
            return False
        if role == "accused" and not person.roles.isdisjoint(_ON_THE_OTHER_SIDE):
            return False
        if role == "accused" and "harmed" in person.roles and not self._is_charged(person, _SUBJECT):
            return False
        return not any(self._is_other(role, self._blocks[one.block].folded, one) for one in person.mentions[:_MOST])

    def _is_charged(self, person: Person, reach: int = 0) -> bool:
        """Whether a court has somebody before it, said so close behind the name, or anywhere in its sentence."""
        for one in person.mentions[:_MOST]:
            start, end = self._sentence(one.block, one.start)
            if reach:
                start, end = one.end, one.end + reach
            block = self._blocks[one.block]
            if block.once("charged", start, end, partial(_found, _CHARGED, block.folded, start, end)):
                return True
        return False

    def _is_other(self, role: str, text: str, mention: Mention) -> bool:
        """Whether the words around a name say that its conviction is for something else, or that the charge is over."""
        if role == "convicted":
            return bool(self._known.suspected.search(text, max(0, mention.start - 20), mention.start))
        return bool(_CLEARED.match(text, mention.end))

    def _charges_of(self, who: int) -> frozenset[str]:
        """The kinds of charge in the sentences that name somebody."""
        mentions = self._people[who].mentions[:_MOST]
        named = [self._blocks[one.block].charges_in(*self._sentence(one.block, one.start)) for one in mentions]
        return frozenset().union(*named)

    # ---- who did this

    def _did(self, act: Stretch) -> Actor:
        start, _ = self._sentence(act.block, act.start)
        subject = self._subject(act, start)
        if self._is_suspect(act, start, subject):
            return UNKNOWN
        done = self._act(self._blocks[act.block].folded[act.start : act.end])
        for stage, suspects in self._suspects.items():
            if fitting := frozenset(who for who in suspects if who != subject and self._fits(who, done, subject)):
                named = self._places_of(fitting)
                is_man = any([self._people[who].sex == "m" for who in fitting])
                return self._actor(stage, named, fitting, is_man, act)
        for stage in ("convicted", "charged", "described"):
            close = [
                place
                for role, place, charges in self._nameless
                if role == stage
                and _matches(done, charges)
                and (place.block in self._front or abs(place.block - act.block) <= _SOON)
            ]
            if close:
                return self._actor(stage, close, frozenset(), False, act)
        return UNKNOWN

    def _places_of(self, people: frozenset[int]) -> list[Stretch]:
        """Where any of these people are named, in order."""
        if people not in self._places:
            self._places[people] = sorted(Stretch(*one[:3]) for who in people for one in self._people[who].mentions)
        return self._places[people]

    def _subject(self, act: Stretch, start: int) -> int | None:
        """The person named as the subject of the act, or within it (“Ann Roe murdered in her bed”)."""
        for first, last, who in self._back(act.block, act.end):
            if first < start or last < act.start - _SUBJECT:
                return None
            if last <= act.end:
                return who
        return None

    def _is_suspect(self, act: Stretch, start: int, subject: int | None) -> bool:
        """Whether the act was done to whoever is suspected: by name, as “the gunman”, or as “he” behind such a name."""
        if subject is not None:
            return not self._people[subject].roles.isdisjoint(_SUSPECTED)
        before = self._blocks[act.block].folded[max(start, act.start - 60) : act.start]
        if self._known.suspect.search(before):
            return True
        if not (found := _PRONOUN.search(before)):
            return False
        sexes = {"he": ("m", ""), "she": ("f",)}.get(found["who"].lower(), ("m", "f", ""))
        for _, last, who in self._back(act.block, act.start):
            person = self._people[who]
            if last <= act.start and person.sex in sexes:
                return not person.roles.isdisjoint(_SUSPECTED)
        return False

    def _back(self, block: int, position: int) -> Sequence[tuple[int, int, int]]:
        """The last few mentions before a position of a block, the nearest first."""
        mentions = self._mentions.get(block, ())
        at = bisect_left(mentions, (position,))
        return mentions[max(0, at - _FEW) : at][::-1]

    def _act(self, told: str) -> str:
        """The kind of act that these words tell."""
        words = told.lower().replace("-", " ").replace(",", "").split()
        for first in range(len(words)):
            for last in range(len(words), first, -1):
                if act := self._crimes.acts.get(" ".join(words[first:last])):
                    return act
        found = self._crimes.charge.search(told)
        return found.lastgroup if found and found.lastgroup in ACTS else "violence"

    def _fits(self, suspect: int, act: str, subject: int | None) -> bool:
        """Whether somebody is accused of such an act, and named together with whom it was done to, if it has a name."""
        if not _matches(act, self._charges[suspect]):
            return False
        if subject is None:
            return True
        return any(
            self._is_named(frozenset((suspect,)), one.block, one.start - _TOGETHER, one.start + _TOGETHER)
            for one in self._people[subject].mentions[:_MOST]
        )

    # ---- where the article says so

    def _actor(self, stage: str, named: Sequence[Stretch], who: frozenset[int], is_man: bool, act: Stretch) -> Actor:
        """`named` are the places that tell who did it, in order; `who` are those people, none if they have no names."""
        at = bisect_left(named, Stretch(act.block, act.start, act.end))
        closest = min(named[max(0, at - 1) : at + 1], key=lambda one: abs(one.block - act.block))
        soon = bisect_left(named, Stretch(act.block, 0, 0))
        near = soon < len(named) and named[soon].block <= act.block + _SOON
        return Actor(stage, (closest,), near, self._where(who, is_man, act))

    def _where(self, who: frozenset[int], is_man: bool, act: Stretch) -> str:
        start, end = self._sentence(act.block, act.start)
        block = self._blocks[act.block]
        told = partial(self._told, block.folded, start, end, act)
        if self._is_named(who, act.block, start, end):
            return "here"
        if block.once(
            "doer", act.start, act.end, lambda: bool(self._known.doer.search(told()) or _DONE.search(told()))
        ):
            return "here"
        if is_man and block.once("pair", act.start, act.end, lambda: bool(_HER.search(told()) and _HE.search(told()))):
            return "here"
        spans = block.sentences
        number = bisect_left(spans, (start, end))
        before = (act.block, *spans[number - 1]) if number else self._end_of(act.block - 1, act.block)
        if before and self._tells(who, *before):
            return "before"
        after = (act.block, *spans[number + 1]) if number + 1 < len(spans) else None
        return "after" if after and self._tells(who, *after) else "elsewhere"

    def _told(self, folded: str, start: int, end: int, act: Stretch) -> str:
        """What stands around an act in its sentence."""
        before, behind = max(start, act.start - _WINDOW), min(end, act.end + _WINDOW)
        return f"{folded[before : act.start]}\n{folded[act.end : behind]}"

    def _end_of(self, block: int, behind: int) -> tuple[int, int, int] | None:
        """The last sentence of the paragraph before another of its sort."""
        if block < 0 or self._blocks[block].place != self._blocks[behind].place or not self._blocks[block].sentences:
            return None
        return block, *self._blocks[block].sentences[-1]

    def _tells(self, who: frozenset[int], block: int, start: int, end: int) -> bool:
        """Whether a sentence beside the act has who did it, by name, by noun or as somebody before a court."""
        if self._is_named(who, block, start, end):
            return True
        text = self._blocks[block].folded[start : min(end, start + _REACH)]
        patterns = (self._known.doer, _BEFORE_COURT, _DONE)
        return self._blocks[block].once("tells", start, end, lambda: any(one.search(text) for one in patterns))

    def _is_named(self, who: frozenset[int], block: int, start: int, end: int) -> bool:
        mentions = self._mentions.get(block, ())
        return any([one[2] in who for one in mentions[bisect_left(mentions, (start,)) : bisect_left(mentions, (end,))]])

    def _sentence(self, block: int, position: int) -> tuple[int, int]:
        own = self._blocks[block]
        return _around(own.sentences, position, len(own.folded))


def _found(pattern: "regex.Pattern[str]", folded: str, start: int, end: int) -> bool:
    return pattern.search(folded, start, end) is not None


def _matches(act: str, charges: frozenset[str]) -> bool:
    """Whether charges are for such an act; where an article names none, they may be."""
    return not charges or not charges.isdisjoint(_FITS.get(act, _ANY))
