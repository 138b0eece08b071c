"""A run: for every article the rules and settings that hold for it, by its nearest configuration and the command line.

Knows how articles fall into groups with the same rules and settings, and which are left out. Knows nothing of what stands in a
configuration file, nor of what is found in an article.
"""

import os
from collections.abc import Sequence
from typing import Final, NamedTuple

from ethicslint.engine.compiled import Compiled
from ethicslint.errors import Problem
from ethicslint.project import globs
from ethicslint.project.check import Settings
from ethicslint.project.configuration import ConfigError, Configuration, Layer, Said
from ethicslint.project.discovery import true_path
from ethicslint.project.inforce import NOTHING_LEFT, Cause, InForce, in_force
from ethicslint.project.nearest import Nearest, folder_named, here, named, shown
from ethicslint.project.rulecache import rules
from ethicslint.rulebook.model import LEVELS
from ethicslint.text.declared import Declared

_ALL: Final = ("min-level", "min-confidence", "fail-level")


class Wishes(NamedTuple):
    """What the command line asks for, which wins over every file; "" and () where it asks for nothing.

    `select`, `ignore` and `exclude` are words; several may stand in one of the first two, with commas. `house` are folders of
    rules, `config` is a file that holds for every article.
    """

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    house: Sequence[str] = ()
    min_level: str = ""
    min_confidence: str = ""
    fail_level: str = ""
    config: str = ""
    exclude: Sequence[str] = ()

    def layer(self) -> Layer:
        """The same as the uppermost layer of a configuration."""
        values = zip(_ALL, (self.min_level, self.min_confidence, self.fail_level), strict=True)
        single = tuple([(key, Said(value, 0)) for key, value in values if value])
        return Layer("", 0, (), _words(self.select), _words(self.ignore), single=single)


class Group(NamedTuple):
    """Articles for which the same rules and settings hold."""

    compiled: Compiled
    settings: Settings
    paths: list[str]


class Newsroom:
    """What holds for which article of a run. Raises ConfigError for mistakes in a configuration that an article needs.

    Not `cached`, rules and configurations are read anew, and nothing is kept of them.
    """

    def __init__(self, wishes: Wishes, *, cached: bool = True) -> None:
        self.wishes = wishes
        self._layer = wishes.layer()
        self._cached = cached
        self._near = Nearest(cached=cached)
        self._named = named(wishes.config, cached=cached) if wishes.config else None
        self._rules: dict[tuple[str, ...], Compiled] = {}
        self._groups: dict[tuple[object, ...], Group] = {}
        if wishes.select and not self._layer.select:
            raise ConfigError([Problem("", 0, NOTHING_LEFT)])
        for pattern in wishes.exclude:
            if fault := globs.fault(pattern):
                raise ConfigError([Problem("", 0, f"“{pattern}” in --exclude {fault}")])

    def configuration(self, folder: str) -> Configuration | None:
        """The configuration for the articles of a folder (its true path)."""
        return self._named or self._near.of(folder)

    def check(self) -> None:
        """Raise ConfigError if a configuration that was asked for so far cannot be read."""
        if self._near.problems:
            raise ConfigError(sorted(dict.fromkeys(self._near.problems)))

    def default(self, key: str) -> str:
        """What the configuration of the folder we are in says at a key of one value, "" if nothing."""
        found = self.configuration(here())
        single = [said for file in found.files for name, said in file.own.single if name == key] if found else []
        return single[-1].text if single else ""

    def paths(self) -> list[str]:
        """What to check where nothing is named: the `paths` of the configuration here, from the folder of their file."""
        found = self.configuration(here())
        if found is None:
            return [os.curdir]
        file = next((one for one in reversed(found.files) if one.paths), None)
        if file is None:
            return [os.curdir]
        for said in file.paths:
            if not folder_named(file, said.text):
                raise ConfigError([Problem(file.own.path, said.line, f"“{said.text}” in “paths” {_OUT}")])
        return [shown(os.path.normpath(os.path.join(found.base, said.text))) for said in file.paths]

    # ---- what is left out

    def excluded(self, path: str, is_folder: bool, spared: str = "") -> bool:
        """Whether a true path is left out. A pattern that means the folder `spared` itself does not count."""
        return self.exclusion(path, is_folder, spared) is not None

    def exclusion(self, path: str, is_folder: bool, spared: str = "") -> Cause | None:
        """Who leaves a path out, None if nobody does. The patterns of a folder hold up to where another one begins."""
        patterns = tuple([Said(one, 0) for one in self.wishes.exclude])
        if patterns and (found := _excluding(patterns, here(), path, is_folder, spared)):
            return Cause("", 0, f"--exclude {found.text}")
        configuration = self.configuration(os.path.dirname(path))
        while configuration:
            for file in configuration.files:
                if found := _excluding(file.exclude, configuration.base, path, is_folder, spared):
                    return Cause(file.own.path, found.line, f"exclude: {found.text}")
            if self._named:
                return None
            path, is_folder = configuration.base, True
            configuration = self._near.around(configuration)
        return None

    # ---- what holds

    def groups(self, paths: Sequence[str]) -> list[Group]:
        """The articles, in order, by what holds for them."""
        for path in paths:
            self.group(path).paths.append(path)
        return [group for group in self._groups.values() if group.paths]

    def group(self, path: str) -> Group:
        """The group that an article belongs to; the article is not put there."""
        configuration, true = self._place(path)
        layers = self._layers(configuration, true)
        key = (id(configuration), *[id(layer) for layer in layers])
        if key not in self._groups:
            compiled = self._compiled(configuration)
            self._groups[key] = Group(compiled, self._settings(in_force(compiled.ids, layers), compiled), [])
        return self._groups[key]

    def in_force(self, path: str) -> tuple[Compiled, InForce]:
        """The rules for the article at a path, and what holds of them on whose word."""
        configuration, true = self._place(path)
        compiled = self._compiled(configuration)
        return compiled, in_force(compiled.ids, self._layers(configuration, true))

    def overrides(self, configuration: Configuration, override: Layer, path: str) -> bool:
        """Whether an override of a configuration holds for the article at a path."""
        return _speaks_of(override, _names(configuration.base, self._place(path)[1]))

    def _place(self, path: str) -> tuple[Configuration | None, str]:
        """The configuration for the article at a path, and its true path."""
        true = true_path(path)
        configuration = self.configuration(os.path.dirname(true))
        self.check()
        return configuration, true

    def _layers(self, configuration: Configuration | None, path: str) -> list[Layer]:
        if configuration is None:
            return [self._layer]
        names = _names(configuration.base, path)
        layers: list[Layer] = []
        for file in configuration.files:
            layers += [file.own, *(one for one in file.overrides if _speaks_of(one, names))]
        return [*layers, self._layer]

    def book(self) -> Compiled:
        """The rules for articles in the folder we are in."""
        configuration = self.configuration(here())
        self.check()
        return self._compiled(configuration)

    def house(self, configuration: Configuration | None) -> list[str]:
        """The folders of house rules that a configuration and the command line name, the lowest first."""
        return [*(_house(configuration) if configuration else ()), *self.wishes.house]

    def _compiled(self, configuration: Configuration | None) -> Compiled:
        house = tuple(self.house(configuration))
        if house not in self._rules:
            self._rules[house] = rules(house, cached=self._cached)
        return self._rules[house]

    def _settings(self, held: InForce, compiled: Compiled) -> Settings:
        settings = Settings(
            frozenset(set(range(len(compiled.ids))).difference(held.off)) if held.off else None,
            held.value("min-level", "suggestion"),
            held.value("min-confidence", "medium"),
            held.value("fail-level", "error"),
            tuple(sorted([(number, level) for number, (level, _) in held.levels.items()])),
            held.helplines,
            Declared(jurisdiction=held.value("jurisdiction"), terms=held.terms),
        )
        if self.wishes.fail_level and LEVELS.index(settings.fail_level) < LEVELS.index(settings.min_level):
            shows = (
                f"--fail-level {settings.fail_level} would fail on what {held.causes['min-level'].words} does not show"
            )
            raise ConfigError([Problem(*held.causes["min-level"][:2], shows)])
        return settings

    def is_on(self, path: str, rule: str) -> bool:
        """Whether the rule of this id is looked for in the article at a path."""
        group = self.group(path)
        enabled = group.settings.enabled
        return rule in group.compiled.ids and (enabled is None or group.compiled.ids.index(rule) in enabled)

    def number_of_rules(self) -> int:
        """How many rules were in force, each counted once, for any of the articles so far."""
        if not self._groups:
            self.group(os.curdir)
        on: set[str] = set()
        for group in self._groups.values():
            ids, enabled = group.compiled.ids, group.settings.enabled
            on.update(ids if enabled is None else [ids[number] for number in enabled])
        return len(on)

    @property
    def compiled(self) -> list[Compiled]:
        """The rule books that were needed so far."""
        return list(self._rules.values())


_OUT: Final = "leads out of the repository, or of the folder of this file"


def _words(texts: Sequence[str]) -> tuple[Said, ...]:
    return tuple([Said(part.strip(), 0) for one in texts for part in one.split(",") if part.strip()])


def _house(configuration: Configuration) -> list[str]:
    """The folders of house rules that the files of a configuration name, the lowest first."""
    found: list[str] = []
    for file in configuration.files:
        for said in file.rules:
            folder = folder_named(file, said.text)
            if not folder:
                raise ConfigError([Problem(file.own.path, said.line, f"“{said.text}” in “rules” {_OUT}")])
            if not os.path.isdir(folder):
                message = f"there is no folder “{said.text}”; “rules” are folders, from the folder of this file"
                raise ConfigError([Problem(file.own.path, said.line, message)])
            found.append(folder)
    return list(dict.fromkeys(found))


def _speaks_of(override: Layer, names: Sequence[str]) -> bool:
    return bool(names) and any(globs.means(said.text, names, False) for said in override.files)


def _names(base: str, path: str) -> list[str]:
    """The names on the way from a folder to a true path, none if it does not stand below it."""
    start = os.path.join(base, "")
    return path.removeprefix(start).split(os.sep) if path.startswith(start) else []


def _excluding(patterns: Sequence[Said], base: str, path: str, is_folder: bool, spared: str) -> Said | None:
    """The pattern that leaves a path out."""
    names = _names(base, path) if patterns else []
    if not names:
        return None
    kept = _names(base, spared) if spared else []
    for said in patterns:
        if globs.means(said.text, names, is_folder) and not (kept and globs.means(said.text, kept, True)):
            return said
    return None
