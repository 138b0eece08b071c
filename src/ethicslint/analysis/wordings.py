"""One quotation in two wordings: of two accounts of the same words one is wrong.

Knows how to tell a shorter quotation, a marked cut and small differences of spelling from other words. Knows nothing of what was
really said. Method: two quotations that share a run of words are aligned word by word; a part of the other, or one of two
known speakers, is no conflict. Two that begin and end in the same words may differ more in between.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, NamedTuple

import regex

from ethicslint.analysis.conflicts import Conflict, apart
from ethicslint.analysis.saying import Stretch
from ethicslint.lexicon.frequency import commonness

_REMEMBERED: Final = 4096  # quotations that need not be compared again when an article is changed elsewhere
_LAST: Final = 4
_RUN: Final = 3  # words in a row that two wordings of one quotation share
_ALIKE: Final = 0.7  # of the words, from which two quotations are one
_SURELY: Final = 0.75
_CONTENT: Final = 2  # words that carry meaning, of those that they share
_FEWEST: Final = 6
_MOST: Final = 80
_WORD: Final = regex.compile(r"[\p{L}\p{N}]+(?:'[\p{L}]+)*")
_ASIDE: Final = regex.compile(r"\([^)]*\)")
_CONTRACTED: Final = regex.compile(r"(?<=\w)('s|'re|'ve|'m|'ll|'d)\b")
_FULL: Final = {"'s": " is", "'re": " are", "'ve": " have", "'m": " am", "'ll": " will", "'d": " would"}
_MARKED_CUT: Final = regex.compile(r"\.\.\.|…|[\[\]*]")  # and letters masked
_PRONOUNS: Final = frozenset(
    """i me my mine myself you your yours yourself he him his himself she her hers herself we us our ours ourselves they them
    their theirs themselves it its""".split()
)
_ENDING: Final = regex.compile(r"(?<=\w{3})(?:ing|ed|es|e|s)$")
_FITTED: Final = 2  # words at its start in which a quotation is fitted to its sentence: “falling in love”
_APART: Final = 2  # paragraphs: what somebody says twice in one breath differs on purpose
_FRAMED: Final = 0.55  # of the words, from which two quotations are one that begin and end alike, or open alike
_FRONT: Final = 2  # words with which two quotations begin alike
_END: Final = 3
_LENGTH: Final = 3  # words by which two wordings that only open alike may differ in length
_CAPITAL: Final = regex.compile(r"\W*\p{Lu}")
_OPENING: Final = 5  # words in which the openings of two wordings agree
_COMMON: Final = 1 / 120  # the share from which a word carries little meaning


class Quoted(NamedTuple):
    """A quotation, where it stands, and whether that is a headline."""

    place: Stretch
    text: str
    headline: bool = False


class _Words(NamedTuple):
    said: Quoted
    words: tuple[str, ...]


def wordings(quotations: Sequence[Quoted], speaker: Callable[[Stretch], str]) -> list[Conflict]:
    """The pairs of quotations that are one in two wordings, each place in one pair at most.

    `speaker` says who speaks at a place, "" if that is not known; it is asked of quotations that are alike, so of few.
    """
    listed = [_Words(one, _words(one.text)) for one in quotations]
    listed = [one for one in listed if _FEWEST <= len(one.words) <= _MOST]
    found: list[Conflict] = []
    taken: set[Stretch] = set()
    for one, other in _candidates(listed):
        if {one.said.place, other.said.place} & taken:
            continue
        framed = _is_framed(one, other)
        if abs(one.said.place.block - other.said.place.block) < (1 if framed else _APART):
            continue
        alike = _alike_but_reworded(one.said.text, other.said.text, 1 if framed else _CONTENT)
        if alike < (_FRAMED if framed else _ALIKE):
            continue
        if _speakers_fit(speaker(one.said.place), speaker(other.said.place)):
            sure = "high" if framed or alike >= _SURELY else "medium"
            found.append(apart("quotation", one.said.place, other.said.place, sure))
            taken |= {one.said.place, other.said.place}
    return found


def _candidates(listed: Sequence[_Words]) -> Iterator[tuple[_Words, _Words]]:
    """Pairs that share a run of words."""
    for first, second in _sharing(tuple([one.words for one in listed])):
        yield listed[first], listed[second]


@lru_cache(_LAST)
def _sharing(listed: tuple[tuple[str, ...], ...]) -> list[tuple[int, int]]:
    """The numbers of the quotations that share a run of words, pair by pair."""
    owners: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for number, words in enumerate(listed):
        for run in _runs(words):
            owners[run].add(number)
    return sorted({(first, second) for who in owners.values() for first in who for second in who if first < second})


@lru_cache(_REMEMBERED)
def _runs(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [words[at : at + _RUN] for at in range(len(words) - _RUN + 1)]


def _is_framed(one: _Words, other: _Words) -> bool:
    """Whether two whole sentences begin and end in the same words, or open alike: of one length, or one in a headline."""
    first, second = one.words, other.words
    if not (_CAPITAL.match(one.said.text) and _CAPITAL.match(other.said.text)):
        return False
    if first[:_FRONT] == second[:_FRONT] and first[-_END:] == second[-_END:]:
        return True
    opening = [[word for word in words if word != "that"][:_OPENING] for words in (first, second)]
    alike = abs(len(first) - len(second)) <= _LENGTH or one.said.headline != other.said.headline
    return alike and opening[0] == opening[1]


def _speakers_fit(one: str, other: str) -> bool:
    return not (one and other and one != other)


@lru_cache(_REMEMBERED)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_whole(text)))


def _whole(text: str) -> str:
    """A quotation in small letters with what is in brackets left out and contractions written out."""
    plain = _ASIDE.sub(" ", text.lower().replace("’", "'"))
    return _CONTRACTED.sub(lambda found: _FULL[found[1]], plain)


@lru_cache(_REMEMBERED)
def _alike_but_reworded(one: str, other: str, content: int) -> float:
    """How much of two quotations is one (0 to 1); 0 if nothing differs but where they begin and end, or what is openly cut.

    `content` words that carry meaning must be the same.
    """
    if _MARKED_CUT.search(one) or _MARKED_CUT.search(other):
        return 0
    short, long = sorted((_words(one), _words(other)), key=len)
    first_stems, second_stems = [_stem(word) for word in short], [_stem(word) for word in long]
    alike = SequenceMatcher(None, first_stems, second_stems, autojunk=False)
    blocks = [block for block in alike.get_matching_blocks() if block.size]
    if not blocks or max(block.size for block in blocks) < _RUN:
        return 0
    first, last = blocks[0], blocks[-1]
    window = long[max(0, first.b - first.a) : last.b + len(short) - last.a]
    shared = [word for block in blocks for word in short[block.a : block.a + block.size]]
    if sum(map(_tells, shared)) < content or not _changed(short, window):
        return 0
    return 2 * len(shared) / (len(short) + len(window))


def _changed(short: Sequence[str], window: Sequence[str]) -> bool:
    """Whether a word that carries meaning differs between words that agree; at the edges a quotation fits its sentence."""
    operations = SequenceMatcher(None, short, window, autojunk=False).get_opcodes()
    for what, start, end, other_start, other_end in operations:
        if what == "equal":
            continue
        before, after = short[start:end], window[other_start:other_end]
        if {_stem(word) for word in before} == {_stem(word) for word in after}:
            continue
        at_start = 0 in (start, other_start)
        if at_start and len(before) <= _FITTED:
            continue
        at_edge = at_start or end == len(short) or other_end == len(window)
        if (what == "replace" or not at_edge) and any(map(_tells, (*before, *after))):
            return True
    return False


def _stem(word: str) -> str:
    """A word without its ending, near enough: “rise” and “rising” are one, and so are “my” and “her”."""
    return "i" if word in _PRONOUNS else _ENDING.sub("", word)


def _tells(word: str) -> bool:
    """Whether a word carries meaning: not one of the commonest."""
    return len(word) > 2 and commonness(word) < _COMMON
