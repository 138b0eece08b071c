"""Which capitalised words are the name of a person, as far as the words themselves say.

Knows given names, titles, words that stand before names, and words that make a name a place's, a court's or a company's. Knows
nothing of the words around a name, and nothing of whether two names are one person's.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple
from unicodedata import combining, normalize

from ethicslint.lexicon.frequency import commonness

TITLES: Final = {
    "role-title-judge": "judge",
    "role-title-officer": "officer",
    "role-title-lawyer": "lawyer",
    "role-title": "",
}
SETS: Final = (*TITLES, "role-opener", "role-place-front", "role-no-person", "role-no-name", "role-postnominal")
"""The vocabulary sets this module needs."""

# `re` scans three times faster than `regex` here, but knows no classes of letters: these are the capitals of Latin script.
_UPPER: Final = "".join(sign for sign in map(chr, range(0x41, 0x250)) if sign.isupper())
_LETTER: Final = r"[^\W\d_]"
_TOKEN: Final = (
    rf"(?:(?:[{_UPPER}]\.)+(?:[{_UPPER}]\b)?(?!{_LETTER})"
    rf"|(?:[Aa]l-|[Ee]l-|[Aa]bu-|d')?[{_UPPER}]{_LETTER}*+(?:['-](?!s\b){_LETTER}++)*+)"
)
_PARTICLE: Final = r"(?:de|del|della|di|da|dos|du|van|von|der|den|bin|bint|ibn|al|el|la|le|ap|ter|y)"
_NICKNAME: Final = rf"(?: (?:\"[{_UPPER}]\w+\"|'[{_UPPER}]\w+'|\([{_UPPER}]\w+\)))"
# “Det. Insp. Roe”: the dot belongs to the title, any other ends the name.
_DOTTED: Final = (
    r"(?:Mr|Mrs|Ms|Dr|Prof|Rev|Revd|Fr|Hon|Sgt|Det|Insp|Supt|Con|Ch|Lt|Col|Gen|Maj|Capt|Cpl|Pte|Cmdr|Sen"
    r"|Rep|Gov|Cllr|St|Dist|Atty)\."
)
RUN: Final = re.compile(
    rf"(?<![\w'.-])(?=[{_UPPER}aed])(?:{_DOTTED} ?)*+{_TOKEN}(?:{_NICKNAME}? (?:{_PARTICLE} ){{0,2}}(?:{_DOTTED}"
    rf"|{_TOKEN})){{0,11}}"
)
"""A run of capitalised words, with particles and a nickname between them."""

_PARTICLES: Final = frozenset("de del della di da dos du van von der den bin bint ibn al el la le ap ter y".split())
SUFFIXES: Final = frozenset("jr sr jnr snr ii iii".split())
_COUNSEL: Final = frozenset(("kc", "qc", "sc"))
# Titles that are also surnames and given names: inside a run they are no title.
_NAMES_TOO: Final = frozenset(
    "king queen prince justice bishop pope major lord baron dean chief coach general private".split()
)
_MOST_TOKENS: Final = 4
_UNKNOWN: Final = commonness("\0")
_MEMORY: Final = 20_000

GIVEN: Final = 1
MAYBE: Final = 2
LOOSE: Final = 4


class Part(NamedTuple):
    """A name in a run: its tokens, where they stand in the run, its title, the letters behind it, and what kind of name.

    `bearer` is who bears the given name: f, m, b, or "". `flags`: GIVEN (opens with a given name), MAYBE (one that is also a
    word), LOOSE (a common word stands before it, as in a headline).
    """

    start: int
    end: int
    tokens: tuple[str, ...]
    title: str
    counsel: bool
    bearer: str
    flags: int


def bearer_of(token: str) -> str:
    """Who bears a given name (see `given_names`), accents or none; "" if it is not known as one."""
    low = token.lower()
    found = given_names().get(low, "")
    if found or low.isascii():
        return found
    return given_names().get("".join([sign for sign in normalize("NFD", low) if not combining(sign)]), "")


@cache
def given_names() -> dict[str, str]:
    """Given names in lower case, and `f`, `m` or `b` for who bears them; a `?` behind it for names that are also words."""
    path = os.path.join(os.path.dirname(os.path.dirname(__file__)), "lexicon", "given_names.txt")
    with open(path, encoding="utf-8") as file:
        return dict(line.split() for line in file)


def is_word(token: str) -> bool:
    """Whether a token is a common English word and no given name."""
    low = token.lower()
    return low not in given_names() and commonness(low) > _UNKNOWN


class Names:
    """The words this module needs, and what it has already made of runs it met."""

    __slots__ = (
        "_known",
        "_no_names",
        "_no_person",
        "_openers",
        "_place_front",
        "_postnominals",
        "_title_openers",
        "titles",
    )

    def __init__(self, sets: Mapping[str, Sequence[str]]) -> None:
        self.titles = {word: role for name, role in TITLES.items() for word in sets[name]}
        self._title_openers = frozenset(title.split()[0] for title in self.titles)
        self._openers = frozenset(sets["role-opener"])
        self._place_front = frozenset(sets["role-place-front"])
        self._no_person = frozenset(sets["role-no-person"])
        self._no_names = frozenset(sets["role-no-name"])
        self._postnominals = frozenset(sets["role-postnominal"])
        self._known: dict[str, tuple[Part, ...]] = {}

    def parts(self, run: str) -> tuple[Part, ...]:
        """The names in a run of capitalised words; most runs hold one or none."""
        found = self._known.get(run)
        if found is None:
            if len(self._known) > _MEMORY:
                self._known.clear()
            found = self._known[run] = tuple(self._parts(run)) if " " in run else self._single(run)
        return found

    def _single(self, run: str) -> tuple[Part, ...]:
        """One capitalised word: a surname or given name, as far as it is no word of another class."""
        low = run.lower()
        if (
            len(run) < 2
            or low in self._openers
            or low in self._no_person
            or low in self._place_front
            or low in self.titles
            or (run.isupper() and len(run) < 5)
        ):
            return ()
        return (Part(0, len(run), (run.strip("."),), "", False, bearer_of(low), 0),)

    def _parts(self, run: str) -> Iterator[Part]:
        tokens = [(one.start(), one.group()) for one in _PIECE.finditer(run)]
        first = 0
        for number in range(1, len(tokens) + 1):
            if number == len(tokens) or (
                tokens[number][1].lower() in self._openers
                and self._title_length([word for _, word in tokens[number:]]) == 0
                and not (
                    number == first + 1 and len(tokens) == number + 1 and tokens[first][1].lower() in given_names()
                )
            ):
                if part := self._part(tokens[first:number]):
                    yield part
                first = number

    def _part(self, tokens: list[tuple[int, str]]) -> Part | None:
        title = ""
        while tokens:
            taken = self._title_length([word for _, word in tokens])
            if taken and len(tokens) > taken:
                title = " ".join([word for _, word in tokens[:taken]]).lower().replace(".", "")
                tokens = tokens[taken:]
            elif _opens(tokens[0][1], self._openers) and (len(tokens) > 1 or not title):
                tokens = tokens[1:]
            else:
                break
        tokens, title = self._inner_title(tokens, title)
        counsel = False
        while len(tokens) > 1 and tokens[-1][1].lower().rstrip(".") in self._postnominals:
            counsel = counsel or tokens[-1][1].lower() in _COUNSEL
            if tokens[-1][1].lower().rstrip(".") in SUFFIXES:
                break
            tokens = tokens[:-1]
        while len(tokens) > 1 and tokens[0][1].lower() in _PARTICLES and tokens[0][1].lower() not in given_names():
            tokens = tokens[1:]
        words = tuple([word.strip('."()') for _, word in tokens if word[0] not in "\"'("])
        lowered = [word.lower() for word in words]
        if not words or not self._is_name(lowered, words, title):
            return None
        flags, bearer = 0, bearer_of(lowered[0])
        if not bearer and len(words) > 1 and tokens[0][1].endswith(".") and not is_word(words[-1]):
            flags = GIVEN  # initials
        elif bearer and len(words) > 1:
            flags = MAYBE if bearer.endswith("?") else GIVEN
        elif len(words) > 1 and lowered[1] in given_names() and len(words) > 2 and is_word(lowered[0]):
            tokens, words, bearer = tokens[1:], words[1:], given_names()[lowered[1]]
            flags = MAYBE if bearer.endswith("?") else GIVEN
        elif len(words) > 1 and is_word(lowered[0]):
            flags = LOOSE
        start, last = tokens[0][0], tokens[-1]
        return Part(
            start,
            last[0] + len(last[1].rstrip(".") if len(last[1]) > 2 else last[1]),
            words,
            title,
            counsel,
            bearer,
            flags,
        )

    def _inner_title(self, tokens: list[tuple[int, str]], title: str) -> tuple[list[tuple[int, str]], str]:
        """“Cook County Judge Ann Roe”: what stands before a title in the middle is no part of the name."""
        for number in range(len(tokens) - 2, 0, -1):
            words = [word for _, word in tokens[number:]]
            taken = self._title_length(words)
            if taken and len(words) > taken and words[taken].lower().rstrip(".") not in SUFFIXES:
                inner = " ".join(words[:taken]).lower().replace(".", "")
                if inner not in _NAMES_TOO:
                    return tokens[number + taken :], inner
        return tokens, title

    def _title_length(self, words: Sequence[str]) -> int:
        """How many of the first words are a title, the longest first."""
        if words[0].lower().replace(".", "") not in self._title_openers:
            return 0
        for length in (4, 3, 2, 1):
            if len(words) >= length and " ".join(words[:length]).lower().replace(".", "") in self.titles:
                return length
        return 0

    def _is_name(self, lowered: list[str], words: tuple[str, ...], title: str) -> bool:
        core = [word for word in lowered if word not in SUFFIXES and word not in _PARTICLES]
        if not core or len(core) > _MOST_TOKENS:
            return False
        if lowered[0] in self._place_front and not title:
            return False
        if any([word.isupper() and len(word) > 3 and is_word(word) for word in words]):
            return False  # a word in capitals that opens a caption or a paragraph
        if any([word in self._no_person for word in lowered]) or " ".join(lowered[:2]) in self._no_names:
            return False
        if len(words) == 1:
            return (
                len(words[0]) > 1 and lowered[0] not in self._openers and not (words[0].isupper() and len(words[0]) < 5)
            )
        return len(words[-1]) > 1 and not (words[-1].isupper() and len(words[-1]) < 5 and not words[0].isupper())


_PIECE: Final = re.compile(r"[^ ]+")


def _opens(token: str, openers: frozenset[str]) -> bool:
    """Whether a token stands before names: a function word, a calling, “Leeds-born”."""
    return token.lower() in openers or token.endswith(("-born", "-based", "-old", "-era", "-style", "-elect"))
