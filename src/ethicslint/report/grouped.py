"""Findings in the groups in which formats show them: by article, by rule.

Knows the order of what is shown. Knows nothing of what is said.
"""

from collections.abc import Iterable
from typing import NamedTuple

from ethicslint.engine.finding import Finding
from ethicslint.errors import Problem
from ethicslint.project.check import FileReport, Report
from ethicslint.rulebook.model import LEVELS


class Article(NamedTuple):
    """All that is to be said about one path: a file may be there twice, on standard input too, or not be readable at all."""

    path: str
    files: list[FileReport]
    problems: list[Problem]

    @property
    def findings(self) -> list[Finding]:
        return [finding for file in self.files for finding in file.findings]


def by_path(report: Report) -> list[Article]:
    """Every article, those without findings too, and every path with a problem; in order of path."""
    articles: dict[str, Article] = {}
    for file in report.files:
        articles.setdefault(file.path, Article(file.path, [], [])).files.append(file)
    for problem in report.problems:
        articles.setdefault(problem.path, Article(problem.path, [], [])).problems.append(problem)
    return [articles[path] for path in sorted(articles)]


def by_rule(findings: Iterable[Finding]) -> list[tuple[Finding, list[Finding]]]:
    """For each rule the first of its loudest findings, and the others; in order of what comes first."""
    same: dict[str, list[Finding]] = {}
    for finding in findings:
        same.setdefault(finding.rule, []).append(finding)
    blocks = []
    for one_rule in same.values():
        first = max(one_rule, key=lambda one: LEVELS.index(one.level))
        blocks.append((first, [one for one in one_rule if one is not first]))
    return sorted(blocks, key=lambda block: block[0].order())


def loudest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Errors, warnings, suggestions; those of one level in their order."""
    return sorted(findings, key=lambda one: -LEVELS.index(one.level))
