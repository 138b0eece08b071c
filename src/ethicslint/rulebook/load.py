"""Rule folders into a rule book, with every mistake named by file, line and key.

Knows the keys of rule, family and bibliography files and what their values may be. Knows nothing of matching, and leaves the
question whether a rule finds what its examples say to the harness.
"""

import os
import re
from collections.abc import Iterator, Sequence
from typing import Final

import regex

from ethicslint.errors import Problem, RuleError, nearest
from ethicslint.fields import Fields, read_file
from ethicslint.lexicon import words
from ethicslint.lexicon.words import Lexicon
from ethicslint.nodes import Node
from ethicslint.rulebook.literals import stems
from ethicslint.rulebook.model import (
    FAMILIES,
    LEVELS,
    SCOPES,
    STAGES,
    Advice,
    Citation,
    Example,
    Excuse,
    Family,
    Rule,
    Rulebook,
    Search,
    Term,
)
from ethicslint.rulebook.phrase import PhraseError, compile_phrase
from ethicslint.text.document import PLACES

HOUSE: Final = "house"
"""The source of a rule that rests on a newsroom's own decision."""

_RULE_KEYS: Final = "title level kind message why instead leave-if where quoted match sources bad good since".split()
_MATCH_KEYS: Final = ["phrase", "pattern", "terms", "except", "unless", "case"]
_TERM_KEYS: Final = ["phrase", "pattern", "level", "message", "why", "instead"]
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_TOPIC_SETS: Final = "topic-"
_MESSAGE_WORDS: Final = 20
_LECTURING: Final = re.compile(r"\b(should|harmful|problematic)\b", re.IGNORECASE)
_SILENT_FAMILIES: Final = ("identification", "restrictions")


def builtin_folder() -> str:
    """Where the built-in style guide stands: inside the installed package, or in the checkout it runs from.

    Raises RuleError if it is in neither place.
    """
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for folder in (os.path.join(package, "rules"), os.path.join(package, "..", "..", "rules")):
        if os.path.isfile(os.path.join(folder, "sources.yaml")):
            return os.path.normpath(folder)
    raise RuleError([Problem("", 0, f"the built-in rules are missing from {package}; install ethicslint again")])


def load(folders: Sequence[str]) -> Rulebook:
    """The rules of all `folders`; a rule or set of a later folder replaces that of an earlier one with the same name.

    Raises RuleError with every mistake in every file.
    """
    problems: list[Problem] = []
    for folder in folders:
        if not os.path.isdir(folder):
            raise RuleError([Problem(folder, 0, "there is no such folder of rules")])
    lexicon = words.read([os.path.join(folder, "vocabulary") for folder in folders], problems)
    citations: dict[str, Citation] = {}
    families: dict[str, Family] = {}
    rules: dict[str, Rule] = {}
    for folder in folders:
        citations.update(_bibliography(os.path.join(folder, "sources.yaml"), problems))
    topics = {one.name.removeprefix(_TOPIC_SETS): one.words for one in lexicon.starting(_TOPIC_SETS)}
    for folder in folders:
        for path, name in _rule_files(folder, problems):
            if name.endswith("/_family"):
                family = _family(path, name.partition("/")[0], problems)
                families[family.id] = family
            else:
                rules[name] = _Reader(path, name, lexicon, citations, list(topics), problems).rule()
    if problems:
        raise RuleError(problems)
    return Rulebook(dict(sorted(rules.items())), citations, families, topics)


def _rule_files(folder: str, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """Path and id of every rule file, in order of name."""
    for family in sorted(os.listdir(folder)):
        inside = os.path.join(folder, family)
        if not os.path.isdir(inside) or family == "vocabulary" or family.startswith("."):
            continue
        if family not in FAMILIES:
            known = nearest(family, list(FAMILIES))
            problems.append(Problem(inside, 0, f"“{family}” is no family; the list is closed{known}"))
            continue
        for entry in sorted(os.listdir(inside)):
            name, ending = os.path.splitext(entry)
            path = os.path.join(inside, entry)
            if ending == ".yaml" and (name == "_family" or _NAME.fullmatch(name)):
                yield path, f"{family}/{name}"
            elif ending in (".yaml", ".yml"):
                problems.append(Problem(path, 0, "name a rule in small letters and hyphens, ending in .yaml"))


def _bibliography(path: str, problems: list[Problem]) -> dict[str, Citation]:
    root = read_file(path, path, problems) if os.path.exists(path) else None
    if root is None:
        return {}
    whole = Fields(root, path, problems, None)
    found: dict[str, Citation] = {}
    for name in whole.keys():
        fields = whole.inner(name, ("organisation", "title", "year", "url", "short", "covers"))
        assert fields is not None
        entry = Citation(
            name,
            fields.text("organisation"),
            fields.text("title"),
            fields.text("year", ""),
            fields.text("url", ""),
            fields.text("short"),
            fields.text("covers", ""),
        )
        if len(entry.short.split()) > 3:
            fields.complain(fields.node("short"), "“short” has three words at most")
        found[name] = entry
    return found


def _family(path: str, name: str, problems: list[Problem]) -> Family:
    root = read_file(path, path, problems)
    if root is None:
        return Family(name, name, "")
    fields = Fields(root, path, problems, ("title", "about"))
    return Family(name, fields.text("title"), fields.text("about"))


class _Reader:
    """Reads one rule file."""

    def __init__(
        self,
        path: str,
        name: str,
        lexicon: Lexicon,
        citations: dict[str, Citation],
        topics: list[str],
        problems: list[Problem],
    ) -> None:
        self._path = path
        self._name = name
        self._lexicon = lexicon
        self._citations = citations
        self._topics = topics
        self._problems = problems

    def rule(self) -> Rule:
        root = read_file(self._path, self._path, self._problems) or Node("map", [], 0, 0, 1, "")
        fields = Fields(root, self._path, self._problems, _RULE_KEYS)
        headline_level, level = self._levels(fields)
        where = fields.inner("where", ["place", "topic"])
        searches, swallowed_by, excuses, terms = self._match(fields)
        return Rule(
            id=self._name,
            title=fields.text("title"),
            level=level,
            headline_level=headline_level,
            kind=fields.choice("kind", ["wording", "claim"], "wording"),
            message=self._message(fields),
            why=fields.text("why"),
            instead=self._instead(fields),
            leave_if=fields.text("leave-if", ""),
            places=self._places(where),
            topics=self._all_of(where, "topic", self._topics),
            keeps_level=fields.choice("quoted", ["lower", "same"], "lower") == "same",
            searches=searches,
            swallowed_by=swallowed_by,
            excuses=excuses,
            terms=terms,
            sources=self._sources(fields, level, headline_level),
            bad=self._examples(fields, "bad"),
            good=self._examples(fields, "good"),
            since=fields.text("since"),
            path=self._path,
        )

    def _levels(self, fields: Fields) -> tuple[str, str]:
        node = fields.node("level")
        if node is not None and node.kind == "map":
            split = Fields(node, self._path, self._problems, ["headline", "else"])
            return split.choice("headline", list(LEVELS)), split.choice("else", list(LEVELS))
        level = fields.choice("level", list(LEVELS))
        return level, level

    def _message(self, fields: Fields) -> str:
        message = fields.text("message")
        self._check_message(fields, message, fields.node("message"))
        return message

    def _check_message(self, fields: Fields, message: str, node: Node | None) -> None:
        if len(message.split()) > _MESSAGE_WORDS:
            fields.complain(node, f"the message has {len(message.split())} words; {_MESSAGE_WORDS} at most")
        if lecture := _LECTURING.search(message):
            fields.complain(node, f"the message says “{lecture[0]}”; state the fact")
        if "{match}" in message and self._name.startswith(_SILENT_FAMILIES):
            fields.complain(node, "a message of this family never repeats the words; leave out {match}")
        for sign in re.findall(r"\{[^}]*\}", message):
            if sign != "{match}":
                fields.complain(node, f"the message may hold {{match}}, not {sign}")

    def _instead(self, fields: Fields) -> tuple[Advice, ...]:
        node = fields.node("instead")
        if node is None or node.kind != "map":
            return tuple(Advice("general", text) for text in fields.texts("instead"))
        staged = Fields(node, self._path, self._problems, STAGES)
        return tuple(Advice(stage, text) for stage in STAGES if stage in staged for text in staged.texts(stage))

    def _places(self, where: Fields | None) -> tuple[str, ...]:
        """`headline` means title and headline."""
        found = self._all_of(where, "place", list(PLACES))
        return ("title", *found) if "headline" in found and "title" not in found else found

    def _all_of(self, where: Fields | None, key: str, allowed: list[str]) -> tuple[str, ...]:
        if where is None:
            return ()
        return tuple(one for node in where.entries(key) if (one := where.checked(node.text, allowed, key, node)))

    def _sources(self, fields: Fields, *levels: str) -> tuple[str, ...]:
        nodes = fields.entries("sources", required=True)
        known = [*self._citations, HOUSE]
        for node in nodes:
            if node.text not in known:
                close = nearest(node.text, known)
                fields.complain(node, f"there is no source “{node.text}” in sources.yaml{close}")
        if "error" in levels and all(node.text == HOUSE for node in nodes):
            fields.complain(fields.node("sources"), "an error cites a law, a regulator's code or comparable evidence")
        return tuple(node.text for node in nodes)

    # ---- match

    def _match(
        self, fields: Fields
    ) -> tuple[tuple[Search, ...], tuple[str, ...], tuple[Excuse, ...], tuple[Term, ...]]:
        match = fields.inner("match", _MATCH_KEYS)
        if match is None:
            fields.complain(None, "“match” is missing")
            return (), (), (), ()
        case = match.flag("case")
        searches = self._searches(match, case, -1)
        terms: list[Term] = []
        listed = match.node("terms")
        if listed is not None and not listed.items:
            match.complain(listed, "“terms” must be a list")
        for number, node in enumerate(listed.items if listed else []):
            term = Fields(node, self._path, self._problems, _TERM_KEYS)
            level = term.choice("level", list(LEVELS)) if "level" in term else ""
            message = term.text("message", "")
            self._check_message(term, message, term.node("message"))
            terms.append(Term(level, message, term.text("why", ""), self._instead(term)))
            searches.extend(self._searches(term, case, number))
        if not searches:
            match.complain(None, "nothing to look for: give phrase, pattern or terms")
        swallowed_by = tuple(self._phrase(match, node).pattern for node in match.entries("except"))
        return tuple(searches), swallowed_by, self._excuses(match), tuple(terms)

    def _searches(self, fields: Fields, case: bool, term: int) -> list[Search]:
        found = []
        for node in fields.entries("phrase"):
            compiled = self._phrase(fields, node, case)
            found.append(compiled._replace(term=term, case=case))
        for node in fields.entries("pattern"):
            if self._valid(fields, node):
                found.append(Search(node.text, (), stems(node.text), term, case, True))
        return found

    def _phrase(self, fields: Fields, node: Node, case: bool = False) -> Search:
        try:
            compiled = compile_phrase(node.text, self._lexicon, case)
        except PhraseError as error:
            fields.complain(node, str(error))
            return Search("(?!)", (), (), -1, False, False)
        return Search(compiled.pattern, compiled.requirements, (), -1, False, False)

    def _valid(self, fields: Fields, node: Node) -> bool:
        try:
            pattern = regex.compile(node.text)
        except regex.error as error:
            fields.complain(node, f"the pattern cannot be read: {error}")
            return False
        if pattern.match(""):
            fields.complain(node, "the pattern matches nothing at all; require at least one letter")
            return False
        return True

    def _excuses(self, match: Fields) -> tuple[Excuse, ...]:
        unless = match.inner("unless", ["any", "within"])
        if unless is None:
            return ()
        within = unless.choice("within", list(SCOPES), "sentence")
        return tuple(
            Excuse(self._phrase(unless, node).pattern, within) for node in unless.entries("any", required=True)
        )

    # ---- examples

    def _examples(self, fields: Fields, key: str) -> tuple[Example, ...]:
        node = fields.node(key)
        if node is None or node.kind != "list":
            fields.complain(node, f"“{key}” must be a list of examples")
            return ()
        return tuple(self._example(fields, one, key) for one in node.items)

    def _example(self, fields: Fields, node: Node, key: str) -> Example:
        level = because = ""
        text = node.text
        if node.kind == "map":
            parts = Fields(node, self._path, self._problems, ["text", "level", "because"])
            text, because = parts.text("text"), parts.text("because", "")
            level = parts.choice("level", list(LEVELS)) if "level" in parts else ""
        elif node.kind != "text":
            fields.complain(node, "an example is a text in double quotes, or text, level and because")
        text, marks = unmarked(text)
        if key == "bad" and not marks:
            fields.complain(node, "a bad example marks the words that must be flagged: [[like this]]")
        if key == "good" and bool(marks) != bool(level):
            fields.complain(node, "a good example marks words only together with the level they come down to")
        return Example(text, marks, level, because, node.line)


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
