"""What one block says happened in a case: arrests, charges, pleas, verdicts, sentences, appeals, what became of each charge.

Knows the words of each event, whether its sentence takes it back or only supposes it, whom it names as the one it befell, and
which counts, charges, terms and people of the sentence belong to it. Knows nothing of the other blocks: whose event it is in the
end is for `analysis.cases`.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from ethicslint.analysis import case_figures
from ethicslint.analysis.case_figures import Count, Term, Victims, key, telling
from ethicslint.analysis.identity import Sighting
from ethicslint.analysis.kinds import CHARGES, EVENTS
from ethicslint.analysis.polarity import negated
from ethicslint.lexicon.letters import any_of

_WORDED: Final = tuple(kind for kind in EVENTS if kind != "pleaded")
_MORE: Final = (
    "case-faces",
    "case-admitted",
    "case-denied",
    "case-defendant",
    "case-earlier",
    "case-change",
    "case-guilt",
)
SETS: Final = (
    *(f"case-{kind}" for kind in _WORDED),
    *_MORE,
    *(f"charge-{kind}" for kind in CHARGES),
    *case_figures.SETS,
)
"""The vocabulary sets this analysis needs."""

_PLEA: Final = re.compile(
    r"\b(?:plead(?:s|ed|ing)?|pled|pleas?|enter(?:s|ed|ing)?|tender\w*|chang\w+"
    r"|indicat\w+)\b(?:[ \n]+[\w',]+){0,6}[ \n]*\Z"
)
_PLEADED: Final = {
    "guilty": "guilty",
    "not guilty": "not-guilty",
    "no contest": "no-contest",
    "nolo contendere": "no-contest",
    "alford plea": "alford",
    "alford": "alford",
}
_DECLARED: Final = ("innocent", "innocence")
_DECLARES: Final = re.compile(
    r"\b(?:declar|prov|pronounc|rul|find|found|establish|confirm)\w*\b(?:[ \n][\w'-]+){0,4}[ \n]\Z"
)
_DECIDED: Final = re.compile(
    r"\b(?:f(?:ou|i)nd(?:s|ing)?|verdicts?|return(?:ed|s)?|held|declared|ruled|being|was|were|is|are|jur(?:y|ors)"
    r"|her|him|them)\b[^.;]{0,90}\Z"
)
_TOLD: Final = re.compile(
    r"\b(?:told|tells|telling|warned|ordered|informed)[ \n](?:(?:the|former|Mr|Mrs|Ms)\.?[ \n](?:[\w-]+[ \n]){0,3})?\Z"
)
_SPEAKS: Final = re.compile(
    r"\b(?:said|says|added|spoke|called|described|welcomed|thought|complained)[ \n](?:of[ \n])?(?:the|his|her)[ \n]"
    r"(?:\w+[ \n]){0,2}(?:of[ \n])?\Z"
)
_SETTLES: Final = re.compile(r"[ \n](?:of|on|in|over|as[ \n]charged|after|verdicts?|by)\b|\W*\Z")
_BE: Final = re.compile(
    r"\b(?:was|were|been|be|being|is|are|gets?|got|stands?|stood)[ \n](?:(?:\w+ly|now|also|later|then|both|all|again"
    r"|each|not|first|since)[ \n])*\Z"
)
_HYPOTHETICAL: Final = re.compile(
    r"(?i:\b(?:if|unless|until|whether|once)\b[^.;,]{0,50}|\b(?:could|would|might|can|cannot|should|must|will|shall"
    r"|won't|wouldn't|(?-i:may)|to"
    r"|expected|likely|due|hopes?|wants?|pending|before[ \n]being|awaiting|without[ \n]being|rather[ \n]than"
    r"|instead[ \n]of|refused[ \n]to|how[ \n]to)"
    r"(?:[ \n](?:not|also|be|have|been|now|then|get|still|first|being|either|\w+ly|to|ever|on|go|a|the))*)[ \n]\Z"
)
_CASE_NOUN: Final = re.compile(
    r"\b(?:charges?|counts?|case|prosecution|proceedings|indictment|offences?|offenses?|murder|rape|assault|trial|diet"
    r"|fir|information|summons)\b"
)
_CIVIL_NOUN: Final = re.compile(
    r"\b(?:lawsuits?|suit|claim|claims|complaint|motion|application|bid|request|petition|jurors?|challenge"
    r"|allegations?|bail|job|post|school)\b"
)
_RULING: Final = re.compile(r"\b(?:convictions?|verdicts?|judg[e]?ment|ruling|findings?|guilty)\b")
_PUNISHMENT: Final = re.compile(r"\b(?:convictions?|verdicts?|sentences?|appeals?|ruling)\b")
_CLAIM: Final = re.compile(
    r"\b(?:lawsuits?|suits?|claims?|civil|litigation|plaintiffs?|claimants?|out[ \n]of[ \n]court|privacy|case|sued"
    r"|damages|undisclosed|class[ \n]action|judge[ \n]has)\b"
)
_JURY: Final = re.compile(r"\b(?:jury|juries|jurors?|panel|they|verdicts?)\b")
_WITH: Final = re.compile(
    r"[ \n](?:\w+day[ \n])?(?:with|over|in[ \n]connection|under|on|following|after|by|for)\b|[ \n](?:him|her|them)\b"
)
_NO_CLEARING: Final = re.compile(
    r"[ \n](?:the[ \n](?:area|way|room|site|house|road|scene|building|court|streets?|snow)|his[ \n]throat"
    r"|her[ \n]throat|away|up|out|customs|land)"
)
_NO_APPEAL: Final = re.compile(r"[ \n](?:for|to[ \n](?:the[ \n]public|anyone|witnesses))\b")
_APPEALS: Final = re.compile(
    r"\b(?:against|conviction|convictions|sentence|verdict|lodged?|leave|filed?|ruling|grounds|would|will|may)\b"
)
_NO_CONVICTION: Final = re.compile(r"[ \n](?:rates?|that)\b")
_BELIEFS: Final = re.compile(
    r"\b(?:moral|religious|political|personal|strong(?:est)?|deep\w*|firm\w*|sincere\w*|inner|own|pro-\w+|courage[ \n]of[ \n]\w+)"
    r"[ \n](?:[\w-]+[ \n])?\Z"
)
_ANY: Final = re.compile(r"\b(?:an?|any|no|every|each|secur\w+|obtain\w*|win)[ \n](?:[\w-]+[ \n]){0,2}\Z")
_ATTRIBUTIVE: Final = re.compile(r"\b(?:an?|the|twice|of|as|this|that|his|her|every|for)[ -]\Z|^\W*\Z")
_OBJECT: Final = re.compile(
    r"[ \n](?P<pronoun>him|her|them)\b|[ \n](?P<np>[^.;:]{0,70}?)(?=[ \n](?:of|on|in|to|for|with|after|over|guilty"
    r"|not)\b|,|\Z|[.;:])"
)
_FOUND: Final = re.compile(
    r"\b(?:f(?:ou|i)nd(?:s|ing)?)[ \n](?:(?P<pronoun>him|her|them)"
    r"|(?P<np>[^.;:]{1,70}?))[ \n](?:both[ \n])?(?:not[ \n])?\Z"
)
_POSSESSIVE: Final = re.compile(r"\b(?P<whose>his|her|their)[ \n](?:[\w-]+[ \n]){0,2}\Z")
_GOVERNED: Final = re.compile(
    r"\b(?:of|by|with|to|for|from|against|on|in|at|near|over|between|told|than|\w+ing|behind|before|after|including"
    r"|and[ \n]his|murdered|killed|raped|attacked|stabbed|robbed)"
    r"[ \n](?:(?:the|a|an|his|her|former|Mr|Mrs|Ms|Miss|Dr|PC)\.?[ \n])*\Z"
)
_OTHERS: Final = re.compile(
    r"\b(?:his|her|their|another|other|second|third|two|three|four|five|six|several|both|fellow|whose"
    r"|co-)[ -](?:\w+[ \n])?\Z"
)
_DONE_BY: Final = re.compile(
    r"\b(?:to|who|and|that)[ \n](?!was\b|were\b|is\b|are\b|had\b|has\b)\w+[ \n](?:his|her|their)[ \n](?:\w+[ \n])?\Z"
    r"|\b(?:of|for|from|with|against|at|\w{3,}ing|killed|attacked|murdered|raped|robbed|stabbed|cheated|threatened)[ \n]"
    r"(?:his|her|their)[ \n](?:\w+[ \n])?\Z"
)
"""“To kill his tenant”: a noun that is the object of what the subject did."""
_NEW: Final = re.compile(r"\ban?[ \n](?:(?!the\b|his\b|her\b|of\b|and\b|by\b|who\b)[\w-]+[ \n]){0,4}\Z")
_OTHER_NOUN: Final = re.compile(r"co-|accomplice")
_PRONOUN: Final = re.compile(r"\b(?P<pronoun>he|she|they)\b")
_COMPLAINANT: Final = re.compile(r"\b(?:victims?|complainants?|plaintiffs?|claimants?)\b")
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


class Who(NamedTuple):
    """Whom an event befell, as far as its sentence says. `how`: by `name` (`word` is all of it), by a `noun` (the driver; `word`
    where “a” introduces it), `he`, `she`, `they`, `other` (his brother, a second man), `line` (a line of a list), or `none`.
    """

    how: str
    start: int = 0
    end: int = 0
    word: str = ""


def _name(one: Sighting) -> Who:
    return Who("name", one.mention.start, one.mention.end, " ".join(one.tokens))


class Event(NamedTuple):
    """Something that happened in a case, by code points of its block. `kind` is one of EVENTS, `plea` one of PLEAS (see
    `analysis.kinds`) or ""; `year` 0 if none is named.

    `charges` are kinds of charge, `named` the words for them. `noun`: told as a noun (“his conviction”) or as a label, not as
    news. `earlier`: of a case before the one that is told. `trial`: 1 for the first of several, 2 for a later one, 0 if its
    sentence says neither. `changed`: its sentence tells of a charge, count or term that was changed; `tangled`: it tells so
    much, or denies so often, that few can follow. From `first` to `last` it stands with the charge, count or term right
    beside it. `lists`: a sentence says how many counts the indictment has. `refers`: its charge is “that count”, named before. `date` and `court` are where the sentence says when and by which court, (0, 0) if it does not.
    """

    start: int
    end: int
    kind: str
    who: Who
    sentence: int
    charges: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    counts: tuple[Count, ...] = ()
    terms: tuple[Term, ...] = ()
    victims: tuple[Victims, ...] = ()
    plea: str = ""
    negated: bool = False
    hypothetical: bool = False
    earlier: bool = False
    noun: bool = False
    tangled: bool = False
    trial: int = 0
    changed: bool = False
    year: int = 0
    first: int = 0
    last: int = 0
    date: tuple[int, int] = (0, 0)
    court: tuple[int, int] = (0, 0)
    lists: bool = False
    refers: bool = False


class Words(NamedTuple):
    """The patterns of this analysis, made from a lexicon once."""

    event: "re.Pattern[str]"
    kinds: Mapping[str, str]
    defendant: "re.Pattern[str]"
    earlier: "re.Pattern[str]"
    changed: "re.Pattern[str]"
    guilt: "re.Pattern[str]"
    telling: frozenset[str]
    figures: case_figures.Words


def words(sets: Mapping[str, Sequence[str]]) -> Words:
    """Compile the patterns from the vocabulary sets named in SETS."""
    by_kind = {kind: sets[f"case-{kind}"] for kind in (*_WORDED, "faces", "admitted", "denied")}
    forms = [*_PLEADED, *_DECLARED, *(form for own in by_kind.values() for form in own)]
    kinds = {key(form): kind for kind, own in by_kind.items() for form in own}
    kinds |= {**dict.fromkeys(_PLEADED, "guilty"), **dict.fromkeys(_DECLARED, "declared")}
    return Words(
        re.compile(rf"(?<![\w-]){any_of(forms)}(?![\w-])"),
        kinds,
        re.compile(rf"(?<![\w-]){any_of(sets['case-defendant'])}(?![\w-])"),
        re.compile(rf"(?<![\w-]){any_of(sets['case-earlier'])}(?![\w-])"),
        re.compile(rf"(?<![\w-]){any_of(sets['case-change'])}(?![\w-])"),
        re.compile(rf"[ \n]{any_of(sets['case-guilt'])}(?![\w-])"),
        telling(kinds) | _TERM_WORDS,
        case_figures.words(sets),
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
        sentence = _Sentence(folded, low, start, end, number, headline, names, known)
        found += sentence.events()
    return tuple(found)


def is_line(folded: str) -> bool:
    """Whether a block may be a line of a list of terms: “Theft: two years”."""
    return len(folded) < _LONGEST_LINE and ":" in folded and ("year" in folded or "month" in folded)


_LONGEST_LINE: Final = 100  # code points


class _Sentence:
    """One sentence with its names."""

    def __init__(
        self,
        folded: str,
        low: str,
        start: int,
        end: int,
        number: int,
        headline: bool,
        names: Sequence[Sighting],
        known: Words,
    ) -> None:
        self.folded, self.low, self.start, self.end, self.number = folded, low, start, end, number
        self.headline, self.known = headline, known
        self.names = [one for one in names if start <= one.mention.start < end]

    def events(self) -> list[Event]:
        found: list[Event] = []
        for one in self.known.event.finditer(self.low, self.start, self.end):
            kind, plea = self._kind(one)
            if kind:
                found.append(self._event(one, kind, plea))
        return self._with_figures(found)

    # ---- what kind of event the words are

    def _kind(self, one: "re.Match[str]") -> tuple[str, str]:
        """The kind of event and the plea; "" if the words are no event here."""
        phrase = key(one.group())
        kind = self.known.kinds[phrase]
        if kind == "guilty":
            return self._guilty(phrase, one)
        if kind in ("admitted", "denied"):
            return self._pleaded_in_a_word(one, kind)
        if kind == "declared":
            return (
                "exonerated" if _DECLARES.search(self.before(one, 60)) and "until" not in self.before(one, 60) else ""
            ), ""
        test = _TESTS.get(kind)
        if kind == "faces":
            return ("charged" if self._faces(one) else ""), ""
        return (kind if test is None or test(self, one, phrase) else ""), ""

    def before(self, one: "re.Match[str]", reach: int = 110) -> str:
        return self.low[max(self.start, one.start() - reach) : one.start()]

    def behind(self, one: "re.Match[str]", reach: int = 90) -> str:
        return self.low[one.end() : min(self.end, one.end() + reach)]

    def around(self, one: "re.Match[str]", reach: int = 70) -> str:
        return self.low[max(self.start, one.start() - reach) : min(self.end, one.end() + reach)]

    def _guilty(self, phrase: str, one: "re.Match[str]") -> tuple[str, str]:
        before, behind, plea = self.before(one), self.behind(one), _PLEADED[phrase]
        label = self.low[self.start : one.start()].strip()
        if plea in ("no-contest", "alford"):
            return "pleaded", plea
        # A verdict behind a plea: “pleaded not guilty but was found guilty”.
        pleaded = _PLEA.search(before)
        if behind.startswith((" plea", "-plea")) or label.endswith("plea:"):
            return "pleaded", plea
        if pleaded and not re.search(r"\bfound\b|\bverdict|\bguilty\b", pleaded.group()):
            return "pleaded", plea
        if (
            pleaded
            and re.search(r"\bguilty\b", pleaded.group())
            and not re.search(r"\bfound\b|\bconvicted\b", pleaded.group())
        ):
            return "pleaded", plea
        decided = _DECIDED.search(before) or label.endswith(":") or (self.headline and not label) or not label
        if behind.startswith((" by reason of", " due to insanity")):
            return "unfit", ""
        if plea == "not-guilty":
            return ("acquitted" if decided or behind.startswith((" of", " on", " verdict")) else ""), ""
        if re.search(r"\b(?:found|held)[ \n](?:(?:him|her|them|both)[ \n])?\Z", before):
            return "convicted", ""
        sure = behind.startswith((" of ", " on ", " verdict", " in ", " as charged")) or self.headline
        if re.match(
            r"[ \n](?:conscience|party|parties|feelings?|pleasure|secret|of[ \n]nothing|looks?|about)\b", behind
        ):
            return "", ""
        if re.search(
            r"\b(?:feels?|felt|feeling|until prove[nd]|(?:presum|assum|consider|believ"
            r"|deem)\w*(?:[ \n]\w+)?)[ \n]\Z",
            before,
        ):
            return "", ""
        if behind.startswith(" verdict") and not decided:
            return "convicted", ""
        return (
            "convicted" if sure or (decided and _SETTLES.match(behind)) or behind[:1] in ",." and bool(decided) else ""
        ), ""

    def _pleaded_in_a_word(self, one: "re.Match[str]", kind: str) -> tuple[str, str]:
        """“Admitted three burglaries”, “denies rape”: with the name or number of the charge right behind."""
        figures, last = self.known.figures, min(self.end, one.end() + 60)
        named = figures.charge.search(self.low, one.end(), last) or figures.counted.search(self.low, one.end(), last)
        gap = self.low[one.end() : named.start()] if named else ""
        if (
            not named
            or len(gap.split()) > 4
            or re.search(r"[,;:\"]|\b(?:that|he|she|to (?:police|officers|detectives))\b", gap)
        ):
            return "", ""
        return "pleaded", "guilty" if kind == "admitted" else "not-guilty"

    def _faces(self, one: "re.Match[str]") -> bool:
        """Whether charges or counts are faced, not years."""
        last = min(self.end, one.end() + 60)
        named = self.known.figures.counted.search(self.low, one.end(), last)
        return bool(named) and len(self.low[one.end() : named.start()].split()) <= 2 if named else False

    # ---- whom it befell

    def _event(self, one: "re.Match[str]", kind: str, plea: str) -> Event:
        start, end = one.span()
        noun = one.group() in _NOUNS
        ahead = self.folded[self.start : start]
        year = _YEAR.search(self.low, self.start, self.end)
        return Event(
            start,
            end,
            kind,
            self._who(one, kind, noun),
            self.number,
            plea=plea,
            negated=kind not in _SELF
            and plea != "not-guilty"
            and not one.group().startswith("not")
            and negated(self.folded, self.start, start)
            and not _NOT_DONE.search(ahead),
            hypothetical=kind != "pleaded" and bool(_HYPOTHETICAL.search(ahead[-120:])),
            earlier=bool(self.known.earlier.search(self.low, max(self.start, start - 60), min(self.end, end + 30)))
            and kind in ("convicted", "sentenced", "charged", "arrested"),
            noun=noun,
            trial=self._trial(start),
            changed=bool(self.known.changed.search(self.low, self.start, self.end)),
            year=int(year.group()) if year else 0,
            first=start,
            last=end,
        )

    def _trial(self, position: int) -> int:
        """Which of several trials is told of at a position: by its part of the sentence, else by the whole of it."""
        first = max(self.low.rfind(sign, self.start, position) for sign in ",;") + 1
        stops = [at for sign in ",;" if (at := self.low.find(sign, position, self.end)) >= 0]
        for part in (self.low[max(first, self.start) : min(stops, default=self.end)], self.low[self.start : self.end]):
            if _FIRST_TRIAL.search(part):
                return 1
            if _NEXT_TRIAL.search(part):
                return 2
        return 0

    def _who(self, one: "re.Match[str]", kind: str, noun: bool) -> Who:
        start, end = one.span()
        if noun:
            return self._owner(start, end)
        if kind in _OF_A_VERDICT and (
            verdict := _VERDICT.search(self.low, max(self.start, start - 80), min(self.end, end + 80))
        ):
            owner = self._owner(*verdict.span())
            if owner.how != "none":
                return owner
        if one.group().endswith("guilty"):
            found = _FOUND.search(self.low, self.start, start)
            if found:
                return self._object(found.group("pronoun"), found.start("np"), found.end("np"))
        elif kind in _DONE_TO and not _BE.search(self.low[self.start : start]):
            found = _OBJECT.match(self.low, end, self.end)
            if found and (found["pronoun"] or self._is_noun_phrase(found)):
                return self._object(found["pronoun"], found.start("np"), found.end("np"))
        return self._subject(start)

    def _is_noun_phrase(self, found: "re.Match[str]") -> bool:
        first, last = found.span("np")
        if first < 0 or first == last:
            return False
        names = any([first <= name.mention.start < last for name in self.names])
        return names or bool(self.known.defendant.search(self.low, first, last))

    def _object(self, pronoun: str | None, first: int, last: int) -> Who:
        if pronoun:
            return Who({"him": "he", "her": "she"}.get(pronoun, "they"))
        for name in self.names:
            if first <= name.mention.start < last + 2:
                return _name(name)
        if _OTHERS.search(self.low[max(self.start, first - 12) : first + 8]):
            return Who("other")
        return Who("noun", first, last)

    def _owner(self, start: int, end: int) -> Who:
        """Whose conviction it is: “his conviction”, “Roe's conviction”, “the conviction of Ann Roe”."""
        whose = _POSSESSIVE.search(self.low, self.start, start)
        if whose:
            return Who({"his": "he", "her": "she"}.get(whose["whose"], "they"))
        for name in self.names:
            last = name.mention.end
            if last < start and self.low[last : last + 2] == "'s" and len(self.low[last:start].split()) <= 4:
                return _name(name)
            if 0 < name.mention.start - end < 12 and self.low[end : end + 4] == " of ":
                return _name(name)
        found = (
            self.known.defendant.search(self.low, end, min(self.end, end + 60))
            if self.low[end : end + 4] == " of "
            else None
        )
        return Who("noun", *found.span(), self._if_new(found)) if found else Who("none")

    def _subject(self, start: int) -> Who:
        """The nearest name, pronoun or noun in front that is nobody's object."""
        found = [_name(one) for one in self.names if one.mention.end <= start]
        found += [Who(one.group(), *one.span()) for one in _PRONOUN.finditer(self.low, self.start, start)]
        found += [
            Who("noun", *one.span(), self._if_new(one))
            for one in self.known.defendant.finditer(self.low, self.start, start)
        ]
        parts = {one.mention.start: one for one in self.names}
        for one in sorted(found, key=lambda who: -who.start):
            ahead = self.folded[max(self.start, one.start - 40) : one.start]
            if one.how == "name":
                roles = parts[one.start].roles
                if roles & _OFFICE and not roles & _DOCK:
                    continue
                if self.low[one.end : one.end + 2] == "'s":
                    return Who("other") if _KIN.match(self.low, one.end) else one
            if one.how == "noun" and (
                _OTHER_NOUN.match(self.low, one.start)
                or _OTHERS.search(ahead.lower())
                or self._is_relative_of(one.start)
            ):
                if _DONE_BY.search(ahead.lower()):
                    continue
                return Who("other")
            if _GOVERNED.search(ahead):
                continue
            if one.how in ("he", "she") and (name := self._antecedent(one.start)):
                return name
            return one
        return Who("none")

    def _is_relative_of(self, start: int) -> bool:
        """Whether a noun at `start` belongs to somebody named: “Roe's brother”."""
        return any(
            [
                self.low[one.mention.end : one.mention.end + 3] == "'s " and start - one.mention.end < 20
                for one in self.names
                if one.mention.end < start
            ]
        )

    def _if_new(self, noun: "re.Match[str]") -> str:
        """The noun, where “a” introduces somebody by it; else ""."""
        return noun.group() if _NEW.search(self.low, max(self.start, noun.start() - 40), noun.start()) else ""

    def _antecedent(self, position: int) -> Who | None:
        """The only one whom the sentence names in front of a pronoun, as nobody's object: “Roe has indicated that he will …”."""
        names = [one for one in self.names if one.mention.end < position]
        spoken_to = [one for one in names if _TOLD.search(self.folded[self.start : one.mention.start])]
        if len(spoken_to) == 1 and all([one.roles & _OFFICE for one in names if one is not spoken_to[0]]):
            return _name(spoken_to[0])
        names = [
            one
            for one in names
            if not _GOVERNED.search(self.folded[max(self.start, one.mention.start - 40) : one.mention.start])
        ]
        free = [one for one in names if self.low[one.mention.end : one.mention.end + 2] != "'s"]
        return _name(free[0]) if len(free) == 1 == len(names) else None

    # ---- what belongs to it

    def _with_figures(self, events: list[Event]) -> list[Event]:
        """The events with the counts, charges, terms and people of the sentence; terms of their own are events of a sentence."""
        known = self.known.figures
        terms = case_figures.terms(self.low, self.start, self.end, known)
        if not events and not terms:
            return self._lone_counts()
        counts = case_figures.counts(self.low, self.start, self.end, known) if events else []
        given: dict[int, tuple[list[Count], list[Term]]] = {number: ([], []) for number in range(len(events))}
        lone: list[Term] = []
        for count in counts:
            if (number := self._owner_of(count, events)) is not None:
                given[number][0].append(count)
        for term in terms:
            before = [number for number, one in enumerate(events) if one.start < term.start]
            nearest = before[-1] if before else None
            if nearest is not None and events[nearest].kind == "sentenced":
                given[nearest][1].append(term)
            else:
                lone.append(term)
        found = [self._about(number, events, *given[number]) for number in range(len(events))]
        found += [self._of_term(term) for term in lone]
        found = sorted(found, key=lambda one: (one.start, one.end))
        if found:
            when = _span(_DATE.search(self.folded, self.start, self.end))
            where = _span(_COURT.search(self.folded, self.start, self.end))
            found = [one._replace(date=when, court=where) for one in found]
        if found and self._is_tangled(found):
            found[0] = found[0]._replace(tangled=True, first=self._opening())
        return found

    def _lone_counts(self) -> list[Event]:
        """The counts of a sentence that names no event, as an accusation: “The indictment lists eleven counts of theft.”"""
        if not _COUNTED.search(self.low, self.start, self.end):
            return []
        counts = case_figures.counts(self.low, self.start, self.end, self.known.figures)
        counts = [one for one in counts if one.k > 1 and not one.other and "count" in self.low[one.start : one.end]]
        if len(counts) != 1 or _HYPOTHETICAL.search(self.folded[self.start : counts[0].start][-120:]):
            return []
        one = counts[0]
        found = Event(
            one.start,
            one.end,
            "accused",
            self._subject(one.start),
            self.number,
            counts=(one,),
            first=one.start,
            last=one.end,
            lists=bool(_INDICTMENT.search(self.low, self.start, one.start)),
        )
        return [found]

    def _opening(self) -> int:
        """Where the first word of the sentence stands."""
        word = re.compile(r"\w").search(self.low, self.start, self.end)
        return word.start() if word else self.start

    def _is_tangled(self, events: Sequence[Event]) -> bool:
        """Whether a sentence has too many outcomes and denials to be followed."""
        words = len(self.low[self.start : self.end].split())
        if words <= _LONG:
            return False
        told = [one for one in events if one.kind in _OUTCOMES]
        denials = len(_DENIALS.findall(self.low, self.start, self.end))
        names = Counter([one.who.word for one in told])
        outcomes = max(names.values(), default=0) if denials < _FEW_DENIALS and len(names) > 1 else len(told)
        return outcomes > 3 or (outcomes > 0 and outcomes + denials > 4)

    def _of_term(self, term: Term) -> Event:
        low = self.low
        owner = next(
            (
                one
                for one in self.names
                if one.mention.start == self.start and low[one.mention.end : one.mention.end + 1] == ":"
            ),
            None,
        )
        who = _name(owner) if owner else self._subject(term.start)
        line = case_figures.LINE.match(low, self.start, self.end) if is_line(self.folded) else None
        if line and (not owner or self.known.figures.charge.search(line["head"])):
            who = Who("line")
        if who.how in ("he", "she", "name") and _SPEAKS.search(low, who.end or self.start, term.start):
            who = Who("none")  # “she said of the minimum term of 22 years”
        earlier = bool(self.known.earlier.search(low, max(self.start, term.start - 60), min(self.end, term.end + 30)))
        hypothetical = bool(_HYPOTHETICAL.search(self.folded[self.start : term.start][-120:]))
        year = _YEAR.search(low, self.start, self.end)
        return Event(
            term.start,
            term.end,
            "sentenced",
            who,
            self.number,
            terms=(term,),
            hypothetical=hypothetical or term.role == "possible",
            earlier=earlier,
            noun=True,
            changed=bool(self.known.changed.search(low, self.start, self.end)),
            year=int(year.group()) if year else 0,
            first=term.start,
            last=term.end,
        )

    def _owner_of(self, count: Count, events: Sequence[Event]) -> int | None:
        """Which event is counted: the next one if it is said of the counts, else the last one before them."""
        before = [number for number, one in enumerate(events) if one.end <= count.start]
        after = [number for number, one in enumerate(events) if one.start >= count.end]
        inside = [number for number, one in enumerate(events) if one.start < count.end and count.start < one.end]
        if inside:
            return inside[0]
        if after:
            gap = self.low[count.end : events[after[0]].start]
            told = _TAKES_BEFORE.match(gap)
            fresh = not before or re.search(
                r"[,;:]|\b(?:and|but|while|who|after)\b", self.low[events[before[-1]].end : count.start]
            )
            if (told or len(gap.split()) <= 1) and fresh and events[after[0]].kind not in ("charged", "pleaded"):
                return after[0]
            if told and re.search(r"\b(?:of|on)[ \n]which\b", gap):
                return after[0]
        return before[-1] if before else after[0] if after else None

    def _about(self, number: int, events: Sequence[Event], counts: Sequence[Count], terms: Sequence[Term]) -> Event:
        """An event with its counts and terms, and with the charges and people named right before it (“murder conviction”) or
        behind it, up to the next one.
        """
        one, known = events[number], self.known.figures
        end = events[number + 1].start if number + 1 < len(events) else self.end
        stop = _STOP.search(self.low, one.end, end)
        end = min(stop.start() if stop else end, one.end + 260)
        named = list(known.charge.finditer(self.low, one.end, end))
        ahead = self.low[max(self.start, one.start - 40) : one.start]
        if before := re.search(rf"(?:{known.charge.pattern}){_AS_SUBJECT}", ahead):
            at = one.start - len(ahead) + before.start()
            named = [found for found in [known.charge.search(self.low, at, one.start)] if found]
        figures = (
            [(each.start, each.end) for each in counts]
            + [(each.start, each.end) for each in terms]
            + [each.span() for each in named[:1]]
        )
        near = [each for each in figures if -_NEAR < each[0] - one.end < _NEAR and one.start - each[1] < _NEAR]
        verb = _VERDICT_VERB.search(self.low, max(self.start, one.start - 24), one.start)
        return one._replace(
            charges=tuple(dict.fromkeys([known.charges[key(each.group())] for each in named])),
            named=tuple([key(each.group()) for each in named]),
            counts=tuple(counts),
            terms=tuple(terms),
            victims=tuple(self._people(one, end)),
            refers=not named and bool(_THAT_COUNT.match(self.low, one.end)),
            first=min([verb.start() if verb else one.start, *(first for first, _ in near)]),
            last=max([one.end, *(last for _, last in near)]),
        )

    def _people(self, one: Event, end: int) -> list[Victims]:
        """The people of an event: behind it, or before it in “the three women he was convicted of assaulting”."""
        known = self.known.figures
        people = [each for each in case_figures.victims(self.low, one.end, end, known) if each.start > one.end + 1]
        first = max(self.start, one.start - 90)
        if not people and _RELATIVE.search(self.low, first, one.start):
            people = list(case_figures.victims(self.low, first, one.start, known))
            people = [each for each in people if not _SUBJECT.match(self.low, each.end)]
        return people


_THAT_COUNT: Final = re.compile(r"(?:[ \n](?:him|her))?[ \n](?:of|on)[ \n]that[ \n](?:count|charge|offence|offense)\b")
_NOUNS: Final = frozenset(("conviction", "convictions", "acquittal", "acquittals", "sentencing for"))
# “Who billed for braces that were never fitted was convicted”: the denial ends with its own verb.
_NOT_DONE: Final = re.compile(
    r"\b(?:were|was|are|is|been)[ \n](?:never|not)[ \n](?:\w+ly[ \n])?\w+(?:ed|en|d|t|wn)[ \n](?:was|were|has[ \n]been|have[ \n]been)[ \n]\Z"
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
_COURT_DOES: Final = re.compile(r"\b(?:jur(?:y|ors)|court|judges?|magistrates?|panel|sheriff)[ \n](?:\w+[ \n]){0,2}\Z")
_CHARGING: Final = re.compile(
    r"\b(?:police|officers|prosecutors?|detectives|gardaí|authorities|crown|deputies|state)[ \n](?:\w+[ \n]){0,3}\Z"
)
_SUBJECT: Final = re.compile(r",?[ \n](?:who[ \n])?(?:were|was|have|has|had)\b")
_RELATIVE: Final = re.compile(
    r"(?:\b(?:of|on)[ \n]which\b|\b(?:he|she|who|whom|[^\W\d_]+)[ \n](?:was|were|is|had[ \n]been"
    r"|has[ \n]been)[ \n](?:found[ \n])?)[^.;,]*\Z"
)
_TERM_WORDS: Final = frozenset(
    (
        "sentence",
        "prison",
        "jail",
        "custody",
        "imprisonment",
        "bars",
        "life",
        "term",
        "minimum",
        "impose",
        "imposed",
        "serve",
        "served",
    )
)
_OFFICE: Final = frozenset(("judge", "officer", "lawyer"))
_DOCK: Final = frozenset(("accused", "convicted"))
_KIN: Final = re.compile(
    r"'s[ \n](?:\w+[ \n])?(?:brother|sister|father|mother|wife|husband|son|daughter|friend|partner|girlfriend"
    r"|boyfriend|cousin|uncle|co-accused"
    r"|co-defendant|accomplice|nephew|ex-wife|ex-husband|lawyer|solicitor|barrister|attorney)\b"
)
_OF_A_VERDICT: Final = frozenset(("overturned", "upheld", "appealed"))
_VERDICT: Final = re.compile(r"\bconvictions?\b|\bsentences?\b")
_DONE_TO: Final = frozenset(("convicted", "acquitted", "sentenced", "charged", "arrested", "indicted", "exonerated"))


_Test = Callable[[_Sentence, "re.Match[str]", str], bool]


def _is_conviction(sentence: _Sentence, one: "re.Match[str]", phrase: str) -> bool:
    before, behind = sentence.before(one), sentence.behind(one)
    if phrase == "convicted":
        return not (
            sentence.known.guilt.match(sentence.low, one.end())
            or (_ATTRIBUTIVE.search(before) and not _WITH_OF.match(behind))
        )
    if phrase in ("convict", "convicts") and re.search(r"\b(?:an?|the|ex-?|of|for|life|as)[ \n]?\Z", before):
        return False
    if phrase.startswith("conviction"):
        if re.search(r"\b(?:overturn|quash|set(?:s|ting)?[ \n]aside|vacat|revers|struck)\w*\b[^.;]{0,60}\Z", before):
            return False
        if re.match(r"[^.;,]{0,60}\b(?:overturned|quashed|set[ \n]aside|vacated|upheld|affirmed|reversed)\b", behind):
            return False
        if _BELIEFS.search(before) and not behind.startswith((" for ", " of ", " on ")):
            return False
        if _ANY.search(before) and not _ON_ALL.match(behind):
            return False
        return not (
            _NO_CONVICTION.match(behind) or before.endswith(("with ", "of ", "rate ", "secure a ", "for ", "no "))
        )
    return True


_ON_ALL: Final = re.compile(r"[ \n]on[ \n](?:all|every|each)\b")
_WITH_OF: Final = re.compile(r"[ \n](?:of|on|in|by|for|at|after|over|following|under|last|and|two|\w+day)\b")


def _is_charge(sentence: _Sentence, one: "re.Match[str]", phrase: str) -> bool:
    if phrase in ("charge", "charges"):  # a label: “Charges: two counts of theft”
        return one.start() == sentence.start and sentence.low[one.end() : one.end() + 1] == ":"
    if phrase != "charged":
        return True
    before, behind = sentence.before(one), sentence.behind(one)
    if re.search(r"\b(?:emotionally|politically|highly|racially|sexually|fully)[ -]\Z", before):
        return False
    if re.match(
        r"[ \n](?:[£$€]|up\b|at\b|for\b|with[ \n](?:caring|protecting|looking|investigating|making|coming|leading"
        r"|finding|overseeing|ensuring|reviewing|running|the[ \n]task))",
        behind,
    ):
        return False
    return bool(
        _BE.search(before)
        or (_CHARGING.search(before) and re.match(r"[^.;:]{1,60}\bwith\b", behind))
        or _WITH.match(behind)
        or re.search(r"\b(?:not|never|yet)[ \n]\Z", before)
        or (sentence.headline and behind)
    )


def _is_dropped(sentence: _Sentence, one: "re.Match[str]", phrase: str) -> bool:
    if phrase in ("nolle prosequi", "not proceeded with", "discontinued"):
        return True
    before, behind = sentence.before(one, 60), sentence.behind(one, 45)
    around = before if _BE.search(before) else before[-45:] + behind if sentence.headline else behind
    near = before[-30:] + behind
    return bool(_CASE_NOUN.search(around)) and not _CIVIL_NOUN.search(near) and "appeal" not in near


def _is_clearing(sentence: _Sentence, one: "re.Match[str]", phrase: str) -> bool:
    if phrase not in ("cleared", "clears", "clearing"):
        return True
    behind = sentence.behind(one)
    if _NO_CLEARING.match(behind) or re.match(
        r"[ \n](?:his|her|the|their)[ \n](?:\w+[ \n])?(?:name|desk|debts?)\b", behind
    ):
        return False
    return bool(
        re.match(r"[ \n](?:(?:him|her|them|\w+(?:[ \n]\w+){0,3})[ \n])?of\b", behind)
        or (_COURT_DOES.search(sentence.before(one)) and re.match(r"[^.;:]{1,60}\bof\b", behind))
        or _BE.search(sentence.before(one))
        or (sentence.headline and phrase != "clearing")
    )


def _near(pattern: "re.Pattern[str]", reach: int = 90) -> "_Test":
    def test(sentence: _Sentence, one: "re.Match[str]", _: str) -> bool:
        return bool(pattern.search(sentence.around(one, reach)))

    return test


def _is_appeal(sentence: _Sentence, one: "re.Match[str]", phrase: str) -> bool:
    before, behind = sentence.before(one), sentence.behind(one)
    if before.endswith("court of ") or re.match(r"[ \n](?:court|judges?|panel)\b", behind) or _NO_APPEAL.match(behind):
        return False
    return bool(_APPEALS.search(sentence.around(one, 50)))


def _is_upheld(sentence: _Sentence, one: "re.Match[str]", phrase: str) -> bool:
    return "appeal" in phrase or bool(_PUNISHMENT.search(sentence.around(one)))


def _is_disagreement(sentence: _Sentence, one: "re.Match[str]", phrase: str) -> bool:
    return "jur" in phrase or "mistrial" in phrase or bool(_JURY.search(sentence.around(one, 130)))


_TESTS: Final[dict[str, "_Test"]] = {
    "convicted": _is_conviction,
    "charged": _is_charge,
    "dismissed": _is_dropped,
    "acquitted": _is_clearing,
    "overturned": _near(_RULING),
    "settled": _near(_CLAIM),
    "appealed": _is_appeal,
    "upheld": _is_upheld,
    "mistrial": _is_disagreement,
}
