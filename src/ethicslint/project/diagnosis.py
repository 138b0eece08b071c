"""What is in force for an article and on whose word, and what is wrong with the installation or the configuration.

Knows how to say it in lines. What holds is asked of the same functions as the check asks.
"""

import os
import sys
import time
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import ethicslint
from ethicslint.errors import EthicslintError, Problem, nearest
from ethicslint.project.cachefolder import cache_folder
from ethicslint.project.configuration import NAME, PYPROJECT, Configuration
from ethicslint.project.discovery import true_path
from ethicslint.project.inforce import Cause, InForce
from ethicslint.project.nearest import shown
from ethicslint.project.newsroom import Newsroom, Wishes
from ethicslint.project.protected import VARIABLE, loaded
from ethicslint.project.resultcache import RESULTS
from ethicslint.rulebook.builtin import builtin_folder
from ethicslint.rulebook.law import overdue
from ethicslint.rulebook.model import LegalNote

_LIBRARIES = ("click", "pathspec", "pyromark", "pyyaml", "regex")
_DEFAULTS = {"min-level": "suggestion", "fail-level": "error", "min-confidence": "medium"}


class Diagnosis(NamedTuple):
    """Lines for people, and what is wrong."""

    lines: list[str]
    problems: list[Problem]


def diagnosis(path: str, config: str = "", rule: str = "") -> Diagnosis:
    """What holds for the article or folder at `path`, or of one `rule` there. Never raises for what it is there to find."""
    problems: list[Problem] = []
    lines = [*_versions(), *_cache(problems), *_names(problems)]
    if not os.path.exists(path):
        problems.append(Problem(path, 0, "there is no such file or folder"))
    try:
        lines += _held(path, Newsroom(Wishes(config=config)), rule, problems)
    except EthicslintError as error:
        problems += error.problems
    return Diagnosis(lines, problems)


def _versions() -> Iterator[str]:
    from importlib.metadata import PackageNotFoundError, version

    yield f"ethicslint {ethicslint.__version__}, in {os.path.dirname(os.path.abspath(ethicslint.__file__))}"
    found = []
    for name in _LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} of unknown version")
    yield f"Python {sys.version.partition(' ')[0]}, {', '.join(found)}"


def _cache(problems: list[Problem]) -> Iterator[str]:
    """The state of the cache folder; it is wrong only where the check would pass it over in silence."""
    folder = cache_folder()
    if not folder:
        problems.append(Problem("", 0, "there is no folder for a cache; set ETHICSLINT_CACHE_DIR to one of your own"))
        return
    try:
        with os.scandir(folder) as listing:
            sizes = {entry.name: entry.stat().st_size for entry in listing if entry.is_file()}
        status = os.stat(folder)
    except FileNotFoundError:
        yield f"cache: {folder}, not there yet"
        return
    except OSError as error:
        problems.append(Problem(folder, 0, f"the cache cannot be used: {error.strerror}"))
        return
    yield f"cache: {folder}, {_count(len(sizes), 'file')}, {sum(sizes.values()) / 1e6:.1f} MB"
    results = [size for name, size in sizes.items() if name.startswith(RESULTS)]
    yield f"  results of earlier runs: {_count(len(results), 'file')}, {sum(results) / 1e6:.1f} MB"
    if hasattr(os, "getuid") and status.st_uid != os.getuid():
        problems.append(Problem(folder, 0, "the cache folder belongs to somebody else; set ETHICSLINT_CACHE_DIR"))
    elif status.st_mode & 0o022:
        problems.append(Problem(folder, 0, "others can write to the cache folder; take that right away: chmod go-w"))
    if not os.access(folder, os.W_OK):
        problems.append(Problem(folder, 0, "the cache folder cannot be written; every run reads all rules anew"))


def _names(problems: list[Problem]) -> Iterator[str]:
    """How many protected names are in force, never which."""
    try:
        number = loaded()
    except EthicslintError as error:
        problems += error.problems
        return
    if os.environ.get(VARIABLE):
        yield f"protected names: {number}"
    else:
        yield f"protected names: none; {VARIABLE} names no list"


def _held(path: str, newsroom: Newsroom, rule: str, problems: list[Problem]) -> Iterator[str]:
    """What holds for one path: files, rules, settings, what is off and what is changed."""
    is_folder = os.path.isdir(path)
    true = os.path.realpath(path) if is_folder else true_path(path)
    configuration = newsroom.configuration(true if is_folder else os.path.dirname(true))
    newsroom.check()  # or a broken configuration would pass for none
    yield ""
    yield from _files(path, configuration, newsroom, problems)
    compiled, held = newsroom.in_force(os.path.join(path, "") if is_folder else path)
    if left_out := newsroom.exclusion(true, is_folder):
        yield f"left out: {left_out}"
    if rule:
        yield _rule(compiled.ids, held, rule, problems)
        return
    number = len(compiled.ids)
    yield f"{_count(number, 'rule')}, {number - len(held.off)} on"
    yield f"  {builtin_folder()}"
    for folder in newsroom.house(configuration):
        yield f"  {folder}"
    yield from _law(compiled.law())
    yield from _settings(held)
    yield from _by_cause(compiled.ids, "off", {number: (cause, "") for number, cause in held.off.items()})
    changed = {number: (cause, level) for number, (level, cause) in held.levels.items()}
    yield from _by_cause(compiled.ids, "level", changed)


def _files(
    path: str, configuration: Configuration | None, newsroom: Newsroom, problems: list[Problem]
) -> Iterator[str]:
    """The configuration files in force, the nearest first."""
    if configuration is None:
        yield f"{path}: no configuration; everything as it comes"
        return
    article = os.path.join(path, "") if os.path.isdir(path) else path
    yield f"{path}: configured by"
    for file in reversed(configuration.files):
        yield f"  {file.own.path}"
        for override in file.overrides:
            globs = ", ".join(said.text for said in override.files)
            holds = "holds here" if newsroom.overrides(configuration, override, article) else "does not hold here"
            yield f"    line {override.line}, for {globs}: {holds}"
    other = os.path.join(configuration.base, PYPROJECT)
    nearest_one = os.path.basename(configuration.files[-1].path)
    if not newsroom.wishes.config and nearest_one != PYPROJECT and os.path.isfile(other) and _has_table(other):
        message = f"its [tool.ethicslint] is not read, for {NAME} stands beside it; keep one of them"
        problems.append(Problem(shown(other), 0, message))


def _has_table(path: str) -> bool:
    from ethicslint.project.configfile import read
    from ethicslint.project.configuration import FILE_KEYS

    problems: list[Problem] = []
    return read(path, path, FILE_KEYS, problems) is not None or bool(problems)


def today() -> str:
    """This day, as 2026-11-25."""
    return time.strftime("%Y-%m-%d")


def _law(notes: Sequence[LegalNote]) -> Iterator[str]:
    """How many legal notes the rules rest on, and which of them somebody had to look at again before today."""
    late = overdue(notes, today())
    yield f"legal notes: {len(notes)}, {len(late) or 'none'} overdue"
    for note in late:
        yield f"  {note.id}: as of {note.as_of}, to be looked at again by {note.review_by}"


def _settings(held: InForce) -> Iterator[str]:
    for key in [*_DEFAULTS, *(key for key in held.single if key not in _DEFAULTS)]:
        said = str(held.causes[key]) if key in held.causes else "as it comes"
        yield f"{key} {held.value(key, _DEFAULTS.get(key, ''))}  ({said})"
    if held.helplines:
        yield f"helplines: {', '.join(held.helplines)}"
    if held.terms:
        yield f"terms: {_count(len(held.terms), 'person')}"


def _rule(ids: Sequence[str], held: InForce, rule: str, problems: list[Problem]) -> str:
    """Whether one rule is on, and why it is not, or at what level."""
    if rule not in ids:
        problems.append(Problem("", 0, f"there is no rule “{rule}”{nearest(rule, list(ids))}"))
        return f"{rule}: there is no such rule"
    number = ids.index(rule)
    if number in held.off:
        return f"{rule} is off  ({held.off[number]})"
    if number in held.levels:
        level, cause = held.levels[number]
        return f"{rule} is on, {level}  ({cause})"
    return f"{rule} is on, at its own level"


def _by_cause(ids: Sequence[str], what: str, rules: dict[int, tuple[Cause, str]]) -> Iterator[str]:
    """The rules that somebody's word changed, those of one word together, whole families by their name."""
    groups: dict[tuple[Cause, str], list[str]] = {}
    for number, key in sorted(rules.items()):
        groups.setdefault(key, []).append(ids[number])
    for (cause, level), names in sorted(groups.items()):
        yield f"{what}{f' {level}' if level else ''}: {_count(len(names), 'rule')}  ({cause})"
        for name in _families(ids, names):
            yield f"  {name}"


def _families(ids: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    chosen = set(names)
    for family in sorted({name.partition("/")[0] for name in names}):
        whole = {name for name in ids if name.startswith(f"{family}/")}
        if whole <= chosen:
            yield f"{family} ({_count(len(whole), 'rule')})"
        else:
            yield from sorted(whole & chosen)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
