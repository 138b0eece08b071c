"""`ethicslint explain`."""

import click

from ethicslint.errors import Problem, RuleError, nearest
from ethicslint.project.rulecache import rules


@click.command()
@click.argument("rule", metavar="RULE")
@click.option("--rules", "house", multiple=True, metavar="DIR", help="Add a folder of house rules.")
def explain(rule: str, house: tuple[str, ...]) -> None:
    """The page of a rule: what, why, instead, examples, sources.

    \b
    Example:
      ethicslint explain suicide/committed-suicide
    """
    from ethicslint.rulebook.page import page

    compiled = rules(house)
    if rule not in compiled.ids:
        raise RuleError([Problem("", 0, f"there is no rule “{rule}”{nearest(rule, list(compiled.ids))}")])
    for line in page(compiled.rule(compiled.ids.index(rule)), compiled.book()):
        click.echo(line)
