"""Everything the analyses saw in one article, as facts of one shape: what rules ask for and what `ethicslint facts` prints.

Knows which analysis finds which kind of fact, runs each at most once and only when asked, and joins what several of them say: a
claim that an attribution covers is attributed. Knows nothing of rules.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from ethicslint.analysis import attribution, claims, people, speakers, voice
from ethicslint.analysis.cues import Reading, reading
from ethicslint.analysis.kinds import ROLES
from ethicslint.analysis.quotations import Quotation, quotations
from ethicslint.analysis.saying import Stretch
from ethicslint.analysis.saying import Words as SpeechWords
from ethicslint.analysis.sentences import sentences
from ethicslint.text.document import HEADLINES, Block

_SURE: Final = ("high", "medium")
_SOON: Final = 2  # paragraphs on, in which an actor is still close
_OWN_WORDS: Final = 4  # of the author's, from which a paragraph could have named who speaks


class Fact(NamedTuple):
    """Something the text says. `source` is who says it, where that is part of the fact; `says` is what else, by name.

    `analysis.kinds` has what can be asked for, with its values; several values of one key stand with blanks between. Besides,
    quotation: `how` the speaker is known (the confidence is the speaker's); attribution: `cue`; person: `name`, `age`,
    `relations` (“mother of Ann Roe”); claim: `person`.
    """

    kind: str
    place: Stretch
    confidence: str
    evidence: tuple[Stretch, ...]
    source: Stretch | None
    says: tuple[tuple[str, str], ...]


class Patterns:
    """The words and patterns of the analyses, each made from vocabulary sets when first needed.

    Raises KeyError then if a set that the analysis needs is missing.
    """

    def __init__(self, vocabulary: Mapping[str, Sequence[str]]) -> None:
        self._vocabulary = vocabulary

    def _sets(self, names: Sequence[str]) -> dict[str, Sequence[str]]:
        return {name: self._vocabulary[name] for name in names}

    @cached_property
    def speech(self) -> SpeechWords:
        return SpeechWords.of(self._vocabulary)

    @cached_property
    def people(self) -> people.Words:
        return people.words(self._sets(people.SETS))

    @cached_property
    def voice(self) -> voice.Words:
        return voice.words(self._sets(voice.SETS))

    @cached_property
    def claims(self) -> claims.Words:
        return claims.words(self._sets(claims.SETS))

    @cached_property
    def tones(self) -> dict[str, str]:
        """By the words of saying that judge what is said: `doubting` or `admitting`."""
        return {word: tone for tone in ("doubting", "admitting") for word in self._vocabulary[f"tone-{tone}"]}

    @cached_property
    def unnamed(self) -> frozenset[str]:
        """The nouns for sources that readers cannot know."""
        return frozenset(self._vocabulary["by-unnamed"])

    @cached_property
    def parts(self) -> dict[str, str]:
        """By the nouns for people without a name (the defendant, her mother): the part they play in a case."""
        return {word: role for role in ROLES for word in self._vocabulary[f"by-{role}"]}


class Facts:
    """The facts of one article; each analysis runs when it is first asked for."""

    def __init__(self, blocks: Sequence[Block], known: Patterns) -> None:
        self._blocks = blocks
        self._known = known

    def of(self, kind: str) -> Sequence[Fact]:
        """All facts of one of KINDS, in the order of the text."""
        found: Sequence[Fact] = getattr(self, f"_{kind}")
        return found

    # ---- what the analyses need of one another

    @cached_property
    def quotations(self) -> list[list[Quotation]]:
        """The quotations of each block."""
        found: list[list[Quotation]] = [[] for _ in self._blocks]
        for one in quotations([block.text for block in self._blocks], [block.place for block in self._blocks]):
            found[one.block].append(one)
        return found

    @cached_property
    def sentences(self) -> list[list[tuple[int, int]]]:
        """The sentences of each block."""
        return [sentences(block.text) for block in self._blocks]

    @cached_property
    def _readings(self) -> list[Reading]:
        return [
            reading(block.text, own, self._known.speech)
            for block, own in zip(self._blocks, self.quotations, strict=True)
        ]

    @cached_property
    def _speeches(self) -> list[speakers.Speech]:
        return speakers.join(
            [
                speakers.local(block.text, block.place, own, self._known.speech, seen)
                for block, own, seen in zip(self._blocks, self.quotations, self._readings, strict=True)
            ]
        )

    @cached_property
    def _attributions(self) -> list[attribution.Attribution]:
        return attribution.join(
            [
                attribution.local(block.text, block.place, own, self._known.speech, seen)
                for block, own, seen in zip(self._blocks, self.quotations, self._readings, strict=True)
            ],
            self._speeches,
        )

    @cached_property
    def _people(self) -> list[people.Person]:
        return people.join(
            one
            for number, block in enumerate(self._blocks)
            for one in people.local(number, block.folded, self._known.people)
        )

    # ---- facts by kind

    @cached_property
    def _quotation(self) -> list[Fact]:
        kinds = {(one.block, one.start, one.end): one.kind for own in self.quotations for one in own}
        return [
            Fact(
                "quotation",
                Stretch(one.block, one.start, one.end),
                one.confidence if one.speaker else self._unspoken(one),
                one.evidence,
                one.speaker,
                (
                    ("speaker", self._speaker(one)),
                    ("quoted", kinds.get((one.block, one.start, one.end), "speech")),
                    ("by", self._by(one.speaker) if one.confidence in _SURE else "other" if one.speaker else "nobody"),
                    ("unnamed", "yes" if one.confidence in _SURE and self._is_unnamed(one.speaker) else "no"),
                    ("how", one.how),
                ),
            )
            for one in self._speeches
        ]

    def _speaker(self, speech: speakers.Speech) -> str:
        if speech.speaker is None:
            return "none"
        if speech.confidence not in _SURE:
            return "unsure"
        words = self._blocks[speech.speaker.block].text[speech.speaker.start : speech.speaker.end]
        return "named" if any(word[:1].isupper() for word in words.split() if word.lower() != "the") else "role"

    def _unspoken(self, one: speakers.Speech) -> str:
        """How sure it is that nobody is named for a quotation: no word of saying in its paragraph, no quotation beside it."""
        block = self._blocks[one.block]
        if block.place in HEADLINES or any(self._readings[one.block].cues) or self._attributed[one.block]:
            return "low"
        beside = [number for number in (one.block - 1, one.block + 1) if 0 <= number < len(self._blocks)]
        if any(self.quotations[number] for number in beside) or block.text[: one.start].rstrip().endswith(":"):
            return "low"
        words = len(block.text[: one.start].split()) + len(block.text[one.end :].split())
        return "high" if words >= _OWN_WORDS else "low"

    def _by(self, source: Stretch | None) -> str:
        """The parts that who speaks plays in the case: those of the person named, or what the noun says."""
        if source is None:
            return "nobody"
        starts, mentions = self._mentioned[source.block]
        for start, end, who in mentions[max(0, bisect_left(starts, source.start) - 1) :]:
            if start >= source.end:
                break
            if end > source.start and self._people[who].roles:
                return " ".join(sorted(self._people[who].roles))
        words = self._blocks[source.block].folded[source.start : source.end].lower().split()
        parts = self._known.parts
        for length in (2, 1):
            if role := parts.get(" ".join(words[-length:])):
                return role
        return "other"

    def _is_unnamed(self, source: Stretch | None) -> bool:
        """Whether who speaks is only “a source”, “one neighbour”: a stranger to readers, without a name or an office."""
        if source is None:
            return False
        text = self._blocks[source.block].text
        words = text[source.start : source.end].split()
        if (
            not words
            or any(word[:1].isupper() for word in words[1:])
            or text[source.end : source.end + 3].strip(", ")[:1].isupper()
        ):
            return False
        plain = [word.lower().strip(",") for word in words]
        bare = plain[0] in ("a", "an", "one", "another", "some", "several", "two") or plain[-1].endswith("s")
        return bare and not self._known.unnamed.isdisjoint(plain)

    @cached_property
    def _mentioned(self) -> list[tuple[list[int], list[tuple[int, int, int]]]]:
        """By block the mentions of people, in order, with where each starts."""
        found: list[list[tuple[int, int, int]]] = [[] for _ in self._blocks]
        for who, person in enumerate(self._people):
            for one in person.mentions:
                found[one.block].append((one.start, one.end, who))
        for mentions in found:
            mentions.sort()
        return [([start for start, _, _ in mentions], mentions) for mentions in found]

    @cached_property
    def _attribution(self) -> list[Fact]:
        return [
            Fact(
                "attribution",
                Stretch(one.block, one.start, one.end),
                one.confidence,
                one.evidence,
                one.source,
                (
                    ("by", self._by(one.source)),
                    ("tone", self._known.tones.get(one.cue, "plain")),
                    ("unnamed", "yes" if self._is_unnamed(one.source) else "no"),
                    ("cue", one.cue),
                ),
            )
            for one in self._attributions
        ]

    @cached_property
    def _person(self) -> list[Fact]:
        return [
            Fact(
                "person",
                Stretch(*one.mentions[0][:3]),
                one.confidence,
                tuple(Stretch(*mention[:3]) for mention in one.mentions),
                None,
                (
                    ("name", one.name),
                    ("roles", " ".join(sorted(one.roles))),
                    ("age", str(one.age or "")),
                    ("sex", one.sex),
                    ("relations", "; ".join(f"{word} of {whose}" if whose else word for word, whose in one.relations)),
                ),
            )
            for one in self._people
        ]

    @cached_property
    def _claim(self) -> list[Fact]:
        texts = [block.folded for block in self._blocks]
        return [
            Fact(
                "claim",
                Stretch(one.block, one.start, one.end),
                one.confidence,
                (Stretch(*self._people[one.person].mentions[0][:3]),),
                None,
                (
                    ("person", self._people[one.person].name),
                    ("of", " ".join(sorted(self._people[one.person].roles)) or "other"),
                    ("attributed", "yes" if self.is_attributed(one.block, one.start, one.end) else "no"),
                    ("adjudicated", "yes" if one.adjudicated else "no"),
                    ("act", one.act),
                    ("force", "yes" if one.force else "no"),
                    ("case", one.case),
                    ("dated", "yes" if one.dated else "no"),
                ),
            )
            for one in claims.claims(texts, self.sentences, self._people, self._known.claims)
        ]

    def is_attributed(self, block: int, start: int, end: int) -> bool:
        """Whether an attribution or a quotation covers any of these words: what is unsure counts, to stay silent."""
        return any(one.start < end and start < one.end for one in self._attributed[block]) or any(
            one.start < end and start < one.end for one in self.quotations[block]
        )

    @cached_property
    def _attributed(self) -> list[list[attribution.Attribution]]:
        """The attributions of each block."""
        found: list[list[attribution.Attribution]] = [[] for _ in self._blocks]
        for one in self._attributions:
            found[one.block].append(one)
        return found

    @cached_property
    def _voice(self) -> list[Fact]:
        opening = next((number for number, block in enumerate(self._blocks) if block.place == "prose"), -1)
        found: list[Fact] = []
        for number, block in enumerate(self._blocks):
            for one in voice.local(number, block.place, block.folded, self.sentences[number], self._known.voice):
                actor, shown, near = self._actor(number)
                said = (
                    ("form", one.kind),
                    ("actor", actor),
                    ("near", "yes" if near else "no"),
                    ("lead", "yes" if block.place in HEADLINES or number == opening else "no"),
                )
                found.append(Fact("voice", Stretch(number, one.start, one.end), one.confidence, shown, None, said))
        return found

    def _named(self, role: str) -> list[Stretch]:
        """Where the article names people who play a part in the case."""
        sure = [one for one in self._people if one.confidence in _SURE and role in one.roles]
        return [Stretch(*mention[:3]) for one in sure for mention in one.mentions]

    def _actor(self, block: int) -> tuple[str, tuple[Stretch, ...], bool]:
        """How far the article knows who did it: whether somebody is convicted, or charged; where it names them closest to a
        block, and whether that is there or in the next paragraphs.
        """
        for role, actor in (("convicted", "convicted"), ("accused", "charged")):
            named = self._named(role)
            if named:
                closest = min(named, key=lambda one: (abs(one.block - block), one.start))
                return actor, (closest,), any(block <= place.block <= block + _SOON for place in named)
        return "unknown", (), False
