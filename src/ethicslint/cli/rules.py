"""`ethicslint rules list` and `ethicslint rules test`."""

import sys
from collections.abc import Iterator

import click

from ethicslint.cli.main import Commands
from ethicslint.cli.streams import say
from ethicslint.engine.compiled import Compiled
from ethicslint.project.rulecache import rules as load_rules
from ethicslint.project.selection import enabled
from ethicslint.report.visible import visible
from ethicslint.rulebook.model import Rule

_house = click.option("--rules", "house", multiple=True, metavar="DIR", help="Add a folder of house rules.")
_selected = click.argument("selected", nargs=-1, metavar="[RULES]...")


@click.group(cls=Commands)
def rules() -> None:
    """List the rules, or run their own examples.

    \b
    Example:
      ethicslint rules list
      ethicslint rules test
    """


@rules.command("list")
@_selected
@_house
def list_rules(selected: tuple[str, ...], house: tuple[str, ...]) -> None:
    """List the rules with their levels and titles. RULES are ids, families or globs.

    \b
    Example:
      ethicslint rules list suicide
    """
    compiled = load_rules(house)
    shown = [compiled.rule(number) for number in _numbers(compiled, selected)]
    longest = max(len(rule.id) for rule in shown)
    say([*(f"{rule.id:{longest}}  {_level(rule)}: {visible(rule.title)}\n" for rule in shown), f"{_count(shown)}\n"])


@rules.command("test")
@_selected
@_house
def test_rules(selected: tuple[str, ...], house: tuple[str, ...]) -> None:
    """Run the rules' own examples. Exits with 1 if one is not kept.

    \b
    Example:
      ethicslint rules test --rules house-style/
    """
    from ethicslint.engine.harness import problems

    compiled = load_rules(house)
    numbers = _numbers(compiled, selected)
    broken = 0

    def lines() -> Iterator[str]:
        nonlocal broken
        for problem in problems(compiled, numbers):
            broken += 1
            yield f"{visible(str(problem))}\n"
        shown = [compiled.rule(number) for number in numbers]
        examples = sum(len(rule.bad) + len(rule.good) for rule in shown)
        yield f"{_count(shown)}, {examples} examples, {broken} {'problem' if broken == 1 else 'problems'}\n"

    say(lines())
    sys.exit(bool(broken))


def _numbers(compiled: Compiled, selected: tuple[str, ...]) -> list[int]:
    chosen = enabled(compiled.ids, selected, ())
    return list(range(len(compiled.ids))) if chosen is None else sorted(chosen)


def _level(rule: Rule) -> str:
    return rule.level if rule.level == rule.headline_level else f"{rule.level} ({rule.headline_level} in headlines)"


def _count(shown: list[Rule]) -> str:
    return f"{len(shown)} {'rule' if len(shown) == 1 else 'rules'}"
