"""Everything the analyses saw in one article, as facts of one shape: what rules ask for and what `ethicslint facts` prints.

Knows which analysis finds which kind of fact, runs each at most once and only when asked, and joins what several of them say: a
claim that an attribution covers is attributed. Knows nothing of rules, nor of what a block shows by itself (`analysis.kept`).
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, compress, count, repeat
from typing import Final

from ethicslint.analysis import (
    actors,
    attribution,
    case_article,
    case_conflicts,
    case_days,
    case_stages,
    case_terms,
    cases,
    claims,
    outcomes,
    people,
    quotations,
    sides,
    speakers,
)
from ethicslint.analysis.ages import ages, of_nameless, of_one
from ethicslint.analysis.conflicts import Conflict
from ethicslint.analysis.dates import appointments, discoveries
from ethicslint.analysis.fact import Fact
from ethicslint.analysis.kept import Elsewhere, EventAsked, Kept, Patterns, Spoken
from ethicslint.analysis.memory import Row
from ethicslint.analysis.saying import Stretch
from ethicslint.analysis.slips import slips
from ethicslint.analysis.spellings import spellings
from ethicslint.analysis.weekdays import weekdays
from ethicslint.analysis.wordings import Quoted, wordings
from ethicslint.text.declared import KIND_OF, NOTHING, Declared
from ethicslint.text.document import HEADLINES, Block

__all__ = ["Fact", "Facts", "Kept", "Patterns"]

_SURE: Final = ("high", "medium")
_BARE: Final = frozenset(("a", "an", "one", "another", "some", "several", "two"))
_UNNAMING: Final = _BARE | {"the", "his", "her", "their", "its", "my", "our", "this", "that"}
_TRIED: Final = frozenset(("accused", "convicted"))
_BESIDE: Final = 80  # code points
_HARM: Final = re.compile(
    r"\b(?:died|dead|deaths?|killed|killing|murder\w*|body|bodies|victims?|funeral|tribut\w+|missing|hospital|injur\w+|wounded"
    r"|stabb\w+|attacked|assault\w*|raped?|rapes|abused?|complain\w+|survivor|strangled|beaten)\b"
)
_LEAD: Final = 2  # sentences of the first paragraph that readers take in with the headline
_OWN_WORDS: Final = 4  # of the author's, from which a paragraph could have named who speaks


class Facts:
    """The facts of one article; each analysis runs when it is first asked for.

    With `kept`, what the version before had in common with this one is not worked out again; the facts are the same. What
    the article has `declared` comes before what its words show.
    """

    def __init__(
        self, blocks: Sequence[Block], known: Patterns, kept: Kept | None = None, declared: Declared = NOTHING
    ) -> None:
        self._kept = Kept() if kept is None else kept
        self._declared = declared
        self._stages: dict[int, str] = {}  # that are declared, by the number of the person, once people are known
        self._blocks = self._kept.blocks(blocks, known)
        self._known = known

    def of(self, kind: str) -> Sequence[Fact]:
        """All facts of one of `analysis.kinds.KINDS`, in the order of the text."""
        found: Sequence[Fact] = getattr(self, f"_{kind}")
        return found

    def quotations_in(self, block: int) -> Sequence[quotations.Quotation]:
        """What stands in quotation marks in the block of this number."""
        return self._spoken[block].quotations

    def said(self) -> tuple[list[Spoken], list[list[Fact]]]:
        """By block who says what, and what is attributed: what `quotations_in` and `is_attributed` tell from."""
        return self._spoken, self._attributions

    # ---- what the analyses need of one another

    @cached_property
    def _spoken(self) -> list[Spoken]:
        """Who says what in each block."""
        blocks = self._blocks
        places = self._kept.places.of(blocks, lambda block: block.place)
        openings = self._kept.openings.of(blocks, lambda block: block.opening)
        ahead = self._kept.ahead.of((places, openings), lambda: quotations.marks_ahead(places, openings))
        alone = self._kept.spoken.of((blocks, ahead), lambda number: blocks[number].alone(ahead[number]))
        left_open = self._kept.left_open.of(alone, lambda one: one.left_open)
        return quotations.in_turn(
            places, openings, alone, left_open, lambda number, carried: blocks[number].going_on(carried, ahead[number])
        )

    @cached_property
    def _own_speeches(self) -> list[Sequence[speakers.Speech]]:
        """The speeches of each block, with the speakers that it tells by itself."""
        return self._kept.own.of((self._spoken,), lambda number: self._spoken[number].speeches(number))

    @cached_property
    def _speeches(self) -> list[Sequence[speakers.Speech]]:
        """The speeches of each block, with the speakers that the blocks before it tell as well."""
        blocks = self._kept.speech.of(self._spoken, lambda one: one.speech)
        loud = self._kept.loud.of(self._spoken, lambda one: not speakers.is_quiet(one.speech))
        own = self._own_speeches
        found = list(own)
        told = speakers.join(
            blocks, {number: own[number] for number, one in enumerate(loud) if one}, self._kept.speakers
        )
        for number, said in told.items():
            found[number] = said
        return found

    @cached_property
    def _attributions(self) -> list[list[Fact]]:
        """The attributions of each block."""
        spoken, said = self._spoken, self._speeches
        return self._kept.attributions.of(
            (spoken, said), lambda number: _attributions(number, spoken[number], said[number])
        )

    @cached_property
    def _people(self) -> list[people.Person]:
        told = people.join(self._kept.names.of(self._blocks, lambda block: block.names), self._kept.people)
        if self._declared.cases:
            self._stages = {
                who: stage
                for who, one in enumerate(told)
                if (stage := self._declared.stage_of(one.name, _is_tried(one)))
            }
        return [_cast(one, self._stages.get(who)) for who, one in enumerate(told)] if self._stages else told

    @cached_property
    def _mentioned(self) -> dict[int, list[tuple[int, int, int]]]:
        """By block the mentions of people, in order: start, end, and the number of the person."""
        return self._kept.mentioned.of(self._people, lambda: _mentioned(self._people))

    def _mentions_in(self, place: Stretch) -> list[int]:
        """The numbers of the people who are named in a stretch."""
        mentions = self._mentioned.get(place.block, ())
        first = max(0, bisect_left(mentions, (place.start, 0, 0)) - 1)
        found: list[int] = []
        for start, end, who in mentions[first:]:
            if start >= place.end:
                break
            if end > place.start:
                found.append(who)
        return found

    @cached_property
    def _here(self) -> dict[int, tuple[sides.Named, ...]]:
        """By block who is named in it, with what matters of them here: the parts that they play, and their sex."""
        return self._kept.here.of(self._people, lambda: _here(self._people, self._mentioned))

    def _by(self, source: Stretch | None) -> str:
        """The parts that who speaks plays in the case: those of the person named, or what the noun says."""
        if source is None:
            return "nobody"
        for one in self._here.get(source.block, ()):
            if one.start >= source.end:
                break
            if one.end > source.start and one.parts:
                return one.parts
        words = self._words(source).lower().split()
        for length in (2, 1):
            if role := self._known.parts.get(" ".join(words[-length:])):
                return role
        return "other"

    def _is_unnamed(self, source: Stretch | None, block: int) -> bool:
        """Whether who speaks is only “a source”, “one neighbour” of the paragraph: a stranger without name or office."""
        if source is None or source.block != block:
            return False
        plain = self._words(source).lower().replace(",", "").split()
        if not plain or self._known.unnamed.isdisjoint(plain) or not (plain[0] in _BARE or plain[-1].endswith("s")):
            return False
        behind = self._blocks[source.block].text[source.end : source.end + 3].strip(", ")
        return not behind[:1].isupper() and not any([word[0].isupper() for word in self._words(source).split()[1:]])

    # ---- facts by kind

    @cached_property
    def _quotation(self) -> list[Fact]:
        marked = self._marked
        columns = (
            self._spoken,
            self._speeches,
            self._elsewhere(),
            self._named_here,
            [False, *marked[:-1]],
            [*marked[1:], False],
        )
        return list(chain.from_iterable(self._kept.quotations.of(columns, self._quotations)))

    @cached_property
    def _named_here(self) -> list[tuple[sides.Named, ...]]:
        """Who is named in each block."""
        return list(map(self._here.get, range(len(self._blocks)), repeat(())))

    def _elsewhere(self) -> list[tuple[tuple[str, str], ...]]:
        """For each block the words for its speakers that stand in other blocks, and the parts that they play."""
        kept = self._kept
        speakers_ = kept.speakers_elsewhere.of(self._speeches, _speakers_elsewhere)
        return self._told_elsewhere(
            speakers_, kept.spoken_elsewhere, lambda place: (self._words(place), self._by(place))
        )

    def _told_elsewhere(
        self,
        places: Sequence[tuple[Stretch, ...]],
        kept: Row[Elsewhere, tuple[tuple[str, str], ...]],
        tell: Callable[[Stretch], tuple[str, str]],
    ) -> list[tuple[tuple[str, str], ...]]:
        """What is to be told of places in other blocks, for each block that depends on such."""
        here = self._named_here
        asked = {
            number: (places[number], tuple([(self._blocks[one.block], here[one.block]) for one in places[number]]))
            for number in compress(count(), places)
        }
        found: list[tuple[tuple[str, str], ...]] = [()] * len(self._blocks)
        answers = kept.of(list(asked.values()), lambda one: tuple([tell(place) for place in one[0]]))
        for number, told in zip(asked, answers, strict=True):
            found[number] = told
        return found

    @cached_property
    def _marked(self) -> list[bool]:
        """Which blocks have quotations."""
        return self._kept.marked.of(self._spoken, lambda one: bool(one.quotations))

    def _quotations(self, number: int) -> list[Fact]:
        """The quotations of one block."""
        own = self._speeches[number]
        if not own:
            return []
        block, marked = self._spoken[number], self._marked
        beside = (number > 0 and marked[number - 1]) or (number + 1 < len(marked) and marked[number + 1])
        kinds = {(one.start, one.end): one.kind for one in block.quotations}
        return [
            Fact(
                "quotation",
                Stretch(one.block, one.start, one.end),
                one.confidence if one.speaker else self._unspoken(block, one, beside),
                one.evidence,
                one.speaker,
                (
                    ("speaker", self._speaker(one)),
                    ("quoted", kinds.get((one.start, one.end), "speech")),
                    ("by", self._by(one.speaker) if one.confidence in _SURE else "other" if one.speaker else "nobody"),
                    (
                        "unnamed",
                        "yes" if one.confidence in _SURE and self._is_unnamed(one.speaker, one.block) else "no",
                    ),
                    ("how", one.how),
                ),
            )
            for one in own
        ]

    def _unspoken(self, block: Spoken, one: speakers.Speech, beside: bool) -> str:
        """How sure it is that nobody is named for a quotation: no word of saying in its paragraph, no quotation beside it."""
        place, text = self._blocks[one.block].place, self._blocks[one.block].text
        if beside or place in HEADLINES or not block.is_silent or block.attributions.claims:
            return "low"
        before = text[: one.start]
        words = len(before.split()) + len(text[one.end :].split())
        return "low" if before.rstrip().endswith(":") or words < _OWN_WORDS else "high"

    def _speaker(self, speech: speakers.Speech) -> str:
        if speech.speaker is None:
            return "none"
        if speech.confidence not in _SURE:
            return "unsure"
        words = self._words(speech.speaker).split()
        return "named" if any([word[0].isupper() for word in words if word.lower() not in _UNNAMING]) else "role"

    def _words(self, place: Stretch) -> str:
        return self._blocks[place.block].text[place.start : place.end]

    @cached_property
    def _attribution(self) -> list[Fact]:
        columns = (self._attributions, self._named_here, self._sources_elsewhere())
        told = self._kept.attributed.of(columns, self._attributed)
        found = [fact for own, _ in told for fact in own]
        if not sides.is_one_sided({one for _, heard in told for one in heard}):
            return found
        return [fact._replace(says=(*fact.says[:3], ("alone", self._alone(fact)), *fact.says[4:])) for fact in found]

    def _sources_elsewhere(self) -> list[tuple[tuple[str, str], ...]]:
        """For each block, of its sources that stand in other blocks the parts that they play, and on which side."""
        kept = self._kept
        sources = kept.sources_elsewhere.of(self._attributions, _sources_elsewhere)
        return self._told_elsewhere(
            sources, kept.told_elsewhere, lambda place: (part := self._by(place), self._side(part, place))
        )

    def _side(self, part: str, source: Stretch | None) -> str:
        if source is None:
            return sides.side(part, "", 0, ())
        words = self._blocks[source.block].folded[source.start : source.end]
        return sides.side(part, words.lower(), source.start, self._here.get(source.block, ()))

    def _attributed(self, number: int) -> tuple[list[Fact], frozenset[tuple[str, str]]]:
        """The attributions of one block with the parts that their sources play, and who is surely heard in which tone there."""
        found: list[Fact] = []
        heard: set[tuple[str, str]] = set()
        for fact in self._attributions[number]:
            part = self._by(fact.source)
            side, tone = self._side(part, fact.source), self._known.tones.get(fact.says[0][1], "plain")
            unnamed = "yes" if self._is_unnamed(fact.source, fact.place.block) else "no"
            judged = (("by", part), ("tone", tone), ("side", side), ("alone", "no"), ("unnamed", unnamed))
            found.append(fact._replace(says=(*judged, *fact.says)))
            if fact.confidence in _SURE and (side != "other" or not self._is_nobody_known(fact.source)):
                heard.add((side, tone))
        return found, frozenset(heard)

    def _is_nobody_known(self, source: Stretch | None) -> bool:
        return source is None or sides.is_nobody_known(self._blocks[source.block].folded, source)

    def _alone(self, fact: Fact) -> str:
        return "yes" if (fact.says[2][1], fact.says[1][1]) == ("harmed", "doubting") else "no"

    @cached_property
    def _person(self) -> list[Fact]:
        return self._kept.person_facts.of(self._people, _person)

    @cached_property
    def _claim(self) -> list[Fact]:
        told = self._kept.told.of(self._blocks, lambda block: block.is_told)
        worth = {number for number, one in enumerate(told) if one}
        there = self._kept.present.of((self._people, worth), lambda: claims.present(self._people, worth))
        asked = [(self._blocks[number], present) for number, (present, _) in there.items()]
        told_here = self._kept.claims.of(asked, lambda one: one[0].claims_of(one[1]))
        found = [
            (number, own, there[number][1])
            for number, own in zip(there, told_here, strict=True)
            if own.claims or own.settled
        ]
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
            for one in claims.join(found, self._outcomes)
        ]

    def _outcomes(self, about: frozenset[int], settled: frozenset[int]) -> outcomes.Outcomes:
        return outcomes.outcomes(
            self._blocks,
            self._kept.verdicts.of(self._blocks, lambda block: block.verdicts),
            self._people,
            self._mentioned,
            about,
            settled,
            self._known.claims.outcomes,
            self._stages,
        )

    def is_attributed(self, block: int, start: int, end: int) -> bool:
        """Whether an attribution or a quotation covers any of these words: what is unsure counts, to stay silent."""
        attributions = [fact.place for fact in self._attributions[block]]
        return any([one.start < end and start < one.end for one in attributions]) or any(
            [one.start < end and start < one.end for one in self._spoken[block].quotations]
        )

    @cached_property
    def _voice(self) -> list[Fact]:
        voices = self._kept.voices.of(self._blocks, lambda block: block.voices)
        told = [(number, one) for number in compress(count(), voices) for one in voices[number]]
        if not told:
            return []
        places = self._kept.places.of(self._blocks, lambda block: block.place)
        opening = places.index("prose") if "prose" in places else -1
        lead = self._blocks[opening].sentences[:_LEAD][-1][1] if opening >= 0 and self._blocks[opening].sentences else 0
        cast = actors.Cast(
            self._blocks,
            places,
            self._kept.nameless.of(self._blocks, lambda block: block.nameless),
            self._people,
            self._mentioned,
            self._known.actors,
            self._known.claims,
            self._kept.actors,
        )
        acts = [Stretch(number, one.start, one.end) for number, one in told]
        found: list[Fact] = []
        for (number, one), place, actor in zip(told, acts, cast.of(acts), strict=True):
            leads = self._blocks[number].place in HEADLINES or (number == opening and one.start < lead)
            said = (
                ("form", one.kind),
                ("actor", actor.known),
                ("near", "yes" if actor.near else "no"),
                ("named", actor.named),
                ("lead", "yes" if leads else "no"),
                ("clause", "main" if one.main else "other"),
            )
            found.append(Fact("voice", place, one.confidence, actor.shown, None, said))
        return found

    @cached_property
    def _docket(self) -> cases.Docket:
        """What the article says happened to whom."""
        events = self._kept.events.of(self._blocks, lambda block: block.events)
        told = [(number, own, self._blocks[number].place in HEADLINES) for number, own in enumerate(events) if own]
        people_, stages = self._people, cases.declared(self._stages)
        if not told:
            return cases.Docket((), tuple(stages), False, declared=stages)
        quoted = {number: [(one.start, one.end) for one in self._spoken[number].quotations] for number, _, _ in told}
        namesakes = any(self._kept.namesakes.of(self._blocks, lambda block: block.has_namesakes))
        return cases.docket(told, people_, self._mentioned, quoted, namesakes, len(self._blocks), self._hurt, stages)

    def _hurt(self) -> frozenset[int]:
        """The people who are named right beside words of harm."""
        texts = self._texts
        return frozenset(
            [
                who
                for who, person in enumerate(self._people)
                if any(
                    [
                        _HARM.search(texts[block], max(0, start - _BESIDE), end + _BESIDE)
                        for block, start, end, *_ in person.mentions
                    ]
                )
            ]
        )

    @cached_property
    def _event(self) -> list[Fact]:
        file = self._docket
        stages = {one.who: one.stage for one in self._standings}
        rest = (
            case_conflicts.rest(file, {label.kind for block in self._blocks for label in block.labels})
            if file.dock
            else {}
        )
        who = [self._people[one.who] if one.who >= 0 else None for one in file.told]
        asked = [
            (
                one,
                self._blocks[one.place.block],
                self._attributions[one.place.block],
                person and (person.name, Stretch(*person.mentions[0][:3])),
                stages.get(one.who, "unknown"),
                rest.get(one.place, "none"),
            )
            for one, person in zip(file.told, who, strict=True)
        ]
        return self._kept.event_facts.of(asked, self._told)

    def _told(self, asked: EventAsked) -> Fact:
        one, block, _, person, stage, rest = asked
        event, text = one.event, block.text
        name, named = (person[0], (person[1],)) if person else ("", ())
        said = (
            ("what", event.kind),
            ("stage", stage),
            ("charge", " ".join(event.charges) or "none"),
            ("plea", event.plea or "none"),
            ("rest", rest),
            ("tangled", "yes" if event.tangled else "no"),
            ("negated", "yes" if event.negated else "no"),
            ("hypothetical", "yes" if event.hypothetical else "no"),
            ("attributed", "yes" if self.is_attributed(*one.place) else "no"),
            ("earlier", "yes" if event.earlier else "no"),
            ("person", name),
            ("counts", "; ".join([text[each.start : each.end] for each in event.counts])),
            ("term", "; ".join([text[each.start : each.end] for each in event.terms])),
            ("people", "; ".join([text[each.start : each.end] for each in event.victims])),
            ("date", text[slice(*event.date)]),
            ("court", text[slice(*event.court)]),
        )
        return Fact("event", one.place, one.sure, named, None, said)

    @cached_property
    def _standings(self) -> list[cases.Standing]:
        return [one for who in self._docket.dock if (one := self._docket.standing(who))]

    @cached_property
    def _standing(self) -> list[Fact]:
        found = [self._standing_of(one) for one in self._standings]
        shown = {one.who for one in self._standings}
        found += [self._declared_standing(who) for who in self._docket.declared if who not in shown]
        return sorted(found)

    def _declared_standing(self, who: int) -> Fact:
        """How a case stands by the front matter alone: no words show it but the first mention of the person."""
        first = Stretch(*self._people[who].mentions[0][:3])
        said = (("stage", self._docket.declared[who]), ("charge", "none"), ("person", self._people[who].name))
        return Fact("standing", first, "high", (first,), None, said)

    def _standing_of(self, one: cases.Standing) -> Fact:
        return Fact(
            "standing",
            one.shown.place,
            one.shown.sure,
            (Stretch(*self._people[one.who].mentions[0][:3]),) if one.who >= 0 else (),
            None,
            (
                ("stage", one.stage),
                ("charge", " ".join(one.charges) or "none"),
                ("person", self._people[one.who].name if one.who >= 0 else ""),
            ),
        )

    def _case_conflicts(self) -> Iterator[Conflict]:
        file = self._docket
        if not file.told:
            return
        labels = {number: own for number, block in enumerate(self._blocks) if (own := block.labels)}
        harmed = [
            case_conflicts.Harmed(
                Stretch(number, one.start, one.end),
                one.number,
                self._named_at(number, *one.name) if one.name != (0, 0) else None,
            )
            for number, own in labels.items()
            for one in own
            if one.kind == "harmed" and one.number and not self._is_quoted(number, one.start, one.end)
        ]
        yield from case_conflicts.conflicts(file, harmed)
        yield from case_days.days(file, self._texts)
        if file.alone is not None:
            yield from appointments(self._texts)
        yield from case_terms.terms(file, self._texts, labels)
        yield from case_stages.stages(
            case_article.Article(
                file,
                self._texts,
                labels,
                self._headlines,
                self._people_at,
                frozenset([who for who, one in enumerate(self._people) if cases.is_official(one)]),
                self.is_attributed,
                self._is_quoted,
            )
        )

    def _people_at(self, block: int, start: int, end: int) -> Sequence[int]:
        return self._mentions_in(Stretch(block, start, end))

    def _named_at(self, block: int, start: int, end: int) -> int | None:
        return next(iter(self._mentions_in(Stretch(block, start, end))), None)

    def _is_quoted(self, block: int, start: int, end: int) -> bool:
        """Whether words stand in quotation marks, as somebody's."""
        return any([one.start < end and start < one.end for one in self._spoken[block].quotations])

    @cached_property
    def _texts(self) -> list[str]:
        return [block.folded for block in self._blocks]

    @cached_property
    def _conflict(self) -> list[Fact]:
        texts = self._texts
        sentences = [block.sentences for block in self._blocks]
        names = self._kept.names.of(self._blocks, lambda block: block.names)
        placed = self._kept.placed.of((names,), lambda number: [_at(number, one) for one in names[number]])
        sightings = list(chain.from_iterable(placed))
        odd = spellings(texts, sentences, self._people, sightings)
        every = [
            *odd,
            *slips(texts, sentences, odd),
            *wordings(self._quoted(), self._speaker_at),
            *ages(texts, self._people),
            *self._ages_of_one(),
            *weekdays(texts),
            *discoveries(texts),
            *self._case_conflicts(),
        ]
        return sorted(
            Fact(
                "conflict",
                one.place,
                one.confidence,
                (one.other, *one.more),
                None,
                (("of", one.of), ("label", one.label)),
            )
            for one in every
        )

    def _ages_of_one(self) -> Iterator[Conflict]:
        """The ages that do not fit the only person before the court."""
        who = self._docket.alone
        if who == cases.NAMELESS:
            yield from of_nameless(self._texts)
        if who is not None and who >= 0:
            nouns = [
                Stretch(one.place.block, one.event.who.start, one.event.who.end)
                for one in self._docket.of(who)
                if one.event.who.how == "noun" and one.event.who.word
            ]
            yield from of_one(self._texts, self._headlines, self._people[who], nouns)

    @cached_property
    def _headlines(self) -> list[int]:
        return [number for number, block in enumerate(self._blocks) if block.place in HEADLINES]

    def _quoted(self) -> list[Quoted]:
        """What is quoted as somebody's words."""
        quoted = self._kept.quoted.of((self._blocks, self._spoken), self._quoted_in)
        return list(chain.from_iterable(quoted))

    def _quoted_in(self, number: int) -> list[Quoted]:
        block = self._blocks[number]
        return [
            Quoted(Stretch(number, one.start, one.end), block.text[one.start : one.end], block.place in HEADLINES)
            for one in self._spoken[number].quotations
            if one.kind in ("speech", "fragment")
        ]

    def _speaker_at(self, place: Stretch) -> str:
        """The name of who speaks a quotation, as far as that is sure; "" if it is not."""
        for one in self._speeches[place.block]:
            if (one.start, one.end) == place[1:] and one.speaker and one.confidence in _SURE:
                return next((self._people[who].name for who in self._mentions_in(one.speaker)), "")
        return ""


def _speakers_elsewhere(own: Sequence[speakers.Speech]) -> tuple[Stretch, ...]:
    """The speakers of the speeches of a block that stand in other blocks."""
    return tuple([one.speaker for one in own if one.speaker and one.speaker.block != one.block])


def _sources_elsewhere(own: Sequence[Fact]) -> tuple[Stretch, ...]:
    """The sources of the attributions of a block that stand in other blocks."""
    return tuple([one.source for one in own if one.source and one.source.block != one.place.block])


def _attributions(number: int, block: Spoken, own: Sequence[speakers.Speech]) -> list[Fact]:
    """The attributions of block `number`, given its speeches."""
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


def _at(number: int, one: people.Sighting) -> people.Sighting:
    """A name with the number of its block; in this way, since `_replace` takes much longer."""
    return people.Sighting(people.Mention(number, *one.mention[1:]), *one[1:])


def _mentioned(people_: Sequence[people.Person]) -> dict[int, list[tuple[int, int, int]]]:
    found: dict[int, list[tuple[int, int, int]]] = {}
    for who, person in enumerate(people_):
        for block, start, end, _ in person.mentions:
            found.setdefault(block, []).append((start, end, who))
    for mentions in found.values():
        mentions.sort()
    return found


def _here(
    people_: Sequence[people.Person], mentioned: Mapping[int, Sequence[tuple[int, int, int]]]
) -> dict[int, tuple[sides.Named, ...]]:
    traits = [(" ".join(sorted(one.roles)), one.sex) for one in people_]
    return {
        block: tuple([sides.Named(start, end, *traits[who]) for start, end, who in mentions])
        for block, mentions in mentioned.items()
    }


def _is_tried(one: people.Person) -> bool:
    return "accused" in one.roles or "convicted" in one.roles


def _cast(one: people.Person, stage: str | None) -> people.Person:
    """A person in the part that the declared stage of the case gives, if one is declared."""
    if not stage:
        return one
    part = "convicted" if KIND_OF[stage] == "proved" else "accused"
    tried = KIND_OF[stage] in ("before-charge", "before-verdict", "proved") or stage == "suspect-dead"
    return one._replace(roles=frozenset(one.roles) - _TRIED | ({part} if tried else frozenset()))


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
