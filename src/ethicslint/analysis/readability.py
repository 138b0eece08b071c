"""How hard a sentence is to read: the school grade of Flesch and Kincaid, offline.

The only importer of textstat, whose own syllables come from a word list that it downloads through nltk. Here pyphen's take their
place, and nltk, most of what the import would cost, is not loaded. Knows nothing of which sentences are worth asking about.
"""

import sys
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, Final

_LANGUAGE: Final = "en_GB"
_DOWNLOADER: Final = "nltk"


def grade(sentence: str) -> float:
    """The years at school after which a reader follows one sentence; about 8 for a plain one, 0 for one without words."""
    found: float = _metric()(sentence, _LANGUAGE)
    return found


@cache
def _metric() -> Any:
    """textstat's measure, made to count syllables without a word list."""
    loaded = sys.modules.get(_DOWNLOADER)
    if loaded is None:
        sys.modules[_DOWNLOADER] = ModuleType(
            _DOWNLOADER
        )  # textstat names it at import and needs it for the word list alone
    try:
        import textstat  # type: ignore[import-untyped]

        counting: Any = import_module("textstat.backend.counts._count_syllables")
    finally:
        if loaded is None:
            del sys.modules[_DOWNLOADER]
    counting.get_cmudict = _no_word_list
    return textstat.backend.metrics.flesch_kincaid_grade


def _no_word_list(language: str) -> None:
    """In place of the list; without one the syllables are pyphen's."""
