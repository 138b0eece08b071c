"""The command that looks at all articles of the workspace, open or not.

Knows which articles there are, and how far it is. Knows nothing of what is done with what was seen.
"""

import os
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple
from uuid import uuid4

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from ethicslint.errors import EthicslintError
from ethicslint.lsp.article import Article, Seen, uri_of
from ethicslint.lsp.lines import Lines
from ethicslint.lsp.look import look
from ethicslint.project.discovery import articles
from ethicslint.text.source import Source

if TYPE_CHECKING:
    from ethicslint.lsp.newsrooms import Newsrooms
    from ethicslint.lsp.server import Server

_SOME: Final = 20  # articles between two words on how far we are


class Count(NamedTuple):
    """What was seen in how many articles."""

    articles: int
    findings: int
    unread: int

    def __str__(self) -> str:
        unread = f"; {self.unread} could not be checked" if self.unread else ""
        return f"{self.findings} findings in {self.articles} articles{unread}. This is not legal clearance."


async def look_everywhere(server: "Server", folders: Sequence[str]) -> Count:
    """Look at every article below the folders, show what is found, and say how much that is.

    An article at a time, so that those that are open can be looked at between. Raises EthicslintError for a broken configuration.
    """
    desk = server.desk
    every: list[str] = []
    for folder in folders:
        every += await desk.aside(partial(_below, folder, desk.newsrooms))
    progress = _Progress(server, len(every))
    await progress.begin()
    found = Count(0, 0, 0)
    for number, place in enumerate(dict.fromkeys(every)):
        if progress.is_cancelled:
            break
        progress.report(number)
        uri = uri_of(place)
        if article := desk.articles.get(uri):
            seen = await desk.latest(article)
        else:
            seen = await desk.aside(partial(_look_at, uri, place, server))
            if seen and uri not in desk.articles:
                server.telling.closed(uri, seen)
        unread = seen is None or bool(seen.broken)
        found = Count(found.articles + 1, found.findings + len(seen.findings if seen else ()), found.unread + unread)
    progress.end()
    return found


def _below(folder: str, newsrooms: "Newsrooms") -> list[str]:
    room = newsrooms.room(os.path.join(folder, ""))
    found = articles([folder], [], room.excluded)
    room.check()
    return [os.path.abspath(one) for one in found]


def _look_at(uri: str, place: str, server: "Server") -> Seen | None:
    """What is seen in an article that is not open; None if it cannot be read as one."""
    try:
        with open(place, "rb") as file:
            text = Source.from_bytes(file.read(), place).text
    except (OSError, EthicslintError):
        return None
    article = Article(uri, "", None, Lines.of(text, server.editor.unit), "")
    return look(article, article.lines, None, server.desk.newsrooms, related=server.editor.related)


class _Progress:
    """How far we are, for an editor that shows it; it may ask us to stop."""

    def __init__(self, server: "Server", total: int) -> None:
        self._server = server
        self._total = total
        self._token = str(uuid4()) if server.editor.progress else ""

    @property
    def is_cancelled(self) -> bool:
        return bool(self._token) and self._server.work_done_progress.tokens[self._token].cancelled()

    async def begin(self) -> None:
        if not self._token:
            return
        try:
            await self._server.work_done_progress.create_async(self._token)
        except JsonRpcException:
            self._token = ""
            return
        title = f"Checking {self._total} articles"
        started = types.WorkDoneProgressBegin(title, cancellable=True, percentage=0)
        self._server.work_done_progress.begin(self._token, started)

    def report(self, done: int) -> None:
        if self._token and not done % _SOME:
            part = types.WorkDoneProgressReport(percentage=100 * done // max(self._total, 1))
            self._server.work_done_progress.report(self._token, part)

    def end(self) -> None:
        if self._token:
            self._server.work_done_progress.end(self._token, types.WorkDoneProgressEnd())
