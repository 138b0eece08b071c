"""A weekday that its date did not fall on: “Monday, March 5, 2019” was a Tuesday.

Knows dates with a weekday, a month and a year in British and American order. Knows nothing of dates without a year.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

import regex

from ethicslint.analysis.conflicts import Conflict
from ethicslint.analysis.memory import remembering
from ethicslint.analysis.saying import Stretch

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY: Final = r"(?P<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)\b\.?,?"
_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_NUMBER: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATE: Final = regex.compile(
    rf"\b{_DAY}[ ](?P<date>(?:{_MONTH}[ ]{_NUMBER},?"
    rf"|(?:the[ ])?{_NUMBER}(?:[ ]of)?[ ]{_MONTH},?)[ ](?P<year>(?:1[89]|20)\d\d))\b",
    regex.IGNORECASE,
)

_dates: Final = remembering(_DATE.finditer)


def weekdays(texts: Sequence[str]) -> list[Conflict]:
    """The weekdays that do not fit their dates; `texts` are the folded texts of the blocks."""
    found: list[Conflict] = []
    for block, text in enumerate(texts):
        if "day" not in text:
            continue
        for seen in _dates(text):
            month = _MONTHS.index(seen["month"][:3].lower()) + 1
            try:
                fell_on = date(int(seen["year"]), month, int(seen["day"])).weekday()
            except ValueError:
                continue  # a 31st of June is a slip of another kind
            if fell_on != _DAYS.index(seen["weekday"][:3].lower()):
                found.append(
                    Conflict("date", Stretch(block, *seen.span("weekday")), Stretch(block, *seen.span("date")), "high")
                )
    return found
