"""How fast an editor is answered, and whether memory stays flat: `python benchmarks/editing.py --help`.

The server runs in this process, from the bytes of a message to those of the diagnostics, without the pause that it makes after
a letter. Figures are processor time of all its threads. Nothing here fails for being slow.
"""

import argparse
import asyncio
import gc
import json
import random
import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import quantiles
from typing import Any, NamedTuple

import court

from ethicslint.lsp import desk
from ethicslint.lsp.server import Server, server

PASSAGE = 20  # letters that are typed in one place, before the writer goes to another
LETTERS = "etaoin shrdlu, cmfwyp. "
URI = "file:///nowhere/article.md"
CAPABILITIES = {"textDocument": {"publishDiagnostics": {"relatedInformation": True, "versionSupport": True}}}


class Answered(NamedTuple):
    """Seconds of processor time: until a change was taken over, and until its diagnostics were sent; and how many there were."""

    taken: float
    sent: float
    diagnostics: int


class Session:
    """An editor and its server in one process."""

    def __init__(self) -> None:
        self.server: Server = server()
        self.server.protocol.set_writer(self)
        self._published = asyncio.Event()
        self._last = b""
        self._version = 0

    def write(self, data: bytes) -> None:
        if b"textDocument/publishDiagnostics" in data[:300]:
            self._last = data
            self._published.set()

    def close(self) -> None:
        """As a stream."""

    def say(self, method: str, params: dict[str, Any], **more: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more}).encode()
        protocol = self.server.protocol
        protocol.handle_message(json.loads(body, object_hook=protocol.structure_message))

    async def start(self, text: str) -> Answered:
        self.say("initialize", {"processId": None, "rootUri": None, "capabilities": CAPABILITIES}, id=1)
        document = {"uri": URI, "languageId": "markdown", "version": 0, "text": text}
        return await self._answer("textDocument/didOpen", {"textDocument": document})

    async def type(self, line: int, column: int, letter: str) -> Answered:
        self._version += 1
        at = {"line": line, "character": column}
        change = {"range": {"start": at, "end": at}, "text": letter}
        if not letter:
            change["range"] = {"start": {"line": line, "character": column - 1}, "end": at}
        document = {"uri": URI, "version": self._version}
        return await self._answer("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})

    async def _answer(self, method: str, params: dict[str, Any]) -> Answered:
        self._published.clear()
        before = time.process_time()
        self.say(method, params)
        taken = time.process_time() - before
        await self._published.wait()
        sent = time.process_time() - before
        params = json.loads(self._last.partition(b"\r\n\r\n")[2])["params"]
        assert params["version"] == self._version
        return Answered(taken, sent, len(params["diagnostics"]))


def article(lines: int, folder: str | None) -> str:
    """An article of so many lines: reports of a folder, or made-up ones, one after another."""
    with tempfile.TemporaryDirectory() as made:
        paths = sorted(Path(folder).glob("*.md")) if folder else court.make(Path(made), 1 + lines // 20)
        text: list[str] = []
        for path in paths:
            text += path.read_text(encoding="utf-8").split("\n")
            if len(text) >= lines:
                break
    return "\n".join(text[:lines])


async def typed(text: str, edits: int) -> tuple[Answered, list[Answered]]:
    """What an article costs when it is opened, and every letter that is typed or erased in it."""
    dice = random.Random("editing")
    lines = text.split("\n")
    session = Session()
    opened = await session.start(text)
    answered: list[Answered] = []
    while len(answered) < edits:
        line = dice.randrange(len(lines))
        column = dice.randrange(len(lines[line]) + 1)
        passage = "".join(dice.choices(LETTERS, k=PASSAGE // 2))
        for number, letter in enumerate(passage):
            answered.append(await session.type(line, column + number, letter))
        for number in range(len(passage), 0, -1):
            answered.append(await session.type(line, column + number, ""))
    session.server.desk.leave()
    return opened, answered


def table(sizes: Sequence[int], edits: int, folder: str | None) -> None:
    print("| lines | kB | diagnostics | opened, ms | change taken, p95 ms | answered, p50 ms | p95 ms | longest ms |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for size in sizes:
        text = article(size, folder)
        opened, answered = asyncio.run(typed(text, edits))
        sent = quantiles([one.sent * 1000 for one in answered], n=20)
        taken = quantiles([one.taken * 1000 for one in answered], n=20)
        longest = max(one.sent for one in answered) * 1000
        row = [opened.sent * 1000, taken[-1], sent[9], sent[-1], longest]
        figures = " | ".join(f"{one:.1f}" for one in row)
        print(f"| {size} | {len(text) / 1000:.0f} | {opened.diagnostics} | {figures} |", flush=True)


def memory(edits: int, folder: str | None) -> None:
    """The largest size of this process after each tenth of the edits."""
    text = article(200, folder)
    print("| edits | resident, MB |")
    print("| --- | --- |")

    async def session() -> None:
        one = Session()
        await one.start(text)
        dice = random.Random("memory")
        lines = text.split("\n")
        for number in range(edits + 1):
            if number % (edits // 10) == 0:
                print(f"| {number} | {_resident():.1f} |", flush=True)
            if number % 2 == 0:
                line = dice.randrange(len(lines))
                column = dice.randrange(len(lines[line]) + 1)
                await one.type(line, column, dice.choice(LETTERS))
            else:
                await one.type(line, column + 1, "")
        one.server.desk.leave()

    asyncio.run(session())


def _resident() -> float:
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * resource.getpagesize() / 1e6
    except OSError:  # no Linux: the largest so far, in units that differ
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, nargs="+", default=[100, 500, 2000], help="sizes of the article")
    parser.add_argument("--edits", type=int, default=400, help="letters typed or erased in each")
    parser.add_argument(
        "--memory", type=int, default=0, metavar="EDITS", help="watch memory over so many edits instead"
    )
    parser.add_argument("--articles", metavar="DIR", help="reports to put together; made-up ones if not given")
    options = parser.parse_args()
    desk.PAUSE = 0.0
    gc.set_threshold(100_000)  # as the command does
    if options.memory:
        memory(options.memory, options.articles)
    else:
        table(options.lines, options.edits, options.articles)


if __name__ == "__main__":
    main()
