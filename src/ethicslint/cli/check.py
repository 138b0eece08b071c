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
from ethicslint.project.check import FileReport, Report, check_bytes, check_files
from ethicslint.project.discovery import articles, true_path
from ethicslint.project.guard import Guard, guard_for
from ethicslint.project.newsroom import Group, Newsroom, Wishes
from ethicslint.project.protected import guarded
from ethicslint.project.rulecache import keep_learnt
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
    wishes = Wishes(
        select, ignore, house, min_level or "", min_confidence or "", fail_level or "", config or "", exclude
    )
    newsroom = Newsroom(wishes)
    form = form or newsroom.default("format") or next(iter(FORMATS))
    if statistics and "statistics" not in FORMATS[form]:
        raise click.UsageError(f"--format {form} has no place for --statistics; text, line and json have")
    known = _known(baseline, write_baseline)
    guard = Guard(marked=known is not None or form in MARKED, all_levels=known is not None)
    report = _checked(paths, stdin_filename or "-", newsroom, guard, changed_since, not no_force_exclude, jobs, quiet)
    if known:
        report = _beyond(known, report, newsroom, write_baseline, changed_since is None).loud_enough()
    if no_excerpt:
        report = report.discreet()
    complain([*report.problems, *report.notices])
    silent = quiet and form == "text" and not report.findings
    colour = _wants_colour(color, output)
    width = _width() if report.findings else _WIDEST
    shown = {"excerpt": not no_excerpt, "statistics": statistics, "width": width, "colour": colour}
    _write([] if silent else written(report, form, **shown), output, utf8=form not in FOR_PEOPLE)
    if form == "github":
        from ethicslint.cli.jobsummary import add_to_summary

        add_to_summary(report, excerpt=not no_excerpt)
    for compiled in newsroom.compiled:
        keep_learnt(compiled)
    sys.exit(_exit_code(report, exit_zero))


def _checked(
    paths: tuple[str, ...],
    stdin_name: str,
    newsroom: Newsroom,
    guard: Guard,
    changed_since: str | None,
    force: bool,
    jobs: int,
    quiet: bool,
) -> Report:
    problems: list[Problem] = []
    notices: list[Problem] = []
    named = [path for path in paths or newsroom.paths() if path != "-"]
    names = articles(named, problems, newsroom.excluded, force=force)
    newsroom.check()
    files: list[FileReport] = []
    if changed_since is not None:
        from ethicslint.project.changes import changes

        changed = changes(changed_since, names)
        guard = guard._replace(changes=changed)
        files += [FileReport(name, [], [], {}) for name in names if name not in changed]
        names = [name for name in names if name in changed]
    if "-" in paths and not (force and newsroom.excluded(true_path(stdin_name), False)):
        group = _guarding(newsroom.group(stdin_name)._replace(paths=[stdin_name]), guard, problems, notices)
        files.append(_standard_input(group, stdin_name))
    with _Progress(len(names), quiet) as done:
        for one in newsroom.groups(names):
            group = _guarding(one, guard, problems, notices)
            files += check_files(group.paths, group.compiled, group.settings, jobs, done)
    problems += [problem for file in files for problem in file.problems]
    notices += [notice for file in files for notice in file.notices]
    files.sort(key=lambda file: file.path)
    whole = Report(files, _each_once(problems), newsroom.number_of_rules(), _each_once(notices))
    return whole.behind_door()


def _guarding(group: Group, guard: Guard, problems: list[Problem], notices: list[Problem]) -> Group:
    """The group with a guard that also knows the protected names and the suppressions beside its articles."""
    whole = guard_for(group.paths, group.compiled.ids, problems, notices, guard)
    return group._replace(settings=group.settings._replace(guard=whole))


def _each_once(problems: list[Problem]) -> list[Problem]:
    """In order, and a file of suppressions that several groups share complained of only once."""
    return sorted(dict.fromkeys(problems))


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


def _standard_input(group: Group, name: str) -> FileReport:
    try:
        if sys.stdin is None:
            raise OSError(0, "it is closed")
        data = sys.stdin.buffer.read()
    except OSError as error:
        return FileReport(name, [], [Problem(name, 0, f"standard input cannot be read: {error.strerror}")], {})
    return check_bytes(data, name, group.compiled, group.settings)


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
