"""One configuration file, read: what stands at its keys, and every mistake in it by file and line.

Knows YAML and TOML by way of nodes, and which value fits which key. Knows nothing of other files, nor which rules there are.
"""

import os
import stat
from collections.abc import Iterable
from typing import Final

from ethicslint.errors import Problem
from ethicslint.fields import Fields, read_text
from ethicslint.nodes import Node, NodeError
from ethicslint.project import globs
from ethicslint.project.configuration import (
    ADDED_BY_CMS,
    CHOICES,
    FILE_KEYS,
    OVERRIDE_KEYS,
    PYPROJECT,
    TERM_KEYS,
    File,
    Layer,
    Said,
)
from ethicslint.rulebook.model import LEVELS
from ethicslint.text.declared import PREFERRED, Term

MAX_BYTES: Final = 200_000
_TABLE: Final = ("tool", "ethicslint")
_MOST: Final = 2_000  # values in one list


def read(path: str, shown: str, known: Iterable[str], problems: list[Problem]) -> File | None:
    """What a file says, `shown` naming it in problems; None for a pyproject.toml that says nothing to us.

    `known` are the keys that may stand in it. A file that holds nothing says nothing, which is no mistake.
    """
    data = _bytes(path, shown, problems)
    is_toml = path.endswith(".toml")
    if data is None or is_toml and _TABLE[-1].encode() not in data:
        return None
    before = len(problems)
    root = _toml(data, shown, problems) if is_toml else _yaml(data, shown, problems)
    if len(problems) > before:
        return None
    if root is None:
        return None if is_toml else File(path, Layer(shown, 0))
    return _Reader(shown, problems).file(path, Fields(root, shown, problems, known))


def _bytes(path: str, shown: str, problems: list[Problem]) -> bytes | None:
    """What a regular file holds; what is none, or too long, is a problem. Never waits for a pipe."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise IsADirectoryError(0, "it is no regular file")
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = "it is a folder" if os.path.isdir(path) else error.strerror
        problems.append(Problem(shown, 0, f"cannot be read: {reason}"))
        return None
    if len(data) > MAX_BYTES and (os.path.basename(path) != PYPROJECT or _TABLE[-1].encode() in data):
        problems.append(Problem(shown, 0, f"is too long for a configuration; {MAX_BYTES:,} bytes are read at most"))
        return None
    return data


def _decoded(data: bytes, shown: str, problems: list[Problem]) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.append(Problem(shown, 0, f"cannot be read: not UTF-8 (byte {error.start}); save it as UTF-8"))
        return None


def _yaml(data: bytes, shown: str, problems: list[Problem]) -> Node | None:
    text = _decoded(data, shown, problems)
    return None if text is None else read_text(text, shown, problems, comments=True)


def _toml(data: bytes, shown: str, problems: list[Problem]) -> Node | None:
    from ethicslint.project.tomlnodes import table

    text = _decoded(data, shown, problems)
    try:
        return None if text is None else table(text.replace("\r\n", "\n"), _TABLE)
    except NodeError as error:
        problems.append(Problem(shown, error.line, error.message))
        return None


class _Reader:
    """Reads the keys of one file; mistakes go to its problems."""

    def __init__(self, shown: str, problems: list[Problem]) -> None:
        self._shown = shown
        self._problems = problems

    def file(self, path: str, fields: Fields) -> File:
        return File(
            path,
            self._layer(fields, ()),
            tuple([self._override(one) for one in self._maps(fields, "overrides", OVERRIDE_KEYS)]),
            self._extends(fields),
            self._texts(fields, "rules"),
            self._texts(fields, "paths"),
            self._globs(fields, "exclude"),
        )

    def _override(self, fields: Fields) -> Layer:
        if "files" not in fields:
            fields.complain(None, "“files” is missing; say with globs for which articles this holds")
        return self._layer(fields, self._globs(fields, "files"))

    def _layer(self, fields: Fields, files: tuple[Said, ...]) -> Layer:
        layer = Layer(
            self._shown,
            fields.line,
            files,
            self._texts(fields, "select"),
            self._texts(fields, "ignore"),
            tuple(self._levels(fields)),
            tuple(
                [
                    (key, Said(value, node.line))
                    for key, allowed in CHOICES.items()
                    if (node := fields.node(key)) and (value := fields.choice(key, list(allowed), allowed[0]))
                ]
            ),
            self._helplines(fields),
            tuple([self._term(one) for one in self._maps(fields, "terms", TERM_KEYS)]),
        )
        self._agree(layer, fields)
        return layer

    def _agree(self, layer: Layer, fields: Fields) -> None:
        given = {key: said.text for key, said in layer.single}
        low, high = given.get("min-level", LEVELS[0]), given.get("fail-level", LEVELS[-1])
        if LEVELS.index(high) < LEVELS.index(low):
            problem = f"“fail-level” {high} would fail on what “min-level” {low} does not show"
            fields.complain(fields.node("fail-level"), problem)

    def _texts(self, fields: Fields, key: str) -> tuple[Said, ...]:
        found = tuple([Said(node.text.strip(), node.line) for node in fields.entries(key)])
        if len(found) > _MOST:
            fields.complain(fields.node(key), f"“{key}” has {len(found):,} values; {_MOST:,} are read at most")
        return found[:_MOST]

    def _globs(self, fields: Fields, key: str) -> tuple[Said, ...]:
        found = self._texts(fields, key)
        for one in found:
            if fault := globs.fault(one.text):
                self._problems.append(Problem(self._shown, one.line, f"“{one.text}” in “{key}” {fault}"))
        return found

    def _extends(self, fields: Fields) -> Said | None:
        node = fields.node("extends")
        if node is None:
            return None
        text = fields.text("extends").strip()
        return Said(text, node.line) if text else None

    def _levels(self, fields: Fields) -> Iterable[tuple[Said, str]]:
        levels = fields.inner("levels", None)
        for word in levels.keys() if levels else ():
            assert levels is not None
            node = levels.node(word)
            if node is not None and node.text == "off":
                levels.complain(node, f"“off” is no level; name {word} under “ignore”")
                continue
            yield Said(word.strip(), levels.line_of(word)), levels.choice(word, list(LEVELS))

    def _helplines(self, fields: Fields) -> tuple[Said, ...]:
        found = self._texts(fields, "helplines")
        if len(found) > 1 and any(one.text == ADDED_BY_CMS for one in found):
            fields.complain(fields.node("helplines"), f"“{ADDED_BY_CMS}” stands alone, or the helplines are named")
        return found

    def _term(self, fields: Fields) -> Term:
        prefers = fields.choice("prefers", list(PREFERRED))
        return Term(fields.text("person", ""), prefers)

    def _maps(self, fields: Fields, key: str, known: tuple[str, ...]) -> list[Fields]:
        """The maps of a list."""
        node = fields.node(key)
        if node is None:
            return []
        if node.kind != "list":
            fields.complain(node, f"“{key}” must be a list of maps with the keys {', '.join(known)}")
        return [Fields(one, self._shown, self._problems, known) for one in node.items[:_MOST]]


def read_named(path: str, shown: str, problems: list[Problem]) -> File | None:
    """A file that somebody named: one without a word for us is a mistake then."""
    file = read(path, shown, FILE_KEYS, problems)
    if file is None and not problems:
        problems.append(Problem(shown, 0, "has no [tool.ethicslint]"))
    return file
