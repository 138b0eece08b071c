"""Patterns that would hang an article are refused, and those that would not are let through."""

import random
import time

import pytest
import regex

from ethicslint.engine.combine import TIME_LIMIT
from ethicslint.project.rulecache import rules
from ethicslint.rulebook.model import Rulebook
from ethicslint.rulebook.probe import LIMIT, is_catastrophic

SAFE = [
    "monster",
    r"\bmonster\b",
    r"(?:foo|bar)+",
    r"(?:foo|bar|baz)*qux",
    r"[A-Z]{4,}",
    r"\w+(?:-\w+)*",
    r"\d{1,3}(?:,\d{3})*(?:\.\d+)?",
    r"(?:\w+\W+){0,5}?killed",
    r"\b(?:very )*very bad",
    r'"[^"]+"',
    r"kill.*because.*argument",
    r"(?<!\w)(?:a|aa)+(?!\w)",
    r"(?:(?!because)\w+ )+because",
    r"(\w)\1",
    r"(?P<first>a+) (?P=first)",
    r"(?:(x)y|z)(?(1)a|b)",
    r"\p{Lu}\w+ (?:the )?\p{Lu}\w+",
    r"(?>a+)+$",  # atomic: what it took it keeps
    r"(?:a++)+$",
    r"(?:\w++ ?+)*+because",
    r"(?>(?:a|b|ab)+)c",
    r"^(?:\S+\s+)*\S+\?$",
    r"monster (?:very|very |so)+!",
]

CATASTROPHIC = [
    r"(a+)+$",  # a repeat inside a repeat
    r"(?:x+x+)+y",
    r"(\w+\s?)+x",
    r"(\w+ ?)+because",
    r"(\s*\w+\s*)+\d",
    r"([a-z]+)*!",
    r'(".*?"){3,}z',
    r"(a|a)+$",  # alternatives that take the same letters
    r"(?:a|b|ab)+$",
    r"(?:ab|a|b)*c",
    r"(?:the |a |the a )*man!",
    r"foo(?:x|x)+y",  # behind words that lead up to it
    r"killed (?:a|ab|b|ba)+c",
    r"(?<=x)(?:a|a)+$",
    r"\p{Lu}(?:ab|a|b)+c",  # what only `regex` understands
    r"(?>(?:a|a)+$)",  # inside a group that is atomic only once it has matched
    r"(?:(?:a|a)+$)++",
    r"(?=(?:a|a)+$)\w",  # inside a lookaround
    r"(?!(?:a|a)+$)\w{2,}z",
]


def test_safe_patterns_pass_and_cost_next_to_nothing() -> None:
    started = time.process_time()
    assert [pattern for pattern in SAFE if is_catastrophic(pattern)] == []
    assert time.process_time() - started < 2


def test_catastrophic_patterns_are_found_each_with_a_text_that_shows_it() -> None:
    started = time.process_time()
    samples = {pattern: is_catastrophic(pattern) for pattern in CATASTROPHIC}
    assert [pattern for pattern, sample in samples.items() if not sample] == []
    assert max(map(len, samples.values())) <= 24
    assert samples[r"foo(?:x|x)+y"].startswith("fooxxx"), "the text leads up to the repeat"
    assert samples[r"killed (?:a|ab|b|ba)+c"].startswith("killed a")
    assert time.process_time() - started < 2 * len(CATASTROPHIC) * LIMIT


# ---- the built-in rules


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return rules().book()


def patterns(book: Rulebook) -> set[str]:
    """Every pattern of every rule, whatever part of it uses it."""
    found: set[str] = set()
    for rule in book.rules.values():
        found.update(rule.swallowed_by)
        for search in rule.searches:
            found.update(condition.pattern for condition in search.conditions)
            found.update(search.near.patterns if search.near else (search.pattern,))
    return found


def test_every_built_in_pattern_passes(book: Rulebook) -> None:
    """Raw patterns are probed when they are loaded; here are the phrases as well, at a fraction of a second each."""
    raw = {search.pattern for rule in book.rules.values() for search in rule.searches if search.raw and not search.near}
    assert [pattern for pattern in sorted(raw) if is_catastrophic(pattern)] == []


def test_no_built_in_phrase_hangs_on_its_own_words(book: Rulebook) -> None:
    """Long sentences made of a phrase's words, in any order and with marks between, end far from the limit.

    Only phrases with two gaps or more: nothing else in a phrase can take the same words in many ways.
    """
    chosen = random.Random(7)
    slow: list[tuple[float, str]] = []
    gaps = "){0,"
    wide = [pattern for pattern in sorted(patterns(book)) if pattern.count(gaps) > 1]
    assert wide
    for pattern in wide:
        compiled = regex.compile(pattern, regex.IGNORECASE | regex.VERSION0)
        words = regex.findall(r"[a-z']{2,}", regex.sub(r"\\.|\(\?\W*", " ", pattern))[:200] or ["a"]
        for joint in (" ", "-", ", "):
            text = joint.join(chosen.choices(words, k=60)) + " \ue000"
            started = time.process_time()
            for _ in compiled.finditer(text, timeout=TIME_LIMIT):
                pass
            if (taken := time.process_time() - started) > TIME_LIMIT / 4:
                slow.append((taken, pattern))
    assert slow == []
