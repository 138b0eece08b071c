"""Findings as an editor takes them: ready for JSON, since making objects of hundreds of them takes longer than finding them.

Knows the protocol's diagnostics. Knows nothing of when they are sent.
"""

from collections.abc import Iterable
from typing import Any, Final

from ethicslint.engine.finding import Finding, Place
from ethicslint.errors import Problem
from ethicslint.lsp.lines import Lines, Point
from ethicslint.project.reasons import PUBLIC
from ethicslint.report.remark import elsewhere

SOURCE: Final = "ethicslint"
_SEVERITIES: Final = {"error": 1, "warning": 2, "suggestion": 3}
_UNNECESSARY: Final = 1
"""The tag of what could go: editors show it faded."""


def span(start: Point, end: Point) -> dict[str, Any]:
    """A range of the protocol."""
    return {
        "start": {"line": start[0], "character": start[1]},
        "end": {"line": end[0], "character": end[1]},
    }


def range_of(lines: Lines, start: Place, end: Place) -> dict[str, Any]:
    """The range between two places of the article that has these lines."""
    return span(lines.point(start), lines.point(end))


def of_finding(finding: Finding, lines: Lines, uri: str, *, related: bool) -> dict[str, Any]:
    """A finding; if the editor shows no `related` places, its message names them."""
    message = finding.message
    if finding.related and not related:
        message = " ".join([message, *(elsewhere(one, excerpt=True) for one in finding.related)])
    found: dict[str, Any] = {
        "range": range_of(lines, finding.start, finding.end),
        "severity": _SEVERITIES[finding.level],
        "code": finding.rule,
        "source": SOURCE,
        "message": message,
        "data": {
            "rule": finding.rule,
            "level": finding.level,
            "confidence": finding.confidence,
            "instead": [str(one) for one in finding.instead],
            "fixable": finding.fix is not None,
        },
    }
    if finding.related and related:
        found["relatedInformation"] = [
            {"location": {"uri": uri, "range": range_of(lines, one.start, one.end)}, "message": one.message}
            for one in finding.related
        ]
    return found


def of_problem(problem: Problem, lines: Lines) -> dict[str, Any]:
    """What is wrong with the article besides its findings: its front matter, a suppression that does not hold."""
    return _remark(problem, lines, "error")


def of_notice(problem: Problem, lines: Lines) -> dict[str, Any]:
    """What is worth knowing: a suppression that suppresses nothing and could go, a reason that names somebody."""
    found = _remark(problem, lines, "suggestion")
    return found if problem.message == PUBLIC else {**found, "tags": [_UNNECESSARY]}


def unchecked(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """In the place of findings: why there are none."""
    first = next(iter(problems))
    message = f"Not checked: {first}"
    return [{"range": span((0, 0), (0, 0)), "severity": _SEVERITIES["error"], "source": SOURCE, "message": message}]


def in_file(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """What is wrong in a file that nobody may have opened, so that only its lines are known."""
    return [
        {
            "range": span((max(one.line - 1, 0), 0), (max(one.line, 1), 0)),
            "severity": _SEVERITIES["error"],
            "source": SOURCE,
            "message": one.message,
        }
        for one in problems
    ]


def _remark(problem: Problem, lines: Lines, level: str) -> dict[str, Any]:
    line = max(problem.line - 1, 0)
    words = lines.line(line)
    start = lines.point(Place(line + 1, 1 + len(words) - len(words.lstrip()), 0))
    return {
        "range": span(start, lines.end_of(line)),
        "severity": _SEVERITIES[level],
        "source": SOURCE,
        "message": problem.message,
    }
