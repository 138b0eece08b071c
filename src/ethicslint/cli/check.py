"""`ethicslint check`."""

import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

import click

from ethicslint.cli.main import FAILED
from ethicslint.cli.streams import complain, is_terminal, say
from ethicslint.engine.compiled import Compiled
from ethicslint.errors import EthicslintError, Problem
from ethicslint.project.check import FileReport, Report, Settings, check_bytes, check_files
from ethicslint.project.discovery import articles
from ethicslint.project.guard import guard_for
from ethicslint.project.protected import guarded
from ethicslint.project.rulecache import keep_learnt, rules
from ethicslint.project.selection import enabled
from ethicslint.rulebook.model import LEVELS

if TYPE_CHECKING:
    from ethicslint.project.baseline import Baseline

_FORMATS: Final = ("text", "line", "json", "suppressions")
_MARKED: Final = ("suppressions",)  # formats that show fingerprints
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
@click.option("--baseline", metavar="FILE", help="Only what this file does not know: what was there before is counted.")
@click.option("--write-baseline", is_flag=True, help="Write all that is found to the --baseline file, and prune it.")
@click.option(
    "--changed-since", metavar="REV", help="Only on lines that git says changed since then, uncommitted ones too."
)
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
    baseline: str | None,
    write_baseline: bool,
    changed_since: str | None,
    stdin_filename: str | None,
    no_excerpt: bool,
    statistics: bool,
    color: str,
    quiet: bool,
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
    """
    if LEVELS.index(fail_level) < LEVELS.index(min_level):
        raise click.UsageError(f"--fail-level {fail_level} would fail on what --min-level {min_level} does not show")
    if stdin_filename and "-" not in paths:
        raise click.UsageError("--stdin-filename names standard input; give the path - with it")
    if write_baseline and not baseline:
        raise click.UsageError("--write-baseline writes to the file that --baseline names; give both")
    if changed_since is not None and (write_baseline or "-" in paths):
        other = (
            "--write-baseline, which needs whole articles" if write_baseline else "standard input, which has no history"
        )
        raise click.UsageError(f"--changed-since cannot be used with {other}")
    compiled = rules(house)
    known = _known(baseline, write_baseline)
    # What a baseline knows is met before anything is left out for its level.
    settings = Settings(enabled(compiled.ids, select, ignore), LEVELS[0] if known else min_level)
    marked = known is not None or form in _MARKED
    report = _checked(paths, stdin_filename or "-", compiled, settings, jobs, quiet, marked, changed_since)
    if known:
        report = _beyond(known, report, compiled, settings, write_baseline, changed_since is None).loud_enough(
            min_level
        )
    if no_excerpt:
        report = report.discreet()
    complain([*report.problems, *report.notices])
    silent = quiet and form == "text" and not report.findings
    colour = _wants_colour(color, output)
    lines = [] if silent else _lines(report, form, excerpt=not no_excerpt, statistics=statistics, colour=colour)
    _write(lines, output, utf8=form == "json")
    keep_learnt(compiled)
    sys.exit(_exit_code(report, fail_level, exit_zero))


def _checked(
    paths: tuple[str, ...],
    stdin_name: str,
    compiled: Compiled,
    settings: Settings,
    jobs: int,
    quiet: bool,
    marked: bool,
    changed_since: str | None,
) -> Report:
    problems: list[Problem] = []
    notices: list[Problem] = []
    names = articles([path for path in paths or (".",) if path != "-"], problems)
    every = [stdin_name, *names] if "-" in paths else names
    settings = settings._replace(guard=guard_for(every, compiled.ids, problems, notices, marked))
    files = [_standard_input(compiled, settings, stdin_name)] if "-" in paths else []
    if changed_since is not None:
        from ethicslint.project.changes import changes

        changed = changes(changed_since, names)
        settings = settings._replace(guard=settings.guard._replace(changes=changed))
        files = [FileReport(name, [], [], {}) for name in names if name not in changed]
        names = [name for name in names if name in changed]
    with _Progress(len(names), quiet) as done:
        files += check_files(names, compiled, settings, jobs, done)
    problems += [problem for file in files for problem in file.problems]
    number = len(compiled.ids) if settings.enabled is None else len(settings.enabled)
    notices += [notice for file in files for notice in file.notices]
    whole = Report(sorted(files, key=lambda file: file.path), sorted(problems), number, sorted(notices))
    return whole.behind_door()


def _known(path: str | None, may_be_new: bool) -> "Baseline | None":
    """The baseline at `path`, if one is named."""
    if path is None:
        return None
    from ethicslint.project.baseline import read

    return read(path, must_exist=not may_be_new)


def _beyond(
    known: "Baseline", report: Report, compiled: Compiled, settings: Settings, write: bool, whole: bool
) -> Report:
    """The report without what the baseline knows, which is written anew before if so wished."""
    from ethicslint.project import baseline

    ids = {name for number, name in enumerate(compiled.ids) if settings.enabled is None or number in settings.enabled}
    if write:
        known = baseline.renewed(report, known, ids)
        baseline.write(known)
    return baseline.apply(report, known, ids, stale=whole)


def _standard_input(compiled: Compiled, settings: Settings, name: str) -> FileReport:
    try:
        if sys.stdin is None:
            raise OSError(0, "it is closed")
        data = sys.stdin.buffer.read()
    except OSError as error:
        return FileReport(name, [], [Problem(name, 0, f"standard input cannot be read: {error.strerror}")], {})
    return check_bytes(data, name, compiled, settings)


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
    if form == "suppressions":
        from ethicslint.report.suppressions import suppressions

        return suppressions(report)
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


def _write(lines: Iterable[str], output: str | None, *, utf8: bool) -> None:
    if output is None:
        say(lines, utf8=utf8)
        return
    from ethicslint.project.files import write_whole

    try:
        write_whole(output, "".join(guarded(lines)).encode())
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
