"""The open articles, and when each is looked at.

Knows that typing never waits: a change is applied at once, the article is looked at in another thread when the writer pauses, and
what was seen in a state that is no more is thrown away. Knows nothing of messages.
"""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final, TypeVar

from ethicslint.lsp.article import Article, Seen
from ethicslint.lsp.lines import Lines
from ethicslint.lsp.look import look
from ethicslint.lsp.newsrooms import Newsrooms
from ethicslint.project.check import Draft
from ethicslint.project.newsroom import Wishes

PAUSE: Final = 0.08
"""Seconds after the last change before an article is looked at."""

_T = TypeVar("_T")


class Desk:
    """The open articles by their URI.

    `seen` is called with each article of which something new was seen, on the event loop; `failed` with an exception that is a
    fault of ours. With `related`, the editor shows the other places of a finding.
    """

    def __init__(self, seen: Callable[[Article], None], failed: Callable[[Exception], None]) -> None:
        self.articles: dict[str, Article] = {}
        self.related = False
        self._seen = seen
        self._failed = failed
        self._newsrooms = Newsrooms()
        self._thread = ThreadPoolExecutor(1, "ethicslint")
        self._looking: dict[str, asyncio.Task[None]] = {}
        self._pauses: dict[str, asyncio.TimerHandle] = {}

    # ---- what the writer does

    def open(self, article: Article) -> None:
        """Put an article on the desk, and look at it."""
        self.articles[article.uri] = article
        self._look(article)

    def change(self, article: Article, lines: Lines, version: int | None) -> None:
        """Take over a change, and look at the article soon."""
        article.change(lines, version)
        self._stop_waiting(article.uri)
        loop = asyncio.get_running_loop()
        self._pauses[article.uri] = loop.call_later(PAUSE, self._look, article)

    def close(self, uri: str) -> None:
        self._stop_waiting(uri)
        self.articles.pop(uri, None)

    async def latest(self, article: Article, *, patient: bool = False) -> Seen | None:
        """What is seen in the article as it is now, as soon as that is known; None if it was closed meanwhile.

        If `patient`, the writer's pause is awaited first.
        """
        while self.articles.get(article.uri) is article and not article.is_seen:
            if patient and (pause := self._pauses.get(article.uri)):
                await asyncio.sleep(max(0, pause.when() - asyncio.get_running_loop().time()))
                continue
            self._look(article)
            await asyncio.shield(self._looking[article.uri])
        return article.seen if article.is_seen else None

    # ---- what decides on findings

    async def reconsider(self) -> bool:
        """Look at all articles again if anything that decides on them has changed. Says whether it did."""
        if not await self.aside(self._newsrooms.changed):
            return False
        self._again()
        return True

    async def wish(self, wishes: Mapping[str, Wishes]) -> None:
        """From now on, these are the wishes of the writer, by workspace folder."""
        await self.aside(lambda: self._newsrooms.wish(dict(wishes)))
        self._again()

    async def aside(self, work: Callable[[], _T]) -> _T:
        """Do something in the thread that looks at articles."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    @property
    def newsrooms(self) -> Newsrooms:
        """For work that is done `aside`."""
        return self._newsrooms

    def leave(self) -> None:
        """Stop; what was learnt is kept for the next start."""
        for uri in list(self.articles):
            self.articles[uri].edits += 1
            self.close(uri)
        self._thread.submit(self._newsrooms.keep)
        self._thread.shutdown()

    # ---- looking

    def _again(self) -> None:
        for article in self.articles.values():
            article.edits += 1
            self._look(article)

    def _stop_waiting(self, uri: str) -> None:
        if pause := self._pauses.pop(uri, None):
            pause.cancel()

    def _look(self, article: Article) -> None:
        """Look at an article now, unless somebody is at it, who will see the latest state before he leaves."""
        self._stop_waiting(article.uri)
        if article.uri not in self._looking:
            self._looking[article.uri] = asyncio.create_task(self._until_seen(article.uri))

    async def _until_seen(self, uri: str) -> None:
        try:
            while (article := self.articles.get(uri)) and not article.is_seen and uri not in self._pauses:
                edits, lines, version = article.edits, article.lines, article.version
                try:
                    seen = await self.aside(partial(self._look_aside, article, edits, lines, version))
                except Exception as error:
                    self._failed(error)
                    article.draft = Draft()
                    seen = Seen(lines, version, (), [])  # and nothing is tried again until the next change
                if seen and edits == article.edits and self.articles.get(uri) is article:
                    article.see(seen, edits)
                    self._seen(article)
        finally:
            del self._looking[uri]

    def _look_aside(self, article: Article, edits: int, lines: Lines, version: int | None) -> Seen | None:
        """What is seen; None if the article has changed before it was its turn."""
        if edits != article.edits:
            return None
        return look(article, lines, version, self._newsrooms, related=self.related)
