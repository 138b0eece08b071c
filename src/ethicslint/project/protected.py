"""Names that must not be printed: where the list stands, who may read it, and how an article that holds one is reported.

Knows the file that `ETHICSLINT_PROTECTED` names, and how to report by place alone. Knows nothing of how names hide in a text
(`text.variants`). No name is in any message of this module, and none is kept anywhere.
"""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from ethicslint.engine.finding import Finding, Place
from ethicslint.errors import EthicslintError, Problem

if TYPE_CHECKING:
    from ethicslint.engine.compiled import Compiled
    from ethicslint.text.document import Document
    from ethicslint.text.variants import Names

VARIABLE: Final = "ETHICSLINT_PROTECTED"
PROTECTED: Final = "identification/protected-name"
"""The rule of what is found here. Nothing suppresses it: no comment, no baseline, no selection of rules."""
STAND_IN: Final = "█████"
"""Stands for a name wherever one would be shown; its length says nothing."""

_SOURCES: Final = ("ipso-cl11", "soa1992", "ap-privacy")
_WHY: Final = (
    "Somebody's safety, or a right or an order to stay unnamed, rests on this name not being printed in any form."
)
_HERE: Final = "A name on the list of protected names stands here."
_IN_PATH: Final = "A name on the list of protected names is part of the file name or of a folder."
_NOT_TOLD: Final = "something is wrong here; it is not told what, since a protected name stands in this article"
_NOT_PRINTED: Final = (
    "not printed, since a protected name stands in it; "
    "work in the file on disk, and take the name out there or off the list"
)
_MARKUP: Final = r"[\"<>{}\[\]\n]"
_QUOTED: Final = r"“[^”]*”?|'[^']*'?|\"[^\"]*\"?"


def names() -> "Names | None":
    """The protected names, None if there is no list. Raises EthicslintError for a list that is not safe or cannot be read."""
    path = os.environ.get(VARIABLE)
    if not path:
        return None
    try:
        status = os.stat(path)
    except OSError as error:
        raise _refusal(path, f"the list of protected names cannot be read: {error.strerror}; mend {VARIABLE}") from None
    if not stat.S_ISREG(status.st_mode):
        raise _refusal(path, f"the list of protected names is no regular file; mend {VARIABLE}")
    return _loaded(path, status.st_mtime_ns, status.st_mode, status.st_size)


def loaded() -> int:
    """How many protected names are in force: for people who ask whether their list is read. Raises as `names` does."""
    return len(names() or ())


def redacted(text: str) -> str:
    """`text` with a stand-in for every protected name; as it is if there is no list, or none that can be read."""
    try:
        known = names()
    except EthicslintError:
        known = None
    return known.without(text, STAND_IN) if known else text


def guarded(lines: Iterable[str]) -> Iterator[str]:
    """Lines of output without protected names: the last door, should one have come so far.

    What stands on both sides of a mark of a machine format is no name, and stays, so that the format stays whole.
    """
    try:
        known = names()
    except EthicslintError:
        known = None
    for line in lines:
        if known:
            for span in reversed(known.spans(line)):
                if not re.search(_MARKUP, line[span.start : span.end]):
                    line = line[: span.start] + STAND_IN + line[span.end :]
        yield line


def redacted_problem(problem: Problem) -> Problem:
    """A problem whose path and message may hold a name, without it."""
    return Problem(redacted(problem.path), problem.line, redacted(problem.message))


def unprintable(data: bytes) -> str:
    """Why the bytes of an article must not be printed as they are, "" if they may: a name stands there, or nobody can tell."""
    known = names()
    if not known:
        return ""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return "not printed, since what is not UTF-8 cannot be searched for protected names"
    return _NOT_PRINTED if known.spans(text) else ""


def holds_name(document: "Document", known: "Names") -> bool:
    """Whether a protected name stands anywhere in an article or its path."""
    return bool(known.spans(document.source.text) or known.spans(document.source.path))


def findings(document: "Document", known: "Names", compiled: "Compiled") -> list[Finding]:
    """A finding for every place of an article where a protected name stands: its path, its text, comments, code, links."""
    source = document.source
    sources = tuple(entry for name in _SOURCES if (entry := compiled.citation(name)))
    found = [(0, 0, _IN_PATH)] if known.spans(source.path) else []
    found += [(start, end, _HERE) for start, end in known.spans(source.text)]
    return [
        Finding(
            path=source.path,
            start=Place(*source.position(start), start),
            end=Place(*source.position(end), end),
            rule=PROTECTED,
            family="identification",
            level="error",
            confidence="high",
            message=message,
            discreet=message,
            match="",
            voice="author",
            place=_place(document, start, end),
            instead=(),
            leave_if="",
            why=_WHY,
            sources=sources,
            related=(),
            fix=None,
        )
        for start, end, message in found
    ]


def withheld(finding: Finding, path: str) -> Finding:
    """A finding by place alone, under the name `path`: no word of its article is left, and no edit that would show one."""
    return finding._replace(
        path=path,
        message=finding.discreet,
        match="",
        related=tuple(one._replace(message="the other place") for one in finding.related),
        fix=None,
    )


def untold(problem: Problem, known: "Names") -> Problem:
    """A problem of an article that holds a name, when it may say anything."""
    return Problem(known.without(problem.path, STAND_IN), problem.line, _NOT_TOLD)


def discreet(problem: Problem, known: "Names") -> Problem:
    """A problem of an article that holds a name, without what it quotes of it."""
    message = re.sub(_QUOTED, "“…”", problem.message)
    return Problem(known.without(problem.path, STAND_IN), problem.line, known.without(message, STAND_IN))


def crash(error: BaseException) -> Iterator[str]:
    """The traceback of a fault of ours; where names are protected, without its messages, which may quote an article."""
    import traceback

    if not os.environ.get(VARIABLE):
        yield from traceback.format_exception(error)
        return
    yield "Traceback (most recent call last), without its messages, since protected names are in force:\n"
    for frame in traceback.extract_tb(error.__traceback__):
        yield redacted(f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n')
    yield f"{type(error).__name__}\n"


def page() -> Iterator[str]:
    """The page of the rule, which stands in no file."""
    yield f"# A protected name: {PROTECTED}"
    yield ""
    yield f"Level: error. {_WHY}"
    yield ""
    yield f"The environment variable {VARIABLE} names a file outside every repository, readable by its owner only, with"
    yield "a name in each line. A name is found in the text, the front matter, links, tags, comments, code and the file name, in"
    yield "any capitals, without accents, joined, hyphenated or in pieces. It is told by place alone, and so is everything else"
    yield "in that article. Nothing suppresses it. See docs/protected-names.md."


def _place(document: "Document", start: int, end: int) -> str:
    """The place of the block that a name stands in; of the document, where it stands in none: a link, a comment, code."""
    if start == end:
        return "document"
    for block in reversed(document.blocks):
        if block.start <= start and block.made(start, end).start < block.made(start, end).end:
            return block.place
    return "document"


@cache
def _loaded(path: str, *stamp: int) -> "Names":
    from ethicslint.text.variants import SHORTEST, Names

    listed = [(number, line) for number, line in enumerate(_lines(path), 1) if line]
    try:
        return Names([line for _, line in listed])
    except ValueError as error:
        number, _ = listed[error.args[0]]
        problem = (
            f"the name in this line has fewer than {SHORTEST} letters and would be found everywhere; write more of it"
        )
        raise EthicslintError([Problem(path, number, problem)]) from None


def _lines(path: str) -> list[str]:
    """The lines of the list, without comments and blanks. Refuses a file that others can read, or that may be committed."""
    try:
        with open(path, "rb") as file:
            status = os.fstat(file.fileno())
            if problem := _unsafe(path, status):
                raise _refusal(path, problem)
            data = file.read()
    except OSError as error:
        raise _refusal(path, f"the list of protected names cannot be read: {error.strerror}; mend {VARIABLE}") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refusal(path, f"not UTF-8 (byte {error.start}); save it as UTF-8") from None
    return [line.partition("#")[0].strip() for line in re.split(r"\r\n|\r|\n", text)]


def _unsafe(path: str, status: os.stat_result) -> str:
    """Why a list cannot be trusted with names, "" if it can."""
    if hasattr(os, "getuid"):
        import shlex

        if status.st_mode & 0o077:
            return f"others can read the list of protected names; chmod 600 {shlex.quote(path)}"
        if status.st_uid != os.getuid():
            return "the list of protected names is somebody else's; make a copy of your own, and chmod 600 it"
    if root := _repository(os.path.realpath(path)):
        return f"the list of protected names stands in the repository {root} and may be committed; move it out of there"
    return ""


def _repository(path: str) -> str:
    folder = os.path.dirname(path)
    while not os.path.exists(os.path.join(folder, ".git")):
        if os.path.dirname(folder) == folder:
            return ""
        folder = os.path.dirname(folder)
    return folder


def _refusal(path: str, message: str) -> EthicslintError:
    return EthicslintError([Problem(path, 0, message)])
