"""The noun phrases that can speak: who stands before or behind a reporting verb.

Knows where a subject begins and ends: past ages, appositions, relative clauses and phrases of time. Tells names, roles,
bodies, documents and pronouns apart, and that a time or a number says nothing. Knows no grammar beyond word classes.
"""

import re
from typing import Final, NamedTuple

from ethicslint.analysis.saying import (
    ADVERBIAL,
    AND,
    AUXILIARY,
    BREAK,
    CLOSING,
    COMMA,
    CONJUNCTION,
    DETERMINER,
    DUMMY,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SPEECH,
    TIME,
    Sentence,
    Stretch,
    Words,
    is_adverb,
    is_capital,
)

# What the head of a phrase is.
NAME, ROLE, BODY, DOCUMENT, PRONOMINAL, GROUP, OTHER = "name", "role", "body", "document", "pronoun", "group", "other"
SPEAKERS: Final = frozenset((NAME, ROLE, BODY, DOCUMENT, PRONOMINAL, GROUP))


class Phrase(NamedTuple):
    """A noun phrase: numbers of its first and last word (inclusive) and of its head, and what that is."""

    first: int
    last: int
    head: int
    kind: str


_REACH: Final = 30  # words that a subject with all its additions may take
_WIDE_REACH: Final = 16
_INSIDE: Final = frozenset(("of", "for", "from", "at", "with"))  # prepositions that add to a phrase
_GROUPS: Final = frozenset(
    """one some many others most both several few everyone everybody someone somebody nobody anyone anybody those another two
    three four five six seven eight nine ten none all people""".split()
)
_AMOUNTS: Final = frozenset(
    """number group dozens hundreds thousands majority team pair couple lot range series handful percent cent % half third
    quarter crowd scores score plenty millions two-thirds member members""".split()
)
_HUMAN = re.compile(r"[a-z]{2,}(?:[^aeiou]ers?|eers?|tors?|sors?|ists?|cians?|rians?|ees|men|women|crats?|mates?)\Z")
_NOT_HUMAN: Final = frozenset(
    """number numbers order orders power powers matter matters water winter summer letter letters factor factors error errors
    terror horror mirror corner center centers centre paper papers weather whether other others another rather october november
    december september further never under over after chapter quarter quarters offer offers computer computers bullet tower
    towers border borders murder murders laughter slaughter disaster disasters encounter encounters answer answers member
    list lists fact facts insist exist persist assist monitor monitors sector sectors motor tractor doctor chamber gender fever
    finger shoulder river rivers trigger trucker shelter character counter fewer lower higher later newer older younger
    better greater larger smaller stronger wider easier harder earlier longer former latter ever per committees fees trees degrees
    employees""".split()
) - {"employees"}
_TRAILING: Final = frozenset(("himself", "herself", "themselves", "itself", "all", "both", "each", "too", "alone"))
_ASIDE_OPENERS: Final = frozenset(
    """however though too then meanwhile also aged now formerly himself herself themselves speaking according again
    one both all including""".split()
)


def subject_before(sentence: Sentence, verb: int, words: Words) -> Phrase | None:
    """The subject that ends before word number `verb`, the first one of a verb group."""
    tags = sentence.tags
    last = _before_time(sentence, verb - 1)
    if last < 0:
        return None
    aside = -1
    if tags[last] == CLOSING:
        last = _opening(sentence, last) - 1
    elif tags[last] == COMMA:
        before = _before_asides(sentence, last)
        aside = last - 1 if before >= 0 and tags[before + 1] == COMMA else -1
        last = before
    elif sentence.low[last] in ("—", "–", "--"):
        before = _dash_before(sentence, last)
        last = before - 1
    if last < 0:
        return None
    if tags[last] == RELATIVE:
        return _antecedent(sentence, last, words)
    if tags[last] == PRONOUN:
        return Phrase(last, last, last, PRONOMINAL)
    phrase = _parsed(sentence, clause_start(sentence, last, words), last, words)
    if phrase is not None and aside > 0 and phrase.kind in (ROLE, GROUP, BODY):
        return _with_name(sentence, phrase, last + 2, aside)
    return phrase


def _with_name(sentence: Sentence, phrase: Phrase, first: int, last: int) -> Phrase:
    """“the group's director, Jane Roe,”: the phrase and the name behind it, if the aside opens with one."""
    end = first
    while end <= last and is_capital(sentence, end):
        end += 1
    if end - first < 2 or end <= last and sentence.tags[end] != COMMA:
        return phrase
    return Phrase(phrase.first, end - 1, end - 1, NAME)


def _before_time(sentence: Sentence, last: int) -> int:
    """The last word before “on Monday”, “last week” and adverbs."""
    tags, low = sentence.tags, sentence.low
    at = last
    while at >= 0 and (tags[at] == TIME or is_adverb(sentence, at)):
        at -= 1
    if at == last or at < 0:
        return at
    if low[at] in ("on", "this", "in", "the", "that") and tags[at + 1] == TIME:
        at -= 1
        if at >= 0 and low[at] in ("on", "in"):
            at -= 1
    return at


def _opening(sentence: Sentence, at: int) -> int:
    floor = max(0, at - _REACH)
    while at > floor and sentence.words[at] not in "([":
        at -= 1
    return at


def _dash_before(sentence: Sentence, at: int) -> int:
    floor = max(0, at - _REACH)
    for number in range(at - 1, floor - 1, -1):
        if sentence.low[number] in ("—", "–", "--"):
            return number
        if sentence.tags[number] == SPEECH:
            break
    return at


def _before_asides(sentence: Sentence, comma: int) -> int:
    """The last word before what stands between commas up to number `comma`; -1 if there is no such aside."""
    tags, low = sentence.tags, sentence.low
    skipped = 0
    while skipped < 6:
        opening = _segment(sentence, comma)
        first = opening + 1
        if first >= comma:
            return -1
        plain = opening >= 0 and tags[opening] == COMMA
        tag, word = tags[first], low[first]
        if not plain:
            return comma - 1 if skipped else -1
        adding = tag in (RELATIVE, PREPOSITION) or word[0].isdigit() or word.endswith("ing") or word in _ASIDE_OPENERS
        if skipped and not adding and not _describes(sentence, opening, first):
            return comma - 1
        if not skipped and tag in (AUXILIARY, PRONOUN, SPEECH):
            return -1
        comma = opening
        skipped += 1
    return -1


def _before_additions(sentence: Sentence, comma: int) -> int:
    """The last word before “, 34,” and “, of Norham,”; the word before the comma if nothing of the kind stands there."""
    opening = _segment(sentence, comma)
    first = opening + 1
    if opening < 0 or sentence.tags[opening] != COMMA or first >= comma:
        return comma - 1
    adding = sentence.low[first][0].isdigit() or sentence.tags[first] == PREPOSITION
    if adding or comma - first == 1 and _describes(sentence, opening, first):
        before = _before_asides(sentence, comma)
        return before if before >= 0 else comma - 1
    return comma - 1


def _describes(sentence: Sentence, opening: int, first: int) -> bool:
    """Whether what opens with word `first` behind the comma `opening` is a place or a description behind a name."""
    before = _segment(sentence, opening)
    start = before + 1
    if start >= opening:
        return False
    if sentence.low[start] in ("of", "from", "in", "at") or sentence.low[start].endswith("ing"):
        return is_capital(sentence, first)
    names = all([is_capital(sentence, number) for number in range(start, opening)])
    return names and opening - start >= 2 and (before < 0 or sentence.tags[before] in (SPEECH, COMMA))


def _segment(sentence: Sentence, comma: int) -> int:
    """The number of the comma or other boundary before the one at `comma`, or -1 at the start of the sentence."""
    floor = max(-1, comma - _REACH)
    at = comma - 1
    while at > floor:
        tag = sentence.tags[at]
        if tag in (COMMA, SPEECH):
            return at
        if tag == CLOSING:
            at = _opening(sentence, at)
        elif tag == BREAK and sentence.low[at] not in ("-", "."):
            return at
        at -= 1
    return floor if floor == -1 else at


def clause_start(sentence: Sentence, last: int, words: Words) -> int:
    """The number of the first word of the clause whose subject ends with word number `last`."""
    tags = sentence.tags
    floor = max(0, last - _REACH)
    at = last
    while at >= floor:
        tag = tags[at]
        if tag == "":
            if at < last and _is_verb(sentence, at, words):
                relative = _relative_before(sentence, at, floor)
                if relative < 0:
                    return at + 1
                at = relative
        elif tag in (SPEECH, BREAK, COMMA, DUMMY):
            return at + 1
        elif tag == CLOSING:
            at = _opening(sentence, at)
        elif tag in (CONJUNCTION, AUXILIARY):
            relative = _relative_before(sentence, at, floor) if sentence.low[at] != "that" else -1
            if relative < 0:
                return at + 1
            at = relative
        elif tag == RELATIVE:
            if at < last and (tags[at + 1] in (DETERMINER, PRONOUN) or is_capital(sentence, at + 1)):
                return at + 1  # “whom Roe called”
            if at and tags[at - 1] == COMMA:
                at -= 1
        elif tag == AND and at < last and not _joins_names(sentence, at, floor, words):
            return at + 1
        at -= 1
    return at + 1


def _relative_before(sentence: Sentence, at: int, floor: int) -> int:
    """The number of “who” before a verb of its clause, or -1."""
    for number in range(at - 1, max(floor, at - 12) - 1, -1):
        tag = sentence.tags[number]
        if tag == RELATIVE:
            return number if number > 0 else -1
        if tag in (SPEECH, BREAK, COMMA, CONJUNCTION):
            return -1
    return -1


def _is_verb(sentence: Sentence, at: int, words: Words) -> bool:
    """Whether a reporting word is a verb by its surroundings, not “the claim” nor “his reported”."""
    low = sentence.low[at]
    kinds = words.cues.get(low, 0)
    if not kinds & 7 or at == 0:
        return False
    if sentence.tags[at - 1] in (DETERMINER, PREPOSITION) or sentence.low[at - 1].endswith(("'s", "s'")):
        return False
    if low in words.roles or low in words.documents or low in words.organisations:
        return False
    if is_capital(sentence, at):
        return False
    return bool(kinds & 1) or low.endswith("ed")


def _joins_names(sentence: Sentence, at: int, floor: int, words: Words) -> bool:
    """Whether the “and” at number `at` stands between two parts of one subject."""
    if at == 0 or at + 1 >= len(sentence.low):
        return False
    left = at - 1
    if not (is_capital(sentence, left) or kind_of(sentence, left, words) in (ROLE, BODY, NAME, GROUP)):
        return False
    if sentence.tags[at + 1] in (PRONOUN, ADVERBIAL):
        return False
    for number in range(left, max(floor, left - 10) - 1, -1):
        tag = sentence.tags[number]
        if tag in (SPEECH, BREAK, COMMA, CONJUNCTION):
            return True
        if tag in (AUXILIARY, PRONOUN, RELATIVE) or tag == "" and _is_verb(sentence, number, words):
            return False
        if tag == PREPOSITION and sentence.low[number] not in _INSIDE:
            return False
        if tag == "" and number < left and sentence.low[number].endswith("ed") and sentence.words[number][0].islower():
            return False
    return True


def kind_of(sentence: Sentence, head: int, words: Words) -> str | None:
    """What a phrase with this head is; None if it can be no subject at all."""
    low, tag = sentence.low[head], sentence.tags[head]
    if tag == PRONOUN:
        return PRONOMINAL
    if low in _GROUPS:
        return GROUP
    if tag:
        return None
    if low.endswith(("'s", "s'")) and head + 1 < len(sentence.low):
        low = low[:-2]
    if not low[0].isalpha():
        return None
    if low in words.roles:
        return NAME if _is_named(sentence, head) else ROLE
    if sentence.words[head][0].isupper():
        letters = sentence.words[head]
        if low in words.organisations or len(letters) > 1 and letters.isupper() and "." not in letters:
            return BODY
        return DOCUMENT if low in words.documents and head and sentence.low[head - 1] in ("the", "a") else NAME
    if low in words.organisations:
        return BODY
    if low in words.documents:
        return DOCUMENT
    if _HUMAN.match(low) and low not in _NOT_HUMAN:
        return ROLE
    return OTHER


def _is_named(sentence: Sentence, head: int) -> bool:
    """“Tom Cook”, “Mr Justice”: whether what could be a role is the last word of a name."""
    return head > 0 and sentence.words[head][0].isupper() and is_capital(sentence, head - 1)


def _parsed(sentence: Sentence, first: int, last: int, words: Words) -> Phrase | None:
    """The subject in the words from `first` to `last` of a clause."""
    tags, low = sentence.tags, sentence.low
    while first <= last and (
        tags[first] in (AND, TIME) or is_adverb(sentence, first) and low[first] not in ("first", "long")
    ):
        first += 1
    if first < last and tags[first] == "" and low[first].endswith("ed") and low[first + 1] not in ("of", "to"):
        first += 1  # a verb: “prompted government promises”
    if first > last:
        return None
    if tags[first] == PRONOUN:
        rest = range(first + 1, last + 1)
        if all(low[number] in _TRAILING or is_adverb(sentence, number) for number in rest):
            return Phrase(first, first, first, PRONOMINAL)
        if sentence.low[first + 1] in _INSIDE:
            return Phrase(first, last, first, PRONOMINAL)
        return _nearest(sentence, first, last, words)
    if tags[first] == PREPOSITION:
        return _nearest(sentence, first, last, words)
    head = _head(sentence, first, last, words)
    kind = kind_of(sentence, head, words) if head >= first else None
    if kind in (None, OTHER):
        for number in range(first, head):
            if kind_of(sentence, number, words) in (ROLE, BODY, NAME) and not low[number].endswith(("'s", "s'")):
                return Phrase(first, number, number, kind_of(sentence, number, words) or OTHER)
    if kind is None:
        return _nearest(sentence, first, last, words)
    return Phrase(first, max(head, _trimmed(sentence, head, last)), head, kind)


def _head(sentence: Sentence, first: int, last: int, words: Words) -> int:
    """The last word before a preposition, a relative clause or a participle; of “dozens of neighbours” the neighbours."""
    tags, low = sentence.tags, sentence.low
    at = first
    while at <= last:
        tag = tags[at]
        if tag in (PREPOSITION, RELATIVE, COMMA, BREAK, CLOSING, CONJUNCTION, AUXILIARY):
            if low[at] == "of" and at > first and low[at - 1] in _AMOUNTS and at < last:
                return _head(sentence, at + 1, last, words)
            break
        if first < at < last and _is_participle(sentence, at) and kind_of(sentence, at - 1, words) in SPEAKERS:
            break
        at += 1
    head = at - 1
    while head > first and (is_adverb(sentence, head) or low[head] in _TRAILING or tags[head] in (TIME, AND)):
        head -= 1
    return head


def _is_participle(sentence: Sentence, at: int) -> bool:
    return sentence.tags[at] == "" and sentence.low[at].endswith("ing") and sentence.words[at][0].islower()


def _trimmed(sentence: Sentence, head: int, last: int) -> int:
    """Where a phrase ends that belongs to its head: “of the force”, not “in a statement”."""
    at = head + 1
    while at <= last:
        tag = sentence.tags[at]
        if (
            tag == PREPOSITION
            and sentence.low[at] not in _INSIDE
            or tag in (RELATIVE, COMMA, TIME, AUXILIARY, CONJUNCTION)
        ):
            break
        if tag in (BREAK, CLOSING) or is_adverb(sentence, at) or sentence.low[at] in _TRAILING:
            break
        at += 1
    return at - 1


def _nearest(sentence: Sentence, first: int, last: int, words: Words) -> Phrase | None:
    """The shortest phrase at the end of words that open with a preposition: “in a statement the force”."""
    tags = sentence.tags
    kind = kind_of(sentence, last, words)
    if kind is None or kind == OTHER:
        return None
    at = last
    if kind != PRONOMINAL:
        while at > first:
            tag = tags[at - 1]
            if tag == DETERMINER:
                at -= 1
                break
            if tag or sentence.words[at - 1][0].islower() and sentence.words[at][0].isupper():
                break
            at -= 1
    if at > first and sentence.tags[at - 1] == PREPOSITION:
        if sentence.low[at - 1] not in _INSIDE or at - 2 < first:
            return None
        outer = _nearest(sentence, first, at - 2, words)
        return Phrase(outer.first, last, outer.head, outer.kind) if outer else None
    return Phrase(at, last, last, kind)


def _antecedent(sentence: Sentence, relative: int, words: Words) -> Phrase | None:
    last = relative - 1
    if last >= 0 and sentence.tags[last] == COMMA:
        last = _before_additions(sentence, last)
    if last < 0:
        return None
    if sentence.tags[last] == CLOSING:
        last = _opening(sentence, last) - 1
    start = clause_start(sentence, last, words)
    phrase = _parsed(sentence, start, last, words)
    if sentence.tags[relative - 1] != COMMA and phrase is not None:
        nearest = _nearest(sentence, start, last, words)
        return nearest or phrase
    return phrase


def subject_behind(sentence: Sentence, first: int, words: Words) -> tuple[Phrase, int] | None:
    """The subject that begins at word number `first`, behind a verb, and the number of the word after it."""
    tags, low = sentence.tags, sentence.low
    end, count = first, len(low)
    stop = min(count, first + _WIDE_REACH)
    while end < stop:
        tag = tags[end]
        if tag in (COMMA, SPEECH, BREAK, CONJUNCTION, RELATIVE, TIME, AUXILIARY, DUMMY):
            break
        if tag == CLOSING or tag == PREPOSITION and (low[end] not in _INSIDE or end == first):
            break
        if tag == AND and (end == first or not _may_join(sentence, end, words)):
            break
        if tag == PRONOUN:
            end += end == first
            break
        if is_adverb(sentence, end) and low[end] != "first":
            break
        if end > first and tag == "" and low[end].endswith("ing") and sentence.words[end][0].islower():
            break
        end += 1
    if end == first or end < count and tags[end] == AUXILIARY and low[end] != "to":
        return None
    head = _head(sentence, first, end - 1, words)
    kind = kind_of(sentence, head, words) if head >= first else None
    if kind is None:
        return None
    phrase = Phrase(first, end - 1, head, kind)
    if kind == ROLE and end + 1 < count and tags[end] == COMMA and is_capital(sentence, end + 1):
        name = end + 1
        while name < count and is_capital(sentence, name):
            name += 1
        if name - end > 2 and (name == count or tags[name] in (COMMA, BREAK, SPEECH)):
            return Phrase(first, name - 1, name - 1, NAME), name
    return phrase, end


def _may_join(sentence: Sentence, at: int, words: Words) -> bool:
    if at + 1 >= len(sentence.low):
        return False
    behind = at + 1
    return (
        is_capital(sentence, behind) or sentence.tags[behind] == DETERMINER or kind_of(sentence, behind, words) == ROLE
    )


def stretch_of(sentence: Sentence, phrase: Phrase) -> Stretch:
    """Where a phrase stands in its block, without the ’s of a possessor."""
    end = sentence.ends[phrase.last]
    if phrase.last == phrase.head and phrase.kind != PRONOMINAL:
        word = sentence.low[phrase.last]
        end -= 2 if word.endswith("'s") else 1 if word.endswith("s'") else 0
    return Stretch(0, sentence.starts[phrase.first], end)
