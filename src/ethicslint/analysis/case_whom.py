"""Whom an event befell, as far as its own sentence says: by name, by noun, by pronoun, or somebody else.

Knows subjects, objects and owners (“his conviction”), and who is passed over: judges, officers, those who are only the object of
an act. Knows nothing of other sentences (`analysis.cases`).
"""

import re
from typing import Final

from ethicslint.analysis.case_event import Who, named
from ethicslint.analysis.case_sentence import BE, Sentence

_TOLD: Final = re.compile(
    r"\b(?:told|tells|telling|warned|ordered|informed)[ \n](?:(?:the|former|Mr|Mrs|Ms)\.?[ \n](?:[\w-]+[ \n]){0,3})?\Z"
)
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


def who(sentence: Sentence, one: "re.Match[str]", kind: str, noun: bool) -> Who:
    start, end = one.span()
    if noun:
        return _owner(sentence, start, end)
    if kind in _OF_A_VERDICT and (
        verdict := _VERDICT.search(sentence.low, max(sentence.start, start - 80), min(sentence.end, end + 80))
    ):
        owner = _owner(sentence, *verdict.span())
        if owner.how != "none":
            return owner
    if one.group().endswith("guilty"):
        found = _FOUND.search(sentence.low, sentence.start, start)
        if found:
            return _object(sentence, found.group("pronoun"), found.start("np"), found.end("np"))
    elif kind in _DONE_TO and not BE.search(sentence.low[sentence.start : start]):
        found = _OBJECT.match(sentence.low, end, sentence.end)
        if found and (found["pronoun"] or _is_noun_phrase(sentence, found)):
            return _object(sentence, found["pronoun"], found.start("np"), found.end("np"))
    return subject(sentence, start)


def _is_noun_phrase(sentence: Sentence, found: "re.Match[str]") -> bool:
    first, last = found.span("np")
    if first < 0 or first == last:
        return False
    names = any([first <= name.mention.start < last for name in sentence.names])
    return names or bool(sentence.known.defendant.search(sentence.low, first, last))


def _object(sentence: Sentence, pronoun: str | None, first: int, last: int) -> Who:
    if pronoun:
        return Who({"him": "he", "her": "she"}.get(pronoun, "they"))
    for name in sentence.names:
        if first <= name.mention.start < last + 2:
            return named(name)
    if _OTHERS.search(sentence.low[max(sentence.start, first - 12) : first + 8]):
        return Who("other")
    return Who("noun", first, last)


def _owner(sentence: Sentence, start: int, end: int) -> Who:
    """Whose conviction it is: “his conviction”, “Roe's conviction”, “the conviction of Ann Roe”."""
    whose = _POSSESSIVE.search(sentence.low, sentence.start, start)
    if whose:
        return Who({"his": "he", "her": "she"}.get(whose["whose"], "they"))
    for name in sentence.names:
        last = name.mention.end
        if last < start and sentence.low[last : last + 2] == "'s" and len(sentence.low[last:start].split()) <= 4:
            return named(name)
        if 0 < name.mention.start - end < 12 and sentence.low[end : end + 4] == " of ":
            return named(name)
    found = (
        sentence.known.defendant.search(sentence.low, end, min(sentence.end, end + 60))
        if sentence.low[end : end + 4] == " of "
        else None
    )
    return Who("noun", *found.span(), _if_new(sentence, found)) if found else Who("none")


def subject(sentence: Sentence, start: int) -> Who:
    """The nearest name, pronoun or noun in front that is nobody's object."""
    found = [named(one) for one in sentence.names if one.mention.end <= start]
    found += [Who(one.group(), *one.span()) for one in _PRONOUN.finditer(sentence.low, sentence.start, start)]
    found += [
        Who("noun", *one.span(), _if_new(sentence, one))
        for one in sentence.known.defendant.finditer(sentence.low, sentence.start, start)
    ]
    parts = {one.mention.start: one for one in sentence.names}
    for one in sorted(found, key=lambda who: -who.start):
        ahead = sentence.folded[max(sentence.start, one.start - 40) : one.start]
        if one.how == "name":
            roles = parts[one.start].roles
            if roles & _OFFICE and not roles & _DOCK:
                continue
            if sentence.low[one.end : one.end + 2] == "'s":
                return Who("other") if _KIN.match(sentence.low, one.end) else one
        if one.how == "noun" and (
            _OTHER_NOUN.match(sentence.low, one.start)
            or _OTHERS.search(ahead.lower())
            or _is_relative_of(sentence, one.start)
        ):
            if _DONE_BY.search(ahead.lower()):
                continue
            return Who("other")
        if _GOVERNED.search(ahead):
            continue
        if one.how in ("he", "she") and (name := _antecedent(sentence, one.start)):
            return name
        return one
    return Who("none")


def _is_relative_of(sentence: Sentence, start: int) -> bool:
    """Whether a noun at `start` belongs to somebody named: “Roe's brother”."""
    return any(
        [
            sentence.low[one.mention.end : one.mention.end + 3] == "'s " and start - one.mention.end < 20
            for one in sentence.names
            if one.mention.end < start
        ]
    )


def _if_new(sentence: Sentence, noun: "re.Match[str]") -> str:
    """The noun, where “a” introduces somebody by it; else ""."""
    return noun.group() if _NEW.search(sentence.low, max(sentence.start, noun.start() - 40), noun.start()) else ""


def _antecedent(sentence: Sentence, position: int) -> Who | None:
    """The only one whom the sentence names in front of a pronoun, as nobody's object: “Roe has indicated that he will …”."""
    names = [one for one in sentence.names if one.mention.end < position]
    spoken_to = [one for one in names if _TOLD.search(sentence.folded[sentence.start : one.mention.start])]
    if len(spoken_to) == 1 and all([one.roles & _OFFICE for one in names if one is not spoken_to[0]]):
        return named(spoken_to[0])
    names = [
        one
        for one in names
        if not _GOVERNED.search(sentence.folded[max(sentence.start, one.mention.start - 40) : one.mention.start])
    ]
    free = [one for one in names if sentence.low[one.mention.end : one.mention.end + 2] != "'s"]
    return named(free[0]) if len(free) == 1 == len(names) else None


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
