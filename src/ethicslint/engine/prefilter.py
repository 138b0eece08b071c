"""Which searches are worth running on a block: a look-up for each of its words, however many rules there are.

Knows words and the searches that cannot match without them. Knows nothing of what a search means; `engine.lint` has a plain
loop over everything as its oracle. Words are those of `text.tokens`.
"""

import marshal
from collections.abc import Sequence
from typing import Final, NamedTuple

from ethicslint.rulebook.model import Search

_MEMORY: Final = 500_000  # words remembered before the memory starts afresh


class Index(NamedTuple):
    """What the prefilter needs of all searches, as plain data: numbers are places in the sequence it was built from.

    `words`: by each word, the searches it makes possible. `stems`: letters, and the searches they make possible inside a word.
    `always`: searches of which nothing is known. `others`: for every search the numbers of what else it requires, in `sets` of
    words, each packed.
    """

    words: dict[str, tuple[int, ...]]
    stems: dict[str, tuple[int, ...]]
    always: tuple[int, ...]
    others: tuple[tuple[int, ...], ...]
    sets: tuple[bytes, ...]


def build(searches: Sequence[Search]) -> Index:
    """Index every search by its rarest requirement only."""
    by_word: dict[str, list[int]] = {}
    by_stem: dict[str, list[int]] = {}
    always: list[int] = []
    sets: dict[frozenset[str], int] = {}
    others = [tuple([sets.setdefault(one, len(sets)) for one in search.requirements[1:]]) for search in searches]
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
        tuple(others),
        tuple([marshal.dumps(one) for one in sets]),
    )


class Prefilter:
    """Looks up words; remembers for the life of the process what they mean to the rules."""

    def __init__(self, index: Index, owners: Sequence[int]) -> None:
        """`owners` are the rules of the searches."""
        self._index = index
        self._owners = owners
        self._telling = dict(index.words)
        self._known = set(index.words)
        self._seen: set[str] = set()
        self._sets: dict[int, frozenset[str]] = {}

    def learn(self, words: set[str]) -> None:
        """Find out once for every new word which stems stand in it."""
        new = words - self._seen
        together = " ".join(new)
        for stem, numbers in self._index.stems.items():
            if stem in together:  # seldom; then it is worth asking which of the words it was
                for word in new:
                    if stem in word:
                        self._telling[word] = tuple({*self._telling.get(word, ()), *numbers})
                        self._known.add(word)
        if len(self._seen) > _MEMORY:
            self._seen.clear()
        self._seen |= new

    def candidates(self, words: Sequence[str], on: bytes) -> set[int]:
        """The searches of the rules that are `on` (1 at their number, else 0) that may match a block with these words.

        All of the words were learnt.
        """
        owners, others = self._owners, self._index.others
        found = {number for number in self._index.always if on[owners[number]]}
        numbers = {
            number for word in self._known.intersection(words) for number in self._telling[word] if on[owners[number]]
        }
        if numbers:
            present = set(words)
            met: dict[int, bool] = {}
            for number in numbers:
                for one in others[number]:
                    if one not in met:
                        met[one] = not self._set(one).isdisjoint(present)
                    if not met[one]:
                        break
                else:
                    found.add(number)
        return found

    def _set(self, number: int) -> frozenset[str]:
        found = self._sets.get(number)
        if found is None:
            found = self._sets[number] = marshal.loads(self._index.sets[number])
        return found
