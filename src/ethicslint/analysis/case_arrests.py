"""“Charged” of somebody who is only under arrest, or was let go.

Knows the words of a decision that is still to come, and of a charge that followed. Knows nothing of what a verdict makes of it.
"""

from collections.abc import Iterator
from typing import Final

import regex

from ethicslint.analysis.case_article import Article, misfit, sentence_of
from ethicslint.analysis.cases import Told
from ethicslint.analysis.conflicts import Conflict
from ethicslint.analysis.memory import remembering
from ethicslint.analysis.saying import Stretch

_NOT_YET: Final = regex.compile(r"(?:\b(?:not|never|yet[ \n]to)|n't)[ \n](?:(?:yet|been|be)[ \n])*\Z", regex.IGNORECASE)
_FEW: Final = 3  # verdicts told in an article that is about one case


def arrested(article: Article) -> Iterator[Conflict]:
    """“Charged” of somebody who is only under arrest, or was let go without a charge."""
    file = article.file
    if not any([one.kind == "arrested" and one.counts for one in file.told]):
        return
    charged = [
        one for one in file.told if (one.kind == "charged" or (one.kind == "indicted" and one.headline)) and one.counts
    ]
    free: list[Told | Stretch] = [
        one for one in file.told if not one.quoted and (one.kind == "not-charged" or _is_uncharged(article, one))
    ]
    free += [
        Stretch(number, *found.span())
        for number, text in enumerate(article.texts)
        for found in _still_held(text)[:1]
        if not article.quoted(number, *found.span())
    ]
    free += [
        one
        for one in file.told
        if one.kind == "released"
        and regex.search(r"under investigation|police bail|pending further", sentence_of(article, one))
    ]
    further = [
        one
        for one in file.told
        if one.kind in ("indicted", "trial", "pleaded", "convicted", "acquitted", "sentenced")
        and one.counts
        and one not in charged
    ]
    held = [one for one in free if isinstance(one, Stretch)]
    charged = [one for one in charged if not any([_meet(one.place, place) for place in held])]
    told: list[Told | Stretch] = [*charged]
    if free and not further:
        told += [
            Stretch(number, *found.span())
            for number, text in enumerate(article.texts)
            for found in _the_charges(text)
            if not article.quoted(number, *found.span())
        ]
    if not told or not free or further:
        return
    if any([_since_charged(text) for text in article.texts]):
        return
    if any([not one.headline and one.event.who.how in ("name", "other") for one in charged]):
        return
    if len(charged) > _FEW:
        return
    for one in told:
        if isinstance(one, Stretch):
            yield misfit("arrest", one, free[0], "medium")
            continue
        if regex.search(r"\b(?:another|other|second|later|since|now|then|third|one of)\b", sentence_of(article, one)):
            continue
        yield misfit("arrest", one.place, free[0], "high" if len(file.dock) == 1 and one.headline else "medium")


def _meet(one: Stretch, other: Stretch) -> bool:
    return one.block == other.block and one.start < other.end and other.start < one.end


_THE_CHARGES: Final = regex.compile(r"\b[Tt]he[ ]charges?[ ]against[ ](?:the|him|her|them|\p{Lu}\p{L}+)\b")
_the_charges: Final = remembering(_THE_CHARGES.finditer)
_SINCE_CHARGED: Final = regex.compile(
    r"\b(?:has|have|had|was|were)[ ](?:since|later|then|now|subsequently)[ ](?:been[ ])?charged\b|\bhas[ ]now[ ]charged\b"
    r"|\b(?:to|will|would|due[ ]to|expected[ ]to)[ ]appear[ ](?:at|before|in)[ ]"
    r"(?:\p{Lu}[\p{L}']+[ ]){1,3}(?:[Cc]ourt|[Mm]agistrates)",
)
_since_charged: Final = remembering(_SINCE_CHARGED.finditer)
_STILL_HELD: Final = regex.compile(
    r"\b(?:(?:being|was|were|is|still)[ ](?:still[ ]|being[ ])?(?:questioned|interviewed)\b[^.]{0,60}\bon[ ]suspicion"
    r"|no[ ]charges?[ ](?:has|have|had)[ ](?:yet[ ])?been[ ](?:filed|laid|brought|preferred|made)"
    r"|(?:has|have|had)[ ]not[ ](?:yet[ ])?been[ ](?:formally[ ])?charged|yet[ ]to[ ]be[ ](?:formally[ ])?charged"
    r"|whether[ ](?:to[ ](?:bring|lay|file|press)[ ](?:any[ ])?charges|to[ ]charge|charges[ ](?:should|will|would)[ ]be)"
    r"|(?:before|until)[ ](?:a[ ]decision[ ]on[ ]charg\w+|charges[ ]are[ ](?:filed|laid|brought))"
    r"|(?:charge-?[ ]?sheet|charges)[ ](?:would|will|is[ ]to|are[ ]to)[ ]be[ ](?:filed|laid|submitted|brought)"
    r"|charging[ ]decision[ ]has[ ](?:not|yet)|helping[ ](?:police|gardaí|officers|detectives)[ ]with)",
    regex.IGNORECASE,
)
_still_held: Final = remembering(_STILL_HELD.finditer)


def _is_uncharged(article: Article, one: Told) -> bool:
    return one.kind == "charged" and bool(_NOT_YET.search(article.texts[one.place.block][: one.event.start]))
