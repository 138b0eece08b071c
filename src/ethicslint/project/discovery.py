"""Which files are articles.

Knows the endings, `.gitignore`, and which folders hold no copy. Knows nothing of what stands in a file.
"""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from ethicslint.errors import Problem

ENDINGS: Final = (".md", ".markdown", ".mdx", ".txt")
_STARS: Final = 3
_NO_COPY: Final = frozenset(("node_modules", "__pycache__"))

Excluded = Callable[[str, bool, str], bool]
"""Whether a true path, of a folder or a file, is left out; the last argument is a folder that may not be, or ""."""

# Folders, each ending in a separator, with the patterns of their .gitignore; the outermost first.
_Ignored = list[tuple[str, Any]]


def nothing(path: str, is_folder: bool, spared: str) -> bool:
    """Leaves nothing out."""
    return False


def articles(
    paths: Sequence[str], problems: list[Problem], excluded: Excluded = nothing, *, force: bool = True
) -> list[str]:
    """The articles among `paths`, each once under the name it was given first, in order of their names.

    A file named outright is taken whatever its ending; below a folder only files with one of ENDINGS count, not hidden ones,
    not those that `.gitignore` names. What is `excluded` is left out, also where it is named outright, unless not by `force`.
    What is missing or cannot be listed goes to `problems`.
    """
    found: dict[str, str] = {}  # by true folder and name, so that a file named in two ways is one file
    for path in paths:
        try:
            is_folder = os.path.isdir(path)
            if not is_folder:
                os.stat(path)
        except FileNotFoundError:
            problems.append(Problem(path or '""', 0, "there is no such file or folder"))
            continue
        except OSError as error:
            problems.append(Problem(path, 0, f"cannot be read: {error.strerror}"))
            continue
        true = os.path.realpath(path) if is_folder else true_path(path)
        if force and excluded(true, is_folder, ""):
            continue
        spared = "" if force else true
        for one, shown in _below(path, problems, excluded, spared) if is_folder else [(true, _tidy(path))]:
            found.setdefault(one, shown)
    return sorted(found.values())


def _tidy(path: str) -> str:
    """`path` without detours; a `..` stays, since behind a link it leads elsewhere than it seems."""
    return path if ".." in path.split(os.sep) else os.path.normpath(path)


def true_path(path: str) -> str:
    """Where a file stands: links on the way to it are followed, the file itself may be one."""
    folder, name = os.path.split(path)
    return os.path.join(os.path.realpath(folder), name)


def _below(start: str, problems: list[Problem], excluded: Excluded, spared: str) -> Iterator[tuple[str, str]]:
    """True path and name of the articles below a folder; links to folders are not followed, so that no loop can catch us."""
    true, shown = os.path.realpath(start), _tidy(start)
    left = [(true, "" if shown == os.curdir else shown, _around(true))]
    while left:
        true, shown, ignored = left.pop()
        try:
            with os.scandir(true) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            problems.append(Problem(shown or os.curdir, 0, f"cannot be listed: {error.strerror}"))
            continue
        ignored = [*ignored, *_patterns(true)]
        for entry in entries:
            is_folder = entry.is_dir(follow_symlinks=False)
            named = os.path.join(shown, entry.name)
            if not _may_hold_copy(entry.name, is_folder) or _is_ignored(entry.path, is_folder, ignored):
                continue
            if excluded(entry.path, is_folder, spared):
                continue
            if is_folder:
                left.append((entry.path, named, ignored))
            elif _is_readable(entry, named, problems):
                yield entry.path, named


def _may_hold_copy(name: str, is_folder: bool) -> bool:
    if name.startswith("."):
        return False
    return name not in _NO_COPY if is_folder else name.lower().endswith(ENDINGS)


def _is_readable(entry: "os.DirEntry[str]", shown: str, problems: list[Problem]) -> bool:
    """Whether an article can be read there; a link to a folder is passed over, a pipe or a dangling link is a problem."""
    try:
        if entry.is_file():
            return True
        reason = "" if entry.is_dir() else "no regular file, nor a link to one"
    except OSError as error:
        reason = str(error.strerror)
    if reason:
        problems.append(Problem(shown, 0, f"cannot be read: {reason}"))
    return False


def _around(folder: str) -> _Ignored:
    """The patterns of the folders around `folder`, up to the root of its repository.

    Whoever names an ignored folder wants it checked: what ignores the folder as a whole does not count.
    """
    above: list[str] = []
    place = folder
    while not os.path.exists(os.path.join(place, ".git")):
        outer = os.path.dirname(place)
        if outer == place:
            return []
        above.append(outer)
        place = outer
    patterns = [one for outer in reversed(above) for one in _patterns(outer)]
    return [one for one in patterns if not _is_ignored(folder, True, [one])]


def _patterns(folder: str) -> _Ignored:
    try:
        with open(os.path.join(folder, ".gitignore"), encoding="utf-8-sig", errors="replace") as file:
            lines = [line for line in file.read().split("\n") if not _could_hang(line)]
    except OSError:
        return []
    from pathspec import GitIgnoreSpec

    def is_pattern(line: str) -> bool:
        try:
            GitIgnoreSpec.from_lines([line])
        except (ValueError, re.error):
            return False  # git passes over it, too
        return True

    try:
        spec = GitIgnoreSpec.from_lines(lines)
    except (ValueError, re.error):
        spec = GitIgnoreSpec.from_lines([line for line in lines if is_pattern(line)])
    return [(os.path.join(folder, ""), spec)]


def _could_hang(line: str) -> bool:
    """Whether a line of a .gitignore has so many stars that matching a long name could take minutes.

    It is passed over: what git ignores and we do not is checked, which is the better mistake.
    """
    parts = line.split("/")
    return parts.count("**") > _STARS or any(len(re.findall(r"\*+", part)) > _STARS for part in parts if part != "**")


def _is_ignored(path: str, is_folder: bool, ignored: _Ignored) -> bool:
    """The innermost `.gitignore` that says anything of a path decides."""
    for folder, spec in reversed(ignored):
        relative = path.removeprefix(folder).replace(os.sep, "/") + ("/" if is_folder else "")
        verdict = spec.check_file(relative).include
        if verdict is not None:
            return bool(verdict)
    return False
