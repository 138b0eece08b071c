"""Words of an article or a path made safe to show: what could steer a terminal or turn a line around becomes visible.

Knows characters and how many cells of a terminal they fill. Knows nothing of findings.
"""

import unicodedata
from typing import Final

_NAMED: Final = {"\t": "→", "\n": "⏎", "\r": "⏎", "\xa0": " ", "\u202f": " "}


def visible(text: str) -> str:
    """`text` on one line with as many characters, and none that a terminal would obey or hide."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else _NAMED.get(letter, "\ufffd") for letter in text)


def cells(text: str) -> int:
    """How many cells of a terminal `text` fills: two for wide letters, none for marks that combine."""
    if text.isascii():
        return len(text)
    return sum(_cells(letter) for letter in text)


def _cells(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
