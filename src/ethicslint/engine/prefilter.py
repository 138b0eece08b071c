"""Which searches are worth running on a text: one dictionary look-up per word, however many rules there are.

Knows words and the searches that cannot match without them. Knows nothing of what a search means; `engine.lint` has a plain
loop over everything as its oracle. Words are what `regex` calls `\\w+`, in lower case, of folded text.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

import regex

from ethicslint.rulebook.model import Search
from ethicslint.text.normal import fold

_FOREIGN: Final = regex.compile(r"[^\w\x00-\x7f]")
_PLAIN: Final = {number: " " for number in range(128) if not (chr(number).isalnum() or number == ord("_"))}
_SEAM: Final = "\0"  # no source holds it
_MEMORY: Final = 500_000  # words remembered before the memory starts afresh


class Index(NamedTuple):
    """What the prefilter needs of all searches, as plain data: numbers are places in the sequence it was built from.

    `words`: by each word, the searches it makes possible. `stems`: letters, and the searches they make possible inside a word.
    `always`: searches of which nothing is known.
    """

    words: dict[str, tuple[int, ...]]
    stems: dict[str, tuple[int, ...]]
    always: tuple[int, ...]


def build(searches: Sequence[Search]) -> Index:
    """Index every search by its rarest requirement only."""
    by_word: dict[str, list[int]] = {}
    by_stem: dict[str, list[int]] = {}
    always: list[int] = []
    for number, search in enumerate(searches):
        for word in search.requirements[0] if search.requirements else ():
            by_word.setdefault(word, []).append(number)
        if not search.requirements:
            for stem in search.stems:
                by_stem.setdefault(stem, []).append(number)
            if not search.stems:
                always.append(number)
    return Index(
        {word: tuple(numbers) for word, numbers in by_word.items()},
        {stem: tuple(numbers) for stem, numbers in by_stem.items()},
        tuple(always),
    )


class Prefilter:
    """Looks up words; remembers for the life of the process which words mean nothing to any rule."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._telling = dict(index.words)
        self._stems_done = not index.stems
        self._dull: set[str] = set()

    def telling(self, found: set[str]) -> set[str]:
        """Those of some words that make a search possible."""
        if not self._stems_done:
            self._learn(found)
        return found & self._telling.keys()

    def candidates(self, telling: set[str]) -> set[int]:
        """The numbers of the searches that these words make possible, and of those that are always run."""
        numbers = set(self._index.always)
        for word in telling:
            numbers.update(self._telling[word])
        return numbers

    def _learn(self, found: set[str]) -> None:
        """Find out once for every new word which stems stand in it."""
        for word in found - self._dull:
            inside = [numbers for stem, numbers in self._index.stems.items() if stem in word]
            if inside:
                self._telling[word] = tuple(
                    sorted({*self._index.words.get(word, ()), *(n for ns in inside for n in ns)})
                )
        if len(self._dull) > _MEMORY:
            self._dull.clear()
        self._dull |= found


def words(folded: str) -> set[str]:
    """The words of a folded text, in lower case."""
    text = folded.lower()
    if not text.isascii():
        for sign in set(_FOREIGN.findall(text)):
            text = text.replace(sign, " ")
    return set(text.translate(_PLAIN).split())


def possible(search: Search, present: set[str]) -> bool:
    """Whether a text with these words can hold what `search` looks for, as far as words can tell."""
    return all([not requirement.isdisjoint(present) for requirement in search.requirements])


class Folded:
    """The parts of an article, folded and in lower case, and the words they hold."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._text = fold(_SEAM.join(texts)).lower()
        self._parts = self._text.split(_SEAM) if texts else []
        self._starts = [0, *accumulate(len(part) + 1 for part in self._parts)]
        self._holding: dict[str, list[int]] = {}
        self.words = words(self._text)

    def parts_for(self, search: Search) -> Collection[int]:
        """The numbers of the parts in which `search` may match; `possible` said yes to the whole."""
        if not search.requirements:
            return self._parts_with(search.stems) if search.stems else range(len(self._parts))
        first, *others = [requirement & self.words for requirement in search.requirements]
        return [
            number for number in self._parts_with(first) if all([_holds(self._parts[number], one) for one in others])
        ]

    def _parts_with(self, letters: Iterable[str]) -> list[int]:
        return sorted({number for some in letters for number in self._parts_holding(some)})

    def _parts_holding(self, letters: str) -> list[int]:
        """The parts with these letters, inside other words too, which costs time and no match."""
        found = self._holding.get(letters)
        if found is None:
            found = self._holding[letters] = []
            at = self._text.find(letters)
            while at >= 0:
                part = bisect_right(self._starts, at) - 1
                found.append(part)
                at = self._text.find(letters, self._starts[part + 1])
        return found


def _holds(text: str, letters: Iterable[str]) -> bool:
    return any([some in text for some in letters])
