"""What the words of an article are compared with: its case file, its labels, and whom each of them means.

Knows whose label one is, whether somebody is quoted or cited with it, and the words that stand beside it. Knows nothing of stages
(`analysis.case_stages` and the modules that it lists).
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import regex

from ethicslint.analysis.around import between_stops
from ethicslint.analysis.case_labels import Label
from ethicslint.analysis.cases import UNKNOWN, Docket, Told
from ethicslint.analysis.conflicts import Conflict
from ethicslint.analysis.saying import Stretch

_SAYS: Final = regex.compile(
    r"\b(?:sa(?:id|ys?|ying)|told|tells?|according|heard|wrote|argued?|alleg(?:es?|ed)|claim(?:s|ed)?|asked"
    r"|described?|called|believes?d?|reveals?|shows?|states?|prosecutors?)\b",
    regex.IGNORECASE,
)
_ORDERED: Final = regex.compile(
    r"\b(?:orders?|ordered|ordering|direct(?:s|ed)?|will|to be|seeks?|sought|listed|faces|remand\w*|until|awaits?)\b",
    regex.IGNORECASE,
)


class Article(NamedTuple):
    """What the stages are compared with: the case file, the folded texts and the labels by block, whom a stretch names, who of
    them is there by office, and whether words of a block are somebody's (`said_by`) or stand in quotation marks (`quoted`).
    """

    file: Docket
    texts: Sequence[str]
    labels: Mapping[int, Sequence[Label]]
    headlines: Sequence[int]
    people: Callable[[int, int, int], Sequence[int]]
    officials: Container[int]
    said_by: Callable[[int, int, int], bool]
    quoted: Callable[[int, int, int], bool]


def labels(article: Article, *kinds: str) -> Iterator[tuple[int, Label]]:
    """The labels of some kinds in the article's own voice."""
    for number, own in sorted(article.labels.items()):
        for label in own:
            if label.kind in kinds and not article.quoted(number, label.start, label.end):
                yield number, label


def is_said(article: Article, number: int, label: Label) -> bool:
    """Whether the sentence of a label names somebody whose words it tells."""
    said = article.said_by(number, label.start, label.end)
    return said and bool(_SAYS.search(beside(article, number, label)))


def owner(article: Article, number: int, label: Label) -> int | None:
    """Whom a label means: who is named beside it, else the only one before the court."""
    if label.name != (0, 0):
        return next(iter(article.people(number, *label.name)), None)
    return article.file.alone


def place(number: int, label: Label) -> Stretch:
    return Stretch(number, label.start, label.end)


def misfit(label: str, words: Stretch, shown: Told | Stretch, confidence: str, *more: Stretch) -> Conflict:
    """The finding belongs where the wording is, wherever it stands."""
    other = shown.place if isinstance(shown, Told) else shown
    return Conflict("stage", words, other, confidence, more, label)


def names_another(article: Article, number: int, label: Label, who: int) -> bool:
    """Whether the sentence of a label names somebody else, whom it may mean."""
    text = article.texts[number]
    named = article.people(number, *between_stops(text, label.start, label.end))
    return any([one != who and one not in article.officials for one in named])


def sentence_of(article: Article, one: Told) -> str:
    """The words around an event, some of the sentences beside it among them."""
    text = article.texts[one.place.block]
    return text[max(0, one.event.start - 120) : one.event.end + 120]


def sentence(article: Article, number: int, label: Label) -> str:
    """The words around a label, as far as the stops around it."""
    return stops_around(article.texts[number], label.start, label.end)


def stops_around(text: str, start: int, end: int) -> str:
    """The words around a stretch of a text, as far as the stops around it."""
    return text[slice(*between_stops(text, start, end))]


def beside(article: Article, number: int, label: Label) -> str:
    """The rest of a label's sentence."""
    return sentence(article, number, label).replace(article.texts[number][label.start : label.end], " ")


def new_trial(article: Article, who: int) -> bool:
    """Whether another trial is to come."""
    return any(
        [
            one.kind == "retrial" and not one.event.negated and bool(_ORDERED.search(sentence_of(article, one)))
            for one in article.file.told
            if one.who in (who, UNKNOWN)
        ]
    )


def both(one: Told, other: Told) -> str:
    return "high" if one.sure == other.sure == "high" else "medium"
