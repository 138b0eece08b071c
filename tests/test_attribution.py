"""Which claims carry a source: labelled cases by construction, how far a source reaches, what is no claim, and laws."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethicslint.analysis import attribution, speakers
from ethicslint.analysis.attribution import Attribution
from ethicslint.analysis.quotations import quotations
from ethicslint.analysis.saying import Words
from ethicslint.lexicon.words import read

WORDS = Words.of(read([str(Path(__file__).parent.parent / "rules" / "vocabulary")], []).vocabulary())

Case = tuple[str, list[str]]


def attributions(*blocks: str) -> list[Attribution]:
    places = ("prose",) * len(blocks)
    found = quotations(blocks, places)
    own = [[one for one in found if one.block == number] for number in range(len(blocks))]
    seen = [speakers.local(text, "prose", one, WORDS) for text, one in zip(blocks, own, strict=True)]
    said = speakers.join(seen, {number: speakers.placed(one.speeches, number) for number, one in enumerate(seen)})
    return [
        each
        for number, (text, one) in enumerate(zip(blocks, own, strict=True))
        for each in attribution.join(attribution.local(text, "prose", one, WORDS), number, said.get(number, ()))
    ]


def claims(text: str) -> list[str]:
    """Each attribution as "source: content", with "?" for a source that is not named, "~" before a low confidence."""
    blocks = text.split(" | ")

    def shown(one: Attribution) -> str:
        source = blocks[one.source.block][one.source.start : one.source.end] if one.source else "?"
        return f"{'~' if one.confidence == 'low' else ''}{source}: {blocks[one.block][one.start : one.end]}"

    return [shown(one) for one in attributions(*blocks)]


CREDITED: dict[str, Case] = {
    "said that": ("Police said that he left the house.", ["Police: he left the house"]),
    "said without that": ("Police said he left the house.", ["Police: he left the house"]),
    "present": ("Police say he left the house.", ["Police: he left the house"]),
    "believe": ("Police believe the men fled on foot.", ["Police: the men fled on foot"]),
    "name": ("Anna Reed said the yard was dark.", ["Anna Reed: the yard was dark"]),
    "pronoun": ("She said the yard was dark.", ["She: the yard was dark"]),
    "role": ("A spokesman for the force said a man was held.", ["A spokesman for the force: a man was held"]),
    "unnamed": ("One victim said nobody had listened.", ["One victim: nobody had listened"]),
    "told the court": ("Anna Reed told the court he was at home.", ["Anna Reed: he was at home"]),
    "told the court that": ("Anna Reed told the court that the yard was dark.", ["Anna Reed: the yard was dark"]),
    "told police": ("Anna Reed told police he was at home.", ["Anna Reed: he was at home"]),
    "told a paper": ("Anna Reed told the Norham Echo she had seen him.", ["Anna Reed: she had seen him"]),
    "behind": ("The men fled on foot, police said.", ["police: The men fled on foot"]),
    "behind, with a day": ("The men fled on foot, police said on Monday.", ["police: The men fled on foot"]),
    "behind, with a statement": (
        "The men fled on foot, police said in a statement.",
        ["police: The men fled on foot"],
    ),
    "behind, inverted": ("The men fled on foot, said Anna Reed.", ["Anna Reed: The men fled on foot"]),
    "behind, inverted, apposition": (
        "The men fled on foot, said Anna Reed, a neighbour.",
        ["Anna Reed: The men fled on foot"],
    ),
    "in the middle": (
        "The men, police said, were armed with knives.",
        ["police: The men", "police: were armed with knives"],
    ),
    "in the middle, according to": (
        "The men, according to police, were armed with knives.",
        ["police: The men", "police: were armed with knives"],
    ),
    "according to behind": (
        "The men fled on foot, according to police.",
        ["police: The men fled on foot"],
    ),
    "according to in front": ("According to police, the men fled on foot.", ["police: the men fled on foot"]),
    "according to a document": (
        "The men fled on foot, according to court documents.",
        ["court documents: The men fled on foot"],
    ),
    "court heard": ("The court heard the men had fled.", ["The court: the men had fled"]),
    "court heard that": ("The court heard that the men had fled.", ["The court: the men had fled"]),
    "court heard how": ("The court heard how the men had fled.", ["The court: how the men had fled"]),
    "jury heard": ("The jury heard he was at home.", ["The jury: he was at home"]),
    "inquest heard": ("An inquest heard she was found at noon.", ["An inquest: she was found at noon"]),
    "court was told": ("The court was told that the men had fled.", ["The court: the men had fled"]),
    "documents in front": (
        "In court documents, the men are described as friends.",
        ["court documents: the men are described as friends"],
    ),
    "report": ("The report said the doors were locked.", ["The report: the doors were locked"]),
    "study found": ("The study found that most were women.", ["The study: most were women"]),
    "participle": (
        "Police appealed for help, saying the men were armed.",
        ["Police: the men were armed"],
    ),
    "adding": (
        "Police said the men fled, adding that they were armed.",
        ["Police: the men fled", "Police: they were armed"],
    ),
    "age in between": ("Anna Reed, 34, said the yard was dark.", ["Anna Reed: the yard was dark"]),
    "relative clause in between": (
        "Anna Reed, who lives nearby, said the yard was dark.",
        ["Anna Reed: the yard was dark"],
    ),
    "rank": (
        "Det Insp Ann Lee of West Mercia Police said the men were armed.",
        ["Det Insp Ann Lee of West Mercia Police: the men were armed"],
    ),
    "charity": ("The charity Harbour said calls had doubled.", ["The charity Harbour: calls had doubled"]),
    "statement with that": (
        "Police said in a statement that the men were armed.",
        ["Police: the men were armed"],
    ),
    "denied": ("He denied that he was at home.", ["He: he was at home"]),
    "pleading aside": ("He pleaded guilty to assault on Monday.", []),
    "warned": ("Police warned that the men were armed.", ["Police: the men were armed"]),
    "alleges": ("The lawsuit alleges that staff knew.", ["The lawsuit: staff knew"]),
    "prosecutors": (
        "Prosecutors allege he planned it for weeks.",
        ["Prosecutors: he planned it for weeks", "~he: it for weeks"],
    ),
    "two speakers": (
        "Police said the men fled, but neighbours said they stayed.",
        ["Police: the men fled", "neighbours: they stayed"],
    ),
    "semicolon": ("Police said the men fled; the road was closed.", ["Police: the men fled"]),
    "quotation": ("“The men fled,” police said.", ["police: “The men fled,”"]),
    "claim of somebody": (
        "Anna Reed's claim that he had fled was false.",
        ["~Anna Reed: he had fled was false"],
    ),
}

UNNAMED: dict[str, Case] = {
    "allegedly": ("He allegedly hit the guard.", ["?: He allegedly hit the guard"]),
    "reportedly": ("The men reportedly fled on foot.", ["?: The men reportedly fled on foot"]),
    "is said to": ("He is said to have fled.", ["?: have fled"]),
    "is believed to": ("He is believed to have fled.", ["?: have fled"]),
    "is accused of": ("He is accused of hitting the guard.", ["?: hitting the guard"]),
    "allegation that": ("The allegation that he fled was dropped.", ["~?: he fled was dropped"]),
}

CARRIED: dict[str, Case] = {
    "pronoun": (
        "Police said the men fled on foot. They wore masks.",
        ["Police: the men fled on foot", "~Police: They wore masks."],
    ),
    "definite phrase": (
        "Police said the men fled on foot. The pair wore masks.",
        ["Police: the men fled on foot", "~Police: The pair wore masks."],
    ),
    "two hops": (
        "Police said the men fled. They wore masks. They had knives.",
        ["Police: the men fled", "~Police: They wore masks.", "~Police: They had knives."],
    ),
    "not three": (
        "Police said the men fled. They wore masks. They had knives. They ran.",
        ["Police: the men fled", "~Police: They wore masks.", "~Police: They had knives."],
    ),
    "not to a name": ("Police said the men fled on foot. Anna Reed slept.", ["Police: the men fled on foot"]),
    "not over paragraphs": ("Police said the men fled on foot. | They wore masks.", ["Police: the men fled on foot"]),
    "never from an adverb": ("He allegedly fled on foot. He wore a mask.", ["?: He allegedly fled on foot"]),
    "never from an adjective": ("The alleged victim slept. She was nineteen.", []),
    "not past a full stop of thought": (
        "Police said the men fled. Nobody slept. They wore masks.",
        ["Police: the men fled"],
    ),
}

NO_CLAIM: dict[str, Case] = {
    "no source": ("He hit the guard and left the house.", []),
    "noun": ("The report was late and the claims were old.", []),
    "rules": ("The party's existing rules empower the board.", []),
    "rate": ("The suicide rate was ten times the average.", []),
    "state": ("Some state officials left in May.", []),
    "wide verb": ("A man called the house twice.", ["~A man: the house twice"]),
    "heard by a person": ("Anna Reed heard the door close.", []),
    "according to plan": ("The visit went according to plan.", []),
    "adjective": ("The alleged attack happened at noon.", []),
    "time": ("Monday says nothing to anyone here.", []),
    "no comment": ("A spokesman did not respond to a request.", []),
    "time as subject": ("In May reported crime fell by half.", []),
}


@pytest.mark.parametrize(("text", "expected"), CREDITED.values(), ids=CREDITED)
def test_credited(text: str, expected: list[str]) -> None:
    """A claim is credited to its source, and ends where the source stops speaking."""
    assert claims(text) == expected


@pytest.mark.parametrize(("text", "expected"), UNNAMED.values(), ids=UNNAMED)
def test_without_a_name(text: str, expected: list[str]) -> None:
    """Words that mark a claim as somebody's, without saying whose."""
    assert claims(text) == expected


@pytest.mark.parametrize(("text", "expected"), CARRIED.values(), ids=CARRIED)
def test_carried(text: str, expected: list[str]) -> None:
    """A source reaches two sentences further at most, and only those that take up the sentence before."""
    assert claims(text) == expected


@pytest.mark.parametrize(("text", "expected"), NO_CLAIM.values(), ids=NO_CLAIM)
def test_no_claim(text: str, expected: list[str]) -> None:
    """Nouns, plans and the author's own sentences are no attributions."""
    assert claims(text) == expected


PIECES = st.sampled_from(
    [
        "“",
        "”",
        "Anna Reed",
        " said",
        " she",
        ", ",
        ". ",
        ": ",
        "; ",
        " told the court",
        " who ",
        " but ",
        "police",
        " that ",
        "’s",
        " according to ",
        " allegedly ",
        " is said to ",
        "Roe’s claim",
        " In court documents, ",
        "The ",
        "\n",
        " (",
        ")",
        " saying ",
    ]
)


@given(st.lists(st.lists(PIECES, max_size=30).map("".join), max_size=4))
def test_every_place_is_in_its_block(blocks: list[str]) -> None:
    """Contents, sources and evidence lie within their blocks, in the order of the text."""
    found = attributions(*blocks)
    for one in found:
        for place in (one.source, *one.evidence):
            if place is not None:
                assert 0 <= place.start < place.end <= len(blocks[place.block])
        assert 0 <= one.start < one.end <= len(blocks[one.block])
    assert found == sorted(found, key=lambda one: one[:3])


@pytest.mark.parametrize("sentence", ["The alleged victim left the house.", "The report was late.", "He left in May."])
def test_a_sentence_without_a_cue_claims_nothing(sentence: str) -> None:
    """Nothing is credited where nobody speaks, however often it is repeated."""
    assert claims(" ".join([sentence] * 5)) == []
