"""GitLab's Code Quality report: a list of issues, each with a name that tells it from the others and survives edits.

Knows that form. Knows nothing of where the report goes.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any, Final

from ethicslint.engine.finding import Finding
from ethicslint.errors import Problem
from ethicslint.project.check import Report
from ethicslint.report.encoded import as_text
from ethicslint.report.fingerprints import fingerprints
from ethicslint.report.paths import slashed, unicode_path
from ethicslint.report.remark import remarks
from ethicslint.report.visible import visible

_SEVERITIES: Final = {"error": "major", "warning": "minor", "suggestion": "info"}


def gitlab(report: Report, *, excerpt: bool = True) -> Iterator[str]:
    """An issue for each problem, then one for each finding."""
    names = fingerprints(report.findings, excerpt)
    found = [_finding(one, name, excerpt) for one, name in zip(report.findings, names, strict=True)]
    yield as_text([*map(_problem, dict.fromkeys(report.problems)), *found])


def _finding(finding: Finding, name: str, excerpt: bool) -> dict[str, Any]:
    said = " ".join(map(visible, remarks(finding, excerpt)))
    lines = {"begin": finding.start.line, "end": finding.end.line}
    return _issue(said, finding.rule, name, _SEVERITIES[finding.level], finding.path, lines)


def _problem(problem: Problem) -> dict[str, Any]:
    name = sha256("\0".join(map(str, problem)).encode("utf-8", "surrogateescape")).hexdigest()
    return _issue(visible(str(problem)), "unreadable", name, "critical", problem.path, {"begin": max(problem.line, 1)})


def _issue(said: str, check: str, name: str, severity: str, path: str, lines: dict[str, int]) -> dict[str, Any]:
    return {
        "description": said,
        "check_name": check,
        "fingerprint": name,
        "severity": severity,
        "location": {"path": unicode_path(slashed(path)), "lines": lines},
    }
