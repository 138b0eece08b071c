"""Findings as entries for `.ethicslint-suppressions.yaml`, each with its reason left to be written.

Knows the form of an entry. Knows nothing of where the file stands: paths are those of the report.
"""

import os
from collections.abc import Iterator

from ethicslint.project.check import Report
from ethicslint.project.fingerprints import words_of
from ethicslint.project.protected import PROTECTED
from ethicslint.report.encoded import as_text
from ethicslint.report.paths import unicode_path


def suppressions(report: Report, *, excerpt: bool = True) -> Iterator[str]:
    """The whole file, with one entry for all findings of a rule on the same words.

    No word of an article is repeated. Without `excerpt` there are no fingerprints either, since they let somebody try whether a
    guess at the words was right.
    """
    yield "suppressions:\n"
    seen = set()
    for one in report.findings:
        mark = words_of(one.fingerprints[0]) if one.fingerprints and excerpt else ""
        entry = one.path.replace(os.sep, "/"), one.rule, mark
        if entry in seen or one.rule == PROTECTED:
            continue
        seen.add(entry)
        path, rule, words = entry
        yield f"  - path: {_quoted(path)}\n"
        yield f'    rule: "{rule}"\n    words: "{words}"\n    reason: ""\n'


def _quoted(path: str) -> str:
    return as_text(unicode_path(path)).rstrip("\n")
