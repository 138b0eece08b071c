"""Who says each quotation.

Knows reporting verbs before and behind a quotation, labels, transcripts, possessives, and how far a speaker carries through
a paragraph, over paragraphs, or by a pronoun. Every construction has its own confidence, from how often it was right on news
articles that people had annotated. Does not know whether anybody really said it.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from ethicslint.analysis.antecedents import BACK, Known, Naming, Person, meant, naming, people_in
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
from ethicslint.analysis.memory import Last, Row
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
    """What one block shows. Offsets are those of the block; block numbers stand at 0."""

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


_NO_PRONOUNS: Final[Mapping[tuple[int, int], str]] = {}
_SPOKEN: Final = frozenset(("speech", "fragment", "scare"))


def local(
    text: str, place: str, quotations: Sequence[Quotation], words: Words, seen: Reading | None = None
) -> LocalFacts:
    """The speakers that one block shows by itself.

    `quotations` are those of this block, in order; `seen` is its reading, if somebody has it already.
    """
    seen = reading(text, quotations, words) if seen is None else seen
    if not quotations and not text.rstrip().endswith(":"):
        people = tuple(people_in(text, seen.sentences, seen.cues, words))
        return LocalFacts(place, (), people, frozenset(), None, False, False, False, "", _NO_PRONOUNS)
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


def placed(speeches: Sequence[Speech], number: int) -> list[Speech]:
    """The speeches of one block that is number `number` of its document."""
    return [
        Speech(
            number,
            start,
            end,
            speaker and Stretch(number, speaker.start, speaker.end),
            how,
            confidence,
            tuple([Stretch(number, one.start, one.end) for one in evidence]),
        )
        for _, start, end, speaker, how, confidence, evidence in speeches
    ]


class Memory:
    """What `join` worked out for the last version of a document, for the next one."""

    def __init__(self) -> None:
        self.naming: Row[LocalFacts, Naming] = Row()
        self.known: Last[list[Naming], Known] = Last()
        self.looked_up: Row[_Pronouns, list[Speech]] = Row()
        self.carried: Row[_Run, _Run] = Row()


def is_quiet(block: LocalFacts) -> bool:
    """Whether a block neither has speeches nor announces any: what is remembered from block to block ends there."""
    return not block.speeches and block.introduces is None and block.place not in _BESIDE


def join(
    blocks: list[LocalFacts], speeches: Mapping[int, Sequence[Speech]], memory: Memory | None = None
) -> dict[int, Sequence[Speech]]:
    """The speeches of each block that has any, by start, with the speakers that only the blocks before a quotation tell.

    `blocks` are the local facts of all blocks, in order; `speeches` has, by number and in order, those of every block that is
    not quiet, each in its place.
    """
    memory = Memory() if memory is None else memory
    own = {**speeches, **_with_labels(blocks, speeches)}
    looking = [number for number in own if blocks[number].pronouns]
    if looking:
        known = memory.known.of(names := memory.naming.of(blocks, _naming), lambda: Known(names))
        near = [tuple([one.people for one in blocks[max(0, number - BACK) : number + 1]]) for number in looking]
        asked = [
            _Pronouns(own[number], blocks[number].pronouns, people, known)
            for number, people in zip(looking, near, strict=True)
        ]
        own |= zip(looking, memory.looked_up.of(asked, _resolved), strict=True)
    found = memory.carried.of(_runs(blocks, own), _carried)
    return {number: said for run in found for number, _, said in run if said}


def _naming(block: LocalFacts) -> Naming:
    return naming(block.people)


def _with_labels(blocks: Sequence[LocalFacts], speeches: Mapping[int, Sequence[Speech]]) -> dict[int, Sequence[Speech]]:
    """The speeches of blocks with a label of one word: it names a speaker only if the article knows a person by that name."""
    labelled = [
        number
        for number, own in speeches.items()
        if own and blocks[number].label and any([one.how == "label" and one.confidence == "low" for one in own])
    ]
    if not labelled:
        return {}
    known = {
        name
        for block in blocks
        if block.place not in _HEADINGS
        for person in block.people
        if person.gender or " " in person.name
        for name in person.name.split()
    }
    return {
        number: [_checked_label(one, blocks[number].label.casefold(), known) for one in speeches[number]]
        for number in labelled
    }


def _checked_label(speech: Speech, name: str, known: set[str]) -> Speech:
    if speech.how != "label" or speech.confidence != "low" or speech.speaker is None:
        return speech
    if name in known:
        return speech._replace(confidence="medium")
    return speech if name in _BOTH else speech._replace(speaker=None, how="", evidence=())


class _Pronouns(NamedTuple):
    """The speeches of a block with pronouns, and on what it depends whom they mean."""

    speeches: Sequence[Speech]
    pronouns: Mapping[tuple[int, int], str]
    people: tuple[Sequence[Person], ...]
    known: Known


def _resolved(asked: _Pronouns) -> list[Speech]:
    """Pronouns become the names they stand for."""
    own = list(asked.speeches)
    for number, speech in enumerate(own):
        if speech.how != "pronoun" or speech.speaker is None:
            continue
        word = asked.pronouns.get((speech.speaker.start, speech.speaker.end), "")
        if found := meant(speech.speaker, word, asked.people, asked.known):
            own[number] = speech._replace(
                speaker=found[0], confidence=found[1], evidence=(*speech.evidence, speech.speaker)
            )
    return own


_Run = tuple[tuple[int, LocalFacts, Sequence[Speech]], ...]
"""Blocks without a quiet one between: number, facts and speeches of each."""


def _runs(blocks: Sequence[LocalFacts], speeches: Mapping[int, Sequence[Speech]]) -> list[_Run]:
    runs: list[list[tuple[int, LocalFacts, Sequence[Speech]]]] = []
    before = -2
    for number, own in speeches.items():
        if number > before + 1:
            runs.append([])
        runs[-1].append((number, blocks[number], own))
        before = number
    return [tuple(run) for run in runs]


def _carried(run: _Run) -> _Run:
    """The same blocks with the speakers that one carries over to the next."""
    if len(run) == 1:
        return run
    memory = _Carrying()
    return tuple([(number, block, memory.passed(number, block, own)) for number, block, own in run])


class _Carrying:
    """What is remembered from block to block: who spoke last, and who was announced."""

    def __init__(self) -> None:
        self._last: Speech | None = None  # the last speech of the block before, with its speaker
        self._announced: Stretch | None = None
        self._unclosed = False
        self._hops = 0

    def passed(self, number: int, block: LocalFacts, own: Sequence[Speech]) -> Sequence[Speech]:
        """The speeches of the next block, as what was remembered fills them."""
        given = self._given(block) if block.opens else None
        if given is not None:
            own = _filled(own, block.pending, given)
        if block.place not in _BESIDE:
            self._remember(number, block, own)
        return own

    def _given(self, block: LocalFacts) -> "_Given | None":
        last = self._last
        if self._announced is not None:
            return self._announced, "before", "medium", (self._announced,)
        if last is None or last.speaker is None:
            return None
        if self._unclosed:
            return last.speaker, "paragraph", "medium" if last.confidence != "low" else "low", last.evidence
        return (last.speaker, "paragraph", "low", last.evidence) if block.bare and self._hops < _MOST_HOPS else None

    def _remember(self, number: int, block: LocalFacts, own: Sequence[Speech]) -> None:
        carried = bool(own) and own[-1].how == "paragraph" and not self._unclosed
        self._hops = self._hops + 1 if carried else 0
        self._last = own[-1] if own and own[-1].speaker else None
        self._unclosed = block.unclosed
        self._announced = block.introduces and block.introduces._replace(block=number)


_Given = tuple[Stretch, str, str, tuple[Stretch, ...]]
"""Who speaks, how and how surely that shows, and where."""


def _filled(speeches: Sequence[Speech], pending: frozenset[int], given: _Given) -> list[Speech]:
    """The speeches, of which the pending ones at the start get a speaker."""
    own = list(speeches)
    for number, speech in enumerate(own):
        if number not in pending or speech.speaker is not None:
            break
        own[number] = speech._replace(speaker=given[0], how=given[1], confidence=given[2], evidence=given[3])
    return own


_MOST_HOPS: Final = 2
_HEADINGS: Final = frozenset(("title", "headline", "heading"))
_BESIDE: Final = frozenset(("caption", "footnote", "metadata", "table"))
_BOTH: Final = frozenset(("both", "all"))
