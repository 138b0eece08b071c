"""The comments of an article: what a writer put there for colleagues and for tools, not for readers.

Knows the comments of Markdown (HTML, and those of MDX), of plain text (HTML comments that speak to this tool, no others) and of
front matter (`#`), and that there are none inside code or inside a quoted value. Knows nothing of what a comment says.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

import regex

from ethicslint.text.origin import Span

if TYPE_CHECKING:
    from ethicslint.nodes import Node

# Patterns are compiled (and kept by `regex`) when a text asks for them. None searches behind the next opening of its like.
_DIRECTIVE: Final = r"(?si)<!--\s*ethicslint(?:(?!<!--).)*?-->"
_HASH: Final = r"(?im)(?:^|(?<=[ \t]))#(?=[ \t]*ethicslint)"
_TOML: Final = (
    r"(?s)\"{3}(?:\\.|(?!\"{3}).)*+\"{3}|" + r"'{3}(?:(?!'{3}).)*+'{3}|"
    r'"(?:\\.|[^"\\\r\n])*+"|' + r"'[^'\r\n]*+'|(?P<hash>\#[^\r\n]*)"
)
_MARKS: Final = r"(?s)<!--(.*?)-*->|\{/\*(.*?)\*/\}|#(.*)"


class Comment(NamedTuple):
    """text[start:end] is a comment, marks included, and `words` what stands between the marks, without blanks around it.

    Only one that is `closed` ends with its mark; the other goes on to the end of its text.
    """

    start: int
    end: int
    words: str
    closed: bool = True

    def moved(self, behind: int, by: int) -> "Comment":
        """The same after a change that ended at `behind` and moved all that follows."""
        return self._replace(start=self.start + by, end=self.end + by) if self.start >= behind else self


def comments(text: str, path: str = "") -> list[Comment]:
    """The comments of an article in order; the ending of `path` says what kind of text it is.

    Of plain text and front matter only those that begin with the name of this tool: everything else there may be something else.
    """
    name = path.lower()
    if name.endswith(".txt"):
        spans = [Span(*found.span()) for found in regex.finditer(_DIRECTIVE, text)]
    else:
        from ethicslint.text import markdown

        spans, body = _front(text)
        spans += markdown.comments(text, body, name.endswith(".mdx"))
    return [_comment(text, span) for span in sorted(spans)]


def without_directives(text: str) -> str:
    """Plain text with blanks for the comments that speak to this tool, so that nobody takes them for copy; same length."""
    if "<!--" not in text:
        return text
    return regex.sub(_DIRECTIVE, lambda found: regex.sub(r"[^\r\n]", " ", found.group()), text)


def _comment(text: str, span: Span) -> Comment:
    found = regex.fullmatch(_MARKS, text, pos=span.start, endpos=span.end)
    if not found:  # the last one of an article may never be closed
        return Comment(*span, text[span.start + len("<!--") : span.end].strip(), False)
    return Comment(*span, next(part for part in found.groups() if part is not None).strip())


def _front(text: str) -> tuple[list[Span], int]:
    """The comments of the front matter, and where the body begins."""
    if not text.startswith(("---", "+++")):
        return [], 0
    from ethicslint.text import frontmatter

    end = frontmatter.read(text).end
    start = _matched(r"[^\r\n]*(?:\r\n|\r|\n)?", text, 0)
    if text.startswith("+++"):
        tokens = regex.finditer(_TOML, text, pos=start, endpos=end)
        hashes = [Span(*found.span()) for found in tokens if found["hash"]]
        return [one for one in hashes if regex.match(_HASH, text, pos=one.start)], end
    found = [one.start() for one in regex.finditer(_HASH, text, pos=start, endpos=end)]
    values = _values(text[start:end]) if found else []
    outside = [one for one in found if not any(value.start <= one - start < value.end for value in values)]
    return [Span(one, _matched(r"[^\r\n]*", text, one)) for one in outside], end


def _values(yaml: str) -> list[Span]:
    """Where the values of front matter stand, closing mark and all; none if it is broken."""
    from ethicslint.nodes import NodeError, parse

    try:
        root = parse(regex.sub(r"(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n)?\Z", "", yaml))
    except NodeError:
        return []
    return [] if root is None else list(_scalars(root, yaml))


def _scalars(node: "Node", yaml: str) -> Iterator[Span]:
    for one in (*node.items, *(part for pair in node.pairs for part in pair)):
        yield from _scalars(one, yaml)
    if node.kind == "text":
        # A comment may stand behind the sign that opens a block of lines.
        opening = _matched(r"[^\r\n]*", yaml, node.start) if node.style in ("|", ">") else node.start
        yield Span(opening, node.end)


def _matched(pattern: str, text: str, start: int) -> int:
    """The end of what the pattern finds at `start`."""
    found = regex.match(pattern, text, pos=start)
    return found.end() if found else start
