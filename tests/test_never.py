"""What the texts of the rules never do, whatever a rule is about: no advice, message or reason is a danger to anybody.

Each law reads every rule. `advice` is what is offered in the place of words; `texts` is all that a rule says of its own.
"""

import re
from collections.abc import Iterator

import pytest

from ethicslint.analysis.kinds import KINDS
from ethicslint.engine.lint import lint
from ethicslint.project.rulecache import rules
from ethicslint.rulebook.builtin import builtin_folder
from ethicslint.rulebook.checklist import questions
from ethicslint.rulebook.model import Advice, Rule
from ethicslint.text.document import Document
from ethicslint.text.source import Source

BOOK = rules().book()
RULES = list(BOOK.rules.values())
QUESTIONS = questions([builtin_folder()], BOOK.topics, BOOK.citations)

CRIME = re.compile(
    r"\b(?:rap(?:e|es|ed|ing|ist)|murder(?:s|ed|ing|er)?|kill(?:s|ed|ing|ings|er)?|assault(?:s|ed|ing)?|abus(?:e|es|ed|er|ing)"
    r"|attack(?:s|ed|er|ing)?|strangl\w+|stabb\w+|groom(?:ed|ing)|traffick\w+|exploit\w*|harass\w*|manslaughter)\b",
    re.IGNORECASE,
)
# What keeps advice from stating what the copy may not have: a gap for the writer, a condition, or somebody who says it.
HEDGE = re.compile(
    r"\[|\bif\b|\bas the (?:copy|law|charge|complaint|family)\b|"
    r"\bwho (?:says|said|is accused|accuses|arranged|recruited|attacked)\b"
    r"|\ballege[ds]?\b|\baccused\b|\b(?:is|are) said to\b|"
    r"\b(?:prosecutors?|police|the court|the judge|a source) (?:says?|found|heard)\b",
    re.IGNORECASE,
)

# The words that these flag say the same crime already, in other words: nothing is added to the copy.
SAY_SO_THEMSELVES = {
    "children/child-prostitute",
    "children/child-sex",
    "minimising/child-pornography",
    "minimising/honour-killing",
    "perpetrator-sympathy/tragic-killer",
    "sensationalism/blood-metaphor",
    "sensationalism/rampage-words",
    "sensationalism/scorekeeping",
    "sensationalism/slaughter-words",
    "suicide/killing-as-suicide",
    "victim-blaming/women-warned",
}


def advice(rule: Rule) -> Iterator[Advice]:
    yield from rule.instead
    for term in rule.terms:
        yield from term.instead


def texts(rule: Rule) -> Iterator[str]:
    yield from (rule.title, rule.message, rule.why, rule.leave_if)
    yield from (one.words for one in advice(rule))
    for term in rule.terms:
        yield from (term.message, term.why)


def offending(pattern: re.Pattern[str], said: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, text) for name, text in said if pattern.search(text)]


def all_advice() -> Iterator[tuple[str, str]]:
    return ((rule.id, one.words) for rule in RULES for one in advice(rule))


def all_texts() -> Iterator[tuple[str, str]]:
    yield from ((rule.id, text) for rule in RULES for text in texts(rule))
    yield from ((f"question {name}", text) for name, one in QUESTIONS.items() for text in (one.ask, one.why))


def bare(words: str) -> str:
    """Advice without what stands in brackets: that is for the writer to fill in."""
    return re.sub(r"\[[^]]*\]", "", words)


def test_no_advice_states_a_crime_that_the_copy_may_not_have() -> None:
    """A word for a crime is offered with a gap, a condition or somebody who says it, or for words that say the same."""
    stated = {
        rule.id: one.words
        for rule in RULES
        for one in advice(rule)
        if CRIME.search(bare(one.words)) and not HEDGE.search(one.words)
    }
    assert {name: words for name, words in stated.items() if name not in SAY_SO_THEMSELVES} == {}
    assert set(stated) == SAY_SO_THEMSELVES


def test_no_advice_takes_a_conviction_for_granted() -> None:
    """What holds after a conviction is offered for that stage, on the condition that there is one, or for words that say it."""
    decided = re.compile(
        r"\b(?:convict(?:ed|ion)|guilty|sentenced?|jailed|acquitt\w+|overturned|quash\w+|life|court|years)\b",
        re.IGNORECASE,
    )
    open_ended = re.compile(
        r"[(“]|\b(?:if|whether|until|which|who|what|whoever|not guilty|no conviction|charge or conviction)\b",
        re.IGNORECASE,
    )
    granted = [
        (rule.id, one.stage, one.words)
        for rule in RULES
        for one in advice(rule)
        if one.stage != "convicted"
        and re.search(r"\b(?:convict(?:ed|ion)|guilty|sentenced|jailed)\b", bare(one.words), re.IGNORECASE)
        and not open_ended.search(one.words)
        and not all(decided.search(example.text) for example in rule.bad)
    ]
    assert granted == []


def test_no_advice_wants_an_active_verb_about_an_accused_before_a_verdict() -> None:
    """Where somebody with a name does something violent, it is what they are accused of, or what somebody says."""
    active = re.compile(
        r"\[name\](?:,| who| has| had)* (?:rap|murder|kill|assault|abus|attack|strangl|stabb|beat|shot|fired)\w*",
        re.IGNORECASE,
    )
    said = re.compile(r"\b(?:says?|said|found|alleges?|accused|charged)\b")
    bold = [
        (rule.id, one.words)
        for rule in RULES
        for one in advice(rule)
        if one.stage in ("general", "before-verdict") and active.search(one.words) and not said.search(one.words)
    ]
    assert bold == []
    wanted = re.compile(r"\b(?:use|in|with|write in) (?:the |an )?active (?:voice|verb)", re.IGNORECASE)
    assert offending(wanted, all_texts()) == []


def test_no_word_is_pushed_on_a_person() -> None:
    """“Survivor” is offered nowhere but to whoever asked for it."""
    assert offending(re.compile(r"\bsurvivors?\b", re.IGNORECASE), all_advice()) == []


def test_no_advice_takes_away_a_hedge_a_denial_or_the_defence() -> None:
    """Nobody is told to leave out “alleged”, a plea, a denial, or what the defence says, while guilt is open."""
    away = re.compile(
        r"\b(?:without|leave out|omit|delete|drop|cut|remove|strike)\b[^;,(]{0,30}"
        r"(?:\b(?:alleged(?:ly)?|denials?|denies|denied|defence|plea|pleaded)\b)",
        re.IGNORECASE,
    )
    told = [
        (rule.id, one.words)
        for rule in RULES
        for one in advice(rule)
        if one.stage != "convicted" and away.search(one.words)
    ]
    assert told == []


def test_nobody_is_called_guilty_innocent_or_a_liar() -> None:
    """Neither in advice nor in reasons, outside quotation marks; and no acquittal is glossed."""
    called = re.compile(
        r"\b(?:he|she|they|\[name\]|\[he or she\]) (?:is|was|are|were) "
        r"(?:really |in fact |truly )?(?:guilty|innocent|lying|a liar)\b"
    )
    assert offending(called, ((name, re.sub(r"“[^”]*”", "", text)) for name, text in all_texts())) == []
    gloss = re.compile(
        r"\b(?:acquittal|acquitted|not guilty|cleared)\b[^.]{0,60}\b(?:only means|means only|merely|does not mean|doesn't mean|"
        r"is not (?:the same as )?innocen\w+|is no proof of innocence|could not be proved|was not proved)\b",
        re.IGNORECASE,
    )
    assert offending(gloss, all_texts()) == []


def test_nothing_is_said_to_be_legally_safe() -> None:
    safe = re.compile(
        r"\b(?:legally (?:safe|sound|clear(?:ed)?)|safe to (?:publish|print|run|use)|(?:perfectly|always) (?:lawful|legal|safe)|"
        r"cannot be sued|no legal risk|libel-proof)\b",
        re.IGNORECASE,
    )
    assert offending(safe, all_texts()) == []


def test_nobody_is_sent_to_those_who_were_harmed_to_jurors_or_the_bereaved() -> None:
    """Questions about what they agreed to are no errand; neither rules nor the checklist ask a reporter to go and see them."""
    errand = re.compile(
        r"\b(?:ask|call|ring|contact|phone|visit|interview|approach|speak to|talk to|get a quote from|seek comment from)\s+"
        r"(?:the |a |an |any |her |his |their |one of the )?"
        r"(?:victims?|complainants?|survivors?|jurors?|jury|witness(?:es)?|bereaved|famil(?:y|ies)|relatives?|mother|father|"
        r"parents?|person harmed|people harmed)\b",
        re.IGNORECASE,
    )
    assert offending(errand, all_texts()) == []


def test_no_advice_asks_for_what_would_prejudice_an_open_case() -> None:
    """History, records, earlier complaints and character are for the time after the verdict."""
    history = re.compile(
        r"\b(?:criminal record|the record shows|public record|(?<!no )previous (?:convictions?|offences?|complaints?)|"
        r"earlier (?:convictions?|offences?|violence|abuse)"
        r"|history of|prior abuse|past abuse|pattern of|bad character)\b",
        re.IGNORECASE,
    )
    asked = [
        (rule.id, one.words)
        for rule in RULES
        for one in advice(rule)
        if one.stage in ("general", "before-verdict") and history.search(one.words)
    ]
    assert asked == []


def test_no_advice_shows_sexual_or_graphic_wording() -> None:
    graphic = re.compile(
        r"\b(?:penis|vagina\w*|genital\w*|breasts?|buttocks|anal|anally|oral sex|orally|penetrat\w+|ejaculat\w+|masturbat\w+|"
        r"naked|nude|"
        r"blood-\w+|bloodied|gore|severed|decapitat\w+|dismember\w+|mutilat\w+|ligature|noose|hang(?:ed|ing)|"
        r"stab wounds?|gunshot)\b",
        re.IGNORECASE,
    )
    assert offending(graphic, all_advice()) == []


def test_nothing_is_inferred_of_race_religion_sexuality_or_status() -> None:
    """No analysis has a name for them, and no advice brings them in."""
    words = re.compile(
        r"\b(?:race|ethnic\w*|religio\w*|muslim|christian|jewish|hindu|sexuality|gay|lesbian|bisexual|immigra\w+|asylum|nationality|caste)\b",
        re.IGNORECASE,
    )
    named = [
        name
        for kind, keys in KINDS.items()
        for name in (kind, *keys, *(value for values in keys.values() for value in values))
    ]
    assert [name for name in named if words.search(name)] == []
    condition = re.compile(r"\bif\b|\bas the copy has it\b|\[|\bwithout\b|\bleave\b")
    assert [row for row in all_advice() if words.search(row[1]) and not condition.search(row[1])] == []


def test_no_age_number_or_sex_is_offered_that_the_copy_may_not_have() -> None:
    """Figures stand in gaps; so does who is he and who is she, unless the words flagged or the copy say so."""
    figure = re.compile(r"\b\d+\b")
    assert [row for row in all_advice() if figure.search(re.sub(r"\b20\d\d\b", "", bare(row[1])))] == []
    sexed = re.compile(r"\b(?:he|she|him|his|her|hers|himself|herself)\b")
    either = re.compile(r"\b(?:he or she|she or he|his or her|her or his|him or her|her or him|him- or herself)\b")
    open_ended = re.compile(r"\bas the copy has it\b|\bif\b")
    offered = [
        (rule.id, one.words)
        for rule in RULES
        for one in advice(rule)
        if sexed.search(either.sub("", bare(one.words)))
        and not open_ended.search(one.words)
        and not any(sexed.search(example.text) for example in rule.bad)
    ]
    assert offered == []


@pytest.mark.parametrize("family", ["identification", "restrictions"])
def test_messages_of_these_families_have_no_gap_for_words(family: str) -> None:
    said = [
        text
        for rule in RULES
        if rule.family == family
        for text in (rule.message, *(term.message for term in rule.terms))
    ]
    assert said
    assert [text for text in said if "{" in text] == []


def test_omission_is_never_above_a_suggestion() -> None:
    levels = {level for rule in RULES if rule.family == "omission" for level in (rule.level, rule.headline_level)}
    assert levels == {"suggestion"}


def test_what_is_missing_is_not_missed_where_it_cannot_be_reported() -> None:
    """A rule about what an article lacks asks for no stage or order, or falls silent at the words that explain the gap."""
    prejudicing_nothing = {
        f"omission/{one}" for one in ("support-resources", "graphic-detail-unannounced", "figure-without-a-source")
    }
    explained = "\n\nThe rest cannot be reported for legal reasons."
    for rule in RULES:
        asked = {key for key, _ in (*rule.gate.wanted, *rule.gate.unwanted)}
        if rule.family != "omission" or rule.id in prejudicing_nothing or "restriction" in asked:
            continue
        for example in rule.bad:
            found = lint(Document.read(Source(example.text + explained, "a.md")), rules())
            assert rule.id not in {one.rule for one in found}


def test_messages_state_and_never_lecture() -> None:
    """At most twenty words, and no “should”, “must”, “harmful”, “problematic”, nor a word to the writer in person."""
    lecture = re.compile(r"\b(?:should|must|harmful|problematic|inappropriate|you|your|please)\b|!", re.IGNORECASE)
    said = [(rule.id, text) for rule in RULES for text in (rule.message, *(term.message for term in rule.terms))]
    outside = [(name, re.sub(r"“[^”]*”", "", text)) for name, text in said]
    assert [row for row in outside if lecture.search(row[1]) or len(row[1].split()) > 20] == []


def test_an_error_rests_on_law_code_or_evidence_and_a_warning_on_those_or_two_guides() -> None:
    """Of every built-in rule, whatever its folder: no blog and no comment carries a warning."""
    weak = []
    for rule in RULES:
        kinds = [BOOK.citations[name].kind for name in rule.sources if name in BOOK.citations]
        levels = {rule.level, rule.headline_level, *(term.level for term in rule.terms)}
        strong = any(kind in ("law", "code", "evidence") for kind in kinds)
        guides = sum(kind in ("style", "guidance") for kind in kinds)
        if ("error" in levels and not strong) or (
            "warning" in levels and not (strong or guides > 1 or "house" in rule.sources)
        ):
            weak.append(rule.id)
    assert weak == []
