"""Words for the accused that fit another stage of the case: “the accused” after a verdict, “the rapist” before one.

Knows which verdict settles which act, and what keeps a hedge in place: another charge, another trial, an account of the evidence.
Knows nothing of acquittals (`analysis.case_clearing`).
"""

from collections.abc import Iterator, Sequence
from typing import Final

import regex

from ethicslint.analysis.case_article import (
    Article,
    beside,
    is_said,
    labels,
    misfit,
    names_another,
    new_trial,
    owner,
    place,
    sentence_of,
    stops_around,
)
from ethicslint.analysis.case_conflicts import convictions
from ethicslint.analysis.case_labels import Label
from ethicslint.analysis.cases import NAMELESS, Docket, Told
from ethicslint.analysis.conflicts import Conflict

_IN_COURT: Final = regex.compile(
    r"\b(?:heard|told|trial|jurors?|jury|evidence|testified|during|prosecutors?|prosecution|defence|defense|had"
    r"|before|new|further|separate|retrial|other"
    r"|when|while|complainants?|witness\w*|then|interview(?:ed)?|denied|denies|earlier|previous(?:ly)?|lawyers?"
    r"|counsel|according|said[ \n]that|claims?|claimed|if|second[ \n]case|in[ \n]which)\b",
    regex.IGNORECASE,
)
_ACT: Final = regex.compile(
    r"(?:alleged|suspected)[ \n](?:rape|murder|assault|attack|sexual|abuse|stabbing|crimes?|killing|poisoning)"
    r"|allegedly",
    regex.IGNORECASE,
)
_VICTIM: Final = regex.compile(r"alleged[ \n]victims?", regex.IGNORECASE)
_SUSPICION: Final = frozenset(("accused", "reported", "investigated", "arrested", "released"))
_LEAD: Final = 6  # paragraphs, in which an article about a film or a book says so
_STORY: Final = regex.compile(
    r"\b(?:portray\w+|drama|films?|movie|documentary|tv series|netflix|novel|podcast|stars as|biopic|memoir)\b",
    regex.IGNORECASE,
)
_OBJECT: Final = regex.compile(
    r"\b(?:found|finds|convict(?:ed|s)|acquit(?:ted|s)|sentenced|jailed)[ \n](?:\w+[ \n])?\Z",
    regex.IGNORECASE,
)
_SEVERAL: Final = regex.compile(r",?[ \n](?:were|are|have|deny|who[ \n](?:were|are))\b", regex.IGNORECASE)
_NEW_CASE: Final = regex.compile(
    r"\b(?:held|arrest(?:s|ed)?|charged|charges|remand\w*|custody|detained|nabbed|accused[ \n]of)\b",
    regex.IGNORECASE,
)
_OPEN: Final = frozenset(("charged", "on-trial", "undecided", "acquitted", "dismissed", "not-charged"))


def _is_open(article: Article, who: int) -> bool:
    """Whether another charge is still open, of which a hedge may speak, or the article declares that the case is."""
    file = article.file
    return (
        file.declared.get(who) in (*_OPEN, "suspected")
        or new_trial(article, who)
        or bool(file.of(who, "overturned"))
        or any(
            [
                one.event.earlier and one.kind == "convicted" and one.who == who and not one.event.counts
                for one in file.told
            ]
        )
    )


def late(article: Article) -> Iterator[Conflict]:
    """“The accused”, “the alleged rapist” after the verdict that settles the act."""
    file = article.file
    for number, label in labels(article, "hedge"):
        who = owner(article, number, label)
        if who is None or who not in file.about():
            continue
        now = article.texts[number][label.start : label.end].lower() in ("accused of", "alleged to have")
        if (_IN_COURT.search(beside(article, number, label)) and not now) or names_another(article, number, label, who):
            continue
        text = article.texts[number]
        if _OBJECT.search(text[: label.start]) or _SEVERAL.match(text, label.end) or _of_new_case(article):
            continue
        verdicts = [one for one in _settling(file, who) if not one.headline or number == one.place.block]
        before = [
            one
            for one in verdicts
            if (one.place.block, one.event.start) < (number, label.start)
            or (label.name != (0, 0) and (one.place.block, one.event.sentence) == (number, label.sentence))
        ]
        words = article.texts[number][label.start : label.end]
        if not before or _is_open(article, who) or _charged_since(article, who, before[0]):
            continue
        if (_ACT.match(words) or _VICTIM.match(words)) and _is_partly_open(file, who, verdicts):
            continue
        shown = min(before, key=lambda one: (not one.event.charges, one.event.noun))
        sure = (
            label.firm and who != NAMELESS and shown.sure == "high" and any([one.kind == "convicted" for one in before])
        )
        sure = sure and not file.of(who, "arrested") and _is_in_lead(file, who)
        yield misfit("hedge", place(number, label), shown, "high" if sure else "medium")


def _settling(file: Docket, who: int) -> list[Told]:
    """The verdicts and pleas that settle an act, and the sentence for it."""
    found = convictions(file, who)
    return found + [one for one in file.of(who, "sentenced") if one not in found and found and not one.event.noun]


def still_charged(article: Article) -> Iterator[Conflict]:
    """“Who is charged with”, “faces trial” in the present tense, of what the same article tells a verdict of."""
    file = article.file
    if file.alone is None or _of_new_case(article) or _is_open(article, file.alone):
        return
    who = file.alone
    verdicts = [one for one in file.of(who, "convicted", "acquitted") if not one.headline]
    if not verdicts or file.of(who, "mistrial", "arrested") or len({one.kind for one in verdicts}) > 1:
        return
    for one in file.told:
        if one.kind not in ("charged", "trial") or one.who != who or not one.counts or one.headline:
            continue
        text = article.texts[one.place.block]
        sentence = stops_around(text, one.event.start, one.event.end)
        words = text[one.event.start : one.event.end]
        if not regex.search(r"\bis[ ](?:now[ ]|still[ ])?\Z", text[: one.event.start]) and not words.startswith(
            ("faces", "awaits")
        ):
            continue
        if regex.search(_OTHER_CASE, sentence) or (one.place.block, one.event.sentence) in {
            (each.place.block, each.event.sentence) for each in verdicts
        }:
            continue
        charges = set(one.event.charges)
        if charges and not any([not each.event.charges or charges & set(each.event.charges) for each in verdicts]):
            continue
        if one.place.block >= verdicts[0].place.block:
            yield misfit("hedge", one.place, verdicts[0], "medium")
            return


_OTHER_CASE: Final = regex.compile(
    r"\b(?:also|another|separate(?:ly)?|second|other|others|further|remaining|unrelated|later|federal|state|co-\w+"
    r"|retrial|new|brother|who[ ]are|each|whose)\b|\bnot\b",
    regex.IGNORECASE,
)


def _of_new_case(article: Article) -> bool:
    """Whether the headline tells of an arrest or a charge, so that a conviction in the text is of a case before."""
    return any([_NEW_CASE.search(article.texts[number]) for number in article.headlines])


def _is_in_lead(file: Docket, who: int) -> bool:
    """Whether the article tells of the verdict or the sentence at once, so that it is its subject."""
    return any([one.place.block < _LEAD for one in file.of(who, "convicted", "sentenced", "pleaded")])


def _is_partly_open(file: Docket, who: int, verdicts: Sequence[Told]) -> bool:
    """Whether an act may be that of a count without a conviction."""
    partial = any([count.k < count.n for one in verdicts for count in one.event.counts])
    return partial or bool(file.of(who, "acquitted", "mistrial", "dismissed", "on-file", "false"))


def _charged_since(article: Article, who: int, verdict: Told) -> bool:
    """Whether a charge is told after the verdict in words of something new: “has now been charged”."""
    for one in article.file.of(who, "charged", "accused", "arrested"):
        if verdict.event.year and one.event.year != verdict.event.year:
            return True
        if regex.search(r"\b(?:now|new|further|fresh|again|separate|another)\b", sentence_of(article, one)):
            return True
    return False


def early(article: Article) -> Iterator[Conflict]:
    """“The rapist”, “his victims” while no court has convicted anybody of it."""
    file = article.file
    open_: dict[int, Told] = {}
    for one in file.about():
        standing = file.standing(one)
        if standing and standing.stage in (*_OPEN, "suspected"):
            open_[one] = standing.shown
    if not open_ or any(
        [
            one.kind in ("convicted", "sentenced", "overturned", "dead")
            and not one.event.negated
            and not one.event.hypothetical
            for one in file.told
        ]
    ):
        return
    if any(
        [one.kind == "pleaded" and one.event.plea != "not-guilty" and not one.event.hypothetical for one in file.told]
    ):
        return
    if any([_STORY.search(text) for text in article.texts[:_LEAD]]):
        return
    for number, label in labels(article, "guilt", "culprit", "owned", "commits", "convicted"):
        if is_said(article, number, label) and not _opens_headline(article, number, label):
            continue
        who = owner(article, number, label)
        if who is not None and file.dock == (NAMELESS,) and label.kind in ("guilt", "culprit"):
            who = file.dock[0]  # named here only, in an article in which nobody is convicted
        if who is None and label.name == (0, 0) and len(open_) == len(file.dock):
            who = file.dock[0]
        if (
            who is None
            or who not in open_
            or (label.name == (0, 0) and who >= 0 and names_another(article, number, label, who))
        ):
            continue
        if open_[who].kind in _SUSPICION and not _opens_headline(article, number, label):
            continue  # of a crime that is still being solved
        sure = label.name != (0, 0) or (label.firm and file.alone is not None and who != NAMELESS)
        yield misfit("guilt", place(number, label), open_[who], "high" if sure else "medium")


def _opens_headline(article: Article, number: int, label: Label) -> bool:
    return number in article.headlines and label.start == 0
