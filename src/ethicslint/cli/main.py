"""The `ethicslint` command and its subcommands. Subcommands are imported when they are called."""

import sys
from typing import Any, Final

import click

import ethicslint
from ethicslint.errors import EthicslintError

_COMMANDS: Final = {"check": "check", "explain": "explain", "rules": "rules"}
FAILED: Final = 2
"""The exit code when the job could not be done."""


class _Commands(click.Group):
    """Finds a subcommand in the module of its name."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = getattr(import_module(f"ethicslint.cli.{_COMMANDS[name]}"), name)
        return command

    def resolve_command(self, context: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(context, args)
        except click.UsageError:
            from ethicslint.errors import nearest

            context.fail(f"there is no command “{args[0]}”{nearest(args[0], list(_COMMANDS))}")

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except EthicslintError as error:
            for problem in error.problems:
                click.echo(f"ethicslint: {problem}", err=True)
            sys.exit(FAILED)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(ethicslint.__version__, prog_name="ethicslint")
def main() -> None:
    """Check articles against guidance for trauma-informed reporting.

    \b
    Example:
      ethicslint check drafts/
      ethicslint explain verdict-wording/found-innocent
    """
