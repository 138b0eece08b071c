"""Two places that contradict each other, by what they are compared in, and what only looks like a contradiction."""

from functools import cache
from pathlib import Path

import pytest

from ethicslint.analysis.facts import Facts, Patterns
from ethicslint.lexicon.words import read
from ethicslint.text.document import Document
from ethicslint.text.source import Source

ROOT = Path(__file__).resolve().parent.parent


@cache
def patterns() -> Patterns:
    return Patterns(read([str(ROOT / "rules/vocabulary")], []).vocabulary())


def conflicts(text: str) -> list[tuple[str, str, str, str]]:
    """What each is of, the later words, the earlier words, and how sure it is."""
    document = Document.read(Source(text, "a.md"))
    found = []
    for one in Facts(document.blocks, patterns()).of("conflict"):
        later, earlier = (
            document.blocks[place.block].text[place.start : place.end] for place in (one.place, one.evidence[0])
        )
        found.append((dict(one.says)["of"], later, earlier, one.confidence))
    return found


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Colm Brannigan", "Colm Branigan"),
        ("Helena Matthews", "Helena Mathews"),
        ("Jamal El Haddadi", "Jamal Elhaddadi"),
        ("Lars Tomassen", "Lars Tomasson"),
        ("Conor Dooran", "Conor Doorin"),
        ("Martha Daleyi", "Martha Daley"),
        ("Stephen Carmody", "Steven Carmody"),
        ("Philip Carmody", "Phillip Carmody"),
        ("Sara Oduya", "Sarah Oduya"),
        ("Brian Pankisson", "Brian Pankinson"),
    ],
)
def test_one_name_in_two_spellings_is_shown_at_the_later_place(first: str, second: str) -> None:
    text = f"{first}, 34, a plumber, was charged with murder.\n\nThe jury heard that {second}, a keen cook, told police he ran."
    assert [one[:3] for one in conflicts(text)] == [("name", second, first)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Colm Brannigan", "Aidan Brannigan"),  # brothers
        ("Dan Brannigan", "Dean Brannigan"),
        ("Paul Roberts", "Paul Robert"),
        ("Anna Lowe", "Anna Rowe"),
        ("José Álvarez", "Jose Alvarez"),
        ("Jakub Kłobowski", "Jakub Klobowski"),
        ("Peter O'Neill", "Peter ONeill"),
        ("Ann Poe", "Ann Roe"),  # too short to tell
        ("Colm Brannigan", "Colm Brannigan Jr"),
    ],
)
def test_two_names_of_two_people_are_no_conflict(first: str, second: str) -> None:
    text = f"{first}, 34, a plumber, was charged with murder.\n\nThe jury heard that {second}, a keen cook, told police he ran."
    assert conflicts(text) == []


def test_two_names_in_one_sentence_are_two_people() -> None:
    assert conflicts("Colm Brannigan, 34, and Colm Branigan, 31, were charged with murder.") == []


@pytest.mark.parametrize(
    ("text", "odd", "right"),
    [
        ("Pavel Dolganov, 41, was arrested.\n\nDalganov was found in a shed.", "Dalganov", "Pavel Dolganov"),
        ("Emma Cook, 31, was hurt.\n\nMs Cooke, a nurse, wept.", "Cooke", "Emma Cook"),
        ("Pablo Delamora, 40, was charged.\n\nDelmaora then stepped back.", "Delmaora", "Pablo Delamora"),
    ],
)
def test_a_surname_alone_can_be_a_slip_of_somebodys(text: str, odd: str, right: str) -> None:
    assert conflicts(text) == [("name", odd, right, "high")]


@pytest.mark.parametrize(
    ("text", "odd", "right", "sure"),
    [
        (
            "Murder in Eglingford.\n\nEglingford mourned.\n\nThe way to Eglingord was shut.",
            "Eglingord",
            "Eglingford",
            "medium",
        ),
        ("Anekara slept.\n\nAnkara woke.\n\nAnkara ate.\n\nIn Ankara it rained.", "Anekara", "Ankara", "high"),
        ("Seen in Braechton.\n\nBrechton wept.\n\nAt Brechton it rained.", "Braechton", "Brechton", "medium"),
        ("Told by Citygrupp.\n\nCitigrupp closed.\n\nCitigrupp opened.", "Citygrupp", "Citigrupp", "medium"),
    ],
)
def test_a_capitalised_word_that_stands_once_can_be_a_slip_of_one_that_stands_often(
    text: str, odd: str, right: str, sure: str
) -> None:
    [(of, later, earlier, confidence)] = conflicts(text)
    assert (of, confidence) == ("name", sure)
    assert {later, earlier} == {odd, right}
    assert text.index(earlier) < text.rindex(later)


@pytest.mark.parametrize(
    "text",
    [
        "Eglingord slept.\n\nEglingford woke.",  # each stands once
        "Eglingford and Eglingord slept.\n\nEglingford woke.",  # two places in one sentence
        "The Karabakhi slept.\n\nKarabakh woke.\n\nKarabakh ate.",  # a place and its people
        "Medellín slept.\n\nMedellin woke.\n\nMedellin ate.",  # an accent
        "Hustled home.\n\nHustler sells.\n\nHustler closed.",  # forms of one word
        "Brewsters sells ale, as brewsters did.\n\nBrawsters opened.\n\nBrewsters closed.",  # also a common word
    ],
)
def test_two_alike_words_that_may_both_be_meant_are_no_slips(text: str) -> None:
    assert conflicts(text) == []


def test_the_initial_of_a_given_name_is_enough_beside_its_surname() -> None:
    text = "J. Kuengler, 34, was charged with murder.\n\nThe jury heard that J. Keungler, a cook, told police he ran."
    assert conflicts(text) == [("name", "J. Keungler", "J. Kuengler", "high")]


def test_a_place_in_two_spellings_is_only_fairly_sure() -> None:
    text = "Police searched the yard in Karima Tobaka.\n\nThe mosque of Karrima Tobaka was full."
    assert conflicts(text) == [("name", "Karrima Tobaka", "Karima Tobaka", "medium")]


@pytest.mark.parametrize(
    "second",
    [
        "The Dolganovs wept.",
        "Mrs Dolganova, his wife, wept.",
        "Dolganov's mother wept.",
        "Machinery was found in a shed.",
        "Dolly Ganoff, 33, wept.",
        "In Dolganovo the snow lay deep.",
    ],
)
def test_a_form_of_a_name_and_another_word_are_no_slips(second: str) -> None:
    assert conflicts(f"Pavel Dolganov, 41, was arrested.\n\n{second}") == []


@pytest.mark.parametrize(
    ("first", "second", "sure"),
    [
        ("Colm Brannigan, 34, was charged.", "Brannigan, 43, denies it.", "high"),
        ("Colm Brannigan (34) was charged.", "Colm Brannigan, aged 43, denies it.", "high"),
        ("The 34-year-old Colm Brannigan was charged.", "Mr Brannigan, 43, denies it.", "high"),
        ("Colm Brannigan, 34, was charged.", "Mr Brannigan, 35, denies it.", "medium"),  # a birthday, perhaps
    ],
)
def test_one_person_of_two_ages(first: str, second: str, sure: str) -> None:
    found = conflicts(f"{first}\n\n{second}")
    assert [(one[0], one[3]) for one in found] == [("age", sure)]


@pytest.mark.parametrize(
    "second",
    [
        "Brannigan, then 19, was at school.",
        "Brannigan, 19 at the time, was at school.",
        "In 2005 Brannigan, 19 when he left school, was at sea.",
        "Aidan Brannigan, 43, is his brother.",
        "Brannigan, 34, denies it.",
        "Brannigan, who is 195.5cm tall, denies it.",
        "The 16-year-old girl met with Brannigan.",
        "Brannigan, now 43, was freed in May.",
        "22 December 2016: Brannigan, 25, is charged with theft.",
        "The 43-year-old women Brannigan attacked were friends.",
        "His son, Brannigan's 12-year-old, was there.",
    ],
)
def test_an_age_of_another_year_or_person_is_no_conflict(second: str) -> None:
    assert conflicts(f"Colm Brannigan, 34, was charged.\n\n{second}") == []


def quoted(first: str, second: str) -> list[tuple[str, str, str, str]]:
    return conflicts(f"The man told police: “{first}”\n\nThe jury rose.\n\nHe had told them “{second}” in May.")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "I only wanted to frighten her a little with the knife.",
            "I only wanted to scare her a little with the knife.",
        ),
        ("To improve his sleep beside his wife at night", "to improve his sleep beside his sister at night"),
        ("We never saw the small girl on the crossing.", "We never saw the girl on the crossing"),
        ("The title of liar would never go away again", "the liar title would never go away again"),
    ],
)
def test_one_quotation_in_two_wordings(first: str, second: str) -> None:
    assert [one[0] for one in quoted(first, second)] == ["quotation"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("I only wanted to frighten her a little with the knife.", "only wanted to frighten her a little"),
        ("I only wanted to frighten her a little.", "I only wanted to … her a little."),
        ("I only wanted to frighten [the woman] a little.", "I only wanted to frighten her a little."),
        ("I fell in love with tactical training and weapons.", "falling in love with tactical training and weapons"),
        ("I can't spend my whole life crying in here.", "can't spend his whole life crying in here"),
        ("There's a lot of power in being able to tell.", "There is a lot of power in being able to tell"),
        ("He told me (pictured) to leave the house at once.", "He told me to leave the house at once"),
        ("I was at home all night with my mother.", "The van was parked by the mill until noon."),
        ("I never hit her.", "I never hit him."),  # too short to tell
    ],
)
def test_a_part_a_marked_cut_and_a_fitted_start_are_no_other_wording(first: str, second: str) -> None:
    assert quoted(first, second) == []


def test_two_known_speakers_may_say_nearly_the_same() -> None:
    text = (
        "“I never saw the small girl on the crossing,” Colm Brannigan, 34, said.\n\nThe jury rose.\n\n"
        "“I never saw the little girl on the crossing,” Aidan Quill, 31, said."
    )
    assert conflicts(text) == []
    assert conflicts(text.replace("Aidan Quill, 31,", "Brannigan"))


@pytest.mark.parametrize(
    ("date", "wrong"),
    [
        ("Monday, March 5, 2019", "Monday"),
        ("Friday 15 June 2019", "Friday"),
        ("Sun. the 2nd of May 2018", "Sun"),
        ("Tuesday, March 5, 2019", ""),
        ("Friday 14 June 2019", ""),
        ("Monday, March 5", ""),
        ("Monday 31 June 2019", ""),
        ("Monday. On 5 March 2019", ""),
    ],
)
def test_a_weekday_is_measured_against_its_date(date: str, wrong: str) -> None:
    assert [one[1] for one in conflicts(f"It happened on {date} in Leeds on that day.")] == ([wrong] if wrong else [])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Maria Brannigan", "Marie Brannigan"),
        ("Stephen Durgan", "Stephen Dugran"),
        ("Phil Carver", "Phil Caver"),
        ("Anna Tolmen", "Anna Tolken"),
    ],
)
def test_whole_names_that_sound_apart_are_fairly_surely_one(first: str, second: str) -> None:
    text = f"{first}, 34, a plumber, was charged with murder.\n\nThe jury heard that {second}, a keen cook, told police he ran."
    assert [one for one in conflicts(text) if one[0] == "name"] == [("name", second, first, "medium")]


@pytest.mark.parametrize(
    ("first", "second"), [("Jan Roe", "Jon Roe"), ("Anna Lane", "Anna Long"), ("Mary Roes", "Mary Lowe")]
)
def test_short_or_distant_names_are_two_people(first: str, second: str) -> None:
    text = f"{first}, 34, a plumber, was charged with murder.\n\nThe jury heard that {second}, a keen cook, told police he ran."
    assert not conflicts(text)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "You treated her savings as your own for three years.",
            "You treated her money as if it were yours for three years.",
        ),
        (
            "This was a death that a cover of steel would have stopped.",
            "This was a death that a grating would have prevented.",
        ),
    ],
)
def test_sentences_that_begin_and_end_or_open_alike_are_one(first: str, second: str) -> None:
    assert [one[::3] for one in quoted(first, second)] == [("quotation", "high")]


def test_fragments_that_begin_and_end_alike_in_a_list_are_two() -> None:
    first, second = "due to a history of family or child abuse", "due to a history of alcohol or drug abuse"
    assert conflicts(f"Ten were sent home “{first}”.\n\nTwelve were sent home “{second}”.") == []


def test_a_long_surname_may_be_turned_round_and_lose_a_letter() -> None:
    text = "%s, 58, a pilot, was convicted of fraud.\n\nA judge in Leeds set the sentencing of %s for May."
    assert [one[0] for one in conflicts(text % ("Silas Arneborg", "Silas Ahrenberg"))] == ["name"]
    assert [one[0] for one in conflicts(text % ("Silas Karmarkhed", "Mr Karmakhed"))] == ["name"]


def test_two_people_of_two_ages_and_a_grandmother_bear_names_alike() -> None:
    assert conflicts("Nguyen Huy Phong, 35, came from Vinh.\n\nNguyen Huy Hung, 15, was the youngest.") == []
    assert (
        conflicts(
            "Mark Dalton-Pike, 23, was charged.\n\nHis grandmother Mary Dalton-Pike said that she had seen no sign."
        )
        == []
    )
