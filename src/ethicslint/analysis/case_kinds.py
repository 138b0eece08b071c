"""What kind of event the words of a sentence tell: a verdict or a plea, a charge or a price, a case dropped or a bomb.

Knows, for words that mean other things too, what stands beside them when they are of a court. Knows nothing of whom the event
befell (`analysis.case_whom`).
"""

import re
from collections.abc import Callable
from typing import Final

from ethicslint.analysis.case_figures import key
from ethicslint.analysis.case_sentence import BE, PLEADED, Sentence

_PLEA: Final = re.compile(
    r"\b(?:plead(?:s|ed|ing)?|pled|pleas?|enter(?:s|ed|ing)?|tender\w*|chang\w+"
    r"|indicat\w+)\b(?:[ \n]+[\w',]+){0,6}[ \n]*\Z"
)
_DECLARES: Final = re.compile(
    r"\b(?:declar|prov|pronounc|rul|find|found|establish|confirm)\w*\b(?:[ \n][\w'-]+){0,4}[ \n]\Z"
)
_DECIDED: Final = re.compile(
    r"\b(?:f(?:ou|i)nd(?:s|ing)?|verdicts?|return(?:ed|s)?|held|declared|ruled|being|was|were|is|are|jur(?:y|ors)"
    r"|her|him|them)\b[^.;]{0,90}\Z"
)
_SETTLES: Final = re.compile(r"[ \n](?:of|on|in|over|as[ \n]charged|after|verdicts?|by)\b|\W*\Z")
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


def kind_of(sentence: Sentence, one: "re.Match[str]") -> tuple[str, str]:
    """The kind of event and the plea; "" if the words are no event here."""
    phrase = key(one.group())
    kind = sentence.known.kinds[phrase]
    if kind == "guilty":
        return _guilty(sentence, phrase, one)
    if kind in ("admitted", "denied"):
        return _pleaded_in_a_word(sentence, one, kind)
    if kind == "declared":
        return (
            "exonerated"
            if _DECLARES.search(sentence.before(one, 60)) and "until" not in sentence.before(one, 60)
            else ""
        ), ""
    test = _TESTS.get(kind)
    if kind == "faces":
        return ("charged" if _faces(sentence, one) else ""), ""
    return (kind if test is None or test(sentence, one, phrase) else ""), ""


def _guilty(sentence: Sentence, phrase: str, one: "re.Match[str]") -> tuple[str, str]:
    before, behind, plea = sentence.before(one), sentence.behind(one), PLEADED[phrase]
    label = sentence.low[sentence.start : one.start()].strip()
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
    decided = _DECIDED.search(before) or label.endswith(":") or (sentence.headline and not label) or not label
    if behind.startswith((" by reason of", " due to insanity")):
        return "unfit", ""
    if plea == "not-guilty":
        return ("acquitted" if decided or behind.startswith((" of", " on", " verdict")) else ""), ""
    if re.search(r"\b(?:found|held)[ \n](?:(?:him|her|them|both)[ \n])?\Z", before):
        return "convicted", ""
    sure = behind.startswith((" of ", " on ", " verdict", " in ", " as charged")) or sentence.headline
    if re.match(r"[ \n](?:conscience|party|parties|feelings?|pleasure|secret|of[ \n]nothing|looks?|about)\b", behind):
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


def _pleaded_in_a_word(sentence: Sentence, one: "re.Match[str]", kind: str) -> tuple[str, str]:
    """“Admitted three burglaries”, “denies rape”: with the name or number of the charge right behind."""
    figures, last = sentence.known.figures, min(sentence.end, one.end() + 60)
    named = figures.charge.search(sentence.low, one.end(), last) or figures.counted.search(
        sentence.low, one.end(), last
    )
    gap = sentence.low[one.end() : named.start()] if named else ""
    if (
        not named
        or len(gap.split()) > 4
        or re.search(r"[,;:\"]|\b(?:that|he|she|to (?:police|officers|detectives))\b", gap)
    ):
        return "", ""
    around = sentence.low[sentence.start : sentence.end]
    if kind == "admitted" and _TO_POLICE.search(around) and not _IN_COURT.search(around):
        return "", ""
    return "pleaded", "guilty" if kind == "admitted" else "not-guilty"


_TO_POLICE: Final = re.compile(
    r"\b(?:police[ \n](?:say|said|allege)|told[ \n](?:police|officers|detectives|investigators|deputies)|affidavits?|statement"
    r"|after[ \n](?:his|her)[ \n]arrest|interrogat\w+|interviews?(?:ed)?)\b"
)
"""What is admitted to them is no plea."""

_IN_COURT: Final = re.compile(r"\b(?:courts?|hearing|trial|judge|plead(?:s|ed)|jailed|sentenced|magistrates)\b")


def _faces(sentence: Sentence, one: "re.Match[str]") -> bool:
    """Whether charges or counts are faced, not years."""
    last = min(sentence.end, one.end() + 60)
    named = sentence.known.figures.counted.search(sentence.low, one.end(), last)
    return bool(named) and len(sentence.low[one.end() : named.start()].split()) <= 2 if named else False


_COURT_DOES: Final = re.compile(r"\b(?:jur(?:y|ors)|court|judges?|magistrates?|panel|sheriff)[ \n](?:\w+[ \n]){0,2}\Z")
_CHARGING: Final = re.compile(
    r"\b(?:police|officers|prosecutors?|detectives|gardaí|authorities|crown|deputies|state)[ \n](?:\w+[ \n]){0,3}\Z"
)
_Test = Callable[[Sentence, "re.Match[str]", str], bool]


def _is_conviction(sentence: Sentence, one: "re.Match[str]", phrase: str) -> bool:
    before, behind = sentence.before(one), sentence.behind(one)
    if phrase == "convicted":
        if before.endswith(("wrongfully ", "wrongly ", "falsely ")):
            return False
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


def _is_charge(sentence: Sentence, one: "re.Match[str]", phrase: str) -> bool:
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
        BE.search(before)
        or (_CHARGING.search(before) and re.match(r"[^.;:]{1,60}\bwith\b", behind))
        or _WITH.match(behind)
        or re.search(r"\b(?:not|never|yet)[ \n]\Z", before)
        or (sentence.headline and behind)
    )


def _is_dropped(sentence: Sentence, one: "re.Match[str]", phrase: str) -> bool:
    if phrase in ("nolle prosequi", "not proceeded with", "discontinued"):
        return True
    before, behind = sentence.before(one, 60), sentence.behind(one, 45)
    around = before if BE.search(before) else before[-45:] + behind if sentence.headline else behind
    near = before[-30:] + behind
    return bool(_CASE_NOUN.search(around)) and not _CIVIL_NOUN.search(near) and "appeal" not in near


def _is_clearing(sentence: Sentence, one: "re.Match[str]", phrase: str) -> bool:
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
        or BE.search(sentence.before(one))
        or (sentence.headline and phrase != "clearing")
    )


def _near(pattern: "re.Pattern[str]", reach: int = 90) -> "_Test":
    def test(sentence: Sentence, one: "re.Match[str]", _: str) -> bool:
        return bool(pattern.search(sentence.around(one, reach)))

    return test


def _is_appeal(sentence: Sentence, one: "re.Match[str]", phrase: str) -> bool:
    before, behind = sentence.before(one), sentence.behind(one)
    if before.endswith("court of ") or re.match(r"[ \n](?:court|judges?|panel)\b", behind) or _NO_APPEAL.match(behind):
        return False
    return bool(_APPEALS.search(sentence.around(one, 50)))


def _is_upheld(sentence: Sentence, one: "re.Match[str]", phrase: str) -> bool:
    return "appeal" in phrase or bool(_PUNISHMENT.search(sentence.around(one)))


def _is_disagreement(sentence: Sentence, one: "re.Match[str]", phrase: str) -> bool:
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
