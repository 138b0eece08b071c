"""The questions of a rule folder about what no text can show.

Knows the form of `checklist.yaml`. Knows nothing of articles: whoever asks brings their topics.
"""

import os
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from ethicslint.errors import Problem, RuleError, nearest_or_some
from ethicslint.fields import Fields, read_file
from ethicslint.rulebook.model import Citation

CHECKLIST: Final = "checklist.yaml"
KEYS: Final = ("topics", "ask", "why", "sources")


class Question(NamedTuple):
    """Something a person can answer before publication. `topics` are those of articles in which it is asked."""

    id: str
    topics: tuple[str, ...]
    ask: str
    why: str
    sources: tuple[Citation, ...]


def questions(
    folders: Sequence[str], topics: Collection[str], citations: Mapping[str, Citation]
) -> dict[str, Question]:
    """The questions of all `folders` by id, in order; one of a later folder replaces that of an earlier one with its id.

    Raises RuleError with every mistake.
    """
    problems: list[Problem] = []
    found: dict[str, Question] = {}
    for folder in folders:
        path = os.path.join(folder, CHECKLIST)
        root = read_file(path, path, problems) if os.path.exists(path) else None
        if root is None:
            continue
        whole = Fields(root, path, problems, None)
        for name in whole.keys():
            fields = whole.inner(name, KEYS)
            assert fields is not None
            found[name] = _question(name, fields, topics, citations)
    if problems:
        raise RuleError(problems)
    return found


def _question(name: str, fields: Fields, topics: Collection[str], citations: Mapping[str, Citation]) -> Question:
    about = fields.entries("topics", required=True)
    for node in about:
        if node.text not in topics:
            known = nearest_or_some(node.text, sorted(topics))
            fields.complain(node, f"there is no topic “{node.text}”{known}")
    cited = fields.entries("sources", required=True)
    for node in cited:
        if node.text not in citations:
            known = nearest_or_some(node.text, list(citations))
            fields.complain(node, f"there is no source “{node.text}” in sources.yaml{known}")
    ask = fields.text("ask")
    if ask and not ask.endswith("?"):
        fields.complain(fields.node("ask"), "“ask” is a question and ends with “?”")
    sources = tuple(citations[node.text] for node in cited if node.text in citations)
    return Question(name, tuple(node.text for node in about), ask, fields.text("why"), sources)
