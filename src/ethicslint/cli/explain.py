"""`ethicslint explain`."""

import shutil
import sys
from collections.abc import Iterator
from typing import Final

import click

from ethicslint.cli import completion
from ethicslint.cli.streams import is_terminal, say
from ethicslint.errors import Problem, RuleError, nearest
from ethicslint.project.newsroom import Newsroom, Wishes
from ethicslint.project.protected import PROTECTED
from ethicslint.project.protected import page as about_protected
from ethicslint.report.visible import visible, wrapped

_WIDEST: Final = 100


@click.command()
@click.argument("rule", metavar="RULE", shell_complete=completion.rule_ids)
@click.option(
    "--rules",
    "house",
    multiple=True,
    metavar="DIR",
    help="Add a folder of house rules.",
    shell_complete=completion.folders,
)
def explain(rule: str, house: tuple[str, ...]) -> None:
    """The page of a rule: what, why, instead, examples, sources.

    \b
    Example:
      ethicslint explain suicide/committed-suicide
    """
    from ethicslint.rulebook.page import page

    if rule == PROTECTED:
        say(f"{line}\n" for line in about_protected())
        return
    compiled = Newsroom(Wishes(house=house)).book()
    if rule not in compiled.ids:
        raise RuleError([Problem("", 0, f"there is no rule “{rule}”{nearest(rule, list(compiled.ids))}")])
    lines: Iterator[str] = (visible(line) for line in page(compiled.rule(compiled.ids.index(rule)), compiled.book()))
    if is_terminal(sys.stdout):
        lines = _fitted(lines, min(shutil.get_terminal_size().columns, _WIDEST))
    say(f"{line}\n" for line in lines)


def _fitted(lines: Iterator[str], width: int) -> Iterator[str]:
    """Long lines broken for a terminal, those of a list under their bullet."""
    for line in lines:
        indent = ""
        for part in wrapped(line, max(width, 40) - 2) if line else [""]:
            yield f"{indent}{part}"
            indent = "  " if line.startswith("- ") else ""
