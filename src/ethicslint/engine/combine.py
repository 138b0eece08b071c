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

_MOST: Final = 12  # finds of one part that are looked at, the nearest; a sentence never holds more, a paragraph may
_WORD: Final = regex.compile(r"\w+(?:['\-]\w+)*+")


def spans(pattern: "regex.Pattern[str]", text: str, offset: int) -> Iterator[Span]:
    """The finds of a pattern in `text`, moved by `offset`. Raises TimeoutError after TIME_LIMIT seconds."""
    for found in pattern.finditer(text, timeout=TIME_LIMIT):
        if found.end() > found.start():
            yield Span(offset + found.start(), offset + found.end())


def together(near: Near, found: Sequence[Sequence[Span]], text: str) -> Iterator[Span]:
    """What to flag: each find of the marked part that has its companions, or the shortest stretches that hold all parts."""
    if not all(found):
        return
    anchor = max(near.mark, 0)
    stretches = {one: stretch for one in found[anchor] if (stretch := _nearest(near, found, anchor, one, text))}
    if near.mark >= 0:
        yield from stretches
        return
    whole = set(stretches.values())
    yield from sorted(one for one in whole if not any(other != one and _inside(other, one) for other in whole))


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _nearest(near: Near, found: Sequence[Sequence[Span]], anchor: int, one: Span, text: str) -> Span | None:
    """The shortest stretch that holds `one` and a find of each other part."""
    others = [
        sorted(part, key=lambda span: abs(span.start - one.start))[:_MOST]
        for number, part in enumerate(found)
        if number != anchor
    ]
    best: tuple[int, int] | None = None
    for companions in product(*others):
        group = list(companions)
        group.insert(anchor, one)
        if _belong(near, group, text):
            start, end = min(span.start for span in group), max(span.end for span in group)
            best = min(best or (end - start, start), (end - start, start))
    return Span(best[1], best[1] + best[0]) if best else None


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
