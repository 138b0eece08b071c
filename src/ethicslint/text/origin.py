"""The way back from text as rules read it to text as the writer wrote it.

Knows how a string made out of source text (entities resolved, blanks collapsed, markup removed) maps back to spans of that
source. Knows nothing about what was removed or why.
"""

from bisect import bisect_right
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch of a source, in code points."""

    start: int
    end: int


class Run(NamedTuple):
    """A stretch of made text, from `start` to the next run's start, that came from source[source_start:source_end].

    Where both stretches are equally long they correspond code point by code point. Otherwise the whole made stretch stands
    for the whole source stretch: an entity for its character, one blank for a line break and its indentation.
    """

    start: int
    source_start: int
    source_end: int


class Origin:
    """Maps offsets of a made text of `length` code points back to the source; `runs` are in order and cover the text."""

    __slots__ = ("length", "runs", "_starts")

    def __init__(self, runs: list[Run], length: int) -> None:
        self.runs = runs
        self.length = length
        self._starts = [run.start for run in runs]

    def span(self, start: int, end: int) -> Span:
        """The source stretch behind made[start:end], with whatever markup lies between.

        An empty stretch maps to an empty span before the code point at `start`.
        """
        if not self.runs:
            return Span(0, 0)
        first = self._edge(start)[0]
        return Span(first, self._edge(end - 1)[1] if end > start else first)

    def made(self, source_start: int, source_end: int) -> Span:
        """The made stretch that came from source[source_start:source_end]; empty if nothing did."""
        start, end = self.length, 0
        for number, run in enumerate(self.runs):
            if run.source_end <= source_start or run.source_start >= source_end:
                continue
            stop = self._stop(number)
            exact = run.source_end - run.source_start == stop - run.start
            start = min(start, run.start + (max(0, source_start - run.source_start) if exact else 0))
            end = max(end, stop - (max(0, run.source_end - source_end) if exact else 0))
        return Span(start, max(start, end))

    def slices(self, start: int, end: int) -> list[Run]:
        """The runs over made[start:end], start < end, cut to it; they keep this origin's offsets."""
        cut: list[Run] = []
        number = bisect_right(self._starts, start) - 1
        while number < len(self.runs) and self.runs[number].start < end:
            run, stop = self.runs[number], self._stop(number)
            first, last = max(start, run.start), min(end, stop)
            if run.source_end - run.source_start == stop - run.start:
                offset = run.source_start - run.start
                run = Run(first, offset + first, offset + last)
            cut.append(run._replace(start=first))
            number += 1
        return cut

    def _stop(self, number: int) -> int:
        return self._starts[number + 1] if number + 1 < len(self._starts) else self.length

    def _edge(self, offset: int) -> tuple[int, int]:
        """The source stretch of the code point at `offset`; past the end, an empty one after the last."""
        if offset >= self.length:
            return self.runs[-1].source_end, self.runs[-1].source_end
        number = bisect_right(self._starts, offset) - 1
        run = self.runs[number]
        if run.source_end - run.source_start != self._stop(number) - run.start:
            return run.source_start, run.source_end
        place = run.source_start + offset - run.start
        return place, place + 1
