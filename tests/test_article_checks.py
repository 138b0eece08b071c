"""The page about whole articles: every rule and question on it exists, and each check has one, or a reason for having none."""

import re
from pathlib import Path
from typing import Final

import pytest

from ethicslint.engine.lint import lint
from ethicslint.project.rulecache import rules
from ethicslint.rulebook.builtin import builtin_folder
from ethicslint.rulebook.checklist import questions
from ethicslint.text.document import Document
from ethicslint.text.source import Source

ROOT: Final = Path(__file__).resolve().parent.parent
CELLS: Final = ("number", "asked", "rules", "questions", "people")
BOOK = rules().book()
QUESTIONS = questions([builtin_folder()], BOOK.topics, BOOK.citations)


def rows() -> list[dict[str, str]]:
    lines = (ROOT / "docs/article-checks.md").read_text(encoding="utf-8").splitlines()
    return [
        dict(zip(CELLS, [cell.strip() for cell in line.strip("|").split("|")], strict=True))
        for line in lines
        if re.match(r"\| \d", line)
    ]


def names(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


ROWS: Final = rows()


def test_there_are_thirty_six_in_order() -> None:
    assert [row["number"] for row in ROWS] == [str(number) for number in range(1, 37)]
    assert len({row["asked"] for row in ROWS}) == 36


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["asked"])
def test_what_does_a_check_exists(row: dict[str, str]) -> None:
    assert set(names(row["rules"])) <= set(BOOK.rules)
    assert set(names(row["questions"])) <= set(QUESTIONS)
    assert names(row["rules"]) or names(row["questions"]) or row["people"].startswith("left out on purpose")


def test_every_rule_of_omission_does_one_of_them() -> None:
    told = {name for row in ROWS for name in names(row["rules"])}
    assert {name for name in BOOK.rules if name.startswith("omission/")} <= told


def test_rules_read_captions() -> None:
    """The check on captions rests on this: words that are flagged in prose are flagged in an alternative text."""
    rule = BOOK.rules["suicide/committed-suicide"]
    words = rule.bad[0].text
    found = lint(Document.read(Source(f"![{words}](picture.jpg)\n", "a.md")), rules())
    assert [(one.rule, one.place) for one in found if one.rule == rule.id] == [(rule.id, "caption")]
