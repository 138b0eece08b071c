"""Stretches of a text that are asked many times what they cover. Knows spans; knows nothing of what they mean."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Cover:
    """Stretches that may overlap; each question costs the same few steps however many they are."""

    __slots__ = ("_reaches", "_starts")

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(stretches)
        self._starts = [start for start, _ in ordered]
        self._reaches = list(accumulate((end for _, end in ordered), max))  # how far those up to here reach

    def touches(self, start: int, end: int) -> bool:
        """Whether one of them has a letter in common with the stretch from `start` to `end`."""
        number = bisect_left(self._starts, end)
        return number > 0 and self._reaches[number - 1] > start

    def holds(self, start: int, end: int) -> bool:
        """Whether the stretch from `start` to `end` lies inside one of them."""
        number = bisect_right(self._starts, start)
        return number > 0 and self._reaches[number - 1] >= end
