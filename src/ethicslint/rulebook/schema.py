"""The JSON Schema of a rule file, for editors that complete and check YAML while it is typed.

Knows the keys and their values from the modules that read them, so that it cannot go stale.
"""

from typing import Any, Final

from ethicslint.analysis.kinds import HEARD, KINDS
from ethicslint.rulebook import fixing, matching, reader
from ethicslint.rulebook.gate import ASKED, GATE_KEYS
from ethicslint.rulebook.model import LEVELS, SCOPES, STAGES
from ethicslint.text.document import PLACES

_TEXT: Final = {"type": "string", "minLength": 1}
_TEXTS: Final = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]}
_LEVEL: Final = {"enum": list(LEVELS)}
_NUMBER: Final = {"type": "integer", "minimum": 1}
_FEWEST: Final = 3
_MARKED: Final = r"\[\[[\s\S]+?\]\]"

_SAID: Final = {
    "extends": "The id of a rule whose keys hold where this file gives none.",
    "title": "The problem as a noun phrase; the page's heading.",
    "level": "error, warning or suggestion; or one for headlines and one for everything else.",
    "kind": "wording is wrong even when negated; a claim that is taken back claims nothing.",
    "message": "The fact first, in at most 20 words; {match} stands for the words found.",
    "why": "The reason in one or two sentences of your own.",
    "instead": "What to write instead; a list, or a list for each stage of a case.",
    "leave-if": "When the writer is right.",
    "where": "Where the rule holds, and in which articles.",
    "quoted": "lower: one step down inside quotation marks; same: no step.",
    "match": "What to look for.",
    "fix": "Words that can be exchanged without touching a fact; unless inflect says otherwise, the first is a verb.",
    "sources": "Ids in sources.yaml, or house.",
    "law": "Ids in law.yaml: the legal notes that the rule rests on, each with its jurisdictions and dates.",
    "bad": "Texts in which the words between [[ and ]] must be flagged; at least three.",
    "good": "Texts that must stay unflagged; at least three.",
    "since": "The first version with this rule.",
}


def schema() -> dict[str, Any]:
    """The schema, draft 2020-12."""
    values: dict[str, Any] = {
        **dict.fromkeys(("extends", "title", "message", "why", "leave-if", "since"), _TEXT),
        "level": {"anyOf": [_LEVEL, _map({"headline": _LEVEL, "else": _LEVEL}, required=["headline", "else"])]},
        "kind": {"enum": reader.KINDS},
        "instead": _instead(),
        "where": _map(
            {
                "place": _each({"enum": list(PLACES)}),
                "voice": _each({"enum": reader.VOICES}),
                "mention": {"enum": reader.CHOICES},
                "negated": {"enum": reader.CHOICES},
                "hypothetical": {"enum": reader.CHOICES},
                "attributed": {"enum": reader.CHOICES},
                "shows": {"$ref": "#/$defs/shows"},
                "topic": _TEXTS,
                **{key: _each({"enum": list(ASKED[key.removeprefix("not-")])}) for key in GATE_KEYS},
            }
        ),
        "quoted": {"enum": reader.QUOTED},
        "match": {"$ref": "#/$defs/match"},
        "fix": _map(
            {
                "replace": _TEXTS,
                "with": _TEXT,
                "inflect": {"enum": fixing.INFLECT},
                "part": {"type": "boolean"},
                "safe": {"type": "boolean"},
            },
            required=["replace", "with"],
        ),
        "sources": _TEXTS,
        "law": _TEXTS,
        "bad": _examples(_TEXT),
        "good": _examples(_TEXT),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A rule of ethicslint",
        **_map({key: {**values[key], "description": _SAID[key]} for key in reader.RULE_KEYS}),
        "anyOf": [
            {"required": ["extends"]},
            {"required": ["title", "level", "message", "why", "match", "sources", "bad", "good", "since"]},
        ],
        "if": {
            "anyOf": [
                {"properties": {"match": _either(["absent", "balance"])}, "required": ["match"]},
                {"required": ["extends"], "not": {"required": ["match"]}},
            ]
        },
        "then": {},
        "else": {"properties": {"bad": _examples({**_TEXT, "pattern": _MARKED})}},
        "$defs": _defs(),
    }


def _map(properties: dict[str, Any], required: list[str] | None = None) -> dict[str, Any]:
    shape: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**shape, "required": required} if required else shape


def _each(item: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [item, {"type": "array", "items": item}]}


def _either(keys: list[str]) -> dict[str, Any]:
    return {"anyOf": [{"required": [key]} for key in keys]}


def _instead() -> dict[str, Any]:
    return {"anyOf": [_TEXTS, _map(dict.fromkeys(STAGES, _TEXTS))]}


def _examples(text: dict[str, Any]) -> dict[str, Any]:
    parts = _map({"text": text, "level": _LEVEL, "because": _TEXT, "fixed": _TEXT}, required=["text"])
    return {"type": "array", "items": {"anyOf": [text, parts]}, "minItems": _FEWEST}


def _defs() -> dict[str, Any]:
    """What stands in more than one place: the map below `match`, those inside it, and those beside the first of `all`."""
    inner = _inner()
    term = {**inner, "level": _LEVEL, "message": _TEXT, "why": _TEXT, "instead": _instead()}
    terms = {**_map({key: term[key] for key in matching.TERM_KEYS}), **_either(matching.FINDERS)}
    length = {"type": "string", "pattern": r"^[1-9]\d{0,4} words$"}
    times = {"anyOf": [{"type": "string", "pattern": r"^[1-9]\d*$"}, _NUMBER]}
    absent = _map(
        {
            "any": _TEXTS,
            "at-least": length,
            "when": _TEXTS,
            "times": times,
            "lead": {"type": "boolean"},
            "helplines": {"type": "boolean"},
        },
        required=["any"],
    )
    sides = _each({"enum": list(HEARD)})
    balance = _map(
        {
            "sides": sides,
            "measure": {"enum": matching.MEASURES},
            "share": {"type": "string", "pattern": r"^(100|[5-9]\d) ?%$"},
            "at-least": length,
            "when": _TEXTS,
            "unless": _TEXTS,
        },
        required=["sides", "measure"],
    )
    whole = {"absent": absent, "balance": balance}
    match = {**inner, "except": _TEXTS, **whole, "terms": {"type": "array", "items": terms, "minItems": 1}}
    companion = [*matching.COMPANION_KEYS, "case"]
    return {
        "match": {
            **_map({key: match[key] for key in matching.MATCH_KEYS}),
            **_either([*matching.FINDERS, "terms", "absent", "balance"]),
        },
        "inner": {**_map({key: inner[key] for key in matching.INNER_KEYS}), **_either(matching.FINDERS)},
        "companion": {**_map({key: inner[key] for key in companion}), **_either(matching.COMPANION_KEYS)},
        "near": _near(),
        "fact": {"oneOf": [_fact(kind, matching.FACT_KEYS) for kind in matching.ASKED_FOR]},
        "shows": {"oneOf": [_fact(kind, matching.SHOWS_KEYS) for kind in matching.ASKED_FOR]},
    }


def _inner() -> dict[str, Any]:
    unless = _map({"any": _TEXTS, "within": {"enum": list(SCOPES)}}, required=["any"])
    inner = {"$ref": "#/$defs/inner"}
    return {
        "phrase": _TEXTS,
        "pattern": _TEXTS,
        "near": {"$ref": "#/$defs/near"},
        "density": _density(),
        "metric": _metric(),
        "fact": {"$ref": "#/$defs/fact"},
        "conflict": _map(
            {
                **{key: _each({"enum": list(said)}) for key, said in KINDS["conflict"].items()},
                "confidence": {"enum": matching.LEAST_SURE},
            },
            required=["of"],
        ),
        "all": {"type": "array", "prefixItems": [inner], "items": {"$ref": "#/$defs/companion"}, "minItems": 1},
        "any": {"type": "array", "items": inner, "minItems": 1},
        "not": {"anyOf": [_TEXTS, {**_map(dict.fromkeys(matching.NOT_KEYS, _TEXTS)), "minProperties": 1}]},
        "unless": {"anyOf": [unless, {"type": "array", "items": unless, "minItems": 1}]},
        "case": {"type": "boolean"},
    }


def _density() -> dict[str, Any]:
    values = {
        "of": _TEXTS,
        "per": {"type": "string", "pattern": r"^(sentence|paragraph|[1-9]\d{0,4} words)$"},
        "above": {"anyOf": [{"type": "string", "pattern": r"^\d+$"}, {"type": "integer", "minimum": 0}]},
    }
    return _map({key: values[key] for key in matching.DENSITY_KEYS}, required=matching.DENSITY_KEYS)


def _metric() -> dict[str, Any]:
    limit = {"anyOf": [{"type": "string", "pattern": r"^\d+$"}, {"type": "integer", "minimum": 0}]}
    above = {**_map(dict.fromkeys(matching.MEASURED, limit)), "minProperties": 1}
    return _map({"of": _TEXTS, "above": above}, required=matching.METRIC_KEYS)


def _fact(kind: str, keys: list[str]) -> dict[str, Any]:
    values = {
        "kind": {"const": kind},
        "confidence": {"enum": matching.LEAST_SURE},
        "holds": _TEXTS,
        "without": _TEXTS,
        "mark": {"enum": matching.FACT_MARKS},
        **{key: _each({"enum": list(said)}) for key, said in KINDS[kind].items()},
    }
    return _map({key: values[key] for key in [*keys, *KINDS[kind]]}, required=["kind"])


def _near() -> dict[str, Any]:
    values = {
        "all": {"type": "array", "items": _TEXTS, "minItems": 2},
        "first": _TEXTS,
        "then": _TEXTS,
        "within": {"type": "string", "pattern": r"^(sentence|paragraph|\d{1,3} words?)$"},
        "without": _TEXTS,
        "mark": {
            "anyOf": [{"enum": ["whole", "first", "then"]}, {"type": "string", "pattern": r"^[1-9]\d?$"}, _NUMBER]
        },
    }
    return {
        **_map({key: values[key] for key in matching.NEAR_KEYS}),
        "oneOf": [{"required": ["all"]}, {"required": ["first", "then"]}],
        "dependentRequired": {"first": ["then"], "then": ["first"]},
    }
