"""The text of HTML inside Markdown: which words a reader sees, which tags separate blocks, which hold captions.

Knows tags, comments, entities and descriptions of pictures. Is no HTML parser: it never needs the tree, only the words and
their places.
"""

from collections.abc import Iterator

import regex

from ethicslint.text.normal import LEFT_OUT, Piece
from ethicslint.text.origin import Span

_TOKEN = regex.compile(
    r"""<!--.*?(?:-->|\Z)
    | <(?P<hidden>script|style|pre|code|svg|template|textarea)\b.*?(?:</(?P=hidden)\s*>|\Z)
    | <(?P<close>/?)(?P<name>[a-zA-Z][\w.-]*)(?P<attributes>(?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>
    | <[!?][^<>]*>
    | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    | (?P<text>[^<&]+|[<&])""",
    regex.VERBOSE | regex.DOTALL | regex.IGNORECASE,
)
_DESCRIPTION = regex.compile(r"""\balt\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""", regex.IGNORECASE)
_PLACES = {
    "figcaption": "caption",
    "caption": "caption",
    "blockquote": "quote-block",
    "li": "list",
    "dt": "list",
    "dd": "list",
    "td": "table",
    "th": "table",
    **{f"h{level}": "heading" for level in range(1, 7)},
}
_DEEPEST = 100  # open tags among which a closing one looks for its own
_SEPARATING = frozenset(
    (
        *_PLACES,
        "p",
        "div",
        "section",
        "article",
        "aside",
        "header",
        "footer",
        "main",
        "nav",
        "figure",
        "ul",
        "ol",
        "dl",
        "table",
    )
) | frozenset(("thead", "tbody", "tr", "hr", "details", "summary", "iframe", "video", "audio", "form", "center"))


def inline(tag: str) -> str:
    """What stands in a line for an inline tag or comment: a line break, a placeholder, or nothing."""
    name = tag[1:4].lower()
    if name.startswith("br") and not name[2:].isalnum():
        return "\n"
    return LEFT_OUT if name.startswith(("!", "?", "img")) else ""


def passages(text: str) -> Iterator[tuple[str, list[Piece]]]:
    """The blocks of words in the HTML `text` with their place, "" where the tags say nothing of it."""
    pieces: list[Piece] = []
    places: list[tuple[str, str]] = []
    for token in _TOKEN.finditer(text):
        span = token.span()
        if token["text"]:
            pieces.append(Piece(token["text"].replace("\r", " ").replace("\n", " "), *span))
        elif token["entity"]:
            pieces.append(Piece(_character(token["entity"]), *span))
        elif token["name"] is None:
            pieces.append(Piece(LEFT_OUT, *span))
        else:
            name = token["name"].lower()
            if name in _SEPARATING:
                if pieces:
                    yield _place(places), pieces
                    pieces = []
                _nest(places, name, bool(token["close"]))
            elif name == "img":
                yield from _described(token)
            elif name == "br":
                pieces.append(Piece("\n", *span))
    if pieces:
        yield _place(places), pieces


def comments(text: str) -> Iterator[Span]:
    """Where the comments of the HTML `text` stand, with their marks; what scripts and code hold is none."""
    return (Span(*token.span()) for token in _TOKEN.finditer(text) if token.group().startswith("<!--"))


def _place(places: list[tuple[str, str]]) -> str:
    return places[-1][1] if places else ""


def _nest(places: list[tuple[str, str]], name: str, closes: bool) -> None:
    if name not in _PLACES:
        return
    if not closes:
        places.append((name, _PLACES[name]))
        return
    for depth in range(len(places) - 1, max(len(places) - _DEEPEST, 0) - 1, -1):
        if places[depth][0] == name:
            del places[depth:]
            return


def _described(token: "regex.Match[str]") -> Iterator[tuple[str, list[Piece]]]:
    found = _DESCRIPTION.search(token["attributes"])
    if not found:
        return
    kind = "double" if found["double"] is not None else "single"
    base = token.start("attributes")
    yield "caption", list(_resolved(found[kind], base + found.start(kind)))


def _resolved(value: str, start: int) -> Iterator[Piece]:
    """An attribute's value with its entities resolved."""
    for token in _TOKEN.finditer(value):
        made = _character(token["entity"]) if token["entity"] else token.group().replace("\n", " ").replace("\r", " ")
        yield Piece(made, start + token.start(), start + token.end())


def _character(entity: str) -> str:
    import html

    return html.unescape(entity)
