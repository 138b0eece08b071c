"""The sentence splitter against labelled cases, and its laws on arbitrary text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethicslint.analysis.sentences import sentences

# Each case is written with | where one sentence ends and the next begins.
CASES = {
    "full stops": "He left. |She stayed. |They met again.",
    "question and exclamation marks": "Why? |Nobody knew! |Really?! |Yes.",
    "no stop at the end": "He left. |She stayed",
    "one sentence": "The court rose at noon",
    "label line": "Verdict: Guilty on 2 of 3 counts",
    "label line with a citation": "Sentence: 4 years under s. 18 of the Act",
    "titles": "Mr. Doe met Mrs. Roe, Ms. Poe and Dr. Coe. |Prof. Low left.",
    "ranks": "Sgt. Reed, Lt. Col. Gray and Det. Insp. Cole spoke. |Supt. Ash did not.",
    "politicians": "Sen. Roe, Rep. Doe, Gov. Coe and the Rev. Lee met. |GOV. COE LEFT.",
    "saints and streets": "St. Mary’s Church on Elm St. in Mt. Airy burned. |He lives on Elm St. |The house is old.",
    "junior": "Thomas Gray Jr. was there. |So was Thomas Gray Jr. |He left early.",
    "companies": "Acme Inc. said so. |He works for Acme Inc. |The firm closed. |Doe & Co. Ltd. Holdings went on.",
    "initials": "J. K. Rowling and George W. Bush met A. A. Milne. |They left.",
    "initial and starter": "He chose plan B. |The others chose plan C.",
    "and I": "It was my wife and I. |Nobody else came.",
    "U.S. goes on": "The U.S. Senate met in the U.S. on Monday.",
    "U.S. ends": "She moved to the U.S. |She never returned. |He lives in the U.K. |The rest stayed.",
    "acronym and quotation": "They came from the U.S. |“We had no choice,” one said.",
    "acronym and small quotation": "Those in the U.S. “had no choice” either.",
    "degree": "She holds a Ph.D. in law. |Her Ph.D. |It took years.",
    "a.m. goes on": "The call came at 5 a.m. on Monday and at 6 p.m. Tuesday, 8 p.m. ET, 9 p.m. Dec. 5.",
    "p.m. ends": "He left at 5 p.m. |Police came at 6 p.m. |Nobody answered.",
    "months": "He was held on Jan. 5 and charged on Sept. 9, 2019. |It was Dec. |Then he left.",
    "number": "No. 10 gave no comment. |Court No. 2 was full. |Was he there? |No. |He was not.",
    "pages and sections": "See pp. 4–7 and p. 12, para. 3, s. 4(2), ss. 1–3, art. 8 and cl. 11. |It applies.",
    "versus": "In R. v. Smith [2019] EWCA Crim 12 the court said no. |In Doe v. Roe it said yes.",
    "law report": "See R. v. Doe [1999] 2 Cr. App. R. (S.) 45. |It was followed.",
    "vs.": "It was town vs. City again. |They lost.",
    "e.g. and i.e.": "Some, e.g. Smith, i.e. John Smith, cf. Jones, viz. Tom, stayed. |They spoke.",
    "small acronym": "Send it c.o.d. |The firm will pay. |Send it c.o.d. Monday.",
    "etc.": "They took lamps, chairs etc. and left. |They took lamps, etc. |She had seen it.",
    "states": "Rep. Ann Doe (D-Calif.) spoke in Phoenix, Ariz. |The hall was full. |She met Pa. Gov. Roe.",
    "decimals": "It cost 3.5 million, up 0.7 per cent. |That is version 2.10.1 of the plan.",
    "times with stops": "He was seen at 10.30pm and 11.15pm. |Then he left.",
    "sums": "It cost $5. |He paid £4. |Nobody paid €3.",
    "web address": "Write to desk@example.org. |Or see www.example.org for help.",
    "address inside": "The site example.com Inc. runs is slow. |Node.Js is not one.",
    "number behind a stop": "There were many. |12 people died. |2019 was worse.",
    "numbered line": "1. Ask for help.",
    "lettered line": "b. The second ground fails. |It was out of time.",
    "roman numeral": "iv. The fourth ground fails.",
    "ellipsis goes on": "He was … not sure. |I … I left. |She said and... I agreed.",
    "ellipsis ends": "He waited… |The door opened. |It was late... |Nobody came.",
    "spaced ellipsis": "He waited . . . and left. |Nobody came . . . |Then it rained.",
    "ellipsis and first person": "They closed the door... |I have no idea why.",
    "stop and ellipsis": "He left. ... |The rest is known.",
    "ellipsis in brackets": "“He left. |[…] The rest is known.”",
    "inside curly marks": "“He left.” |She stayed.",
    "inside straight marks": "\"He left.\" |She stayed. |'He left.' |She stayed.",
    "inside nested marks": "“She said, ‘Never again.’” |He nodded. |“Why ‘no’?” |Nobody knew.",
    "nested marks with a blank": "“She said, ‘Never again.’ ” |He nodded.",
    "question goes on": "“‘Stop!’ she said,” he recalled. |“Why?” asked the judge. |‘Stop!’ she said.",
    "speaker behind a question": "“Why?” Mr Doe asked. |“Stop!” Anna Reed shouted. |“Who?” Judge Roe asked him.",
    "sentence behind a question": "“Why?” |The court rose. |“Stop!” |He ran.",
    "quotation behind a stop": "He left. |“She stayed,” he said. |‘Yes.’ |It was so.",
    "small word behind a quotation mark": "He left. |“maybe” was all she said.",
    "in brackets": "He left. |(She stayed.) |They met. |He left (she did not). |It rained.",
    "remark in brackets": "He left (sic). |She stayed. (pictured)",
    "stop inside brackets": "He (Mr. Doe) left (at 5 p.m.) with her. |It rained.",
    "footnote mark": "He left.[1] |She stayed.[12] |They met.\ufffc |It rained.",
    "question in brackets": "He left (why?) in a hurry. |It rained.",
    "small brand": "He sold them. |iPhone thefts rose. |eBay was told.",
    "title with a mark": "He worked at Yahoo! News then. |He left.",
    "dash behind a stop": "“He left.” – Anna Reed, neighbour",
    "bullets": "• One was charged. |• Two were not.",
    "symbols": "He left. |#Justice was the tag. |@annareed replied.",
    "emoji": "So sad. |🔥 It burned.",
    "no blank behind the stop": "He was held on Monday.|Police came. |“It was over.”|She left.",
    "other scripts": "Он ушёл. |Она осталась. |Élan vital. |Über allem.",
    "line break and capital": "Verdict: guilty\n|Sentence: 4 years\n|Court: Example Crown Court",
    "line break and digit": "Guilty\n|2 of 3 counts",
    "line break and mark": "She sang\n|“The road is long”",
    "line break and small letter": "She sang\nall night long",
    "line break behind a comma": "12 Elm Road,\nSmalltown,\nExampleshire",
    "line break behind a colon": "Verdict:\nGuilty on 2 of 3 counts",
    "line break behind a dash": "Guilty –\nBut on one count only",
    "line break behind a small word": "The trial of\nThomas Gray",
    "line break behind a title": "It was Mr.\nGray",
    "line break behind a stop": "He left.\n|She stayed.",
    "line break behind a company": "He works for Acme Inc.\n|Roe said so.",
    "written out line break": "He left.\\n|She stayed. \\n \\n|“It rained,” he said.\\n\\n|They met",
    "written out line break without a stop": "Verdict: guilty\\n|Sentence: 4 years",
    "written out line break and small letter": "The file C:\\new was lost. |It rained.",
    "written out marks": "\\'He left.\\' |She didn\\'t. |\\\"Why?\\\" |Nobody knew.",
    "blanks around": "  He left. |  She stayed.  ",
    "line breaks around": "\n He left. |She stayed.\n",
    "only marks": "“…”",
    "trailing dash": "He left. —",
    "trailing stops": "He left. * . *",
    "many marks in a row": "He left. |““““He stayed.””””",
    "name behind a question": "“Why?” |Anna Reed",
    "law report with letters": "It cites s. 4, c. 12 and J. 3 of the roll.",
    "trailing line break": "He left\n",
    "blank before a line break": "She sang \n|All night long",
}


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_labelled_case(case: str) -> None:
    """Each labelled block is split at its bars and nowhere else."""
    assert split(case.replace("|", "")) == [piece.strip() for piece in case.split("|")]


def test_spans_are_code_points() -> None:
    assert sentences(" 🔥 Hot. He left.") == [(1, 7), (8, 16)]


@pytest.mark.parametrize("text", ["", " ", "\n \n", "\u00a0"])
def test_nothing_but_blanks_is_no_sentence(text: str) -> None:
    assert sentences(text) == []


@pytest.mark.parametrize("text", ["...", "— * —", "?! \n ?!"])
def test_a_block_without_a_word_is_one_sentence(text: str) -> None:
    assert sentences(text) == [(0, len(text))]


# Words, blanks and stops, so that examples look like bad copy rather than like noise.
COPY = st.lists(
    st.sampled_from(
        [
            *" \n.!?…,:;\"'“”‘’()[]—\\•5\ufffc",
            " ",
            " ",
            "\\n",
            "\\'",
            "...",
            ". ",
            ".” ",
            "Mr",
            "U.S",
            "p.m",
            "He",
            "left",
            "I",
            "v",
            "No",
            "Inc",
            "B",
            "iPhone",
        ]
    ),
    max_size=40,
).map("".join)
TEXTS = st.one_of(COPY, st.text(max_size=80))


@given(TEXTS)
def test_spans_are_in_range_in_order_and_trimmed(text: str) -> None:
    last = 0
    for start, end in sentences(text):
        assert last <= start < end <= len(text)
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        last = end


@given(TEXTS)
def test_every_character_that_is_not_blank_is_in_a_sentence(text: str) -> None:
    covered = {at for start, end in sentences(text) for at in range(start, end)}
    assert all(at in covered for at, char in enumerate(text) if not char.isspace())


@given(TEXTS)
def test_every_sentence_of_several_has_a_word(text: str) -> None:
    pieces = split(text)
    assert len(pieces) < 2 or all(any(char.isalnum() or char == "_" for char in piece) for piece in pieces)


@given(st.lists(st.sampled_from(["He left.", "She stayed!", "Why?", "“It rained.”", "(They met.)"]), max_size=8))
def test_plain_sentences_are_split_one_by_one(pieces: list[str]) -> None:
    assert split(" ".join(pieces)) == pieces


LONG = {
    "stops": "." * 1_000_000,
    "marks": '"' * 1_000_000,
    "stops and marks": '."' * 500_000,
    "stops and blanks": ". " * 500_000,
    "line breaks": "\n" * 1_000_000,
    "short lines": "a\n" * 500_000,
    "written out line breaks": "\\n" * 500_000,
    "spaced marks": "? ” " * 250_000,
    "one word": "x" * 1_000_000,
    "prose": "The court heard that Mr. Doe had left the house some hours before the call on Monday. " * 11_000,
    "a stop and marks": "He left. " + "“" * 1_000_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_a_million_characters_take_linear_time(text: str) -> None:
    """Well below a second each on an idle machine; quadratic time would be minutes."""
    begin = time.process_time()
    sentences(text)
    assert time.process_time() - begin < 2
