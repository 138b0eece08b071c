"""What the analyses saw, by line for people and as JSON for programs: the view behind a finding.

Knows the form of both. Knows nothing of how a fact was found.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ethicslint.analysis.facts import Fact
from ethicslint.analysis.saying import Stretch
from ethicslint.report.visible import inert, visible
from ethicslint.text.document import Document

VERSION = 1
_SHOWN = 60


class Seen(NamedTuple):
    """One article with its topics and facts, in the order of the text."""

    document: Document
    topics: Sequence[str]
    facts: Sequence[Fact]


def lines(seen: Seen) -> Iterator[str]:
    """A line for every fact: place, kind, what it says, confidence, words."""
    path = visible(seen.document.source.path)
    yield f"{path}: topics: {', '.join(seen.topics) or 'none'}\n"
    for fact in seen.facts:
        start, end = _span(seen.document, fact.place)
        position = seen.document.source.position(start)
        says = " ".join(f"{key}={value}" for key, value in fact.says if value)
        source = f" source={_words(seen.document, fact.source)!r}" if fact.source else ""
        words = visible(" ".join(seen.document.source.text[start:end].split()))
        shown = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
        place = f"{path}:{position.line}:{position.column}"
        yield inert(f"{place}: {fact.kind} ({fact.confidence}) {says}{source}: {shown}") + "\n"


def as_json(every: Sequence[Seen]) -> Iterator[str]:
    """One object for all articles, those without facts too."""
    from ethicslint.report.encoded import as_text

    files = [
        {
            "path": seen.document.source.path,
            "topics": list(seen.topics),
            "facts": [_fact(seen.document, fact) for fact in seen.facts],
        }
        for seen in every
    ]
    yield as_text({"version": VERSION, "files": files})


def _fact(document: Document, fact: Fact) -> dict[str, Any]:
    start, end = _span(document, fact.place)
    answer: dict[str, Any] = {
        "kind": fact.kind,
        "start": _place(document, start),
        "end": _place(document, end),
        "confidence": fact.confidence,
        "evidence": [_stretch(document, one) for one in fact.evidence],
        **{key: value for key, value in fact.says if key != "speaker"},
    }
    if fact.kind == "quotation":
        answer["speaker"] = _stretch(document, fact.source) if fact.source else None
    elif fact.kind == "attribution":
        answer["source"] = _stretch(document, fact.source) if fact.source else None
    return answer


def _stretch(document: Document, place: Stretch) -> dict[str, Any]:
    start, end = _span(document, place)
    return {"text": _words(document, place), "start": _place(document, start), "end": _place(document, end)}


def _words(document: Document, place: Stretch) -> str:
    return document.blocks[place.block].text[place.start : place.end]


def _span(document: Document, place: Stretch) -> tuple[int, int]:
    return document.blocks[place.block].span(place.start, place.end)


def _place(document: Document, offset: int) -> dict[str, int]:
    position = document.source.position(offset)
    return {"line": position.line, "column": position.column, "offset": offset}
