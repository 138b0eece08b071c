"""Mistakes a person can repair. Knows how they read; knows nothing of what the tool was doing."""

from typing import NamedTuple


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

    close = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"; did you mean “{close[0]}”?" if close else ""
