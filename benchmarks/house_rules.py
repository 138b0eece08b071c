"""A large style guide made up by throwing dice, the same one everywhere: what a newsroom's own rules cost.

Knows what phrases look like in a rule: a word and its kin, inflections, alternatives, a few words in between. What it makes up
means nothing. One rule is read from a file; the others are this one with other phrases.
"""

import random
import tempfile
from pathlib import Path

import ethicslint
from ethicslint.engine.compiled import Compiled
from ethicslint.lexicon.lemmas import slip
from ethicslint.lexicon.words import Lexicon
from ethicslint.rulebook.load import load
from ethicslint.rulebook.model import Rule
from ethicslint.rulebook.phrase import compile_phrase

_WORDS = [
    word
    for word in (Path(ethicslint.__file__).parent / "lexicon" / "frequencies.txt").read_text(encoding="utf-8").split()
    if len(word) > 2 and word.isalpha()
]
_COMMON = _WORDS[:400]
_RARER = _WORDS[400:]
_VERBS = [
    word for word in _RARER if not slip(word, "verb")
]  # “thought” is a form of another word, and no verb to inflect
_LETTERS = "bcdfglmnprst"

_TEMPLATE = """
title: "A house rule"
level: "warning"
message: "“{match}”: this house writes it another way."
why: "The desk decided so."
instead: ["something plainer"]
match: {phrase: "word"}
sources: ["house"]
bad: ["A [[word]]."]
good: ["Another."]
since: "0.1"
"""


def compiled(number: int) -> Compiled:
    """`number` rules, ready to run."""
    source = random.Random("house rules")
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "sensationalism" / "house.yaml"
        file.parent.mkdir()
        file.write_text(_TEMPLATE, encoding="utf-8")
        book = load([name])
    (template,) = book.rules.values()
    rules = [_rule(template, f"sensationalism/house-{one}", source) for one in range(number)]
    return Compiled.of(book._replace(rules={rule.id: rule for rule in rules}))


def _rule(template: Rule, name: str, source: random.Random) -> Rule:
    searches = []
    for _ in range(source.choice((1, 1, 2, 3))):
        found = compile_phrase(_phrase(source), Lexicon())
        searches.append(template.searches[0]._replace(pattern=found.pattern, requirements=found.requirements))
    return template._replace(id=name, searches=tuple(searches))


def _phrase(source: random.Random) -> str:
    """Mostly two or three words of which one is not common; a few rare words alone."""
    rarer, second, common, other = source.choice(_RARER), source.choice(_RARER), *source.choices(_COMMON, k=2)
    forms = (
        f"{common} {rarer}",
        f"{common} ({rarer}|{second})",
        f"({common}|{other}) …3 {rarer}",
        f"{{{source.choice(_VERBS)}:verb}} (the|a|his|her) {second}",
        f"({common}|{other}|) {rarer} {second}",
        f"{{{rarer}:noun}} of {common}",
        f"{rarer}-{_made_up(source)}",
        _made_up(source),
    )
    return source.choice(forms)


def _made_up(source: random.Random) -> str:
    """A word that no article holds, like most words of a long list."""
    return "".join(source.choice(_LETTERS) + source.choice("aeiou") for _ in range(4))
