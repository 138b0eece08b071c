"""What an editor shows over flagged words: what, why, instead, when to leave it, and on whose authority.

Knows the order and the wording, in Markdown or plain text. Knows nothing of where the pointer is.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ethicslint.engine.finding import Finding
from ethicslint.report.remark import details, elsewhere
from ethicslint.report.visible import visible

_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>#|~!&])")


def markdown(findings: Iterable[Finding]) -> str:
    """The findings with all that is said of them, as Markdown in which no word of an article is markup."""
    return "\n\n---\n\n".join("\n\n".join(_paragraphs(one)) for one in findings)


def plain(findings: Iterable[Finding]) -> str:
    """The same as plain text."""
    return "\n\n".join("\n".join(_lines(one)) for one in findings)


def _paragraphs(finding: Finding) -> Iterator[str]:
    yield f"**{_literally(finding.message)}**"
    for one in finding.related:
        yield _literally(elsewhere(one, excerpt=True))
    for label, words in details(finding):
        yield f"**{label}** {_literally(words)}"
    if finding.sources:
        yield "\n".join(
            f"- [{_literally(one.title)}](<{one.url}>)" if one.url else f"- {_literally(one.title)}"
            for one in finding.sources
        )
    yield f"`{finding.rule}` · {finding.level} · confidence {finding.confidence}"


def _lines(finding: Finding) -> Iterator[str]:
    yield visible(finding.message)
    yield from (visible(elsewhere(one, excerpt=True)) for one in finding.related)
    yield from (f"{label} {visible(words)}" for label, words in details(finding))
    yield from (f"{one.title} {one.url}".rstrip() for one in finding.sources)
    yield f"{finding.rule}, {finding.level}, confidence {finding.confidence}"


def _literally(text: str) -> str:
    return _MARKUP.sub(r"\\\1", visible(text))
