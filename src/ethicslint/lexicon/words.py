"""Named word sets, read from the `vocabulary` folders of rule books.

Knows which words a set holds, in every form. Knows nothing of what the sets are for.
"""

import os
import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from ethicslint.errors import Problem, nearest_or_some
from ethicslint.fields import Fields, looks_like_yaml, read_file, yaml_below
from ethicslint.lexicon.inflection import inflect
from ethicslint.lexicon.lemmas import slip
from ethicslint.nodes import Node
from ethicslint.text.normal import fold

PARTS: Final = ["verb", "noun", "adjective"]
_SIGNS: Final = "(|){}@#…"
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


class WordSet(NamedTuple):
    """A named set; `words` are all forms, folded and in lower case, longest first, some of several words."""

    name: str
    about: str
    words: tuple[str, ...]


class Lexicon:
    """The word sets of one rule book by name."""

    def __init__(self, sets: Iterable[WordSet] = (), whole: bool = True) -> None:
        """`whole` is false where a file could not be read, so that a set may be missing for no fault of who names it."""
        self._sets = {one.name: one for one in sets}
        self.whole = whole

    def __getitem__(self, name: str) -> WordSet:
        """Raises KeyError, with the nearest name, for a set that does not exist."""
        try:
            return self._sets[name]
        except KeyError:
            raise KeyError(f"there is no vocabulary set “@{name}”{nearest_or_some(name, self.names())}") from None

    def vocabulary(self) -> dict[str, tuple[str, ...]]:
        """The words of every set by its name."""
        return {name: self._sets[name].words for name in self.names()}

    def words_of(self, name: str) -> tuple[str, ...]:
        """The words of a set; none if there is no such set."""
        found = self._sets.get(name)
        return found.words if found else ()

    def names(self) -> list[str]:
        return sorted(self._sets)

    def starting(self, prefix: str) -> list[WordSet]:
        """The sets whose name starts with `prefix`, by name."""
        return [self._sets[name] for name in self.names() if name.startswith(prefix)]


def read(folders: Iterable[str], problems: list[Problem]) -> Lexicon:
    """The sets of every `*.yaml` in `folders`; a later folder replaces sets of an earlier one, by name."""
    sets: dict[str, WordSet] = {}
    whole = True
    for folder in folders:
        here: dict[str, str] = {}
        for path, entry in _files(folder, problems):
            root = read_file(path, path, problems)
            whole = whole and (root is not None or not any(one.path == path for one in problems))
            for one in _sets(root, path, problems) if root else ():
                if one.name in here:
                    problems.append(Problem(path, 0, f"the set “{one.name}” also stands in {here[one.name]}"))
                here[one.name] = entry
                sets[one.name] = one
    return Lexicon(sets.values(), whole)


def _files(folder: str, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """Path and name of every vocabulary file, in order of name."""
    try:
        entries = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    except OSError as error:
        problems.append(Problem(folder, 0, f"cannot be listed: {error.strerror}"))
        return
    for entry in entries:
        path = os.path.join(folder, entry)
        if entry.startswith("."):
            continue
        if entry.endswith(".yaml"):
            yield path, entry
        elif looks_like_yaml(entry):
            problems.append(Problem(path, 0, "the name of a vocabulary file ends in .yaml"))
        elif stray := yaml_below(path):
            problems.append(Problem(stray, 0, f"is not read, for it stands too deep; move it into {folder}"))


def _sets(root: Node, path: str, problems: list[Problem]) -> Iterable[WordSet]:
    whole = Fields(root, path, problems, None)
    for name in whole.keys():
        fields = whole.inner(name, ("about", "inflect", "words"))
        assert fields is not None
        if not _NAME.fullmatch(name) or name == "name":
            fields.complain(None, f"“{name}” names no set; small letters and hyphens do, as in “court-reaction”")
        alone = fields.node("words")
        if alone is not None and "," in alone.text:
            fields.complain(alone, 'several words are a list, each in quotes of its own: ["one", "two"]')
        part = fields.choice("inflect", PARTS) if "inflect" in fields else ""
        forms = {form for node in fields.entries("words", required=True) for form in _forms(fields, node, part)}
        yield WordSet(name, fields.text("about"), tuple(sorted(forms, key=lambda form: (-len(form), form))))


def _forms(fields: Fields, node: Node, part: str) -> tuple[str, ...]:
    words = " ".join(fold(node.text).lower().split())
    if sign := next((sign for sign in _SIGNS if sign in words), ""):
        fields.complain(node, f"a set holds plain words; “{sign}” has a meaning in phrases only")
    parts = words.split()
    if parts and part and (fault := slip(parts[changing(parts, part)], part)):
        fields.complain(node, fault)
    return forms_of(words, part)


def forms_of(words: str, part: str) -> tuple[str, ...]:
    """Every form of a word or phrase: of several words the first that is no adverb changes in verbs, the last in nouns."""
    if not part:
        return (words,)
    parts = words.split()
    place = changing(parts, part)
    return tuple(" ".join([*parts[:place], form, *parts[place + 1 :]]) for form in inflect(parts[place], part))


def changing(parts: list[str], part: str) -> int:
    """The number of the word that is inflected: “sexually assault” changes behind its adverb."""
    if part == "verb":
        return next((number for number, one in enumerate(parts) if not one.endswith("ly")), 0)
    return len(parts) - 1
