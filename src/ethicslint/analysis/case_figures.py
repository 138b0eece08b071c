"""The figures of a case in one sentence: how many counts, how long a term, how many people it was done to.

Knows numbers in words and digits, “two of three counts”, “two counts of rape and one of assault”, “30 years to life”, minimum,
suspended and possible terms. Knows nothing of which event a figure belongs to (`analysis.case_events`), nor of people.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from ethicslint.lexicon.frequency import commonness
from ethicslint.lexicon.letters import any_of

SETS: Final = ("case-count", "case-person", "case-mention")
"""The vocabulary sets these figures need, besides those named `charge-…`."""

LIFE: Final = 10_000
"""Months that stand for life."""

SECTION: Final = "section"
"""What stands for the charge where sections of a code are counted."""

_UNITS: Final = "one two three four five six seven eight nine ten eleven twelve".split()
_TEENS: Final = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS: Final = {word: number for number, word in enumerate([*_UNITS, *_TEENS], 1)} | {
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    **{f"{tens}-{unit}": 10 * ten + one for ten, tens in enumerate(_TENS, 2) for one, unit in enumerate(_UNITS[:9], 1)},
    **dict.fromkeys(("a", "an", "a single", "single"), 1),
    "both": 2,
    "a dozen": 12,
}
_ORDINALS: Final = {
    word: number
    for number, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)
}
NUMBER: Final = (
    rf"(?:\d{{1,3}}(?![\d,.]*\d)|{'|'.join(sorted(_NUMBERS.keys() - {'a', 'an', 'both'}, key=len, reverse=True))})"
)
_FEW: Final = (
    r"(?:(?!(?:of|and|or|years?|months?|to|for|in|on|by|with|after|from|the|were|was|people|other)\b)"
    r"[\w'-]+[ \n]){0,3}?"
)
_MINE: Final = r"(?:(?:the|his|her|their|its|these|those)[ \n])?"


def key(words: str) -> str:
    """A phrase of a vocabulary set as it is looked up: any blank and any hyphen is one blank."""
    return " ".join(words.replace("-", " ").split())


def telling(phrases: Iterable[str]) -> frozenset[str]:
    """The rarest word of each phrase: a text without any of them holds none of the phrases."""
    return frozenset(min(re.findall(r"[^\W_]+", phrase), key=commonness) for phrase in phrases)


def number(words: str) -> int:
    """The number that words or digits name; 0 if they name none."""
    words = " ".join(words.split())
    return int(words) if words.isdecimal() else _NUMBERS.get(words, _NUMBERS.get(words.replace(" ", "-"), 0))


class Count(NamedTuple):
    """So many counts, `k` of `n`; `n` is 0 where no total is named, `k` 0 where it is “all”.

    `charge` is the kind of charge that is counted, SECTION for sections of a code, "" if none is named. `other`: of those that
    are left. `nth`: the number of a single count, 0 if it has none.
    """

    start: int
    end: int
    k: int
    n: int
    charge: str = ""
    other: bool = False
    nth: int = 0


class Term(NamedTuple):
    """A term in months, from `low` to `high`, either of them LIFE. `role`: whole, each, minimum, possible, suspended or serve.

    Each is one of several that are added or served together; serve is what is left to be served.
    """

    start: int
    end: int
    low: int
    high: int
    role: str


class Victims(NamedTuple):
    """So many people, in the plural: “three women”."""

    start: int
    end: int
    number: int
    noun: str


class Words(NamedTuple):
    """The patterns of the figures, made from a lexicon once."""

    charge: "re.Pattern[str]"
    charges: Mapping[str, str]
    counted: "re.Pattern[str]"
    listed: "re.Pattern[str]"
    people: "re.Pattern[str]"
    mention: "re.Pattern[str]"


def words(sets: Mapping[str, Sequence[str]]) -> Words:
    """Compile the patterns from the vocabulary sets named in SETS and those named `charge-…`."""
    charges = {key(form): name[7:] for name, forms in sets.items() if name.startswith("charge-") for form in forms}
    noun, charge = (
        any_of(sets["case-count"]),
        any_of(form for name, forms in sets.items() if name.startswith("charge-") for form in forms),
    )
    crimes = any_of(
        [form for form in charges if form.endswith("s") and " " not in form and not form.endswith(("ss", "us"))]
    )
    return Words(
        re.compile(rf"(?<![\w-]){charge}(?![\w-])"),
        charges,
        re.compile(
            rf"(?<![\w.,£$€-])(?:"
            rf"(?P<but>all[ \n]but[ \n](?P<left>{NUMBER})[ \n]of[ \n](?:{_MINE})(?P<butn>{NUMBER})[ \n]{_FEW}(?:{noun}|{crimes}))"
            rf"|(?P<k>{NUMBER}|both|a)(?:[ \n]{noun})?(?:[ \n]out)?[ \n](?:of|from"
            rf"|on)[ \n](?:{_MINE})(?:total[ \n]of[ \n])?(?P<n>{NUMBER})"
            rf"[ \n]{_FEW}(?P<of>{noun}|{crimes})"
            rf"|(?P<all>(?:all|each|every)(?:[ \n]of)?)[ \n]{_MINE}(?:(?P<alln>{NUMBER})[ \n])?"
            rf"(?:of[ \n](?:the|his|her)[ \n])?{_FEW}(?P<allof>{noun}"
            rf"|{crimes})"
            rf"|(?P<both>both)[ \n](?:of[ \n])?{_MINE}{_FEW}(?:{noun}|{crimes})"
            rf"|the[ \n](?:only|sole|single|one)[ \n](?P<only>{_FEW}(?:{noun}))"
            rf"|(?P<nth>{'|'.join(_ORDINALS)})[ \n]{_FEW}(?:count|charge)\b"
            rf"|(?:counts|charges)[ \n](?P<listed>{NUMBER}(?:,[ \n]{NUMBER})*,?[ \n](?:and|or)[ \n]{NUMBER})"
            rf"|(?:count|charge)[ \n](?P<number>{NUMBER})"
            rf"|(?P<other>(?:the[ \n])?(?:remaining|other)[ \n])(?P<rest>{NUMBER})(?:[ \n]{_FEW}{noun})?"
            rf"|(?P<some>{NUMBER}|a|an)[ \n](?P<more>(?:further|other|remaining|more|additional|new|fresh|extra)[ \n])?"
            rf"(?P<kind>{_FEW})(?P<noun>{noun}|{crimes})"
            rf"|(?P<dash>{NUMBER})-count\b"
            rf"|sections?[ \n](?P<sections>\d+[a-z]?(?:(?:,[ \n]|[ \n]and[ \n]|,[ \n]and[ \n]|/)\d+[a-z]?)*)"
            rf"|(?P<them>{NUMBER})[ \n]of[ \n](?:them|those|these)\b"
            rf"|(?<=\bconvicted[ \n]of[ \n])(?P<bare>{NUMBER})(?=[.,;]|[ \n](?:and|at|in|on|by|after)[ \n]|\Z)"
            rf"|(?<=[ \n](?:him|her)[ \n]of[ \n])(?P<bare2>{NUMBER})(?=[.,;]|[ \n](?:and|at|in|on|by|after)[ \n]|\Z)"
            rf"|(?<=\bguilty[ \n](?:of|on)[ \n])(?P<bare3>{NUMBER})(?=[.,;]|[ \n]and[ \n]|\Z)"
            rf"|(?<=\bacquitted[ \n](?:of|on)[ \n])(?P<bare4>{NUMBER})(?=[.,;]|[ \n]and[ \n]|\Z)"
            rf")(?![\w-])"
        ),
        re.compile(
            rf"(?:,?[ \n]and|,|plus|,[ \n]plus|as[ \n]well[ \n]as|[:;])[ \n](?P<k>{NUMBER}"
            rf"|a)[ \n](?:{_FEW}{noun}[ \n])?(?:of|for)[ \n](?:\w+[ \n]){{0,2}}?"
            rf"(?P<charge>{charge})(?![\w-])"
        ),
        re.compile(
            rf"(?<![\w.,-])(?P<number>{NUMBER})[ \n](?:(?!years?\b|months?\b|days?\b|of\b|and\b|or\b|to\b|counts?\b"
            rf"|charges?\b|\d)[\w'-]+[ \n]){{0,2}}?"
            rf"{any_of(sets['case-person'])}(?![\w-])"
        ),
        re.compile(rf"(?<![\w-]){any_of(sets['case-mention'])}(?![\w-])"),
    )


def counts(text: str, start: int, end: int, known: Words) -> list[Count]:
    """The counts of a stretch of lowered text."""
    found: list[Count] = []
    for one in known.counted.finditer(text, start, end):
        first, last = one.span()
        charge, listed = _charge_behind(text, one, end, known)
        if one["but"]:
            total = number(one["butn"])
            found.append(Count(first, last, total - number(one["left"]), total, charge))
        elif one["k"] and one["n"]:
            found.append(Count(first, last, number(one["k"]), number(one["n"]), charge or _plural(one["of"], known)))
        elif one["all"]:
            total = number(one["alln"] or "")
            each = one["all"].startswith("each")
            if each and not total and one["allof"] in ("count", "charge", "offence", "offense"):
                found.append(Count(first, last, 0, 0, charge))
            else:
                found.append(Count(first, last, total, 0 if each else total, charge or _plural(one["allof"], known)))
        elif one["both"]:
            found.append(Count(first, last, 2, 2, charge))
        elif one["only"]:
            found.append(Count(first, last, 1, 1, charge))
        elif one["nth"]:
            found.append(Count(first, last, 1, 0, charge, nth=_ORDINALS[one["nth"]]))
        elif one["listed"]:
            found.append(Count(first, last, len(re.findall(NUMBER, one["listed"])), 0, charge))
        elif one["number"]:
            found.append(Count(first, last, 1, 0, charge, nth=number(one["number"])))
        elif one["rest"]:
            found.append(Count(first, last, number(one["rest"]), 0, charge, True))
        elif one["dash"]:
            found.append(Count(first, last, number(one["dash"]), number(one["dash"])))
        elif one["sections"]:
            found.append(Count(first, last, len(re.findall(r"\d+", one["sections"])), 0, SECTION))
        elif bare := one["them"] or one["bare"] or one["bare2"] or one["bare3"] or one["bare4"]:
            found.append(Count(first, last, number(bare), 0))
        elif one["some"]:
            kind = known.charge.search(one["kind"]) if one["kind"] else None
            charge = charge or (known.charges[key(kind.group())] if kind else _plural(one["noun"], known))
            found.append(Count(first, last, number(one["some"]), 0, charge, bool(one["more"])))
        found += listed
    return found


def _plural(noun: str, known: Words) -> str:
    """The charge that a noun of its own names: “two rapes”."""
    return known.charges.get(key(noun or ""), "")


def _charge_behind(text: str, one: "re.Match[str]", end: int, known: Words) -> tuple[str, list[Count]]:
    """The charge behind a count, and the counts that are listed after it: “two counts of rape and one of assault”."""
    named = re.compile(r"[ \n](?:each[ \n])?(?:of|for)[ \n](?:\w+[ \n]){0,3}?").match(text, one.end(), end)
    if not named:
        return "", []
    found = known.charge.search(text, one.end(), min(end, one.end() + 60))
    if not found or re.search(r"[,;:]|\b(?:who|when|after)\b", text[one.end() : found.start()]):
        return "", []
    listed: list[Count] = []
    at = found.end()
    while more := known.listed.search(text, at, min(end, at + 90)):
        if re.search(
            r"[.;]|\b(?:acquitted|cleared|not guilty|dropped|dismissed|hung|deadlocked)\b", text[at : more.start()]
        ):
            break
        count = known.counted.match(text, more.start("k"), end)
        if not (count and count.end() > more.start("k") + 3 and count["noun"]):
            listed.append(Count(more.start("k"), more.end(), number(more["k"]), 0, known.charges[key(more["charge"])]))
        at = more.end()
    return known.charges[key(found.group())], listed


_TIME: Final = rf"(?P<years>{NUMBER})(?:[ -]and[ -]a[ -]half|½)?[ -](?P<unit>years?|months?|yrs?)(?:'|\b)"
_TERM: Final = re.compile(
    rf"(?<![\w.,$£-])(?:{_TIME}(?:(?:[ \n]and|,)?[ \n](?P<months>{NUMBER})[ -]months?)?(?P<tolife>[ -]to[ -]life)?"
    rf"|(?P<from>{NUMBER})[ -](?:years[ -])?to[ -](?P<to>{NUMBER}|life)(?:[ -]years?)?(?![\w-])"
    rf"|(?P<life>(?:whole[ -])?life(?:[ -]long)?(?:[ \n](?:imprisonment|in[ \n](?:prison|jail)|sentence|term"
    rf"|behind[ \n]bars|without[ \n]parole))?))(?![\w])"
)
_IN_PRISON: Final = re.compile(
    r"'?[ \n-](?:(?:of|in|rigorous|simple|immediate|custodial|suspended|extended|total|state|federal|a)[ \n]){0,3}"
    r"(?:prison|jail|imprisonment|custody|detention|behind[ \n]bars|penal[ \n]servitude|sentence|term"
    r"|youth[ \n]custody|gaol)"
)
_PASSED: Final = re.compile(
    r"\b(?:(?P<strong>sentenced|jailed|imprisoned|caged|locked[ \n]up|detained|sent[ \n]down"
    r"|sent[ \n]to[ \n](?:prison|jail)|sentences?|jails)|handed(?:[ \n]down)?|given"
    r"|gave|gets?|got|received?s?|serving|serves?|serve|sentencing|imposed|awarded|ordered|term|total(?:ling)?"
    r"|totaling)\b"
    r"(?:[ \n,:]+(?!years?\b|months?\b|minimum|maximum|least|up\b|and\b|as\b|who\b|while\b|but\b"
    r"|when\b)[\w'-]+){0,7}[ \n,:]*\Z"
)
_MINIMUM: Final = re.compile(
    r"\b(?:minimum:?(?:[ \n]\w+){0,7}?|at[ \n]least|not[ \n]less[ \n]than|non-?[ ]?parole[ \n]period(?:[ \n]\w+)?"
    r"|tariff[ \n]of|punishment[ \n]part[ \n]of|must[ \n]serve(?:[ \n]at[ \n]least)?|no[ \n](?:sooner"
    r"|earlier)[ \n]than|nonparole[ \n]period[ \n]of|eligible(?:[ \n]\w+){0,6}|parole(?:[ \n]\w+){0,3})"
    r"[ \n](?:a[ \n])?\Z"
)
_MINIMUM_BEHIND: Final = re.compile(
    r"[ \n-](?:minimum|tariff|non-parole|before[ \n](?:\w+[ \n]){0,4}?(?:parole|release|eligible|considered))"
)
_SUSPENDED: Final = re.compile(
    r"\bsuspended(?:[ \n]for)?[ \n](?:a[ \n])?(?:period[ \n]of[ \n])?\Z|\bfinal[ \n]\Z|\blast[ \n]\Z"
)
_SUSPENDED_BEHIND: Final = re.compile(r"(?:[ \n](?:of[ \n](?:it|that|the[ \n]\w+)|were|was|is|being))*[ \n]suspended\b")
_OTHER_BEFORE: Final = re.compile(
    r"\b(?:licence|license|supervis\w+|probation|released?|bail|disqualified|banned|ban|driving|register(?:ed)?"
    r"|prohibited"
    r"|restraining|ago|aged?|order|over|within|after|spent|next|past|last|older|younger|nearly|served|investigation"
    r"|extended|another"
    r"|since|every|took|lasted|until|when|marriage|career|period(?![ \n]of[ \n]imprisonment)|abused|raped|parole"
    r"|another|further)\b[^.;]{0,24}\Z"
)
_OTHER_BEHIND: Final = re.compile(
    r"'?[ \n-](?:community|order|contract|deal|relationship|investigation|restraining|career|marriage|ordeal|battle"
    r"|trial|old|ago|later|earlier|before|after|on[ \n]licen[cs]e|extended|of[ \n](?:\w+[ \n])?(?:abuse|age|marriage"
    r"|supervis|probation|post)|supervis\w+|probation|on[ \n]probation|on[ \n]the|licen[cs]e|ban|driving|experience"
    r"|younger|older|restraining"
    r"|on[ \n]remand|on[ \n]death"
    r"|more|less|further)"
)
_POSSIBLE: Final = re.compile(
    r"\b(?:up[ \n]to|maximum(?:[ \n]\w+){0,4}|as[ \n](?:many|much|long)[ \n]as|carr(?:y|ies|ied)(?:[ \n]\w+){0,3}"
    r"|punishable(?:[ \n]\w+){0,3}|could|would|may|might|face[sd]?"
    r"|facing|recommend(?:s|ed)|sought|seek|asked[ \n]for|range|guidelines?|between|starting[ \n]point|demanded)"
    r"(?:[ \n]\w+){0,5}?[ \n]*\Z"
)
_EACH: Final = re.compile(
    r"[ \n,]*(?:in[ \n]prison[ \n]|imprisonment[ \n]|to[ \n]life[ \n])?(?:for[ \n]each|on[ \n]each|each\b"
    r"|per[ \n]count|on[ \n](?:the|a)[ \n](?:\w+[ \n]){0,4}?(?:counts?|charges?)\b"
    r"|on[ \n]count|for[ \n]count|under[ \n]section|for[ \n]the[ \n](?:first|second|third|fourth|other|remaining)\b"
    r"|for[ \n]each)"
)
_EACH_BEFORE: Final = re.compile(
    r"\b(?:each[ \n](?:count|charge)(?:[ \n]\w+)?:?|two|three|four|both)[ \n](?:consecutive[ \n]"
    r"|concurrent[ \n])?(?:terms?[ \n]of[ \n]|sentences?[ \n]of[ \n])?\Z"
)
_COURT: Final = re.compile(
    r"\bsentenc|\bprison\b|\bjail|\bimprison|\bcustod|\bparole|\btariff\b|\bpunishment part|\bbehind bars|\bcount\b"
    r"|\bcharge\b|\blicence\b|\bto be served\b|\b(?:to|must|will) serve\b|\bminimum term\b|\bnon-parole\b|\bbehind bars\b"
)
_PRISON: Final = re.compile(
    r"sentenc|\bterm|prison|jail|custod|parole|tariff|punishment|behind bars|count|charge|licence|to serve"
    r"|must serve|will serve|to be served|to life"
    r"|to-life"
    r"|detained|caged|locked up|minimum"
)
_FOR_LIFE: Final = re.compile(
    r"\b(?:for|to|a|him|her|them|gets|got|given|with|get|of|received|serving|sentence:)[ \n]\Z"
)
_SERVE: Final = re.compile(
    r"[ \n](?:still[ \n])?(?:left[ \n])?to[ \n](?:serve|be[ \n]served)\b|[ \n]left[ \n]to[ \n]serve"
)


def terms(text: str, start: int, end: int, known: Words) -> list[Term]:
    """The terms of imprisonment in one sentence of lowered text, whatever they are called: whole, minimum, possible."""
    if (line := LINE.match(text, start, end)) and (found := _of_line(text, line, end, known)):
        return found
    if not _PRISON.search(text, start, end):
        return []
    mentioned = known.mention.search(text, start, end)
    found: list[Term] = []
    for one in _TERM.finditer(text, start, end):
        months = _months(one)
        role = _role(text, one, start, end, bool(mentioned)) if any(months) else ""
        if not role and found and found[-1].role == "whole" and any(months) and _is_next(text, found[-1], one, end):
            role = "whole"
        if role:
            found.append(Term(one.start(), one.end(), *months, role))
    parts = [one for one in found if one.role == "whole" and _FOR_A_CRIME.match(text, one.end, end)]
    if len(parts) > 1 and not _OF_ANOTHER.search(text, parts[0].end, parts[-1].start):
        found = [one._replace(role="each") if one in parts else one for one in found]
    return found


def _is_next(text: str, last: Term, one: "re.Match[str]", end: int) -> bool:
    """“Five years for robbery and three years for theft”: the second is a term like the first."""
    between = text[last.end : one.start()]
    return bool(_FOR_A_CRIME.match(between) and _AND.search(between) and _FOR_A_CRIME.match(text, one.end(), end))


_OF_ANOTHER: Final = re.compile(
    r"\b(?:was|were|had|has|given|gets?|got|received|jailed|sentenced|whil(?:e|st)|he|she|his|her)\b"
)
_AND: Final = re.compile(r"(?:,|\band)[ \n]\Z")
_FOR_A_CRIME: Final = re.compile(r"[ \n](?:in[ \n](?:prison|jail)[ \n])?for[ \n](?!each\b|life\b)[a-z]")


LINE: Final = re.compile(
    r"[\W_]*(?P<head>[a-z][^:.;]{2,50}):[*_]*[ \n](?=(?:[a-z]+|\d+)[ -](?:and[ -]a[ -]half[ -])?(?:years?|months?)\b)"
)


def _of_line(text: str, line: "re.Match[str]", end: int, known: Words) -> list[Term]:
    """The term of a line of a list: “Theft: two years, consecutive”, “Total: five years”."""
    one = _TERM.match(text, line.end(), end)
    if not one or not any(months := _months(one)) or end - one.end() > _LINE_REST:
        return []
    head, tail = line["head"], text[one.end() : end]
    if re.search(r"\b(?:total|sentence|in all|altogether|overall|aggregate)\b", head):
        least = "minimum" if "minimum" in head else "whole"
        return [Term(one.start(), one.end(), *months, "suspended" if "suspended" in tail else least)]
    if re.search(r"minimum|non-?parole|tariff|parole", head):
        return [Term(one.start(), one.end(), *months, "minimum")]
    if known.charge.search(head) or re.search(r"consecutive|concurrent|cumulative|count", text[line.start() : end]):
        return [Term(one.start(), one.end(), *months, "each")]
    return []


_LINE_REST: Final = 40  # code points behind the term of a line, as far as it is one of a list


def _months(one: "re.Match[str]") -> tuple[int, int]:
    if one["life"]:
        return LIFE, LIFE
    if one["from"]:
        return 12 * number(one["from"]), LIFE if one["to"] == "life" else 12 * number(one["to"])
    months = number(one["years"]) * (1 if one["unit"].startswith("m") else 12) + number(one["months"] or "")
    if "half" in one.group() or "½" in one.group():
        months += 6
    return months, LIFE if one["tolife"] else months


def _role(text: str, one: "re.Match[str]", start: int, end: int, mentioned: bool) -> str:
    """What a stretch of time is in a case; "" if it is none of a sentence."""
    before, last = text[max(start, one.start() - 90) : one.start()], one.end()
    prison = _IN_PRISON.match(text, last, end)
    passed = _PASSED.search(before)
    court = _COURT.search(text, start, end)
    if passed and not passed["strong"] and not court:
        passed = None
    if not (passed or prison or court):
        return ""
    parts = _EACH.match(text, last, end) or _EACH_BEFORE.search(before)
    least = _MINIMUM.search(before) or _MINIMUM_BEHIND.match(text, last, end)
    if _OTHER_BEHIND.match(text, last, end) and not (prison or parts or least):
        return ""
    if one["life"] and " " not in one.group() and not (prison or (passed and _FOR_LIFE.search(before))):
        return ""
    if _SERVE.match(text, last, end):
        return "serve"
    if _SUSPENDED.search(before) or (_SUSPENDED_BEHIND.match(text, last, end) and "with" in before[-30:]):
        return "suspended"
    if least:
        return "minimum"
    if re.search(r"\bof[ \n](?:his|her)[ \n]\Z", before) and not one["life"]:
        return "whole" if court or passed else ""
    if _POSSIBLE.search(before) or mentioned:
        return "possible" if prison or passed else ""
    if not (prison or passed or one["tolife"] or one["to"] == "life" or (parts and court)):
        return ""
    if _OTHER_BEFORE.search(before) and not (
        prison and re.search(r"\b(?:a|an|the|his|her)[ \n](?:\w+[ \n])?\Z", before)
    ):
        return ""
    return "each" if parts else "whole"


def victims(text: str, start: int, end: int, known: Words) -> Iterator[Victims]:
    """The people who are counted in a stretch of lowered text."""
    for one in known.people.finditer(text, start, end):
        if (many := number(one["number"])) > 1:
            yield Victims(*one.span(), many, one.group().rpartition(" ")[2])
