"""An article as blocks of clean text, each with its place and an exact way back to the source.

Knows how front matter, Markdown and plain text become blocks, and which lines are label lines (“Verdict: Guilty on 2 of 3
counts”). Knows nothing of sentences, of who speaks, or of rules.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

import regex

from ethicslint.errors import Problem
from ethicslint.text import markdown
from ethicslint.text.changed import change_within
from ethicslint.text.declared import DECLARING, NOTHING, Declared
from ethicslint.text.declared import read as read_declared
from ethicslint.text.markdown import Passage
from ethicslint.text.normal import LEFT_OUT, SOFT_BREAK, Piece, behind, fold, normalise
from ethicslint.text.origin import Origin, Span
from ethicslint.text.source import Source

if TYPE_CHECKING:
    from ethicslint.text.comments import Comment
    from ethicslint.text.frontmatter import Field

PLACES: Final = (
    "title",
    "headline",
    "heading",
    "prose",
    "list",
    "table",
    "caption",
    "quote-block",
    "footnote",
    "metadata",
    "document",
)
HEADLINES: Final = frozenset(("title", "headline"))
"""The places that rules mean by `headline`: a front-matter title and the first level-1 heading."""

# Patterns are compiled (and kept by `regex`) when a text asks for them: most articles ask for none.
# A label: few words, no sentence punctuation, then a colon. “The judge said:” introduces speech and labels nothing.
_LABEL: Final = r"""(?x)
    (?=[A-Z0-9\#'"“‘])[^.!?:;\n]{1,60}(?<!\b(?:said|says|say|adds?|added|told\W[^:]*|asked|asks|wrote|writes|reads?|replied
    |follows?|following|that|are|is|was|were))(?P<colon>:)(?=\s|$)"""
_LABEL_WORDS: Final = 8
# How lists of headlines of other articles begin, which sites put between the paragraphs of one.
_TEASERS: Final = regex.compile(r"(?:Most (?:read|Read) in|MOST READ IN) \p{Lu}|JUST WATCHED\b")
_FIRST: Final = 2  # the line of an article on which its front matter begins, behind the opening marks
_BULLETS: Final = "•‣▪◦·●○■–—*-"
_PARAGRAPH: Final = r"(?:(?<![^\r\n])[^\S\r\n]*+\S[^\r\n]*+(?:\r\n|\r|\n|\Z))+"
_LINE: Final = r"[^\r\n]+"


class Block:
    """One paragraph, heading, list item, cell, caption or field of an article; treat as immutable.

    `text` is normalised; `folded` is the same with plain quotes and apostrophes, for matching; both have the same length, and
    `span` leads from their offsets to the source. `label` is how many code points of the text are a label with its colon.
    """

    __slots__ = ("_folded", "_moved", "_origin", "place", "text")

    def __init__(self, place: str, text: str, origin: Origin, moved: int = 0) -> None:
        """`moved` is how many code points further on than its `origin` says the block stands now."""
        self.place = place
        self.text = text
        self._origin = origin
        self._moved = moved
        self._folded: str | None = None

    def __repr__(self) -> str:
        return f"Block({self.place!r}, {self.text!r})"

    @property
    def folded(self) -> str:
        if self._folded is None:
            self._folded = fold(self.text)
        return self._folded

    @property
    def label(self) -> int:
        return label_length(self.text)

    @property
    def start(self) -> int:
        """Where the block begins in the source."""
        return self._origin.runs[0].source_start + self._moved

    def span(self, start: int, end: int) -> Span:
        """The source stretch behind text[start:end], with whatever markup lies between."""
        first, last = self._origin.span(start, end)
        return Span(first + self._moved, last + self._moved)

    def made(self, start: int, end: int) -> Span:
        """The inverse of `span`: the stretch of the text that came from source[start:end]."""
        return self._origin.made(start - self._moved, end - self._moved)

    def moved(self, by: int) -> "Block":
        """The same block `by` code points further on."""
        block = Block(self.place, self.text, self._origin, self._moved + by)
        block._folded = self._folded
        return block


class Document:
    """The blocks of one article in the order of the source, all of its front matter as `data`, and what that declares.

    `problems` are faults of the front matter: the rest of the article is still there.
    """

    __slots__ = ("_comments", "blocks", "data", "declared", "problems", "source")

    def __init__(
        self,
        source: Source,
        blocks: list[Block],
        data: Mapping[str, object],
        problems: list[Problem],
        declared: Declared = NOTHING,
    ) -> None:
        self.source = source
        self.blocks = blocks
        self.data = data
        self.problems = problems
        self.declared = declared
        self._comments: list[Comment] | None = None

    @property
    def comments(self) -> "list[Comment]":
        """The comments of the article in order."""
        if self._comments is None:
            from ethicslint.text.comments import comments

            self._comments = comments(self.source.text, self.source.path)
        return self._comments

    @classmethod
    def read(cls, source: Source, before: "Document | None" = None) -> "Document":
        """Read an article: plain text if its path ends in `.txt`, else Markdown. Never fails on a Source.

        With the version `before` of it only the paragraph in which it was changed is read again, if that is enough.
        """
        if before is not None and (document := _reread(before, source)) is not None:
            return document
        name = source.path.lower()
        if name.endswith(".txt"):
            from ethicslint.text.comments import without_directives

            return cls(source, list(_blocks(_plain(without_directives(source.text)))), {}, [])
        mdx = name.endswith(".mdx")
        if not source.text.startswith(("---", "+++")):
            return cls(source, _in_order(_blocks(markdown.passages(source.text, 0, mdx))), {}, [])
        from ethicslint.text import frontmatter

        front = frontmatter.read(source.text)
        fields = (block for field in front.fields for block in _field(field))
        body = _blocks(markdown.passages(source.text, front.end, mdx))
        problems = [Problem(source.path, *front.problem)] if front.problem else []
        declared = NOTHING
        if not DECLARING.isdisjoint(front.settings):
            told = {key: node for key, node in front.settings.items() if key in DECLARING}
            declared, faults = read_declared(told, source.path, _FIRST)
            problems += faults
        return cls(source, _in_order([*fields, *body]), front.data, problems, declared)


def _reread(before: Document, source: Source) -> Document | None:
    """The next version of a document by the paragraphs that changed, None if all of it must be read."""
    change = change_within(before.source, source)
    if change is None:
        return None
    first = bisect_left(before.blocks, change.start, key=_start)
    after = bisect_left(before.blocks, change.old_end, first, key=_start)
    # A paragraph that begins where the stretch does shows that nothing was open there: no code, list or quote.
    if first == after or _start(before.blocks[first]) != change.start or before.blocks[first].place != "prose":
        return None
    passages = markdown.passages(source.text[: change.new_end], change.start, source.path.lower().endswith(".mdx"))
    by = change.new_end - change.old_end
    behind_it = [block.moved(by) for block in before.blocks[after:]] if by else before.blocks[after:]
    blocks = [*before.blocks[:first], *_in_order(_blocks(passages)), *behind_it]
    document = Document(source, blocks, before.data, before.problems, before.declared)
    if "<!--" not in before.source.text[change.start : change.old_end] + source.text[change.start : change.new_end]:
        document._comments = before._comments and [one.moved(change.old_end, by) for one in before._comments]
    return document


def label_length(text: str) -> int:
    """How many code points of `text` are a label with its colon; 0 if it does not open with one."""
    found = regex.match(_LABEL, text) if ":" in text[:61] else None
    if not found or len(text[: found.start("colon")].split()) > _LABEL_WORDS:
        return 0
    return found.end()


def _field(field: "Field") -> Iterator[Block]:
    """A front-matter value as blocks of its place; generators read Markdown there too."""
    for place, pieces in markdown.passages(field.value):
        moved = [part for piece in pieces for part in behind(piece, field.origin)]
        text, origin = normalise([piece._replace(text=" ") if piece.text in "\r\n" else piece for piece in moved])
        if text.strip(LEFT_OUT + " "):
            yield Block(place if place == "caption" else field.place, text, origin)


def _in_order(blocks: Iterable[Block]) -> list[Block]:
    return sorted(blocks, key=_start)


def _start(block: Block) -> int:
    return block.start


def _blocks(passages: Iterator[Passage]) -> Iterator[Block]:
    for place, pieces in passages:
        for part in _lines(pieces) if len(pieces) > 1 else (pieces,):
            text, origin = normalise(part)
            if text.strip(LEFT_OUT + " \n") and not _TEASERS.match(text):
                yield Block("list" if place == "prose" and _is_bulleted(text) else place, text, origin)


def _lines(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """A paragraph of label lines or bullet characters is one block per line; every other paragraph is one block."""
    lines = _split(pieces)
    if len(lines) == 1:
        yield pieces
        return
    texts = ["".join([piece.text for piece in line]).strip() for line in lines]
    starts = [bool(text) and _is_bulleted(text) for text in texts]
    if label_length(texts[0]) and any(label_length(text) for text in texts[1:]):
        starts = [start or bool(label_length(text)) for start, text in zip(starts, texts, strict=True)]
    part: list[Piece] = []
    for line, start in zip(lines, starts, strict=True):
        if start and part:
            yield part
            part = []
        part.extend(line)
    yield part


def _split(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces line by line, each break at the end of its line, a soft one as a blank."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.text == SOFT_BREAK:
            lines[-1].append(Piece(" ", piece.start, piece.end))
            lines.append([])
        else:
            lines[-1].append(piece)
            if piece.text == "\n":
                lines.append([])
    return [line for line in lines if line]


def _is_bulleted(text: str) -> bool:
    """Whether a character that serves as a bullet stands before the words of a stripped text."""
    return text[0] in _BULLETS and text[1:2].isspace()


def _plain(text: str) -> Iterator[Passage]:
    """Plain text: paragraphs between blank lines; a first line alone and without a full stop is the headline."""
    for number, paragraph in enumerate(regex.finditer(_PARAGRAPH, text)):
        pieces: list[Piece] = []
        for line in regex.finditer(_LINE, text, 0, *paragraph.span()):
            if pieces:
                pieces.append(Piece(SOFT_BREAK, pieces[-1].end, line.start()))
            pieces.append(Piece(line.group(), *line.span()))
        alone = len(pieces) == 1 and not pieces[0].text.rstrip().endswith(".")
        first = number == 0 and alone and paragraph.end() < len(text)
        yield Passage("headline" if first else "prose", pieces)
