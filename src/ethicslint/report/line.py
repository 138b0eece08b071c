"""`path:line:column: level: message [rule]`, one finding a line: for editors, scripts and grep."""

from collections.abc import Iterator

from ethicslint.engine.finding import Finding
from ethicslint.project.check import Report
from ethicslint.report.remark import fact
from ethicslint.report.statistics import statistics as table
from ethicslint.report.visible import inert, visible


def line(report: Report, *, excerpt: bool = True, statistics: bool = False) -> Iterator[str]:
    """A line for every finding; without `excerpt` no word of an article is repeated."""
    for one in report.findings:
        yield in_a_line(one, excerpt)
    if statistics:
        yield from table(report)


def in_a_line(finding: Finding, excerpt: bool) -> str:
    """One finding with its line end."""
    place = f"{finding.path}:{finding.start.line}:{finding.start.column}"
    return inert(visible(f"{place}: {finding.level}: {fact(finding, excerpt)} [{finding.rule}]")) + "\n"
