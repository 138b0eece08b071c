"""One sentence of a block with the names in it, and the words of events, made from a lexicon once.

Knows the vocabulary of events and what stands beside a place in a sentence. Knows nothing of what the words mean there
(`analysis.case_kinds`).
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from ethicslint.analysis import case_figures
from ethicslint.analysis.case_figures import key, telling
from ethicslint.analysis.identity import Sighting
from ethicslint.analysis.kinds import CHARGES, EVENTS
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
PLEADED: Final = {
    "guilty": "guilty",
    "not guilty": "not-guilty",
    "no contest": "no-contest",
    "nolo contendere": "no-contest",
    "alford plea": "alford",
    "alford": "alford",
}
_DECLARED: Final = ("innocent", "innocence")
BE: Final = re.compile(
    r"\b(?:was|were|been|be|being|is|are|gets?|got|stands?|stood)[ \n](?:(?:\w+ly|now|also|later|then|both|all|again"
    r"|each|not|first|since)[ \n])*\Z"
)


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
    forms = [*PLEADED, *_DECLARED, *(form for own in by_kind.values() for form in own)]
    kinds = {key(form): kind for kind, own in by_kind.items() for form in own}
    kinds |= {**dict.fromkeys(PLEADED, "guilty"), **dict.fromkeys(_DECLARED, "declared")}
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


class Sentence:
    """One sentence with its names; `start` and `end` are code points of its block, `low` is the block in small letters."""

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

    def before(self, one: "re.Match[str]", reach: int = 110) -> str:
        return self.low[max(self.start, one.start() - reach) : one.start()]

    def behind(self, one: "re.Match[str]", reach: int = 90) -> str:
        return self.low[one.end() : min(self.end, one.end() + reach)]

    def around(self, one: "re.Match[str]", reach: int = 70) -> str:
        return self.low[max(self.start, one.start() - reach) : min(self.end, one.end() + reach)]


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
