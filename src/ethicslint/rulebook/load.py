"""Rule folders into a rule book, with every mistake named by file, line and key.

Knows folders, families, the bibliography, and how a rule extends another. `rulebook.reader` knows the keys of a rule; the harness
knows whether a rule finds what its examples say.
"""

import os
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from ethicslint.errors import Problem, RuleError, nearest
from ethicslint.fields import Fields, read_file
from ethicslint.lexicon import words
from ethicslint.nodes import Node
from ethicslint.rulebook.model import FAMILIES, SOURCE_KINDS, Citation, Family, Rulebook
from ethicslint.rulebook.reader import Reader, Surroundings

NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
TOPIC_SETS: Final = "topic-"
_EXTENDS: Final = "extends"
_SOURCES: Final = "sources.yaml"
CITATION_KEYS: Final = ("organisation", "title", "year", "url", "short", "kind", "covers")


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
    files: dict[str, _File] = {}
    for folder in folders:
        citations.update(_bibliography(os.path.join(folder, _SOURCES), problems))
        here: dict[str, _File] = {}
        for path, name in _rule_files(folder, problems):
            if name.endswith("/_family"):
                family = _family(path, name.partition("/")[0], problems)
                families[family.id] = family
                continue
            known = len(problems)
            root = read_file(path, path, problems)
            if root is not None and root.kind == "map":
                here[name] = _File(path, root)
            elif root is not None:
                problems.append(Problem(path, root.line, "expected keys with values (key: value)"))
            elif len(problems) == known:
                problems.append(Problem(path, 0, "the file holds nothing"))
        files.update({name: _whole(name, here, files, problems) for name in here})
    topics = {one.name.removeprefix(TOPIC_SETS): one.words for one in lexicon.starting(TOPIC_SETS)}
    around = Surroundings(lexicon, citations, list(topics), problems)
    rules = {name: Reader(file.path, name, around).rule(file.root) for name, file in sorted(files.items())}
    if problems:
        raise RuleError(sorted(dict.fromkeys(problems), key=lambda one: (one.path, one.line)))
    return Rulebook(rules, citations, families, topics, lexicon.vocabulary())


class _File:
    """A rule file before its keys are read."""

    __slots__ = ("path", "root")

    def __init__(self, path: str, root: Node) -> None:
        self.path = path
        self.root = root


def _whole(name: str, here: dict[str, _File], before: dict[str, _File], problems: list[Problem]) -> _File:
    """A rule with the keys of the rules that it extends, each below its own; they stand in the line that asks for them."""
    file = here[name]
    pairs = {key.text: (key, value) for key, value in file.root.pairs}
    line = pairs[_EXTENDS][1].line if _EXTENDS in pairs else 0
    chain = [name]
    while _EXTENDS in pairs:
        wanted = pairs.pop(_EXTENDS)[1].text
        base = before.get(wanted) if wanted in chain else here.get(wanted) or before.get(wanted)
        chain.append(wanted)
        if base is None:
            known = [*before, *(one for one in here if one != name)]
            problems.append(Problem(file.path, line, _not_extended(chain, known)))
            break
        below = {key.text: (_moved(key, line), _moved(value, line)) for key, value in base.root.pairs}
        pairs = below | pairs
        if base is before.get(wanted):
            break  # what stands in an earlier folder is whole already
    root = file.root
    return _File(file.path, Node(root.kind, list(pairs.values()), root.start, root.end, root.line, root.style))


def _not_extended(chain: list[str], known: list[str]) -> str:
    """Why the last rule of `chain` cannot be extended by the one before it."""
    *others, wanted = chain
    if others == [wanted]:
        return "a rule cannot extend itself; only a house rule extends the one that it replaces"
    if wanted in others:
        return f"these rules extend each other in a circle: {' → '.join(chain)}"
    return f"there is no rule “{wanted}” to extend{nearest(wanted, known)}"


def _moved(node: Node, line: int) -> Node:
    """`node`, and what it holds, as if it stood in `line`."""
    value: Any = node.value
    if node.kind == "list":
        value = [_moved(one, line) for one in node.items]
    elif node.kind == "map":
        value = [(_moved(key, line), _moved(below, line)) for key, below in node.pairs]
    return Node(node.kind, value, node.start, node.end, line, node.style)


def _rule_files(folder: str, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """Path and id of every rule file, in order of name."""
    for family in _listed(folder, problems):
        inside = os.path.join(folder, family)
        if not os.path.isdir(inside) and family != _SOURCES and family.lower().endswith((".yaml", ".yml")):
            problems.append(
                Problem(inside, 0, "put a rule into the folder of its family, as in “suicide/suicide-bid.yaml”")
            )
        if not os.path.isdir(inside) or family == "vocabulary":
            continue
        if family not in FAMILIES:
            known = nearest(family, list(FAMILIES))
            problems.append(Problem(inside, 0, f"“{family}” is no family; the list is closed{known}"))
            continue
        for entry in _listed(inside, problems):
            name, ending = os.path.splitext(entry)
            path = os.path.join(inside, entry)
            if ending == ".yaml" and (name == "_family" or NAME.fullmatch(name)):
                yield path, f"{family}/{name}"
            elif ending.lower() in (".yaml", ".yml"):
                problems.append(Problem(path, 0, "name a rule in small letters and hyphens, ending in .yaml"))


def _listed(folder: str, problems: list[Problem]) -> list[str]:
    """What a folder holds, in order of name; not what is hidden, as the locks and remains of editors are."""
    try:
        return sorted(entry for entry in os.listdir(folder) if not entry.startswith("."))
    except OSError as error:
        problems.append(Problem(folder, 0, f"cannot be listed: {error.strerror}"))
        return []


def _bibliography(path: str, problems: list[Problem]) -> dict[str, Citation]:
    root = read_file(path, path, problems) if os.path.exists(path) else None
    if root is None:
        return {}
    whole = Fields(root, path, problems, None)
    found: dict[str, Citation] = {}
    for name in whole.keys():
        fields = whole.inner(name, CITATION_KEYS)
        assert fields is not None
        entry = Citation(
            name,
            fields.text("organisation"),
            fields.text("title"),
            fields.text("year", ""),
            fields.text("url", ""),
            fields.text("short"),
            fields.choice("kind", list(SOURCE_KINDS)),
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
