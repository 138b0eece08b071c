"""A capitalised word that slips once: “Lewandoski” where the article has “Lewandowski”, “Eglinton” beside “Eglington”.

Knows words only: which stand once, which more often, and that they differ by one letter put in, left out, changed or swapped
before their end. Knows nothing of who or what bears them: given names, words that stand in small letters too, and two words
of one sentence are left alone. What is known of whole names is in `analysis.spellings`.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final
from unicodedata import combining, normalize

import regex

from ethicslint.analysis.conflicts import Conflict, apart
from ethicslint.analysis.memory import remembering
from ethicslint.analysis.names import bearer_of
from ethicslint.analysis.saying import Stretch
from ethicslint.lexicon.frequency import commonness

_LETTERS: Final = 6  # of the shorter word: below that names are alike by chance
_RARE: Final = commonness("\0")  # a word that the list of frequent words does not know
_SETTLED: Final = 3  # how often the other spelling stands if the odd one is surely a slip
_REMEMBERED: Final = 16_384  # words and pairs of words that need not be compared again
_ENDING: Final = 2  # letters in which forms of one word differ: a people and its land, a company and its trade
_WORD: Final = regex.compile(r"(?<![\w@#/.'’-])\p{Lu}\p{Ll}{5,}+(?![\w@/-]|\.\w)")
_SMALL: Final = regex.compile(r"(?<![\w@#/.])\p{Ll}{6,}+")


@remembering
def _words(text: str) -> Iterator[tuple[str, int, int]]:
    return ((found.group(), *found.span()) for found in _WORD.finditer(text))


@remembering
def _common(text: str) -> Iterator[str]:
    """The words in small letters, as they would be written with a capital."""
    return (word.capitalize() for word in _SMALL.findall(text))


def slips(
    texts: Sequence[str], sentences: Sequence[Sequence[tuple[int, int]]], names: Sequence[Conflict]
) -> list[Conflict]:
    """The words that stand once, and nearly the same again and again.

    `texts` are the folded texts of the blocks, `sentences` their spans, `names` the whole names found in two spellings, which are
    not shown again. Beside a word that stands only twice a slip is only fairly sure: two places or two people can be as alike.
    """
    shown = [place for name in names for place in (name.place, name.other)]
    found: dict[str, list[Stretch]] = defaultdict(list)
    for block, text in enumerate(texts):
        for word, start, end in _words(text):
            found[word].append(Stretch(block, start, end))
    rare = {word for word in found if commonness(word.lower()) <= _RARE and not bearer_of(word)}
    if len(rare) > 1:
        rare -= {word for text in texts for word in _common(text)}
    by_start: dict[str, list[str]] = defaultdict(list)
    for word in sorted(rare):
        by_start[word[0]].append(word)
    return [
        apart("name", odd, other[0], "high" if len(other) >= _SETTLED else "medium")
        for words in by_start.values()
        for word in words
        if len(found[word]) == 1
        for odd in found[word]
        if not any(place.block == odd.block and place.start < odd.end and odd.start < place.end for place in shown)
        for other in _settled(odd, [found[its] for its in words if is_slip(_plain(word), _plain(its))], sentences)
    ]


def _settled(
    odd: Stretch, others: Sequence[Sequence[Stretch]], sentences: Sequence[Sequence[tuple[int, int]]]
) -> Sequence[Sequence[Stretch]]:
    """The places of the one other spelling, if it stands more than once and never in the sentence of the odd one."""
    own = next(((start, end) for start, end in sentences[odd.block] if start <= odd.start < end), (0, 0))
    if len(others) != 1 or len(others[0]) == 1:
        return ()
    beside = any(place.block == odd.block and own[0] <= place.start < own[1] for place in others[0])
    return () if beside else others


@lru_cache(_REMEMBERED)
def _plain(word: str) -> str:
    """A word in small letters without accents, which get lost on the way to a page."""
    return "".join([sign for sign in normalize("NFD", word.lower()) if not combining(sign)])


@lru_cache(_REMEMBERED)
def is_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter, or by two that changed places, and not only in how they end."""
    short, long = sorted((one, other), key=len)
    if len(short) < _LETTERS or len(long) - len(short) > 1 or short == long:
        return False
    same = next(
        (number for number, (its, letter) in enumerate(zip(short, long, strict=False)) if its != letter), len(short)
    )
    if same > len(long) - _ENDING or same == len(short):
        return False
    rests = short[same:], long[same:]
    if len(short) < len(long):
        return rests[0] == rests[1][1:]
    swapped = rests[0][:2] == rests[1][1::-1] and rests[0][2:] == rests[1][2:]
    return swapped or rests[0][1:] == rests[1][1:]
