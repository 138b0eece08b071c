"""Who says a quotation: labelled cases by construction, pronouns and carrying on, what is no speaker, and laws."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethicslint.analysis.quotations import quotations
from ethicslint.analysis.saying import Words
from ethicslint.analysis.speakers import LocalFacts, Speech, is_quiet, join, local, placed
from ethicslint.lexicon.words import read

WORDS = Words.of(read([str(Path(__file__).parent.parent / "rules" / "vocabulary")], []).vocabulary())

Case = tuple[str, list[str]]


def speeches(*blocks: str, places: tuple[str, ...] = ()) -> list[Speech]:
    kinds = places or ("prose",) * len(blocks)
    found = quotations(blocks, kinds)
    return joined(
        [
            local(text, place, [one for one in found if one.block == number], WORDS)
            for number, (text, place) in enumerate(zip(blocks, kinds, strict=True))
        ]
    )


def joined(blocks: list[LocalFacts]) -> list[Speech]:
    own = {number: placed(one.speeches, number) for number, one in enumerate(blocks) if not is_quiet(one)}
    return [speech for found in join(blocks, own).values() for speech in found]


def spoken(text: str) -> list[str]:
    """For each quotation "speaker (how)", or "-"; the blocks of `text` are parted by bars."""
    blocks = text.split(" | ")
    return [
        f"{blocks[one.speaker.block][one.speaker.start : one.speaker.end]} ({one.how})" if one.speaker else "-"
        for one in speeches(*blocks)
    ]


# ---- one construction each

BESIDE: dict[str, Case] = {
    "name and verb behind": ("“I saw the car leave,” Anna Reed said.", ["Anna Reed (after)"]),
    "verb and name behind": ("“I saw the car leave,” said Anna Reed.", ["Anna Reed (after)"]),
    "single marks": ("‘I saw the car leave,’ said Anna Reed.", ["Anna Reed (after)"]),
    "question": ("“Who was in the car?” asked Anna Reed.", ["Anna Reed (after)"]),
    "adverb between": ("“I saw the car leave,” Anna Reed later told the court.", ["Anna Reed (after)"]),
    "day between": ("“I saw the car leave,” Anna Reed on Monday told the court.", ["Anna Reed (after)"]),
    "auxiliaries": ("“I saw the car leave,” Anna Reed has since said.", ["Anna Reed (after)"]),
    "age": ("“I saw the car leave,” Anna Reed, 34, said.", ["Anna Reed (after)"]),
    "apposition": ("“I saw the car leave,” Anna Reed, a neighbour, said.", ["Anna Reed (after)"]),
    "age and relative clause": (
        "“I saw the car leave,” Anna Reed, 34, who lives nearby, said.",
        ["Anna Reed (after)"],
    ),
    "place and age": ("“I saw the car leave,” Anna Reed, of Norham, 34, told the jury.", ["Anna Reed (after)"]),
    "two appositions": (
        "“The order is lawful,” Paul Hale, the attorney general of Norham, one of the states suing the firm, said.",
        ["Paul Hale (after)"],
    ),
    "dashes": ("“I saw the car leave,” Anna Reed – a neighbour – said.", ["Anna Reed (after)"]),
    "brackets": ("“I saw the car leave,” Anna Reed (34) said.", ["Anna Reed (after)"]),
    "rank and force": (
        "“We are asking for witnesses,” Det Insp Ann Lee of West Mercia Police said.",
        ["Det Insp Ann Lee of West Mercia Police (after)"],
    ),
    "role before a name": (
        "“We are asking for witnesses,” said police spokesman Tom Hart.",
        ["police spokesman Tom Hart (after)"],
    ),
    "role, comma, name": (
        "“We have lost a friend,” the group's director, Jane Roe, said.",
        ["the group's director, Jane Roe (after)"],
    ),
    "charity": ("“Nobody called us,” the charity Harbour said.", ["the charity Harbour (after)"]),
    "body": ("“Nobody called us,” Norham County Council said.", ["Norham County Council (after)"]),
    "bare plural": ("“The search goes on,” police said.", ["police (after)"]),
    "unnamed victim": ("“I was not believed,” one victim said.", ["one victim (after)"]),
    "unnamed neighbour": ("“They kept to themselves,” a neighbour told the Echo.", ["a neighbour (after)"]),
    "relation": ("“She was our sun,” the girl's mother said.", ["the girl's mother (after)"]),
    "spokesman for": (
        "“The search goes on,” a spokesman for Norham Police said.",
        ["a spokesman for Norham Police (after)"],
    ),
    "two people": ("“We are heartbroken,” Anna and Mark Reed said.", ["Anna and Mark Reed (after)"]),
    "document": ("“The doors were locked,” the report said.", ["the report (after)"]),
    "relative clause without commas": (
        "“The room was dark,” the officer who found her said.",
        ["the officer (after)"],
    ),
    "relative clause with a passive": (
        "“The room was dark,” a man who was arrested on Monday said.",
        ["a man (after)"],
    ),
    "according to": ("The lodger was “a quiet man”, according to Anna Reed.", ["Anna Reed (according)"]),
    "according to, in front": (
        "According to Anna Reed, the lodger was “a quiet man who never said a word”.",
        ["Anna Reed (according)"],
    ),
    "colon": ("Anna Reed said: “I saw the car leave.”", ["Anna Reed (before)"]),
    "told and colon": ("Anna Reed told the court: “I saw the car leave.”", ["Anna Reed (before)"]),
    "comma": ("Anna Reed replied, “I saw the car leave.”", ["Anna Reed (before)"]),
    "verb in front of its subject": ("Said Anna Reed: “I saw the car leave.”", ["Anna Reed (before)"]),
    "statement in between": (
        "In a statement, Norham Police said: “The search goes on tonight.”",
        ["Norham Police (before)"],
    ),
    "statement without a comma": (
        "In a statement the force said: “The search goes on tonight.”",
        ["the force (before)"],
    ),
    "part of a clause": ("Anna Reed said the night was “the longest of my life”.", ["Anna Reed (before)"]),
    "clause of an anybody": (
        "Anna Reed said anybody who complains about that “was not in the room”.",
        ["Anna Reed (before)"],
    ),
    "participle": (
        "Anna Reed thanked the jury, adding: “I can sleep again now.”",
        ["Anna Reed (participle)"],
    ),
    "interrupted": (
        "“I saw the car,” Anna Reed said, “and then it was gone.”",
        ["Anna Reed (after)", "Anna Reed (before)"],
    ),
    "label": ("Anna Reed: “We support the families and always will.”", ["Anna Reed (label)"]),
    "role as a label, asking": ("Prosecutor: “Did you see the car that night?”", ["Prosecutor (label)"]),
    "transcript in marks": (
        "“REED: I saw the car leave the yard.” | “HALE: And then what did you do?”",
        ["REED (label)", "HALE (label)"],
    ),
    "possessive label": ("One victim's statement: “I was not believed.”", ["One victim (possessive)"]),
    "possessive": (
        "Anna Reed's claim that “nobody was told about it” was read out.",
        ["Anna Reed (possessive)"],
    ),
    "dash and name": ("“Leave while you still can.” — Anna Reed", ["Anna Reed (after)"]),
    "unclosed over paragraphs": (
        "“I saw the car leave,” Anna Reed said. “It was late. | “Then the lights went out in the yard.”",
        ["Anna Reed (after)", "Anna Reed (carry)", "Anna Reed (paragraph)"],
    ),
    "announced before a break": (
        "In a letter to the court, Anna Reed wrote: | “I have not slept since that night.”",
        ["Anna Reed (before)"],
    ),
}

# ---- pronouns and carrying on

CARRIED: dict[str, Case] = {
    "he after a name": ("Mark Hale left at nine. “I was tired,” he said.", ["Mark Hale (pronoun)"]),
    "she after a name": ("Anna Reed left at nine. “I was tired,” she said.", ["Anna Reed (pronoun)"]),
    "said she": ("Anna Reed left at nine. “I was tired,” said she.", ["Anna Reed (pronoun)"]),
    "he said, colon": ("Mark Hale left at nine. He said: “I was tired.”", ["Mark Hale (pronoun)"]),
    "she told the court": ("Anna Reed wept. She told the court: “I was tired.”", ["Anna Reed (pronoun)"]),
    "gender by given name": (
        "Anna Reed met Mark Hale at the gate. “I was afraid,” she said.",
        ["Anna Reed (pronoun)"],
    ),
    "gender against order": (
        "Mark Hale met Anna Reed at the gate. “I was afraid,” she said.",
        ["Anna Reed (pronoun)"],
    ),
    "gender of the subject": (
        "Mark Hale met Anna Reed at the gate. “I was afraid,” he said.",
        ["Mark Hale (pronoun)"],
    ),
    "gender by title": ("Mr Hale met Mrs Reed at the gate. “I was afraid,” she said.", ["Mrs Reed (pronoun)"]),
    "title of a lord": ("Lord Thorpe met Ms Reed. “It was brief,” he said.", ["Lord Thorpe (pronoun)"]),
    "gender remembered": (
        "Anna Reed gave evidence first. | Reed wept. “I was afraid,” she said.",
        ["Reed (pronoun)"],
    ),
    "role of a woman": (
        "The girl's mother wept. The mother said he lied. “I knew,” she said.",
        ["The mother (pronoun)"],
    ),
    "spokeswoman": (
        "A spokeswoman said the centre was closed. “We are sorry,” she added.",
        ["A spokeswoman (pronoun)"],
    ),
    "spokesman for": (
        "A spokesman for the force said a man was held. “We are grateful,” he added.",
        ["A spokesman for the force (pronoun)"],
    ),
    "speaker before bystander": (
        "Anna Reed told Jane Poe to leave. “It was not safe,” she said.",
        ["Anna Reed (pronoun)"],
    ),
    "last paragraph": (
        "Anna Reed gave evidence for an hour. | “I was afraid,” she said.",
        ["Anna Reed (pronoun)"],
    ),
    "two paragraphs back": (
        "Anna Reed gave evidence for an hour. | The court was full. | “I was afraid,” she said.",
        ["Anna Reed (pronoun)"],
    ),
    "last speaker": (
        "“It was dark,” said Mark Hale. | “I saw nobody,” he said.",
        ["Mark Hale (after)", "Mark Hale (pronoun)"],
    ),
    "new name wins": (
        "“It was dark,” said Mark Hale. | Paul Orr was next. “I saw nobody,” he said.",
        ["Mark Hale (after)", "Paul Orr (pronoun)"],
    ),
    "name of a town is nobody": (
        "Anna Reed moved to Norham in May. “I love it here,” she said.",
        ["Anna Reed (pronoun)"],
    ),
    "a month is nobody": ("Anna Reed was seen in June. “I was late,” she said.", ["Anna Reed (pronoun)"]),
    "a body is nobody": (
        "Mark Hale left Norham Council. “I was tired,” he said.",
        ["Mark Hale (pronoun)"],
    ),
    "surname only": (
        "Mark Hale is on trial. | Hale denied it. “I was not there,” he said.",
        ["Hale (pronoun)"],
    ),
    "he adds": ("Mark Hale said it was late. “I was tired,” he added.", ["Mark Hale (pronoun)"]),
    "she, two women and two paragraphs": (
        "Anna Reed wept. | Jane Poe held her hand. “It is over,” she said.",
        ["Jane Poe (pronoun)"],
    ),
    "possessive pronoun label": ("Mark Hale resigned. | His statement: “I was tired.”", ["Mark Hale (pronoun)"]),
    "his words": ("Mark Hale wept. His words: “I was tired.”", ["Mark Hale (pronoun)"]),
    "pronoun inside a clause": (
        "Mark Hale denied it. He said the night was “a blur to me”.",
        ["Mark Hale (pronoun)"],
    ),
    "pronoun and participle": (
        "Mark Hale denied it. He wept, saying: “I was not there.”",
        ["Mark Hale (pronoun)"],
    ),
    "when he": (
        "Mark Hale was calm when he told police: “I was not there.”",
        ["Mark Hale (pronoun)"],
    ),
    "judge by title": (
        "Judge Mary Poole rose. “The jury may go home,” she said.",
        ["Judge Mary Poole (pronoun)"],
    ),
    "foreign particle": ("Carlos de la Cruz wept. “I was tired,” he said.", ["Carlos de la Cruz (pronoun)"]),
    "unknown given name": ("Wrenna Tolland wept. “I was tired,” she said.", ["Wrenna Tolland (pronoun)"]),
    "a name inside a quotation is nobody": (
        "Anna Reed said: “Jane Poe was there.” “I saw nobody else,” she said.",
        ["Anna Reed (before)", "Anna Reed (pronoun)"],
    ),
    "three paragraphs of one speaker": (
        "Mark Hale spoke first. | “It was dark,” he said. | “I saw nobody,” he said.",
        ["Mark Hale (pronoun)", "Mark Hale (pronoun)"],
    ),
    "behind an introduction": (
        "On Monday, Anna Reed came back. “I was tired,” she said.",
        ["Anna Reed (pronoun)"],
    ),
    "possessor is not subject": (
        "Anna Reed's brother wept. “I was tired,” he said.",
        ["Anna Reed's brother (pronoun)"],
    ),
    # carrying on within a paragraph
    "second quotation": (
        "“It was dark,” said Mark Hale. “I saw nobody.”",
        ["Mark Hale (after)", "Mark Hale (carry)"],
    ),
    "third quotation": (
        "“It was dark,” said Mark Hale. “I saw nobody.” “It rained.”",
        ["Mark Hale (after)", "Mark Hale (carry)", "Mark Hale (carry)"],
    ),
    "first quotation": (
        "“It was dark.” “I saw nobody,” said Mark Hale.",
        ["Mark Hale (carry)", "Mark Hale (after)"],
    ),
    "behind a pronoun": (
        "Mark Hale wept. “It was dark,” he said. “I saw nobody.”",
        ["Mark Hale (pronoun)", "Mark Hale (pronoun)"],
    ),
    "behind a clause": (
        "Mark Hale said it was dark. “I saw nobody in the yard.”",
        ["Mark Hale (carry)"],
    ),
    "behind two clauses": (
        "Mark Hale said it was dark and that he was tired. “I saw nobody in the yard.”",
        ["Mark Hale (carry)"],
    ),
    "behind a colon": (
        "Mark Hale said: “It was dark.” “I saw nobody in the yard.”",
        ["Mark Hale (before)", "Mark Hale (carry)"],
    ),
    "police carry": (
        "“The search goes on,” police said. “Please stay at home.”",
        ["police (after)", "police (carry)"],
    ),
    "behind a body": (
        "The council said it was closing the home. “We did not decide this lightly.”",
        ["The council (carry)"],
    ),
    "behind a report": (
        "The report said staff were tired. “Nobody was in charge that night.”",
        ["The report (carry)"],
    ),
    "behind according to": (
        "The yard was dark, according to Mark Hale. “I saw nobody there.”",
        ["Mark Hale (carry)"],
    ),
    "subject of the sentence before": (
        "Mark Hale wept in the dock. “I saw nobody in the yard.”",
        ["Mark Hale (carry)"],
    ),
    "pronoun of the sentence before": (
        "Mark Hale was tired. He wept. “I saw nobody in the yard.”",
        ["Mark Hale (pronoun)"],
    ),
    "not past another speaker": (
        "“It was dark,” said Mark Hale. “I saw nobody,” said Paul Orr.",
        ["Mark Hale (after)", "Paul Orr (after)"],
    ),
    "another speaker in the next paragraph": (
        "“It was dark,” said Mark Hale. | “I saw nobody,” said Paul Orr.",
        ["Mark Hale (after)", "Paul Orr (after)"],
    ),
    # over paragraphs
    "next paragraph": (
        "“It was dark,” said Mark Hale. | “I saw nobody in the yard.”",
        ["Mark Hale (after)", "Mark Hale (paragraph)"],
    ),
    "two paragraphs on": (
        "“It was dark,” said Mark Hale. | “I saw nobody.” | “I went home.”",
        ["Mark Hale (after)", "Mark Hale (paragraph)", "Mark Hale (paragraph)"],
    ),
    "unclosed twice": (
        "Mark Hale wrote: “It was dark. | “I saw nobody. | “I went home.”",
        ["Mark Hale (before)", "Mark Hale (paragraph)", "Mark Hale (paragraph)"],
    ),
    "announced with a full line": (
        "Mark Hale told the jury: | “It was dark.” | “I saw nobody.”",
        ["Mark Hale (before)", "Mark Hale (paragraph)"],
    ),
    "label over blocks": (
        "Mark Hale: | “It was dark.”",
        ["Mark Hale (before)"],
    ),
    "label carries on": (
        "Mark Hale: “It was dark.” | “I saw nobody in the yard.”",
        ["Mark Hale (label)", "Mark Hale (paragraph)"],
    ),
    "author between paragraphs ends it": (
        "“It was dark,” said Mark Hale. | The yard is near the station. | “Rain is on its way.”",
        ["Mark Hale (after)", "-"],
    ),
    "single given name with a full name elsewhere": (
        "Anna Reed and Mark Hale came. | Anna: “We support the families.”",
        ["Anna (label)"],
    ),
    "nobody fits": ("The yard was dark. “I was tired,” she said.", ["she (pronoun)"]),
    "they stay they": ("The Reeds wept. “We are tired,” they said.", ["they (pronoun)"]),
    "no woman to mean": ("Mark Hale wept. “I was tired,” she said.", ["she (pronoun)"]),
    "narrator": ("“I was tired,” I said.", ["I (pronoun)"]),
}

# ---- what is no speaker

NOBODY: dict[str, Case] = {
    "generic label": ("Key quotes: | “It was dark in the yard.”", ["-"]),
    "comments": ("Comments: | “So much for the truth.” | “Shame on them.”", ["-", "-"]),
    "criticism": ("Criticism: “It came far too late for us.”", ["-"]),
    "verdict": ("Verdict: “Guilty on two of three counts.”", ["-"]),
    "the excuse": ("The excuse: “I only know my own story.”", ["-"]),
    "addressee": ("Harbour (a children's charity): “How can you look away from this?”", ["-"]),
    "town": ("The town calls it a “miracle” to this day, every May.", ["-"]),
    "work": ("The film “Night Train” opens on Friday.", []),
    "time": ("“It was dark.” Monday said it all.", ["-"]),
    "verbless": ("“It was dark.” A long silence.", ["-"]),
    "signature": ("Signature: “Anna Reed”", ["-"]),
}


@pytest.mark.parametrize(("text", "expected"), BESIDE.values(), ids=BESIDE)
def test_speaker_beside(text: str, expected: list[str]) -> None:
    """A construction in the sentence of a quotation names its speaker."""
    assert spoken(text) == expected


@pytest.mark.parametrize(("text", "expected"), CARRIED.values(), ids=CARRIED)
def test_pronouns_and_carrying_on(text: str, expected: list[str]) -> None:
    """Pronouns stand for people named before, and a speaker carries on only where nothing speaks against it."""
    assert spoken(text) == expected


@pytest.mark.parametrize(("text", "expected"), NOBODY.values(), ids=NOBODY)
def test_nobody(text: str, expected: list[str]) -> None:
    """Headings, verdicts, times and whoever is addressed are no speakers."""
    assert spoken(text) == expected


# ---- confidence


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("“I saw the car leave,” Anna Reed said.", "high"),
        ("Anna Reed said: “I saw the car leave.”", "high"),
        ("“It was dark,” said Mark Hale. “I saw nobody.”", "high"),
        ("Anna Reed said the night was “the longest of my life”.", "medium"),
        ("Anna Reed met Mark Hale at the gate. “I was afraid,” she said.", "medium"),
        ("Anna Reed: “We support the families and always will.”", "medium"),
        ("“It was dark,” said Mark Hale. | “I saw nobody in the yard.”", "low"),
        ("Anna Reed wept. Jane Poe held her hand. “It is over,” she said.", "low"),
        ("The court heard how he warned her: “I will find you again.”", "low"),
        ("The yard was dark. “I was tired,” she said.", "low"),
    ],
)
def test_confidence(text: str, confidence: str) -> None:
    """The last quotation is as sure as the construction that names its speaker."""
    assert speeches(*text.split(" | "))[-1].confidence == confidence


def test_evidence_names_the_words() -> None:
    """The evidence of a speaker are the cue and, of a pronoun, the pronoun itself."""
    blocks = ("Anna Reed left at nine.", "“I was tired,” she said.")
    (speech,) = speeches(*blocks)
    assert [blocks[one.block][one.start : one.end] for one in speech.evidence] == ["said", "she"]
    assert speech.speaker is not None
    assert speech.speaker.block == 0


def test_a_caption_between_does_not_carry() -> None:
    """What a caption says is not carried into the text."""
    found = speeches(
        "“It was dark,” said Mark Hale.",
        "“Keep out” said a sign.",
        "“I saw nobody.”",
        places=("prose", "caption", "prose"),
    )
    assert found[-1].how == "paragraph"
    assert found[-1].speaker == found[0].speaker


# ---- laws

PIECES = st.sampled_from(
    [
        "“",
        "”",
        "‘",
        "’",
        '"',
        "Anna Reed",
        " said",
        " she",
        ", ",
        ". ",
        ": ",
        " told the court",
        " who ",
        "34",
        " and ",
        "\n",
        "’s",
        " according to ",
        "police",
        " that ",
        "(",
        ")",
        " – ",
        "ROE: ",
        " is said to ",
        "Roe’s claim",
        " In court documents, ",
        "\ufffc",
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@given(st.lists(TEXTS, max_size=4))
def test_every_place_is_in_its_block(blocks: list[str]) -> None:
    """Quotations, speakers and evidence lie within their blocks, speakers hold a word, and only outermost ones count."""
    for one in speeches(*blocks):
        for place in (one.speaker, *one.evidence):
            if place is not None:
                assert 0 <= place.start < place.end <= len(blocks[place.block])
        assert 0 <= one.start < one.end <= len(blocks[one.block])
        assert (one.speaker is None) == (one.how == "")
        assert one.confidence in ("high", "medium", "low")


@given(TEXTS, TEXTS)
def test_a_block_is_read_alone(first: str, second: str) -> None:
    """What a block shows by itself depends on its own text and quotations only."""
    own = [one for one in quotations([first, second], ["prose", "prose"]) if one.block == 0]
    moved = [one._replace(block=7) for one in own]
    assert local(first, "prose", own, WORDS) == local(first, "prose", moved, WORDS)


@pytest.mark.parametrize(
    "unit", ["said ", "he said ", "“a” ", "Roe, who said, ", "saying ", "34, ", "( ", "“It was dark,” she said. "]
)
def test_time_grows_with_length_only(unit: str) -> None:
    """Four times the text takes about four times as long, whatever it is made of."""

    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        own = quotations([text], ["prose"])
        best = 60.0
        for _ in range(2):
            start = time.process_time()
            joined([local(text, "prose", own, WORDS)])
            best = min(best, time.process_time() - start)
        return best

    assert seconds(32_000) < 9 * seconds(8_000) + 0.05
