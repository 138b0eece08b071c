"""Suppressions that stand in a file of their own, `.ethicslint-suppressions.yaml`, because comments can be published.

Knows the form of that file. Knows nothing of where it is looked for (`project.guard`), and nothing of comments.
"""

import os
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from ethicslint.engine.finding import Finding
from ethicslint.errors import Problem, nearest
from ethicslint.project.guard import nearest_file
from ethicslint.project.reasons import PUBLIC, names_somebody

if TYPE_CHECKING:
    from ethicslint.fields import Fields

KEYS: Final = ("path", "rule", "words", "reason")
_TOP: Final = "suppressions"
_WORDS: Final = r"[0-9a-f]{16}"


class Entry(NamedTuple):
    """One suppression: of findings of `rule` on the words with this fingerprint, in one article. It stands in `file`:`line`."""

    file: str
    line: int
    path: str
    rule: str
    words: str


Entries = dict[str, tuple[Entry, ...]]
"""By the path of an article as it was named on the command line."""


def entries(paths: Sequence[str], ids: Sequence[str], problems: list[Problem], notices: list[Problem]) -> Entries:
    """The suppressions for the articles at `paths`; mistakes in the files that hold them go to `problems`."""
    by_folder: dict[str, str] = {}
    read: dict[str, list[Entry]] = {}
    found: Entries = {}
    for path in paths:
        true = os.path.abspath(path)
        folder = os.path.dirname(true)
        if folder not in by_folder:
            by_folder[folder] = nearest_file(folder)
        file = by_folder[folder]
        if not file:
            continue
        if file not in read:
            read[file] = _read(file, ids, problems, notices)
        own = os.path.relpath(true, os.path.dirname(file)).replace(os.sep, "/")
        if here := tuple(one for one in read[file] if one.path == own):
            found[path] = here
    return found


def apply(
    found: Sequence[Finding], asked: Sequence[Entry], is_on: Callable[[str], bool]
) -> tuple[list[Finding], list[Finding], list[Problem]]:
    """The findings (with their fingerprints) that stay, those that are held back, and a remark on what holds back nothing."""
    from ethicslint.project.fingerprints import words_of

    kept: list[Finding] = []
    held: list[Finding] = []
    used: set[Entry] = set()
    for finding in found:
        words = {words_of(one) for one in finding.fingerprints}
        covering = [one for one in asked if one.rule == finding.rule and one.words in words]
        used.update(covering)
        (held if covering else kept).append(finding)
    idle = [one for one in asked if one not in used and is_on(one.rule)]
    return (
        kept,
        held,
        [Problem(one.file, one.line, f"suppresses nothing in {one.path}; delete the entry") for one in idle],
    )


def _read(path: str, ids: Sequence[str], problems: list[Problem], notices: list[Problem]) -> list[Entry]:
    from ethicslint.fields import Fields, read_file

    shown = os.path.relpath(path) if path.startswith(os.path.join(os.getcwd(), "")) else path
    root = read_file(path, shown, problems)
    if root is None:
        return []
    whole = Fields(root, shown, problems, (_TOP,))
    listed = whole.node(_TOP)
    if listed is None or listed.kind != "list":
        whole.complain(listed, f"“{_TOP}” must be a list; each entry has {', '.join(KEYS)}")
        return []
    made = []
    for node in listed.items:
        known = len(problems)
        fields = Fields(node, shown, problems, KEYS)
        entry = Entry(shown, node.line, fields.text("path"), fields.text("rule"), fields.text("words"))
        reason = fields.text("reason")
        _check(entry, fields, ids)
        if len(problems) > known:
            continue
        made.append(entry)
        if names_somebody(reason):
            notices.append(Problem(shown, fields.line_of("reason"), PUBLIC))
        if not os.path.exists(os.path.join(os.path.dirname(path), *entry.path.split("/"))):
            notices.append(Problem(shown, entry.line, f"there is no {entry.path}; delete the entry or mend its path"))
    return made


def _check(entry: Entry, fields: "Fields", ids: Sequence[str]) -> None:
    """Complains of what cannot name an article, a rule or words."""
    if entry.path and (os.path.isabs(entry.path) or "\\" in entry.path or ".." in entry.path.split("/")):
        fields.complain(
            fields.node("path"), "“path” leads from this file to an article below it, with / between folders"
        )
    if entry.rule and entry.rule not in ids:
        fields.complain(fields.node("rule"), f"there is no rule “{entry.rule}”{nearest(entry.rule, list(ids))}")
    if entry.words and not re.fullmatch(_WORDS, entry.words):
        way = "“ethicslint check --format suppressions FILE” prints it"
        fields.complain(fields.node("words"), f"“words” is a fingerprint of 16 hexadecimal digits; {way}")
