"""From paths to a report: reading files, linting each, one after the other or in several processes.

Knows files, processes and what to do when one of them fails. Knows nothing of formats or of the terminal.
"""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple

from ethicslint.engine.compiled import Compiled
from ethicslint.engine.finding import Finding
from ethicslint.engine.findings import Hit, findings
from ethicslint.errors import EthicslintError, Problem
from ethicslint.project.guard import Guard, settle
from ethicslint.project.protected import redacted, redacted_problem
from ethicslint.project.resultcache import New, Results
from ethicslint.rulebook.model import LEVELS
from ethicslint.text.declared import NOTHING, Declared
from ethicslint.text.document import Document
from ethicslint.text.source import Source

BREAK_EVEN: Final = 300_000
"""Bytes of copy below which a second process costs more than it gains."""

SUPPORT: Final = "omission/support-resources"
"""The rule that misses a helpline."""

_QUOTED: Final = r"“[^“”]*\w[^“”]*”"
_SHARES: Final = 8  # pieces of work for each process, so that none waits long for the last


class FileReport(NamedTuple):
    """What was found in one article. `lines` holds the source lines (1-based) that findings and their related places stand on.

    `fail_level` is the level from which its findings fail a run, `min_level` the lowest that is shown; `suppressed` and
    `baselined` count findings, whatever their level, that are not among `findings`. `notices` are remarks that keep nothing
    from being checked.
    """

    path: str
    findings: list[Finding]
    problems: list[Problem]
    lines: dict[int, str]
    fail_level: str = LEVELS[-1]
    suppressed: int = 0
    baselined: int = 0
    notices: Sequence[Problem] = ()
    min_level: str = LEVELS[0]

    @property
    def fails(self) -> bool:
        floor = LEVELS.index(self.fail_level)
        return any(LEVELS.index(finding.level) >= floor for finding in self.findings)

    def behind_door(self) -> "FileReport":
        """The same with no protected name in its path and in the messages of its problems."""
        return self._replace(
            path=redacted(self.path),
            problems=[redacted_problem(problem) for problem in self.problems],
            notices=[redacted_problem(problem) for problem in self.notices],
        )


class Report(NamedTuple):
    """What was found in all articles.

    `rules` counts the rules that were in force; `notices` are remarks that keep nothing from being checked; `fixed` counts the
    edits made (None: none asked for).
    """

    files: list[FileReport]
    problems: list[Problem]
    rules: int
    notices: Sequence[Problem] = ()
    fixed: int | None = None

    @property
    def findings(self) -> list[Finding]:
        return [finding for file in self.files for finding in file.findings]

    @property
    def suppressed(self) -> int:
        return sum([file.suppressed for file in self.files])

    @property
    def baselined(self) -> int:
        return sum([file.baselined for file in self.files])

    def behind_door(self) -> "Report":
        """The same with no protected name in the paths and messages of its files and problems."""
        return self._replace(
            files=[file.behind_door() for file in self.files],
            problems=[redacted_problem(problem) for problem in self.problems],
            notices=[redacted_problem(problem) for problem in self.notices],
        )

    def loud_enough(self) -> "Report":
        """The same with only the findings that are loud enough for their file to be shown."""
        return self._replace(
            files=[file._replace(findings=_loud_enough(file.findings, file.min_level)) for file in self.files]
        )

    def discreet(self) -> "Report":
        """The same, with no word of an article in its problems: those of front matter quote keys and aliases."""

        def without(problems: Sequence[Problem]) -> list[Problem]:
            return [problem._replace(message=re.sub(_QUOTED, "“…”", problem.message)) for problem in problems]

        return self._replace(problems=without(self.problems), notices=without(self.notices))


class Settings(NamedTuple):
    """What decides on findings besides the rules: which are on, by number, how loud they are, and what is asked for besides.

    `min_level` is the lowest that is shown, `min_confidence` that of what is said at all, `fail_level` that at which a run
    fails. `levels` are given to rules by number, in the place of their own. `helplines` are names or numbers of which one in
    an article is word of where help is. `declared` holds for the keys of which an article declares nothing itself. `guard` is
    what holds findings back.
    """

    enabled: frozenset[int] | None
    min_level: str = "suggestion"
    min_confidence: str = "medium"
    fail_level: str = "error"
    levels: tuple[tuple[int, str], ...] = ()
    helplines: tuple[str, ...] = ()
    declared: Declared = NOTHING
    guard: Guard = Guard()


class Draft:
    """An article while it is written: what is known of its last version, for the next one. The findings are the same without."""

    def __init__(self) -> None:
        from ethicslint.engine.seen import Memory

        self.document: Document | None = None
        self.memory = Memory()

    def read(self, source: Source) -> Document:
        """The next version."""
        self.document = Document.read(source, self.document)
        return self.document


def check_source(
    source: Source,
    compiled: Compiled,
    settings: Settings,
    results: Results | None = None,
    draft: Draft | None = None,
) -> FileReport:
    """Lint one article, or take the hits from the `results` of earlier runs. What of it is a `draft` is not read twice."""
    document = draft.read(source) if draft else Document.read(source)

    def look() -> list[Hit]:
        from ethicslint.engine.lint import hits  # not imported for an article that is known

        return hits(
            document,
            compiled,
            settings.enabled,
            least=settings.min_confidence,
            defaults=settings.declared,
            memory=draft.memory if draft else None,
        )

    kept = results.hits(document, look) if results else look()
    found = findings(
        document,
        compiled,
        kept,
        levels=dict(settings.levels),
        least=settings.min_confidence,
        defaults=settings.declared,
    )
    if settings.helplines and _names_help(source.text, settings.helplines):
        found = [one for one in found if one.rule != SUPPORT]
    settled = settle(document, found, compiled, settings.enabled, settings.guard)
    found = settled.findings if settings.guard.all_levels else _loud_enough(settled.findings, settings.min_level)
    lines = {} if settled.discreet else _lines(source, found)
    return FileReport(
        settled.path,
        found,
        settled.problems,
        lines,
        settings.fail_level,
        len(settled.held),
        notices=settled.notices,
        min_level=settings.min_level,
    )


def _lines(source: Source, found: Sequence[Finding]) -> dict[int, str]:
    """The lines that findings and their related places stand on."""
    places = [(finding.start, finding.end) for finding in found]
    places += [(one.start, one.end) for finding in found for one in finding.related]
    numbers = {number for start, end in places for number in range(start.line, end.line + 1)}
    return {number: source.line(number) for number in sorted(numbers)}


def _names_help(text: str, helplines: Sequence[str]) -> bool:
    """Whether one of the newsroom's own helplines stands in an article, whatever its capitals and blanks."""
    folded = "".join(text.lower().split())
    return any("".join(one.lower().split()) in folded for one in helplines)


def _loud_enough(findings: Sequence[Finding], min_level: str) -> list[Finding]:
    """The findings at `min_level` and above."""
    lowest = LEVELS.index(min_level)
    return [finding for finding in findings if LEVELS.index(finding.level) >= lowest]


def check_file(path: str, compiled: Compiled, settings: Settings, results: Results | None = None) -> FileReport:
    """Lint the file at `path`; a file that cannot be read as an article is a problem, never a clean file."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        return FileReport(path, [], [Problem(path, 0, f"cannot be read: {error.strerror}")], {})
    return check_bytes(data, path, compiled, settings, results)


def check_bytes(
    data: bytes, path: str, compiled: Compiled, settings: Settings, results: Results | None = None
) -> FileReport:
    """Lint what was read from `path`; what is no text is a problem."""
    try:
        return check_source(Source.from_bytes(data, path), compiled, settings, results)
    except EthicslintError as error:
        return FileReport(path, [], error.problems, {})
    except Exception as error:
        error.add_note(f"while checking {path}")
        raise


def check_files(
    paths: Sequence[str],
    compiled: Compiled,
    settings: Settings,
    jobs: int,
    done: Callable[[int], None],
    results: Results | None = None,
) -> list[FileReport]:
    """Lint files in the order given, in as many processes as `jobs` says; 0 lets the amount of copy decide.

    `done` is told how many files were finished, now and then. The result does not depend on `jobs`, nor on the `results` of
    earlier runs, to which new ones are added. Raises EthicslintError if a process dies.
    """
    sizes = [_size(path) for path in paths]
    if not jobs:
        jobs = min(os.cpu_count() or 1, 1 + sum(sizes) // BREAK_EVEN)
    if min(jobs, len(paths)) < 2:
        return list(_one_by_one(paths, compiled, settings, done, results))
    return _in_processes(paths, sizes, compiled, settings, min(jobs, len(paths)), done, results)


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _one_by_one(
    paths: Sequence[str],
    compiled: Compiled,
    settings: Settings,
    done: Callable[[int], None],
    results: Results | None,
) -> Iterator[FileReport]:
    for path in paths:
        yield check_file(path, compiled, settings, results)
        done(1)


def _in_processes(
    paths: Sequence[str],
    sizes: Sequence[int],
    compiled: Compiled,
    settings: Settings,
    jobs: int,
    done: Callable[[int], None],
    results: Results | None,
) -> list[FileReport]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    reports: list[FileReport] = []
    try:
        with (
            ended_on_request(),
            ProcessPoolExecutor(
                jobs, initializer=_start_worker, initargs=(compiled.to_bytes(), settings, results)
            ) as pool,
            _ending_together(),
        ):
            for share, learnt, new in pool.map(_check_share, _shares(paths, sizes, jobs * _SHARES)):
                compiled.learnt.update(learnt)
                if results:
                    results.give(new)
                reports.extend(share)
                done(len(share))
    except BrokenProcessPool:
        problem = "a process ended before its work was done (out of memory?); try again with --jobs 1"
        raise EthicslintError([Problem("", 0, problem)]) from None
    return reports


@contextmanager
def _ending_together() -> Iterator[None]:
    """Whatever ends us early ends our processes as well, without waiting for the files they are at."""
    try:
        yield
    except BaseException:
        from multiprocessing import active_children

        for process in active_children():
            process.terminate()
        raise


@contextmanager
def ended_on_request() -> Iterator[None]:
    """A polite request to end (SIGTERM) is an exception meanwhile, so that no process and no unfinished file is left behind."""
    import signal

    def end(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before or signal.SIG_DFL)


def _shares(paths: Sequence[str], sizes: Sequence[int], number: int) -> list[list[str]]:
    """Neighbouring files together, about equally many bytes in each share."""
    target = sum(sizes) / number
    shares: list[list[str]] = [[]]
    filled = 0.0
    for path, size in zip(paths, sizes, strict=True):
        if filled >= target:
            shares.append([])
            filled = 0.0
        shares[-1].append(path)
        filled += size + 1
    return shares


_worker: tuple[Compiled, Settings, Results | None] | None = None


def _start_worker(data: bytes, settings: Settings, results: Results | None) -> None:
    import signal

    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _worker = Compiled.from_bytes(data), settings, results


def _check_share(paths: list[str]) -> tuple[list[FileReport], dict[int, bytes], New]:
    """The reports of some files, the patterns that this process has compiled so far, and the results that are new."""
    assert _worker is not None
    compiled, _, results = _worker
    reports = [check_file(path, *_worker) for path in paths]
    return reports, compiled.learnt, results.take() if results else {}
