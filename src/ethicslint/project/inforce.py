"""What configuration and command line together make of the rules for an article, and on whose word.

Knows how layers lie on each other: of two that speak of the same, the later decides. One function serves the check and the
doctor, so that what is explained is what is done. Knows nothing of files.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ethicslint.errors import Problem, nearest
from ethicslint.project.check import SUPPORT
from ethicslint.project.configuration import ADDED_BY_CMS, ConfigError, Layer, Said
from ethicslint.project.selection import is_glob, named
from ethicslint.rulebook.model import FAMILIES, LEVELS
from ethicslint.text.declared import Term

NOTHING_LEFT: Final = "no rule is left to check with; select more or ignore less"
_OMISSION: Final = "omission/"


class Cause(NamedTuple):
    """Who says so: a file ("" for the command line), a line, and the words."""

    path: str
    line: int
    words: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.words}" if place else f"command line: {self.words}"


class InForce(NamedTuple):
    """What holds for an article. Rules go by their numbers (places in the ids of the rule book).

    `single` are the values at the keys of one value; `causes` says on whose word each of them holds.
    """

    off: dict[int, Cause]
    levels: dict[int, tuple[str, Cause]]
    single: dict[str, str]
    causes: dict[str, Cause]
    helplines: tuple[str, ...]
    terms: tuple[Term, ...]

    def value(self, key: str, default: str = "") -> str:
        return self.single.get(key, default)


def in_force(ids: Sequence[str], layers: Sequence[Layer]) -> InForce:
    """What the layers, the lowest first, make of the rules called `ids`. Raises ConfigError with every mistake in them."""
    problems: list[Problem] = []
    off: dict[int, Cause] = {}
    levels: dict[int, tuple[str, Cause]] = {}
    single: dict[str, str] = {}
    causes: dict[str, Cause] = {}
    helplines: list[tuple[Said, str]] = []
    terms: tuple[Term, ...] = ()
    for layer in layers:
        off = _selected(ids, layer, off, problems)
        levels |= _levels(ids, layer, problems)
        for key, said in layer.single:
            single[key] = said.text
            causes[key] = Cause(layer.path, said.line, f"{key}: {said.text}")
        helplines = [(said, layer.path) for said in layer.helplines] or helplines
        terms = layer.terms or terms
    for said, path in helplines:
        if said.text == ADDED_BY_CMS and SUPPORT in ids:
            off.setdefault(ids.index(SUPPORT), Cause(path, said.line, f"helplines: {ADDED_BY_CMS}"))
    problems += _too_loud(ids, levels)
    if len(off) == len(ids) and ids and not problems:
        problems.append(_nothing_left(layers))
    if problems:
        raise ConfigError(sorted(dict.fromkeys(problems)))
    numbers = tuple([said.text for said, _ in helplines if said.text != ADDED_BY_CMS])
    return InForce(off, levels, single, causes, numbers, terms)


def _selected(ids: Sequence[str], layer: Layer, before: dict[int, Cause], problems: list[Problem]) -> dict[int, Cause]:
    """The rules that are off after a layer: its `select` starts anew, its `ignore` takes away."""
    off = dict(before)
    if layer.select:
        chosen = {number for said in layer.select for number in _numbers(ids, said, layer, problems)}
        first = layer.select[0]
        cause = Cause(layer.path, first.line, "select does not name it")
        off = {number: cause for number in range(len(ids)) if number not in chosen}
    for said in layer.ignore:
        for number in _numbers(ids, said, layer, problems):
            off[number] = Cause(layer.path, said.line, f"ignore: {said.text}")
    return off


def _levels(ids: Sequence[str], layer: Layer, problems: list[Problem]) -> dict[int, tuple[str, Cause]]:
    """The levels that a layer gives: an id says more than a family, a family more than a glob."""
    found: dict[int, tuple[str, Cause]] = {}
    for said, level in sorted(layer.levels, key=lambda one: _weight(one[0].text)):
        cause = Cause(layer.path, said.line, f"levels: {said.text}: {level}")
        found |= dict.fromkeys(_numbers(ids, said, layer, problems), (level, cause))
    return found


def _weight(word: str) -> int:
    return 0 if is_glob(word) else 1 if "/" not in word else 2


def _numbers(ids: Sequence[str], said: Said, layer: Layer, problems: list[Problem]) -> set[int]:
    found = named(ids, said.text)
    if not found and said.text not in FAMILIES:
        known = sorted({*ids, *FAMILIES})
        message = f"no rule or family is called “{said.text}”{nearest(said.text, known)}"
        problems.append(Problem(layer.path, said.line, message))
    return found


def _too_loud(ids: Sequence[str], levels: dict[int, tuple[str, Cause]]) -> Iterator[Problem]:
    """What is missing from an article is never more than a suggestion."""
    for number, (level, cause) in levels.items():
        if ids[number].startswith(_OMISSION) and level != LEVELS[0]:
            message = f"“{cause.words}” would raise omission above a suggestion; what is missing is never more"
            yield Problem(
                cause.path, cause.line, f"{message}; give omission: suggestion a line of its own, or leave it out"
            )


def _nothing_left(layers: Sequence[Layer]) -> Problem:
    last = next((layer for layer in reversed(layers) if layer.select or layer.ignore), layers[-1])
    said = (*last.ignore, *last.select)
    return Problem(last.path, said[0].line, NOTHING_LEFT)
