"""What the tool says about a place in an article. Knows the shape of the answer, not how it was found or how it is shown."""

from typing import Final, NamedTuple

from ethicslint.rulebook.model import Advice, Citation

CONFIDENCES: Final = ("low", "medium", "high")


class Place(NamedTuple):
    """A point of a source: 1-based line and column, and offset, all in code points."""

    line: int
    column: int
    offset: int


class Related(NamedTuple):
    """Another place that a finding rests on, and what stands there."""

    start: Place
    end: Place
    message: str


class Edit(NamedTuple):
    """Words to put in the place of source[start:end]; `safe` if the meaning cannot change."""

    start: Place
    end: Place
    text: str
    safe: bool


class Finding(NamedTuple):
    """One remark. The fields are those of the JSON output; `end` is exclusive, `match` is the source between start and end.

    `discreet` is the message without any word of the article, for logs that others can read. `fingerprints`, where they were
    asked for, recognise the finding in another version of its article; the first is its own, others are those of other places.
    """

    path: str
    start: Place
    end: Place
    rule: str
    family: str
    level: str
    confidence: str
    message: str
    discreet: str
    match: str
    voice: str
    place: str
    instead: tuple[Advice, ...]
    leave_if: str
    why: str
    sources: tuple[Citation, ...]
    related: tuple[Related, ...]
    fix: Edit | None
    fingerprints: tuple[str, ...] = ()

    def order(self) -> tuple[str, int, int, str, int]:
        """Path, line, column, rule; then the end, so that the order never depends on how it was found."""
        return self.path, self.start.line, self.start.column, self.rule, self.end.offset
