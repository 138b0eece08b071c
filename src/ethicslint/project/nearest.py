"""Which configuration holds for a folder: the nearest file, what it extends, and its profile.

Knows the names of configuration files, where the search ends, and how far a file may reach. What was read is kept, so that a
run whose configuration has not changed parses nothing. Knows nothing of what a file says.
"""

import os
from typing import Final, NamedTuple

from ethicslint.errors import Problem
from ethicslint.project.configcache import keep, kept
from ethicslint.project.configuration import (
    FILE_KEYS,
    NAME,
    PROFILE_KEYS,
    PYPROJECT,
    ConfigError,
    Configuration,
    File,
)

_LONGEST_CHAIN: Final = 8
_ENDINGS: Final = (".yaml", ".yml", ".toml")
_MISTAKEN: Final = (".ethicslint.yml", "ethicslint.yaml", ".ethicslint.toml")
_PROFILES: Final = os.path.join(os.path.dirname(os.path.abspath(__file__)), "profiles")


class Nearest:
    """The configurations of a run, each folder looked at once. What is wrong with one goes to `problems`."""

    def __init__(self, *, cached: bool = True) -> None:
        self._cached = cached
        self.problems: list[Problem] = []
        self._found: dict[str, Configuration | None] = {}

    def of(self, folder: str) -> Configuration | None:
        """The configuration in force in a folder (its true path), None if there is none, or none that can be read.

        The search goes up to the root of the repository or, outside of one, of the file system.
        """
        passed: list[str] = []
        place = folder
        while place not in self._found:
            passed.append(place)
            outer = os.path.dirname(place)
            if (found := self._here(place)) or outer == place or os.path.lexists(os.path.join(place, ".git")):
                self._found[place] = found
                break
            place = outer
        self._found |= dict.fromkeys(passed, self._found[place])
        return self._found[place]

    def around(self, configuration: Configuration) -> Configuration | None:
        """The one that would be in force if this one were not there."""
        base = configuration.base
        outer = os.path.dirname(base)
        return None if outer == base or os.path.lexists(os.path.join(base, ".git")) else self.of(outer)

    def _here(self, folder: str) -> Configuration | None:
        try:
            return _here(folder, self._cached)
        except ConfigError as error:
            self.problems += error.problems
            return None


def named(path: str, *, cached: bool = True) -> Configuration:
    """The configuration in a file that somebody named; its globs hold from the folder we are in. Raises ConfigError."""
    found = _read(os.path.realpath(path), path, here(), cached)
    if found is None:
        raise ConfigError([Problem(path, 0, "has no [tool.ethicslint]")])
    return found


def here() -> str:
    """The true path of the folder we are in; that of the root if somebody has removed it."""
    try:
        return os.path.realpath(os.curdir)
    except OSError:
        return os.path.sep


def shown(path: str) -> str:
    """A path as people read it: from the folder we are in, if it stands below it."""
    return path.removeprefix(os.path.join(here(), "")) or os.curdir


def reaches(root: str, path: str) -> bool:
    """Whether a true path stands in the folder `root`."""
    return path == root or path.startswith(os.path.join(root, ""))


def root_of(folder: str) -> str:
    """How far a file in a folder may reach: its repository or, without one, the outermost folder with a configuration."""
    outermost = place = folder
    while True:
        if os.path.lexists(os.path.join(place, ".git")):
            return place
        if os.path.lexists(os.path.join(place, NAME)):
            outermost = place
        outer = os.path.dirname(place)
        if outer == place:
            return outermost
        place = outer


def _here(folder: str, cached: bool) -> Configuration | None:
    """The configuration that stands in this very folder."""
    path = os.path.join(folder, NAME)
    if os.path.lexists(path):
        true = os.path.realpath(path)
        if not reaches(root_of(folder), true):
            raise ConfigError(
                [Problem(shown(path), 0, "is a link that leads out of the repository; put the file itself there")]
            )
        return _read(true, shown(path), folder, cached)
    for name in _MISTAKEN:
        if os.path.lexists(os.path.join(folder, name)):
            raise ConfigError([Problem(shown(os.path.join(folder, name)), 0, f"is not read; call it {NAME}")])
    path = os.path.join(folder, PYPROJECT)
    return _read(os.path.realpath(path), shown(path), folder, cached) if os.path.isfile(path) else None


def _read(path: str, name: str, base: str, cached: bool) -> Configuration | None:
    """A file with all that it builds on, from the cache if nothing of that has changed; None if it is none of ours."""
    files = kept(path, name) if cached else None
    if files is None:
        files, looked = _whole(_Link(path, path, name))
        if cached:
            keep(path, name, files, looked)
    return Configuration(tuple(files), base) if files else None


class _Link(NamedTuple):
    """A file of a chain: its true path, where it was looked for, and what it is called in complaints."""

    path: str
    there: str
    name: str


def _whole(first: _Link) -> tuple[list[File], list[str]]:
    """The files of the chain that begins with the nearest, the lowest first; and where all of them were looked for."""
    from ethicslint.project.configfile import read

    files: list[File] = []
    chain = [first]
    while len(chain) > len(files):
        link = chain[-1]
        problems: list[Problem] = []
        known = PROFILE_KEYS if os.path.dirname(link.path) == _PROFILES else FILE_KEYS
        file = read(link.path, link.name, known, problems)
        if file is None and files and not problems:
            problems.append(Problem(link.name, 0, "has no [tool.ethicslint] to extend"))
        if problems:
            raise ConfigError(sorted(problems))
        if file is None:
            break
        files.append(file)
        if file.extends:
            chain.append(_extended(file, chain))
    looked = [link.there for link in chain]
    if wanted := next((file.profile for file in files if file.profile), ""):
        profile = os.path.join(_PROFILES, f"{wanted}.yaml")
        lowest, place = _whole(_Link(profile, profile, f"profile {wanted}"))
        return [*lowest, *files[::-1]], [*looked, *place]
    return files[::-1], looked


def _extended(file: File, chain: list[_Link]) -> _Link:
    """The file that the last of `chain` extends."""
    assert file.extends is not None
    said, name = file.extends, chain[-1].name

    def wrong(message: str) -> ConfigError:
        return ConfigError([Problem(name, said.line, message)])

    if "://" in said.text:
        raise wrong(f"“{said.text}” is an address, and nothing is fetched; copy the file and give its path")
    if fault := _leads_out(said.text):
        raise wrong(f"“{said.text}” {fault}")
    folder = os.path.dirname(file.path)
    there = os.path.join(folder, said.text)
    path = os.path.realpath(there)
    if not reaches(root_of(folder), path):
        raise wrong(f"“{said.text}” leads out of the repository; a configuration extends files inside it")
    if not path.endswith(_ENDINGS):
        raise wrong(f"“{said.text}” is no configuration by its name; it ends in {', '.join(_ENDINGS)}")
    if not os.path.lexists(there):
        raise wrong(f"there is no file “{said.text}” to extend; the path starts from the folder of this file")
    if path in [before.path for before in chain]:
        names = [before.name for before in chain]
        raise wrong(f"these files extend each other in a circle: {' → '.join([*names, shown(path)])}")
    if len(chain) >= _LONGEST_CHAIN:
        raise wrong(f"extends a file too many; {_LONGEST_CHAIN} may build on each other")
    return _Link(path, there, shown(os.path.normpath(there)))


def _leads_out(text: str) -> str:
    if os.path.isabs(text) or text[1:2] == ":":
        return "is an absolute path; give the path from the folder of this file"
    if text.startswith("~"):
        return "begins with a “~”, which is not read; give the path from the folder of this file"
    return "has a character that no path has" if "\0" in text else ""


def folder_named(file: File, text: str) -> str:
    """The folder that a file names, as people read it; "" if it may not reach that far."""
    folder = os.path.dirname(file.path)
    there = os.path.normpath(os.path.join(folder, text))
    inside = not _leads_out(text) and reaches(root_of(folder), os.path.realpath(there))
    return shown(there) if inside else ""
