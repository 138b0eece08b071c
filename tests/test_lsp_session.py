"""A writer at work: whatever is typed, undone and pasted, the diagnostics are those of the text as it stands."""

import asyncio
import gc
import random
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lsp_client import PULLING, Editor, editor

from ethicslint import lint_text
from ethicslint.lsp import desk as desks
from ethicslint.lsp.article import Article, Seen
from ethicslint.lsp.desk import Desk
from ethicslint.lsp.lines import Lines
from ethicslint.lsp.look import look
from ethicslint.lsp.newsrooms import Newsrooms
from ethicslint.text.source import Source

Point = tuple[int, int]


class Writer:
    """Types, erases, undoes and pastes in an article, and knows what stands there."""

    def __init__(self, client: Editor, uri: str) -> None:
        self._client = client
        self._uri = uri
        self._undo: list[tuple[int, str, str]] = []
        self.text = ""
        client.open(uri, "")

    def replace(self, start: int, end: int, words: str) -> None:
        self._undo.append((start, self.text[start:end], words))
        self._send(start, end, words)

    def undo(self, steps: int) -> None:
        for _ in range(min(steps, len(self._undo))):
            start, before, after = self._undo.pop()
            self._send(start, start + len(after), before)

    def _send(self, start: int, end: int, words: str) -> None:
        self._client.change(self._uri, (self._point(start), self._point(end), words))
        self.text = self.text[:start] + words + self.text[end:]

    def _point(self, offset: int) -> Point:
        position = Source(self.text).position(offset, "utf-16")
        return position.line - 1, position.column - 1

    def splits_a_line_end(self, offset: int) -> bool:
        """Where no cursor can be."""
        return self.text[max(offset - 1, 0) : offset + 1] == "\r\n"

    def type(self, at: int, words: str) -> None:
        for number, letter in enumerate(words):
            self.replace(at + number, at + number, letter)

    async def pause(self) -> list[tuple[object, ...]]:
        """What is shown when the writer looks up must be what is found in the text afresh."""
        shown = [
            (one.code, one.range.start.line + 1, one.message, one.range.end.line + 1)
            for one in await self._client.sees(self._uri)
            if one.code  # else a remark on front matter or a suppression
        ]
        fresh = [(one.rule, one.start.line, one.message, one.end.line) for one in lint_text(self.text, "a.md")]
        assert shown == fresh
        return fresh


@pytest.mark.parametrize("name", ["visual_studio_code", PULLING])
async def test_a_session_of_writing(root: Path, tmp_path: Path, name: str) -> None:
    """An article typed letter by letter, edits in its middle, undo, 500 lines pasted and most of them taken out again."""
    dice = random.Random(f"session {name}")
    article = (root / "examples" / "court-report.md").read_text(encoding="utf-8")
    others = "\n".join(path.read_text(encoding="utf-8") for path in sorted((root / "examples").glob("*.md")))
    pasted = "\n".join((others * 4).split("\n")[:500])
    phrases = ("committed suicide", " 😀", "\n\n", "found innocent", " “allegedly”", "<!-- ", "\r\n", "# ")
    uri = (tmp_path / "a.md").as_uri()
    async with editor(name, tmp_path) as client:
        writer = Writer(client, uri)
        for start in range(0, len(article), 500):
            writer.type(len(writer.text), article[start : start + 500])
            await asyncio.sleep(0.1)
        assert await writer.pause()
        for _ in range(4):
            for _ in range(25):
                at = dice.randrange(len(writer.text))
                end = min(len(writer.text), at + dice.randrange(1, 30))
                if not writer.splits_a_line_end(at) and not writer.splits_a_line_end(end):
                    words, until = (dice.choice(phrases), at) if dice.random() < 0.5 else ("", end)
                    writer.replace(at, until, words)
                writer.undo(dice.choice((0, 0, 1, 5)))
            await writer.pause()
        writer.undo(10_000)
        assert writer.text == ""
        await writer.pause()
        writer.replace(0, 0, article)
        writer.replace(len(article) // 2, len(article) // 2, pasted)
        await writer.pause()
        writer.replace(len(article) // 2, len(article) // 2 + len(pasted) - 40, "")
        await writer.pause()
        assert client.messages == []
        assert client.log_messages == []


# ---- the desk


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, list[int | None]]:
    """The first look at an article lasts until the event is set; the versions that were looked at."""
    go, versions = threading.Event(), list[int | None]()

    def slowly(article: Article, lines: Lines, version: int | None, newsrooms: Newsrooms, **options: Any) -> Seen:
        versions.append(version)
        if len(versions) == 1:
            assert go.wait(20)
        return Seen(lines, version, (), [{"message": lines.text}])

    monkeypatch.setattr(desks, "look", slowly)
    return go, versions


async def typed(desk: Desk, article: Article, text: str) -> None:
    """A text typed letter by letter while the event loop runs."""
    for letter in text:
        end = article.lines.end_of(0)
        desk.change(article, article.lines.replaced(end, end, letter), (article.version or 0) + 1)
        await asyncio.sleep(0.001)


def new_desk() -> tuple[Desk, list[int | None], list[Exception]]:
    shown: list[int | None] = []
    failed: list[Exception] = []
    return Desk(lambda article: shown.append(article.version), failed.append), shown, failed


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not is_so():
            await asyncio.sleep(0.005)


async def test_what_was_seen_in_a_state_that_is_no_more_is_never_shown(
    slow: tuple[threading.Event, list[int | None]],
) -> None:
    """Typing goes on while an article is looked at; then the last state is looked at, and that alone is shown."""
    go, versions = slow
    desk, shown, failed = new_desk()
    article = Article("untitled:a", "markdown", 1, Lines.of("", "utf-16"), "")
    desk.open(article)
    await until(lambda: versions == [1])
    await typed(desk, article, "It rained.")
    assert article.lines.text == "It rained."
    assert shown == []
    go.set()
    await until(lambda: shown == [11])
    assert versions == [1, 11]
    assert failed == []
    desk.leave()


async def test_an_article_that_was_closed_is_not_shown(slow: tuple[threading.Event, list[int | None]]) -> None:
    go, versions = slow
    desk, shown, _ = new_desk()
    article = Article("untitled:a", "markdown", 1, Lines.of("", "utf-16"), "")
    desk.open(article)
    await until(lambda: versions == [1])
    waiting = asyncio.create_task(desk.latest(article))
    desk.close("untitled:a")
    go.set()
    assert await waiting is None
    assert shown == []
    desk.leave()


async def test_one_look_for_many_changes(slow: tuple[threading.Event, list[int | None]]) -> None:
    """The article is looked at when the writer pauses, not at every letter; who asks meanwhile is answered for the last one."""
    go, versions = slow
    go.set()
    desk, _, _ = new_desk()
    article = Article("untitled:a", "markdown", 1, Lines.of("", "utf-16"), "")
    desk.open(article)
    await desk.latest(article)
    for letter in "It rained.":
        desk.change(article, Lines.of(article.lines.text + letter, "utf-16"), (article.version or 0) + 1)
    seen = await desk.latest(article, patient=True)
    assert seen is not None
    assert seen.diagnostics == [{"message": "It rained."}]
    assert versions == [1, 11]
    desk.leave()


async def test_a_fault_of_ours_is_told_and_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """One article that cannot be looked at stops nothing."""
    desk, shown, failed = new_desk()
    article = Article("untitled:a", "markdown", 1, Lines.of("It rained.", "utf-16"), "")

    def fail(*args: Any, **options: Any) -> Seen:
        raise KeyError("It rained.")

    with monkeypatch.context() as patch:
        patch.setattr(desks, "look", fail)
        desk.open(article)
        seen = await desk.latest(article)
    assert seen is not None
    assert seen.diagnostics == []
    assert [type(one) for one in failed] == [KeyError]
    end = article.lines.end_of(0)
    desk.change(article, article.lines.replaced(end, end, " He committed suicide."), 2)
    seen = await desk.latest(article)
    assert seen is not None
    assert [one["code"] for one in seen.diagnostics] == ["suicide/committed-suicide"]
    assert shown == [1, 2]
    desk.leave()


def test_memory_stays_flat(root: Path) -> None:
    """Hundreds of edits leave no more behind than the first hundred did."""
    text = (root / "examples" / "court-report.md").read_text(encoding="utf-8")
    article = Article("untitled:a", "markdown", 1, Lines.of(text, "utf-16"), "")
    newsrooms = Newsrooms()
    dice = random.Random("memory")
    words = ("the court", "heard", "a witness", "on Monday", "\n\n", "“He said so.”")

    def edit(times: int) -> int:
        """Blocks of memory in use after so many edits, each of which is taken back."""
        for number in range(times):
            at = (dice.randrange(30), dice.randrange(40))
            before = article.lines
            article.change(before.replaced(at, at, f" {dice.choice(words)} "), number)
            look(article, article.lines, number, newsrooms, related=True)
            article.change(before, number)
        gc.collect()
        return sys.getallocatedblocks()

    edit(100)
    first = edit(50)
    assert edit(250) - first < 5_000
