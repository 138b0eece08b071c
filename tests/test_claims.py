"""The analysis of claims against labelled texts, with the precision and recall it must keep, and its laws."""

import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethicslint.analysis import claims, outcomes, people
from ethicslint.analysis.sentences import sentences
from ethicslint.analysis.voice import word_set
from ethicslint.lexicon.words import read
from ethicslint.text.normal import fold

ROOT = Path(__file__).resolve().parent.parent


@cache
def known() -> tuple[people.Words, claims.Words]:
    lexicon = read([str(ROOT / "rules/vocabulary")], [])
    return (
        people.words({name: lexicon[name].words for name in people.SETS}),
        claims.words({name: lexicon[name].words for name in claims.SETS}),
    )


def read_all(*blocks: str) -> tuple[list[claims.Claim], list[people.Person]]:
    texts = [fold(text) for text in blocks]
    named = people.join([people.local(text, known()[0]) for text in texts])
    there = claims.present(named, range(len(texts))).items()
    found = [(number, claims_of(texts[number], here), numbers) for number, (here, numbers) in there]
    blocks = [Told(text) for text in texts]
    words = known()[1].outcomes
    verdicts = [block.verdicts for block in blocks]
    return claims.join(
        found,
        lambda about, settled: outcomes.outcomes(blocks, verdicts, named, names_in(named), about, settled, words, {}),
    ), named


def names_in(named: list[people.Person]) -> dict[int, list[tuple[int, int, int]]]:
    found: dict[int, list[tuple[int, int, int]]] = {}
    for who, person in enumerate(named):
        for one in person.mentions:
            found.setdefault(one.block, []).append((one.start, one.end, who))
    return {block: sorted(mentions) for block, mentions in found.items()}


class Told:
    """A block as the analysis of outcomes asks for it."""

    def __init__(self, folded: str) -> None:
        self.folded = folded
        self.sentences = sentences(folded)
        self.verdicts = outcomes.verdicts(folded, self.sentences, known()[1].outcomes, known()[1].charge)


def claims_of(text: str, here: claims.Present) -> claims.LocalFacts:
    verbs = claims.verbs(text, word_set(text), known()[1])
    return claims.local(text, sentences(text), verbs, here, known()[1])


def found(*blocks: str) -> list[tuple[str, str]]:
    seen, named = read_all(*blocks)
    return [(named[one.person].name, one.act) for one in seen]


INTRO = "Colm Roe, 34, lives in Leeds. Ann Poe, 30, is a nurse. "

# What stands behind INTRO, who is said to have done it, and what.
CLAIMS = {
    "Roe stabbed his wife.": ("Colm Roe", "violence"),
    "Colm Roe murdered Ann Poe.": ("Colm Roe", "murder"),
    "Mr Roe raped a woman in Leeds.": ("Colm Roe", "rape"),
    "Roe strangled her.": ("Colm Roe", "kill"),
    "Roe, 34, shot two men dead.": ("Colm Roe", "violence"),
    "Roe later attacked a nurse.": ("Colm Roe", "violence"),
    "Roe, a father of two, sexually assaulted three pupils.": ("Colm Roe", "sexual"),
    "On Friday Roe kidnapped a student in Pune.": ("Colm Roe", "abduct"),
    "Roe had repeatedly punched his partner.": ("Colm Roe", "violence"),
    "Roe robbed a bank in Perth.": ("Colm Roe", "property"),
    "Roe stole £4,000 from the club.": ("Colm Roe", "property"),
    "Roe defrauded pensioners of their savings.": ("Colm Roe", "fraud"),
    "Roe set fire to the house.": ("Colm Roe", "property"),
    "Roe threatened to kill his sister.": ("Colm Roe", "threat"),
    "Roe had sex with a 14-year-old girl.": ("Colm Roe", "sexual"),
    "Roe groomed a pupil for years.": ("Colm Roe", "sexual"),
    "Roe pushed his wife to her death.": ("Colm Roe", "violence"),
    "Roe, who lived alone, killed his neighbour.": ("Colm Roe", "kill"),
    "It was a Sunday, and Roe shot her in the hall.": ("Colm Roe", "violence"),
    "Roe entered the flat and stabbed Ann Poe.": ("Colm Roe", "violence"),
    "Roe met Ann Poe at a pub in Cork and raped her.": ("Colm Roe", "rape"),
    "She was stabbed by Roe.": ("Colm Roe", "violence"),
    "She was stabbed in the neck by Colm Roe.": ("Colm Roe", "violence"),
    "Two women were murdered by former soldier Colm Roe.": ("Colm Roe", "murder"),
    "The girl abducted by Roe was nine.": ("Colm Roe", "abduct"),
    "Roe fled to Spain after strangling his wife.": ("Colm Roe", "kill"),
    "Roe took a taxi home after stabbing Ann Poe.": ("Colm Roe", "violence"),
    "Roe spent ten years abusing his stepdaughter.": ("Colm Roe", "violence"),
    "Roe broke the door, punching her in the face.": ("Colm Roe", "violence"),
    "Roe drove off before setting fire to the car.": ("Colm Roe", "property"),
    "Roe began molesting the boys in 1984.": ("Colm Roe", "sexual"),
    "Poe poisoned her husband.": ("Ann Poe", "kill"),
    "Ms Poe blackmailed a colleague in Sydney.": ("Ann Poe", "threat"),
    "Roe came home at nine. He stabbed his wife in the kitchen.": ("Colm Roe", "violence"),
    "Poe came home at nine. She smothered her son.": ("Ann Poe", "kill"),
    "Roe was not at work when he killed his brother.": ("Colm Roe", "kill"),
    "Roe choked a man in a Dublin taxi.": ("Colm Roe", "violence"),
    "Roe trafficked women from Lagos.": ("Colm Roe", "abduct"),
    "Roe opened fire in a bar in Reno.": ("Colm Roe", "violence"),
    "Roe carried out the attack alone.": ("Colm Roe", "violence"),
    "Roe (pictured) slapped his wife.": ("Colm Roe", "violence"),
    "Roe hit her in the face with a bottle.": ("Colm Roe", "violence"),
    "Roe raped at least four women.": ("Colm Roe", "rape"),
}

SILENT = [
    "Roe allegedly stabbed his wife.",
    "Roe is accused of stabbing his wife.",
    "Roe was charged with raping a woman.",
    "Roe was arrested on suspicion of murdering Ann Poe.",
    "Roe denies killing Ann Poe.",
    "Prosecutors allege that Roe stabbed his wife.",
    "Police said Roe stabbed his wife.",
    "Roe stabbed his wife, prosecutors said.",
    "Roe shot her, it is alleged.",
    "According to the indictment, Roe shot two men.",
    "She claims Roe raped her.",
    "She told police that Roe attacked her.",
    "Jurors must decide whether Roe killed his wife.",
    "If Roe murdered her, he did so alone.",
    "Roe did not stab his wife.",
    "Roe never attacked a patient.",
    "Roe may have killed her.",
    "Roe would have stabbed his wife.",
    "It is not true that Roe raped her.",
    "Roe attacked the policy.",
    "Roe attacked Democrats over the bill.",
    "Roe attacked the defence from the left wing.",
    "Roe attacked Poe for her record on housing.",
    "Roe shot a film in Wales.",
    "Roe shot himself in the foot.",
    "Roe beat the record in Cork.",
    "Roe beat Poe 6-4 in the semi-final.",
    "Roe killed the bill in committee.",
    "Roe kicked the ball over the bar.",
    "Roe punched the air.",
    "Roe threatened to resign.",
    "Roe stole the show.",
    "Roe pushed his wife to apply.",
    "Roe had sex with his wife.",
    "Roe groomed the horses.",
    "Roe poisoned the weeds.",
    "Roe was stabbed by a stranger.",
    "Roe was killed by his wife.",
    "Roe was at home when a gunman opened fire, killing his wife.",
    "Poe was not attacked by Roe.",
    "Poe feared to be killed by Roe.",
    "The man who knew Roe killed his wife.",
    "The brother of Roe stabbed a man.",
    "Roe plays a man who killed his wife in the film.",
    "Roe saw the man who stabbed her.",
    "Roe said he killed nobody.",
    "Roe and Poe spoke. He left.",
    "Roe met Karl Coe there. He stabbed a man.",
    "Zyxa Moe, 20, came home. She stabbed a man.",
    "Roe went out without killing his wife.",
    "Roe tried to stop him strangling her.",
    "Roe killed time in Leeds.",
    "Roe shot a deer in Ohio.",
    "Roe robbed the side of its best chance.",
    "Roe abused his position.",
    "Roe choked up on the stand.",
    "Roe slashed prices in May.",
    "Roe was accused by Poe of attacking her.",
    "The theory is that Roe abducted a child.",
    "Report: Roe raped a pupil.",
    "I was in the room when Roe raped her.",
    "Roe met the parents of a sexually abused and later murdered girl.",
    "Roe pinned her down and raped her, the Post quoted a friend as saying.",
    "The bill attacked by Roe was withdrawn.",
    "Two men held Roe up, stealing a nurse's phone.",
    "Roe hit a wall in the third set.",
    "Roe hit his sister up for a loan.",
]


@pytest.mark.parametrize(("text", "claim"), CLAIMS.items(), ids=CLAIMS)
def test_an_act_told_of_a_named_person_is_a_claim(text: str, claim: tuple[str, str]) -> None:
    assert found(INTRO, text) == [claim]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_denied_supposed_alleged_or_figurative_is_none(text: str) -> None:
    assert found(INTRO, text) == []


def test_precision_and_recall_are_those_promised() -> None:
    right = sum(claim in found(INTRO, text) for text, claim in CLAIMS.items())
    wrong = sum(len(found(INTRO, text)) for text in SILENT)
    assert right / (right + wrong) >= 0.97
    assert right / len(CLAIMS) >= 0.97


@pytest.mark.parametrize(
    ("texts", "settled"),
    [
        (("Roe stabbed his wife.",), False),
        (("Roe stabbed his wife.", "Roe was convicted of wounding on Monday."), True),
        (("Roe murdered Ann Poe.", "He was there. Roe was found guilty of murder."), True),
        (("Roe murdered Ann Poe.", "Roe was found guilty of manslaughter."), False),
        (("Roe killed Ann Poe.", "Roe pleaded guilty to manslaughter."), True),
        (("Roe raped a woman.", "Roe was convicted of theft."), False),
        (("Roe raped a woman.", "Roe was jailed for drug offences."), False),
        (("Roe raped a woman.", "Roe was jailed for nine years."), True),
        (("Roe raped a woman.", "Roe pleaded not guilty to rape."), False),
        (("Roe raped a woman.", "Roe was found not guilty of rape."), False),
        (("Roe raped a woman.", "Roe admitted rape."), True),
        (("Roe raped a woman.", "Roe admitted he could leave."), False),
        (("Roe raped a woman.", "Roe was admitted to hospital."), False),
        (("Roe raped a woman.", "Poe was convicted of rape."), False),
        (("Roe raped a woman.", "The jury found Roe guilty of rape."), True),
        (("Roe raped a woman.", "A judge jailed Roe for rape."), True),
        (("Roe raped a woman.", "Roe left the dock. He was convicted of rape."), True),
    ],
)
def test_a_conviction_or_plea_settles_acts_of_its_own_kind_and_person(texts: tuple[str, ...], settled: bool) -> None:
    seen, _ = read_all(INTRO, *texts)
    assert [one.adjudicated for one in seen][:1] == [settled]


# What an article tells of Roe, and how it takes the case against him.
CASES = {
    "Roe was charged with murder.": "accused",
    "Roe was charged with murder. He faces life in prison if convicted of it.": "accused",
    "Roe was charged with murder. Karl Coe was jailed for theft.": "accused",
    "Roe sings in a choir.": "none",
    "The murderer Colm Roe has appealed.": "convicted",
    "Roe was convicted of theft.": "convicted",
    "Roe, of Leeds, Yorkshire, admitted murder.": "convicted",
    "Roe's conviction was upheld in May.": "convicted",
    "Roe has been denied parole.": "convicted",
    "Officers watched Roe upon his release from prison.": "convicted",
    "Roe was charged. The chef was jailed for nine years.": "unclear",
    "Roe was given a life sentence.": "convicted",
    "The alleged killer Colm Roe was charged with murder.": "accused",
    "Roe was charged with murder. His wife killed herself.": "accused",
    "Roe turned the gun on himself.": "dead",
    "The suicide bomber Colm Roe took a bus.": "dead",
    "A deputy fatally shot Roe in the hall.": "dead",
    "Roe fled to a barn. He shot himself there.": "dead",
    "Roe threatened to hang himself.": "none",
    "Roe tried to shoot himself.": "none",
    "Roe's wife killed herself.": "none",
}


@pytest.mark.parametrize(("text", "case"), CASES.items(), ids=CASES)
def test_a_claim_says_how_the_case_against_its_doer_stands(text: str, case: str) -> None:
    seen, _ = read_all(INTRO, text, "Roe raped a nurse.")
    assert [one.case for one in seen if one.act == "rape"] == [case]


def test_a_sentence_of_somebody_unnamed_settles_what_it_names() -> None:
    """“The chef was jailed for murder” may be said of Roe, so that a murder by Roe counts as decided and a rape does not."""
    seen, _ = read_all(
        INTRO, "Roe was charged. The chef was jailed for murder.", "Roe murdered a nurse.", "Roe raped a nurse."
    )
    assert [one.adjudicated for one in seen] == [True, False]


def test_a_label_in_front_of_the_name_settles_acts_of_its_kind() -> None:
    seen, _ = read_all(INTRO, "The serial rapist Colm Roe wrote.", "Roe raped a nurse.", "Roe kidnapped a nurse.")
    assert [one.adjudicated for one in seen] == [True, False]


@pytest.mark.parametrize(
    ("text", "dated"),
    [("In 1986 Roe raped a nurse.", True), ("Roe raped a nurse ten years ago.", True), ("Roe raped a nurse.", False)],
)
def test_a_claim_says_whether_its_sentence_has_a_year(text: str, dated: bool) -> None:
    seen, _ = read_all(INTRO, text)
    assert [one.dated for one in seen] == [dated]


def test_a_pronoun_may_open_a_paragraph_if_one_person_in_the_dock_is_named_before() -> None:
    assert found(INTRO, "Roe was charged with rape.", "He stabbed a porter.") == [("Colm Roe", "violence")]
    assert found(INTRO, "Roe runs a shop.", "He stabbed a porter.") == []
    assert found(INTRO, "Roe and Karl Coe were charged with rape.", "He stabbed a porter.") == []


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("PC Karl Coe shot a man in Leeds.", True),
        ("Roe shot a man with his taser.", True),
        ("Roe, a soldier, shot a man.", True),
        ("Roe shot a man.", False),
    ],
)
def test_what_police_and_soldiers_did_is_kept_apart(text: str, force: bool) -> None:
    seen, _ = read_all(INTRO, text)
    assert [one.force for one in seen] == [force]


def test_a_pronoun_makes_a_claim_medium() -> None:
    seen, _ = read_all(INTRO, "Roe came home at nine. He stabbed his wife.")
    assert [one.confidence for one in seen] == ["medium"]
    seen, _ = read_all(INTRO, "Roe stabbed his wife.")
    assert [one.confidence for one in seen] == ["high"]


@given(
    st.lists(
        st.sampled_from("Roe Ann Colm he stabbed after killing his wife by was , . and 34 guilty of murder".split()),
        max_size=40,
    )
)
def test_claims_lie_in_their_text_and_are_somebodys(words: list[str]) -> None:
    text = " ".join(words)
    seen, named = read_all(INTRO, text)
    assert all(0 <= one.start < one.end <= len(text) and 0 <= one.person < len(named) for one in seen)
    assert len({one[:4] for one in seen}) == len(seen)


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    read_all(text)


def test_time_grows_with_the_length_of_the_text_only() -> None:
    def seconds(text: str) -> float:
        begun = time.process_time()
        read_all("Colm Roe, 34, left.", text)
        return time.process_time() - begun

    for piece in (
        "Roe stabbed his wife. ",
        "Roe and ",
        "stabbed his wife ",
        "Roe stabbed ",
        "He killed her. ",
        "Roe was convicted, ",
        "Roe shot himself ",
        "was jailed for murder ",
    ):
        seconds(piece * 100)
        short, long = seconds(piece * (5_000 // len(piece))), seconds(piece * (40_000 // len(piece)))
        assert long < 24 * short + 0.5, piece
