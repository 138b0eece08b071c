"""Negation that ends where a new clause begins, hypothesis, and violence that is a film's, a game's or a vote's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethicslint.analysis.polarity import figurative, taken_back


@pytest.mark.parametrize(
    "before",
    [
        "He did not ",
        "He never once ",
        "Nobody ",
        "He had hardly ",
        "No man ",
        "They left without ",
        "He hid rather than ",
        "He ran instead of ",
        "He stopped short of ",
        "She asked whether he had ",
        "If he had really ",
        "Suppose he ",
        "In case he ",
        "He couldn't have ",
    ],
)
def test_words_in_front_take_a_claim_back(before: str) -> None:
    assert taken_back(before + "killed", 0, len(before))


@pytest.mark.parametrize(
    "before",
    [
        "He was not at home when he ",
        "He was found not guilty but ",
        "He was not there until he ",
        "He not only ",
        "There is no doubt he ",
        "He had not slept because he ",
        "He did not sleep. He ",
        "He had no money, and he ",
        "If convicted, he faces life; he ",
        "He was not alone although he ",
        "The knot was tied before he ",
        "He noted that he ",
        "",
    ],
)
def test_a_new_clause_or_another_sense_takes_nothing_back(before: str) -> None:
    assert not taken_back(before + "killed", 0, len(before))


@pytest.mark.parametrize(
    "sentence",
    [
        "Roe [shot] the film in Wales.",
        "Roe [attacked] from the left and found the goalkeeper.",
        "Roe [beat] Poe 6-4 in the semi-final.",
        "Roe [beat] the world record in Cork.",
        "Roe [killed] the legislation in committee.",
        "Roe [attacked] his opponent before the general election.",
        "Rangers [killed] the game at half-time.",
        "In the thriller he [stabbed] a man.",
        "He plays a man who [murdered] his wife.",
        "In the video game the hero [shot] guards.",
    ],
)
def test_words_beside_say_that_the_violence_is_none(sentence: str) -> None:
    start, end = sentence.index("["), sentence.index("]") - 1
    assert figurative(sentence.replace("[", "").replace("]", ""), (start, end))


@pytest.mark.parametrize(
    "sentence",
    [
        "Roe [shot] his wife in Wales.",
        "Roe [attacked] a man with a cricket bat.",
        "Video showed that Roe [beat] a guard.",
        "Roe [killed] two people in 2014-15.",
        "Roe, 34, [punched] a nurse on the ward.",
        "Roe filmed himself as he [kicked] her.",
        "Roe [stabbed] his brother on polling day.",
    ],
)
def test_plain_violence_is_not_figurative(sentence: str) -> None:
    start, end = sentence.index("["), sentence.index("]") - 1
    assert not figurative(sentence.replace("[", "").replace("]", ""), (start, end))


def test_words_far_away_in_the_sentence_do_not_make_it_figurative() -> None:
    sentence = "Roe stabbed his wife" + " and went on down the long road" * 5 + " to the match."
    assert not figurative(sentence, (4, 11))


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_any_text_can_be_read(text: str, start: int, length: int) -> None:
    taken_back(text, min(start, len(text)), min(start + length, len(text)))
    figurative(text, (min(start, len(text)), min(start + length, len(text))))
