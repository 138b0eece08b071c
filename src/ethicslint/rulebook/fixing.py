"""The key `fix` of a rule: which wordings can be exchanged, and for what, in every form.

Knows what a fix may say and how the forms of words are paired. Knows nothing of articles: `engine.lint` makes the edits.
"""

import re
from collections.abc import Iterator
from typing import Final

from ethicslint.fields import Fields
from ethicslint.lexicon.inflection import spellings
from ethicslint.lexicon.words import forms_of
from ethicslint.nodes import Node
from ethicslint.rulebook.model import UNFIXABLE, Fix
from ethicslint.text.normal import fold

FIX_KEYS: Final = ["replace", "with", "inflect", "part", "safe"]
INFLECT: Final = ["verb", "noun", "none"]
"""Whether the first word is a verb that keeps its form, the last a noun that keeps its number, or the words are as they stand."""

_PLAIN: Final = re.compile(r"[^\W_]+(?:[ ’-][^\W_]+)*")
_PLAIN_IN_PAST: Final = frozenset(
    """beat become bet bid bust come cost fit knit outrun overcome overrun quit rerun rid run spit sweat wed wet""".split()
)
"""Verbs whose plain form may be their past or its participle too, though they have another."""


def read_fix(fix: Fields, family: str) -> Fix | None:
    """The fix that a rule of `family` asks for; None after a complaint."""
    if family in UNFIXABLE:
        fix.complain(None, "no fix in this family: its words are facts of law or of a person; use instead")
    replaced, new = fix.entries("replace", required=True), fix.text("with")
    inflect = fix.choice("inflect", INFLECT, "verb")
    if not replaced or not all([node.text.strip() for node in replaced]) or not new:
        return None
    wordings: dict[str, str] = {}
    for node in replaced:
        old = " ".join(fold(node.text).lower().split())
        if not _is_plain(fix, node, old, new, inflect):
            return None
        pairs = dict(_pairs(fix, old, " ".join(new.split()), inflect))
        if not wordings.keys().isdisjoint(pairs):
            fix.complain(node, f"“{old}” is already among the words of “replace”; leave it out")
        wordings.update(pairs)
    if any(f" {before} " in f" {after} " for before in wordings for after in wordings.values()):
        fix.complain(None, "what the fix makes would be changed again: “with” holds the words of “replace”")
    return Fix(tuple(wordings.items()), fix.flag("safe"), fix.flag("part"))


def _is_plain(fix: Fields, node: Node, old: str, new: str, inflect: str) -> bool:
    """Whether both sides are plain words; if not, a complaint."""
    if not _PLAIN.fullmatch(old.replace("'", "’")):
        fix.complain(node, "“replace” is plain words without signs: letters, blanks, hyphens and ’")
        return False
    if inflect == "verb" and "be" in (old.split()[0], new.split()[0]):
        fix.complain(None, "the first word of a fix is a verb with one form for every person, so never “be”")
    if not _PLAIN.fullmatch(" ".join(new.split())):
        fix.complain(fix.node("with"), "“with” is plain words: letters, blanks, hyphens and ’")
    return True


def _pairs(fix: Fields, old: str, new: str, inflect: str) -> Iterator[tuple[str, str]]:
    """Every form of the old words with that of the new ones."""
    if inflect == "none":
        yield old, new
        return
    if inflect == "noun":
        (before, one), (after, other) = _but_last(old), _but_last(new)
        forms, others = forms_of(one, "noun"), forms_of(other, "noun")
        if len(forms) != len(others):  # one of them has no plural, or two
            forms, others = forms[:1], others[:1]
        for form, changed in zip(forms, others, strict=True):
            yield before + form, after + changed
        return
    verb, _, rest = old.partition(" ")
    other_verb, _, other_rest = new.partition(" ")
    found = list(paired(verb, other_verb))
    if not found:
        fix.complain(
            None, f"no form of “{verb}” has one certain counterpart among those of “{other_verb}”; use instead"
        )
    for form, changed in found:
        yield f"{form} {rest}".strip(), f"{changed} {other_rest}".strip()


def _but_last(words: str) -> tuple[str, str]:
    start, blank, last = words.rpartition(" ")
    return start + blank, last


def paired(verb: str, other: str) -> Iterator[tuple[str, str]]:
    """Every form of `verb` with the form of `other` that does its work, where that is certain."""
    forms, others = _roles(verb), _roles(other)
    if verb in _PLAIN_IN_PAST or not forms["past"]:
        forms["plain"] = []  # “put” may be past
    if other in _PLAIN_IN_PAST:
        others["past"] = []
    elif not others["past"]:
        others["past"] = others["plain"]
    for role, candidates in others.items():
        if len({one.replace("z", "s") for one in candidates}) == 1:
            # Of “recognised” and “recognized”, the one that is spelt like the verb itself.
            alike = max(candidates, key=lambda one: one.count("z") == other.count("z"))
            yield from ((form, alike) for form in forms[role])


def _roles(verb: str) -> dict[str, list[str]]:
    """The forms of a verb by the work they do."""
    roles: dict[str, list[str]] = {"plain": [], "s": [], "ing": [], "past": []}
    plain = spellings(verb)
    for form in forms_of(verb, "verb"):
        endings = (ending for ending in ("ing", "s") if form.endswith(ending))
        roles["plain" if form in plain else next(endings, "past")].append(form)
    return roles
