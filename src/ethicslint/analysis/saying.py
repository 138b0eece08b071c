"""A block of text cut for the question who says what: sentences of words in which each quotation is one sealed word.

Knows the closed classes of English words (articles, prepositions, conjunctions, auxiliaries, pronouns, times) and takes the
open ones, such as reporting verbs and people's roles, from the vocabulary. Knows nothing of grammar beyond single words.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate, repeat
from typing import Final, NamedTuple

from ethicslint.analysis.quotations import Quotation
from ethicslint.analysis.sentences import sentences

# What a word may be a cue of; a word can be several of them.
VERB, WIDE, QUOTING, NOUN, ADVERB, ACCORDING = 1, 2, 4, 8, 16, 32


class Words(NamedTuple):
    """The open word classes, all forms in lower case. `cues` maps a word to the sum of what it may be a cue of;
    `phrases` maps the first word of a reporting verb of two words to its second words.
    """

    cues: Mapping[str, int]
    phrases: Mapping[str, frozenset[str]]
    roles: frozenset[str]
    organisations: frozenset[str]
    documents: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]

    @classmethod
    def of(cls, vocabulary: Mapping[str, Sequence[str]]) -> "Words":
        """From the vocabulary sets named `speech-…`. Raises KeyError if one is missing."""
        cues: dict[str, int] = {"according": ACCORDING}
        for name, bit in _CUE_SETS:
            for word in vocabulary[name]:
                cues[word] = cues.get(word, 0) | bit
        phrases: dict[str, set[str]] = {}
        for phrase in vocabulary["speech-verb-phrase"]:
            first, _, second = phrase.partition(" ")
            phrases.setdefault(first, set()).add(second)
        for first in phrases:
            cues.setdefault(first, 0)
        return cls(
            cues,
            {first: frozenset(seconds) for first, seconds in phrases.items()},
            frozenset(vocabulary["speech-role"]),
            frozenset(vocabulary["speech-organisation"]),
            frozenset(vocabulary["speech-document"]),
            frozenset(vocabulary["speech-given-female"]),
            frozenset(vocabulary["speech-given-male"]),
        )


_CUE_SETS: Final = (
    ("speech-verb", VERB),
    ("speech-verb-wide", WIDE),
    ("speech-verb-quoting", QUOTING),
    ("speech-noun", NOUN),
    ("speech-adverb", ADVERB),
)


class Stretch(NamedTuple):
    """Half-open code points of the text of block number `block`."""

    block: int
    start: int
    end: int


class Sentence(NamedTuple):
    """One sentence of the author: words and marks, in which every outermost quotation is one sealed word.

    `low` are the words in lower case with plain apostrophes, `tags` their closed classes (see TAGS), `starts` and `ends`
    their offsets in the block, `sealed` the quotations by word number.
    """

    words: list[str]
    low: list[str]
    tags: list[str]
    starts: list[int]
    ends: list[int]
    sealed: Mapping[int, Quotation]


SEALED: Final = "“”"

# The classes of words by one letter: article or other determiner, preposition, conjunction, auxiliary, adverb, time,
# relative pronoun, coordination, subject pronoun, not a speaker, comma, break, closing bracket, sealed speech.
DETERMINER, PREPOSITION, CONJUNCTION, AUXILIARY, ADVERBIAL, TIME = "d", "p", "c", "x", "a", "t"
RELATIVE, AND, PRONOUN, DUMMY, COMMA, BREAK, CLOSING, SPEECH = "r", "&", "n", "-", ",", "b", ")", '"'

_CLASSES: Final = {
    DETERMINER: """a an the this these those his her their its my our your some many most several few both one two three four
        five six seven eight nine ten another other each every any all more no""",
    PREPOSITION: """of for from at in on with by to about against during over under between among amongst through into near
        outside inside around behind beside beyond without within across along despite like via per onto upon off towards
        toward amid alongside regarding concerning following including than up down out""",
    CONJUNCTION: """but nor yet so because while when whenever where if unless although though whereas whether how why what
        whatever once until till since as after before that""",
    AUXILIARY: """is was are were be been being am has have had having do does did will would can could may might must shall
        should cannot isn't wasn't aren't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't
        mustn't shouldn't ain't 'd 'll 've to""",
    ADVERBIAL: """not also later then now again never ever often still even just already first always sometimes instead too
        soon once twice long ago earlier further simply previously privately himself herself themselves itself however
        meanwhile moreover therefore thus nevertheless perhaps maybe only rather quite very indeed yes actually today
        yesterday tonight tomorrow online recently there here""",
    TIME: """monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays
        sundays january february march april june july august september october november december jan feb mar apr jun
        jul aug sep sept oct nov dec jan. feb. aug. sept. oct. nov. dec. week weeks month months year years day days night
        morning afternoon evening weekend hour hours minute minutes moment time times decade decades midnight noon last
        next late early a.m. p.m. am pm""",
    RELATIVE: "who whose whom which",
    AND: "and or & plus",
    DUMMY: "him me us them",
    PRONOUN: """he she they we i you it he's she's they're they've we're we've i'm i've you're you've it's he'd she'd they'd
        we'd i'd you'd it'd he'll she'll they'll we'll i'll you'll it'll""",
}
_BREAKS: Final = (";", ":", "(", "[", "–", "—", "―", "--", "-", ".", "!", "?", "…", "|", "•", "\ufffc", "“", '"', "‘")
_NAMES_TOO: Final = ("april", "june", "august", "am", "mar", "time", "times")  # “June said”, “the Times said”
TAGS: Final[Mapping[str, str]] = (
    {word: tag for tag, words in _CLASSES.items() for word in words.split()}
    | {",": COMMA, ")": CLOSING, "]": CLOSING, SEALED: SPEECH}
    | dict.fromkeys(_BREAKS, BREAK)
    | dict.fromkeys(_NAMES_TOO, "")
)
"""The closed class of a word or mark in lower case; "" or nothing for open ones."""

# Most words are plain letters before a blank or comma: the first way finds them fast, the second finds them and all others.
_TOKEN = re.compile(r"([a-zA-Z0-9]++(?=[ ,])|#?@?[^\W_]+(?:['’.&/_@-]+[^\W_]+)*(?:['’](?=[\s,.;:)]))?|--|[^\s\w])")
# Words to which a following stop belongs; so it does to a single capital letter and to “U.S”.
_ABBREVIATED: Final = frozenset(
    """Mr Mrs Ms Dr Prof Rev Sen Sens Rep Reps Gov Govs Gen Lt Sgt Capt Col Cpl Det Supt Insp Hon St Jr Sr Jan Feb Aug Sept Oct
    Nov Dec No Md Va Pa Fla Calif Mass Conn Ill Ind Mich Minn Miss Mo Tenn Tex Wash Wis Ariz Ark Colo Del Ga Kan Ky La Neb Nev
    Okla Ore Vt Wyo Ont Atty Maj Brig Cmdr Adm Const Cllr a.m p.m""".split()
)
_ACRONYM = re.compile(r"[A-Z](?:\.[A-Z])*\Z")
_PARTS: Final = frozenset(("title", "mention"))
_NOT_ADVERBS: Final = frozenset(
    """family ally july bully assembly rally reply supply italy fly ugly lonely friendly elderly likely daily weekly monthly
    early holy silly deadly costly lovely jelly belly anomaly monopoly homily daily only apply imply rely comply""".split()
)


def outermost(quotations: Sequence[Quotation]) -> list[Quotation]:
    """The quotations of one block, in order, that stand in no other one."""
    found: list[Quotation] = []
    for quotation in quotations:
        if not found or quotation.start >= found[-1].end:
            found.append(quotation)
    return found


def read(text: str, quotations: Sequence[Quotation], spans: Sequence[tuple[int, int]] | None = None) -> list[Sentence]:
    """The sentences of one block; a quotation, with all that stands in it, belongs to one sentence.

    `quotations` are those of this block, in order, `spans` its sentences, if somebody has them already.
    """
    seals = outermost(quotations)
    found = []
    at = 0
    for start, end in _joined(sentences(text) if spans is None else spans, seals):
        first = at
        while at < len(seals) and seals[at].start < end:
            at += 1
        found.extend(_cut(_sentence(text, start, end, seals[first:at])))
    return found


_LONGEST: Final = 200  # words, a quotation counting as one; what is longer is a list or no prose at all


def _cut(sentence: Sentence) -> list[Sentence]:
    """The sentence in pieces of bearable length, so that no text takes longer than its length warrants."""
    count = len(sentence.words)
    if count <= _LONGEST:
        return [sentence]
    pieces = []
    for start in range(0, count, _LONGEST):
        part = slice(start, start + _LONGEST)
        sealed = {number - start: seal for number, seal in sentence.sealed.items() if start <= number < part.stop}
        words, low, tags, starts, ends = sentence[:5]
        pieces.append(Sentence(words[part], low[part], tags[part], starts[part], ends[part], sealed))
    return pieces


def _joined(spans: Sequence[tuple[int, int]], seals: list[Quotation]) -> Sequence[tuple[int, int]]:
    """Sentences such that none ends inside a quotation."""
    if not seals:
        return spans
    joined: list[tuple[int, int]] = []
    at = 0
    for start, end in spans:
        while at < len(seals) and seals[at].end <= start:
            at += 1
        if joined and at < len(seals) and seals[at].start < start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _sentence(text: str, start: int, end: int, seals: list[Quotation]) -> Sentence:
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    sealed: dict[int, Quotation] = {}
    for seal in seals:
        _split(text, start, seal.start, words, starts, ends)
        sealed[len(words)] = seal
        words.append(SEALED)
        starts.append(seal.start)
        ends.append(seal.end)
        start = seal.end
    _split(text, start, end, words, starts, ends)
    low = "\n".join(words).lower().replace("’", "'").replace("‘", "'").split("\n") if words else []
    tags = list(map(TAGS.get, low, repeat("")))
    for number, seal in sealed.items():
        if seal.kind in _PARTS:
            tags[number] = ""
    return Sentence(words, low, tags, starts, ends, sealed)


def _split(text: str, start: int, end: int, words: list[str], starts: list[int], ends: list[int]) -> None:
    """Adds the words of text[start:end]."""
    if start >= end:
        return
    pieces = _TOKEN.split(text[start:end])  # blanks and words by turns
    places = list(accumulate(map(len, pieces), initial=start))
    own = pieces[1::2]
    if "." not in own[:-1]:
        words += own
        starts += places[1:-2:2]
        ends += places[2:-1:2]
        return
    for word, place, after in zip(own, places[1:-2:2], places[2:-1:2], strict=True):
        if word == "." and words and ends[-1] == place and _is_abbreviated(words[-1]):
            words[-1] += "."
            ends[-1] = after
        else:
            words.append(word)
            starts.append(place)
            ends.append(after)


def _is_abbreviated(word: str) -> bool:
    return word in _ABBREVIATED or _ACRONYM.match(word) is not None


def is_adverb(sentence: Sentence, number: int) -> bool:
    """Whether the word is one that may stand between a subject and its verb: later, reportedly."""
    low = sentence.low[number]
    return sentence.tags[number] == ADVERBIAL or (
        low.endswith("ly") and low not in _NOT_ADVERBS and sentence.words[number][0].islower()
    )


def is_capital(sentence: Sentence, number: int) -> bool:
    """Whether the word looks like part of a name: a capital, and no closed word at the start of a sentence."""
    word = sentence.words[number]
    return word[0].isupper() and (sentence.tags[number] == "" or number > 0 and word[1:2].isupper())
