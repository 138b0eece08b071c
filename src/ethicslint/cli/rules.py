"""`ethicslint rules`: list, test, new, docs, schema."""

import os
import sys

import click

import ethicslint
from ethicslint.errors import EthicslintError, Problem, nearest
from ethicslint.project.files import write_whole
from ethicslint.project.rulecache import rules as load_rules
from ethicslint.project.selection import enabled
from ethicslint.report.visible import visible
from ethicslint.rulebook.model import FAMILIES
from ethicslint.rulebook.page import level_words

_house = click.option("--rules", "house", multiple=True, metavar="DIR", help="Add a folder of house rules.")
_selected = click.argument("selected", nargs=-1, metavar="[RULES]...")


@click.group()
def rules() -> None:
    """List the rules, run their own examples, start a new one, write their pages."""


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
        click.echo(f"{rule.id:{longest}}  {level_words(rule)}: {rule.title}")
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


@rules.command("new")
@click.argument("name", metavar="FAMILY/NAME")
@click.option("--rules", "folder", required=True, metavar="DIR", help="The folder of rules in which to start it.")
def new_rule(name: str, folder: str) -> None:
    """Start a rule: a file with every key, a word on each, and blanks to fill in.

    \b
    Example:
      ethicslint rules new --rules house-style sensationalism/sleepy-village
    """
    from ethicslint.rulebook.blank import blank
    from ethicslint.rulebook.load import NAME

    family, _, short = name.partition("/")
    if family not in FAMILIES:
        raise _failure(name, f"“{family}” is no family{nearest(family, list(FAMILIES))}")
    if not NAME.fullmatch(short):
        raise _failure(name, "a rule is called family/name, the name in small letters and hyphens")
    path = os.path.join(folder, family, f"{short}.yaml")
    if os.path.exists(path):
        raise _failure(path, "is there already; choose another name")
    _save(path, blank(name, folder, ethicslint.__version__))
    click.echo(path)


@rules.command("docs")
@click.argument("folder", metavar="DIR")
@_house
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a page is stale.")
def write_pages(folder: str, house: tuple[str, ...], check: bool) -> None:
    """Write a page for every rule and family below DIR, and remove those of rules that are gone.

    \b
    Example:
      ethicslint rules docs docs/rules
    """
    from ethicslint.rulebook.pages import MADE, pages

    wanted = {os.path.join(folder, *path.split("/")): text for path, text in pages(load_rules(house).book())}
    found = {path: text for path in _markdown_below(folder) if (text := _read(path)).startswith(MADE)}
    stale = sorted(path for path in {*wanted, *found} if wanted.get(path) != found.get(path))
    for path in stale:
        if check:
            click.echo(f"{path} is stale")
        elif path in wanted:
            _save(path, wanted[path])
        else:
            os.unlink(path)
    click.echo(f"{len(wanted)} pages, {len(stale)} {'stale' if check else 'changed'}")
    sys.exit(bool(check and stale))


@rules.command("schema")
def print_schema() -> None:
    """The JSON Schema of a rule file, for editors.

    \b
    Example:
      ethicslint rules schema > rule.schema.json
    """
    import json

    from ethicslint.rulebook.schema import schema

    click.echo(json.dumps(schema(), indent=2, ensure_ascii=False))


def _markdown_below(folder: str) -> list[str]:
    return [os.path.join(place, name) for place, _, names in os.walk(folder) for name in names if name.endswith(".md")]


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise _failure(path, f"cannot be read: {error}") from None


def _save(path: str, text: str) -> None:
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write_whole(path, text.encode())
    except OSError as error:
        raise _failure(path, f"cannot be written: {error.strerror}") from None


def _failure(path: str, message: str) -> EthicslintError:
    return EthicslintError([Problem(path, 0, message)])
