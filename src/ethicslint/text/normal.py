"""Text as rules read it: pieces of source made into one line of clean text with an exact way back.

Knows what a reader does not see as letters: runs of blanks, no-break spaces, soft hyphens, URLs, hashtags, what was left out.
Knows nothing of Markdown; callers bring the pieces.
"""

import re
from functools import cache
from typing import NamedTuple

from ethicslint.text.origin import Origin, Run

LEFT_OUT = "\ufffc"
"""Stands for code, images, comments, URLs: no word matches it, so that its neighbours do not become a phrase."""

SOFT_BREAK = "\r"
"""The text of the piece for a line end inside a paragraph; `normalise` wants it replaced by a blank."""

_FILLERS = "\x1a\x80\ufffc\U000f0000"
_BLANK = r" \t\v\f\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_INVISIBLE = r"\x00\xad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe0e\ufe0f"

# One pass finds everything that is not plain text. Scraped copy holds the two characters backslash and n for a line end.
_SPECIAL = rf"""(?P<line>(?:[{_BLANK}{_INVISIBLE}]*+(?:\n|(?<!\\)(?:\\n)+(?=[\sA-Z"'“‘•\\-]|$)))+[{_BLANK}{_INVISIBLE}\n]*)
    |(?P<blank>[{_INVISIBLE}]++[{_BLANK}][{_BLANK}{_INVISIBLE}]*|[{_BLANK}][{_BLANK}{_INVISIBLE}]+|[{_BLANK.replace(" ", "", 1)}])
    |(?P<gone>[{_INVISIBLE}]+)
    |(?P<out>[{_FILLERS}]+
        |(?:https?|ftp)://[^\s<>"“”]*[^\s<>"“”.,;:!?'’)\]]
        |\bwww\.[\w-]+\.[^\s<>"“”]*[^\s<>"“”.,;:!?'’)\]]
        |(?<![\w.+-])[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}})+
        |(?<![\w&/])[#@](?=\w*[^\W\d_])\w+)"""
# Signs of a special place that `str.isprintable` does not tell; most paragraphs have none and skip the pattern above.
_SUSPECT = ("  ", "\\", "@", "#", "://", "www.", LEFT_OUT, "\ufe0f", "\ufe0e", "\u034f")
_MADE = {"gone": "", "line": "\n", "blank": " ", "out": LEFT_OUT}

_FOLD = (
    *((mark, "'") for mark in "’‘‛ʼ′´`"),
    *((mark, '"') for mark in "“”„‟«»″"),
    *((mark, "-") for mark in "‐‑"),
    ("ſ", "s"),
    ("\u212a", "K"),
    ("İ", "I"),
    ("ı", "i"),
)


class Piece(NamedTuple):
    """Made text and the source stretch it stands for; equally long stretches correspond code point by code point."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """`text` with typographic apostrophes, quotes and hyphens made plain, and letters that lower-case oddly; same length."""
    if text.isascii():
        return text.replace("`", "'")
    for mark, plain in _FOLD:
        text = text.replace(mark, plain)
    return text


def filler(text: str) -> str:
    """As many characters and UTF-8 bytes as `text`, none of them visible to a rule; line ends stay."""
    return "".join(letter if letter in "\r\n" else _FILLERS[len(letter.encode()) - 1] for letter in text)


def joined(pieces: list[Piece]) -> tuple[str, Origin]:
    """The pieces put together as they are."""
    if len(pieces) == 1:
        ((only, start, end),) = pieces
        return only, Origin([Run(0, start, end)] if only else [], len(only))
    runs: list[Run] = []
    at = 0
    for text, start, end in pieces:
        if text:
            runs.append(Run(at, start, end))
            at += len(text)
    return "".join([piece.text for piece in pieces]), Origin(runs, at)


def behind(piece: Piece, origin: Origin) -> list[Piece]:
    """A piece of a joined text as pieces of the source."""
    made, start, end = piece
    if len(made) != end - start:
        return [Piece(made, *origin.span(start, end))]
    runs = origin.slices(start, end)
    stops = [*(run.start for run in runs[1:]), end]
    return [
        Piece(made[run.start - start : stop - start], run.source_start, run.source_end)
        for run, stop in zip(runs, stops, strict=True)
    ]


def normalise(pieces: list[Piece]) -> tuple[str, Origin]:
    """The pieces as one text, without blanks at its ends, and the way back to the source they came from."""
    raw, origin = joined(pieces)
    if not raw.isprintable() or raw[:1] == " " or raw[-1:] == " ":
        return _cleaned(raw, origin)
    for sign in _SUSPECT:
        if sign in raw:
            return _cleaned(raw, origin)
    return raw, origin


@cache
def _special() -> re.Pattern[str]:
    return re.compile(_SPECIAL, re.VERBOSE)  # not before a text needs it: it takes longer than a text


def _cleaned(raw: str, origin: Origin) -> tuple[str, Origin]:
    parts: list[str] = []
    runs: list[Run] = []
    length = 0
    done = len(raw) - len(raw.lstrip())
    last = len(raw.rstrip())
    for special in _special().finditer(raw, done, last):
        start, end = special.span()
        if start > done:
            runs.extend(run._replace(start=run.start - done + length) for run in origin.slices(done, start))
            parts.append(raw[done:start])
            length += start - done
        done = end
        made = _MADE[special.lastgroup or ""]
        at_an_end = not length or end == last
        if made and not (at_an_end and made.isspace()):
            runs.append(Run(length, *origin.span(start, end)))
            parts.append(made)
            length += 1
    if done < last:
        runs.extend(run._replace(start=run.start - done + length) for run in origin.slices(done, last))
        parts.append(raw[done:last])
        length += last - done
    return "".join(parts), Origin(runs, length)
