"""What runs in a process of its own: `worker.py TASK LIST`, where LIST is a file that names one article a line.

Prints the CPU seconds that the task took, without starting Python and reading files, and how much came out of it.
"""

import atexit
import gc
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from measure import own_seconds

if TYPE_CHECKING:
    from ethicslint.analysis.facts import Kept
    from ethicslint.text.document import Block, Document

Articles = list[tuple[str, bytes]]


def events(articles: Articles) -> Callable[[], int]:
    """The parser alone, with the options that ethicslint uses."""
    import pyromark

    from ethicslint.text import markdown

    def job() -> int:
        count = 0
        for _, data in articles:
            for _ in pyromark.events_with_range(data.decode(), options=markdown._OPTIONS):
                count += 1
        return count

    return job


def read(articles: Articles) -> Callable[[], int]:
    """Articles to blocks of clean text, without rules."""
    from ethicslint.text.document import Document
    from ethicslint.text.source import Source

    return lambda: sum(len(Document.read(Source.from_bytes(data, name)).blocks) for name, data in articles)


def check(articles: Articles) -> Callable[[], int]:
    """What `ethicslint check` does with every file, from bytes to findings, with the built-in rules."""
    from ethicslint.project.check import Settings, check_bytes
    from ethicslint.project.rulecache import keep_learnt, rules

    compiled = rules()
    atexit.register(keep_learnt, compiled)  # the round that warms up leaves a full cache to the others
    return lambda: sum(len(check_bytes(data, name, compiled, Settings(None)).findings) for name, data in articles)


def rules(articles: Articles) -> Callable[[], int]:
    """The built-in rules alone, over articles that are read already."""
    from ethicslint.engine.lint import lint
    from ethicslint.project.rulecache import keep_learnt, rules

    compiled = rules()
    atexit.register(keep_learnt, compiled)
    documents = _documents(articles)
    return lambda: sum(len(lint(document, compiled)) for document in documents)


def facts(articles: Articles) -> Callable[[], int]:
    """All facts of articles that are read already."""
    return _over(articles, _facts())


CASE_FILE = ("event", "standing")
"""The kinds of fact that say what happened in a case."""

EDITS = 40
"""How often the long article is edited."""


def afresh(articles: Articles) -> Callable[[], int]:
    """All facts of a long article, as often as `typing` changes it."""
    every = _facts()
    (document,) = _documents([("long.md", _long(articles).encode())])
    return lambda: sum(every(document.blocks, None) for _ in range(EDITS))


def typing(articles: Articles) -> Callable[[], int]:
    """All facts of a long article after each of some edits: one word more in the middle of a paragraph."""
    return _edited(articles, _with_word)


def case_typing(articles: Articles) -> Callable[[], int]:
    """The case file, and what it rests on, after each of these edits."""
    return _edited(articles, _with_word, CASE_FILE)


def adding(articles: Articles) -> Callable[[], int]:
    """The same, with a paragraph more instead of a word."""
    return _edited(articles, _with_paragraph)


def _edited(articles: Articles, edit: Callable[[list[str], int], None], kinds: Sequence[str] = ()) -> Callable[[], int]:
    from ethicslint.analysis.facts import Kept

    every = _facts(kinds)
    paragraphs = _long(articles).split("\n\n")
    choice = random.Random("edits")
    versions = ["\n\n".join(paragraphs)]
    for _ in range(EDITS):
        edit(paragraphs, choice.choice([at for at, text in enumerate(paragraphs) if len(text.split()) > 8]))
        versions.append("\n\n".join(paragraphs))
    documents = _documents([("long.md", text.encode()) for text in versions])
    kept = Kept()
    every(documents[0].blocks, kept)
    return lambda: sum(every(document.blocks, kept) for document in documents[1:])


def _with_word(paragraphs: list[str], at: int) -> None:
    words = paragraphs[at].split(" ")
    paragraphs[at] = " ".join([*words[: len(words) // 2], "again", *words[len(words) // 2 :]])


def _with_paragraph(paragraphs: list[str], at: int) -> None:
    paragraphs.insert(at, "Colm Roe, who lives nearby, said: “I heard nothing.”")


LINES = 2_000
"""How many lines the long article has at least, if the articles have as many."""


def _long(articles: Articles) -> str:
    """Articles one behind the other, without their front matter."""
    found: list[str] = []
    for _, data in articles:
        text = data.decode(errors="replace").replace("\r\n", "\n").strip()
        if text.startswith("---\n"):
            text = text[4:].partition("\n---\n")[2].strip()
        found.append(text)
        if sum(text.count("\n") + 2 for text in found) > LINES:
            break
    return "\n\n".join(found) + "\n"


def _documents(articles: Articles) -> list["Document"]:
    from ethicslint.text.document import Document
    from ethicslint.text.source import Source

    return [Document.read(Source.from_bytes(data, name)) for name, data in articles]


def case_file(articles: Articles) -> Callable[[], int]:
    """The case files of articles that are read already, and what they rest on."""
    return _over(articles, _facts(CASE_FILE))


def contradictions(articles: Articles) -> Callable[[], int]:
    """The contradictions of articles that are read already, and the facts that they rest on."""
    return _over(articles, _facts(["conflict"]))


def _over(articles: Articles, every: Callable[[list["Block"], "Kept | None"], int]) -> Callable[[], int]:
    documents = _documents(articles)
    every(documents[0].blocks, None)  # most patterns are compiled here, as those of rules are before they run
    return lambda: sum(every(document.blocks, None) for document in documents)


def _facts(kinds: Sequence[str] = ()) -> Callable[[list["Block"], "Kept | None"], int]:
    """What counts the facts of an article: of some kinds, or of all but the case file and contradictions, which compare parts."""
    from ethicslint.analysis.facts import Facts, Patterns
    from ethicslint.analysis.kinds import KINDS
    from ethicslint.lexicon.words import read
    from ethicslint.rulebook.builtin import builtin_folder

    asked = kinds or [kind for kind in KINDS if kind not in (*CASE_FILE, "conflict")]
    known = Patterns(read([f"{builtin_folder()}/vocabulary"], []).vocabulary())

    def count(blocks: list["Block"], kept: "Kept | None") -> int:
        found = Facts(blocks, known, kept)
        return sum(len(found.of(kind)) for kind in asked)

    return count


TASKS = {
    "events": events,
    "read": read,
    "check": check,
    "rules": rules,
    "facts": facts,
    "case_file": case_file,
    "case_typing": case_typing,
    "contradictions": contradictions,
    "afresh": afresh,
    "typing": typing,
    "adding": adding,
}


def main() -> None:
    task, listing = sys.argv[1:]
    names = Path(listing).read_text(encoding="utf-8").splitlines()
    gc.set_threshold(100_000)  # as in the command
    job = TASKS[task]([(name, Path(name).read_bytes()) for name in names])
    before = own_seconds()
    made = job()
    print(own_seconds() - before, made)


if __name__ == "__main__":
    main()
