"""Standard output and standard error, and what happens if nobody takes what we say.

Knows closed pipes, full disks and narrow encodings. Knows nothing of what is said.
"""

import io
import os
import sys
from collections.abc import Iterable
from typing import TextIO

from ethicslint.errors import EthicslintError, Problem
from ethicslint.report.visible import visible


def say(lines: Iterable[str], *, utf8: bool = False, aside: bool = False) -> None:
    """Write `lines`, each with its line end, to standard output; whoever stops reading is left in peace.

    `aside` takes standard error, for a report while standard output carries a text.

    Letters that the output cannot take become question marks, unless it is to be `utf8` whatever the surroundings say. Raises
    EthicslintError if the output cannot be written, on a full disk for example.
    """
    out = sys.stderr if aside else sys.stdout
    if out is None:  # closed before we began
        return
    if isinstance(out, io.TextIOWrapper):
        out.reconfigure(encoding="utf-8" if utf8 else None, errors="replace")
    try:
        for line in lines:
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
            print(f"ethicslint: {visible(str(problem))}", file=sys.stderr, flush=True)  # noqa: T201
    except OSError:
        return  # nobody listens; the exit code says it all the same


def is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def _drop(out: TextIO) -> None:
    """Let what is still buffered go nowhere, or Python complains about it at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, out.fileno())
    os.close(nowhere)
