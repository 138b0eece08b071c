"""The page about the questions on which guides disagree: its rules exist, are no louder than it says, and its switches work."""

import re
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from ethicslint.engine.lint import lint
from ethicslint.nodes import parse
from ethicslint.project.rulecache import rules
from ethicslint.rulebook.model import LEVELS
from ethicslint.text.document import Document
from ethicslint.text.source import Source

ROOT: Final = Path(__file__).resolve().parent.parent
PROFILES: Final = ROOT / "src/ethicslint/project/profiles"
BOOK = rules().book()
CELLS: Final = ("number", "question", "positions", "default", "switch", "contested", "agreed")


def rows() -> list[dict[str, str]]:
    lines = (ROOT / "docs/disagreements.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if re.match(r"\| \d", line)]
    return [dict(zip(CELLS, one, strict=True)) for one in cells]


def named(cell: str) -> list[str]:
    return re.findall(r"`([a-z-]+/[a-z0-9-]+)`", cell)


ROWS: Final = rows()
CONTESTED: Final = sorted({name for row in ROWS for name in named(row["contested"])})


def found(text: str, front: str = "") -> dict[str, str]:
    whole = f"---\n{front}\n---\n{text}\n" if front else f"{text}\n"
    return {one.rule: one.level for one in lint(Document.read(Source(whole, "a.md")), rules())}


def test_the_page_has_nineteen_whole_rows_and_its_rules_exist() -> None:
    assert [row["number"] for row in ROWS] == [str(number) for number in range(1, 20)]
    for row in ROWS:
        assert all(row[key] for key in ("question", "positions", "default", "switch"))
        assert re.search(r"\. .*\.$", row["positions"]), "more than one side speaks"
        assert set(named(row["contested"]) + named(row["agreed"])) <= set(BOOK.rules)
        assert named(row["contested"]) or named(row["agreed"]) or row["default"] == "Silence."


@pytest.mark.parametrize("name", CONTESTED)
def test_what_is_contested_is_never_louder_than_a_suggestion(name: str) -> None:
    rule = BOOK.rules[name]
    assert {rule.level, rule.headline_level, *(term.level or "suggestion" for term in rule.terms)} == {"suggestion"}


@pytest.mark.parametrize("profile", sorted(one.name for one in PROFILES.glob("*.yaml")))
def test_no_profile_makes_it_louder(profile: str) -> None:
    """A profile that raises a family keeps what is contested down; and none lowers what is an error."""
    root = parse((PROFILES / profile).read_text(encoding="utf-8"))
    assert root is not None
    levels = next(
        ({key.text: one.text for key, one in value.pairs} for key, value in root.pairs if key.text == "levels"), {}
    )
    for name in CONTESTED:
        family = name.partition("/")[0]
        assert levels.get(name, levels.get(family, "suggestion")) == "suggestion", name
    for name, rule in BOOK.rules.items():
        if levels.get(name.partition("/")[0]) and "error" in (rule.level, rule.headline_level):
            assert levels.get(name) == "error", name


class Case(NamedTuple):
    """A text, the rules of its row that speak of it by default, and with the switch (front matter) set."""

    row: int
    text: str
    default: tuple[str, ...]
    front: str = ""
    switched: tuple[str, ...] = ()


CASES: Final = (
    Case(
        1,
        "Ann Poe, the rape victim, told the court of that night.",
        (),
        "preferred_term: survivor",
        ("consistency/victim-though-survivor",),
    ),
    Case(
        1,
        "Ann Poe, the rape survivor, told the court of that night.",
        (),
        "preferred_term: victim",
        ("consistency/survivor-though-victim",),
    ),
    Case(2, "He was allegedly accused of the rape, police said.", ("legal-sourcing/doubled-hedge",)),
    Case(2, "Roe is on trial. The alleged rape took place in Leeds.", ()),
    Case(3, "The accuser told the jury of the rape.", ("doubt-casting/accuser-label",)),
    Case(4, "Her rape claims are being investigated by police.", ("doubt-casting/claims-noun",)),
    Case(4, "The claimant claims damages for the assault.", ()),
    Case(5, "He groped a nurse, the court heard of the sexual assault.", ("minimising/fondled",)),
    Case(6, "He forced her to perform oral sex on him, the rape trial heard.", ("graphic-detail/manner-of-rape",)),
    Case(7, "He was convicted of gang rape.", ()),
    Case(8, "He killed himself in May.", ()),
    Case(8, "He committed suicide.", ("suicide/committed-suicide",)),
    Case(9, "Police look into the man's historic abuse of a child in the rape case.", ("minimising/historic-abuse",)),
    Case(10, "The prostitute was found murdered.", ("stigma/prostitute-label",)),
    Case(10, "The sex worker was found murdered.", ()),
    Case(11, "The court was told of modern slavery and trafficking on the farm.", ()),
    Case(12, "# Woman raped in park\n\nA man is charged with rape.", ("agency/hidden-actor-before-verdict",)),
    Case(
        13,
        "Complainant Ann Poe told the jury that he raped her.",
        ("identification/complainant-named",),
        "jurisdiction: england-wales\ncase_stage: on-trial",
        ("identification/complainant-in-declared-case",),
    ),
    Case(
        14,
        "Colm Roe, on trial for murder, has two convictions for wounding.",
        (),
        "jurisdiction: ireland\ncase_stage: on-trial",
        ("restrictions/record-in-declared-case",),
    ),
    Case(
        14,
        "Colm Roe, on trial for murder, has two convictions for wounding.",
        (),
        "jurisdiction: us\ncase_stage: on-trial",
        ("presumption/record-in-us-case",),
    ),
    Case(15, "He was a good bloke. He is accused of murdering his wife.", ("perpetrator-sympathy/good-bloke",)),
    Case(15, "“He was a good bloke,” said a neighbour of the man accused of murdering his wife.", ()),
    Case(16, "He was convicted of rape and murder.", ()),
    Case(17, "An addict was charged with the murder.", ("stigma/addict-label",)),
    Case(17, "“I am an addict,” she told the murder trial.", ()),
    Case(
        18,
        "The singer settled the claim of sexual assault, which proves that he did it.",
        ("verdict-wording/settlement-as-admission",),
    ),
    Case(
        19, "He was acquitted of rape, which does not mean that he is innocent.", ("verdict-wording/acquittal-glossed",)
    ),
    Case(19, "He was acquitted of rape.", ()),
)


def of_row(case: Case) -> set[str]:
    row = ROWS[case.row - 1]
    return {*named(row["contested"]), *named(row["agreed"])}


@pytest.mark.parametrize("case", CASES, ids=[f"{one.row}-{one.text[:30]}" for one in CASES])
def test_the_default_and_the_switch_of_a_row(case: Case) -> None:
    """What speaks by default; and what with the switch in the front matter, where the row has one there."""
    assert of_row(case) & set(found(case.text)) == set(case.default)
    if case.front:
        assert of_row(case) & set(found(case.text, case.front)) == set(case.switched)


def test_every_row_is_tried() -> None:
    assert {one.row for one in CASES} == set(range(1, 20))


def test_silence_is_silence() -> None:
    """Rows whose default is silence raise nothing of any rule, for the words of the question."""
    for case in CASES:
        if ROWS[case.row - 1]["default"] == "Silence.":
            assert found(case.text) == {}


@pytest.mark.parametrize("row", [row for row in ROWS if row["switch"] == "`ignore`"], ids=lambda row: row["number"])
def test_what_can_be_ignored_can_be_ignored_rule_by_rule(row: dict[str, str]) -> None:
    """With a rule of the row off, its words raise nothing of that rule."""
    numbers = {name: number for number, name in enumerate(rules().ids)}
    for case in CASES:
        for name in case.default if str(case.row) == row["number"] else ():
            on = frozenset(numbers.values()) - {numbers[name]}
            heard = lint(Document.read(Source(f"{case.text}\n", "a.md")), rules(), on)
            assert name not in {one.rule for one in heard}


def test_levels_are_those_of_the_book() -> None:
    """Somewhere an agreed rule is louder: the two columns do not say the same."""
    agreed = {name for row in ROWS for name in named(row["agreed"])}
    assert any(LEVELS.index(BOOK.rules[name].level) > 0 for name in agreed)
    assert agreed.isdisjoint(CONTESTED)
