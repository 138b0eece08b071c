"""`ethicslint facts`."""

import os
import sys

import click

from ethicslint.analysis.facts import Facts, Patterns
from ethicslint.analysis.kinds import KINDS
from ethicslint.analysis.topics import Evidence, evidence, topics_of
from ethicslint.cli import completion
from ethicslint.cli.main import FAILED
from ethicslint.cli.streams import complain, say
from ethicslint.errors import EthicslintError, Problem, RuleError
from ethicslint.lexicon.words import Lexicon, read
from ethicslint.project.discovery import articles
from ethicslint.project.newsroom import Newsroom, Wishes
from ethicslint.project.protected import holds_name, names, redacted, untold
from ethicslint.report.facts import Seen, as_json, lines
from ethicslint.rulebook.builtin import builtin_folder
from ethicslint.rulebook.load import TOPIC_SETS
from ethicslint.text.document import Document
from ethicslint.text.source import Source


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...", shell_complete=completion.files)
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="The form."
)
def facts(paths: tuple[str, ...], form: str) -> None:
    """Show what the analyses see, with line and confidence.

    Quotations and who speaks, attributions, people, claims, hidden doers, topics. PATHS are files or folders, as for check.
    This is the view behind the findings: it judges nothing.

    \b
    Example:
      ethicslint facts article.md
      ethicslint facts --format json drafts/
    """
    problems: list[Problem] = []
    newsroom = Newsroom(Wishes())
    lexicon = _lexicon()
    known = Patterns(lexicon.vocabulary())
    words = evidence({one.name.removeprefix(TOPIC_SETS): one.words for one in lexicon.starting(TOPIC_SETS)})
    hidden = names()
    withheld: list[Problem] = []
    every: list[Seen] = []
    for path in articles(paths or newsroom.paths(), problems, newsroom.excluded):
        document = _read(path, problems)
        if document is None:
            continue
        seen = _seen(document, known, words)
        if hidden and holds_name(document, hidden):
            seen = _without_words(seen)
            withheld.append(Problem(path, 0, "a protected name stands in this article; its facts are not shown"))
            problems[:] = [untold(one, hidden) if one.path == path else one for one in problems]
        every.append(seen)
    newsroom.check()
    say(as_json(every) if form == "json" else (line for seen in every for line in lines(seen)), utf8=form == "json")
    complain([*problems, *withheld])
    sys.exit(FAILED if problems else 0)


def _read(path: str, problems: list[Problem]) -> Document | None:
    """The article at `path`, if it can be read as one."""
    try:
        with open(path, "rb") as file:
            document = Document.read(Source.from_bytes(file.read(), path))
    except OSError as error:
        problems.append(Problem(path, 0, f"cannot be read: {error.strerror}"))
        return None
    except EthicslintError as error:
        problems += error.problems
        return None
    problems += document.problems
    return document


def _seen(document: Document, known: Patterns, words: Evidence) -> Seen:
    shown = topics_of(document.blocks, words)
    found = Facts(document.blocks, known, declared=document.declared)
    every = [fact for kind in KINDS for fact in found.of(kind)]
    return Seen(document, sorted(shown), sorted(every, key=lambda fact: (fact.place, fact.kind)))


def _without_words(seen: Seen) -> Seen:
    """An article by its topics alone, under a name that is no protected one."""
    return Seen(Document.read(Source("", redacted(seen.document.source.path))), seen.topics, [])


def _lexicon() -> Lexicon:
    """The vocabulary of the built-in rules. Raises RuleError for mistakes in it."""
    problems: list[Problem] = []
    lexicon = read([os.path.join(builtin_folder(), "vocabulary")], problems)
    if problems:
        raise RuleError(problems)
    return lexicon
