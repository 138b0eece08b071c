"""What a rule is, once read. Plain tuples all the way down, so that a compiled rule book can be kept and loaded fast.

Knows the shape of rules. Knows nothing of files, of YAML, or of how a match is found.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from ethicslint.rulebook.gate import Gate

LEVELS: Final = ("suggestion", "warning", "error")
"""From the lowest to the highest."""

FAMILIES: Final = (
    "sensationalism",
    "victim-blaming",
    "legal-sourcing",
    "verdict-wording",
    "presumption",
    "consistency",
    "perpetrator-sympathy",
    "minimising",
    "agency",
    "doubt-casting",
    "suicide",
    "children",
    "identification",
    "restrictions",
    "stigma",
    "graphic-detail",
    "omission",
)
"""The closed list of the public contract; the first four are the founding ones."""

SCOPES: Final = ("sentence", "paragraph", "document")

WORDLESS: Final = frozenset(("identification", "restrictions"))
"""Families whose findings name the place only: to repeat the words would publish them."""

UNFIXABLE: Final = frozenset(
    ("verdict-wording", "presumption", "legal-sourcing", "consistency", "identification", "restrictions")
)
"""Families in which no edit is ever offered: the words there are facts of law, or of a person."""

STAGES: Final = {
    "general": "",
    "before-verdict": "before a verdict",
    "convicted": "after a conviction",
    "acquitted": "after an acquittal",
}
"""The keys of a staged `instead`, and how they read."""


class Advice(NamedTuple):
    """Words to write instead, and the stage of a case (a key of STAGES) for which they are meant."""

    stage: str
    words: str

    def __str__(self) -> str:
        return f"{STAGES[self.stage]}: {self.words}" if STAGES[self.stage] else self.words


SOURCE_KINDS: Final = ("law", "code", "evidence", "style", "guidance", "comment")
"""Statutes and courts; codes of regulators and the press; WHO-class evidence; style books; guidance of bodies; anything else."""


class Citation(NamedTuple):
    """An entry of the bibliography. `short` is the authority in three words at most; `kind` is one of SOURCE_KINDS."""

    id: str
    organisation: str
    title: str
    year: str
    url: str
    short: str
    kind: str
    covers: str


class Condition(NamedTuple):
    """A pattern that must (or, not `wanted`, must not) stand `within` the sentence, paragraph or document of a match."""

    pattern: str
    within: str
    wanted: bool


class Near(NamedTuple):
    """Things that are a problem together: a pattern for each, in this order if `ordered`, within a `sentence` or `paragraph`.

    `words` is how many words may lie between one and the next, -1 for any number. `mark` says whose words are flagged: the
    number (from 0) of one pattern, or -1 for the whole stretch.
    """

    patterns: tuple[str, ...]
    ordered: bool
    within: str
    words: int
    mark: int


class Density(NamedTuple):
    """More than `above` matches in each `per` (sentence, paragraph, or `words`: so many words of the article)."""

    above: int
    per: str
    words: int


class Metric(NamedTuple):
    """A sentence that is more than a reader can follow: all of these are exceeded (-1: not asked for).

    `words` of the sentence, different places where the search of the rule finds something (`matches`), `negations`, and the
    `grade` of school by which it can be read.
    """

    words: int
    matches: int
    negations: int
    grade: int


class Wanted(NamedTuple):
    """A fact to look for: one of a `kind` that says one of the values for each key of `says`, as surely as `least` or more.

    `holds` is a pattern that must stand in its words, `without` one that must not ("" for none). `mark` says what is flagged:
    the `fact`, the `words` that `holds` found, or the `cue`: the words of saying that show who speaks.
    """

    kind: str
    says: tuple[tuple[str, tuple[str, ...]], ...]
    least: str
    holds: str
    without: str
    mark: str


class Absent(NamedTuple):
    """What an article as a whole lacks: `patterns` of which none stands in it, if it has as many `words` or more.

    It is missed only where `when` is found `times` times or more ("" for everywhere), which one of the words `needed` must
    announce; with `lead`, in the headlines and first paragraphs. With `helplines`, the number of a known service will do, and
    those for the article's readers are offered.
    """

    patterns: tuple[str, ...]
    words: int
    when: str = ""
    times: int = 1
    needed: frozenset[str] = frozenset()
    helplines: bool = False
    lead: bool = False


class Balance(NamedTuple):
    """These `sides` have `share` per cent or more of what is heard, in as many `words` or more of their own or (not `quoted`)
    told for them.

    It matters only where `when` stands ("" for everywhere), which one of the words `needed` must announce; one of `patterns`
    anywhere in the article excuses it.
    """

    sides: tuple[str, ...]
    quoted: bool
    words: int
    share: int = 100
    when: str = ""
    needed: frozenset[str] = frozenset()
    patterns: tuple[str, ...] = ()


class Helpline(NamedTuple):
    """A service for readers: whom to call where, about which topics, and where and when that was looked up."""

    id: str
    name: str
    contact: str
    hours: str
    jurisdictions: tuple[str, ...]
    topics: tuple[str, ...]
    source: str
    checked: str

    def __str__(self) -> str:
        return f"{self.name}: {self.contact}{f' ({self.hours})' if self.hours else ''}"


class LegalNote(NamedTuple):
    """What the law of some jurisdictions says that rules rest on, as of one day, and the day by which to look again.

    Days are written as 2026-11-25; `sources` are ids of the bibliography.
    """

    id: str
    jurisdictions: tuple[str, ...]
    says: str
    sources: tuple[str, ...]
    as_of: str
    review_by: str


class Search(NamedTuple):
    """One thing to look for: a `regex` pattern over folded text, with what a text must hold before it is worth a search.

    `requirements` are sets of whole words in lower case, of each of which one must be there. `stems` are letters that must stand
    inside some word; they are used where a raw pattern shows no whole words. With neither, every sentence is searched.
    `term` is the number of the rule's term that this belongs to, -1 for the rule itself. `case`: capitals count. `raw`: written
    as a pattern, so that it may look at the ends of a sentence; a phrase never does. `near` or `fact` takes the place of the
    pattern; `density` says how many matches make a problem, `metric` how much a sentence with one can hold; `conditions` must
    all hold.
    """

    pattern: str
    requirements: tuple[frozenset[str], ...]
    stems: tuple[str, ...]
    term: int
    case: bool
    raw: bool
    near: Near | None = None
    density: Density | None = None
    conditions: tuple[Condition, ...] = ()
    fact: Wanted | None = None
    metric: Metric | None = None


class Term(NamedTuple):
    """What one entry of `terms` says differently from its rule; empty where it says nothing."""

    level: str
    message: str
    why: str
    instead: tuple[Advice, ...]


class Fix(NamedTuple):
    """Wordings in lower case and what each becomes; `safe` if the meaning cannot change.

    `part`: a wording may be a part of the words that were flagged, which keep the others; else it must be all of them.
    """

    wordings: tuple[tuple[str, str], ...]
    safe: bool
    part: bool = False


class Example(NamedTuple):
    """A text of a rule with the stretches (code points of `text`) that must be flagged, at `level` if that is given.

    `fixed` is what the rule's fix makes of the text, "" if that is not said. `of` is the id of the rule from which the example is
    inherited, "" for one of the rule's own; `line` is then that of `extends`.
    """

    text: str
    marks: tuple[tuple[int, int], ...]
    level: str
    because: str
    fixed: str
    line: int
    of: str = ""


class Rule(NamedTuple):
    """One rule as its file states it. `headline_level` holds in titles and headlines, `level` elsewhere.

    `places`, `voices` and `topics` are empty where the rule holds everywhere. `mention`, `negated` and the next two say
    what becomes of words that are only mentioned, are taken back, or have a source: `skip`, `only` or `any`. `shows` is
    a fact that the article must show somewhere, `gate` what it must declare. `keeps_level` says that a quotation does not
    lower the level. `path` says where the rule stands, `bad_line` and `good_line` where its lists of examples do.
    `law` are the ids of the legal notes that it rests on.
    """

    id: str
    title: str
    level: str
    headline_level: str
    kind: str
    message: str
    why: str
    instead: tuple[Advice, ...]
    leave_if: str
    places: tuple[str, ...]
    topics: tuple[str, ...]
    voices: tuple[str, ...]
    mention: str
    negated: str
    hypothetical: str
    attributed: str
    shows: Wanted | None
    keeps_level: bool
    searches: tuple[Search, ...]
    swallowed_by: tuple[str, ...]
    absent: Absent | None
    fix: Fix | None
    terms: tuple[Term, ...]
    sources: tuple[str, ...]
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    since: str
    path: str
    bad_line: int = 0
    good_line: int = 0
    gate: Gate = Gate()
    balance: Balance | None = None
    law: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the rule speaks of the article as a whole and of none of its words."""
        return self.absent is not None or self.balance is not None

    @property
    def family(self) -> str:
        return self.id.partition("/")[0]


class Family(NamedTuple):
    """What a family of rules is about."""

    id: str
    title: str
    about: str


class Rulebook(NamedTuple):
    """Every rule by id, the bibliography, the families, the words that show a topic (by topic), all vocabulary sets,
    services for readers and legal notes by id.
    """

    rules: dict[str, Rule]
    citations: dict[str, Citation]
    families: dict[str, Family]
    topics: dict[str, tuple[str, ...]]
    vocabulary: dict[str, tuple[str, ...]]
    helplines: Mapping[str, Helpline] = MappingProxyType({})
    law: Mapping[str, LegalNote] = MappingProxyType({})


def plain(value: Any) -> Any:
    """`value` with every named tuple made a plain tuple, so that it can be marshalled."""
    if isinstance(value, tuple):
        return tuple([plain(one) for one in value])
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return value


def rule_from_plain(row: tuple[Any, ...]) -> Rule:
    """The inverse of `plain` for a rule."""
    rule = Rule._make(row)
    return rule._replace(
        instead=_advice(rule.instead),
        searches=tuple([_search(one) for one in rule.searches]),
        shows=Wanted._make(rule.shows) if rule.shows else None,
        absent=Absent._make(rule.absent) if rule.absent else None,
        fix=Fix._make(rule.fix) if rule.fix else None,
        terms=tuple([Term._make(one)._replace(instead=_advice(one[3])) for one in rule.terms]),
        bad=tuple([Example._make(one) for one in rule.bad]),
        good=tuple([Example._make(one) for one in rule.good]),
        gate=Gate._make(rule.gate),
        balance=Balance._make(rule.balance) if rule.balance else None,
    )


def _search(row: tuple[Any, ...]) -> Search:
    search = Search._make(row)
    return search._replace(
        near=Near._make(search.near) if search.near else None,
        density=Density._make(search.density) if search.density else None,
        conditions=tuple([Condition._make(one) for one in search.conditions]),
        fact=Wanted._make(search.fact) if search.fact else None,
        metric=Metric._make(search.metric) if search.metric else None,
    )


def _advice(rows: tuple[Any, ...]) -> tuple[Advice, ...]:
    return tuple([Advice._make(row) for row in rows])
