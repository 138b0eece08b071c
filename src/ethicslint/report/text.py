"""Findings as a reporter wants to read them: a block each, the words underlined, why, what to write instead, when to leave it.

Knows the colours and the wording of the terminal output. Knows nothing of where it goes.
"""

from collections.abc import Iterator
from typing import Final

from ethicslint.engine.finding import Finding
from ethicslint.project.check import FileReport, Report
from ethicslint.report.passage import rows
from ethicslint.report.statistics import statistics as table
from ethicslint.report.visible import cells, opening, steady, visible, wrapped
from ethicslint.rulebook.model import LEVELS, STAGES

_COLOURS: Final = {"error": "31", "warning": "33", "suggestion": "36"}
_NARROWEST: Final = 40
_INDENT: Final = "  "
_LONGEST_REPEAT: Final = 30  # cells


def text(
    report: Report, *, width: int = 80, colour: bool = False, excerpt: bool = True, statistics: bool = False
) -> Iterator[str]:
    """Blocks in order of path and line, one for each rule in an article with its repeats counted, then a summary.

    Lines have at most `width` cells, if their words can be parted. Without `excerpt` no word of an article is repeated.
    """
    printer = _Printer(max(width, _NARROWEST), colour, excerpt)
    for file in report.files:
        for first, repeats in _by_rule(file.findings):
            yield from printer.block(file, first, repeats)
    if statistics and report.findings:
        yield from table(report)
        yield "\n"
    yield from _summary(report)


def _summary(report: Report) -> Iterator[str]:
    """The last line says how much was found and kept silent; before it, whatever keeps that from being the whole story."""
    if report.problems:
        yield f"{_count(len(report.problems), 'problem')}: not everything could be checked.\n"
    elif not report.files:
        yield "No articles here: below a folder those are .md, .markdown, .mdx and .txt files that git does not ignore.\n"
    found, articles = report.findings, _count(len(report.files), "article")
    if report.fixed is not None:
        yield f"{_count(report.fixed, 'edit')} made.\n"
    if not found:
        yield f"{articles}. Nothing found. This is not legal clearance.\n"
        return
    counts = [(level, sum([finding.level == level for finding in found])) for level in reversed(LEVELS)]
    levels = ", ".join(_count(number, level) for level, number in counts if number)
    yield f"{articles}: {levels}.\n"
    yield f"{len(found)} found, 0 suppressed, 0 in the baseline, {_fixable(found)}.\n"


def _fixable(found: list[Finding]) -> str:
    fixes = [finding.fix for finding in found if finding.fix]
    unsafe = sum([not fix.safe for fix in fixes])
    return f"{len(fixes)} fixable" + (f" ({unsafe} with --unsafe-fixes)" if unsafe else "")


def _by_rule(findings: list[Finding]) -> list[tuple[Finding, list[Finding]]]:
    """For each rule the first of its loudest findings, and the others; in order of what comes first."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    blocks = []
    for same in by_rule.values():
        first = max(same, key=lambda one: LEVELS.index(one.level))
        blocks.append((first, [one for one in same if one is not first]))
    return sorted(blocks, key=lambda block: block[0].order())


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


class _Printer:
    def __init__(self, width: int, colour: bool, excerpt: bool) -> None:
        self._width = width
        self._colour = colour
        self._excerpt = excerpt

    def block(self, file: FileReport, first: Finding, repeats: list[Finding]) -> Iterator[str]:
        """One rule in one article."""
        yield from self._heading(first)
        if self._excerpt and first.match:
            yield from self._passage(file, first)
        yield from self._paragraph("", first.message if self._excerpt else first.discreet)
        for one in first.related:
            said = f": {one.message}" if self._excerpt else "."
            yield from self._paragraph("", f"See line {one.start.line}{said}")
        yield from self._paragraph("Why:", first.why + _authority(first))
        for label, words in _advice(first):
            yield from self._paragraph(label, words)
        if first.leave_if:
            yield from self._paragraph("Leave it if:", first.leave_if)
        if repeats:
            places = ", ".join(self._repeat(one, first) for one in repeats)
            yield from self._paragraph("", f"And {len(repeats)} more: {places}")
        yield "\n"

    def _heading(self, finding: Finding) -> Iterator[str]:
        """Place, level and rule on one line; a long path has it to itself."""
        place = f"{visible(finding.path)}:{finding.start.line}:{finding.start.column}"
        fits = cells(f"{place}  {finding.level}  {finding.rule}") <= self._width
        level = self._paint(finding.level, f"1;{_COLOURS[finding.level]}")
        yield f"{self._paint(place, '1')}{'' if fits else chr(10)}{_INDENT}{level}  {finding.rule}\n"

    def _passage(self, file: FileReport, finding: Finding) -> Iterator[str]:
        """The source lines around the words, and under each a line that marks them."""
        gutter = len(str(finding.end.line))
        bar = self._paint("│", "2")
        room = self._width - len(_INDENT) - gutter - len(" │ ")
        for line, before, words, after in rows(finding, file.lines, room):
            number = self._paint(f"{line:{gutter}}", "2")
            yield f"{_INDENT}{number} {bar} {before}{self._paint(words, '1')}{after}\n"
            marks = self._paint("^" * max(cells(words), 1), _COLOURS[finding.level])
            yield f"{_INDENT}{' ' * gutter} {bar} {' ' * cells(before)}{marks}\n"

    def _repeat(self, finding: Finding, first: Finding) -> str:
        """Where a rule fired again, and what is different there."""
        level = f" {finding.level}" if finding.level != first.level else ""
        differs = finding.match.casefold() != first.match.casefold()
        words = opening(" ".join(steady(finding.match).split()), _LONGEST_REPEAT) if self._excerpt and differs else ""
        return f"{finding.start.line}:{finding.start.column}{level}{f' “{words}”' if words else ''}"

    def _paragraph(self, label: str, words: str) -> Iterator[str]:
        indent = _INDENT
        for line in wrapped(visible(f"{label} {words}"), self._width - 2 * len(_INDENT)):
            painted = f"{self._paint(label, '1')}{line.removeprefix(label)}" if indent == _INDENT and label else line
            yield f"{indent}{painted}\n"
            indent = _INDENT * 2

    def _paint(self, words: str, code: str) -> str:
        return f"\033[{code}m{words}\033[0m" if self._colour else words


def _advice(finding: Finding) -> Iterator[tuple[str, str]]:
    """What to write instead, stage by stage."""
    for stage, when in STAGES.items():
        words = [one.words for one in finding.instead if one.stage == stage]
        if words:
            yield f"Instead, {when}:" if when else "Instead:", " · ".join(words)


def _authority(finding: Finding) -> str:
    names = list(dict.fromkeys(one.short for one in finding.sources))
    return f" ({'; '.join(names[:3])})" if names else " (house style)"
