"""Patterns of a configuration: read as in `.gitignore`, and never slow."""

import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from ethicslint.project.globs import fault, means

NAMES = st.lists(st.sampled_from(["a", "b", "ab", "a.md", "b.md"]), min_size=1, max_size=4)
PARTS = st.lists(st.sampled_from(["a", "b", "*", "a*", "*.md", "?", "[ab]", "**"]), min_size=1, max_size=4)


@settings(max_examples=500, deadline=None)
@given(PARTS, st.sampled_from(["", "/"]), st.sampled_from(["", "/"]), NAMES, st.booleans())
def test_it_means_what_git_ignores(
    parts: list[str], before: str, after: str, names: list[str], is_folder: bool
) -> None:
    """The same files and folders as the same line of a .gitignore."""
    pattern = f"{before}{'/'.join(parts)}{after}"
    # Of a/** and a/**/ pathspec says that they mean the folder a itself, too; git means what stands in it.
    assume(not fault(pattern) and not (parts[-1] == "**" and (is_folder or after)))
    expected = GitIgnoreSpec.from_lines([pattern]).match_file("/".join(names) + "/" * is_folder)
    assert means(pattern, names, is_folder) == expected


@pytest.mark.parametrize(
    ("pattern", "path", "meant"),
    [
        ("old", "deep/old/a.md", True),
        ("old/", "old", False),
        ("old/", "old/a.md", True),
        ("/a.md", "deep/a.md", False),
        ("deep/*.md", "deep/er/a.md", False),
        ("deep/**", "deep", False),
        ("deep/**", "deep/er/a.md", True),
        ("**/er/*.md", "er/a.md", True),
        ("**", "a.md", True),
        ("./a.md", "a.md", True),
        ("./a.md", "deep/a.md", False),
        ("A.md", "a.md", False),
    ],
)
def test_examples(pattern: str, path: str, meant: bool) -> None:
    assert means(pattern, path.split("/"), False) is meant


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*a" * 100 + "b", ["a" * 255]),
        ("?*" * 140 + "b", ["a" * 255]),
        ("**/a/" * 14 + "b", ["a"] * 2000),
        ("**/" + "a/" * 28 + "b", ["a"] * 2000),
    ],
)
def test_no_pattern_is_slow(pattern: str, names: list[str]) -> None:
    """The longest path that a system takes, against patterns that make others hang."""
    assert fault(pattern) == ""
    before = time.process_time()
    assert not means(pattern, names, False)
    assert time.process_time() - before < 2
