"""Whether the words before a claim take it back: negation and hypothesis.

Knows the clause in front of a match, by its words. Knows nothing of what comes after it, nor of denials (those are claims of
their own).
"""

from typing import Final

import regex

_REACH: Final = 120  # code points, further back than any of these words is looked for
_TAKEN_BACK: Final = regex.compile(
    r"""(?:\b(?:not|never|no|nor|neither|without|cannot)\b|n't\b)(?:[^\w,;:.!?]++\w[\w']*+){0,4}+[^\w,;:.!?]*+\Z
    |\b(?:if|whether|unless)\b(?:[^\w,;:.!?]++\w[\w']*+){0,10}+[^\w,;:.!?]*+\Z""",
    regex.VERBOSE | regex.IGNORECASE,
)


def taken_back(folded: str, start: int, end: int) -> bool:
    """Whether folded[start:end], the part of a sentence in front of a claim, negates it or makes it hypothetical."""
    return bool(_TAKEN_BACK.search(folded, max(start, end - _REACH), end))
