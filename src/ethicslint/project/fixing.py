"""Making the edits that findings offer, in texts and in files.

Knows which edits fit together, when nothing is left to fix, and that a file is changed as a whole or not at all. Knows nothing of
how edits are found.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from ethicslint.engine.finding import Edit, Finding
from ethicslint.errors import EthicslintError, Problem
from ethicslint.project.check import FileReport, Report, ended_on_request
from ethicslint.project.files import rewrite

Checked = Callable[[bytes, str], FileReport]
"""What is found in the bytes of an article, and its path."""

_BOM: Final = b"\xef\xbb\xbf"
_ROUNDS: Final = 20  # of edits in one article; what still finds something to do is going in circles


class Fixed(NamedTuple):
    """The bytes of an article after `edits` edits, and what is still found in it."""

    data: bytes
    report: FileReport
    edits: int


def fixed(data: bytes, path: str, checked: Checked, *, unsafe: bool) -> Fixed:
    """Make every edit that is offered, and those that are offered then, until none is left.

    Byte-order mark and line ends stay as they are. Raises EthicslintError if rules undo each other's edits.
    """
    edits = 0
    for _ in range(_ROUNDS):
        report = checked(data, path)
        chosen = fitting(report.findings, unsafe=unsafe)
        if not chosen:
            return Fixed(data, report, edits)
        edits += len(chosen)
        data = _made(data, chosen)
    rules = ", ".join(sorted({one.rule for one in report.findings if one.fix}))
    problem = f"not fixed: the fixes of these rules lead back to each other: {rules}; take the fix out of one of them"
    raise EthicslintError([Problem(path, 0, problem)])


def fitting(findings: Iterable[Finding], *, unsafe: bool) -> list[Edit]:
    """The edits to make in one go: of those that overlap the one that begins first, the longest, of the first rule."""
    offered = [
        (one.fix.start.offset, -one.fix.end.offset, one.rule, one.fix)
        for one in findings
        if one.fix and (unsafe or one.fix.safe)
    ]
    chosen: list[Edit] = []
    for _, _, _, edit in sorted(offered, key=lambda row: row[:3]):
        if not chosen or chosen[-1].end.offset <= edit.start.offset:
            chosen.append(edit)
    return chosen


def _made(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes of an article with edits made, which are in order and do not overlap."""
    mark = _BOM if data.startswith(_BOM) else b""
    text = data[len(mark) :].decode()
    parts: list[str] = []
    last = 0
    for edit in edits:
        parts += [text[last : edit.start.offset], edit.text]
        last = edit.end.offset
    return mark + "".join([*parts, text[last:]]).encode()


def fix_files(report: Report, checked: Checked, *, unsafe: bool) -> Report:
    """Fix the files of a report, and say what is found in them then.

    Each is read anew. One that cannot be fixed stays as it is, with its findings and a problem.
    """
    files: list[FileReport] = []
    problems = list(report.problems)
    edits = 0
    for file in report.files:
        if fitting(file.findings, unsafe=unsafe):
            try:
                before = _read(file.path)
                after = fixed(before, file.path, checked, unsafe=unsafe)
                with ended_on_request():
                    rewrite(file.path, before, after.data)
            except EthicslintError as error:
                problems += error.problems
            else:
                file = after.report
                edits += after.edits
        files.append(file)
    return report._replace(files=files, problems=sorted(problems), fixed=edits)


def would_change(
    report: Report, checked: Checked, given: Mapping[str, bytes], *, unsafe: bool
) -> tuple[list[tuple[str, bytes, bytes]], Report]:
    """Path, bytes before and bytes after of each file that fixing would change, and the report with what stands in its way.

    What is `given` is not read again.
    """
    changed: list[tuple[str, bytes, bytes]] = []
    problems = list(report.problems)
    for file in report.files:
        if fitting(file.findings, unsafe=unsafe):
            try:
                before = given[file.path] if file.path in given else _read(file.path)
                changed.append((file.path, before, fixed(before, file.path, checked, unsafe=unsafe).data))
            except EthicslintError as error:
                problems += error.problems
    return changed, report._replace(problems=sorted(problems))


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise EthicslintError([Problem(path, 0, f"cannot be read: {error.strerror}")]) from None
