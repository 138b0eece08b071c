"""What an article is about, by evidence words.

Knows how much evidence shows a topic. Does not know the words: vocabulary sets named `topic-…` hold them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import regex

from ethicslint.text.document import HEADLINES, Block

_WORD: Final = regex.compile(r"\w+")
_SHORT: Final = 100  # words; in a text this short one piece of evidence is enough
_ENOUGH: Final = 2


def topics(blocks: Sequence[Block], evidence: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The topics of an article: two different pieces of evidence anywhere, or one in a headline, or one in a short text."""
    headlines = _spaced(block.folded for block in blocks if block.place in HEADLINES)
    whole = _spaced(block.folded for block in blocks)
    present = set(whole.split())
    enough = 1 if whole.count(" ") <= _SHORT else _ENOUGH
    return frozenset(
        topic
        for topic, words in evidence.items()
        if _count(words, whole, present, enough) >= enough or _count(words, headlines, present, 1)
    )


def _spaced(texts: Iterable[str]) -> str:
    """Lower-case words with single blanks between and around them."""
    words = _WORD.findall(" ".join(texts).lower())
    return f" {' '.join(words)} "


def _count(words: Sequence[str], text: str, present: set[str], enough: int) -> int:
    """How many of `words` stand in `text`, counted no further than `enough`."""
    found = 0
    for word in words:
        if (" " in word or "-" in word) or word in present:
            found += f" {word.replace('-', ' ')} " in text
        if found >= enough:
            break
    return found
