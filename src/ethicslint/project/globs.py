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
    reached = _onward({0}, parts)
    for number, name in enumerate(names, 1):
        reached = _onward({after for at in reached if (after := _after(parts, at, name)) >= 0}, parts)
        if len(parts) in reached and (number < len(names) or is_folder or not folders_only):
            return True
    return False


def _after(parts: Sequence[str], at: int, name: str) -> int:
    """Where a name leads from the part `at`, -1 for nowhere."""
    if at == len(parts):
        return -1
    if parts[at] == "**":
        return at
    return at + 1 if fnmatchcase(name, parts[at]) else -1


def _onward(reached: set[int], parts: Sequence[str]) -> set[int]:
    """The same places, with those behind each `**`, which may stand for no folder at all."""
    for at in range(len(parts)):
        if at in reached and parts[at] == "**":
            reached.add(at + 1)
    return reached
