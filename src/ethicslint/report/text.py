"""Findings as a reporter wants to read them: a block each, the words underlined, why, what to write instead, when to leave it.

Knows widths, colours and wording of the terminal output. Knows nothing of where it goes.
"""

import textwrap
from collections.abc import Iterator
from typing import Final

from ethicslint.engine.finding import Finding
from ethicslint.project.check import FileReport, Report
from ethicslint.report.visible import cells, visible
from ethicslint.rulebook.model import LEVELS, STAGES

_COLOURS: Final = {"error": "31", "warning": "33", "suggestion": "36"}
_NARROWEST: Final = 40
_INDENT: Final = "  "
_LEAD: Final = 0.4  # of the width goes to what stands before the words, where a line is too long


def text(report: Report, *, width: int = 80, colour: bool = False, excerpt: bool = True) -> Iterator[str]:
    """Blocks in order of path and line, repeats of a rule in an article counted in its first block, then a summary."""
    printer = _Printer(max(width, _NARROWEST), colour, excerpt)
    for file in report.files:
        repeats: dict[str, list[Finding]] = {}
        for finding in file.findings:
            repeats.setdefault(finding.rule, []).append(finding)
        for findings in repeats.values():
            yield from printer.block(file, findings)
    yield summary(report) + "\n"


def summary(report: Report) -> str:
    """The last line: what was found, and what was kept silent."""
    found = report.findings
    unread = (
        f" {_count(len(report.problems), 'problem')} kept articles from being checked whole." if report.problems else ""
    )
    if not found:
        return f"{_count(len(report.files), 'article')}. Nothing found. This is not legal clearance.{unread}"
    levels = [
        _count(number, level)
        for level in reversed(LEVELS)
        if (number := sum(finding.level == level for finding in found))
    ]
    return (
        f"{_count(len(report.files), 'article')}, {_count(len(found), 'finding')}: {', '.join(levels)}."
        f" 0 suppressed, 0 in the baseline, 0 fixable.{unread}"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


class _Printer:
    def __init__(self, width: int, colour: bool, excerpt: bool) -> None:
        self._width = width
        self._colour = colour
        self._excerpt = excerpt

    def block(self, file: FileReport, findings: list[Finding]) -> Iterator[str]:
        """One rule in one article."""
        first = findings[0]
        place = f"{visible(first.path)}:{first.start.line}:{first.start.column}"
        level = self._paint(first.level, f"1;{_COLOURS[first.level]}")
        yield f"{self._paint(place, '1')}  {level}  {first.rule}\n"
        if self._excerpt and first.match:
            yield from self._passage(file.lines[first.start.line], first)
        yield from self._paragraph("", first.message if self._excerpt else first.discreet)
        for one in first.related:
            yield from self._paragraph("", f"Line {one.start.line}: {one.message}")
        yield from self._paragraph("Why: ", first.why + _authority(first))
        for label, words in _advice(first):
            yield from self._paragraph(label, words)
        if first.leave_if:
            yield from self._paragraph("Leave it if: ", first.leave_if)
        if len(findings) > 1:
            places = ", ".join(f"{one.start.line}:{one.start.column}" for one in findings[1:])
            yield from self._paragraph("", f"And {len(findings) - 1} more: {places}")
        yield "\n"

    def _passage(self, source: str, finding: Finding) -> Iterator[str]:
        """The source line, cut to the width around the words, and a line that underlines them."""
        number = str(finding.start.line)
        room = self._width - len(number) - len(_INDENT) - 3
        start = finding.start.column - 1
        end = finding.end.column - 1 if finding.end.line == finding.start.line else len(source)
        before, words, after = _window(visible(source), start, max(end, start), room)
        yield f"{_INDENT}{self._paint(number + ' │', '2')} {before}{self._paint(words, '1')}{after}\n"
        gap = " " * (len(number) + 1)
        marks = "^" * max(cells(words), 1)
        yield f"{_INDENT}{gap}{self._paint('│', '2')} {' ' * cells(before)}{self._paint(marks, _COLOURS[finding.level])}\n"

    def _paragraph(self, label: str, words: str) -> Iterator[str]:
        lines = textwrap.wrap(
            visible(label + words),
            self._width,
            initial_indent=_INDENT,
            subsequent_indent=_INDENT * 2,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for number, line in enumerate(lines):
            if label and number == 0:
                line = line.replace(label.rstrip(), self._paint(label.rstrip(), "1"), 1)
            yield line + "\n"

    def _paint(self, words: str, code: str) -> str:
        return f"\033[{code}m{words}\033[0m" if self._colour else words


def _advice(finding: Finding) -> Iterator[tuple[str, str]]:
    """What to write instead, stage by stage."""
    for stage in STAGES:
        words = [one.words for one in finding.instead if one.stage == stage]
        if words:
            yield f"Instead{', ' if STAGES[stage] else ''}{STAGES[stage]}: ", " · ".join(words)


def _authority(finding: Finding) -> str:
    names = list(dict.fromkeys(one.short for one in finding.sources))
    return f" ({'; '.join(names[:3])})" if names else " (house style)"


def _window(line: str, start: int, end: int, room: int) -> tuple[str, str, str]:
    """What stands before, in and after line[start:end], cut so that all of it fits into `room` cells."""
    before, words, after = line[:start], line[start:end], line[end:]
    if cells(line) <= room:
        return before.lstrip() if not before.strip() else before, words, after.rstrip()
    if cells(words) > room - 2:
        words = _fitting(words, room - 3) + "…"
    left = min(cells(before), int((room - cells(words)) * _LEAD))
    right = room - cells(words) - left
    if cells(before) > left:
        before = "…" + _fitting(before[::-1], left - 1)[::-1]
    if cells(after) > right:
        after = _fitting(after, right - 1) + "…"
    return before, words, after


def _fitting(text: str, room: int) -> str:
    """As much of the start of `text` as fits into `room` cells."""
    kept = text[: max(room, 0)]
    while kept and cells(kept) > room:
        kept = kept[:-1]
    return kept
