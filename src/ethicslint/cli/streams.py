"""Standard output and standard error, and what happens if nobody takes what we say.

Knows closed pipes, full disks and narrow encodings. Knows nothing of what is said.
"""

import codecs
import io
import os
import sys
from collections.abc import Iterable
from typing import Final, TextIO

from ethicslint.errors import EthicslintError, Problem
from ethicslint.project.protected import guarded, redacted
from ethicslint.report.visible import inert, visible

# What a terminal without Unicode gets instead: as wide, so that marks stay under their words.
_PLAINER: Final = str.maketrans("“”‘’–—…·│→⏎", "\"\"''--.*|>$")


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """Stand in for what an encoding lacks: like signs, or a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end].translate(_PLAINER)
    return "".join([sign if sign.isascii() else "?" for sign in signs]), error.end


codecs.register_error("plainer", _plainer)


def say(lines: Iterable[str], *, utf8: bool = False, aside: bool = False) -> None:
    """Write `lines`, each with its line end, to standard output; whoever stops reading is left in peace.

    `aside` takes standard error, for a report while standard output carries a text. No protected name gets through. What the
    output cannot take becomes a like sign or a question mark, unless it is to be `utf8` whatever the surroundings say. Raises
    EthicslintError if the output cannot be written, on a full disk for example.
    """
    out = sys.stderr if aside else sys.stdout
    if out is None:  # closed before we began
        return
    if isinstance(out, io.TextIOWrapper):
        out.reconfigure(encoding="utf-8" if utf8 else None, errors="replace" if utf8 else "plainer")
    try:
        for line in guarded(lines):
            out.write(line)
        out.flush()
    except BrokenPipeError:
        _drop(out)
    except OSError as error:
        _drop(out)
        raise EthicslintError([Problem("standard output", 0, f"cannot be written: {error.strerror}")]) from None


def say_bytes(data: bytes) -> None:
    """Write `data` to standard output just as it is. Raises EthicslintError if that fails."""
    out = sys.stdout
    if out is None:
        return
    try:
        out.buffer.write(data)
        out.flush()
    except BrokenPipeError:
        _drop(out)
    except OSError as error:
        _drop(out)
        raise EthicslintError([Problem("standard output", 0, f"cannot be written: {error.strerror}")]) from None


def complain(problems: Iterable[Problem]) -> None:
    """A line on standard error for each problem."""
    try:
        for problem in problems:
            print(inert(f"ethicslint: {visible(redacted(str(problem)))}"), file=sys.stderr, flush=True)  # noqa: T201
    except OSError:
        return  # nobody listens; the exit code says it all the same


def is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def _drop(out: TextIO) -> None:
    """Let what is still buffered go nowhere, or Python complains about it at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, out.fileno())
    os.close(nowhere)
