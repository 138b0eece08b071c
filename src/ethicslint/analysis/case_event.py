"""The shape of something that happened in a case, and of whom it befell.

Knows what an event says. Knows nothing of the words that tell it (`analysis.case_events`).
"""

from typing import NamedTuple

from ethicslint.analysis.case_figures import Count, Term, Victims
from ethicslint.analysis.identity import Sighting


class Who(NamedTuple):
    """Whom an event befell, as far as its sentence says. `how`: by `name` (`word` is all of it), by a `noun` (the driver; `word`
    where “a” introduces it), `he`, `she`, `they`, `other` (his brother, a second man), `line` (a line of a list), or `none`.
    """

    how: str
    start: int = 0
    end: int = 0
    word: str = ""


def named(one: Sighting) -> Who:
    return Who("name", one.mention.start, one.mention.end, " ".join(one.tokens))


class Event(NamedTuple):
    """Something that happened in a case, by code points of its block. `kind` is one of EVENTS, `plea` one of PLEAS (see
    `analysis.kinds`) or ""; `year` 0 if none is named.

    `charges` are kinds of charge, `named` the words for them. `noun`: told as a noun (“his conviction”) or as a label, not as
    news. `earlier`: of a case before the one that is told. `trial`: 1 for the first of several, 2 for a later one, 0 if its
    sentence says neither. `changed`: its sentence tells of a charge, count or term that was changed; `tangled`: it tells so
    much, or denies so often, that few can follow. From `first` to `last` it stands with the charge, count or term right
    beside it. `lists`: a sentence says how many counts the indictment has. `refers`: its charge is “that count”, named before.
    `date` and `court` are where the sentence says when and by which court, (0, 0) if it does not.
    """

    start: int
    end: int
    kind: str
    who: Who
    sentence: int
    charges: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    counts: tuple[Count, ...] = ()
    terms: tuple[Term, ...] = ()
    victims: tuple[Victims, ...] = ()
    plea: str = ""
    negated: bool = False
    hypothetical: bool = False
    earlier: bool = False
    noun: bool = False
    tangled: bool = False
    trial: int = 0
    changed: bool = False
    year: int = 0
    first: int = 0
    last: int = 0
    date: tuple[int, int] = (0, 0)
    court: tuple[int, int] = (0, 0)
    lists: bool = False
    refers: bool = False
