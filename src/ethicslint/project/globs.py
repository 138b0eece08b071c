"""Which files a pattern of a configuration means. Knows names and folders as text; touches no file.

A pattern is read as in `.gitignore`, without its exceptions: a name holds at any depth, a path from the folder of the
configuration, `*` and `?` within one name, `**` for any folders, a `/` at the end for folders only. What stands below a folder
that is meant is meant, too. Matching takes no longer than names times patterns, whatever the pattern.
"""

from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import Final

_LONGEST: Final = 300
_MOST: Final = 30  # names in one pattern


def fault(pattern: str) -> str:
    """What is wrong with a pattern, "" if nothing is."""
    parts = pattern.split("/")
    if pattern.startswith("!"):
        return "takes nothing back; “!” is not read here, so name only what is meant"
    if "\\" in pattern:
        return "has a “\\”; folders are parted by “/”, on Windows too"
    if ".." in parts or "~" in parts[:1] or pattern[1:2] == ":":
        return "leads out of the folder of this file; it names what stands below it"
    if not any(part.strip(".") for part in parts):
        return "names nothing; write ** for everything"
    if len(pattern) > _LONGEST or len(parts) > _MOST:
        return f"is too long; {_LONGEST} characters and {_MOST} names are read at most"
    return ""


def means(pattern: str, names: Sequence[str], is_folder: bool) -> bool:
    """Whether a pattern without fault means a path, given by its names from the folder of the configuration on.

    It does if it means the path itself or a folder on the way to it.
    """
    parts = [part for part in pattern.split("/") if part not in ("", ".")]
    if "/" not in pattern.rstrip("/").removeprefix("./") and not pattern.startswith(("/", "./")):
        parts = ["**", *parts]
    if parts[-1] == "**" and len(parts) > 1:
        parts = [*parts[:-1], "*"]  # all that stands below
    folders_only = pattern.endswith("/")
    longest = len(names) - (folders_only and not is_folder)
    return any(_fits(parts, names[:end]) for end in range(1, longest + 1))


def _fits(parts: Sequence[str], names: Sequence[str]) -> bool:
    """Whether the names are exactly what the parts say. Only the last `**` ever needs to take more names."""
    at = here = 0
    again, taken = -1, 0
    while here < len(names):
        if at < len(parts) and parts[at] == "**":
            again, taken = at, here
            at += 1
        elif at < len(parts) and fnmatchcase(names[here], parts[at]):
            at += 1
            here += 1
        elif again >= 0:
            taken += 1
            at, here = again + 1, taken
        else:
            return False
    return all(part == "**" for part in parts[at:])
