"""The JSON Schema of a rule file: it takes every rule there is, refuses what it can see to be wrong, and knows every key."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from ethicslint.cli.main import main
from ethicslint.errors import Problem
from ethicslint.fields import Fields
from ethicslint.lexicon.words import Lexicon
from ethicslint.nodes import parse
from ethicslint.rulebook import matching, reader
from ethicslint.rulebook.model import STAGES
from ethicslint.rulebook.schema import schema

VALIDATOR = Draft202012Validator(schema())

RULE = """
title: "A title"
level: "suggestion"
message: "A fact."
why: "A reason."
match: {phrase: ["house of horrors"]}
sources: ["house"]
bad: ["The [[house of horrors]].", "A [[house of horrors]].", "One [[house of horrors]]."]
good: ["The house.", "Her “flat”.", "A home."]
since: "0.1"
"""


def errors(text: str) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(yaml.safe_load(text))]


def changed(key: str, value: str) -> str:
    """The rule with one key changed; "" leaves it out."""
    lines = [line for line in RULE.strip().splitlines() if not line.startswith(f"{key}:")]
    return "\n".join([*lines, *([f"{key}: {value}"] if value else [])])


def test_it_is_a_schema_of_its_draft() -> None:
    Draft202012Validator.check_schema(schema())
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_command_prints_it() -> None:
    result = CliRunner().invoke(main, ["rules", "schema"])
    assert (result.exit_code, json.loads(result.output)) == (0, schema())


def test_it_takes_every_rule_there_is(root: Path) -> None:
    paths = [
        path
        for folder in (root / "rules", root / "examples" / "house-style")
        for path in sorted(folder.glob("*/*.yaml"))
        if path.parent.name != "vocabulary" and not path.name.startswith("_")
    ]
    assert len(paths) > 70
    assert {str(path): found for path in paths if (found := errors(path.read_text(encoding="utf-8")))} == {}


RIGHT = [
    ("level", '{headline: "warning", else: "suggestion"}'),
    ("instead", '{before-verdict: ["x"], general: "y"}'),
    ("where", '{place: ["headline"], voice: "quoted", mention: "any", negated: "only", topic: ["courts"]}'),
    ("fix", '{replace: "take x", with: "lose x", safe: true}'),
    ("match", '{pattern: "x+", case: true, except: "y"}'),
    ("match", '{phrase: "x", not: "y", unless: [{any: "z"}, {any: ["a"], within: "document"}]}'),
    ("match", '{phrase: "x", not: {pattern: "y"}}'),
    ("match", '{near: {all: ["x", ["y", "z"]], within: "12 words", without: "a", mark: "2"}}'),
    ("match", '{near: {all: ["x", "y"], mark: 2}}'),
    ("match", '{near: {first: ["x"], then: "y", within: "paragraph", mark: "then"}}'),
    ("match", '{density: {of: ["x"], per: "1000 words", above: "2"}}'),
    ("match", '{density: {of: "x", per: "paragraph", above: 2}}'),
    ("match", '{all: [{near: {all: ["x", "y"]}, unless: {any: "z"}}, {phrase: "a", case: true}, {not: "b"}]}'),
    ("match", '{any: [{phrase: "x"}, {any: [{all: [{phrase: "y"}]}]}]}'),
    (
        "match",
        '{terms: [{phrase: "x", level: "warning", message: "m", why: "w", instead: {general: "i"}}, {pattern: "p"}]}',
    ),
    ("good", '["a", "b", {text: "c", because: "d"}, {text: "[[e]]", level: "suggestion"}]'),
]


@pytest.mark.parametrize(("key", "value"), RIGHT)
def test_it_takes_what_the_loader_takes(key: str, value: str) -> None:
    assert errors(changed(key, value)) == []
    assert complaints(changed(key, value)) == []


def complaints(text: str) -> list[str]:
    problems: list[Problem] = []
    root = parse(text)
    assert root is not None
    around = reader.Surroundings(Lexicon(), {}, ["courts"], problems)
    reader.Reader("sample.yaml", "sensationalism/sample", around).rule(root)
    # What no schema can see: a bibliography.
    return [problem.message for problem in problems if "cites" not in problem.message]


def test_a_rule_that_extends_another_may_leave_keys_out_and_only_that_one() -> None:
    assert errors('extends: "sensationalism/other"\nlevel: "suggestion"\n') == []
    assert errors('level: "suggestion"\n')


WRONG = [
    ("mesage", '"x"'),
    ("title", '""'),
    ("title", '["x"]'),
    ("level", '"warnin"'),
    ("level", '{headline: "warning"}'),
    ("level", '{headline: "warning", else: "suggestion", els: "error"}'),
    ("kind", '"claims"'),
    ("quoted", '"sane"'),
    ("instead", '{before-verdikt: ["x"]}'),
    ("where", '{plce: ["headline"]}'),
    ("where", '{place: ["headlin"]}'),
    ("where", '{voice: "quotd"}'),
    ("where", '{mention: "skp"}'),
    ("where", '{negated: "ony"}'),
    ("where", '"headline"'),
    ("fix", '{replace: "take x"}'),
    ("fix", '{replace: "take x", with: "lose x", sfe: true}'),
    ("match", '"house of horrors"'),
    ("match", "{}"),
    ("match", '{except: ["x"]}'),
    ("match", '{phrases: ["x"], phrase: ["y"]}'),
    ("match", '{phrase: {a: "b"}}'),
    ("match", '{phrase: [["x"]]}'),
    ("match", '{phrase: [""]}'),
    ("match", '{phrase: ["x"], case: "yes"}'),
    ("match", '{phrase: ["x"], unless: "y"}'),
    ("match", '{phrase: ["x"], unless: []}'),
    ("match", '{phrase: ["x"], unless: {within: "sentence"}}'),
    ("match", '{phrase: ["x"], unless: {any: ["y"], whithin: "sentence"}}'),
    ("match", '{phrase: ["x"], unless: {any: ["y"], within: "chapter"}}'),
    ("match", '{phrase: ["x"], not: []}'),
    ("match", '{phrase: ["x"], not: {}}'),
    ("match", '{phrase: ["x"], not: {phrase: ["y"], patern: ["z"]}}'),
    ("match", '{terms: {phrase: ["x"]}}'),
    ("match", "{terms: []}"),
    ("match", '{terms: ["x"]}'),
    ("match", '{terms: [{level: "warning"}]}'),
    ("match", '{terms: [{phrase: ["x"], leve: "warning"}]}'),
    ("match", '{near: ["x", "y"]}'),
    ("match", '{near: {all: ["x"]}}'),
    ("match", '{near: {all: "x"}}'),
    ("match", '{near: {all: ["x", "y"], first: ["x"], then: ["y"]}}'),
    ("match", '{near: {all: ["x", "y"], first: ["x"]}}'),
    ("match", '{near: {first: ["x"]}}'),
    ("match", '{near: {within: "sentence"}}'),
    ("match", '{near: {all: ["x", "y"], within: "3 wrds"}}'),
    ("match", '{near: {all: ["x", "y"], withn: "sentence"}}'),
    ("match", '{near: {all: ["x", "y"], mark: "last"}}'),
    ("match", '{density: {of: ["x"], per: "sentence"}}'),
    ("match", '{density: {of: ["x"], per: "sentence", above: "many"}}'),
    ("match", '{density: {of: ["x"], per: "sentence", above: -1}}'),
    ("match", '{density: {of: ["x"], per: "0 words", above: "1"}}'),
    ("match", '{density: {of: ["x"], per: "chapter", above: "1"}}'),
    ("match", '{density: {per: "sentence", above: "1"}}'),
    ("match", "{all: []}"),
    ("match", "{any: []}"),
    ("match", '{any: {phrase: ["x"]}}'),
    ("match", '{any: [{not: ["x"]}]}'),
    ("match", '{any: [{phrase: ["x"], casee: true}]}'),
    ("match", '{all: ["x"]}'),
    ("match", '{all: [{not: ["x"]}, {phrase: ["y"]}]}'),
    ("match", '{all: [{phrase: ["x"]}, {case: true}]}'),
    ("match", '{all: [{phrase: ["x"]}, {near: {all: ["y", "z"]}}]}'),
    ("bad", "[]"),
    ("bad", '"[[x]]"'),
    ("bad", '["[[a]]", "[[b]]"]'),
    ("bad", '["[[a]]", "[[b]]", "c"]'),
    ("bad", '["[[a]]", "[[b]]", ["[[c]]"]]'),
    ("good", '["a", "b", ""]'),
    ("good", '["a", "b", {because: "x"}]'),
    ("good", '["a", "b", {text: "c", becuase: "x"}]'),
    ("sources", '{house: "x"}'),
    *((key, "") for key in ("title", "level", "message", "why", "match", "sources", "bad", "good", "since")),
]


@pytest.mark.parametrize(("key", "value"), WRONG)
def test_it_refuses_what_the_loader_refuses(key: str, value: str) -> None:
    assert errors(changed(key, value))
    if (key, value) != ("bad", '["[[a]]", "[[b]]"]'):  # that three are wanted is for the harness to say
        assert complaints(changed(key, value))


# ---- keys


def maps(node: Any, path: str = "") -> Iterator[tuple[str, set[str]]]:
    """Every map of the schema with the keys that it allows."""
    if isinstance(node, dict):
        if node.get("type") == "object":
            assert node["additionalProperties"] is False, f"{path} allows any key"
            yield path, set(node["properties"])
        for key, value in node.items():
            yield from maps(value, f"{path}/{key}")
    if isinstance(node, list):
        for number, value in enumerate(node):
            yield from maps(value, f"{path}/{number}")


def test_it_knows_every_key_of_the_loader_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """The loader is asked which keys it knows by watching what it allows while it reads a rule that has everything."""
    known: list[frozenset[str]] = []
    original = Fields.__init__

    def watched(self: Fields, node: Any, path: str, problems: list[Problem], keys: Any, *more: Any) -> None:
        known.append(frozenset(keys))
        original(self, node, path, problems, known[-1], *more)

    monkeypatch.setattr(Fields, "__init__", watched)
    everything = """
level: {headline: "suggestion", else: "suggestion"}
instead: {general: ["x"]}
where: {place: "prose", topic: "courts", shows: {kind: "KIND"}}
fix: {replace: "take x", with: "lose x"}
match:
  terms: [{phrase: "x"}]
  near: {all: ["x", "y"]}
  density: {of: "x", per: "sentence", above: "1"}
  metric: {of: "x", above: {words: "9"}}
  any: [{phrase: "x"}, FACTS]
  conflict: {of: "name"}
  not: {phrase: "x"}
  unless: {any: "x"}
bad: [{text: "[[x]]"}]
""".replace("FACTS", ", ".join(f'{{fact: {{kind: "{kind}"}}}}' for kind in matching.ASKED_FOR))
    rest = "\n".join(line for line in RULE.splitlines() if line.partition(":")[0] not in ("level", "match", "bad"))
    for kind in matching.ASKED_FOR:
        assert complaints(rest + everything.replace("KIND", kind)) == []
    complaints(changed("match", '{absent: {any: "x"}}'))  # these two stand alone
    complaints(changed("match", '{balance: {sides: "accused", measure: "quoted-words"}}'))
    shown = {frozenset(keys) for _, keys in maps(schema())}
    companions = frozenset([*matching.COMPANION_KEYS, "case"])  # the loader reads them as inner maps and complains
    assert shown - {companions} == set(known)


def test_every_key_is_explained_where_an_editor_shows_it() -> None:
    properties = schema()["properties"]
    assert set(properties) == set(reader.RULE_KEYS)
    assert all(len(value["description"]) > 10 for value in properties.values())
    assert set(properties["instead"]["anyOf"][1]["properties"]) == set(STAGES)
