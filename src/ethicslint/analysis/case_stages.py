"""Words that do not fit the stage of the case that the same article tells.

Knows who finds which of them, and that a live blog tells a case stage by stage. Knows nothing of figures
(`analysis.case_conflicts`).
"""

from collections.abc import Iterator
from typing import Final

import regex

from ethicslint.analysis.case_arrests import arrested
from ethicslint.analysis.case_article import Article
from ethicslint.analysis.case_civil import civil, settled
from ethicslint.analysis.case_clearing import cleared, convicted_once
from ethicslint.analysis.case_guilt import early, late, still_charged
from ethicslint.analysis.case_pleas import pleaded
from ethicslint.analysis.conflicts import Conflict

_CLOCK: Final = regex.compile(r"\W*\d{1,2}[.:]\d\d\b|\W*\d{1,2}[ ]?(?:am|pm)\b", regex.IGNORECASE)
_STAMPS: Final = 3  # paragraphs with a time of day in front, from which an article is a live blog


def stages(article: Article) -> Iterator[Conflict]:
    """The words that do not fit, each with the place that shows the stage."""
    if sum([bool(_CLOCK.match(text)) for text in article.texts]) >= _STAMPS:
        return
    for find in (late, still_charged, early, convicted_once, cleared, civil, settled, arrested, pleaded):
        yield from find(article)
