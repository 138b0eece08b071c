"""Small invented court reports: what contradicts itself in them is found, and what only looks so is left alone."""

from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from ethicslint.engine.compiled import Compiled
from ethicslint.engine.finding import Finding
from ethicslint.engine.lint import lint
from ethicslint.rulebook.builtin import builtin_folder
from ethicslint.rulebook.load import load
from ethicslint.text.document import Document
from ethicslint.text.source import Source

FIXTURES: Final = Path(__file__).parent / "fixtures"
CASES: Final[list[dict[str, Any]]] = yaml.safe_load((FIXTURES / "minicases.yaml").read_text(encoding="utf-8"))
FIRST: Final = len(CASES)
CASES += yaml.safe_load((FIXTURES / "minicases-second.yaml").read_text(encoding="utf-8"))
SECOND: Final = len(CASES)
CASES += yaml.safe_load((FIXTURES / "minicases-third.yaml").read_text(encoding="utf-8"))
NO_VERDICT: Final = "verdict-wording/acquittal-that-was-none"
EARLY: Final = {
    f"presumption/{name}"
    for name in (
        "guilt-before-verdict",
        "guilt-in-headline",
        "his-victims",
        "his-crimes",
        "crime-noun-for-suspect",
        "the-one-who-did-it",
    )
}
RULES: Final = {
    "counts": {"consistency/counts-differ"},
    "victims": {"consistency/more-people-than-verdict"},
    "term": {"consistency/terms-differ"},
    "charge": {"consistency/charges-differ"},
    "age": {"consistency/two-ages"},
    "date": {"consistency/weekday-and-date"},
    "name": {"consistency/two-spellings"},
    "quotation": {"consistency/quotation-reworded"},
    "label-too-early": EARLY,
    "label-too-late": {"presumption/accused-after-conviction", "presumption/alleged-after-conviction"},
    "innocence": {NO_VERDICT, "verdict-wording/found-innocent", "verdict-wording/walked-free"},
    "mistrial-as-acquittal": {NO_VERDICT, "verdict-wording/hung-jury-acquittal"},
    "civil-as-criminal": {"verdict-wording/civil-finding-as-crime", "verdict-wording/civil-guilt"},
    "settlement-as-admission": {
        "verdict-wording/settlement-against-its-terms",
        "verdict-wording/settlement-as-admission",
    },
    "arrest-as-charge": {"presumption/charged-while-arrested"},
    "overturned-ignored": {"presumption/conviction-that-fell"},
    "rest-unsaid": {"omission/outcome-of-counts", "verdict-wording/counts-unaccounted"},
    "maximum-stacked": {"verdict-wording/stacked-maximum"},
    "plea-kind": {"verdict-wording/admission-without-one", "verdict-wording/plea-as-admission"},
    "sentence-unclear": {"verdict-wording/tangled-verdict", "verdict-wording/outcomes-in-a-knot"},
}
"""By kind of finding the rules of which one will do."""

BESIDE: Final = {"age", "date", "name", "quotation"}
"""Kinds that are no matter of the case file: they are compared by analyses of their own."""


@cache
def rules() -> Compiled:
    return Compiled.of(load([builtin_folder()]))


@cache
def found(number: int) -> tuple[Finding, ...]:
    """The findings of all those rules in one case."""
    wanted = set().union(*RULES.values())
    findings = lint(Document.read(Source(CASES[number]["text"], "a.md")), rules())
    return tuple(one for one in findings if one.rule in wanted)


def places(one: Finding) -> list[tuple[int, int]]:
    return [(one.start.offset, one.end.offset), *((each.start.offset, each.end.offset) for each in one.related)]


def is_found(number: int, expected: dict[str, Any]) -> bool:
    """Whether a rule of the right kind speaks of the words, at one of its places."""
    text, at = CASES[number]["text"], -1
    for _ in range(expected.get("nth", 1)):
        at = text.index(expected["words"], at + 1)
    fitting = RULES[expected["kind"]] | RULES.get(expected.get("alt", ""), set())
    return any(
        start < at + len(expected["words"]) and at < end
        for one in found(number)
        if one.rule in fitting
        for start, end in places(one)
    )


def missed(first: int, last: int, without: frozenset[str] | set[str] = frozenset()) -> tuple[int, list[str]]:
    """How many findings some cases call for, those of some kinds left out, and which are not made."""
    expected = [
        (number, one) for number in range(first, last) for one in CASES[number]["expect"] if one["kind"] not in without
    ]
    return len(expected), [
        f"{CASES[number]['id']}: {one['kind']}: {one['words']}" for number, one in expected if not is_found(number, one)
    ]


@pytest.mark.parametrize(
    ("first", "last", "least", "share"),
    [
        pytest.param(0, FIRST, 70, 0.1, id="first"),
        pytest.param(FIRST, SECOND, 40, 0.15, id="second"),
        pytest.param(SECOND, len(CASES), 45, 0.15, id="third"),
    ],
)
def test_most_of_what_an_editor_wants_to_hear_of_a_case_is_found(
    first: int, last: int, least: int, share: float
) -> None:
    expected, missing = missed(first, last, BESIDE)
    assert expected > least
    assert len(missing) <= expected * share, "\n".join(missing)


@pytest.mark.parametrize(
    ("first", "last", "share"),
    [
        pytest.param(0, FIRST, 0.1, id="first"),
        pytest.param(FIRST, SECOND, 0.25, id="second"),
        pytest.param(SECOND, len(CASES), 0.15, id="third"),
    ],
)
def test_ages_dates_names_and_quotations_are_compared_beside_it(first: int, last: int, share: float) -> None:
    expected, missing = missed(first, last)
    assert len(missing) <= expected * share, "\n".join(missing)


@pytest.mark.parametrize("number", [number for number, case in enumerate(CASES) if not case["expect"]])
def test_a_consistent_report_is_left_alone_however_tempting(number: int) -> None:
    assert [(one.rule, one.match) for one in found(number)] == [], CASES[number]["tempting"]


def test_at_least_forty_of_the_reports_are_consistent() -> None:
    assert sum(not case["expect"] for case in CASES) >= 40
