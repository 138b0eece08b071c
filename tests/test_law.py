"""Legal notes: every rule that asks whose law holds says what that law is, as of when, and by when to look again.

The day is always given: no test here depends on when it runs.
"""

import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from ethicslint.cli.main import main
from ethicslint.engine.compiled import Compiled
from ethicslint.errors import RuleError
from ethicslint.project import diagnosis
from ethicslint.project.rulecache import rules
from ethicslint.rulebook.law import NAMES, overdue
from ethicslint.rulebook.load import load
from ethicslint.rulebook.model import LegalNote
from ethicslint.rulebook.page import page
from ethicslint.text.declared import JURISDICTIONS

BOOK = rules().book()
ASKING = {
    name: set(values) for name, rule in BOOK.rules.items() for key, values in rule.gate.wanted if key == "jurisdiction"
}
NOTE = {
    "jurisdictions": "ireland",
    "says": "A judge decides.",
    "sources": "act",
    "as-of": "2026-01-02",
    "review-by": "2027-01-02",
}


def folder_with(folder: Path, name: str = "a-note", **keys: str) -> str:
    """A folder of one source, one legal note and one rule that rests on it."""
    (folder / "restrictions").mkdir(parents=True)
    source = 'act:\n  organisation: "A"\n  title: "B"\n  short: "C"\n  kind: "law"\n'
    (folder / "sources.yaml").write_text(source, encoding="utf-8")
    said = {key: value for key, value in (NOTE | keys).items() if value != "gone"}
    note = f"{name}:\n" + "".join(f'  {key}: "{value}"\n' for key, value in said.items())
    (folder / "law.yaml").write_text(note, encoding="utf-8")
    (folder / "restrictions" / "a-street.yaml").write_text(
        'title: "A street"\nlevel: "warning"\nmessage: "A place is named."\nwhy: "It narrows down who it is."\n'
        'where: {jurisdiction: "ireland"}\nmatch: {phrase: ["larch street"]}\nsources: ["act"]\nsince: "0.1"\n'
        'bad: ["[[Larch Street]]"]\ngood: ["A street."]\nlaw: ["a-note"]\n',
        encoding="utf-8",
    )
    return str(folder)


def test_every_rule_that_asks_whose_law_holds_has_a_note_for_each_answer() -> None:
    """And no note of it is about another place."""
    assert len(ASKING) > 25
    for name, asked in ASKING.items():
        notes = [BOOK.law[one] for one in BOOK.rules[name].law]
        told = {one for note in notes for one in note.jurisdictions}
        assert asked <= told, (name, sorted(asked - told))
        assert all(asked & set(note.jurisdictions) for note in notes), name


def test_no_note_is_idle_and_every_jurisdiction_has_one() -> None:
    used = {one for rule in BOOK.rules.values() for one in rule.law}
    assert used == set(BOOK.law)
    assert {one for note in BOOK.law.values() for one in note.jurisdictions} == set(JURISDICTIONS) == set(NAMES)


def test_dates_are_days_and_a_review_comes_within_two_years() -> None:
    for note in BOOK.law.values():
        stated, again = datetime.date.fromisoformat(note.as_of), datetime.date.fromisoformat(note.review_by)
        assert datetime.timedelta(0) < again - stated <= datetime.timedelta(days=750), note.id


def test_a_note_survives_being_kept() -> None:
    kept = Compiled.from_bytes(rules().to_bytes())
    assert kept.law() == rules().law() == list(BOOK.law.values())
    assert kept.book().rules == BOOK.rules


def test_the_page_says_whose_law_as_of_when() -> None:
    rule = BOOK.rules["restrictions/irish-accused-named"]
    note = BOOK.law["anonymity-ireland"]
    lines = list(page(rule, BOOK))
    assert "**The law,** as of the day named; no legal advice:" in lines
    assert f"- Ireland: {note.says} ({note.as_of}; to be looked at again by {note.review_by})" in lines
    assert not any("The law," in line for line in page(BOOK.rules["suicide/burden"], BOOK))


def test_what_is_overdue_on_a_day() -> None:
    notes = [
        LegalNote(name, ("us",), "x", ("y",), "2026-01-01", day)
        for name, day in (("a", "2027-05-01"), ("b", "2027-01-01"))
    ]
    assert overdue(notes, "2027-01-01") == []
    assert [one.id for one in overdue(notes, "2027-01-02")] == ["b"]
    assert [one.id for one in overdue(notes, "2030-01-01")] == ["b", "a"]


@pytest.mark.parametrize("day", ["2026-12-01", "2099-01-01"])
def test_doctor_tells_which_are_overdue_and_calls_nothing_wrong(
    day: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(diagnosis, "today", lambda: day)
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 0, result.output
    late = len(BOOK.law) if day > "2090" else "none"
    assert f"legal notes: {len(BOOK.law)}, {late} overdue" in result.stdout.splitlines()
    assert ("  contempt-uk: as of" in result.stdout) == (day > "2090")


def test_today_is_a_day() -> None:
    assert datetime.date.fromisoformat(diagnosis.today())


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"jurisdictions": "irland"}, "did you mean “ireland”?"),
        ({"sources": "atc"}, "did you mean “act”?"),
        ({"as-of": "May"}, "“as-of” is a date such as 2026-11-25"),
        ({"review-by": "2025-01-02"}, "“review-by” is a day after “as-of”"),
        ({"review-by": "gone"}, "“review-by” is missing"),
        ({"says": ""}, "“says” is empty"),
        ({"until": "x"}, "unknown key “until”"),
    ],
)
def test_a_slip_in_a_note_is_named(tmp_path: Path, keys: dict[str, str], words: str) -> None:
    with pytest.raises(RuleError, match=r"law\.yaml:") as caught:
        load([folder_with(tmp_path / "a", **keys)])
    assert any(words in one.message for one in caught.value.problems)


def test_a_rule_names_notes_that_exist(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"there is no legal note “a-note” in law\.yaml"):
        load([folder_with(tmp_path / "a", name="a-notes")])


def test_a_house_folder_replaces_a_note(tmp_path: Path) -> None:
    """A newsroom's lawyer looked again: the note and its days are the newsroom's own."""
    base, house = folder_with(tmp_path / "a"), tmp_path / "b"
    house.mkdir()
    text = (Path(base) / "law.yaml").read_text(encoding="utf-8").replace("2027-01-02", "2028-01-02")
    (house / "law.yaml").write_text(text, encoding="utf-8")
    assert load([base, str(house)]).law["a-note"].review_by == "2028-01-02"
