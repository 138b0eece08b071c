"""Whether a reason that people give for a suppression names somebody: reasons stand in comments, and comments are published.

Knows two capitalised words in a row, and the ones that name no person. Knows nothing of protected names, which are found wherever
they stand.
"""

from typing import Final

import regex

PUBLIC: Final = "the reason seems to name somebody; a reason can be published with the article: say it without the name"
"""What to say of a reason that names a person."""

_TITLED: Final = r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady)\.?\s+\p{Lu}"
_WORD: Final = r"\p{Lu}[\p{L}'’-]*\p{Ll}[\p{L}'’-]*"
_RUN: Final = rf"{_WORD}(?:\s+(?:\p{{Lu}}\.\s*)?(?:(?:de|van|von|der|al|bin)\s+)*{_WORD})+"
# In a row with one of these, capitals name an office, a law, a paper or a place.
_NO_PERSON: Final = frozenset(
    """act agency article association attorney authority bar bill board book broadcasting bureau circuit city clause code
    college commission committee corporation council county court crown daily department desk district division editor editorial
    editors evening family federal foundation general gazette guardian guide guidance guideline guidelines handbook health herald
    high hospital house independent inquest institute international journal judge jury justice kingdom law legal magistrates mail
    manual ministry mirror national news observer office officer order organisation organization parliament police post press
    public radio register report reporting review road rule rules school section senate service services sheriff society standards
    state states street style stylebook sun supreme team telegraph times tribunal tribune trust union united university
    wales""".split()
)


def names_somebody(reason: str) -> bool:
    """Whether two words in a row, or one behind a title, look like a person's name. Errs on the side of saying so."""
    if regex.search(_TITLED, reason):
        return True
    return any(
        _NO_PERSON.isdisjoint(regex.findall(r"\p{L}+", regex.sub("['’]s?\\b", "", run.group().lower())))
        for run in regex.finditer(_RUN, reason)
    )
