"""`check --fix` and `check --diff`: which options go together, and what goes where."""

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import click

from ethicslint.cli.streams import say_bytes
from ethicslint.errors import EthicslintError, Problem
from ethicslint.project.check import Report
from ethicslint.project.protected import redacted_problem, unprintable

if TYPE_CHECKING:  # imported when there is something to fix
    from ethicslint.project.fixing import Checked


class Edits(NamedTuple):
    """What was asked for: to make edits (`fix`) or only to show them (`diff`), and `unsafe` ones too."""

    fix: bool
    unsafe: bool
    diff: bool

    def refuse(self, paths: tuple[str, ...], form: str, *, discreet: bool, statistics: bool, baseline: bool) -> None:
        """Raises UsageError for options that do not go together."""
        if self.unsafe and not (self.fix or self.diff):
            raise click.UsageError("--unsafe-fixes says which edits to make; give --fix or --diff with it")
        if baseline:
            raise click.UsageError(
                "--baseline says which findings are known, and edits mend those too; leave out one of them"
            )
        if self.diff and (form != "text" or statistics):
            raise click.UsageError("--diff takes the place of the report; leave out --format and --statistics")
        if self.diff and discreet:
            raise click.UsageError(
                "--diff repeats the words of articles, which --no-excerpt forbids; leave out one of them"
            )
        if self.fix and "-" in paths and len(paths) > 1:
            raise click.UsageError(
                "--fix writes standard input to standard output; check the other paths by themselves"
            )

    def shown(
        self, report: Report, checked: "Checked", given: Mapping[str, bytes], output: str | None
    ) -> tuple[Report, Iterable[str]]:
        """The lines of the diff, and the report with what stands in the way. `given` is standard input by its name."""
        from ethicslint.project.fixing import would_change
        from ethicslint.report.diff import diff

        changed, report = would_change(report, checked, given, unsafe=self.unsafe)
        in_job = output is None and bool(os.environ.get("GITHUB_ACTIONS"))
        return report, diff(changed, guarded=output is None, in_job=in_job)

    def made(self, report: Report, checked: "Checked", given: Mapping[str, bytes]) -> Report:
        """The report once everything is fixed: files in their place, standard input on standard output.

        Standard input that holds a protected name is not printed, which is a problem.
        """
        from ethicslint.project.fixing import fix_files, fixed

        if not given:
            return fix_files(report, checked, unsafe=self.unsafe)
        ((name, data),) = given.items()
        if reason := unprintable(data):
            problem = redacted_problem(Problem(name, 0, reason))
            return report._replace(problems=sorted([*report.problems, problem]), fixed=0)
        if not report.files:  # it is left out, and printed as it came
            say_bytes(data)
            return report._replace(fixed=0)
        try:
            after = fixed(data, name, checked, unsafe=self.unsafe)
        except EthicslintError as error:
            say_bytes(data)  # whoever replaces a text by what we print must not lose it
            return report._replace(problems=sorted([*report.problems, *error.problems]), fixed=0)
        say_bytes(after.data)
        return report._replace(files=[after.report], fixed=after.edits)
