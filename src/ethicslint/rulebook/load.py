"""Rule folders into a rule book, with every mistake named by file, line and key.

Knows folders, families, the bibliography, and how a rule extends another. `rulebook.reader` knows the keys of a rule; the harness
knows whether a rule finds what its examples say.
"""

import os
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from ethicslint.errors import Problem, RuleError, nearest_or_some
from ethicslint.fields import Fields, looks_like_yaml, read_file, yaml_below
from ethicslint.lexicon import words
from ethicslint.nodes import Node
from ethicslint.rulebook import helplines, law
from ethicslint.rulebook.checklist import CHECKLIST
from ethicslint.rulebook.model import FAMILIES, SOURCE_KINDS, Citation, Family, Helpline, LegalNote, Rulebook
from ethicslint.rulebook.reader import RULE_KEYS, Reader, Surroundings

NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
TOPIC_SETS: Final = "topic-"
_EXTENDS: Final = "extends"
_SOURCES: Final = "sources.yaml"
_BESIDE: Final = (_SOURCES, helplines.FILE, law.FILE, CHECKLIST)
"""The files that stand beside the folders of the families."""
CITATION_KEYS: Final = ("organisation", "title", "year", "url", "short", "kind", "covers")


class _File:
    """A rule file before its keys are read; `inherited` are the keys that it takes from another rule, with that one's id."""

    __slots__ = ("inherited", "path", "root")

    def __init__(self, path: str, root: Node, inherited: dict[str, str] | None = None) -> None:
        self.path = path
        self.root = root
        self.inherited = inherited or {}


def load(folders: Sequence[str]) -> Rulebook:
    """The rules of all `folders`; a rule or set of a later folder replaces that of an earlier one with the same name.

    Raises RuleError with every mistake in every file.
    """
    problems: list[Problem] = []
    for folder in folders:
        if fault := _no_folder(folder):
            raise RuleError([Problem(folder, 0, fault)])
    folders = [one for number, one in enumerate(folders) if one not in folders[:number]]
    lexicon = words.read([os.path.join(folder, "vocabulary") for folder in folders], problems)
    citations: dict[str, Citation] = {}
    families: dict[str, Family] = {}
    files: dict[str, _File] = {}
    listed = True  # whether every bibliography could be read
    house: dict[str, str] = {}  # where the rules of the folders behind the first, the built-in one, stand
    for number, folder in enumerate(folders):
        known = len(problems)
        entries = _bibliography(os.path.join(folder, _SOURCES), problems)
        listed = listed and entries is not None
        citations.update(entries or {})
        here = _files_of(folder, families, problems)
        has_lists = any(os.path.exists(os.path.join(folder, name)) for name in (helplines.FILE, law.FILE))
        if number and not (here or has_lists) and len(problems) == known and not yaml_below(folder):
            problems.append(Problem(folder, 0, "the folder holds no rules; one stands in FAMILY/NAME.yaml below it"))
        if number:
            problems.extend(_stated_twice(here, house))
            house.update({name: file.path for name, file in here.items()})
        whole = {name: _whole(name, here, files, problems) for name in here}
        files.update({name: file for name, file in whole.items() if file})
    if not (lexicon.whole and listed):
        raise _refusal(problems)  # what rules name could not be read: complaints about that would lead astray
    topics = {one.name.removeprefix(TOPIC_SETS): one.words for one in lexicon.starting(TOPIC_SETS)}
    services: dict[str, Helpline] = {}
    notes: dict[str, LegalNote] = {}
    for folder in folders:
        services.update(helplines.read(folder, list(topics), problems))
        notes.update(law.read(folder, citations, problems))
    around = Surroundings(lexicon, citations, list(topics), problems, helplines.numbers(services), notes)
    rules = {
        name: Reader(file.path, name, around, file.inherited).rule(file.root) for name, file in sorted(files.items())
    }
    if problems:
        raise _refusal(problems)
    return Rulebook(rules, citations, families, topics, lexicon.vocabulary(), services, notes)


def _files_of(folder: str, families: dict[str, Family], problems: list[Problem]) -> dict[str, _File]:
    """The rule files of one folder by id; what it says of families is added to `families`."""
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
            Fields(root, path, problems, RULE_KEYS)  # which complains
        elif len(problems) == known:
            start = f"ethicslint rules new --rules {folder} {name}"
            problems.append(Problem(path, 0, f"the file holds nothing; “{start}” fills in the keys"))
    return here


def _no_folder(folder: str) -> str:
    """Why a path is no folder of rules, "" if it may be one."""
    if os.path.isfile(folder):
        return "is a file; name the folder in which the families stand"
    if not os.path.isdir(folder):
        return "there is no such folder of rules"
    above, name = os.path.split(os.path.abspath(folder))
    if name in FAMILIES and any(looks_like_yaml(one) and one not in _BESIDE for one in _listed(folder, [])):
        return f"is the folder of one family; name the one above it, {above}"
    return ""


def _refusal(problems: list[Problem]) -> RuleError:
    return RuleError(sorted(dict.fromkeys(problems), key=lambda one: (one.path, one.line)))


def _stated_twice(here: dict[str, _File], house: dict[str, str]) -> Iterator[Problem]:
    """Complaints about rules that stand in an earlier house folder too and do not say that they extend that one."""
    for name, file in here.items():
        extended = next((value.text for key, value in file.root.pairs if key.text == _EXTENDS), "")
        if name in house and extended != name:
            problem = f"the rule {name} also stands in {house[name]}"
            way = f'delete one of them, or let this one change the other with extends: "{name}"'
            yield Problem(file.path, file.root.line, f"{problem}; {way}")


def _whole(name: str, here: dict[str, _File], before: dict[str, _File], problems: list[Problem]) -> _File | None:
    """A rule with the keys of the rules that it extends, each below its own; they stand in the line that asks for them.

    None, and one complaint, where there is no such rule.
    """
    file = here[name]
    pairs = {key.text: (key, value) for key, value in file.root.pairs}
    line = pairs[_EXTENDS][1].line if _EXTENDS in pairs else 0
    chain = [name]
    inherited: dict[str, str] = {}
    while _EXTENDS in pairs:
        asked = pairs.pop(_EXTENDS)[1]
        wanted = asked.text
        if not wanted:
            problems.append(
                Problem(file.path, line, "“extends” must be text: the id of one rule, as in “suicide/suicide-bid”")
            )
            return None
        base = before.get(wanted) if wanted in chain else here.get(wanted) or before.get(wanted)
        chain.append(wanted)
        if base is None:
            known = [*before, *(one for one in here if one != name)]
            problems.append(Problem(file.path, line, _not_extended(chain, known)))
            return None
        inherited |= {
            key.text: base.inherited.get(key.text, wanted) for key, _ in base.root.pairs if key.text not in pairs
        }
        below = {key.text: (_moved(key, line), _moved(value, line)) for key, value in base.root.pairs}
        pairs = below | pairs
        if base is before.get(wanted):
            break  # what stands in an earlier folder is whole already
    root = file.root
    whole = Node(root.kind, list(pairs.values()), root.start, root.end, root.line, root.style)
    return _File(file.path, whole, inherited)


def _not_extended(chain: list[str], known: list[str]) -> str:
    """Why the last rule of `chain` cannot be extended by the one before it."""
    *others, wanted = chain
    if others == [wanted]:
        return "a rule cannot extend itself; only a house rule extends the one that it replaces"
    if wanted in others:
        return f"these rules extend each other in a circle: {' → '.join(chain)}"
    return f"there is no rule “{wanted}” to extend{_nearest_rule(wanted, known)}"


def _nearest_rule(wanted: str, known: list[str]) -> str:
    """The rule of the same name in another family, or what is near, or the rules of the family."""
    family, _, short = wanted.rpartition("/")
    same = [one for one in known if one.partition("/")[2] == short]
    own = [one for one in known if one.startswith(f"{family}/")]
    return nearest_or_some(wanted, same or known) if not own or same else nearest_or_some(wanted, own)


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
        if not os.path.isdir(inside) and family not in _BESIDE and looks_like_yaml(family):
            problems.append(Problem(inside, 0, _misplaced(family)))
        if not os.path.isdir(inside) or family == "vocabulary":
            continue
        if family not in FAMILIES:
            known = nearest_or_some(family, list(FAMILIES))
            problems.append(Problem(inside, 0, f"“{family}” is no family; the list is closed{known}"))
            continue
        for entry in _listed(inside, problems):
            name, ending = os.path.splitext(entry)
            path = os.path.join(inside, entry)
            if ending == ".yaml" and (name == "_family" or NAME.fullmatch(name)):
                yield path, f"{family}/{name}"
            elif not os.path.isdir(path) and looks_like_yaml(entry):
                problems.append(Problem(path, 0, "name a rule in small letters and hyphens, ending in .yaml"))
            elif stray := yaml_below(path):
                problems.append(Problem(stray, 0, f"is not read, for it stands too deep; move it into {inside}"))


def _misplaced(name: str) -> str:
    """What to say of a YAML file beside the folders of the families."""
    if name.lower().startswith("sources."):
        return f"the bibliography is called {_SOURCES}; rename the file"
    return "put a rule into the folder of its family, as in “suicide/suicide-bid.yaml”"


def _listed(folder: str, problems: list[Problem]) -> list[str]:
    """What a folder holds, in order of name; not what is hidden, as the locks and remains of editors are."""
    try:
        return sorted(entry for entry in os.listdir(folder) if not entry.startswith("."))
    except OSError as error:
        problems.append(Problem(folder, 0, f"cannot be listed: {error.strerror}"))
        return []


def _bibliography(path: str, problems: list[Problem]) -> dict[str, Citation] | None:
    """The entries of a bibliography, none if there is no file; None if it cannot be read."""
    known = len(problems)
    root = read_file(path, path, problems) if os.path.exists(path) else None
    if root is None:
        return {} if len(problems) == known else None
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
