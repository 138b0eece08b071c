"""A rule book made ready to run, as plain data that can be kept between runs.

Knows how to pack rules and patterns so that only those that are needed are ever unpacked. Knows nothing of files:
`project.rulecache` keeps the bytes.
"""

import marshal
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

import regex

from ethicslint.analysis.topics import Evidence, evidence
from ethicslint.engine.prefilter import Index, Prefilter, build
from ethicslint.engine.programs import pack, unpack
from ethicslint.rulebook.gate import Gate
from ethicslint.rulebook.model import (
    Citation,
    Family,
    Helpline,
    LegalNote,
    Rule,
    Rulebook,
    Search,
    plain,
    rule_from_plain,
)
from ethicslint.text.declared import Declared

if TYPE_CHECKING:  # the analyses are imported when the first text needs them
    from ethicslint.analysis.facts import Patterns

_FLAGS: Final = regex.VERSION0
Words = TypeVar("Words")
_Library = tuple[dict[str, Any], dict[str, Any], dict[str, tuple[str, ...]], dict[str, Any], dict[str, Any]]


class _State(NamedTuple):
    """What is kept, as plain data. What a single article hardly needs is packed, so that a start unpacks no more than it must.

    `packed` are the rules; `owners` says for every search the number of its rule and its own number in that rule;
    `gates` are those of the rules that ask for a declaration; `scopes` are the places and topics of every rule, `absences`
    the numbers of those about articles as a whole; `rest` is what `_library` gives out; `vocabulary` are the word sets of the
    analyses; `programs` the compiled patterns by the number that `_key` gives them, and the words of the analyses, which are
    patterns too.
    """

    ids: tuple[str, ...]
    packed: tuple[bytes, ...]
    owners: tuple[tuple[int, int], ...]
    prefilter: tuple[Any, ...]
    evidence: Evidence
    gates: tuple[tuple[int, Gate], ...]
    scopes: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    absences: tuple[int, ...]
    rest: bytes
    vocabulary: bytes
    programs: dict[int, bytes]


class Compiled:
    """Rules, ready to run. Rules and patterns are unpacked when first needed and then kept."""

    def __init__(self, state: _State) -> None:
        self._state = state
        self.ids = state.ids
        self.owners = state.owners
        self.evidence = state.evidence
        self.absences = state.absences
        self.prefilter = Prefilter(Index(*state.prefilter), [owner for owner, _ in state.owners])
        self.learnt: dict[int, bytes] = {}
        """Patterns that were compiled since these rules were given out: worth keeping for the next run."""
        self.signature = b""
        """What these rules were made from, for whoever keeps them."""
        self._admitting: dict[tuple[Declared, frozenset[int] | None], frozenset[int] | None] = {}
        self._on: dict[tuple[str, frozenset[str], frozenset[int] | None], bytes] = {}
        self._rules: dict[int, Rule] = {}
        self._patterns: dict[tuple[str, bool], regex.Pattern[str]] = {}
        self._analyses: Patterns | None = None
        self._rest: _Library | None = None

    @classmethod
    def of(cls, book: Rulebook) -> "Compiled":
        rules = list(book.rules.values())
        searches: list[Search] = []
        owners: list[tuple[int, int]] = []
        for number, rule in enumerate(rules):
            for own, search in enumerate(rule.searches):
                owners.append((number, own))
                searches.append(search)
        citations = {name: tuple(citation) for name, citation in book.citations.items()}
        families = {name: tuple(family) for name, family in book.families.items()}
        return cls(
            _State(
                ids=tuple(rule.id for rule in rules),
                packed=tuple(_packed(plain(rule)) for rule in rules),
                owners=tuple(owners),
                prefilter=tuple(build(searches)),
                evidence=evidence(book.topics),
                gates=tuple((number, rule.gate) for number, rule in enumerate(rules) if any(rule.gate)),
                scopes=tuple((rule.places, rule.topics) for rule in rules),
                absences=tuple(number for number, rule in enumerate(rules) if rule.whole),
                rest=_packed((citations, families, book.topics, plain(dict(book.helplines)), plain(dict(book.law)))),
                vocabulary=_packed(book.vocabulary),
                programs={},
            )
        )

    def to_bytes(self) -> bytes:
        programs = {**self._state.programs, **self.learnt}
        return marshal.dumps(plain(self._state._replace(programs=programs)))

    @classmethod
    def from_bytes(cls, data: "bytes | memoryview") -> "Compiled":
        """The inverse of `to_bytes`, for bytes whose checksum was verified; anything else may raise anything."""
        return cls(_State._make(marshal.loads(data)))

    def rule(self, number: int) -> Rule:
        """The rule with this number (its place in `ids`)."""
        rule = self._rules.get(number)
        if rule is None:
            rule = self._rules[number] = rule_from_plain(_unpacked(self._state.packed[number]))
        return rule

    def search(self, number: int) -> Search:
        """The search with this number (its place in `owners`)."""
        owner, own = self.owners[number]
        return self.rule(owner).searches[own]

    def pattern(self, source: str, case: bool = False) -> "regex.Pattern[str]":
        found = self._patterns.get((source, case))
        if found is None:
            found = self._patterns[source, case] = self._compiled(source, case)
        return found

    def _compiled(self, source: str, case: bool) -> "regex.Pattern[str]":
        key = _key(source, case)
        kept = self._state.programs.get(key)
        if kept is not None:
            pattern = unpack(zlib.decompress(kept))
            if pattern.pattern == source:  # two patterns may share a key
                return pattern
        made = regex.compile(source, _FLAGS if case else _FLAGS | regex.IGNORECASE, cache_pattern=False)
        if kept is None:
            self.learnt[key] = zlib.compress(pack(made))
        return made

    def admitting(self, declared: Declared, enabled: frozenset[int] | None) -> frozenset[int] | None:
        """Those of the `enabled` rules (None: all) that speak of an article which declares this of itself."""
        key = (declared, enabled)
        if key not in self._admitting:
            off = {number for number, gate in self._state.gates if not Gate._make(gate).admits(declared)}
            every = range(len(self.ids)) if enabled is None else enabled
            self._admitting[key] = frozenset(every) - off if off else enabled
        return self._admitting[key]

    def on(self, place: str, topics: frozenset[str], enabled: frozenset[int] | None) -> bytes:
        """For every rule 1 if it is enabled (None: all are) and speaks of such a place in an article on these topics, else 0."""
        found = self._on.get((place, topics, enabled))
        if found is None:
            found = self._on[place, topics, enabled] = bytes(
                (enabled is None or number in enabled)
                and (not places or place in places)
                and not (wanted and topics.isdisjoint(wanted))
                for number, (places, wanted) in enumerate(self._state.scopes)
            )
        return found

    def citation(self, name: str) -> Citation | None:
        """An entry of the bibliography; None for a house rule's own authority."""
        entry = self._library()[0].get(name)
        return Citation._make(entry) if entry else None

    def book(self) -> Rulebook:
        """Everything unpacked: for pages, lists and the harness."""
        citations, families, topics, helplines, law = self._library()
        return Rulebook(
            {name: self.rule(number) for number, name in enumerate(self.ids)},
            {name: Citation._make(entry) for name, entry in citations.items()},
            {name: Family._make(entry) for name, entry in families.items()},
            topics,
            self.vocabulary(),
            {name: Helpline._make(entry) for name, entry in helplines.items()},
            {name: LegalNote._make(entry) for name, entry in law.items()},
        )

    def helplines(self) -> list[Helpline]:
        """The services for readers, in the order in which they are listed."""
        return [Helpline._make(entry) for entry in self._library()[3].values()]

    def law(self) -> list[LegalNote]:
        """The legal notes that rules rest on."""
        return [LegalNote._make(entry) for entry in self._library()[4].values()]

    def vocabulary(self) -> dict[str, tuple[str, ...]]:
        """Every vocabulary set by name: what the analyses know words from."""
        found: dict[str, tuple[str, ...]] = _unpacked(self._state.vocabulary)
        return found

    def patterns(self) -> "Patterns":
        """The words and patterns of the analyses, made when first needed."""
        if self._analyses is None:
            from ethicslint.analysis.facts import Patterns

            self._analyses = Patterns(self.vocabulary(), self._words_of)
        return self._analyses

    def _words_of(self, analysis: str, make: Callable[[], Words]) -> Words:
        """The words and patterns of one analysis, as `make` makes them or an earlier run did."""
        import pickle

        key = _key(f"the words of {analysis}", False)
        kept = self._state.programs.get(key)
        if kept is not None:
            known: tuple[str, Words] = pickle.loads(zlib.decompress(kept))
            if known[0] == analysis:
                return known[1]
        made = make()
        if kept is None:
            self.learnt[key] = zlib.compress(pickle.dumps((analysis, made)))
        return made

    def _library(self) -> _Library:
        """The bibliography, the families, the words of topics, the services for readers, and the legal notes."""
        if self._rest is None:
            self._rest = _unpacked(self._state.rest)
        return self._rest


def _packed(data: Any) -> bytes:
    return zlib.compress(marshal.dumps(data))


def _unpacked(data: bytes) -> Any:
    return marshal.loads(zlib.decompress(data))


def _key(source: str, case: bool) -> int:
    return zlib.crc32(source.encode()) * 2 + case
