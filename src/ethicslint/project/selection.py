"""Which rules are on. Knows ids, families and globs as people write them on a command line."""

from collections.abc import Sequence
from fnmatch import fnmatchcase

from ethicslint.errors import Problem, RuleError, nearest


def enabled(ids: Sequence[str], select: Sequence[str], ignore: Sequence[str]) -> frozenset[int] | None:
    """The numbers (places in `ids`) of the rules that are on; None if all are.

    Each word is an id, a family or a glob; several may stand in one, with commas. `ignore` wins over `select`. Raises
    RuleError for a word that names no rule, and if no rule is left: with none, every article would pass.
    """
    if not select and not ignore:
        return None
    chosen = _numbers(ids, select) if select else set(range(len(ids)))
    chosen -= _numbers(ids, ignore)
    if not chosen:
        raise RuleError([Problem("", 0, "no rule is left to check with; select more or ignore less")])
    return frozenset(chosen)


def _numbers(ids: Sequence[str], words: Sequence[str]) -> set[int]:
    numbers: set[int] = set()
    problems: list[Problem] = []
    for word in [part.strip() for one in words for part in one.split(",") if part.strip()]:
        found = named(ids, word)
        if not found:
            known = sorted({*ids, *(name.partition("/")[0] for name in ids)})
            problems.append(Problem("", 0, f"no rule or family is called “{word}”{nearest(word, known)}"))
        numbers |= found
    if problems:
        raise RuleError(problems)
    return numbers


def named(ids: Sequence[str], word: str) -> set[int]:
    """The numbers of the rules that a word means: an id, a family or a glob."""
    if word in ids:
        return {ids.index(word)}
    if is_glob(word):
        return {number for number, name in enumerate(ids) if fnmatchcase(name, word)}
    return {number for number, name in enumerate(ids) if name.startswith(f"{word}/")}


def is_glob(word: str) -> bool:
    return any(sign in word for sign in "*?[")
