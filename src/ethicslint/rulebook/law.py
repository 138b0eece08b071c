"""Legal notes: what the law of a jurisdiction says that a rule rests on, as of when, and by when somebody has to look again.

Knows the keys of `law.yaml` and which notes are overdue on a day. Knows nothing of articles, and gives no legal advice.
"""

from collections.abc import Collection, Iterable
from typing import Final

from ethicslint.errors import Problem
from ethicslint.fields import sections
from ethicslint.rulebook.model import LegalNote
from ethicslint.text.declared import JURISDICTIONS

FILE: Final = "law.yaml"
LAW_KEYS: Final = ("jurisdictions", "says", "sources", "as-of", "review-by")
NAMES: Final = {
    "us": "United States",
    "england-wales": "England and Wales",
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
    "ireland": "Ireland",
    "canada": "Canada",
    "australia": "Australia",
    "new-zealand": "New Zealand",
    "india": "India",
}
"""What a jurisdiction is called where people read it."""


def read(folder: str, sources: Collection[str], problems: list[Problem]) -> dict[str, LegalNote]:
    """The notes of a folder of rules by id, none if it has no such file; they cite `sources`. Mistakes go to `problems`."""
    found: dict[str, LegalNote] = {}
    for name, fields in sections(folder, FILE, LAW_KEYS, problems):
        note = LegalNote(
            name,
            fields.known("jurisdictions", list(JURISDICTIONS)),
            fields.text("says"),
            fields.known("sources", list(sources)),
            fields.day("as-of"),
            fields.day("review-by"),
        )
        if note.as_of and note.review_by and note.review_by <= note.as_of:
            fields.complain(fields.node("review-by"), "“review-by” is a day after “as-of”")
        found[name] = note
    return found


def overdue(notes: Iterable[LegalNote], today: str) -> list[LegalNote]:
    """The notes that somebody had to look at again before `today` (a date such as 2026-11-25), the oldest first."""
    return sorted([one for one in notes if one.review_by < today], key=lambda one: (one.review_by, one.id))
