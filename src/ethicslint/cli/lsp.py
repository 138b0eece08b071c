"""`ethicslint lsp`."""

import sys
from typing import Final

import click

from ethicslint.errors import EthicslintError, Problem

_NEEDED: Final = ("pygls", "lsprotocol", "cattrs", "attrs", "attr")


@click.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@click.option("--stdio", is_flag=True, help="Speak over standard input and output, as always.")
@click.argument("rest", nargs=-1, type=click.UNPROCESSED, metavar="")
def lsp(stdio: bool, rest: tuple[str, ...]) -> None:
    """Serve an editor: findings under the words while they are written.

    Speaks the Language Server Protocol over standard input and output. Editors start it; what else they put on the command line
    is accepted and means nothing.

    \b
    Example:
      ethicslint lsp
    """
    try:
        from ethicslint.lsp.server import start
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _NEEDED:
            raise
        message = "the language server needs pygls, which is not installed; pip install 'ethicslint[lsp]'"
        raise EthicslintError([Problem("", 0, message)]) from None
    sys.exit(start())
