"""Everything the analyses saw in one article, as facts of one shape: what rules ask for and what `ethicslint facts` prints.

Knows which analysis finds which kind of fact, runs each at most once and only when asked, and joins what several of them say: a
claim that an attribution covers is attributed. Knows nothing of rules, nor of what a block shows by itself (`analysis.kept`).
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from ethicslint.analysis import attribution, claims, people, quotations, speakers
from ethicslint.analysis.fact import Fact
from ethicslint.analysis.kept import Kept, Patterns, Spoken, patterns
from ethicslint.analysis.saying import Stretch
from ethicslint.text.document import Block

__all__ = ["KINDS", "Fact", "Facts", "Kept", "Patterns", "patterns"]

KINDS: Final = ("quotation", "attribution", "person", "claim", "voice")
"""The kinds of fact there are."""

_SURE: Final = ("high", "medium")


class Facts:
    """The facts of one article; each analysis runs when it is first asked for.

    With `kept`, what the version before had in common with this one is not worked out again; the facts are the same.
    """

    def __init__(self, blocks: Sequence[Block], known: Patterns, kept: Kept | None = None) -> None:
        self._kept = Kept() if kept is None else kept
        self._blocks = self._kept.blocks(blocks, known)

    def of(self, kind: str) -> Sequence[Fact]:
        """All facts of one of KINDS, in the order of the text."""
        found: Sequence[Fact] = getattr(self, f"_{kind}")
        return found

    # ---- what the analyses need of one another

    @cached_property
    def _spoken(self) -> list[Spoken]:
        """Who says what in each block."""
        marked = quotations.in_turn(
            self._kept.places.of(self._blocks, lambda block: block.place),
            self._kept.openings.of(self._blocks, lambda block: block.opening),
            lambda number, carried, ahead: self._blocks[number].spoken(carried, ahead),
        )
        plain = self._kept.plain.of(self._blocks, lambda block: block.plain)
        return [marked[number] if one is None else one for number, one in enumerate(plain)]

    @cached_property
    def _speeches(self) -> dict[int, Sequence[speakers.Speech]]:
        """The speeches of each block that has any."""
        blocks = self._kept.speech.of(self._spoken, lambda one: one.speech)
        loud = self._kept.loud.of(self._spoken, lambda one: not speakers.is_quiet(one.speech))
        own = {number: self._spoken[number].speeches(number) for number, one in enumerate(loud) if one}
        return speakers.join(blocks, own, self._kept.speakers)

    @cached_property
    def _attributions(self) -> list[list[Fact]]:
        """The attributions of each block."""
        return self._kept.attributions.of(
            [(number, one, self._speeches.get(number, ())) for number, one in enumerate(self._spoken)], _attributions
        )

    @cached_property
    def _people(self) -> list[people.Person]:
        return people.join(self._kept.names.of(self._blocks, lambda block: block.names), self._kept.people)

    # ---- facts by kind

    @cached_property
    def _quotation(self) -> list[Fact]:
        asked = [(self._spoken[number], own, self._elsewhere(number, own)) for number, own in self._speeches.items()]
        return [fact for own in self._kept.quotations.of(asked, self._quotations) for fact in own]

    def _elsewhere(self, number: int, own: Sequence[speakers.Speech]) -> tuple[str, ...]:
        """The words for the speakers that stand in other blocks."""
        if own is self._spoken[number].speeches(number):
            return ()
        return tuple([self._words(one.speaker) for one in own if one.speaker and one.speaker.block != number])

    def _quotations(self, asked: tuple[Spoken, Sequence[speakers.Speech], tuple[str, ...]]) -> list[Fact]:
        """The quotations of one block, given its speeches."""
        block, own, _ = asked
        kinds = {(one.start, one.end): one.kind for one in block.quotations}
        return [
            Fact(
                "quotation",
                Stretch(one.block, one.start, one.end),
                one.confidence,
                one.evidence,
                one.speaker,
                (
                    ("speaker", self._speaker(one)),
                    ("quoted", kinds.get((one.start, one.end), "speech")),
                    ("how", one.how),
                ),
            )
            for one in own
        ]

    def _speaker(self, speech: speakers.Speech) -> str:
        if speech.speaker is None:
            return "none"
        if speech.confidence not in _SURE:
            return "unsure"
        words = self._words(speech.speaker).split()
        return "named" if any([word[0].isupper() for word in words if word.lower() != "the"]) else "role"

    def _words(self, place: Stretch) -> str:
        return self._blocks[place.block].text[place.start : place.end]

    @cached_property
    def _attribution(self) -> list[Fact]:
        return [fact for own in self._attributions for fact in own]

    @cached_property
    def _person(self) -> list[Fact]:
        return self._kept.person_facts.of(self._people, _person)

    @cached_property
    def _claim(self) -> list[Fact]:
        told = self._kept.told.of(self._blocks, lambda block: block.is_told)
        worth = {number for number, one in enumerate(told) if one}
        there = self._kept.present.of((self._people, worth), lambda: claims.present(self._people, worth))
        found = [
            (number, self._blocks[number].claims_of(present), numbers) for number, (present, numbers) in there.items()
        ]
        return [
            Fact(
                "claim",
                Stretch(one.block, one.start, one.end),
                one.confidence,
                (Stretch(one.block, one.start, one.end),),
                None,
                (
                    ("person", self._people[one.person].name),
                    ("attributed", "yes" if self._is_attributed(one.block, one.start, one.end) else "no"),
                    ("adjudicated", "yes" if one.adjudicated else "no"),
                    ("act", one.act),
                    ("force", "yes" if one.force else "no"),
                ),
            )
            for one in claims.join(found)
        ]

    def _is_attributed(self, block: int, start: int, end: int) -> bool:
        """Whether an attribution or a quotation covers any of these words: what is unsure counts, to stay silent."""
        attributions = [fact.place for fact in self._attributions[block]]
        return any([one.start < end and start < one.end for one in attributions]) or any(
            [one.start < end and start < one.end for one in self._spoken[block].quotations]
        )

    @cached_property
    def _voice(self) -> list[Fact]:
        voices = self._kept.voices.of(self._blocks, lambda block: block.voices)
        says = [(number, one) for number, own in enumerate(voices) for one in own]
        return [
            Fact(
                "voice",
                Stretch(number, one.start, one.end),
                one.confidence,
                tuple(Stretch(number, *span) for span in one.evidence),
                None,
                (("form", one.kind), ("actor", self._actor)),
            )
            for number, one in says
        ]

    @cached_property
    def _actor(self) -> str:
        """How far the article knows who did it: somebody named is convicted, charged, or nobody is."""
        sure = [one.roles for one in self._people if one.confidence in _SURE]
        if any("convicted" in roles for roles in sure):
            return "convicted"
        return "charged" if any("accused" in roles for roles in sure) else "unknown"


def _attributions(question: tuple[int, Spoken, Sequence[speakers.Speech]]) -> list[Fact]:
    """The attributions of a block, given its number and its speeches."""
    number, block, own = question
    if not own and not block.attributions.claims:
        return []
    return [
        Fact(
            "attribution",
            Stretch(number, one.start, one.end),
            one.confidence,
            one.evidence,
            one.source,
            (("cue", one.cue),),
        )
        for one in attribution.join(block.attributions, number, own)
    ]


def _person(one: people.Person) -> Fact:
    return Fact(
        "person",
        Stretch(*one.mentions[0][:3]),
        one.confidence,
        tuple([Stretch(*mention[:3]) for mention in one.mentions]),
        None,
        (
            ("name", one.name),
            ("roles", " ".join(sorted(one.roles))),
            ("age", str(one.age or "")),
            ("sex", one.sex),
            ("relations", "; ".join([f"{word} of {whose}" if whose else word for word, whose in one.relations])),
        ),
    )
