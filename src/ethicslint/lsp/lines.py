"""The text of an open article, line by line, as its editor changes it.

Knows the line ends of an article (LF, CRLF, a lone CR; nothing else) and the units in which an editor counts columns. A change
makes new lines and leaves the old ones as they are, so that an analysis can go on with those it began with. Knows nothing of
messages.
"""

import re
from collections.abc import Sequence
from typing import Final

from ethicslint.engine.finding import Place
from ethicslint.text.source import Unit, reached, width

_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_ENDS: Final = "\r\n"
_BOM: Final = "\ufeff"
_HALVES: Final = re.compile("[\ud800-\udfff]")

Point = tuple[int, int]
"""A place as an editor counts: line and column from 0, the column in its own units."""


class Lines:
    """A text; treat as immutable. There is always a last line without a line end, which may be empty."""

    __slots__ = ("_lines", "_text", "unit")

    def __init__(self, lines: list[str], unit: Unit) -> None:
        self._lines = lines
        self._text: str | None = None
        self.unit = unit

    @classmethod
    def of(cls, text: str, unit: Unit) -> "Lines":
        return cls(_split(text), unit)

    @property
    def text(self) -> str:
        if self._text is None:
            self._text = "".join(self._lines)
        return self._text

    def replaced(self, start: Point, end: Point, words: str) -> "Lines":
        """The text with `words` in the place of what stands between two points. A point past the end of its line, or of the
        text, means that end."""
        (first, before), (last, after) = sorted((self._within(start), self._within(end)))
        head = _cut(self._lines[first], before, self.unit)[0]
        tail = _cut(self._lines[last], after, self.unit)[1]
        if first and not head:  # a line end may come together from two pieces
            first -= 1
            head = self._lines[first]
        new = _split(_whole(head + words + tail))
        if last + 1 < len(self._lines) and not new[-1]:
            new.pop()
        return Lines([*self._lines[:first], *new, *self._lines[last + 1 :]], self.unit)

    def point(self, place: Place) -> Point:
        """Where an editor sees a place of the source that was made of this text, which has no byte-order mark."""
        line, column = place.line - 1, place.column - 1
        if not line and self._lines[0].startswith(_BOM):
            column += 1
        return line, width(self._lines[line][:column], self.unit)

    def end_of(self, line: int) -> Point:
        """Where a line (from 0) ends, before its line end."""
        return line, width(self.line(line), self.unit)

    def line(self, number: int) -> str:
        """The text of a line (from 0) without its line end."""
        return self._lines[number].rstrip(_ENDS)

    def _within(self, point: Point) -> Point:
        return point if point[0] < len(self._lines) else self.end_of(len(self._lines) - 1)


def _split(text: str) -> list[str]:
    lines: list[str] = _LINE.findall(text)
    if not lines or lines[-1][-1] in _ENDS:
        lines.append("")
    return lines


def _cut(line: str, column: int, unit: Unit) -> Sequence[str]:
    """What stands before and behind a column."""
    words = line.rstrip(_ENDS)
    if unit == "utf-16" and not words.isascii():
        # An editor that counts in these may exchange the one half of a character for another.
        data = words.encode("utf-16-le", "surrogatepass")
        parts = data[: 2 * column], data[2 * column :]
        before, after = (part.decode("utf-16-le", "surrogatepass") for part in parts)
    else:
        at = reached(words, column, unit)
        before, after = words[:at], words[at:]
    return before, after + line[len(words) :]


def _whole(text: str) -> str:
    """A text in which halves of characters that have come together are one again."""
    if not _HALVES.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
