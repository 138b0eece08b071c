"""Who is heard in an article: how many words each side of a case has in quotations, or in what is told for it.

Knows the parts that speakers play, and counsel that is called somebody's. Whoever is not surely on a side counts as somebody
else, so that nobody is said to be heard alone who may not be. Knows nothing of what makes an article fair.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

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


class Heard(NamedTuple):
    """What is heard in one block: sides (of `analysis.kinds.HEARD`) with words, and the words of those who stand in other blocks.

    Of the latter `elsewhere` holds where they stand, the parts that they play, and how many words they have.
    """

    sides: tuple[tuple[str, int], ...]
    elsewhere: tuple[tuple[Stretch, str, int], ...]


def heard(text: str, facts: Iterable[Fact]) -> Heard:
    """What is heard in the block with this folded text and these quotations and attributions."""
    sides: list[tuple[str, int]] = []
    elsewhere: list[tuple[Stretch, str, int]] = []
    for fact in facts:
        said = dict(fact.says)
        if fact.kind == "attribution" and fact.confidence == _UNSURE:
            continue  # mostly a verb of thinking or wanting, and nobody's account
        words = len(text[fact.place.start : fact.place.end].split())
        if said.get("quoted") == "scare" or words < _FEWEST:
            continue
        if fact.source is None or fact.confidence == _UNSURE:
            sides.append(("other", words))
        elif fact.source.block == fact.place.block:
            sides.append((_side(text, fact.source, said["by"]), words))
        else:
            elsewhere.append((fact.source, said["by"], words))
    return Heard(tuple(sides), tuple(elsewhere))


def words_by_side(texts: Sequence[str], every: Iterable[Heard]) -> dict[str, int]:
    """The words that each side has in an article with these folded texts; sides that are not heard are left out."""
    found: dict[str, int] = {}
    for own in every:
        if own.sides or own.elsewhere:
            placed = [(_side(texts[source.block], source, part), words) for source, part, words in own.elsewhere]
            for side, words in (*own.sides, *placed):
                found[side] = found.get(side, 0) + words
    return found


def _side(text: str, source: Stretch, part: str) -> str:
    if _DEFENCE.search(text, max(0, source.start - 20), source.end):
        return "accused"
    roles = part.split()
    return next((side for role, side in _SIDES.items() if role in roles), "other")
