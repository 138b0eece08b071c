"""`ethicslint rules`: list, test, new, docs, schema."""

import os
import sys
from collections.abc import Iterator

import click

import ethicslint
from ethicslint.cli import completion
from ethicslint.cli.main import Commands
from ethicslint.cli.streams import say
from ethicslint.engine.compiled import Compiled
from ethicslint.errors import EthicslintError, Problem, nearest
from ethicslint.project.files import write_whole
from ethicslint.project.newsroom import Newsroom, Wishes
from ethicslint.project.rulecache import keep_learnt
from ethicslint.project.rulecache import rules as load_rules
from ethicslint.project.selection import enabled
from ethicslint.report.visible import visible
from ethicslint.rulebook.model import FAMILIES, Rule
from ethicslint.rulebook.page import level_words

_house = click.option(
    "--rules",
    "house",
    multiple=True,
    metavar="DIR",
    help="Add a folder of house rules.",
    shell_complete=completion.folders,
)
_selected = click.argument("selected", nargs=-1, metavar="[RULES]...", shell_complete=completion.selectors)


@click.group(cls=Commands)
def rules() -> None:
    """List the rules, test them, start a new one. Also their pages and their schema.

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
    compiled = Newsroom(Wishes(house=house)).book()
    shown = [compiled.rule(number) for number in _numbers(compiled, selected)]
    longest = max(len(rule.id) for rule in shown)
    lines = [f"{rule.id:{longest}}  {level_words(rule)}: {visible(rule.title)}\n" for rule in shown]
    say([*lines, f"{_count(shown)}\n"])


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

    compiled = Newsroom(Wishes(house=house)).book()
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
    keep_learnt(compiled)
    sys.exit(bool(broken))


@rules.command("new")
@click.argument("name", metavar="FAMILY/NAME")
@click.option(
    "--rules",
    "folder",
    required=True,
    metavar="DIR",
    help="The folder of rules in which to start it.",
    shell_complete=completion.folders,
)
def new_rule(name: str, folder: str) -> None:
    """Start a rule. The file has every key, a word on each, and blanks to fill in.

    \b
    Example:
      ethicslint rules new --rules house-style sensationalism/sleepy-village
    """
    from ethicslint.rulebook.blank import blank
    from ethicslint.rulebook.builtin import builtin_folder
    from ethicslint.rulebook.load import NAME

    family, slash, short = name.partition("/")
    if slash and family not in FAMILIES:
        raise _failure(name, f"“{family}” is no family{nearest(family, list(FAMILIES))}")
    if not NAME.fullmatch(short):
        raise _failure(name, "a rule is called family/name, the name in small letters and hyphens")
    path = os.path.join(folder, family, f"{short}.yaml")
    if _read(path).strip() if os.path.exists(path) else "":
        raise _failure(path, "is there already; choose another name")
    if os.path.exists(os.path.join(builtin_folder(), family, f"{short}.yaml")):
        change = f'write {visible(path)} with the line extends: "{name}" and the keys that differ'
        raise _failure(name, f"is a built-in rule, which a new file would replace; to change it, {change}")
    _save(path, blank(name, folder, ethicslint.__version__))
    say([f"{visible(path)}\n"])


@rules.command("docs")
@click.argument("folder", metavar="DIR", shell_complete=completion.folders)
@_house
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a page is stale.")
def write_pages(folder: str, house: tuple[str, ...], check: bool) -> None:
    """Write a page for every rule and family. Pages below DIR of rules that are gone are removed.

    \b
    Example:
      ethicslint rules docs docs/rules
    """
    from ethicslint.rulebook.pages import MADE, pages

    wanted = {os.path.join(folder, *path.split("/")): text for path, text in pages(load_rules(house).book())}
    found = {path: text for path in _pages_below(folder) if (text := _read(path)).startswith(MADE)}
    for path in wanted.keys() - found.keys():
        if os.path.exists(path):
            raise _failure(path, "is written by hand where the page of a rule belongs; move it")
    stale = sorted(path for path in {*wanted, *found} if wanted.get(path) != found.get(path))
    for path in [] if check else stale:
        if path in wanted:
            _save(path, wanted[path])
        else:
            os.unlink(path)
    faults = {path: "is stale" if path in found else "is missing" for path in wanted}
    named = [f"{visible(path)} {faults.get(path, 'belongs to no rule')}\n" for path in stale]
    say([*(named if check else []), f"{len(wanted)} pages, {len(stale)} {'stale' if check else 'changed'}\n"])
    sys.exit(bool(check and stale))


@rules.command("schema")
def print_schema() -> None:
    """Print the JSON Schema of a rule file, for editors.

    \b
    Example:
      ethicslint rules schema > rule.schema.json
    """
    import json

    from ethicslint.rulebook.schema import schema

    say([json.dumps(schema(), indent=2, ensure_ascii=False), "\n"], utf8=True)


def _numbers(compiled: Compiled, selected: tuple[str, ...]) -> list[int]:
    chosen = enabled(compiled.ids, selected, ())
    return list(range(len(compiled.ids))) if chosen is None else sorted(chosen)


def _count(shown: list[Rule]) -> str:
    return f"{len(shown)} {'rule' if len(shown) == 1 else 'rules'}"


def _pages_below(folder: str) -> list[str]:
    return [
        os.path.join(place, name)
        for place, _, names in os.walk(folder)
        for name in names
        if name.endswith((".md", ".html"))
    ]


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace", newline="") as file:
            return file.read()
    except OSError as error:
        raise _failure(path, f"cannot be read: {error.strerror}") from None


def _save(path: str, text: str) -> None:
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write_whole(path, text.encode())
    except OSError as error:
        raise _failure(path, f"cannot be written: {error.strerror}") from None


def _failure(path: str, message: str) -> EthicslintError:
    return EthicslintError([Problem(path, 0, message)])
