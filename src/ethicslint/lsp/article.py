"""An open article: its text as the editor has it, and what was last seen in it.

Knows where an article stands and what it is called. Knows nothing of messages, nor of when it is looked at.
"""

import os
from collections.abc import Sequence
from typing import Any, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from ethicslint.engine.finding import Finding
from ethicslint.errors import Problem
from ethicslint.lsp.lines import Lines
from ethicslint.project.check import Draft
from ethicslint.project.nearest import here, root_of

_ENDINGS: Final = {"plaintext": ".txt", "mdx": ".mdx"}
"""The endings that tell what kind of text it is, by the editor's name for its language; Markdown needs none."""


class Seen(NamedTuple):
    """What was found in one state of an article.

    `lines` is that state, `version` the editor's number for it. `diagnostics` are the `findings`, in their order, and problems
    and notices of the article besides, as an editor takes them. `broken` is what kept it from being checked, `beside` what is
    wrong in files beside it.
    """

    lines: Lines
    version: int | None
    findings: Sequence[Finding]
    diagnostics: list[dict[str, Any]]
    broken: Sequence[Problem] = ()
    beside: Sequence[Problem] = ()


class Article:
    """One open document. `edits` counts its states, `seen` is None until it was looked at for the first time.

    `draft` is what is known of its last state, for whoever looks at it.
    """

    __slots__ = ("draft", "edits", "lines", "name", "number", "place", "seen", "seen_edits", "uri", "version")

    def __init__(self, uri: str, language: str, version: int | None, lines: Lines, folder: str) -> None:
        self.uri = uri
        self.place = path_of(uri) or os.path.join(folder or here(), _untitled(uri, language))
        self.name = name_of(self.place)
        self.version = version
        self.lines = lines
        self.edits = 0
        self.draft = Draft()
        self.seen: Seen | None = None
        self.seen_edits = -1
        self.number = 0
        """Of what was seen: the same number, the same diagnostics."""

    def change(self, lines: Lines, version: int | None) -> None:
        self.lines = lines
        self.version = version
        self.edits += 1

    @property
    def is_seen(self) -> bool:
        """Whether what was seen is what stands there now."""
        return self.seen_edits == self.edits

    def see(self, seen: Seen, edits: int) -> None:
        """Keep what was seen in the state with this number."""
        if self.seen is None or self.seen.diagnostics != seen.diagnostics:
            self.number += 1
        self.seen, self.seen_edits = seen, edits


def path_of(uri: str) -> str:
    """The path of a file, "" for what is no file of this machine."""
    parts = urlsplit(uri)
    if parts.scheme != "file":
        return ""
    path = unquote(parts.path, errors="surrogateescape")
    if os.sep == "\\":
        path = f"//{parts.netloc}{path}" if parts.netloc else path.lstrip("/")
    return os.path.normpath(path)


def uri_of(path: str) -> str:
    """The inverse of `path_of`."""
    from pathlib import Path

    return Path(os.path.abspath(path)).as_uri()


def name_of(place: str) -> str:
    """What an article is called: its path from the folder we are in or, outside of that, from the root of its repository.

    Folders further out are nobody's copy: whatever they are called, no finding speaks of it.
    """
    inside = os.path.join(here(), "")
    if place.startswith(inside):
        return place.removeprefix(inside)
    return os.path.relpath(place, root_of(os.path.dirname(place)))


def _untitled(uri: str, language: str) -> str:
    """A file name for what is in no file."""
    name = os.path.basename(unquote(urlsplit(uri).path)) or "untitled"
    ending = _ENDINGS.get(language, ".md")
    return name if name.lower().endswith(ending) else name + ending
