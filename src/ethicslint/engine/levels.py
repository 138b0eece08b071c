"""The one function that decides how loud a finding is.

Knows the public contract: one step down inside a quotation, with exceptions, and one step down for medium confidence.
"""

from typing import Final

from ethicslint.rulebook.model import LEVELS
from ethicslint.text.document import HEADLINES

REPEATING_IS_PUBLISHING: Final = frozenset(
    ("presumption", "legal-sourcing", "identification", "restrictions", "consistency")
)
"""Families in which quotation marks do not soften anything: whoever prints the words answers for them."""


def level_of(
    level: str, family: str, place: str, voice: str, confidence: str = "high", keeps_level: bool = False
) -> str | None:
    """The level of a finding, or None if it is dropped.

    `level` is the rule's or the configuration's for this place; `voice` is `author` or `quoted`; `keeps_level` is set by rules
    about quoting itself and about suicide methods.
    """
    step = LEVELS.index(level)
    if confidence == "low":
        return None
    if confidence == "medium":
        step -= 1
    softened = voice == "quoted" and place not in HEADLINES
    if softened and not keeps_level and family not in REPEATING_IS_PUBLISHING:
        step -= 1
    return LEVELS[step] if step >= 0 else None
