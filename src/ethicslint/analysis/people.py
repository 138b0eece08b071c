"""The names in a text with what the words around them say: title, part in the case, age, sex, whose relative.

Knows names by evidence only: a title, a common given name, an age behind the name, a role beside it. Knows nothing of which names
are one person's (`analysis.identity`), nor of pronouns further off than the next word.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import regex

from ethicslint.analysis import names
from ethicslint.analysis.identity import AGE, ROLE, SPEECH, TITLE, Memory, Mention, Person, Relation, Sighting, join
from ethicslint.analysis.names import GIVEN, LOOSE, Part
from ethicslint.lexicon.letters import any_of

__all__ = ["SETS", "Memory", "Mention", "Person", "Relation", "Sighting", "Words", "join", "local", "words"]

_BEFORE: Final = {
    "role-accused-noun": "accused",
    "role-convicted-noun": "convicted",
    "role-harmed-noun": "harmed",
    "role-complainant-noun": "complainant",
    "role-witness-noun": "witness",
    "role-relative": "relative",
}
_VERBS: Final = ("convicted", "accused", "harmed", "complainant", "witness")
_APPOSITIONS: Final = ("officer", "lawyer", "judge", "witness")
SETS: Final = (
    *names.SETS,
    *_BEFORE,
    *(f"role-{role}-verb" for role in _VERBS),
    "role-lawyer-verb",
    *(f"role-apposition-{role}" for role in _APPOSITIONS),
    "role-speech-verb",
)
"""The vocabulary sets this analysis needs."""

_REACH: Final = 60
_FAR: Final = 200
_GOES_ON: Final = frozenset((" ", ",", "("))
_NO_ROLES: Final[frozenset[str]] = frozenset()
_DONE_TO: Final = frozenset(("accused", "convicted", "harmed", "relative"))
_AGE: Final = regex.compile(
    r"[ ]?[,(][ ]*(?:who[ ]is[ ]|(?:then[ ]|now[ ])?aged[ ]+|then[ ]|now[ ])?(?P<age>1?\d{1,2})"
    r"(?=[,;)]|\.(?:[ ]|$)|[ ](?:of|from|and|was|is|who|has|had|appeared|admitted|denied|pleaded)\b|$)(?!,\d)"
    r"|,?[ ](?:who[ ]is|was|is)[ ](?:aged[ ])?(?P<is>1?\d{1,2})(?=[,;.]|[ ](?:when|at[ ]the[ ]time|years[ ]old)\b)"
)
_AGE_BEFORE: Final = regex.compile(r"\b(?P<age>1?\d{1,2})-year-old,?[ ](?:[\p{L}-]+[ ]){0,3}\Z")
_SELF: Final = regex.compile(
    r"[ ](?:himself|(?P<f>herself))\b|[ ]and[ ](?:his|(?P<f>her))[ ]|,[ ](?:who[ ](?:is|was)[ ])?in[ ](?:his|(?P<f>her))[ ]"
)
_WHOSE: Final = regex.compile(
    r"(?:(?P<pronoun>his|her|their|my|our)|(?P<name>\p{Lu}[\p{L}-]*(?:[ ]\p{Lu}[\p{L}-]*){0,3})'s?|(?P<noun>[\p{L}-]+)'s?)[ ]"
    r"(?:[\p{L}-]+[ ]){0,2}\Z"
)
_FAMILY: Final = frozenset(
    """family case trial murder murders killing brothers sisters household home estate inquest inquiry children twins
    investigation appeal verdict jury hearing tapes affair parents""".split()
)
# With the first words of verbs, what may stand behind a name and says something about the person.
_LEADING: Final = frozenset("himself herself and who was is also later now then".split()) | {
    "allegedly",
    "formally",
    "reportedly",
}
_PLACE_WORDS: Final = frozenset(("in", "near", "across", "throughout", "outside"))
_MALE: Final = frozenset(
    "mr sir lord father brother prince king imam congressman policeman businessman spokesman actor baron shri".split()
)
_FEMALE: Final = frozenset(
    "mrs ms miss dame lady baroness sister princess queen congresswoman policewoman businesswoman spokeswoman actress smt".split()
)


class Words(NamedTuple):
    """The patterns and words of this analysis, made from a lexicon once."""

    names: names.Names
    before: dict[str, str]
    last: frozenset[str]
    verbs: "regex.Pattern[str]"
    apposition: "regex.Pattern[str]"
    speech: "regex.Pattern[str]"
    next: frozenset[str]


def words(sets: Mapping[str, Sequence[str]]) -> Words:
    """Compile the patterns from the vocabulary sets named in SETS."""
    known = names.Names(sets)
    before = dict.fromkeys(known.titles, "title")
    before |= {word: role for name, role in _BEFORE.items() for word in sets[name]}
    verbs = "|".join(rf"(?P<{role}>{any_of(sets[f'role-{role}-verb'])})" for role in _VERBS)
    nouns = "|".join(rf"(?P<{role}>{any_of(sets[f'role-apposition-{role}'])})" for role in _APPOSITIONS)
    return Words(
        known,
        before,
        frozenset(word.split()[-1] for word in before),
        regex.compile(
            r"(?:[ ]?\(\d{1,3}\)|,[ ]\d{1,3},?|,[^.;:!?,]{1,80}(?:,[^.;:!?,]{1,60})?,)?[ ](?:who[ ])?"
            rf"(?:(?!not\b)\w+ly[ ]|also[ ]|later[ ]|now[ ]|then[ ])?(?:{verbs})\b"
        ),
        regex.compile(
            rf",[ ](?:(?:\d{{1,3}}|[QKS]C),[ ])?(?:(?P<counsel>{any_of(sets['role-lawyer-verb'])})\b"
            r"|(?:(?:the|a|an|one[ ]of[ ]the|(?P<pronoun>his|her|their)|(?P<name>\p{Lu}[\p{L}-]*(?:[ ]\p{Lu}[\p{L}-]*){0,3})'s?"
            r"|(?:the|a)[ ](?P<noun>[\p{L}-]+)'s?)[ ])?(?:(?!for\b|of\b|and\b|with\b)[\p{L}-]+[ ]){0,3}?"
            rf"(?:(?P<relative>{any_of(sets['role-relative'])})|{nouns})\b"
            r"(?!'s|[ ](?:and|of[ ](?:two|three|four|five|one|several))\b|,?[ ]\p{Lu}|[ ]-)"
            r"(?:[ ](?:of|to)[ ](?:(?:the|a)[ ])?(?P<of>\p{Lu}[\p{L}-]*(?:[ ]\p{Lu}[\p{L}-]*){0,3}|[\p{L}-]+))?)"
        ),
        regex.compile(rf"(?:[ ]?\(\d{{1,3}}\)|,[ ]\d{{1,3}},)?,?[ ]{any_of(sets['role-speech-verb'])}\b"),
        frozenset(word.split()[0] for name in sets if name.endswith("-verb") for word in sets[name]) | _LEADING,
    )


def local(folded: str, known: Words) -> list[Sighting]:
    """The names in one block, whole or in part, by start, as if it were number 0; `folded` is its folded text."""
    loose = _is_headline_case(folded)
    return [
        _sighting(folded, run.start(), part, known, loose)
        for run in names.RUN.finditer(folded)
        for part in known.names.parts(run.group())
        if _can_be(folded, run.start() + part.start, run.start() + part.end, part)
    ]


_WORDS: Final = regex.compile(r"\p{L}{4,}")


def _is_headline_case(text: str) -> bool:
    """Whether nearly every long word has a capital, so that capitals say nothing: “Man Jailed For Leeds Killing”."""
    if len(text) > 200 or text.rstrip().endswith((".", "!", "?")):
        return False
    found = _WORDS.findall(text)
    return len(found) > 2 and sum([word[0].isupper() for word in found]) > 0.7 * len(found) and ", " not in text


def _can_be(text: str, start: int, end: int, part: Part) -> bool:
    """Whether the signs and words right beside a name allow it to be a person's: no “v”, no “&”, no place behind “in”."""
    behind = text[end : end + 5]
    if behind.startswith((" v ", " vs ", " v. ", " vs. ", " & ", "&", "/", " FC")):
        return False
    if start < 2 or part.title:
        return True
    before = text[max(0, start - 12) : start].split(" ")
    if len(before) < 2:
        return True
    word = before[-2].lower()
    if word in ("v", "v.", "vs", "vs.", "&") or before[-1] in ("&", "/"):
        return False
    if len(part.tokens) == 1:
        return word not in _PLACE_WORDS and not (word == "the" and not _is_family(text, end))
    return not (word == "the" and not part.flags & GIVEN)


def _is_family(text: str, end: int) -> bool:
    word = text[end + 1 : end + 20].split(" ", 1)[0].rstrip(".,;:") if text[end : end + 1] == " " else ""
    return word in _FAMILY


def _sighting(text: str, offset: int, part: Part, known: Words, loose: bool) -> Sighting:
    start, end = offset + part.start, offset + part.end
    before = _before(text, start, part, known) if start > 1 and text[start - 1] == " " else _Beside(part.title)
    behind = _behind(text, end, known) if text[end : end + 1] in _GOES_ON else _NOTHING
    if before is behind and not part.counsel:  # most names: nothing beside them says anything
        bearer = part.bearer[0] if part.bearer[:1] in ("f", "m") else ""
        how, evidence = "full" if len(part.tokens) > 1 else "surname", part.flags | (LOOSE if loose else 0)
        return Sighting(Mention(0, start, end, how), part.tokens, "", _NO_ROLES, None, 0, bearer, False, evidence)
    title = before.title
    roles: frozenset[str] = before.roles | behind.roles | ({"lawyer"} if part.counsel else _NO_ROLES)
    if role := known.names.titles.get(title, ""):
        roles = frozenset((role,)) | (roles & _DONE_TO)
    age = before.age or behind.age
    evidence = (
        part.flags
        | (LOOSE if loose else 0)
        | (TITLE if title else 0)
        | (AGE if age else 0)
        | (ROLE if roles else 0)
        | behind.evidence
    )
    sex = _sex_of(title) or behind.sex
    how = "full" if len(part.tokens) > 1 else "title" if title else "surname"
    return Sighting(
        Mention(0, start, end, how),
        part.tokens,
        title,
        frozenset(roles),
        before.relation or behind.relation,
        age if age < 120 else 0,
        sex or (part.bearer[0] if part.bearer[:1] in ("f", "m") else ""),
        bool(sex),
        evidence,
    )


class _Beside(NamedTuple):
    """What the words on one side of a name say."""

    title: str = ""
    roles: frozenset[str] = frozenset()
    relation: Relation | None = None
    age: int = 0
    sex: str = ""
    evidence: int = 0


_NOTHING: Final = _Beside()


def _before(text: str, start: int, part: Part, known: Words) -> _Beside:
    """What stands before a name: a title in small letters, a role, “34-year-old”; “the actor Ann Roe”, “his wife, Ann Roe”."""
    tail = text[max(0, start - _REACH) : start]
    years = _AGE_BEFORE.search(tail) if "-year-old" in tail else None
    age = int(years["age"]) if years else 0
    if part.title:
        return _Beside(part.title, age=age)
    low = tail.lower().replace(".", "").rstrip(" ,")
    last = low[low.rfind(" ") + 1 :]
    if last not in known.last or (tail[-2] == "," and last not in known.before):
        return _Beside(age=age) if age else _NOTHING
    ahead = low.split(" ")
    for length in (4, 3, 2, 1):
        word = " ".join(ahead[-length:])
        role = known.before.get(word, "") if len(ahead) >= length else ""
        if tail[-2] == "." and role != "title":
            continue  # of the sentence before: “A woman was stabbed. Ann Roe said”
        if role == "relative":
            return _Beside("", frozenset(("relative",)), _relation(tail, word), age)
        if role == "title":
            own = known.names.titles[word]
            return (
                _Beside("", frozenset((own,)) if own else _NO_ROLES, None, age)
                if tail[-2] == ","
                else _Beside(word, age=age)
            )
        if role:
            return _Beside("", frozenset((role,)), None, age)
    return _Beside(age=age)


def _relation(tail: str, word: str) -> Relation:
    """Whose relative: `tail` ends with the word for the relative, “Ann Roe's elder sister, ”."""
    found = _WHOSE.search(tail[: tail.lower().rfind(word)])
    return Relation(word, (found["name"] or found["noun"] or "") if found else "")


def _behind(text: str, end: int, known: Words) -> _Beside:
    """What stands behind a name: an age, “was charged”, “, prosecuting,”, “, the victim's mother,”, “said”, “himself”."""
    if (
        text[end] == " "
        and text[end + 1 : end + 2] != "("
        and text[end + 1 : end + 16].split(" ", 1)[0].rstrip(",.") not in known.next
    ):
        return _NOTHING
    roles, relation, sex = set[str](), None, ""
    years = _AGE.match(text, end)
    if found := known.verbs.match(text, end, end + _FAR):
        roles.add(next(role for role in _VERBS if found[role]))
    if text[end] == "," and (found := known.apposition.match(text, end, end + _FAR)):
        if found["relative"]:
            relation = Relation(found["relative"], found["name"] or found["of"] or found["noun"] or "")
        roles.add(
            "lawyer"
            if found["counsel"]
            else "relative"
            if relation
            else next(role for role in _APPOSITIONS if found[role])
        )
    if found := _SELF.match(text, end, end + _REACH):
        sex = "f" if found["f"] else "m"
    speaks = SPEECH if known.speech.match(text, end, end + _REACH) else 0
    return _Beside("", frozenset(roles), relation, int(years["age"] or years["is"]) if years else 0, sex, speaks)


def _sex_of(title: str) -> str:
    for word in title.split():
        if word in _FEMALE:
            return "f"
        if word in _MALE:
            return "m"
    return ""
