"""A name for each finding that stays the same while the article around it is edited.

Knows what makes two findings the same. Knows nothing of the formats that ask for it.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from ethicslint.engine.finding import Finding
from ethicslint.report.paths import slashed


def fingerprints(findings: Iterable[Finding], excerpt: bool) -> Iterator[str]:
    """A name for each, in order: of the path, the rule, the words, and how many of the same came before; of no line.

    Without `excerpt` the words are left out, since a name made from them lets somebody try whether a guess was right.
    """
    before: dict[tuple[str, str, str], int] = {}
    for one in findings:
        words = " ".join(one.match.casefold().split()) if excerpt else ""
        same = slashed(one.path), one.rule, words
        before[same] = before.get(same, 0) + 1
        named = "\0".join((*same, str(before[same])))
        yield sha256(named.encode("utf-8", "surrogateescape")).hexdigest()
