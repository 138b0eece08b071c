"""SARIF 2.1.0, for code scanning and the viewers that know it.

Knows the standard. Knows nothing of where the report goes.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import ethicslint
from ethicslint.engine.finding import Edit, Finding, Place
from ethicslint.errors import Problem
from ethicslint.project.check import Report
from ethicslint.report.encoded import as_text
from ethicslint.report.fingerprints import fingerprints
from ethicslint.report.paths import uri
from ethicslint.report.remark import edits, elsewhere, remarks
from ethicslint.report.visible import visible

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT: Final = "ROOT"
_LEVELS: Final = {"error": "error", "warning": "warning", "suggestion": "note"}


def sarif(report: Report, *, excerpt: bool = True) -> Iterator[str]:
    """One log with one run: the rules that fired, a result for each finding, a notification for each problem."""
    first = {finding.rule: finding for finding in reversed(report.findings)}
    ids = sorted(first)
    numbers = {rule: number for number, rule in enumerate(ids)}
    names = fingerprints(report.findings, excerpt)
    run = {
        "tool": {
            "driver": {
                "name": "ethicslint",
                "version": ethicslint.__version__,
                "semanticVersion": ethicslint.__version__,
                "rules": [_rule(first[rule]) for rule in ids],
            }
        },
        "invocations": [
            {
                "executionSuccessful": not report.problems,
                "toolExecutionNotifications": [_notification(problem) for problem in report.problems],
            }
        ],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder that was checked from."}}},
        "artifacts": [{"location": _artifact(file.path), "sourceLanguage": "en"} for file in report.files],
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, numbers[finding.rule], name, excerpt)
            for finding, name in zip(report.findings, names, strict=True)
        ],
    }
    yield as_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(finding: Finding) -> dict[str, Any]:
    """What a rule says wherever it fires."""
    family, _, name = finding.rule.partition("/")
    sources = "; ".join(dict.fromkeys(f"{one.title} ({one.url})" if one.url else one.title for one in finding.sources))
    return {
        "id": finding.rule,
        "name": "".join(part.title() for part in name.split("-")),
        "shortDescription": _message(f"{family.replace('-', ' ').capitalize()}: {name.replace('-', ' ')}."),
        "fullDescription": _message(finding.why),
        "help": _message(f"{finding.why} Sources: {sources or 'house style'}."),
        "properties": {"tags": [family]},
    }


def _result(finding: Finding, number: int, name: str, excerpt: bool) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": _LEVELS[finding.level],
        "message": _message(" ".join(remarks(finding, excerpt))),
        "locations": [_location(finding.path, finding.start, finding.end, finding.match if excerpt else "")],
        "partialFingerprints": {"ethicslint/v1": name},
        "properties": {"confidence": finding.confidence, "voice": finding.voice, "place": finding.place},
    }
    if finding.related:
        answer["relatedLocations"] = [
            {
                "id": number,
                **_location(finding.path, one.start, one.end),
                "message": _message(elsewhere(one, excerpt)),
            }
            for number, one in enumerate(finding.related, 1)
        ]
    if exchanged := edits(finding):
        answer["fixes"] = [_fix(finding.path, exchanged)]
    return answer


def _location(path: str, start: Place, end: Place, words: str = "") -> dict[str, Any]:
    region: dict[str, Any] = _region(start, end)
    if words:
        region["snippet"] = {"text": visible(words)}
    return {"physicalLocation": {"artifactLocation": _artifact(path), "region": region}}


def _region(start: Place, end: Place) -> dict[str, int]:
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _artifact(path: str) -> dict[str, str]:
    reference = uri(path)
    return {"uri": reference} if reference.startswith("file:") else {"uri": reference, "uriBaseId": _ROOT}


def _fix(path: str, exchanged: Iterable[Edit]) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(edit.start, edit.end), "insertedContent": {"text": edit.text}} for edit in exchanged
    ]
    return {"artifactChanges": [{"artifactLocation": _artifact(path), "replacements": replacements}]}


def _notification(problem: Problem) -> dict[str, Any]:
    answer: dict[str, Any] = {"level": "error", "message": _message(problem.message)}
    if problem.path:
        where: dict[str, Any] = {"artifactLocation": _artifact(problem.path)}
        if problem.line:
            where["region"] = {"startLine": problem.line}
        answer["locations"] = [{"physicalLocation": where}]
    return answer


def _message(text: str) -> dict[str, str]:
    """A message in which nothing is taken for a link or a placeholder: neither words of an article nor advice in brackets."""
    return {"text": visible(text).replace("](", "] (").replace("{", "{{").replace("}", "}}")}
