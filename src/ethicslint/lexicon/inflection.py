"""The inflected forms of an English word, for `{commit}` in a rule.

Knows the regular morphology of English as code, and from `inflections.txt` what that code gets wrong: irregular and
doubled forms, nouns without a plural, which adjectives are compared, the parts of speech of common words, and pairs of
British and American spellings. Knows nothing of possessives, contractions, derivation (`murder` does not yield
`murderer`), phrases of several words, or what a word means: `{lie}` yields `lay`, because that is one of its forms.
"""

import functools
import os
from typing import NamedTuple

_VOWELS = frozenset("aeiou")
_VOWELS_AND_Y = frozenset("aeiouy")

# What a word list in the data file says of its words, and the part of speech it says it about.
_PART_OF_KIND = {
    "noun": "noun",
    "mass": "noun",
    "verb": "verb",
    "doubling": "verb",
    "either": "verb",
    "adjective": "adjective",
    "graded": "adjective",
}
_PARTS = ("verb", "noun", "adjective")
_PARTS_OF_UNKNOWN = ("verb", "noun")

# “stand-off”, “break-in”: the last piece has no forms as such, the compound has a plural.
_PARTICLES = frozenset("about around away back by down in off on out over through to together up".split())

# The plural of compounds, and of words from Greek; “human” and “chassis” are in the data file.
_PLURAL_OF_ENDING = (("man", "men"), ("child", "children"), ("wife", "wives"), ("sis", "ses"))

# What may follow the letter that is s in one spelling and z in the other: criticise, organisation, recognisable.
_AFTER_S_OR_Z = ("ation", "able", "ing", "ed", "er", "e")


class _Data(NamedTuple):
    """The data file, read: what each word is, its irregular forms by part, and how else it is spelt."""

    kinds: dict[str, tuple[str, ...]]
    irregular: dict[str, dict[str, str]]
    spellings: dict[str, tuple[str, ...]]
    spelt_one_way: frozenset[str]


def inflect(lemma: str, part: str | None = None) -> tuple[str, ...]:
    """Every form of `lemma` in every current spelling, in lower case: the lemma first, the others in code point order.

    `part` is "verb", "noun", "adjective", or None for every part of speech the lemma is known as. A lemma that is not
    known is taken for a verb and a noun, one with a hyphen for what its last piece is. A part that is asked for is
    inflected even if the lemma is not known as one. Raises ValueError for any other part, and for an empty lemma.
    """
    if part is not None and part not in _PARTS:
        raise ValueError(f"unknown part of speech: {part!r} (known are {', '.join(_PARTS)})")
    if not lemma:
        raise ValueError("an empty word has no forms")
    lemma = lemma.lower()
    forms: set[str] = set()
    for spelling in spellings(lemma):
        forms.add(spelling)
        for one in (part,) if part else parts_of(spelling):
            forms.update(_forms(spelling, one))
    forms.discard(lemma)
    return (lemma, *sorted(forms))


def parts_of(word: str) -> tuple[str, ...]:
    """The parts of speech of one spelling of a word."""
    kinds = _kinds(word)
    if kinds is not None:
        return tuple(_PART_OF_KIND[kind] for kind in kinds)
    _, hyphen, head = word.rpartition("-")
    if hyphen and head:
        return ("noun",) if head in _PARTICLES else parts_of(head)
    return _PARTS_OF_UNKNOWN


def is_listed(word: str, part: str = "") -> bool:
    """Whether the data file knows `word`, as `part` if that is given."""
    if word in _data().irregular.get(part or "verb", ()):
        return True
    kinds = _kinds(word)
    return kinds is not None and (not part or part in (_PART_OF_KIND[kind] for kind in kinds))


def listed() -> frozenset[str]:
    """Every word that the data file says something of; the regular words that are nouns and verbs are not among them."""
    data = _data()
    return frozenset((*data.kinds, *data.spellings, *(word for words in data.irregular.values() for word in words)))


def irregular_verb(form: str) -> str:
    """The verb of which `form` is an irregular form, "" if there is none."""
    return next((verb for verb, forms in _data().irregular["verb"].items() if form in forms.split()), "")


def _kinds(word: str) -> tuple[str, ...] | None:
    """What the data says of `word`, or of the spelling of it that the data knows."""
    known = _data().kinds
    if word in known:
        return known[word]
    return next((known[spelling] for spelling in spellings(word) if spelling in known), None)


def _forms(word: str, part: str) -> tuple[str, ...]:
    """The forms of one spelling as one part of speech, without the word itself."""
    irregular = _data().irregular[part].get(word)
    if irregular is not None:
        return tuple(irregular.split())
    kinds = _kinds(word)
    before, hyphen, head = word.rpartition("-")
    if kinds is None and hyphen and head:
        return tuple(f"{before}-{form}" for form in _forms(head, part))
    return regular_forms(word, part, kinds or ())


def regular_forms(word: str, part: str, kinds: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The forms that the rules give to `word` as `part`, without the word itself; `kinds` is what the data calls it."""
    if part == "noun":
        return () if "mass" in kinds else (_plural(word),)
    if part == "verb":
        if "either" in kinds:
            return (_with_s(word), *_past_and_participle(word), *_past_and_participle(_doubled(word)))
        doubles = "doubling" in kinds or _doubles(word)
        return (_with_s(word), *_past_and_participle(_doubled(word) if doubles else word))
    if "graded" in kinds or ("adjective" not in kinds and _is_short(word)):
        return _comparison(word)
    return ()


def _plural(word: str) -> str:
    for ending, plural in _PLURAL_OF_ENDING:
        if word.endswith(ending):
            return word[: -len(ending)] + plural
    return _with_s(word)


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word[:-1] + "ies" if _ends_in_changing_y(word) else word + "s"


def _past_and_participle(word: str) -> tuple[str, str]:
    """-ed and -ing of a verb, whose last letter is doubled already if it has to be."""
    if word.endswith("ie"):
        return word + "d", word[:-2] + "ying"
    if word.endswith("e"):
        return word + "d", (word if word.endswith(("ee", "oe", "ye")) else word[:-1]) + "ing"
    if word.endswith("ic"):
        return word + "ked", word + "king"
    if _ends_in_changing_y(word):
        return word[:-1] + "ied", word + "ing"
    return word + "ed", word + "ing"


def _comparison(word: str) -> tuple[str, str]:
    if word.endswith("e"):
        return word + "r", word + "st"
    if _ends_in_changing_y(word):
        word = word[:-1] + "i"
    elif _doubles(word):
        word = _doubled(word)
    return word + "er", word + "est"


def _doubled(word: str) -> str:
    return word + word[-1]


def _doubles(word: str) -> bool:
    """Whether `word` is one syllable that ends in one vowel and one consonant: stab, quit; not fix, play, bus."""
    body = word.replace("qu", "q", 1) if "qu" in word else word
    return (
        len(body) > 1
        and body[-1] not in "aeiouhswxy"
        and body[-2] in _VOWELS_AND_Y
        and not any(letter in _VOWELS_AND_Y for letter in body[:-2].removeprefix("y"))
    )


def _ends_in_changing_y(word: str) -> bool:
    return word.endswith("quy") or (len(word) > 1 and word[-1] == "y" and word[-2] not in _VOWELS)


def _is_short(word: str) -> bool:
    """Whether an unknown adjective takes -er and -est: it has one syllable, or two of which the last is -e or -y."""
    syllables = sum(
        letter in _VOWELS_AND_Y and (place == 0 or word[place - 1] not in _VOWELS_AND_Y)
        for place, letter in enumerate(word)
    )
    return syllables <= 1 or (syllables == 2 and (word.endswith("e") or _ends_in_changing_y(word)))


def spellings(word: str) -> tuple[str, ...]:
    """`word` and its other spellings; of a compound with hyphens, those of every piece."""
    known = _data().spellings.get(word)
    if known is not None:
        return known
    before, hyphen, head = word.rpartition("-")
    if hyphen:
        return tuple(f"{one}-{other}" for one in spellings(before) for other in spellings(head))
    twin = _ise_or_ize(word)
    return (word, twin) if twin else (word,)


def _ise_or_ize(word: str) -> str | None:
    """The twin of a word in -ise or -ize (-lyse, -lyze), or made from one; None if it has one spelling only."""
    ending = next((ending for ending in _AFTER_S_OR_Z if word.endswith(ending)), None)
    if ending is None:
        return None
    head = word[: -len(ending)]
    if not head.endswith(("is", "iz", "lys", "lyz")):
        return None
    stem, letter = head[:-2], head[-1]
    # “noise”, “rise”, “seize” have no twin: a vowel before the ending, or no syllable.
    if stem[-1:] in _VOWELS or not any(one in _VOWELS_AND_Y for one in stem):
        return None
    if not _data().spelt_one_way.isdisjoint((word, head + "e")):
        return None
    return head[:-1] + ("z" if letter == "s" else "s") + ending


@functools.cache
def _data() -> _Data:
    """The data file, read once, when the first word is inflected."""
    with open(os.path.join(os.path.dirname(__file__), "inflections.txt"), encoding="utf-8") as file:
        text = file.read()
    kinds: dict[str, tuple[str, ...]] = {}
    irregular: dict[str, dict[str, str]] = {}
    groups: dict[str, tuple[str, ...]] = {}
    spelt_one_way: frozenset[str] = frozenset()
    for section in text.split("\n[")[1:]:
        title, _, body = section.partition("]\n")
        if title.startswith("irregular "):
            entries = (line.partition(" ") for line in body.splitlines())
            irregular[title.removeprefix("irregular ")] = {word: forms for word, _, forms in entries}
        elif title == "spellings":
            groups = {word: group for group in map(tuple, map(str.split, body.splitlines())) for word in group}
        elif title == "spelt one way":
            spelt_one_way = frozenset(body.split())
        else:
            what = () if title == "no forms" else tuple(title.split())
            kinds.update(dict.fromkeys(body.split(), what))
    return _Data(kinds, irregular, groups, spelt_one_way)
