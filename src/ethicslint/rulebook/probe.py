"""Whether a raw pattern can run for ever: strings that drive a backtracking matcher mad, made from the pattern itself.

Knows the parse tree of Python's own `re` and a handful of general strings for patterns that only `regex` understands. A pattern
that passes may still be slow on a text nobody thought of; the time limit of the engine is there for that.
"""

import re
import warnings
from collections.abc import Iterable, Iterator
from typing import Any, Final

import regex

LIMIT: Final = 0.25
"""Seconds that one search of a made string may take."""

_REPEATS: Final = (24, 400)
_END: Final = "\ue000"  # a character that no pattern expects
_GENERAL: Final = ("a", "a ", "ab", "1", "A", " ", "a-", "'")

_parser: Any = re._parser  # type: ignore[attr-defined]  # the only parse tree of patterns there is


def is_catastrophic(pattern: str) -> str:
    """The start of a string on which `pattern` does not end in time, or "" if none of those tried does that."""
    compiled = regex.compile(pattern, regex.IGNORECASE | regex.VERSION0)
    for pump in dict.fromkeys([*_pumps(pattern), *_GENERAL]):
        for number in _REPEATS:
            try:
                compiled.search(pump * number + _END, timeout=LIMIT)
            except TimeoutError:
                return (pump * number)[:20]
    return ""


def _pumps(pattern: str) -> Iterator[str]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            tree = _parser.parse(pattern)
    except (re.error, OverflowError, RecursionError, Warning):
        return
    yield from _repeated(tree)


def _repeated(tree: Iterable[Any]) -> Iterator[str]:
    """A string for the body of every repeat, at any depth."""
    for name, value in tree:
        kind = str(name)
        if kind in ("MAX_REPEAT", "MIN_REPEAT"):
            if value[1] > 2:
                yield _sample(value[2])
            yield from _repeated(value[2])
        elif kind == "SUBPATTERN":
            yield from _repeated(value[3])
        elif kind == "BRANCH":
            for branch in value[1]:
                yield from _repeated(branch)


def _sample(tree: Iterable[Any]) -> str:
    """A short string that a sequence matches, as far as that is easily said."""
    return "".join(_one(str(name), value) for name, value in tree)[:12] or "a"


def _one(kind: str, value: Any) -> str:
    if kind == "LITERAL":
        return chr(value)
    if kind == "IN":
        return "".join([_one(str(name), inner) for name, inner in value if str(name) != "NEGATE"][:1])
    if kind == "RANGE":
        return chr(value[0])
    if kind == "CATEGORY":
        samples = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_NOT_WORD": "-"}
        return str(samples.get(str(value), "a"))
    if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _sample(value[2]) * max(1, int(value[0]))
    if kind == "SUBPATTERN":
        return _sample(value[3])
    if kind == "BRANCH":
        return _sample(value[1][0])
    return "" if kind in ("AT", "ASSERT", "ASSERT_NOT") else "a"
