"""Words that are part of the name of an organisation, an inquiry or a law: the “Child Brides Trust”, a “Campaign Against Rape”.

Knows such a name by its capitals and by the noun of an institution beside the words. Where everything has capitals, as in many
headlines, these show nothing: whoever asks leaves such places out.
"""

from collections.abc import Iterable, Iterator
from typing import Final

_NOUNS: Final = frozenset(
    "Trust Foundation Charity Society Association Network Campaign Coalition Alliance Centre Center Council Commission Inquiry "
    "Tribunal Committee Taskforce Act Bill Institute Institution Union League Federation Project Programme Program Unit Squad "
    "Service Services Helpline Hotline Line Fund Prize Award Awards Initiative Organisation Organization Agency Department "
    "Ministry Registry Register Clinic Refuge Movement Forum Conference Convention Review Code Guidelines".split()
)
_LINKS: Final = frozenset("of for against into on to from the in".split())
_LEADING: Final = _LINKS - {"the", "in"}
"""What joins the noun of an institution to what it is for."""
_REACH: Final = 60  # code points of a name on either side of the words
_ENDS: Final = ".,;:!?()[]“”\"'…–—"


def names_institution(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is a part of such a name."""
    inside = text[start:end].split()
    if not all(_is_capital(word) or word.lower() in _LINKS | {"and", "or"} for word in inside):
        return False
    if not any(_is_capital(word) for word in inside):
        return False
    behind = text[end : end + _REACH]
    before = text[max(0, start - _REACH) : start]
    if inside[-1].rstrip(_ENDS) in _NOUNS or (behind[:1].isspace() and _meets_noun(behind.split())):
        return True
    run = list(_run(word for word in reversed(before.split()))) if before[-1:].isspace() else []
    return any(word in _NOUNS and not _LEADING.isdisjoint(run[:number]) for number, word in enumerate(run))


def _meets_noun(words: Iterable[str]) -> bool:
    """Whether a name goes on until the noun of an institution."""
    for word in words:
        bare = word.rstrip(_ENDS)
        if bare.removesuffix("'s").removesuffix("’s") in _NOUNS:
            return True
        if bare != word or not (_is_capital(bare) or bare in _LINKS):
            return False
    return False


def _run(words: Iterable[str]) -> Iterator[str]:
    """Words of a name, from the last to the first."""
    for word in words:
        if not (_is_capital(word) or word in _LINKS) or word[-1] in _ENDS:
            return
        yield word


def _is_capital(word: str) -> bool:
    return word[:1].isupper()
