"""One step of a case, or one discovery, on two dates: “sentencing is set for 5 May” and “will be sentenced on 12 May”.

Knows dates with a month, steps that a court appoints for a day, and what is found only once. Knows nothing of weekdays
(`analysis.weekdays`, `analysis.case_days`), and nothing of steps that were moved: words of that kind make it silent.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ethicslint.analysis.conflicts import Conflict, apart
from ethicslint.analysis.memory import remembering
from ethicslint.analysis.saying import Stretch

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(?P<month{0}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|April|May|June|July|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober"
    r"|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY: Final = r"(?P<day{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_WEEKDAY: Final = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?[ ])?"
_DATE: Final = rf"{_WEEKDAY}(?:{_MONTH.format(1)}[ ]{_DAY.format(1)}(?!\d)|{_DAY.format(2)}[ ]{_MONTH.format(2)})\b"
_DATED: Final = re.compile(
    rf"{_DATE}(?:,?[ ](?P<year>(?:19|20)\d\d)\b)?|{_MONTH.format(3)}[ ](?P<year3>(?:19|20)\d\d)\b"
)
_STEP: Final = re.compile(
    r"\b(?P<step>jury[ ]selection|sentencing|sentenced|arraign(?:ment|ed)|preliminary[ ]hearing|plea[ ]hearing"
    r"|pre-?trial[ ](?:hearing|conference)|next[ ](?:court[ ])?(?:hearing|appearance|date)|committal[ ](?:hearing|mention))\b"
    r"(?P<gap>(?:[ ][\w'’-]+){0,8}?,?)[ ](?:on|for|until|to)[ ]$"
)
_HEARING: Final = re.compile(r"sentenc|jury selection|arraign|hearing|appearance|mention|date")
_TO_COME: Final = re.compile(
    r"\b(?:set|sets|scheduled|listed|fixed|due|will|would|is|ready|for|adjourned|to[ ]be|expected|returns?)\b"
)
_MOVED: Final = re.compile(
    r"\b(?:re-?scheduled|postpon\w+|adjourned|delay\w*|moved|pushed|put[ ]back|brought[ ]forward|original(?:ly)?|initial(?:ly)?"
    r"|previous(?:ly)?|vacated|earlier|new[ ]date|re-?trial|separate(?:ly)?|co-\w+|two[ ]days|first|later|then|was|were|had)\b",
    re.IGNORECASE,
)
_FOUND: Final = re.compile(
    r"\b(?:it|they|(?P<what>\w+))[ ](?:was|were)[ ](?:first[ ])?(?P<verb>discovered|uncovered|detected)[ ](?:in|on)[ ]$"
)
_FINDING: Final = re.compile(r"(?:discover|uncover|detect)ed [io]n ")
_REACH: Final = 110  # code points


class _When(NamedTuple):
    year: int
    month: int
    day: int

    def excludes(self, other: "_When") -> bool:
        """Whether the two cannot be one date; 0 is what is not told."""
        return any([one and its and one != its for one, its in zip(self, other, strict=True)])


def appointments(texts: Sequence[str]) -> Iterator[Conflict]:
    """The steps still to come that stand under two dates, where the article tells of one case; `texts` are folded, by block."""
    seen: dict[str, tuple[_When, Stretch]] = {}
    for number, text in enumerate(texts):
        for date, before in _appointed(text):
            step = _STEP.search(before)
            if step is None or not _TO_COME.search(before) or _MOVED.search(before):
                continue
            what = _NAMES.get(step["step"], step["step"])
            place = Stretch(number, date.start() - len(before) + step.start(), date.end())
            known = seen.setdefault(what, (_when(date), place))
            if known[0].excludes(_when(date)) and known[1].block != number:
                yield apart("date", known[1], place, "medium")
                return


_NAMES: Final = {"sentenced": "sentencing", "arraigned": "arraignment"}


def discoveries(texts: Sequence[str]) -> Iterator[Conflict]:
    """What is discovered under two dates: “thefts discovered in May”, and in June."""
    seen: dict[tuple[str, str], tuple[_When, Stretch]] = {}
    for number, text in enumerate(texts):
        for date, before in _discovered(text):
            told = _FOUND.search(before)
            if told is None:
                continue
            place = Stretch(number, date.start() - len(told.group()) + told.start("verb") - told.start(), date.end())
            nouns = [told["what"]] if told["what"] else [what for what, _ in seen if re.search(rf"\b{what}\b", before)]
            for noun in nouns[:1]:
                known = seen.setdefault((noun, told["verb"]), (_when(date), place))
                if known[0].excludes(_when(date)):
                    yield apart("date", known[1], place, "medium")
                    return


@remembering
def _appointed(text: str) -> Iterator[tuple["re.Match[str]", str]]:
    return _dates(text) if _HEARING.search(text) else iter(())


@remembering
def _discovered(text: str) -> Iterator[tuple["re.Match[str]", str]]:
    return _dates(text) if _FINDING.search(text) else iter(())


def _dates(text: str) -> Iterator[tuple["re.Match[str]", str]]:
    """The dates of a text, each with what stands before it in its sentence."""
    for date in _DATED.finditer(text):
        before = text[max(0, date.start() - _REACH) : date.start()]
        yield date, before[max(before.rfind(". ") + 1, before.rfind("; ") + 1) :]


def _when(date: "re.Match[str]") -> _When:
    month = date["month1"] or date["month2"] or date["month3"]
    return _When(
        int(date["year"] or date["year3"] or 0),
        _MONTHS.index(month[:3].lower()) + 1,
        int(date["day1"] or date["day2"] or 0),
    )
