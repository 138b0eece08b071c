"""Configurations that were read, kept between runs in the user's own cache folder.

Knows when one is still the one on disk: by size and time of every file it was made from, and by what read it. One that is
missing, damaged or not ours costs time and nothing more. One that holds a protected name, or stands in a folder of that name, is
not kept.
"""

import marshal
import os
import sys
import zlib
from collections.abc import Sequence
from typing import Final

import ethicslint
from ethicslint.project.cachefolder import cache_folder, read_own, write_own
from ethicslint.project.configuration import File, file_from_plain
from ethicslint.project.protected import redacted
from ethicslint.rulebook.model import plain

_KIND: Final = "config-"
_MOST: Final = 200
_READERS: Final = ("configuration.py", "configfile.py", "nearest.py", "configcache.py")


def kept(path: str, name: str) -> list[File] | None:
    """The files in force by way of the one at `path`, called `name` in complaints; None if that is not known."""
    signature = _signature(path, name)
    data = read_own(_place(signature)) if cache_folder() else None
    if data is None:
        return None
    head = len(signature) + 4
    if data[:4] != zlib.crc32(data[4:]).to_bytes(4, "big") or data[4:head] != signature:
        return None
    try:
        stamps, rows = marshal.loads(data[head:])
        if any(_stamp(one) != stamp for one, stamp in stamps):
            return None
        return [file_from_plain(row) for row in rows]
    except (ValueError, TypeError, EOFError):
        return None


def keep(path: str, name: str, files: Sequence[File], looked: Sequence[str]) -> None:
    """Keep the files in force by way of the one at `path`; `looked` is where all that they were made from was looked for."""
    if not cache_folder():
        return
    signature = _signature(path, name)
    stamps = tuple([(one, _stamp(one)) for one in looked])
    body = signature + marshal.dumps((stamps, plain(tuple(files))))
    told = body.decode("utf-8", "replace")
    if redacted(told) != told:
        return
    write_own(_place(signature), zlib.crc32(body).to_bytes(4, "big") + body, _forget_oldest)


def _signature(path: str, name: str) -> bytes:
    folder = os.path.dirname(os.path.abspath(__file__))
    readers = [_stamp(os.path.join(folder, one)) for one in _READERS]  # in a checkout the code changes
    return "\n".join([ethicslint.__version__, sys.version, path, name, *readers]).encode("utf-8", "surrogateescape")


def _place(signature: bytes) -> str:
    return os.path.join(cache_folder(), f"{_KIND}{zlib.crc32(signature):08x}-{len(signature)}.bin")


def _stamp(path: str) -> str:
    """Size and time of a file, links followed; "" if there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return ""
    return f"{status.st_size} {status.st_mtime_ns}"


def _forget_oldest(folder: str) -> None:
    with os.scandir(folder) as listing:
        every = sorted((entry.stat().st_mtime_ns, entry.path) for entry in listing if entry.name.startswith(_KIND))
    for _, path in every[:-_MOST]:
        os.unlink(path)
