"""The words of a sentence that lead from something said to whoever said it, each with its source.

Knows reporting verbs with their subjects, “according to”, nouns such as “claim”, courts that hear, and adverbs such as
“allegedly”. Does not know what is said: see `attribution` for claims, `speakers` for quotations.
"""

from collections.abc import Sequence
from itertools import compress
from typing import Final, NamedTuple

from ethicslint.analysis.quotations import Quotation
from ethicslint.analysis.saying import (
    ACCORDING,
    ADVERB,
    AND,
    AUXILIARY,
    BREAK,
    CLOSING,
    COMMA,
    CONJUNCTION,
    DETERMINER,
    NOUN,
    PREPOSITION,
    PRONOUN,
    QUOTING,
    RELATIVE,
    SPEECH,
    TIME,
    VERB,
    WIDE,
    Sentence,
    Words,
    is_adverb,
    is_capital,
    read,
)
from ethicslint.analysis.subjects import (
    BODY,
    DOCUMENT,
    GROUP,
    NAME,
    OTHER,
    PRONOMINAL,
    ROLE,
    SPEAKERS,
    Phrase,
    kind_of,
    subject_before,
    subject_behind,
)


class Cue(NamedTuple):
    """A cue: numbers of the first and last word of its group and of the verb or noun itself.

    `form`: "finite", "participle", "infinitive", "passive", "according", "noun", "document", "adverb". `kind` is the sum of
    the classes of the word. `subject` is the source, and `inverted` whether it stands behind the verb; `next` is the first
    word that belongs neither to the group nor to an inverted subject. `embedded`: inside what somebody else said or heard.
    """

    first: int
    last: int
    at: int
    form: str
    kind: int
    subject: Phrase | None
    inverted: bool
    next: int
    embedded: bool


_BEING: Final = frozenset(
    ("is", "are", "was", "were", "be", "been", "being", "isn't", "wasn't", "weren't", "aren't", "got")
)
_PAST: Final = frozenset(
    """said told thought known knew heard understood held found saw seen shown felt written wrote read put spoke spoken swore
    sworn meant made gave laid set sang began went hit chose foresaw forgot sent""".split()
)
_HEARERS: Final = frozenset(
    "court jury inquest tribunal hearing panel jurors judge magistrates inquiry commission committee sheriff bench trial".split()
)
HEARING: Final = frozenset(("hear", "hears", "heard"))
_FINDING: Final = frozenset("find finds found show shows showed indicate indicates indicated".split())
_TELLING: Final = frozenset(
    "tell tells told assure assures assured inform informs informed remind reminds reminded".split()
)
_ADDRESSED: Final = frozenset(
    """tell tells told telling remind reminds reminded assure assures assured inform informs informed warn warns warned advise
    advises advised ask asks asked""".split()
)
_HEARSAY: Final = frozenset(
    """said believed alleged reported thought understood accused suspected claimed rumoured rumored expected known estimated
    considered described deemed feared""".split()
)
_REDUCED: Final = frozenset(("of", "by", "as", "with"))


def cues(sentence: Sentence, words: Words) -> list[Cue]:
    """The cues of a sentence, in order."""
    table = words.cues
    found: list[Cue] = []
    for number in compress(range(len(sentence.low)), map(table.__contains__, sentence.low)):
        kind = table[sentence.low[number]]
        cue = _according(sentence, number, words) if kind == ACCORDING else _cue(sentence, number, kind, words, found)
        if cue is not None:
            found.append(cue)
    if not found and sentence.tags and sentence.low[0] in ("in", "from") and (cue := _document(sentence, words)):
        found.append(cue)
    return found


def _according(sentence: Sentence, at: int, words: Words) -> Cue | None:
    if sentence.low[at + 1 : at + 2] != ["to"]:
        return None
    behind = subject_behind(sentence, at + 2, words)
    if behind is None:
        return None
    phrase, after = behind
    if phrase.kind == OTHER and sentence.low[phrase.head] in (
        "plan",
        "schedule",
        "law",
        "need",
        "size",
        "age",
        "height",
    ):
        return None
    return Cue(at, at + 1, at, "according", VERB, phrase, True, after, False)


def _document(sentence: Sentence, words: Words) -> Cue | None:
    """“In court documents, …” at the start of a sentence."""
    behind = subject_behind(sentence, 1, words)
    if behind is None or behind[0].kind != DOCUMENT:
        return None
    after = behind[1]
    stop = min(len(sentence.low), after + 10)
    while after < stop and sentence.tags[after] != COMMA:
        if sentence.tags[after] in (BREAK, SPEECH):
            return None
        after += 1
    if after >= stop:
        return None
    return Cue(0, 0, 0, "document", VERB, behind[0], True, after, False)


def _cue(sentence: Sentence, at: int, kind: int, words: Words, earlier: list[Cue]) -> Cue | None:
    low, tags = sentence.low, sentence.tags
    if kind == ADVERB:
        return Cue(at, at, at, "adverb", ADVERB, None, False, at + 1, False)
    last = at
    word = low[at]
    following = low[at + 1] if at + 1 < len(low) else ""
    if word in words.phrases and following in words.phrases[word]:
        kind, last = kind | VERB, at + 1
    if at and sentence.words[at][0].isupper() and not _is_titled(sentence):
        return None
    noun = _noun(sentence, at, kind, words)
    if noun is not None:
        return noun
    if not kind & (VERB | WIDE | QUOTING) or _is_noun(sentence, at, kind, words):
        return None
    first = at
    passive = negated = infinitive = False
    while first:
        before = low[first - 1]
        if tags[first - 1] == AUXILIARY:
            passive |= before in _BEING and first == at or before in _BEING and first > 0 and not word.endswith("ing")
            infinitive |= before == "to"
        elif not is_adverb(sentence, first - 1) and not (
            before == "since" and first > 1 and tags[first - 2] == AUXILIARY
        ):
            break
        negated |= before == "not" or before.endswith("n't") or before == "never"
        first -= 1
    if word.endswith("ing") and first == at or infinitive and first and low[first] == "to":
        form = "participle" if word.endswith("ing") else "infinitive"
        return Cue(first, last, at, form, kind, _main_subject(sentence, first, words, earlier), False, last + 1, False)
    if word.endswith("ing"):
        passive = False
    if passive and (word.endswith("ed") or word in _PAST):
        return _passive(sentence, first, at, kind, words)
    return _finite(sentence, first, last, at, kind, words, earlier)


def _is_titled(sentence: Sentence) -> bool:
    """Whether most words have capitals, as in a headline."""
    return 2 * sum([word[0].isupper() for word in sentence.words]) > len(sentence.words)


def _noun(sentence: Sentence, at: int, kind: int, words: Words) -> Cue | None:
    """“Roe's claim that”, “the allegation that”, “his warning:”."""
    if not kind & NOUN or at == 0:
        return None
    low, tags = sentence.low, sentence.tags
    following = low[at + 1] if at + 1 < len(low) else ""
    owner = at - 1
    while owner > 0 and tags[owner] == "" and not is_owner(low[owner]) and at - owner < 3:
        owner -= 1
    possessed = is_owner(low[owner]) or low[owner] in ("his", "her", "their")
    if not possessed and not (following == "that" and tags[owner] == DETERMINER):
        return None
    if following not in ("that", "of", "about", ":") and at + 1 not in sentence.sealed:
        return None
    if not possessed and owner and tags[owner - 1] == PREPOSITION:
        return None  # “said in a statement that”
    if not possessed:
        return Cue(owner, at, at, "noun", NOUN, None, False, at + 1, False)
    phrase = _owner(sentence, owner, words)
    return Cue(phrase.first, at, at, "noun", NOUN, phrase, False, at + 1, False) if phrase else None


def is_owner(word: str) -> bool:
    return word.endswith(("'s", "s'")) and len(word) > 3 and word not in ("it's", "he's", "she's", "that's", "there's")


def _owner(sentence: Sentence, at: int, words: Words) -> Phrase | None:
    """The phrase of a possessive that ends with word number `at`."""
    if sentence.low[at] in ("his", "her", "their"):
        return Phrase(at, at, at, PRONOMINAL)
    first = at
    while first and (
        sentence.tags[first - 1] == "" and sentence.words[first - 1][0].isupper() == sentence.words[at][0].isupper()
    ):
        first -= 1
    if first and sentence.tags[first - 1] == DETERMINER:
        first -= 1
    kind = kind_of(sentence, at, words) if sentence.words[at][0].isalpha() else None
    return Phrase(first, at, at, kind) if kind in SPEAKERS and kind != DOCUMENT else None


def _is_noun(sentence: Sentence, at: int, kind: int, words: Words) -> bool:
    """Whether a word that can be a verb stands where a noun or an adjective stands: the report, reported attacks."""
    low, tags = sentence.low, sentence.tags
    word = low[at]
    if at == 0:
        return not kind & VERB or word in words.documents or len(low) < 2 or not is_capital(sentence, 1)
    before, tag = low[at - 1], tags[at - 1]
    past = word.endswith("ed") or word in _PAST
    if tag == DETERMINER and before not in _PRONOMINAL and not (before == "her" and past):
        return True
    if before.endswith("s'") and len(before) > 3:
        return True
    if word.endswith("ing"):
        return False
    if tag == PREPOSITION or before.endswith("'s") and is_owner(before):
        return True
    if past:
        return False
    double = kind & NOUN or word in _DOUBLE or word in words.documents or word in words.organisations
    if double and not _says_something(sentence, at + 1):
        return True
    return not _agrees(sentence, at, words)


_DOUBLE: Final = frozenset("state states rule rules".split())


def _says_something(sentence: Sentence, number: int) -> bool:
    """Whether the words from this one on may be what a verb says: a clause, a name, a quotation; not “rules empower”."""
    if number >= len(sentence.low):
        return True
    tag = sentence.tags[number]
    return (
        bool(tag and tag not in (AUXILIARY, TIME, AND)) or is_capital(sentence, number) or is_adverb(sentence, number)
    )


def _agrees(sentence: Sentence, at: int, words: Words) -> bool:
    """Whether a verb in the present agrees with the word before it: “police say”, “Roe says”; not “the suicide rate”."""
    low, tags = sentence.low, sentence.tags
    before = at - 1
    while before > 0 and (is_adverb(sentence, before) or tags[before] == TIME):
        before -= 1
    tag, word = tags[before], low[before]
    ends_in_s = low[at].endswith("s") and not low[at].endswith("ss")
    if word in _SEVERAL:
        return not ends_in_s
    if tag in (PRONOUN, AUXILIARY, RELATIVE, CLOSING, COMMA, SPEECH, BREAK) or word in _PRONOMINAL:
        return True
    kind = kind_of(sentence, before, words)
    if kind is None or kind == OTHER and low[at] not in ("say", "says", "tell", "tells"):
        return False
    if kind == BODY and sentence.words[before][0].islower() and not word.endswith("s") and words.cues[low[at]] & NOUN:
        return DETERMINER in tags[max(0, before - 4) : before]  # “government promises” are a noun
    if sentence.words[before][0].isupper() and word.endswith("s") or kind == BODY:
        return True
    plural = word.endswith("s") or word in _PLURALS or AND in tags[max(0, before - 4) : before]
    return plural != ends_in_s


_PRONOMINAL: Final = frozenset("this all both many some others another few one that who several most".split())
_SEVERAL: Final = frozenset("all both many some others few most several".split())
_PLURALS: Final = frozenset("people men women children police".split())


def _passive(sentence: Sentence, first: int, at: int, kind: int, words: Words) -> Cue | None:
    """“The court was told that …”, “he is said to have …”, “was first reported by the Echo”."""
    low = sentence.low
    following = low[at + 1] if at + 1 < len(low) else ""
    if low[at] in ("told", "heard"):
        subject = subject_before(sentence, first, words)
        if subject is not None and low[subject.head] in _HEARERS:
            return Cue(first, at, at, "finite", VERB, subject, False, at + 1, False)
        return None
    if following == "by":
        behind = subject_behind(sentence, at + 2, words)
        if behind is not None and behind[0].kind in SPEAKERS and kind & VERB:
            return Cue(first, at + 1, at, "passive", kind, behind[0], True, behind[1], False)
        return None
    if low[at] in _HEARSAY and following in ("to", "that", "of"):
        return Cue(first, at, at, "passive", kind, None, False, at + 1, False)
    return None


def _finite(
    sentence: Sentence, first: int, last: int, at: int, kind: int, words: Words, earlier: list[Cue]
) -> Cue | None:
    low, tags = sentence.low, sentence.tags
    word = low[at]
    following = low[at + 1] if at + 1 < len(low) else ""
    reduced = word.endswith("ed") and following in _REDUCED and kind & WIDE and not kind & VERB
    if reduced and (following != "as" or first == at and tags[at - 1] == ""):
        return None  # “a man accused of”, “a house described as”
    if first == at and _may_be_inverted(sentence, at) and (kind & (VERB | QUOTING) or at - 1 in sentence.sealed):
        behind = subject_behind(sentence, last + 1, words)
        if behind is not None and _is_inverted(sentence, at, behind):
            return Cue(first, last, at, "finite", kind, behind[0], True, behind[1], False)
    subject = subject_before(sentence, first, words) if first else None
    if subject is None:
        if not first or sentence.tags[first - 1] not in ("&", COMMA, '"'):
            return None
        subject = _main_subject(sentence, first, words, earlier)
        if subject is None:
            return None
        return Cue(first, last, at, "participle", kind, subject, False, last + 1, False)
    if word in HEARING:
        if low[subject.head] not in _HEARERS:
            return None
        kind |= VERB
    elif word in _FINDING and (subject.kind == DOCUMENT or low[subject.head] in _HEARERS):
        kind |= VERB
    return Cue(first, last, at, "finite", kind, subject, False, last + 1, _is_embedded(sentence, subject, earlier))


def _may_be_inverted(sentence: Sentence, at: int) -> bool:
    return at == 0 or sentence.tags[at - 1] in (SPEECH, COMMA, BREAK) or at - 1 in sentence.sealed


def _is_inverted(sentence: Sentence, at: int, behind: tuple[Phrase, int]) -> bool:
    phrase, after = behind
    if sentence.low[at] in _TELLING or sentence.low[at] in _ADDRESSED and phrase.kind != NAME:
        return False
    tags, low = sentence.tags, sentence.low
    ends = after >= len(low) or tags[after] in (COMMA, BREAK, SPEECH, TIME, PREPOSITION, CONJUNCTION, "r", "&")
    if phrase.kind == PRONOMINAL:
        return ends and phrase.head == phrase.last and low[phrase.head] in ("he", "she", "they", "i", "we")
    if at and (tags[at - 1] == SPEECH or at - 1 in sentence.sealed):
        return phrase.kind in SPEAKERS or ends
    if at > 1 and tags[at - 1] == COMMA and at - 2 in sentence.sealed:
        return phrase.kind in SPEAKERS or ends
    return phrase.kind in SPEAKERS and (ends or low[after].endswith("ing") or is_adverb(sentence, after))


def _is_embedded(sentence: Sentence, subject: Phrase, earlier: list[Cue]) -> bool:
    """Whether the clause is part of what somebody else said or heard: “heard how he warned her”."""
    before = subject.first - 1
    if before < 0 or not earlier:
        return False
    cue = earlier[-1]
    if sentence.low[before] in ("how", "that", "what", "when", "why", "where"):
        return cue.form == "finite" and cue.last < before
    return cue.form == "finite" and not cue.inverted and cue.last == before


def is_far(sentence: Sentence, cue: Cue) -> bool:
    """Whether so many words, and no comma, stand between a verb and its subject that the subject may be another one."""
    if cue.subject is None or cue.inverted or cue.form != "finite":
        return False
    between = sentence.tags[cue.subject.last + 1 : cue.first]
    return len(between) > _NEAR and COMMA not in between and CLOSING not in between and RELATIVE not in between


_NEAR: Final = 7


def _main_subject(sentence: Sentence, at: int, words: Words, earlier: list[Cue]) -> Phrase | None:
    """The subject of the sentence as far as word number `at`: of its last finite cue, or whoever opens the sentence."""
    for cue in reversed(earlier):
        if cue.form == "finite" and cue.subject is not None and not cue.embedded:
            return cue.subject
    return opening_subject(sentence, at, words)


def opening_subject(sentence: Sentence, stop: int, words: Words) -> Phrase | None:
    """Who or what the sentence, up to word number `stop`, opens with: a name, a role, a body or a pronoun."""
    start = 0
    if (
        start < stop
        and sentence.tags[start] in ("&", CONJUNCTION)
        and sentence.low[start] in ("but", "and", "so", "yet")
    ):
        start += 1
    while start < stop and (is_adverb(sentence, start) or sentence.tags[start] == COMMA):
        start += 1
    if (
        start < stop
        and sentence.tags[start] in (PREPOSITION, CONJUNCTION)
        or start < stop
        and sentence.low[start].endswith("ing")
    ):
        while start < stop and sentence.tags[start] != COMMA:
            if sentence.tags[start] in (SPEECH, BREAK):
                return None
            start += 1
        start += 1
    if start >= stop:
        return None
    behind = subject_behind(sentence, start, words)
    if behind is None:
        # An auxiliary may follow: “Roe is …”.
        end = start
        while end < stop and sentence.tags[end] not in (AUXILIARY, COMMA, SPEECH, BREAK):
            end += 1
        if end == start:
            return None
        phrase = subject_before(sentence, end, words)
        return phrase if phrase is not None and phrase.kind in SPEAKERS and phrase.first >= start else None
    return _without_predicate(sentence, behind[0], words)


def _without_predicate(sentence: Sentence, phrase: Phrase, words: Words) -> Phrase | None:
    """“Roe left the house”: a verb that is no cue is taken for part of a phrase, so only what opens it is certain."""
    at = phrase.first
    if is_capital(sentence, at) and kind_of(sentence, at, words) == NAME:
        end = at
        while end < phrase.last and is_capital(sentence, end + 1):
            end += 1
        if not is_owner(sentence.low[end]):
            return Phrase(at, end, end, kind_of(sentence, end, words) or NAME)
        at = end + 1
    for number in range(at, phrase.last + 1):
        kind = kind_of(sentence, number, words)
        if kind == OTHER and sentence.low[number].endswith("ed"):
            return None
        if kind in (NAME, ROLE, BODY, PRONOMINAL, GROUP) and not is_owner(sentence.low[number]):
            end = number
            while end < phrase.last and (
                kind_of(sentence, end + 1, words) in (ROLE, BODY) or is_capital(sentence, end + 1)
            ):
                end += 1
            return Phrase(phrase.first, end, end, kind_of(sentence, end, words) or kind)
    return None


class Reading(NamedTuple):
    """The sentences of one block, each with its cues."""

    sentences: list[Sentence]
    cues: list[list[Cue]]


def reading(
    text: str, quotations: Sequence[Quotation], words: Words, spans: Sequence[tuple[int, int]] | None = None
) -> Reading:
    """What `speakers` and `attribution` need to know of one block, worked out once for both; `spans` are its sentences."""
    lines = read(text, quotations, spans)
    return Reading(lines, [cues(line, words) for line in lines])
