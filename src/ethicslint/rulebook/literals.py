"""The letters that a raw pattern cannot do without, so that the prefilter can pass over texts that lack them.

Knows the parse tree of Python's own `re`; a pattern that only `regex` understands simply has no known letters. Knows nothing of
rules.
"""

import re
import warnings
from collections.abc import Iterable
from typing import Any

from ethicslint.lexicon.frequency import commonness

_parser: Any = re._parser  # type: ignore[attr-defined]  # the only parse tree of patterns there is
_MIN_LENGTH = 3
# To `re` a “{” that begins no count is a letter; to `regex` it may allow for misspellings: “{e<=1}”.
_FUZZY = re.compile(r"\{(?!\d*,?\d*\})")


def stems(pattern: str) -> tuple[str, ...]:
    """Runs of letters in lower case of which every match holds at least one inside a single word; none if unknown."""
    if _FUZZY.search(pattern):
        return ()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            tree = _parser.parse(pattern)
    except (re.error, OverflowError, RecursionError, Warning):
        return ()
    return min(_needed(tree), key=_cost, default=())


def _cost(choice: tuple[str, ...]) -> tuple[float, tuple[str, ...]]:
    return sum(commonness(stem) + 0.001 / len(stem) for stem in choice), choice


def _needed(tree: Iterable[Any]) -> list[tuple[str, ...]]:
    """Every set of runs, one of which each match of the sequence must hold."""
    found: list[tuple[str, ...]] = []
    run = ""
    for name, value in [(str(name), value) for name, value in tree]:
        if name == "LITERAL" and chr(value).isascii() and chr(value).isalnum():
            run += chr(value).lower()
            continue
        if len(run) >= _MIN_LENGTH:
            found.append((run,))
        run = ""
        found.extend(_inside(name, value))
    if len(run) >= _MIN_LENGTH:
        found.append((run,))
    return found


def _inside(name: str, value: Any) -> list[tuple[str, ...]]:
    if name == "SUBPATTERN":
        return _needed(value[3])
    if name == "ATOMIC_GROUP":
        return _needed(value)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _needed(value[2]) if value[0] else []
    if name == "BRANCH":
        choices = [_needed(branch) for branch in value[1]]
        if all(choices):
            return [tuple(sorted({stem for choice in choices for stem in min(choice, key=_cost)}))]
    return []
