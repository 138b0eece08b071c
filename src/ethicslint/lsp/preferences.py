"""What a writer sets in the editor under `ethicslint`, as wishes that win over every configuration file.

Knows the keys and their values. Knows nothing of how an editor is asked for them.
"""

import os
from collections.abc import Mapping
from typing import Any, Final

from ethicslint.analysis.kinds import CONFIDENCES
from ethicslint.errors import nearest
from ethicslint.project.newsroom import Wishes
from ethicslint.rulebook.model import LEVELS

SECTION: Final = "ethicslint"
_PATHS: Final = {"config": "config", "rules": "house"}
_WORDS: Final = {"select": "select", "ignore": "ignore", "exclude": "exclude", "rules": "house"}
_CHOICES: Final = {
    "minLevel": ("min_level", LEVELS),
    "minConfidence": ("min_confidence", CONFIDENCES),
}
_KEYS: Final = sorted({*_PATHS, *_WORDS, *_CHOICES})


def wishes(settings: object, folder: str, problems: list[str]) -> Wishes:
    """What the settings of a workspace folder ask for; paths lead from there. What is wrong is left out and told."""
    if settings is None:
        return Wishes()
    if not isinstance(settings, Mapping):
        problems.append(f"the settings “{SECTION}” must be an object with the keys {', '.join(_KEYS)}")
        return Wishes()
    found: dict[str, Any] = {}
    for key, value in settings.items():
        if value in (None, "", [], {}):
            continue
        if key in _CHOICES:
            name, allowed = _CHOICES[key]
            if value in allowed:
                found[name] = value
            else:
                problems.append(f"“{SECTION}.{key}” must be one of {', '.join(allowed)}")
        elif key in _WORDS:
            words = [value] if isinstance(value, str) else value
            if isinstance(words, list) and all(isinstance(one, str) for one in words):
                found[_WORDS[key]] = tuple(_from(folder, one) if key in _PATHS else one for one in words if one)
            else:
                problems.append(f"“{SECTION}.{key}” must be a list of texts")
        elif key == "config":
            if isinstance(value, str):
                found["config"] = _from(folder, value)
            else:
                problems.append(f"“{SECTION}.config” must be the path of a file")
        elif close := nearest(str(key), _KEYS):  # what is like none of ours, the editor's extension has for itself
            problems.append(f"there is no setting “{SECTION}.{key}”{close}")
    return Wishes(**found)


def _from(folder: str, path: str) -> str:
    return os.path.normpath(os.path.join(folder, os.path.expanduser(path)))
