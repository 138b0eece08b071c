"""Which words of a match a fix exchanges, and how the new ones are written.

Knows wordings, capitals and “a” before “an”. Knows nothing of who speaks or of markup: `engine.lint` asks that.
"""

from typing import Final, NamedTuple

import regex

from ethicslint.rulebook.model import Fix

_CAPITALISED: Final = 4  # letters, from which a word inside a headline has a capital
_ARTICLE: Final = r"\b(an?)\s+$"
_FURTHEST: Final = 4  # code points before a word in which an article may stand
_UNCLEAR: Final = "uhoe"  # letters whose sound does not say which article stands before them


class Words(NamedTuple):
    """What to write in the place of a stretch of folded text."""

    start: int
    end: int
    text: str


def edit(fix: Fix, folded: str, start: int, end: int) -> Words | None:
    """What a fix makes of a match, folded[start:end]; None if it has nothing for these words, or more than one thing."""
    found = _whole(fix, folded, start, end) or (_part(fix, folded, start, end) if fix.part else None)
    if found is None or not _suits_article(folded, found):
        return None
    return found._replace(text=_dressed(found.text, folded[found.start : found.end]))


def _whole(fix: Fix, folded: str, start: int, end: int) -> Words | None:
    wanted = dict(fix.wordings).get(folded[start:end].lower())
    return Words(start, end, wanted) if wanted else None


def _part(fix: Fix, folded: str, start: int, end: int) -> Words | None:
    """The one place inside the match where one of the wordings stands."""
    every = "|".join(regex.escape(one) for one, _ in sorted(fix.wordings, key=lambda pair: -len(pair[0])))
    places = list(regex.finditer(rf"\b(?:{every})\b", folded, regex.IGNORECASE, start, end))
    if len(places) != 1:
        return None
    wanted = dict(fix.wordings).get(places[0][0].lower())
    return Words(*places[0].span(), wanted) if wanted else None


def _suits_article(folded: str, found: Words) -> bool:
    """Whether “a” or “an” before the words is right for the new ones; where that is in doubt, it is not."""
    article = regex.search(_ARTICLE, folded[max(0, found.start - _FURTHEST) : found.start], regex.IGNORECASE)
    before, after = folded[found.start].lower(), found.text[0].lower()
    if article is None or before == after:
        return True
    return after not in _UNCLEAR and (after in "ai") == (article[1].lower() == "an")


def _dressed(wanted: str, words: str) -> str:
    """`wanted` with the capitals of `words`: none, the first, those of a headline, or all."""
    if words.isupper():
        return wanted.upper()
    parts = words.split()
    if len(parts) > 1 and all([part[0].isupper() for part in parts]):
        wanted = " ".join(part[0].upper() + part[1:] if len(part) >= _CAPITALISED else part for part in wanted.split())
    return wanted[0].upper() + wanted[1:] if words[0].isupper() else wanted
