"""Which of several finds belong together: the choice of companions, against a plain reading of its words."""

import re
import time
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethicslint.engine.combine import spans, together
from ethicslint.rulebook.model import Near
from ethicslint.text.origin import Span

TEXT = "a b c a well-known b don't c b a"


def places(word: str, text: str = TEXT) -> list[Span]:
    return [Span(*one.span()) for one in re.finditer(rf"(?<!\w){word}(?![\w'])", text)]


def shown(near: Near, text: str = TEXT) -> list[str]:
    found = [places(pattern, text) for pattern in near.patterns]
    return [text[start:end] for start, end in together(near, found, text)]


def near(*patterns: str, ordered: bool = False, words: int = -1, mark: int = -1) -> Near:
    return Near(patterns, ordered, "sentence", words, mark)


def test_nothing_is_found_where_a_part_is_missing() -> None:
    assert shown(near("a", "x")) == []
    assert shown(near("x", "a", mark=1)) == []


def test_the_whole_is_each_shortest_stretch() -> None:
    assert shown(near("a", "b")) == ["a b", "b c a", "b a"]
    assert shown(near("a", "b", "c")) == ["a b c", "b c a", "c b a"]


def test_a_stretch_that_holds_another_is_not_flagged() -> None:
    assert shown(near("a", "b"), "a a b") == ["a b"]
    assert shown(near("b", "a"), "a a b") == ["a b"]
    assert shown(near("a", "b"), "a b b") == ["a b"]
    assert shown(near("a", "b", ordered=True), "a a b b") == ["a b"]


def test_a_marked_part_is_flagged_wherever_it_has_its_companions() -> None:
    assert shown(near("a", "b", mark=0)) == ["a", "a", "a"]
    assert shown(near("a", "b", mark=0, words=0)) == ["a", "a"]
    assert shown(near("b", "c", mark=1, ordered=True)) == ["c", "c"]


@pytest.mark.parametrize(("words", "number"), [(0, 0), (1, 1), (2, 1)])
def test_a_word_is_a_word_whatever_hyphen_or_apostrophe_stands_in_it(words: int, number: int) -> None:
    assert len(shown(near("a", "b", words=words), "a well-known b")) == number
    assert len(shown(near("a", "b", words=words), "a don't b")) == number
    assert len(shown(near("a", "b", words=words), "a twenty-year-old b")) == number


def test_order_is_that_of_the_parts() -> None:
    assert shown(near("c", "a", ordered=True)) == ["c a", "c b a"]
    assert shown(near("a", "c", ordered=True), "c a") == []


def test_however_many_stand_before_it_the_companion_behind_is_found() -> None:
    assert shown(near("a", "b", ordered=True), "b " * 50 + "a c b") == ["a c b"]
    assert shown(near("b", "a", ordered=True), "b c a" + " b" * 50) == ["b c a"]


def test_the_same_find_is_never_its_own_companion() -> None:
    assert shown(near("a", "a"), "a b") == []
    assert shown(near("a", "a"), "a b a") == ["a b a"]


def test_finds_without_a_letter_do_not_count() -> None:
    import regex

    assert list(spans(regex.compile("x*"), "axxb", 10)) == [Span(11, 13)]


# ---- the plain reading


def belong(near: Near, group: tuple[Span, ...], text: str) -> bool:
    placed = sorted(group)
    gaps = [text[left.end : right.start] for left, right in pairwise(placed)]
    return (
        all(left.end <= right.start for left, right in pairwise(placed))
        and (not near.ordered or placed == list(group))
        and (near.words < 0 or all(len(gap.split()) <= near.words for gap in gaps))
    )


def plain_reading(near: Near, text: str) -> set[Span]:
    found = [places(pattern, text) for pattern in near.patterns]
    groups = [group for group in product(*found) if belong(near, group, text)]
    if near.mark >= 0:
        return {group[near.mark] for group in groups}
    whole = set()
    for first in found[0]:
        stretches = [Span(min(group)[0], max(one.end for one in group)) for group in groups if group[0] == first]
        whole |= set(sorted(stretches, key=lambda one: (one.end - one.start, one.start))[:1])
    return {
        one
        for one in whole
        if not any(other != one and one.start <= other.start and other.end <= one.end for other in whole)
    }


@given(
    st.lists(st.sampled_from("abcxx"), max_size=10).map(" ".join),
    st.lists(st.sampled_from("abc"), min_size=2, max_size=3),
    st.booleans(),
    st.sampled_from([-1, -1, 0, 1, 3]),
    st.sampled_from([-1, 0, 1]),
)
def test_companions_are_those_of_a_plain_reading(
    text: str, patterns: list[str], ordered: bool, words: int, mark: int
) -> None:
    one = Near(tuple(patterns), ordered, "sentence", words, mark)
    found = [places(pattern, text) for pattern in patterns]
    flagged = list(together(one, found, text))
    assert set(flagged) == plain_reading(one, text)
    assert len(set(flagged)) == len(flagged)


def test_a_text_of_nothing_but_finds_takes_no_time_to_speak_of() -> None:
    """Time grows with the text, not with its square."""
    for one in (near("a", "b"), near("a", "b", words=3), near("a", "b", mark=0), near("a", "b", ordered=True)):
        for text in ("a b " * 2_000, "a " * 2_000 + "b " * 2_000, "b " * 2_000 + "x " * 2_000 + "a " * 2_000):
            found = [places(pattern, text) for pattern in one.patterns]
            started = time.process_time()
            list(together(one, found, text))
            assert time.process_time() - started < 1
