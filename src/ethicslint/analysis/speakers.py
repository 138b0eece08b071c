"""Who says each quotation.

Knows reporting verbs before and behind a quotation, labels, transcripts, possessives, and how far a speaker carries through
a paragraph, over paragraphs, or by a pronoun. Every construction has its own confidence, from how often it was right on news
articles that people had annotated. Does not know whether anybody really said it.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from ethicslint.analysis.antecedents import Antecedents, Person, people_in
from ethicslint.analysis.beside import (
    Found,
    after,
    asks_you,
    before,
    inside,
    label_confidence,
    label_phrase,
    possessive,
)
from ethicslint.analysis.cues import Cue, Reading, opening_subject, reading
from ethicslint.analysis.quotations import Quotation
from ethicslint.analysis.saying import NOUN, VERB, Sentence, Stretch, Words
from ethicslint.analysis.subjects import BODY, NAME, PRONOMINAL, ROLE, SPEAKERS, stretch_of
from ethicslint.text.document import label_length


class Speech(NamedTuple):
    """One quotation and its speaker, if that is known. `start` and `end` are those of the quotation, in block `block`.

    `how`: "after", "before", "participle", "according", "possessive", "label", "carry", "pronoun", "paragraph", or "" without
    a speaker. `confidence`: "high", "medium", "low". `evidence` are the words that show it. Of a pronoun, `speaker` is the
    name it stands for, where there is one.
    """

    block: int
    start: int
    end: int
    speaker: Stretch | None
    how: str
    confidence: str
    evidence: tuple[Stretch, ...]


class LocalFacts(NamedTuple):
    """What one block shows. Offsets are those of the block; block numbers stand at 0 until `join` knows them."""

    place: str
    speeches: tuple[Speech, ...]
    people: tuple[Person, ...]
    pending: frozenset[int]  # numbers of speeches that a speaker of another block may fill
    introduces: Stretch | None  # who speaks in what follows: “Roe said:”, “Roe:”
    opens: bool  # the block opens with a quotation
    unclosed: bool  # its last quotation goes on in the next block
    bare: bool  # no words of the author
    label: str  # the words of its label, if any
    pronouns: Mapping[tuple[int, int], str]  # the pronouns among the speakers, in lower case, by start and end


_SPOKEN: Final = frozenset(("speech", "fragment", "scare"))


def local(
    text: str, place: str, quotations: Sequence[Quotation], words: Words, seen: Reading | None = None
) -> LocalFacts:
    """The speakers that one block shows by itself.

    `quotations` are those of this block, in order; `seen` is its reading, if somebody has it already.
    """
    seen = reading(text, quotations, words) if seen is None else seen
    return _Local(text, place, seen, words).facts()


class _Local:
    """The state of one block: what was found for each of its quotations."""

    def __init__(self, text: str, place: str, seen: Reading, words: Words) -> None:
        self._text = text
        self._place = place
        self._lines = seen.sentences
        self._cues = seen.cues
        self._words = words
        self._speeches: list[Speech] = []
        self._homes: list[tuple[int, int]] = []  # of each speech the numbers of its sentence and its word
        self._label = label_length(text)

    def facts(self) -> LocalFacts:
        for number, line in enumerate(self._lines):
            for at, quotation in line.sealed.items():
                if quotation.kind in _SPOKEN:
                    found = self._spoken_by(number, at)
                    self._homes.append((number, at))
                    self._speeches.append(self._speech(quotation, line, found))
        self._carry()
        first = next((line for line in self._lines), None)
        crosshead = self._text.isupper()  # “NOBODY CAME” between two paragraphs goes on with neither
        opens = bool(self._speeches) and first is not None and 0 in first.sealed and not crosshead
        last = self._speeches[-1] if self._speeches else None
        return LocalFacts(
            self._place,
            tuple(self._speeches),
            tuple(people_in(self._text, self._lines, self._cues, self._words)),
            frozenset(
                number for number, one in enumerate(self._speeches) if one.speaker is None and self._is_bare(number)
            ),
            self._introduced(),
            opens,
            last is not None and last.end == len(self._text.rstrip()) and not self._quotation(-1).closed,
            opens and all([self._is_bare(number) for number in range(len(self._speeches))]) and self._only_quotations(),
            self._text[: self._label - 1] if self._label else "",
            {
                (one.speaker.start, one.speaker.end): self._text[one.speaker.start : one.speaker.end]
                .lower()
                .replace("’", "'")
                for one in self._speeches
                if one.how == "pronoun" and one.speaker
            },
        )

    # ---- the constructions

    def _spoken_by(self, number: int, at: int) -> Found | None:
        line, found = self._lines[number], self._cues[number]
        return (
            inside(line, at, self._text)
            or after(line, at, found, self._words)
            or before(line, at, found)
            or possessive(line, at, found)
            or self._labelled(number, at)
        )

    def _labelled(self, number: int, at: int) -> Found | None:
        """“Roe: “…”” at the start of a block, where the label is a name or a role."""
        line = self._lines[number]
        if number or not self._label or not 0 < at < 16 or line.ends[at - 1] != self._label:
            return None
        phrase = label_phrase(line, at - 1, self._words)
        if phrase is None or asks_you(self._text, line, at, phrase):
            return None
        return Found(phrase, "label", label_confidence(line, phrase), (at - 1, at - 1))

    def _carry(self) -> None:
        """A quotation without words around it is said by whoever said the one before it, or the one behind it."""
        for number in range(len(self._speeches)):
            if self._speeches[number].speaker is None and self._is_bare(number):
                self._carry_on(number)
        for number in range(len(self._speeches) - 2, -1, -1):
            following = self._speeches[number + 1]
            near = self._homes[number + 1][0] - self._homes[number][0] <= 1
            if self._speeches[number].speaker is None and following.speaker and near and self._is_bare(number):
                self._fill(number, following, "carry", "medium")

    def _carry_on(self, number: int) -> None:
        home = self._homes[number][0]
        if number:
            distance = home - self._homes[number - 1][0]
            if distance <= 1 and self._speeches[number - 1].speaker:
                previous = self._speeches[number - 1]
                self._fill(number, previous, "carry", previous.confidence if previous.how != "before" else "medium")
                return
        if home:
            line, found = self._lines[home - 1], self._cues[home - 1]
            if line.sealed and self._homes[number - 1][0] == home - 1 if number else False:
                return
            cue = _last_speaker(found)
            if cue is not None and cue.subject is not None:
                tier = "medium" if cue.kind & VERB and not cue.embedded else "low"
                self._speeches[number] = self._speech(
                    self._quotation(number), line, Found(cue.subject, "carry", tier, (cue.at, cue.at))
                )
                return
            phrase = opening_subject(line, len(line.low), self._words)
            if phrase is not None and phrase.kind in (NAME, ROLE, PRONOMINAL):
                self._speeches[number] = self._speech(
                    self._quotation(number), line, Found(phrase, "carry", "low", (phrase.head, phrase.head))
                )

    def _fill(self, number: int, giver: Speech, how: str, confidence: str) -> None:
        how = giver.how if giver.how == "pronoun" else how
        self._speeches[number] = self._speeches[number]._replace(
            speaker=giver.speaker, how=how, confidence=confidence, evidence=giver.evidence
        )

    # ---- what stands around quotations

    def _quotation(self, number: int) -> Quotation:
        home, at = self._homes[number]
        return self._lines[home].sealed[at]

    def _is_bare(self, number: int) -> bool:
        """Whether next to nothing of the author stands in the sentence of a quotation."""
        home, _ = self._homes[number]
        line = self._lines[home]
        return sum([word[0].isalnum() for word in line.words]) <= 2

    def _only_quotations(self) -> bool:
        return all([line.sealed for line in self._lines])

    def _introduced(self) -> Stretch | None:
        """Who speaks next, if the block ends with a colon and a speaker before it."""
        if not self._text.rstrip().endswith(":") or not self._lines:
            return None
        line, found = self._lines[-1], self._cues[-1]
        labelled = bool(self._label) and len(self._lines) == 1
        for cue in reversed(found if not labelled else []):
            if cue.subject and cue.subject.kind in SPEAKERS and cue.form in ("finite", "participle"):
                return stretch_of(line, cue.subject)
        if not labelled and any([self._words.cues.get(word, 0) & NOUN for word in line.low[-5:]]):
            phrase = opening_subject(line, len(line.low), self._words)
            if phrase is not None and phrase.kind in (NAME, ROLE, BODY):
                return stretch_of(line, phrase)
        if labelled:
            phrase = label_phrase(line, len(line.low) - 1, self._words)
            if phrase is not None and phrase.kind in (NAME, ROLE) and phrase.last > phrase.first:
                return stretch_of(line, phrase)
        return None

    def _speech(self, quotation: Quotation, line: Sentence, found: Found | None) -> Speech:
        if found is None or found.phrase.kind not in SPEAKERS and found.confidence == "low":
            return Speech(0, quotation.start, quotation.end, None, "", "low", ())
        if found.label is not None:
            named = Stretch(0, *found.label)
            return Speech(0, quotation.start, quotation.end, named, found.how, found.confidence, (named,))
        pronoun = found.phrase.kind == PRONOMINAL
        first, last = found.cue
        return Speech(
            0,
            quotation.start,
            quotation.end,
            stretch_of(line, found.phrase),
            "pronoun" if pronoun else found.how,
            "low" if pronoun else found.confidence,
            (Stretch(0, line.starts[first], line.ends[last]),),
        )


def _last_speaker(found: list[Cue]) -> Cue | None:
    """The last cue whose subject may go on speaking: a reporting verb before any other."""
    able = [
        cue for cue in found if cue.subject and cue.form in ("finite", "according") and cue.subject.kind in SPEAKERS
    ]
    direct = [cue for cue in able if cue.kind & VERB and not cue.embedded]
    return direct[-1] if direct else able[-1] if able else None


def join(blocks: Sequence[LocalFacts]) -> list[Speech]:
    """The speeches of a document by block and start, with the speakers that only the blocks before a quotation tell.

    `blocks` are the local facts of all blocks, in order.
    """
    return _Joining(blocks).speeches()


class _Joining:
    """What is remembered from block to block: who spoke last, who was announced, who was named."""

    def __init__(self, blocks: Sequence[LocalFacts]) -> None:
        self._blocks = blocks
        self._antecedents = Antecedents()
        self._last: Speech | None = None  # the last speech of the block before, with its speaker
        self._announced: Stretch | None = None
        self._unclosed = False
        self._hops = 0

    def speeches(self) -> list[Speech]:
        found: list[Speech] = []
        known = {
            name
            for block in self._blocks
            if block.place not in _HEADINGS
            for person in block.people
            if person.gender or " " in person.name
            for name in person.name.split()
        }
        for number, block in enumerate(self._blocks):
            own = [self._placed(speech, number) for speech in block.speeches]
            own = [_checked_label(speech, block, known) for speech in own]
            self._antecedents.enter(number, block.people)
            own = [self._resolved(speech) for speech in own]
            self._carry_in(block, own)
            found.extend(own)
            self._remember(number, block, own)
        return found

    def _placed(self, speech: Speech, number: int) -> Speech:
        _, start, end, speaker, how, confidence, evidence = speech
        if speaker is not None:
            speaker = Stretch(number, speaker.start, speaker.end)
        shown = tuple([Stretch(number, one.start, one.end) for one in evidence])
        return Speech(number, start, end, speaker, how, confidence, shown)

    def _resolved(self, speech: Speech) -> Speech:
        """A pronoun becomes the name it stands for."""
        if speech.how != "pronoun" or speech.speaker is None:
            return speech
        pronoun = speech.speaker
        meant = self._antecedents.meant(
            pronoun, self._blocks[pronoun.block].pronouns.get((pronoun.start, pronoun.end), "")
        )
        if meant is None:
            return speech
        stretch, confidence = meant
        return speech._replace(speaker=stretch, confidence=confidence, evidence=(*speech.evidence, pronoun))

    def _carry_in(self, block: LocalFacts, own: list[Speech]) -> None:
        """Fills the quotations at the start of a block from the block before."""
        if not block.opens or not own:
            return
        given: tuple[Stretch, str, str, tuple[Stretch, ...]] | None = None
        last = self._last
        if self._announced is not None:
            given = self._announced, "before", "medium", (self._announced,)
        elif last is not None and last.speaker is not None and self._unclosed:
            given = last.speaker, "paragraph", "medium" if last.confidence != "low" else "low", last.evidence
        elif last is not None and last.speaker is not None and block.bare and self._hops < _MOST_HOPS:
            given = last.speaker, "paragraph", "low", last.evidence
        if given is None:
            return
        for number, speech in enumerate(own):
            if number not in block.pending or speech.speaker is not None:
                break
            own[number] = speech._replace(speaker=given[0], how=given[1], confidence=given[2], evidence=given[3])

    def _remember(self, number: int, block: LocalFacts, own: list[Speech]) -> None:
        if block.place in _BESIDE:
            return
        carried = bool(own) and own[-1].how == "paragraph" and not self._unclosed
        self._hops = self._hops + 1 if carried else 0
        self._last = own[-1] if own and own[-1].speaker else None
        self._unclosed = block.unclosed
        self._announced = block.introduces and block.introduces._replace(block=number)


_MOST_HOPS: Final = 2
_HEADINGS: Final = frozenset(("title", "headline", "heading"))
_BESIDE: Final = frozenset(("caption", "footnote", "metadata", "table"))


def _checked_label(speech: Speech, block: LocalFacts, known: set[str]) -> Speech:
    """A label of one word names a speaker only if the article knows a person by that name."""
    if speech.how != "label" or speech.confidence != "low" or speech.speaker is None:
        return speech
    name = block.label.casefold()
    if name in known:
        return speech._replace(confidence="medium")
    if name in _BOTH:
        return speech
    return speech._replace(speaker=None, how="", evidence=())


_BOTH: Final = frozenset(("both", "all"))
