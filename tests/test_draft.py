"""An article that is checked version by version: the findings are those of a first look, and only what changed is looked at."""

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ethicslint.engine import lint, searching
from ethicslint.engine.compiled import Compiled
from ethicslint.engine.findings import Hit
from ethicslint.engine.seen import Memory, Seen
from ethicslint.project.check import Draft, Settings, check_source
from ethicslint.project.rulecache import rules
from ethicslint.text.document import Document
from ethicslint.text.source import Source

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").rglob("*.md"))]
BLOCKS = tuple(dict.fromkeys(block for text in ARTICLES for block in text.split("\n\n") if block.strip()))
HEARD = """\
title: "A lie in other people's words"
level: "warning"
message: "“{match}” is quoted."
why: "It is somebody's opinion."
instead: ["the quotation, with who says it"]
where: {topic: ["courts"]}
match:
  fact: {kind: "quotation", holds: ["lied"], without: ["waved"], mark: "words"}
sources: ["house"]
bad: ["“She [[lied]] at us,” Ann Roe told the jury at the crown court."]
good: ["“She lied and waved at us,” Ann Roe told the jury at the crown court."]
since: "0.1"
"""


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    return rules()


def article(*blocks: str) -> Document:
    return Document.read(Source("\n\n".join(blocks), "a.md"))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_the_hits_after_edits_are_those_of_a_first_look(compiled: Compiled, data: st.DataObject) -> None:
    memory = Memory()
    blocks = data.draw(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=12))
    for _ in range(4):
        at = data.draw(st.integers(0, len(blocks)))
        what = data.draw(st.sampled_from(("add", "take", "write", "repeat")))
        if what == "add":
            blocks.insert(at, data.draw(st.sampled_from(BLOCKS)))
        elif what == "take":
            del blocks[at : at + 1]
        elif at < len(blocks) and what == "write":
            words = blocks[at].split(" ")
            words.insert(data.draw(st.integers(0, len(words))), data.draw(st.sampled_from(("not", "“no”", "he", "."))))
            blocks[at] = " ".join(words)
        elif at < len(blocks):
            blocks.append(blocks[at])
        document = article(*blocks)
        asked = data.draw(st.sampled_from(("medium", "medium", "low")))
        found = lint.hits(document, compiled, least=asked, memory=memory)
        assert sorted(found) == sorted(lint.hits(document, compiled, least=asked))


def test_a_word_of_the_same_length_in_other_peoples_words_is_read(tmp_path: Path) -> None:
    """Quotations and attributions look the same from outside when one word of theirs is exchanged."""
    (tmp_path / "agency").mkdir()
    (tmp_path / "agency" / "heard.yaml").write_text(HEARD, encoding="utf-8")
    house = rules([str(tmp_path)])
    number = frozenset({house.ids.index("agency/heard")})
    memory = Memory()
    found = [
        lint.hits(
            article(f"“She lied and {word} at us,” Ann Roe told the jury at the crown court."),
            house,
            number,
            memory=memory,
        )
        for word in ("raved", "waved", "raved")
    ]
    assert [len(one) for one in found] == [1, 0, 1]


def test_the_findings_of_a_draft_are_those_of_the_article(compiled: Compiled) -> None:
    chance = random.Random("draft")
    draft = Draft()
    text = chance.choice(ARTICLES)
    for _ in range(60):
        at = chance.randrange(len(text) + 1)
        cut = chance.choice((0, 0, 0, 1, 30))
        text = text[:at] + chance.choice(("a", " ", "\n", "\n\n", "“", "”", "not ", "")) + text[at + cut :]
        if chance.random() < 0.1:
            text = chance.choice(ARTICLES)
        source = Source(text, "a.md")
        assert check_source(source, compiled, Settings(None), draft=draft) == check_source(
            source, compiled, Settings(None)
        )


def test_other_rules_for_some_of_the_article_hold_at_once(compiled: Compiled) -> None:
    document, memory = article(*BLOCKS), Memory()
    some = frozenset(range(0, len(compiled.ids), 2))
    for enabled in (None, some, None, frozenset({3})):
        assert sorted(lint.hits(document, compiled, enabled, memory=memory)) == sorted(
            lint.hits(document, compiled, enabled)
        )


def test_other_topics_bring_other_rules(compiled: Compiled) -> None:
    """The same paragraph counts or not with what stands around it."""
    memory = Memory()
    found: list[list[Hit]] = []
    for blocks in (BLOCKS[:3], ("The garden is open.", *BLOCKS[2:3]), BLOCKS[:3]):
        document = article(*blocks)
        found.append(sorted(lint.hits(document, compiled, memory=memory)))
        assert found[-1] == sorted(lint.hits(document, compiled))
    assert found[0] == found[2]


@pytest.mark.parametrize("at", [0, 7, 15])
def test_only_the_block_that_changed_is_searched_again(
    compiled: Compiled, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory()
    blocks = [*BLOCKS]
    lint.hits(article(*blocks), compiled, memory=memory)
    searched: Counter[str] = Counter()
    found_in = searching.found_in

    def counted(seen: Seen, *rest: object) -> object:
        searched[seen.text] += 1
        return found_in(seen, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(lint, "found_in", counted)
    blocks[at] += " The court rose."
    document = article(*blocks)
    lint.hits(document, compiled, memory=memory)
    changed = [block.text for block in document.blocks if "The court rose." in block.text]
    others = [text for text in searched if text not in changed]
    assert searched
    # Facts of other blocks may depend on it: a pronoun, a name that is taken up again.
    assert len(others) <= 3
