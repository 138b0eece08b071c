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
    present, loud = set(whole.split()), set(headlines.split())
    enough = 1 if whole.count(" ") <= _SHORT else _ENOUGH
    return frozenset(
        topic
        for topic, words in evidence.items()
        if _count(words, whole, present, enough) >= enough or _count(words, headlines, loud, 1)
    )


def _spaced(texts: Iterable[str]) -> str:
    """Lower-case words with single blanks between and around them."""
    words = _WORD.findall(" ".join(texts).lower())
    return f" {' '.join(words)} "


def _count(words: Sequence[str], text: str, present: set[str], enough: int) -> int:
    """How many of `words` stand in `text`; those of several words are looked for only while there is not `enough`."""
    found = len(present.intersection(words))
    if found < enough:
        for word in words:
            parts = word.replace("-", " ").split()
            if len(parts) > 1 and present.issuperset(parts) and f" {' '.join(parts)} " in text:
                found += 1
    return found
