"""What an article declares of itself in its front matter: whose law holds, how its cases stand, who prefers which word.

Knows the keys and their values, and what is wrong with one, with its place. Knows nothing of YAML or TOML
(`text.frontmatter`), nor of what rules and analyses make of a declaration.
"""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from ethicslint.errors import Problem, nearest_or_some

if TYPE_CHECKING:  # most articles declare nothing
    from ethicslint.fields import Fields
    from ethicslint.nodes import Node

JURISDICTIONS: Final = (
    "us",
    "england-wales",
    "scotland",
    "northern-ireland",
    "ireland",
    "canada",
    "australia",
    "new-zealand",
    "india",
)
"""Whose law an article can be written under."""

STAGES: Final[dict[str, tuple[str, ...]]] = {
    "before-charge": ("alleged", "reported", "under-investigation", "arrested", "released-under-investigation"),
    "before-verdict": ("charged", "released-on-bail", "indicted", "on-trial", "mistrial"),
    "proved": (
        *("convicted", "convicted-n-of-m", "lesser-alternative", "plea", "sentenced", "appealed", "upheld"),
        *("caution", "final"),
    ),
    "not-proved": (
        *("acquitted", "not-proven", "dismissed", "no-further-action", "no-evidence-offered", "lies-on-file"),
        *("retrial-not-sought", "overturned", "exonerated", "complaint-proved-false", "unfitness", "suspect-dead"),
    ),
    "no-crime-tried": (
        *("civil-claim", "civil-liability", "settled"),
        *("tribunal-finding", "inquest-conclusion"),
    ),
}
"""The stages of a case, by what they say of guilt; a case is at one of the inner names."""

KIND_OF: Final = {stage: kind for kind, stages in STAGES.items() for stage in stages}
"""Of each stage the key of STAGES under which it stands."""

ACTIVE: Final = frozenset(("arrested", "released-under-investigation", *STAGES["before-verdict"]))
"""The stages at which a court may still have to be kept from prejudice."""

PREFERRED: Final = ("survivor", "victim", "complainant", "complainer", "plaintiff", "none")
"""The words that somebody harmed may wish to be called by; “none” for no such word at all."""

_STAGES: Final = [stage for stages in STAGES.values() for stage in stages]
_ORDER: Final = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_OWN_KEY: Final = "ethicslint"
_KEYS: Final = ("jurisdiction", "cases", "anonymity", "terms", "format", "helplines")
_CASE_KEYS: Final = ("accused", "stage", "restrictions")
_TERM_KEYS: Final = ("person", "prefers")
VALUES: Final[dict[str, tuple[str, ...]]] = {
    "jurisdiction": JURISDICTIONS,
    "anonymity": ("protected",),
    "format": ("live-blog",),
    "helplines": ("added-by-cms",),
}
"""The keys that have one value, and what it may be."""

_PLAIN: Final = {"case_stage": "cases", "jurisdiction": "jurisdiction", "anonymity": "anonymity"}
_PREFERRED_TERM: Final = "preferred_term"
DECLARING: Final = frozenset((_OWN_KEY, *_PLAIN, _PREFERRED_TERM))
"""The keys of front matter that declare something; all others are the site's own."""


class Case(NamedTuple):
    """A case that the article is about. `accused` is a name, "" for whoever it is; `restrictions` are orders in force."""

    accused: str
    stage: str
    restrictions: tuple[str, ...] = ()


class Term(NamedTuple):
    """The word that a person prefers, one of PREFERRED; `person` is "" for everybody harmed in the article."""

    person: str
    prefers: str


class Declared(NamedTuple):
    """What an article declares; "" and () where it says nothing."""

    jurisdiction: str = ""
    cases: tuple[Case, ...] = ()
    anonymity: str = ""
    terms: tuple[Term, ...] = ()
    format: str = ""
    helplines: str = ""

    def over(self, defaults: "Declared") -> "Declared":
        """The same, with the values of `defaults` for the keys of which nothing is said here."""
        if not any(defaults):
            return self
        return Declared._make([own or other for own, other in zip(self, defaults, strict=True)])

    @property
    def restrictions(self) -> frozenset[str]:
        """The orders in force in any of the cases."""
        return frozenset([one for case in self.cases for one in case.restrictions])

    def stage_of(self, name: str, accused: bool) -> str:
        """The stage of the case against somebody, by name in full or by surname; "" if none is declared.

        A case that names nobody is that of everybody whom the article tells to be `accused`.
        """
        words = name.lower().split()
        for case in self.cases:
            known = case.accused.lower().split()
            short = 1 in (len(known), len(words))
            if (accused and not known) or (known and known == words) or (short and known[-1:] == words[-1:]):
                return case.stage
        return ""


NOTHING: Final = Declared()
"""What an article declares that declares nothing."""


def read(settings: "Mapping[str, Node]", path: str, first: int) -> tuple[Declared, list[Problem]]:
    """What the values at the keys of DECLARING say, and what is wrong with them.

    Lines of nodes count from 1 at the line `first` (1-based) of the file at `path`, which problems name.
    """
    from ethicslint.fields import Fields
    from ethicslint.nodes import Node

    problems: list[Problem] = []
    plain = [(key, node) for key, node in settings.items() if key != _OWN_KEY]
    root = Node("map", [(Node("text", key, 0, 0, node.line, ""), node) for key, node in plain], 0, 0, 1, "")
    outer = _plain(Fields(root, path, problems, DECLARING))
    own = settings.get(_OWN_KEY)
    inner = _declared(Fields(own, path, problems, _KEYS)) if own and own.kind != "none" else Declared()
    for key, one, other in zip(_KEYS, inner, outer, strict=True):
        if one and other and one != other and own:
            message = f"“{_OWN_KEY}” and a key beside it do not declare the same {key}; keep one of them"
            problems.append(Problem(path, own.line, message))
    moved = [problem._replace(line=problem.line + first - 1) for problem in problems]
    return inner.over(outer), sorted(moved, key=lambda one: one.line)


def _plain(fields: "Fields") -> Declared:
    """What the plain keys on top of front matter say of the article as a whole."""
    said = {key: _value(fields, key, key) for key in ("jurisdiction", "anonymity")}
    stage = _value(fields, "case_stage", "stage", _STAGES)
    word = _value(fields, _PREFERRED_TERM, "preferred term", PREFERRED)
    return Declared(cases=(Case("", stage),) if stage else (), terms=(Term("", word),) if word else (), **said)


def _declared(fields: "Fields") -> Declared:
    said = {key: _value(fields, key, key) for key in VALUES}
    return Declared(
        cases=tuple([case for one in _maps(fields, "cases", _CASE_KEYS) if (case := _case(one))]),
        terms=tuple([term for one in _maps(fields, "terms", _TERM_KEYS) if (term := _term(one))]),
        **said,
    )


def _value(fields: "Fields", key: str, what: str, allowed: Iterable[str] = ()) -> str:
    """The value at `key`, if it is there and one of those that are known."""
    node = fields.node(key)
    if node is None or node.kind == "none":
        return ""
    value, known = fields.text(key, ""), list(allowed or VALUES[key])
    if node.kind == "text" and value not in known:
        fields.complain(node, f"“{value}” is no {what}{nearest_or_some(value, known)}")
    return value if value in known else ""


def _maps(fields: "Fields", key: str, known: tuple[str, ...]) -> "list[Fields]":
    from ethicslint.fields import Fields

    node = fields.node(key)
    if node is None or node.kind == "none":
        return []
    if node.kind != "list":
        fields.complain(node, f"“{key}” must be a list of maps with the keys {', '.join(known)}")
    return [Fields(one, fields.path, fields.problems, known) for one in node.items]


def _case(fields: "Fields") -> Case | None:
    if "stage" not in fields and "restrictions" not in fields:
        fields.complain(None, "a case without “stage” declares nothing; give the stage it is at")
        return None
    stage = _value(fields, "stage", "stage", _STAGES)
    for node in fields.entries("restrictions"):
        if not re.fullmatch(_ORDER, node.text):
            fields.complain(node, f"“{node.text}” is no short name of an order, such as s4-2 or s45")
    return Case(fields.text("accused", ""), stage, fields.texts("restrictions"))


def _term(fields: "Fields") -> Term | None:
    if "prefers" not in fields:
        fields.complain(None, "a term without “prefers” declares nothing; give the word that is preferred")
    prefers = _value(fields, "prefers", "preferred term", PREFERRED)
    return Term(fields.text("person", ""), prefers) if prefers else None
