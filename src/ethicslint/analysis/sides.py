"""On which side of a case a speaker stands, and whether only the words of those harmed are told with doubt.

Knows the parts that people play and the nearest person behind “she” or “he”. Knows nothing of how sources are found
(`analysis.attribution`).
"""

from collections.abc import Iterable, Sequence
from typing import Final

import regex

from ethicslint.analysis.people import Person
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


def side(part: str, source: Stretch | None, texts: Sequence[str], people: Sequence[Person]) -> str:
    """harmed, accused, law (police, courts and counsel) or other, by the parts that `part` holds, with blanks between.

    A “she” or “he” without a part is the nearest person of that sex before it. Who is accused stands on that side, whatever was
    done to them besides.
    """
    roles = frozenset(part.split())
    words = texts[source.block][source.start : source.end].lower() if source else ""
    if not _COUNSEL.isdisjoint(words.replace("'s", "").replace(",", "").split()):
        return "law"
    if source and part == "other":
        sex = _SEXES.get(words)
        roles = _nearest(source, sex, people) if sex else roles
    for name, those in (("accused", _ACCUSED), ("harmed", _HARMED), ("law", _LAW)):
        if roles & those:
            return name
    return "other"


def _nearest(source: Stretch, sex: str, people: Sequence[Person]) -> frozenset[str]:
    """The parts of the nearest person of a sex named before a pronoun in its paragraph."""
    closest, roles = source.start - _REACH, frozenset[str]()
    for person in people:
        if person.sex == sex:
            for one in person.mentions:
                if one.block == source.block and closest <= one.start < source.start:
                    closest, roles = one.start, person.roles
    return roles


def is_nobody_known(source: Stretch | None, texts: Sequence[str]) -> bool:
    """Whether words have no source, or only one who may be on either side: “she”, “they”, “the woman”, “it”."""
    return source is None or bool(_EITHER.search(texts[source.block], source.start, source.end))


def is_one_sided(told: Iterable[tuple[str, str]]) -> bool:
    """Whether, of these sides and tones, nobody but the side harmed is doubted, and the accused or the law speaks plainly."""
    seen = set(told)
    doubted = {side for side, tone in seen if tone == "doubting"}
    return doubted == {"harmed"} and not seen.isdisjoint({("accused", "plain"), ("law", "plain")})
