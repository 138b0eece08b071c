"""Articles as blocks: what is read, what is left out, and the exact way back."""

import html as html_library
import json
import pathlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethicslint.text.document import Block, Document, label_length
from ethicslint.text.normal import LEFT_OUT, fold
from ethicslint.text.source import Source

FIXTURES = pathlib.Path(__file__).parent / "fixtures"
SPEC = json.loads((FIXTURES / "commonmark-0.31.2.json").read_text(encoding="utf-8"))["examples"]


def read(text: str, path: str = "a.md") -> list[Block]:
    return Document.read(Source(text, path)).blocks


def told(text: str, path: str = "a.md") -> list[tuple[str, str]]:
    return [(block.place, block.text) for block in read(text, path)]


def check_spans(text: str, path: str = "a.md") -> None:
    """Every letter and digit of every block maps to the source stretch it came from, in order, inside the source."""
    document = Document.read(Source(text, path))
    source = document.source.text
    for block in document.blocks:
        assert len(block.folded) == len(block.text)
        last = -1
        for offset, letter in enumerate(block.text):
            start, end = block.span(offset, offset + 1)
            assert 0 <= start <= end <= len(source)
            assert start >= last
            last = start
            piece = source[start:end]
            if letter.isalnum() and not piece.startswith(("&", "\\")):
                assert piece == letter
        assert block.span(0, len(block.text)).end <= len(source)


@pytest.mark.parametrize("example", SPEC, ids=[str(one["example"]) for one in SPEC])
def test_commonmark_examples_map_back_exactly(example: dict[str, str]) -> None:
    check_spans(example["markdown"])
    check_spans(example["markdown"].replace("\n", "\r\n"))
    check_spans("🕊 é\n\n" + example["markdown"])


def letters(text: str) -> str:
    return "".join(re.findall(r"[^\W_]+", text))


# Left out of the comparison: URLs, handles and hashtags, which are shown and not read; raw HTML that a pattern cannot strip.
_SHOWN = re.compile(r"<[a-zA-Z][\w+.-]*:|@|://|www\.|#\w")
_RAW = re.compile(r"<(?!/?(?:p|em|strong|a|h\d|ul|ol|li|br|hr|blockquote|img|code|pre)\b)|<a foo=")
COMPARED = [one for one in SPEC if not _SHOWN.search(one["markdown"]) and not _RAW.search(one["html"])]


@pytest.mark.parametrize("example", COMPARED, ids=lambda one: str(one["example"]))
def test_commonmark_examples_give_the_words_of_the_reference(example: dict[str, str]) -> None:
    """Blocks hold the letters of the reference HTML, without code, with the descriptions of images."""
    shown = re.sub(r"<pre.*?</pre>|<code>.*?</code>", " ", example["html"], flags=re.DOTALL)
    shown = re.sub(r"<img [^>]*?alt=\"([^\"]*)\"[^>]*>", r" \1 ", shown)
    shown = re.sub(r"<[^>]*>", " ", shown)
    ours = "".join(letters(block.text) for block in read(example["markdown"]))
    assert sorted(ours) == sorted(letters(html_library.unescape(shown)))


@given(st.text(st.sampled_from("ab *_`[]()<>!#&;\\\"'“”-=+|~:$\n\r\t {}%é🕊\xad\xa0/@.1")))
def test_any_text_maps_back_exactly(text: str) -> None:
    for path in ("a.md", "a.txt", "a.mdx"):
        Document.read(Source(text, path))
    check_spans(text)
    check_spans(text, "a.txt")


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("# One\n\n# Two\n\n## Three", [("headline", "One"), ("heading", "Two"), ("heading", "Three")]),
        ("Head\n====\n\ntext", [("headline", "Head"), ("prose", "text")]),
        ("- one\n- two\n  - three", [("list", "one"), ("list", "two"), ("list", "three")]),
        ("> quoted\n> words", [("quote-block", "quoted words")]),
        ("|a|b|\n|-|-|\n|c|d|", [("table", "a"), ("table", "b"), ("table", "c"), ("table", "d")]),
        ("text[^1]\n\n[^1]: note", [("prose", "text"), ("footnote", "note")]),
        ("![a *man*](x.png)", [("caption", "a man")]),
        (
            "<figure><img src=x alt='by &amp; by'><figcaption>Cap</figcaption></figure>",
            [("caption", "by & by"), ("caption", "Cap")],
        ),
        ("<h2>Sub</h2>\n<p>Para<br>graph</p>", [("heading", "Sub"), ("prose", "Para\ngraph")]),
        ("> <p>a</p>\n> <p>b</p>", [("quote-block", "a"), ("quote-block", "b")]),
        ("Term\n: Meaning", [("list", "Term"), ("list", "Meaning")]),
        ("# Title {#id .class}", [("headline", "Title")]),
    ],
)
def test_places(markdown: str, blocks: list[tuple[str, str]]) -> None:
    assert told(markdown) == blocks


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("found\ninnocent", "found innocent"),
        ("found   \t innocent", "found innocent"),
        ("found\xa0innocent", "found innocent"),
        ("found&nbsp;innocent", "found innocent"),
        ("found inno\xadcent", "found innocent"),
        ("found inno&shy;cent", "found innocent"),
        ("found inno**cent**", "found innocent"),
        ("found <em>inno</em>cent", "found innocent"),
        ("found inno\\-cent", "found inno-cent"),
        ("Tom &amp; Ann", "Tom & Ann"),
        ("[found](http://a.b 'title') innocent", "found innocent"),
        ("~~found~~ innocent", "found innocent"),
        ("found\u200b innocent", "found innocent"),
        ("said.\\n\\nThe jury", "said.\nThe jury"),
        ("he didn\\'t", "he didn't"),
        ("a  \nb", "a\nb"),
        ("It cost $10m and A$5 or $3-$4.", "It cost $10m and A$5 or $3-$4."),
    ],
)
def test_what_a_reader_does_not_see_does_not_matter(markdown: str, text: str) -> None:
    assert [block.text for block in read(markdown)] == [text]
    check_spans(markdown)


@pytest.mark.parametrize(
    "markdown",
    [
        "a `found` b",
        "a <!-- found --> b",
        "a ![found](x.png) b",
        "a https://example.org/found b",
        "a www.example.org/found b",
        "a <https://example.org/found> b",
        "a found@example.org b",
        "a #found b",
        "a @found b",
        "a {{< found >}} b",
        "a {{% found %}} b",
        "a {% found x='1' %} b",
        "a {{ found }} b",
        "a $\\found_1$ b",
        "a $$\\found$$ b",
    ],
)
def test_what_is_left_out_keeps_its_neighbours_apart(markdown: str) -> None:
    assert [block.text for block in read(markdown) if block.place == "prose"] == [f"a {LEFT_OUT} b"]
    check_spans(markdown)


@pytest.mark.parametrize(
    "markdown",
    [
        "```\nfound\n```",
        "    found",
        "[found]: http://found 'found'",
        "<!-- found -->",
        "<script>\nfound\n</script>",
        "<style>found</style>",
        "<div class='found' title='found'></div>",
        "{{< found\n  found >}}",
    ],
)
def test_blocks_that_hold_no_copy(markdown: str) -> None:
    assert read(markdown) == []


def test_mdx_statements_and_comments_are_left_out() -> None:
    text = "import Found from './found'\n\nexport const found = 1\n\n{/* found */}\n\nWords <Found by=\"found\">kept</Found>"
    assert told(text, "a.mdx") == [("prose", "Words kept")]


def test_label_lines_of_one_paragraph_are_blocks_of_their_own() -> None:
    text = "Verdict: Guilty on 2 of 3 counts\nSentence: 30 years\nThe evidence: Strong"
    assert [block.text for block in read(text)] == text.split("\n")
    assert [block.text for block in read(text, "a.txt")] == text.split("\n")
    assert [block.label for block in read(text)] == [8, 9, 13]


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Verdict: Guilty", 8),
        ("Thorn (an organisation): words", 24),
        ("The judge said: “No.”", 0),
        ("He left at 10:30 with her", 0),
        ("One sentence. Verdict: no", 0),
        ("A label of far too many words to be a label at all: no", 0),
        ("lower: case", 0),
    ],
)
def test_labels(text: str, length: int) -> None:
    assert label_length(text) == length


def test_bullet_characters_make_a_list() -> None:
    assert told("• one\n• two") == [("list", "• one"), ("list", "• two")]


def test_plain_text_headline_is_a_first_line_alone_without_a_full_stop() -> None:
    assert told("A headline\n\nSome *text*\nmore", "a.txt") == [
        ("headline", "A headline"),
        ("prose", "Some *text* more"),
    ]
    assert told("A sentence.\n\nMore", "a.txt") == [("prose", "A sentence."), ("prose", "More")]
    assert told("A headline\nwith text", "a.txt") == [("prose", "A headline with text")]


def test_front_matter_fields_come_first_with_their_places() -> None:
    text = "---\ntitle: \"A \\\"found\\\" man\"\nslug: found\nimage:\n  alt: 'a man''s hat'\n---\n# Head\n\nBody"
    assert told(text) == [
        ("title", 'A "found" man'),
        ("caption", "a man's hat"),
        ("headline", "Head"),
        ("prose", "Body"),
    ]
    check_spans(text)


def test_front_matter_values_are_read_as_markdown() -> None:
    text = "---\ntitle: 'A *found* man &amp; [his](http://a.b) \\#1'\nsummary: |\n  One\n  line\n\n  Two\n---\n"
    assert told(text) == [("title", "A found man & his #1"), ("metadata", "One line"), ("metadata", "Two")]
    check_spans(text)


def test_front_matter_only_stands_at_the_start() -> None:
    assert ("prose", "title: x") not in told("---\ntitle: x\n---\nBody")
    assert told("Body\n\n---\ntitle: x\n---\n")[0] == ("prose", "Body")


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize("opening", ["Most read in News", "MOST READ IN UK NEWS", "JUST WATCHED"])
def test_headlines_of_other_articles_are_no_part_of_this_one(opening: str) -> None:
    text = f"The court rose on Monday.\n\n{opening} HARBOUR HORROR Boy, 17, stabbed\n\nThe jury returns on Friday.\n"
    assert [block.text for block in Document.read(Source(text, "a.md")).blocks] == [
        "The court rose on Monday.",
        "The jury returns on Friday.",
    ]


def test_a_sentence_about_what_is_read_stays() -> None:
    (block,) = Document.read(Source("Most read in silence while the jury was out.\n", "a.md")).blocks
    assert block.text.startswith("Most read")
