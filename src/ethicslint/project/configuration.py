"""What a newsroom can say in its configuration: the keys, their values, and the shape they are kept in.

Plain tuples all the way down, so that a configuration that was read once can be kept and loaded fast. Knows nothing of files
(`configfile`), of which of them holds for an article (`nearest`), or of what they make of the rules (`inforce`).
"""

from typing import Any, Final, NamedTuple

from ethicslint.analysis.kinds import CONFIDENCES
from ethicslint.errors import EthicslintError
from ethicslint.rulebook.model import LEVELS
from ethicslint.text.declared import JURISDICTIONS, Term

NAME: Final = ".ethicslint.yaml"
PYPROJECT: Final = "pyproject.toml"
PROFILES: Final = ("default", "strict", "newsroom-light")
FORMATS: Final = (
    "text",
    "line",
    "json",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "checkstyle",
    "rdjson",
    "html",
    "suppressions",
)

ADDED_BY_CMS: Final = "added-by-cms"

CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "profile": PROFILES,
    "jurisdiction": JURISDICTIONS,
    "min-level": tuple(reversed(LEVELS)),
    "fail-level": tuple(reversed(LEVELS)),
    "min-confidence": tuple(reversed(CONFIDENCES)),
    "format": FORMATS,
}
"""The keys that have one of a few values."""

ANYWHERE: Final = (
    *("select", "ignore", "levels", "min-level", "fail-level", "min-confidence"),
    *("jurisdiction", "helplines", "terms"),
)
"""The keys that may stand in a file and in an override."""

FILE_KEYS: Final = ("extends", "profile", *ANYWHERE, "rules", "paths", "exclude", "overrides", "format")
OVERRIDE_KEYS: Final = ("files", *ANYWHERE)
PROFILE_KEYS: Final = ("about", "select", "ignore", "levels", "min-level", "fail-level", "min-confidence")
TERM_KEYS: Final = ("person", "prefers")


class ConfigError(EthicslintError):
    """A configuration file is wrong, cannot be read, or asks for what there is not."""


class Said(NamedTuple):
    """A value and the line (1-based) it stands in; line 0 is the command line."""

    text: str
    line: int


class Layer(NamedTuple):
    """What one file, one override or the command line says of an article. Empty where it says nothing.

    `path` is the file, "" for the command line; `files` are the globs of an override. `levels` are words for rules, each with
    the level it is given. `single` are the values at the keys of CHOICES.
    """

    path: str
    line: int
    files: tuple[Said, ...] = ()
    select: tuple[Said, ...] = ()
    ignore: tuple[Said, ...] = ()
    levels: tuple[tuple[Said, str], ...] = ()
    single: tuple[tuple[str, Said], ...] = ()
    helplines: tuple[Said, ...] = ()
    terms: tuple[Term, ...] = ()


class File(NamedTuple):
    """A configuration file. `path` is its true path; `rules` are folders beside it, `paths` and `exclude` as they stand there."""

    path: str
    own: Layer
    overrides: tuple[Layer, ...] = ()
    extends: Said | None = None
    rules: tuple[Said, ...] = ()
    paths: tuple[Said, ...] = ()
    exclude: tuple[Said, ...] = ()

    @property
    def profile(self) -> str:
        return value_of(self.own, "profile")


class Configuration(NamedTuple):
    """The files in force, the lowest first: a profile, what is extended, the nearest file. `base` is the folder of its globs."""

    files: tuple[File, ...]
    base: str


def value_of(layer: Layer, key: str) -> str:
    """The value at a key of CHOICES, "" if the layer gives none."""
    return next((said.text for name, said in layer.single if name == key), "")


def file_from_plain(row: tuple[Any, ...]) -> File:
    """A file that was made plain data (`rulebook.model.plain`), again."""
    file = File._make(row)
    return file._replace(
        own=_layer(file.own),
        overrides=tuple([_layer(one) for one in file.overrides]),
        extends=Said._make(file.extends) if file.extends else None,
        rules=_said(file.rules),
        paths=_said(file.paths),
        exclude=_said(file.exclude),
    )


def _layer(row: tuple[Any, ...]) -> Layer:
    layer = Layer._make(row)
    return layer._replace(
        files=_said(layer.files),
        select=_said(layer.select),
        ignore=_said(layer.ignore),
        levels=tuple([(Said._make(word), level) for word, level in layer.levels]),
        single=tuple([(key, Said._make(value)) for key, value in layer.single]),
        helplines=_said(layer.helplines),
        terms=tuple([Term._make(one) for one in layer.terms]),
    )


def _said(rows: tuple[Any, ...]) -> tuple[Said, ...]:
    return tuple([Said._make(row) for row in rows])
