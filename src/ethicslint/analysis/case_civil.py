"""Words of guilt for what a civil court, a tribunal or a settlement decided, and of liability for a crime.

Knows the marks of a civil case, and what makes an admission of a settlement that contains none. Knows nothing of pleas
(`analysis.case_pleas`).
"""

from collections.abc import Iterator, Sequence
from typing import Final

import regex

from ethicslint.analysis.around import between_stops
from ethicslint.analysis.case_article import Article, both, is_said, labels, misfit, place, sentence, sentence_of
from ethicslint.analysis.case_labels import Label
from ethicslint.analysis.cases import Told
from ethicslint.analysis.conflicts import Conflict
from ethicslint.analysis.memory import remembering
from ethicslint.analysis.saying import Stretch

# What makes an admission of a settlement: “by signing, the county conceded”, “the payment proves that”.
_DEAL: Final = (
    r"(?:settle(?:s|d|ment)?|settling|agreements?|payments?|paying|pays?|paid|deal|sign(?:s|ed|ing)?|pay-?out|compromise"
    r"|resol(?:ve[sd]?|ution|ving)|consent|terms|cheque|check|compensat\w+)"
)
_BY_DEAL: Final = regex.compile(
    rf"\b(?:by|with|in|through|under|after|of|when|accepts?|as)[ \n](?:[\w-]+[ \n]){{0,2}}?{_DEAL}\b"
    rf"|\b(?:the|this|that|its|his|her|an?)[ \n](?:[\w-]+[ \n]){{0,2}}?{_DEAL}\b[^.;]{{0,50}}\Z",
    regex.IGNORECASE,
)
_CRIMINAL_COURT: Final = regex.compile(
    r"\b(?:magistrates|crown court|sheriff court|criminal court|police)\b|\bhad been convicted\b",
    regex.IGNORECASE,
)
_FEW: Final = 3  # verdicts told in an article that is about one case
_CRIMINAL: Final = (
    "charged",
    "indicted",
    "arrested",
    "trial",
    "pleaded",
    "sentenced",
    "acquitted",
    "overturned",
    "mistrial",
    "caution",
    "not-proven",
)


def civil(article: Article) -> Iterator[Conflict]:
    """Guilt in a case that only a civil court or a tribunal decided, and liability where a criminal court convicted."""
    file = article.file
    crimes = [one for one in file.told if one.kind in _CRIMINAL and not one.quoted and not one.event.negated]
    marks = [*labels(article, "civil", "body", "no-crime")]
    told = [
        one
        for one in file.told
        if one.kind == "convicted"
        and not (one.quoted or one.event.negated or one.event.hypothetical or one.event.earlier)
    ]
    strong = [
        (number, label)
        for number, label in marks
        if label.kind != "civil" or "civil" in article.texts[number][label.start : label.end]
    ]
    if (
        marks
        and told
        and not crimes
        and len(told) <= _FEW
        and (
            strong or len({label.kind + article.texts[number][label.start : label.end] for number, label in marks}) > 1
        )
    ):
        for one in told:
            if _CRIMINAL_COURT.search(sentence_of(article, one)):
                continue
            if one.headline or (one.sure == "high" and (strong or one.event.who.how in ("name", "he", "she", "none"))):
                yield misfit(
                    "civil", one.place, place(*(strong or marks)[0]), "high" if strong and one.who >= 0 else "medium"
                )
    if strong and not crimes and any([one.kind == "liable" and not one.event.negated for one in file.told]):
        for number, text in enumerate(article.texts):
            for found in _penalties(text):
                if not article.quoted(number, *found.span()):
                    yield misfit("civil", Stretch(number, *found.span()), place(*strong[0]), "medium")
    liable = [
        one
        for one in file.told
        if one.kind == "liable"
        and not one.quoted
        and not one.event.negated
        and "liable" in article.texts[one.place.block][one.event.start : one.event.end]
    ]
    guilty = [one for one in told if not one.headline]
    if liable and guilty and not [one for one in marks if one[1].kind != "no-crime" and not _overlaps(one, liable)]:
        for one in liable:
            yield misfit("criminal", one.place, guilty[0], both(one, guilty[0]))


_PENALTY: Final = regex.compile(
    r"\b(?:the|his|her)[ ](?:sentence|conviction|acquittal)[ ](?:would|will|was|is|has|had|could|should|of)\b"
)
_penalties: Final = remembering(_PENALTY.finditer)
"""Words of a criminal court for what a civil court orders."""


def _overlaps(mark: tuple[int, Label], told: Sequence[Told]) -> bool:
    number, label = mark
    return any(
        [one.place.block == number and one.event.start < label.end and label.start < one.event.end for one in told]
    )


def settled(article: Article) -> Iterator[Conflict]:
    """A settlement without admission, told as an admission."""
    settled = [one for one in article.file.told if one.kind == "settled" and not one.quoted]
    denied = [
        (number, label)
        for number, own in sorted(article.labels.items())
        for label in own
        if label.kind == "no-admission"
    ]  # in the words of the agreement too
    if not settled or not denied:
        return
    for number, label in labels(article, "admission"):
        near = sentence(article, number, label)
        if is_said(article, number, label) or any(
            [one[0] == number and one[1].sentence == label.sentence for one in denied]
        ):
            continue
        if regex.match(
            r"[ \n](?:to[ \n])?(?:(?:the|that|a)[ \n])?(?:settlement|settling|payments?|paying|reaching)\b",
            article.texts[number][label.end :],
        ):
            continue  # that there was one
        text = article.texts[number]
        ahead = text[between_stops(text, label.start, label.end)[0] : label.start]
        if _BY_DEAL.search(ahead) or _BY_DEAL.search(near, len(ahead)):
            yield misfit("settled", place(number, label), place(*denied[0]), "high")
