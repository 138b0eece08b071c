"""Words of acquittal where no court acquitted, and of guilt where the conviction fell.

Knows what an acquittal is not: a hung jury, a dropped charge, a conviction that was quashed with a retrial to come. Knows
nothing of civil courts (`analysis.case_civil`).
"""

from collections.abc import Iterator, Sequence
from typing import Final

import regex

from ethicslint.analysis.case_article import (
    Article,
    beside,
    both,
    is_said,
    labels,
    misfit,
    names_another,
    new_trial,
    owner,
    place,
    sentence,
)
from ethicslint.analysis.case_conflicts import convictions
from ethicslint.analysis.cases import Docket, Told
from ethicslint.analysis.conflicts import Conflict

_AFTER_PRISON: Final = regex.compile(
    r"\b(?:appeal\w*|serving|served|parole|prison|years|released?)\b", regex.IGNORECASE
)
_NEXT: Final = 2  # a trial after the first


def convicted_once(article: Article) -> Iterator[Conflict]:
    """A conviction that no longer stands, told as if it did."""
    file = article.file
    for who in file.about():
        standing = file.standing(who)
        if standing is None or standing.stage != "overturned":
            continue
        fell = standing.shown
        for number, label in labels(article, "record"):
            yield misfit("overturned", place(number, label), fell, "medium")
        for number, label in labels(article, "convicted", "guilt", "serving"):
            said = is_said(article, number, label)
            if names_another(article, number, label, who) and not _OF_SOMEBODY.match(article.texts[number], label.end):
                continue
            if owner(article, number, label) == who and not (said and label.kind != "serving"):
                if label.kind == "serving" and "until" in sentence(article, number, label):
                    continue
                yield misfit(
                    "overturned",
                    place(number, label),
                    fell,
                    "high" if label.kind != "guilt" and fell.sure == "high" and not said else "medium",
                )

        for one in file.told:
            if one.kind == "convicted" and one.who == who and one.counts and one.place > fell.place:
                before = article.texts[one.place.block][: one.event.start]
                if _STANDS.search(before):
                    yield misfit("overturned", one.place, fell, "medium")


_OF_SOMEBODY: Final = regex.compile(r"[ ]of[ ]\p{Lu}")
"""Behind “the killer”: who was killed, and so nobody whom the word could mean."""
_STANDS: Final = regex.compile(r"\b(?:stands|remains)[ ]\Z")


def cleared(article: Article) -> Iterator[Conflict]:
    """“Acquitted”, “cleared”, “innocent” where no court acquitted."""
    file = article.file
    for who in file.about():
        verdicts = file.of(who, "acquitted", "exonerated")
        proved = [one for one in verdicts if one.kind == "exonerated"]
        free = [one for one in verdicts if one.kind == "acquitted" and one.event.trial != 2]
        hung = [one for one in file.of(who, "mistrial") if not one.event.counts]
        again = new_trial(article, who)
        dropped, fell = file.of(who, "dismissed") or _left_alone(file, who), file.of(who, "overturned")
        given_up = file.of(who, "no-evidence", "not-proven")
        guilty = convictions(file, who)
        hung = [one for one in hung if not one.event.charges or one.headline]
        if any([one.event.trial == _NEXT for one in verdicts]) or any([one.event.trial == 1 for one in hung]):
            hung = []
        if free and hung and not guilty and not given_up and not _is_partial(free, hung):
            for one in free:
                yield misfit("mistrial", one.place, hung[0], both(one, hung[0]))
        elif (
            (free or proved)
            and dropped
            and not guilty
            and not given_up
            and len(free) == len([one for one in free if one.headline or not one.event.charges])
        ):
            if not any(
                [count.nth or count.k > 1 or count.n for one in dropped for count in one.event.counts]
            ) and not file.of(who, "mistrial"):
                for one in (*proved, *free):
                    yield misfit("cleared", one.place, dropped[0], "high" if one.kind == "exonerated" else "medium")
        elif free and fell and again and not file.of(who, "no-retrial"):
            for one in free:
                if one.headline or one.place > fell[0].place:
                    yield misfit("cleared", one.place, fell[0], "medium")
        if proved and free and not (guilty or fell or dropped or hung):
            for one in proved:
                words = article.texts[one.place.block][one.event.start : one.event.end].lower()
                if not words.endswith("pardoned"):
                    yield misfit("cleared", one.place, free[0], "medium")
        ended = file.of(who, "mistrial") or dropped
        if ended and not (guilty or fell or given_up) and (not free or (hung and not _is_partial(free, hung))):
            for number, label in labels(article, "won"):
                if owner(article, number, label) == who and not is_said(article, number, label):
                    yield misfit(
                        "mistrial", place(number, label), ended[0], "high" if ended[0].kind == "mistrial" else "medium"
                    )
        third = file.of(who, "not-proven") + free
        for one in file.told:
            if one.kind == "acquitted" and one.event.negated and one.who == who and not one.quoted and third:
                yield misfit("cleared", one.place, third[0], both(one, third[0]))
        if guilty and not file.of(who, "overturned"):
            for number, label in labels(article, "walked"):
                if owner(article, number, label) == who and not _AFTER_PRISON.search(beside(article, number, label)):
                    yield misfit("cleared", place(number, label), guilty[0], "medium")


def _left_alone(file: Docket, who: int) -> list[Told]:
    """The decisions that there be no prosecution, of an article about one case only."""
    return [] if file.of(who, "charged", "indicted", "trial", "convicted", "sentenced") else file.of(who, "not-charged")


def _is_partial(free: Sequence[Told], hung: Sequence[Told]) -> bool:
    """Whether the jury acquitted on one charge and could not agree on another, or in one trial and in another."""
    together = {(one.place.block, one.event.sentence) for one in hung}
    for one in free:
        apart = (one.place.block, one.event.sentence) not in together
        if not one.headline and (one.event.counts or (apart and one.event.charges)):
            return True
    return any(
        [
            abs(one.event.year - other.event.year) > 0
            for one in free
            for other in hung
            if one.event.year and other.event.year
        ]
    )
