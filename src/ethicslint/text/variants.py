"""Where a name stands in a text, however it is written: in other capitals, without accents, joined, in a link or in pieces.

Knows how names hide: case, diacritics, hyphens, underscores, other separators or none, the order of a list, an initial in
the middle, entities, percent signs, escapes, tags, invisible characters. Knows nothing of who is protected, and judges nothing.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final
from unicodedata import combining, normalize

import regex

from ethicslint.text.origin import Span

SHORTEST: Final = 3
"""Letters that a name needs at least: with fewer, half of all texts would hold it."""

_SAFELY_LONG: Final = 8  # letters of a name of several words, from which it is found inside longer words too
_WIDEST_GAP: Final = 12  # characters between two words of a name
# Letters that no decomposition takes apart.
_LETTERS: Final = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ł": "l",
    "ı": "i",
    "ŋ": "n",
}
# How German and Scandinavian names are written where the letter is missing.
_SPELT_OUT: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae"}
_WRITTEN: Final = r"""(?x)
    (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    | (?P<percent>(?:%[0-9a-fA-F]{2})+)
    | (?P<escape>\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|U[0-9a-fA-F]{8}))
    | (?P<gone></?[A-Za-z][^<>\n]{0,200}> | \\(?=[^\w\s]) | [*~`\[\]] | (?<=\w)__?(?=\w)
        | [\xad\u034f\u180e\u200b-\u200f\u2060-\u2064\ufeff])"""


class Names:
    """Names to look for. Never shown: neither their number nor their letters appear in `repr`."""

    __slots__ = ("_pattern", "names")

    def __init__(self, names: Sequence[str]) -> None:
        """Raises ValueError with the number (from 0) of a name that is too short to look for."""
        for number, name in enumerate(names):
            if len("".join(_parts(name))) < SHORTEST:
                raise ValueError(number)
        self.names = tuple(names)
        self._pattern: regex.Pattern[str] | None = None

    def __repr__(self) -> str:
        return "Names(…)"

    def __getstate__(self) -> tuple[tuple[str, ...]]:
        return (self.names,)

    def __setstate__(self, state: tuple[tuple[str, ...]]) -> None:
        (self.names,) = state
        self._pattern = None

    def __len__(self) -> int:
        return len(self.names)

    def spans(self, text: str) -> list[Span]:
        """Where the names stand in `text`, in order, those that overlap as one."""
        found = set(self._in(text))
        if regex.search(_WRITTEN, text):
            found.update(self._in_written(text))
        return _merged(sorted(found))

    def without(self, text: str, stand_in: str) -> str:
        """`text` with `stand_in` in the place of every name."""
        for span in reversed(self.spans(text)) if self.names else ():
            text = text[: span.start] + stand_in + text[span.end :]
        return text

    def _in(self, text: str) -> Iterator[Span]:
        folded, origin = _folded(text)
        for found in self._compiled().finditer(folded, overlapped=True):
            start, end = origin[found.start()], origin[found.end() - 1] + 1
            if found.lastgroup == "long" or _stands_alone(text, start, end):
                yield Span(start, end)

    def _in_written(self, text: str) -> Iterator[Span]:
        """The same in what a text that is made of signs for letters stands for."""
        made: list[str] = []
        origin: list[tuple[int, int]] = []
        done = 0
        for sign in regex.finditer(_WRITTEN, text):
            for number in range(done, sign.start()):
                made.append(text[number])
                origin.append((number, number + 1))
            meant = _meant(sign)
            made.append(meant)
            origin += [sign.span()] * len(meant)
            done = sign.end()
        made.append(text[done:])
        origin += [(number, number + 1) for number in range(done, len(text))]
        for start, end in self._in("".join(made)):
            yield Span(origin[start][0], origin[end - 1][1])

    def _compiled(self) -> "regex.Pattern[str]":
        if self._pattern is None:
            spelt = {spelling for name in self.names for spelling in _spellings(name)}
            self._pattern = regex.compile("|".join(_looked_for(parts) for parts in sorted(spelt)) or r"(?!)")
        return self._pattern


def _looked_for(parts: tuple[str, ...]) -> str:
    """A pattern for a name in folded text: with anything but letters between its words, or nothing."""
    if len(parts) == 1:
        return parts[0]
    gap = rf"(?:[\W_]{{1,{_WIDEST_GAP}}}[a-z](?=[\W_]))?[\W_]{{0,{_WIDEST_GAP}}}"
    name = gap.join(parts)
    return f"(?P<long>{name})" if len("".join(parts)) >= _SAFELY_LONG else name


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no letters go on before or behind, but for the end of a possessive or a plural and the humps of joined words."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalpha() and not (before.islower() and text[start].isupper()):
        return False
    if after == "s" and not text[end + 1 : end + 2].isalpha():
        return True
    return not after.isalpha() or text[end - 1].islower() and after.isupper()


def _spellings(name: str) -> Iterator[tuple[str, ...]]:
    """The words of a name as it is listed, spelt out, and with the last one first."""
    spelt_out = "".join(_SPELT_OUT.get(letter, letter) for letter in normalize("NFC", name).lower())
    for written in (name, spelt_out):
        words = written.replace(",", " ").split()
        yield _parts(written)
        yield _parts(" ".join((words[-1], *words[:-1])))


def _parts(name: str) -> tuple[str, ...]:
    return tuple(regex.findall(r"[^\W_]+", _folded(name)[0]))


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """`text` in small letters without accents, and for each of its characters the place in `text` that it comes from."""
    if text.isascii():
        return text.lower(), range(len(text))
    signs = {letter: _plain(letter) for letter in set(text) if not letter.isascii()}
    if all(len(plain) == 1 for plain in signs.values()):
        return text.translate({ord(letter): plain for letter, plain in signs.items()}).lower(), range(len(text))
    made: list[str] = []
    origin: list[int] = []
    for number, letter in enumerate(text):
        plain = signs[letter] if letter in signs else letter.lower()
        made.append(plain)
        origin += [number] * len(plain)
    return "".join(made), origin


@cache
def _plain(letter: str) -> str:
    """One character in small letters of the plain alphabet, as far as it has any."""
    low = letter.casefold() if letter not in _LETTERS else letter
    apart = (_LETTERS.get(one, one) for one in normalize("NFKD", low) if not combining(one))
    return "".join(_LETTERS.get(one, one) for one in "".join(apart).lower() if not combining(one))


def _meant(sign: "regex.Match[str]") -> str:
    """What an entity, an escape or a mark stands for."""
    written = sign.group()
    if sign["entity"]:
        import html

        return html.unescape(written)
    if sign["percent"]:
        return bytes.fromhex(written.replace("%", "")).decode("utf-8", "replace")
    if sign["escape"]:
        code = int(written[2:], 16)
        return chr(code) if code <= 0x10FFFF else ""
    return ""


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in spans:
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged
