"""One passage, one remark: findings of one family that say the same of the same words.

Knows families, levels and spans. Knows nothing of what a rule is about: a finding that rests on another place of the article
too (`related`) is never taken for another's.
"""

from collections.abc import Iterable

from ethicslint.engine.finding import Finding
from ethicslint.rulebook.model import LEVELS


def once(found: Iterable[Finding]) -> list[Finding]:
    """The findings in order, without those that lie inside one of the same family that is as loud or louder.

    Of two on exactly the same words the louder stays, of two as loud the one whose rule comes first.
    """
    kept: list[Finding] = []
    families: dict[str, list[Finding]] = {}
    for finding in sorted(found, key=_loudest_and_longest):
        others = families.setdefault(finding.family, [])
        if finding.related or not any([_holds(other, finding) for other in others]):
            kept.append(finding)
            if not finding.related:
                others.append(finding)
    return sorted(kept, key=Finding.order)


def _loudest_and_longest(finding: Finding) -> tuple[int, int, int, str]:
    length = finding.end.offset - finding.start.offset
    return -LEVELS.index(finding.level), -length, finding.start.offset, finding.rule


def _holds(other: Finding, finding: Finding) -> bool:
    return (
        other.start.offset <= finding.start.offset
        and finding.end.offset <= other.end.offset
        and other.end.offset > other.start.offset
        and finding.end.offset > finding.start.offset
    )
