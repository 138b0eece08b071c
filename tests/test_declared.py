"""What an article declares in its front matter: the keys of the public contract, in YAML and TOML, and mistakes in them."""

import pytest

from ethicslint.errors import Problem
from ethicslint.text.declared import ACTIVE, JURISDICTIONS, NOTHING, STAGES, Case, Declared, Term
from ethicslint.text.document import Document
from ethicslint.text.source import Source

WHOLE = Declared(
    "england-wales",
    (Case("Colm Roe", "on-trial", ("s4-2",)),),
    "protected",
    (Term("Ann Poe", "survivor"),),
    "live-blog",
    "added-by-cms",
)
YAML = (
    "---\ntitle: A trial\nethicslint: {jurisdiction: england-wales, cases: [{accused: Colm Roe, stage: on-trial,"
    " restrictions: [s4-2]}],\n  anonymity: protected, terms: [{person: Ann Poe, prefers: survivor}], format: live-blog,"
    " helplines: added-by-cms}\n---\nText.\n"
)
TOML = """+++
title = "A trial"
[ethicslint]
jurisdiction = "england-wales"
anonymity = "protected"
format = "live-blog"
helplines = "added-by-cms"
[[ethicslint.cases]]
accused = "Colm Roe"
stage = "on-trial"
restrictions = ["s4-2"]
[[ethicslint.terms]]
person = "Ann Poe"
prefers = "survivor"
+++
Text.
"""


def read(text: str) -> Document:
    return Document.read(Source(text, "a.md"))


def faults(text: str) -> list[str]:
    return [str(one) for one in read(text).problems]


@pytest.mark.parametrize("text", [YAML, TOML, YAML.replace("\n", "\r\n"), TOML.replace("\n", "\r\n")])
def test_every_key_of_the_contract_is_read(text: str) -> None:
    document = read(text)
    assert document.problems == []
    assert document.declared == WHOLE


def test_plain_keys_on_top_declare_the_article_as_a_whole() -> None:
    plain = "case_stage: on-trial\njurisdiction: ireland\nanonymity: protected\npreferred_term: complainant"
    document = read(f"---\n{plain}\n---\nText.\n")
    assert document.problems == []
    wanted = Declared("ireland", (Case("", "on-trial"),), "protected", (Term("", "complainant"),))
    assert document.declared == wanted


def test_keys_of_the_site_itself_declare_nothing() -> None:
    document = read("---\ntitle: A\nstage: on-trail\nformat: blog\n---\nText.\n")
    assert (document.declared, document.problems) == (NOTHING, [])


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("---\ntitle: A\nethicslint:\n  jurisdiction: england-wale\n---\n", 4, "did you mean “england-wales”?"),
        (
            "---\nethicslint:\n  cases:\n    - stage: on-trail\n---\n",
            4,
            "“on-trail” is no stage; did you mean “on-trial”?",
        ),
        (
            "---\nethicslint:\n  jurisdiction: us\n  formt: live-blog\n---\n",
            4,
            "unknown key “formt”; did you mean “format”?",
        ),
        ("---\nethicslint:\n  cases:\n  - {accused: Colm Roe, stag: plea}\n---\n", 4, "did you mean “stage”?"),
        ("---\nethicslint:\n  cases:\n  - {accused: Colm Roe}\n---\n", 4, "a case without “stage”"),
        ("---\nethicslint:\n  cases: on-trial\n---\n", 3, "a list of maps with the keys accused, stage, restrictions"),
        ("---\nethicslint:\n  cases:\n  - {stage: plea, restrictions: [section four]}\n---\n", 4, "no short name"),
        ("---\nethicslint:\n  terms: [{person: Ann Poe, prefers: survivr}]\n---\n", 3, "did you mean “survivor”?"),
        ("---\nethicslint:\n  terms: [{person: Ann Poe}]\n---\n", 3, "a term without “prefers”"),
        ("---\nethicslint: off\n---\n", 2, "the keys are jurisdiction, cases, anonymity, terms, format, helplines"),
        ("---\ncase_stage: ontrial\n---\n", 2, "did you mean “on-trial”?"),
        ("---\njurisdiction: [us, ireland]\n---\n", 2, "“jurisdiction” must be text"),
        ("---\njurisdiction: us\nethicslint: {jurisdiction: ireland}\n---\n", 3, "keep one of them"),
        ("+++\ntitle = 'A'\n[ethicslint]\n# here\njurisdiction = 'scotlan'\n+++\n", 5, "did you mean “scotland”?"),
        (
            "+++\n[[ethicslint.cases]]\nstage = 'plea'\n[[ethicslint.cases]]\nstage = 'plea'\nacused = 'Roe'\n+++\n",
            6,
            "“acused”",
        ),
        ("+++\nethicslint.anonymity = 'protectd'\n+++\n", 2, "did you mean “protected”?"),
        ("+++\nethicslint = {format = 'live-blog', helplines = true}\n+++\n", 2, "“true” is no helplines"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_the_way_out(text: str, line: int, words: str) -> None:
    found = read(text).problems
    assert Problem("a.md", line, found[0].message) == found[0]
    assert words in found[0].message


def test_what_is_right_is_read_beside_a_mistake() -> None:
    document = read("---\nethicslint: {jurisdiction: us, anonymity: protectd}\n---\n")
    assert document.declared == Declared("us")
    assert len(document.problems) == 1


def test_nothing_behind_a_key_declares_nothing() -> None:
    document = read("---\nethicslint:\njurisdiction:\n---\n")
    assert (document.declared, document.problems) == (NOTHING, [])


def test_the_article_decides_key_by_key() -> None:
    defaults = Declared("scotland", helplines="added-by-cms")
    assert Declared("us").over(defaults) == Declared("us", helplines="added-by-cms")
    assert NOTHING.over(defaults) == defaults
    assert WHOLE.over(NOTHING) == WHOLE


@pytest.mark.parametrize(
    ("accused", "name", "stage"),
    [
        ("Colm Roe", "Colm Roe", "plea"),
        ("Colm Roe", "Roe", "plea"),
        ("Roe", "Colm Roe", "plea"),
        ("Colm Roe", "Dan Roe", ""),
        ("Colm Roe", "Colm Doe", ""),
        ("", "Dan Roe", "plea"),
    ],
)
def test_a_stage_is_that_of_the_person_named(accused: str, name: str, stage: str) -> None:
    assert Declared(cases=(Case(accused, "plea"),)).stage_of(name, True) == stage


def test_a_case_that_names_nobody_is_not_that_of_bystanders() -> None:
    assert Declared(cases=(Case("", "plea"),)).stage_of("Dan Roe", False) == ""


def test_every_stage_stands_once_and_those_of_active_cases_are_among_them() -> None:
    every = [stage for stages in STAGES.values() for stage in stages]
    assert len(every) == len(set(every))
    assert set(every) > ACTIVE
    assert len(set(JURISDICTIONS)) == 9
