"""A table of a TOML file as nodes, so that it is read and complained of like YAML.

tomllib says what the values are and not where: a walk over the text looks for each key and each value behind the one before.
Where that fails the line is that of what was found last.
"""

import re
from bisect import bisect_right
from typing import Any, Final

from ethicslint.nodes import MAX_DEPTH, Node, NodeError

_REACH: Final = 20_000  # code points in which a key or value is looked for
_TRIES: Final = 20
_BEFORE_KEY: Final = " \t\n\"'[{,."
_AFTER_KEY: Final = " \t\"'=.]"


def table(text: str, path: tuple[str, ...]) -> Node | None:
    """The table at `path`, None if there is none. Raises NodeError for what is no TOML, or nested too deep."""
    import tomllib

    try:
        value: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r" \(at line (\d+), column (\d+)\)$", str(error))
        line, column = (int(found[1]), int(found[2])) if found else (1 + text.count("\n"), 1)
        what = str(error)[: found.start()] if found else str(error)
        raise NodeError(line, column, f"not valid TOML ({what[:1].lower()}{what[1:]})") from None
    except RecursionError:
        raise NodeError(1, 1, f"lists and tables nested deeper than {MAX_DEPTH} levels are not read") from None
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return None if value is None else _Walk(text, path).node(value, 1)


class _Walk:
    """A text, and how far its values have led us."""

    def __init__(self, text: str, path: tuple[str, ...]) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        first = re.compile(r"^\s*\[{0,2}\s*" + r"[\"'\s]*\.[\"'\s]*".join(map(re.escape, path)), re.MULTILINE).search(
            text
        )
        self._at = first.start() + len(first[0]) - len(first[0].lstrip()) if first else 0

    def _line(self) -> int:
        return bisect_right(self._starts, self._at)

    def node(self, value: object, depth: int) -> Node:
        """A value as a node, at the line where we are or the next one that shows it."""
        line = self._line()
        if depth > MAX_DEPTH:
            raise NodeError(line, 1, f"lists and tables nested deeper than {MAX_DEPTH} levels are not read")
        if isinstance(value, dict):
            return Node(
                "map", [(self._key(key), self.node(one, depth + 1)) for key, one in value.items()], 0, 0, line, "{"
            )
        if isinstance(value, list):
            return Node("list", [self.node(one, depth + 1) for one in value], 0, 0, line, "[")
        text = str(value).lower() if isinstance(value, bool) else str(value)
        self._seek(text)
        return Node("text", text, 0, 0, self._line(), '"')

    def _key(self, key: str) -> Node:
        at = self._at
        for _ in range(_TRIES):
            at = self._text.find(key, at, self._at + _REACH)
            if at < 0:
                break
            end = at + len(key)
            if self._text[at - 1 : at] in _BEFORE_KEY and self._text[end : end + 1] in _AFTER_KEY:
                self._at = at
                break
            at = end
        return Node("text", key, 0, 0, self._line(), "")

    def _seek(self, text: str) -> None:
        found = self._text.find(text, self._at, self._at + _REACH)
        self._at = found if found >= 0 else self._at
