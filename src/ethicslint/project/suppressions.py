"""Suppressions in an article: what its comments ask to leave out, and how those comments may be wrong.

Knows how a suppression is written, how far it reaches, and which findings it covers. Knows nothing of the suppressions that stand
in a file of their own (`project.sidefile`), and takes part in no rule.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

import regex

from ethicslint.engine.finding import Finding
from ethicslint.errors import Problem, nearest
from ethicslint.project.protected import PROTECTED
from ethicslint.project.reasons import PUBLIC, names_somebody
from ethicslint.text.comments import Comment
from ethicslint.text.document import Document

_KINDS: Final = ("disable-line", "disable-next-line", "disable", "enable", "disable-file")
_DIRECTIVE: Final = r"(?is)ethicslint-([\w-]+)\s*([^:]*)(?::(.*))?"
_SLIP: Final = r"(?is)ethicslint[\s:_]*(?:disable|enable|ignore|suppress|off|on)\b.*"


class Suppression(NamedTuple):
    """One rule or family that a comment names, and how far that reaches.

    `start` and `end` are code points of the article; with `lines` set, 1-based and the last included, a finding on one of them is
    covered; with `whole` set, every finding and also those about the whole document. `comment` is where its comment begins.
    """

    word: str
    kind: str
    comment: int
    line: int
    start: int = 0
    end: int = 0
    lines: tuple[int, int] = (0, 0)
    whole: bool = False

    def covers(self, finding: Finding) -> bool:
        """Whether it holds back a finding; a contradiction, at any of its places."""
        if self.word not in (finding.rule, finding.family):
            return False
        if self.whole:
            return True
        return finding.place != "document" and any(self._reaches(*one) for one in places(finding))

    def _reaches(self, first: int, last: int, start: int, end: int) -> bool:
        if self.lines[1]:
            return first <= self.lines[1] and last >= self.lines[0]
        return start < self.end and end > self.start


def places(finding: Finding) -> Iterator[tuple[int, int, int, int]]:
    """First and last line, start and end of the places at which a finding may be held back: of a contradiction, all."""
    yield finding.start.line, finding.end.line, finding.start.offset, finding.end.offset
    for one in finding.related if finding.family == "consistency" else ():
        yield one.start.line, one.end.line, one.start.offset, one.end.offset


def read(document: Document, ids: Sequence[str]) -> tuple[list[Suppression], list[Problem], list[Problem]]:
    """The suppressions in an article, what is wrong with others, and what is worth a remark.

    `ids` are the rules that there are. A suppression with a mistake in it does not hold.
    """
    source = document.source
    reader = _Reader(document, ids)
    for comment in document.comments:
        reader.take(comment)
    return reader.whole(), reader.problems, reader.notices


def apply(
    found: Sequence[Finding], asked: Sequence[Suppression], path: str, is_on: Callable[[str], bool]
) -> tuple[list[Finding], list[Finding], list[Problem]]:
    """The findings that stay, those that are held back, and a remark on each suppression that holds back nothing.

    `is_on` says whether all that a rule id or family stands for was looked for: else nobody knows what it would have held back.
    """
    kept: list[Finding] = []
    held: list[Finding] = []
    used: set[Suppression] = set()
    for finding in found:
        covering = [one for one in asked if one.covers(finding)]
        used.update(covering)
        (held if covering else kept).append(finding)
    idle = [one for one in asked if one not in used and is_on(one.word)]
    return kept, held, [Problem(path, one.line, _idle(one, found)) for one in idle]


def _idle(one: Suppression, found: Sequence[Finding]) -> str:
    said = f"ethicslint-{one.kind} {one.word} suppresses nothing; delete it"
    if any(finding.place == "document" and one.word in (finding.rule, finding.family) for finding in found):
        return f"{said}, or write ethicslint-disable-file: a finding about the whole article stands in no line"
    return said


class _Reader:
    def __init__(self, document: Document, ids: Sequence[str]) -> None:
        self._document = document
        self._path = document.source.path
        self._ids = frozenset(ids)
        self._families = frozenset(one.partition("/")[0] for one in ids)
        self._found: list[Suppression] = []
        self._open: list[int] = []  # of the found ones, those that reach on until they are ended
        self.problems: list[Problem] = []
        self.notices: list[Problem] = []

    def whole(self) -> list[Suppression]:
        return self._found

    def take(self, comment: Comment) -> None:
        """Add what a comment asks for."""
        line = self._line(comment.start)
        if not comment.closed:
            if comment.words.lower().startswith("ethicslint"):
                self._complain(line, "this comment is never closed and hides all that follows; close it with -->")
            return
        found = regex.fullmatch(_DIRECTIVE, comment.words)
        kind = found[1].lower() if found else ""
        if kind not in _KINDS:
            if found or regex.fullmatch(_SLIP, comment.words):
                self._complain(line, _no_directive(kind))
            return
        assert found is not None
        words = [word.strip() for word in found[2].split(",") if word.strip()]
        known = [word for word in words if self._knows(word, line)]
        if not words:
            self._complain(line, f"ethicslint-{kind} names no rule; write ethicslint-{kind} RULE{_why(kind)}")
        elif kind == "enable":
            for word in known:
                self._close(word, comment, line)
        elif self._reasoned(found[3], kind, words, line):
            self._found += [self._made(word, kind, comment, line) for word in dict.fromkeys(known)]
            if kind == "disable":
                self._open += range(len(self._found) - len(set(known)), len(self._found))

    def _made(self, word: str, kind: str, comment: Comment, line: int) -> Suppression:
        one = Suppression(word, kind, comment.start, line)
        if kind == "disable-file":
            return one._replace(whole=True)
        if kind == "disable":
            return one._replace(start=comment.end, end=len(self._document.source.text) + 1)
        if kind == "disable-line":
            return one._replace(lines=(line, self._line(comment.end - 1)))
        following = next((block.start for block in self._document.blocks if block.start >= comment.end), -1)
        first = self._line(following) if following >= 0 else -1
        return one._replace(lines=(first, first) if following >= 0 else (-1, -1))

    def _close(self, word: str, comment: Comment, line: int) -> None:
        """End every suppression of this rule or family that is still open."""
        closed = [number for number in self._open if self._found[number].word == word]
        if not closed:
            self.notices.append(
                Problem(self._path, line, f"ethicslint-enable {word} ends nothing; nothing disables it before")
            )
        for number in closed:
            self._found[number] = self._found[number]._replace(end=comment.start)
            self._open.remove(number)

    def _knows(self, word: str, line: int) -> bool:
        if word in self._ids or word in self._families:
            return True
        if word == PROTECTED:
            self._complain(line, f"{word} cannot be suppressed; take the name out, or take it off the list")
        else:
            known = nearest(word, sorted({*self._ids, *self._families}))
            self._complain(line, f"no rule or family is called “{word}”{known}")
        return False

    def _reasoned(self, reason: str | None, kind: str, words: list[str], line: int) -> bool:
        """Whether a suppression says why; else it does not hold."""
        if reason is None or not reason.strip():
            example = f"ethicslint-{kind} {', '.join(words)}{_why(kind)}"
            self._complain(line, f"this suppression gives no reason and does not hold; write {example}")
            return False
        if names_somebody(reason):
            self.notices.append(Problem(self._path, line, PUBLIC))
        return True

    def _complain(self, line: int, message: str) -> None:
        self.problems.append(Problem(self._path, line, message))

    def _line(self, offset: int) -> int:
        return self._document.source.position(offset).line


def _why(kind: str) -> str:
    return "" if kind == "enable" else ": REASON"


def _no_directive(kind: str) -> str:
    if not kind:
        return "this comment looks like a suppression and is none; write ethicslint-disable-line RULE: REASON"
    return f"there is no “ethicslint-{kind}”{nearest(kind, list(_KINDS)) or '; there are ' + ', '.join(_KINDS)}"
