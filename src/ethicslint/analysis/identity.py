"""Which names in an article are one person's: whole names, the surnames, titles and given names that take them up again.

Knows surnames, initials, short forms, and that two people of one surname leave their bare surname to nobody. Knows nothing of the
words around a name: what they say comes with each sighting.
"""

from collections import Counter
from collections.abc import Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from ethicslint.analysis.memory import ends
from ethicslint.analysis.names import GIVEN, LOOSE, MAYBE, SUFFIXES, is_word

TITLE: Final = 8
AGE: Final = 16
ROLE: Final = 32
SPEECH: Final = 64
_SIGNS: Final = TITLE | AGE | ROLE
_NO_ROLES: Final[frozenset[str]] = frozenset()
_NO_WITNESSES: Final = frozenset(("accused", "convicted", "judge", "lawyer"))


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
    """A name in one block with what the words around it say; the number of the block stands at 0.

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


_Placed = tuple[int, int, Sighting]
"""The number of a block, where a sighting starts in it, and the sighting."""
_PLACE: Final = itemgetter(0, 1)


class Memory:
    """What `join` worked out for the last version of an article, for the next one."""

    def __init__(self) -> None:
        self.blocks: Sequence[Sequence[Sighting]] = ()
        self.people: list[Person] = []
        self.groups: list[tuple[list[_Placed], Person]] = []


def join(blocks: Sequence[Sequence[Sighting]], memory: Memory | None = None) -> list[Person]:
    """The people of an article, in the order of their first mention; `blocks` are the sightings of each block by start."""
    memory = Memory() if memory is None else memory
    people = _moved(memory.people, memory.blocks, blocks)
    if people is None:
        groups = [sorted(group, key=_PLACE) for group in _groups(blocks)]
        known = {_first(group): (group, person) for group, person in memory.groups}
        memory.groups = [(group, _known_person(group, *known.get(_first(group), ([], None)))) for group in groups]
        people = sorted([person for _, person in memory.groups], key=_first_mention)
    memory.blocks, memory.people = blocks, people
    return people


def _first(group: Sequence[_Placed]) -> tuple[int, int]:
    return group[0][:2]


def _first_mention(person: Person) -> Mention:
    return person.mentions[0]


def _known_person(group: list[_Placed], last: list[_Placed], person: Person | None) -> Person:
    return person if person is not None and group == last else _person(group)


def _groups(blocks: Sequence[Sequence[Sighting]]) -> list[list[_Placed]]:
    """The sightings of each person."""
    whole: list[_Placed] = []
    single: list[_Placed] = []
    for number, own in enumerate(blocks):
        for one in own:
            (whole if len(one.tokens) > 1 else single).append((number, one.mention.start, one))
    book = _Book()
    for each in whole:
        if not each[2].evidence & LOOSE and each[2].evidence & (GIVEN | _SIGNS):
            book.enter(each)
    _add_unusual(whole, single, book)
    for each in single:
        if each[2].title:
            book.add_titled(each)
    for each in single:
        if not each[2].title:
            book.add_bare(each)
    for each in *whole, *single:
        if each[2].evidence & LOOSE and (len(each[2].tokens) > 1 or each[2].title):
            book.add_loose(each)
    return book.groups


def _moved(
    people: Sequence[Person], old: Sequence[Sequence[Sighting]], new: Sequence[Sequence[Sighting]]
) -> list[Person] | None:
    """The people in the blocks `new`, if those in `old` were `people` and the same names have only changed their places."""
    first, last = ends(old, new)
    stop, shift = len(old) - last, len(new) - len(old)
    before = [(number, one) for number in range(first, stop) for one in old[number]]
    after = [(number, one) for number in range(first, stop + shift) for one in new[number]]
    if list(map(_says, before)) != list(map(_says, after)):
        return None
    there: dict[int, list[tuple[Mention, int, int]]] = {}
    for (was, one), (number, other) in zip(before, after, strict=True):
        there.setdefault(was, []).append((one.mention, number, other.mention.start - one.mention.start))

    def move(mention: Mention) -> Mention:
        block, start, end, how = mention
        if block < first:
            return mention
        if block >= stop:
            return Mention(block + shift, start, end, how)
        number, by = next((number, by) for was, number, by in there[block] if was.start <= start < was.end)
        return Mention(number, start + by, end + by, how)

    return [
        person._replace(mentions=tuple(map(move, person.mentions)))
        if any([first <= one[0] and (one[0] < stop or shift) for one in person.mentions])
        else person
        for person in people
    ]


def _says(each: tuple[int, Sighting]) -> tuple[object, ...]:
    """Everything about a sighting but its place."""
    (_, start, end, how), *rest = each[1]
    return end - start, how, *rest


def _add_unusual(whole: Sequence[_Placed], single: Sequence[_Placed], book: "_Book") -> None:
    """Whole names that nothing shows to be a person's but that somebody speaks under them, or goes on by the surname alone."""
    unusual = [each for each in whole if not each[2].evidence & (LOOSE | GIVEN | _SIGNS)]
    bare: dict[str, int] = {}
    for _, _, one in single if unusual else ():
        word = one.tokens[0].lower()
        bare[word] = bare.get(word, 0) + (3 if one.evidence & _SIGNS else 2 if one.evidence & SPEECH else 1)
    for each in unusual:
        one = each[2]
        spoken = 2 if one.evidence & (SPEECH | MAYBE) else 0
        if one.tokens in book.known or spoken + bare.get(surname(one.tokens), 0) >= 3:
            book.enter(each)


class _Book:
    """The people found so far, each as a group of sightings, by surname and by given name."""

    def __init__(self) -> None:
        self.groups: list[list[_Placed]] = []
        self.known: set[tuple[str, ...]] = set()
        self._names: list[dict[tuple[str, ...], Sighting]] = []
        self._surnames: dict[str, list[int]] = {}
        self._given: dict[str, list[int]] = {}

    def enter(self, each: _Placed) -> None:
        """A whole name: of somebody known, or of somebody new."""
        one = each[2]
        last = surname(one.tokens)
        for number in self._surnames.get(last, ()):
            if any([_may_be_same(known, one) for known in self._names[number].values()]):
                self._add(number, each)
                return
        self._surnames.setdefault(last, []).append(len(self.groups))
        self._given.setdefault(one.tokens[0].lower(), []).append(len(self.groups))
        self.groups.append([])
        self._names.append({})
        self._add(len(self.groups) - 1, each)

    def _add(self, number: int, each: _Placed) -> None:
        one = each[2]
        self.groups[number].append(each)
        self.known.add(one.tokens)
        if len(one.tokens) > 1:
            self._names[number].setdefault((*one.tokens, one.sex if one.shown else ""), one)

    def add_titled(self, each: _Placed) -> None:
        """“Mrs Roe”: the one Roe who may be she; somebody new if there is no Roe; nobody if there are several."""
        one = each[2]
        last = one.tokens[0].lower()
        owners = [number for number in self._surnames.get(last, ()) if _agrees(self.groups[number], one)]
        if len(owners) > 1:
            owners = [number for number in owners if one.sex and _sex_of(self.groups[number]) == one.sex] or owners
        if len(owners) == 1:
            self._add(owners[0], each)
        elif not self._surnames.get(last) and (given := self._given.get(last, ())):
            if len(given) == 1:
                self._add(given[0], each)
        elif not owners:
            self._surnames.setdefault(last, []).append(len(self.groups))
            self.groups.append([])
            self._names.append({})
            self._add(len(self.groups) - 1, each)

    def add_bare(self, each: _Placed) -> None:
        """A bare surname or given name, where it is exactly one person's."""
        one = each[2]
        word = one.tokens[0].lower()
        owners = self._surnames.get(word, ())
        if len(owners) == 1:
            self._add(owners[0], each)
        elif not owners and (given := self._given.get(word)) and len(given) == 1:
            self._add(given[0], (*each[:2], one._replace(mention=one.mention._replace(how="given"))))

    def add_loose(self, each: _Placed) -> None:
        """Names among the words of a headline: known whole names, and surnames that are one person's."""
        one = each[2]
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
            mention = Mention(0, places[first], places[number] + len(word), "full" if first < number else "surname")
            part = Sighting(mention, one.tokens[first : number + 1], "", _NO_ROLES, None, 0, "", False, LOOSE)
            self.groups[owners[0]].append((each[0], places[first], part))


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


def _agrees(group: Sequence[_Placed], one: Sighting) -> bool:
    if not one.sex:
        return True
    sexes = {sighting.sex for _, _, sighting in group if sighting.sex and sighting.shown}
    sexes = sexes or {sighting.sex for _, _, sighting in group if sighting.sex}
    return not sexes or one.sex in sexes


def _sex_of(group: Sequence[_Placed]) -> str:
    """What titles and pronouns say; else what the given names say; "" where they disagree."""
    for sure in (True, False):
        sexes = {one.sex for _, _, one in group if one.sex and one.shown >= sure}
        if sexes:
            return sexes.pop() if len(sexes) == 1 else ""
    return ""


def _person(group: Sequence[_Placed]) -> Person:
    sightings = [one for _, _, one in group]
    most = max([len(one.tokens) for one in sightings])
    longest = [one.tokens for one in sightings if len(one.tokens) == most]
    name = next((tokens for tokens in longest if not tokens[-1].isupper()), longest[0])
    ages = Counter([one.age for one in sightings if one.age])
    relations = tuple(dict.fromkeys([one.relation for one in sightings if one.relation]))
    roles = _NO_ROLES.union(*[one.roles for one in sightings if one.roles])
    if not roles.isdisjoint(_NO_WITNESSES):
        roles -= {"witness"}
    if "relative" in roles and not relations:
        roles -= {"relative"}
    return Person(
        " ".join(name),
        tuple([Mention(number, start, one.mention.end, one.mention.how) for number, start, one in group]),
        roles,
        ages.most_common(1)[0][0] if ages else 0,
        _sex_of(group),
        _confidence(sightings),
        relations,
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
