"""What holds for an open article: rules, settings and guard, and when that is read anew.

Knows which files decide on it: configurations and what they extend, house rules, suppressions in a file of their own. Knows
nothing of editors. Belongs to the one thread that checks articles.
"""

import os
from collections.abc import Iterator
from typing import Final, NamedTuple

from ethicslint.engine.compiled import Compiled
from ethicslint.errors import EthicslintError, Problem
from ethicslint.project import protected
from ethicslint.project.check import Settings
from ethicslint.project.configuration import NAME, PYPROJECT
from ethicslint.project.discovery import true_path
from ethicslint.project.guard import SIDE_FILE, guard_for
from ethicslint.project.newsroom import Newsroom, Wishes
from ethicslint.project.rulecache import keep_learnt

_DECIDING: Final = (NAME, PYPROJECT, SIDE_FILE, ".ethicslint.yml", "ethicslint.yaml", ".ethicslint.toml", ".git")

_Stamp = tuple[int, int] | None


class Held(NamedTuple):
    """What holds for one article. `excluded`: it is left out. `problems` are in files beside it, and keep nothing from being
    checked."""

    compiled: Compiled
    settings: Settings
    excluded: bool
    problems: list[Problem]


class Newsrooms:
    """What holds for each article, kept until `changed` is asked and answers with yes."""

    def __init__(self) -> None:
        self._wishes: dict[str, Wishes] = {"": Wishes()}
        self._rooms: dict[Wishes, Newsroom] = {}
        self._held: dict[tuple[str, str], Held | EthicslintError] = {}
        self._stamps: dict[str, _Stamp] = {}

    def wish(self, wishes: dict[str, Wishes]) -> None:
        """From now on, these are the wishes of the editor, by workspace folder; those at "" hold outside of them."""
        self._wishes = wishes
        self.forget()

    def of(self, place: str, name: str) -> Held:
        """What holds for the article at `place`, a path, which is called `name`.

        Raises EthicslintError for a configuration, house rules or a list of protected names that cannot be used.
        """
        held = self._held.get((place, name))
        if held is None:
            try:
                held = self._found(place, name)
            except EthicslintError as error:
                held = error
                self._rooms.clear()  # a room that has met a mistake speaks of it ever after
            self._held[place, name] = held
        if isinstance(held, EthicslintError):
            raise held
        guard = held.settings.guard._replace(names=protected.names())
        return held._replace(settings=held.settings._replace(guard=guard))

    def changed(self) -> bool:
        """Whether anything that decides is other than it was when it was read; if so, all of it will be read anew."""
        broken = any(isinstance(held, EthicslintError) for held in self._held.values())
        if broken or any(_stamp(path) != stamp for path, stamp in self._stamps.items()):
            self.forget()
            return True
        return False

    def forget(self) -> None:
        """Read everything anew from now on."""
        self.keep()
        self._rooms.clear()
        self._held.clear()
        self._stamps.clear()

    def keep(self) -> None:
        """Keep the patterns that were compiled for the next start of any command."""
        for room in self._rooms.values():
            for compiled in room.compiled:
                keep_learnt(compiled)

    def room(self, place: str) -> Newsroom:
        """The newsroom for the article at a path. Raises ConfigError."""
        folder = max((one for one in self._wishes if place.startswith(os.path.join(one, ""))), key=len, default="")
        wishes = self._wishes.get(folder, Wishes())
        if wishes not in self._rooms:
            self._rooms[wishes] = Newsroom(wishes)
        return self._rooms[wishes]

    def _found(self, place: str, name: str) -> Held:
        # What decides is looked at before it is read, so that a change meanwhile is seen.
        self._stamps.update({path: _stamp(path) for path in _around(os.path.dirname(place))})
        room = self.room(place)
        true = true_path(place)
        configuration = room.configuration(os.path.dirname(true))
        room.check()
        for folder in room.house(configuration):
            self._stamps.update({path: _stamp(path) for path in _below(folder)})
        for file in configuration.files if configuration else ():
            self._stamps[file.path] = _stamp(file.path)
        compiled, settings, _ = room.group(place)
        problems: list[Problem] = []
        guard = guard_for([place], compiled.ids, problems, [])
        if guard.aside:  # an article is known there by its name
            guard = guard._replace(aside={name: guard.aside[place]})
        return Held(compiled, settings._replace(guard=guard), room.excluded(true, False), problems)


def _around(folder: str) -> Iterator[str]:
    """Every path at which something could stand that decides on the articles of a folder."""
    while True:
        for name in _DECIDING:
            yield os.path.join(folder, name)
        outer = os.path.dirname(folder)
        if outer == folder or os.path.lexists(os.path.join(folder, ".git")):
            return
        folder = outer


def _below(folder: str) -> Iterator[str]:
    for where, _, files in os.walk(folder):
        yield where
        for name in files:
            yield os.path.join(where, name)


def _stamp(path: str) -> _Stamp:
    """Time and size of what stands at a path; of a repository, that it is there."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return (0, 0) if path.endswith(".git") else (status.st_mtime_ns, status.st_size)
