"""The summary of a job in Markdown, as GitHub shows it on the page of a run.

Knows Markdown and how large a summary may be. Knows nothing of where it is written to.
"""

from collections.abc import Iterator
from typing import Final

import regex

from ethicslint.engine.finding import Finding
from ethicslint.project.check import Report
from ethicslint.report.grouped import loudest_first
from ethicslint.report.paths import slashed
from ethicslint.report.remark import counted, fact
from ethicslint.report.text import summary as totals
from ethicslint.report.visible import visible

LARGEST: Final = 1024 * 1024
"""Bytes of all summaries of one step; GitHub shows nothing of a larger one."""

_HEAD: Final = "| Level | Place | What stands there | Instead | Rule |\n| --- | --- | --- | --- | --- |\n"
_MORE: Final = 200  # bytes kept for the line that says how much was left out


def summary(report: Report, *, excerpt: bool = True, room: int = LARGEST) -> str:
    """Totals and a table, the loudest findings first, in at most `room` bytes; what is left out is counted."""
    written = "## ethicslint\n\n" + "".join(f"{plain(line)}\n\n" for line in totals(report))
    room -= len(written.encode()) + len(_HEAD) + _MORE
    if room < 0:
        return ""
    rows: list[str] = []
    every = [*_problems(report), *(_row(finding, excerpt) for finding in loudest_first(report.findings))]
    for row in every:
        room -= len(row.encode())
        if room < 0:
            break
        rows.append(row)
    if rows:
        written += f"{_HEAD}{''.join(rows)}\n"
    left = len(every) - len(rows)
    return f"{written}And {counted(left, 'remark')} more, which this page has no room for.\n\n" if left else written


def plain(text: str) -> str:
    """`text` as Markdown that shows it as it is: no link, picture, tag, code or cell begins in it."""
    return regex.sub(r"[!-/:-@\[-`{-~]", r"\\\g<0>", visible(text))


def _problems(report: Report) -> Iterator[str]:
    for problem in report.problems:
        place = f"{slashed(problem.path)}:{problem.line}" if problem.line else slashed(problem.path)
        yield _cells("not checked", place, problem.message, "", "")


def _row(finding: Finding, excerpt: bool) -> str:
    place = f"{slashed(finding.path)}:{finding.start.line}"
    instead = " · ".join(str(one) for one in finding.instead)
    return _cells(finding.level, place, fact(finding, excerpt), instead, finding.rule)


def _cells(*words: str) -> str:
    return f"| {' | '.join(map(plain, words))} |\n"
