"""Why words that an example marks are not flagged, though the rule looks for them: its `where`, an excuse, or a quotation.

Knows how to try a rule with one of its limits taken away. Costs a compilation for each try, so only broken examples are asked.
"""

from typing import Final

from ethicslint.engine.compiled import Compiled
from ethicslint.engine.lint import lint
from ethicslint.errors import EthicslintError
from ethicslint.rulebook.gate import Gate
from ethicslint.rulebook.model import Example, Rule, Rulebook
from ethicslint.text.document import Document
from ethicslint.text.source import Source

_FREE: Final[dict[str, dict[str, object]]] = {
    "topic": {"topics": ()},
    "place": {"places": ()},
    "voice": {"voices": ()},
    "mention": {"mention": "any"},
    "negated": {"negated": "any"},
    "hypothetical": {"hypothetical": "any"},
    "attributed": {"attributed": "any"},
    "shows": {"shows": None},
    "declared": {"gate": Gate()},
    "quoted": {"keeps_level": True},
    "except": {"swallowed_by": ()},
}
"""What is taken away from a rule, one after the other."""

_SAID: Final = {
    "skip": {
        "mention": "the words are only mentioned or name a work or an institution, which “mention” skips",
        "negated": "the words are denied, which “negated” skips",
        "hypothetical": "the words are only supposed, which “hypothetical” (if it says nothing, “negated”) skips",
        "attributed": "somebody is named for the words, or they are quoted, which “attributed” skips",
    },
    "only": {
        "mention": "the words are no mention or title, and “mention” looks for nothing else",
        "negated": "the words are not denied, and “negated” looks for nothing else",
        "hypothetical": "the words are not supposed, and “hypothetical” looks for nothing else",
        "attributed": "nobody is named for the words, and “attributed” looks for nothing else",
    },
}


def reason(compiled: Compiled, number: int, example: Example, mark: tuple[int, int]) -> str:
    """What keeps rule `number` from flagging a marked stretch, as “; …”."""
    book, rule = compiled.book(), compiled.rule(number)
    tries: list[tuple[str, Rule]] = [(limit, rule._replace(**change)) for limit, change in _FREE.items()]  # type: ignore[arg-type]
    tries.append(("unless", rule._replace(searches=tuple(one._replace(conditions=()) for one in rule.searches))))
    for limit, free in tries:
        if free != rule and _flags(free, book, example, mark):
            return f"; {_said(limit, rule, example, mark)}"
    every: dict[str, object] = {}
    for change in _FREE.values():
        every |= change
    free = tries[-1][1]._replace(**every)  # type: ignore[arg-type]
    if _flags(free, book, example, mark):
        return "; more than one part of “where” or “match” rules it out"
    return "; “match” finds no such words here"


def _flags(rule: Rule, book: Rulebook, example: Example, mark: tuple[int, int]) -> bool:
    """Whether the rule, tried alone, flags words that touch the mark."""
    alone = Compiled.of(
        Rulebook({rule.id: rule}, book.citations, book.families, book.topics, book.vocabulary, book.helplines, book.law)
    )
    try:
        found = lint(Document.read(Source(example.text, "example.md")), alone)
    except EthicslintError:
        return False
    start, end = mark
    return any(one.start.offset < end and start < one.end.offset for one in found)


def _said(limit: str, rule: Rule, example: Example, mark: tuple[int, int]) -> str:
    """The sentence about the one limit that keeps the words from being flagged."""
    if limit == "topic":
        return f"the example shows none of the topics of “where” ({', '.join(rule.topics)}); give it words of one"
    if limit == "place":
        kept = ", ".join(place for place in rule.places if place != "title" or "headline" not in rule.places)
        return f"its words stand in {_standing(example, mark)}, and “where” keeps the rule to {kept}"
    if limit == "voice":
        quoted = "outside quotation marks" if rule.voices == ("quoted",) else "in quotation marks"
        return f"its words stand {quoted}, and “where” keeps the rule to voice {', '.join(rule.voices)}"
    if limit == "quoted":
        return 'in quotation marks a suggestion comes down to nothing, unless the rule says quoted: "same"'
    if limit == "shows":
        return "the example shows no such fact as “shows” asks for"
    if limit == "declared":
        asked = [key for key, _ in rule.gate.wanted] or [f"not-{key}" for key, _ in rule.gate.unwanted]
        return f"the example declares nothing that fits {', '.join(asked)} of “where”; it can open with front matter"
    if limit in _SAID["skip"]:
        return _SAID[getattr(rule, limit)][limit]
    return "an “except” cancels it" if limit == "except" else "a “not”, “unless” or “all” excuses it"


def _standing(example: Example, mark: tuple[int, int]) -> str:
    """The place of the block in which marked words begin."""
    blocks = Document.read(Source(example.text, "example.md")).blocks
    return next((one.place for one in reversed(blocks) if one.start <= mark[0]), "prose")
