"""What a shell offers after the tab key: rules, files, folders. The scripts that ask for it are click's own.

Knows what can stand where. Knows nothing of shells.
"""

from typing import TYPE_CHECKING

import click

from ethicslint.errors import EthicslintError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def rule_ids(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """The rules that begin like this, those of the house folders named before it too."""
    from ethicslint.project.rulecache import rules

    try:
        ids = rules(context.params.get("house") or ()).ids
    except EthicslintError:
        return []
    return [one for one in ids if one.startswith(incomplete)]


def selectors(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Families and rules, after the last comma."""
    before, comma, last = incomplete.rpartition(",")
    ids = rule_ids(context, parameter, last)
    offered = ids if "/" in last else sorted({one.partition("/")[0] for one in ids})
    return [f"{before}{comma}{one}" for one in offered]


def files(context: click.Context, parameter: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """What the shell finds itself."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def folders(context: click.Context, parameter: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Folders, found by the shell."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="dir")]
