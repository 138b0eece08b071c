"""On which side of a case a speaker stands, and whether only the words of those harmed are told with doubt.

Knows the parts that people play and the nearest person behind “she” or “he”. Knows nothing of how sources are found
(`analysis.attribution`).
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import regex

from ethicslint.analysis.saying import Stretch

_SEXES: Final = {"she": "f", "he": "m"}
_ACCUSED: Final = frozenset(("accused", "convicted"))
_HARMED: Final = frozenset(("complainant", "harmed"))
_LAW: Final = frozenset(("officer", "lawyer", "judge"))
_COUNSEL: Final = frozenset(
    """lawyer lawyers attorney attorneys counsel barrister barristers solicitor solicitors prosecutor prosecutors advocate
    advocates detective detectives police officer officers""".split()
)
_EITHER: Final = regex.compile(
    r"\b(?:she|they|it|who|others?|some|many|wom[ae]n|girls?"
    r"|teenagers?|students?|pupils?|patients?|mothers?|actress(?:es)?|models?)\Z",
    regex.IGNORECASE,
)
_REACH: Final = 400  # code points, further back than which no pronoun reaches


class Named(NamedTuple):
    """Somebody named in a block, by code points of it: the parts that the person plays, with blanks between, and the sex."""

    start: int
    end: int
    parts: str
    sex: str


def side(part: str, words: str, start: int, here: Sequence[Named]) -> str:
    """harmed, accused, law (police, courts and counsel) or other, by the parts that `part` holds, with blanks between.

    `words` are what a speaker is called, in small letters, `start` where that stands, `here` who is named in that block. A “she”
    or “he” without a part is the nearest person of that sex before it. Who is accused stands on that side, whatever was done
    to them besides.
    """
    if not _COUNSEL.isdisjoint(words.replace("'s", "").replace(",", "").split()):
        return "law"
    if part == "other" and (sex := _SEXES.get(words)):
        part = next((one.parts for one in reversed(here) if one.sex == sex and start - _REACH <= one.start < start), "")
    roles = frozenset(part.split())
    for name, those in (("accused", _ACCUSED), ("harmed", _HARMED), ("law", _LAW)):
        if roles & those:
            return name
    return "other"


def is_nobody_known(folded: str, source: Stretch) -> bool:
    """Whether a source may be on either side: “she”, “they”, “the woman”, “it”. `folded` is the text of its block."""
    return bool(_EITHER.search(folded, source.start, source.end))


def is_one_sided(told: Iterable[tuple[str, str]]) -> bool:
    """Whether, of these sides and tones, nobody but the side harmed is doubted, and the accused or the law speaks plainly."""
    seen = set(told)
    doubted = {side for side, tone in seen if tone == "doubting"}
    return doubted == {"harmed"} and not seen.isdisjoint({("accused", "plain"), ("law", "plain")})
