"""What is kept from one version of an article to the next: it changes no fact, saves the work, and does not grow."""

import gc
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ethicslint.analysis import kept
from ethicslint.analysis.facts import Fact, Facts, Kept, Patterns
from ethicslint.analysis.kinds import KINDS
from ethicslint.analysis.memory import Last, Row, ends
from ethicslint.lexicon.words import read
from ethicslint.text.document import Block, Document
from ethicslint.text.source import Source

ROOT = Path(__file__).resolve().parent.parent
# Blocks whose facts depend on one another: names taken up again, pronouns, labels, quotations over several blocks.
BLOCKS = (
    "# Nurse attacked in Leeds",
    "## Roe Jailed For Leeds Attack",
    "Colm Roe, 34, was convicted of wounding on Monday.",
    "Roe stabbed his wife, Ann Poe, in the kitchen. She was beaten at home.",
    "Mrs Poe told the court that Roe had lied.",
    "Ann Roe, 19, is a student. She stabbed nobody, she said.",
    "Mr Roe murdered Ann Poe, police said.",
    "He raped a woman in York.",
    "“I was afraid,” she told the court. “He was outside.”",
    "“I was afraid.",
    "“He was outside,” Poe said.",
    "“Nobody came.”",
    "‘Nobody came’",
    "Poe said:",
    "Poe: “Nobody came.”",
    "Both: “Nobody came.”",
    "Police said the family had been told. The woman had been killed.",
    "The judge said the ‘accident’ was a crime.",
    "According to the court, Colm Roe attacked a neighbour. It was not the first time.",
    "Detective Sergeant Ben Hale said:\\n“We were called.\\n“Nobody came.”",
    "- “Nobody came",
    "- A man was shot.",
    "![“A street in Leeds](street.jpg)",
    "> “Nobody came,” Hale said.",
    "Nobody came.",
)


@cache
def known() -> Patterns:
    return Patterns(read([str(ROOT / "rules/vocabulary")], []).vocabulary())


def blocks_of(*paragraphs: str) -> list[Block]:
    return Document.read(Source("\n\n".join(paragraphs), "a.md")).blocks


def every(blocks: list[Block], memory: Kept | None = None, kinds: Iterable[str] = KINDS) -> dict[str, list[Fact]]:
    found = Facts(blocks, known(), memory)
    return {kind: list(found.of(kind)) for kind in kinds}


@st.composite
def versions(draw: st.DrawFn) -> list[tuple[str, ...]]:
    """An article and what becomes of it, edit by edit: a block put in, taken out, changed or moved."""
    block = st.sampled_from(BLOCKS)
    now = draw(st.lists(block, min_size=1, max_size=14))
    seen = [tuple(now)]
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(now)))
        edit = draw(st.sampled_from(("insert", "insert", "delete", "change", "type", "move")))
        if edit == "insert" or at == len(now):
            now.insert(at, draw(block))
        elif edit == "delete":
            del now[at]
        elif edit == "change":
            now[at] = draw(block)
        elif edit == "type":
            words = now[at].split(" ")
            words.insert(draw(st.integers(0, len(words))), draw(st.sampled_from(("she", "Roe", "“", "”", "not", "x"))))
            now[at] = " ".join(words)
        else:
            now.insert(draw(st.integers(0, len(now) - 1)), now.pop(at))
        seen.append(tuple(now))
    return seen


@settings(max_examples=80, deadline=None)
@given(versions(), st.permutations(sorted(KINDS)))
def test_the_facts_after_edits_are_those_worked_out_afresh(seen: list[tuple[str, ...]], kinds: list[str]) -> None:
    memory = Kept()
    for paragraphs in seen:
        blocks = blocks_of(*paragraphs)
        assert every(blocks, memory) == every(blocks)
    # Kinds that were not asked of some version are right in the next one.
    memory = Kept()
    for number, paragraphs in enumerate(seen):
        blocks, asked = blocks_of(*paragraphs), tuple(kinds[number % 3 : number % 3 + 2])
        assert every(blocks, memory, asked) == every(blocks, None, asked)


def test_an_older_version_can_still_be_asked() -> None:
    """Facts that were not asked for before the next version came are those of their own version."""
    memory = Kept()
    before, after = blocks_of(*BLOCKS), blocks_of(*BLOCKS[3:], *BLOCKS[:5])
    old, new = Facts(before, known(), memory), Facts(after, known(), memory)
    assert {kind: list(new.of(kind)) for kind in KINDS} == every(after)
    assert {kind: list(old.of(kind)) for kind in KINDS} == every(before)


def test_other_patterns_begin_anew() -> None:
    memory = Kept()
    blocks = blocks_of("Colm Roe, 34, was there.")
    assert every(blocks, memory)["person"]
    none = Patterns(read([str(ROOT / "rules/vocabulary")], []).vocabulary())
    vars(none)["people"] = known().people._replace(names=_NoNames())
    assert not Facts(blocks, none, memory).of("person")
    assert every(blocks, memory)["person"]


class _NoNames:
    def parts(self, run: str) -> tuple[()]:
        return ()


@pytest.mark.parametrize("at", [0, 7, len(BLOCKS)])
def test_only_the_block_that_changed_is_worked_out_again(at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks before and behind a block that is put in, and one that moved there, are not looked at again."""
    paragraphs = [f"{one} Number {number}." for number, one in enumerate(BLOCKS)]
    memory = Kept()
    every(blocks_of(*paragraphs), memory)
    done: Counter[str] = Counter()
    for module, name in (
        (kept.speakers, "local"),
        (kept.attribution, "local"),
        (kept.people, "local"),
        (kept.voice, "local"),
        (kept.claims, "verbs"),
        (kept, "sentences"),
    ):
        called = getattr(module, name)
        key = f"{module.__name__}.{name}"
        monkeypatch.setattr(module, name, lambda *a, key=key, called=called: done.update([key]) or called(*a))
    paragraphs.insert(at, "Colm Roe stabbed a man on Monday.")
    every(blocks_of(*paragraphs), memory)
    assert set(done.values()) == {1}
    assert len(done) == 6


def test_what_is_kept_does_not_grow() -> None:
    """After many versions no more is kept than after reading the last one alone."""
    memory = Kept()
    for number in range(60):
        every(
            blocks_of(*BLOCKS, f"Colm Roe, {number + 20}, told Ann Poe{'x' * number}: “I was there.”", *BLOCKS), memory
        )
    last = blocks_of(*BLOCKS, "Nobody came.")
    every(last, memory)
    alone = Kept()
    every(last, alone)
    assert _size(memory) <= 1.05 * _size(alone)


def _size(memory: Kept) -> int:
    """How many objects hang on what is kept, without the patterns."""
    patterns_ = known()
    seen = {id(patterns_), *map(id, vars(patterns_).values())}
    waiting: list[object] = [memory]
    count = 0
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, type) or callable(one):
            continue
        seen.add(id(one))
        count += 1
        waiting.extend(gc.get_referents(one))
    return count


# ---- what remembers


def test_the_last_answer_holds_for_an_equal_question() -> None:
    asked: list[int] = []
    last: Last[list[int], int] = Last()
    for question in ([1], [1], [2], [1]):
        last.of(question, lambda: asked.append(1) or len(asked))
    assert len(asked) == 3


@given(st.lists(st.lists(st.integers(0, 3), max_size=8), max_size=6))
def test_a_row_gives_the_answers_to_its_questions(rows: list[list[int]]) -> None:
    row: Row[int, int] = Row()
    for questions in rows:
        assert row.of(questions, lambda one: one * 10) == [one * 10 for one in questions]


@given(st.lists(st.integers(0, 2), max_size=8), st.lists(st.integers(0, 2), max_size=8))
def test_the_ends_of_two_rows_are_equal_and_do_not_overlap(old: list[int], new: list[int]) -> None:
    first, last = ends(old, new)
    assert old[:first] == new[:first]
    assert old[len(old) - last :] == new[len(new) - last :]
    assert first + last <= min(len(old), len(new))
    if old == new:
        assert first == len(old)
