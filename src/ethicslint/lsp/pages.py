"""The pages of rules as files that an editor can show, for as long as the server runs.

Knows where they lie. Knows nothing of what stands on them.
"""

import os
import tempfile
from collections.abc import Iterable

from ethicslint.engine.compiled import Compiled
from ethicslint.project import protected
from ethicslint.project.discovery import true_path
from ethicslint.rulebook.page import page


class Pages:
    """A folder of pages, made when the first is asked for."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def show(self, rule: str, lines: Iterable[str]) -> str:
        """Write the page of a rule; its path."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="ethicslint-")
        path = os.path.join(self._folder.name, f"{rule.replace('/', '-')}.md")
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
        return path

    def holds(self, path: str) -> bool:
        """Whether a path is that of a page: its examples are no copy."""
        if self._folder is None:
            return False
        return true_path(path).startswith(os.path.join(os.path.realpath(self._folder.name), ""))

    def leave(self) -> None:
        """Take the pages away."""
        if self._folder:
            self._folder.cleanup()


def lines_of(rule: str, compiled: Compiled) -> list[str]:
    """The page of a rule; nothing if there is no such rule."""
    if rule == protected.PROTECTED:
        return list(protected.page())
    if rule not in compiled.ids:
        return []
    return list(page(compiled.rule(compiled.ids.index(rule)), compiled.book()))
