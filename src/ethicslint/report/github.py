"""Annotations for GitHub Actions: commands in the log that put remarks beside the lines of a change.

Knows the commands, how they are escaped, and how many of them GitHub shows. The page of the run is `summary`'s.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from ethicslint.engine.finding import Finding
from ethicslint.errors import Problem
from ethicslint.project.check import Report
from ethicslint.report.line import in_a_line
from ethicslint.report.paths import slashed
from ethicslint.report.remark import counted, remarks
from ethicslint.report.visible import inert, visible
from ethicslint.rulebook.model import LEVELS

SHOWN: Final = 10
"""Annotations of one level that GitHub shows for a step; three levels stay below its 50 for a job."""

_COMMANDS: Final = {"error": "error", "warning": "warning", "suggestion": "notice"}
_DATA: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def github(report: Report, *, excerpt: bool = True) -> Iterator[str]:
    """Problems and errors first, at most SHOWN of a level; the log then has all the others as lines."""
    yield from (_problem(problem) for problem in report.problems[:SHOWN])
    room = {**dict.fromkeys(LEVELS, SHOWN), "error": max(SHOWN - len(report.problems), 0)}
    rest: list[Finding] = []
    for level in reversed(LEVELS):
        same = iter([finding for finding in report.findings if finding.level == level])
        yield from (_annotation(finding, excerpt) for finding in islice(same, room[level]))
        rest += same
    problems = report.problems[SHOWN:]
    if rest or problems:
        yield f"::group::{counted(len(rest) + len(problems), 'remark')} more than GitHub shows beside the lines\n"
        yield from (f"{inert(visible(str(problem)))}\n" for problem in problems)
        yield from (in_a_line(finding, excerpt) for finding in rest)
        yield "::endgroup::\n"


def command(name: str, properties: dict[str, str], words: str) -> str:
    """A workflow command on a line of its own; nothing in the properties or the words can end it or begin another."""
    written = ",".join(f"{key}={value.translate(_PROPERTY)}" for key, value in properties.items())
    return f"::{name}{' ' if written else ''}{written}::{words.translate(_DATA)}\n"


def _annotation(finding: Finding, excerpt: bool) -> str:
    place = {"file": visible(slashed(finding.path)), "line": str(finding.start.line), "endLine": str(finding.end.line)}
    if finding.start.line == finding.end.line:  # GitHub drops columns that stand on two lines
        place["col"] = str(finding.start.column)
        place["endColumn"] = str(finding.end.column)
    words = "\n".join(map(visible, remarks(finding, excerpt)))
    return command(_COMMANDS[finding.level], {**place, "title": finding.rule}, words)


def _problem(problem: Problem) -> str:
    place = {"file": visible(slashed(problem.path)), **({"line": str(problem.line)} if problem.line else {})}
    return command("error", {**place, "title": "not checked"}, visible(problem.message))
