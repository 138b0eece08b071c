"""A rule book made ready to run, as plain data that can be kept between runs.

Knows how to pack rules so that only those that find something are ever unpacked. Knows nothing of files: `project.rulecache`
keeps the bytes.
"""

import marshal
from typing import Any, Final

import regex

from ethicslint.analysis.topics import Evidence, evidence
from ethicslint.engine.prefilter import Index, Prefilter, Requirements, build
from ethicslint.engine.programs import pack, unpack
from ethicslint.rulebook.model import Citation, Family, Rule, Rulebook, Search, plain, rule_from_plain

_FLAGS: Final = regex.VERSION0

_Key = tuple[str, bool]  # a pattern, and whether capitals count


class Compiled:
    """Rules, ready to run. Rules and patterns are unpacked when first needed and then kept."""

    def __init__(
        self,
        ids: tuple[str, ...],
        packed: tuple[bytes, ...],
        owners: tuple[tuple[int, int], ...],
        index: Index,
        topics: dict[str, tuple[str, ...]],
        known: Evidence,
        scopes: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...],
        citations: dict[str, tuple[str, ...]],
        families: dict[str, tuple[str, ...]],
        programs: dict[_Key, bytes],
    ) -> None:
        """`owners`: for every search, the number of its rule and its own number in that rule. `programs`: compiled patterns."""
        self._state: Any = (ids, packed, owners, tuple(index), topics, known, scopes, citations, families)
        self.ids = ids
        self.owners = owners
        self.prefilter = Prefilter(index, [owner for owner, _ in owners], self._requirements)
        self.topics = topics
        self.evidence = known
        self._scopes = scopes
        self._on: dict[tuple[str, frozenset[str], frozenset[int] | None], bytes] = {}
        self._packed = packed
        self._citations = citations
        self._families = families
        self._programs = programs
        self.learnt: dict[_Key, bytes] = {}
        """Patterns that were compiled since these rules were given out: worth keeping for the next run."""
        self.signature = b""
        """What these rules were made from, for whoever keeps them."""
        self._rules: dict[int, Rule] = {}
        self._patterns: dict[_Key, regex.Pattern[str]] = {}

    @classmethod
    def of(cls, book: Rulebook) -> "Compiled":
        rules = list(book.rules.values())
        searches: list[Search] = []
        owners: list[tuple[int, int]] = []
        for number, rule in enumerate(rules):
            for own, search in enumerate(rule.searches):
                owners.append((number, own))
                searches.append(search)
        return cls(
            tuple(rule.id for rule in rules),
            tuple(marshal.dumps(plain(rule)) for rule in rules),
            tuple(owners),
            build(searches),
            book.topics,
            evidence(book.topics),
            tuple((rule.places, rule.topics) for rule in rules),
            {name: tuple(citation) for name, citation in book.citations.items()},
            {name: tuple(family) for name, family in book.families.items()},
            {},
        )

    def to_bytes(self) -> bytes:
        return marshal.dumps((*self._state, {**self._programs, **self.learnt}))

    @classmethod
    def from_bytes(cls, data: bytes) -> "Compiled":
        """The inverse of `to_bytes`, for bytes whose checksum was verified; anything else may raise anything."""
        ids, packed, owners, index, topics, known, scopes, citations, families, programs = marshal.loads(data)
        return cls(ids, packed, owners, Index(*index), topics, known, scopes, citations, families, programs)

    def rule(self, number: int) -> Rule:
        """The rule with this number (its place in `ids`)."""
        rule = self._rules.get(number)
        if rule is None:
            rule = self._rules[number] = rule_from_plain(marshal.loads(self._packed[number]))
        return rule

    def pattern(self, source: str, case: bool = False) -> "regex.Pattern[str]":
        found = self._patterns.get((source, case))
        if found is None:
            found = self._patterns[source, case] = self._program(source, case)
        return found

    def _program(self, source: str, case: bool) -> "regex.Pattern[str]":
        program = self._programs.get((source, case))
        if program is not None:
            return unpack(program)
        made = regex.compile(source, _FLAGS if case else _FLAGS | regex.IGNORECASE, cache_pattern=False)
        self.learnt[source, case] = pack(made)
        return made

    def on(self, place: str, topics: frozenset[str], enabled: frozenset[int] | None) -> bytes:
        """For every rule 1 if it is enabled (None: all are) and speaks of such a place in an article on these topics, else 0."""
        found = self._on.get((place, topics, enabled))
        if found is None:
            found = self._on[place, topics, enabled] = bytes(
                (enabled is None or number in enabled)
                and (not places or place in places)
                and not (wanted and topics.isdisjoint(wanted))
                for number, (places, wanted) in enumerate(self._scopes)
            )
        return found

    def _requirements(self, search: int) -> Requirements:
        owner, own = self.owners[search]
        return self.rule(owner).searches[own].requirements

    def citation(self, name: str) -> Citation | None:
        """An entry of the bibliography; None for a house rule's own authority."""
        entry = self._citations.get(name)
        return Citation._make(entry) if entry else None

    def book(self) -> Rulebook:
        """Everything unpacked: for pages, lists and the harness."""
        rules = {name: self.rule(number) for number, name in enumerate(self.ids)}
        citations: dict[str, Any] = {name: Citation._make(entry) for name, entry in self._citations.items()}
        families = {name: Family._make(entry) for name, entry in self._families.items()}
        return Rulebook(rules, citations, families, self.topics)
