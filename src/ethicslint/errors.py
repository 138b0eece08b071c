"""Mistakes a person can repair. Knows how they read; knows nothing of what the tool was doing."""

from typing import Final, NamedTuple

_SHOWN: Final = 20  # names in one complaint


class Problem(NamedTuple):
    """One repairable mistake: where it is, what it is, and the way out. `line` is 1-based; 0 means the file as a whole."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}" if place else self.message


class EthicslintError(Exception):
    """The job could not be done; `problems` says why, one line each. The command line ends with exit code 2."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class RuleError(EthicslintError):
    """A rule, vocabulary or bibliography file is wrong, or a rule ran out of time."""


class SourceError(EthicslintError):
    """A file cannot be read as an article: missing, unreadable, not UTF-8, binary."""


def nearest(word: str, known: list[str]) -> str:
    """“; did you mean …?” with the closest of `known`, or nothing when none is close."""
    from difflib import get_close_matches

    close = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return f"; did you mean “{close[0]}”?" if close else ""


def nearest_or_some(word: str, known: list[str]) -> str:
    """`nearest`, or where none is close those of `known` that share a piece with `word`, or else the first of them."""
    if close := nearest(word, known):
        return close
    pieces = {piece for piece in word.lower().split("-") if len(piece) > 1}
    alike = [one for one in known if not pieces.isdisjoint(one.split("-"))] or known
    more = f" and {len(alike) - _SHOWN} more" if len(alike) > _SHOWN else ""
    return f"; known are {', '.join(alike[:_SHOWN])}{more}" if alike else ""
