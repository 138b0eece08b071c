"""The `match` part of a rule: operators of the rule language, compiled to searches.

Knows every operator (`phrase`, `pattern`, `terms`, `near`, `density`, `metric`, `fact`, `conflict`, `absent`, `balance`, `all`,
`any`, `not`, `except`, `unless`) and how they combine. Knows nothing of how a search is run.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import regex

from ethicslint.analysis.kinds import ALSO_NEEDED, HEARD, KINDS, NEEDED, NEEDED_FOR
from ethicslint.errors import Problem
from ethicslint.fields import Fields
from ethicslint.lexicon.words import Lexicon
from ethicslint.nodes import Node
from ethicslint.rulebook.literals import stems
from ethicslint.rulebook.model import SCOPES, Absent, Balance, Condition, Density, Metric, Near, Search, Wanted
from ethicslint.rulebook.phrase import PhraseError, Requirement, cheapest, compile_phrase
from ethicslint.rulebook.probe import is_catastrophic

FINDERS: Final = ["phrase", "pattern", "near", "density", "metric", "fact", "conflict", "all", "any"]
INNER_KEYS: Final = [*FINDERS, "not", "unless", "case"]
MATCH_KEYS: Final = [*FINDERS, "terms", "absent", "balance", "not", "unless", "except", "case"]
ABSENT_KEYS: Final = ["any", "at-least", "when", "times", "lead", "helplines"]
BALANCE_KEYS: Final = ["sides", "measure", "share", "at-least", "when", "unless"]
MEASURES: Final = ["quoted-words", "sourced-words"]
TERM_KEYS: Final = [*INNER_KEYS, "level", "message", "why", "instead"]
NEAR_KEYS: Final = ["all", "first", "then", "within", "without", "mark"]
DENSITY_KEYS: Final = ["of", "per", "above"]
METRIC_KEYS: Final = ["of", "above"]
MEASURED: Final = ["words", "matches", "negations", "grade"]
ASKED_FOR: Final = [kind for kind in KINDS if kind != "conflict"]
"""The kinds of fact below `fact` and `shows`; `conflict` has a key of its own."""

FACT_KEYS: Final = ["kind", "confidence", "holds", "without", "mark"]
"""What every `fact` may say, besides the keys of its kind."""

SHOWS_KEYS: Final = ["kind", "confidence", "holds", "without"]
FACT_MARKS: Final = ["fact", "words", "cue"]
_WITH_CUE: Final = ("quotation", "attribution")
CONFLICT_KEYS: Final = [*KINDS["conflict"], "confidence"]
LEAST_SURE: Final = ["medium", "high"]
UNLESS_KEYS: Final = ["any", "within"]
NOT_KEYS: Final = ["phrase", "pattern"]
COMPANION_KEYS: Final = ["phrase", "pattern", "not", "unless"]
"""What can stand in every map of `all` but the first."""

_DISTANCE: Final = re.compile(r"(\d{1,3}) words?")
_STRETCH: Final = re.compile(r"([1-9]\d{0,4}) words")
_SHARE: Final = re.compile(r"(100|[5-9]\d) ?%")
_NOTHING: Final = "(?!)"
_FIRST_WORD: Final = re.compile(r"\w+")


def _said(fields: Fields, kind: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What a fact of a kind is to say: the values for each key of the kind that a map gives."""
    return tuple(
        (
            key,
            tuple(
                value for node in fields.entries(key) if (value := fields.checked(node.text, list(values), key, node))
            ),
        )
        for key, values in KINDS[kind].items()
        if key in fields
    )


class Matching(NamedTuple):
    """What stands below `match`; the fields of each term are for the reader of the rule."""

    searches: tuple[Search, ...]
    swallowed_by: tuple[str, ...]
    terms: tuple[Fields, ...]
    absent: Absent | None = None
    balance: Balance | None = None


class _Any(NamedTuple):
    """Several phrases of which one must be there: their patterns as one, and what words they need."""

    pattern: str
    requirement: Requirement | None


class MatchReader:
    """Reads the `match` of one rule file."""

    def __init__(self, path: str, lexicon: Lexicon, problems: list[Problem], numbers: str = "") -> None:
        """`numbers` is a pattern for those of known helplines, "" if there are none."""
        self._path = path
        self._numbers = numbers
        self._lexicon = lexicon
        self._problems = problems

    def read(self, rule: Fields) -> Matching:
        match = self._inner(rule, "match", MATCH_KEYS)
        if match is None:
            if "match" not in rule:
                rule.complain(None, "“match” is missing")
            return Matching((), (), ())
        case = match.flag("case")
        searches = self._searches(match, case, -1)
        terms: list[Fields] = []
        listed = match.node("terms")
        if listed is not None and not listed.items:
            match.complain(listed, "“terms” must be a list")
        for number, node in enumerate(listed.items if listed else []):
            terms.append(Fields(node, self._path, self._problems, TERM_KEYS))
            if node.kind == "map":
                self._expect(terms[-1], FINDERS)
            searches.extend(self._searches(terms[-1], case, number))
        absent, balance = self._inner(match, "absent", ABSENT_KEYS), self._inner(match, "balance", BALANCE_KEYS)
        for key, one in (("absent", absent), ("balance", balance)):
            if one is not None and (searches or (absent and balance)):
                match.complain(match.node(key), f"“{key}” speaks of the whole article and stands alone in “match”")
        if absent is not None:
            return Matching((), (), (), absent=self._absent(absent))
        if balance is not None:
            return Matching((), (), (), balance=self._balance(balance))
        if "terms" not in match:
            self._expect(match, FINDERS, ", terms, absent or balance")
        conditions = self._conditions(match)
        swallowed_by = tuple(self._phrase(match, node, case).pattern for node in match.entries("except"))
        return Matching(
            tuple(self._conditioned(search, conditions) if search.term >= 0 else search for search in searches),
            swallowed_by,
            tuple(terms),
        )

    def _absent(self, absent: Fields) -> Absent:
        either = self._either(absent, absent.entries("any", required=True), False)
        when = self._either(absent, absent.entries("when"), False)
        times = absent.text("times", "1")
        if not times.isdecimal() or times == "0":
            absent.complain(absent.node("times"), "“times” must be a whole number, 1 or more")
            times = "1"
        for key in ("times", "lead"):
            if key in absent and "when" not in absent:
                absent.complain(absent.node(key), f"“{key}” needs when: what is to be found?")
        has_lines = absent.flag("helplines")
        patterns = [either.pattern if either else "", self._numbers if has_lines else ""]
        return Absent(
            tuple(filter(None, patterns)),
            self._length(absent),
            when.pattern if when else "",
            int(times),
            when.requirement or frozenset() if when else frozenset(),
            has_lines,
            absent.flag("lead"),
        )

    def _length(self, fields: Fields) -> int:
        found = _STRETCH.fullmatch(fields.text("at-least", "1 words"))
        if not found:
            fields.complain(fields.node("at-least"), "“at-least” is a length such as 150 words")
        return int(found[1]) if found else 1

    def _balance(self, balance: Fields) -> Balance:
        nodes = balance.entries("sides", required=True)
        sides = tuple([side for node in nodes if (side := balance.checked(node.text, list(HEARD), "side", node))])
        excuse = self._either(balance, balance.entries("unless"), False)
        quoted = balance.choice("measure", MEASURES) == MEASURES[0]
        when = self._either(balance, balance.entries("when"), False)
        share = _SHARE.fullmatch(balance.text("share", "100%"))
        if not share:
            balance.complain(balance.node("share"), "“share” is a part of the words such as 90%, and more than half")
        return Balance(
            sides,
            quoted,
            self._length(balance),
            int(share[1]) if share else 100,
            when.pattern if when else "",
            when.requirement or frozenset() if when else frozenset(),
            (excuse.pattern,) if excuse else (),
        )

    def _expect(self, fields: Fields, keys: list[str], more: str = "") -> None:
        """Complain of a map that looks for nothing."""
        if not any(key in fields for key in keys):
            fields.complain(None, f"nothing to look for: give {', '.join(keys)}{more}")

    def _inner(self, fields: Fields, key: str, keys: list[str]) -> Fields | None:
        """The map at `key`; what is none has been complained of."""
        node, inner = fields.node(key), fields.inner(key, keys)
        return inner if node is not None and node.kind == "map" else None

    # ---- finders

    def _searches(self, fields: Fields, case: bool, term: int) -> list[Search]:
        """Every search of one map, with the conditions that stand in the same map."""
        case = case or fields.flag("case")
        found = [self._phrase(fields, node, case)._replace(term=term) for node in fields.entries("phrase")]
        for node in fields.entries("pattern"):
            if self._valid(fields, node):
                found.append(Search(node.text, (), stems(node.text), term, case, True))
        if near := self._inner(fields, "near", NEAR_KEYS):
            found.append(self._near(near, case, term))
        if density := self._inner(fields, "density", DENSITY_KEYS):
            found.append(self._density(density, case, term))
        if metric := self._inner(fields, "metric", METRIC_KEYS):
            found.append(self._metric(metric, case, term))
        if fact := self._inner(fields, "fact", [*FACT_KEYS, *self._keys_of(fields)]):
            found.append(self._fact(fact, case, term))
        if conflict := self._inner(fields, "conflict", CONFLICT_KEYS):
            found.append(self._conflict(conflict, case, term))
        for one in self._maps(fields, "any"):
            self._expect(one, FINDERS)
            found.extend(self._searches(one, case, term))
        found.extend(self._together(fields, case, term))
        conditions = self._conditions(fields)
        return [self._conditioned(search, conditions) for search in found]

    def _maps(self, fields: Fields, key: str) -> list[Fields]:
        node = fields.node(key)
        if node is None:
            return []
        if not node.items:
            fields.complain(node, f"“{key}” must be a list of maps")
        maps = [(one, Fields(one, self._path, self._problems, INNER_KEYS)) for one in node.items]
        return [inner for one, inner in maps if one.kind == "map"]

    def _together(self, fields: Fields, case: bool, term: int) -> list[Search]:
        """`all`: what the first finds is flagged where the others stand in the same sentence."""
        maps = self._maps(fields, "all")
        if not maps:
            return []
        first, *others = maps
        self._expect(first, FINDERS)
        conditions: list[tuple[Condition, Requirement | None]] = []
        for other in others:
            if any(key in other for key in ("near", "density", "metric", "fact", "conflict", "all", "any")):
                other.complain(
                    None, "in “all” only the first may hold near, density, metric, fact, conflict, all or any"
                )
            else:
                self._expect(other, COMPANION_KEYS)
            counts = case or other.flag("case")
            either = self._either(other, [*other.entries("phrase"), *other.entries("pattern")], counts)
            if either is not None:
                pattern = f"(?-i:{either.pattern})" if counts else either.pattern
                conditions.append((Condition(pattern, "sentence", True), either.requirement))
            conditions.extend(self._conditions(other))
        return [self._conditioned(search, conditions) for search in self._searches(first, case, term)]

    def _near(self, near: Fields, case: bool, term: int) -> Search:
        ordered = "first" in near or "then" in near
        groups = [near.node(key) for key in ("first", "then")] if ordered else self._entries(near, "all")
        parts = [
            part
            for group in groups
            if group is not None and (part := self._either(near, near.texts_of(group, "near"), case))
        ]
        if ordered == ("all" in near) or ("first" in near) != ("then" in near):
            near.complain(None, "“near” needs either all, or first and then")
        elif len(parts) < 2:
            near.complain(None, "“near” needs at least two things")
        within, words = self._distance(near)
        conditions = [
            (Condition(part.pattern, within, False), None)
            for part in [self._either(near, near.entries("without"), case)]
            if part
        ]
        mark = self._mark(near, len(parts), within, ordered)
        needed = tuple(sorted((part.requirement for part in parts if part.requirement), key=cheapest))
        shape = Near(tuple(part.pattern for part in parts), ordered, within, words, mark)
        return self._conditioned(Search("", needed, (), term, case, True, near=shape), conditions)

    def _entries(self, fields: Fields, key: str) -> list[Node]:
        node = fields.node(key)
        return node.items if node else []

    def _distance(self, near: Fields) -> tuple[str, int]:
        within = near.text("within", "sentence")
        if found := _DISTANCE.fullmatch(within):
            return "sentence", int(found[1])
        near.checked(within, ["sentence", "paragraph", "3 words"], "distance", near.node("within"))
        return within, -1

    def _mark(self, near: Fields, number: int, within: str, ordered: bool) -> int:
        """Which part is flagged: by default the whole stretch in a sentence, the first part in a paragraph."""
        names = [*(str(one) for one in range(1, number + 1)), "whole", *(["first", "then"] if ordered else [])]
        name = near.choice("mark", names, "whole" if within == "sentence" else "1")
        if name == "whole":
            return -1
        return {"first": 0, "then": 1}[name] if ordered and not name.isdigit() else int(name) - 1

    def _density(self, density: Fields, case: bool, term: int) -> Search:
        either = self._either(density, density.entries("of", required=True), case)
        per, words = density.text("per"), 0
        if found := _STRETCH.fullmatch(per):
            per, words = "words", int(found[1])
        else:
            density.checked(per, ["sentence", "paragraph", "1000 words"], "stretch", density.node("per"))
        above = density.text("above")
        if not above.isdecimal():
            if above:
                density.complain(density.node("above"), "“above” must be a whole number")
            above = "1"
        if either is None:
            return Search(_NOTHING, (), (), term, case, True)
        needed = (either.requirement,) if either.requirement else ()
        return Search(either.pattern, needed, (), term, case, True, density=Density(int(above), per, words))

    def _metric(self, metric: Fields, case: bool, term: int) -> Search:
        either = self._either(metric, metric.entries("of", required=True), case)
        above = self._inner(metric, "above", MEASURED)
        limits = dict.fromkeys(MEASURED, -1)
        for key in above.keys() if above else ():
            assert above is not None
            if above.text(key, "").isdecimal():
                limits[key] = int(above.text(key))
            elif key in MEASURED:
                above.complain(above.node(key), f"“{key}” must be a whole number")
        if max(limits.values()) < 0:
            metric.complain(metric.node("above"), f"“above” says what is too much: {', '.join(MEASURED)}")
        if either is None:
            return Search(_NOTHING, (), (), term, case, True)
        needed = (either.requirement,) if either.requirement else ()
        return Search(either.pattern, needed, (), term, case, True, metric=Metric(**limits))

    def _keys_of(self, fields: Fields, key: str = "fact") -> dict[str, tuple[str, ...]]:
        """The keys of the kind of fact that a map asks for, with their values."""
        node = fields.node(key)
        named = {key.text: value.text for key, value in node.pairs} if node else {}
        return KINDS.get(named.get("kind", ""), {})

    def shown(self, where: Fields) -> Wanted | None:
        """The fact below `shows`, which an article must show somewhere."""
        fact = self._inner(where, "shows", [*SHOWS_KEYS, *self._keys_of(where, "shows")])
        return self._fact(fact, False, -1).fact if fact else None

    def _fact(self, fact: Fields, case: bool, term: int) -> Search:
        kind = fact.choice("kind", ASKED_FOR)
        said = _said(fact, kind)
        least = fact.choice("confidence", LEAST_SURE, LEAST_SURE[0])
        holds = self._either(fact, fact.entries("holds"), case)
        without = self._either(fact, fact.entries("without"), case)
        mark = fact.choice("mark", FACT_MARKS, FACT_MARKS[0])
        if mark == "words" and "holds" not in fact:
            fact.complain(fact.node("mark"), "“mark: words” needs holds: which words?")
        if mark == "cue" and kind not in _WITH_CUE:
            fact.complain(
                fact.node("mark"), f"“mark: cue” is for {' and '.join(_WITH_CUE)}: no other has words of saying"
            )
        wanted = Wanted(kind, said, least, holds.pattern if holds else "", without.pattern if without else "", mark)
        needed = [holds and holds.requirement, self._words_of(kind), *(self._words_for(*one) for one in said)]
        return Search("", tuple(sorted(filter(None, needed), key=cheapest)), (), term, case, True, fact=wanted)

    def _conflict(self, conflict: Fields, case: bool, term: int) -> Search:
        """Two places that contradict each other: a fact like any other, asked for by what it is of."""
        conflict.entries("of", required=True)
        least = conflict.choice("confidence", LEAST_SURE, LEAST_SURE[0])
        wanted = Wanted("conflict", _said(conflict, "conflict"), least, "", "", FACT_MARKS[0])
        return Search("", (), (), term, case, True, fact=wanted)

    def _words_of(self, kind: str) -> Requirement | None:
        """Words of which a paragraph with a fact of this kind holds one."""
        if kind not in NEEDED:
            return None
        first = self._first_words(NEEDED[kind])
        return first | ALSO_NEEDED.get(kind, frozenset()) if first else None

    def _words_for(self, key: str, values: Sequence[str]) -> Requirement | None:
        """Words of which a paragraph holds one if a fact in it says one of these values."""
        sets = NEEDED_FOR.get(key, {})
        return self._first_words([sets[value] for value in values]) or None if sets.keys() >= set(values) else None

    def _first_words(self, names: Iterable[str]) -> Requirement:
        forms = [form for name in names for form in self._lexicon.words_of(name)]
        return frozenset(found[0] for form in forms if (found := _FIRST_WORD.match(form)))

    # ---- phrases and patterns

    def _either(self, fields: Fields, nodes: Iterable[Node], case: bool) -> _Any | None:
        """One pattern for any of some phrases (and, where they stand below `pattern`, patterns)."""
        raw = [one.start for one in fields.entries("pattern")] if "pattern" in fields else []
        searches = [
            Search(node.text, (), (), -1, case, True)
            if node.start in raw and self._valid(fields, node)
            else self._phrase(fields, node, case)
            for node in nodes
        ]
        if not searches:
            return None
        pattern = "|".join(f"(?:{search.pattern})" for search in searches)
        if not all(search.requirements for search in searches):
            return _Any(pattern, None)
        return _Any(pattern, frozenset().union(*(search.requirements[0] for search in searches)))

    def _phrase(self, fields: Fields, node: Node, case: bool = False) -> Search:
        try:
            compiled = compile_phrase(node.text, self._lexicon, case)
        except PhraseError as error:
            fields.complain(node, str(error))
            return Search(_NOTHING, (), (), -1, False, False)
        return Search(compiled.pattern, compiled.requirements, (), -1, case, False)

    def _valid(self, fields: Fields, node: Node) -> bool:
        try:
            pattern = regex.compile(node.text, regex.VERSION0)
        except (regex.error, ValueError, RecursionError) as error:
            fields.complain(node, f"the pattern cannot be read: {error}")
            return False
        if pattern.match(""):
            fields.complain(node, "the pattern matches nothing at all; require at least one letter")
            return False
        if sample := is_catastrophic(node.text):
            problem = f"the pattern runs for ever on texts like “{sample}”"
            fields.complain(node, f"{problem}; inside a repeat it can take the same letters in two ways")
            return False
        return True

    # ---- conditions

    def _conditions(self, fields: Fields) -> list[tuple[Condition, Requirement | None]]:
        """`unless` (one, or a list of several) and `not`."""
        found: list[tuple[Condition, Requirement | None]] = []
        node = fields.node("unless")
        excuses = [] if node is None else node.items if node.kind == "list" else [node]
        if node is not None and not excuses:
            fields.complain(node, "“unless” must be a map (any, within) or a list of them")
        for one in excuses:
            unless = Fields(one, self._path, self._problems, UNLESS_KEYS)
            if one.kind != "map":
                continue
            within = unless.choice("within", list(SCOPES), "sentence")
            either = self._either(unless, unless.entries("any", required=True), False)
            if either is not None:
                found.append((Condition(either.pattern, within, False), None))
        node = fields.node("not")
        if node is not None and node.kind == "map":
            inner = Fields(node, self._path, self._problems, NOT_KEYS)
            self._expect(inner, NOT_KEYS)
            either = self._either(inner, [*inner.entries("phrase"), *inner.entries("pattern")], False)
        else:
            either = self._either(fields, fields.entries("not"), False)
        if either is not None:
            found.append((Condition(either.pattern, "sentence", False), None))
        return found

    def _conditioned(self, search: Search, conditions: Iterable[tuple[Condition, Requirement | None]]) -> Search:
        """`search` with more conditions; what they want is one more thing that the text must hold."""
        for condition, requirement in conditions:
            search = search._replace(conditions=(*search.conditions, condition))
            if requirement and search.requirements:
                needed = sorted((*search.requirements, requirement), key=cheapest)
                search = search._replace(requirements=tuple(needed))
        return search
