"""An article that was changed reads the same, whether all of it is read or only what changed."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethicslint.text.changed import change_within
from ethicslint.text.document import Document
from ethicslint.text.source import Source

PARTS = (
    "The court heard that she was attacked.",
    "“He ran,” said Ann Roe.",
    "A *word*, a [link](https://example.org) and a [reference].",
    "[reference]: https://example.org",
    "[^1]: A note at the foot.",
    "A note.[^1]",
    "# A heading",
    "A heading\n---",
    "- a list\n- of two",
    "1. first\n\n   with a paragraph",
    "2 men were held",
    "> a quotation\nthat goes on",
    "```\ncode\n\nmore code\n```",
    "```",
    "~~~",
    "<div>\n\ninside\n\n</div>",
    "<pre>\nas it is",
    "</pre>",
    "<!-- ethicslint-disable-next-line agency: ours -->",
    "<!-- open",
    "closed -->",
    "Verdict: guilty\nCourt: Leeds",
    "• one\n• two",
    "{{% shortcode %}}",
    "{{%",
    "%}}",
    "Costs $$a_1$$ and $5",
    "| a | b |\n| --- | --- |\n| c | d |",
    "a | b\n--- | ---",
    "Term\n\n: what it means",
    ": alone",
    "![A picture](a.png)",
    "    indented",
    "import a from 'b'",
    "***",
    "*",
    "",
    " ",
    "Most read in News",
    "x",
    "\\",
    "`code",
    "&amp; more",
)
ENDS = ("\n", "\n\n", "\n\n", "\n\n", "\r\n", "\r\n\r\n", "\r", " ")
texts = st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(ENDS)), max_size=12).map(
    lambda parts: "".join(part + end for part, end in parts)
)
fronts = st.sampled_from(("", "---\ntitle: A man is charged\n---\n\n", "---\nsummary: |\n  One.\n\n  Two.\n---\n"))


def shown(document: Document) -> list[tuple[str, str, list[tuple[int, int]], int]]:
    """All that a reader of blocks can know of them."""
    return [
        (one.place, one.text, [one.span(at, at + 1) for at in range(len(one.text))], one.start)
        for one in document.blocks
    ]


@given(fronts, texts, st.data(), st.sampled_from(("a.md", "a.mdx", "a.txt")))
def test_reading_what_changed_is_reading_all(front: str, text: str, data: st.DataObject, path: str) -> None:
    text = front + text
    document = Document.read(Source(text, path))
    for _ in range(4):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.sampled_from((0, 0, 0, 1, 1, 7, 40))))
        put = data.draw(st.sampled_from(("", "a", "a", "b c", " ", "\n", "\n\n", "*", "[", ":", *PARTS)))
        text = text[:start] + put + text[end:]
        document = Document.read(Source(text, path), document)
        whole = Document.read(Source(text, path))
        assert shown(document) == shown(whole)
        assert document.comments == whole.comments
        assert (document.data, document.declared, document.problems) == (whole.data, whole.declared, whole.problems)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_word_in_a_paragraph_needs_that_paragraph_only(end: str) -> None:
    paragraphs = [f"Paragraph {number} is here.{end}It goes on." for number in range(9)]
    text = f"{end}{end}".join(["# Title", *paragraphs])
    at = text.index("Paragraph 4") + 4
    change = change_within(Source(text, "a.md"), Source(text[:at] + "x" + text[at:], "a.md"))
    assert change is not None
    assert text[change.start : change.old_end] == paragraphs[4]
    assert change.new_end == change.old_end + 1


def test_writing_at_the_end_needs_the_last_paragraph_only() -> None:
    text = "# Title\n\nOne.\n\nTwo"
    change = change_within(Source(text, "a.md"), Source(text + ".", "a.md"))
    assert change == (text.index("Two"), len(text), len(text) + 1)


def test_a_long_article_typed_and_changed_at_random_reads_the_same() -> None:
    chance = random.Random("typing")
    text = ""
    document = Document.read(Source(text, "a.md"))
    reread = 0
    for letter in "# A man is charged\n\n" + "\n\n".join(chance.choices(PARTS, k=60)):
        at = len(text) if chance.random() < 0.9 else chance.randrange(len(text) + 1)
        before, text = text, text[:at] + letter + text[at:]
        reread += change_within(Source(before, "a.md"), Source(text, "a.md")) is not None
        document = Document.read(Source(text, "a.md"), document)
    assert shown(document) == shown(Document.read(Source(text, "a.md")))
    assert reread > len(text) // 20
