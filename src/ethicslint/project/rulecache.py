"""Compiled rules kept between runs, in the user's own cache folder.

Knows when a kept rule book is still the one on disk (size and time of every file it was made from, and the versions of what
made it) and trusts nothing that fails its checksum or belongs to somebody else. A cache that is missing, damaged or cannot be
written costs time and nothing else.
"""

import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Final

import regex

import ethicslint
from ethicslint.engine.compiled import Compiled
from ethicslint.rulebook.builtin import builtin_folder

_KEPT: Final = 12  # rule books of other checkouts and versions, before the oldest goes


def rules(house: Sequence[str] = ()) -> Compiled:
    """The built-in rules and those of the `house` folders, compiled; from the cache if nothing has changed.

    Raises RuleError for mistakes in the rules.
    """
    folders = [builtin_folder(), *house]
    # A rule knows its path as the folder was named, so that names count, not only what they lead to.
    signature = "\n".join([*_versions(), *folders, *_stamps(folders)]).encode("utf-8", "surrogateescape")
    compiled = _read(_place(signature), signature)
    if compiled is None:
        from ethicslint.rulebook.load import load

        compiled = Compiled.of(load(folders))
        _write(_place(signature), signature, compiled.to_bytes())
    compiled.signature = signature
    return compiled


def keep_learnt(compiled: Compiled) -> None:
    """Keep what `rules` gave out together with the patterns that were compiled since, if there are any."""
    if compiled.learnt:
        _write(_place(compiled.signature), compiled.signature, compiled.to_bytes())


def _place(signature: bytes) -> str:
    """The path of a kept rule book, "" where none can be kept."""
    folder = cache_folder()
    return os.path.join(folder, f"rules-{zlib.crc32(signature):08x}-{len(signature)}.bin") if folder else ""


def cache_folder() -> str:
    """The user's cache folder for this tool; `ETHICSLINT_CACHE_DIR` overrides it. "" where there is no home to put it in."""
    if named := os.environ.get("ETHICSLINT_CACHE_DIR"):
        return named
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~\\AppData\\Local")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "ethicslint") if os.path.isabs(base) else ""


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
    try:
        with open(path, "rb") as file:
            status = os.fstat(file.fileno())
            if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o022):
                return None
            data = file.read()
    except OSError:
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
    """Keep a rule book; another process sees all of it or nothing."""
    body = signature + payload
    folder = os.path.dirname(path)
    unfinished = f"{path}.{os.getpid()}"
    if not path:
        return
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        return
    try:
        with open(descriptor, "wb") as file:
            file.write(zlib.crc32(body).to_bytes(4, "big") + body)
        os.replace(unfinished, path)
        _forget_oldest(folder)
    except OSError:
        with suppress(OSError):
            os.unlink(unfinished)


def _forget_oldest(folder: str) -> None:
    with os.scandir(folder) as listing:
        kept = sorted((entry.stat().st_mtime_ns, entry.path) for entry in listing if entry.name.startswith("rules-"))
    for _, path in kept[:-_KEPT]:
        os.unlink(path)
