"""The formats of a report, in one table; each is imported when it is asked for.

Knows their names and what each can be asked for. Knows nothing of what they look like.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Final

from ethicslint.project.check import Report

FORMATS: Final[dict[str, tuple[str, ...]]] = {
    "text": ("statistics", "width", "colour"),
    "line": ("statistics",),
    "json": ("statistics",),
    "sarif": (),
    "github": (),
    "gitlab": (),
    "junit": (),
    "checkstyle": (),
    "rdjson": (),
    "html": (),
    "suppressions": (),
}
"""What each takes besides `excerpt`. A format is the function of its name in the module of its name."""

MARKED: Final = ("suppressions",)
"""Formats that show the fingerprints of findings."""

FOR_PEOPLE: Final = ("text", "line")
"""Formats in the encoding of the terminal; the others are UTF-8."""


def written(report: Report, form: str, **options: object) -> Iterator[str]:
    """The report in the format `form`, piece by piece; of `options` those that the format takes, and `excerpt`."""
    writer = getattr(import_module(f"ethicslint.report.{form}"), form)
    taken = {name: value for name, value in options.items() if name == "excerpt" or name in FORMATS[form]}
    lines: Iterator[str] = writer(report, **taken)
    return lines
