"""Compiled rules kept between runs, in the user's own cache folder.

Knows when a kept rule book is still the one on disk: by size and time of every file it was made from, and by the versions of
what made it.
"""

import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from typing import Final

import regex

import ethicslint
from ethicslint.engine.compiled import Compiled
from ethicslint.project import store
from ethicslint.rulebook.builtin import builtin_folder

_MOST: Final = 12  # rule books of other checkouts and versions, before the oldest goes


def rules(house: Sequence[str] = ()) -> Compiled:
    """The built-in rules and those of the `house` folders, compiled; from the cache if nothing has changed.

    Raises RuleError for mistakes in the rules.
    """
    folders = [builtin_folder(), *house]
    # A rule knows its path as the folder was named, so that names count, not only what they lead to.
    signature = "\n".join([*_versions(), *folders, *_stamps(folders)]).encode("utf-8", "surrogateescape")
    compiled = _kept(signature)
    if compiled is None:
        from ethicslint.rulebook.load import load

        compiled = Compiled.of(load(folders))
        _keep(compiled, signature)
    compiled.signature = signature
    return compiled


def keep_learnt(compiled: Compiled) -> None:
    """Keep what `rules` gave out together with the patterns that were compiled since, if there are any."""
    if compiled.learnt:
        _keep(compiled, compiled.signature)


def _keep(compiled: Compiled, signature: bytes) -> None:
    store.write(_name(signature), signature, compiled.to_bytes(), _MOST)


def _name(signature: bytes) -> str:
    return f"rules-{zlib.crc32(signature):08x}-{len(signature)}.bin"


def _versions() -> list[str]:
    return [ethicslint.__version__, regex.__version__, sys.version, sys.platform, sys.byteorder, str(sys.maxsize)]


def _stamps(folders: Sequence[str]) -> Iterator[str]:
    """Path, size and time of every file that a compiled rule book is made from, our own code among them."""
    for folder in [*folders, os.path.dirname(ethicslint.__file__)]:
        yield from _stamps_below(os.path.abspath(folder), 2)


def _stamps_below(folder: str, depth: int) -> Iterator[str]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith((".", "__pycache__")):
            continue
        if entry.is_dir():
            if depth > 1:
                yield from _stamps_below(entry.path, depth - 1)
        else:
            yield f"{entry.path} {_stamp(entry)}"


def _stamp(entry: "os.DirEntry[str]") -> str:
    try:
        status = entry.stat()
    except OSError:
        return "leads nowhere"
    return f"{status.st_size} {status.st_mtime_ns}"


def _kept(signature: bytes) -> Compiled | None:
    """What is kept of rules that were made from exactly this."""
    data = store.read(_name(signature), signature)
    if data is None:
        return None
    try:
        return Compiled.from_bytes(data)
    except (ValueError, TypeError, EOFError):
        return None
