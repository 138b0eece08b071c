"""Compiled rules kept between runs, in the user's own cache folder.

Knows when a kept rule book is still the one on disk (size and time of every file it was made from, and the versions of what
made it) and trusts nothing that fails its checksum or belongs to somebody else. A cache that is missing, damaged or cannot be
written costs time and nothing else.
"""

import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from typing import Final

import regex

import ethicslint
from ethicslint.engine.compiled import Compiled
from ethicslint.project.cachefolder import cache_folder, read_own, write_own
from ethicslint.rulebook.builtin import builtin_folder

_KEPT: Final = 12  # rule books of other checkouts and versions, before the oldest goes


def rules(house: Sequence[str] = (), *, cached: bool = True) -> Compiled:
    """The built-in rules and those of the `house` folders, compiled; from the cache if nothing has changed.

    If not `cached`, no cache is read, and what comes of it is never kept. Raises RuleError for mistakes in the rules.
    """
    folders = [builtin_folder(), *house]
    if not cached:
        return _made(folders)
    # A rule knows its path as the folder was named, so that names count, not only what they lead to.
    signature = "\n".join([*_versions(), *folders, *_stamps(folders)]).encode("utf-8", "surrogateescape")
    compiled = _read(_place(signature), signature)
    if compiled is None:
        compiled = _made(folders)
        _write(_place(signature), signature, compiled.to_bytes())
    compiled.signature = signature
    return compiled


def _made(folders: list[str]) -> Compiled:
    from ethicslint.rulebook.load import load

    return Compiled.of(load(folders))


def keep_learnt(compiled: Compiled) -> None:
    """Keep what `rules` gave out together with the patterns that were compiled since, if there are any."""
    if compiled.learnt and compiled.signature:
        _write(_place(compiled.signature), compiled.signature, compiled.to_bytes())


def _place(signature: bytes) -> str:
    """The path of a kept rule book, "" where none can be kept."""
    folder = cache_folder()
    return os.path.join(folder, f"rules-{zlib.crc32(signature):08x}-{len(signature)}.bin") if folder else ""


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


def _read(path: str, signature: bytes) -> Compiled | None:
    """What is kept at `path`, if it is whole, ours, and made from exactly this."""
    data = read_own(path)
    if data is None:
        return None
    head = len(signature) + 4
    whole = memoryview(data)  # slices of it copy nothing
    if data[:4] != zlib.crc32(whole[4:]).to_bytes(4, "big") or data[4:head] != signature:
        return None
    try:
        return Compiled.from_bytes(whole[head:])
    except (ValueError, TypeError, EOFError):
        return None


def _write(path: str, signature: bytes, payload: bytes) -> None:
    if path:
        body = signature + payload
        write_own(path, zlib.crc32(body).to_bytes(4, "big") + body, _forget_oldest)


def _forget_oldest(folder: str) -> None:
    with os.scandir(folder) as listing:
        kept = sorted((entry.stat().st_mtime_ns, entry.path) for entry in listing if entry.name.startswith("rules-"))
    for _, path in kept[:-_KEPT]:
        os.unlink(path)
