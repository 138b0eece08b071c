"""`ethicslint doctor`."""

import sys

import click

from ethicslint.cli.main import FAILED
from ethicslint.cli.streams import complain, say
from ethicslint.report.visible import visible


@click.command()
@click.argument("path", default=".", metavar="[PATH]")
@click.option("--config", metavar="FILE", default="", help="The configuration, in place of the nearest.")
@click.option("--rule", metavar="RULE", default="", help="Say only whether this rule is on, and on whose word.")
def doctor(path: str, config: str, rule: str) -> None:
    """Say what is in force for an article or folder, and what is wrong.

    Names the configuration files, the rules and levels, and for each rule that is off the line that says so; versions; the state
    of the cache. Exits with 2 if something is wrong.

    \b
    Example:
      ethicslint doctor content/story.md
      ethicslint doctor --rule suicide/suicide-bid content/
    """
    from ethicslint.project.diagnosis import diagnosis

    found = diagnosis(path, config, rule)
    say(f"{visible(line)}\n" for line in found.lines)
    complain(found.problems)
    if not found.problems:
        say(["Nothing is wrong.\n"])
    sys.exit(FAILED if found.problems else 0)
