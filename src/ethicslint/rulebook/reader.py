"""One rule file: what its keys mean and what their values may be.

Knows every key but those below `match`, which `rulebook.matching` reads, and says what is wrong with file, line and key.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from ethicslint.errors import Problem, nearest_or_some
from ethicslint.fields import Fields
from ethicslint.lexicon.words import Lexicon
from ethicslint.nodes import Node
from ethicslint.rulebook import gate
from ethicslint.rulebook.fixing import FIX_KEYS, read_fix
from ethicslint.rulebook.matching import MATCH_KEYS, Matching, MatchReader
from ethicslint.rulebook.model import (
    LEVELS,
    STAGES,
    WORDLESS,
    Advice,
    Citation,
    Example,
    Fix,
    Rule,
    Term,
)
from ethicslint.text.document import PLACES

HOUSE: Final = "house"
"""The source of a rule that rests on a newsroom's own decision."""

RULE_KEYS: Final = (
    "extends title level kind message why instead leave-if where quoted match fix sources law bad good since"
).split()
WHERE_KEYS: Final = [
    *("place", "voice", "mention", "negated", "hypothetical", "attributed", "shows", "topic"),
    *gate.GATE_KEYS,
]
KINDS: Final = ["wording", "claim"]
VOICES: Final = ["author", "quoted"]
CHOICES: Final = ["skip", "only", "any"]
QUOTED: Final = ["lower", "same"]
EXAMPLE_KEYS: Final = ["text", "level", "because", "fixed"]
MESSAGE_WORDS: Final = 20
_BELOW: Final = {
    **dict.fromkeys(MATCH_KEYS, "match"),
    **dict.fromkeys(WHERE_KEYS, "where"),
    **dict.fromkeys(FIX_KEYS, "fix"),
}
"""Keys that are easily written one step too far to the left."""
_LECTURING: Final = re.compile(r"\b(should|harmful|problematic)\b", re.IGNORECASE)

_STRONG: Final = ("law", "code", "evidence")
_SUPPORTING: Final = ("style", "guidance")


class Surroundings(NamedTuple):
    """What a rule may refer to, and where mistakes go; `numbers` is a pattern for those of known helplines, `law` the ids of
    legal notes.
    """

    lexicon: Lexicon
    citations: dict[str, Citation]
    topics: list[str]
    problems: list[Problem]
    numbers: str = ""
    law: Collection[str] = ()


class Reader:
    """Reads the rule `name`, whose file is `path`."""

    def __init__(
        self, path: str, name: str, around: Surroundings, inherited: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """`inherited` are the keys that the rule takes from another, with that one's id."""
        self._path = path
        self._name = name
        self._around = around
        self._inherited = inherited

    def rule(self, root: Node) -> Rule:
        """The rule; every mistake goes to the problems, and something harmless takes its place."""
        fields = Fields(root, self._path, self._around.problems, RULE_KEYS, _BELOW)
        headline_level, level = self._levels(fields)
        where = fields.inner("where", WHERE_KEYS)
        kind = fields.choice("kind", KINDS, "wording")
        matches = MatchReader(self._path, self._around.lexicon, self._around.problems, self._around.numbers)
        matching = matches.read(fields)
        self._demand_topic(fields, where, matching)
        return Rule(
            id=self._name,
            title=fields.text("title"),
            level=level,
            headline_level=headline_level,
            kind=kind,
            message=self._message(fields),
            why=fields.text("why"),
            instead=self._instead(fields),
            leave_if=fields.text("leave-if", ""),
            places=self._places(where),
            topics=self._all_of(where, "topic", self._around.topics),
            voices=self._all_of(where, "voice", VOICES),
            mention=where.choice("mention", CHOICES, "skip") if where else "skip",
            negated=self._negated(where, kind),
            hypothetical=self._hypothetical(where, kind),
            attributed=where.choice("attributed", CHOICES, "any") if where else "any",
            shows=matches.shown(where) if where else None,
            keeps_level=fields.choice("quoted", QUOTED, "lower") == "same",
            searches=matching.searches,
            swallowed_by=matching.swallowed_by,
            absent=matching.absent,
            balance=matching.balance,
            law=self._law(fields),
            fix=self._fix(fields),
            terms=tuple(self._term(term) for term in matching.terms),
            sources=self._sources(fields, matching, level, headline_level),
            bad=self._examples(fields, "bad", bool(matching.absent or matching.balance)),
            good=self._examples(fields, "good", bool(matching.absent or matching.balance)),
            since=fields.text("since"),
            path=self._path,
            bad_line=fields.line_of("bad"),
            good_line=fields.line_of("good"),
            gate=gate.read(where),
        )

    def _levels(self, fields: Fields) -> tuple[str, str]:
        node = fields.node("level")
        if node is not None and node.kind == "map":
            split = Fields(node, self._path, self._around.problems, ["headline", "else"])
            return split.choice("headline", list(LEVELS)), split.choice("else", list(LEVELS))
        level = fields.choice("level", list(LEVELS))
        return level, level

    def _demand_topic(self, fields: Fields, where: Fields | None, matching: Matching) -> None:
        """Facts are worked out only where the topic calls for it: a rule that asks for them says which."""
        asks = matching.balance is not None or any(search.fact for search in matching.searches)
        asks = asks or (matching.absent is not None and not matching.absent.when)
        asks = asks or (where is not None and ("attributed" in where or "shows" in where))
        if asks and (where is None or "topic" not in where):
            fields.complain(
                fields.node("match"),
                "a rule over facts or the whole article names the topics it is for: where: {topic: [courts]}",
            )

    def _negated(self, where: Fields | None, kind: str) -> str:
        """A claim that is taken back claims nothing; wrong wording stays wrong."""
        default = "skip" if kind == "claim" else "any"
        return where.choice("negated", CHOICES, default) if where else default

    def _hypothetical(self, where: Fields | None, kind: str) -> str:
        """A rule that skips what is denied skips what is only supposed too, unless it says otherwise."""
        if where is None:
            return "skip" if kind == "claim" else "any"
        denied = where.node("negated")
        skips = denied.text == "skip" if denied else kind == "claim"
        return where.choice("hypothetical", CHOICES, "skip" if skips else "any")

    def _message(self, fields: Fields) -> str:
        message = fields.text("message")
        self._check_message(fields, message)
        return message

    def _check_message(self, fields: Fields, message: str) -> None:
        node = fields.node("message")
        if len(message.split()) > MESSAGE_WORDS:
            fields.complain(node, f"the message has {len(message.split())} words; {MESSAGE_WORDS} at most")
        if lecture := _LECTURING.search(message):
            fields.complain(node, f"the message says “{lecture[0]}”; state the fact")
        if "{match}" in message and self._name.partition("/")[0] in WORDLESS:
            fields.complain(node, "a message of this family never repeats the words; leave out {match}")
        if "[[" in message:
            fields.complain(node, "the message holds “[[”, which marks words in examples; the words found are {match}")
        for sign in re.findall(r"\{[^}]*\}", message):
            if sign != "{match}":
                fields.complain(node, f"the message may hold {{match}}, not {sign}")

    def _instead(self, fields: Fields) -> tuple[Advice, ...]:
        node = fields.node("instead")
        if node is None or node.kind != "map":
            return tuple(Advice("general", text) for text in fields.texts("instead"))
        staged = Fields(node, self._path, self._around.problems, STAGES)
        return tuple(Advice(stage, text) for stage in STAGES if stage in staged for text in staged.texts(stage))

    def _term(self, term: Fields) -> Term:
        message = term.text("message", "")
        self._check_message(term, message)
        level = term.choice("level", list(LEVELS)) if "level" in term else ""
        return Term(level, message, term.text("why", ""), self._instead(term))

    def _places(self, where: Fields | None) -> tuple[str, ...]:
        """`headline` means title and headline."""
        found = self._all_of(where, "place", list(PLACES))
        return ("title", *found) if "headline" in found and "title" not in found else found

    def _all_of(self, where: Fields | None, key: str, allowed: list[str]) -> tuple[str, ...]:
        if where is None:
            return ()
        return tuple(one for node in where.entries(key) if (one := where.checked(node.text, allowed, key, node)))

    def _sources(self, fields: Fields, matching: Matching, *levels: str) -> tuple[str, ...]:
        names = fields.known("sources", [*self._around.citations, HOUSE], " in sources.yaml")
        kinds = [self._around.citations[name].kind for name in names if name != HOUSE]
        stated = {*levels, *(term.text("level", "") for term in matching.terms)}
        strong = any(kind in _STRONG for kind in kinds)
        if "error" in stated and not strong:
            fields.complain(
                fields.node("sources"),
                "an error cites a law, a regulator's code or comparable evidence; cite one, or make it a warning",
            )
        if "warning" in stated and not (strong or HOUSE in names or sum(kind in _SUPPORTING for kind in kinds) > 1):
            fields.complain(
                fields.node("sources"),
                "a warning cites a law, a code or evidence, or two style books or guides; cite these, or make it a suggestion",
            )
        return names

    def _law(self, fields: Fields) -> tuple[str, ...]:
        nodes = fields.entries("law")
        for node in nodes:
            if node.text not in self._around.law:
                close = nearest_or_some(node.text, list(self._around.law))
                fields.complain(node, f"there is no legal note “{node.text}” in law.yaml{close}")
        return tuple(node.text for node in nodes)

    # ---- fix

    def _fix(self, fields: Fields) -> Fix | None:
        fix = fields.inner("fix", FIX_KEYS)
        return read_fix(fix, self._name.partition("/")[0]) if fix else None

    # ---- examples

    def _examples(self, fields: Fields, key: str, whole: bool) -> tuple[Example, ...]:
        node = fields.node(key)
        if node is None or not node.items:
            if node is not None and node.kind == "none":
                fields.complain(node, f"“{key}” is empty; fill it in")
            else:
                fields.complain(node, f"“{key}” {'must be a list of examples' if node else 'is missing'}")
            return ()
        return tuple(self._example(fields, one, key, whole) for one in node.items)

    def _example(self, fields: Fields, node: Node, key: str, whole: bool) -> Example:
        """One example; of a rule about the `whole` article no words are marked."""
        level = because = fixed = ""
        text = node.text
        if node.kind == "map" and not any(one.text in EXAMPLE_KEYS for one, _ in node.pairs):
            fields.complain(node, "this example is read as a key and its value; put the whole text in double quotes")
            return Example(text, (), level, because, fixed, node.line)
        if node.kind == "map":
            parts = Fields(node, self._path, self._around.problems, EXAMPLE_KEYS)
            text, because, fixed = parts.text("text"), parts.text("because", ""), parts.text("fixed", "")
            level = parts.choice("level", list(LEVELS)) if "level" in parts else ""
            if fixed and key == "good":
                parts.complain(parts.node("fixed"), "only a bad example says “fixed”; leave it out here")
            elif fixed and "fix" not in fields:
                parts.complain(
                    parts.node("fixed"), "“fixed” says what a fix makes, and this rule has no “fix”; leave it out"
                )
        elif node.kind not in ("text", "none"):
            fields.complain(node, "an example is a text in double quotes, or text, level, because and fixed")
        text, marks = unmarked(text)
        example = Example(text, marks, level, because, fixed, node.line, self._inherited.get(key, ""))
        if node.kind in ("text", "none") and not fields.is_whole(node, key):
            return example
        if text.strip():
            for fault in _whole_faults(marks) if whole else _faults(key, text, marks, level):
                fields.complain(node, fault)
        elif node.kind in ("text", "none"):
            fields.complain(node, "an example is empty; fill it in")
        return example


def unmarked(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """`text` without its `[[ ]]` marks, and the stretches (code points of the result) that stood between them."""
    parts: list[str] = []
    marks: list[tuple[int, int]] = []
    length = 0
    for number, part in enumerate(re.split(r"\[\[(.*?)\]\]", text, flags=re.DOTALL)):
        if number % 2:
            marks.append((length, length + len(part)))
        parts.append(part)
        length += len(part)
    return "".join(parts), tuple(marks)


def _whole_faults(marks: tuple[tuple[int, int], ...]) -> Iterator[str]:
    if marks:
        yield "an example of a rule about the whole article marks no words"


def _faults(key: str, text: str, marks: tuple[tuple[int, int], ...], level: str) -> Iterator[str]:
    """What is wrong with an example of the list `key`."""
    if "[[" in text or "]]" in text:
        yield "a “[[” or “]]” stands without the other"
    elif not all(text[start:end].strip() for start, end in marks):
        yield "a “[[ ]]” marks no words"
    elif key == "bad" and not marks:
        yield "a bad example marks the words that must be flagged: [[like this]]"
    elif key == "good" and bool(marks) != bool(level):
        yield "a good example marks words only together with the level they come down to, as in {text: …, level: …}"
    if key == "good" and level in ("warning", "error"):
        yield "a good example may come down to a suggestion, no higher"
