"""How common words are in news, so that a search starts from the rarest word of a phrase.

Knows the order of the most frequent words of English news (`frequencies.txt`, most common first, counted by
`tools/build_frequencies.py`). Any word it does not know is rarer than all of them.
"""

import os
from collections.abc import Collection
from functools import cache


@cache
def _ranks() -> dict[str, int]:
    with open(os.path.join(os.path.dirname(__file__), "frequencies.txt"), encoding="utf-8") as file:
        return {word: rank for rank, word in enumerate(file.read().split())}


def known_words() -> Collection[str]:
    """The words of the list, the most common first."""
    return _ranks().keys()


def commonness(word: str) -> float:
    """A figure that falls with the rank of `word` (Zipf: its share of a text is about one over its rank)."""
    ranks = _ranks()
    return 1 / (ranks.get(word, 4 * len(ranks)) + 1)
