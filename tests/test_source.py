"""Bytes to text to lines and columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethicslint.errors import SourceError
from ethicslint.text.source import Position, Source, byte_offsets

TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
UNITS = ("code points", "utf-16", "utf-8")


def test_byte_order_mark_is_not_counted() -> None:
    source = Source.from_bytes(b"\xef\xbb\xbfabc")
    assert source.text == "abc"
    assert source.position(0) == (1, 1)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"abc\xff", "not UTF-8 (byte 3)"),
        (b"\xef\xbb\xbfabc\xe9 l", "not UTF-8 (byte 6)"),
        ("é".encode("utf-16"), "UTF-16"),
        ("é".encode("utf-32"), "UTF-32"),
        (b"PK\x03\x04\0\0", "looks binary (NUL at byte 4)"),
    ],
)
def test_what_is_no_text_is_named_with_its_byte(data: bytes, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        Source.from_bytes(data, "a.md")
    assert message in str(caught.value)
    assert str(caught.value).startswith("a.md: ")


@pytest.mark.parametrize(("text", "place"), [("a\0", 1), ("ab\ud800", 2)])
def test_text_that_no_file_holds_is_refused(text: str, place: int) -> None:
    with pytest.raises(SourceError, match=str(place)):
        Source(text)


def test_lines_end_at_lf_crlf_and_lone_cr_only() -> None:
    source = Source("a\nb\r\nc\rd\u2028e\x85f\vg")
    assert [source.line(number) for number in range(1, source.lines() + 1)] == ["a", "b", "c", "d\u2028e\x85f\vg"]
    assert source.position(source.text.index("g")) == (4, 7)


def test_columns_count_the_unit_asked_for() -> None:
    source = Source("a\n🕊é’x")
    at = source.text.index("x")
    assert [source.position(at, unit).column for unit in UNITS] == [4, 5, 10]


def test_a_column_past_the_line_gives_its_end_and_a_missing_line_is_an_error() -> None:
    source = Source("ab\r\ncd")
    assert source.offset(Position(1, 99)) == 2
    assert source.offset(Position(2, 99), "utf-16") == 6
    with pytest.raises(ValueError, match="no line 3"):
        source.offset(Position(3, 1))


@given(TEXTS, st.sampled_from(UNITS))
def test_positions_lead_back_to_their_offset(text: str, unit: str) -> None:
    source = Source(text)
    for offset in range(len(source.text) + 1):
        position = source.position(offset, unit)  # type: ignore[arg-type]
        inside_line_end = (
            source.text[offset - 1 : offset + 1] == "\r\n" or source.text[offset - 1 : offset] == "\r" == ""
        )
        if not inside_line_end:
            assert source.offset(position, unit) == offset  # type: ignore[arg-type]


@given(TEXTS, st.data())
def test_byte_offsets_equal_decoding_what_stands_before(text: str, data: st.DataObject) -> None:
    encoded = text.encode()
    offset = byte_offsets(encoded)
    places = [len(text[:point].encode()) for point in range(len(text) + 1)]
    for byte in data.draw(st.lists(st.sampled_from(places), max_size=8)):
        assert offset(byte) == len(encoded[:byte].decode())
