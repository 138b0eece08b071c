"""Checkstyle's XML: files, and in each the errors by line and column. Many tools read it.

Knows that form. Knows nothing of where the report goes.
"""

from collections.abc import Iterator
from typing import Final

import ethicslint
from ethicslint.project.check import Report
from ethicslint.report.encoded import escaped
from ethicslint.report.grouped import by_path
from ethicslint.report.paths import slashed
from ethicslint.report.remark import remarks

_SEVERITIES: Final = {"error": "error", "warning": "warning", "suggestion": "info"}


def checkstyle(report: Report, *, excerpt: bool = True) -> Iterator[str]:
    """A file element for each article, those without findings too, and for what could not be read."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="{ethicslint.__version__}">\n'
    for article in by_path(report):
        yield f' <file name="{escaped(slashed(article.path))}">\n'
        for problem in article.problems:
            yield _error(max(problem.line, 1), 1, "error", problem.message, "unreadable")
        for one in article.findings:
            said = " ".join(remarks(one, excerpt))
            yield _error(one.start.line, one.start.column, _SEVERITIES[one.level], said, one.rule)
        yield " </file>\n"
    yield "</checkstyle>\n"


def _error(line: int, column: int, severity: str, said: str, rule: str) -> str:
    place = f'line="{line}" column="{column}"'
    return (
        f'  <error {place} severity="{severity}" message="{escaped(said)}" source="{escaped(f"ethicslint.{rule}")}"/>\n'
    )
