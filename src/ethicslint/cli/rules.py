"""`ethicslint rules list` and `ethicslint rules test`."""

import sys

import click

from ethicslint.project.rulecache import rules as load_rules
from ethicslint.project.selection import enabled
from ethicslint.report.visible import visible

_house = click.option("--rules", "house", multiple=True, metavar="DIR", help="Add a folder of house rules.")
_selected = click.argument("selected", nargs=-1, metavar="[RULES]...")


@click.group()
def rules() -> None:
    """List the rules, or run their own examples."""


@rules.command("list")
@_selected
@_house
def list_rules(selected: tuple[str, ...], house: tuple[str, ...]) -> None:
    """Every rule with its level and title; RULES (ids, families, globs) narrows the list.

    \b
    Example:
      ethicslint rules list suicide
    """
    compiled = load_rules(house)
    chosen = enabled(compiled.ids, selected, ())
    shown = [compiled.rule(n) for n in range(len(compiled.ids)) if chosen is None or n in chosen]
    longest = max(len(rule.id) for rule in shown)
    for rule in shown:
        level = (
            rule.level if rule.level == rule.headline_level else f"{rule.level} ({rule.headline_level} in headlines)"
        )
        click.echo(f"{rule.id:{longest}}  {level}: {rule.title}")
    click.echo(f"{len(shown)} rules")


@rules.command("test")
@_selected
@_house
def test_rules(selected: tuple[str, ...], house: tuple[str, ...]) -> None:
    """Run the examples of the rules; exits with 1 if one of them is not kept.

    \b
    Example:
      ethicslint rules test --rules house-style/
    """
    from ethicslint.engine.harness import problems

    compiled = load_rules(house)
    chosen = enabled(compiled.ids, selected, ())
    numbers = sorted(chosen) if chosen is not None else range(len(compiled.ids))
    broken = 0
    for problem in problems(compiled, numbers):
        broken += 1
        click.echo(visible(str(problem)))
    examples = sum(len(compiled.rule(n).bad) + len(compiled.rule(n).good) for n in numbers)
    click.echo(f"{len(numbers)} rules, {examples} examples, {broken} {'problem' if broken == 1 else 'problems'}")
    sys.exit(bool(broken))
