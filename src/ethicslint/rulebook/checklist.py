"""The questions of a rule folder about what no text can show.

Knows the form of `checklist.yaml`. Knows nothing of articles: whoever asks brings their topics.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from ethicslint.errors import Problem, RuleError
from ethicslint.fields import Fields, sections
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
        for name, fields in sections(folder, CHECKLIST, KEYS, problems):
            found[name] = _question(name, fields, topics, citations)
    if problems:
        raise RuleError(problems)
    return found


def _question(name: str, fields: Fields, topics: Collection[str], citations: Mapping[str, Citation]) -> Question:
    about = fields.known("topics", sorted(topics))
    cited = fields.known("sources", list(citations), " in sources.yaml")
    ask = fields.text("ask")
    if ask and not ask.endswith("?"):
        fields.complain(fields.node("ask"), "“ask” is a question and ends with “?”")
    return Question(name, about, ask, fields.text("why"), tuple([citations[one] for one in cited]))
