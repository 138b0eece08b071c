"""The one function that decides how loud a finding is.

Knows the public contract: one step down inside a quotation, with exceptions, and for each step that confidence is below high.
"""

from typing import Final

from ethicslint.analysis.kinds import CONFIDENCES
from ethicslint.rulebook.model import LEVELS
from ethicslint.text.document import HEADLINES

REPEATING_IS_PUBLISHING: Final = frozenset(
    ("presumption", "legal-sourcing", "identification", "restrictions", "consistency")
)
"""Families in which quotation marks do not soften anything: whoever prints the words answers for them."""


def level_of(
    level: str,
    family: str,
    place: str,
    voice: str,
    confidence: str = "high",
    keeps_level: bool = False,
    least: str = "medium",
) -> str | None:
    """The level of a finding, or None if it is dropped.

    `level` is the rule's or the configuration's for this place; `voice` is `author` or `quoted`; `keeps_level` is set by rules
    about quoting itself and about suicide methods. `least` is the confidence that is asked for; whoever asks for low gets
    what comes down below a suggestion as a suggestion.
    """
    sure = CONFIDENCES.index(confidence)
    if sure < CONFIDENCES.index(least):
        return None
    step = LEVELS.index(level) - (len(CONFIDENCES) - 1 - sure)
    softened = voice == "quoted" and place not in HEADLINES
    if softened and not keeps_level and family not in REPEATING_IS_PUBLISHING:
        step -= 1
    if least == CONFIDENCES[0]:
        step = max(step, 0)
    return LEVELS[step] if step >= 0 else None
