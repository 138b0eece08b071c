"""Words that are a problem together: which of several finds belong to one another.

Knows spans, order and distance in words. Knows nothing of rules or of articles.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import Final

import regex

from ethicslint.rulebook.model import Near
from ethicslint.text.origin import Span

TIME_LIMIT: Final = 2.0
"""Seconds that one search may take on one text."""

_MOST: Final = 12  # finds of one part in one scope that are looked at; a sentence never holds more, a table may
_WORD: Final = regex.compile(r"\w+")


def spans(pattern: "regex.Pattern[str]", text: str, offset: int) -> Iterator[Span]:
    """The finds of a pattern in `text`, moved by `offset`. Raises TimeoutError after TIME_LIMIT seconds."""
    for found in pattern.finditer(text, timeout=TIME_LIMIT):
        if found.end() > found.start():
            yield Span(offset + found.start(), offset + found.end())


def together(near: Near, found: Sequence[Sequence[Span]], text: str) -> Iterator[Span]:
    """The stretch to flag for each find of the marked part (or of the first) that has its companions, the nearest of them."""
    if not all(found):
        return
    anchor = max(near.mark, 0)
    others = [number for number in range(len(found)) if number != anchor]
    for one in found[anchor]:
        best: tuple[int, int] | None = None
        for companions in product(*(found[number][:_MOST] for number in others)):
            group = list(companions)
            group.insert(anchor, one)
            if _belong(near, group, text):
                start, end = min(span.start for span in group), max(span.end for span in group)
                best = min(best or (end - start, start), (end - start, start))
        if best is not None:
            yield one if near.mark >= 0 else Span(best[1], best[1] + best[0])


def _belong(near: Near, group: list[Span], text: str) -> bool:
    """Whether these do not overlap, stand in order if that is asked for, and close enough."""
    placed = sorted(group)
    if near.ordered and placed != group:
        return False
    for left, right in pairwise(placed):
        if right.start < left.end:
            return False
        if near.words >= 0 and len(_WORD.findall(text, left.end, right.start)) > near.words:
            return False
    return True
