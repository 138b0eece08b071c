"""A rule's own examples, run: every bad one must yield exactly its marked words, every good one nothing, or its marked level.

Knows what an example promises and how to say that a promise is broken. The same function serves the command line and the tests,
for built-in and for house rules.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from ethicslint.engine.compiled import Compiled
from ethicslint.engine.finding import Finding
from ethicslint.engine.lint import lint
from ethicslint.errors import EthicslintError, Problem
from ethicslint.rulebook.model import Example, Rule
from ethicslint.text.document import Document
from ethicslint.text.source import Source

_FEWEST: Final = 3
_QUOTES: Final = '“”‘’"'
_EMOJI: Final = "\U0001f54a\ufe0f "


def problems(compiled: Compiled, numbers: Iterable[int] | None = None) -> Iterator[Problem]:
    """What is wrong with the examples of the rules with these numbers (None: all), by file and line."""
    for number in range(len(compiled.ids)) if numbers is None else numbers:
        yield from _Trial(compiled, number).problems()


class _Trial:
    def __init__(self, compiled: Compiled, number: int) -> None:
        self._compiled = compiled
        self._number = number
        self._rule: Rule = compiled.rule(number)

    def problems(self) -> Iterator[Problem]:
        yield from self._set_problems()
        for example in self._rule.bad:
            yield from self._example(example)
            yield from self._moved(example)
        for example in self._rule.good:
            yield from self._example(example)

    def _problem(self, line: int, message: str) -> Problem:
        return Problem(self._rule.path, line, f"{self._rule.id}: {message}")

    def _set_problems(self) -> Iterator[Problem]:
        """Too few, twice the same, none in quotation marks."""
        every = [*self._rule.bad, *self._rule.good]
        for key, examples in (("bad", self._rule.bad), ("good", self._rule.good)):
            if len(examples) < _FEWEST:
                yield self._problem(0, f"{len(examples)} {key} examples; at least {_FEWEST}")
        if not any(mark in example.text for example in every for mark in _QUOTES):
            yield self._problem(0, "no example in quotation marks; show what happens to quoted words")
        seen: dict[str, int] = {}
        for example in every:
            words = " ".join(example.text.lower().split())
            if words in seen:
                yield self._problem(example.line, f"the same example stands in line {seen[words]}")
            seen.setdefault(words, example.line)

    def _example(self, example: Example) -> Iterator[Problem]:
        found = self._found(example.text)
        if isinstance(found, Problem):
            yield found
            return
        spans = [(one.start.offset, one.end.offset) for one in found]
        for start, end in example.marks:
            if (start, end) not in spans:
                yield self._problem(
                    example.line, f"“{example.text[start:end]}” was not flagged{_near(found, start, end)}"
                )
        for one in found:
            if (one.start.offset, one.end.offset) not in example.marks:
                yield self._problem(example.line, f"“{one.match}” was flagged and is not marked")
            elif example.level and one.level != example.level:
                yield self._problem(example.line, f"“{one.match}” is a {one.level}, not a {example.level}")

    def _moved(self, example: Example) -> Iterator[Problem]:
        """What must not matter does not: the kind of line end, an emoji in front of the text."""
        for what, text in (
            ("with CRLF line ends", example.text.replace("\n", "\r\n")),
            ("after an emoji", example.text if example.text[:1] in "#-+>|" else _EMOJI + example.text),
        ):
            found = self._found(text)
            words = [example.text[start:end] for start, end in example.marks]
            if isinstance(found, Problem) or [one.match.replace("\r\n", "\n") for one in found] != words:
                yield self._problem(example.line, f"{what} the example is flagged differently")

    def _found(self, text: str) -> list[Finding] | Problem:
        try:
            return lint(Document.read(Source(text, "example.md")), self._compiled, (self._number,))
        except EthicslintError as error:
            return error.problems[0]


def _near(found: list[Finding], start: int, end: int) -> str:
    close = next((one for one in found if one.start.offset < end and start < one.end.offset), None)
    return f"; found was “{close.match}”" if close else ""
