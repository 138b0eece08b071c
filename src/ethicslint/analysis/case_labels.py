"""Words of one block that fit some stages of a case only: “the accused”, “the killer”, “his victims”, “cleared”, “is serving”.

Knows the words, and what in their sentence makes them somebody else's or nobody's: a hedge before a crime noun, a name behind it,
a denial. Knows nothing of the stage (`analysis.case_stages`).
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from ethicslint.analysis.case_figures import NUMBER, key, telling
from ethicslint.analysis.case_figures import number as value
from ethicslint.analysis.identity import Sighting
from ethicslint.analysis.polarity import taken_back
from ethicslint.lexicon.letters import any_of

MARKS: Final = {
    "hedge": "case-hedge",
    "guilt": "case-guilt",
    "culprit": "case-culprit",
    "owned": "case-owned",
    "commits": "case-commits",
    "innocent": "case-innocent",
    "walked": "case-walked",
    "civil": "case-civil",
    "body": "case-body",
    "no-crime": "case-no-crime",
    "no-admission": "case-no-admission",
    "admission": "case-admission",
    "consecutive": "case-consecutive",
    "concurrent": "case-concurrent",
    "partly": "case-partly",
    "serving": "case-serving",
    "others": "case-others",
    "unreported": "case-unreported",
}
"""The kinds of word, with the vocabulary set of each."""

_UNSURE: Final = re.compile(
    r"\b(?:think|thought|suggest\w*|believ\w+|suspect\w*|may|might|could|alleg\w+|claim\w*|accus\w+|deni\w+"
    r"|confess\w+|if|whether|investigat\w+)\b"
)
_DEEDS: Final = (
    *(f"claim-act-{act}" for act in ("murder", "kill", "rape", "sexual", "violence", "abduct")),
    "case-does",
)
SETS: Final = (*MARKS.values(), *_DEEDS, "case-person")

_HEDGED: Final = re.compile(
    r"\b(?:alleged|accused|suspected|would-be|self-confessed|so-called|possible|potential|unknown|unidentified"
    r"|likely|anonymous|not|no|never|nor|any|another|every|each"
    r"|which|what|fellow|other|real|true|actual|serial|like|how|whose|catch|find|identify|or|trace"
    r"|hunt[ \n]for(?:[ \n]the)?|search[ \n]for(?:[ \n]the)?)[ \n](?:\w+[ \n])?\Z"
)
_CONVICTED: Final = re.compile(
    r"\b(?:convicted|admitted|confessed|proven|jailed|imprisoned|sentenced)[ \n](?:\w+[ \n])?\Z"
)
_DEFINITE: Final = re.compile(r"\b(?:the|this|that)[ \n](?:(?!alleged)[\w'-]+[ \n]){0,2}\Z")
_POSSESSED: Final = re.compile(r"\b(?:his|her|(?P<plural>their))[ \n](?:\w+[ \n])?\Z|[^\W\d_]'s[ \n](?:\w+[ \n])?\Z")
_PAST: Final = re.compile(r"\b(?:former|past|previous|earlier|prior|alleged|first-ever|other|potential|own|latest)\b")
_WANTED: Final = re.compile(r"\b(?:hunt\w*|search\w*|manhunt|wanted|cctv|seek\w*|appeal|who[ \n]is|catch|find)\b")
_DISEASE: Final = re.compile(
    r"\b(?:number[ \n]one|no[ \n.]*1|silent|biggest|leading|top|pain|lady|natural|single)[ \n]\Z"
)
_THING: Final = re.compile(
    r"[ \n](?:packages?|vehicles?|devices?|cars?|van|bags?|fish|items?|parcels?|address|house|home|door|list|photos?"
    r"|images?|posts?)\b"
)
_GOES_ON: Final = re.compile(
    r"[ \n-](?:management|register|list|team|drug|group|attack|whale|bees?|heels?|robot|app|instinct|blow|trial|case"
    r"|charge|suspect|squad|unit|hunt|clown|nurses?[ \n]case|virus|disease|on[ \n]the[ \n]loose|remains"
    r"|was[ \n]never|is[ \n]still)\b|'s?[ \n](?:victims?)\b"
)
_ATTACKERS: Final = frozenset(
    ("attacker", "rapist", "abuser", "killer", "assailant", "murderer", "molester", "stalker")
)
_HARMED_BY: Final = re.compile(r"\b(?:his|her|their)[ \n]\Z")
_DEED: Final = (
    r"(?:the[ \n])?(?:crimes?|murders?|rapes?|fraud|theft|robbery|attack|assault|killing|fire|offences?"
    r"|abuse)[ \n](?:for[ \n]which[ \n]|that[ \n])?"
    r"(?:he|she|[\w'-]+(?:[ \n][\w'-]+)?)[ \n](?:committed|was[ \n]responsible|carried[ \n]out)"
)
_WON: Final = (
    r"beats?[ \n](?!(?:him|her|them|up|back)\b)(?:[\w-]+[ \n]){0,3}?(?:charges?|case|rap|counts?)"
    r"|f(?:i|ou)nds?[ \n]in[ \n]favou?r[ \n]of|found[ \n]in[ \n](?:his|her)[ \n]favou?r"
    r"|decided[ \n]in[ \n](?:his|her|their)[ \n]favou?r|w(?:i|o)ns?[ \n](?:[\w-]+[ \n]){0,2}?(?:trial|acquittal|court[ \n]case)"
    r"|(?:cleared|clears|clearing)[ \n](?:his|her|their)[ \n]names?"
    r"|(?:walk(?:s|ed)?|go(?:es)?|went)[ \n]free|(?:cleared|acquitted)[ \n](?:wo)?man"
)
_RECORD: Final = r"(?:previous[ \n])?convictions?:"
_VERB_BEFORE: Final = re.compile(
    r"\b(?:as|being|was|is|become|became|called|branded|dubbed|labelled|a|an|by|from|of|for)[ \n](?:\w+[ \n])?\Z"
)


_NUMBERED: Final = re.compile(rf"(?<![\w.,-]){NUMBER}[ \n]")


class Label(NamedTuple):
    """A word that fits some stages only, by code points of its block. `kind` is a key of MARKS, or `convicted` for a crime noun
    behind “convicted”. `name` is where a name stands right beside it, (0, 0) if none does. `firm`: with “the”, or beside a name.
    """

    start: int
    end: int
    kind: str
    sentence: int
    name: tuple[int, int] = (0, 0)
    firm: bool = False
    number: int = 0


class Words(NamedTuple):
    """The patterns of this analysis, made from a lexicon once."""

    mark: "re.Pattern[str]"
    kinds: Mapping[str, str]
    telling: frozenset[str]
    harmed: "re.Pattern[str]"


def words(sets: Mapping[str, Sequence[str]]) -> Words:
    """Compile the patterns from the vocabulary sets named in SETS."""
    kinds: dict[str, str] = {}
    kinds |= dict.fromkeys(("alleged", "alleged to have", "accused of", "allegedly"), "alleged")
    nouns = (*sets["case-guilt"], *sets["case-culprit"])
    kinds |= {f"{hedge} {key(noun)}": "hedge" for hedge in ("alleged", "accused", "suspected") for noun in nouns}
    for kind, name in MARKS.items():
        for form in sets[name]:
            kinds.setdefault(key(form), kind)
    return Words(
        re.compile(rf"(?<![\w-])(?:(?P<won>{_WON})|{any_of(kinds)}|(?P<record>{_RECORD})|{_DEED})(?![\w-])"),
        kinds,
        telling([*kinds, *_deeds(sets)]) | {"committed", "responsible", "victims"},
        _harmed(sets),
    )


def _deeds(sets: Mapping[str, Sequence[str]]) -> list[str]:
    return [form for name in _DEEDS for form in sets[name]]


def _harmed(sets: Mapping[str, Sequence[str]]) -> "re.Pattern[str]":
    """“The three people he murdered”, “the four victims of his crimes”, “his three victims”, “Roe rapes 3 women”."""
    people, deed = any_of(sets["case-person"]), any_of(_deeds(sets))
    few = r"(?:(?!of\b|and\b)[\w'-]+[ \n]){0,2}?"
    return re.compile(
        rf"(?<![\w.,-])(?:the[ \n](?P<number>{NUMBER})[ \n]{few}{people}[ \n](?:of[ \n](?:his|her)[ \n](?:crimes?"
        rf"|attacks?|offences|abuse|offending)"
        rf"|(?:whom?[ \n]|that[ \n])?(?:he|she|[\w'-]+)[ \n](?:had[ \n])?{deed})"
        rf"|(?:his|her|the|[^\W\d]+'s)[ \n](?P<owned>{NUMBER})[ \n](?:young[ \n]|female[ \n])?victims"
        rf"|(?<=\W)\w[\w'-]{{0,60}}+[ \n]{deed}[ \n](?P<the>{NUMBER})[ \n]{few}{people})(?![\w-])"
    )


def local(
    folded: str, headline: bool, sentences: Sequence[tuple[int, int]], names: Sequence[Sighting], known: Words
) -> tuple[Label, ...]:
    """The labels of one block, by start."""
    low = folded.lower()
    if len(low) != len(folded):
        return ()
    found: list[Label] = []
    numbered = _NUMBERED.search(low) is not None
    for number, (start, end) in enumerate(sentences):
        for one in known.mark.finditer(low, start, end):
            kind = "won" if one["won"] else "record" if one["record"] else known.kinds.get(key(one.group()), "commits")
            if one["record"] and one.start() != start:
                continue
            if label := _label(folded, low, kind, one, number, start, end, headline, names):
                found.append(label)
        for many in known.harmed.finditer(low, start, end) if numbered else ():
            names_here = _inside(names, many.start(), many.end())
            if _UNSURE.search(low, start, many.start()):
                continue
            if many["the"] and names_here == (0, 0) and not many.group().startswith(("he ", "she ")):
                continue
            found.append(
                Label(
                    *many.span(),
                    "harmed",
                    number,
                    names_here,
                    number=value(many["number"] or many["owned"] or many["the"]),
                )
            )
    return tuple(found)


def _label(
    folded: str,
    low: str,
    kind: str,
    one: "re.Match[str]",
    number: int,
    start: int,
    end: int,
    headline: bool,
    names: Sequence[Sighting],
) -> Label | None:
    first, last = one.span()
    if kind == "serving":
        ahead = [
            (each.mention.start, each.mention.end)
            for each in names
            if start <= each.mention.start and each.mention.end <= first
        ]
        return Label(first, last, kind, number, ahead[-1] if ahead else (0, 0))
    if kind not in ("guilt", "culprit", "owned", "commits", "hedge", "alleged"):
        return Label(first, last, kind, number)
    before = low[max(start, first - 60) : first]
    if kind == "alleged":
        return _alleged(low, one, number, start, end, names)
    beside = _beside(folded, first, last, names, start)
    if kind == "hedge":
        if _THING.match(low, last):
            return None
        return Label(first, last, kind, number, beside, True)
    if taken_back(folded, start, first) or _GOES_ON.match(low, last, end):
        return None
    if kind == "owned":
        whose = _POSSESSED.search(before)
        if not whose or whose["plural"] or _PAST.search(whose.group()):
            return None
        name = _inside(names, first - len(whose.group()), first)
        if name == (0, 0) and "'s" in whose.group():
            return None
        at = first - len(whose.group()) if name == (0, 0) else name[0]
        return Label(at, last, kind, number, name, True)
    if kind == "commits":
        return Label(first, last, kind, number, _inside(names, first, last), True)
    if _CONVICTED.search(before):
        if low[first:last].endswith("s"):
            return None
        return Label(first - len(_CONVICTED.search(before).group()), last, "convicted", number, beside, True)  # type: ignore[union-attr]
    if (
        (low[first:last].endswith("s") and not headline)
        or _DISEASE.search(before)
        or (headline and _WANTED.search(low, start, end))
    ):
        return None
    if _HEDGED.search(before) or re.search(r"['\"(]\Z", before):
        return None
    definite = _DEFINITE.search(before) or (_HARMED_BY.search(before) if low[first:last] in _ATTACKERS else None)
    opens = headline and (not before.strip() or len(low[start:first].split()) <= 3) and not _VERB_BEFORE.search(before)
    if not (definite or beside != (0, 0) or opens):
        return None
    at = first - len(definite.group()) if definite else start if opens and beside == (0, 0) else first
    return Label(at, last, "guilt", number, beside, beside != (0, 0) or opens)


def _alleged(
    low: str, one: "re.Match[str]", number: int, start: int, end: int, names: Sequence[Sighting]
) -> Label | None:
    """“The alleged poisoning”; “Roe, who is accused of”."""
    first, last = one.span()
    if one.group() == "allegedly":
        ahead = [
            each for each in names if each.mention.end <= first and _TO_VERB.fullmatch(low[each.mention.end : first])
        ]
        subject = _HE.search(low, start, first)
        if not (ahead or subject):
            return None
        name = (ahead[-1].mention.start, ahead[-1].mention.end) if ahead else (0, 0)
        return Label(first, last, "hedge", number, name)
    if one.group() == "alleged":
        for each in names:
            between = low[last : each.mention.start] if last < each.mention.start < last + 40 else ""
            if _CALLED.fullmatch(between):
                return Label(first, each.mention.end, "hedge", number, (each.mention.start, each.mention.end), True)
        noun = _ACT.match(low, last, end)
        whose = _DETERMINER.search(low, max(start, first - 10), first)
        return Label(whose.start(), noun.end(), "hedge", number) if noun and whose else None
    for each in names:
        if _WHO_IS.fullmatch(low[each.mention.end : first]):
            return Label(first, last, "hedge", number, (each.mention.start, each.mention.end), True)
    return None


_WHO_IS: Final = re.compile(r"(?:,[ \n]\d+)?,[ \n]who[ \n]is[ \n]")
_ACT: Final = re.compile(
    r"[ \n](?:assaults|attacks|rapes|offences|thefts|crimes|murders|killings)\b|[ \n](?!victims?\b|role\b"
    r"|accomplices?\b|organi[sz]ers?\b|\w+s\b|that\b|he\b|she\b|in\b|to\b"
    r"|the\b)(?:sexual[ \n])?\w+\b"
)
_TO_VERB: Final = re.compile(r"(?:,[ \n]\d+,)?[ \n](?:who[ \n])?(?:had[ \n])?")
_HE: Final = re.compile(r"(?:\A|[ \n])s?he[ \n](?:had[ \n])?\Z")
_CALLED: Final = re.compile(
    r"(?:[ \n](?!victim|complainant|witness|accomplice|co-|against|by|in|on|to|that|of|from|with|during|at|for)[a-z-]+){1,3}[ \n]"
)
_DETERMINER: Final = re.compile(r"\b(?:the|this|his|her)[ \n]\Z")


def _beside(folded: str, first: int, last: int, names: Sequence[Sighting], start: int) -> tuple[int, int]:
    """A name right behind the words, or in front of them and a comma: “killer Roe”, “Roe, the killer,”."""
    for one in names:
        if last < one.mention.start <= last + 3 and folded[last : one.mention.start] in (" ", ", "):
            return one.mention.start, one.mention.end
        gap = folded[one.mention.end : first] if start <= one.mention.end < first else ""
        if gap and re.fullmatch(r", (?:\d+, )?(?:the|a|an) (?:\w+ ){0,2}", gap):
            return one.mention.start, one.mention.end
    return (0, 0)


def _inside(names: Sequence[Sighting], first: int, last: int) -> tuple[int, int]:
    return next(
        ((one.mention.start, one.mention.end) for one in names if one.mention.start < last and first < one.mention.end),
        (0, 0),
    )
