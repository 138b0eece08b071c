"""Which files are articles.

Knows the endings, `.gitignore`, and which folders hold no copy. Knows nothing of what stands in a file.
"""

import os
from collections.abc import Iterator, Sequence
from typing import Any, Final

from ethicslint.errors import Problem

ENDINGS: Final = (".md", ".markdown", ".mdx", ".txt")
_NO_COPY: Final = frozenset(("node_modules", "__pycache__"))

_Ignored = list[tuple[str, Any]]  # folders with the patterns of their .gitignore, outermost first


def articles(paths: Sequence[str], problems: list[Problem]) -> list[str]:
    """The articles among `paths`, each once, in order of their names.

    A file named outright is taken whatever its ending; below a folder only files with one of ENDINGS count, not hidden ones,
    not those that `.gitignore` names. What is missing or cannot be listed goes to `problems`.
    """
    found: set[str] = set()
    for path in paths:
        if os.path.isdir(path):
            found.update(_below(path, _outer_ignored(path), problems))
        elif os.path.exists(path):
            found.add(os.path.normpath(path))
        else:
            problems.append(Problem(path, 0, "there is no such file or folder"))
    return sorted(found)


def _below(folder: str, ignored: _Ignored, problems: list[Problem]) -> Iterator[str]:
    """The articles below `folder`; links to folders are not followed, so that no loop can catch us."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        problems.append(Problem(folder, 0, f"cannot be listed: {error.strerror}"))
        return
    ignored = [*ignored, *_patterns(folder)]
    for entry in entries:
        folder_too = entry.is_dir(follow_symlinks=False)
        if (
            entry.name.startswith(".")
            or (folder_too and entry.name in _NO_COPY)
            or _is_ignored(entry, folder_too, ignored)
        ):
            continue
        if folder_too:
            yield from _below(entry.path, ignored, problems)
        elif entry.name.lower().endswith(ENDINGS) and not entry.is_dir():
            yield os.path.normpath(entry.path)


def _outer_ignored(folder: str) -> _Ignored:
    """The patterns of the folders around `folder`, up to the root of its repository."""
    above: list[str] = []
    place = os.path.abspath(folder)
    while not os.path.exists(os.path.join(place, ".git")):
        outer = os.path.dirname(place)
        if outer == place:
            return []
        above.append(outer)
        place = outer
    return [one for outer in reversed(above) for one in _patterns(outer)]


def _patterns(folder: str) -> _Ignored:
    try:
        with open(os.path.join(folder, ".gitignore"), encoding="utf-8", errors="replace") as file:
            lines = file.read().splitlines()
    except OSError:
        return []
    from pathspec import GitIgnoreSpec

    return [(os.path.abspath(folder), GitIgnoreSpec.from_lines(lines))]


def _is_ignored(entry: "os.DirEntry[str]", is_folder: bool, ignored: _Ignored) -> bool:
    """The innermost `.gitignore` that says anything of a path decides."""
    path = os.path.abspath(entry.path)
    for folder, spec in reversed(ignored):
        relative = os.path.relpath(path, folder).replace(os.sep, "/") + ("/" if is_folder else "")
        verdict = spec.check_file(relative).include
        if verdict is not None:
            return bool(verdict)
    return False
