"""The `ethicslint` command and its subcommands. Subcommands are imported when they are called."""

import sys
from typing import Any, Final

import click

import ethicslint
from ethicslint.cli.streams import complain
from ethicslint.errors import EthicslintError, Problem
from ethicslint.project.protected import crash, redacted

_COMMANDS: Final = ("check", "checklist", "doctor", "explain", "facts", "init", "lsp", "rules")
FAILED: Final = 2
"""The exit code when the job could not be done."""

_INTERRUPTED: Final = 130  # what a shell makes of Ctrl-C


class Commands(click.Group):
    """A group that answers a misspelt command with the nearest one."""

    def resolve_command(self, context: click.Context, args: list[str]) -> Any:
        known = self.list_commands(context)
        if args and args[0] not in known and not args[0].startswith("-"):
            from ethicslint.errors import nearest

            context.fail(f"there is no command “{args[0]}”{nearest(args[0], known)}")
        return super().resolve_command(context, args)


class _Ethicslint(Commands):
    """Finds a subcommand in the module of its name, and turns what went wrong into the exit code for it."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = getattr(import_module(f"ethicslint.cli.{name}"), name)
        return command

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except EthicslintError as error:
            complain(error.problems)
            sys.exit(FAILED)
        except KeyboardInterrupt:
            sys.exit(_INTERRUPTED)
        except click.UsageError as error:
            raise click.UsageError(redacted(error.format_message()), error.ctx) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            # Left to Python, a fault of ours would end with 1 and pass for findings.
            print("".join(crash(error)), end="", file=sys.stderr)  # noqa: T201
            complain([Problem("", 0, "stopped by a fault of its own, told above; not everything was checked")])
            sys.exit(FAILED)


@click.group(cls=_Ethicslint, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(ethicslint.__version__, prog_name="ethicslint", message="%(prog)s %(version)s")
def main() -> None:
    """Check articles against guidance for trauma-informed reporting.

    \b
    Example:
      ethicslint check drafts/
      ethicslint explain verdict-wording/found-innocent
    """
