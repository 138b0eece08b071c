"""One person with two ages.

Knows the ages that stand beside a name, and the words that put an age into another year (then, when, at the time). Knows nothing
of birthdays: a year more or less is only fairly sure.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import regex

from ethicslint.analysis.conflicts import Conflict, apart
from ethicslint.analysis.identity import Mention, Person
from ethicslint.analysis.saying import Stretch

_BEHIND: Final = regex.compile(
    r"(?:,[ ](?:who[ ]is[ ])?(?:now[ ])?(?:aged[ ])?|[ ]\((?:aged[ ])?|,?[ ]aged[ ])(?P<age>\d{1,3})"
    r"(?=[,);]|\.(?!\d)|[ ](?:of|from|and|was|is|has|had|who)\b|$)"
)
_BEFORE: Final = regex.compile(
    r"\b(?P<age>\d{1,3})-year-old,?[ ](?:(?!\w+(?:ed|ing|s)\b|women\b|people\b)\p{Ll}[\p{Ll}-]{3,}[ ])?\Z",
    regex.IGNORECASE,
)
_ANOTHER_YEAR: Final = regex.compile(
    r"\b(?:then|now|when|at[ ]the[ ]time|who[ ]was|was[ ]aged|were|aged[ ]just|would[ ]have[ ]been|turned"
    r"|years?[ ](?:ago|later|earlier)|in[ ](?:1[89]|20)\d\d|since|born)\b",
    regex.IGNORECASE,
)
_AT_DEATH: Final = regex.compile(
    r",[ ](?:who[ ]was[ ])?(?:aged[ ])?(?P<age>\d{1,3})[ ](?:when[ ](?:he|she)[ ](?:died|was[ ](?:killed|murdered))"
    r"|at[ ]the[ ]time[ ]of[ ](?:his|her)[ ](?:death|murder))\b"
)
_LONGER_NAME: Final = regex.compile(r"\b(?!(?:Mr|Mrs|Ms|Miss|Dr|PC)\b)\p{Lu}[\p{L}'-]+[ ]\Z")
_DATED: Final = regex.compile(r"\b(?:1[89]|20)\d\d\b")
_REACH: Final = 60
_MENTIONS: Final = 8192  # of people in an article that is being written, each looked at once
_YEAR: Final = 1
_FEW: Final = 10  # years, beyond which an article may tell of another time


class _Age(NamedTuple):
    """An age beside a name, and where both stand; `at_death`: told as the age at which the person died."""

    years: int
    place: Stretch
    at_death: bool = False


def ages(texts: Sequence[str], people: Sequence[Person]) -> list[Conflict]:
    """The people whose names stand beside different ages; `texts` are the folded texts of the blocks."""
    found: list[Conflict] = []
    for person in people:
        if person.confidence == "low":
            continue
        seen: dict[int, _Age] = {}
        for one in _ages(texts, person.mentions):
            other = min(
                (years for years in seen if years != one.years), key=lambda years: abs(years - one.years), default=0
            )
            if one.years not in seen and other:
                plain = not (one.at_death or seen[other].at_death)
                sure = plain and person.confidence == "high" and _is_slip(one.years, other)
                found.append(apart("age", seen[other].place, one.place, "high" if sure else "medium"))
            seen.setdefault(one.years, one)
    return found


def _is_slip(one: int, other: int) -> bool:
    """Whether two ages are apart by more than a birthday and less than a life: one digit wrong, two changed round, a few years."""
    first, second = str(one), str(other)
    alike = sorted(first) == sorted(second) or first[0] == second[0] or first[-1] == second[-1]
    return abs(one - other) > _YEAR and (alike or abs(one - other) <= _FEW)


def _ages(texts: Sequence[str], mentions: Sequence[Mention]) -> Iterator[_Age]:
    """The ages beside the mentions of one person, those of another year left out."""
    for mention in mentions:
        text = texts[mention.block]
        if found := _age(text, mention.start, mention.end, mention.how):
            years, start, end, at_death = found
            yield _Age(years, Stretch(mention.block, start, end), at_death)


@lru_cache(_MENTIONS)
def _age(text: str, first: int, last: int, how: str) -> tuple[int, int, int, bool] | None:
    """The age beside a mention, from where to where both stand, and whether it is one at death."""
    if at_death := _AT_DEATH.match(text, last):
        return int(at_death["age"]), first, at_death.end(), True
    if how == "given" or (how == "surname" and _LONGER_NAME.search(text, max(0, first - _REACH), first)):
        return None
    behind = _BEHIND.match(text, last)
    age = behind or _BEFORE.search(text, max(0, first - _REACH), first)
    if age is None:
        return None
    start, end = min(age.start(), first), max(age.end(), last)
    around = text[max(0, start - 12) : start], text[end : end + 40]
    dated = _DATED.search(text, max(0, start - _REACH), start)  # “22 December 2016: Roe, 48, is charged”
    if dated or any([_ANOTHER_YEAR.search(one) for one in (*around, age.group())]):
        return None
    return int(age["age"]), start, end + (text[end : end + 1] == ")"), False


_INTRODUCED: Final = regex.compile(r"(?:\A|[.!?][ ])An?[ ](?P<age>\d{2})-year-old,?[ ](?:[\p{Ll}-]+[ ]){0,2}\Z")
_HEADED: Final = regex.compile(
    r"(?:A[ ])?(?P<age>\d{2})-year-old[ ](?:[\p{Ll}-]+[ ]){1,3}?(?:pleads|charged|jailed|convicted|guilty|sentenced|arrested"
    r"|indicted|admits|denies|found|fined|cleared|acquitted|accused|faces|in[ ]court|in[ ]the[ ]dock)\b"
    r"|(?:[\p{L}-]+[ ]){0,3}[\p{L}-]+(?:,[ ]|[ ]\()(?P<years>\d{2})[,)][ ](?:pleads|charged|jailed|convicted|guilty|sentenced|arrested"
    r"|indicted|admits|denies|found|fined|cleared|acquitted|accused|faces|in[ ]court|in[ ]the[ ]dock)\b"
)
_TURNED: Final = regex.compile(
    r"(?:,[ ]who|[ ])[ ]?(?:has[ ]|had[ ])?(?:turned|turns|is[ ]now)[ ](?P<age>\d{2})\b(?![ ]years[ ]ago)"
)
_BORN: Final = regex.compile(r"\bborn[ ](?:on|in)[ ](?:[\p{L}\d]+,?[ ]){0,3}?(?P<year>(?:19|20)\d\d)\b")
_WRITTEN: Final = regex.compile(
    r"\b(?:on|in)[ ](?:\d{1,2}[ ]\p{Lu}\p{Ll}+|\p{Lu}\p{Ll}+[ ]\d{1,2},|\p{Lu}\p{Ll}+)[ ](?P<year>20\d\d)\b"
)
_BIRTHDAYS: Final = 2  # years that pass between a charge and its verdict


def of_one(
    texts: Sequence[str], headlines: Sequence[int], person: Person, nouns: Sequence[Stretch] = ()
) -> Iterator[Conflict]:
    """The ages of the only person before the court that stand without the name, where they do not fit the one beside it.

    `nouns` are the words that introduce that person without a name: “man” in “a 34-year-old man has been jailed”.
    """
    own = next(iter(_ages(texts, person.mentions)), None)
    told: list[tuple[int, Stretch]] = [(own.years, own.place)] if own else []
    for block, start, end in nouns:
        if age := _INTRODUCED.search(texts[block], max(0, start - _REACH), start):
            told.append((int(age["age"]), Stretch(block, age.start("age"), end)))
    for number in headlines:
        if found := _HEADED.match(texts[number]):
            told.append(
                (int(found["age"] or found["years"]), Stretch(number, *found.span("age" if found["age"] else "years")))
            )
    for one in person.mentions:
        if found := _TURNED.match(texts[one.block], one.end):
            told.append((int(found["age"]), Stretch(one.block, one.start, found.end())))
    born = [(number, found) for number, text in enumerate(texts) for found in _BORN.finditer(text)]
    now = max((int(found["year"]) for text in texts for found in _WRITTEN.finditer(text)), default=0)
    if own and len(born) == 1 and now - int(born[0][1]["year"]) - own.years > _YEAR:
        number, found = born[0]
        yield apart("age", own.place, Stretch(number, *found.span()), "medium")
    for years, place in told[1:]:
        if abs(years - told[0][0]) > _BIRTHDAYS:
            yield apart("age", told[0][1], place, "medium")
            return


_THE_ONE: Final = regex.compile(
    r"\b[Tt]he[ ](?:(?P<age>\d{2})-year-old[ ](?P<noun>man|woman)\b|(?P<other>man|woman)(?:,[ ]|[ ]\()(?:aged[ ])?(?P<years>\d{2})[,)])"
)


def of_nameless(texts: Sequence[str]) -> Iterator[Conflict]:
    """Two ages of “the man” before the court, in an article that names nobody there."""
    first: dict[str, tuple[int, Stretch]] = {}
    for number, text in enumerate(texts):
        for found in _THE_ONE.finditer(text):
            told = int(found["age"] or found["years"]), Stretch(number, *found.span())
            known = first.setdefault(found["noun"] or found["other"], told)
            if abs(known[0] - told[0]) > _YEAR:
                yield apart("age", known[1], told[1], "medium")
                return
