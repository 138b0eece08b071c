"""Paths as other programs want them: Unicode, relative, with forward slashes, or as a URI.

Knows the difference between systems. Knows nothing of findings.
"""

import os
from contextlib import suppress


def unicode_path(path: str) -> str:
    """`path` as Unicode text: file systems allow bytes that are none."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def slashed(path: str, separator: str = os.sep) -> str:
    """`path` with forward slashes, and relative to the folder we are in if it leads below it."""
    with suppress(FileNotFoundError):  # that folder may be gone
        path = path.removeprefix(os.getcwd().rstrip(separator) + separator)
    path = path.removeprefix(f".{separator}")
    return path if separator == "/" else path.replace(separator, "/")


def uri(path: str, separator: str = os.sep) -> str:
    """A relative reference for what lies below the folder we are in, a `file:` URI for other absolute paths."""
    from urllib.parse import quote

    path = slashed(path, separator)
    drive = path[:2] if separator == "\\" and path[1:2] == ":" else ""
    quoted = quote(path[len(drive) :].encode("utf-8", "surrogateescape"))
    if drive:
        return f"file:///{drive}{quoted}"
    if quoted.startswith("//") and separator == "\\":  # a share: the name of the machine comes first
        return f"file:{quoted}"
    return f"file://{quoted}" if quoted.startswith("/") else quoted
