"""Front matter: where it ends, which of its fields readers see, and where every character of those stands.

Knows YAML between `---` lines and TOML between `+++` lines, at the very start of an article only, and the way back from
a field's value (escapes resolved, lines folded) to the source. Knows nothing of Markdown, nor of what settings in front
matter mean: those are handed on as plain data. Parsers are imported only when there is something for them to parse.

A value is rebuilt from the source piece by piece; only if the result is the parser's own value is the field given out.
So a field's places are right or the field is missing, never wrong.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ethicslint.text.origin import Origin, Run

if TYPE_CHECKING:
    from ethicslint.nodes import Node

_TITLES: Final = "title headline seotitle ogtitle twittertitle socialtitle push alert kicker"
_METADATA: Final = (
    "description excerpt summary standfirst dek deck subtitle subheadline lede lead teaser newsletter ogdescription"
)
_CAPTIONS: Final = "caption alt imagealt imagecaption figcaption"
_PLACES: Final = {
    name: place
    for place, names in (("title", _TITLES), ("metadata", _METADATA), ("caption", _CAPTIONS))
    for name in names.split()
}

# Patterns are compiled (and kept by `re`) when there is front matter: importing this module must cost nothing.
_OPENING: Final = r"(?:---|\+\+\+)[ \t]*(\r\n?|\n)"
_YAML_CLOSING: Final = r"(\r\n?|\n)(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)"
_TOML_CLOSING: Final = r"(\r\n?|\n)\+\+\+[ \t]*(?:\r\n?|\n|\Z)"
_BREAK: Final = r"\r\n?|\n"
_FOLD: Final = rf"(?:(?:{_BREAK})[ \t]*)+"
_YAML_KEY: Final = r"""(?:"[^"\r\n]+"|'[^'\r\n]+'|[^\W\d][\w.:/-]*)[ \t]*:(?:[ \t]|$)"""
_TOML_KEY: Final = r"\[|[\w\"'][^=\r\n]*="


class Field(NamedTuple):
    """A linted field.

    `path` is where it stands in the front matter (“seo.title”, “gallery[2].alt”, counted from 0), `place` what its
    words count as (“title”, “metadata” or “caption”), `value` what YAML or TOML understands, `origin` the way back from
    there to the article.
    """

    path: str
    place: str
    value: str
    origin: Origin


class FrontMatter(NamedTuple):
    """What stands before the body of an article.

    `end` is the offset in code points where the body starts, 0 if there is no front matter; `fields` are the linted
    fields in order; `problem` is a 1-based line of the article and what is wrong there, in plain words. `data` is all
    of it as dicts, lists and text (numbers, dates and truth values too, None for `key:` and nothing); empty if there is
    a problem. `settings` is the same as nodes by their keys, with lines counted from the one behind the opening marks.
    """

    end: int
    fields: list[Field]
    problem: tuple[int, str] | None
    data: Mapping[str, object]
    settings: "Mapping[str, Node]" = MappingProxyType({})


class _Piece(NamedTuple):
    """Part of a value, and the stretch of source it was made of."""

    made: str
    start: int
    end: int


class _Block(NamedTuple):
    """What stands between the two lines of marks: text[start:end]; the body begins at `body`."""

    text: str
    start: int
    end: int
    body: int

    def inner(self) -> str:
        return self.text[self.start : self.end]


def read(text: str) -> FrontMatter:
    """The front matter of a decoded article, byte-order mark gone. Raises nothing, whatever stands there.

    Marks that are never closed, and marks around something that is no list of keys (a thematic break and prose), are no
    front matter. From broken front matter the top-level `key: value` lines of linted fields are read as they stand.
    """
    block = _block(text) if text.startswith(("---", "+++")) else None
    if block is None:
        return FrontMatter(0, [], None, {})
    return _yaml(block) if text[0] == "-" else _toml(block)


def _block(text: str) -> _Block | None:
    opening = re.match(_OPENING, text)
    if opening is None:
        return None
    # Nothing may stand between the marks: then one line break ends both lines.
    closing = re.compile(_YAML_CLOSING if text[0] == "-" else _TOML_CLOSING).search(text, opening.start(1))
    return _Block(text, opening.end(), closing.end(1), closing.end()) if closing else None


def _yaml(block: _Block) -> FrontMatter:
    if not block.inner().strip():
        return FrontMatter(block.body, [], None, {})
    from ethicslint.nodes import NodeError, parse

    try:
        root = parse(block.inner())
    except NodeError as error:
        # The parser saw the front matter alone, which starts on the second line of the article.
        message = re.sub(r"\bon line (\d+)", lambda found: f"on line {int(found[1]) + 1}", error.message)
        broken = _broken(block, ": ", _YAML_KEY, error.line, message)
        # Anchors and tags are no fault of the article: its generator reads them, only we go by the lines.
        return broken._replace(problem=None) if error.valid else broken
    if root is None or root.kind != "map":
        return FrontMatter(0, [], None, {})
    fields = []
    for path, place, node in _linted_nodes(root, "", ""):
        pieces = _yaml_pieces(block, node)
        if pieces is not None:
            fields.append(Field(path, place, node.text, _origin(pieces)))
    data = _node_data(root)
    settings = {key.text: value for key, value in root.pairs}
    return FrontMatter(block.body, fields, None, data if isinstance(data, dict) else {}, settings)


def _toml(block: _Block) -> FrontMatter:
    import tomllib

    scan = _TomlScan(block)
    try:
        strings = list(scan.strings())
        root = tomllib.loads(re.sub(_BREAK, "\n", block.inner()))
        data = {key: _plain_data(value) for key, value in root.items()}
    except _DeepError as deep:
        return _broken(block, "=", _TOML_KEY, deep.line, deep.message)
    except ValueError as error:
        return _broken(block, "=", _TOML_KEY, *_toml_problem(str(error), scan.line()))
    fields = []
    for string in strings:
        place = _place(string.name())
        value = _at(root, string.path)
        if place and isinstance(value, str) and value.strip():
            pieces = list(_toml_pieces(block.text, string.start, string.end))
            if _made(pieces) == value:
                fields.append(Field(string.spelt(), place, value, _origin(pieces)))
    settings = {key: _toml_node(value, (key,), scan) for key, value in root.items()}
    return FrontMatter(block.body, fields, None, data, settings)


def _broken(block: _Block, sign: str, key: str, line: int, message: str) -> FrontMatter:
    """Front matter that no parser reads, if its first line is a key at all; line counts within the block."""
    lines = re.finditer(r"[^\r\n]+", block.inner())
    first = next((found[0] for found in lines if found[0].strip() and not found[0].startswith("#")), "")
    if not re.match(key, first):
        return FrontMatter(0, [], None, {})
    return FrontMatter(block.body, list(_line_fields(block, sign)), (line + 1, message), {})


def _line_fields(block: _Block, sign: str) -> Iterator[Field]:
    """Linted fields of broken front matter: lines that begin with a linted key, without the quotes around the value."""
    for line in re.compile(r"[^\r\n]+").finditer(block.text, block.start, block.end):
        key, found, rest = line[0].partition(sign)
        name = key.strip().strip("\"'")
        place = _place(name)
        value = rest.strip()
        if not (found and place and value) or key[0].isspace() or re.fullmatch(r"[|>][+-]?\d?[+-]?", value):
            continue
        start = line.start() + len(key) + len(sign) + rest.index(value)
        if value[0] in "\"'":
            start, value = start + 1, value[1:].removesuffix(value[0])
        if value.strip("\"' "):
            yield Field(name, place, value, Origin([Run(0, start, start + len(value))], len(value)))


def _place(name: str) -> str | None:
    """Where the words of a field count, by its key however spelt: `og:title`, `og_title`, `ogTitle`, `OG title`."""
    return _PLACES.get(re.sub(r"[\s_.:-]", "", name).lower())


def _origin(pieces: list[_Piece]) -> Origin:
    """The way back from the joined pieces, in order; those that stand as they are and follow each other are one run."""
    runs: list[Run] = []
    length = 0
    joins = False
    for made, start, end in pieces:
        if not made:
            joins = False
            continue
        exact = len(made) == end - start
        if joins and exact:
            runs[-1] = runs[-1]._replace(source_end=end)
        else:
            runs.append(Run(length, start, end))
        joins = exact
        length += len(made)
    return Origin(runs, length)


def _made(pieces: list[_Piece]) -> str:
    return "".join(piece.made for piece in pieces)


# YAML: nodes to fields


def _linted_nodes(node: "Node", path: str, name: str) -> "Iterator[tuple[str, str, Node]]":
    """Path, place and node of every text below `node` whose nearest key is linted."""
    for number, item in enumerate(node.items):
        yield from _linted_nodes(item, f"{path}[{number}]", name)
    for key, value in node.pairs:
        yield from _linted_nodes(value, f"{path}.{key.text}" if path else key.text, key.text)
    place = _place(name)
    # `alert: true` is a switch, and `title: ~` is no title.
    if place and node.text.strip() and (node.style or node.text.lower() not in ("~", "null", "true", "false")):
        yield path, place, node


def _node_data(node: "Node") -> object:
    if node.kind == "map":
        return {key.text: _node_data(value) for key, value in node.pairs}
    if node.kind == "list":
        return [_node_data(item) for item in node.items]
    return node.text if node.kind == "text" else None


def _yaml_pieces(block: _Block, node: "Node") -> list[_Piece] | None:
    """What the value is made of, or None if it cannot be told exactly."""
    start, end = block.start + node.start, block.start + node.end
    if node.style in ("|", ">"):
        # An indentation that is given as a number counts from the parent's, which a node does not know: try.
        tries: Iterator[list[_Piece]] = (_block_scalar(block.text, start, end, given) for given in range(-1, 12))
    elif node.style:
        tries = iter([list(_flow_scalar(node.style, block.text, start + 1, end - 1))])
    else:
        tries = iter([list(_flow_scalar("", block.text, start, end))])
    return next((pieces for pieces in tries if _made(pieces) == node.text), None)


_FLOW_TOKENS: Final = {
    "": rf"(?P<fold>[ \t]*{_FOLD})|[ \t]+|[^ \t\r\n]+",
    "'": rf"(?P<fold>[ \t]*{_FOLD})|(?P<quote>'')|[ \t]+|[^' \t\r\n]+",
    '"': rf"(?P<fold>[ \t]*{_FOLD})|\\(?P<join>{_FOLD})|(?P<escape>\\(?:x..|u.{{4}}|U.{{8}}|.))|[ \t]+|[^\\ \t\r\n]+",
}
# After the backslash, and what the two stand for; the codes of TOML are among those of YAML.
_ESCAPES: Final = dict(zip('0abt\tnvfre "/\\N_LP', '\0\a\b\t\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029', strict=True))


def _flow_scalar(style: str, text: str, start: int, end: int) -> Iterator[_Piece]:
    """The pieces of plain or quoted text: one line break is a blank, more are one line break fewer."""
    for token in re.compile(_FLOW_TOKENS[style]).finditer(text, start, end):
        kind = token.lastgroup
        made = token[0]
        if kind in ("fold", "join"):
            breaks = len(re.findall(_BREAK, made)) - 1
            made = "\n" * breaks or (" " if kind == "fold" else "")
        elif kind == "quote":
            made = "'"
        elif kind == "escape":
            made = _unescaped(made)
        yield _Piece(made, token.start(), token.end())


def _unescaped(escape: str) -> str:
    """The character of a backslash escape of YAML or TOML that the parser has accepted."""
    return chr(int(escape[2:], 16)) if escape[1] in "xuU" else _ESCAPES.get(escape[1], escape)


class _Line(NamedTuple):
    """A line of a block scalar that is more than indentation: text[start:end], without indentation and line break.

    The line break ends at `after`; `breaks` counts it and the empty lines that follow.
    """

    start: int
    end: int
    after: int
    breaks: int


def _block_scalar(text: str, start: int, end: int, given: int) -> list[_Piece]:
    """The pieces of a `|` or `>` text, indented by `given` blanks, or (-1) by as many as its first line is."""
    header = re.compile(rf"([|>])([+-]?)\d?([+-]?)[^\r\n]*(?:{_BREAK}|\Z)").match(text, start, end)
    if header is None:
        return []
    folded, keep = header[1] == ">", header[2] or header[3]
    body = header.end()
    first = re.compile(rf"(?:[ ]*(?:{_BREAK}))*([ ]*)").match(text, body, end)
    indent = given if given >= 0 else len(first[1]) if first else 0
    lines, leading = _dedented(text, body, end, indent)
    if not lines:
        return []
    pieces = [_Piece("\n" * leading, body, lines[0].start)]
    for line, following in pairwise(lines):
        pieces.append(_Piece(text[line.start : line.end], line.start, line.end))
        joined = folded and text[line.start] not in " \t" and text[following.start] not in " \t"
        made = ("\n" * (line.breaks - 1) or " ") if joined else "\n" * line.breaks
        pieces.append(_Piece(made, line.end, following.start))
    last = lines[-1]
    pieces.append(_Piece(text[last.start : last.end], last.start, last.end))
    if last.breaks and keep != "-":
        pieces.append(_Piece("\n", last.end, last.after))
        pieces.append(_Piece("\n" * (last.breaks - 1) if keep == "+" else "", last.after, end))
    return pieces


def _dedented(text: str, start: int, end: int, indent: int) -> tuple[list[_Line], int]:
    """The lines of a block scalar without their indentation, and the number of empty lines before the first."""
    lines: list[_Line] = []
    leading = 0
    for found in re.compile(rf"[ ]{{0,{indent}}}([^\r\n]*)({_BREAK}|\Z)").finditer(text, start, end):
        if found[1]:
            lines.append(_Line(found.start(1), found.end(1), found.end(), bool(found[2])))
        elif found[2] and lines:
            lines[-1] = lines[-1]._replace(breaks=lines[-1].breaks + 1)
        else:
            leading += bool(found[2])
    return lines, leading


# TOML: tomllib says what the values are, a scan says where the strings stand


class _DeepError(Exception):
    """Nested deeper than this project reads. `line` counts within the block."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


class _LostError(Exception):
    """The scan does not know what stands here; tomllib will say what is wrong."""


class _TomlString(NamedTuple):
    """A string value, quotes included, and the keys and list positions that lead to it."""

    path: tuple[str | int, ...]
    start: int
    end: int

    def name(self) -> str:
        return next((part for part in reversed(self.path) if isinstance(part, str)), "")

    def spelt(self) -> str:
        parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.path)
        return "".join(parts).removeprefix(".")


_TOML_STRING: Final = (
    r'"""(?:\\[\s\S]|(?!""")[^\\])*"{3,5}|'
    + r"'''(?:(?!''')[\s\S])*'{3,5}|"
    + r'"(?:\\.|[^"\\\r\n])*"|'
    + r"'[^'\r\n]*'"
)
_TOML_TOKENS: Final = (
    rf"(?P<join>\\[ \t]*{_FOLD})|(?P<escape>\\(?:u.{{4}}|U.{{8}}|x..|.))|(?P<line>{_BREAK})|[^\\\r\n]+"
)


class _TomlScan:
    """One walk over TOML that finds its strings. Trusts that tomllib will refuse whatever is not TOML."""

    def __init__(self, block: _Block) -> None:
        self.block = block
        self.at = block.start
        self.lists: dict[tuple[str | int, ...], int] = {}
        self.places: dict[tuple[str | int, ...], int] = {}
        """Where each value or table that was met begins, by the path to it."""
        self.breaks: list[int] | None = None

    def strings(self) -> Iterator[_TomlString]:
        """Every string of the block in order, up to where it stops being TOML. Raises _DeepError."""
        table: tuple[str | int, ...] = ()
        try:
            self.skip()
            while self.at < self.block.end:
                if self.take("[["):
                    table = self.table(self.keys(), listed=True)
                    self.need("]]")
                elif self.take("["):
                    table = self.table(self.keys(), listed=False)
                    self.need("]")
                else:
                    yield from self.pair(table)
                self.skip()
        except _LostError:
            return

    def pair(self, path: tuple[str | int, ...]) -> Iterator[_TomlString]:
        path = (*path, *self.keys())
        self.need("=")
        yield from self.value(path)

    def value(self, path: tuple[str | int, ...]) -> Iterator[_TomlString]:
        self.refuse_deep(len(path))
        self.skip()
        for length in range(1, len(path) + 1):  # dotted keys stand for the tables on their way, too
            self.places.setdefault(path[:length], self.at)
        if found := self.match(_TOML_STRING):
            yield _TomlString(path, found.start(), found.end())
        elif self.take("["):
            yield from self.array(path)
        elif self.take("{"):
            yield from self.inline_table(path)
        elif not self.match(r"[^\s,\]}#][^,\]}#\r\n]*"):
            raise _LostError

    def array(self, path: tuple[str | int, ...]) -> Iterator[_TomlString]:
        number = 0
        self.skip()
        while not self.take("]"):
            yield from self.value((*path, number))
            number += 1
            self.skip()
            if not self.take(",") and self.peek() != "]":
                raise _LostError
            self.skip()

    def inline_table(self, path: tuple[str | int, ...]) -> Iterator[_TomlString]:
        self.skip()
        while not self.take("}"):
            yield from self.pair(path)
            self.skip()
            if not self.take(",") and self.peek() != "}":
                raise _LostError
            self.skip()

    def table(self, keys: list[str], *, listed: bool) -> tuple[str | int, ...]:
        """The full path of a table header: a list of tables on the way stands for its last table so far."""
        path: tuple[str | int, ...] = ()
        for number, key in enumerate(keys, 1):
            path = (*path, key)
            if listed and number == len(keys):
                self.lists[path] = self.lists.get(path, -1) + 1
            self.places.setdefault(path, self.at)
            if path in self.lists:
                path = (*path, self.lists[path])
                self.places.setdefault(path, self.at)
        return path

    def keys(self) -> list[str]:
        """The parts of a bare, quoted or dotted key."""
        parts = []
        while found := self.match(r"""[ \t]*(?:([\w-]+)|("(?:\\.|[^"\\\r\n])*"|'[^'\r\n]*'))[ \t]*"""):
            parts.append(found[1] or _toml_key(self.block.text, found.start(2), found.end(2)))
            if not self.take("."):
                return parts
            self.refuse_deep(len(parts))
        raise _LostError

    def refuse_deep(self, depth: int) -> None:
        from ethicslint.nodes import MAX_DEPTH

        if depth > MAX_DEPTH:
            raise _DeepError(self.line(), f"lists and tables nested deeper than {MAX_DEPTH} levels are not read")

    def line(self) -> int:
        """The line the scan has come to, counted within the block."""
        return 1 + len(re.findall(_BREAK, self.block.text[self.block.start : self.at]))

    def line_of(self, path: tuple[str | int, ...]) -> int:
        """The line on which the value at `path` begins, counted within the block."""
        if self.breaks is None:
            self.breaks = [one.end() for one in re.compile(_BREAK).finditer(self.block.text, 0, self.block.end)]
        first = bisect_left(self.breaks, self.block.start + 1)
        return 1 + bisect_left(self.breaks, self.places.get(path, self.block.start) + 1) - first

    def skip(self) -> None:
        self.match(r"(?:[ \t\r\n]+|#[^\r\n]*)*")

    def peek(self) -> str:
        return self.block.text[self.at : min(self.at + 1, self.block.end)]

    def take(self, mark: str) -> bool:
        taken = self.block.text.startswith(mark, self.at, self.block.end)
        self.at += len(mark) * taken
        return taken

    def need(self, mark: str) -> None:
        if not self.take(mark):
            raise _LostError

    def match(self, pattern: str) -> "re.Match[str] | None":
        found = re.compile(pattern).match(self.block.text, self.at, self.block.end)
        self.at = found.end() if found else self.at
        return found


def _toml_key(text: str, start: int, end: int) -> str:
    try:
        return _made(list(_toml_pieces(text, start, end)))
    except ValueError:
        raise _LostError from None


def _toml_pieces(text: str, start: int, end: int) -> Iterator[_Piece]:
    """The pieces of one TOML string of any of the four kinds, text[start:end] with its quotes."""
    quote = text[start]
    width = 3 if end - start >= 6 and text.startswith(quote * 3, start) else 1
    start, end = start + width, end - width
    if width == 3 and (opening := re.compile(_BREAK).match(text, start, end)):
        start = opening.end()
    tokens = _TOML_TOKENS if quote == '"' else rf"(?P<line>{_BREAK})|[^\r\n]+"
    for token in re.compile(tokens).finditer(text, start, end):
        made = token[0]
        if token.lastgroup == "join":
            made = ""
        elif token.lastgroup == "line":
            made = "\n"
        elif token.lastgroup == "escape":
            made = _unescaped(made)
        yield _Piece(made, token.start(), token.end())


def _at(root: Any, path: tuple[str | int, ...]) -> Any:
    """The value that the path leads to, None if it leads nowhere."""
    try:
        for part in path:
            root = root[part]
    except (KeyError, IndexError, TypeError):
        return None
    return root


def _toml_node(value: object, path: tuple[str | int, ...], scan: _TomlScan) -> "Node":
    """A value of TOML in the form that YAML's have; the place of a value is its line alone."""
    from ethicslint.nodes import Node

    line = scan.line_of(path)
    if isinstance(value, dict):
        pairs = [
            (Node("text", key, 0, 0, scan.line_of((*path, key)), ""), _toml_node(one, (*path, key), scan))
            for key, one in value.items()
        ]
        return Node("map", pairs, 0, 0, line, "{")
    if isinstance(value, list):
        items = [_toml_node(one, (*path, number), scan) for number, one in enumerate(value)]
        return Node("list", items, 0, 0, line, "[")
    return Node("text", str(_plain_data(value)), 0, 0, line, '"' if isinstance(value, str) else "")


def _plain_data(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain_data(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain_data(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _toml_problem(message: str, reached: int) -> tuple[int, str]:
    """tomllib's message in plain words, and its line within the block; where it says only “at end”, the one reached."""
    what, _, where = message.rpartition(" (at ")
    number = re.match(r"line (\d+)", where)
    line = int(number[1]) if number else reached
    if "after a key" in what:
        return line, "a line without “key = value”"
    if "Invalid value" in what or "after a statement" in what:
        return line, 'not a value; text needs quotes around it, and \\" for a quotation mark inside double quotes'
    if "Unterminated" in what or "Illegal character '\\n'" in what or what.startswith(("Expected '\"", 'Expected "')):
        return line, "a quotation mark opens here and never closes"
    if "Cannot overwrite" in what or "twice" in what or "Duplicate" in what:
        return line, "this key or table stands here twice"
    return line, f"not valid TOML ({what[:1].lower()}{what[1:]})"
