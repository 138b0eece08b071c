"""Rule folders into a rule book, with every mistake named by file, line and key.

Knows folders, families, the bibliography, and how a rule extends another. `rulebook.reader` knows the keys of a rule; the harness
knows whether a rule finds what its examples say.
"""

import os
import re
from collections.abc import Iterator, Sequence
from typing import Final

from ethicslint.errors import Problem, RuleError, nearest
from ethicslint.fields import Fields, read_file
from ethicslint.lexicon import words
from ethicslint.nodes import Node
from ethicslint.rulebook.model import FAMILIES, SOURCE_KINDS, Citation, Family, Rulebook
from ethicslint.rulebook.reader import Reader, Surroundings

NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_TOPIC_SETS: Final = "topic-"
_EXTENDS: Final = "extends"
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
        citations.update(_bibliography(os.path.join(folder, "sources.yaml"), problems))
        here: dict[str, _File] = {}
        for path, name in _rule_files(folder, problems):
            if name.endswith("/_family"):
                family = _family(path, name.partition("/")[0], problems)
                families[family.id] = family
            elif (root := read_file(path, path, problems)) is not None:
                here[name] = _File(path, root)
            else:
                problems.append(Problem(path, 0, "the file holds nothing"))
        files.update({name: _whole(name, here, files, problems) for name in here})
    topics = {one.name.removeprefix(_TOPIC_SETS): one.words for one in lexicon.starting(_TOPIC_SETS)}
    around = Surroundings(lexicon, citations, list(topics), problems)
    rules = {name: Reader(file.path, name, around).rule(file.root) for name, file in sorted(files.items())}
    if problems:
        raise RuleError(list(dict.fromkeys(problems)))
    return Rulebook(rules, citations, families, topics)


class _File:
    """A rule file before its keys are read."""

    __slots__ = ("path", "root")

    def __init__(self, path: str, root: Node) -> None:
        self.path = path
        self.root = root


def _whole(name: str, here: dict[str, _File], before: dict[str, _File], problems: list[Problem]) -> _File:
    """A rule with the keys of the rules that it extends, each below its own."""
    file = here[name]
    pairs = {key.text: (key, value) for key, value in file.root.pairs}
    seen = {name}
    while _EXTENDS in pairs:
        value = pairs.pop(_EXTENDS)[1]
        base = before.get(value.text) if value.text in seen else here.get(value.text) or before.get(value.text)
        if base is None:
            loop = "; a rule cannot extend itself" if value.text in seen else nearest(value.text, [*here, *before])
            problems.append(Problem(file.path, value.line, f"there is no rule “{value.text}” to extend{loop}"))
            break
        seen.add(value.text)
        pairs = {key.text: (key, below) for key, below in base.root.pairs} | pairs
        if base is before.get(value.text):
            break  # what stands in an earlier folder is whole already
    root = file.root
    return _File(file.path, Node(root.kind, list(pairs.values()), root.start, root.end, root.line, root.style))


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
            if ending == ".yaml" and (name == "_family" or NAME.fullmatch(name)):
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
