"""Who “he” and “she” can mean: the people an article has named so far.

Knows titles, common given names, role words and which names belong together by their last word. Chooses by how recently, and in
what position, somebody was named; knows nothing of what a sentence means.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import compress
from typing import Final, NamedTuple

from ethicslint.analysis.cues import Cue
from ethicslint.analysis.saying import BREAK, COMMA, CONJUNCTION, DETERMINER, TAGS, TIME, Sentence, Stretch, Words
from ethicslint.analysis.subjects import ROLE, Phrase


class Person(NamedTuple):
    """Somebody named in a block: where, by which words, as whom a pronoun can mean them ("f", "m" or ""), and whether as
    the subject of a sentence or of a reporting verb.
    """

    start: int
    end: int
    name: str
    gender: str
    subject: bool


_FEMALE_TITLES: Final = frozenset("mrs ms miss lady dame baroness sister queen princess mme duchess".split())
_MALE_TITLES: Final = frozenset("mr sir lord father baron king prince duke earl".split())
_TITLES: Final = (
    _FEMALE_TITLES
    | _MALE_TITLES
    | frozenset(
        """dr prof professor sen senator rep representative gov governor president judge justice sheriff officer detective general
    lt sgt capt captain sergeant col colonel rev reverend inspector superintendent constable det insp supt pc dc di dci mayor
    secretary chief deputy attorney minister councillor cllr bishop archbishop pope cardinal lieutenant""".split()
    )
)
_FEMALE_ROLES: Final = frozenset(
    """spokeswoman mother mum mom daughter sister wife widow girlfriend ex-wife ex-girlfriend fiancee aunt niece grandmother
    granddaughter stepmother stepdaughter woman girl headmistress actress policewoman landlady chairwoman congresswoman
    businesswoman councilwoman lady queen princess duchess dame nun grandma nan waitress heiress mistress barmaid
    midwife""".split()
)
_MALE_ROLES: Final = frozenset(
    """spokesman father dad son brother husband widower boyfriend ex-husband ex-boyfriend fiance uncle nephew grandfather grandson
    stepfather stepson man boy headmaster actor policeman landlord chairman congressman businessman councilman gentleman king
    prince duke earl baron lord priest monk bishop archbishop pope guy gunman grandad waiter heir barman fireman
    fisherman""".split()
)
_NAME = re.compile(
    r"[A-Z](?<!\w[A-Z])[\w’'-]*+\.?"
    r"(?: (?:(?:de|da|di|del|der|van|von|bin|al|el|la|le|du|den|ter) ){0,2}[A-Z](?:[\w’'-]+|\.))+"
)
_FEMININE: Final = frozenset("she her she's she'd she'll hers".split())
_MASCULINE: Final = frozenset("he his he's he'd he'll him".split())


def people_in(text: str, lines: Sequence[Sentence], found: Sequence[Sequence[Cue]], words: Words) -> list[Person]:
    """The people named in a block outside its quotations, and its unnamed subjects, in order; `found` are the cues of `lines`.

    Names of one word count only where a subject begins.
    """
    people: list[Person] = []
    subjects: set[int] = set()
    spans = [match.span() for match in _NAME.finditer(text)]
    for line, cues in zip(lines, found, strict=True):
        numbers = _openings(line)
        for cue in cues:
            if cue.subject is not None:
                numbers.append(cue.subject.first)
                if cue.subject.kind == ROLE:
                    people.append(_of_role(line, cue.subject))
        if opening := _role_that_opens(line, words):
            people.append(opening)
        for number in numbers:
            subjects.add(line.starts[number])
            if line.tags[number] == "" and line.words[number][0].isupper():
                spans.append((line.starts[number], line.ends[number]))
    seals = [(seal.start, seal.end) for line in lines for seal in line.sealed.values()]
    begins = [start for start, _ in seals]
    before = -1
    for start, end in sorted(spans, key=_longest_first) if len(spans) > 1 else spans:
        if start == before or (at := bisect_left(begins, end) - 1) >= 0 and start < seals[at][1]:
            continue
        before = start
        if person := _person(text, start, end, start in subjects, words):
            people.append(person)
    return sorted(set(people)) if len(people) > 1 else people


def _longest_first(span: tuple[int, int]) -> tuple[int, int]:
    return span[0], -span[1]


def _openings(line: Sentence) -> list[int]:
    """Words at which a subject may begin: at the start, behind a label or dash, behind a comma or a conjunction."""
    if not line.words:
        return []
    words = line.words
    behind = compress(range(1, len(words)), map(_OPENING.__contains__, line.tags))
    return [0, *[number for number in behind if words[number][0].isupper()]]


_OPENING: Final = frozenset((COMMA, BREAK, CONJUNCTION))


def _role_that_opens(line: Sentence, words: Words) -> Person | None:
    """Somebody without a name with whom a sentence opens: “The girl's mother wept”."""
    for number, (low, tag) in enumerate(zip(line.low[:5], line.tags, strict=False)):
        if low in words.roles and (number or low.endswith("s")):
            return _of_role(line, Phrase(0, number, number, ROLE))
        named = line.words[number][0].isupper() or low.endswith("'s") or line.tags[0] == DETERMINER
        if tag not in ("", DETERMINER) or tag == "" and (not named or low.endswith("ed")):
            return None
    return None


def _of_role(sentence: Sentence, phrase: Phrase) -> Person:
    word = sentence.low[phrase.head]
    gender = "f" if word in _FEMALE_ROLES else "m" if word in _MALE_ROLES else ""
    return Person(sentence.starts[phrase.first], sentence.ends[phrase.last], f"the {word}", gender, True)


def _person(text: str, start: int, end: int, subject: bool, words: Words) -> Person | None:
    parts = text[start:end].lower().replace("’", "'").split(" ")
    while parts and TAGS.get(parts[0]):  # “The”, “On”: the capital of a sentence
        start += len(parts.pop(0)) + 1
    if not parts:
        return None
    if parts[-1].endswith("'s"):
        end -= 2
        parts[-1] = parts[-1][:-2]
    lower = [part.strip(".'") for part in parts]
    titled = lower[0] in _TITLES
    if not titled and not (words.organisations.isdisjoint(lower) and words.documents.isdisjoint(lower)):
        return None
    if len(lower) == 1 and lower[0] in words.roles or any([TAGS.get(one) == TIME for one in lower]):
        return None
    given = lower[:2]
    female = lower[0] in _FEMALE_TITLES or not words.female.isdisjoint(given)
    male = lower[0] in _MALE_TITLES or not words.male.isdisjoint(given)
    gender = "" if female == male else "f" if female else "m"
    name = " ".join([one for one in lower if one not in _TITLES] or lower) if titled else " ".join(lower)
    return Person(start, end, name, gender, subject)


BACK: Final = 3
"""How many blocks a pronoun may look back over."""

Naming = tuple[tuple[str, str], ...]
"""The people named in a block without their places: name and gender of each."""


class Known:
    """Which names an article knows, and from which block on."""

    def __init__(self, blocks: Sequence[Naming]) -> None:
        self._full: dict[str, int] = {}  # by last name: with a title or in a name of several words
        self._genders: dict[str, tuple[int, str]] = {}
        for number, people in enumerate(blocks):
            for name, gender in people:
                if gender or " " in name:
                    last = _last(name)
                    self._full.setdefault(last, number)
                    if gender and not name.startswith("the "):
                        self._genders.setdefault(last, (number, gender))

    def gender(self, name: str, here: int) -> str:
        """The gender of whoever has this last name, as far as the blocks up to number `here` show it."""
        number, gender = self._genders.get(name, (0, ""))
        return gender if number <= here else ""

    def is_full(self, name: str, here: int) -> bool:
        """Whether the blocks up to number `here` have this last name with a title or in a name of several words."""
        return self._full.get(name, here + 1) <= here


def naming(people: Sequence[Person]) -> Naming:
    return tuple([(person.name, person.gender) for person in people])


def meant(pronoun: Stretch, word: str, blocks: Sequence[Sequence[Person]], known: Known) -> tuple[Stretch, str] | None:
    """Whom the pronoun `word` at `pronoun` means, and how sure that is; None if nobody fits.

    `blocks` are the people of its block and of up to BACK blocks before that, in order.
    """
    gender = "f" if word in _FEMININE else "m" if word in _MASCULINE else None
    if gender is None:
        return None
    here = pronoun.block
    for back, people in enumerate(reversed(blocks)):
        rivals = [
            person for person in people if (back or person.end <= pronoun.start) and _fits(person, gender, here, known)
        ]
        if rivals:
            chosen, sure = _chosen(rivals, gender, here, known)
            return Stretch(here - back, chosen.start, chosen.end), "medium" if sure and back <= 1 else "low"
    return None


def _chosen(rivals: Sequence[Person], gender: str, here: int, known: Known) -> tuple[Person, bool]:
    """Whom of several a pronoun in block `here` means, and whether that is beyond doubt."""
    named = [person for person in rivals if _gender(person, here, known) == gender]
    chosen = next((person for person in reversed(named or rivals) if person.subject), (named or rivals)[-1])
    others = [person for person in rivals if _last(person.name) != _last(chosen.name)]
    of_gender = _gender(chosen, here, known) == gender
    if chosen.subject and of_gender:
        others = [person for person in others if _gender(person, here, known) == gender]
    return chosen, (of_gender or chosen.subject) and not others


def _gender(person: Person, here: int, known: Known) -> str:
    return person.gender or known.gender(_last(person.name), here)


def _fits(person: Person, gender: str, here: int, known: Known) -> bool:
    own = _gender(person, here, known)
    if own:
        return own == gender
    return person.name.startswith("the ") or " " in person.name or known.is_full(person.name, here)


def _last(name: str) -> str:
    return name.rpartition(" ")[2]
