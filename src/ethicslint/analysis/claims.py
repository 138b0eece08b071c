"""Acts of violence and serious crimes that an article says a named person did: what needs a source, a charge or a verdict.

Knows verbs of crime with a name as their doer: before them, before “after” and their -ing form, in a by-phrase, or one sentence
back behind “he” or “she”; and which convictions the article reports of whom. Knows nothing of who makes the claim
(`analysis.attribution`), and leaves out what is denied, supposed, alleged or told as somebody's words in the same clause.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Iterator, Mapping, Sequence, Set
from typing import Final, NamedTuple

import regex

from ethicslint.analysis import doers, outcomes
from ethicslint.analysis.around import number_at
from ethicslint.analysis.doers import Named
from ethicslint.analysis.people import Person
from ethicslint.analysis.polarity import figurative
from ethicslint.analysis.voice import first_words
from ethicslint.lexicon.letters import any_of

ACTS: Final = ("murder", "kill", "rape", "sexual", "violence", "abduct", "threat", "property", "fraud")
"""The kinds of act, and of charge."""

SETS: Final = (
    *(f"claim-act-{act}" for act in ACTS),
    *(f"claim-charge-{act}" for act in ACTS),
    "claim-charge-other",
    "claim-person-only",
    "claim-minor-only",
    "claim-needs-harm",
    "claim-harm",
    "claim-thing",
    "claim-person",
    "claim-settled",
    "claim-whole",
    *outcomes.SETS,
)
"""The vocabulary sets this analysis needs."""

# What a conviction of each kind settles: who is convicted of murder has killed, but of manslaughter has not murdered.
_SETTLES: Final = {act: frozenset((act,)) for act in ACTS} | {
    "murder": frozenset(("murder", "kill", "violence")),
    "kill": frozenset(("kill", "violence")),
    "rape": frozenset(("rape", "sexual")),
}
_REACH: Final = 160
_WINDOW: Final = 400  # of a longer sentence only so many code points on either side of a verb are looked at
_FRAMED_BEHIND: Final = regex.compile(
    r",[ \n](?:[\w'-]+[ \n]){0,5}(?:said|says|say|allege[sd]?|heard|hears|told|claim(?:s|ed)?|believe[sd]?|reported|testified"
    r"|quoted)\b"
    r"|\baccording[ \n]to\b|\ballegedly\b|,[ \n]it[ \n](?:is|was)[ \n](?:alleged|claimed|said)",
    regex.IGNORECASE,
)
_FORCE: Final = regex.compile(
    r"\b(?:police(?:m[ae]n)?|cops?|officers?|marksm[ae]n|snipers?|soldiers?|troops|deput(?:y|ies)|constable|sergeant|trooper"
    r"|on[ \n]duty|on-duty)\b",
    regex.IGNORECASE,
)
_FORCE_WEAPON: Final = regex.compile(
    r"\b(?:tasers?|tasered|stun[ \n]gun|service[ \n](?:weapon|revolver|pistol|rifle)|pepper[ \n]spray|baton)\b",
    regex.IGNORECASE,
)
_TITLE: Final = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|PC|DC|Sgt|Officer|Constable)\.?[ \n])?"
_UNDER_AGE: Final = regex.compile(
    r"\b(?:child(?:ren)?|minors?|pupils?|schoolgirls?|schoolboys?|underage|girls?|boys?|(?:\d|1[0-7])-year-olds?)\b",
    regex.IGNORECASE,
)
_GUILTY: Final = regex.compile(
    r"(?P<found>\bfound)[ \n]\Z|\b(?:convicted|jailed|sentenced|imprisoned)[ \n](?:\w+[ \n])?\Z", regex.IGNORECASE
)

_CONVICTED: Final = frozenset(("guilty", "convicted", "jailed", "sentenced", "imprisoned"))


_LABELS: Final = {
    "murder": ("murder", "killer", "assassin", "strangler"),
    "rape": ("rap",),
    "sexual": ("paedo", "pedo", "molester", "abuser", "sex "),
}


class Claim(NamedTuple):
    """An act, told of a person.

    `start` and `end` are code points of the block's text, `person` the number of the person in the article's list, `act` one of
    ACTS. `adjudicated`: the article reports a conviction or plea that settles such an act. `force`: done by police or soldiers.
    `case`: how the case against the person stands, one of `outcomes.CASES`. `dated`: the sentence says in which year, or how
    many years ago.
    """

    block: int
    start: int
    end: int
    person: int
    adjudicated: bool
    confidence: str
    act: str
    force: bool
    case: str
    dated: bool


class Words(NamedTuple):
    """The patterns and words of this analysis, made from a lexicon once."""

    verb: "re.Pattern[str]"
    verb_words: frozenset[str]
    acts: dict[str, str]
    person_only: frozenset[str]
    minor_only: frozenset[str]
    needs_harm: frozenset[str]
    harm: "regex.Pattern[str]"
    anybody: "regex.Pattern[str]"
    human: "regex.Pattern[str]"
    thing: "regex.Pattern[str]"
    settled_words: frozenset[str]
    settled: "regex.Pattern[str]"
    settled_before: "regex.Pattern[str]"
    charge: "regex.Pattern[str]"
    whole: frozenset[str]
    outcomes: outcomes.Words
    somebody: "regex.Pattern[str]"


def words(sets: Mapping[str, Sequence[str]]) -> Words:
    """Compile the patterns from the vocabulary sets named in SETS."""
    acts = {_key(form): act for act in ACTS for form in sets[f"claim-act-{act}"]}
    number = (
        r"(?:at[ \n]least(?=[ \n])|\d+|two|three|four|five|six|seven|eight|nine|ten|several|many|multiple|some|other"
        r"|dozens[ \n]of|young|vulnerable)"
    )
    start = rf"(?:an?|the|his|her|their|this|that|another|one|{number}|(?-i:\p{{Lu}}[\p{{L}}-]+'s?))"
    pronoun = (
        r"(?:him|her|them)(?![ \n]*'|self)(?=[ \n]*(?:[.,;:!?)]|\Z|[ \n](?:in|with|at|after|as|to|on|and|while"
        r"|during|before|outside"
        r"|inside|repeatedly|several|multiple|dead|when|because|over|for|twice|again|from|near|behind|so|\d+|four|three|five)\b))"
    )
    charges = "|".join(rf"(?P<{act}>{any_of(sets[f'claim-charge-{act}'])})" for act in (*ACTS, "other"))

    def compiled(pattern: str) -> "regex.Pattern[str]":
        return regex.compile(pattern, regex.IGNORECASE)

    return Words(
        re.compile(rf"(?<![\w'-]){any_of(form for act in ACTS for form in sets[f'claim-act-{act}'])}\b(?![-'])"),
        first_words(acts),
        acts,
        frozenset(sets["claim-person-only"]),
        frozenset(sets["claim-minor-only"]),
        frozenset(sets["claim-needs-harm"]),
        compiled(any_of(sets["claim-harm"])),
        compiled(rf"[ \n]+(?:{pronoun}|{start}\b|{any_of(sets['claim-person'])}\b|(?-i:\p{{Lu}}\p{{Ll}}))"),
        compiled(
            rf"[ \n]+(?:{pronoun}|(?:{start}[ \n]+(?:[\w'-]+,?[ \n]+){{0,4}}?)?(?:[\w]+-)?{any_of(sets['claim-person'])}\b"
            r"(?![ \n](?:of[ \n]the|vote|record)))"
        ),
        compiled(rf"(?:[ \n]+[\w'£$€.,-]+){{0,5}}?[ \n]+{any_of(sets['claim-thing'])}\b|[ \n]+[£$€]\d"),
        frozenset(re.split("[ -]", form)[-1] for form in sets["claim-settled"]) | _CONVICTED,
        compiled(
            rf"{doers.INSERT}(?:,[^,.;:!?\"]{{2,40}},?)?[ \n]+(?:(?:\w+ly|later|then|also|has|had|and|but"
            rf"|who)[ \n]+){{0,2}}{any_of(sets['claim-settled'])}\b"
        ),
        _GUILTY,
        compiled(rf"(?<![\w-])(?:{charges})\b"),
        frozenset(sets["claim-whole"]),
        outcomes.words(sets),
        compiled(rf"\b{any_of(sets['claim-person'])},?[ \n](?:\w+ly[ \n])?\Z"),
    )


def _labelled(label: str) -> frozenset[str]:
    """The acts that a label in front of a name takes as decided: “serial killer”, “convicted rapist”."""
    for act, words_ in _LABELS.items():
        if any([word in label for word in words_]):
            return _SETTLES[act]
    return frozenset()


def _key(words: str) -> str:
    """A verb as the tables of this module spell it: a hyphen counts as a blank."""
    return " ".join(words.lower().replace("-", " ").split())


class Traits(NamedTuple):
    """What of a person this analysis needs: sex and confidence as in `people.Person`, whether an officer, whether in the dock.

    Somebody in the dock whose sex the article does not show is taken for a man.
    """

    sex: str
    confidence: str
    officer: bool
    dock: bool


class Present(NamedTuple):
    """The people who stand in a block, numbered there in the order of their mentions.

    `he` and `she`: whom such a pronoun at the start of the block may mean, of those in the paragraph before; -1 for nobody.
    """

    named: tuple[Named, ...]
    traits: tuple[Traits, ...]
    he: int
    she: int


class Verbs(NamedTuple):
    """What a block says of crimes, whoever is in it: verbs of crime, and whether it may tell of a conviction."""

    crimes: tuple["re.Match[str]", ...]
    settles: bool


class LocalFacts(NamedTuple):
    """What one block shows, its people numbered as in `Present`: whom it says to be convicted of what, and its claims.

    Its own number stands at 0, and no claim is adjudicated, until `join` knows all blocks.
    """

    settled: tuple[tuple[int, frozenset[str]], ...]
    claims: tuple[Claim, ...]


def verbs(folded: str, words: Set[str], known: Words) -> Verbs:
    """What makes a block worth asking for claims; `folded` is its folded text, `words` what `voice.word_set` finds there."""
    crimes = () if known.verb_words.isdisjoint(words) else tuple(known.verb.finditer(folded.lower()))
    return Verbs(crimes, not known.settled_words.isdisjoint(words))


def present(people: Sequence[Person], blocks: Container[int]) -> dict[int, tuple[Present, list[int]]]:
    """Who stands in those of the `blocks` that name anybody, or are opened by a pronoun for somebody of the paragraph before, and
    the numbers of these people in `people`.
    """
    traits = [_traits(one) for one in people]
    found: dict[int, list[tuple[int, int, int]]] = {}
    for number, person in enumerate(people):
        for block, start, end, _ in person.mentions:
            if block in blocks or block + 1 in blocks:
                found.setdefault(block, []).append((start, end, number))
    there: dict[int, tuple[Present, list[int]]] = {}
    for block in {*found, *(block + 1 for block in found)}:
        if block in blocks:
            before = {number for *_, number in found.get(block - 1, ())}
            one = _present(sorted(found.get(block, ())), before, traits)
            if one[1]:
                there[block] = one
    return dict(sorted(there.items()))


def _traits(person: Person) -> Traits:
    dock = bool(person.roles & _IN_THE_DOCK)
    return Traits(person.sex or ("m" if dock else ""), person.confidence, "officer" in person.roles, dock)


def _present(
    mentions: Sequence[tuple[int, int, int]], before: Set[int], traits: Sequence[Traits]
) -> tuple[Present, list[int]]:
    here: dict[int, int] = {}
    named = tuple([Named(start, end, here.setdefault(number, len(here))) for start, end, number in mentions])
    he, she = (
        -1 if number < 0 else here.setdefault(number, len(here))
        for number in (_taken_up(before, sex, traits) for sex in ("m", "f"))
    )
    return Present(named, tuple([traits[number] for number in here]), he, she), list(here)


def _taken_up(before: Set[int], sex: str, traits: Sequence[Traits]) -> int:
    """The only one in a paragraph who may be of a sex, if surely so and in the dock; else -1."""
    others = [number for number in before if traits[number].sex in ("", sex)]
    if len(others) != 1 or traits[others[0]].sex != sex or not traits[others[0]].dock:
        return -1
    return others[0]


def local(
    folded: str, sentences: Sequence[tuple[int, int]], found: Verbs, present: Present, known: Words
) -> LocalFacts:
    """The convictions and claims of one block; `folded` is its folded text, `sentences` their spans, `found` its verbs."""
    if not sentences:
        return LocalFacts((), ())
    block = _Block(folded, sentences, present, known)
    claims = [claim for verb in found.crimes if (claim := _claim(block, verb))]
    return LocalFacts(tuple(block.settled()) if found.settles else (), tuple(claims))


def join(
    blocks: Sequence[tuple[int, LocalFacts, Sequence[int]]],
    tell: Callable[[frozenset[int], frozenset[int]], outcomes.Outcomes],
) -> list[Claim]:
    """The claims of an article. Of each block: its number, its facts, and which of the article's people are in it.

    `tell` says how the cases stand, given whom claims are about and of whom a verdict is told; it is asked if there are claims.
    """
    settled: dict[int, list[frozenset[str]]] = {}
    for _, facts, people in blocks:
        for who, acts in facts.settled:
            settled.setdefault(people[who], []).append(acts)
    about = frozenset(people[claim.person] for _, facts, people in blocks for claim in facts.claims)
    if not about:
        return []
    told = tell(about, frozenset(settled))
    found: dict[tuple[int, int, int, int], Claim] = {}
    for block, facts, people in blocks:
        for claim in facts.claims:
            who = people[claim.person]
            found[block, claim.start, claim.end, who] = claim._replace(
                block=block,
                person=who,
                adjudicated=_is_adjudicated(who, claim.act, settled.get(who, ()), told),
                case=told.cases[who],
            )
    return sorted(found.values())


def _is_adjudicated(who: int, act: str, convictions: Sequence[frozenset[str]], told: outcomes.Outcomes) -> bool:
    """Whether a verdict or plea settles the act: as the article declares, or else as it tells."""
    kind = told.declared.get(who, "")
    if kind and kind != "proved":
        return False
    return _is_settled(convictions, act) or _is_told(who, act, told) or (bool(kind) and not any(convictions))


def _is_settled(convictions: Sequence[frozenset[str]], act: str) -> bool:
    """Whether a conviction names a charge of this kind, or all the convictions there are name none."""
    named = [acts for acts in convictions if acts]
    return any([act in acts for acts in named]) if named else bool(convictions)


def _is_told(who: int, act: str, told: outcomes.Outcomes) -> bool:
    """Whether a label in front of the name takes the act as decided, or a verdict that may be this person's settles it."""
    if any([act in _labelled(label) for label in told.labels[who]]):
        return True
    decided = {one for charge in told.decided for one in _SETTLES.get(charge, ())}
    return act in decided and told.cases[who] in ("convicted", "unclear")


class _Block:
    """A block with its sentences and the people in it."""

    def __init__(self, text: str, sentences: Sequence[tuple[int, int]], present: Present, known: Words) -> None:
        self.text, self.sentences, self.known = text, sentences, known
        self.named, self.traits, self._he, self._she = present
        self._starts = [one.start for one in self.named]

    def sentence(self, position: int) -> int:
        """The number of the sentence at a position."""
        return number_at(self.sentences, position)

    def clause(self, verb: "re.Match[str]") -> doers.Clause:
        """What stands around a verb, no further than its sentence and the window."""
        number = self.sentence(verb.start())
        first, last = self.sentences[number]
        start, end = max(first, verb.start() - _WINDOW), min(last, verb.end() + _WINDOW)
        return doers.Clause(
            self.text,
            start,
            end,
            start == first,
            verb,
            self.within(start, verb.start()),
            self.within(verb.end(), min(end, verb.end() + _REACH)),
            lambda pronoun: self.antecedent(number, pronoun),
            lambda who: self.traits[who].sex,
        )

    def within(self, start: int, end: int) -> Sequence[Named]:
        """The mentions that begin in a stretch."""
        return self.named[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def antecedent(self, number: int, pronoun: str) -> int | None:
        """The only person of the sentence before, if sex agrees; at the start of a paragraph whoever it takes up."""
        if number == 0:
            who = self._he if pronoun.lower() == "he" else self._she
            return who if who >= 0 else None
        others = {one.who for one in self.within(*self.sentences[number - 1])}
        if len(others) != 1:
            return None
        (who,) = others
        return who if self.traits[who].sex == ("m" if pronoun.lower() == "he" else "f") else None

    def settled(self) -> Iterator[tuple[int, frozenset[str]]]:
        """Whom the block says to be convicted, each with the acts that this settles: none where it names no charge."""
        for start, end, who in self.named:
            found = self.known.settled.match(self.text, end, end + _REACH)
            before = self.known.settled_before.search(self.text, max(0, start - 40), start)
            if before and before["found"] and not self.text.startswith(" guilty", end):
                before = None
            if found or before:
                yield from self._conviction(who, found.end() if found else end, end)
        for pronoun in _HE_WAS.finditer(self.text):
            number = self.sentence(pronoun.start())
            if self.sentences[number][0] == pronoun.start():
                verb = self.known.settled.match(self.text, pronoun.end())
                meant = self.antecedent(number, pronoun.group())
                if verb and meant is not None:
                    yield from self._conviction(meant, verb.end(), pronoun.end())

    def _conviction(self, who: int, position: int, start: int) -> Iterator[tuple[int, frozenset[str]]]:
        """A conviction whose verb ends at `position`: its charges in the rest of the sentence, none if it names none."""
        _, end = self.sentences[self.sentence(start)]
        admitted = self.text[:position].endswith(("admitted", "admits"))
        acts: set[str] = set()
        other = False
        for charge in self.known.charge.finditer(self.text, position, max(position, min(end, position + _REACH))):
            if charge.lastgroup == "other":
                other = other or charge.start() < position + 12
            elif charge.lastgroup:
                acts |= _SETTLES[charge.lastgroup]
        if acts or not (other or admitted):
            yield who, frozenset(acts)


_IN_THE_DOCK: Final = frozenset(("accused", "convicted"))
_HE_WAS: Final = regex.compile(r"\b(?:He|She)\b")


def _claim(block: _Block, verb: "re.Match[str]") -> Claim | None:
    clause, text = block.clause(verb), block.text
    if not clause.before and not clause.behind and not clause.opens:
        return None
    doer, last = (doers.by_phrase(clause) if _is_done_to_somebody(block, verb) else None), 0
    if doer is None:
        last = _object(block, verb, clause.end)
        doer = doers.subject(clause) if last else None
    if doer is None:
        return None
    last = _word_end(text, max(last, doer.end))
    person = block.traits[doer.person]
    if person.confidence == "low" or _FRAMED_BEHIND.search(text, last, min(clause.end, last + _REACH)):
        return None
    word = _key(verb.group())
    around = text[clause.start : clause.end]
    if _WITNESS.search(around) or _LABELLED.match(around):
        return None
    if word in block.known.person_only and figurative(around, (verb.start() - clause.start, verb.end() - clause.start)):
        return None
    act = block.known.acts[word]
    active = doer.start < verb.start()
    by = text[doer.start - min(40, doer.start - clause.start) : verb.start()] if active else text[verb.end() : doer.end]
    return Claim(
        0,
        doer.start,
        last,
        doer.person,
        False,
        doer.confidence if person.confidence == "high" else "medium",
        act,
        person.officer
        or bool(_FORCE.search(by) or _FORCE_WEAPON.search(text, verb.start(), min(clause.end, last + 80))),
        "none",
        bool(_DATED.search(around)),
    )


def _word_end(text: str, position: int) -> int:
    """The end of the word that a position lies in."""
    while position < len(text) and text[position].isalnum() and text[position - 1].isalnum():
        position += 1
    return position


def _is_done_to_somebody(block: _Block, verb: "re.Match[str]") -> bool:
    """Whether a verb of many senses stands behind a form of “be” or behind a person: no “bill attacked by Roe”."""
    if _key(verb.group()) not in block.known.person_only:
        return True
    ahead = block.text[max(0, verb.start() - 40) : verb.start()]
    if _PASSIVE.search(ahead) or block.known.somebody.search(ahead):
        return True
    return any([one.end in (verb.start() - 1, verb.start() - 2) for one in block.named])


def _is_attributive(text: str, verb: "re.Match[str]", somebody: "regex.Match[str] | None") -> bool:
    """Whether the verb describes the one noun behind it: “the murdered girl”, “a later murdered nurse”."""
    if not somebody or len(somebody.group().split()) > 1 or not somebody.group().strip().islower():
        return False
    plural = somebody.group().endswith(("s", "men", "people", "children")) or somebody.group().strip() in (
        "him",
        "her",
        "them",
    )
    return not plural and bool(_DESCRIBES.search(text, max(0, verb.start() - 60), verb.start()))


def _object(block: _Block, verb: "re.Match[str]", end: int) -> int:
    """Where the object of the verb ends, if it is one that makes the verb a crime; else 0."""
    text, known, word = block.text, block.known, _key(verb.group())
    somebody = known.human.match(text, verb.end(), end)
    if word in known.whole:
        return verb.end()
    if _is_attributive(text, verb, somebody):
        return 0
    if word in known.minor_only:
        child = somebody and _UNDER_AGE.search(text, verb.end(), min(end, somebody.end() + 30))
        return somebody.end() if somebody and child else 0
    if word in known.needs_harm and not known.harm.search(text, verb.end(), min(end, verb.end() + 80)):
        return 0
    if somebody:
        return somebody.end()
    property_ = known.acts[word] in ("property", "fraud")
    if property_ and (thing := known.thing.match(text, verb.end(), end)):
        return thing.end()
    named = _NAMED.match(text, verb.end())
    if named and (behind := block.within(named.end(), named.end() + 1)):
        last = behind[0].end
        return 0 if word in _CRITICS and _CRITICISED.match(text, last) else last
    if property_ or word in known.person_only:
        return 0
    anybody = known.anybody.match(text, verb.end(), end)
    return anybody.end() if anybody else 0


_PASSIVE: Final = regex.compile(
    r"\b(?:was|were|been|being|is|are|got|getting)[ \n](?:\w+[ \n]){0,2}\Z|(?:\band|\bor|,)[ \n](?:\w+ly[ \n])?\Z",
    regex.IGNORECASE,
)
_DESCRIBES: Final = regex.compile(
    r"\b(?:an?|the|his|her|their|this|that|of)[ \n](?:[\w-]+,?[ \n]){0,5}\Z", regex.IGNORECASE
)
_WITNESS: Final = regex.compile(r"(?<![\"'\w])I(?!-)(?='m\b|'d\b|[ \n])(?![ \n](?:of|is)\b)")
# Somebody speaks of what he or she saw, or a label says whose words follow: “Report: Roe attacked a pupil”.
_LABELLED: Final = regex.compile(
    r"(?:[\w'-]+[ \n]){0,2}(?:reports?|police|cops|gardaí|prosecutors?|prosecution|da|lawsuit|suit|complaint|affidavit|indictment"
    r"|court|judge|jury|witness|victim|family|mother|father|sources?|fbi|claim|inquest|inquiry|lawyers?|defence|defense):",
    regex.IGNORECASE,
)
_DATED: Final = regex.compile(
    r"\b(?:1[5-9]\d\d|20\d\d|19\d0s)\b|\b(?:years|decades|centuries)[ \n](?:ago|earlier|before)\b|\bcentury\b",
    regex.IGNORECASE,
)
_NAMED: Final = regex.compile(rf"[ \n]{_TITLE}(?=\p{{Lu}})")
_CRITICS: Final = frozenset(("attacked", "attacking", "slashed", "beat", "beating", "punched"))
_CRITICISED: Final = regex.compile(r"(?:'s\b|[ \n](?:for|over|as|on|in[ \n](?:the|a)[ \n]\w+)\b)")
