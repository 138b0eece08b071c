"""What is kept between runs, in the user's own cache folder.

Knows where that is, and trusts nothing that fails its checksum, belongs to somebody else, or was made from something else. What
is missing, damaged or cannot be written costs time and nothing more. Knows nothing of what is kept.
"""

import os
import sys
import zlib
from contextlib import suppress


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


def read(name: str, signature: bytes) -> memoryview | None:
    """What is kept under `name`, if it is whole, ours, and was made from exactly what `signature` says."""
    folder = cache_folder()
    if not folder:
        return None
    try:
        with open(os.path.join(folder, name), "rb") as file:
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
    return whole[head:]


def write(name: str, signature: bytes, payload: bytes, most: int) -> None:
    """Keep something; another process sees all of it or nothing.

    `most` of a kind are kept, the word before the first hyphen of `name`, before the oldest goes.
    """
    folder = cache_folder()
    if not folder:
        return
    body = signature + payload
    path = os.path.join(folder, name)
    unfinished = f"{path}.{os.getpid()}"
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        return
    try:
        with open(descriptor, "wb") as file:
            file.write(zlib.crc32(body).to_bytes(4, "big") + body)
        os.replace(unfinished, path)
        _forget_oldest(folder, name.partition("-")[0] + "-", most)
    except OSError:
        with suppress(OSError):
            os.unlink(unfinished)


def _forget_oldest(folder: str, kind: str, most: int) -> None:
    with os.scandir(folder) as listing:
        kept = sorted((entry.stat().st_mtime_ns, entry.path) for entry in listing if entry.name.startswith(kind))
    for _, path in kept[:-most]:
        os.unlink(path)
