"""One person's name in two spellings: “Anna Tapper” and “Anna Tapir”, “Karim Elbasri” and “Karim El Basri”.

Knows how the spelling of a name slips: doubled and silent letters, vowels, letters of one sound, a blank or hyphen. Knows nothing
of who people are: two names that stand in one sentence are two people, and so are two with different given names.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

import regex

from ethicslint.analysis.conflicts import Conflict, apart
from ethicslint.analysis.identity import Mention, Person, Sighting
from ethicslint.analysis.names import GIVEN, LOOSE, SUFFIXES
from ethicslint.analysis.saying import Stretch
from ethicslint.lexicon.frequency import commonness

_SHORTEST: Final = 5  # letters of a name whose spelling can be told from another name
_ALONE: Final = 6  # letters of a name without a given name
_LONG: Final = 8  # letters of a name of which one letter is lost by a slip
_TAIL: Final = 2  # letters at its end: “-son” and “-sen” are two names
_CONSONANTS: Final = 5  # sounds of a surname that are hardly ever those of another
_RARE: Final = 1 / 10_000  # the share of a word that is hardly ever anything but a name
_REMEMBERED: Final = 16_384  # names whose letters and sounds need not be worked out again
_STROKES: Final = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})
_FORMS: Final = ("s", "es", "a", "n", "an", "i", "ese", "ish")  # of one name: a family, a wife, a people
_SHORT_GIVEN: Final = 3  # letters up to which given names are alike by chance
_SHORT_SURNAME: Final = 4
_SLIPS: Final = 2  # letters by which two spellings of one name differ at most
_ONE_SOUND: Final = tuple(
    (regex.compile(pattern), sound)
    for pattern, sound in (
        ("ph", "f"),
        ("sch|sh", "s"),
        ("tch|ch", "c"),
        ("ck|q|c(?=[aoukrl])|k", "k"),
        ("[cz]", "s"),
        ("gh", "g"),
        ("[vw]", "f"),
        ("y", "i"),
        ("j", "i"),
        ("h", ""),
        (r"(.)\1+", r"\1"),
    )
)
_KINDRED: Final = r"(?:grand|step|half-)?(?:twin|brother|sister|son|daughter|father|mother|cousin|wife|husband|uncle|aunt|nephew|niece|sibling)s?"
_KIN: Final = regex.compile(rf"\b{_KINDRED},?[ ]\Z")
_KIN_BEHIND: Final = regex.compile(rf",[ ](?:\d+,[ ])?(?:his|her|their)[ ](?:\w+[ ])?{_KINDRED}\b")
_VOWELS: Final = regex.compile("(?<!^)[aeiou]+")


class _Name(NamedTuple):
    """A whole name as it is first written, with where."""

    given: str
    surname: str
    mention: Mention
    person: int


def spellings(
    texts: Sequence[str],
    sentences: Sequence[Sequence[tuple[int, int]]],
    people: Sequence[Person],
    sightings: Sequence[Sighting],
) -> list[Conflict]:
    """The names that stand in two spellings, each odd one once.

    `texts` are the folded texts of the blocks, `sentences` their spans; `sightings` are all names, those of nobody known
    too: places, and surnames that stand alone. Of the spellings found in some 2,500 articles about crime nineteen in twenty
    were slips of the article; of places less was read, so that these are only fairly sure.
    """
    names = list(_names(texts, people))
    found = list(_whole_names(names, people, sentences, cache(lambda who: _is_kin(texts, people[who]))))
    shown = {one.place for one in found} | {one.other for one in found}
    owned = {mention for person in people for mention in person.mentions if _has_name(person)}
    known = _Known(names, sightings)
    seen: set[str] = set()
    for one in sightings:
        words = " ".join(one.tokens)
        if one.mention in owned or one.evidence & LOOSE or words in seen:
            continue
        seen.add(words)
        place = _sentence(one.mention, sentences)
        other = next((other for other in known.slips(one) if _sentence(other, sentences) != place), None)
        if other is not None and not {_place(one.mention), _place(other)} & shown:
            sure = "high" if len(one.tokens) == 1 else "medium"
            found.append(apart("name", _place(other), _place(one.mention), sure))
    return found


def _is_kin(texts: Sequence[str], person: Person) -> bool:
    """Whether somebody is told as somebody's kin: “his twin, Ann Roe”."""
    return any(
        _KIN.search(texts[one.block], max(0, one.start - 30), one.start) or _KIN_BEHIND.match(texts[one.block], one.end)
        for one in person.mentions
    )


def _whole_names(
    names: Sequence[_Name],
    people: Sequence[Person],
    sentences: Sequence[Sequence[tuple[int, int]]],
    kin: Callable[[int], bool],
) -> Iterator[Conflict]:
    """The whole names that are one in two spellings: one part is the same, so that only those are compared."""
    alike: dict[tuple[str, str], list[_Name]] = {}
    for one in names:
        keys = (("given", one.given.lower()), ("surname", one.surname.lower()))
        for key in keys:
            for other in alike.get(key, ()):
                is_kin = one.person != other.person and (kin(one.person) or kin(other.person))
                if is_kin and _same(one.surname, other.surname) and one.given[0] != other.given[0]:
                    continue
                if _are_of_two_ages(people[one.person], people[other.person]):
                    continue
                sure = _how_surely_one(one, other) or ("" if is_kin else _other_given(one, other, people))
                if sure and not _together(one, other, people, sentences):
                    yield apart("name", _place(other.mention), _place(one.mention), sure)
            alike.setdefault(key, []).append(one)


def _are_of_two_ages(one: Person, other: Person) -> bool:
    """Whether the article gives two people ages that no birthday explains."""
    return bool(one.age and other.age) and abs(one.age - other.age) > 1


class _Known:
    """The names of an article, by what a slip leaves as it is: the first letter of a surname, all but one word of other names."""

    def __init__(self, names: Sequence[_Name], sightings: Sequence[Sighting]) -> None:
        self._surnames: dict[str, list[tuple[str, Mention]]] = {}
        for name in names:
            last = name.surname.split()[-1]
            self._surnames.setdefault(_plain(last)[:1], []).append((last, name.mention))
        self._again = self._used_again(sightings)
        self._others: dict[tuple[int, tuple[str, ...]], list[Sighting]] = {}
        for one in sightings:
            for key in _without_one(one.tokens):
                self._others.setdefault(key, []).append(one)

    def _used_again(self, sightings: Sequence[Sighting]) -> dict[str, Mention]:
        """The last words of names that stand more than once, of nobody known too, and where each stands first."""
        times = Counter(one.tokens[-1] for one in sightings)
        first: dict[str, Mention] = {}
        for one in sightings:
            if times[one.tokens[-1]] > 1 and not one.evidence & LOOSE:
                first.setdefault(one.tokens[-1], one.mention)
        return first

    def slips(self, one: Sighting) -> Iterator[Mention]:
        """The names of which a name of nobody known may be a slip; of several words those before it."""
        last = one.tokens[-1]
        if len(one.tokens) == 1:
            alone = len(last) >= _ALONE and not one.evidence & GIVEN  # a given name may be somebody else's
            if (one.title or alone) and _is_rare(last):
                for surname, mention in self._surnames.get(_plain(last)[:1], ()):
                    if _is_slip(last, surname, bool(one.title)):
                        yield mention
                for surname, mention in self._again.items() if one.title else ():
                    if _is_rare(surname) and _is_slip(last, surname, True):
                        yield mention
            return
        for key in _without_one(one.tokens):
            for other in self._others[key]:
                word, its = one.tokens[key[0]], other.tokens[key[0]]
                if other.mention < one.mention and _is_rare(word) and _is_rare(its) and _is_slip(word, its, False):
                    yield other.mention


@lru_cache(_REMEMBERED)
def _without_one(tokens: tuple[str, ...]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The words of a name in small letters without one of them, with the number of that one."""
    words = tuple([word.lower() for word in tokens])
    lacking = [(number, (*words[:number], *words[number + 1 :])) for number in range(len(words))]
    return tuple(lacking) if len(words) > 1 else ()


@lru_cache(_REMEMBERED)
def _is_rare(word: str) -> bool:
    return commonness(word.lower()) <= _RARE


def _has_name(person: Person) -> bool:
    """Whether a whole name stands for a person somewhere, not only a title and a surname."""
    return any(one.how == "full" for one in person.mentions)


@lru_cache(_REMEMBERED)
def _is_slip(one: str, other: str, titled: bool) -> bool:
    """Whether two words sound the same, or swap two letters, and are not two forms of one name."""
    short, long = sorted((_plain(one), _plain(other)), key=len)
    if (
        short == long
        or len(long) - len(short) > 1
        or short[:1] != long[:1]
        or len(short) < (_SHORTEST - 1 if titled else _ALONE - 1)
    ):
        return False
    if any(long == short + ending for ending in _FORMS):
        return False
    if len(short) == len(long) and sorted(short) == sorted(long):
        return _distance(short, long) == _SLIPS
    if _distance(short, long) != 1:
        return False
    return _sounds(short) == _sounds(long) or (titled and len(short) >= _LONG and short[-_TAIL:] == long[-_TAIL:])


def _names(texts: Sequence[str], people: Sequence[Person]) -> Iterator[_Name]:
    """The whole names of each person, each as it first stands."""
    for number, person in enumerate(people):
        seen: set[tuple[str, ...]] = set()
        for whole in person.mentions if person.confidence != "low" else ():
            words = texts[whole.block][whole.start : whole.end].split() if whole.how == "full" else []
            if len(words) > 2 and words[-1].lower().rstrip(".") in SUFFIXES:
                words.pop()
            if len(words) > 1 and len(words[0]) > 2 and tuple(words) not in seen:
                seen.add(tuple(words))
                yield _Name(words[0], " ".join(words[1:]), whole, number)


def _place(mention: Mention) -> Stretch:
    return Stretch(mention.block, mention.start, mention.end)


def _how_surely_one(one: _Name, other: _Name) -> str:
    """How surely two whole names are one in two spellings, "" if they are two: one part the same, the other alike."""
    if _bare(f"{one.given} {one.surname}") == _bare(f"{other.given} {other.surname}"):
        return ""  # accents and apostrophes get lost on the way to a page
    given, surname = _same(one.given, other.given), _same(one.surname, other.surname)
    if given == surname:
        return ""
    if given:
        first, second = _plain(one.surname), _plain(other.surname)
        return (
            "high" if _alike(first, second) else "medium" if _nearly(first, second) or _sound_one(first, second) else ""
        )
    if len(one.given) <= _SHORT_GIVEN:
        return ""
    first, second = _plain(one.given), _plain(other.given)
    if _sounds(first, vowels=True) == _sounds(second, vowels=True):
        return "high"
    return "medium" if len(first) == len(second) and _distance(first, second) == 1 else ""


def _other_given(one: _Name, other: _Name, people: Sequence[Person]) -> str:
    """How surely a given name is a slip for another of one letter: of one double surname, and one of them stands once only."""
    if not _same(one.surname, other.surname) or "-" not in one.surname or one.person == other.person:
        return ""
    once = any(len(people[name.person].mentions) == 1 for name in (one, other))
    alike = one.given[:1] == other.given[:1] and min(len(one.given), len(other.given)) > _SHORT_GIVEN
    return "medium" if once and alike and not (people[one.person].age and people[other.person].age) else ""


def _nearly(one: str, other: str) -> bool:
    """Whether two surnames of one given name may be slips of one another, though they sound apart."""
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORT_SURNAME or short[0] != long[0] or any(long == short + ending for ending in _FORMS):
        return False
    return _distance(short, long) <= (1 if len(short) < _SHORTEST else _SLIPS)


def _sound_one(one: str, other: str) -> bool:
    """Whether two long surnames of one given name have the same consonants, so that letters were turned round."""
    sounds = _sounds(one)
    return len(sounds) >= _CONSONANTS and sounds == _sounds(other)


def _same(one: str, other: str) -> bool:
    return one.lower() == other.lower()


@lru_cache(_REMEMBERED)
def _plain(name: str) -> str:
    """A name in small letters without accents, blanks, hyphens and apostrophes."""
    return "".join([sign for sign in _bare(name) if sign.isalpha()])


def _bare(name: str) -> str:
    """A name in small letters without accents and apostrophes."""
    letters = unicodedata.normalize("NFKD", name.lower().translate(_STROKES))
    return "".join([sign for sign in letters if sign.isalpha() or sign in " -"])


def _alike(one: str, other: str) -> bool:
    """Whether two surnames may be slips of one another: the same sounds, or in a long name one letter."""
    short, long = sorted((one, other), key=len)
    if short == long:
        return True  # “El Basri” and “Elbasri”
    if len(short) < _SHORTEST or short[0] != long[0] or long in (f"{short}s", f"{short}es"):
        return False
    distance = _distance(short, long)
    return distance <= _SLIPS and (_sounds(one) == _sounds(other) or (distance == 1 and len(long) > _SHORTEST + 1))


@lru_cache(_REMEMBERED)
def _sounds(name: str, vowels: bool = False) -> str:
    """A name by its sounds; without `vowels` those behind the first letter do not count."""
    for pattern, sound in _ONE_SOUND:
        name = pattern.sub(sound, name)
    return name if vowels else _VOWELS.sub("", name)


@lru_cache(_REMEMBERED)
def _distance(one: str, other: str) -> int:
    """How many letters must be put in, taken out or changed to make one of the other (Levenshtein 1965)."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        before, row[0] = row[0], number
        for at, wanted in enumerate(other, 1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (letter != wanted))
    return row[-1]


def _together(
    one: _Name, other: _Name, people: Sequence[Person], sentences: Sequence[Sequence[tuple[int, int]]]
) -> bool:
    """Whether one sentence names both: then they are two people, or one who is named twice on purpose."""
    if one.person == other.person:
        return _sentence(one.mention, sentences) == _sentence(other.mention, sentences)
    places = {_sentence(mention, sentences) for mention in people[one.person].mentions}
    return any(_sentence(mention, sentences) in places for mention in people[other.person].mentions)


def _sentence(mention: Mention, sentences: Sequence[Sequence[tuple[int, int]]]) -> tuple[int, int]:
    own = sentences[mention.block]
    return mention.block, next((number for number, (start, end) in enumerate(own) if start <= mention.start < end), -1)
