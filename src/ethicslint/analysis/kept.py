"""What the analyses see in single blocks, kept from one version of an article to the next.

Knows on what each analysis of a block depends: on its text and place, for some on the quotation marks around it or on who is in
it; so that after an edit only what can have changed is worked out again. Knows nothing of what the blocks of an article say
together.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import is_not
from typing import NamedTuple

from ethicslint.analysis import (
    actors,
    attribution,
    case_events,
    case_labels,
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
from ethicslint.analysis.memory import Last, Once, Row, ends
from ethicslint.analysis.saying import Words as SpeechWords
from ethicslint.analysis.sentences import sentences
from ethicslint.text.document import HEADLINES, Block

_NAMESAKES = frozenset(("junior", "jnr", "jr", "snr"))


class Patterns:
    """The words and patterns of the analyses, each made from vocabulary sets when first needed.

    Raises KeyError then if a set that the analysis needs is missing.
    """

    def __init__(self, vocabulary: Mapping[str, Sequence[str]]) -> None:
        self._vocabulary = vocabulary

    def _sets(self, names: Sequence[str]) -> dict[str, Sequence[str]]:
        return {name: self._vocabulary[name] for name in names}

    @Once
    def speech(self) -> SpeechWords:
        return SpeechWords.of(self._vocabulary)

    @Once
    def people(self) -> people.Words:
        return people.words(self._sets(people.SETS))

    @Once
    def voice(self) -> voice.Words:
        return voice.words(self._sets(voice.SETS))

    @Once
    def claims(self) -> claims.Words:
        return claims.words(self._sets(claims.SETS))

    @Once
    def actors(self) -> actors.Words:
        return actors.words(self._sets(actors.SETS))

    @Once
    def events(self) -> case_events.Words:
        return case_events.words(self._sets(case_events.SETS))

    @Once
    def labels(self) -> case_labels.Words:
        return case_labels.words(self._sets(case_labels.SETS))

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
        self._spoken: Last[tuple[str, str], Spoken] = Last()
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
        if known.telling.isdisjoint(self._words):
            return ()
        return case_events.local(self.folded, self.place in HEADLINES, self.sentences, self.names, known)

    @property
    def has_namesakes(self) -> bool:
        """Whether a word tells father and son of one name apart."""
        return not self._words.isdisjoint(_NAMESAKES)

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
    def plain(self) -> "Spoken | None":
        """Who says what, if the block has no marks."""
        return self._given(quotations.LocalFacts((), "")) if self.opening is None else None

    @Once
    def opening(self) -> str | None:
        return quotations.opening(self.text)

    def spoken(self, carried: str, ahead: str) -> "Spoken":
        """Who says what, between neighbours that leave the mark `carried` open and open with `ahead`."""
        return self._spoken.of(
            (carried, ahead), lambda: self._given(quotations.local(self.text, self.place, carried, ahead))
        )

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


class Said(NamedTuple):
    """A block with its speeches; what speakers in other blocks are called, and the parts that they play; who is named in the
    block; and whether quotations stand beside it.
    """

    block: Spoken
    own: Sequence[speakers.Speech]
    elsewhere: tuple[str, ...]
    here: tuple[sides.Named, ...]
    beside: bool


class Kept:
    """The blocks of the last version of an article, and what was joined from them: for the next version, and no longer.

    Whoever has an article in hand gives the same one to the `Facts` of every version. Of each kind of fact it holds what the
    last version needed that was asked for it.
    """

    def __init__(self) -> None:
        self.places: Row[Local, str] = Row(is_not)
        self.openings: Row[Local, str | None] = Row(is_not)
        self.plain: Row[Local, Spoken | None] = Row(is_not)
        self.names: Row[Local, list[people.Sighting]] = Row(is_not)
        self.told: Row[Local, bool] = Row(is_not)
        self.events: Row[Local, tuple[case_events.Event, ...]] = Row(is_not)
        self.voices: Row[Local, list[voice.Voice]] = Row(is_not)
        self.speech: Row[Spoken, speakers.LocalFacts] = Row(is_not)
        self.loud: Row[Spoken, bool] = Row(is_not)
        self.speakers = speakers.Memory()
        self.quotations: Row[Said, list[Fact]] = Row()
        self.attributions: Row[tuple[int, Spoken, Sequence[speakers.Speech]], list[Fact]] = Row()
        self.attributed: Row[
            tuple[list[Fact], tuple[sides.Named, ...], tuple[tuple[str, str], ...]],
            tuple[list[Fact], frozenset[tuple[str, str]]],
        ] = Row()
        self.people = people.Memory()
        self.present: Last[object, dict[int, tuple[claims.Present, list[int]]]] = Last()
        self.mentioned: Last[list[people.Person], dict[int, list[tuple[int, int, int]]]] = Last()
        self.here: Last[list[people.Person], dict[int, tuple[sides.Named, ...]]] = Last()
        self.marked: Row[Spoken, bool] = Row(is_not)
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
