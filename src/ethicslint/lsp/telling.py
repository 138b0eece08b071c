"""What the editor is told without having asked: diagnostics, what is wrong with a configuration, faults of ours.

Knows what was told before, so that nothing is said twice and all is taken back. No word of an article is in any message but
diagnostics.
"""

import os
from collections.abc import Callable, Iterable
from typing import Any

from lsprotocol import types

from ethicslint.errors import Problem
from ethicslint.lsp import diagnostics
from ethicslint.lsp.article import Seen, uri_of
from ethicslint.project.protected import redacted


class Telling:
    """One editor's ear. `tell` sends a notification, a method and its parameters."""

    def __init__(self, tell: Callable[[str, dict[str, Any]], None]) -> None:
        self._tell = tell
        self._told: set[tuple[Problem, ...]] = set()
        self._troubled: dict[str, list[Problem]] = {}  # by the URI of a file
        self._closed: set[str] = set()

    def diagnostics(self, uri: str, items: list[dict[str, Any]], version: int | None = None) -> None:
        """Put diagnostics in the place of those that a document had."""
        params: dict[str, Any] = {"uri": uri, "diagnostics": items}
        if version is not None:
            params["version"] = version
        self._tell(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, params)

    def closed(self, uri: str, seen: Seen) -> None:
        """Show what was seen in an article that is not open."""
        if seen.diagnostics or uri in self._closed:
            self.diagnostics(uri, seen.diagnostics)
        (self._closed.add if seen.diagnostics else self._closed.discard)(uri)

    def take_back(self, uri: str) -> None:
        """Show nothing more of an article that was not open, for an editor that will ask for it itself."""
        if uri in self._closed:
            self._closed.discard(uri)
            self.diagnostics(uri, [])

    def troubles(self, every: Iterable[Seen], opened: Iterable[str]) -> None:
        """Say once what is wrong with configurations and the like, and show it where it stands until it is mended.

        `every` is what was seen in the articles that are `opened`, by URI; those show their own.
        """
        found = {tuple(problems) for seen in every for problems in (seen.broken, seen.beside) if problems}
        for problems in sorted(found - self._told):
            more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
            self.say(types.MessageType.Error, f"{problems[0]}{more}")
        self._told = found
        by_file: dict[str, list[Problem]] = {}
        for problem in sorted({one for problems in found for one in problems}):
            if os.path.isfile(problem.path):
                by_file.setdefault(uri_of(problem.path), []).append(problem)
        for uri in (by_file.keys() | self._troubled.keys()) - set(opened):
            if by_file.get(uri) != self._troubled.get(uri):
                self.diagnostics(uri, diagnostics.in_file(by_file.get(uri, ())))
        self._troubled = by_file

    def say(self, kind: types.MessageType, message: str) -> None:
        """Show a message to the writer."""
        self._tell(types.WINDOW_SHOW_MESSAGE, {"type": kind.value, "message": redacted(f"ethicslint: {message}")})

    def fault(self, error: BaseException) -> None:
        """Tell of a fault of ours by its kind and place alone: what it says may quote an article."""
        import traceback

        frames = traceback.extract_tb(error.__traceback__)
        places = [f"{os.path.basename(one.filename)}:{one.lineno} in {one.name}" for one in frames]
        kind = type(error).__name__
        last = f", {places[-1]}" if places else ""
        self.say(types.MessageType.Error, f"a fault of its own ({kind}{last}); what is shown may not be all")
        message = redacted("\n".join([kind, *places]))
        self._tell(types.WINDOW_LOG_MESSAGE, {"type": types.MessageType.Error.value, "message": message})
