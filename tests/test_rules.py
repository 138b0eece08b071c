"""The built-in rules: every promise of every rule, and what holds between them."""

from functools import cache

import pytest

from ethicslint.engine.compiled import Compiled
from ethicslint.engine.finding import Finding
from ethicslint.engine.harness import problems
from ethicslint.engine.lint import lint
from ethicslint.project.rulecache import rules
from ethicslint.rulebook.model import FAMILIES, Rule
from ethicslint.text.document import Document
from ethicslint.text.source import Source

FOUNDING = FAMILIES[:4]
GRAVE = ("presumption", "legal-sourcing", "identification", "restrictions")
LOUD = ("warning", "error")


@cache
def built_in() -> Compiled:
    return rules()


@cache
def every() -> dict[str, Rule]:
    return built_in().book().rules


def found(text: str, enabled: frozenset[int] | None = None) -> list[Finding]:
    return lint(Document.read(Source(text, "example.md")), built_in(), enabled)


def number_of(name: str) -> int:
    return built_in().ids.index(name)


def advice_of(rule: Rule) -> list[str]:
    """Everything that a rule offers, without brackets that stand for what only the writer knows."""
    return list(
        dict.fromkeys(one.words for one in (*rule.instead, *(one for term in rule.terms for one in term.instead)))
    )


@pytest.mark.parametrize("name", rules().ids)
def test_a_rule_keeps_its_promises(name: str) -> None:
    assert [str(one) for one in problems(built_in(), [number_of(name)])] == []


@pytest.mark.parametrize("family", [*FOUNDING, "suicide"])
def test_a_family_is_worth_its_name(family: str) -> None:
    assert sum(rule.family == family for rule in every().values()) >= 5


def test_every_family_with_rules_says_what_it_is_about() -> None:
    families = built_in().book().families
    for rule in every().values():
        assert families[rule.family].about
        assert families[rule.family].title


@pytest.mark.parametrize("name", rules().ids)
def test_advice_in_the_place_of_the_words_raises_nothing_grave(name: str) -> None:
    """Whatever the stage of the case it is meant for."""
    rule = every()[name]
    grave = frozenset(number for number, one in enumerate(built_in().ids) if one.partition("/")[0] in GRAVE)
    for example in rule.bad:
        for start, end in example.marks:
            for advice in advice_of(rule):
                text = example.text[:start] + advice + example.text[end:]
                touching = [
                    one
                    for one in found(text, grave)
                    if one.start.offset < start + len(advice) and start < one.end.offset
                ]
                assert not [one.rule for one in touching if one.rule != name], (advice, text)


@pytest.mark.parametrize("name", rules().ids)
def test_advice_is_no_offence_against_its_own_rule(name: str) -> None:
    """Standing alone, as a headline, and in the place of the words."""
    rule = every()[name]
    only = frozenset((number_of(name),))
    for advice in advice_of(rule):
        for text in (
            advice,
            f"# {advice}",
            *(_with(example.text, *mark, advice) for example in rule.bad for mark in example.marks[:1]),
        ):
            where = text.index(advice)
            touching = [
                one for one in found(text, only) if one.start.offset < where + len(advice) and where < one.end.offset
            ]
            assert [one.match for one in touching if one.level in LOUD] == [], (advice, text)


def _with(text: str, start: int, end: int, words: str) -> str:
    return text[:start] + words + text[end:]


def test_no_two_rules_are_loud_about_the_same_words() -> None:
    """One remark for one mistake, in every example of every rule."""
    twice: set[tuple[str, str, str]] = set()
    for rule in every().values():
        for example in (*rule.bad, *rule.good):
            loud: dict[tuple[int, int], list[str]] = {}
            for one in found(example.text):
                if one.level in LOUD and not one.related:  # what rests on two places says something else
                    loud.setdefault((one.start.offset, one.end.offset), []).append(one.rule)
            twice |= {
                (*sorted(names)[:2], example.text[slice(*span)]) for span, names in loud.items() if len(names) > 1
            }
    assert sorted(twice) == []


def test_a_rule_names_a_source_that_exists_or_the_house() -> None:
    citations = built_in().book().citations
    for rule in every().values():
        assert rule.sources
        assert set(rule.sources) <= {*citations, "house"}
