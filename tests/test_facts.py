"""The facts of an article: every kind, only the analyses that are needed, and the same whatever is asked first."""

from functools import cache
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethicslint.analysis import facts, kept
from ethicslint.analysis.facts import Fact, Facts
from ethicslint.analysis.kinds import KINDS
from ethicslint.lexicon.words import read
from ethicslint.text.document import Document
from ethicslint.text.source import Source

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = """# Nurse attacked in Leeds

Colm Roe, 34, was convicted of wounding on Monday.

Roe stabbed his wife, Ann Poe, in the kitchen. She was beaten at home.

“I was afraid,” Poe told the court.

Police said the family had been told.
"""


@cache
def patterns() -> facts.Patterns:
    return facts.Patterns(read([str(ROOT / "rules/vocabulary")], []).vocabulary())


def facts_of(text: str, path: str = "a.md") -> Facts:
    return Facts(Document.read(Source(text, path)).blocks, patterns())


def says(fact: Fact) -> dict[str, str]:
    return dict(fact.says)


def test_people_come_with_name_roles_age_sex_and_relations() -> None:
    first, second = facts_of(ARTICLE).of("person")
    assert says(first) == {"name": "Colm Roe", "roles": "convicted", "age": "34", "sex": "m", "relations": ""}
    assert says(second)["name"] == "Ann Poe"
    assert says(second)["relations"] == "wife"
    assert (first.confidence, len(first.evidence)) == ("high", 2)


def test_a_claim_says_who_what_and_whether_it_is_attributed_and_settled() -> None:
    (claim,) = facts_of(ARTICLE).of("claim")
    assert says(claim) == {
        "person": "Colm Roe",
        "of": "convicted",
        "attributed": "no",
        "adjudicated": "yes",
        "act": "violence",
        "force": "no",
        "case": "convicted",
        "dated": "no",
    }


def test_a_claim_inside_a_quotation_is_attributed() -> None:
    (claim,) = facts_of("Colm Roe, 34, was there.\n\n“Roe stabbed his wife,” Ann Poe said.").of("claim")
    assert says(claim)["attributed"] == "yes"


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("A woman was stabbed. Colm Roe, 34, was convicted of wounding.", "convicted"),
        ("A woman was stabbed. Colm Roe, 34, was charged with wounding.", "charged"),
        ("A woman was stabbed. Colm Roe, 34, lives there.", "unknown"),
        ("A woman was stabbed.", "unknown"),
    ],
)
def test_voice_says_how_far_the_article_knows_the_actor(text: str, actor: str) -> None:
    (voice,) = facts_of(text).of("voice")
    near = "no" if actor == "unknown" else "yes"
    named = "no" if actor == "unknown" else "after"
    wanted = {"form": "passive", "actor": actor, "near": near, "named": named, "lead": "yes", "clause": "main"}
    assert says(voice) == wanted
    assert bool(voice.evidence) == (actor != "unknown")


def test_the_last_word_of_a_sentence_says_nothing_of_the_name_behind_it() -> None:
    (person,) = facts_of("A woman was stabbed. Colm Roe, 34, was charged.").of("person")
    assert says(person)["roles"] == "accused"
    (person,) = facts_of("The murdered Colm Roe, 34, was kind.").of("person")
    assert says(person)["roles"] == "harmed"


ROE = "Colm Roe, 34, was convicted of murder."
LONG = "The street is long. It was raining."


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (f"{ROE}\n\n{LONG}\n\nThe nurse was stabbed.", "convicted"),
        (f"{ROE}\n\n{LONG}\n\nThe nurse was raped.", "unknown"),
        (f"Colm Roe, 34, was charged with theft.\n\n{LONG}\n\nThe nurse was stabbed.", "unknown"),
        (
            f"Colm Roe, 34, was charged with murder. Roe was later acquitted.\n\n{LONG}\n\nA nurse was killed.",
            "unknown",
        ),
        (f"{ROE}\n\n{LONG}\n\nRoe was stabbed in prison.", "unknown"),
        (f"{ROE}\n\n{LONG}\n\nRoe went to Leeds, where he was stabbed.", "unknown"),
        (f"{ROE}\n\n{LONG}\n\nThe gunman was shot dead.", "unknown"),
        (
            f"Suspect Colm Roe, 34, is sought. Roe was convicted of assault in 2010.\n\n{LONG}\n\nA nurse was beaten.",
            "suspected",
        ),
        (f"Colm Roe, 34, was arrested.\n\n{LONG}\n\nThe nurse was stabbed.", "suspected"),
        (f"{ROE} He killed Ann Poe.\n\n{LONG}\n\nAnn Poe was strangled.", "convicted"),
        (f"{ROE}\n\n{LONG}\n\nAnn Poe, 40, was strangled in 1960.", "unknown"),
        (f"A man of 30 has been charged with murder.\n\n{LONG}\n\nThe nurse was stabbed.", "charged"),
        (f"Two brothers were found guilty of murder.\n\n{LONG}\n\nThe nurse was stabbed.", "convicted"),
        (f"A gunman opened fire in Leeds.\n\n{LONG}\n\nThree pupils were shot.", "described"),
        (f"A boy of 12 has been found.\n\n{LONG}\n\nThree pupils were shot.", "unknown"),
    ],
)
def test_who_did_it_is_somebody_in_the_article_accused_of_such_an_act_and_not_the_one_harmed(
    text: str, actor: str
) -> None:
    assert says(facts_of(text).of("voice")[-1])["actor"] == actor


def test_somebody_named_only_once_far_down_is_not_whom_the_article_is_about() -> None:
    filler = f"\n\n{LONG}" * 8
    (voice,) = facts_of(f"The nurse was stabbed.{filler}\n\n{ROE}").of("voice")
    assert says(voice)["actor"] == "unknown"


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ("The nurse was stabbed after a row with Roe.", "here"),
        ("The nurse was stabbed when a stranger came in.", "here"),
        ("The nurse was stabbed after Poe pushed her.", "here"),
        ("Roe was in the house. The nurse was stabbed.", "before"),
        ("The jury convicted him. The nurse was stabbed.", "before"),
        ("The nurse was stabbed. Roe was in the house.", "after"),
        ("The nurse was stabbed. It was dark.", "elsewhere"),
    ],
)
def test_voice_says_where_the_doer_is_told_after_all(told: str, named: str) -> None:
    voice = facts_of(f"{ROE}\n\n{LONG}\n\n{told}").of("voice")[-1]
    assert says(voice)["named"] == named


@pytest.mark.parametrize(
    ("told", "clause"),
    [
        ("The nurse was stabbed in Leeds.", "main"),
        ("After work, the nurse was stabbed.", "main"),
        ("It was the house where the nurse was stabbed.", "other"),
        ("He left before she was stabbed.", "other"),
        ("Forty nurses have been killed.", "other"),
        ("The attack took place in Leeds.", "main"),
        ("They met near the house in which the attack took place.", "other"),
    ],
)
def test_voice_says_whether_an_act_is_told_for_its_own_sake(told: str, clause: str) -> None:
    (voice,) = facts_of(told).of("voice")
    assert says(voice)["clause"] == clause


def test_the_lead_is_two_sentences_even_where_a_whole_article_is_one_paragraph() -> None:
    text = "A nurse was stabbed. It was dark. It rained. A porter was stabbed."
    assert [says(one)["lead"] for one in facts_of(text).of("voice")] == ["yes", "no"]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The complainant claimed that the man had followed her.", "harmed"),
        ("The defendant claimed that the man had followed her.", "accused"),
        ("A lawyer for the victims claimed that the man had followed her.", "law"),
        ("The shopkeeper claimed that the man had followed her.", "other"),
        ("Ms Ann Poe was raped in May. She claimed that the man had followed her.", "harmed"),
    ],
)
def test_an_attribution_says_on_which_side_its_source_stands(text: str, side: str) -> None:
    assert [says(one)["side"] for one in facts_of(text).of("attribution")][-1:] == [side]


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("The complainant claimed that he hid. The defendant said that he slept.", "yes"),
        ("The complainant claimed that he hid. The defendant claimed that he slept.", "no"),
        ("The complainant claimed that he hid. Colm Roe claimed that he slept. Police said that it rained.", "no"),
        ("The complainant claimed that he hid.", "no"),
        ("The complainant said that he hid. The defendant said that he slept.", "no"),
    ],
)
def test_doubt_is_one_sided_where_only_the_words_of_those_harmed_are_doubted(text: str, alone: str) -> None:
    assert says(facts_of(text).of("attribution")[0])["alone"] == alone


def test_voice_says_whether_it_opens_the_article_and_who_is_named_soon() -> None:
    """Near is the paragraph and the next two; the evidence is the nearest place that names the actor."""
    filler = "\n\nThe road was closed."
    text = f"# Woman was stabbed\n\nA woman was stabbed.{filler * 3}\n\nColm Roe, 34, was charged.\n\nShe was stabbed."
    seen = [(says(one)["lead"], says(one)["near"]) for one in facts_of(text).of("voice")]
    assert seen == [("yes", "no"), ("yes", "no"), ("no", "no")]
    assert {one.evidence[0].block for one in facts_of(text).of("voice")} == {5}


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Colm Roe, 34, was charged with assault.\n\n“I was at home,” Roe said.", "accused"),
        ("“I was at home,” the defendant told the court.", "accused"),
        ("“He would not stop,” the complainant told the court.", "complainant"),
        ("“He would not stop,” her mother said.", "relative"),
        ("“We are looking for a van,” police said.", "officer"),
        ("“It is a quiet street,” a shopkeeper said.", "other"),
        ("“It is a quiet street.”", "nobody"),
    ],
)
def test_a_quotation_says_what_part_its_speaker_plays(text: str, by: str) -> None:
    assert [says(one)["by"] for one in facts_of(text).of("quotation")] == [by]


@pytest.mark.parametrize(
    ("speaker", "unnamed"),
    [
        ("a neighbour", "yes"),
        ("one insider", "yes"),
        ("sources", "yes"),
        ("her neighbour Ann Poe", "no"),
        ("the judge", "no"),
        ("the neighbour", "no"),
    ],
)
def test_a_quotation_says_whether_its_speaker_is_a_stranger_to_readers(speaker: str, unnamed: str) -> None:
    """Without a name or an office: “a neighbour”, not “the judge”, nor a neighbour spoken of before."""
    (one,) = facts_of(f"“He kept to himself,” {speaker} said.").of("quotation")
    assert says(one)["unnamed"] == unnamed


@pytest.mark.parametrize(
    ("cue", "tone"),
    [
        ("claimed", "doubting"),
        ("insisted", "insisting"),
        ("alleged", "alleging"),
        ("admitted", "admitting"),
        ("said", "plain"),
    ],
)
def test_an_attribution_says_in_what_tone_and_by_whom(cue: str, tone: str) -> None:
    (one,) = facts_of(f"The complainant {cue} that the man had followed her.").of("attribution")
    assert (says(one)["tone"], says(one)["by"]) == (tone, "complainant")


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("The judge heard of a “long and cruel” marriage on Monday in Leeds.", "low"),
        ("He lived for ten years with a “cold and idle” woman in Leeds.", "high"),
        ("“A cold and idle woman.”", "low"),
        ("# He lived with a “cold and idle” woman", "low"),
        ("“Nobody saw it,” she said.\n\nHe lived for ten years with a “cold and idle” woman.", "low"),
    ],
)
def test_that_nobody_speaks_is_sure_only_where_no_word_of_saying_is_near(text: str, confidence: str) -> None:
    *_, last = facts_of(text).of("quotation")
    assert last.confidence == confidence
    assert says(last)["speaker"] == "none" or confidence == "low"


def test_a_capital_at_the_start_of_a_sentence_makes_no_name() -> None:
    (one,) = facts_of("One victim said: “I was afraid of him for years.”").of("quotation")
    assert says(one)["speaker"] == "role"


def test_a_sentence_without_words_is_no_stumbling_block() -> None:
    for text in ("“…” – “!”", "-- “?” --", "…\n\n“”"):
        for kind in KINDS:
            list(facts_of(text).of(kind))


def test_every_value_that_a_fact_says_can_be_asked_for() -> None:
    """What rules may ask for and what the analyses say are one list."""
    for text in (ARTICLE, "# Nurse strangled\n\nThe complainant claimed he ran. The gun went off as he turned."):
        for kind in KINDS:
            for one in facts_of(text).of(kind):
                for key, values in KINDS[kind].items():
                    assert set(says(one)[key].split()) <= set(values), (kind, key)


def test_headlines_have_a_voice_of_their_own() -> None:
    assert [says(one)["form"] for one in facts_of("# Nurse strangled in Leeds\n\nPolice came.").of("voice")] == [
        "headline"
    ]


def test_quotations_and_attributions_are_facts_too() -> None:
    article = facts_of(ARTICLE)
    assert [says(one)["speaker"] for one in article.of("quotation")] == ["named"]
    assert article.of("attribution")


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_article_has_no_facts(kind: str) -> None:
    assert not facts_of("").of(kind)
    assert not facts_of("\n\n* * *\n").of(kind)


def test_people_are_found_without_asking_who_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("an analysis ran that nobody asked for")

    for module, name in (
        (kept.speakers, "local"),
        (kept.attribution, "local"),
        (kept.quotations, "local"),
        (kept, "reading"),
    ):
        monkeypatch.setattr(module, name, fail)
    article = facts_of(ARTICLE)
    assert article.of("person")
    assert article.of("voice")


def test_each_analysis_runs_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    join = facts.people.join
    monkeypatch.setattr(facts.people, "join", lambda *seen: calls.append(1) or join(*seen))
    article = facts_of(ARTICLE)
    for kind in (*KINDS, *KINDS):
        article.of(kind)
    assert calls == [1]


def test_facts_are_the_same_whatever_is_asked_first() -> None:
    expected = {kind: list(facts_of(ARTICLE).of(kind)) for kind in KINDS}
    for order in permutations(KINDS):
        article = facts_of(ARTICLE)
        assert {kind: list(article.of(kind)) for kind in order} == expected


@pytest.mark.parametrize("kind", KINDS)
def test_facts_lie_in_their_blocks(kind: str) -> None:
    blocks = Document.read(Source(ARTICLE, "a.md")).blocks
    for fact in facts_of(ARTICLE).of(kind):
        for place in (fact.place, *fact.evidence):
            assert 0 <= place.start < place.end <= len(blocks[place.block].text)


@pytest.mark.parametrize("kind", KINDS)
def test_line_ends_and_emoji_change_nothing(kind: str) -> None:
    def seen(text: str) -> list[tuple[tuple[tuple[str, str], ...], str]]:
        return [(fact.says, fact.confidence) for fact in facts_of(text).of(kind)]

    assert seen(ARTICLE) == seen(ARTICLE.replace("\n", "\r\n")) == seen(ARTICLE.replace("\n\n", " 😀\n\n"))


@given(st.text(alphabet="Colm Roe 34 was stabbed by, his wife. “”'\n#-😀é\ufffc", max_size=150))
def test_any_text_has_facts(text: str) -> None:
    article = facts_of(text)
    for kind in KINDS:
        for fact in article.of(kind):
            assert fact.confidence in ("high", "medium", "low")
