"""The constructions that put a speaker beside a quotation in the same sentence.

Knows “…,” X said; X said: “…”; according to X; X's statement: “…”; labels; transcripts inside quotation marks. Each answers for
one quotation with a phrase and a confidence. Knows nothing of other sentences.
"""

import re
from typing import Final, NamedTuple

from ethicslint.analysis.cues import HEARING, Cue, is_far
from ethicslint.analysis.saying import (
    BREAK,
    COMMA,
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
)
from ethicslint.analysis.subjects import (
    BODY,
    GROUP,
    NAME,
    OTHER,
    PRONOMINAL,
    ROLE,
    Phrase,
    kind_of,
    subject_behind,
)


class Found(NamedTuple):
    """A speaker as one construction sees it; `cue` are the numbers of the first and last word of what shows it."""

    phrase: Phrase
    how: str
    confidence: str
    cue: tuple[int, int]
    label: tuple[int, int] | None = None  # offsets of a speaker named within the quotation


_DASHES: Final = frozenset(("—", "–", "―", "--", "-"))
_CUE_REACH, _COLON_REACH = 16, 30
_TRANSCRIPT = re.compile(r"[\"“‘'«]\s*(?P<who>[A-Z][A-Z.'’ -]{1,38}[A-Z])(?: \([^)]{1,30}\))?:")


def inside(sentence: Sentence, at: int, text: str) -> Found | None:
    """A transcript within quotation marks: “ROE: Good morning.”"""
    quotation = sentence.sealed[at]
    found = _TRANSCRIPT.match(text, quotation.start, quotation.end)
    if found is None:
        return None
    return Found(Phrase(at, at, at, NAME), "label", "high", (at, at), found.span("who"))


def after(sentence: Sentence, at: int, found: list[Cue], words: Words) -> Found | None:
    """“…,” X said; “…,” said X; “…,” according to X; “…” — X."""
    tags, low = sentence.tags, sentence.low
    first = at + 1
    while first < len(low) and tags[first] == COMMA:
        first += 1
    for cue in found:
        if cue.last < at or cue.subject is None:
            continue
        begin = cue.first if cue.inverted else cue.subject.first
        if begin < first:
            continue
        if not all([tags[number] == TIME or is_adverb(sentence, number) for number in range(first, begin)]):
            break
        if cue.form == "according":
            return Found(cue.subject, "according", _tier(sentence, cue, "high"), (cue.first, cue.last))
        if cue.form != "finite" or not cue.kind & (VERB | QUOTING) and first == at + 1:
            continue
        if sentence.sealed[at].kind != "speech" and not _ends_clause(sentence, cue):
            break
        return Found(cue.subject, "after", _tier(sentence, cue, "high"), (cue.first, cue.last))
    if first < len(low) and low[first] in _DASHES and first + 1 < len(low) and is_capital(sentence, first + 1):
        behind = subject_behind(sentence, first + 1, words)
        if (
            behind
            and behind[0].kind in (NAME, ROLE)
            and (behind[1] >= len(low) or tags[behind[1]] in (BREAK, COMMA, SPEECH))
        ):
            return Found(behind[0], "after", "medium", (first, first))
    return None


def _ends_clause(sentence: Sentence, cue: Cue) -> bool:
    return cue.next >= len(sentence.low) or sentence.tags[cue.next] in (COMMA, BREAK, TIME, "p", SPEECH)


def _tier(sentence: Sentence, cue: Cue, tier: str) -> str:
    """The confidence of a construction, less where the speaker is of a doubtful kind."""
    if cue.subject is None or cue.subject.kind == OTHER or cue.embedded or is_far(sentence, cue):
        return "low"
    if sentence.low[cue.at] in HEARING:
        return "low"  # whoever hears something has not said it
    if tier == "high" and (not cue.kind & (VERB | QUOTING) or cue.form not in ("finite", "according")):
        return "medium"
    return tier


def before(sentence: Sentence, at: int, found: list[Cue]) -> Found | None:
    """X said: “…”; X said the plan was “…”; adding that “…”. The nearest cue counts, a reporting verb before any other."""
    if not at:
        return None
    doubtful: Found | None = None
    for cue in reversed(found):
        if cue.last >= at or cue.subject is None or cue.form in ("noun", "document", "adverb"):
            continue
        if at - cue.next > _COLON_REACH or ";" in sentence.low[cue.next : at] or "." in sentence.low[cue.next : at]:
            break
        one = _led_up(sentence, at, cue)
        if one is None:
            continue
        direct = at - cue.next <= 1 or cue.embedded and sentence.low[at - 1] in (":", ",")
        if cue.form == "finite" and cue.kind & (VERB | QUOTING) and not cue.embedded or direct:
            return one
        doubtful = doubtful or one
    return doubtful


def _led_up(sentence: Sentence, at: int, cue: Cue) -> Found | None:
    tags = sentence.tags
    joined, gap = sentence.low[at - 1], at - cue.next
    assert cue.subject is not None
    shown = cue.first, cue.last
    if cue.form == "according":
        return Found(cue.subject, "according", "medium", shown) if gap <= 3 or cue.first <= 1 else None
    if cue.form == "passive":
        return None
    if cue.first and tags[cue.first - 1] == RELATIVE and gap > 2:
        return None
    if cue.subject.kind == OTHER and not cue.kind & VERB:
        return None
    how = "participle" if cue.form == "participle" else "before"
    spoken = bool(cue.kind & (VERB | QUOTING))
    interrupted = cue.first and SPEECH in tags[max(0, cue.first - 8) : cue.first] and gap <= 6
    if interrupted and joined in (",", "."):
        return Found(cue.subject, how, _tier(sentence, cue, "high"), shown)
    if joined in (":", "that") or gap == 0 or joined == "," and gap <= _CUE_REACH:
        between = SPEECH in tags[cue.next : at]
        return Found(cue.subject, how, _tier(sentence, cue, "high" if spoken and not between else "medium"), shown)
    if not cue.kind & (VERB | WIDE):
        return None
    return Found(cue.subject, how, _tier(sentence, cue, "medium" if cue.kind & VERB or gap <= 4 else "low"), shown)


def possessive(sentence: Sentence, at: int, found: list[Cue]) -> Found | None:
    """Roe's claim that “…”; his statement: “…”."""
    for cue in reversed(found):
        if cue.form in ("noun", "document") and cue.subject is not None and 0 <= at - cue.last <= 5:
            return Found(cue.subject, "possessive", "medium", (cue.first, cue.last))
    return None


def label_phrase(sentence: Sentence, colon: int, words: Words) -> Phrase | None:
    """The speaker that the label ending with the colon at word number `colon` names, if it names one."""
    last = colon - 1
    if last >= 0 and sentence.words[last] == ")":
        while last >= 0 and sentence.words[last] != "(":
            last -= 1
        last -= 1
    if not 0 <= last < 6:
        return None
    low, tags = sentence.low, sentence.tags
    if last and low[last] in words.cues and words.cues[low[last]] & 8 or low[last] in words.documents:
        owner = last - 1
        if owner >= 0 and low[owner] in ("his", "her"):
            return Phrase(owner, owner, owner, PRONOMINAL)
        if owner >= 0 and low[owner].endswith(("'s", "s'")):
            kind = kind_of(sentence, owner, words)
            return Phrase(0, owner, owner, kind) if kind in (NAME, ROLE, BODY) else None
        return None
    named = all([is_capital(sentence, number) or sentence.words[number][0].isupper() for number in range(last + 1)])
    kind = kind_of(sentence, last, words)
    if kind in (ROLE, GROUP, BODY):
        return Phrase(0, last, last, kind)
    return Phrase(0, last, last, NAME) if named and kind == NAME and tags[0] == "" else None


def label_confidence(sentence: Sentence, phrase: Phrase) -> str:
    """A label of several words or in capitals is a name, a role is a role; one word alone may be anything."""
    word = sentence.words[phrase.head]
    if phrase.kind == NAME and (phrase.last > phrase.first or word.isupper() and len(word) > 1):
        return "high" if word.isupper() else "medium"
    return "medium" if phrase.kind in (ROLE, BODY, PRONOMINAL) else "low"


def asks_you(text: str, sentence: Sentence, at: int, label: Phrase) -> bool:
    """Whether a labelled quotation asks a question of “you”: a label that is no role may name who is asked."""
    quotation = sentence.sealed[at]
    said = text[quotation.start : quotation.end].lower()
    return (
        "?" in said[-3:]
        and re.search(r"\byou", said) is not None
        and (label.kind != ROLE and not sentence.words[0].isupper())
    )
