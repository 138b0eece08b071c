"""The comment that holds back a finding, and where in its article it goes.

Knows the kinds of text and where a comment breaks nothing. Knows nothing of editors.
"""

import re
from typing import Final, NamedTuple

from ethicslint.engine.finding import Finding, Place
from ethicslint.project.protected import PROTECTED
from ethicslint.text.comments import comments
from ethicslint.text.source import Source

REASON: Final = "say here why the words stay"
"""Stands for the reason until the writer has given one."""

_END: Final = re.compile(r"[ \t]*\\?$")
_ROW_END: Final = re.compile(r"[ \t]*\|?[ \t]*$")


class Insertion(NamedTuple):
    """A comment to insert: `before` and `after` stand around its reason."""

    at: Place
    before: str
    after: str


def insertion(finding: Finding, text: str, path: str) -> Insertion | None:
    """The comment for a finding in a text; None for what nothing suppresses, and where no comment can stand."""
    if finding.rule == PROTECTED:
        return None
    source = Source(text, path)
    for one in _candidates(finding, source):
        offset = one.at.offset
        whole = f"{source.text[:offset]}{one.before}{REASON}{one.after}{source.text[offset:]}"
        # What stands in a code span, a value over several lines or a drawing is no comment.
        if any(offset <= comment.start <= offset + len(one.before) for comment in comments(whole, path)):
            return one
    return None


def _candidates(finding: Finding, source: Source) -> list[Insertion]:
    """Comments for the line of the finding, then those for the whole article, in front matter and behind it."""
    end = _front(source.text)
    whole = [_whole(finding, source, end)]
    if finding.place == "document":
        return whole
    line = finding.start.line
    words = source.line(line)
    found = (_ROW_END if finding.place == "table" else _END).search(words)
    column = found.start() if found else len(words)
    at = Place(line, column + 1, finding.start.offset - finding.start.column + 1 + column)
    directive = f"ethicslint-disable-line {finding.rule}: "
    if finding.start.offset < end:
        return [Insertion(at, f" # {directive}", ""), *whole]
    opening, closing = _marks(source.path)
    return [Insertion(at, f" {opening} {directive}", f" {closing}"), *whole]


def _whole(finding: Finding, source: Source, end: int) -> Insertion:
    """A comment for the whole article, before all of its copy."""
    position = source.position(end)
    opening, closing = _marks(source.path)
    break_ = next(iter(re.findall(r"\r\n|\r|\n", source.text)), "\n")
    before = "" if position.column == 1 else break_
    return Insertion(
        Place(*position, end),
        f"{before}{opening} ethicslint-disable-file {finding.rule}: ",
        f" {closing}{break_}{break_}",
    )


def _marks(path: str) -> tuple[str, str]:
    return ("{/*", "*/}") if path.lower().endswith(".mdx") else ("<!--", "-->")


def _front(text: str) -> int:
    """Where the front matter of an article ends."""
    if not text.startswith(("---", "+++")):
        return 0
    from ethicslint.text import frontmatter

    return frontmatter.read(text).end
