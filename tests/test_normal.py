"""Clean text: what is dropped, what becomes one blank, and the way back, for any pieces of text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ethicslint.text import normal
from ethicslint.text.normal import LEFT_OUT, Piece, behind, filler, fold, joined, normalise
from ethicslint.text.origin import Origin, Run

BLANKS = " \t\v\f\x1c\x1f\x85\xa0\u1680\u2003\u2028\u2029\u202f\u205f\u3000"
INVISIBLE = "\0\xad\u034f\u180e\u200b\u200d\u200e\u202a\u2060\u2066\ufeff\ufe0e\ufe0f"
LETTERS = "abİıſKé²ßé🕊ﬁa.,'’“”\\n@#/:1-"
TEXTS = st.text(st.sampled_from(BLANKS + INVISIBLE + LETTERS + "\n" + LEFT_OUT), max_size=20)


def pieces_of(*texts: str) -> list[Piece]:
    """Pieces as they stand side by side in a source."""
    pieces, at = [], 0
    for text in texts:
        pieces.append(Piece(text, at, at + len(text)))
        at += len(text)
    return pieces


def clean(*texts: str) -> str:
    return normalise(pieces_of(*texts))[0]


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize("invisible", INVISIBLE)
def test_every_blank_is_one_blank_whatever_stands_beside_it_unseen(blank: str, invisible: str) -> None:
    for between in (
        blank,
        blank * 3,
        invisible + blank,
        blank + invisible,
        blank + invisible + blank,
        f"{invisible * 2}{blank}",
    ):
        assert clean(f"found{between}innocent") == "found innocent", repr(between)
        assert clean(f"{between}found{between}") == "found", repr(between)
        assert clean(f"found{between}\n{between}innocent") == "found\ninnocent", repr(between)
        assert clean("found", between, "innocent") == "found innocent", repr(between)
    assert clean(f"fo{invisible}und{invisible}{invisible}") == "found"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("said.\\n\\nThe jury", "said.\nThe jury"),
        ("said. \\n The jury", "said.\nThe jury"),
        ("C:\\new", "C:\\new"),
        ("said\\\\nThe", "said\\\\nThe"),
        ("see https://example.org/a?b=c, or", f"see {LEFT_OUT}, or"),
        ("see ftp://example.org.", f"see {LEFT_OUT}."),
        ("see www.example.org/a.", f"see {LEFT_OUT}."),
        ("write to a.b+c@example.co.uk.", f"write to {LEFT_OUT}."),
        ("said @jane_doe and #justice4all", f"said {LEFT_OUT} and {LEFT_OUT}"),
        ("is #1 and 5 @ 2", "is #1 and 5 @ 2"),
        ("AT&T, x@y, http:// and www.", "AT&T, x@y, http:// and www."),
        ("a\x1ab\ufffcc", f"a{LEFT_OUT}b{LEFT_OUT}c"),
        ("a \x91quoted\x92 b", "a \x91quoted\x92 b"),
        ("", ""),
        (" \u200b \n ", ""),
    ],
)
def test_what_a_reader_reads(text: str, made: str) -> None:
    assert clean(text) == made


@given(TEXTS)
@example("a\ufe00b")
@example("a\u034fb")
def test_the_short_way_is_the_long_way(text: str) -> None:
    """Text that seems plain is not looked at closely; looking closely would change nothing."""
    pieces = pieces_of(text)
    raw, origin = joined(pieces)
    expected, long_way = normal._cleaned(raw, origin)
    made, short_way = normalise(pieces)
    assert made == expected
    assert [short_way.span(at, at + 1) for at in range(len(made))] == [
        long_way.span(at, at + 1) for at in range(len(made))
    ]


@given(st.lists(TEXTS, max_size=4), st.integers(0, 3))
def test_laws_of_clean_text(texts: list[str], gap: int) -> None:
    """No blank at an end or beside another, nothing unseen; every letter leads back to itself."""
    pieces, at = [], 0
    for text in texts:
        pieces.append(Piece(text, at, at + len(text)))
        at += len(text) + gap
    source = "".join(text + "~" * gap for text in texts)
    made, origin = normalise(pieces)
    assert made == made.strip()
    assert "  " not in made
    assert " \n" not in made
    assert "\n " not in made
    assert not set(made) & set(INVISIBLE + BLANKS[1:])
    last = 0
    for offset, letter in enumerate(made):
        start, end = origin.span(offset, offset + 1)
        assert last <= start < end <= len(source)
        if letter not in (" ", "\n", LEFT_OUT):
            assert source[start:end] == letter
        last = start
    if made:
        assert origin.span(0, len(made)) == (origin.span(0, 1).start, origin.span(len(made) - 1, len(made)).end)


@given(st.text())
def test_folding_twice_is_folding_once_and_leaves_no_letter_with_odd_cases(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded
    assert not set(folded) & set("’‘‛ʼ′´`“”„‟«»″‐‑ſ\u212aİı")
    assert len(folded.lower()) == len(folded)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_filler_is_as_long_as_what_it_stands_for(text: str) -> None:
    """In code points and bytes, with the same line ends, and invisible to rules."""
    filled = filler(text)
    assert (len(filled), len(filled.encode())) == (len(text), len(text.encode()))
    assert [at for at, letter in enumerate(filled) if letter in "\r\n"] == [
        at for at, letter in enumerate(text) if letter in "\r\n"
    ]
    assert set(clean(filled)) <= {LEFT_OUT, "\n", "\r"}


def test_a_piece_behind_a_joined_text_leads_to_the_source() -> None:
    """Joined text out of two stretches of a source, and a piece that reaches over both."""
    _, origin = joined([Piece("abc", 10, 13), Piece("&", 20, 25), Piece("def", 30, 33)])
    assert behind(Piece("bc&de", 1, 6), origin) == [Piece("bc", 11, 13), Piece("&", 20, 25), Piece("de", 30, 32)]
    assert behind(Piece("?", 1, 6), origin) == [Piece("?", 11, 32)]


def test_spans_of_nothing_and_past_the_end() -> None:
    origin = Origin([Run(0, 5, 8), Run(3, 10, 20)], 4)
    assert origin.span(3, 4) == (10, 20)
    assert origin.span(2, 4) == (7, 20)
    assert origin.span(1, 1) == (6, 6)
    assert origin.span(4, 4) == (20, 20)
    assert Origin([], 0).span(0, 0) == (0, 0)
