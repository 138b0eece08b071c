"""Which names in an article are one person's: whole names, the surnames, titles and given names that take them up again.

Knows surnames, initials, short forms, and that two people of one surname leave their bare surname to nobody. Knows nothing of the
words around a name: what they say comes with each sighting.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from ethicslint.analysis.names import GIVEN, LOOSE, MAYBE, SUFFIXES, is_word

TITLE: Final = 8
AGE: Final = 16
ROLE: Final = 32
SPEECH: Final = 64
_SIGNS: Final = TITLE | AGE | ROLE


class Mention(NamedTuple):
    """Words that refer to a person: code points of a block's text, and how (`full`, `title`, `surname`, `given`)."""

    block: int
    start: int
    end: int
    how: str


class Relation(NamedTuple):
    """A word for a relative, and whose: a name or noun as the text has it, "" where it is a pronoun or missing."""

    word: str
    whose: str


class Sighting(NamedTuple):
    """A name in one block with what the words around it say.

    `evidence` adds up GIVEN, MAYBE, LOOSE (see `analysis.names`), TITLE, AGE, ROLE and SPEECH; `sex` is f, m or "", and `shown`
    whether a title or pronoun says so, not the given name alone.
    """

    mention: Mention
    tokens: tuple[str, ...]
    title: str
    roles: frozenset[str]
    relation: Relation | None
    age: int
    sex: str
    shown: bool
    evidence: int


class Person(NamedTuple):
    """Somebody the article names.

    `age` is 0 and `sex` "" where the text does not say. `roles` are any of accused, convicted, complainant, harmed, witness,
    judge, officer, lawyer, relative. `relations` say whose relative. `confidence` that this is one person: high, medium or low.
    """

    name: str
    mentions: tuple[Mention, ...]
    roles: frozenset[str]
    age: int
    sex: str
    confidence: str
    relations: tuple[Relation, ...] = ()


def join(sightings: Iterable[Sighting]) -> list[Person]:
    """The people of an article, in the order of their first mention."""
    listed = sorted(sightings, key=_place)
    book = _Book()
    for one in listed:
        if len(one.tokens) > 1 and not one.evidence & LOOSE and (one.evidence & (GIVEN | _SIGNS)):
            book.enter(one)
    _add_unusual(listed, book)
    for one in listed:
        if len(one.tokens) == 1 and one.title:
            book.add_titled(one)
    for one in listed:
        if len(one.tokens) == 1 and not one.title:
            book.add_bare(one)
        elif one.evidence & LOOSE:
            book.add_loose(one)
    people = [_person(group) for group in book.groups]
    return sorted(people, key=lambda person: person.mentions[0])


def _place(one: Sighting) -> tuple[int, int]:
    return one.mention.block, one.mention.start


def _add_unusual(listed: Sequence[Sighting], book: "_Book") -> None:
    """Whole names that nothing shows to be a person's but that somebody speaks under them, or goes on by the surname alone."""
    bare: Counter[str] = Counter()
    for one in listed:
        if len(one.tokens) == 1:
            bare[one.tokens[0].lower()] += 3 if one.evidence & _SIGNS else 2 if one.evidence & SPEECH else 1
    for one in listed:
        if len(one.tokens) < 2 or one.evidence & (LOOSE | GIVEN | _SIGNS):
            continue
        if one.tokens in book.known or (2 if one.evidence & (SPEECH | MAYBE) else 0) + bare[surname(one.tokens)] >= 3:
            book.enter(one)


class _Book:
    """The people found so far, each as a group of sightings, by surname and by given name."""

    def __init__(self) -> None:
        self.groups: list[list[Sighting]] = []
        self.known: set[tuple[str, ...]] = set()
        self._names: list[dict[tuple[str, ...], Sighting]] = []
        self._surnames: dict[str, list[int]] = {}
        self._given: dict[str, list[int]] = {}

    def enter(self, one: Sighting) -> None:
        """A whole name: of somebody known, or of somebody new."""
        last = surname(one.tokens)
        for number in self._surnames.get(last, ()):
            if any([_may_be_same(known, one) for known in self._names[number].values()]):
                self._add(number, one)
                return
        self._surnames.setdefault(last, []).append(len(self.groups))
        self._given.setdefault(one.tokens[0].lower(), []).append(len(self.groups))
        self.groups.append([])
        self._names.append({})
        self._add(len(self.groups) - 1, one)

    def _add(self, number: int, one: Sighting) -> None:
        self.groups[number].append(one)
        self.known.add(one.tokens)
        if len(one.tokens) > 1:
            self._names[number].setdefault((*one.tokens, one.sex if one.shown else ""), one)

    def add_titled(self, one: Sighting) -> None:
        """“Mrs Roe”: the one Roe who may be she; somebody new if there is no Roe; nobody if there are several."""
        last = one.tokens[0].lower()
        owners = [number for number in self._surnames.get(last, ()) if _agrees(self.groups[number], one)]
        if len(owners) > 1:
            owners = [number for number in owners if one.sex and _sex_of(self.groups[number]) == one.sex] or owners
        if len(owners) == 1:
            self._add(owners[0], one)
        elif not self._surnames.get(last) and (given := self._given.get(last, ())):
            if len(given) == 1:
                self._add(given[0], one)
        elif not owners:
            self._surnames.setdefault(last, []).append(len(self.groups))
            self.groups.append([])
            self._names.append({})
            self._add(len(self.groups) - 1, one)

    def add_bare(self, one: Sighting) -> None:
        """A bare surname or given name, where it is exactly one person's."""
        word = one.tokens[0].lower()
        owners = self._surnames.get(word, ())
        if len(owners) == 1:
            self._add(owners[0], one)
        elif not owners and (given := self._given.get(word)) and len(given) == 1:
            self._add(given[0], one._replace(mention=one.mention._replace(how="given")))

    def add_loose(self, one: Sighting) -> None:
        """Names among the words of a headline: known whole names, and surnames that are one person's."""
        start = one.mention.start
        places: list[int] = []
        for token in one.tokens:
            places.append(start)
            start += len(token) + 1
        if start - 1 != one.mention.end:
            return
        lowered = [token.lower() for token in one.tokens]
        for number, word in enumerate(lowered):
            owners = self._surnames.get(word, ())
            if len(owners) != 1 or (
                number and lowered[number - 1] in self._given and owners[0] not in self._given[lowered[number - 1]]
            ):
                continue
            first = number - 1 if number and owners[0] in self._given.get(lowered[number - 1], ()) else number
            if first == number and number and not is_word(one.tokens[number - 1]):
                continue
            mention = Mention(
                one.mention.block, places[first], places[number] + len(word), "full" if first < number else "surname"
            )
            self.groups[owners[0]].append(
                Sighting(mention, one.tokens[first : number + 1], "", frozenset(), None, 0, "", False, LOOSE)
            )


def surname(tokens: Sequence[str]) -> str:
    """The last name in lower case, Jr and the like left out."""
    last = tokens[-1].lower()
    return tokens[-2].lower() if last in SUFFIXES and len(tokens) > 2 else last


def _may_be_same(known: Sighting, other: Sighting) -> bool:
    """Whether two whole names of one surname may be one person's: the given names equal, initials or short forms."""
    if known.sex and other.sex and known.sex != other.sex and (known.shown or other.shown):
        return False
    endings = {one.tokens[-1].lower() for one in (known, other)} & SUFFIXES
    if len(endings) == 2:
        return False
    first, second = known.tokens[0].lower(), other.tokens[0].lower()
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    if len(short.replace(".", "")) <= 2:
        return short[0] == long[0]
    if {one.lower() for one in known.tokens} <= {one.lower() for one in other.tokens}:
        return True
    if {one.lower() for one in other.tokens} <= {one.lower() for one in known.tokens}:
        return True
    return len(short) > 2 and long.startswith(short) and known.sex == other.sex


def _agrees(group: Sequence[Sighting], one: Sighting) -> bool:
    shown = {sighting.sex for sighting in group if sighting.sex and sighting.shown}
    sexes = shown or {sighting.sex for sighting in group if sighting.sex}
    return not (one.sex and sexes and one.sex not in sexes)


def _sex_of(group: Sequence[Sighting]) -> str:
    """What titles and pronouns say; else what the given names say; "" where they disagree."""
    for sure in (True, False):
        sexes = {one.sex for one in group if one.sex and one.shown >= sure}
        if sexes:
            return sexes.pop() if len(sexes) == 1 else ""
    return ""


def _person(group: Sequence[Sighting]) -> Person:
    group = sorted(group, key=_place)
    longest = max(group, key=lambda one: (len(one.tokens), not one.tokens[-1].isupper()))
    ages = Counter(one.age for one in group if one.age)
    roles: frozenset[str] = frozenset().union(*(one.roles for one in group))
    if roles & {"accused", "convicted", "judge", "lawyer"}:
        roles -= {"witness"}
    if "relative" in roles and not any(one.relation for one in group):
        roles -= {"relative"}
    return Person(
        " ".join(longest.tokens),
        tuple([one.mention for one in group]),
        roles,
        ages.most_common(1)[0][0] if ages else 0,
        _sex_of(group),
        _confidence(group),
        tuple(dict.fromkeys(one.relation for one in group if one.relation)),
    )


def _confidence(group: Sequence[Sighting]) -> str:
    """High for two kinds of evidence, medium for one, low where a name is only used again."""
    whole = [one for one in group if len(one.tokens) > 1 and not one.evidence & LOOSE]
    if not whole:
        return "medium"
    evidence = 0
    for one in group:
        evidence |= one.evidence & (GIVEN | _SIGNS)
    kinds = evidence.bit_count() + any([len(one.tokens) == 1 for one in group])
    if evidence & GIVEN and evidence & _SIGNS or evidence.bit_count() > 1:
        return "high"
    if evidence:
        return "high" if kinds > 1 and evidence & (GIVEN | TITLE) else "medium"
    return "low"
