"""Who acts in a sentence of violence, and what stands in the doer's place.

Knows passives without a doer, events that happen by themselves, weapons that act, people who “found themselves” harmed, and
verbless headlines, by their words (`voice-…` sets). Knows nothing of who did it: that is asked of the whole article.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Final, NamedTuple

import regex

from ethicslint.analysis.around import number_at
from ethicslint.analysis.polarity import figurative, taken_back
from ethicslint.lexicon.letters import any_of
from ethicslint.text.document import HEADLINES, label_length
from ethicslint.text.origin import Span

SETS: Final = (
    "voice-participle",
    "voice-transitive",
    "voice-event",
    "voice-happen",
    "voice-weapon",
    "voice-weapon-act",
    "voice-weapon-hit",
    "voice-vehicle",
    "voice-no-person",
    "voice-accident",
    "voice-harmed-head",
    "voice-actor-noun",
)
"""The vocabulary sets this analysis needs."""

_LINES: Final = HEADLINES | {"heading", "list", "table", "caption"}
_REACH: Final = 120
_WINDOW: Final = 300  # of a longer sentence only so many code points on either side are looked at
_TIMES: Final = (
    r"(?:then|now|noon|midnight|night|day|dawn|daybreak|dusk|nightfall|lunchtime|the[ \n]time|the[ \n]end|the[ \n]age|early|late"
    r"|about|around|\d[\d.:,]*(?!-year)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august"
    r"|september|october|november|december)\b"
)
_MANNER: Final = (
    r"(?:force|mistake|accident|chance|design|way|means|hand|surprise|far|law|default|itself|proxy|order|(?!king\b)\w+ing"
    r"|(?:the|his|her|their)[ \n](?:throat|hair|neck|arms?|wrists?|legs?|ankles?|hands?|feet|collar|ears?|side"
    r"|bed|bedside|scruff)"
    r"|(?:the|a)[ \n](?:side|river|riverside|road|roadside|canal|lake|sea|sea-?front|window|door|gate"
    r"|bus[ \n]stop|water|pool|kerb))\b"
)
_INTERRUPTION: Final = regex.compile(
    r",[^,;:.!?]{0,60}\b(?:said|says|say|according[ \n]to|told|added|reported|reports?|allege[sd]?|believe[sd]?"
    r"|heard|hears)\b[^,;:.!?]{0,60},"
)
# Where the clause ends: a stop, or “and” with a new subject, whose by-phrase is its own.
_CLAUSE_END: Final = regex.compile(
    r"[;:!?]|\.(?:[ \n]|$)|,?[ \n](?:and|but)[ \n](?:(?:the|a|an|his|her|their|its|another)[ \n]\w+|he|she|they"
    r"|it|police|officers)[ \n]"
    r"(?:\w+[ \n])?(?:was|were|is|are|has|have|had)\b",
    regex.IGNORECASE,
)
_BE: Final = regex.compile(
    r"(?<![\w'-])(?P<be>am|is|are|was|were|be|been|being|gets?|got|gotten|getting)(?P<gap>(?:,[^,;:.!?]{2,60},)?[ \n]+"
    r"(?:(?:(?:found|discovered|left)[ \n]+|\w+(?:ed|en|ght)(?:[ \n]+(?!by\b|to\b|of\b|that\b|why\b|how\b"
    r"|if\b)[\w']+){0,4}?,?[ \n]+and[ \n]+))?"
    r"(?:(?:not|never|also|then|later|once|twice|only|just|almost|nearly|first|again|both|all|either|dead|soon|himself|herself|\w+ly)"
    r"[ \n]+){0,4})\Z",
    regex.IGNORECASE,
)
_UNDONE: Final = regex.compile(r"\b(?:not|never|almost|nearly)\b", regex.IGNORECASE)
_INFINITIVE: Final = regex.compile(
    r"\b(?:would|could|may|might|should|must|can|cannot|will|to|not|n't|never|or|and|i'll|they'll|you)(?:[ \n]\w+)?[ \n]+\Z",
    regex.IGNORECASE,
)
# What may follow a participle that has no object behind it.
_NO_OBJECT: Final = (
    r"(?=[ \n]+(?:in|at|outside|inside|near|on|while|during|after|from|before|as|over|behind|when|yards|metres"
    r"|miles|hours|minutes|days"
    r"|to[ \n]death|and[ \n]left|and[ \n]killed|and[ \n]raped|and[ \n]robbed|multiple[ \n]times"
    r"|several[ \n]times|repeatedly|last|this|under"
    r"|by|with|\d+[ \n]times|dead|through|for[ \n]\w+[ \n](?:years|months))\b|[ \n]*[,;:.!?)|–—]|[ \n]+[-–—]|\Z)"
)
# “attacked for his record”, “kicked out of the club”, “killed off by the scriptwriters”, “beaten to second place”.
_OTHER_SENSE: Final = regex.compile(
    r"attacked[ \n](?:for|over|as|online|on[ \n](?:social|twitter))\b|kicked[ \n](?:out|off|up|around|into|upstairs)\b"
    r"|shot[ \n](?:down|up|on[ \n](?:location|film|an?[ \n]i?phone)|to[ \n]fame|at[ \n]a[ \n]cost|in[ \n](?:black|high|hd))\b"
    r"|killed[ \n]off\b|beaten[ \n](?:to[ \n](?!death)|back|into[ \n](?:second|third)|path)|choked[ \n](?:up"
    r"|with|off)\b|drowned[ \n]out\b"
    r"|tortured[ \n]by[ \n](?:guilt|grief|doubt|the[ \n]thought)|drugged[ \n]up\b|poisoned[ \n](?:the"
    r"|against)\b|punched[ \n](?:above|in)\b",
    regex.IGNORECASE,
)
# “falsely claiming she was raped”, “made up that he was attacked”.
_FALSE: Final = regex.compile(
    r"\b(?:fals(?:e|ely)|lied|lying|lies|made[ \n]up|making[ \n]up|invent(?:ed|ing)|fabricat\w+|hoax|pretend\w*|imagin\w+)\b",
    regex.IGNORECASE,
)
# A label in capitals that a page puts before the teaser of another story, in the middle of a line.
_KICKER: Final = regex.compile(
    r"(?<=\w[^\w]{1,8})\p{Lu}{2,}(?:[ ][\p{Lu}'&]{2,}){1,5}[?!]?[ ](?:[\p{L}\d,'-]+[ ]){0,6}\Z"
)
_BY_WHOM: Final = regex.compile(r"\bby[ \n](?:whom|which)\b[^,;:.!?]*\Z", regex.IGNORECASE)
_AT_HANDS: Final = r"at[ \n]+the[ \n]+hands?[ \n]+of|in[ \n]+an?[ \n]+(?:\w+[ \n]+)?(?:attack|ambush|shooting)[ \n]+by"
_DELIBERATE: Final = regex.compile(
    r"\b(?:deliberately|rammed|ploughed|plowed|mowed|mown|terror\w*|attack\w*|murder\w*)\b", regex.IGNORECASE
)
_SUBORDINATE: Final = regex.compile(
    r"\b(?:when|after|as|while)[ \n]+(?:an?|the|his|her|their|two|three|\p{Lu}\w+)[ \n](?:[\w-]+[ \n]){0,3}"
    r"(?:opened[ \n]fire|attacked|stabbed|shot|punched|beat|kicked|broke[ \n]in|burst|drove|lunged|set[ \n]upon|turned[ \n]on)\b"
)
# What bystanders hear and police count says less than a gun that “went off”.
_HEARD: Final = regex.compile(r"(?:gun)?shots?\b|rounds?\b", regex.IGNORECASE)
_CLAUSE: Final = regex.compile(r"[,;:–—](?=[ \n])|[ ]-[ ]")
_FEW: Final = 4
# “44 women have been killed” counts; it tells no act.
_SO_FAR: Final = regex.compile(r"\b(?:have|has|ha(?:s|ve)[ \n]\w+ly)[ \n]\Z", regex.IGNORECASE)
_BESIDE: Final = regex.compile(
    r"\b(?:who|whom|whose|that|which|where|wherever|when|while|before|after|since|as|if|how|because|until|whether|why|than|says?|said"
    r"|told|tells|heard|claims?|claimed|believes?|believed|of|having"
    r"|(?:the|that)[ \n](?:day|night|moment|time)[ \n](?:he|she|they|\p{Lu}))\b",
    regex.IGNORECASE,
)
_SELVES: Final = frozenset(("himself", "herself", "themselves"))
_LAST_WORDS: Final = regex.compile(r"[\w'-]+")


class Voice(NamedTuple):
    """A stretch of a block (code points of its text) in which a doer is missing or replaced.

    `kind`: passive, event, weapon, reflexive or headline. `confidence`: high, medium or low. `evidence` are the
    words that show it. `main`: told for its own sake, not beside something else (“before she was killed”).
    """

    start: int
    end: int
    kind: str
    confidence: str
    evidence: tuple[Span, ...]
    main: bool = True


class Words(NamedTuple):
    """The patterns and words of this analysis, made from a lexicon once; `done` wants small letters.

    The `…_words` are what the matches of a pattern begin with, or hold behind that: a block without them is not searched.
    """

    done: "re.Pattern[str]"
    done_words: frozenset[str]
    event_words: frozenset[str]
    happen_words: frozenset[str]
    weapon_words: frozenset[str]
    act_words: frozenset[str]
    rest: "regex.Pattern[str]"
    agent: "regex.Pattern[str]"
    vehicle: "regex.Pattern[str]"
    event: "regex.Pattern[str]"
    weapon: "regex.Pattern[str]"
    reflexive: "regex.Pattern[str]"
    accident: "regex.Pattern[str]"
    harmed: "regex.Pattern[str]"
    transitive: frozenset[str]
    no_person: frozenset[str]
    actors: frozenset[str]


def words(sets: Mapping[str, Sequence[str]]) -> Words:
    """Compile the patterns from the vocabulary sets named in SETS."""
    forms = {name: any_of(sets[name]) for name in SETS}

    def compiled(pattern: str) -> "regex.Pattern[str]":
        return regex.compile(pattern, regex.IGNORECASE)

    done, weapon, vehicle = forms["voice-participle"], forms["voice-weapon"], forms["voice-vehicle"]
    thing = rf"(?:an?|the|stray|his|her|their|its|\w+'s)?[ \n]*(?:[\w-]+[ \n]+){{0,2}}{weapon}\b"
    rolling = (
        rf"(?:an?|the|his|her|their)[ \n]+(?:[\w-]+[ \n]+){{0,2}}{vehicle}\b(?![ \n]+(?:driver|thief|thieves|gang))"
    )
    event = rf"(?<!\b(?:heart|panic|asthma|cyber|personal|air|big|movie|film)[ \n])(?<![\w-]){forms['voice-event']}"
    return Words(
        re.compile(rf"(?<![\w'-]){done}\b(?!-)(?:[ \n]+to[ \n]death)?"),
        first_words(sets["voice-participle"]),
        first_words(sets["voice-event"]),
        first_words(sets["voice-happen"]),
        first_words(sets["voice-weapon"]),
        first_words([*sets["voice-weapon-act"], *sets["voice-weapon-hit"]]),
        compiled(_NO_OBJECT),
        compiled(rf"\bby[ \n]+(?!{_TIMES}|{_MANNER})(?!{thing})(?!{rolling})[\w'\"$]|{_AT_HANDS}"),
        compiled(rf"\bby[ \n]+{rolling}"),
        compiled(
            rf"{event}(?:[ \n]+(?:on|of|against|inside|at|in)(?:[ \n]+(?!by\b|that\b|which\b)[\w'-]+){{1,5}}?)?"
            rf"[ \n]+(?:(?:had|has|have|reportedly|allegedly|is[ \n]alleged[ \n]to[ \n]have|is[ \n]said[ \n]to[ \n]have"
            rf"|first|then|also)[ \n]+){{0,2}}"
            rf"{forms['voice-happen']}\b(?![ \n]+by\b)"
        ),
        compiled(
            rf"(?<![\w-]){weapon}[ \n]+(?:(?:suddenly|then|accidentally|had|has|also|first)[ \n]+){{0,2}}"
            rf"(?:{forms['voice-weapon-act']}(?=[ \n]+(?:in|as|when|while|and|by[ \n]accident|during|accidentally|again"
            rf"|inside|at[ \n]close"
            rf"|from|across|near|outside|through|at)\b|[,;:.!?]|\Z)(?<!\bfired|\bdischarged)"
            rf"|(?:fired|discharged)(?=[ \n]+(?:as|when|while|accidentally|by[ \n]accident)\b|[,;:.!?]|\Z)"
            rf"|(?:was|were)[ \n]+(?:fired|discharged)\b(?!(?:[ \n]+[\w'-]+){{0,8}}[ \n]+by\b)"
            rf"|{forms['voice-weapon-hit']}[ \n]+(?:him|them|her|his|their|the[ \n](?:man|woman|boy|girl|child|victim"
            rf"|officer|teenager)"
            rf"|an?[ \n](?:man|woman|boy|girl|child|officer)|(?-i:\p{{Lu}}\p{{Ll}}))\b?)"
        ),
        compiled(
            rf"\b(?:found|finds|find|finding)[ \n]+(?:himself|herself|themselves)[ \n]+(?:(?:the|a|an)[ \n]+)?(?:\w+ly[ \n]+)?"
            rf"(?:victims?\b(?![ \n]support)|targets?\b|subject(?:ed)?[ \n](?:of|to)|being[ \n]+(?:\w+ly[ \n]+)?{done}\b"
            rf"|{done}\b)"
        ),
        compiled(rf"\b{forms['voice-accident']}\b"),
        compiled(
            rf"\b(?P<head>{forms['voice-harmed-head']})(?:,?[ \n]*\(?(?:aged[ \n])?\d{{1,3}}\)?,?)?[ \n]+(?:\w+ly[ \n]+"
            rf"|also[ \n]+)?\Z"
        ),
        frozenset(sets["voice-transitive"]),
        frozenset(sets["voice-no-person"]),
        frozenset(sets["voice-actor-noun"]),
    )


def first_words(forms: Iterable[str]) -> frozenset[str]:
    """What each form begins with, up to a blank or hyphen."""
    return frozenset(form.replace("-", " ").split()[0] for form in forms)


def word_set(folded: str) -> set[str]:
    """The words of a text, in small letters, near enough to tell that a word is not among them."""
    low = folded.lower()
    for sign in ".,:;!?\"'()-–—":
        if sign in low:
            low = low.replace(sign, " ")
    return set(low.split())


def local(
    place: str, folded: str, words: Set[str], sentences: Sequence[tuple[int, int]], patterns: Words
) -> list[Voice]:
    """What one block shows, in the order of the text.

    `folded` is its folded text, `words` what `word_set` finds there, `sentences` their spans in it.
    """
    found: list[Voice] = []
    for one in _candidates(place, folded, words, patterns, sentences):
        if not any([one.start < other.end and other.start < one.end for other in found[-3:]]):
            found.append(one)
    return sorted(found)


def _candidates(
    place: str,
    text: str,
    here: Set[str],
    patterns: Words,
    sentences: Sequence[tuple[int, int]],
) -> Iterator[Voice]:
    def voice(start: int, end: int, kind: str, confidence: str) -> Voice:
        main = kind == "headline" or _is_main(text[around(start)[0] : start], kind)
        return Voice(start, end, kind, confidence, (Span(start, end),), main)

    def around(position: int) -> tuple[int, int]:
        start, end = sentences[number_at(sentences, position)]
        return max(start, position - _WINDOW), min(end, position + _WINDOW)

    if not _SELVES.isdisjoint(here):
        for match in patterns.reflexive.finditer(text):
            yield voice(*match.span(), "reflexive", "high")
    if not patterns.done_words.isdisjoint(here):
        for done in patterns.done.finditer(text.lower()):
            if (seen := _participle(text, place, done, *around(done.start()), patterns)) is not None:
                yield voice(*seen)
    if not (patterns.event_words.isdisjoint(here) or patterns.happen_words.isdisjoint(here)):
        for match in patterns.event.finditer(text):
            start, end = around(match.start())
            kicker = _KICKER.search(text, max(0, match.start() - _REACH), match.start())
            if (
                not kicker
                and not _is_figurative(text, match, start, end)
                and not taken_back(text, start, match.start())
            ):
                yield voice(*match.span(), "event", "high")
    if not (patterns.weapon_words.isdisjoint(here) or patterns.act_words.isdisjoint(here)):
        for match in patterns.weapon.finditer(text):
            start, end = around(match.start())
            if not _is_figurative(text, match, start, end) and not taken_back(text, start, match.start()):
                yield voice(*match.span(), "weapon", "medium" if _HEARD.match(match.group()) else "high")


def _is_main(before: str, kind: str) -> bool:
    """Whether an act is told in a clause of its own; an event then has little more than an article before it."""
    clause = _CLAUSE.split(before)[-1]
    return not (_BESIDE.search(clause) or _SO_FAR.search(clause)) and (kind == "passive" or len(clause.split()) <= _FEW)


def _is_figurative(text: str, match: "re.Match[str] | regex.Match[str]", start: int, end: int) -> bool:
    return figurative(text[start:end], (match.start() - start, match.end() - start))


def _participle(
    text: str, place: str, match: "re.Match[str]", start: int, end: int, patterns: Words
) -> tuple[int, int, str, str] | None:
    """A participle of violence in the sentence text[start:end] as a passive, a verbless line, or nothing."""
    be = _BE.search(text, max(start, match.start() - _REACH), match.start())
    if not be and not patterns.rest.match(text, match.end()):
        return None
    if _KICKER.search(text, max(0, match.start() - _REACH), match.start()):
        return None
    if _OTHER_SENSE.match(text, match.start()) or _is_elsewhere(text, match, start, end, patterns):
        return None
    if be:
        if not _is_told(text, be, start, patterns) or _has_agent(text, match.end(), end, patterns):
            return None
        acted = _SUBORDINATE.search(text, match.end(), end)
        present = be["be"].lower() in ("am", "is", "are", "be", "being", "get", "gets", "getting")
        return be.start(), match.end(), "passive", "medium" if present or acted else "high"
    if _has_agent(text, match.end(), end, patterns):
        return None
    return _verbless(text, place, match, start, patterns)


def _verbless(
    text: str, place: str, match: "re.Match[str]", start: int, patterns: Words
) -> tuple[int, int, str, str] | None:
    """A participle without “was”: “Woman, 34, stabbed in Leeds”, “Stabbed to death in 2015”, “women raped in the war”."""
    before = text[max(start, match.start() - _REACH) : match.start()]
    if not before.strip() or (
        0 < label_length(text) <= match.start() and not text[label_length(text) : match.start()].strip()
    ):
        return (match.start(), match.end(), "passive", "medium") if place in _LINES or label_length(text) else None
    head = patterns.harmed.search(before)
    if place in HEADLINES or place == "heading":
        opening = match.start() - len(head.group()) if head else match.start()
        if not head and not _is_noun(before, match, patterns):
            return None
        return opening, match.end(), "headline", "high" if head else "medium"
    if head and (match.group().lower() not in patterns.transitive or _OBLIQUE.search(before[: head.start()])):
        return match.start() - len(before) + head.start(), match.end(), "passive", "medium"
    return None


_OBLIQUE: Final = regex.compile(
    r"\b(?:of|for|with|by|to|from|about|on|like|including|among|between|behind|remember\w*|identif\w+|named?|f[io]und\w*|help\w*|one)"
    r"[ \n]+(?:(?!and\b|who\b)[\w'-]+,?[ \n]+){0,4}\Z",
    regex.IGNORECASE,
)
_NO_NOUN: Final = frozenset(
    """have has had having who that which he she they i we you it to not never and or but by be been being is are was
    were the a an
    his her their its himself herself themselves allegedly then also after before when as while of in on for "" get
    gets got""".split()
)


def _is_noun(before: str, match: "re.Match[str]", patterns: Words) -> bool:
    """Whether the word before a participle may be whom it was done to, and not who did it."""
    found = regex.search(r"([\p{L}'.-]+)(?:,?[ \n]\(?(?:aged[ \n])?\d{1,3}\)?,?)?(?:[ \n]\w+ly)?[ \n]\Z", before)
    if not found:
        return False
    word = found[1].lower()
    if word in _NO_NOUN or word in patterns.no_person or word.endswith(("ly", "n't")):
        return False
    return not (word in patterns.actors and match.group().lower() in patterns.transitive)


def _is_told(text: str, be: "regex.Match[str]", start: int, patterns: Words) -> bool:
    """Whether a passive tells what was done to somebody: not denied, not supposed, not of a thing."""
    if _UNDONE.search(be["gap"]):
        return False
    if be["be"].lower() in ("be", "get") and _INFINITIVE.search(text, max(start, be.start() - 40), be.start()):
        return False
    if _FALSE.search(text, max(start, be.start() - _REACH), be.start()):
        return False
    if taken_back(text, start, be.start()) or _BY_WHOM.search(text, max(start, be.start() - _REACH), be.start()):
        return False
    return not _is_thing(text[max(start, be.start() - 60) : be.start()].lower(), patterns)


def _is_thing(before: str, patterns: Words) -> bool:
    """Whether the subject that `before` ends with is a thing or an animal, by its head: “the dog of the house”."""
    last = _LAST_WORDS.findall(before)[-5:]
    while last and last[-1] in ("that", "which", "has", "have", "had", "and", "later", "also", "reportedly", "who"):
        if last[-1] == "who":
            return False
        last.pop()
    if "of" in last[1:]:
        last = last[: last.index("of", 1)]
    return bool(last) and (last[-1] in patterns.no_person or last[-1] == "it")


def _is_elsewhere(text: str, match: "re.Match[str]", start: int, end: int, patterns: Words) -> bool:
    """Whether the words around say accident, war, animal, sport or film."""
    word = match.group().lower()
    near = max(start, match.start() - _REACH), min(end, match.end() + _REACH)
    if patterns.accident.search(text, *near) and word in _ALSO_ACCIDENT:
        return True
    if word in patterns.transitive or word in ("beaten", "battered", "beaten up"):
        return _is_figurative(text, match, start, end)
    return False


_ALSO_ACCIDENT: Final = frozenset(
    """killed drowned attacked shot slain suffocated poisoned choked battered beaten drugged kicked mauled tortured""".split()
) | {
    "shot dead",
    "set alight",
    "set on fire",
    "shot and killed",
    "left paralysed",
    "left brain damaged",
    "left unconscious",
}


def _has_agent(text: str, start: int, end: int, patterns: Words) -> bool:
    """Whether a doer follows in the same clause, whatever stands between; a vehicle is one unless somebody drove it at people."""
    rest = text[start:end]
    if "," in rest:
        rest = _INTERRUPTION.sub(" ", rest)
    clause = _CLAUSE_END.split(rest, maxsplit=1)[0]
    if patterns.agent.search(clause):
        return True
    return bool(patterns.vehicle.search(clause)) and not _DELIBERATE.search(clause)
