"""The same forty sentences under the law of each jurisdiction: how loud the tool is, and where it says nothing.

Which law and code are meant stands beside each sentence in the fixture. An article that declares neither stage nor jurisdiction
is never told of an error that rests on them.
"""

from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from ethicslint.engine.finding import Finding
from ethicslint.engine.lint import lint
from ethicslint.project.rulecache import rules
from ethicslint.rulebook.model import LEVELS
from ethicslint.text.declared import JURISDICTIONS
from ethicslint.text.document import Document
from ethicslint.text.source import Source

FIXTURE: Final = Path(__file__).parent / "fixtures" / "jurisdictions.yaml"
SENTENCES: Final[list[dict[str, Any]]] = yaml.safe_load(FIXTURE.read_text(encoding="utf-8"))


def found(sentence: dict[str, Any], front: str) -> list[Finding]:
    return lint(Document.read(Source(f"{front}{sentence['text']}\n", "a.md")), rules())


def loudest(sentence: dict[str, Any], jurisdiction: str, stage: str) -> str:
    levels = [one.level for one in found(sentence, f"---\ncase_stage: {stage}\njurisdiction: {jurisdiction}\n---\n")]
    return max(levels, key=LEVELS.index, default="none")


def expected(sentence: dict[str, Any]) -> dict[str, str]:
    """The level by jurisdiction, none for those that hear nothing."""
    said = dict.fromkeys(JURISDICTIONS, "none")
    for level in LEVELS:
        where = sentence.get(level, [])
        said |= dict.fromkeys(JURISDICTIONS if where == "everywhere" else where, level)
    return said


def test_there_are_forty_and_every_jurisdiction_is_known() -> None:
    assert len(SENTENCES) == len({one["id"] for one in SENTENCES}) == 40
    assert all(tuple(expected(one)) == JURISDICTIONS for one in SENTENCES)
    assert all(one["why"] for one in SENTENCES)


@pytest.mark.parametrize("sentence", SENTENCES, ids=[one["id"] for one in SENTENCES])
def test_the_level_in_each_jurisdiction(sentence: dict[str, Any]) -> None:
    heard = {one: loudest(sentence, one, sentence["stage"]) for one in JURISDICTIONS}
    assert heard == expected(sentence)


@pytest.mark.parametrize("jurisdiction", JURISDICTIONS)
def test_every_jurisdiction_hears_of_something_and_is_spared_something(jurisdiction: str) -> None:
    """No profile is a copy of silence, nor of the loudest."""
    heard = {expected(one)[jurisdiction] for one in SENTENCES}
    assert heard == {"none", *LEVELS}


@pytest.mark.parametrize("sentence", SENTENCES, ids=[one["id"] for one in SENTENCES])
def test_the_law_of_no_place_is_told_to_an_article_that_declares_nothing(sentence: dict[str, Any]) -> None:
    """Restrictions fall silent, and no error rests on a guess of jurisdiction or stage."""
    undeclared = found(sentence, "")
    assert [one.rule for one in undeclared if one.family == "restrictions"] == []
    assert [one.rule for one in undeclared if one.level == "error" and one.family != "suicide"] == []


def test_a_stage_that_ends_the_case_ends_the_restriction() -> None:
    """What an open case forbids is free again after a conviction, in every jurisdiction."""
    ended = [
        one
        for one in SENTENCES
        if one["stage"] in ("charged", "arrested", "on-trial")
        and one["id"].startswith(("r-prev", "r-abs", "r-conf", "p-", "c-pre"))
    ]
    assert len(ended) > 6
    for sentence in ended:
        for jurisdiction in JURISDICTIONS:
            assert loudest(sentence, jurisdiction, "convicted") != "error", sentence["id"]
