"""A rule's own examples: every promise that is broken is told with file and line, and a rule that keeps all is not bothered."""

import json
from collections.abc import Sequence
from typing import Any

import pytest

from ethicslint.engine import combine, harness, searching, seen
from ethicslint.engine.compiled import Compiled
from ethicslint.errors import Problem
from ethicslint.lexicon.words import Lexicon
from ethicslint.nodes import parse
from ethicslint.rulebook import matching
from ethicslint.rulebook.model import Rule, Rulebook
from ethicslint.rulebook.reader import Reader, Surroundings

BAD = ["A [[house of horrors]] again.", "The [[house of horrors]], she said.", "# The [[house of horrors]]"]
GOOD = ["The house.", "A horror film.", "He said “house of horrors” and left."]


def rule(name: str = "sensationalism/sample", topics: Sequence[str] = (), **keys: Any) -> Rule:
    """A rule that keeps its promises; `keys` replace its own, an example stands in the line of its number."""
    plain = {
        "title": "A title",
        "level": "suggestion",
        "message": "“{match}” is a fact.",
        "why": "A reason.",
        "match": {"phrase": ["house of horrors"]},
        "instead": ["the house"],
        "sources": ["house"],
        "bad": BAD,
        "good": GOOD,
        "since": "0.1",
    } | keys
    bad, good = plain.pop("bad"), plain.pop("good")
    lines = ["bad:", *(f"  - {json.dumps(one)}" for one in bad)] if bad else ["bad: []"]
    lines += ["good:", *(f"  - {json.dumps(one)}" for one in good)] if good else ["good: []"]
    lines += [f"{key}: {json.dumps(value)}" for key, value in plain.items()]
    root = parse("\n".join(lines))
    problems: list[Problem] = []
    assert root is not None
    made = Reader("sample.yaml", name, Surroundings(Lexicon(), {}, list(topics), problems)).rule(root)
    assert problems == []
    return made


def told(*rules: Rule, number: int = 0) -> list[str]:
    """What the harness says of the rule with this number, without its name."""
    compiled = Compiled.of(Rulebook({one.id: one for one in rules}, {}, {}, {}, {}))
    said = [str(one) for one in harness.problems(compiled, [number])]
    assert all(one.startswith("sample.yaml") and rules[number].id in one for one in said)
    return [one.removeprefix("sample.yaml").replace(f" {rules[number].id}:", "") for one in said]


def test_a_rule_that_keeps_its_promises() -> None:
    assert told(rule()) == []


def test_all_rules_are_tried_unless_some_are_named() -> None:
    rules = {name: rule(name, bad=BAD[:2]) for name in ("agency/a", "suicide/b")}
    compiled = Compiled.of(Rulebook(rules, {}, {}, {}, {}))
    assert [one.message for one in harness.problems(compiled)] == [
        "agency/a: 2 bad examples; at least 3",
        "suicide/b: 2 bad examples; at least 3",
    ]
    assert len(list(harness.problems(compiled, [1]))) == 1


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"bad": BAD[:1]}, [":1: 1 bad example; at least 3"]),
        ({"bad": BAD[:2]}, [":1: 2 bad examples; at least 3"]),
        ({"good": GOOD[1:]}, [":5: 2 good examples; at least 3"]),
        (
            {"good": ["The house.", "A film.", "A home."]},
            [":5: no example in quotation marks; show what happens to quoted words"],
        ),
        (
            {"good": ["The house’s door.", "The film's end, the actors' day.", "A home of the ’90s."]},
            [":5: no example in quotation marks; show what happens to quoted words"],
        ),
        ({"good": ["The house.", "A film.", "He said: 'house of horrors' and left."]}, []),
        ({"good": ["The house.", "A film.", "He said ‘house of horrors’ and left."]}, []),
        (
            {"where": {"place": ["headline"]}},
            [
                f":{line}: “house of horrors” was not flagged; its words stand in prose, and “where” keeps the rule to headline"
                for line in (2, 3)
            ],
        ),
        (
            {"where": {"place": ["prose"]}},
            [
                ":4: “house of horrors” was not flagged; its words stand in headline, and “where” keeps the rule to prose",
            ],
        ),
        (
            {"where": {"voice": ["quoted"]}, "bad": BAD[:2], "quoted": "same"},
            [
                ":1: 2 bad examples; at least 3",
                *(
                    f":{line}: “house of horrors” was not flagged; its words stand outside quotation marks, "
                    "and “where” keeps the rule to voice quoted"
                    for line in (2, 3)
                ),
                ":7: “house of horrors” was flagged and is not marked",
            ],
        ),
        (
            {"where": {"voice": ["author"]}, "level": "warning", "bad": [*BAD, "“A [[house of horrors]],” he said."]},
            [
                ":5: “house of horrors” was not flagged; its words stand in quotation marks, and “where” keeps the rule "
                "to voice author"
            ],
        ),
        (
            {"kind": "claim", "bad": [*BAD, "It is not a [[house of horrors]]."]},
            [":5: “house of horrors” was not flagged; the words are denied, which “negated” skips"],
        ),
        (
            {
                "where": {"negated": "only"},
                "bad": [*(f"It is not a [[house of horrors]] {one}." for one in "abc"), BAD[0]],
            },
            [":5: “house of horrors” was not flagged; the words are not denied, and “negated” looks for nothing else"],
        ),
        (
            {
                "level": "warning",
                "bad": [*BAD, "The film “[[House of Horrors]]” opens."],
                "good": [*GOOD[:2], "Her “flat”."],
            },
            [
                ":5: “House of Horrors” was not flagged; "
                "the words are only mentioned or name a work or an institution, which “mention” skips"
            ],
        ),
        (
            {
                "match": {"phrase": ["house of horrors"], "except": ["horrors cafe"]},
                "bad": [*BAD, "A [[house of horrors]] cafe."],
            },
            [":5: “house of horrors” was not flagged; an “except” cancels it"],
        ),
        (
            {
                "match": {"phrase": ["house of horrors"], "not": ["fair"]},
                "bad": [*BAD, "A [[house of horrors]] at the fair."],
            },
            [":5: “house of horrors” was not flagged; a “not”, “unless” or “all” excuses it"],
        ),
        (
            {
                "match": {"phrase": ["house of horrors"], "not": ["fair"]},
                "where": {"place": ["headline", "prose"]},
                "bad": [*BAD, "- A [[house of horrors]] at the fair."],
            },
            [":5: “house of horrors” was not flagged; more than one part of “where” or “match” rules it out"],
        ),
        ({"good": [*GOOD, "the  HOUSE."]}, [":9: the same example stands in line 6"]),
        (
            {"bad": [*BAD, "A [[horror house]]."]},
            [":5: “horror house” was not flagged; “match” finds no such words here"],
        ),
        (
            {"bad": [*BAD, "A [[house of]] horrors."]},
            [
                ":5: “house of” was not flagged; found was “house of horrors”",
                ":5: “house of horrors” was flagged and is not marked",
            ],
        ),
        (
            {"bad": [*BAD, "A [[house of horrors]] and a house of horrors."]},
            [":5: “house of horrors” was flagged and is not marked"],
        ),
        ({"good": [*GOOD, "No house of horrors."]}, [":9: “house of horrors” was flagged and is not marked"]),
        (
            {"bad": [*BAD[:2], {"text": BAD[2], "level": "warning"}]},
            [":4: “house of horrors” is a suggestion, not a warning"],
        ),
        (
            {"good": [*GOOD, {"text": "“A [[house of horrors]],” he said.", "level": "suggestion"}]},
            [
                ":9: “house of horrors” was not flagged; in quotation marks a suggestion comes down to nothing, "
                'unless the rule says quoted: "same"'
            ],
        ),
        ({"level": "warning"}, [":8: “house of horrors” was flagged and is not marked"]),
        (
            {
                "match": {"pattern": ["(?<!\\W)house of horrors"]},
                "bad": ["[[house of horrors]] a", "[[house of horrors]] b", "[[house of horrors]] c"],
            },
            [
                f":{line}: {what}, the example is flagged differently"
                for line in (2, 3, 4)
                for what in ("after an emoji",)
            ],
        ),
        (
            {
                "match": {"phrase": ["house of horrors", "fix up"]},
                "fix": {"replace": "house of horrors", "with": "home of horrors"},
            },
            [":1: a rule with a fix shows in one bad example at least what it makes of it (fixed: …)"],
        ),
        (
            {
                "fix": {"replace": "house of horrors", "with": "flat of horrors"},
                "bad": [*BAD, {"text": "One [[house of horrors]].", "fixed": "One house."}],
            },
            [":5: the fix makes “One flat of horrors.”, not “One house.”"],
        ),
        (
            {
                "fix": {"replace": "house of horrors", "with": "flat of horrors"},
                "bad": [*BAD, {"text": "One [[house of horrors]].", "fixed": "One flat of horrors."}],
            },
            [],
        ),
        (
            {
                "fix": {"replace": "leave town", "with": "go away"},
                "bad": [*BAD, {"text": "One [[house of horrors]].", "fixed": "One flat."}],
            },
            [":5: the fix finds none of its wordings in the flagged words: leave town, leaves town, leaving town"],
        ),
        (
            {
                "fix": {"replace": "leave town", "with": "go away"},
                "bad": [*BAD, {"text": "One [[house of horrors]].", "fixed": "One house of horrors."}],
            },
            [":5: the fix finds none of its wordings in the flagged words: leave town, leaves town, leaving town"],
        ),
    ],
)
def test_what_is_told(keys: dict[str, Any], said: list[str]) -> None:
    assert told(rule(**keys)) == said


def test_no_example_at_all() -> None:
    made = rule()._replace(bad=(), good=())
    assert told(made) == [
        ":1: 0 bad examples; at least 3",
        ":5: 0 good examples; at least 3",
        ":5: no example in quotation marks; show what happens to quoted words",
    ]


def test_a_good_example_raises_no_warning_of_any_rule() -> None:
    other = rule("stigma/other", match={"phrase": ["film"]}, level="warning")
    assert told(rule(), other) == [
        ":7: the good example raises a warning of stigma/other: “film”; write it in other words, as a model for writers"
    ]
    quiet = rule("stigma/other", match={"phrase": ["film"]})
    assert told(rule(), quiet) == []


def test_an_example_without_the_topic_of_its_rule_is_told_so() -> None:
    made = rule(where={"topic": ["fires"]}, topics=["fires"])
    book = Rulebook({made.id: made}, {}, {}, {"fires": ("blaze",)}, {})
    said = [one.message for one in harness.problems(Compiled.of(book))]
    why = "the example shows none of the topics of “where” (fires); give it words of one"
    assert said == [f"{made.id}: “house of horrors” was not flagged; {why}"] * 3


def test_advice_leads_to_no_finding_of_a_grave_family() -> None:
    grave = rule("presumption/other", match={"phrase": ["guilty house"]})
    for name, flagged in (("presumption", True), ("legal-sourcing", True), ("identification", True), ("stigma", False)):
        message = "This is a fact." if name == "identification" else "“{match}”"
        grave = rule(f"{name}/other", match={"phrase": ["guilty house"]}, message=message)
        said = told(rule("agency/sample", instead=["the guilty house"]), grave)
        expected = f"the advice “the guilty house”, put in its place, is flagged by {name}/other"
        assert said == ([f":{line}: {expected}" for line in (2, 3, 4)] if flagged else [])
        after = {"convicted": ["the guilty house"], "before-verdict": ["the house"]}
        assert told(rule("agency/sample", instead=after), grave) == []


def test_what_the_fix_makes_is_clean() -> None:
    fixed = {"text": "One [[house of horrors]].", "fixed": "One flat of horrors."}
    made = rule(fix={"replace": "house of horrors", "with": "flat of horrors"}, bad=[*BAD, fixed])
    other = rule("stigma/other", match={"phrase": ["flat of horrors"]}, level="warning")
    assert told(made, other) == [
        ":5: what the fix makes raises a warning of stigma/other: “flat of horrors”; "
        "write it in other words, as a model for writers"
    ]


def test_a_rule_that_runs_out_of_time_is_a_problem_and_no_exception(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "is_catastrophic", lambda pattern: "")
    monkeypatch.setattr(combine, "TIME_LIMIT", 0.1)
    monkeypatch.setattr(searching, "TIME_LIMIT", 0.1)
    monkeypatch.setattr(seen, "TIME_LIMIT", 0.1)
    slow = f"[[{'a' * 40}]]!"
    made = rule(match={"phrase": ["house of horrors"], "pattern": ["(a|aa)+$"]}, bad=[*BAD, slow])
    compiled = Compiled.of(Rulebook({made.id: made}, {}, {}, {}, {}))
    said = [str(one) for one in harness.problems(compiled)]
    assert said == ["sample.yaml: sensationalism/sample ran out of time on example.md, line 1; simplify its pattern"]


def test_a_slow_example_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harness, "_SLOWEST", 0.0)
    assert told(rule())[0] == ":2: the example takes more than 0 seconds"


def test_words_are_shown_even_where_findings_carry_none() -> None:
    """The author of a rule about identities needs to see what was found in an example, which is fiction."""
    made = rule("identification/sample", message="This is a fact.", good=[*GOOD, "A house of horrors."])
    assert told(made) == [
        ":8: “house of horrors” was flagged and is not marked",
        ":9: “house of horrors” was flagged and is not marked",
    ]
