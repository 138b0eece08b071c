"""Rules that speak only of articles which declare something, and what analyses and defaults make of a declaration."""

import os
from functools import cache
from pathlib import Path

import pytest

from ethicslint.analysis.facts import Facts
from ethicslint.engine.compiled import Compiled
from ethicslint.engine.harness import problems as broken_promises
from ethicslint.engine.lint import lint
from ethicslint.errors import Problem
from ethicslint.lexicon.words import Lexicon, read
from ethicslint.nodes import parse
from ethicslint.project.check import Settings, check_source
from ethicslint.project.rulecache import rules
from ethicslint.rulebook.model import Rulebook
from ethicslint.rulebook.reader import Reader, Surroundings
from ethicslint.text.declared import NOTHING, Case, Declared
from ethicslint.text.document import Document
from ethicslint.text.source import Source

ROOT = Path(__file__).resolve().parent.parent
TEXT = "The street of shame is closed.\n"


@cache
def lexicon() -> Lexicon:
    return read([os.path.join(ROOT, "rules/vocabulary")], [])


def read_rule(where: str, bad: str = '["[[one]]"]') -> tuple[Compiled, list[str]]:
    """A rule book of one rule, and what is wrong with it."""
    text = (
        f'title: "A title"\nlevel: warning\nmessage: "A fact."\nwhy: "A reason."\nwhere: {where}\n'
        f'match: {{phrase: "street of shame"}}\nsources: house\nbad: {bad}\ngood: ["two"]\nsince: "0.1"\n'
    )
    root = parse(text)
    assert root is not None
    problems: list[Problem] = []
    name = "sensationalism/sample"
    rule = Reader("sample.yaml", name, Surroundings(lexicon(), {}, [], problems)).rule(root)
    return Compiled.of(Rulebook({name: rule}, {}, {}, {}, {})), [one.message for one in problems]


def speaks(where: str, front: str = "", defaults: Declared = NOTHING) -> bool:
    """Whether a rule with this `where` finds its words in an article with this front matter, with the prefilter and without."""
    compiled, problems = read_rule(where)
    assert problems == []
    kept = Compiled.from_bytes(compiled.to_bytes())
    document = Document.read(Source(f"---\n{front}\n---\n{TEXT}" if front else TEXT, "a.md"))
    found = lint(document, kept, defaults=defaults)
    assert found == lint(document, kept, exhaustive=True, defaults=defaults)
    return bool(found)


ON_TRIAL, CONVICTED = "case_stage: on-trial", "case_stage: convicted"
TWO = "ethicslint: {cases: [{accused: Colm Roe, stage: convicted}, {accused: Dan Poe, stage: on-trial}]}"


@pytest.mark.parametrize(
    ("where", "front", "expected"),
    [
        ("{jurisdiction: [ireland, scotland]}", "", False),
        ("{jurisdiction: [ireland, scotland]}", "jurisdiction: scotland", True),
        ("{jurisdiction: [ireland, scotland]}", "jurisdiction: us", False),
        ("{not-jurisdiction: us}", "", True),
        ("{not-jurisdiction: us}", "jurisdiction: us", False),
        ("{not-jurisdiction: us}", "jurisdiction: india", True),
        ("{stage: on-trial}", "", False),
        ("{stage: on-trial}", ON_TRIAL, True),
        ("{stage: [active]}", ON_TRIAL, True),
        ("{stage: [before-verdict]}", ON_TRIAL, True),
        ("{stage: [active]}", CONVICTED, False),
        ("{not-stage: [proved, not-proved]}", "", True),
        ("{not-stage: [proved, not-proved]}", CONVICTED, False),
        ("{not-stage: [proved, not-proved]}", TWO, True),
        ("{stage: [proved]}", TWO, True),
        ("{anonymity: protected}", "anonymity: protected", True),
        ("{anonymity: protected}", "", False),
        ("{not-helplines: added-by-cms}", "ethicslint: {helplines: added-by-cms}", False),
        ("{not-format: live-blog}", "ethicslint: {format: live-blog}", False),
        ("{not-restriction: any}", "ethicslint: {cases: [{stage: on-trial, restrictions: [s4-2]}]}", False),
        ("{not-restriction: any}", "ethicslint: {cases: [{stage: on-trial}]}", True),
        ("{not-term: survivor}", "preferred_term: survivor", False),
        ("{jurisdiction: ireland, stage: active}", "jurisdiction: ireland", False),
        ("{jurisdiction: ireland, stage: active}", "jurisdiction: ireland\ncase_stage: charged", True),
    ],
)
def test_a_rule_speaks_of_articles_that_declare_what_it_asks_for(where: str, front: str, expected: bool) -> None:
    assert speaks(where, front) == expected


def test_defaults_hold_where_the_article_says_nothing_and_the_article_decides() -> None:
    where, defaults = "{jurisdiction: ireland}", Declared("ireland")
    assert speaks(where, defaults=defaults)
    assert speaks(where, "case_stage: plea", defaults)
    assert not speaks(where, "jurisdiction: us", defaults)


def test_settings_carry_what_a_newsroom_declares_for_all_its_articles() -> None:
    compiled, _ = read_rule("{jurisdiction: ireland}")
    source = Source(TEXT, "a.md")
    assert check_source(source, compiled, Settings(None)).findings == []
    assert len(check_source(source, compiled, Settings(None, declared=Declared("ireland"))).findings) == 1


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("{jurisdiction: scotlan}", "“scotlan” is no jurisdiction"),
        ("{stage: on-trail}", "did you mean “on-trial”?"),
        ("{juridsiction: us}", "unknown key “juridsiction”; did you mean “jurisdiction”?"),
        ("{not-jurisdicton: us}", "did you mean “not-jurisdiction”?"),
    ],
)
def test_a_slip_in_a_rule_is_named(where: str, words: str) -> None:
    _, problems = read_rule(where)
    assert len(problems) == 1
    assert words in problems[0]


def test_an_example_that_declares_nothing_is_told_so() -> None:
    bare, _ = read_rule("{jurisdiction: ireland}", '["The [[street of shame]] is closed."]')
    said = [one.message for one in broken_promises(bare)]
    assert any("the example declares nothing that fits jurisdiction" in one for one in said)
    opened, _ = read_rule(
        "{jurisdiction: ireland}", '["---\\njurisdiction: ireland\\n---\\nThe [[street of shame]] is closed."]'
    )
    assert not any("was not flagged" in one.message for one in broken_promises(opened))


CHARGED = "Colm Roe, 34, was charged with assault. The court sits today. Roe stabbed his wife in May."


def claims(declared: Declared, text: str = CHARGED) -> list[tuple[str, str, str]]:
    """Of each claim the part that its person plays, how the case stands, and whether a verdict settles it."""
    document = Document.read(Source(text, "a.md"))
    facts = Facts(document.blocks, rules().patterns(), declared=declared)
    told = [dict(one.says) for one in facts.of("claim")]
    return [(one["of"], one["case"], one["adjudicated"]) for one in told]


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        ("charged", ("accused", "accused", "no")),
        ("convicted", ("convicted", "convicted", "yes")),
        ("acquitted", ("other", "none", "no")),
        ("suspect-dead", ("accused", "dead", "no")),
    ],
)
@pytest.mark.parametrize("accused", ["", "Roe", "Colm Roe"])
def test_a_declared_stage_comes_before_what_the_words_show(
    accused: str, stage: str, expected: tuple[str, str, str]
) -> None:
    assert claims(NOTHING) == [("accused", "accused", "no")]
    assert claims(Declared(cases=(Case(accused, stage),))) == [expected]


def test_the_declared_stage_of_another_person_changes_nothing() -> None:
    assert claims(Declared(cases=(Case("Dan Poe", "convicted"),))) == claims(NOTHING)


def test_a_conviction_of_something_else_settles_nothing_more_when_declared() -> None:
    """The verdict that the text names is the verdict."""
    text = "Colm Roe, 34, was convicted of fraud. The court sits today. Roe stabbed his wife in May."
    assert [one[2] for one in claims(Declared(cases=(Case("", "convicted"),)), text)] == ["no"]


@pytest.mark.parametrize(("stage", "expected"), [("", True), ("on-trial", True), ("convicted", False)])
def test_a_declared_conviction_ends_presumption(stage: str, expected: bool) -> None:
    front = f"---\ncase_stage: {stage}\n---\n" if stage else ""
    text = "Police arrested the killer on Monday after the murder of a clerk in Cork."
    document = Document.read(Source(front + text, "a.md"))
    found = [one.rule for one in lint(document, rules()) if one.rule.startswith("presumption/")]
    assert bool(found) == expected
