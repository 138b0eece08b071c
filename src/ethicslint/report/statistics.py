"""How often each rule fired."""

from collections.abc import Iterator

from ethicslint.project.check import Report
from ethicslint.rulebook.model import LEVELS


def by_rule(report: Report) -> list[tuple[int, str, str]]:
    """Number, level and id for every rule and level that fired, the most frequent first, then by id."""
    counts: dict[tuple[str, str], int] = {}
    for finding in report.findings:
        key = finding.rule, finding.level
        counts[key] = counts.get(key, 0) + 1
    rows = [(number, level, rule) for (rule, level), number in counts.items()]
    return sorted(rows, key=lambda row: (-row[0], row[2], -LEVELS.index(row[1])))


def statistics(report: Report) -> Iterator[str]:
    """A table for people."""
    for number, level, rule in by_rule(report):
        yield f"{number:6}  {level:10}  {rule}\n"
