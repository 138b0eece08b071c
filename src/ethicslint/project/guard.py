"""What stands between the findings of an article and its report: suppressions, changed lines, protected names.

Knows their order, and where the file of suppressions is looked for: in the folder of an article and those around it, up to the
root of its repository; the nearest one counts. Knows nothing of how each of them decides.
The baseline comes later, when all articles are known.
"""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from ethicslint.engine.compiled import Compiled
from ethicslint.engine.finding import Finding
from ethicslint.errors import Problem
from ethicslint.project import protected
from ethicslint.text.document import Document

if TYPE_CHECKING:
    from ethicslint.project.changes import Changes
    from ethicslint.project.sidefile import Entries
    from ethicslint.project.suppressions import Suppression
    from ethicslint.text.variants import Names

SIDE_FILE: Final = ".ethicslint-suppressions.yaml"
_NAME: Final = "ethicslint"
"""Stands in every comment that speaks to this tool."""


class Guard(NamedTuple):
    """What is asked for besides the rules.

    `names` are the protected names, `aside` the suppressions that stand in a file of their own, `changes` the lines to which
    findings are confined; `marked` asks for fingerprints, `all_levels` also for findings that are not loud enough to be shown,
    since a baseline is to meet them before.
    """

    names: "Names | None" = None
    aside: "Entries | None" = None
    changes: "Changes | None" = None
    marked: bool = False
    all_levels: bool = False


NO_GUARD: Final = Guard()


def guard_for(
    paths: Sequence[str], ids: Sequence[str], problems: list[Problem], notices: list[Problem], guard: Guard = NO_GUARD
) -> Guard:
    """`guard` with what holds for the articles at `paths`: the protected names, and suppressions in files of their own.

    What is wrong with such files goes to `problems` and `notices`. Raises EthicslintError for a list of protected names that
    is not safe.
    """
    guard = guard._replace(names=protected.names())
    folders = {os.path.dirname(os.path.abspath(path)) for path in paths}
    if any([nearest_file(folder) for folder in folders]):
        from ethicslint.project import sidefile

        return guard._replace(aside=sidefile.entries(paths, ids, problems, notices))
    return guard


def nearest_file(folder: str) -> str:
    """The path of the file that counts for articles in `folder`, "" if there is none."""
    while True:
        path = os.path.join(folder, SIDE_FILE)
        if os.path.isfile(path):
            return path
        outer = os.path.dirname(folder)
        if outer == folder or os.path.exists(os.path.join(folder, ".git")):
            return ""
        folder = outer


class Settled(NamedTuple):
    """What is reported of an article, under the name `path`. `held` are the findings that are suppressed; `discreet` says that
    no line of it may be shown."""

    path: str
    findings: list[Finding]
    held: list[Finding]
    problems: list[Problem]
    notices: list[Problem]
    discreet: bool = False


def settle(
    document: Document, found: list[Finding], compiled: Compiled, enabled: frozenset[int] | None, guard: Guard
) -> Settled:
    """What is left of the findings of an article, and what is to be said besides."""
    path = document.source.path
    asked: list[Suppression] = []
    problems: list[Problem] = []
    notices: list[Problem] = []
    if _NAME in document.source.text.lower():
        from ethicslint.project import suppressions

        asked, problems, notices = suppressions.read(document, compiled.ids)
    entries = guard.aside.get(path, ()) if guard.aside else ()
    held: list[Finding] = []
    if guard.marked or entries:
        found = _marked(document, found, guard.names)

    def is_on(word: str) -> bool:
        meant = {number for number, name in enumerate(compiled.ids) if word in (name, name.partition("/")[0])}
        return enabled is None or meant <= enabled

    if asked:
        from ethicslint.project import suppressions

        found, held, idle = suppressions.apply(found, asked, path, is_on)
        notices += idle
    if entries:
        from ethicslint.project import sidefile

        # What a comment holds back already, an entry may hold back as well.
        kept, aside, idle = sidefile.apply([*found, *held], entries, is_on)
        held = [*held, *(one for one in aside if one not in held)]
        found = [one for one in found if one in kept]
        notices += idle
    if guard.changes:
        found, held = (guard.changes.among(document, one) for one in (found, held))
    settled = Settled(path, found, held, problems, notices)
    if guard.names:
        return _protected(document, settled, compiled, guard.names)
    return settled._replace(problems=[*document.problems, *problems])


def _marked(document: Document, found: Sequence[Finding], names: "Names | None") -> list[Finding]:
    from ethicslint.project.fingerprints import fingerprints

    def clean(text: str) -> str:
        return names.without(text, protected.STAND_IN) if names else text

    return [one._replace(fingerprints=fingerprints(document, one, clean)) for one in found]


def _protected(document: Document, settled: Settled, compiled: Compiled, names: "Names") -> Settled:
    """The same with the places of protected names, and by place alone if there are any."""
    there = protected.findings(document, names, compiled)
    if not there:
        return settled._replace(problems=[*document.problems, *settled.problems])
    path = names.without(settled.path, protected.STAND_IN)
    every = sorted((protected.withheld(one, path) for one in [*settled.findings, *there]), key=Finding.order)
    return Settled(
        path,
        every,
        [protected.withheld(one, path) for one in settled.held],
        [protected.untold(one, names) for one in document.problems]
        + [protected.discreet(one, names) for one in settled.problems],
        [protected.discreet(one, names) for one in settled.notices],
        True,
    )
