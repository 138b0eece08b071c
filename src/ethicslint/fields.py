"""A YAML map read key by key, for files that people write: rules, vocabularies, bibliographies.

Knows how to ask for text, lists and maps, and how to complain with file, line and the nearest known key. Knows no key itself.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from ethicslint.errors import Problem, nearest, nearest_or_some
from ethicslint.nodes import CURLY, STRAIGHT, Node, NodeError, never_closed, parse

_NEXT: Final = re.compile(r"( *)(?:- |[a-z][a-z-]*:(?: |$))")
_DATE: Final = r"20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_CUT: Final = "#"
"""The style of unquoted text behind which a comment follows on the line: “title: The #1 rule” is “The” to YAML."""


class Fields:
    """The values of one map; every mistake goes to `problems`, and reading goes on with something harmless."""

    def __init__(
        self,
        node: Node,
        path: str,
        problems: list[Problem],
        known: Iterable[str] | None,
        elsewhere: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """`known` are the keys that may stand here; None allows any. `elsewhere`: keys that stand below another, and which."""
        self.path = path
        self.problems = problems
        self.line = node.line
        self._values: dict[str, Node] = {}
        self._lines: dict[str, int] = {}
        self._is_map = node.kind == "map"
        keys = None if known is None else list(known)
        if not self._is_map:
            self.complain(node, self._no_map(node, keys))
        for key, value in node.pairs:
            if keys is not None and key.text not in keys:
                self.complain(key, f"unknown key “{key.text}”{_instead_of(key.text, keys, elsewhere)}")
            self._values[key.text] = value
            self._lines[key.text] = key.line

    def _no_map(self, node: Node, keys: list[str] | None) -> str:
        first, _, rest = node.text.partition(" ")
        if keys and rest and not node.style and first in keys:
            return f"the colon is missing after “{first}”; write {first}: and then the value"
        return f"expected keys with values (key: value){'; the keys are ' + ', '.join(keys) if keys else ''}"

    def complain(self, node: Node | None, message: str) -> None:
        self.problems.append(Problem(self.path, node.line if node else self.line, message))

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def node(self, key: str) -> Node | None:
        return self._values.get(key)

    def line_of(self, key: str) -> int:
        """The line of the key itself; 0 if it is not there."""
        return self._lines.get(key, 0)

    def keys(self) -> list[str]:
        return list(self._values)

    def text(self, key: str, default: str | None = None) -> str:
        """The text at `key`. Without a default the key must be there and not be empty."""
        node = self._values.get(key)
        if node is not None and not self.is_whole(node, key):
            return node.text
        return self._word(key, default)

    def _word(self, key: str, default: str | None) -> str:
        """Text that a comment may follow."""
        node = self._values.get(key)
        if node is None:
            if default is None:
                self._miss(key)
            return default or ""
        if node.kind in ("list", "map"):
            self.complain(node, f"“{key}” must be text")
            return default or ""
        if default is None and not node.text.strip():
            self.complain(node, f"“{key}” is empty; fill it in")
        return node.text

    def _miss(self, key: str, allowed: Iterable[str] = ()) -> None:
        if self._is_map:
            choice = f"; give one of {', '.join(allowed)}" if allowed else ""
            self.complain(None, f"“{key}” is missing{choice}")

    def is_whole(self, node: Node, what: str) -> bool:
        """Whether no comment cuts off a text; if one does, a complaint: YAML says nothing of it."""
        if node.style == _CUT:
            self.complain(node, f"“{what}” ends at a “#”, which begins a comment; put the text in double quotes")
        return node.style != _CUT

    def choice(self, key: str, allowed: list[str], default: str | None = None) -> str:
        """Text that is one of `allowed`."""
        if key not in self._values and default is None:
            self._miss(key, allowed)
            return allowed[0]
        value = self._word(key, default)
        return self.checked(value, allowed, key, self._values.get(key) if value else None) or default or allowed[0]

    def checked(self, value: str, allowed: list[str], what: str, node: Node | None) -> str:
        """`value` if it is one of `allowed`, else "" and a complaint."""
        if value in allowed:
            return value
        if node is not None:
            self.complain(node, f"“{value}” is no {what}: {', '.join(allowed)}{nearest(value, allowed)}")
        return ""

    def known(self, key: str, allowed: list[str], place: str = "") -> tuple[str, ...]:
        """The texts at `key`, which must be there, as far as they are among `allowed`, which stand in `place`."""
        nodes = self.entries(key, required=True)
        for node in nodes:
            if node.text not in allowed:
                close = nearest_or_some(node.text, allowed)
                self.complain(node, f"there is no {key.removesuffix('s')} “{node.text}”{place}{close}")
        return tuple([node.text for node in nodes if node.text in allowed])

    def day(self, key: str) -> str:
        """A date at `key` as 2026-11-25."""
        day = self.text(key)
        if day and not re.fullmatch(_DATE, day):
            self.complain(self.node(key), f"“{key}” is a date such as 2026-11-25")
        return day

    def entries(self, key: str, required: bool = False) -> list[Node]:
        """The text nodes at `key`: a list of text, or one text standing alone."""
        node = self._values.get(key)
        if node is None:
            if required:
                self._miss(key)
            return []
        return self.texts_of(node, key)

    def texts_of(self, node: Node, what: str) -> list[Node]:
        """The text nodes of a list, or of one text standing alone."""
        nodes = [node] if node.kind == "text" else node.items
        if node.style == _CUT and not nodes:
            nodes = [node]
        elif node.kind == "none" or node.kind == "list" and not nodes:
            self.complain(node, f"“{what}” is empty; fill it in")
        elif not nodes:
            self.complain(node, f"“{what}” must be text or a list of texts")
        for one in nodes:
            if not self.is_whole(one, what):
                continue
            if one.kind in ("list", "map"):
                self.complain(one, f"“{what}” must hold texts; put each in double quotes")
            elif not one.text.strip():
                self.complain(one, f"“{what}” is empty; fill it in")
        return [one for one in nodes if one.text.strip()]

    def texts(self, key: str, required: bool = False) -> tuple[str, ...]:
        return tuple(node.text for node in self.entries(key, required))

    def flag(self, key: str) -> bool:
        """`true` or `false`; false if the key is not there."""
        return key in self._values and self.choice(key, ["true", "false"]) == "true"

    def inner(self, key: str, known: Iterable[str] | None) -> "Fields | None":
        """The map at `key`, if it is there."""
        node = self._values.get(key)
        return None if node is None else Fields(node, self.path, self.problems, known)


def _instead_of(key: str, known: list[str], elsewhere: Mapping[str, str]) -> str:
    """What to do about a key that is none here."""
    if key != key.strip():
        return "; no-break spaces stand beside it, and YAML takes them for letters: indent with blanks"
    return f"; it belongs below “{elsewhere[key]}”" if key in elsewhere else nearest(key, known)


def looks_like_yaml(name: str) -> bool:
    """Whether a file of this name is meant to be YAML, whatever an editor has added to the name."""
    return name.lower().endswith((".yaml", ".yml", ".yaml.txt", ".yml.txt"))


def yaml_below(folder: str) -> str:
    """The first YAML file anywhere below a folder, "" if it is none or holds none; what is hidden does not count."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        if found := next((one for one in sorted(names) if looks_like_yaml(one) and not one.startswith(".")), ""):
            return os.path.join(place, found)
    return ""


def sections(folder: str, name: str, keys: Iterable[str], problems: list[Problem]) -> Iterator[tuple[str, Fields]]:
    """What a file of a folder has under each of its names, none if there is no such file; `keys` may stand there."""
    path = os.path.join(folder, name)
    root = read_file(path, path, problems) if os.path.exists(path) else None
    if root is None:
        return
    whole = Fields(root, path, problems, None)
    for one in whole.keys():
        fields = whole.inner(one, keys)
        assert fields is not None
        yield one, fields


def read_file(path: str, shown: str, problems: list[Problem]) -> Node | None:
    """The YAML in a file, None if it holds nothing or cannot be read; `shown` names it in complaints."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else f"not UTF-8 (byte {error.start}); save it as UTF-8"
        problems.append(Problem(shown, 0, f"cannot be read: {reason}"))
        return None
    return read_text(text, shown, problems)


def read_text(text: str, shown: str, problems: list[Problem], *, comments: bool = False) -> Node | None:
    """The YAML in `text`, None if it holds nothing or is none; `shown` names its file in complaints.

    `comments`: they may stand behind a value, since values are words; elsewhere a “#” may be meant as part of a text.
    """
    if text.count("\0") > len(text) // 4:
        problems.append(Problem(shown, 0, "cannot be read: it looks like UTF-16; save the file as UTF-8"))
        return None
    try:
        root = parse(text)
    except NodeError as error:
        problems.append(Problem(shown, error.line, error.message))
        return None
    for node in _scalars(root) if root and "#" in text and not comments else ():
        if not node.style and re.compile(r"[ \t]+#").match(text, node.end):
            node.style = _CUT
    return root if root is None or _well_quoted(root, text, shown, problems) else None


def _well_quoted(root: Node, text: str, shown: str, problems: list[Problem]) -> bool:
    """Complains of quotation marks that YAML reads otherwise than they were meant; False where they hide what follows."""
    for node in _scalars(root):
        if not node.style and node.text[:1] in tuple(CURLY):
            problems.append(Problem(shown, node.line, STRAIGHT))
            node.value = node.text.strip(CURLY)
        elif not node.style and node.text.count('"') % 2:
            problems.append(
                Problem(shown, node.line, 'a text with one " only; put a straight quote at both of its ends')
            )
            node.value = node.text.strip('"')
        elif node.style in ("'", '"') and _swallows(node, text):
            last = node.line + len(re.findall(r"\r\n?|\n", text[node.start : node.end]))
            problems.append(Problem(shown, node.line, never_closed(last)))
            return False
    return True


def _swallows(node: Node, text: str) -> bool:
    """Whether a later line of a quoted text looks like the next item or key, set no deeper than the line of the text."""
    _, *lines = re.split(r"\r\n?|\n", text[node.start : node.end])
    if not lines:
        return False
    begin = 1 + max(text.rfind("\n", 0, node.start), text.rfind("\r", 0, node.start))
    before = text[begin : node.start]
    deep = len(before) - len(before.lstrip(" "))
    return any((found := _NEXT.match(line)) and len(found[1]) <= deep for line in lines)


def _scalars(node: Node) -> Iterator[Node]:
    """The values below `node` that are neither list nor map."""
    for one in (*node.items, *(value for _, value in node.pairs)):
        if one.kind in ("list", "map"):
            yield from _scalars(one)
        else:
            yield one
