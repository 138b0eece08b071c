"""Findings as entries for `.ethicslint-suppressions.yaml`, each with its reason left to be written.

Knows the form of an entry. Knows nothing of where the file stands: paths are those of the report.
"""

import os
from collections.abc import Iterator

from ethicslint.project.check import Report
from ethicslint.project.fingerprints import words_of
from ethicslint.project.protected import PROTECTED


def suppressions(report: Report) -> Iterator[str]:
    """The whole file, with one entry for all findings of a rule on the same words; no word of an article is repeated."""
    yield "suppressions:\n"
    seen = set()
    for one in report.findings:
        entry = one.path.replace(os.sep, "/"), one.rule, words_of(one.fingerprints[0]) if one.fingerprints else ""
        if entry in seen or one.rule == PROTECTED:
            continue
        seen.add(entry)
        path, rule, words = entry
        yield f"  - path: {_quoted(path)}\n"
        yield f'    rule: "{rule}"\n    words: "{words}"\n    reason: ""\n'


def _quoted(path: str) -> str:
    import json

    return json.dumps(path.encode("utf-8", "surrogateescape").decode("utf-8", "replace"), ensure_ascii=False)
