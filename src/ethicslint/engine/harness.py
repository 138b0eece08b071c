"""A rule's own examples, run: what an example promises is kept, whatever the line ends, the markup or the text around it.

Knows the promises and how to say that one is broken. The same function serves the command line and the tests, for built-in and
for house rules. Whether a page is current is asked elsewhere: a rule can be right and its page old.
"""

import time
from collections.abc import Iterable, Iterator
from typing import Final

from ethicslint.analysis.quotations import quotations
from ethicslint.engine.compiled import Compiled
from ethicslint.engine.finding import Finding
from ethicslint.engine.lint import lint
from ethicslint.engine.unflagged import reason
from ethicslint.errors import EthicslintError, Problem
from ethicslint.rulebook.model import Example, Rule
from ethicslint.text.document import Document
from ethicslint.text.source import Source

_FEWEST: Final = 3
_QUOTES: Final = "“”‘’\"'"
_LONGEST: Final = 60  # code points of an example that a message repeats
_EMOJI: Final = "\U0001f54a\ufe0f "
_SLOWEST: Final = 2.0  # seconds of processor time for one example, on a busy machine; good rules need a thousandth
_LOUD: Final = ("warning", "error")

_ON_TRIAL: Final = "\n\nThe trial continues. The defendant denies the charge."
_GRAVE_FAMILIES: Final = ("presumption", "legal-sourcing", "identification", "restrictions")
"""Families in which advice, taken in the middle of a trial, must never lead to a finding."""

_TIMELY_STAGES: Final = ("before-verdict", "general")


def problems(compiled: Compiled, numbers: Iterable[int] | None = None) -> Iterator[Problem]:
    """What is wrong with the examples of the rules with these numbers (None: all), by file and line."""
    for number in range(len(compiled.ids)) if numbers is None else numbers:
        yield from _Trial(compiled, number).problems()


class _Trial:
    """One rule and its promises."""

    def __init__(self, compiled: Compiled, number: int) -> None:
        self._compiled = compiled
        self._number = number
        self._rule: Rule = compiled.rule(number)

    def problems(self) -> Iterator[Problem]:
        yield from self._set_problems()
        if self._rule.whole:
            yield from self._lacking()
            return
        for example in self._rule.bad:
            if shown := list(self._shown(example)):
                yield from shown
                continue  # what follows would only say it again
            yield from self._moved(example)
            yield from self._advised(example)
            yield from self._fixed(example)
        for example in self._rule.good:
            if shown := list(self._shown(example)):
                yield from shown
            else:
                yield from self._clean(example, example.text, "the good example")

    def _problem(self, line: int, message: str) -> Problem:
        return Problem(self._rule.path, line, f"{self._rule.id}: {message}")

    def _broken(self, example: Example, message: str) -> Problem:
        """A promise of an example that is not kept; of an inherited one, with the way out."""
        if not example.of:
            return self._problem(example.line, message)
        key = "good" if example in self._rule.good else "bad"
        here = f"in the {key} example “{_short(example.text)}”, inherited from {example.of}"
        return self._problem(example.line, f"{here}: {message}; give examples of your own under {key}:")

    def _found(self, text: str, numbers: Iterable[int] | None) -> list[Finding]:
        enabled = None if numbers is None else frozenset(numbers)
        return lint(Document.read(Source(text, "example.md")), self._compiled, enabled)

    # ---- the set

    def _set_problems(self) -> Iterator[Problem]:
        """Too few, twice the same, none in quotation marks."""
        every = [*self._rule.bad, *self._rule.good]
        lines = {"bad": self._rule.bad_line, "good": self._rule.good_line}
        for key, examples in (("bad", self._rule.bad), ("good", self._rule.good)):
            if len(examples) < _FEWEST:
                count = f"{len(examples)} {key} {'example' if len(examples) == 1 else 'examples'}"
                yield self._problem(lines[key], f"{count}; at least {_FEWEST}")
        if not any(_is_quoting(example.text) for example in every):
            yield self._problem(lines["good"], "no example in quotation marks; show what happens to quoted words")
        seen: dict[str, int] = {}
        for example in every:
            words = " ".join(example.text.lower().split())
            if words in seen:
                yield self._problem(example.line, f"the same example stands in line {seen[words]}")
            seen.setdefault(words, example.line)
        if self._rule.fix and not any(example.fixed for example in self._rule.bad):
            shown = "a rule with a fix shows in one bad example at least what it makes of it (fixed: …)"
            yield self._problem(lines["bad"], shown)

    # ---- one example

    def _shown(self, example: Example) -> Iterator[Problem]:
        """Exactly the marked words, at the level that is given."""
        started = time.process_time()
        try:
            found = self._found(example.text, (self._number,))
        except EthicslintError as error:
            yield error.problems[0]
            return
        if time.process_time() - started > _SLOWEST:
            yield self._problem(example.line, f"the example takes more than {_SLOWEST:.0f} seconds")
        spans = [(one.start.offset, one.end.offset) for one in found]
        for start, end in example.marks:
            if (start, end) not in spans:
                why = _near(found, start, end) or reason(self._compiled, self._number, example, (start, end))
                yield self._broken(example, f"“{example.text[start:end]}” was not flagged{why}")
        for one in found:
            words = example.text[one.start.offset : one.end.offset]
            if (one.start.offset, one.end.offset) not in example.marks:
                yield self._broken(example, f"“{words}” was flagged and is not marked")
            elif example.level and one.level != example.level:
                yield self._broken(example, f"“{words}” is {_a(one.level)}, not {_a(example.level)}")

    def _lacking(self) -> Iterator[Problem]:
        """A rule about the whole article finds what a bad example lacks, whatever the line ends, and no good one lacks it."""
        for example in self._rule.bad:
            for text in (example.text, example.text.replace("\n", "\r\n")):
                if len(self._found(text, (self._number,))) != 1:
                    yield self._broken(example, "nothing is found to be lacking in this bad example")
                    break
        for example in self._rule.good:
            if self._found(example.text, (self._number,)):
                yield self._broken(example, "something is found to be lacking in this good example")
            yield from self._clean(example, example.text, "the good example")

    def _moved(self, example: Example) -> Iterator[Problem]:
        """What must not matter does not: line ends, an emoji in front, emphasis, a line break; and code is no copy."""
        wanted = [_plain(example.text[start:end]) for start, end in example.marks]
        for what, text in _variants(example):
            found = self._found(text, (self._number,))
            if [_plain(text[one.start.offset : one.end.offset]) for one in found] != wanted:
                yield self._broken(example, f"{what}, the example is flagged differently")
        if self._found(f"```\n{example.text}\n```\n", (self._number,)):
            yield self._problem(example.line, "in a block of code, the example is flagged")

    def _advised(self, example: Example) -> Iterator[Problem]:
        """Advice taken in the middle of a trial leads to no finding of a grave family."""
        grave = [number for number, name in enumerate(self._compiled.ids) if name.partition("/")[0] in _GRAVE_FAMILIES]
        every = [*self._rule.instead, *(one for term in self._rule.terms for one in term.instead)]
        for advice in every:
            if advice.stage not in _TIMELY_STAGES:
                continue
            for start, end in example.marks:
                text = example.text[:start] + advice.words + example.text[end:] + _ON_TRIAL
                for one in self._found(text, grave):
                    if one.start.offset < start + len(advice.words) and start < one.end.offset:
                        message = f"the advice “{advice.words}”, put in its place, is flagged by {one.rule}"
                        yield self._problem(example.line, message)

    def _fixed(self, example: Example) -> Iterator[Problem]:
        """The fix makes of an example what it says, and what it makes is clean."""
        if not example.fixed:
            return
        text = example.text
        for one in reversed(self._found(text, (self._number,))):
            if one.fix:
                text = text[: one.fix.start.offset] + one.fix.text + text[one.fix.end.offset :]
        if text == example.text and self._rule.fix:
            wordings = ", ".join(before for before, _ in self._rule.fix.wordings)
            message = f"the fix finds none of its wordings in the flagged words: {_short(wordings)}"
            yield self._problem(example.line, message)
        elif text != example.fixed:
            yield self._problem(example.line, f"the fix makes “{text}”, not “{example.fixed}”")
        else:
            yield from self._clean(example, text, "what the fix makes")

    def _clean(self, example: Example, text: str, what: str) -> Iterator[Problem]:
        """A model for writers raises no warning under any rule."""
        for one in self._found(text, None):
            if one.level in _LOUD:
                words = text[one.start.offset : one.end.offset]
                message = f"{what} raises {_a(one.level)} of {one.rule}: “{words}”"
                yield self._broken(example, f"{message}; write it in other words, as a model for writers")


def _variants(example: Example) -> Iterator[tuple[str, str]]:
    """The example in other clothes, in which it must be flagged just the same."""
    text = example.text
    if "\n" in text:
        yield "with CRLF line ends", text.replace("\n", "\r\n")
    if text[:1].isalpha() or text[:1] in _QUOTES:
        yield "after an emoji", _EMOJI + text
    start, end = example.marks[0]
    words = text[start:end]
    if words[0].isalnum() and words[-1].isalnum() and not set("*_[]`<>#@") & set(words):
        yield "in emphasis", f"{text[:start]}**{words}**{text[end:]}"
    blank = words.find(" ")
    line = text[text.rfind("\n", 0, start) + 1 : start]
    if blank > 0 and words[blank + 1].isalpha() and not line.startswith(("#", "|", "-", ">", "    ")):
        yield "across a line break", f"{text[: start + blank]}\n{text[start + blank + 1 :]}"


def _is_quoting(text: str) -> bool:
    """Whether an analysis of an example sees a quotation in it; an apostrophe makes none."""
    if not any(mark in text for mark in _QUOTES):
        return False
    blocks = Document.read(Source(text, "example.md")).blocks
    return bool(quotations([block.text for block in blocks], [block.place for block in blocks]))


def _a(level: str) -> str:
    return f"an {level}" if level == "error" else f"a {level}"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST]}…"


def _plain(words: str) -> str:
    """Flagged words without the clothes that `_variants` puts on them."""
    return " ".join(words.replace("**", "").split())


def _near(found: list[Finding], start: int, end: int) -> str:
    close = next((one for one in found if one.start.offset < end and start < one.end.offset), None)
    return f"; found was “{close.match}”" if close else ""
