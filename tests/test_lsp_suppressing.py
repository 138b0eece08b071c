"""The comment that an editor offers holds back its finding wherever that stands, and changes nothing else."""

import pytest

from ethicslint import lint_text
from ethicslint.engine.finding import Finding
from ethicslint.lsp.suppressing import REASON, insertion
from ethicslint.project import protected
from ethicslint.project.reasons import names_somebody

RULE = "suicide/committed-suicide"
ARTICLES = {
    "title": ("a.md", "---\ntitle: He committed suicide\n---\n\nIt rained.\n"),
    "quoted title": ("a.md", "---\ntitle: 'He committed suicide'  \ndate: 2031-05-01\n---\n"),
    "title in TOML": ("a.md", '+++\ntitle = "He committed suicide"\n+++\n'),
    "folded title": ("a.md", "---\ntitle: >\n  He committed\n  suicide\n---\n\nIt rained.\n"),
    "headline": ("a.md", "# He committed suicide\n\nIt rained.\n"),
    "closed headline": ("a.md", "# He committed suicide #\n\nIt rained.\n"),
    "headline with a line below": ("a.md", "He committed suicide\n====\n\nIt rained.\n"),
    "prose": ("a.md", "The poet, who was 😀, committed suicide in May.\n\nIt rained.\n"),
    "prose without a line end": ("a.md", "The poet committed suicide"),
    "with CRLF": ("a.md", "It rained.\r\nHe committed suicide.\r\nIt rained.\r\n"),
    "with CR": ("a.md", "It rained.\rHe committed suicide.\rIt rained.\r"),
    "over two lines": ("a.md", "The poet committed\nsuicide in May.\n"),
    "before a break": ("a.md", "The poet committed suicide  \nin May.\n"),
    "before another break": ("a.md", "The poet committed suicide\\\nin May.\n"),
    "list": ("a.md", "- It rained.\n- He committed suicide.\n- It rained.\n"),
    "table": ("a.md", "| a | b |\n|---|---|\n| He committed suicide. | c |\n"),
    "head of a table": ("a.md", "| a | He committed suicide |\n|---|---|\n| b | c |\n"),
    "open table": ("a.md", "a | b\n---|---\nc | He committed suicide.\n"),
    "caption": ("a.md", "![He committed suicide](a.jpg)\n\nIt rained.\n"),
    "quotation": ("a.md", "> He committed suicide.\n>\n> It rained.\n"),
    "footnote": ("a.md", "It rained.[^1]\n\n[^1]: He committed suicide.\n"),
    "beside code": ("a.md", "He committed suicide, `he\nsaid`.\n"),
    "HTML": ("a.md", "<p>He committed suicide.</p>\n\nIt rained.\n"),
    "MDX": ("a.mdx", "# It rained\n\nHe committed suicide.\n"),
    "plain text": ("a.txt", "It rained\n\nHe committed suicide.\n"),
    "with a byte-order mark": ("a.md", "\ufeffHe committed suicide.\n"),
}


def commented(finding: Finding, text: str, path: str) -> str:
    comment = insertion(finding, text, path)
    assert comment is not None
    body = text.removeprefix("\ufeff")
    assert body[: comment.at.offset].count("\n") + 1 == comment.at.line or "\r" in text
    return f"{body[: comment.at.offset]}{comment.before}{REASON}{comment.after}{body[comment.at.offset :]}"


def others(text: str, path: str) -> list[tuple[str, str]]:
    return [(one.rule, one.place) for one in lint_text(text, path) if one.rule != RULE]


@pytest.mark.parametrize("name", ARTICLES)
def test_the_finding_is_held_back(name: str) -> None:
    """Where the comment stands it is one, it suppresses, and all else is found as before."""
    path, text = ARTICLES[name]
    (finding,) = [one for one in lint_text(text, path) if one.rule == RULE]
    after = commented(finding, text, path)
    assert [one for one in lint_text(after, path) if one.rule == RULE] == []
    assert others(after, path) == others(text, path)
    assert after.count("\n") - text.count("\n") in (0, 2)


def test_a_finding_of_the_whole_article() -> None:
    """It stands in no line, so that the comment is for the file, behind the front matter."""
    story = (
        "# Teacher's death was suicide, inquest finds\n\n"
        + "The coroner heard that the teacher had seen a doctor.\n\n" * 15
    )
    text = f"---\nlayout: news\n---\n{story}"
    found = [one for one in lint_text(text, "a.md") if one.place == "document"]
    assert found
    after = commented(found[0], text, "a.md")
    assert after.startswith("---\nlayout: news\n---\n<!-- ethicslint-disable-file omission/")
    assert found[0].rule not in [one.rule for one in lint_text(after, "a.md")]


def test_the_reason_that_stands_there_first() -> None:
    """It holds, names nobody, and asks for another."""
    assert not names_somebody(REASON)
    assert "say here" in REASON


def test_a_protected_name_is_never_suppressed() -> None:
    """No comment is offered for it."""
    (finding,) = lint_text("He committed suicide.\n", "a.md")
    assert insertion(finding._replace(rule=protected.PROTECTED), "He committed suicide.\n", "a.md") is None
