"""Acts of violence and serious crimes that an article says a named person did: what needs a source, a charge or a verdict.

Knows verbs of crime with a name as their doer: before them, before “after” and their -ing form, in a by-phrase, or one sentence
back behind “he” or “she”; and which convictions the article reports of whom. Knows nothing of who makes the claim
(`analysis.attribution`), and leaves out what is denied, supposed, alleged or told as somebody's words in the same clause.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import regex

from ethicslint.analysis import doers, outcomes
from ethicslint.analysis.people import Mention, Person
from ethicslint.analysis.polarity import figurative
from ethicslint.analysis.voice import first_words, word_set
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
_CHARGE_REACH: Final = 100
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


class _Article:
    """The people of an article by place, and what has been settled of each."""

    def __init__(
        self,
        texts: Sequence[str],
        sentences: Sequence[Sequence[tuple[int, int]]],
        people: Sequence[Person],
        known: Words,
    ) -> None:
        self.texts, self.sentences, self.people, self.known = texts, sentences, people, known
        by_block: list[list[tuple[Mention, int]]] = [[] for _ in texts]
        for number, person in enumerate(people):
            for mention in person.mentions:
                by_block[mention.block].append((mention, number))
        for mentions in by_block:
            mentions.sort()
        self.mentions = by_block
        self.starts = [[one.start for one, _ in mentions] for mentions in by_block]
        self.settled: dict[int, list[frozenset[str]]] = {}
        for block in range(len(texts)):
            self._settle(block)
        told = outcomes.outcomes(texts, sentences, people, frozenset(self.settled), known.outcomes)
        self.cases = told.cases
        self.labelled = [frozenset(act for label in labels for act in _labelled(label)) for labels in told.labels]
        self.decided = frozenset(act for block, end in told.decided for act in self._charges(block, end))

    def sentence(self, block: int, position: int) -> int:
        """The number of the sentence at a position of a block."""
        return max(0, bisect_right(self.sentences[block], (position, len(self.texts[block]) + 1)) - 1)

    def clause(self, block: int, text: str, verb: "re.Match[str]") -> doers.Clause:
        """What stands around a verb, no further than its sentence and the window."""
        number = self.sentence(block, verb.start())
        first, last = self.sentences[block][number]
        start, end = max(first, verb.start() - _WINDOW), min(last, verb.end() + _WINDOW)
        return doers.Clause(
            text,
            start,
            end,
            start == first,
            verb,
            self.within(block, start, verb.start()),
            self.within(block, verb.end(), min(end, verb.end() + _REACH)),
            lambda pronoun: self.antecedent(block, number, pronoun),
            self.sex,
        )

    def within(self, block: int, start: int, end: int) -> list[tuple[Mention, int]]:
        """The mentions that begin in a stretch of a block."""
        starts = self.starts[block]
        return self.mentions[block][bisect_left(starts, start) : bisect_left(starts, end)]

    def sex(self, who: int) -> str:
        """That of a person; somebody in the dock of whom the article does not say is taken for a man."""
        person = self.people[who]
        return person.sex or ("m" if person.roles & _IN_THE_DOCK else "")

    def antecedent(self, block: int, number: int, pronoun: str) -> int | None:
        """The only person of the sentence before, if sex agrees; at the start of a paragraph the only one of that sex in the
        paragraph before, if he or she is in the dock.
        """
        wanted = "m" if pronoun.lower() == "he" else "f"
        if number == 0:
            others = {who for _, who in self.mentions[block - 1] if self.sex(who) in ("", wanted)} if block else set()
            who = others.pop() if len(others) == 1 else -1
            return who if who >= 0 and self.sex(who) == wanted and self.people[who].roles & _IN_THE_DOCK else None
        start, end = self.sentences[block][number - 1]
        others = {who for _, who in self.within(block, start, end)}
        if len(others) != 1:
            return None
        (who,) = others
        return who if self.sex(who) == wanted else None

    def _settle(self, block: int) -> None:
        text = self.texts[block]
        for mention, who in self.mentions[block]:
            found = self.known.settled.match(text, mention.end, mention.end + _REACH)
            before = self.known.settled_before.search(text, max(0, mention.start - 40), mention.start)
            if before and before["found"] and not text.startswith(" guilty", mention.end):
                before = None
            if found or before:
                self._enter(block, who, found.end() if found else mention.end, mention.end)
        for found in _HE_WAS.finditer(text):
            number = self.sentence(block, found.start())
            if self.sentences[block] and self.sentences[block][number][0] == found.start():
                verb = self.known.settled.match(text, found.end())
                who_ = self.antecedent(block, number, found.group())
                if verb and who_ is not None:
                    self._enter(block, who_, verb.end(), found.end())

    def _enter(self, block: int, who: int, position: int, start: int) -> None:
        """A conviction whose verb ends at `position`: its charges in the rest of the sentence, none if it names none."""
        text = self.texts[block]
        _, end = self.sentences[block][self.sentence(block, start)] if self.sentences[block] else (0, len(text))
        admitted = text[:position].endswith(("admitted", "admits"))
        acts: set[str] = set()
        other = False
        for charge in self.known.charge.finditer(text, position, max(position, min(end, position + _REACH))):
            if charge.lastgroup == "other":
                other = other or charge.start() < position + 12
            elif charge.lastgroup:
                acts |= _SETTLES[charge.lastgroup]
        if acts or not (other or admitted):
            self.settled.setdefault(who, []).append(frozenset(acts))

    def _charges(self, block: int, position: int) -> Iterator[str]:
        """The acts that the charges named right behind a verdict settle."""
        for charge in self.known.charge.finditer(self.texts[block], position, position + _CHARGE_REACH):
            yield from _SETTLES.get(charge.lastgroup or "", ())

    def is_settled(self, who: int, act: str) -> bool:
        """Whether a conviction names a charge of this kind, or all the convictions there are name none."""
        if act in self.labelled[who] or (act in self.decided and self.cases[who] in ("convicted", "unclear")):
            return True
        named = [acts for acts in self.settled.get(who, ()) if acts]
        return any([act in acts for acts in named]) if named else who in self.settled


_IN_THE_DOCK: Final = frozenset(("accused", "convicted"))
_HE_WAS: Final = regex.compile(r"\b(?:He|She)\b")


def claims(
    texts: Sequence[str], sentences: Sequence[Sequence[tuple[int, int]]], people: Sequence[Person], known: Words
) -> list[Claim]:
    """The claims about the people of an article; `texts` are the folded texts of its blocks, `sentences` their spans."""
    article = _Article(texts, sentences, people, known)
    return sorted(
        {
            (claim.block, claim.start, claim.end, claim.person): claim
            for block, text in enumerate(texts)
            if sentences[block] and people
            for verb in _verbs(text, known)
            if (claim := _claim(article, block, text, verb))
        }.values()
    )


def _verbs(text: str, known: Words) -> Iterator["re.Match[str]"]:
    low = text.lower()
    if not known.verb_words.isdisjoint(word_set(low)):
        yield from known.verb.finditer(low)


def _claim(article: _Article, block: int, text: str, verb: "re.Match[str]") -> Claim | None:
    clause = article.clause(block, text, verb)
    if not clause.before and not clause.behind and not clause.opens:
        return None
    doer, last = (doers.by_phrase(clause) if _is_done_to_somebody(article, block, text, verb) else None), 0
    if doer is None:
        last = _object(article, block, text, verb, clause.end)
        doer = doers.subject(clause) if last else None
    if doer is None:
        return None
    last = _word_end(text, max(last, doer.end))
    person = article.people[doer.person]
    if person.confidence == "low" or _FRAMED_BEHIND.search(text, last, min(clause.end, last + _REACH)):
        return None
    word = _key(verb.group())
    around = text[clause.start : clause.end]
    if _WITNESS.search(around) or _LABELLED.match(around):
        return None
    if word in article.known.person_only and figurative(
        around, (verb.start() - clause.start, verb.end() - clause.start)
    ):
        return None
    act = article.known.acts[word]
    active = doer.start < verb.start()
    by = text[doer.start - min(40, doer.start - clause.start) : verb.start()] if active else text[verb.end() : doer.end]
    return Claim(
        block,
        doer.start,
        last,
        doer.person,
        article.is_settled(doer.person, act),
        doer.confidence if person.confidence == "high" else "medium",
        act,
        "officer" in person.roles
        or bool(_FORCE.search(by) or _FORCE_WEAPON.search(text, verb.start(), min(clause.end, last + 80))),
        article.cases[doer.person],
        bool(_DATED.search(around)),
    )


def _word_end(text: str, position: int) -> int:
    """The end of the word that a position lies in."""
    while position < len(text) and text[position].isalnum() and text[position - 1].isalnum():
        position += 1
    return position


def _is_done_to_somebody(article: _Article, block: int, text: str, verb: "re.Match[str]") -> bool:
    """Whether a verb of many senses stands behind a form of “be” or behind a person: no “bill attacked by Roe”."""
    if _key(verb.group()) not in article.known.person_only:
        return True
    ahead = text[max(0, verb.start() - 40) : verb.start()]
    if _PASSIVE.search(ahead) or article.known.somebody.search(ahead):
        return True
    return any(mention.end in (verb.start() - 1, verb.start() - 2) for mention, _ in article.mentions[block])


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


def _object(article: _Article, block: int, text: str, verb: "re.Match[str]", end: int) -> int:
    """Where the object of the verb ends, if it is one that makes the verb a crime; else 0."""
    known, word = article.known, _key(verb.group())
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
    if named and (behind := article.within(block, named.end(), named.end() + 1)):
        last = behind[0][0].end
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
