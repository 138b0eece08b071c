"""The machine format of the public contract, described by `report.schema.json` beside this module."""

import json as _json
from collections.abc import Iterator
from typing import Any, Final

import regex

import ethicslint
from ethicslint.engine.finding import Edit, Finding, Place, Related
from ethicslint.project.check import Report
from ethicslint.report.statistics import by_rule
from ethicslint.rulebook.model import Citation

VERSION: Final = 1

# JSON may hold these as they are; a terminal would obey them.
_OBEYED: Final = regex.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def json(report: Report, *, excerpt: bool = True, statistics: bool = False) -> Iterator[str]:
    """One object on many lines; without `excerpt` no word of an article is repeated."""
    answer: dict[str, Any] = {
        "version": VERSION,
        "tool": {"name": "ethicslint", "version": ethicslint.__version__, "rules": report.rules},
        "findings": [as_json(finding, excerpt) for finding in report.findings],
        "errors": [
            {
                "path": _path(problem.path),
                "message": problem.message,
                **({"line": problem.line} if problem.line else {}),
            }
            for problem in report.problems
        ],
        "summary": {
            "files": len(report.files),
            "findings": len(report.findings),
            "suppressed": 0,
            "baseline": 0,
            "fixable": sum([finding.fix is not None for finding in report.findings]),
            **({} if report.fixed is None else {"fixed": report.fixed}),
        },
    }
    if statistics:
        answer["statistics"] = [
            {"rule": rule, "level": level, "findings": number} for number, level, rule in by_rule(report)
        ]
    yield _OBEYED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", _json.dumps(answer, ensure_ascii=False, indent=1)) + "\n"


def as_json(finding: Finding, excerpt: bool) -> dict[str, Any]:
    """A finding as an object of the contract."""
    return {
        "rule": finding.rule,
        "family": finding.family,
        "level": finding.level,
        "confidence": finding.confidence,
        "message": finding.message if excerpt else finding.discreet,
        "path": _path(finding.path),
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


def _path(path: str) -> str:
    """`path` as Unicode text: file systems allow bytes that are none."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _place(place: Place) -> dict[str, int]:
    return {"line": place.line, "column": place.column, "offset": place.offset}


def _related(path: str, one: Related, excerpt: bool) -> dict[str, Any]:
    return {
        "path": _path(path),
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
