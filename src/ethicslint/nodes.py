"""YAML text as nodes with places: the only importer of yaml, and only once there is something to parse.

Knows YAML's shapes (text, list, map) and where each began; says what is wrong in words an editor can act on. Knows
nothing of what a key means. Every scalar is text as its document spells it: `no`, `off`, `1.0` and `~` stay text,
whatever YAML makes of them. Anchors, aliases and tags are refused: a `*`, `&` or `!` in front of a sentence is nearly
always an unquoted sentence.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any, Final, NamedTuple, cast

MAX_DEPTH: Final = 40
MAX_LENGTH: Final = 5_000_000

# Patterns are compiled (and kept by `re`) when something is parsed: importing this module must cost nothing.
_LINE_END: Final = r"\r\n?|\n"
# Everything that YAML forbids, and the stand-ins below.
_UNPRINTABLE: Final = "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdd3\ufffe\uffff]"
# PyYAML ends lines at the first three, YAML 1.2 and this project do not; about the fourth its two parsers disagree.
# It gets them as characters that stand in no text.
_UNEASY: Final = "[\x85\u2028\u2029\ufeff]"
_STAND_INS: Final = {0x85: 0xFDD0, 0x2028: 0xFDD1, 0x2029: 0xFDD2, 0xFEFF: 0xFDD3}
# What follows the dashes of a list item and the key of a map on a line.
_VALUE: Final = r"""[ ]*(?:-[ ]+)*(?:(?:"[^"]*"|'[^']*'|[^\s"'#\[{][^:]*?)[ ]*:(?:[ ]+|$))?(.*)"""
_QUOTED: Final = r""""(?:\\.|[^"\\])*"|'(?:''|[^'])*'"""
_COLONLESS: Final = r"""([A-Za-z][\w-]*)(?:(:)(?=[^ \t])|[ \t]*(?:$|(?=["'\[{“‘])))"""
CURLY: Final = "“”„‟‘’‚‛"
"""Marks that open no text in YAML, though word processors put them where the straight ones were typed."""
STRAIGHT: Final = 'texts stand in straight quotes, "…", and curly ones only inside them'
_QUOTE_IT: Final = "; if it is text, put it in double quotes"

# Where YAML's own complaint is about the end of something, the place to repair is where that thing began.
_BLAME_THE_START: Final = ("quoted scalar", "flow", "simple key", "block scalar")
_NO_PLACE: Final = (
    "this does not continue what stands before it: text after a closing quote or bracket, or wrong indentation"
)
_BRACKET: Final = "a bracket opens here and what follows is not a list or map"
_NO_BRACKET: Final = ("expected ',' or ']'", "expected ',' or '}'")
# The C parser's words for it, and the Python parser's.
_NO_CONTINUATION: Final = (
    "find expected key",
    "find expected '-' indicator",
    "find expected <document start>",
    "expected <block end>",
    "expected '<document start>'",
)


class NodeError(Exception):
    """The text is not YAML that this project reads. `line` and `column` are 1-based; `message` is for an editor.

    `valid`: other tools may read it (anchors, aliases, tags), and whether that is a fault is for the caller to say.
    """

    def __init__(self, line: int, column: int, message: str, valid: bool = False) -> None:
        super().__init__(f"line {line}, column {column}: {message}")
        self.line = line
        self.column = column
        self.message = message
        self.valid = valid


class Node:
    """One value of a YAML document; treat as immutable.

    kind: "text", "list", "map", or "none" for a value that is not there (`key:` and nothing; the value is then "", its
    place somewhere between the key and what comes next). An empty quoted string is "text". `start` and `end` are code
    points into the parsed text: of a scalar with its quotes or `|`, of a block list or map up to the end of its last
    value. `line` is 1-based and counts LF, CRLF and lone CR. `style` is "" for plain text and for block lists and maps,
    else the character it opens with: one of ' " | > [ {.
    """

    __slots__ = ("end", "kind", "line", "start", "style", "value")

    def __init__(
        self,
        kind: str,
        value: "str | list[Node] | list[tuple[Node, Node]]",
        start: int,
        end: int,
        line: int,
        style: str,
    ) -> None:
        self.kind = kind
        self.value = value
        self.start = start
        self.end = end
        self.line = line
        self.style = style

    def __repr__(self) -> str:
        return f"Node({self.kind!r}, {self.value!r}, {self.start}, {self.end}, line={self.line}, style={self.style!r})"

    @property
    def text(self) -> str:
        """The value of a "text" node, "" for every other kind."""
        return cast(str, self.value) if self.kind == "text" else ""

    @property
    def items(self) -> "list[Node]":
        """The values of a "list" node in order, none for every other kind."""
        return cast("list[Node]", self.value) if self.kind == "list" else []

    @property
    def pairs(self) -> "list[tuple[Node, Node]]":
        """The keys (always "text") and values of a "map" node in order, none for every other kind."""
        return cast("list[tuple[Node, Node]]", self.value) if self.kind == "map" else []


def parse(text: str) -> Node | None:
    """The root node of the one YAML document in `text`; None if it holds nothing (comments are nothing).

    Raises NodeError on syntax errors, duplicate keys, keys that are not text, a second document, anchors, aliases and
    tags, nesting deeper than MAX_DEPTH, texts longer than MAX_LENGTH, and characters that YAML does not allow.
    """
    places = _Places(text)
    if len(text) > MAX_LENGTH:
        raise NodeError(1, 1, f"too long: {len(text):,} characters, and {MAX_LENGTH:,} are read at most")
    if bad := re.search(_UNPRINTABLE, text):
        raise places.error(bad.start(), f"the invisible character U+{ord(bad[0]):04X} cannot stand here; delete it")
    from yaml import YAMLError
    from yaml import parse as events

    try:
        return _compose(events(places.plain, Loader=_loader()), places)
    except YAMLError as error:
        raise _explained(error, places) from None


def _loader() -> Any:
    """The C parser where PyYAML was built with it, else the same thing in Python."""
    try:
        from yaml import CSafeLoader

        return CSafeLoader
    except ImportError:
        from yaml import SafeLoader

        return SafeLoader


class _Places:
    """The text as the parser gets it, and the way back from the parser's offsets to lines and offsets of the original.

    The C parser counts CRLF inside a value as one character: so the parser sees LF only. A byte-order mark is left out.
    """

    __slots__ = ("_crlf", "_hidden", "_shift", "_starts", "last", "plain", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.last: Node | None = None  # the scalar that was read last, for a complaint about what follows it
        self._shift = 1 if text.startswith("\ufeff") else 0
        self._starts: list[int] | None = None
        self._crlf: list[int] = []
        self.plain = text[self._shift :]
        if "\r" in text:
            crlf = [match.start() for match in re.finditer(_LINE_END, self.plain) if len(match[0]) == 2]
            self._crlf = [start - number for number, start in enumerate(crlf)]
            self.plain = self.plain.replace("\r\n", "\n").replace("\r", "\n")
        self._hidden = re.search(_UNEASY, self.plain) is not None
        if self._hidden:
            self.plain = self.plain.translate(_STAND_INS)

    def value(self, parsed: str) -> str:
        """A value as it was before characters in it were replaced for the parser."""
        return parsed.translate({new: old for old, new in _STAND_INS.items()}) if self._hidden else parsed

    def offset(self, parsed: int) -> int:
        """The offset in the original of an offset in `plain`; a CRLF's own LF maps to its CR."""
        return parsed + self._shift + bisect_left(self._crlf, parsed)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, 1-based, of an offset in the original."""
        if self._starts is None:
            self._starts = [0, *(match.end() for match in re.finditer(_LINE_END, self.text))]
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def error(self, offset: int, message: str, valid: bool = False) -> NodeError:
        return NodeError(*self.position(offset), message, valid)


class _Open(NamedTuple):
    """A list or map whose end has not come yet; a map's keys and values alternate in `children`."""

    kind: str
    start: int
    style: str
    children: list[Node]


def _compose(events: Iterator[Any], places: _Places) -> Node | None:
    """Nodes out of parser events, without recursion, so that no nesting can exhaust the stack."""
    root: list[Node] = []
    documents = 0
    stack = [_Open("document", 0, "", root)]
    for event in events:
        name = type(event).__name__
        if name == "DocumentStartEvent":
            documents += 1
            if documents > 1:
                raise _refused(event, places, "a second document begins here (“---”); one file holds one document")
        elif name == "ScalarEvent":
            _refuse_extras(event, places)
            places.last = _scalar(event, places)
            stack[-1].children.append(places.last)
        elif name in ("SequenceStartEvent", "MappingStartEvent"):
            _refuse_extras(event, places)
            kind, bracket = ("list", "[") if name == "SequenceStartEvent" else ("map", "{")
            if len(stack) > MAX_DEPTH:
                raise _refused(event, places, f"lists and maps nested deeper than {MAX_DEPTH} levels are not read")
            stack.append(_Open(kind, places.offset(event.start_mark.index), bracket if event.flow_style else "", []))
        elif name in ("SequenceEndEvent", "MappingEndEvent"):
            opened = stack.pop()
            stack[-1].children.append(_collection(opened, places.offset(event.end_mark.index), places))
        elif name == "AliasEvent":
            raise _refused(
                event, places, f"“*{event.anchor}” is read as an alias, and aliases are not supported{_QUOTE_IT}"
            )
    return root[0] if root and root[0].kind != "none" else None


def _refused(event: Any, places: _Places, message: str) -> NodeError:
    return places.error(places.offset(event.start_mark.index), message, valid=True)


def _refuse_extras(event: Any, places: _Places) -> None:
    if event.anchor is not None:
        raise _refused(
            event, places, f"“&{event.anchor}” is read as an anchor, and anchors are not supported{_QUOTE_IT}"
        )
    if event.tag is not None:
        raise _refused(event, places, f"the “!” here is read as a tag, and tags are not supported{_QUOTE_IT}")


def _scalar(event: Any, places: _Places) -> Node:
    start, end = places.offset(event.start_mark.index), places.offset(event.end_mark.index)
    style: str = event.style or ""
    if style == '"' and re.search("[\ud800-\udfff]", event.value):
        raise places.error(start, "an escape that is half a character; write the character itself")
    kind = "text" if event.value or style else "none"
    return Node(kind, places.value(event.value), start, end, places.position(start)[0], style)


def _collection(opened: _Open, end: int, places: _Places) -> Node:
    children = opened.children
    line = places.position(opened.start)[0]
    # The parser ends a block list or map where the next thing begins, comments and blank lines included.
    end = end if opened.style else children[-1].end
    if opened.kind == "list":
        return Node("list", children, opened.start, end, line, opened.style)
    pairs = list(zip(children[::2], children[1::2], strict=True))
    seen: dict[str, int] = {}
    for key, _ in pairs:
        _check_key(key, seen, places)
    return Node("map", pairs, opened.start, end, line, opened.style)


def _check_key(key: Node, seen: dict[str, int], places: _Places) -> None:
    if key.kind == "none":
        raise places.error(key.start, "there is no key before this “:”")
    if key.kind != "text":
        raise places.error(key.start, f"a {key.kind} stands where a key should be{_QUOTE_IT}")
    if key.text in seen:
        raise places.error(key.start, f"the key “{key.text}” stands here twice; first on line {seen[key.text]}")
    seen[key.text] = key.line


def _explained(error: Any, places: _Places) -> NodeError:
    """PyYAML's complaint in plain words, at the place to repair, with the usual trap named if the line shows it."""
    context, problem = error.context or "", error.problem or ""
    if better := _unclosed(problem, error.problem_mark, places) or _colonless(problem, error.context_mark, places):
        return better
    at_start = error.context_mark is not None and any(word in context for word in _BLAME_THE_START)
    mark = error.context_mark if at_start else error.problem_mark or error.context_mark
    offset = min(places.offset(mark.index), len(places.text))
    what = _what(context, problem)
    if what == _BRACKET and places.text[offset : offset + 1] not in ("[", "{"):
        offset = max(0, places.text.rfind("[", 0, offset), places.text.rfind("{", 0, offset))
    line, column = places.position(offset)
    source = re.split(_LINE_END, places.text)[line - 1].removeprefix("\ufeff")
    if "escape" in problem and "\\|" in places.plain[error.problem_mark.index - 1 : error.problem_mark.index + 2]:
        return NodeError(line, column, "a “\\|”; write | without the backslash")
    hint = _hint(source[:300])
    if what == _BRACKET:
        further = places.position(min(places.offset(error.problem_mark.index), len(places.text)))[0]
        hint = _missing(places.text[offset : offset + 1], line, further, hint)
    elif what == _NO_PLACE and not hint and source.lstrip().startswith("- "):
        hint = "; list items stand below a key with nothing behind its colon, all equally far to the right"
    return NodeError(line, column, what + hint)


def _missing(bracket: str, line: int, further: int, hint: str) -> str:
    """The question about a bracket that opens in `line` and a list or map that breaks off in line `further`."""
    between = f" between here and line {further}" if line < further else ""
    marks = hint if "“[[”" in hint else ""
    return f"{marks}; is a comma, a closing quote or a {'}' if bracket == '{' else ']'} missing{between}?"


def _unclosed(problem: str, mark: Any, places: _Places) -> NodeError | None:
    """The complaint about a quoted text over several lines right behind which nothing fits: its closing quote is missing."""
    text = places.last
    if text is None or text.style not in ("'", '"') or mark is None:
        return None
    line = places.position(text.end)[0]
    between = places.text[text.end : places.offset(mark.index)]
    if line == text.line or between.strip() or not any(one in problem for one in (*_NO_CONTINUATION, *_NO_BRACKET)):
        return None
    return places.error(text.start, never_closed(line))


def never_closed(line: int) -> str:
    """What to say of a quoted text that goes on to `line` because its own closing quote is missing."""
    return f"a quotation mark opens here and closes only in line {line}; is the closing quote missing?"


def _colonless(problem: str, mark: Any, places: _Places) -> NodeError | None:
    """The complaint about a key without its colon, or without the blank behind it."""
    if "could not find expected ':'" in problem and mark is not None:
        start = places.offset(mark.index)
    elif "mapping values are not allowed" in problem and places.last is not None and not places.last.style:
        start = places.last.start
        if places.position(places.last.end)[0] == places.last.line:
            return None
    else:
        return None
    line = re.split(_LINE_END, places.text[start : start + 300], maxsplit=1)[0]
    found = re.match(_COLONLESS, line)
    if found is None or places.text[:start].rpartition("\n")[2].strip(" \t-\ufeff"):
        return None
    missing, after = ("blank", f"{found[1]}:") if found[2] else ("colon", found[1])
    return places.error(start, f"the {missing} is missing after “{after}”; write {found[1]}: and then the value")


def _what(context: str, problem: str) -> str:
    if "quoted scalar" in context and "end of stream" in problem or "document separator" in problem:
        return "a quotation mark opens here and never closes"
    if "flow" in context:
        return _BRACKET
    if "could not find expected ':'" in problem:
        return "a line without “key: value”, or without the “- ” of a list and its blank"
    if "mapping values are not allowed" in problem:
        return "a second “: ” in one line, or a line indented too far"
    if "cannot start any token" in problem:
        return "no text can begin with this character"
    if "escape" in problem:
        return "a “\\” in double quotes that is no escape; for the character itself write “\\\\”, or use single quotes"
    if any(complaint in problem for complaint in _NO_CONTINUATION):
        return _NO_PLACE
    if "alphabetic or numeric character" in problem:
        return "a “*” or “&” that begins no text"
    if "not allowed" in problem:
        return "a list, or a “?”, cannot begin in the middle of a line"
    return f"not valid YAML ({problem})"


def _hint(source: str) -> str:
    """What to do about the line `source`, if it shows one of the usual traps; else nothing."""
    if "\t" in source[: len(source) - len(source.lstrip())]:
        return "; indent with blanks, not with tabs"
    found = re.match(_VALUE, source)
    value = found[1].strip() if found else ""
    if value[:1] and value[0] in "[{@`%*&!#":
        opening = "[[" if value.startswith("[[") else value[0]
        return f"; text that begins with “{opening}” needs double quotes around it"
    if value[:1] and value[0] in CURLY:
        return f"; {STRAIGHT}"
    if value[:1] and value[0] in "\"'":
        whole = re.match(_QUOTED, value)
        more = whole is not None and whole.end() < len(value)
        return (
            "; inside quoted text the mark itself is written \\\" in double quotes, '' in single ones" if more else ""
        )
    return "; text that contains “: ” needs double quotes around it" if ": " in value or value.endswith(":") else ""
