"""Services for readers: the file that lists them, and how an article shows that it names one.

Knows the keys of `helplines.yaml` and how a telephone number may be written. Knows nothing of when an article needs such a line.
"""

import os
import re
from collections.abc import Iterable, Mapping
from typing import Final

from ethicslint.errors import Problem
from ethicslint.fields import Fields, read_file
from ethicslint.rulebook.model import Helpline
from ethicslint.text.declared import JURISDICTIONS

FILE: Final = "helplines.yaml"
HELPLINE_KEYS: Final = ("name", "contact", "hours", "jurisdictions", "topics", "source", "checked")
_DATE: Final = r"20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_SHORTEST: Final = 5  # digits, from which a number in an article can hardly be anything else
_BETWEEN: Final = r"[\s().\-‑–]{0,2}"


def read(folder: str, topics: list[str], problems: list[Problem]) -> dict[str, Helpline]:
    """The services that a folder of rules lists, by id; none if it has no such file. Mistakes go to `problems`."""
    path = os.path.join(folder, FILE)
    root = read_file(path, path, problems) if os.path.exists(path) else None
    if root is None:
        return {}
    whole = Fields(root, path, problems, None)
    found: dict[str, Helpline] = {}
    for name in whole.keys():
        fields = whole.inner(name, HELPLINE_KEYS)
        assert fields is not None
        found[name] = Helpline(
            name,
            fields.text("name"),
            fields.text("contact"),
            fields.text("hours", ""),
            _known(fields, "jurisdictions", list(JURISDICTIONS)),
            _known(fields, "topics", topics),
            fields.text("source"),
            fields.text("checked"),
        )
        if found[name].checked and not re.fullmatch(_DATE, found[name].checked):
            fields.complain(fields.node("checked"), "“checked” is a date such as 2026-11-25")
    return found


def _known(fields: Fields, key: str, allowed: list[str]) -> tuple[str, ...]:
    nodes = fields.entries(key, required=True)
    return tuple([one for node in nodes if (one := fields.checked(node.text, allowed, key.removesuffix("s"), node))])


def numbers(helplines: Mapping[str, Helpline]) -> str:
    """A pattern for the telephone numbers of services, however they are written; "" if there are none."""
    every = sorted({"".join(re.findall(r"\d", one.contact)) for one in helplines.values()})
    long = [_BETWEEN.join(digits) for digits in every if len(digits) >= _SHORTEST]
    return rf"(?<!\d)(?:1{_BETWEEN})?(?:{'|'.join(long)})(?!\d)" if long else ""


def offered(helplines: Iterable[Helpline], jurisdiction: str, topics: Iterable[str]) -> list[Helpline]:
    """The services for readers of this jurisdiction on one of these topics, in the order of the list."""
    about = frozenset(topics)
    return [one for one in helplines if jurisdiction in one.jurisdictions and not about.isdisjoint(one.topics)]
