"""What the analyses see in single blocks, kept from one version of an article to the next.

Knows on what each analysis of a block depends: on its text and place, for some on the quotation marks around it or on who is in
it; so that after an edit only what can have changed is worked out again. Knows nothing of what the blocks of an article say
together.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from ethicslint.analysis import (
    actors,
    attribution,
    case_events,
    case_labels,
    cases,
    claims,
    outcomes,
    people,
    quotations,
    sides,
    speakers,
    voice,
)
from ethicslint.analysis.cues import Reading, reading
from ethicslint.analysis.fact import Fact
from ethicslint.analysis.kinds import ROLES, TONES
from ethicslint.analysis.memory import Last, Once, Row, Table, ends
from ethicslint.analysis.saying import Stretch
from ethicslint.analysis.saying import Words as SpeechWords
from ethicslint.analysis.sentences import sentences
from ethicslint.analysis.wordings import Quoted
from ethicslint.text.document import HEADLINES, Block

_NAMESAKES = frozenset(("junior", "jnr", "jr", "snr"))
_TOLD_APART = re.compile(r"\b[^\W\d_a-z]\w+,? (?:[Jj]unior|Jnr|Jr|Snr)\b(?! (?:[Hh]ockey|\w+ball|[A-Z]))")

Answer = TypeVar("Answer")


class Keep(Protocol):
    """How the words of an analysis, by its name, are got: made, or known from an earlier run."""

    def __call__(self, name: str, make: Callable[[], Answer], /) -> Answer: ...


def _afresh(name: str, make: Callable[[], Answer], /) -> Answer:
    return make()


class Patterns:
    """The words and patterns of the analyses, each made from vocabulary sets when first needed.

    Raises KeyError then if a set that the analysis needs is missing. `keep` is given the name of an analysis and what makes its
    words, and may know them from an earlier run.
    """

    def __init__(self, vocabulary: Mapping[str, Sequence[str]], keep: Keep = _afresh) -> None:
        self._vocabulary = vocabulary
        self._keep = keep

    def _sets(self, names: Sequence[str]) -> dict[str, Sequence[str]]:
        return {name: self._vocabulary[name] for name in names}

    @Once
    def speech(self) -> SpeechWords:
        return self._keep("speech", lambda: SpeechWords.of(self._vocabulary))

    @Once
    def people(self) -> people.Words:
        return self._keep("people", lambda: people.words(self._sets(people.SETS)))

    @Once
    def voice(self) -> voice.Words:
        return self._keep("voice", lambda: voice.words(self._sets(voice.SETS)))

    @Once
    def claims(self) -> claims.Words:
        return self._keep("claims", lambda: claims.words(self._sets(claims.SETS)))

    @Once
    def actors(self) -> actors.Words:
        return self._keep("actors", lambda: actors.words(self._sets(actors.SETS)))

    @Once
    def events(self) -> case_events.Words:
        return self._keep("events", lambda: case_events.words(self._sets(case_events.SETS)))

    @Once
    def labels(self) -> case_labels.Words:
        return self._keep("labels", lambda: case_labels.words(self._sets(case_labels.SETS)))

    @Once
    def tones(self) -> dict[str, str]:
        """By the words of saying that judge what is said, in which tone of TONES they do."""
        return {word: tone for tone in TONES[:-1] for word in self._vocabulary[f"tone-{tone}"]}

    @Once
    def unnamed(self) -> frozenset[str]:
        """The nouns for sources that readers cannot know."""
        return frozenset(self._vocabulary["by-unnamed"])

    @Once
    def parts(self) -> dict[str, str]:
        """By the nouns for people without a name (the defendant, her mother): the part they play in a case."""
        return {word: role for role in ROLES for word in self._vocabulary[f"by-{role}"]}


class Local:
    """One block and what it shows, wherever it stands: each analysis runs when it is first asked for."""

    def __init__(self, block: Block, known: Patterns) -> None:
        self.place, self.text, self.known = block.place, block.text, known
        self._block = block
        self._alone: Last[str, Spoken] = Last()
        self._going_on: Last[tuple[str, str], Spoken] = Last()
        self._once: dict[tuple[str, int, int], bool] = {}
        self._charges: dict[tuple[int, int], frozenset[str]] = {}
        self._claims: Last[claims.Present, claims.LocalFacts] = Last()

    @property
    def folded(self) -> str:
        return self._block.folded

    @Once
    def _words(self) -> set[str]:
        return voice.word_set(self.folded)

    @Once
    def sentences(self) -> list[tuple[int, int]]:
        return sentences(self.text)

    @Once
    def names(self) -> list[people.Sighting]:
        return people.local(self.folded, self.known.people)

    @Once
    def voices(self) -> list[voice.Voice]:
        return voice.local(self.place, self.folded, self._words, self.sentences, self.known.voice)

    def once(self, what: str, start: int, end: int, answer: Callable[[], bool]) -> bool:
        """Whether something holds of a stretch of the block, remembered by its name."""
        found = self._once.get((what, start, end))
        if found is None:
            found = self._once[what, start, end] = answer()
        return found

    def charges_in(self, start: int, end: int) -> frozenset[str]:
        """The kinds of charge that stand in a stretch of the block."""
        found = self._charges.get((start, end))
        if found is None:
            found = self._charges[start, end] = actors.charges(self.folded, start, end, self.known.claims)
        return found

    @Once
    def nameless(self) -> tuple[actors.Nameless, ...]:
        return actors.nameless(self.folded, self._words, self.sentences, self.known.actors, self.known.claims)

    @Once
    def verbs(self) -> claims.Verbs:
        return claims.verbs(self.folded, self._words, self.known.claims)

    def claims_of(self, present: claims.Present) -> claims.LocalFacts:
        """What the block tells of the people that the article says are `present` in it."""
        return self._claims.of(
            present, lambda: claims.local(self.folded, self.sentences, self.verbs, present, self.known.claims)
        )

    @Once
    def verdicts(self) -> tuple[outcomes.Verdict, ...]:
        known = self.known.claims
        return outcomes.verdicts(self.folded, self.sentences, known.outcomes, known.charge)

    @Once
    def events(self) -> tuple[case_events.Event, ...]:
        """What the block says happened in a case."""
        known = self.known.events
        if known.telling.isdisjoint(self._words) and not case_events.is_line(self.folded):
            return ()
        return case_events.local(self.folded, self.place in HEADLINES, self.sentences, self.names, known)

    @property
    def has_namesakes(self) -> bool:
        """Whether a word tells father and son of one name apart."""
        return not self._words.isdisjoint(_NAMESAKES) and _TOLD_APART.search(self.folded) is not None

    @Once
    def labels(self) -> tuple[case_labels.Label, ...]:
        """The words of the block that fit some stages of a case only."""
        known = self.known.labels
        if known.telling.isdisjoint(self._words):
            return ()
        return case_labels.local(self.folded, self.place in HEADLINES, self.sentences, self.names, known)

    @Once
    def is_told(self) -> bool:
        """Whether there may be claims in the block, or convictions."""
        return bool(self.verbs.crimes) or self.verbs.settles

    @Once
    def opening(self) -> str | None:
        return quotations.opening(self.text)

    def alone(self, ahead: str) -> "Spoken":
        """Who says what, if no quotation is open before the block and the next one opens with the mark `ahead`."""
        return self._alone.of(ahead, lambda: self._read("", ahead))

    def going_on(self, carried: str, ahead: str) -> "Spoken":
        """Who says what behind a block that leaves the mark `carried` open."""
        return self._going_on.of((carried, ahead), lambda: self._read(carried, ahead))

    def _read(self, carried: str, ahead: str) -> "Spoken":
        if self.opening is None:
            return self._given(quotations.LocalFacts((), ""))
        return self._given(quotations.local(self.text, self.place, carried, ahead))

    def _given(self, found: quotations.LocalFacts) -> "Spoken":
        return Spoken(self.place, self.text, self.sentences, found, self.known.speech)


class Spoken:
    """Who says what in a block, given its quotations."""

    def __init__(
        self,
        place: str,
        text: str,
        sentences: Sequence[tuple[int, int]],
        found: quotations.LocalFacts,
        known: SpeechWords,
    ) -> None:
        self.quotations, self.left_open = found
        self._place, self._text, self._sentences, self._known = place, text, sentences, known
        self._placed: Last[int, list[speakers.Speech]] = Last()

    @Once
    def _reading(self) -> Reading:
        return reading(self._text, self.quotations, self._known, self._sentences)

    @Once
    def speech(self) -> speakers.LocalFacts:
        return speakers.local(self._text, self._place, self.quotations, self._known, self._reading)

    @Once
    def is_silent(self) -> bool:
        """Whether no word of saying stands in the block."""
        return not any(self._reading.cues)

    @Once
    def attributions(self) -> attribution.LocalFacts:
        return attribution.local(self._text, self._place, self.quotations, self._known, self._reading)

    def speeches(self, number: int) -> Sequence[speakers.Speech]:
        """Its speeches, if the block is number `number`."""
        own = self.speech.speeches
        return self._placed.of(number, lambda: speakers.placed(own, number)) if own else own


Elsewhere = tuple[tuple[Stretch, ...], tuple[tuple[Local, tuple[sides.Named, ...]], ...]]
"""Places in other blocks, and for each the block and who is named in it."""


EventAsked = tuple[cases.Told, Local, list[Fact], tuple[str, Stretch] | None, str, str]
"""An event, its block and the attributions there, whom it befell with the first mention, how the case stands, and the rest."""


class Kept:
    """The blocks of the last version of an article, and what was joined from them: for the next version, and no longer.

    Whoever has an article in hand gives the same one to the `Facts` of every version. Of each kind of fact it holds what the
    last version needed that was asked for it.
    """

    def __init__(self) -> None:
        self.places: Row[Local, str] = Row()
        self.openings: Row[Local, str | None] = Row()
        self.ahead: Last[tuple[list[str], list[str | None]], list[str]] = Last()
        self.left_open: Row[Spoken, str] = Row()
        self.spoken: Table[Spoken] = Table()
        self.names: Row[Local, list[people.Sighting]] = Row()
        self.placed: Table[list[people.Sighting]] = Table()
        self.quoted: Table[list[Quoted]] = Table()
        self.told: Row[Local, bool] = Row()
        self.claims: Row[tuple[Local, claims.Present], claims.LocalFacts] = Row()
        self.verdicts: Row[Local, tuple[outcomes.Verdict, ...]] = Row()
        self.nameless: Row[Local, tuple[actors.Nameless, ...]] = Row()
        self.actors = actors.Memory()
        self.voices: Row[Local, list[voice.Voice]] = Row()
        self.speech: Row[Spoken, speakers.LocalFacts] = Row()
        self.loud: Row[Spoken, bool] = Row()
        self.events: Row[Local, tuple[case_events.Event, ...]] = Row()
        self.event_facts: Row[EventAsked, Fact] = Row()
        self.namesakes: Row[Local, bool] = Row()
        self.speakers = speakers.Memory()
        self.own: Table[Sequence[speakers.Speech]] = Table()
        self.quotations: Table[list[Fact]] = Table()
        self.attributions: Table[list[Fact]] = Table()
        self.speakers_elsewhere: Row[Sequence[speakers.Speech], tuple[Stretch, ...]] = Row()
        self.sources_elsewhere: Row[list[Fact], tuple[Stretch, ...]] = Row()
        self.spoken_elsewhere: Row[Elsewhere, tuple[tuple[str, str], ...]] = Row()
        self.told_elsewhere: Row[Elsewhere, tuple[tuple[str, str], ...]] = Row()
        self.attributed: Table[tuple[list[Fact], frozenset[tuple[str, str]]]] = Table()
        self.people = people.Memory()
        self.present: Last[object, dict[int, tuple[claims.Present, list[int]]]] = Last()
        self.mentioned: Last[list[people.Person], dict[int, list[tuple[int, int, int]]]] = Last()
        self.here: Last[list[people.Person], dict[int, tuple[sides.Named, ...]]] = Last()
        self.marked: Row[Spoken, bool] = Row()
        self.person_facts: Row[people.Person, Fact] = Row()
        self._known: Patterns | None = None
        self._keys: list[tuple[str, str]] = []
        self._blocks: list[Local] = []

    def blocks(self, blocks: Sequence[Block], known: Patterns) -> list[Local]:
        """What is known of the blocks of the next version; all others are forgotten."""
        if known is not self._known:
            self._known, self._keys, self._blocks = known, [], []
        keys = [(one.place, one.text) for one in blocks]
        first, last = ends(self._keys, keys)
        moved = dict(zip(self._keys[first : len(self._keys) - last], self._blocks[first:], strict=False))
        fresh = [
            moved.pop(key) if key in moved else Local(block, known)
            for key, block in zip(keys[first : len(keys) - last], blocks[first:], strict=False)
        ]
        self._blocks = [*self._blocks[:first], *fresh, *self._blocks[len(self._blocks) - last :]]
        self._keys = keys
        return self._blocks
