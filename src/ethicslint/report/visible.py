"""Words of an article or a path made safe to show, and how much room they take on a terminal.

Knows characters, the cells they fill, and where a line may be cut or broken. Knows nothing of findings.
"""

import unicodedata
from collections.abc import Iterator
from typing import Final

import regex

_NAMED: Final = {"\t": "→", "\n": "⏎", "\r": "⏎"}

# What no two terminals draw alike and no reader misses: soft hyphens, joiners, marks of direction that turn nothing around,
# variation selectors, skin tones, and the tags of regional flags.
_UNSTEADY: Final = (
    r"[\xad\u034f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
    r"\U000e0100-\U000e01ef]"
)
_COMMAND: Final = r"(?<=##\w*)\["
_CLUSTER: Final = r"\X"
_STUMP: Final = 12  # cells that may be given up so that no word is cut in two


def visible(text: str) -> str:
    """`text` on one line with as many characters, and none that a terminal would obey or that turns others around."""
    if text.isprintable():
        return text
    return "".join([letter if letter.isprintable() else _shown(letter) for letter in text])


def _shown(letter: str) -> str:
    return _NAMED.get(letter) or (" " if unicodedata.category(letter) == "Zs" else "\ufffd")


def inert(line: str) -> str:
    """`line` such that no build log takes it for a command (`::error`, `##[error]`, `##vso[…]`); as long as it was."""
    if line.lstrip().startswith("::"):
        line = line.replace(":", "\ufffd", 1)
    return regex.sub(_COMMAND, "\ufffd", line) if "##" in line else line


def steady(text: str) -> str:
    """`text` made visible, and free of what terminals draw in different widths, so that a mark below it stays in its place."""
    if text.isascii():
        return visible(text)
    return visible(regex.sub(_UNSTEADY, "", unicodedata.normalize("NFC", text)))


def cells(text: str) -> int:
    """How many cells of a terminal `text` fills: two for wide letters, none for marks that combine."""
    if text.isascii():
        return len(text)
    return sum([_cells(letter) for letter in text])


def _cells(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def wrapped(words: str, width: int) -> Iterator[str]:
    """`words` in lines of at most `width` cells, broken at blanks only; a longer word has a line to itself."""
    line = ""
    for word in words.split():
        if line and cells(line) + 1 + cells(word) > width:
            yield line
            line = ""
        line = f"{line} {word}" if line else word
    if line:
        yield line


def opening(text: str, room: int) -> str:
    """The start of `text`, cut with an ellipsis if need be to fit into `room` cells; between words if that costs little."""
    if cells(text) <= room:
        return text
    kept = "".join(_fitting(regex.findall(_CLUSTER, text), room - 1))
    whole = kept if text[len(kept)] == " " else kept.rpartition(" ")[0]
    return f"{whole if whole and cells(kept) - cells(whole) <= _STUMP else kept}…"


def ending(text: str, room: int) -> str:
    """The end of `text`, cut in the same way."""
    if cells(text) <= room:
        return text
    kept = "".join(reversed(_fitting(regex.findall(_CLUSTER, text)[::-1], room - 1)))
    whole = kept if text[-len(kept) - 1] == " " else kept.partition(" ")[2]
    return f"…{whole if whole and cells(kept) - cells(whole) <= _STUMP else kept}"


def _fitting(clusters: list[str], room: int) -> list[str]:
    """As many of `clusters`, what a reader takes for one letter each, as fit into `room` cells."""
    for number, cluster in enumerate(clusters):
        room -= cells(cluster)
        if room < 0:
            return clusters[:number]
    return clusters
