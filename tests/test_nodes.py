"""YAML as nodes: shapes, places and plain-spoken errors, the same with the C parser as with the Python one."""

import re
import subprocess
import sys
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from ethicslint import nodes
from ethicslint.nodes import MAX_DEPTH, MAX_LENGTH, Node, NodeError, parse

LOADERS = [yaml.SafeLoader] + ([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])


@pytest.fixture(params=LOADERS, ids=lambda loader: str(loader.__name__))
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs the test once for each of PyYAML's parsers."""
    monkeypatch.setattr(nodes, "_loader", lambda: request.param)
    return request.param


def read(text: str) -> Node:
    node = parse(text)
    assert node is not None
    return node


def shape(node: Node | None) -> object:
    """A node and all below it as plain tuples, without absent values: their place is the parser's own choice."""
    if node is None or node.kind == "none":
        return None
    value: object = node.value
    if node.kind == "list":
        value = [shape(item) for item in node.items]
    elif node.kind == "map":
        value = [(shape(key), shape(item)) for key, item in node.pairs]
    return (node.kind, value, node.start, node.end, node.line, node.style)


def plain(node: Node | None) -> object:
    """A node as the lists, dicts and texts it stands for."""
    if node is None or node.kind == "none":
        return None
    if node.kind == "list":
        return [plain(item) for item in node.items]
    if node.kind == "map":
        return {key.text: plain(item) for key, item in node.pairs}
    return node.text


@pytest.mark.usefixtures("loader")
class TestValues:
    def test_scalars_stay_the_text_that_stands_there(self) -> None:
        """YAML's booleans, numbers, dates and nulls are words to this project."""
        words = ["no", "off", "yes", "1.0", "0x1F", "1_000", "~", "null", "2024-01-05", "=", "<<"]
        assert [item.text for item in read("".join(f"- {word}\n" for word in words)).items] == words

    @pytest.mark.parametrize("char", ["\x85", "\u2028", "\u2029", "\ufeff"])
    def test_only_lf_and_cr_end_lines(self, char: str) -> None:
        """Scraped text carries these; in YAML 1.2 as in this project they are characters like any other."""
        text = f"a: b{char}c {char}d\ne: |\n  {char}f\n"
        assert plain(read(text)) == {"a": f"b{char}c {char}d", "e": f"{char}f\n"}

    def test_an_absent_value_is_not_an_empty_text(self) -> None:
        absent, empty = (value for _, value in read("a:\nb: ''\n").pairs)
        assert (absent.kind, absent.value) == ("none", "")
        assert (empty.kind, empty.value, empty.style) == ("text", "", "'")

    @pytest.mark.parametrize("text", ["", "\ufeff", "# only a comment\n", "---\n", "---\n...\n", "\n\n"])
    def test_a_document_of_nothing_is_none(self, text: str) -> None:
        assert parse(text) is None

    def test_a_list_in_a_list_shows_by_its_bracket(self) -> None:
        """`- [[words]]` without quotes is a list in a list; the style says that brackets were written."""
        outer = read("- [[words]]\n").items[0]
        assert (outer.kind, outer.style, outer.items[0].style) == ("list", "[", "[")
        assert read("a:\n  - b\n").pairs[0][1].style == ""

    def test_the_accessors_of_other_kinds_are_empty(self) -> None:
        text, listed, mapped = read("[a, [b], {c: d}]").items
        assert (text.items, text.pairs) == ([], [])
        assert (listed.text, listed.pairs) == ("", [])
        assert (mapped.text, mapped.items) == ("", [])


@pytest.mark.usefixtures("loader")
class TestPlaces:
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("start", ["", "\ufeff"])
    def test_offsets_count_code_points_and_lines_end_at_lf_crlf_and_cr(self, start: str, end: str) -> None:
        lines = ["# 😀 \xa0", "key: '😀 a", "   b'", "list:", "- |", "  x\u2028y", "  z", "- {n: é}", "last: w", ""]
        text = start + end.join(lines)
        (key, value), (_, listed), (last, _) = read(text).pairs
        assert text[value.start : value.end] == f"'😀 a{end}   b'"
        assert text[listed.items[0].start : listed.items[0].end].rstrip() == f"|{end}  x\u2028y{end}  z"
        assert text[listed.items[1].start : listed.items[1].end] == "{n: é}"
        assert text[last.start : last.end] == "last"
        assert [key.line, listed.line, listed.items[0].line, listed.items[1].line, last.line] == [2, 5, 5, 8, 9]

    def test_a_block_collection_ends_with_its_last_value(self) -> None:
        text = "a:\n  - b\n  - c: d\n\n# comment\n\ne: f\n"
        value = read(text).pairs[0][1]
        assert text[value.start : value.end] == "- b\n  - c: d"

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_an_error_after_a_folded_value_names_its_own_line(self, end: str) -> None:
        with pytest.raises(NodeError) as caught:
            parse(end.join(["a: 'x", "  y", "  z'", "b: c: d", ""]))
        assert (caught.value.line, caught.value.column) == (4, 5)


ATOMS = [
    *[
        "a",
        "key",
        "b c",
        "é",
        "😀",
        "\xa0",
        "\u2028",
        "\x85",
        "\r\n",
        "\r",
        "\n",
        "\n  ",
        "\n - ",
        "- ",
        ": ",
        "'",
        '"',
    ],
    *[
        "|\n",
        "> \n",
        " #c",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "\\n",
        "''",
        "\\\r\n",
        "\n\n",
        "\t",
        "  ",
        "|-\n  ",
        ">+\n  ",
        "\r\n  ",
    ],
]


@pytest.mark.skipif(len(LOADERS) < 2, reason="PyYAML was built without its C parser")
@given(start=st.sampled_from(["", "\ufeff", "k: "]), atoms=st.lists(st.sampled_from(ATOMS), max_size=9))
@example(start="k: ", atoms=["'", "a", "\r\n", "b c", "'", "\r\n", "key", ": ", "😀"])
@example(start="\ufeff", atoms=["key", ": ", "|\n", "  ", "a", "\r\n", "  ", "é"])
def test_both_parsers_put_everything_in_the_same_place(start: str, atoms: list[str]) -> None:
    text = start + "".join(atoms)
    shapes = []
    for each in LOADERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(nodes, "_loader", lambda each=each: each)
            try:
                shapes.append(shape(parse(text)))
            except NodeError:
                return
    assert shapes[0] == shapes[1]


SCALARS = st.text(st.characters(codec="utf-8", exclude_characters="\ufeff"), max_size=12)
TREES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SCALARS, inner, max_size=4), max_leaves=12
)


@given(tree=TREES, flow=st.booleans())
def test_what_is_dumped_as_text_comes_back(tree: object, flow: bool) -> None:
    text = yaml.safe_dump(tree, default_flow_style=flow, allow_unicode=True, default_style='"')
    # PyYAML writes `? key` and tags where it must; neither is what this project reads.
    if "!!" not in text and "? " not in text:
        assert plain(parse(text)) == tree


@given(st.text(st.sampled_from("ab:-[]{}'\"|>#&*!%@\\, \n\r\t\ufeff\u2028\x00\x1b")))
def test_any_text_is_a_node_or_an_error_inside_the_text(text: str) -> None:
    try:
        node = parse(text)
    except NodeError as error:
        lines = re.split(r"\r\n?|\n", text)
        assert 1 <= error.line <= len(lines)
        assert 1 <= error.column <= len(lines[error.line - 1]) + 1
        assert error.message
    else:
        assert node is None or 0 <= node.start <= node.end <= len(text)


@pytest.mark.usefixtures("loader")
class TestErrors:
    @pytest.mark.parametrize(
        ("text", "line", "column", "words"),
        [
            ("- a\n- [[found]] him\n", 2, None, "“[[” needs double quotes"),
            ("a: b\nt: @home\n", 2, 4, "“@” needs double quotes"),
            ("a: b\nt: `code`\n", 2, 4, "“`” needs double quotes"),
            ("- {match} is it\n", 1, None, "“{” needs double quotes"),
            ("t: % of women\n", 1, 4, "“%” needs double quotes"),
            ("a: b\ntitle: One: two\n", 2, 11, "“: ” needs double quotes"),
            ("a: b\nt: 'It's his'\n", 2, None, "the mark itself is written"),
            ('a: b\nt: "abc\nc: d\n', 2, 4, "never closes"),
            ("a: [b\nc: d\n", 1, 4, "bracket opens here"),
            ("a: [b\nc: d\n", 1, 4, "is a comma, a closing quote or a ] missing between here and line 2?"),
            ("a: ['b' 'c']\n", 1, 4, "is a comma, a closing quote or a ] missing?"),
            ("a: {b: c\n", 1, 4, "is a comma, a closing quote or a } missing"),
            ("a: [[b], c\n", 1, 4, "“[[” needs double quotes around it; is a comma"),
            ('a: b\nt: "abc\nc: "d"\n', 2, 4, "opens here and closes only in line 3; is the closing quote missing?"),
            ("a:\n  - 'abc\n  - 'd'\n", 2, 5, "opens here and closes only in line 3; is the closing quote missing?"),
            ('a: [\n  "abc,\n  "d"\n]\n', 2, 3, "opens here and closes only in line 3; is the closing quote missing?"),
            ('a: b\nt "c"\nd: e\n', 2, 1, "the colon is missing after “t”; write t: and then the value"),
            ('t "c"\nd: e\n', 1, 1, "the colon is missing after “t”; write t: and then the value"),
            ('a: b\nt:"c"\nd: e\n', 2, 1, "the blank is missing after “t:”; write t: and then the value"),
            ("a: b\nt [c]\nd: e\n", 2, 1, "the colon is missing after “t”"),
            ("a: b\nt\n  - c\nd: e\n", 2, 1, "the colon is missing after “t”"),
            ('a: "(x\\|y)"\n', 1, 4, "a “\\|”; write | without the backslash"),
            ("a: 'b'\nc:\xa0d\ne: f\n", 2, 1, "the blank is missing after “c:”"),
            ("a: ['b']\n  - 'c'\n", 2, None, "list items stand below a key with nothing behind its colon"),
            ("a: b\nt: “He: x”\n", 2, None, 'straight quotes, "…", and curly ones only inside them'),
            ("a: b\nsome words\nc: d\n", 2, 1, "key: value"),
            ("a:\n\t- b\n", 2, None, "not with tabs"),
            ('a: "x\\qy"\n', 1, 4, "“\\\\”"),
            ("a: - b\n", 1, 4, "middle of a line"),
            ("a: b\na: c\n", 2, 1, "“a” stands here twice; first on line 1"),
            ("a: b\n---\nc: d\n", 2, 1, "second document"),
            ("a: *b\n", 1, 4, "aliases are not supported"),
            ("a: *all* of it\n", 1, None, "“*” needs double quotes"),
            ("a: &b c\n", 1, 4, "anchors are not supported"),
            ("a: !not me\n", 1, 4, "tags are not supported"),
            ("a: !x [b]\n", 1, 4, "tags are not supported"),
            ("? [a]\n: b\n", 1, 3, "a list stands where a key should be"),
            ("{a: b}: c\n", 1, 1, "a map stands where a key should be"),
            ("a: x\x92y\n", 1, 5, "U+0092"),
            ("a: x\ufdd0\n", 1, 5, "U+FDD0"),
            ('a: "\\ud83d"\n', 1, 4, "escape"),
            ("a: \ud800\n", 1, 4, "U+D800"),
        ],
    )
    def test_an_error_names_the_place_and_the_way_out(
        self, text: str, line: int, column: int | None, words: str
    ) -> None:
        with pytest.raises(NodeError) as caught:
            parse(text)
        assert words in caught.value.message
        assert caught.value.line == line
        assert column is None or caught.value.column == column

    @pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{a: "])
    def test_nesting_of_any_depth_is_an_error_and_not_a_crash(self, opening: str) -> None:
        for depth in (MAX_DEPTH + 1, 3_000):
            with pytest.raises(NodeError):
                parse(opening * depth)

    def test_the_deepest_nesting_allowed_is_read(self) -> None:
        assert shape(parse("[" * MAX_DEPTH + "]" * MAX_DEPTH))
        with pytest.raises(NodeError, match="deeper than 40"):
            parse("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))

    def test_a_key_may_come_back_in_another_map(self) -> None:
        assert plain(parse("a: {a: 1}\nb: [{a: 2}, {a: 3}]\n")) == {"a": {"a": "1"}, "b": [{"a": "2"}, {"a": "3"}]}


def test_a_text_beyond_the_limit_is_refused() -> None:
    with pytest.raises(NodeError, match="too long"):
        parse("#" * (MAX_LENGTH + 1))


def test_importing_nodes_does_not_import_yaml() -> None:
    """Cold start: a run whose rules and settings come from the cache never pays for yaml."""
    code = "import sys, ethicslint.nodes; sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
