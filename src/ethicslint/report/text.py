"""Findings as a reporter wants to read them: a block each, the words underlined, why, what to write instead, when to leave it.

Knows the colours and the wording of the terminal output. Knows nothing of where it goes.
"""

from collections.abc import Iterator
from typing import Final

from ethicslint.engine.finding import Finding
from ethicslint.project.check import FileReport, Report
from ethicslint.report.grouped import by_rule
from ethicslint.report.passage import rows
from ethicslint.report.remark import counted, details, elsewhere, fact, levels
from ethicslint.report.statistics import statistics as table
from ethicslint.report.visible import cells, inert, opening, steady, visible, wrapped

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
    width = max(width, _NARROWEST)
    printer = _Printer(width, colour, excerpt)
    for file in report.files:
        for first, repeats in by_rule(file.findings):
            yield from map(inert, printer.block(file, first, repeats))
    if statistics and report.findings:
        yield from table(report)
        yield "\n"
    for line in summary(report):
        yield from (f"{part}\n" for part in wrapped(line, width))


def summary(report: Report) -> Iterator[str]:
    """The last line says how much was found and kept silent; before it, whatever keeps that from being the whole story."""
    if report.problems:
        yield f"{counted(len(report.problems), 'problem')}: not everything could be checked."
    elif not report.files:
        yield "No articles here: below a folder those are .md, .markdown, .mdx and .txt files that git does not ignore."
    if report.fixed is not None:
        yield f"{counted(report.fixed, 'edit')} made."
    found, articles = report.findings, counted(len(report.files), "article")
    silent = [f"{report.suppressed} suppressed", f"{report.baselined} in the baseline"]
    if found:
        yield f"{articles}: {levels(found)}."
        yield ", ".join([f"{len(found)} found", *silent, f"{_fixable(found)}."])
        return
    if report.suppressed or report.baselined:
        yield f"{', '.join(silent)}."
    yield f"{articles}. Nothing found. This is not legal clearance."


def _fixable(found: list[Finding]) -> str:
    fixes = [finding.fix for finding in found if finding.fix]
    unsafe = sum([not fix.safe for fix in fixes])
    return f"{len(fixes)} fixable" + (f" ({unsafe} with --unsafe-fixes)" if unsafe else "")


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
        yield from self._paragraph("", fact(first, self._excerpt))
        for one in first.related:
            yield from self._paragraph("", elsewhere(one, self._excerpt))
        for label, words in details(first):
            yield from self._paragraph(label, words)
        if repeats:
            places = ", ".join(self._repeat(one, first) for one in repeats)
            yield from self._paragraph("", f"And {len(repeats)} more: {places}")
        yield "\n"

    def _heading(self, finding: Finding) -> Iterator[str]:
        """Place, level and rule on one line; a long path has it to itself, and so has a long rule."""
        place = f"{visible(finding.path)}:{finding.start.line}:{finding.start.column}"
        fits = cells(f"{place}  {finding.level}  {finding.rule}") <= self._width
        beside = cells(f"{_INDENT}{finding.level}  {finding.rule}") <= self._width
        level = self._paint(finding.level, f"1;{_COLOURS[finding.level]}")
        after_place, after_level = "" if fits else "\n", "" if beside else "\n"
        yield f"{self._paint(place, '1')}{after_place}{_INDENT}{level}{after_level}{_INDENT}{finding.rule}\n"

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
