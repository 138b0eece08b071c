"""Legal notes: what the law of a jurisdiction says that a rule rests on, as of when, and by when somebody has to look again.

Knows the keys of `law.yaml` and which notes are overdue on a day. Knows nothing of articles, and gives no legal advice.
"""

import os
import re
from collections.abc import Collection, Iterable
from typing import Final

from ethicslint.errors import Problem, nearest_or_some
from ethicslint.fields import Fields, read_file
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

_DATE: Final = r"20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"


def read(folder: str, sources: Collection[str], problems: list[Problem]) -> dict[str, LegalNote]:
    """The notes of a folder of rules by id, none if it has no such file; they cite `sources`. Mistakes go to `problems`."""
    path = os.path.join(folder, FILE)
    root = read_file(path, path, problems) if os.path.exists(path) else None
    if root is None:
        return {}
    whole = Fields(root, path, problems, None)
    found: dict[str, LegalNote] = {}
    for name in whole.keys():
        fields = whole.inner(name, LAW_KEYS)
        assert fields is not None
        note = LegalNote(
            name,
            _known(fields, "jurisdictions", list(JURISDICTIONS)),
            fields.text("says"),
            _known(fields, "sources", list(sources)),
            _day(fields, "as-of"),
            _day(fields, "review-by"),
        )
        if note.as_of and note.review_by and note.review_by <= note.as_of:
            fields.complain(fields.node("review-by"), "“review-by” is a day after “as-of”")
        found[name] = note
    return found


def _known(fields: Fields, key: str, allowed: list[str]) -> tuple[str, ...]:
    nodes = fields.entries(key, required=True)
    for node in nodes:
        if node.text not in allowed:
            fields.complain(
                node, f"there is no {key.removesuffix('s')} “{node.text}”{nearest_or_some(node.text, allowed)}"
            )
    return tuple([node.text for node in nodes if node.text in allowed])


def _day(fields: Fields, key: str) -> str:
    day = fields.text(key)
    if day and not re.fullmatch(_DATE, day):
        fields.complain(fields.node(key), f"“{key}” is a date such as 2026-11-25")
    return day


def overdue(notes: Iterable[LegalNote], today: str) -> list[LegalNote]:
    """The notes that somebody had to look at again before `today` (a date such as 2026-11-25), the oldest first."""
    return sorted([one for one in notes if one.review_by < today], key=lambda one: (one.review_by, one.id))
