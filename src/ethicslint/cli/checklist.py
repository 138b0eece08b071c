"""`ethicslint checklist`."""

import shutil
import sys
from collections.abc import Iterator
from typing import Final

import click

from ethicslint.analysis.topics import topics_of
from ethicslint.cli.streams import complain, is_terminal, say
from ethicslint.errors import EthicslintError, Problem
from ethicslint.project.protected import redacted
from ethicslint.project.rulecache import rules
from ethicslint.report.visible import visible, wrapped
from ethicslint.rulebook.builtin import builtin_folder
from ethicslint.rulebook.checklist import Question, questions
from ethicslint.text.document import Document
from ethicslint.text.source import Source

_WIDEST: Final = 100
_NARROWEST: Final = 40
_INDENT: Final = " " * 4


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--rules", "house", multiple=True, metavar="DIR", help="Add a folder of house rules and its questions.")
def checklist(file: str, house: tuple[str, ...]) -> None:
    """Ask what no text can show.

    Consent, waivers, orders in force, pictures, families told: questions for this article's topics, with their sources. FILE is
    an article, or - for standard input. Nothing is stored, and no answer is asked for.

    \b
    Example:
      ethicslint checklist article.md
    """
    compiled = rules(house)
    book = compiled.book()
    every = questions([builtin_folder(), *house], book.topics, book.citations)
    document = _read(file)
    for problem in document.problems:
        complain([problem._replace(message="the front matter is broken; its fields may be missing")])
    shown = topics_of(document.blocks, compiled.evidence)
    asked = [one for one in every.values() if not shown.isdisjoint(one.topics)]
    width = min(shutil.get_terminal_size().columns, _WIDEST) if is_terminal(sys.stdout) else _WIDEST
    say(_lines(redacted(file), sorted(shown), asked, max(width, _NARROWEST)))


def _lines(path: str, shown: list[str], asked: list[Question], width: int) -> Iterator[str]:
    """The questions as boxes to tick, each with why it is asked and on whose authority."""
    if not asked:
        yield f"{visible(path)}: no topic that calls for questions.\n"
        return
    yield f"{visible(path)}: {len(asked)} questions on {', '.join(shown)}\n"
    for one in asked:
        authority = "; ".join(source.short for source in one.sources)
        yield "\n"
        for number, line in enumerate(wrapped(one.ask, width - len(_INDENT))):
            yield f"{_INDENT if number else '[ ] '}{line}\n"
        for line in wrapped(f"{one.why} ({authority})", width - len(_INDENT)):
            yield f"{_INDENT}{line}\n"
    yield "\nNothing of this is stored. It is no legal clearance.\n"


def _read(path: str) -> Document:
    """The article at `path`. Raises EthicslintError if it cannot be read as one."""
    try:
        if path == "-":
            return Document.read(Source.from_bytes(sys.stdin.buffer.read(), path))
        with open(path, "rb") as file:
            return Document.read(Source.from_bytes(file.read(), path))
    except OSError as error:
        raise EthicslintError([Problem(path, 0, f"cannot be read: {error.strerror}")]) from None
