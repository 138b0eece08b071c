"""Two places of an article that contradict each other.

Knows the shape of a contradiction and gathers what each kind of comparison finds. What can be compared is known elsewhere: the
spelling of names (`analysis.spellings`) and of words that slip once (`analysis.slips`), the wording of a quotation
(`analysis.wordings`), ages (`analysis.ages`), weekdays and dates (`analysis.weekdays`). Knows nothing of which place is right.
"""

from typing import NamedTuple

from ethicslint.analysis.saying import Stretch


class Conflict(NamedTuple):
    """A contradiction. `place` is the later place, `other` the earlier one (for a date, the date that its weekday does not fit),
    `more` what else belongs to it.

    `of`: one of the values of `of` in `analysis.kinds`. `confidence`: high, medium or low. `label` is, for a word that does not
    fit the stage of a case, one of the values of `label` there; else "none".
    """

    of: str
    place: Stretch
    other: Stretch
    confidence: str
    more: tuple[Stretch, ...] = ()
    label: str = "none"


def apart(of: str, first: Stretch, second: Stretch, confidence: str) -> Conflict:
    """The conflict of two places, the later one first."""
    earlier, later = sorted((first, second))
    return Conflict(of, later, earlier, confidence)
