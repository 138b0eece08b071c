"""An admission told of a plea that admits nothing, or of a denial that a verdict refuted.

Knows pleas of no contest and Alford pleas. Knows nothing of settlements (`analysis.case_civil`).
"""

from collections.abc import Iterator
from typing import Final

import regex

from ethicslint.analysis.case_article import Article, both, labels, misfit, place, sentence, sentence_of
from ethicslint.analysis.conflicts import Conflict
from ethicslint.analysis.saying import Stretch

_PLEA: Final = regex.compile(
    r"\b(?:guilt|crime|charges?|plea|cruelty|fraud|abuse|assault|taking|stealing|offence|offense|court|confess\w*|\w+ing)\b",
    regex.IGNORECASE,
)


def pleaded(article: Article) -> Iterator[Conflict]:
    """An admission or a guilty plea told of a plea that admits nothing, or of a denial that a verdict refuted."""
    file = article.file
    for who in file.about():
        yield from _headline_admits(article, who)
        pleas = [one for one in file.of(who, "pleaded") if one.event.plea in ("no-contest", "alford")]
        if not pleas:
            continue
        for one in file.of(who, "pleaded"):
            if one.event.plea == "guilty" and not regex.search(
                r"\b(?:changed|later|earlier|other)\b", sentence_of(article, one)
            ):
                yield misfit("plea", one.place, pleas[0], both(one, pleas[0]))
        taken = {(one.place.block, one.event.start) for one in file.told if one.kind == "pleaded"}
        for number, label in labels(article, "admission"):
            own = sentence(article, number, label)
            if (
                (number, label.start) in taken
                or not _PLEA.search(own)
                or regex.search(r"\b(?:not|no|without|never)\b[^.]{0,20}\Z", article.texts[number][: label.start])
            ):
                continue
            yield misfit("plea", place(number, label), pleas[0], "medium")


def _headline_admits(article: Article, who: int) -> Iterator[Conflict]:
    """“Boss admits fraud” over somebody who denied it all and was convicted after a trial."""
    file = article.file
    denied = [one for one in file.of(who, "pleaded") if one.event.plea == "not-guilty" and not one.headline]
    guilty = [one for one in file.of(who, "convicted") if not one.headline and not one.event.noun]
    other = [one for one in file.told if one.event.plea not in ("", "not-guilty") and not one.headline]
    if not denied or not guilty or other:
        return
    for number in article.headlines:
        for found in _ADMITS.finditer(article.texts[number]):
            if not any([_CONFESSED.search(text) for at, text in enumerate(article.texts) if at != number]):
                yield misfit("plea", Stretch(number, *found.span()), denied[0], "medium")
                return


_ADMITS: Final = regex.compile(r"\b(?:admits|owns[ ]up[ ]to|pleads[ ]guilty)\b(?![ ](?:he|she|they|that|to[ ]\w+ing))")
_CONFESSED: Final = regex.compile(
    r"\b(?:admit(?:s|ted|ting)?|confess\w*|manslaughter|but[ ]guilty)\b", regex.IGNORECASE
)
