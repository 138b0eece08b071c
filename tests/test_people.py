"""The analysis of people against labelled texts, with the precision and recall it must keep, and its laws."""

import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethicslint.analysis import people
from ethicslint.lexicon.words import read
from ethicslint.text.normal import fold

ROOT = Path(__file__).resolve().parent.parent


@cache
def known() -> people.Words:
    lexicon = read([str(ROOT / "rules/vocabulary")], [])
    return people.words({name: lexicon[name].words for name in people.SETS})


def found(*blocks: str) -> list[people.Person]:
    return people.join([people.local(fold(text), known()) for text in blocks])


def sure(*blocks: str) -> list[str]:
    """The names of high or medium confidence."""
    return [one.name for one in found(*blocks) if one.confidence != "low"]


# The text, and everybody it names.
NAMES: dict[str, list[str]] = {
    "Ann Roe, 34, of Leeds, appeared in court.": ["Ann Roe"],
    "Mr Roe told the court he was at home.": ["Roe"],
    "Det Insp Ann Lee said the family had been told.": ["Ann Lee"],
    "Det. Insp. Colm Roe said so.": ["Colm Roe"],
    "Judge Adeyemi adjourned the hearing.": ["Adeyemi"],
    "Ann Roe’s brother waited outside.": ["Ann Roe"],
    "Mary-Jane Roe-Poe gave evidence.": ["Mary-Jane Roe-Poe"],
    "Siobhán O’Dowd spoke in Cork.": ["Siobhán O'Dowd"],
    "Jan van der Roe was cleared.": ["Jan van der Roe"],
    "Maria de la Poe said nothing.": ["Maria de la Poe"],
    "J. K. Poe wrote the report.": ["J K Poe"],
    "John F. Roe left the building.": ["John F Roe"],
    "John Roe Jr was called next.": ["John Roe Jr"],
    "Zyxa Poe, 19, denied the charge.": ["Zyxa Poe"],
    "Detective Zyxa Poe took the statement.": ["Zyxa Poe"],
    "The defendant, Zyxa Poe, wept.": ["Zyxa Poe"],
    "Zyxa Poe was arrested at home.": ["Zyxa Poe"],
    "Zyxa Poe told the jury about the night. Poe said she ran. Later Poe was questioned again, and Poe left.": [
        "Zyxa Poe"
    ],
    "Sgt Hamish McRoe of Police Scotland appealed for help.": ["Hamish McRoe"],
    "Sheriff Fiona Poe deferred sentence at Perth Sheriff Court.": ["Fiona Poe"],
    "Garda Superintendent Niamh Roe thanked the public.": ["Niamh Roe"],
    "Lachlan Roe pleaded guilty in the Brisbane Magistrates Court.": ["Lachlan Roe"],
    "Justice Priya Poe heard the appeal at the Delhi High Court.": ["Priya Poe"],
    "Sub-Inspector Rajesh Roe registered the case.": ["Rajesh Roe"],
    "Cook County Judge Maria Roe set bail.": ["Maria Roe"],
    "Assistant District Attorney Kevin Poe opened the case.": ["Kevin Poe"],
    "Sarah Poe KC, prosecuting, said it was planned.": ["Sarah Poe"],
    "Teacher Helen Roe was first to reach her.": ["Helen Roe"],
    "Former nurse Joan Roe denies murder.": ["Joan Roe"],
    "He was named as 22-year-old Tariq Roe.": ["Tariq Roe"],
    "Ann Roe told Kwame Poe that Oisín Coe had left.": ["Ann Roe", "Kwame Poe", "Oisín Coe"],
    "His wife, Zyxa Poe, called for help.": ["Zyxa Poe"],
    "ANN Roe was last seen in Derry.": ["ANN Roe"],
    "John “Jack” Roe ran the club.": ["John Roe"],
    "The late Ann Roe taught here.": ["Ann Roe"],
    "Prof Anil Poe examined the body.": ["Anil Poe"],
    "Dame Judith Roe chaired the inquiry.": ["Judith Roe"],
    "Abdul al-Roe was extradited from Spain.": ["Abdul al-Roe"],
    "Leeds-born Ann Roe moved away.": ["Ann Roe"],
    "Tuesday’s witness was Gareth Roe.": ["Gareth Roe"],
    "The hearing on Monday was told Ann Roe Tuesday had rung.": ["Ann Roe"],
    "William Roe and May Poe were both there; May Poe, 40, spoke.": ["William Roe", "May Poe"],
    # Nobody
    "Leeds Crown Court heard the case on Monday.": [],
    "The Old Bailey heard the case.": [],
    "She was treated at St James Hospital in New York.": [],
    "The Sexual Offences Act was passed in South Australia.": [],
    "Officers from West Yorkshire Police came.": [],
    "Aston Villa beat Crystal Palace.": [],
    "Charlton Athletic FC won.": [],
    "The ruling in Roe v Wade was cited, as was R v Poe.": [],
    "The Jack Roe Foundation gave money.": [],
    "The University of George Town replied.": [],
    "Marks & Spencer and Ernst & Young said no.": [],
    "Hurricane Katrina hit New Orleans in North Carolina.": [],
    "POLICE have named nobody.": [],
    "WOMAN STABBED IN LEEDS": [],
    "Man Charged With Murder After Body Found In River": [],
    "The Dallas Cowboys and Boston Red Sox play on Sunday.": [],
    "Operation Julie began in May.": [],
    "They watched Harry Potter on the Victoria Line.": [],
    "He lives on Charles Street near Victoria Park in Charlotte, North Carolina.": [],
    "Mill Road in Virginia Beach was closed.": [],
    "The Home Office and the Ministry of Justice declined.": [],
    "Human Rights Watch said it was wrong.": [],
    "Los Angeles and Santa Monica are near San Francisco.": [],
    "The Duke of Roe Street pub is shut.": [],
    "Victoria Police and New South Wales Police appealed.": [],
    "The Prime Minister spoke to Parliament.": [],
    "St Mary’s Church in Mount Isa was full.": [],
    "The Fifth Amendment and the Mental Health Act apply.": [],
    "A Ford Focus was found in Park Lane.": [],
    "The Smiths live on Station Road.": [],
    "On Christmas Day the Red Cross and Women’s Aid were open.": [],
    "Abu Dhabi and Sri Lanka signed.": [],
    "An Garda Síochána said so.": [],
}


def score(cases: dict[str, list[str]]) -> tuple[float, float]:
    right = wrong = missed = 0
    for text, names in cases.items():
        seen = sure(text)
        right += len([name for name in seen if name in names])
        wrong += len([name for name in seen if name not in names])
        missed += len([name for name in names if name not in seen])
    return right / (right + wrong), right / (right + missed)


def test_names_are_found_with_the_precision_and_recall_promised() -> None:
    precision, recall = score(NAMES)
    assert precision >= 0.97
    assert recall >= 0.97


@pytest.mark.parametrize(("text", "names"), NAMES.items(), ids=range(len(NAMES)))
def test_each_text_names_these_people_and_no_others(text: str, names: list[str]) -> None:
    assert sure(text) == names


# The text, the person, and what it says of them.
ROLES = {
    "Ann Roe, 34, was charged with theft.": {"accused"},
    "Ann Roe denies murder.": {"accused"},
    "The co-defendant, Ann Roe, said nothing.": {"accused"},
    "Ann Roe was found guilty of theft.": {"convicted"},
    "Ann Roe, of Leeds, was jailed for two years.": {"convicted"},
    "Ann Roe pleaded guilty to fraud.": {"convicted"},
    "Ann Roe pleaded not guilty to fraud.": {"accused"},
    "Ann Roe admitted manslaughter.": {"convicted"},
    "Ann Roe was admitted to hospital.": set(),
    "He was convicted of the murder of Ann Roe.": {"harmed"},
    "Ann Roe, 34, was stabbed to death at home.": {"harmed"},
    "The complainer, Ann Roe, waived her right to anonymity.": {"complainant"},
    "Ann Roe alleges that he forced her into the car.": {"complainant"},
    "Ann Roe, a neighbour, told the jury she heard a shout.": {"witness"},
    "Ann Roe gave evidence on Monday.": {"witness"},
    "Judge Ann Roe said it was grave.": {"judge"},
    "The judge, Ann Roe, said it was grave.": {"judge"},
    "The coroner Ann Roe recorded an open verdict.": {"judge"},
    "PC Ann Roe gave evidence on Monday.": {"officer"},
    "Ann Roe, the senior investigating officer, thanked them.": {"officer"},
    "Ann Roe KC told the jury it was planned.": {"lawyer"},
    "Ann Roe, defending, said he was sorry.": {"lawyer"},
    "Ann Roe, a lawyer for the family, spoke.": {"lawyer"},
    "Prison officer Ann Roe found the note.": set(),
    "His mother, Ann Roe, wept.": {"relative"},
    "Ann Roe, the mother of two boys, left.": set(),
    "Ann Roe said the house was quiet.": set(),
}


@pytest.mark.parametrize(("text", "roles"), ROLES.items(), ids=range(len(ROLES)))
def test_roles_come_from_titles_nouns_and_verbs_beside_the_name(text: str, roles: set[str]) -> None:
    (person,) = found(text)
    assert person.roles == roles


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Roe’s mother, Ann Poe, wept.", ("mother", "Roe")),
        ("Ann Poe, the mother of John Roe, wept.", ("mother", "John Roe")),
        ("Ann Poe, John Roe’s sister, wept.", ("sister", "John Roe")),
        ("The victim’s father, Karl Poe, spoke.", ("father", "victim")),
        ("His ex-wife Ann Poe spoke.", ("ex-wife", "")),
        ("Ann Poe, his elder sister, spoke.", ("sister", "")),
    ],
)
def test_a_relative_is_somebodys_where_the_text_says_whose(text: str, relation: tuple[str, str]) -> None:
    relations = [tuple(one) for person in found(text) for one in person.relations]
    assert relations == [relation]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Ann Roe, 34, left.", 34),
        ("Ann Roe (34) left.", 34),
        ("Ann Roe, aged 7, left.", 7),
        ("Ann Roe, who is 81, left.", 81),
        ("Police named 22-year-old Ann Roe.", 22),
        ("Ann Roe, 34 of Leeds, left.", 34),
        ("Ann Roe was there. Roe, 34, left.", 34),
        ("Ann Roe, 2019.", 0),
        ("Ann Roe, 5,000 miles away, rang.", 0),
        ("Ann Roe left at 34 Mill Road.", 0),
        ("Ann Roe, 20 miles away, rang.", 0),
    ],
)
def test_an_age_stands_right_beside_the_name(text: str, age: int) -> None:
    assert found(text)[0].age == age


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("Ann Roe left.", "f"),
        ("Colm Roe left.", "m"),
        ("Mrs Roe left.", "f"),
        ("Zyxa Poe, 30, left.", ""),
        ("Zyxa Poe, 30, left. Mr Poe is married.", "m"),
        ("Zyxa Poe was arrested. Poe himself rang them.", "m"),
        ("Zyxa Poe was arrested. Poe and her sister rang them.", "f"),
        ("Leslie Roe said she was cold.", ""),
        ("Mr Leslie Roe left.", "m"),
        ("Sir Leslie Roe left.", "m"),
    ],
)
def test_sex_is_only_what_title_given_name_or_the_pronoun_beside_says(text: str, sex: str) -> None:
    assert found(text)[0].sex == sex


def words_of(*blocks: str) -> dict[str, list[str]]:
    return {one.name: [fold(blocks[m.block])[m.start : m.end] for m in one.mentions] for one in found(*blocks)}


def test_surname_title_and_given_name_take_up_a_person_again() -> None:
    assert words_of("Ann Roe, 34, was charged.", "Ms Roe denied it. Roe’s car was found. Ann was calm.") == {
        "Ann Roe": ["Ann Roe", "Roe", "Roe", "Ann"]
    }


def test_the_bare_surname_of_two_people_is_nobody_and_a_title_tells_them_apart() -> None:
    assert words_of("John Roe and Ann Roe left. Roe was calm. Mrs Roe was not.") == {
        "John Roe": ["John Roe"],
        "Ann Roe": ["Ann Roe", "Roe"],
    }


def test_an_initial_and_a_short_form_are_the_same_person_and_a_son_is_not() -> None:
    assert len(found("Thomas Roe left. T. Roe came back. Tom Poe stayed.")) == 2
    assert len(found("Daniel Roe left. Dan Roe came back.")) == 1
    assert len(found("John Roe Sr left. John Roe Jr stayed.")) == 2
    assert len(found("Mr Leslie Roe left. Mrs Leslie Roe stayed.")) == 2


def test_a_headline_in_capitals_mentions_people_the_text_names_and_adds_none() -> None:
    people_ = words_of("Teacher Ann Roe Jailed For Leeds Theft", "Ann Roe, 34, was jailed on Monday.")
    assert people_ == {"Ann Roe": ["Ann Roe", "Ann Roe"]}
    assert words_of("ANN ROE JAILED FOR THEFT TODAY", "Ann Roe, 34, was jailed.") == {"Ann Roe": ["ANN ROE", "Ann Roe"]}


@pytest.mark.parametrize(
    ("blocks", "confidence"),
    [
        (("Ann Roe, 34, was charged.",), "high"),
        (("Ann Roe left. Roe came back.",), "high"),
        (("They met Ann Roe there.",), "medium"),
        (("Mr Roe left.",), "medium"),
        (("Zyxa Poe, 19, left.",), "medium"),
        (("Zyxa Poe left. Poe, she said, ran. Poe wept. Poe slept.",), "low"),
    ],
)
def test_confidence_is_as_high_as_the_evidence(blocks: tuple[str, ...], confidence: str) -> None:
    assert [one.confidence for one in found(*blocks)] == [confidence]


@given(st.lists(st.text(alphabet="AaRoe .,'’v34()-\n😀éJr&\"", max_size=60), max_size=4))
def test_mentions_are_words_of_their_block_in_order_and_of_one_person_only(texts: list[str]) -> None:
    seen = [mention for person in found(*texts) for mention in person.mentions]
    assert all(0 <= one.start < one.end <= len(texts[one.block]) for one in seen)
    assert len(set(seen)) == len(seen)


def test_time_grows_with_the_length_of_the_text_only() -> None:
    def seconds(text: str) -> float:
        begun = time.process_time()
        found(text)
        return time.process_time() - begun

    for piece in ("Ann Roe, 34, was charged. ", "A", "Aa ", "Ann Roe and ", "Mr ", "J. ", "O'", ", 34"):
        seconds(piece * 100)
        short, long = seconds(piece * (10_000 // len(piece))), seconds(piece * (80_000 // len(piece)))
        assert long < 24 * short + 0.5, piece
