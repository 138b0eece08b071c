"""Services for readers: the file that lists them, and how an article shows that it names one.

Knows the keys of `helplines.yaml` and how a telephone number may be written. Knows nothing of when an article needs such a line.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from ethicslint.errors import Problem
from ethicslint.fields import sections
from ethicslint.rulebook.model import Helpline
from ethicslint.text.declared import JURISDICTIONS

FILE: Final = "helplines.yaml"
HELPLINE_KEYS: Final = ("name", "contact", "hours", "jurisdictions", "topics", "source", "checked")
_SHORTEST: Final = 5  # digits, from which a number in an article can hardly be anything else
_BETWEEN: Final = r"[\s().\-‑–]{0,2}"


def read(folder: str, topics: list[str], problems: list[Problem]) -> dict[str, Helpline]:
    """The services that a folder of rules lists, by id; none if it has no such file. Mistakes go to `problems`."""
    return {
        name: Helpline(
            name,
            fields.text("name"),
            fields.text("contact"),
            fields.text("hours", ""),
            fields.known("jurisdictions", list(JURISDICTIONS)),
            fields.known("topics", topics),
            fields.text("source"),
            fields.day("checked"),
        )
        for name, fields in sections(folder, FILE, HELPLINE_KEYS, problems)
    }


def numbers(helplines: Mapping[str, Helpline]) -> str:
    """A pattern for the telephone numbers of services, however they are written; "" if there are none."""
    every = sorted({"".join(re.findall(r"\d", one.contact)) for one in helplines.values()})
    long = [_BETWEEN.join(digits) for digits in every if len(digits) >= _SHORTEST]
    return rf"(?<!\d)(?:1{_BETWEEN})?(?:{'|'.join(long)})(?!\d)" if long else ""


def offered(helplines: Iterable[Helpline], jurisdiction: str, topics: Iterable[str]) -> list[Helpline]:
    """The services for readers of this jurisdiction on one of these topics, in the order of the list."""
    about = frozenset(topics)
    return [one for one in helplines if jurisdiction in one.jurisdictions and not about.isdisjoint(one.topics)]
