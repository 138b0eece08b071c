"""Days, dates and ages that are told apart from what they belong to: a verdict taken up again, a step of a case, “the man”."""

from functools import cache
from pathlib import Path

import pytest

from ethicslint.analysis.ages import of_nameless, of_one
from ethicslint.analysis.dates import appointments, discoveries
from ethicslint.analysis.facts import Facts, Patterns
from ethicslint.analysis.identity import Mention, Person
from ethicslint.analysis.saying import Stretch
from ethicslint.lexicon.words import read
from ethicslint.text.document import Document
from ethicslint.text.source import Source

ROOT = Path(__file__).resolve().parent.parent


@cache
def patterns() -> Patterns:
    return Patterns(read([str(ROOT / "rules/vocabulary")], []).vocabulary())


def dated(text: str) -> list[tuple[str, str]]:
    """The words that stand against each other in a conflict of dates."""
    document = Document.read(Source(text, "a.md"))
    found = []
    for one in Facts(document.blocks, patterns()).of("conflict"):
        if dict(one.says)["of"] == "date":
            places = (one.place, one.evidence[0])
            found.append(tuple(document.blocks[at.block].text[at.start : at.end] for at in places))
    return found


def roe(texts: list[str]) -> Person:
    mentions = tuple(
        Mention(number, text.index("Roe"), text.index("Roe") + 3, "surname")
        for number, text in enumerate(texts)
        if "Roe" in text
    )
    return Person("Colm Roe", mentions, frozenset(), 0, "m", "high")


def ages_of_roe(texts: list[str], nouns: list[Stretch]) -> list[tuple[str, str]]:
    return [
        (
            texts[one.place.block][one.place.start : one.place.end],
            texts[one.other.block][one.other.start : one.other.end],
        )
        for one in of_one(texts, [0], roe(texts), nouns)
    ]


def test_a_verdict_is_taken_up_with_another_weekday_than_it_was_told() -> None:
    text = "Colm Roe, 34, was found guilty of theft on Tuesday.\n\nAfter Wednesday's verdict Roe left by a side door."
    assert [later for later, _ in dated(text)] == ["Wednesday's verdict"]


def test_a_verdict_is_taken_up_with_another_year_than_it_was_told() -> None:
    text = "Colm Roe, 34, was convicted in 2016 of theft at Leeds Crown Court.\n\nThe 2017 verdict was unanimous."
    assert [words for pair in dated(text) for words in pair if "verdict" in words] == ["The 2017 verdict"]


@pytest.mark.parametrize(
    "second",
    [
        "After Tuesday's verdict Roe left by a side door.",
        "Wednesday's sentence was postponed.",  # another outcome
        "His appeal against Wednesday's bail order failed.",
    ],
)
def test_the_same_day_or_another_outcome_is_no_conflict(second: str) -> None:
    assert dated(f"Colm Roe, 34, was found guilty of theft on Tuesday.\n\n{second}") == []


def test_a_verdict_told_on_two_days_is_that_of_two_trials() -> None:
    text = (
        "Colm Roe, 34, was found guilty of theft on Tuesday.\n\nRoe was found guilty of fraud on Wednesday.\n\n"
        "After Wednesday's verdict he left."
    )
    assert dated(text) == []


def test_the_age_of_a_man_without_name_is_that_of_the_only_one_before_the_court() -> None:
    texts = ["Jailed for theft", "A 34-year-old man has been jailed.", "Roe, 43, wept."]
    assert ages_of_roe(texts, [Stretch(1, 14, 17)]) == [("Roe, 43", "34-year-old man")]


@pytest.mark.parametrize(
    ("headline", "second"),
    [
        ("Man, 43, jailed for theft", "Roe, 34, wept."),
        ("Man (43) jailed for theft", "Roe, 34, wept."),
        ("43-year-old man jailed for theft", "Roe, aged 34, wept."),
    ],
)
def test_the_age_in_a_headline_is_that_of_the_only_one_before_the_court(headline: str, second: str) -> None:
    assert len(ages_of_roe([headline, second], [])) == 1


@pytest.mark.parametrize(
    ("headline", "second"),
    [
        ("Man, 35, jailed for theft", "Roe, 34, wept."),  # a birthday
        ("Man, 34, jailed for theft", "Roe, 34, wept."),
        ("Man jailed for attack on boy, 13", "Roe, 34, wept."),
        ("Woman, 76, was robbed", "Roe, 34, wept."),
    ],
)
def test_a_birthday_and_the_age_of_who_was_harmed_are_no_conflict(headline: str, second: str) -> None:
    assert ages_of_roe([headline, second], []) == []


def test_a_year_of_birth_must_fit_the_age() -> None:
    texts = ["Jailed for theft", "Roe, 34, was sentenced on 4 May 2024.", "He was born in 1971 in Leeds."]
    assert ages_of_roe(texts, []) == [("born in 1971", "Roe, 34")]
    texts[2] = "He was born in 1990 in Leeds."
    assert ages_of_roe(texts, []) == []


def test_the_man_whom_nobody_names_has_one_age() -> None:
    assert len(list(of_nameless(["The 63-year-old man was led away.", "The man, 61, will be sentenced in May."]))) == 1
    assert list(of_nameless(["The 63-year-old man was led away.", "The woman, 61, wept."])) == []
    assert list(of_nameless(["The 63-year-old man was led away.", "A man, 61, wept."])) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Jury selection will begin on Monday, Sept. 14.", "Both sides will be ready for jury selection on Sept. 21."),
        ("Sentencing is set for 3 July.", "She will be sentenced on 5 July."),
    ],
)
def test_a_step_to_come_has_one_date(first: str, second: str) -> None:
    assert len(list(appointments([first, second]))) == 1


@pytest.mark.parametrize(
    "second",
    [
        "Sentencing is set for 3 July at Leeds.",
        "Sentencing was moved to 5 July.",
        "Sentencing had been set for 1 June.",
        "A preliminary hearing is set for 5 July.",
        "His co-accused will be sentenced on 5 July.",
    ],
)
def test_a_step_that_was_moved_or_is_somebody_elses_has_two(second: str) -> None:
    assert list(appointments(["Sentencing is set for 3 July.", second])) == []


def test_what_is_discovered_has_one_date() -> None:
    assert (
        len(
            list(
                discoveries(
                    ["The thefts were discovered in May 2023.", "Before the thefts were discovered in June 2022."]
                )
            )
        )
        == 1
    )
    assert list(discoveries(["The thefts were discovered in May 2023.", "The body was discovered in June 2022."])) == []
    assert (
        list(discoveries(["The thefts were discovered in May 2023.", "The thefts were discovered on 4 May 2023."]))
        == []
    )
