"""`ethicslint facts`: what the analyses saw, for people and for programs."""

import json
import pathlib
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ethicslint.cli.main import main

ARTICLE = """---
title: "Trial hears from “frightened” neighbour"
---

# Harbour murder trial opens

Prosecutors said that Colm Varrow, 41, strangled his wife. “I heard her cry out,” said Dr Edna Pell, a neighbour.

Varrow, who denies murder, was arrested in May. The woman was attacked at home. Colm Varrow strangled Mara Linn in May.
"""


def run(folder: pathlib.Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["facts", *arguments, str(folder)])


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    (tmp_path / "a.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.txt").write_text("Nothing of note.\n", encoding="utf-8")
    return tmp_path


def facts(folder: pathlib.Path) -> list[dict[str, Any]]:
    answer = json.loads(run(folder, "--format", "json").stdout)
    assert answer["version"] == 1
    assert [pathlib.Path(file["path"]).name for file in answer["files"]] == ["a.md", "b.txt"]
    assert answer["files"][1]["facts"] == []
    found: list[dict[str, Any]] = answer["files"][0]["facts"]
    return found


def test_a_quotation_has_its_speaker_its_place_and_how_that_is_known(folder: pathlib.Path) -> None:
    (quotation,) = [one for one in facts(folder) if one["kind"] == "quotation" and "cry" in _words(one)]
    assert _words(quotation) == "“I heard her cry out,”"
    assert quotation["speaker"]["text"] == "Dr Edna Pell"
    assert (quotation["how"], quotation["confidence"]) == ("after", "high")
    assert quotation["start"]["line"] == 7


def test_attributions_people_and_claims_are_there(folder: pathlib.Path) -> None:
    found = facts(folder)
    attributions = [one for one in found if one["kind"] == "attribution" and one["source"]]
    assert any(one["source"]["text"] == "Prosecutors" for one in attributions)
    people = {one["name"]: one for one in found if one["kind"] == "person"}
    assert people["Colm Varrow"]["age"] == "41"
    assert "accused" in people["Colm Varrow"]["roles"]
    assert [one["attributed"] for one in found if one["kind"] == "claim"] == ["no"]
    assert [one["form"] for one in found if one["kind"] == "voice"] == ["passive"]


def _words(fact: dict[str, Any]) -> str:
    return ARTICLE[fact["start"]["offset"] : fact["end"]["offset"]]


def test_people_read_lines_with_place_and_topics(folder: pathlib.Path) -> None:
    shown = run(folder).stdout.splitlines()
    assert f"{folder / 'a.md'}: topics: courts, domestic-violence, homicide, proceedings" in shown
    column = ARTICLE.splitlines()[6].index("“I heard") + 1
    assert any(f"a.md:7:{column}: quotation (high) speaker=named" in line for line in shown)


def test_what_cannot_be_read_is_named_and_the_rest_is_shown(folder: pathlib.Path) -> None:
    (folder / "c.md").write_bytes(b"\xff\xfe")
    result = run(folder)
    assert result.exit_code == 2
    assert "c.md: not UTF-8" in result.stderr
    assert "Edna Pell" in result.stdout
