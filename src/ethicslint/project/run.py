"""One run over articles: what is to be checked under which settings, with what is held back, and what is kept for the next run.

Knows how groups of articles with the same settings, guards and results of earlier runs go together. Knows nothing of how a report
looks, nor of options.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager

from ethicslint.errors import Problem
from ethicslint.project.check import FileReport, Report, check_bytes, check_files, ended_on_request
from ethicslint.project.discovery import articles, true_path
from ethicslint.project.guard import Guard, guard_for
from ethicslint.project.newsroom import Group, Newsroom
from ethicslint.project.resultcache import Results
from ethicslint.project.rulecache import keep_learnt

Progress = Callable[[int], AbstractContextManager[Callable[[int], None]]]
"""Given how many articles there are, what is told how many more are done."""


class Run:
    """What is checked once. `guard` says what is asked for besides names and suppressions, which each group has of its own.

    With `changed_since`, findings are confined to lines changed since that revision; not `cached`, nothing of earlier runs is
    used and nothing kept; with `force`, what is excluded is left out even if it is named. `problems` and `notices` gather what
    is told besides the findings.
    """

    def __init__(
        self, newsroom: Newsroom, guard: Guard, changed_since: str | None, *, cached: bool, force: bool
    ) -> None:
        self.problems: list[Problem] = []
        self.notices: list[Problem] = []
        self._newsroom = newsroom
        self._guard = guard
        self._changed_since = changed_since
        self._cached = cached
        self._force = force
        self._groups: dict[str, Group] = {}  # by path, with their guards
        self._results: list[Results] = []

    def report(self, paths: Sequence[str], given: Mapping[str, bytes], progress: Progress, jobs: int) -> Report:
        """What is found in the articles at `paths`, and in those that are `given` by name. Raises EthicslintError."""
        named = [path for path in paths or self._newsroom.paths() if path != "-"]
        names = articles(named, self.problems, self._newsroom.excluded, force=self._force)
        self._newsroom.check()
        files: list[FileReport] = []
        if self._changed_since is not None:
            from ethicslint.project.changes import changes

            changed = changes(self._changed_since, names)
            self._guard = self._guard._replace(changes=changed)
            files += [FileReport(name, [], [], {}) for name in names if name not in changed]
            names = [name for name in names if name in changed]
        for name, data in given.items():
            group = self._guarded(self._newsroom.group(name)._replace(paths=[name]))
            if not (self._force and self._newsroom.excluded(true_path(name), False)):
                files.append(check_bytes(data, name, group.compiled, group.settings))
        with progress(len(names)) as done:
            for group in self._newsroom.groups(names):
                results = self._results_of(group)
                group = self._guarded(group)
                files += check_files(group.paths, group.compiled, group.settings, jobs, done, results)
        self.problems += [problem for file in files for problem in file.problems]
        self.notices += [notice for file in files for notice in file.notices]
        files.sort(key=lambda file: file.path)
        number = self._newsroom.number_of_rules()
        return Report(files, _each_once(self.problems), number, _each_once(self.notices)).behind_door()

    def checked(self, data: bytes, name: str) -> FileReport:
        """What is found in other bytes of an article that was in the report."""
        group = self._groups[name]
        return check_bytes(data, name, group.compiled, group.settings).behind_door()

    def keep(self) -> None:
        """Keep what is new for the next run."""
        books = [compiled for compiled in self._newsroom.compiled if compiled.learnt]
        results = [one for one in self._results if one.new]
        if self._cached and (books or results):
            with ended_on_request():
                for compiled in books:
                    keep_learnt(compiled)
                for one in results:
                    one.keep()

    def _results_of(self, group: Group) -> Results | None:
        # Guards decide after the hits, so that they have no part in what is kept nor in the name it is kept under.
        results = Results.of(group.compiled, group.settings) if self._cached else None
        self._results += [results] if results else []
        return results

    def _guarded(self, group: Group) -> Group:
        """The group with a guard that also knows the protected names and the suppressions beside its articles."""
        guard = guard_for(group.paths, group.compiled.ids, self.problems, self.notices, self._guard)
        group = group._replace(settings=group.settings._replace(guard=guard))
        self._groups.update(dict.fromkeys(group.paths, group))
        return group


def _each_once(problems: list[Problem]) -> list[Problem]:
    """In order, and a file of suppressions that several groups share complained of only once."""
    return sorted(dict.fromkeys(problems))
