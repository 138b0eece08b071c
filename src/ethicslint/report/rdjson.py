"""The Reviewdog Diagnostic Format as one JSON object, for reviewdog and whatever it reports to.

Knows that form: columns count UTF-8 bytes, from 1. Knows nothing of where the report goes.
"""

from collections.abc import Iterator
from typing import Any, Final

from ethicslint.engine.finding import Finding, Place
from ethicslint.errors import Problem
from ethicslint.project.check import FileReport, Report
from ethicslint.report.encoded import as_text
from ethicslint.report.paths import slashed, unicode_path
from ethicslint.report.remark import edits, elsewhere, remarks
from ethicslint.report.visible import visible

_SEVERITIES: Final = {"error": "ERROR", "warning": "WARNING", "suggestion": "INFO"}


def rdjson(report: Report, *, excerpt: bool = True) -> Iterator[str]:
    """A diagnostic for each problem, then one for each finding."""
    found = [_finding(file, finding, excerpt) for file in report.files for finding in file.findings]
    yield as_text({"source": {"name": "ethicslint"}, "diagnostics": [*map(_problem, report.problems), *found]})


def _finding(file: FileReport, finding: Finding, excerpt: bool) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "message": "\n".join(map(visible, remarks(finding, excerpt))),
        "location": _location(file, finding.start, finding.end),
        "severity": _SEVERITIES[finding.level],
        "code": {"value": finding.rule},
    }
    if finding.related:
        answer["related_locations"] = [
            {"message": visible(elsewhere(one, excerpt)), "location": _location(file, one.start, one.end)}
            for one in finding.related
        ]
    if exchanged := edits(finding):
        answer["suggestions"] = [{"range": _range(file, edit.start, edit.end), "text": edit.text} for edit in exchanged]
    return answer


def _problem(problem: Problem) -> dict[str, Any]:
    where: dict[str, Any] = {"path": unicode_path(slashed(problem.path))}
    if problem.line:
        where["range"] = {"start": {"line": problem.line}}
    return {
        "message": visible(problem.message),
        "location": where,
        "severity": "ERROR",
        "code": {"value": "unreadable"},
    }


def _location(file: FileReport, start: Place, end: Place) -> dict[str, Any]:
    return {"path": unicode_path(slashed(file.path)), "range": _range(file, start, end)}


def _range(file: FileReport, start: Place, end: Place) -> dict[str, Any]:
    return {"start": _position(file, start), "end": _position(file, end)}


def _position(file: FileReport, place: Place) -> dict[str, int]:
    """Of a line that was not kept, its bytes cannot be counted; a position may do without a column."""
    if place.line not in file.lines:
        return {"line": place.line}
    return {"line": place.line, "column": 1 + len(file.lines[place.line][: place.column - 1].encode())}
