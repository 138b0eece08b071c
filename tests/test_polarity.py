"""Claims that are taken back: negated, or only supposed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethicslint.analysis.polarity import taken_back

CLAIM = "he did it"


def is_taken_back(before: str) -> bool:
    return taken_back(before + CLAIM, 0, len(before))


@pytest.mark.parametrize(
    "before",
    [
        "not ",
        "There is no proof that ",
        "He didn't say that ",
        "It was never shown that ",
        "Neither of them said ",
        "without a word on whether ",
        "She could not say whether or when on that long evening ",
        "If the jury find in the end that ",
        "Unless ",
        "not 'wilfully' ",
        "NOT ",
        "not (as was said) ",
    ],
)
def test_taken_back(before: str) -> None:
    assert is_taken_back(before)


@pytest.mark.parametrize(
    "before",
    [
        "Did ",
        "Did the judge ",
        "Was the retired clerk of the county court ",
        "But did the judge ",
        "“Had the judge ",
        "Nobody says ",
        "Nobody says that the retired clerk of the county court ",
        "No one has ever claimed that the retired clerk of the court ",
        "None of them believed the retired clerk of the county court ",
    ],
)
def test_a_question_and_what_nobody_says_claim_nothing(before: str) -> None:
    """Both reach over the whole clause from the start of its sentence."""
    assert is_taken_back(before)


@pytest.mark.parametrize(
    "before",
    [
        "Why did the judge ",
        "The judge did ",
        "Will Harper ",
        "May 5, ",
        "Is this the man who ",
        "Did he resign because the judge ",
        "Did he resign? The judge ",
        "Did he, as the court heard, ",
        "Nobody in that street of small houses saw how the judge ",
        "Everybody says that the judge ",
        "He said that nobody of that name and that age was there; the judge ",
    ],
)
def test_what_a_question_takes_for_granted_is_claimed(before: str) -> None:
    assert not is_taken_back(before)


@pytest.mark.parametrize(
    "before",
    [
        "",
        "knot ",
        "notable ",
        "She said that ",
        "It is not for us to decide, but ",
        "No. He says ",
        "not one two three four five ",
        "if, as she says, ",
        "ifs and buts ",
        "if one two three four five six seven eight nine ten eleven ",
        "the sheriff's ",
    ],
)
def test_not_taken_back(before: str) -> None:
    assert not is_taken_back(before)


def test_nothing_before_the_sentence_counts() -> None:
    text = f"If not. {CLAIM}"
    start = text.index(CLAIM)
    assert not taken_back(text, start, start)
    assert not taken_back(f"not {CLAIM}", 4, 4)


def test_a_word_is_not_cut_where_the_view_ends() -> None:
    """“Sheriff” is no “if”, wherever the part begins that is looked at."""
    for words in range(100, 130):
        before = "the sheriff " + "a" * words + " "
        assert not is_taken_back(before), words


@given(st.integers(0, 200), st.text(st.sampled_from("not if a'’,. "), max_size=140))
def test_what_stands_after_the_claim_does_not_matter(number: int, before: str) -> None:
    assert taken_back(before + CLAIM, 0, len(before)) == taken_back(before + "x" * number, 0, len(before))


@pytest.mark.parametrize("before", ["if " + "'" * 110 + ", ", "not " + "' " * 55 + ", ", "if " + "a'" * 55 + "; "])
def test_apostrophes_in_a_row_take_no_time(before: str) -> None:
    """Every way to part them into words used to be tried."""
    started = time.process_time()
    is_taken_back(before)
    assert time.process_time() - started < 1
