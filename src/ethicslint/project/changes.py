"""Which lines of the articles have changed since a revision, by what git says.

Knows git: `diff -U0` against the files as they are now, renames found, so that commits, staged and unstaged work all count; what
git does not know yet is new. Knows nothing of findings but where they stand.
"""

import os
import re
import subprocess
from collections.abc import Sequence
from typing import Final, NamedTuple

from ethicslint.engine.finding import Finding
from ethicslint.errors import EthicslintError, Problem
from ethicslint.text.document import Document

_HUNK: Final = rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@"
_ESCAPES: Final = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}
# Whatever a repository's or a person's settings say: no programs of theirs, no context, plain names.
_DIFF: Final = (
    "diff -U0 --inter-hunk-context=0 --no-color --no-ext-diff --no-textconv --text --find-renames --ignore-submodules"
    " --src-prefix=a/ --dst-prefix=b/"
).split()


class Lines(NamedTuple):
    """What changed in one article: ranges of lines, first and last, counted by LF alone as git does.

    `new` says that the whole article is; `lost` that lines went without any in their place.
    """

    ranges: tuple[tuple[int, int], ...] = ()
    new: bool = False
    lost: bool = False


class Changes:
    """What changed, by the path of an article as it was named; an article that is not there is as it was."""

    __slots__ = ("_lines",)

    def __init__(self, lines: dict[str, Lines]) -> None:
        self._lines = lines

    def __contains__(self, path: str) -> bool:
        return path in self._lines

    def among(self, document: Document, found: Sequence[Finding]) -> list[Finding]:
        """The findings with any place on a changed line.

        What an article lacks counts if the article is new, if lines went without any in their place, or if the title or
        first block, where such findings stand, was changed.
        """
        lines = self._lines.get(document.source.path, Lines())
        return list(found) if lines.new else [one for one in found if _is_on(lines, document.source.text, one)]


def _is_on(lines: Lines, text: str, finding: Finding) -> bool:
    if finding.place == "document" and lines.lost:
        return True
    places = [(finding.start.offset, finding.end.offset)]
    places += [(one.start.offset, one.end.offset) for one in finding.related]
    for start, end in places:
        first = text.count("\n", 0, start) + 1
        last = text.count("\n", start, max(start, end - 1)) + first
        if any(first <= to and last >= begin for begin, to in lines.ranges):
            return True
    return False


def changes(since: str, paths: Sequence[str]) -> Changes:
    """What has changed in the articles at `paths` since the revision.

    Raises EthicslintError outside a repository, without git, for an unknown revision, and for one that a shallow clone lacks.
    """
    lines: dict[str, Lines] = {}
    problems: list[Problem] = []
    by_root: dict[str, list[tuple[str, bytes]]] = {}
    roots: dict[str, str] = {}
    for path in paths:
        folder = os.path.realpath(os.path.dirname(os.path.abspath(path)))
        if folder not in roots:
            roots[folder] = _root(folder)
        if not roots[folder]:
            problems.append(
                Problem(path, 0, "stands in no git repository, and --changed-since needs one; leave it out")
            )
            continue
        inside = os.path.relpath(os.path.join(folder, os.path.basename(path)), roots[folder]).replace(os.sep, "/")
        by_root.setdefault(roots[folder], []).append((path, os.fsencode(inside)))
    if problems:
        raise EthicslintError(problems[:1])
    for root, own in by_root.items():
        changed = _changed(root, since)
        known = set(_git(root, "ls-files", "-z").split(b"\0"))
        lines |= {path: Lines(new=True) for path, name in own if name not in known}
        lines |= {path: changed[name] for path, name in own if name in known and name in changed}
    return Changes(lines)


def _root(folder: str) -> str:
    """The root of the repository around a folder, "" if it stands in none."""
    while not os.path.exists(os.path.join(folder, ".git")):
        if os.path.dirname(folder) == folder:
            return ""
        folder = os.path.dirname(folder)
    return folder


def _changed(root: str, since: str) -> dict[bytes, Lines]:
    """What changed, by path inside the repository."""
    revision = _revision(root, since)
    changed: dict[bytes, Lines] = {}
    name = b""
    new = False
    for line in _git(root, *_DIFF, revision, "--").split(b"\n"):
        if line.startswith(b"diff --git "):
            name, new = b"", False
        elif line.startswith(b"--- ") and not name:
            new = line == b"--- /dev/null"
        elif line.startswith(b"+++ ") and not name:
            name = _name(line[4:])
            changed[name] = Lines(new=new)
        elif line.startswith(b"@@ ") and name and (found := re.match(_HUNK, line)):
            changed[name] = _with(changed[name], *(1 if size is None else int(size) for size in found.groups()))
    return changed


def _with(lines: Lines, before: int, start: int, after: int) -> Lines:
    """The same with one more hunk: `before` lines gave way to `after` lines from `start` on."""
    if not after:
        return lines._replace(lost=lines.lost or before > 0)
    return lines._replace(ranges=(*lines.ranges, (start, start + after - 1)))


def _name(written: bytes) -> bytes:
    """A path as git writes it into a diff: behind `b/`, with a tab if it has blanks, in quotes and with escapes if need be."""
    written = written.removesuffix(b"\t")
    if written.startswith(b'"'):
        written = re.sub(rb"\\([0-7]{3}|.)", _unescaped, written[1:-1])
    return written.removeprefix(b"b/")


def _unescaped(found: "re.Match[bytes]") -> bytes:
    code = found[1]
    return bytes([int(code, 8)]) if len(code) == 3 else _ESCAPES.get(code, code)


def _revision(root: str, since: str) -> str:
    """The commit that is meant."""
    found = _try(root, "rev-parse", "--verify", "--quiet", "--end-of-options", since + "^{commit}")
    if found is not None:
        return found.decode().strip()
    problem = f"--changed-since: git knows no revision “{since}” here"
    if (_try(root, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true":
        problem += "; this is a shallow clone: fetch more of its history, with git fetch --unshallow for all of it"
    else:
        problem += "; git log shows those it knows, git fetch brings others"
    raise EthicslintError([Problem("", 0, problem)])


def _git(root: str, *words: str) -> bytes:
    answer = _run(root, words)
    if answer.returncode:
        said = answer.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise EthicslintError([Problem(root, 0, f"git {words[0]} failed: {said or answer.returncode}")])
    return answer.stdout


def _try(root: str, *words: str) -> bytes | None:
    """What git answers, None if it says no."""
    answer = _run(root, words)
    return None if answer.returncode else answer.stdout


def _run(root: str, words: Sequence[str]) -> "subprocess.CompletedProcess[bytes]":
    # Nothing that a repository's own settings could run or change is wanted here.
    settings = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=true")
    try:
        return subprocess.run(
            ["git", *settings, *words], cwd=root, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    except OSError as error:
        reason = "it is not there" if isinstance(error, FileNotFoundError) else error.strerror
        raise EthicslintError([Problem("", 0, f"--changed-since needs git, and {reason}")]) from None
