"""The text of an open article: changes by line and column in every unit, exact with wide characters and every line end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethicslint.engine.finding import Place
from ethicslint.lsp.lines import Lines
from ethicslint.text.source import Source, Unit, width

UNITS: tuple[Unit, ...] = ("utf-8", "utf-16", "code points")
LETTERS = "ab\r\n\u00e9\u2028\x0b\u4e00😀𝒳"
TEXTS = st.text(LETTERS, max_size=30)


def point(text: str, offset: int, unit: Unit) -> tuple[int, int]:
    """Where an editor sees an offset that is not between the two characters of a line end."""
    position = Source(text).position(offset, unit)
    return position.line - 1, position.column - 1


def splits_a_line_end(text: str, offset: int) -> bool:
    return text[offset - 1 : offset + 1] == "\r\n" if offset else False


@given(TEXTS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), TEXTS), max_size=6), st.sampled_from(UNITS))
def test_changes_lead_to_the_same_text(text: str, changes: list[tuple[int, int, str]], unit: Unit) -> None:
    """After any changes the text is the one that slices make, and so are its lines."""
    lines = Lines.of(text, unit)
    for one, other, words in changes:
        start, end = sorted((min(one, len(text)), min(other, len(text))))
        if splits_a_line_end(text, start) or splits_a_line_end(text, end):
            continue
        lines = lines.replaced(point(text, start, unit), point(text, end, unit), words)
        text = text[:start] + words + text[end:]
        assert lines.text == text
        whole = Source(text)
        assert [lines.line(number) for number in range(whole.lines())] == [
            whole.line(number + 1) for number in range(whole.lines())
        ]


@given(st.text(LETTERS.replace("\r", ""), min_size=1, max_size=30), st.data(), st.sampled_from(UNITS))
def test_places_lead_to_where_an_editor_sees_them(text: str, data: st.DataObject, unit: Unit) -> None:
    """With and without a byte-order mark, which the source drops and the editor may count."""
    offset = data.draw(st.integers(0, len(text)))
    place = Place(*Source(text).position(offset), offset)
    line, column = point(text, offset, unit)
    assert Lines.of(text, unit).point(place) == (line, column)
    mark = 0 if line else width("\ufeff", unit)
    assert Lines.of("\ufeff" + text, unit).point(place) == (line, column + mark)


@pytest.mark.parametrize("unit", UNITS)
def test_points_past_an_end(unit: Unit) -> None:
    """Past the end of a line means its end, past the end of the text the end of that; and the wrong way round is the same."""
    lines = Lines.of("one\r\ntwo", unit)
    assert lines.replaced((0, 99), (0, 99), "!").text == "one!\r\ntwo"
    assert lines.replaced((9, 0), (9, 9), "!").text == "one\r\ntwo!"
    assert lines.replaced((1, 0), (0, 1), "-").text == "o-two"
    assert lines.text == "one\r\ntwo"


def test_a_line_end_from_two_pieces() -> None:
    """A carriage return and a line feed that come together are one line end."""
    lines = Lines.of("one\rtwo", "utf-16").replaced((1, 0), (1, 0), "\n")
    assert (lines.text, lines.line(0), lines.line(1)) == ("one\r\ntwo", "one", "two")
    lines = Lines.of("one\ntwo", "utf-16").replaced((0, 3), (0, 3), "\r")
    assert (lines.line(0), lines.line(1)) == ("one", "two")


def test_half_a_character_may_be_exchanged() -> None:
    """Editors that count in UTF-16 replace the half of a character in which two differ, and that in two steps if need be."""
    lines = Lines.of("a😀b", "utf-16")
    assert lines.replaced((0, 2), (0, 3), "\udc4d").text == "a\U0001f44db"
    half = lines.replaced((0, 2), (0, 3), "")
    assert half.text == "a\ud83db"
    assert half.point(Place(1, 3, 2)) == (0, 2)
    assert half.replaced((0, 2), (0, 2), "\ude00").text == "a😀b"
    assert half.replaced((0, 3), (0, 3), "é").text == "a\ud83dbé"
