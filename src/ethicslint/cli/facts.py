"""`ethicslint facts`."""

import os
import sys

import click

from ethicslint.analysis.facts import KINDS, Facts, patterns
from ethicslint.analysis.topics import evidence, topics
from ethicslint.cli.main import FAILED
from ethicslint.errors import EthicslintError, Problem, RuleError
from ethicslint.lexicon.words import Lexicon, read
from ethicslint.project.discovery import articles
from ethicslint.report.facts import VERSION, Seen, as_json, lines
from ethicslint.report.visible import visible
from ethicslint.rulebook.builtin import builtin_folder
from ethicslint.rulebook.load import TOPIC_SETS
from ethicslint.text.document import HEADLINES, Block, Document
from ethicslint.text.source import Source
from ethicslint.text.tokens import Tokens


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="How to print.")
def facts(paths: tuple[str, ...], form: str) -> None:
    """What the analyses see: quotations and who speaks, attributions, people, claims, hidden doers, topics.

    PATHS are files or folders, as for check. This is the view behind the findings: it judges nothing.

    \b
    Example:
      ethicslint facts article.md
      ethicslint facts --format json drafts/
    """
    problems: list[Problem] = []
    lexicon = _lexicon()
    known = patterns(lexicon)
    words = evidence({one.name.removeprefix(TOPIC_SETS): one.words for one in lexicon.starting(TOPIC_SETS)})
    answers = []
    for path in articles(paths or (".",), problems):
        try:
            with open(path, "rb") as file:
                document = Document.read(Source.from_bytes(file.read(), path))
        except OSError as error:
            problems.append(Problem(path, 0, f"cannot be read: {error.strerror}"))
            continue
        except EthicslintError as error:
            problems += error.problems
            continue
        problems += document.problems
        tokens = [Tokens([block.text for block in blocks]) for blocks in (document.blocks, _headlines(document))]
        found = Facts(document.blocks, known)
        seen = Seen(
            document,
            sorted(topics(*tokens, words)),
            sorted((fact for kind in KINDS for fact in found.of(kind)), key=lambda fact: (fact.place, fact.kind)),
        )
        if form == "json":
            answers.append(as_json(seen))
        else:
            click.echo("".join(lines(seen)), nl=False)
    if form == "json":
        import json

        click.echo(json.dumps({"version": VERSION, "files": answers}, ensure_ascii=False, indent=1))
    for problem in problems:
        click.echo(f"ethicslint: {visible(str(problem))}", err=True)
    sys.exit(FAILED if problems else 0)


def _headlines(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.place in HEADLINES]


def _lexicon() -> Lexicon:
    """The vocabulary of the built-in rules. Raises RuleError for mistakes in it."""
    problems: list[Problem] = []
    lexicon = read([os.path.join(builtin_folder(), "vocabulary")], problems)
    if problems:
        raise RuleError(problems)
    return lexicon
