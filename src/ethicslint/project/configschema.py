"""The JSON Schema of a configuration file, for editors that complete and check it while it is typed.

Knows keys and values from the module that holds them, so that it cannot go stale.
"""

from typing import Any, Final

from ethicslint.project.configuration import ADDED_BY_CMS, CHOICES, FILE_KEYS, OVERRIDE_KEYS, TERM_KEYS
from ethicslint.rulebook.model import FAMILIES, LEVELS
from ethicslint.text.declared import PREFERRED

_TEXT: Final = {"type": "string", "minLength": 1}
_TEXTS: Final = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]}
_GLOB: Final = {"type": "string", "minLength": 1, "not": {"pattern": r"^!|\\|(^|/)\.\.(/|$)"}}

SAID: Final = {
    "extends": "A configuration file on which this one builds, from the folder of this file.",
    "profile": "What holds where the files say nothing.",
    "select": "Only these rules: ids, families or globs.",
    "ignore": "All but these rules; wins over select.",
    "levels": "Levels for rules, families or globs, in the place of their own. Omission stays a suggestion.",
    "min-level": "Show findings from this level up.",
    "fail-level": "Exit with 1 for findings from this level up.",
    "min-confidence": "Say what is as sure as this or more.",
    "jurisdiction": "Whose law the articles are written under.",
    "helplines": "The newsroom's own helplines, one of which in an article is enough; or added-by-cms.",
    "terms": "The words that people prefer to be called by.",
    "rules": "Folders of house rules, from the folder of this file.",
    "paths": "What to check where nothing is named.",
    "exclude": "Globs of what is never checked.",
    "overrides": "What holds for some articles only.",
    "format": "How to report.",
    "files": "Globs of the articles for which this holds.",
}
"""What every key is, in a line."""


def schema() -> dict[str, Any]:
    """The schema, draft 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A configuration of ethicslint",
        **_map({key: {"description": SAID[key], **_values()[key]} for key in FILE_KEYS}),
    }


def _values() -> dict[str, Any]:
    globs = {"anyOf": [_GLOB, {"type": "array", "items": _GLOB, "minItems": 1}]}
    word = {"anyOf": [{"enum": list(FAMILIES)}, {"pattern": r"[/*?\[]"}]}
    term = _map({"person": _TEXT, "prefers": {"enum": list(PREFERRED)}})
    values: dict[str, Any] = {
        **{key: {"enum": list(allowed)} for key, allowed in CHOICES.items()},
        **dict.fromkeys(("select", "ignore", "rules", "paths"), _TEXTS),
        **dict.fromkeys(("exclude", "files"), globs),
        "extends": _TEXT,
        "levels": {"type": "object", "propertyNames": word, "additionalProperties": {"enum": list(LEVELS)}},
        "helplines": {"anyOf": [{"const": ADDED_BY_CMS}, _TEXTS]},
        "terms": {"type": "array", "items": {**term, "required": [TERM_KEYS[-1]]}},
    }
    override = _map({key: {"description": SAID[key], **values[key]} for key in OVERRIDE_KEYS})
    values["overrides"] = {"type": "array", "items": {**override, "required": [OVERRIDE_KEYS[0]]}}
    return values


def _map(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}
