"""What an article is about."""

import pytest

from ethicslint.analysis.topics import evidence, topics_of
from ethicslint.text.document import Document
from ethicslint.text.source import Source

SETS = {
    "courts": ("jury", "juries", "crown court", "magistrates' court", "cross-examined"),
    "suicide": ("suicide", "took her own life"),
    "water": ("river",),
}
PADDING = " word" * 120


def shown(text: str) -> set[str]:
    blocks = Document.read(Source(text, "a.md")).blocks
    return set(topics_of(blocks, evidence(SETS)))


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("", set()),
        ("Nothing.", set()),
        # a short text
        ("The jury left.", {"courts"}),
        ("The Jury, and the river.", {"courts", "water"}),
        ("She took her own life.", {"suicide"}),
        ("She took her life on her own.", set()),
        ("A jury-rigged mast", {"courts"}),
        ("Injury time", set()),
        # evidence with signs in it
        ("A magistrates’ court sat.", {"courts"}),
        ("A magistrates' court sat.", {"courts"}),
        ("He was cross examined.", {"courts"}),
        ("He was cross-examined.", {"courts"}),
        ("In the Crown\nCourt", {"courts"}),
        # a long one wants two different pieces, or one in a headline
        (f"The jury left.{PADDING}", set()),
        (f"The jury left; the jury came back.{PADDING}", set()),
        (f"The jury left the Crown Court.{PADDING}", {"courts"}),
        (f"# The jury\n\nIt left.{PADDING}", {"courts"}),
        (f"## The jury\n\nIt left.{PADDING}", set()),
        (f"---\ntitle: The jury\n---\nIt left.{PADDING}", {"courts"}),
        # what is left out shows nothing
        ("`jury` https://example.org/jury #jury", set()),
    ],
)
def test_topics(text: str, about: set[str]) -> None:
    assert shown(text) == about


def test_short_is_up_to_a_hundred_words() -> None:
    assert shown("jury" + " word" * 99) == {"courts"}
    assert shown("jury" + " word" * 100) == set()


def test_evidence_of_several_words_stands_side_by_side_in_order() -> None:
    assert shown("The court of the crown") == set()
    assert shown("the crown, court") == {"courts"}
