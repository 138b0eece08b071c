"""An article as bytes and as text, and the only place that turns offsets into lines and columns.

Knows encodings, byte-order marks and line ends. Knows nothing of Markdown, of rules, or of where the bytes came from.
"""

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate
from typing import Literal, NamedTuple

import regex

from ethicslint.errors import Problem, SourceError

_LINE_END = r"\r\n|\r|\n"
_BOM = "\ufeff"
_STEP = 256  # bytes
_FOLLOWING = bytes(range(0x80, 0xC0))  # bytes that go on with a character of UTF-8
_FOREIGN_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)

Unit = Literal["code points", "utf-16", "utf-8"]


class Position(NamedTuple):
    """A place in a source: 1-based line, 1-based column."""

    line: int
    column: int


class Source:
    """The decoded text of one article, without its byte-order mark.

    Offsets are code points into `text`. Lines end at LF, CRLF or a lone CR and nowhere else.
    """

    __slots__ = ("path", "text", "_starts")

    def __init__(self, text: str, path: str = "") -> None:
        """Raises SourceError for NUL characters and lone surrogates, which no article holds."""
        self.path = path
        self.text = text.removeprefix(_BOM)
        self._starts: list[int] | None = None
        if "\0" in text:
            raise _unreadable(path, f"looks binary (NUL at code point {text.index(chr(0))}); give a text file")
        if not text.isascii():
            try:
                text.encode()
            except UnicodeEncodeError as error:
                raise _unreadable(path, f"a lone surrogate at code point {error.start} is not text") from None

    @classmethod
    def from_bytes(cls, data: bytes, path: str = "") -> "Source":
        """Decode UTF-8. Raises SourceError, naming the byte, when the bytes are not UTF-8 text."""
        for mark, encoding in _FOREIGN_MARKS:
            if data.startswith(mark):
                raise _unreadable(path, f"not UTF-8 but {encoding}; save it as UTF-8")
        zero = data.find(b"\0")
        if zero >= 0:
            raise _unreadable(path, f"looks binary (NUL at byte {zero}); give a text file")
        try:
            return cls(data.decode("utf-8"), path)
        except UnicodeDecodeError as error:
            raise _unreadable(path, f"not UTF-8 (byte {error.start}); save it as UTF-8") from None

    def _line_starts(self) -> list[int]:
        if self._starts is None:
            self._starts = _starts(self.text)
        return self._starts

    def position(self, offset: int, unit: Unit = "code points") -> Position:
        """Line and column of the code point at `offset`; columns count `unit`s."""
        starts = self._line_starts()
        line = bisect_right(starts, offset)
        start = starts[line - 1]
        # A copy of all that stands before on the line, for each of many places in it, would take the square of its length.
        return Position(line, 1 + (offset - start if unit == "code points" else width(self.text[start:offset], unit)))

    def offset(self, position: Position, unit: Unit = "code points") -> int:
        """The inverse of `position`; a column past the end of its line gives the end of the line.

        Raises ValueError for a line that the source does not have. A column inside a code point gives its start.
        """
        starts = self._line_starts()
        if not 1 <= position.line <= len(starts):
            raise ValueError(f"there is no line {position.line}")
        start, line = starts[position.line - 1], self.line(position.line)
        return start + reached(line, position.column - 1, unit)

    def line(self, number: int) -> str:
        """The text of line `number` (1-based) without its line end."""
        starts = self._line_starts()
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def lines(self) -> int:
        """How many lines the source has; the part after the last line end counts as one."""
        return len(self._line_starts())


def _starts(text: str) -> list[int]:
    """Where each line begins."""
    if "\r" in text:
        return [0, *(end.end() for end in regex.finditer(_LINE_END, text))]
    return [0, *accumulate([len(line) + 1 for line in text.split("\n")[:-1]])]


def byte_offsets(data: bytes) -> Callable[[int], int]:
    """A function from UTF-8 byte offsets of `data`, at the start of a character, to code points; in any order, in equal time."""
    if data.isascii():
        return int
    before = [0]  # how many code points begin before each step
    for start in range(0, len(data), _STEP):
        before.append(before[-1] + len(data[start : start + _STEP].translate(None, _FOLLOWING)))

    def offset(byte: int) -> int:
        step = byte // _STEP
        return before[step] + len(data[step * _STEP : byte].translate(None, _FOLLOWING))

    return offset


def width(text: str, unit: Unit) -> int:
    """How many `unit`s a text is long."""
    if unit == "code points" or text.isascii():
        return len(text)
    if unit == "utf-8":
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def reached(line: str, units: int, unit: Unit) -> int:
    """How many whole code points of a line stand before the place that is so many `unit`s into it; all, if it has fewer."""
    if unit == "code points" or line.isascii():
        return min(max(units, 0), len(line))
    for number, letter in enumerate(line):
        units -= width(letter, unit)
        if units < 0:
            return number
    return len(line)


def _unreadable(path: str, message: str) -> SourceError:
    return SourceError([Problem(path, 0, message)])
