"""Whether a word that is to be inflected is a slip: two letters swapped, or a form where the plain verb belongs.

Knows the words of the data files and the shape of English verbs. A word is no slip only because no file holds it: any word can
be inflected, also one that nobody thought of.
"""

import re
from functools import cache
from typing import Final

from ethicslint.lexicon import inflection
from ethicslint.lexicon.frequency import known_words

# Past forms that are plain verbs too.
_BOTH: Final = frozenset("bore bound fell felt found ground lay left rent rose saw shed split spit wound".split())
# What no plain verb looks like: stabs, stabbing, stabbed; unlike dress, bring, need and embed.
_FORM: Final = re.compile(r".*[bcdfgklmnprtvw]s|.*[aeiouy].*ing|(?!.*(?:eed|mbed)$).*[aeiouy].*ed")


def slip(lemma: str, part: str = "") -> str:
    """What is wrong with `lemma` (lower case) as a word to inflect, as `part` if that is given; "" if nothing is."""
    if part not in ("", "verb") or "-" in lemma or not lemma.isascii() or _is_plain(lemma, part):
        return ""
    if base := _base(lemma):
        return f"“{lemma}” is a form of “{base}”; write “{base}”, from which the forms are made"
    meant = next((one for one in _swapped(lemma) if one in _verbs()), "")
    if meant and lemma not in known_words():
        return f"“{lemma}” is no word known here; did you mean “{meant}”?"
    if _FORM.fullmatch(lemma):
        noun = "" if part else f"; if it is a noun, write “{{{lemma}:noun}}”"
        return f"“{lemma}” looks like a form; write the plain verb, from which the forms are made{noun}"
    return ""


def _is_plain(lemma: str, part: str) -> bool:
    """Whether the data file, or the list above, knows the word as what it is to be inflected as."""
    if lemma in _BOTH or inflection.is_listed(lemma, "verb"):
        return True
    # Of an adjective that is a past form, as “committed”, braces would find nothing but itself.
    return not part and (
        inflection.is_listed(lemma, "noun") or inflection.is_listed(lemma, "adjective") and not _base(lemma)
    )


@cache
def _verbs() -> frozenset[str]:
    """The most frequent words, and all verbs of the data file."""
    return frozenset((*known_words(), *(word for word in inflection.listed() if inflection.is_listed(word, "verb"))))


def _swapped(word: str) -> list[str]:
    """`word` with two neighbouring letters changing places, in every way that makes another word."""
    pairs = range(len(word) - 1)
    return [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in pairs if word[at] != word[at + 1]]


def _base(word: str) -> str:
    """The known verb of which `word` is a form, "" if there is none."""
    if irregular := inflection.irregular_verb(word):
        return irregular
    ending = next((ending for ending in ("ed", "ing", "s") if word.endswith(ending)), "")
    stem = word[: -len(ending)] if ending else ""
    single = stem[:-1] if stem[-1:] == stem[-2:-1] else ""
    bases = (
        stem,
        stem + "e",
        stem.removesuffix("i") + "y",
        stem.removesuffix("e"),
        stem.removesuffix("ie") + "y",
        single,
    )
    known = (one for one in bases if len(one) > 2 and one != word and one in _verbs())
    return next((one for one in known if word in inflection.inflect(one, "verb")), "")
