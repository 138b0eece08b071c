"""Whether the words before a claim deny or suppose it, and whether words of violence are meant of a film, a game or a vote.

Knows negation, question and hypothesis in the clause in front of a match, and the words that stand beside figurative uses.
Knows nothing of what comes after a claim, nor of denials (those are claims of their own).
"""

from typing import Final

import regex

_REACH: Final = 120  # code points, further back than any of these words is looked for
_GAP: Final = r"[^\w,;:.!?]++"
# A new clause behind the negation ends its reach: “not guilty but killed”; “not only”, “no doubt” deny nothing.
_SAME_CLAUSE: Final = r"(?!(?:but|because|although|though|before|until|after|when|while|who)\b)"
_NEGATED: Final = regex.compile(
    rf"""(?:\b(?:not|never|no|nor|neither|without|cannot|nobody|none|nothing|hardly|scarcely)\b|n't\b)
        (?!{_GAP}(?:only|just|merely|simply|doubt|longer|sooner)\b)
        (?:{_GAP}{_SAME_CLAUSE}\w[\w']*+){{0,4}}+[^\w,;:.!?]*+\Z
    |\b(?:rather|other){_GAP}than\b(?:{_GAP}{_SAME_CLAUSE}\w[\w']*+){{0,2}}+[^\w,;:.!?]*+\Z
    |\b(?:instead|short|innocent){_GAP}of\b(?:{_GAP}{_SAME_CLAUSE}\w[\w']*+){{0,2}}+[^\w,;:.!?]*+\Z""",
    regex.VERBOSE | regex.IGNORECASE,
)
_SUPPOSED: Final = regex.compile(
    rf"\b(?:if|whether|unless|suppose|supposing|imagine|in{_GAP}case|lest)\b(?:{_GAP}\w[\w']*+){{0,10}}+[^\w,;:.!?]*+\Z",
    regex.IGNORECASE,
)

# A question that yes or no could answer, and what nobody is said to say, reach over a whole clause from the start of a sentence.
# “Will” and “may” are left out, for they begin names and dates.
_OPENING: Final = rf"""(?xi)[^\w]*+(?:(?:and|but|so|or|yet){_GAP})?+
    (?:(?:did|does|do|is|are|was|were|has|have|had|can|could|would|should|must|might|shall)
    |(?P<nobody>nobody|(?:no|not){_GAP}one|none|few|neither){_GAP}(?:\w[\w']*+{_GAP}){{0,3}}?
        (?:says?|said|saying|claim(?:s|ed|ing)?|alleg(?:es?|ed|ing)|suggest(?:s|ed|ing)?|believ(?:es?|ed|ing)|argu(?:es?|ed|ing)
        |think(?:s|ing)?|thought|contend(?:s|ed|ing)?))\b
    (?:{_GAP}(?!(?:but|because|although|though|before|until|after|when|while|who|whose|which|how|why|where|since)\b)\w[\w']*+){{0,12}}+
    [^\w,;:.!?]*+\Z"""
_OPENERS: Final = frozenset(
    """and but so or yet did does do is are was were has have had can could would should must might shall nobody no not none few
    neither""".split()
)

_NO: Final = r"\b(?:not(?!\W+guilty\b)|never|no|nor|neither|without|cannot|nobody|none|nothing|unable)\b|n't\b"
_BESIDE: Final = 90  # code points on either side in which a film, a game or a vote explains the words
_FIGURATIVE: Final = regex.compile(
    r"""\b(?:films?|filming|filmed[ ](?:in|on)|movies?|documentary|sitcom|thriller|screenplay|sequel|prequel|soap
    |video[ ]games?|gamers?
    |xbox|playstation|directed[ ]by|stars?[ ](?:as|in)|plays?[ ](?:a|the|his|her)|role[ ]of|on[ ]location
    |(?:the|a|of|every|football|cricket|rugby|tennis|cup|world)[ ](?:match|game|innings|tournament|championship
    |trophy|ball)|half-time
    |kick-off|penalty[ ](?:area|kick|box)|goal(?:s|keeper|post)?|crossbar|striker|midfielder|winger|quarterback|touchdown|wickets?
    |batsman|bowler|semi-finals?|quarter-finals?|(?:the|in)[ ]finals?|league|playoffs?|knockout|title[ ]fight|heavyweight|ufc
    |(?:world|track|club)[ ]record|birdie|under[ ]par|grand[ ]prix|box[ ]office|opinion[ ]polls?|by-elections?|(?:the
    |general)[ ]election
    |caucus|manifesto|legislation|comedy|stage[ ]show|defence[ ]of[ ]the[ ]title)\b
    |(?<![\d-])\d{1,2}-\d{1,2}(?![\d-]|[ ]year)""",
    regex.VERBOSE | regex.IGNORECASE,
)


def negated(folded: str, start: int, end: int) -> bool:
    """Whether folded[start:end], the part of a sentence in front of a claim, denies it, or says that nobody says it."""
    return bool(_NEGATED.search(folded, max(start, end - _REACH), end)) or _opening(folded, start, end) == "nobody"


def negations(folded: str) -> int:
    """How many words of a sentence say no, besides the name of a verdict: “not guilty” is read as one thing."""
    return len(regex.findall(_NO, folded, regex.IGNORECASE))


def hypothetical(folded: str, start: int, end: int) -> bool:
    """Whether folded[start:end], the part of a sentence in front of a claim, only supposes it or asks for it."""
    return bool(_SUPPOSED.search(folded, max(start, end - _REACH), end)) or _opening(folded, start, end) == "asked"


def taken_back(folded: str, start: int, end: int) -> bool:
    """Whether a claim is denied or only supposed."""
    return negated(folded, start, end) or hypothetical(folded, start, end)


def _opening(folded: str, start: int, end: int) -> str:
    """What the start of a sentence makes of a claim further on: `asked`, `nobody`, or nothing."""
    if end - start > 2 * _REACH:
        return ""
    first = folded[start : start + _REACH].lstrip(" \"'“‘([*_-").partition(" ")[0]
    # The pattern is compiled (and kept by `regex`) when a sentence asks for it: most do not.
    found = regex.compile(_OPENING).match(folded, start, end) if first.lower() in _OPENERS else None
    return "" if found is None else "nobody" if found["nobody"] else "asked"


def figurative(sentence: str, span: tuple[int, int]) -> bool:
    """Whether words near sentence[span] say that its violence is that of a film, a game, a vote or a market.

    `sentence` is folded text, `span` half-open code points into it.
    """
    start, end = span
    return bool(_FIGURATIVE.search(sentence, max(0, start - _BESIDE), min(len(sentence), end + _BESIDE)))
