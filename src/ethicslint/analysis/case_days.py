"""The weekday of a verdict, told twice: “found guilty on Tuesday” and “after Wednesday's verdict”.

Knows the weekdays and years of outcomes that are taken up again. Knows nothing of dates (`analysis.dates`).
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ethicslint.analysis.cases import Docket
from ethicslint.analysis.conflicts import Conflict, apart
from ethicslint.analysis.memory import remembering
from ethicslint.analysis.saying import Stretch

_DAY: Final = r"(?P<day>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_TAKEN_UP: Final = re.compile(
    rf"\b{_DAY}'s (?:(?:unanimous|majority|guilty) )?(?P<what>verdicts?|conviction|acquittal|sentence|sentencing|plea)\b"
)
_YEAR_TAKEN_UP: Final = re.compile(
    r"\b(?:the|his|her|their|'s) (?P<day>(?:19|20)\d\d) (?:(?:unanimous|majority|guilty) )?(?P<what>verdicts?|conviction|acquittal)\b"
)
_YEAR: Final = re.compile(r"\bin ((?:19|20)\d\d)\b")
_WEEKDAY: Final = re.compile(rf"\b{_DAY}\b")
_KINDS: Final = {"verdict": ("convicted", "acquitted"), "conviction": ("convicted",), "acquittal": ("acquitted",)}
_KINDS_OF: Final = {
    **_KINDS,
    "verdicts": _KINDS["verdict"],
    "sentence": ("sentenced",),
    "sentencing": ("sentenced",),
    "plea": ("pleaded",),
}

_days_taken_up: Final = remembering(lambda text: _TAKEN_UP.finditer(text) if "day's" in text else ())
_years_taken_up: Final = remembering(
    lambda text: _YEAR_TAKEN_UP.finditer(text) if " 20" in text or " 19" in text else ()
)


def days(file: Docket, texts: Sequence[str]) -> Iterator[Conflict]:
    """The outcomes that are taken up with another weekday or year than all sentences that tell them; `texts` are folded."""
    for number, text in enumerate(texts):
        for seen in _days_taken_up(text):
            yield from _apart(file, texts, number, seen, _WEEKDAY)
        for seen in _years_taken_up(text):
            yield from _apart(file, texts, number, seen, _YEAR)


def _apart(
    file: Docket, texts: Sequence[str], number: int, seen: "re.Match[str]", day: "re.Pattern[str]"
) -> Iterator[Conflict]:
    """The conflict of an outcome that is `seen` with a day, where no sentence tells it with that `day`."""
    place = Stretch(number, *seen.span())
    told = [
        (one.place, found)
        for one in file.told
        if one.kind in _KINDS_OF[seen["what"]] and one.counts and (one.place.block, one.event.first) != place[:2]
        for found in [day.findall(_near(texts[one.place.block], one.event.start, one.event.end))]
        if found and not (one.place.block == number and seen.start() <= one.event.start < seen.end())
    ]
    if told and all([len(found) == 1 and found[0] != seen["day"] for _, found in told]):
        yield apart("date", place, told[0][0], "medium")


def _near(text: str, start: int, end: int) -> str:
    """The words right around an outcome that is told as news; "" of one told as a noun."""
    if _NOUN.match(text, end) or _NOUN.search(text[start:end]):
        return ""
    first, last = text.rfind(". ", 0, start), text.find(". ", end)
    return text[max(first, start - _REACH, 0) : min(last if last >= 0 else len(text), end + _REACH)]


_NOUN: Final = re.compile(r"[ ]?(?:verdicts?|pleas?|conviction|acquittal)\b")
_REACH: Final = 20  # code points
