"""Which claims carry a source: what is said, by whom, and how that shows.

Knows the scope of reporting verbs before and behind a clause, “according to”, documents, courts that hear, nouns such as “claim”,
adverbs such as “allegedly”, transcripts, and how far a source carries into the next sentences of a paragraph. Does not
know links and footnotes, nor whether a source is a good one.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from ethicslint.analysis.cues import Cue, Reading, is_far, reading
from ethicslint.analysis.quotations import Quotation
from ethicslint.analysis.saying import (
    AND,
    AUXILIARY,
    BREAK,
    COMMA,
    CONJUNCTION,
    DETERMINER,
    PREPOSITION,
    PRONOUN,
    SPEECH,
    TIME,
    VERB,
    WIDE,
    Sentence,
    Stretch,
    Words,
    is_adverb,
)
from ethicslint.analysis.speakers import Speech
from ethicslint.analysis.subjects import PRONOMINAL, SPEAKERS, stretch_of


class Attribution(NamedTuple):
    """Something said, and who says so. `start` and `end` are those of the content, in block `block`.

    `source` is None where the words only tell that somebody says so (allegedly, is said to). `cue` is the word that shows it,
    "quotation" for a quotation with a speaker, "carry" for a sentence that goes on with what somebody said before it.
    """

    block: int
    start: int
    end: int
    source: Stretch | None
    cue: str
    confidence: str
    evidence: tuple[Stretch, ...]


class LocalFacts(NamedTuple):
    """What one block shows; offsets are those of the block, block numbers stand at 0 until `join` knows them."""

    claims: tuple[Attribution, ...]


_ADDRESSED: Final = frozenset(
    """tell tells told telling remind reminds reminded assure assures assured inform informs informed warn warns warned advise
    advises advised ask asks asked""".split()
)
_LEADING: Final = frozenset(("that", "to", "of", "about", ":"))
_SUBORDINATE: Final = frozenset(
    "when while if although though because since after before once until as whereas unless".split()
)
_CARRIERS: Final = frozenset("he she they it his her their its".split())
_EXPECTED: Final = frozenset("expected estimated considered known described deemed".split())
_MOST_HOPS: Final = 2
_FEWEST: Final = 2  # words that are too few to be a claim


def local(
    text: str, place: str, quotations: Sequence[Quotation], words: Words, seen: Reading | None = None
) -> LocalFacts:
    """The attributed claims of one block, without its quotations.

    `quotations` are those of this block, in order; `seen` is its reading, if somebody has it already.
    """
    seen = reading(text, quotations, words) if seen is None else seen
    claims: list[Attribution] = []
    carrier: Attribution | None = None
    hops = 0
    for line, found in zip(seen.sentences, seen.cues, strict=True):
        own = [claim for cue in found for claim in _claims(line, cue, found)]
        claims.extend(own)
        if own or found or line.sealed:
            carrier = next((one for one in reversed(own) if _carries(one, line)), None)
            hops = 0
        elif carrier is not None and hops < _MOST_HOPS and _goes_on(line):
            hops += 1
            claims.append(carrier._replace(start=line.starts[0], end=line.ends[-1], cue="carry", confidence="low"))
        else:
            carrier = None
    return LocalFacts(tuple(claims))


def join(block: LocalFacts, number: int, speeches: Sequence[Speech]) -> list[Attribution]:
    """The attributions of block number `number` by start: its own, and its quotations with a speaker.

    `block` are its local facts, `speeches` what `speakers.join` found in it.
    """
    found = [
        Attribution(
            number,
            start,
            end,
            source and Stretch(number, source.start, source.end),
            cue,
            confidence,
            tuple([Stretch(number, one.start, one.end) for one in evidence]),
        )
        for _, start, end, source, cue, confidence, evidence in block.claims
    ]
    found += [
        Attribution(number, one.start, one.end, one.speaker, "quotation", one.confidence, one.evidence)
        for one in speeches
        if one.speaker is not None
    ]
    return sorted(found, key=_span)


def _span(one: Attribution) -> tuple[int, int]:
    return one.start, one.end


def _carries(claim: Attribution, line: Sentence) -> bool:
    return claim.source is not None and claim.confidence != "low" and claim.end >= line.ends[-1] - 1


def _goes_on(line: Sentence) -> bool:
    """Whether a sentence opens like one that goes on with its neighbour: with a pronoun or a definite noun phrase."""
    return bool(line.low) and (line.low[0] in _CARRIERS or line.low[0] in ("the", "these", "those", "this"))


def _claims(line: Sentence, cue: Cue, found: list[Cue]) -> list[Attribution]:
    confidence = _confidence(line, cue)
    if not confidence:
        return []
    source = stretch_of(line, cue.subject) if cue.subject is not None else None
    evidence = (Stretch(0, line.starts[cue.first], line.ends[cue.last]),)
    return [
        Attribution(
            0,
            line.starts[first],
            line.ends[last],
            source,
            line.low[cue.at],
            _short(line, cue, confidence, first, last),
            evidence,
        )
        for first, last in _contents(line, cue, found)
        if last - first >= _FEWEST - 1
    ]


def _short(line: Sentence, cue: Cue, confidence: str, first: int, last: int) -> str:
    """The confidence, or "low" for a few words without a clause: “has written a book”."""
    if cue.form != "finite" or last - first >= _CLAUSE or first < cue.last or line.low[first - 1] == "that":
        return confidence
    clause = [
        number
        for number in range(first, last + 1)
        if line.tags[number] in (AUXILIARY, PRONOUN, SPEECH) or line.low[number].endswith(("ed", "s"))
    ]
    return confidence if clause else "low"


_CLAUSE: Final = 6


def _confidence(line: Sentence, cue: Cue) -> str:
    """The confidence of a claim by what introduces it, or nothing if it is none."""
    if cue.form == "adverb":
        return "medium"
    if cue.subject is None:
        hearsay = cue.form == "passive" and line.low[cue.at] not in _EXPECTED
        return "medium" if hearsay else "low" if cue.form in ("noun", "passive") else ""
    if cue.subject.kind not in SPEAKERS or is_far(line, cue):
        return "low" if cue.kind & VERB and cue.form in ("finite", "according") else ""
    if not cue.kind & VERB:
        return "low" if cue.form != "infinitive" and (cue.kind & WIDE or cue.form == "noun") else ""
    if line.words[-1] == "?":
        return "low"
    if cue.form in ("finite", "according", "document"):
        return "medium" if cue.subject.kind == PRONOMINAL or cue.embedded else "high"
    return "low" if cue.form == "infinitive" else "medium"


def _contents(line: Sentence, cue: Cue, found: list[Cue]) -> list[tuple[int, int]]:
    """What is said, as numbers of first and last words."""
    end = len(line.low) - 1
    while end >= 0 and line.tags[end] == BREAK:
        end -= 1
    if cue.form == "adverb":
        return [_clause_around(line, cue.at, end)]
    if cue.form == "noun" or cue.form == "passive" and not cue.inverted:
        opening = cue.next + (cue.next <= end and line.low[cue.next] in _LEADING)
        return [(opening, _scope_end(line, cue, opening, end, found))]
    begin = cue.first if cue.inverted or cue.subject is None else min(cue.subject.first, cue.first)
    if cue.form == "participle" or cue.form == "infinitive":
        begin = cue.first
    if cue.form == "passive":
        return [(_scope_start(line, begin), begin - 1)]
    if cue.form == "document" or cue.form == "according" and begin <= 1:
        comma = cue.next
        while comma <= end and line.tags[comma] != COMMA:
            comma += 1
        return [(comma + 1, _scope_end(line, cue, comma + 1, end, found))]
    if cue.form == "according":
        left = (_scope_start(line, begin), _without_comma(line, begin - 1))
        return [left, *_behind_comma(line, cue, end, found)]
    right = _right(line, cue, end, found)
    if cue.form != "finite" or begin < 1 or line.tags[begin - 1] not in (COMMA, SPEECH):
        return right
    quoted = line.tags[begin - 1] == SPEECH or begin > 1 and line.tags[begin - 2] == SPEECH
    if not _is_postposed(line, cue, end):
        return right
    rest = [] if cue.inverted else _behind_comma(line, cue, end, found)
    if quoted:
        return rest
    left = (_scope_start(line, begin - 1), _without_comma(line, begin - 1))
    return [*([left] if not _is_setting(line, left, cue) else []), *rest]


def _is_setting(line: Sentence, left: tuple[int, int], cue: Cue) -> bool:
    """“In a statement, Roe said: “…””: whether what stands before the subject is no claim, as a quotation follows."""
    first, _ = left
    opens = line.tags[first] in (PREPOSITION, TIME) or line.low[first] in _SUBORDINATE or is_adverb(line, first)
    return opens and SPEECH in line.tags[cue.last :]


def _is_postposed(line: Sentence, cue: Cue, end: int) -> bool:
    """Whether what is said stands before the verb: “…, police said on Monday.”"""
    at = cue.next
    if cue.inverted:
        return True
    if line.low[cue.at] in _ADDRESSED:
        at = _behind_addressee(line, at, end)
    while at <= end and (line.tags[at] == TIME or is_adverb(line, at) or line.low[at] in ("on", "this", "last")):
        at += 1
    if at > end or line.tags[at] in (COMMA, BREAK, SPEECH):
        return True
    if line.low[at] in _CIRCUMSTANCES:
        return "that" not in line.low[at : at + 10]
    return False


def _right(line: Sentence, cue: Cue, end: int, found: list[Cue]) -> list[tuple[int, int]]:
    if cue.inverted:
        return []
    at = cue.next
    if line.low[cue.at] in _ADDRESSED:
        at = _behind_addressee(line, at, end)
    at = _behind_circumstances(line, at, end, bool(cue.kind & VERB))
    while at <= end and (line.tags[at] == COMMA or line.low[at] in (":", "that")):
        at += 1
    if at > end:
        return []
    return [(at, _scope_end(line, cue, at, end, found))]


def _behind_circumstances(line: Sentence, at: int, end: int, spoken: bool) -> int:
    """The word behind “on Monday in a statement”, if a claim follows; else one behind the end."""
    while at <= end and (line.tags[at] == TIME or is_adverb(line, at)):
        at += 1
    if not spoken or at > end or line.low[at] not in _CIRCUMSTANCES:
        return at
    for number in range(at, min(end, at + 14) + 1):
        if line.low[number] == "that" or line.tags[number] in (COMMA, SPEECH):
            return number
    clause = [number for number in range(at, end + 1) if line.tags[number] in (AUXILIARY, PRONOUN)]
    return at if clause else end + 1


_EMBEDDING: Final = frozenset(("that", "how", "what", "why", "where", "whether", "if"))
_CIRCUMSTANCES: Final = frozenset(
    "in on at during of from through via after before when while as outside following by to since throughout into".split()
)


def _behind_addressee(line: Sentence, at: int, end: int) -> int:
    """The word behind whoever is told: “the court”, “BBC News”, “her”."""
    stop = min(end + 1, at + 8)
    first = at
    while at < stop:
        tag, low = line.tags[at], line.low[at]
        if low == "that" or tag in (COMMA, BREAK, SPEECH, CONJUNCTION, PRONOUN) or low in ("to", "how", "about", "of"):
            return at
        if at > first and (
            tag == DETERMINER or tag == "" and line.words[at][0].isupper() != line.words[at - 1][0].isupper()
        ):
            if line.tags[at - 1] not in (DETERMINER, PREPOSITION, ""):
                return at
            if tag == DETERMINER and line.tags[at - 1] != PREPOSITION:
                return at
        at += 1
    return at if at > end else first


def _scope_start(line: Sentence, before: int) -> int:
    """Where what is said begins, if it ends before word number `before`."""
    at = before - 1
    while at >= 0:
        if line.low[at] == ";" or line.low[at] in ("–", "—", "--") and before - at > 6:
            return at + 1
        at -= 1
    first = 0
    while first < before - 1 and (line.tags[first] in (AND, COMMA) or line.low[first] in ("but", "yet", "so")):
        first += 1
    return first


def _scope_end(line: Sentence, cue: Cue, first: int, end: int, found: list[Cue]) -> int:
    """Where what is said ends: at the end of the sentence, or before somebody else speaks."""
    for other in found:
        if other.at <= cue.last or other.subject is None:
            continue
        begin = other.first if other.inverted or other.form != "finite" else other.subject.first
        if begin <= first:
            continue
        joint = begin - 1
        if other.form == "finite" and line.tags[joint] in (AND, CONJUNCTION) and line.low[joint] not in _EMBEDDING:
            return _without_comma(line, joint - 1)
        if other.form == "according" or other.form == "participle" and line.tags[joint] == COMMA:
            return _without_comma(line, joint)
    for number in range(first, end + 1):
        if line.low[number] == ";":
            return number - 1
    return end


def _without_comma(line: Sentence, last: int) -> int:
    while last >= 0 and line.tags[last] in (COMMA, BREAK):
        last -= 1
    return last


def _behind_comma(line: Sentence, cue: Cue, end: int, found: list[Cue]) -> list[tuple[int, int]]:
    """The rest of a claim that its source interrupts: “The man, police said, was armed.”"""
    at = cue.next
    while at <= end and line.tags[at] != COMMA:
        if line.tags[at] in (BREAK, SPEECH, CONJUNCTION):
            return []
        at += 1
    at += 1
    if at > end or line.tags[at] in (AND, CONJUNCTION, "r", SPEECH) or line.low[at].endswith("ing"):
        return []
    return [(at, _scope_end(line, cue, at, end, found))]


def _clause_around(line: Sentence, at: int, end: int) -> tuple[int, int]:
    first, last = at, at
    while first > 0 and line.tags[first - 1] not in (COMMA, BREAK, SPEECH, CONJUNCTION):
        first -= 1
    while last < end and line.tags[last + 1] not in (COMMA, BREAK, SPEECH):
        last += 1
    return first, last
