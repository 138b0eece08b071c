"""Whether the words before a claim take it back: negation and hypothesis.

Knows the clause in front of a match, by its words. Knows nothing of what comes after it, nor of denials (those are claims of
their own).
"""

from typing import Final

import regex

_TAKEN_BACK: Final = regex.compile(
    r"""(?:\b(?:not|never|no|nor|neither|without|cannot)\b|n't\b)(?:[^\w,;:.!?]+[\w']+){0,4}[^\w,;:.!?]*\Z
    |\b(?:if|whether|unless)\b(?:[^\w,;:.!?]+[\w']+){0,10}[^\w,;:.!?]*\Z""",
    regex.VERBOSE | regex.IGNORECASE,
)


def taken_back(before: str) -> bool:
    """Whether `before`, the folded part of a sentence in front of a claim, negates it or makes it hypothetical."""
    return bool(_TAKEN_BACK.search(before[-120:]))
