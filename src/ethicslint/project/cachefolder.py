"""The user's own cache folder, and files in it that another process sees whole or not at all.

Knows where the folder is and whose files are trusted. Knows nothing of what they hold: whoever reads one checks that it is whole.
"""

import os
import sys
from collections.abc import Callable
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


def read_own(path: str) -> bytes | None:
    """What stands in a file of ours; None if there is none, it belongs to somebody else, or others can write to it."""
    try:
        with open(path, "rb") as file:
            status = os.fstat(file.fileno())
            if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o022):
                return None
            return file.read()
    except OSError:
        return None


def write_own(path: str, data: bytes, then: Callable[[str], None] = lambda folder: None) -> None:
    """Put a file into the cache folder that only we can read, and do `then` with the folder; what fails costs time later."""
    folder = os.path.dirname(path)
    unfinished = f"{path}.{os.getpid()}"
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        return
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
        os.replace(unfinished, path)
        then(folder)
    except BaseException as error:
        with suppress(OSError):
            os.unlink(unfinished)
        if not isinstance(error, OSError):
            raise
