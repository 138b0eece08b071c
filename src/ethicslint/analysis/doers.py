"""Whom a sentence names as the doer of a verb: before it, before “after” and its -ing form, in a by-phrase, or as “he” or “she”.

Knows the words between a name and a verb, and which of them deny, doubt or report what is told. Knows nothing of which verbs are
crimes, nor of attributions outside the clause.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import regex

from ethicslint.analysis.polarity import taken_back

_UNSURE: Final = (
    r"(?!(?:allegedly|reportedly|apparently|supposedly|purportedly|probably|possibly|presumably|nearly|likely|only)\b)"
)
_ADVERB: Final = (
    rf"(?:(?:had|has|have|then|also|later|once|twice|first|again|both|himself|herself|{_UNSURE}\w+ly)[ \n]+){{0,4}}"
)
INSERT: Final = (
    r"(?:,[ \n]\d{1,3}|,[^,.;:!?\"]{3,90},|[ ]\(\d{1,3}\)"
    r"|[ ]\((?:pictured|left|right|above|below|centre|center|far|seen|inset|top|bottom)[^()]{0,40}\))?"
)
"""What may stand between a name and its verb: an age, an address, one apposition, where the picture is."""

_DIRECT: Final = regex.compile(
    rf"(?:{INSERT}|,[ \n]\d{{1,3}})(?:,?[ \n]+who)?[ \n]+{_ADVERB}",
)
_JOINED: Final = regex.compile(
    rf"{INSERT}[ \n]+[^;:!?\"]{{3,110}}?(?:,|[ \n]and|,[ \n]and)[ \n]+(?:then[ \n]+)?{_ADVERB}", regex.IGNORECASE
)
_PARTICIPIAL: Final = regex.compile(
    rf"{INSERT}[ \n]+[^;:!?\"]{{0,110}}?(?:after|before|by|while|since|spent[ \n][\w ]{{2,20}}|began|started|kept|continued|,)"
    rf"[ \n]+(?:having[ \n]+)?{_ADVERB}",
    regex.IGNORECASE,
)
_HAVING: Final = regex.compile(
    rf"{INSERT}[ \n]+[^;:!?\"]{{0,110}}?(?:after|,)[ \n]+having[ \n]+{_ADVERB}", regex.IGNORECASE
)
# A subject of its own, a frame or a doubt between the name and the verb.
_BROKEN: Final = regex.compile(
    r"\b(?:who|which|whom|whose|that|he|she|they|it|we|i|you|if|whether|said|says|told|heard|denie[sd]|deny|denying"
    r"|claim(?:s|ed|ing)?|alleg\w+|apparently|reportedly|supposedly|believed|thought|accus\w+|suspected"
    r"|charged[ \n](?:with|of)|suspicion|not|never|may|might|could|would|should"
    r"|must|will|(?:when|as|after|before|while|and|but|until)[ \n](?:an?|the|his|her|their|police|officers|two|three)"
    r"|refus\w+|fail\w+|without|instead|rather|plann\w+|plot\w+|attempt\w+|tried|trying|wanted|fears?|feared|acquitted|cleared"
    r"|trial)\b",
    regex.IGNORECASE,
)
_NAMED_SUBJECT: Final = r"(?:[ \n]+[\p{L}.]+){0,2}[ \n]*\Z"
_DOUBTED: Final = regex.compile(
    r"\b(?:(?:if|whether|did[ \n]not|den(?:y|ies|ied|ying)|alleg\w+|accus\w+|charges?[ \n]that|suspect(?:s|ed)?|suspicions?"
    r"|claim(?:s|ed|ing)?|indict\w+|according[ \n]to|not[ \n]guilty|acquitted|cleared|case[ \n]that|theory|theories"
    r"|evidence[ \n]that|prove|proof|rumou?rs?|believe[sd]?|think|thinks|thought|fear(?:s|ed)?|suppose|imagine|fiction\w*|novel"
    r"|determined|concluded|justified|justif(?:y|ies)|play(?:s|ed)|character|film|movie|suggest(?:s|ed|ing)?)\b"
    r"|(?:said|says|say|told[ \n][\w' ]{2,30}|heard|hears|argue[sd]?|insists?|insisted|reported|testified|stated|told|shows?"
    rf"|describe[sd]?),?(?:[ \n]+(?:that|how))?{_NAMED_SUBJECT}"
    rf"|(?:that|convinced|sure|certain|it[ \n]was){_NAMED_SUBJECT})",
    regex.IGNORECASE,
)
# A name behind these is no subject: “the wife of Roe”, “the man who knew Roe”.
_OBLIQUE: Final = regex.compile(
    r"\b(?:of|with|by|to|for|against|from|on|about|between|than|at|like|named|called|v)[ \n]+"
    r"(?:(?:mr|mrs|ms|miss|dr|the|a|his|her)\.?[ \n]+)?\Z"
    r"|\bwho(?:[ \n]+[\w'-]+){1,6}[ \n]*\Z"
    r"|\b(?:\w+ed|shot|beat|hit|met|saw|took|told|left|held|caught|made|gave|kept|found|sent|brought)[ \n]+\Z",
    regex.IGNORECASE,
)
_SUBJECT: Final = regex.compile(
    r"(?:\A|[,;—–-][ \n]?|\b(?:when|after|while|as|and|but|because|then|before|since|where)[ \n])(?:[\p{L}.'-]+[ \n]){0,4}\Z",
    regex.IGNORECASE,
)
_PRONOUN: Final = regex.compile(
    rf"(?:\A|(?:,|\b(?:and|but|where|when|before|after|then))[ \n]+)[\"']?(?P<one>he|she)[ \n]+{_ADVERB}\Z",
    regex.IGNORECASE,
)
_PRONOUN_JOINED: Final = regex.compile(
    r"\A(?P<one>he|she)[ \n]+(?P<gap>[^;:!?\"]{3,110}?)(?:,|,?[ \n]and|[ \n](?P<part>after|before|by|while))[ \n]+"
    rf"(?:then[ \n]+)?{_ADVERB}\Z",
    regex.IGNORECASE,
)
_PASSIVE: Final = regex.compile(
    r"(?:[ \n](?!(?:by|was|were|is|are|held|who|The)\b)[\w'-]+){0,8}?,?[ \n]by[ \n](?:[\w.'-]+[ \n]){0,4}"
    r"(?<!\bby[ \n](?:police|order|name|name[ \n][\w ]{1,20})[ \n])"
)
_NOT_DONE: Final = regex.compile(
    r"\b(?:be|never|not|allegedly|to|almost|nearly|reportedly|would|could)[ \n]+(?:\w+ly[ \n]+)?\Z", regex.IGNORECASE
)
_LEADING_INSERT: Final = regex.compile(r"\A,[^,.;:!?\"]{1,90},")
_NEAR: Final = 40


class Named(NamedTuple):
    """Where a block names somebody, in code points of its text, and who that is, as a number of the caller's."""

    start: int
    end: int
    who: int


class Clause(NamedTuple):
    """A verb in a stretch of text, the named people before and behind it, and whom “he” or “she” may take up.

    `start` and `end` bound the stretch; `opens` tells whether `start` is where its sentence begins.
    """

    text: str
    start: int
    end: int
    opens: bool
    verb: "re.Match[str]"
    before: Sequence[Named]
    behind: Sequence[Named]
    antecedent: Callable[[str], int | None]
    sex_of: Callable[[int], str]


class Doer(NamedTuple):
    """Who did it, the stretch from doer to verb, and how sure: high by name, medium by pronoun."""

    start: int
    end: int
    person: int
    confidence: str


def by_phrase(clause: Clause) -> Doer | None:
    """The doer in a by-phrase: “was stabbed in the back by Roe”, “murdered by Roe”."""
    text, verb = clause.text, clause.verb
    if " by " not in text[verb.end() : clause.end] or _is_ing(verb.group()):
        return None
    for mention in clause.behind:
        if _PASSIVE.fullmatch(text, verb.end(), mention.start):
            ahead = text[clause.start : verb.start()]
            if text[mention.end : mention.end + 1] == "'" or text.endswith((" a ", " an "), verb.end(), mention.start):
                return None
            if _NOT_DONE.search(ahead) or _is_doubted(ahead):
                return None
            return Doer(verb.start(), mention.end, mention.who, "high")
        if " by " in text[verb.end() : mention.start]:
            return None
    return None


def subject(clause: Clause) -> Doer | None:
    """The doer before the verb; for an -ing form that of the clause it leans on."""
    text, verb = clause.text, clause.verb
    ing = _is_ing(verb.group())
    if clause.before and not ing:
        mention = clause.before[-1]
        if _DIRECT.fullmatch(text, mention.end, verb.start()):
            return None if _is_oblique(clause, mention) else _named(clause, mention)
    for mention in clause.before:
        ahead = text[clause.start : mention.start]
        if not _SUBJECT.search(ahead) or _is_oblique(clause, mention):
            continue
        between = text[mention.end : verb.start()]
        if _BROKEN.search(_LEADING_INSERT.sub("", between, count=1)):
            continue
        if (_PARTICIPIAL if ing else _JOINED).fullmatch(between) or (not ing and _HAVING.fullmatch(between)):
            return _named(clause, mention)
    return _pronoun(clause, ing)


def _is_ing(verb: str) -> bool:
    return any([word.endswith("ing") for word in verb.split()])


def _is_oblique(clause: Clause, mention: Named) -> bool:
    return bool(_OBLIQUE.search(clause.text[max(clause.start, mention.start - _NEAR) : mention.start]))


def _is_doubted(ahead: str) -> bool:
    return bool(_DOUBTED.search(ahead)) or taken_back(ahead, 0, len(ahead))


def _named(clause: Clause, mention: Named) -> Doer | None:
    if _is_doubted(clause.text[clause.start : mention.start]):
        return None
    return Doer(mention.start, clause.verb.end(), mention.who, "high")


def _pronoun(clause: Clause, ing: bool) -> Doer | None:
    """“He” or “she” as the doer: the one person named in the sentence so far, else the only one of the sentence before."""
    if not clause.opens:
        return None
    ahead = clause.text[clause.start : clause.verb.start()]
    found = None if ing else _PRONOUN.search(ahead)
    if not found:
        found = _PRONOUN_JOINED.search(ahead)
        if not found or bool(found["part"]) != ing or _BROKEN.search(found["gap"]):
            return None
    if _is_doubted(ahead[: found.start("one")]):
        return None
    if '"' in ahead:
        return None  # somebody speaks, and may speak of somebody else
    start = clause.start + found.start("one")
    own = {mention.who for mention in clause.before if mention.start < start}
    if len(own) > 1:
        return None
    who = own.pop() if own else clause.antecedent(found["one"])
    if who is None or clause.sex_of(who) != ("m" if found["one"].lower() == "he" else "f"):
        return None
    return Doer(start, clause.verb.end(), who, "medium")
