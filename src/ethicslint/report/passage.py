"""The lines of an article that a finding stands on, cut to a width around the words.

Knows which part of which line belongs to a finding, and how to cut. Knows nothing of colours or of what is said about it.
"""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from ethicslint.engine.finding import Finding
from ethicslint.report.visible import cells, ending, opening, steady

_LEAD: Final = 0.4  # of what the words leave free goes to what stands before them, where both sides are long
_INDENTATION: Final = " \t>"  # before the text of a line, in a list or a quotation


class Row(NamedTuple):
    """What a terminal shows of one source line (1-based): what stands before the words, the words, what follows them."""

    line: int
    before: str
    words: str
    after: str


def rows(finding: Finding, lines: Mapping[int, str], room: int) -> Iterator[Row]:
    """A row of at most `room` cells for every line that the words stand on."""
    for number in range(finding.start.line, finding.end.line + 1):
        line = lines[number]
        first = finding.start.column - 1 if number == finding.start.line else len(line) - len(line.lstrip(_INDENTATION))
        last = finding.end.column - 1 if number == finding.end.line else len(line.rstrip())
        if first < last:
            parts = steady(line[:first]), steady(line[first:last]), steady(line[last:])
            yield Row(number, *_window(*parts, room))


def _window(before: str, words: str, after: str, room: int) -> tuple[str, str, str]:
    """The three parts, cut so that together they fit into `room` cells; the words are the last to be cut."""
    before, after = before if before.strip() else "", after.rstrip()
    words = opening(words, room - bool(before) - bool(after))
    free = room - cells(words)
    lead = min(cells(before), max(1, int(free * _LEAD), free - cells(after)))
    return ending(before, lead), words, opening(after, free - lead)
