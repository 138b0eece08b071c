"""The analysis of voice against labelled texts, with the precision and recall it must keep, and its laws."""

import time
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethicslint.analysis import voice
from ethicslint.analysis.sentences import sentences
from ethicslint.lexicon.words import read
from ethicslint.text.normal import fold

ROOT = Path(__file__).resolve().parent.parent


@cache
def known() -> voice.Words:
    lexicon = read([str(ROOT / "rules/vocabulary")], [])
    return voice.words({name: lexicon[name].words for name in voice.SETS})


def found(text: str, place: str = "prose") -> list[voice.Voice]:
    return voice.local(place, fold(text), voice.word_set(fold(text)), sentences(text), known())


# Place, text with what is agentless in brackets, and what kind it is.
AGENTLESS = [
    ("prose", "A woman [was raped] in Leeds on Monday.", "passive"),
    ("prose", "AN ANIMAL nurse [was stabbed] in Leeds.", "passive"),
    ("prose", "She had [been stabbed] three times.", "passive"),
    (
        "prose",
        "The girl [was repeatedly beaten] at home.",
        "passive",
    ),
    ("prose", "He [was shot dead] outside a pub in Belfast.", "passive"),
    ("prose", "He [got stabbed] on the way home.", "passive"),
    ("prose", "The student [was drugged] and left at a bus stop.", "passive"),
    ("prose", "The couple [were found murdered] at their farm near Dubbo.", "passive"),
    ("prose", "She [was held down] and robbed.", "passive"),
    ("prose", "He [was left unconscious] in a lane in Galway.", "passive"),
    ("prose", "She [was, prosecutors say, strangled] in her sleep.", "passive"),
    ("prose", "She [was raped] by 5 p.m. that day.", "passive"),
    ("prose", "By then two men had [been killed].", "passive"),
    ("prose", "The nurse [was abducted] by force near Pune.", "passive"),
    ("prose", "She [was attacked] by the canal.", "passive"),
    ("prose", "He [was killed] by a bullet to the chest.", "passive"),
    ("prose", "She [was stabbed] by a kitchen knife.", "passive"),
    ("prose", "He [was held down] by the throat.", "passive"),
    ("prose", "A boy of nine [was kidnapped] on his way to school in Lagos.", "passive"),
    ("prose", "She [was followed and raped] in the park.", "passive"),
    ("prose", "The teacher [was beaten] and the house was searched by police.", "passive"),
    ("prose", "She told jurors of [being sexually assaulted] in the car.", "passive"),
    ("prose", "Three worshippers [were shot] at a temple in Ohio.", "passive"),
    ("prose", "A taxi driver [was set alight] in Glasgow.", "passive"),
    ("prose", "She spoke for [women raped] in the flats.", "passive"),
    ("prose", "A memorial for the [girls murdered] in 1984 opened.", "passive"),
    ("prose", "He wrote to the parents of [children abused] at the home.", "passive"),
    ("prose", "She [was killed], according to police, at about noon.", "passive"),
    ("prose", "The owner of the dog [was stabbed] on Sunday.", "passive"),
    ("list", "[Stabbed to death] in Cardiff, 2014.", "passive"),
    ("list", "Ann Roe: [strangled] at home in 2011.", "passive"),
    ("headline", "[Woman, 34, stabbed to death] in Leeds home", "headline"),
    ("headline", "[Teen raped] after party in Cork", "headline"),
    ("title", "[Nurse shot dead]: what we know", "headline"),
    ("headline", "Tributes to [man killed] in Perth hotel", "headline"),
    ("headline", "Ann Roe [murdered] in her bed", "headline"),
    ("headline", "Man jailed after [woman strangled] in Dundee", "headline"),
    ("headline", "Two [Girls Abducted] Near Delhi School", "headline"),
    ("prose", "The [assault occurred] at about 2am.", "event"),
    ("prose", "The [rape happened] in a flat in Hyderabad.", "event"),
    ("prose", "A third [stabbing took place] in Camden.", "event"),
    ("prose", "The [abuse had taken place] over ten years.", "event"),
    ("prose", "The [attack on the two women unfolded] in a car park.", "event"),
    ("prose", "He said the [gun went off] in his hand.", "weapon"),
    ("prose", "The [bullet struck her] in the neck.", "weapon"),
    ("prose", "The [shots rang out] at noon.", "weapon"),
    ("prose", "The [knife entered his] back.", "weapon"),
    ("prose", "She [found herself the victim] of a rape.", "reflexive"),
    ("prose", "He [found himself being punched] in a queue.", "reflexive"),
]

# Place and text without anything to find.
SILENT = [
    ("prose", "She was stabbed by her husband."),
    ("prose", "She falsely claimed that she was raped."),
    ("prose", "He lied to officers about being attacked."),
    ("prose", "Read more TV latest: KNIFE HORROR Boy, 17, stabbed to death in Leeds"),
    ("prose", "Replay more videos ... MUST WATCH Mall shooting happened in one shop"),
    ("prose", "No police firearms were discharged."),
    ("prose", "She was stabbed, the court heard, in the kitchen by a man she knew."),
    ("prose", "He was killed, according to police, by two men in masks."),
    ("prose", "She was raped when she was 12 by her uncle."),
    ("prose", "She was beaten on Friday night by Ann Roe’s brother."),
    ("prose", "He was murdered at the hands of his son."),
    ("prose", "The man by whom she was raped was a friend."),
    ("prose", "A man was arrested and charged with murder."),
    ("prose", "He was charged, convicted and jailed."),
    ("prose", "He was not stabbed."),
    ("prose", "She was never attacked in the lane."),
    ("prose", "He was almost killed by the cold."),
    ("prose", "Nobody was killed in the protest."),
    ("prose", "She feared she would be raped."),
    ("prose", "He asked what to do if he was attacked."),
    ("prose", "Her husband stabbed her in Leeds."),
    ("prose", "Four people were killed in a crash on the M1."),
    ("prose", "Dozens were killed in the earthquake in Nepal."),
    ("prose", "Six soldiers were killed in an air strike."),
    ("prose", "He was killed by a lorry on the A9."),
    ("prose", "The walker was attacked by a dog."),
    ("prose", "A bear was shot near the town in Alberta."),
    ("prose", "The car was set on fire near Newry."),
    ("prose", "The film was shot in Wales."),
    ("prose", "The goalkeeper was beaten in the final after a penalty kick."),
    ("prose", "Rovers were beaten 2-0 at home."),
    ("prose", "The minister was attacked for his record on housing."),
    ("prose", "He was kicked out of the club."),
    ("prose", "The proposal was killed in committee."),
    ("prose", "The record was beaten in May."),
    ("prose", "She was choked with tears, and he was choked up."),
    ("prose", "The character was killed off in the soap."),
    ("prose", "Men attacked in the night and left."),
    ("prose", "Police shot at the tyres."),
    ("prose", "The heart attack happened at home."),
    ("prose", "The gun found at the scene was old."),
    ("prose", "The shot hit the crossbar."),
    ("prose", "The shooting of the film took place in Malta."),
    ("prose", "She found herself in Leeds with nothing."),
    ("prose", "The victim was identified on Monday."),
    ("headline", "Man stabbed woman in Leeds"),
    ("headline", "Woman, 34, stabbed to death by husband in Leeds home"),
    ("headline", "Gunman shot at police in Ohio"),
    ("headline", "Man charged with murder in Leeds"),
    ("headline", "Three killed in crash near Cork"),
    ("headline", "Rangers beaten 3-1 in Dundee"),
    ("headline", "The man who murdered in silence"),
    ("headline", "Murdered nurse’s sister speaks"),
    ("list", "Murder: denied."),
    ("list", "Raped women need support."),
]


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    start, end = text.index("["), text.index("]") - 1
    return text.replace("[", "").replace("]", ""), [(start, end)]


@pytest.mark.parametrize(("place", "text", "kind"), AGENTLESS, ids=[text for _, text, _ in AGENTLESS])
def test_what_hides_the_doer_is_found_to_the_letter(place: str, text: str, kind: str) -> None:
    plain, spans = marked(text)
    seen = found(plain, place)
    assert [((one.start, one.end), one.kind) for one in seen] == [(spans[0], kind)]


@pytest.mark.parametrize(("place", "text"), SILENT, ids=[text for _, text in SILENT])
def test_what_names_the_doer_or_has_none_is_left_alone(place: str, text: str) -> None:
    assert found(text, place) == []


def test_precision_and_recall_are_those_promised() -> None:
    right = sum(bool(found(marked(text)[0], place)) for place, text, _ in AGENTLESS)
    wrong = sum(len(found(text, place)) for place, text in SILENT)
    assert right / (right + wrong) >= 0.97
    assert right / len(AGENTLESS) >= 0.97


def test_a_present_tense_and_an_attacker_in_the_next_clause_make_it_less_sure() -> None:
    assert [one.confidence for one in found("A woman was stabbed in Leeds.")] == ["high"]
    assert [one.confidence for one in found("Two women are killed each week.")] == ["medium"]
    assert [one.confidence for one in found("She was stabbed when a man attacked her.")] == ["medium"]
    assert [one.confidence for one in found("Nurses tell of being attacked.")] == ["medium"]
    assert [one.confidence for one in found("Nurse stabbed in Leeds", "headline")] == ["high"]
    assert [one.confidence for one in found("Ann Roe stabbed in Leeds", "headline")] == ["medium"]
    assert [one.confidence for one in found("The gun went off.")] == ["high"]
    assert [one.confidence for one in found("Shots rang out.")] == ["medium"]


@given(
    st.lists(
        st.sampled_from("was were stabbed shot by the gun went off , . women raped found herself victim 5 not".split()),
        max_size=30,
    )
)
def test_findings_lie_in_their_text_in_order_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    for place in ("prose", "headline", "list"):
        seen = found(text, place)
        assert all(0 <= one.start < one.end <= len(text) for one in seen)
        assert all(first.end <= second.start for first, second in pairwise(seen))


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    found(text, "headline")


def test_time_grows_with_the_length_of_the_text_only() -> None:
    def seconds(text: str) -> float:
        begun = time.process_time()
        found(text)
        return time.process_time() - begun

    for piece in ("She was stabbed in Leeds. ", "was stabbed ", "was ", "women raped ", "the gun ", "by ", ", "):
        seconds(piece * 100)
        short, long = seconds(piece * (10_000 // len(piece))), seconds(piece * (80_000 // len(piece)))
        assert long < 24 * short + 0.5, piece
