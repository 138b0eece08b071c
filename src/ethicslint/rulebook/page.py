"""A rule as a page for people: what, why, instead, when to leave it, examples, sources. One text for every face.

Knows the order and the wording of a page, as Markdown that also reads well in a terminal. Knows nothing of where it is shown.
"""

import re
from collections.abc import Iterator
from typing import Final

from ethicslint.rulebook.law import NAMES
from ethicslint.rulebook.model import Example, Rule, Rulebook

_FRONT: Final = re.compile(r"(---|\+\+\+)\n(.*?)\n\1(?:\n|\Z)", re.DOTALL)
_TITLE: Final = re.compile(r"(?:title|headline) *[:=] *")
_HEADING: Final = re.compile(r"(#{1,6}) +")
# What Markdown would take for markup, inside a line or at its start.
_MARKUP: Final = re.compile(r"[*_`<~|\\$]|&[\w#]+;|\]\(|\]:|!\[|^(?:[#>+-]|\d{1,9}[.)])")


def page(rule: Rule, book: Rulebook) -> Iterator[str]:
    """The lines of the page of one rule."""
    yield f"# {rule.title}"
    yield ""
    yield f"`{rule.id}` · {level_words(rule)} · since {rule.since}"
    yield ""
    first = rule.bad[0]
    words = first.text[slice(*first.marks[0])] if first.marks else ""
    yield rule.message.replace("{match}", _literally(words))
    yield ""
    yield f"**Why.** {_joined(rule.why)}"
    yield ""
    if rule.instead:
        yield "**Instead:**"
        yield ""
        yield from (f"- {_literally(str(one))}" for one in rule.instead)
        yield ""
    for term in rule.terms:
        if term.instead:
            number = rule.terms.index(term) + 1
            yield f"**Instead, for its wording {number}:** {' · '.join(_literally(str(one)) for one in term.instead)}"
            yield ""
    if rule.leave_if:
        yield f"**Leave it if** {_joined(rule.leave_if)}."
        yield ""
    yield from _law(rule, book)
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


def _law(rule: Rule, book: Rulebook) -> Iterator[str]:
    """What the law says that the rule rests on, by jurisdiction, as of when."""
    if not rule.law:
        return
    yield "**The law,** as of the day named; no legal advice:"
    yield ""
    for note in (book.law[name] for name in rule.law):
        where = ", ".join(NAMES[one] for one in note.jurisdictions)
        yield f"- {where}: {_joined(note.says)} ({note.as_of}; to be looked at again by {note.review_by})"
    yield ""


def _holds(rule: Rule) -> Iterator[str]:
    """Where, in whose words and in which articles the rule holds, if not everywhere."""
    if rule.places:
        yield f"Only in: {', '.join(rule.places)}."
        yield ""
    if len(rule.voices) == 1:
        yield "Only in quotations." if rule.voices[0] == "quoted" else "Only outside quotations."
        yield ""
    if rule.attributed != "any":
        yield f"Only in words {'without' if rule.attributed == 'skip' else 'with'} a source."
        yield ""
    if rule.topics:
        yield f"Only in articles about: {', '.join(topic.replace('-', ' ') for topic in rule.topics)}."
        yield ""
    for key, values in rule.gate.wanted:
        yield f"Only in articles that declare the {key}: {', '.join(values)}."
        yield ""
    for key, values in rule.gate.unwanted:
        yield f"Not in articles that declare the {key}: {', '.join(values)}."
        yield ""


def _example(example: Example) -> str:
    """One line, with the words that are flagged between brackets."""
    parts: list[str] = []
    done = 0
    for start, end in example.marks:
        parts += [example.text[done:start], "[[", example.text[start:end], "]]"]
        done = end
    shown = _literally(_flat("".join([*parts, example.text[done:]])))
    fixed = f" → {_literally(_flat(example.fixed))}" if example.fixed else ""
    level = f" → {example.level}" if example.level else ""
    because = f" ({_literally(example.because)})" if example.because else ""
    return f"- {shown}{fixed}{level}{because}"


def _flat(text: str) -> str:
    """A piece of an article on one line, with a word for what is a headline."""
    front = _FRONT.match(text)
    fields = front[2].split("\n") if front else []
    blocks = re.split(r"\n\s*\n", text[front.end() if front else 0 :])
    lines = [_TITLE.sub("(headline) ", field, count=1) for field in fields]
    lines += [_HEADING.sub(_kind, block, count=1) if _HEADING.match(block) else block for block in blocks]
    return " / ".join(line for one in lines if (line := _joined(one)))


def _kind(heading: "re.Match[str]") -> str:
    return "(headline) " if len(heading[1]) == 1 else "(heading) "


def _joined(text: str) -> str:
    return " ".join(text.split())


def _literally(text: str) -> str:
    """`text` on one line: as it is where Markdown would take nothing in it for markup, else as code."""
    text = _joined(text)
    if not _MARKUP.search(text):
        return text
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    blank = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{blank}{text}{blank}{fence}"
