"""What the tool must never do, whatever the rules say."""

import pathlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ethicslint.engine.compiled import Compiled
from ethicslint.engine.finding import Finding
from ethicslint.engine.lint import lint
from ethicslint.rulebook.builtin import builtin_folder
from ethicslint.rulebook.load import load
from ethicslint.rulebook.model import UNFIXABLE
from ethicslint.text.document import Document
from ethicslint.text.source import Source

BOOK = load([builtin_folder()])
RULES = Compiled.of(BOOK)
BAD = [(name, example.text) for name, rule in BOOK.rules.items() for example in rule.bad]
PLAIN = [(name, text) for name, text in BAD if not set('“”"\n#|>*-') & set(text)]


def found(text: str, compiled: Compiled | None = None) -> list[Finding]:
    return lint(Document.read(Source(text, "a.md")), compiled or RULES)


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("> ", "")])
def test_no_alternative_and_no_edit_inside_a_quotation(opening: str, closing: str) -> None:
    """Every bad example, put into somebody's mouth: the words stay theirs."""
    quoted = [
        finding
        for _, text in PLAIN
        for finding in found(f"{opening}{text}{closing}\n\nShe said so on Monday.")
        if finding.voice == "quoted"
    ]
    assert len(quoted) > len(PLAIN) / 4
    assert [finding for finding in quoted if finding.instead or finding.fix] == []


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PLAIN), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_nothing_is_offered_inside_any_quotation_of_an_article(chosen: list[tuple[str, str]], dice: object) -> None:
    """Articles of quoted and unquoted paragraphs: whatever stands between quotation marks is offered nothing."""
    parts = [f"“{text}” he said." if dice.random() < 0.5 else text for _, text in chosen]  # type: ignore[attr-defined]
    article = "\n\n".join(parts)
    spans = [match.span() for match in re.finditer(r"“[^”]*”", article)]
    for finding in found(article):
        inside = any(start < finding.start.offset and finding.end.offset < end for start, end in spans)
        if inside:
            assert finding.instead == ()
            assert finding.fix is None


def test_no_fix_in_families_of_law_and_of_persons() -> None:
    assert [rule.id for rule in BOOK.rules.values() if rule.fix and rule.family in UNFIXABLE] == []


def test_no_advice_is_a_verdict_on_anybody() -> None:
    """No alternative calls a person guilty, innocent or lying, or pushes a word for herself on a person."""
    words = re.compile(r"\b(?:is|was|are|were) (?:guilty|innocent|lying|a liar)\b|\bsurvivors?\b", re.IGNORECASE)
    advice = [
        (rule.id, one.words)
        for rule in BOOK.rules.values()
        for one in (*rule.instead, *(two for term in rule.terms for two in term.instead))
    ]
    assert [row for row in advice if words.search(row[1])] == []


@pytest.mark.parametrize("family", ["identification", "restrictions"])
def test_words_that_identify_are_never_repeated(family: str, tmp_path: pathlib.Path) -> None:
    """A finding of these families carries no word of the article, in no field."""
    folder = tmp_path / family
    folder.mkdir()
    (folder / "a-street.yaml").write_text(
        'title: "A street"\nlevel: "warning"\nmessage: "A place is named."\nwhy: "It narrows down who it is."\n'
        'match: {phrase: ["(in|of) @name (street|lane)"]}\nsources: ["house"]\nsince: "0.1"\n'
        'bad: ["She lives [[in Larch Street]]."]\ngood: ["She lives in the town."]\n',
        encoding="utf-8",
    )
    compiled = Compiled.of(load([builtin_folder(), str(tmp_path)]))
    findings = [
        one for one in found("The girl lives in Larkspur Street, police said.", compiled) if one.family == family
    ]
    assert len(findings) == 1
    assert "Larkspur" not in repr(findings[0]._replace(path=""))
