"""The sentence in which a place of a text stands.

Knows the spans of sentences (`analysis.sentences`), and for a text whose spans nobody has at hand the full stops around a place.
Knows nothing of what the sentence says. All places are code points of one block.
"""

import sys
from bisect import bisect_right
from collections.abc import Sequence


def number_at(spans: Sequence[tuple[int, int]], position: int) -> int:
    """The number of the sentence at a position, the first one for what stands before it; `spans` are in order."""
    return max(0, bisect_right(spans, (position, sys.maxsize)) - 1)


def between_stops(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch around text[start:end] that no full stop with a blank behind it divides."""
    last = text.find(". ", end)
    return text.rfind(". ", 0, start) + 1, last if last >= 0 else len(text)
