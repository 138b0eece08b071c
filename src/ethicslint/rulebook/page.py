"""A rule as a page for people: what, why, instead, when to leave it, examples, sources. One text for every face.

Knows the order and the wording of a page, as Markdown that also reads well in a terminal. Knows nothing of where it is shown.
"""

import re
from collections.abc import Iterator
from typing import Final

from ethicslint.rulebook.model import Example, Rule, Rulebook

_HEADING: Final = re.compile(r"^#+ |^(?:---|\+\+\+)\n(?:title|headline): *")


def page(rule: Rule, book: Rulebook) -> Iterator[str]:
    """The lines of the page of one rule."""
    yield f"# {rule.title}"
    yield ""
    yield f"`{rule.id}` · {level_words(rule)} · since {rule.since}"
    yield ""
    first = rule.bad[0]
    yield rule.message.replace("{match}", first.text[slice(*first.marks[0])])
    yield ""
    yield f"**Why.** {rule.why}"
    yield ""
    if rule.instead:
        yield "**Instead:**"
        yield ""
        yield from (f"- {one}" for one in rule.instead)
        yield ""
    for term in rule.terms:
        if term.instead:
            number = rule.terms.index(term) + 1
            yield f"**Instead, for its wording {number}:** {' · '.join(map(str, term.instead))}"
            yield ""
    if rule.leave_if:
        yield f"**Leave it if** {rule.leave_if}."
        yield ""
    yield from _holds(rule)
    yield "**Flagged:**"
    yield ""
    yield from (_example(one) for one in rule.bad)
    yield ""
    yield "**Left alone, or said more quietly:**"
    yield ""
    yield from (_example(one) for one in rule.good)
    yield ""
    yield "**Sources:**"
    yield ""
    for name in rule.sources:
        entry = book.citations.get(name)
        if entry is None:
            yield "- house style: the newsroom's own decision"
        else:
            year = f", {entry.year}" if entry.year else ""
            yield f"- {entry.organisation}: {entry.title}{year}. {entry.url}".rstrip()


def level_words(rule: Rule) -> str:
    """The level in words, headlines apart where they differ."""
    if rule.headline_level == rule.level:
        return rule.level
    return f"{rule.headline_level} in headlines, {rule.level} elsewhere"


def _holds(rule: Rule) -> Iterator[str]:
    """Where and in which articles the rule holds, if not everywhere."""
    if rule.places:
        yield f"Only in: {', '.join(rule.places)}."
        yield ""
    if rule.topics:
        yield f"Only in articles about: {', '.join(topic.replace('-', ' ') for topic in rule.topics)}."
        yield ""


def _example(example: Example) -> str:
    """One line, with the words that are flagged between brackets."""
    parts: list[str] = []
    done = 0
    for start, end in example.marks:
        parts += [example.text[done:start], "[[", example.text[start:end], "]]"]
        done = end
    blocks = "".join([*parts, example.text[done:]]).split("\n\n")
    shown = " / ".join(_HEADING.sub("(headline) ", block).replace("\n", " ") for block in blocks)
    level = f" → {example.level}" if example.level else ""
    because = f" ({example.because})" if example.because else ""
    return f"- {shown}{level}{because}"
