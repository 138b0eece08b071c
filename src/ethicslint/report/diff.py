"""What fixing would change, as a unified diff that `patch -p0` takes."""

from collections.abc import Iterable, Iterator
from difflib import unified_diff
from typing import Final

import regex

from ethicslint.report.paths import slashed
from ethicslint.report.visible import visible

# A terminal or a log would obey these; the line end and the carriage return before it stay.
_OBEYED: Final = regex.compile(r"(?!\r?\n)[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_COMMAND: Final = regex.compile(r"^(.\s*):(?=:)|##(?=\[)")  # what GitHub's runner takes for a command to itself


def diff(changed: Iterable[tuple[str, bytes, bytes]], *, guarded: bool = True, in_job: bool = False) -> Iterator[str]:
    """The lines of a diff for paths with their bytes before and after.

    `guarded` replaces what would steer a terminal by U+FFFD, `in_job` also what would steer the log of a job; only without both
    is the diff of every article exact.
    """
    for path, before, after in changed:
        name = visible(slashed(path))
        for line in unified_diff(_lines(before), _lines(after), name, name):
            shown = _OBEYED.sub("\ufffd", line) if guarded or in_job else line
            if in_job:
                shown = _COMMAND.sub(lambda found: f"{found[1] or '##'}\ufffd", shown)
            yield shown if shown.endswith("\n") else f"{shown}\n\\ No newline at end of file\n"


def _lines(data: bytes) -> list[str]:
    """The lines as `patch` counts them: they end at LF and nowhere else."""
    parts = data.decode().split("\n")
    return [f"{part}\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])
