"""Markdown as blocks of pieces: what a reader reads, where it stands in the article, and nothing else.

Knows Markdown by the events of pulldown-cmark, and what static-site generators put between: shortcodes, TeX, MDX. Leaves out
code, comments, link destinations, attributes; keeps the text of links, emphasis, inline HTML and image descriptions.
Knows nothing of front matter, of words or of rules.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pyromark
import regex

from ethicslint.text.normal import LEFT_OUT, SOFT_BREAK, Piece, behind, filler, joined
from ethicslint.text.origin import Span
from ethicslint.text.source import byte_offsets

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_DEFINITION_LIST
)
# Patterns of what most articles lack are compiled (and kept by `regex`) when a text asks for them.
# The parser's own mathematics would swallow “$10m and A$5”, so only what looks like TeX is taken for it.
# What opens is closed before the like opens again: else a text full of openings would be searched to its end from each.
_MASKED = r"""(?sx)\{\{[<%](?:(?!\{\{[<%]).)*?[%>]\}\} | \{%(?:(?!\{%).)*?%\} | \{\#(?:(?!\{\#).)*?\#\} | \{\{[^{}\n]*\}\}
    | \$\$(?=[^$]*[\\^_={])[^$]+\$\$
    | (?<![\w$\\])\$(?![\s$])(?=[^$\n]*[\\^_{]|[a-z]\$)[^$\n]{1,200}(?<![\s\\])\$(?![\w$])"""
_MDX_STATEMENT = r"(?m)^(?:import\b[^\n]*?['\"];?|export\s+(?:const|default|function|let)\b[^\n]*)$"
_MDX_COMMENT = r"(?s)\{/\*(?:(?!\{/\*).)*?\*/\}"
_LONGEST_PIECE = 1_000  # letters, after which a new piece begins: putting text together again and again takes time

_CONTAINERS = {
    "BlockQuote": "quote-block",
    "FootnoteDefinition": "footnote",
    "Table": "table",
    "Item": "list",
    "DefinitionListTitle": "list",
    "DefinitionListDefinition": "list",
}
_RANK = ("quote-block", "footnote", "table", "list")
_BLOCKS = frozenset(
    (*_CONTAINERS, "Paragraph", "Heading", "List", "TableHead", "TableRow", "TableCell", "DefinitionList")
)
_OPAQUE = frozenset(("CodeBlock", "HtmlBlock", "MetadataBlock"))


class Passage(NamedTuple):
    """The pieces of one block and its place (a name of the public contract)."""

    place: str
    pieces: list[Piece]


def passages(text: str, start: int = 0, mdx: bool = False) -> Iterator[Passage]:
    """The blocks of the Markdown text[start:], in the order in which they end; offsets are code points of `text`."""
    return _Reader(text, _masked(text, start, mdx), start).read()


def comments(text: str, start: int = 0, mdx: bool = False) -> Iterator[Span]:
    """The comments of the Markdown text[start:] with their marks, in no order; none that stand inside code."""
    body = _masked(text, start, mdx)
    offset = byte_offsets(body.encode())
    code: list[Span] = []
    block: list[Piece] = []
    events: Iterator[tuple[Any, Any]] = pyromark.events_with_range(body, options=_OPTIONS)
    for event, place in events:
        if type(event) is not dict:
            continue
        ((kind, value),) = event.items()
        begins, ends = start + offset(place["start"]), start + offset(place["end"])
        if kind == "Code" or kind == "Start" and "CodeBlock" in value:
            code.append(Span(begins, ends))
        elif kind == "InlineHtml" and value.startswith("<!--"):
            yield Span(begins, ends)
        elif kind == "Html":
            block.append(Piece(text[begins:ends], begins, ends))
        elif kind == "End" and value == "HtmlBlock":
            yield from _comments_of(block)
            block = []
    for found in regex.finditer(_MDX_COMMENT, text, pos=start) if mdx else ():
        if not any(one.start <= found.start() < one.end for one in code):
            yield Span(*found.span())


def _comments_of(block: list[Piece]) -> Iterator[Span]:
    """The comments of an HTML block, whose lines may stand behind the marks of a quote or list."""
    from ethicslint.text import html

    raw, origin = joined(block)
    return (origin.span(*found) for found in html.comments(raw))


def _masked(text: str, start: int, mdx: bool) -> str:
    """The Markdown text[start:] with fillers for what generators put between."""
    body = text[start:] if start else text
    if "}" in body or "$" in body:
        body = regex.sub(_MASKED, lambda match: filler(match.group()), body)
    if mdx:
        for pattern in (_MDX_STATEMENT, _MDX_COMMENT):
            body = regex.sub(pattern, lambda match: filler(match.group()), body)
    return body


class _Reader:
    """Turns parser events into passages. `text` is the article, `body` its Markdown with masks, `base` where body starts."""

    def __init__(self, text: str, body: str, base: int) -> None:
        self._text = text
        self._body = body
        self._base = base
        self._offset = byte_offsets(body.encode())
        self._pieces: list[Piece] = []
        self._outer: list[list[Piece]] = []  # of the blocks around an image description
        self._open: list[str] = []
        self._headline_seen = False
        self._heading = ""

    def read(self) -> Iterator[Passage]:
        events: Iterator[tuple[Any, Any]] = pyromark.events_with_range(self._body, options=_OPTIONS)
        for event, place in events:
            if type(event) is str:
                self._mark(event, place)
                continue
            ((kind, value),) = event.items()
            if kind == "Text":
                self._add_text(value, place)
            elif kind == "Start":
                name = value if type(value) is str else next(iter(value))
                if name in _BLOCKS:
                    if self._pieces:
                        yield self._passage()
                    self._enter(name, value)
                elif name in _OPAQUE:
                    if self._pieces:
                        yield self._passage()
                    yield from self._skip(events, name)
                elif name == "Image":
                    self._outer.append(self._pieces)
                    self._pieces = []
            elif kind == "End":
                name = value if type(value) is str else next(iter(value))
                if name in _BLOCKS:
                    if self._pieces:
                        yield self._passage()
                    self._leave(name)
                elif name == "Image":
                    yield from self._describe(place)
            else:
                self._inline(kind, value, place)
        if self._pieces:
            yield self._passage()

    def _enter(self, name: str, value: Any) -> None:
        if name in _CONTAINERS:
            self._open.append(_CONTAINERS[name])
        elif name == "Heading":
            first = value["Heading"]["level"] == "H1" and not self._headline_seen
            self._headline_seen |= first
            self._heading = "headline" if first else "heading"

    def _leave(self, name: str) -> None:
        if name in _CONTAINERS:
            self._open.pop()
        elif name == "Heading":
            self._heading = ""

    def _passage(self) -> Passage:
        """What was gathered since the last block."""
        pieces, self._pieces = self._pieces, []
        return Passage(self._place(), pieces)

    def _place(self) -> str:
        if self._heading:
            return self._heading
        return next((place for place in _RANK if place in self._open), "prose") if self._open else "prose"

    def _span(self, place: Any) -> tuple[int, int]:
        return self._base + self._offset(place["start"]), self._base + self._offset(place["end"])

    def _add_text(self, content: str, place: Any) -> None:
        """Text goes on where the last text ended, so that most paragraphs are one piece."""
        start, end = self._span(place)
        last = self._pieces[-1] if self._pieces else None
        if last and last.end == start and len(content) == end - start and _goes_on(last) and last.text.isprintable():
            self._pieces[-1] = Piece(last.text + content, last.start, end)
        else:
            self._pieces.append(Piece(content, start, end))

    def _mark(self, event: str, place: Any) -> None:
        """SoftBreak, HardBreak, Rule."""
        if event == "Rule":
            return
        self._pieces.append(Piece(SOFT_BREAK if event == "SoftBreak" else "\n", *self._span(place)))

    def _inline(self, kind: str, value: Any, place: Any) -> None:
        """Code, InlineHtml, FootnoteReference, TaskListMarker."""
        if kind == "InlineHtml":
            from ethicslint.text import html

            made = html.inline(value)
        else:
            made = LEFT_OUT if kind == "Code" else ""
        if made:
            self._pieces.append(Piece(made, *self._span(place)))

    def _describe(self, place: Any) -> Iterator[Passage]:
        """The description of an image is a block of its own; the paragraph keeps a placeholder."""
        if self._pieces:
            yield Passage("caption", self._pieces)
        self._pieces = self._outer.pop()
        self._pieces.append(Piece(LEFT_OUT, *self._span(place)))

    def _skip(self, events: Any, name: str) -> Iterator[Passage]:
        """Pass over code; read the text of an HTML block, whose lines may stand behind the marks of a quote or list."""
        parts: list[Piece] = []
        for event, place in events:
            if type(event) is dict:
                if "End" in event:
                    break
                if "Html" in event:
                    start, end = self._span(place)  # not the event's own text: that has its line ends changed
                    parts.append(Piece(self._body[start - self._base : end - self._base], start, end))
        if name != "HtmlBlock":
            return
        from ethicslint.text import html

        raw, origin = joined(parts)
        outer = self._place()
        for found, pieces in html.passages(raw):
            yield Passage(found or outer, [part for piece in pieces for part in behind(piece, origin)])


def _goes_on(piece: Piece) -> bool:
    """Whether text may be added to a piece: it stands for itself, and is not too long."""
    return len(piece.text) == piece.end - piece.start < _LONGEST_PIECE and piece.text != LEFT_OUT
