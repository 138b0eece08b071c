"""The machine format of the public contract, described by `report.schema.json` beside this module."""

from collections.abc import Iterator
from typing import Any, Final

import ethicslint
from ethicslint.engine.finding import Edit, Finding, Place, Related
from ethicslint.errors import Problem
from ethicslint.project.check import Report
from ethicslint.report.encoded import as_text
from ethicslint.report.paths import unicode_path
from ethicslint.report.statistics import by_rule
from ethicslint.rulebook.model import Citation

VERSION: Final = 1


def json(report: Report, *, excerpt: bool = True, statistics: bool = False) -> Iterator[str]:
    """One object on many lines; without `excerpt` no word of an article is repeated."""
    answer: dict[str, Any] = {
        "version": VERSION,
        "tool": {"name": "ethicslint", "version": ethicslint.__version__, "rules": report.rules},
        "findings": [as_json(finding, excerpt) for finding in report.findings],
        "errors": [_problem(problem) for problem in report.problems],
        "summary": {
            "files": len(report.files),
            "findings": len(report.findings),
            "suppressed": report.suppressed,
            "baseline": report.baselined,
            "fixable": sum([finding.fix is not None for finding in report.findings]),
            **({} if report.fixed is None else {"fixed": report.fixed}),
        },
    }
    if report.notices:
        answer["notices"] = [_problem(problem) for problem in report.notices]
    if statistics:
        answer["statistics"] = [
            {"rule": rule, "level": level, "findings": number} for number, level, rule in by_rule(report)
        ]
    yield as_text(answer)


def as_json(finding: Finding, excerpt: bool) -> dict[str, Any]:
    """A finding as an object of the contract."""
    return {
        "rule": finding.rule,
        "family": finding.family,
        "level": finding.level,
        "confidence": finding.confidence,
        "message": finding.message if excerpt else finding.discreet,
        "path": unicode_path(finding.path),
        "start": _place(finding.start),
        "end": _place(finding.end),
        "match": finding.match if excerpt else "",
        "voice": finding.voice,
        "place": finding.place,
        "instead": [str(one) for one in finding.instead],
        "leave_if": finding.leave_if,
        "fix": _fix(finding.fix),
        "related": [_related(finding.path, one, excerpt) for one in finding.related],
        "why": finding.why,
        "sources": [_source(one) for one in finding.sources],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    line = {"line": problem.line} if problem.line else {}
    return {"path": unicode_path(problem.path), "message": problem.message, **line}


def _place(place: Place) -> dict[str, int]:
    return {"line": place.line, "column": place.column, "offset": place.offset}


def _related(path: str, one: Related, excerpt: bool) -> dict[str, Any]:
    return {
        "path": unicode_path(path),
        "start": _place(one.start),
        "end": _place(one.end),
        "message": one.message if excerpt else "",
    }


def _fix(edit: Edit | None) -> dict[str, Any] | None:
    if edit is None:
        return None
    return {"safe": edit.safe, "edits": [{"start": _place(edit.start), "end": _place(edit.end), "text": edit.text}]}


def _source(one: Citation) -> dict[str, str]:
    return {"id": one.id, "title": one.title, **({"url": one.url} if one.url else {})}
