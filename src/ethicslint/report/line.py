"""`path:line:column: level: message [rule]`, one finding a line: for editors, scripts and grep."""

from collections.abc import Iterator

from ethicslint.project.check import Report
from ethicslint.report.statistics import statistics as table
from ethicslint.report.visible import visible


def line(report: Report, *, excerpt: bool = True, statistics: bool = False) -> Iterator[str]:
    """A line for every finding; without `excerpt` no word of an article is repeated."""
    for one in report.findings:
        message = one.message if excerpt else one.discreet
        yield visible(f"{one.path}:{one.start.line}:{one.start.column}: {one.level}: {message} [{one.rule}]") + "\n"
    if statistics:
        yield from table(report)
