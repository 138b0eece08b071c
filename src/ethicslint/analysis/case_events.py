"""What one block says happened in a case: arrests, charges, pleas, verdicts, sentences, appeals, what became of each charge.

Knows whether a sentence takes an event back or only supposes it, and which counts, charges, terms and people of the sentence
belong to it. What kind of event words are is for `analysis.case_kinds`, whom it befell for `analysis.case_whom`. Knows nothing of
the other blocks: whose event it is in the end is for `analysis.cases`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from ethicslint.analysis import case_figures
from ethicslint.analysis.case_event import Event, Who, named
from ethicslint.analysis.case_figures import Count, Term, Victims, key
from ethicslint.analysis.case_kinds import kind_of
from ethicslint.analysis.case_sentence import Sentence, Words
from ethicslint.analysis.case_whom import subject, who
from ethicslint.analysis.identity import Sighting
from ethicslint.analysis.polarity import negated

_SPEAKS: Final = re.compile(
    r"\b(?:said|says|added|spoke|called|described|welcomed|thought|complained)[ \n](?:of[ \n])?(?:the|his|her)[ \n]"
    r"(?:\w+[ \n]){0,2}(?:of[ \n])?\Z"
)
_HYPOTHETICAL: Final = re.compile(
    r"(?i:\b(?:if|unless|until|whether|once)\b[^.;,]{0,50}|\b(?:could|would|might|can|cannot|should|must|will|shall"
    r"|won't|wouldn't|(?-i:may)|to"
    r"|expected|likely|due|hopes?|wants?|pending|before[ \n]being|awaiting|without[ \n]being|rather[ \n]than"
    r"|instead[ \n]of|refused[ \n]to|how[ \n]to)"
    r"(?:[ \n](?:not|also|be|have|been|now|then|get|still|first|being|either|\w+ly|to|ever|on|go|a|the))*)[ \n]\Z"
)
_YEAR: Final = re.compile(r"\b(?:1[89]|20)\d\d\b")
_STOP: Final = re.compile(
    r"\b(?:after|following|during|believed|thought|suspected|accused|when|while|because|although|but|whose|where"
    r"|despite|before|since|until|having|which[ \n]he|which[ \n]she|whom|had[ \n]denied|claim(?:s|ed|ing))\b"
    r"|[;:](?![ \n]\w+[ \n](?:of|counts?))"
)
_SELF: Final = frozenset(
    """mistrial not-charged no-retrial not-proven no-evidence on-file unfit dead inquest tribunal caution released""".split()
)
# Events that stand in one sentence with the counts before them: “two counts were dropped”.
_TAKES_BEFORE: Final = re.compile(
    r"[^.;:]{0,50}?\b(?:(?:was|were|is|are|been|be|will|to|had|has|have)\b[^.;:,]{0,30}|(?:of|on"
    r"|for)[ \n]which\b[^.;:]{0,40}|(?:he|she|they|[^\W\d]+)[ \n](?:was|had|has)[^.;:]{0,30})\Z"
)
_DAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|April|May|June|July|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?"
    r"|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE: Final = re.compile(
    rf"\b(?:{_DAY},? )?(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}}\b)(?:,? (?:19|20)\d\d)?|\b{_MONTH} (?:19|20)\d\d\b"
    rf"|\b(?:on |last |next )?{_DAY}\b"
    r"|\b(?:yesterday|today|last (?:week|month|year)|in (?:19|20)\d\d|this week)\b"
)
_COURT: Final = re.compile(
    r"\b(?:the )?(?:(?:[A-Z][\w'&.-]+ (?:and |of )?){1,4}(?:Court|Magistrates)\b(?: (?:in|at|of) [A-Z][\w-]+)?"
    r"|High Court(?: in [A-Z]\w+)?|Court of Appeal|Supreme Court|Old Bailey)"
)


def _span(found: "re.Match[str] | None") -> tuple[int, int]:
    return found.span() if found else (0, 0)


_FIRST_TRIAL: Final = re.compile(
    r"\b(?:first|initial|earlier|original|previous)[ \n](?:trial|jury|tried|jurors)\b|\bfirst[ \n]tried\b"
)
_NEXT_TRIAL: Final = re.compile(
    r"\b(?:at|after|in|following|during)[ \n](?:(?:an?|the|his|her)[ \n])?(?:(?:second|third|new|fresh)[ \n]trial"
    r"|retrial)\b|\bsecond[ \n]jury\b|\bthis[ \n]time\b"
    r"|^(?:second|third)[ \n]trial\b"
)


def local(
    folded: str, headline: bool, sentences: Sequence[tuple[int, int]], names: Sequence[Sighting], known: Words
) -> tuple[Event, ...]:
    """The events of one block, by start; `names` are the sightings in it."""
    low = folded.lower()
    if len(low) != len(folded):
        return ()
    found: list[Event] = []
    for number, (start, end) in enumerate(sentences):
        sentence = Sentence(folded, low, start, end, number, headline, names, known)
        found += _events(sentence)
    return tuple(found)


def is_line(folded: str) -> bool:
    """Whether a block may be a line of a list of terms: “Theft: two years”."""
    return len(folded) < _LONGEST_LINE and ":" in folded and ("year" in folded or "month" in folded)


_LONGEST_LINE: Final = 100  # code points


def _events(sentence: Sentence) -> list[Event]:
    found: list[Event] = []
    for one in sentence.known.event.finditer(sentence.low, sentence.start, sentence.end):
        kind, plea = kind_of(sentence, one)
        if kind:
            found.append(_event(sentence, one, kind, plea))
    return _with_figures(sentence, found)


def _event(sentence: Sentence, one: "re.Match[str]", kind: str, plea: str) -> Event:
    start, end = one.span()
    noun = one.group() in _NOUNS
    ahead = sentence.folded[sentence.start : start]
    year = _YEAR.search(sentence.low, sentence.start, sentence.end)
    return Event(
        start,
        end,
        kind,
        who(sentence, one, kind, noun),
        sentence.number,
        plea=plea,
        negated=kind not in _SELF
        and plea != "not-guilty"
        and not one.group().startswith("not")
        and negated(sentence.folded, sentence.start, start)
        and not _NOT_DONE.search(ahead),
        hypothetical=kind != "pleaded" and bool(_HYPOTHETICAL.search(ahead[-120:])),
        earlier=bool(
            sentence.known.earlier.search(sentence.low, max(sentence.start, start - 60), min(sentence.end, end + 30))
        )
        and kind in ("convicted", "sentenced", "charged", "arrested"),
        noun=noun,
        trial=_trial(sentence, start),
        changed=bool(sentence.known.changed.search(sentence.low, sentence.start, sentence.end)),
        year=int(year.group()) if year else 0,
        first=start,
        last=end,
    )


def _trial(sentence: Sentence, position: int) -> int:
    """Which of several trials is told of at a position: by its part of the sentence, else by the whole of it."""
    first = max(sentence.low.rfind(sign, sentence.start, position) for sign in ",;") + 1
    stops = [at for sign in ",;" if (at := sentence.low.find(sign, position, sentence.end)) >= 0]
    for part in (
        sentence.low[max(first, sentence.start) : min(stops, default=sentence.end)],
        sentence.low[sentence.start : sentence.end],
    ):
        if _FIRST_TRIAL.search(part):
            return 1
        if _NEXT_TRIAL.search(part):
            return 2
    return 0


def _with_figures(sentence: Sentence, events: list[Event]) -> list[Event]:
    """The events with the counts, charges, terms and people of the sentence; terms of their own are events of a sentence."""
    known = sentence.known.figures
    terms = case_figures.terms(sentence.low, sentence.start, sentence.end, known)
    if not events and not terms:
        return _lone_counts(sentence)
    counts = case_figures.counts(sentence.low, sentence.start, sentence.end, known) if events else []
    given: dict[int, tuple[list[Count], list[Term]]] = {number: ([], []) for number in range(len(events))}
    lone: list[Term] = []
    for count in counts:
        if (number := _owner_of(sentence, count, events)) is not None:
            given[number][0].append(count)
    for term in terms:
        before = [number for number, one in enumerate(events) if one.start < term.start]
        nearest = before[-1] if before else None
        if nearest is not None and events[nearest].kind == "sentenced":
            given[nearest][1].append(term)
        else:
            lone.append(term)
    found = [_about(sentence, number, events, *given[number]) for number in range(len(events))]
    found += [_of_term(sentence, term) for term in lone]
    found = sorted(found, key=lambda one: (one.start, one.end))
    if found:
        when = _span(_DATE.search(sentence.folded, sentence.start, sentence.end))
        where = _span(_COURT.search(sentence.folded, sentence.start, sentence.end))
        found = [one._replace(date=when, court=where) for one in found]
    if found and _is_tangled(sentence, found):
        found[0] = found[0]._replace(tangled=True, first=_opening(sentence))
    return found


def _lone_counts(sentence: Sentence) -> list[Event]:
    """The counts of a sentence that names no event, as an accusation: “The indictment lists eleven counts of theft.”"""
    if not _COUNTED.search(sentence.low, sentence.start, sentence.end):
        return []
    counts = case_figures.counts(sentence.low, sentence.start, sentence.end, sentence.known.figures)
    counts = [one for one in counts if one.k > 1 and not one.other and "count" in sentence.low[one.start : one.end]]
    if len(counts) != 1 or _HYPOTHETICAL.search(sentence.folded[sentence.start : counts[0].start][-120:]):
        return []
    one = counts[0]
    found = Event(
        one.start,
        one.end,
        "accused",
        subject(sentence, one.start),
        sentence.number,
        counts=(one,),
        first=one.start,
        last=one.end,
        lists=bool(_INDICTMENT.search(sentence.low, sentence.start, one.start)),
    )
    return [found]


def _opening(sentence: Sentence) -> int:
    """Where the first word of the sentence stands."""
    word = re.compile(r"\w").search(sentence.low, sentence.start, sentence.end)
    return word.start() if word else sentence.start


def _is_tangled(sentence: Sentence, events: Sequence[Event]) -> bool:
    """Whether a sentence has too many outcomes and denials to be followed."""
    words = len(sentence.low[sentence.start : sentence.end].split())
    if words <= _LONG:
        return False
    told = [one for one in events if one.kind in _OUTCOMES]
    denials = len(_DENIALS.findall(sentence.low, sentence.start, sentence.end))
    names = Counter([one.who.word for one in told])
    outcomes = max(names.values(), default=0) if denials < _FEW_DENIALS and len(names) > 1 else len(told)
    return outcomes > 3 or (outcomes > 0 and outcomes + denials > 4)


def _of_term(sentence: Sentence, term: Term) -> Event:
    low = sentence.low
    owner = next(
        (
            one
            for one in sentence.names
            if one.mention.start == sentence.start and low[one.mention.end : one.mention.end + 1] == ":"
        ),
        None,
    )
    who = named(owner) if owner else subject(sentence, term.start)
    line = case_figures.LINE.match(low, sentence.start, sentence.end) if is_line(sentence.folded) else None
    if line and (not owner or sentence.known.figures.charge.search(line["head"])):
        who = Who("line")
    if who.how in ("he", "she", "name") and _SPEAKS.search(low, who.end or sentence.start, term.start):
        who = Who("none")  # “she said of the minimum term of 22 years”
    earlier = bool(
        sentence.known.earlier.search(low, max(sentence.start, term.start - 60), min(sentence.end, term.end + 30))
    )
    hypothetical = bool(_HYPOTHETICAL.search(sentence.folded[sentence.start : term.start][-120:]))
    year = _YEAR.search(low, sentence.start, sentence.end)
    return Event(
        term.start,
        term.end,
        "sentenced",
        who,
        sentence.number,
        terms=(term,),
        hypothetical=hypothetical or term.role == "possible",
        earlier=earlier,
        noun=True,
        changed=bool(sentence.known.changed.search(low, sentence.start, sentence.end)),
        year=int(year.group()) if year else 0,
        first=term.start,
        last=term.end,
    )


def _owner_of(sentence: Sentence, count: Count, events: Sequence[Event]) -> int | None:
    """Which event is counted: the next one if it is said of the counts, else the last one before them."""
    before = [number for number, one in enumerate(events) if one.end <= count.start]
    after = [number for number, one in enumerate(events) if one.start >= count.end]
    inside = [number for number, one in enumerate(events) if one.start < count.end and count.start < one.end]
    if inside:
        return inside[0]
    if after:
        gap = sentence.low[count.end : events[after[0]].start]
        told = _TAKES_BEFORE.match(gap)
        fresh = not before or re.search(
            r"[,;:]|\b(?:and|but|while|who|after)\b", sentence.low[events[before[-1]].end : count.start]
        )
        if (told or len(gap.split()) <= 1) and fresh and events[after[0]].kind not in ("charged", "pleaded"):
            return after[0]
        if told and re.search(r"\b(?:of|on)[ \n]which\b", gap):
            return after[0]
    return before[-1] if before else after[0] if after else None


def _about(
    sentence: Sentence, number: int, events: Sequence[Event], counts: Sequence[Count], terms: Sequence[Term]
) -> Event:
    """An event with its counts and terms, and with the charges and people named right before it (“murder conviction”) or
    behind it, up to the next one.
    """
    one, known = events[number], sentence.known.figures
    end = events[number + 1].start if number + 1 < len(events) else sentence.end
    stop = _STOP.search(sentence.low, one.end, end)
    end = min(stop.start() if stop else end, one.end + 260)
    named = list(known.charge.finditer(sentence.low, one.end, end))
    ahead = sentence.low[max(sentence.start, one.start - 40) : one.start]
    if before := re.search(rf"(?:{known.charge.pattern}){_AS_SUBJECT}", ahead):
        at = one.start - len(ahead) + before.start()
        named = [found for found in [known.charge.search(sentence.low, at, one.start)] if found]
    figures = (
        [(each.start, each.end) for each in counts]
        + [(each.start, each.end) for each in terms]
        + [each.span() for each in named[:1]]
    )
    near = [each for each in figures if -_NEAR < each[0] - one.end < _NEAR and one.start - each[1] < _NEAR]
    verb = _VERDICT_VERB.search(sentence.low, max(sentence.start, one.start - 24), one.start)
    return one._replace(
        charges=tuple(dict.fromkeys([known.charges[key(each.group())] for each in named])),
        named=tuple([key(each.group()) for each in named]),
        counts=tuple(counts),
        terms=tuple(terms),
        victims=tuple(_people(sentence, one, end)),
        refers=not named and bool(_THAT_COUNT.match(sentence.low, one.end)),
        first=min([verb.start() if verb else one.start, *(first for first, _ in near)]),
        last=max([one.end, *(last for _, last in near)]),
    )


def _people(sentence: Sentence, one: Event, end: int) -> list[Victims]:
    """The people of an event: behind it, or before it in “the three women he was convicted of assaulting”."""
    known = sentence.known.figures
    people = [each for each in case_figures.victims(sentence.low, one.end, end, known) if each.start > one.end + 1]
    first = max(sentence.start, one.start - 90)
    if not people and _RELATIVE.search(sentence.low, first, one.start):
        people = list(case_figures.victims(sentence.low, first, one.start, known))
        people = [each for each in people if not _SUBJECT.match(sentence.low, each.end)]
    return people


_THAT_COUNT: Final = re.compile(r"(?:[ \n](?:him|her))?[ \n](?:of|on)[ \n]that[ \n](?:count|charge|offence|offense)\b")
_NOUNS: Final = frozenset(("conviction", "convictions", "acquittal", "acquittals", "sentencing for"))
# “Who billed for braces that were never fitted was convicted”: the denial ends with its own verb.
_NOT_DONE: Final = re.compile(
    r"\b(?:were|was|are|is|been)[ \n](?:never|not)[ \n](?:\w+ly[ \n])?\w+(?:ed|en|d|t|wn)[ \n]"
    r"(?:was|were|has[ \n]been|have[ \n]been)[ \n]\Z"
)
_INDICTMENT: Final = re.compile(r"\bindictment\b")
_COUNTED: Final = re.compile(r"\bcounts\b")
_LONG: Final = 30  # words, from which a sentence with outcomes is hard to follow
_OUTCOMES: Final = frozenset(
    ("convicted", "acquitted", "mistrial", "dismissed", "upheld", "overturned", "not-proven", "sentenced")
)
_FEW_DENIALS: Final = 2  # in a sentence that tells one outcome of each of several people
_DENIALS: Final = re.compile(
    r"\b(?:not|no|never|nor|neither|without|refus\w+|declin\w+|otherwise|save|except|unaware|all[ \n]but|disagree\w*"
    r"|withdr\w+)\b"
)
_VERDICT_VERB: Final = re.compile(r"\b(?:found|finds|held|plead(?:s|ed|ing)?|pled)[ \n](?:(?:him|her|them)[ \n])?\Z")
_NEAR: Final = 40  # code points, as far as a charge or figure is shown together with its event
_AS_SUBJECT: Final = (
    r"(?:[ \n](?:charges?|counts?|case|trial))?(?:[ \n](?:was|were|has[ \n]been|is|are|being|been))*[ \n]\Z"
)
_SUBJECT: Final = re.compile(r",?[ \n](?:who[ \n])?(?:were|was|have|has|had)\b")
_RELATIVE: Final = re.compile(
    r"(?:\b(?:of|on)[ \n]which\b|\b(?:he|she|who|whom|[^\W\d_]+)[ \n](?:was|were|is|had[ \n]been"
    r"|has[ \n]been)[ \n](?:found[ \n])?)[^.;,]*\Z"
)
