"""Who is heard in an article: how many words each side of a case has in quotations, or in what is told for it.

Knows the parts that speakers play, and counsel that is called somebody's. Whoever is not surely on a side counts as somebody
else, so that nobody is said to be heard alone who may not be. Knows nothing of what makes an article fair.
"""

from collections.abc import Iterable, Sequence
from typing import Final

import regex

from ethicslint.analysis.fact import Fact
from ethicslint.analysis.saying import Stretch

_SIDES: Final = {
    "accused": "accused",
    "convicted": "accused",
    "complainant": "harmed",
    "harmed": "harmed",
    "officer": "police",
    "judge": "court",
    "lawyer": "court",
    "witness": "court",
}
"""By a part the side on which it speaks, the first that holds deciding."""

_DEFENCE: Final = regex.compile(
    r"\b(?:defen[cs]e(?:[ \n](?:lawyer|attorney|solicitor|barrister|counsel|team))?|(?:his|the[ \n]accused's|the[ \n]defendant's)"
    r"[ \n](?:lawyer|attorney|solicitor|barrister|counsel|publicist|agent|mother|father|brother|sister|wife|family))s?\Z",
    regex.IGNORECASE,
)
_FEWEST: Final = 3  # words; fewer are somebody's expression, not somebody's voice
_UNSURE: Final = "low"


def words_by_side(texts: Sequence[str], quotations: Iterable[Fact], attributions: Iterable[Fact]) -> dict[str, int]:
    """The words that each side has, one of `analysis.kinds.HEARD`; sides that are not heard are left out.

    `texts` are the folded texts of the blocks in which the facts stand.
    """
    found: dict[str, int] = {}
    for fact in (*quotations, *attributions):
        said = dict(fact.says)
        words = len(texts[fact.place.block][fact.place.start : fact.place.end].split())
        if fact.kind == "attribution" and fact.confidence == _UNSURE:
            continue  # mostly a verb of thinking or wanting, and nobody's account
        if said.get("quoted") != "scare" and words >= _FEWEST:
            side = _side(texts, fact.source, said["by"]) if fact.confidence != _UNSURE else "other"
            found[side] = found.get(side, 0) + words
    return found


def _side(texts: Sequence[str], source: Stretch | None, part: str) -> str:
    if source is None:
        return "other"
    if _DEFENCE.search(texts[source.block], max(0, source.start - 20), source.end):
        return "accused"
    roles = part.split()
    return next((side for role, side in _SIDES.items() if role in roles), "other")
