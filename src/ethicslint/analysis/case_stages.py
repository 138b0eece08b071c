"""Words that do not fit the stage of the case that the same article tells.

Knows which labels a conviction outdates and which it alone allows, what an acquittal is not (a hung jury, a dropped charge, an
overturned conviction), and that civil courts, tribunals and settlements find no guilt. Knows nothing of figures.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import regex

from ethicslint.analysis.case_conflicts import convictions
from ethicslint.analysis.case_labels import Label
from ethicslint.analysis.cases import NAMELESS, UNKNOWN, Docket, Told
from ethicslint.analysis.conflicts import Conflict
from ethicslint.analysis.memory import remembering
from ethicslint.analysis.saying import Stretch

_CLOCK: Final = regex.compile(r"\W*\d{1,2}[.:]\d\d\b|\W*\d{1,2}[ ]?(?:am|pm)\b", regex.IGNORECASE)
_STAMPS: Final = 3  # paragraphs with a time of day in front, from which an article is a live blog
_IN_COURT: Final = regex.compile(
    r"\b(?:heard|told|trial|jurors?|jury|evidence|testified|during|prosecutors?|prosecution|defence|defense|had"
    r"|before|new|further|separate|retrial|other"
    r"|when|while|complainants?|witness\w*|then|interview(?:ed)?|denied|denies|earlier|previous(?:ly)?|lawyers?"
    r"|counsel|according|said[ \n]that|claims?|claimed|if|second[ \n]case|in[ \n]which)\b",
    regex.IGNORECASE,
)
_SAYS: Final = regex.compile(
    r"\b(?:sa(?:id|ys?|ying)|told|tells?|according|heard|wrote|argued?|alleg(?:es?|ed)|claim(?:s|ed)?|asked"
    r"|described?|called|believes?d?|reveals?|shows?|states?|prosecutors?)\b",
    regex.IGNORECASE,
)
_ACT: Final = regex.compile(
    r"(?:alleged|suspected)[ \n](?:rape|murder|assault|attack|sexual|abuse|stabbing|crimes?|killing|poisoning)"
    r"|allegedly",
    regex.IGNORECASE,
)
_VICTIM: Final = regex.compile(r"alleged[ \n]victims?", regex.IGNORECASE)
# What makes an admission of a settlement: “by signing, the county conceded”, “the payment proves”, “accepts payout as firm admits”.
_DEAL: Final = (
    r"(?:settle(?:s|d|ment)?|settling|agreements?|payments?|paying|pays?|paid|deal|sign(?:s|ed|ing)?|pay-?out|compromise"
    r"|resol(?:ve[sd]?|ution|ving)|consent|terms|cheque|check|compensat\w+)"
)
_BY_DEAL: Final = regex.compile(
    rf"\b(?:by|with|in|through|under|after|of|when|accepts?|as)[ \n](?:[\w-]+[ \n]){{0,2}}?{_DEAL}\b"
    rf"|\b(?:the|this|that|its|his|her|an?)[ \n](?:[\w-]+[ \n]){{0,2}}?{_DEAL}\b[^.;]{{0,50}}\Z",
    regex.IGNORECASE,
)
_PLEA: Final = regex.compile(
    r"\b(?:guilt|crime|charges?|plea|cruelty|fraud|abuse|assault|taking|stealing|offence|offense|court|confess\w*|\w+ing)\b",
    regex.IGNORECASE,
)
_ORDERED: Final = regex.compile(
    r"\b(?:orders?|ordered|ordering|direct(?:s|ed)?|will|to be|seeks?|sought|listed|faces|remand\w*|until|awaits?)\b",
    regex.IGNORECASE,
)
_SUSPICION: Final = frozenset(("accused", "reported", "investigated", "arrested", "released"))
_LEAD: Final = 6  # paragraphs, in which an article about a film or a book says so
_STORY: Final = regex.compile(
    r"\b(?:portray\w+|drama|films?|movie|documentary|tv series|netflix|novel|podcast|stars as|biopic|memoir)\b",
    regex.IGNORECASE,
)
_NOT_YET: Final = regex.compile(r"(?:\b(?:not|never|yet[ \n]to)|n't)[ \n](?:(?:yet|been|be)[ \n])*\Z", regex.IGNORECASE)
_AFTER_PRISON: Final = regex.compile(
    r"\b(?:appeal\w*|serving|served|parole|prison|years|released?)\b", regex.IGNORECASE
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
_CRIMINAL_COURT: Final = regex.compile(
    r"\b(?:magistrates|crown court|sheriff court|criminal court|police)\b|\bhad been convicted\b",
    regex.IGNORECASE,
)
_NEXT: Final = 2  # a trial after the first
_FEW: Final = 3  # verdicts told in an article that is about one case
_OPEN: Final = frozenset(("charged", "on-trial", "undecided", "acquitted", "dismissed", "not-charged"))
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


def stages(article: Article) -> Iterator[Conflict]:
    """The words that do not fit, each with the place that shows the stage."""
    if sum([bool(_CLOCK.match(text)) for text in article.texts]) >= _STAMPS:
        return
    for find in (_late, _still_charged, _early, _convicted_once, _cleared, _civil, _settled, _arrested, _pleaded):
        yield from find(article)


def _labels(article: Article, *kinds: str) -> Iterator[tuple[int, Label]]:
    """The labels of some kinds in the article's own voice."""
    for number, own in sorted(article.labels.items()):
        for label in own:
            if label.kind in kinds and not article.quoted(number, label.start, label.end):
                yield number, label


def _is_said(article: Article, number: int, label: Label) -> bool:
    """Whether the sentence of a label names somebody whose words it tells."""
    said = article.said_by(number, label.start, label.end)
    return said and bool(_SAYS.search(_beside(article, number, label)))


def _owner(article: Article, number: int, label: Label) -> int | None:
    """Whom a label means: who is named beside it, else the only one before the court."""
    if label.name != (0, 0):
        return next(iter(article.people(number, *label.name)), None)
    return article.file.alone


def _place(number: int, label: Label) -> Stretch:
    return Stretch(number, label.start, label.end)


def _as(label: str, words: Stretch, shown: Told | Stretch, confidence: str, *more: Stretch) -> Conflict:
    """The finding belongs where the wording is, wherever it stands."""
    other = shown.place if isinstance(shown, Told) else shown
    return Conflict("stage", words, other, confidence, more, label)


def _is_open(article: Article, who: int) -> bool:
    """Whether another charge is still open, of which a hedge may speak."""
    file = article.file
    return (
        _new_trial(article, who)
        or bool(file.of(who, "overturned"))
        or any(
            [
                one.event.earlier and one.kind == "convicted" and one.who == who and not one.event.counts
                for one in file.told
            ]
        )
    )


def _late(article: Article) -> Iterator[Conflict]:
    """“The accused”, “the alleged rapist” after the verdict that settles the act."""
    file = article.file
    for number, label in _labels(article, "hedge"):
        who = _owner(article, number, label)
        if who is None or who not in file.about():
            continue
        now = article.texts[number][label.start : label.end].lower() in ("accused of", "alleged to have")
        if (_IN_COURT.search(_beside(article, number, label)) and not now) or _names_another(
            article, number, label, who
        ):
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
        yield _as("hedge", _place(number, label), shown, "high" if sure else "medium")


def _settling(file: Docket, who: int) -> list[Told]:
    """The verdicts and pleas that settle an act, and the sentence for it."""
    found = convictions(file, who)
    return found + [one for one in file.of(who, "sentenced") if one not in found and found and not one.event.noun]


def _still_charged(article: Article) -> Iterator[Conflict]:
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
        sentence = _stops_around(text, one.event.start, one.event.end)
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
            yield _as("hedge", one.place, verdicts[0], "medium")
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


def _names_another(article: Article, number: int, label: Label, who: int) -> bool:
    """Whether the sentence of a label names somebody else, whom it may mean."""
    text = article.texts[number]
    first = max(text.rfind(". ", 0, label.start) + 1, 0)
    last = text.find(". ", label.end)
    named = article.people(number, first, last if last >= 0 else len(text))
    return any([one != who and one not in article.officials for one in named])


def _charged_since(article: Article, who: int, verdict: Told) -> bool:
    """Whether a charge is told after the verdict in words of something new: “has now been charged”."""
    for one in article.file.of(who, "charged", "accused", "arrested"):
        if verdict.event.year and one.event.year != verdict.event.year:
            return True
        if regex.search(r"\b(?:now|new|further|fresh|again|separate|another)\b", _sentence_of(article, one)):
            return True
    return False


def _sentence_of(article: Article, one: Told) -> str:
    text = article.texts[one.place.block]
    return text[max(0, one.event.start - 120) : one.event.end + 120]


def _sentence(article: Article, number: int, label: Label) -> str:
    """The words around a label, as far as the stops around it."""
    return _stops_around(article.texts[number], label.start, label.end)


def _stops_around(text: str, start: int, end: int) -> str:
    first = max(text.rfind(". ", 0, start), 0)
    last = text.find(". ", end)
    return text[first : last if last >= 0 else len(text)]


def _beside(article: Article, number: int, label: Label) -> str:
    """The rest of a label's sentence."""
    return _sentence(article, number, label).replace(article.texts[number][label.start : label.end], " ")


def _early(article: Article) -> Iterator[Conflict]:
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
    for number, label in _labels(article, "guilt", "culprit", "owned", "commits", "convicted"):
        if _is_said(article, number, label) and not _opens_headline(article, number, label):
            continue
        who = _owner(article, number, label)
        if who is not None and file.dock == (NAMELESS,) and label.kind in ("guilt", "culprit"):
            who = file.dock[0]  # named here only, in an article in which nobody is convicted
        if who is None and label.name == (0, 0) and len(open_) == len(file.dock):
            who = file.dock[0]
        if (
            who is None
            or who not in open_
            or (label.name == (0, 0) and who >= 0 and _names_another(article, number, label, who))
        ):
            continue
        if open_[who].kind in _SUSPICION and not _opens_headline(article, number, label):
            continue  # of a crime that is still being solved
        sure = label.name != (0, 0) or (label.firm and file.alone is not None and who != NAMELESS)
        yield _as("guilt", _place(number, label), open_[who], "high" if sure else "medium")


def _opens_headline(article: Article, number: int, label: Label) -> bool:
    return number in article.headlines and label.start == 0


def _convicted_once(article: Article) -> Iterator[Conflict]:
    """A conviction that no longer stands, told as if it did."""
    file = article.file
    for who in file.about():
        standing = file.standing(who)
        if standing is None or standing.stage != "overturned":
            continue
        fell = standing.shown
        for number, label in _labels(article, "record"):
            yield _as("overturned", _place(number, label), fell, "medium")
        for number, label in _labels(article, "convicted", "guilt", "serving"):
            said = _is_said(article, number, label)
            if _names_another(article, number, label, who) and not _OF_SOMEBODY.match(article.texts[number], label.end):
                continue
            if _owner(article, number, label) == who and not (said and label.kind != "serving"):
                sentence = _sentence(article, number, label)
                if label.kind == "serving" and "until" in sentence:
                    continue
                yield _as(
                    "overturned",
                    _place(number, label),
                    fell,
                    "high" if label.kind != "guilt" and fell.sure == "high" and not said else "medium",
                )

        for one in file.told:
            if one.kind == "convicted" and one.who == who and one.counts and one.place > fell.place:
                before = article.texts[one.place.block][: one.event.start]
                if _STANDS.search(before):
                    yield _as("overturned", one.place, fell, "medium")


_OF_SOMEBODY: Final = regex.compile(r"[ ]of[ ]\p{Lu}")
"""Behind “the killer”: who was killed, and so nobody whom the word could mean."""

_STANDS: Final = regex.compile(r"\b(?:stands|remains)[ ]\Z")


def _cleared(article: Article) -> Iterator[Conflict]:
    """“Acquitted”, “cleared”, “innocent” where no court acquitted."""
    file = article.file
    for who in file.about():
        verdicts = file.of(who, "acquitted", "exonerated")
        proved = [one for one in verdicts if one.kind == "exonerated"]
        free = [one for one in verdicts if one.kind == "acquitted" and one.event.trial != 2]
        hung = [one for one in file.of(who, "mistrial") if not one.event.counts]
        again = _new_trial(article, who)
        dropped, fell = file.of(who, "dismissed") or _left_alone(file, who), file.of(who, "overturned")
        given_up = file.of(who, "no-evidence", "not-proven")
        guilty = convictions(file, who)
        hung = [one for one in hung if not one.event.charges or one.headline]
        if any([one.event.trial == _NEXT for one in verdicts]) or any([one.event.trial == 1 for one in hung]):
            hung = []
        if free and hung and not guilty and not given_up and not _is_partial(free, hung):
            for one in free:
                yield _as("mistrial", one.place, hung[0], _both(one, hung[0]))
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
                    yield _as("cleared", one.place, dropped[0], "high" if one.kind == "exonerated" else "medium")
        elif free and fell and again and not file.of(who, "no-retrial"):
            for one in free:
                if one.headline or one.place > fell[0].place:
                    yield _as("cleared", one.place, fell[0], "medium")
        if proved and free and not (guilty or fell or dropped or hung):
            for one in proved:
                words = article.texts[one.place.block][one.event.start : one.event.end].lower()
                if not words.endswith("pardoned"):
                    yield _as("cleared", one.place, free[0], "medium")
        ended = file.of(who, "mistrial") or dropped
        if ended and not (guilty or fell or given_up) and (not free or (hung and not _is_partial(free, hung))):
            for number, label in _labels(article, "won"):
                if _owner(article, number, label) == who and not _is_said(article, number, label):
                    yield _as(
                        "mistrial", _place(number, label), ended[0], "high" if ended[0].kind == "mistrial" else "medium"
                    )
        third = file.of(who, "not-proven") + free
        for one in file.told:
            if one.kind == "acquitted" and one.event.negated and one.who == who and not one.quoted and third:
                yield _as("cleared", one.place, third[0], _both(one, third[0]))
        if guilty and not file.of(who, "overturned"):
            for number, label in _labels(article, "walked"):
                if _owner(article, number, label) == who and not _AFTER_PRISON.search(_beside(article, number, label)):
                    yield _as("cleared", _place(number, label), guilty[0], "medium")


def _left_alone(file: Docket, who: int) -> list[Told]:
    """The decisions that there be no prosecution, of an article about one case only."""
    return [] if file.of(who, "charged", "indicted", "trial", "convicted", "sentenced") else file.of(who, "not-charged")


def _new_trial(article: Article, who: int) -> bool:
    """Whether another trial is to come."""
    return any(
        [
            one.kind == "retrial" and not one.event.negated and bool(_ORDERED.search(_sentence_of(article, one)))
            for one in article.file.told
            if one.who in (who, UNKNOWN)
        ]
    )


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


def _both(one: Told, other: Told) -> str:
    return "high" if one.sure == other.sure == "high" else "medium"


def _civil(article: Article) -> Iterator[Conflict]:
    """Guilt in a case that only a civil court or a tribunal decided, and liability where a criminal court convicted."""
    file = article.file
    crimes = [one for one in file.told if one.kind in _CRIMINAL and not one.quoted and not one.event.negated]
    marks = [*_labels(article, "civil", "body", "no-crime")]
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
            if _CRIMINAL_COURT.search(_sentence_of(article, one)):
                continue
            if one.headline or (one.sure == "high" and (strong or one.event.who.how in ("name", "he", "she", "none"))):
                yield _as(
                    "civil", one.place, _place(*(strong or marks)[0]), "high" if strong and one.who >= 0 else "medium"
                )
    if strong and not crimes and any([one.kind == "liable" and not one.event.negated for one in file.told]):
        for number, text in enumerate(article.texts):
            for found in _penalties(text):
                if not article.quoted(number, *found.span()):
                    yield _as("civil", Stretch(number, *found.span()), _place(*strong[0]), "medium")
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
            yield _as("criminal", one.place, guilty[0], _both(one, guilty[0]))


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


def _settled(article: Article) -> Iterator[Conflict]:
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
    for number, label in _labels(article, "admission"):
        near = _sentence(article, number, label)
        if _is_said(article, number, label) or any(
            [one[0] == number and one[1].sentence == label.sentence for one in denied]
        ):
            continue
        if regex.match(
            r"[ \n](?:to[ \n])?(?:(?:the|that|a)[ \n])?(?:settlement|settling|payments?|paying|reaching)\b",
            article.texts[number][label.end :],
        ):
            continue  # that there was one
        text = article.texts[number]
        ahead = text[max(0, text.rfind(". ", 0, label.start)) : label.start]
        if _BY_DEAL.search(ahead) or _BY_DEAL.search(near, len(ahead)):
            yield _as("settled", _place(number, label), _place(*denied[0]), "high")


def _arrested(article: Article) -> Iterator[Conflict]:
    """“Charged” of somebody who is only under arrest, or was let go without a charge."""
    file = article.file
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
        and regex.search(r"under investigation|police bail|pending further", _sentence_of(article, one))
    ]
    arrested = [one for one in file.told if one.kind == "arrested" and one.counts]
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
    if not told or not free or not arrested or further:
        return
    if any([_since_charged(text) for text in article.texts]):
        return
    if any([not one.headline and one.event.who.how in ("name", "other") for one in charged]):
        return
    if len(charged) > _FEW:
        return
    for one in told:
        if isinstance(one, Stretch):
            yield _as("arrest", one, free[0], "medium")
            continue
        if regex.search(r"\b(?:another|other|second|later|since|now|then|third|one of)\b", _sentence_of(article, one)):
            continue
        yield _as("arrest", one.place, free[0], "high" if len(file.dock) == 1 and one.headline else "medium")


def _meet(one: Stretch, other: Stretch) -> bool:
    return one.block == other.block and one.start < other.end and other.start < one.end


_THE_CHARGES: Final = regex.compile(r"\b[Tt]he[ ]charges?[ ]against[ ](?:the|him|her|them|\p{Lu}\p{L}+)\b")
_the_charges: Final = remembering(_THE_CHARGES.finditer)
_SINCE_CHARGED: Final = regex.compile(
    r"\b(?:has|have|had|was|were)[ ](?:since|later|then|now|subsequently)[ ](?:been[ ])?charged\b|\bhas[ ]now[ ]charged\b"
    r"|\b(?:to|will|would|due[ ]to|expected[ ]to)[ ]appear[ ](?:at|before|in)[ ](?:\p{Lu}[\p{L}']+[ ]){1,3}(?:[Cc]ourt|[Mm]agistrates)",
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


def _pleaded(article: Article) -> Iterator[Conflict]:
    """An admission or a guilty plea told of a plea that admits nothing, or of a denial that a verdict refuted."""
    file = article.file
    for who in file.about():
        yield from _headline_admits(article, who)
        pleas = [one for one in file.of(who, "pleaded") if one.event.plea in ("no-contest", "alford")]
        if not pleas:
            continue
        for one in file.of(who, "pleaded"):
            if one.event.plea == "guilty" and not regex.search(
                r"\b(?:changed|later|earlier|other)\b", _sentence_of(article, one)
            ):
                yield _as("plea", one.place, pleas[0], _both(one, pleas[0]))
        taken = {(one.place.block, one.event.start) for one in file.told if one.kind == "pleaded"}
        for number, label in _labels(article, "admission"):
            own = _sentence(article, number, label)
            if (
                (number, label.start) in taken
                or not _PLEA.search(own)
                or regex.search(r"\b(?:not|no|without|never)\b[^.]{0,20}\Z", article.texts[number][: label.start])
            ):
                continue
            yield _as("plea", _place(number, label), pleas[0], "medium")


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
                yield _as("plea", Stretch(number, *found.span()), denied[0], "medium")
                return


_ADMITS: Final = regex.compile(r"\b(?:admits|owns[ ]up[ ]to|pleads[ ]guilty)\b(?![ ](?:he|she|they|that|to[ ]\w+ing))")
_CONFESSED: Final = regex.compile(
    r"\b(?:admit(?:s|ted|ting)?|confess\w*|manslaughter|but[ ]guilty)\b", regex.IGNORECASE
)
