"""What an article says happened in a case, to whom, with which figures, and how each case stands in the end."""

from functools import cache
from pathlib import Path

import pytest

from ethicslint.analysis import case_sentence
from ethicslint.analysis.facts import Facts, Patterns
from ethicslint.analysis.kinds import CHARGES, EVENTS, KINDS, LABELS, STAGES
from ethicslint.lexicon.words import read
from ethicslint.text.document import Document
from ethicslint.text.source import Source

ROOT = Path(__file__).resolve().parent.parent


@cache
def patterns() -> Patterns:
    return Patterns(read([str(ROOT / "rules/vocabulary")], []).vocabulary())


def facts(text: str, kind: str = "event") -> list[dict[str, str]]:
    document = Document.read(Source(text, "a.md"))
    found = []
    for one in Facts(document.blocks, patterns()).of(kind):
        words = document.blocks[one.place.block].text[one.place.start : one.place.end]
        found.append({**dict(one.says), "words": words, "confidence": one.confidence})
    return found


def happened(text: str) -> list[str]:
    """What happened, without what is denied, supposed or of an earlier case."""
    return [
        one["what"]
        for one in facts(text)
        if (one["negated"], one["hypothetical"], one["earlier"]) == ("no", "no", "no")
    ]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Colm Roe, 34, was arrested on suspicion of rape on Friday.", ["arrested"]),
        ("Colm Roe, 34, was charged with murder and remanded.", ["charged"]),
        ("A grand jury indicted Colm Roe on three counts of bank fraud.", ["indicted"]),
        ("Colm Roe, 34, denies rape.", ["pleaded"]),
        ("Colm Roe admitted three burglaries.", ["pleaded"]),
        ("Colm Roe entered an Alford plea.", ["pleaded"]),
        ("Colm Roe is on trial at Leeds Crown Court.", ["trial"]),
        ("The jury could not agree and was discharged.", ["mistrial"]),
        ("The sheriff heard that the charge was found not proven.", ["not-proven"]),
        ("A jury acquitted Colm Roe of murder.", ["acquitted"]),
        ("Colm Roe was cleared of murder.", ["acquitted"]),
        ("A jury found Colm Roe guilty of theft.", ["convicted"]),
        ("Colm Roe was jailed for nine years.", ["sentenced"]),
        ("Colm Roe has lodged an appeal against his sentence.", ["appealed"]),
        ("The Court of Appeal quashed the conviction of Colm Roe.", ["overturned"]),
        ("The Crown offered no evidence against Colm Roe.", ["no-evidence"]),
        ("The other charge against Colm Roe was dropped.", ["dismissed"]),
        ("Colm Roe was held liable for battery.", ["liable"]),
        ("The diocese settled the lawsuit.", ["settled"]),
        ("Colm Roe was released under investigation.", ["released"]),
        ("Colm Roe was found unfit to plead.", ["unfit"]),
        ("Colm Roe accepted a caution for theft.", ["caution"]),
        ("An FIR was registered against Colm Roe.", ["reported"]),
        ("Verdict: guilty on 2 of 3 counts", ["convicted"]),
        ("Colm Roe charged up the hill and was charged £40 for the view.", []),
        ("Officers cleared the area, and the judge appealed for calm.", []),
        ("The judge dropped his pen; the committee dismissed the claim.", []),
    ],
)
def test_each_event_is_known_by_its_words(text: str, events: list[str]) -> None:
    assert [one["what"] for one in facts(text)] == events


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Colm Roe has not been charged.", "negated"),
        ("If convicted of murder, Colm Roe faces life in prison.", "hypothetical"),
        ("Colm Roe will be sentenced in May.", "hypothetical"),
        ("Colm Roe had previously been convicted of theft.", "earlier"),
        ("“I was acquitted of murder,” Colm Roe said.", "attributed"),
    ],
)
def test_what_is_denied_supposed_told_or_long_ago_says_so(text: str, key: str) -> None:
    assert facts(text)[0][key] == "yes"


def test_may_is_a_month_and_a_modal_must_govern_the_event() -> None:
    assert happened("In May Colm Roe was convicted of rape, and the judge could not attend.") == ["convicted"]


def test_an_event_has_its_person_charge_counts_term_people_court_and_date() -> None:
    text = (
        "Colm Roe, 34, was convicted on Friday at Leeds Crown Court of two counts of rape against two women.\n\n"
        "He was jailed for nine years."
    )
    verdict, sentence = facts(text)
    assert (verdict["person"], verdict["charge"], verdict["counts"]) == ("Colm Roe", "rape", "two counts")
    assert (verdict["people"], verdict["court"], verdict["date"]) == ("two women", "Leeds Crown Court", "on Friday")
    assert (sentence["person"], sentence["term"], sentence["stage"]) == ("Colm Roe", "nine years", "convicted")


def test_a_plea_has_its_kind() -> None:
    text = (
        "Colm Roe pleaded guilty.\n\nAnn Poe pleaded not guilty.\n\n"
        "Ben Hale pleaded no contest.\n\nEva Lund entered an Alford plea."
    )
    assert [one["plea"] for one in facts(text)] == ["guilty", "not-guilty", "no-contest", "alford"]


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Colm Roe was arrested over a theft.", "suspected"),
        ("Colm Roe was arrested over a theft and charged with burglary.", "charged"),
        ("Colm Roe, who denies rape, is on trial.", "on-trial"),
        ("Colm Roe denies rape. The jury could not agree and was discharged.", "undecided"),
        ("Colm Roe denied rape. A jury acquitted him of rape on Friday.", "acquitted"),
        ("Colm Roe was charged with rape. A jury found him guilty of rape on Friday.", "convicted"),
        ("Colm Roe was convicted of rape in 2012. The conviction of Colm Roe was quashed in May.", "overturned"),
    ],
)
def test_a_case_stands_where_its_last_event_leaves_it(text: str, stage: str) -> None:
    (standing,) = facts(text, "standing")
    assert (standing["stage"], standing["person"]) == (stage, "Colm Roe")


def test_the_brother_of_the_accused_has_a_case_of_his_own() -> None:
    text = "Colm Roe, 34, was convicted of robbery.\n\nHis brother was acquitted of robbery."
    assert [one["person"] for one in facts(text)] == ["Colm Roe", ""]


def test_of_two_defendants_he_is_whoever_came_last() -> None:
    text = "Colm Roe was convicted of robbery. Ann Poe was acquitted of robbery.\n\nShe was arrested in May."
    assert [one["person"] for one in facts(text)] == ["Colm Roe", "Ann Poe", "Ann Poe"]


def test_what_became_of_the_other_counts_is_told_or_not() -> None:
    told = "Colm Roe was convicted on two of three counts.\n\nHe was acquitted of the third."
    unsaid = "Colm Roe was convicted on two of three counts.\n\nHe will be sentenced in May."
    withheld = "Colm Roe was convicted on two of three counts. The third cannot be reported."
    assert [facts(text)[0]["rest"] for text in (told, unsaid, withheld)] == ["told", "unsaid", "told"]


def test_all_words_of_the_case_file_are_among_the_kinds_of_fact() -> None:
    assert set(KINDS["event"]["what"]) == set(EVENTS)
    assert set(STAGES) < set(KINDS["event"]["stage"])
    assert set(CHARGES) < set(KINDS["standing"]["charge"])
    assert KINDS["conflict"]["label"] == LABELS
    assert {name for name in case_sentence.SETS if name.startswith("charge-")} == {f"charge-{kind}" for kind in CHARGES}


def contradictions(text: str) -> list[tuple[str, str, str]]:
    """Of what each is, the words, and how sure it is."""
    return [
        (one["of"] if one["label"] == "none" else one["label"], one["words"], one["confidence"])
        for one in facts(text, "conflict")
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Colm Roe was jailed for life with a minimum term of 24 years.\n\nRoe must serve at least 26 years.",
            ("term", "26 years", "high"),
        ),
        (
            "Colm Roe was sentenced to 12 years in prison.\n\nThe judge imposed six years on the first count and four years "
            "on the second count, to run consecutively.",
            ("term", "six years on the first count and four years", "high"),
        ),
        (
            "Colm Roe was jailed for ten years, with the final two years suspended.\n\nRoe has seven years to serve in prison.",
            ("term", "seven years", "high"),
        ),
        (
            "Colm Roe was convicted on five of seven counts.\n\nHe was acquitted of the other three charges.",
            ("counts", "acquitted of the other three charges", "high"),
        ),
        (
            "Colm Roe was found guilty of raping two women.\n\nThe judge thanked Roe's three victims.",
            ("victims", "Roe's three victims", "high"),
        ),
        (
            "Colm Roe was cleared of murder but found guilty of manslaughter.\n\nRoe, convicted of murder, wept.",
            ("charge", "convicted of murder", "high"),
        ),
    ],
)
def test_figures_of_a_case_that_do_not_fit_are_found_where_they_are_told_last(
    text: str, found: tuple[str, str, str]
) -> None:
    assert contradictions(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Each count: 15 years to life\n\nVerdict: guilty on 2 of 3 counts\n\nSentence: 30 years to life (consecutive)",
        "Colm Roe was jailed for six years. He got six years for rape and four for theft, to run concurrently.",
        "Colm Roe was jailed for ten years, with four years suspended.\n\nRoe has six years to serve in prison.",
        "Colm Roe, jailed for 16 years, had his sentence reduced to 13.\n\nThe 13-year sentence stands.",
        "Colm Roe was jailed for nine years for manslaughter. In 2009 Roe had been jailed for three years for theft.",
        "Colm Roe was jailed for nine years.\n\nHis brother was jailed for eight years.",
        "Colm Roe was convicted of murder in 1999. The conviction of Roe was quashed in 2004.\n\nA second jury convicted him "
        "in 2006. Roe, a convicted murderer, is in prison.",
        "Colm Roe was convicted of four counts of stalking one woman.\n\nHer three friends gave evidence.",
        "**10.05** Colm Roe denies rape.\n\n**11.40** The rapist, says one sign outside.\n\n**15.20** Colm Roe is convicted of "
        "rape.\n\n**15.30** The accused leaves.",
    ],
)
def test_what_only_looks_like_a_contradiction_is_left_alone(text: str) -> None:
    assert contradictions(text) == []


DECLARED = "---\nethicslint:\n  cases:\n    - {accused: Colm Roe, stage: %s}\n---\n"


def standings(text: str) -> dict[str, str]:
    """The stage of each person's case, front matter included."""
    document = Document.read(Source(text, "a.md"))
    found = Facts(document.blocks, patterns(), declared=document.declared).of("standing")
    return {dict(one.says)["person"]: dict(one.says)["stage"] for one in found}


def conflict_labels(text: str) -> list[str]:
    document = Document.read(Source(text, "a.md"))
    found = Facts(document.blocks, patterns(), declared=document.declared).of("conflict")
    return [dict(one.says)["label"] for one in found]


def test_a_declared_stage_decides_how_a_case_stands() -> None:
    text = "Colm Roe, 34, was charged with murder in May. He denied it."
    assert standings(text) == {"Colm Roe": "charged"}
    assert standings(DECLARED % "on-trial" + text) == {"Colm Roe": "on-trial"}
    assert standings(DECLARED % "acquitted" + text) == {"Colm Roe": "acquitted"}


def test_a_declared_case_of_which_no_word_tells_stands_at_the_name() -> None:
    text = "Colm Roe, 34, opened a bakery in May. Roe lives in Leeds."
    assert standings(text) == {}
    assert standings(DECLARED % "on-trial" + text) == {"Colm Roe": "on-trial"}


def test_a_hedge_stays_where_the_article_declares_that_a_case_is_open() -> None:
    text = (
        "# Roe convicted of theft\n\nColm Roe, 34, was convicted of theft at Leeds Crown Court on Monday.\n\n"
        "The accused was remanded in custody."
    )
    assert conflict_labels(text) == ["hedge"]
    assert conflict_labels(DECLARED % "on-trial" + text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Police say Colm Roe admitted to the murder after his arrest.",  # no plea
        "Hundreds have been wrongfully convicted, Colm Roe, 34, wrote.",
        "Colm Roe clung to his political convictions.",
    ],
)
def test_words_of_a_verdict_or_plea_outside_a_court_are_no_event(text: str) -> None:
    assert [one for one in happened(text) if one in ("pleaded", "convicted")] == []


def test_a_denial_with_a_verb_of_its_own_does_not_reach_the_verdict() -> None:
    text = "An orthodontist who billed for braces that were never fitted was convicted of fraud."
    assert happened(text) == ["convicted"]


def test_that_count_is_the_charge_told_last() -> None:
    text = "Colm Roe, 34, was charged with attempted murder. Jurors acquitted him of that count on Friday."
    assert [(one["what"], one["charge"]) for one in facts(text)][-1] == ("acquitted", "attempted-murder")


def test_two_terms_for_two_crimes_are_parts_and_those_of_two_people_are_not() -> None:
    one = (
        "A judge gave Colm Roe, 34, five years for robbery and three years for theft, to be served one after the other."
    )
    two = "The court heard that Colm Roe, 34, was given five years for robbery while Dan Poe was given three years for theft."
    told = "# Roe jailed for %s\n\nColm Roe was jailed for %s at Leeds Crown Court on Monday.\n\n"
    assert conflict_labels(told % ("nine years", "nine years") + one) == ["none"]
    assert conflict_labels(told % ("eight years", "eight years") + one) == []
    assert conflict_labels(told % ("five years", "five years") + two) == []
