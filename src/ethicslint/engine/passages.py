"""One passage, one remark: findings of one family that say the same of the same words.

Knows families, levels and spans. Knows nothing of what a rule is about: a finding that rests on another place of the article
too (`related`) is never taken for another's.
"""

from collections.abc import Iterable, Iterator

from ethicslint.engine.cover import Cover
from ethicslint.engine.finding import Finding
from ethicslint.rulebook.model import LEVELS


def once(found: Iterable[Finding]) -> list[Finding]:
    """The findings in order, without those that lie inside one of the same family that is as loud or louder.

    Of two on exactly the same words the louder stays, of two as loud the one whose rule comes first.
    """
    kept: list[Finding] = []
    families: dict[str, list[Finding]] = {}
    for finding in found:
        if finding.related or finding.start.offset == finding.end.offset:
            kept.append(finding)
        else:
            families.setdefault(finding.family, []).append(finding)
    for own in families.values():
        kept.extend(_of_family(own))
    return sorted(kept, key=Finding.order)


def _of_family(found: list[Finding]) -> Iterator[Finding]:
    louder: list[tuple[int, int]] = []
    for level in reversed(LEVELS):
        cover = Cover(louder)
        reached = -1  # how far those as loud reach that begin here or before
        for finding in sorted([one for one in found if one.level == level], key=_longest_first):
            start, end = finding.start.offset, finding.end.offset
            if reached < end and not cover.holds(start, end):
                yield finding
                louder.append((start, end))
            reached = max(reached, end)


def _longest_first(finding: Finding) -> tuple[int, int, str]:
    return finding.start.offset, -finding.end.offset, finding.rule
