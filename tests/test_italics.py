"""Italics: where Markdown sets them, and when they make a title or a mention that rules leave alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethicslint.analysis.quotation_kinds import Paragraph, kind_of_italics
from ethicslint.engine.compiled import Compiled
from ethicslint.engine.lint import lint
from ethicslint.errors import Problem
from ethicslint.lexicon.words import Lexicon
from ethicslint.nodes import parse
from ethicslint.rulebook.model import Rulebook
from ethicslint.rulebook.reader import Reader, Surroundings
from ethicslint.text.document import Document
from ethicslint.text.emphasis import emphases
from ethicslint.text.source import Source

RULE = """
title: "A label"
level: "warning"
message: "A label."
why: "A reason."
match: {phrase: ["(monster|beast|killing)"]}
where: {mention: MENTION}
sources: "house"
bad: ["[[monster]]"]
good: ["none"]
since: "0.1"
"""


def set_apart(text: str, path: str = "a.md") -> list[str]:
    """The words in italics, block by block."""
    document = Document.read(Source(text, path))
    return [block.text[start:end] for block in document.blocks for start, end in emphases(document.source.text, block)]


def flagged(text: str, mention: str = "skip") -> list[str]:
    """The words that a rule about labels flags, with the prefilter and without."""
    root = parse(RULE.replace("MENTION", mention))
    problems: list[Problem] = []
    assert root is not None
    rule = Reader("sample.yaml", "stigma/sample", Surroundings(Lexicon(), {}, [], problems)).rule(root)
    assert problems == []
    compiled = Compiled.of(Rulebook({rule.id: rule}, {}, {}, {}, {}))
    document = Document.read(Source(text, "a.md"))
    found = lint(document, compiled)
    assert found == lint(document, compiled, exhaustive=True)
    return [one.match for one in found]


@pytest.mark.parametrize(
    ("text", "italics"),
    [
        ("He saw *The Beast* twice.", ["The Beast"]),
        ("*The Beast* and _Mill Lane_", ["The Beast", "Mill Lane"]),
        ("# A review of *The Beast*", ["The Beast"]),
        ("- one\n- *two* &amp; _three &amp; four_\n", ["two", "three & four"]),
        ("> he saw\n> *The\n> Beast* twice", ["The Beast"]),
        ("| a | *b* |\n| --- | --- |\n| _c_ | d |\n", ["b", "c"]),
        ("---\ntitle: \"He saw *The Beast*\"\n---\n\nThe *end*.", ["The Beast", "end"]),
        ("Not **bold**, snake_case_words, 2 * 3 * 4, or \\*stars\\*.", []),
        ("***Both***", ["Both"]),
        ("*one **two** three*", ["one two three"]),
        ("plain", []),
        ("He saw *The 🕊️ Beast* twice.", ["The 🕊 Beast"]),
    ],
)  # fmt: skip
def test_italics_are_found_in_the_text_of_their_block(text: str, italics: list[str]) -> None:
    assert set_apart(text) == italics


@given(st.text(st.sampled_from("*_ab \n>`\\&-#é😀"), max_size=40))
def test_italics_lie_inside_their_block(text: str) -> None:
    document = Document.read(Source(text, "a.md"))
    for block in document.blocks:
        assert all(0 <= start < end <= len(block.text) for start, end in emphases(document.source.text, block))


@pytest.mark.parametrize(
    "text",
    [
        "He played the lead in *The Killing* for two years.",
        "She was reading _Beast_ on the train.",
        "The novel *Deep* and the film *The Monster* are fiction.",
        "*The Monster* is a film about a fairground.",
        "The word *monster* should be avoided.",
        "Do not say *monster* of a defendant.",
        "*Monster* is a word that readers remember.",
        "# Review: *The Killing* comes back",
        "> Her favourite is *The Killing of Time*.",
    ],
)
def test_a_title_or_a_mention_in_italics_is_left_alone(text: str) -> None:
    assert flagged(text) == []
    assert len(flagged(text, "only")) >= 1


@pytest.mark.parametrize(
    "text",
    [
        "He was a *monster*, she thought.",
        "She called it *the worst killing* in years.",
        "He was a **Monster** to them.",
        "*Monster* of Mill Lane goes home.",
        "*The Monster of Mill Lane*",
        "# Police Catch *Monster* In Mill Lane",
        "He was a *MONSTER* to them.",
        "The monster saw *The Sea*.",
    ],
)
def test_stress_is_no_title(text: str) -> None:
    assert len(flagged(text)) == 1
    assert flagged(text, "only") == []


@pytest.mark.parametrize(
    ("text", "italic", "kind"),
    [
        ("He saw The Sea twice.", "The Sea", "title"),
        ("The Sea", "The Sea", ""),
        ("He saw … twice.", "…", ""),
        ("The word sea is used.", "sea", "mention"),
        ("He saw A B C D E F G H I J K L M N O P twice.", "A B C D E F G H I J K L M N O P", ""),
    ],
)
def test_the_kind_of_italics(text: str, italic: str, kind: str) -> None:
    start = text.index(italic)
    assert kind_of_italics(Paragraph("prose", text, 0, len(text)), start, start + len(italic)) == kind
