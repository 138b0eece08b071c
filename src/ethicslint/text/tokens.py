"""The words of an article, block by block, as rules and analyses count them: what `regex` calls `\\w+`, in lower case.

Knows letters. Knows nothing of what a word means.
"""

from collections.abc import Sequence
from typing import Final

import regex

from ethicslint.text.normal import fold

_FOREIGN: Final = regex.compile(r"[^\w\x00-\x7f]")
_SEAM: Final = "\0"  # no source holds it
_SIGNS: Final = "".join(sign for sign in map(chr, range(1, 128)) if not (sign.isalnum() or sign == "_")) + "–—…£€•"


class Tokens:
    """The words of some texts: `parts` has those of each in order, `every` the set of all."""

    __slots__ = ("every", "parts")

    def __init__(self, texts: Sequence[str]) -> None:
        spaced = fold(_SEAM.join(texts)).lower()
        for sign in _SIGNS:
            spaced = spaced.replace(sign, " ")
        if not spaced.isascii():
            spaced = _FOREIGN.sub(" ", spaced)
        self.parts = [part.split() for part in spaced.split(_SEAM)][: len(texts)]
        self.every: set[str] = set().union(*self.parts)
