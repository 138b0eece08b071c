"""Whether a raw pattern can run for ever: texts that drive a backtracking matcher mad, made from the pattern itself.

Knows the parse tree of Python's own `re` and a handful of general strings for patterns that only `regex` understands. A pattern
that passes may still be slow on a text nobody thought of; the time limit of the engine is there for that.
"""

import re
import warnings
from collections.abc import Iterable, Iterator
from itertools import islice, product
from typing import Any, Final

import regex

LIMIT: Final = 0.15
"""Seconds that one search of a made text may take."""

_LENGTHS: Final = (26, 1000)  # few letters show what doubles with each, many what grows with their cube
_END: Final = "\ue000"  # a character that no pattern expects
_GENERAL: Final = ("a", "a ", "ab", "1", "A", " ", "a-", "'")
_MOST: Final = 8  # strings that are tried for one repeat
_LONGEST: Final = 12
_SHOWN: Final = 24
_LOOPS: Final = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_SAMPLES: Final = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_NOT_WORD": "-"}
_PROPERTY: Final = re.compile(r"\\[pP]\{[^}]*\}")

_parser: Any = re._parser  # type: ignore[attr-defined]  # the only parse tree of patterns there is


def is_catastrophic(pattern: str) -> str:
    """The start of a text on which `pattern` does not end in time, or "" if none of those tried does that."""
    compiled = regex.compile(pattern, regex.IGNORECASE | regex.VERSION0)
    tree = _parsed(pattern)
    # `regex` gives up at once on a text without the letters that every match must hold: they follow, out of reach.
    ends = (_END, f"{_END}{_sample(tree)}")
    for before, pump in dict.fromkeys([*_pumps(tree), *(("", one) for one in _GENERAL)]):
        for length, end in product(_LENGTHS, ends):
            text = before + pump * (length // len(pump)) + end
            try:
                compiled.search(text, timeout=LIMIT)
            except TimeoutError:
                return text[:_SHOWN]
    return ""


def _parsed(pattern: str) -> Iterable[Any]:
    """The parse tree; for what only `regex` understands, the letters of the pattern."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            tree: Iterable[Any] = _parser.parse(_PROPERTY.sub(r"\\w", pattern))
    except (re.error, OverflowError, RecursionError, Warning):
        tree = [("LITERAL", ord(letter)) for letter in " ".join(re.findall(r"[^\W\d_]{3,}", pattern))]
    return tree


def _pumps(tree: Iterable[Any], before: str = "") -> Iterator[tuple[str, str]]:
    """For every repeat, at any depth: a text that leads up to it, and strings that it takes again and again."""
    for name, value in tree:
        kind = str(name)
        if kind in _LOOPS and value[1] > 2:
            bodies = list(islice(_samples(value[2]), _MOST))
            pairs = (first + second for first, second in product(bodies, bodies) if first != second)
            for body in islice([*bodies, *pairs], 2 * _MOST):
                yield before, body[:_LONGEST] or "a"
        for inner in _inside(kind, value):
            yield from _pumps(inner, before)
        before += _one(kind, value)


def _inside(kind: str, value: Any) -> list[Iterable[Any]]:
    """The sequences that stand inside a part of a pattern."""
    if kind in _LOOPS:
        return [value[2]]
    if kind == "SUBPATTERN":
        return [value[3]]
    if kind == "ATOMIC_GROUP":
        return [value]
    if kind in ("BRANCH", "ASSERT", "ASSERT_NOT"):
        return list(value[1]) if kind == "BRANCH" else [value[1]]
    return [one for one in value[1:] if one] if kind == "GROUPREF_EXISTS" else []


def _samples(tree: Iterable[Any]) -> Iterator[str]:
    """Short strings that a sequence matches, as far as that is easily said: one for each way through its alternatives."""
    choices = [
        [way for one in _inside(kind, value) for way in islice(_samples(one), _MOST)]
        if kind in ("BRANCH", "SUBPATTERN", "ATOMIC_GROUP")
        else [_one(kind, value)]
        for kind, value in ((str(name), value) for name, value in tree)
    ]
    return ("".join(parts) for parts in product(*choices))


def _sample(tree: Iterable[Any]) -> str:
    return next(_samples(tree))


def _one(kind: str, value: Any) -> str:
    """A string that one part of a pattern matches."""
    if kind == "LITERAL":
        return chr(value)
    if kind == "IN":
        names = [(str(name), inner) for name, inner in value]
        if names[0][0] == "NEGATE":
            return next((sign for sign in "a1 -,.'" if not any(_holds(sign, *one) for one in names[1:])), "~")
        return _one(*names[0])
    if kind == "RANGE":
        return chr(value[0])
    if kind == "CATEGORY":
        return _SAMPLES.get(str(value), "a")
    if kind in _LOOPS:
        return _sample(value[2]) * max(1, int(value[0]))
    if kind in ("SUBPATTERN", "ATOMIC_GROUP", "BRANCH") or (kind == "ASSERT" and value[0] < 0):
        return _sample(_inside(kind, value)[0])
    return "" if kind in ("AT", "ASSERT", "ASSERT_NOT") else "a"


def _holds(sign: str, kind: str, value: Any) -> bool:
    """Whether a part of a class of characters holds `sign`."""
    if kind == "RANGE":
        return bool(value[0] <= ord(sign) <= value[1])
    if kind == "CATEGORY":
        held = {"DIGIT": sign.isdigit(), "SPACE": sign.isspace(), "WORD": sign.isalnum()}
        return held[str(value).rpartition("_")[2]] != ("_NOT_" in str(value))
    return kind == "LITERAL" and chr(value) == sign
