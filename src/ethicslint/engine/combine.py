"""Words that are a problem together: which of several finds belong to one another.

Knows spans, order and distance in words. Knows nothing of rules or of articles.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, product
from typing import Final

import regex

from ethicslint.rulebook.model import Near
from ethicslint.text.origin import Span

TIME_LIMIT: Final = 2.0
"""Seconds that one search may take on one text."""

_MOST: Final = 6  # finds of one part that are looked at on each side; a sentence never holds more, a paragraph may
_WORD: Final = r"\w+(?:['\-]\w+)*+"


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
    shortest: list[Span] = []
    for stretch in sorted(set(stretches.values()), key=lambda one: (-one.start, one.end)):
        # What reaches to the end of one that starts behind it holds that one.
        if not shortest or stretch.end < shortest[-1].end:
            shortest.append(stretch)
    yield from reversed(shortest)


def _nearest(near: Near, found: Sequence[Sequence[Span]], anchor: int, one: Span, text: str) -> Span | None:
    """The shortest stretch that holds `one` and a find of each other part."""
    others = [_around(one, part) for number, part in enumerate(found) if number != anchor]
    best: tuple[int, int] | None = None
    for companions in product(*others):
        group = list(companions)
        group.insert(anchor, one)
        if _belong(near, group, text):
            start, end = min(span.start for span in group), max(span.end for span in group)
            best = min(best or (end - start, start), (end - start, start))
    return Span(best[1], best[1] + best[0]) if best else None


def _around(one: Span, part: Sequence[Span]) -> list[Span]:
    """The nearest finds of a part, whose finds are in order."""
    at = bisect_left(part, one)
    return list(part[max(0, at - _MOST) : at + _MOST])


def _belong(near: Near, group: list[Span], text: str) -> bool:
    """Whether these do not overlap, stand in order if that is asked for, and close enough."""
    placed = sorted(group)
    if near.ordered and placed != group:
        return False
    for left, right in pairwise(placed):
        if right.start < left.end:
            return False
        if near.words >= 0:
            between = regex.finditer(_WORD, text, 0, left.end, right.start)
            if any(islice(between, near.words, None)):
                return False
    return True
