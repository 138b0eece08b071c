"""Front matter: what is one, which fields are linted, and that every character of a value leads back to its source."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from ethicslint.text import frontmatter
from ethicslint.text.frontmatter import Field, FrontMatter, read
from ethicslint.text.origin import Span

ENDS = ["\n", "\r\n", "\r"]
# The parser that nodes prefers: the two disagree about tabs and a few escapes.
LOADER = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader


def fields(text: str) -> dict[str, str]:
    return {field.path: field.value for field in read(text).fields}


def source_of(text: str, field: Field, words: str) -> str:
    """What stands in the article behind `words` of the field's value."""
    start = field.value.index(words)
    span = field.origin.span(start, start + len(words))
    return text[span.start : span.end]


def spells(source: str, made: str) -> bool:
    """Whether `source` is a way to write `made` in some kind of string. Asks the parsers, not the code under test."""
    if source == made or (source, made) == ("''", "'"):
        return True
    breaks = len(re.findall(r"\r\n?|\n", source))
    if breaks:
        return not source.strip("\\ \t\r\n") and made in (" ", "\n" * breaks, "\n" * (breaks - 1))
    return source.startswith("\\") and made in escapes(source)


def escapes(source: str) -> Iterator[str]:
    """The characters that the escape `source` stands for in YAML and in TOML, by their own parsers."""
    try:
        yield yaml.load(f'"{source}"', Loader=LOADER)
        yield tomllib.loads(f'a = "{source}"')["a"]
    except (yaml.YAMLError, tomllib.TOMLDecodeError):
        return


def check_origin(text: str, matter: FrontMatter) -> None:
    """Every offset of every value leads to its character or a spelling of it, in order, without gaps.

    Only escaped line ends, which stand for nothing, may lie between.
    """
    for field in matter.fields:
        spans = [field.origin.span(offset, offset + 1) for offset in range(len(field.value))]
        before: Span | None = None
        for offset, span in enumerate(spans):
            source = text[span.start : span.end]
            first = next(place for place, other in enumerate(spans) if other == span)
            made = "".join(char for char, other in zip(field.value, spans, strict=True) if other == span)
            assert spells(source, made), (field.path, offset, source, made)
            assert before is None or before == span or before.end <= span.start
            if before is not None and before != span:
                skipped = text[before.end : span.start]
                assert first == offset
                assert not skipped or re.fullmatch(r"(\\\s+)+", skipped), skipped
            before = span


class TestWhereItEnds:
    @pytest.mark.parametrize("end", ENDS)
    @pytest.mark.parametrize(
        ("opening", "line", "closing"),
        [
            ("---", "title: A", "---"),
            ("---", "title: A", "..."),
            ("--- \t", "title: A", "---  "),
            ("+++", "title='A'", "+++"),
        ],
    )
    def test_the_body_begins_after_the_closing_line(self, opening: str, line: str, closing: str, end: str) -> None:
        text = end.join([opening, line, closing, "Body", ""])
        matter = read(text)
        assert text[matter.end :] == f"Body{end}"
        assert [(field.path, field.value) for field in matter.fields] == [("title", "A")]
        assert read(end.join([opening, line, closing])).end == len(end.join([opening, line, closing]))

    @pytest.mark.parametrize("end", ENDS)
    def test_nothing_between_the_marks_is_front_matter_too(self, end: str) -> None:
        for text in (f"---{end}---{end}", f"---{end}{end}---{end}", f"+++{end}+++{end}"):
            assert read(text + "Body") == FrontMatter(len(text), [], None, {})

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "---",
            "---\n",
            "Words\n---\ntitle: A\n---\n",
            "\n---\ntitle: A\n---\n",
            " ---\ntitle: A\n---\n",
            "---\ntitle: A\n",
            "---\ntitle: A\n --- \n",
            "---\ntitle: A\n----\n",
            "----\ntitle: A\n----\n",
            "+++\ntitle = 'A'\n---\n",
            "---\n\nThe court rose at four.\n\n---\n\nMore.",
            "---\n\nHe said: “no”: twice.\n\n---\n",
            "---\n- one\n- two\n---\n",
            "---\n# A heading\n---\n",
            "---\n“Quoted: words: here”\n---\n",
            "+++\nWords and words.\n+++\n",
        ],
    )
    def test_anything_else_is_no_front_matter(self, text: str) -> None:
        assert read(text) == FrontMatter(0, [], None, {})


class TestWhichFields:
    def test_keys_are_known_however_they_are_spelt(self) -> None:
        titles = ["title", "Headline", "SEO_Title", "seotitle", "og_title", "og:title", "ogTitle", "twitter title"]
        titles += ["social-title", "push", "ALERT", "kicker"]
        metadata = [
            "description",
            "excerpt",
            "summary",
            "standfirst",
            "dek",
            "deck",
            "subtitle",
            "sub-headline",
            "lede",
        ]
        metadata += ["lead", "teaser", "newsletter", "og:description"]
        captions = ["caption", "alt", "image_alt", "imageAlt", "image_caption", "figcaption"]
        keys = titles + metadata + captions
        matter = read("---\n" + "".join(f'"{key}": words\n' for key in keys) + "---\n")
        places = ["title"] * len(titles) + ["metadata"] * len(metadata) + ["caption"] * len(captions)
        assert [(field.path, field.place) for field in matter.fields] == list(zip(keys, places, strict=True))

    @pytest.mark.parametrize(
        "key", ["author", "slug", "tags", "titles", "description_id", "image", "date", "alternate"]
    )
    def test_other_keys_are_not_linted(self, key: str) -> None:
        assert fields(f"---\n{key}: words\n---\n") == {}
        assert fields(f"+++\n{key} = 'words'\n+++\n") == {}

    def test_the_nearest_key_decides_in_yaml(self) -> None:
        text = (
            "---\nseo: {title: One, slug: two}\ngallery:\n- src: a.jpg\n  alt: Three\n- alt: Four\n"
            "  title: {en: five}\nsummary:\n- Six\n- - Seven\n- {caption: Eight}\n---\n"
        )
        expected = {"seo.title": "One", "gallery[0].alt": "Three", "gallery[1].alt": "Four"}
        assert fields(text) == expected | {"summary[0]": "Six", "summary[1][0]": "Seven", "summary[2].caption": "Eight"}

    def test_the_nearest_key_decides_in_toml(self) -> None:
        text = (
            '+++\nseo.title = "One"\nimage = {alt = "Two", "a.b" = {caption = "Three"}}\n'
            'summary = ["Four", # "no"\n ["Five"], {dek = "Six"},]\n[params.social]\ntitle = "Seven"\n'
            '[[gallery]]\nalt = "Eight"\n[[gallery.parts]]\nalt = "Nine"\n'
            '[[gallery]]\nalt = "Ten"\n[[gallery.parts]]\nalt = "Eleven"\n[gallery.more]\nalt = "Twelve"\n+++\n'
        )
        assert fields(text) == {
            "seo.title": "One",
            "image.alt": "Two",
            "image.a.b.caption": "Three",
            "summary[0]": "Four",
            "summary[1][0]": "Five",
            "summary[2].dek": "Six",
            "params.social.title": "Seven",
            "gallery[0].alt": "Eight",
            "gallery[0].parts[0].alt": "Nine",
            "gallery[1].alt": "Ten",
            "gallery[1].parts[0].alt": "Eleven",
            "gallery[1].more.alt": "Twelve",
        }

    def test_what_has_no_words_is_no_field(self) -> None:
        assert fields("---\ntitle:\nalert: true\npush: ~\nlede: ''\nalt: ' '\nkicker: 'true'\n---\n") == {
            "kicker": "true"
        }
        assert fields("+++\ntitle = ''\nalert = true\npush = 1\nalt = ' '\n+++\n") == {}

    def test_data_is_everything_as_text(self) -> None:
        expected = {"draft": "true", "n": "1", "on": "2024-01-05", "ethicslint": {"cases": [{"accused": "A. Nother"}]}}
        yaml_text = "draft: true\nn: 1\non: 2024-01-05\nethicslint: {cases: [{accused: A. Nother}]}\n"
        toml_text = "draft = true\nn = 1\non = 2024-01-05\n[[ethicslint.cases]]\naccused = 'A. Nother'\n"
        assert read(f"---\n{yaml_text}---\n").data == expected
        assert read(f"+++\n{toml_text}+++\n").data == expected
        assert read("---\na:\nb: ''\n---\n").data == {"a": None, "b": ""}


class TestWaysBack:
    @pytest.mark.parametrize("end", ENDS)
    def test_words_on_either_side_of_a_fold_keep_their_places(self, end: str) -> None:
        lines = ["---", "title: Two men", "  held 😀 after", "", "  raid", "alt: 'It''s", "   his'"]
        text = end.join([*lines, 'dek: "a \\', '   b \\u00e9\\"c"', "---", ""])
        title, alt, dek = read(text).fields
        assert (title.value, alt.value, dek.value) == ("Two men held 😀 after\nraid", "It's his", 'a b é"c')
        assert source_of(text, title, "men held") == f"men{end}  held"
        assert source_of(text, title, "after\nraid") == f"after{end}{end}  raid"
        assert source_of(text, title, "raid") == "raid"
        assert (source_of(text, alt, "'"), source_of(text, alt, "It's")) == ("''", "It''s")
        assert (source_of(text, dek, "é"), source_of(text, dek, "b"), source_of(text, dek, '"')) == (
            "\\u00e9",
            "b",
            '\\"',
        )

    @pytest.mark.parametrize("end", ENDS)
    @pytest.mark.parametrize("header", ["|", "|-", "|+", ">", ">-", ">+", "|2", ">2-", "|+2", "> # folded"])
    def test_block_scalars_lead_back_to_their_lines(self, header: str, end: str) -> None:
        lines = ["---", f"summary: {header}", "  One 😀 line", "  and two", "", "    more", "  last", "", "a: b", "---"]
        text = end.join([*lines, ""])
        (field,) = read(text).fields
        check_origin(text, read(text))
        assert field.value == yaml.safe_load(re.sub(r"\r\n?", "\n", text).split("---\n")[1])["summary"]
        for words in ("😀", "and two", "more", "last"):
            assert source_of(text, field, words) == words

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_toml_strings_lead_back_whatever_their_quotes(self, end: str) -> None:
        lines = [
            "+++",
            'title = "a\\tb \\u00e9 \\U0001F600c"',
            "alt = 'raw \\n'",
            'dek = """',
            "One \\",
            "",
            "  two",
            'x""""',
        ]
        text = end.join([*lines, "lede = '''", "''a", "b'''", '"cap\\u0074ion" = "d"', "+++", ""])
        matter = read(text)
        assert matter.problem is None
        check_origin(text, matter)
        title, alt, dek, lede, caption = matter.fields
        assert [title.value, alt.value, dek.value] == ["a\tb é 😀c", "raw \\n", 'One two\nx"']
        assert [lede.value, caption.path, caption.value] == ["''a\nb", "caption", "d"]
        assert (source_of(text, title, "é"), source_of(text, title, "😀c")) == ("\\u00e9", "\\U0001F600c")
        assert source_of(text, dek, "One two") == f"One \\{end}{end}  two"
        assert source_of(text, lede, "a\nb") == f"a{end}b"

    @pytest.mark.parametrize("text", ['---\ntitle: "a\\n"\nalt: b\n---\n', '+++\ntitle = "a\\n"\nalt = "b"\n+++\n'])
    def test_a_value_that_cannot_be_rebuilt_is_left_out(self, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Rather no field than a wrong place."""
        assert fields(text) == {"title": "a\n", "alt": "b"}
        monkeypatch.setattr(frontmatter, "_unescaped", lambda escape: escape)
        assert fields(text) == {"alt": "b"}

    @pytest.mark.parametrize("char", ["\x85", "\u2028", "\ufeff", "\xa0", "😀"])
    def test_odd_characters_stand_for_themselves(self, char: str) -> None:
        text = f"---\ntitle: a{char}b\nalt: {char}{char}c\n---\n"
        title, alt = read(text).fields
        assert (title.value, alt.value) == (f"a{char}b", f"{char}{char}c")
        check_origin(text, read(text))


PLAIN = ["a", "word", "é", "😀", "\xa0", " ", "  ", "-", ":", "#", ",", "’"]
FOLDS = ["\n  ", "\n\n  ", " \n \n  ", "\n\t  "]
SOURCES = {
    "": st.lists(st.sampled_from(PLAIN + FOLDS + ["'", '"', "\\"])),
    "'": st.lists(st.sampled_from([*PLAIN, *FOLDS, "''", '"', "\\n", ": "])),
    '"': st.lists(
        st.sampled_from(
            [
                *PLAIN,
                *FOLDS,
                *(rf"\{char}" for char in '"\\/nt0e_NLP '),
                "\\x41",
                "\\u00e9",
                "\\U0001F600",
                "\\\n  ",
                "'",
            ]
        )
    ),
}


@given(data=st.data(), style=st.sampled_from(["", "'", '"']), end=st.sampled_from(ENDS), flow=st.booleans())
def test_every_offset_of_a_yaml_scalar_leads_to_its_source(
    data: st.DataObject, style: str, end: str, flow: bool
) -> None:
    """Whatever PyYAML reads, the field has that value and every character of it has its place."""
    scalar = style + "".join(data.draw(SOURCES[style])) + style
    inner = f"x: {{title: {scalar} , y: z}}\n" if flow else f"x:\n  title: {scalar}\ny: z\n"
    try:
        value = yaml.load(inner, Loader=LOADER)["x"]["title"]
    except (yaml.YAMLError, KeyError, TypeError):
        assume(False)
    text = f"---\n{inner}---\nBody".replace("\n", end)
    matter = read(text)
    assert [field.value for field in matter.fields] == ([value] if isinstance(value, str) and value.strip() else [])
    check_origin(text, matter)


BLOCK_LINES = st.lists(
    st.sampled_from(["", " ", "  ", "   ", "a", "b c", " d", "\te", "é 😀", "# f", "g  "]), max_size=7
)


@given(
    lines=BLOCK_LINES,
    header=st.from_regex(r"[|>]([+-]?2?|2[+-])", fullmatch=True),
    indent=st.sampled_from(["  ", "   "]),
    end=st.sampled_from(ENDS),
    more=st.sampled_from(["", "y: z\n", "# note\n", "\n"]),
)
def test_every_offset_of_a_yaml_block_scalar_leads_to_its_source(
    lines: list[str], header: str, indent: str, end: str, more: str
) -> None:
    inner = (
        f"title: {header}\n" + "".join(f"{indent}{line}\n" if line.strip() else f"{line}\n" for line in lines) + more
    )
    try:
        value = yaml.load(inner, Loader=LOADER)["title"]
    except yaml.YAMLError:
        assume(False)
    text = f"---\n{inner}---\nBody".replace("\n", end)
    matter = read(text)
    assert [field.value for field in matter.fields] == ([value] if value.strip() else [])
    check_origin(text, matter)


@given(
    value=st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from("\n\t ")),
    style=st.sampled_from(["", "'", '"', "|", ">"]),
    width=st.integers(5, 40),
    ascii_only=st.booleans(),
)
def test_what_pyyaml_writes_is_read_back_with_its_places(value: str, style: str, width: int, ascii_only: bool) -> None:
    inner = yaml.safe_dump({"title": value}, default_style=style, width=width, allow_unicode=not ascii_only)
    assume(not re.search("!!|[\x85\u2028\u2029\ufeff\ufdd0-\ufdd3]|[?] ", inner))
    matter = read(f"---\n{inner}---\n")
    check_origin(f"---\n{inner}---\n", matter)
    assert [field.value for field in matter.fields] == ([value] if value.strip() else [])


TOML_STRINGS = st.one_of(
    st.lists(st.sampled_from([*PLAIN, *(rf"\{c}" for c in '"\\nt'), "\\u00e9", "\\U0001F600", "'"])).map(
        lambda atoms: '"' + "".join(atoms) + '"'
    ),
    st.lists(st.sampled_from([*PLAIN, "\\n", '"'])).map(lambda atoms: "'" + "".join(atoms) + "'"),
    st.lists(st.sampled_from([*PLAIN, "\n", '\\"', "\\\n", "\\ \n \n\t", "\\u00e9", '"', '""', "'''"])).map(
        lambda atoms: '"""' + "".join(atoms) + '"""'
    ),
    st.lists(st.sampled_from([*PLAIN, "\n", "\\", "'", "''", '"""'])).map(lambda atoms: "'''" + "".join(atoms) + "'''"),
)
TOML_KEYS = st.lists(st.sampled_from(["title", "alt", "a", '"og:title"', "'deck'", '"c.d"']), min_size=1, max_size=2)
TOML_VALUES = st.recursive(
    TOML_STRINGS | st.sampled_from(["1", "true", "1979-05-27 07:32:00", "-inf"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[" + " ,\n# ']\"\n".join(items) + "]")
        | st.tuples(TOML_KEYS, inner).map(lambda pair: "{ " + ".".join(pair[0]) + " = " + pair[1] + " }")
    ),
    max_leaves=4,
)
TOML_LINES = st.one_of(
    st.tuples(TOML_KEYS, TOML_VALUES).map(lambda pair: f"{' . '.join(pair[0])} = {pair[1]} # 'note'\n"),
    TOML_KEYS.map(lambda keys: f"[{'.'.join(keys)}]\n"),
    TOML_KEYS.map(lambda keys: f"[[ {'.'.join(keys)} ]]\n\n"),
)


def texts_below(value: object, path: str = "", name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from texts_below(item, f"{path}.{key}".removeprefix("."), key)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from texts_below(item, f"{path}[{number}]", name)
    elif isinstance(value, str) and value.strip() and name in ("title", "alt", "og:title", "deck"):
        yield path, value


@given(lines=st.lists(TOML_LINES, max_size=6), end=st.sampled_from(ENDS))
@example(lines=["[[ a ]]\n", "[a.alt]\n", "title = 'x'\n", "[[ a ]]\n", "[a.alt]\n", "title = 'y'\n"], end="\n")
def test_every_string_of_a_toml_text_is_found_at_its_place(lines: list[str], end: str) -> None:
    """The scan agrees with tomllib about every linted string, and every character of it has its place."""
    inner = "".join(lines)
    try:
        root = tomllib.loads(inner)
    except tomllib.TOMLDecodeError:
        assume(False)
    text = f"+++\n{inner}+++\nBody".replace("\n", end)
    matter = read(text)
    assert matter.problem is None
    assert sorted((field.path, field.value) for field in matter.fields) == sorted(texts_below(root))
    check_origin(text, matter)


PARTS = [
    "---",
    "+++",
    "...",
    "\n",
    "\r\n",
    "\r",
    "title",
    "alt",
    ": ",
    " = ",
    "'",
    '"',
    '"""',
    "[",
    "]",
    "{",
    "}",
    ", ",
    "|",
    ">",
]
PARTS += [
    "#",
    "\\",
    "\\u12",
    "&a",
    "*a",
    "!x",
    "😀",
    "\ufeff",
    "\u2028",
    "\x00",
    "\t",
    "  ",
    "- ",
    "a",
    "9" * 5_000,
    "= 0x" + "f" * 5_000,
]


@given(opening=st.sampled_from(["---\n", "+++\n", "---\r\n"]), parts=st.lists(st.sampled_from(PARTS), max_size=12))
@example(opening="+++\n", parts=["title", " = ", "9" * 5_000, "\n"])
@example(opening="+++\n", parts=["title ", "= 0x" + "f" * 5_000, "\n"])
@example(opening="+++\n", parts=['"', "\\u12", '"', " = ", '"', "a", '"', "\n"])
def test_nothing_makes_it_raise_and_what_it_says_lies_inside(opening: str, parts: list[str]) -> None:
    text = opening + "".join(parts) + "\n" + opening + "Body"
    matter = read(text)
    assert 0 <= matter.end <= len(text)
    check_origin(text, matter)
    for field in matter.fields:
        assert field.origin.span(0, len(field.value)).end <= matter.end
    if matter.problem:
        assert 1 <= matter.problem[0] <= len(re.findall(r"\r\n?|\n", text[: matter.end])) + 1


class TestBroken:
    @pytest.mark.parametrize("end", ENDS)
    def test_yaml_that_no_parser_reads_still_yields_its_titles(self, end: str) -> None:
        lines = ["---", "layout: post", "title: Court: two held", 'alt: "The "second" door"', "  dek: indented", "seo:"]
        lines += [
            "  title: below",
            "summary: >",
            "  folded",
            "lede: 'one",
            "slug: a: b",
            '"og:title": c',
            "---",
            "Body",
        ]
        text = end.join(lines)
        matter = read(text)
        assert {field.path: field.value for field in matter.fields} == {
            "title": "Court: two held",
            "alt": 'The "second" door',
            "lede": "one",
            "og:title": "c",
        }
        assert all(source_of(text, field, field.value) == field.value for field in matter.fields)
        assert matter.problem is not None
        assert (matter.problem[0], matter.data) == (3, {})
        assert "double quotes" in matter.problem[1]
        assert text[matter.end :] == "Body"

    @pytest.mark.parametrize(
        ("inner", "line", "words"),
        [
            ('title = "A\nalt = "B"\n', 2, "never closes"),
            ("title = A\n", 2, "needs quotes"),
            ("a = 1\ntitle: A\n", 3, "key = value"),
            ("title = 'A'\ntitle = 'B'\n", 3, "twice"),
            ("[a]\n[a]\ntitle = 'B'\n", 3, "twice"),
            ("a = 1\ntitle = '''A\n", 3, "never closes"),
            ("a = 1\ntitle = 'A' b\n", 3, "quot"),
            (f"a = {'[' * 41}\ntitle = 'A'\n", 2, "deeper"),
            (f"{'.'.join('a' * 60_000)} = 1\ntitle = 'A'\n", 2, "deeper"),
            (f"[{'.'.join('a' * 60_000)}]\ntitle = 'A'\n", 2, "deeper"),
        ],
    )
    @pytest.mark.parametrize("end", ENDS)
    def test_toml_that_no_parser_reads_names_the_line(self, inner: str, line: int, words: str, end: str) -> None:
        text = f"+++\n{inner}+++\nBody".replace("\n", end)
        matter = read(text)
        assert matter.problem is not None
        assert matter.problem[0] == line
        assert words in matter.problem[1]
        assert text[matter.end :] == "Body"

    def test_broken_toml_still_yields_its_titles(self) -> None:
        text = '+++\ntitle = "A "B" c"\nalt = D\nslug = "e"\n+++\n'
        assert fields(text) == {"title": 'A "B" c', "alt": "D"}

    def test_a_key_twice_is_a_problem_and_not_a_loss(self) -> None:
        matter = read("---\ntitle: A\ntitle: B\n---\n")
        assert matter.problem is not None
        assert matter.problem[0] == 3
        assert matter.fields[0].value == "A"

    @pytest.mark.parametrize("inner", ["title: A\nx: *y\n", "title: A\nx: &y z\n", "title: A\nx: !r z\n"])
    def test_what_other_tools_can_read_is_no_problem_and_no_loss(self, inner: str) -> None:
        matter = read(f"---\n{inner}---\n")
        assert matter.problem is None
        assert matter.fields[0].value == "A"

    def test_nesting_of_any_depth_is_a_problem_and_not_a_crash(self) -> None:
        for text in (f"---\ntitle: A\nx: {'[' * 9_000}\n---\n", f"+++\ntitle = 'A'\nx = {'[' * 9_000}\n+++\n"):
            matter = read(text)
            assert matter.problem is not None
            assert matter.fields[0].value == "A"


@pytest.mark.parametrize(
    ("text", "imported"), [("Words.\n---\n", ""), ("---\na: b\n---\n", "yaml"), ("+++\na=1\n+++\n", "tomllib")]
)
def test_parsers_are_imported_only_for_what_they_parse(text: str, imported: str) -> None:
    code = (
        "import sys\nfrom ethicslint.text.frontmatter import read\n"
        f"read({text!r})\nprint(*({{'yaml', 'tomllib'}} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == imported.split()
