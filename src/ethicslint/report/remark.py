"""What a finding says besides its place, in the words that every format for people uses.

Knows labels and their order. Knows nothing of how they are laid out.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from ethicslint.engine.finding import Edit, Finding, Related
from ethicslint.rulebook.model import LEVELS, STAGES

_AUTHORITIES: Final = 3


def fact(finding: Finding, excerpt: bool) -> str:
    """What stands there; without `excerpt` in no word of the article."""
    return finding.message if excerpt else finding.discreet


def elsewhere(related: Related, excerpt: bool) -> str:
    """The other place that a finding rests on."""
    return f"See line {related.start.line}{f': {related.message}' if excerpt else '.'}"


def details(finding: Finding) -> Iterator[tuple[str, str]]:
    """Labels and words: why and on whose authority, what to write instead stage by stage, when to leave it."""
    yield "Why:", finding.why + _authority(finding)
    for stage, when in STAGES.items():
        words = [one.words for one in finding.instead if one.stage == stage]
        if words:
            yield f"Instead, {when}:" if when else "Instead:", " · ".join(words)
    if finding.leave_if:
        yield "Leave it if:", finding.leave_if


def remarks(finding: Finding, excerpt: bool) -> list[str]:
    """All of it, a line each, the fact first."""
    return [
        fact(finding, excerpt),
        *(elsewhere(one, excerpt) for one in finding.related),
        *(f"{label} {words}" for label, words in details(finding)),
    ]


def edits(finding: Finding) -> list[Edit]:
    """The exchanges of words that its fix consists of."""
    return [finding.fix] if finding.fix else []


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def levels(findings: Iterable[Finding]) -> str:
    """How many of each level there are, the loudest first."""
    found = [finding.level for finding in findings]
    return ", ".join(counted(found.count(level), level) for level in reversed(LEVELS) if level in found)


def _authority(finding: Finding) -> str:
    names = list(dict.fromkeys(one.short for one in finding.sources))
    return f" ({'; '.join(names[:_AUTHORITIES])})" if names else " (house style)"
