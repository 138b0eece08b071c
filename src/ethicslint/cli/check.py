"""`ethicslint check`."""

import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

import click

from ethicslint.analysis.kinds import CONFIDENCES
from ethicslint.cli import completion
from ethicslint.cli.main import FAILED
from ethicslint.cli.streams import complain, is_terminal, say
from ethicslint.errors import EthicslintError, Problem
from ethicslint.project.check import Report
from ethicslint.project.guard import Guard
from ethicslint.project.newsroom import Newsroom, Wishes
from ethicslint.project.protected import guarded
from ethicslint.project.run import Run
from ethicslint.report.formats import FOR_PEOPLE, FORMATS, MARKED, written
from ethicslint.rulebook.model import LEVELS

if TYPE_CHECKING:
    from ethicslint.project.baseline import Baseline

_DOWN: Final = tuple(reversed(LEVELS))
_SURE: Final = tuple(reversed(CONFIDENCES))
_LONG_RUN: Final = 100  # files, from which a terminal is shown how far we are
_WIDEST: Final = 120


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...", shell_complete=completion.files)
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(FORMATS)),
    metavar="FORMAT",
    help=f"How to report: {', '.join(FORMATS)}.  [text]",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write the report to FILE instead of standard output.",
    shell_complete=completion.files,
)
@click.option(
    "--select",
    multiple=True,
    metavar="RULES",
    help="Only these rules: ids, families or globs, with commas.",
    shell_complete=completion.selectors,
)
@click.option(
    "--ignore", multiple=True, metavar="RULES", help="All but these rules.", shell_complete=completion.selectors
)
@click.option(
    "--rules",
    "house",
    multiple=True,
    metavar="DIR",
    help="Add a folder of house rules.",
    shell_complete=completion.folders,
)
@click.option(
    "--config",
    metavar="FILE",
    help="The configuration for all articles, in place of the nearest of each.",
    shell_complete=completion.files,
)
@click.option("--min-level", type=click.Choice(_DOWN), help="Show from here up.  [suggestion]")
@click.option("--min-confidence", type=click.Choice(_SURE), help="Say what is as sure as this or more.  [medium]")
@click.option("--fail-level", type=click.Choice(_DOWN), help="Exit 1 from here up.  [error]")
@click.option(
    "--fix", is_flag=True, help="Make the edits that are safe, in the files; standard input is printed fixed."
)
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also edits that may change what is said.")
@click.option("--diff", is_flag=True, help="Show as a diff what --fix would change, and change nothing.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever was found.")
@click.option(
    "--baseline",
    metavar="FILE",
    help="Only what this file does not know: what was there before is counted.",
    shell_complete=completion.files,
)
@click.option("--write-baseline", is_flag=True, help="Write all that is found to the --baseline file, and prune it.")
@click.option(
    "--changed-since", metavar="REV", help="Only on lines that git says changed since then, uncommitted ones too."
)
@click.option(
    "--exclude", multiple=True, metavar="GLOB", help="Also leave these out, as exclude of a configuration does."
)
@click.option("--no-force-exclude", is_flag=True, help="Check what is named on the command line even so.")
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
    form: str | None,
    output: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    house: tuple[str, ...],
    config: str | None,
    min_level: str | None,
    min_confidence: str | None,
    fail_level: str | None,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    exit_zero: bool,
    baseline: str | None,
    write_baseline: bool,
    changed_since: str | None,
    exclude: tuple[str, ...],
    no_force_exclude: bool,
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
    without any, it is what the configuration names as paths, or else the folder we are in. For every article the nearest
    .ethicslint.yaml, or pyproject.toml with [tool.ethicslint], holds; options win over it.

    Exits with 0 if nothing at or above the fail level was found, 1 if something was, 2 if the job could not be done.

    \b
    Example:
      ethicslint check article.md
      ethicslint check --min-level warning --format line drafts/
      pbpaste | ethicslint check --stdin-filename draft.md -
      ethicslint check --fix drafts/
    """
    if fail_level and min_level and LEVELS.index(fail_level) < LEVELS.index(min_level):
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
    edits = None
    if fix or unsafe_fixes or diff:
        from ethicslint.cli.fixing import Edits

        edits = Edits(fix, unsafe_fixes, diff)
        edits.refuse(paths, form or "text", discreet=no_excerpt, statistics=statistics, baseline=bool(baseline))
    wishes = Wishes(
        select, ignore, house, min_level or "", min_confidence or "", fail_level or "", config or "", exclude
    )
    newsroom = Newsroom(wishes, cached=not no_cache)
    form = form or newsroom.default("format") or next(iter(FORMATS))
    if statistics and "statistics" not in FORMATS[form]:
        raise click.UsageError(f"--format {form} has no place for --statistics; text, line and json have")
    known = _known(baseline, write_baseline)
    guard = Guard(marked=known is not None or form in MARKED, all_levels=known is not None)
    run = Run(newsroom, guard, changed_since, cached=not no_cache, force=not no_force_exclude)
    given = _standard_input(stdin_filename or "-", run.problems) if "-" in paths else {}
    report = run.report(paths, given, lambda names: _Progress(names, quiet), jobs)
    if known:
        report = _beyond(known, report, newsroom, write_baseline, changed_since is None).loud_enough()
    if edits and not diff:
        report = edits.made(report, run.checked, given)
    if no_excerpt:
        report = report.discreet()
    if edits and diff:
        report, lines = edits.shown(report, run.checked, given, output)
    else:
        silent = quiet and form == "text" and not report.findings
        colour = _wants_colour(color, output)
        width = _width() if report.findings else _WIDEST
        shown = {"excerpt": not no_excerpt, "statistics": statistics, "width": width, "colour": colour}
        lines = [] if silent else written(report, form, **shown)
    complain([*report.problems, *report.notices])
    _write(lines, output, utf8=diff or form not in FOR_PEOPLE, aside=bool(fix and given and not diff))
    if form == "github" and not diff:
        from ethicslint.cli.jobsummary import add_to_summary

        add_to_summary(report, excerpt=not no_excerpt)
    run.keep()
    sys.exit(_exit_code(report, exit_zero))


def _known(path: str | None, may_be_new: bool) -> "Baseline | None":
    """The baseline at `path`, if one is named."""
    if path is None:
        return None
    from ethicslint.project.baseline import read

    return read(path, must_exist=not may_be_new)


def _beyond(known: "Baseline", report: Report, newsroom: Newsroom, write: bool, whole: bool) -> Report:
    """The report without what the baseline knows, which is written anew before if so wished."""
    from ethicslint.project import baseline

    if write:
        known = baseline.renewed(report, known, newsroom.is_on)
        baseline.write(known)
    return baseline.apply(report, known, newsroom.is_on, stale=whole)


def _standard_input(name: str, problems: list[Problem]) -> dict[str, bytes]:
    """What comes from standard input, by its name."""
    try:
        if sys.stdin is None:
            raise OSError(0, "it is closed")
        return {name: sys.stdin.buffer.read()}
    except OSError as error:
        problems.append(Problem(name, 0, f"standard input cannot be read: {error.strerror}"))
        return {}


def _exit_code(report: Report, exit_zero: bool) -> int:
    if report.problems:
        return FAILED
    return int(any([file.fails for file in report.files]) and not exit_zero)


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


def _write(lines: Iterable[str], output: str | None, *, utf8: bool, aside: bool) -> None:
    if output is None:
        say(lines, utf8=utf8, aside=aside)
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
