"""`ethicslint check`."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import click

from ethicslint.cli.main import FAILED
from ethicslint.cli.streams import complain, is_terminal, say
from ethicslint.engine.compiled import Compiled
from ethicslint.errors import EthicslintError, Problem
from ethicslint.project.check import FileReport, Report, Settings, check_bytes, check_files, ended_on_request
from ethicslint.project.discovery import articles
from ethicslint.project.resultcache import Results
from ethicslint.project.rulecache import keep_learnt, rules
from ethicslint.project.selection import enabled
from ethicslint.rulebook.model import LEVELS

_FORMATS: Final = ("text", "line", "json")
_DOWN: Final = tuple(reversed(LEVELS))
_LONG_RUN: Final = 100  # files, from which a terminal is shown how far we are
_WIDEST: Final = 120


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True, help="How to report.")
@click.option("-o", "--output", metavar="FILE", help="Write the report to FILE instead of standard output.")
@click.option("--select", multiple=True, metavar="RULES", help="Only these rules: ids, families or globs, with commas.")
@click.option("--ignore", multiple=True, metavar="RULES", help="All but these rules.")
@click.option("--rules", "house", multiple=True, metavar="DIR", help="Add a folder of house rules.")
@click.option(
    "--min-level", type=click.Choice(_DOWN), default="suggestion", show_default=True, help="Show from here up."
)
@click.option("--fail-level", type=click.Choice(_DOWN), default="error", show_default=True, help="Exit 1 from here up.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever was found.")
@click.option(
    "--fix", is_flag=True, help="Make the edits that are safe, in the files; standard input is printed fixed."
)
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also edits that may change what is said.")
@click.option("--diff", is_flag=True, help="Show as a diff what --fix would change, and change nothing.")
@click.option("--stdin-filename", metavar="NAME", help="What to call standard input (-).")
@click.option("--no-excerpt", is_flag=True, help="Never repeat words of an article: for logs that others can read.")
@click.option("--statistics", is_flag=True, help="Also say how often each rule fired.")
@click.option(
    "--color",
    type=click.Choice(("auto", "always", "never")),
    default="auto",
    show_default=True,
    help="Colour for people.",
)
@click.option("-q", "--quiet", is_flag=True, help="No summary where nothing was found, no progress.")
@click.option("--no-cache", is_flag=True, help="Use nothing that earlier runs kept, and keep nothing.")
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    metavar="N",
    help="How many processes; 0 chooses.",
)
def check(
    paths: tuple[str, ...],
    form: str,
    output: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    house: tuple[str, ...],
    min_level: str,
    fail_level: str,
    exit_zero: bool,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    stdin_filename: str | None,
    no_excerpt: bool,
    statistics: bool,
    color: str,
    quiet: bool,
    no_cache: bool,
    jobs: int,
) -> None:
    """Check articles: files, folders, or standard input.

    PATHS are files, or folders with .md, .markdown, .mdx and .txt files that git does not ignore, or - for standard input;
    without any, it is the folder we are in.

    Exits with 0 if nothing at or above the fail level was found, 1 if something was, 2 if the job could not be done.

    \b
    Example:
      ethicslint check article.md
      ethicslint check --min-level warning --format line drafts/
      pbpaste | ethicslint check --stdin-filename draft.md -
      ethicslint check --fix drafts/
    """
    if LEVELS.index(fail_level) < LEVELS.index(min_level):
        raise click.UsageError(f"--fail-level {fail_level} would fail on what --min-level {min_level} does not show")
    if stdin_filename and "-" not in paths:
        raise click.UsageError("--stdin-filename names standard input; give the path - with it")
    edits = None
    if fix or unsafe_fixes or diff:
        from ethicslint.cli.fixing import Edits

        edits = Edits(fix, unsafe_fixes, diff)
        edits.refuse(paths, form, discreet=no_excerpt, statistics=statistics)
    compiled = rules(house, cached=not no_cache)
    settings = Settings(enabled(compiled.ids, select, ignore), min_level)

    results = None if no_cache else Results.of(compiled, settings)

    def checked(data: bytes, name: str) -> FileReport:
        return check_bytes(data, name, compiled, settings)

    given = _standard_input(stdin_filename or "-") if "-" in paths else {}
    report = _checked(paths, given, compiled, settings, results, jobs, quiet)
    if edits and not diff:
        report = edits.made(report, checked, given)
    if no_excerpt:
        report = report.discreet()
    if edits and diff:
        report, lines = edits.shown(report, checked, given, output)
    else:
        silent = quiet and form == "text" and not report.findings
        colour = _wants_colour(color, output)
        lines = [] if silent else _lines(report, form, excerpt=not no_excerpt, statistics=statistics, colour=colour)
    complain(report.problems)
    _write(lines, output, utf8=form == "json" or diff, aside=bool(fix and given and not diff))
    _keep(compiled, results)
    sys.exit(_exit_code(report, fail_level, exit_zero))


def _checked(
    paths: tuple[str, ...],
    given: Mapping[str, bytes],
    compiled: Compiled,
    settings: Settings,
    results: Results | None,
    jobs: int,
    quiet: bool,
) -> Report:
    problems: list[Problem] = []
    files = [check_bytes(data, name, compiled, settings) for name, data in given.items()]
    names = articles([path for path in paths or (".",) if path != "-"], problems)
    with _Progress(len(names), quiet) as done:
        files += check_files(names, compiled, settings, jobs, done, results)
    problems += [problem for file in files for problem in file.problems]
    number = len(compiled.ids) if settings.enabled is None else len(settings.enabled)
    return Report(sorted(files, key=lambda file: file.path), sorted(problems), number)


def _standard_input(name: str) -> dict[str, bytes]:
    """What comes from standard input, by its name. Raises EthicslintError."""
    try:
        if sys.stdin is None:
            raise OSError(0, "it is closed")
        return {name: sys.stdin.buffer.read()}
    except OSError as error:
        raise EthicslintError([Problem(name, 0, f"standard input cannot be read: {error.strerror}")]) from None


def _keep(compiled: Compiled, results: Results | None) -> None:
    """Keep what is new for the next run."""
    if compiled.learnt or (results and results.new):
        with ended_on_request():
            keep_learnt(compiled)
            if results:
                results.keep()


def _exit_code(report: Report, fail_level: str, exit_zero: bool) -> int:
    if report.problems:
        return FAILED
    floor = LEVELS.index(fail_level)
    failed = any(LEVELS.index(finding.level) >= floor for finding in report.findings)
    return int(failed and not exit_zero)


def _lines(report: Report, form: str, *, excerpt: bool, statistics: bool, colour: bool) -> Iterable[str]:
    if form == "json":
        from ethicslint.report.json import json

        return json(report, excerpt=excerpt, statistics=statistics)
    if form == "line":
        from ethicslint.report.line import line

        return line(report, excerpt=excerpt, statistics=statistics)
    from ethicslint.report.text import text

    width = _width() if report.findings else _WIDEST
    return text(report, width=width, colour=colour, excerpt=excerpt, statistics=statistics)


def _width() -> int:
    """The cells of a line that we use: those of the terminal, unless it is very wide."""
    import shutil

    return min(shutil.get_terminal_size().columns, _WIDEST)


def _wants_colour(color: str, output: str | None) -> bool:
    if color != "auto":
        return color == "always"
    if output is not None or os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb")


def _write(lines: Iterable[str], output: str | None, *, utf8: bool, aside: bool = False) -> None:
    if output is None:
        say(lines, utf8=utf8, aside=aside)
        return
    from ethicslint.project.files import write_whole

    try:
        write_whole(output, "".join(lines).encode())
    except OSError as error:
        raise EthicslintError([Problem(output, 0, f"cannot be written: {error.strerror}")]) from None


class _Progress:
    """A bar on standard error, on long runs to a terminal."""

    def __init__(self, files: int, quiet: bool) -> None:
        shown = files >= _LONG_RUN and not quiet and is_terminal(sys.stderr)
        self._bar = click.progressbar(length=files, label="Reading", file=sys.stderr) if shown else None

    def __enter__(self) -> Callable[[int], None]:
        return self._bar.__enter__().update if self._bar else lambda number: None

    def __exit__(self, *error: Any) -> None:
        if self._bar:
            self._bar.__exit__(*error)
