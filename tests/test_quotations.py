"""The quotation scanner against labelled cases, and its laws on arbitrary text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethicslint.analysis.quotations import Quotation, quotations

KINDS = ("speech", "fragment", "scare", "title", "mention")
PLACES = ("prose", "heading", "headline", "title", "list", "table", "caption", "quote-block", "footnote", "metadata")


def seen(*texts: str, places: tuple[str, ...] = ()) -> list[str]:
    """Each quotation as "kind: words", with "open" before the kind where nothing closes it."""
    found = quotations(texts, places or ("prose",) * len(texts))
    return [f"{'' if q.closed else 'open '}{q.kind}: {texts[q.block][q.start : q.end]}" for q in found]


MARKS = {
    "curly double": ("“I saw the car leave,” said Anna Reed.", ["speech: “I saw the car leave,”"]),
    "straight double": ('"I saw the car leave," said Anna Reed.', ['speech: "I saw the car leave,"']),
    "curly single": ("‘I saw the car leave,’ said Anna Reed.", ["speech: ‘I saw the car leave,’"]),
    "straight single": ("'I saw the car leave,' said Anna Reed.", ["speech: 'I saw the car leave,'"]),
    "low and high": ("Er sagte: „Ich habe das Auto gesehen.“", ["speech: „Ich habe das Auto gesehen.“"]),
    "low and right": ("Er sagte: „Ich habe das Auto gesehen.”", ["speech: „Ich habe das Auto gesehen.”"]),
    "guillemets": ("Elle a dit : «Je ne sais pas encore.»", ["speech: «Je ne sais pas encore.»"]),
    "guillemets with blanks": ("Elle a dit : « Je ne sais pas encore. »", ["speech: « Je ne sais pas encore. »"]),
    "guillemets turned inwards": ("Sie sagte: »Ich weiß es noch nicht.«", ["speech: »Ich weiß es noch nicht.«"]),
    "two single marks": ("''I saw the car leave,'' said Anna.", ["speech: ''I saw the car leave,''"]),
    "two curly single marks": ("‘‘I saw the car leave,’’ said Anna.", ["speech: ‘‘I saw the car leave,’’"]),
    "backticks": ("``I saw the car leave,'' said Anna.", ["speech: ``I saw the car leave,''"]),
    "doubled straight marks": ('He called it ""a mistake"" again.', ['fragment: ""a mistake""']),
    "acute accent": ("She said: `I saw the car leave´", ["speech: `I saw the car leave´"]),
    "escaped marks": ("She said: \\'I saw the car leave\\', he wrote.", ["speech: 'I saw the car leave\\'"]),
    "escaped apostrophe": ("She didn\\'t call. He wouldn\\'t answer.", []),
    "in brackets": ("The file (“sealed in May”) was opened.", ["scare: “sealed in May”"]),
    "opened by brackets": ("He said “[the] house was empty then”.", ["speech: “[the] house was empty then”"]),
    "opened by an ellipsis": ("“…and then the line went dead,” he said.", ["speech: “…and then the line went dead,”"]),
    "opened by three stops": (
        '"...and then the line went dead," he said.',
        ['speech: "...and then the line went dead,"'],
    ),
    "closed behind a dash": ("“I thought the door—” he began.", ["fragment: “I thought the door—”"]),
    "opened behind a dash": ("She paused—“a long while”—and left.", ["scare: “a long while”"]),
    "closed before a dash": ("“It was him”—she was sure.", ["fragment: “It was him”"]),
    "no blank before": ('He said:"I will not answer that question."', ['speech: "I will not answer that question."']),
    "no blank behind": ("“I will not answer that.”She left.", ["speech: “I will not answer that.”"]),
    "blanks inside": ('He is a " quiet and careful man " to all.', ['fragment: " quiet and careful man "']),
    "blanks inside curly single marks": (
        "He said: ‘ I was told to wait. ’ It rained.",
        ["speech: ‘ I was told to wait. ’"],
    ),
    "a blank behind the first single mark": (
        "He said: ' I was told to wait.' It rained.",
        ["speech: ' I was told to wait.'"],
    ),
    "a blank before the last single mark": (
        "He said: 'I was told to wait. ' It rained.",
        ["speech: 'I was told to wait. '"],
    ),
    "two right marks": ("It was called ”a quiet street” by all.", ["fragment: ”a quiet street”"]),
    "two left marks, the second apart": ("He wrote “it is over now! “ on Monday.", ["speech: “it is over now! “"]),
    "two left marks": ("It was called “a quiet street“ by all.", ["fragment: “a quiet street“"]),
    "straight opened, curly closed": ('He called it "a quiet street” then.', ['fragment: "a quiet street”']),
    "single opened, double closed": (
        "'We are waiting for the report,\" she said. It is due.",
        ["speech: 'We are waiting for the report,\""],
    ),
    "double opened, single closed": (
        "“We are waiting for the report,’ she said. It is due.",
        ["speech: “We are waiting for the report,’"],
    ),
    "two in a row": ("“One week.” “Two weeks.”", ["speech: “One week.”", "speech: “Two weeks.”"]),
    "marks around nothing": ("A row of \"\" and “ ” and '' here.", []),
    "marks around a dash at the end": ("It rained “—”", []),
    "a row of marks": ('""""""""""""""""""""""" the end', []),
    "a placeholder alone": ("See “\ufffc” for more.", []),
}

APOSTROPHES = {
    "in words": ("It's Anna's, isn't it? Don’t say o’clock.", []),
    "possessive of a plural": ("The victims' families met the officers’ union.", []),
    "possessive of a name": ("Mr Jones' solicitor left James’ house.", []),
    "possessive inside single marks": (
        "‘The victims’ families were not told,’ she said.",
        ["speech: ‘The victims’ families were not told,’"],
    ),
    "straight possessive inside straight marks": (
        "'The victims' families were not told,' she said.",
        ["speech: 'The victims' families were not told,'"],
    ),
    "plural that closes": ("He blamed ‘careless drivers’ and the boys’ school.", ["fragment: ‘careless drivers’"]),
    "plural that closes before a noun": ("the 'two boys' report was late", ["scare: 'two boys'"]),
    "decade": ("That '70s Show and the ’80s revival, the 1990s' best.", []),
    "decade inside": ("‘I grew up in the ’70s and left,’ he said.", ["speech: ‘I grew up in the ’70s and left,’"]),
    "year": ("He left in '98 and came back in ’05.", []),
    "number that opens": ("‘15 of us’ were in the room.", ["fragment: ‘15 of us’"]),
    "number that closes curly marks": ("The ‘class of 16’ met.", ["scare: ‘class of 16’"]),
    "number between marks": ("The gang, named '34' after its street, met.", ["fragment: '34'"]),
    "elision that opens": ("He sang ‘Til dawn’ for us.", ["fragment: ‘Til dawn’"]),
    "em": ("Let 'em go, wait 'til Friday, 'cause it rains.", []),
    "em inside": ("'We told 'em to stop,' he said.", ["speech: 'We told 'em to stop,'"]),
    "wrongly curled elision": ("Give ‘em time, said the coach.", []),
    "rock and roll": ("A rock 'n' roll band; rock ’n’ roll, rock'n'roll.", []),
    "rock and roll inside": ("'It is rock 'n' roll,' he said.", ["speech: 'It is rock 'n' roll,'"]),
    "clipped": ("They were goin' home with ol' Tom.", []),
    "acronym": ("The U.S.’s court and Smith Jr.'s appeal.", []),
    "behind a quotation": ("The “Daily Record”’s editor wrote.", ["fragment: “Daily Record”"]),
    "feet and inches": ("He is 6'2\" tall, she is 5' 4\".", []),
    "inches": ('A 12" knife was found beside a 9" pipe.', []),
    "inches inside": ('"He had a 12" knife on him," she said.', ['speech: "He had a 12" knife on him,"']),
    "number that closes": ('He said "I was 12" and wept.', ['speech: "I was 12"']),
}

NESTED = {
    "single in double": (
        "“He told me, ‘Leave the house now,’ so I did,” she said.",
        ["speech: “He told me, ‘Leave the house now,’ so I did,”", "speech: ‘Leave the house now,’"],
    ),
    "double in single": (
        "‘He said “no” to all of us,’ she said.",
        ["speech: ‘He said “no” to all of us,’", "speech: “no”"],
    ),
    "ending together": ("“She wrote ‘never again’”", ["fragment: “She wrote ‘never again’”", "speech: ‘never again’"]),
    "ending together with a blank": (
        "“She wrote, ‘I will never go back.’ ” He nodded.",
        ["speech: “She wrote, ‘I will never go back.’ ”", "speech: ‘I will never go back.’"],
    ),
    "beginning together": (
        "“‘Stop!’ she cried, and then we ran,” he said.",
        ["speech: “‘Stop!’ she cried, and then we ran,”", "speech: ‘Stop!’"],
    ),
    "straight": (
        "\"He said 'go home' to the boys' mother,\" she said.",
        ["speech: \"He said 'go home' to the boys' mother,\"", "speech: 'go home'"],
    ),
    "curly double in straight double": (
        'She read: "I was asked: “Who was there that night?” I did not know."',
        ['speech: "I was asked: “Who was there that night?” I did not know."', "speech: “Who was there that night?”"],
    ),
    "three deep": (
        "“He said: ‘They call it “home” here.’”",
        ["speech: “He said: ‘They call it “home” here.’”", "speech: ‘They call it “home” here.’", "fragment: “home”"],
    ),
    "open inside closed": (
        "“He told me: ‘Leave the house now,” she said. It was late.",
        ["speech: “He told me: ‘Leave the house now,”", "open speech: ‘Leave the house now,"],
    ),
    "two single ones closed together": (
        "'She wrote to us 'never again'' he said.",
        ["speech: 'She wrote to us 'never again''", "fragment: 'never again'"],
    ),
}

OPEN = {
    "double": ("“I was told to wait. Nobody came.", ["open speech: “I was told to wait. Nobody came."]),
    "straight double": ('He said: "I was told to wait. ', ['open speech: "I was told to wait.']),
    "single behind a colon": ("He said: ‘I was told to wait.", ["open speech: ‘I was told to wait."]),
    "straight single first in its paragraph": ("'I was told to wait.", ["open speech: 'I was told to wait."]),
    "a stray single mark": ("The road 'widened in May and was closed.", []),
    "a stray single mark and a double one": ("The road 'widened” in May.", []),
    "a stray closing mark": ("The road was closed in May,” he said.", []),
    "a stray arrow": ("« Back to the court list", []),
    "opened again on the next line": (
        "“The first night was quiet.\n“The second was not.”",
        ["open speech: “The first night was quiet.", "speech: “The second was not.”"],
    ),
}

WORDS = {
    "the word": ("The word “victim” is his own.", ["mention: “victim”"]),
    "the phrase": ("Readers know the phrase ‘sex scandal’.", ["mention: ‘sex scandal’"]),
    "an adjective between": ("The outdated term “commit suicide” lingers.", ["mention: “commit suicide”"]),
    "avoid": ("Avoid “tragedy” in reports of homicide.", ["mention: “tragedy”"]),
    "avoid using": ("Editors avoid using “monster” there.", ["mention: “monster”"]),
    "avoid the phrase": ("Please avoid the phrase “walked free”.", ["mention: “walked free”"]),
    "instead of": ("Write the charge instead of “incident”.", ["mention: “incident”"]),
    "instead of saying": ("Instead of saying “fled”, give the facts.", ["mention: “fled”"]),
    "do not use": ("Do not use “claims” for evidence.", ["mention: “claims”"]),
    "never write": ("Never write “monster” of anybody.", ["mention: “monster”"]),
    "do not call it": ("Please do not call it “closure”.", ["mention: “closure”"]),
    "not a mention: what nobody said": ("He did not say “sorry” to them.", ["speech: “sorry”"]),
    "so-called": ("a so-called ‘honour’ killing", ["mention: ‘honour’"]),
    "words such as": (
        "Words such as “evil”, “beast” and “fiend” add heat.",
        ["mention: “evil”", "mention: “beast”", "mention: “fiend”"],
    ),
    "should be avoided": ("“Failed attempt” should be avoided.", ["mention: “Failed attempt”"]),
    "a pair that should be avoided": (
        "“Junkie” and “addict” should be avoided.",
        ["mention: “Junkie”", "mention: “addict”"],
    ),
    "implies": ("“Confessed” implies a crime.", ["mention: “Confessed”"]),
    "is a term": ("“Cleared” is a term of the headlines.", ["mention: “Cleared”"]),
    "apposition": ("He spoke of “closure,” a word she dislikes.", ["mention: “closure,”"]),
    "headline": ("It ran under the headline “Man held after fire”.", ["mention: “Man held after fire”"]),
    "not a mention: the word of a person": ("She gave her word. “I will go,” she said.", ["speech: “I will go,”"]),
    "not a mention: his last words": ("His last words: “I am going home now.”", ["speech: “I am going home now.”"]),
    "film": ("the film “The Long Road” opened", ["title: “The Long Road”"]),
    "book with a comma": ("In her book, “A Quiet Year,” she wrote", ["title: “A Quiet Year,”"]),
    "titled": ("a report titled ‘Nowhere to Turn’", ["title: ‘Nowhere to Turn’"]),
    "starred in": ("He starred in “Night Ferry” at 19.", ["title: “Night Ferry”"]),
    "host of": ("the host of “Morning Call” resigned", ["title: “Morning Call”"]),
    "podcast behind": ("the “Cold Harbour” podcast", ["title: “Cold Harbour”"]),
    "series behind": ("the “Cold Harbour” TV series", ["title: “Cold Harbour”"]),
    "with its year": ("“Night Ferry” (2014) was his last.", ["title: “Night Ferry”"]),
    "listed films": (
        "films such as ‘Night Ferry’, ‘Low Water’ and ‘The Mole’",
        ["title: ‘Night Ferry’", "title: ‘Low Water’", "title: ‘The Mole’"],
    ),
    "not a title: small letters": ("the show “went on as before”", ["fragment: “went on as before”"]),
    "five words": ("He was “a very quiet young man”.", ["speech: “a very quiet young man”"]),
    "few words": ("He was “evil”, she said.", ["fragment: “evil”"]),
    "few words behind commas": ("In May, officers, “tired men,” left.", ["scare: “tired men,”"]),
    "few words before commas": ("“Shocking,” residents, speaking later, said.", ["fragment: “Shocking,”"]),
    "few words behind a verb": ("She said “no” twice.", ["speech: “no”"]),
    "few words before a verb": ("“Not guilty,” he replied.", ["speech: “Not guilty,”"]),
    "few words behind a colon": ("Clerk: “Not guilty?”", ["speech: “Not guilty?”"]),
    "few words that are a sentence": ("Nobody answered. “Never again.” Then silence.", ["speech: “Never again.”"]),
    "doubt in a headline": ("‘Monster’ held after attack", ["fragment: ‘Monster’"]),
}

CASES = {
    f"{group}: {name}": case
    for group, cases in {
        "marks": MARKS,
        "apostrophes": APOSTROPHES,
        "nested": NESTED,
        "open": OPEN,
        "words": WORDS,
    }.items()
    for name, case in cases.items()
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_labelled_case(text: str, expected: list[str]) -> None:
    """Each labelled paragraph gives exactly its quotations, in order, of the right kind."""
    assert seen(text) == expected


def test_positions_are_code_points_of_the_block_and_include_the_marks() -> None:
    found = quotations(["Nothing here.", "🔥 She said “no” twice."], ["prose", "prose"])
    assert found == [Quotation(block=1, start=11, end=15, kind="speech", closed=True)]


@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_scanned(place: str) -> None:
    """A quotation in a headline, caption or list counts like any other."""
    assert seen("‘Monster’ held after attack", places=(place,)) == ["fragment: ‘Monster’"]


def test_kinds_and_texts_must_be_equally_many() -> None:
    with pytest.raises(ValueError, match="zip"):
        quotations(["“One.”", "“Two.”"], ["prose"])


class TestSeveralParagraphs:
    """A quotation over several paragraphs is one open quotation per paragraph, and a closed last one."""

    def test_double_marks_are_opened_again(self) -> None:
        assert seen("“We waited all night.", "“Nobody told us why.", "“Then they did,” she said. “Too late.”") == [
            "open speech: “We waited all night.",
            "open speech: “Nobody told us why.",
            "speech: “Then they did,”",
            "speech: “Too late.”",
        ]

    def test_straight_single_marks_are_opened_again(self) -> None:
        assert seen("'we waited all night.", "'nobody told us why,' she said.") == [
            "open speech: 'we waited all night.",
            "speech: 'nobody told us why,'",
        ]

    def test_a_possessive_does_not_close_what_the_next_paragraph_opens_again(self) -> None:
        assert seen("‘The boys’ mother waited. Nobody came.", "‘She is still waiting.’") == [
            "open speech: ‘The boys’ mother waited. Nobody came.",
            "speech: ‘She is still waiting.’",
        ]

    def test_a_paragraph_may_close_what_the_one_before_left_open(self) -> None:
        assert seen("“We waited all night.", "Nobody told us why,” she said.") == [
            "open speech: “We waited all night.",
            "speech: Nobody told us why,”",
        ]

    def test_a_possessive_closes_nothing_in_the_next_paragraph(self) -> None:
        assert seen("He said: ‘We waited all night.", "The boys’ mother was told.") == [
            "open speech: ‘We waited all night."
        ]

    def test_nothing_runs_on_past_the_next_paragraph(self) -> None:
        assert seen("“We waited all night.", "It rained.", "Nobody told us why,” she said.") == [
            "open speech: “We waited all night."
        ]

    def test_nothing_runs_on_across_a_heading(self) -> None:
        texts = ("“We waited all night.", "The inquiry", "Nobody told us why,” she said.")
        assert seen(*texts, places=("prose", "heading", "prose")) == ["open speech: “We waited all night."]

    def test_a_caption_between_does_not_break_a_quotation(self) -> None:
        texts = ("“We waited all night.", "The court in May.", "Nobody told us why,” she said.")
        assert seen(*texts, places=("prose", "caption", "prose")) == [
            "open speech: “We waited all night.",
            "speech: Nobody told us why,”",
        ]

    def test_written_out_line_breaks_part_paragraphs(self) -> None:
        assert seen("“We waited all night. \\n \\n“Nobody came,” she said.\\nIt rained.") == [
            "open speech: “We waited all night.",
            "speech: “Nobody came,”",
        ]

    def test_an_open_quotation_does_not_swallow_the_article(self) -> None:
        found = quotations(["He said: “I was told to wait.", "It rained.", "She left."], ["prose"] * 3)
        assert [(q.block, q.closed) for q in found] == [(0, False)]


# Words, blanks and every kind of mark, so that examples look like bad copy rather than like noise.
COPY = st.lists(
    st.sampled_from(
        [
            *"\"'“”‘’„«»`´‚.,?—([…n6s\n\ufffc",
            "''",
            '""',
            " ",
            " ",
            " ",
            "\\n",
            "\\'",
            "word",
            "boys",
            "The",
            "said",
            "'70s",
            "’em",
            "film",
        ]
    ),
    max_size=40,
).map("".join)
TEXTS = st.one_of(COPY, st.text(max_size=60))
DOCUMENTS = st.lists(st.tuples(TEXTS, st.sampled_from(PLACES)), max_size=6)


@given(DOCUMENTS)
def test_spans_are_in_range_in_order_and_hold_a_word(document: list[tuple[str, str]]) -> None:
    texts, places = [text for text, _ in document], [place for _, place in document]
    found = quotations(texts, places)
    assert [(q.block, q.start, -q.end) for q in found] == sorted((q.block, q.start, -q.end) for q in found)
    for q in found:
        assert 0 <= q.start < q.end <= len(texts[q.block])
        assert any(char.isalnum() or char == "_" for char in texts[q.block][q.start : q.end])
        assert q.kind in KINDS


@given(DOCUMENTS)
def test_quotations_of_a_block_nest_and_never_cross(document: list[tuple[str, str]]) -> None:
    texts, places = [text for text, _ in document], [place for _, place in document]
    inside: list[Quotation] = []
    for q in quotations(texts, places):
        while inside and (inside[-1].block != q.block or inside[-1].end <= q.start):
            inside.pop()
        assert not inside or q.end <= inside[-1].end
        inside.append(q)


@given(DOCUMENTS)
def test_an_open_quotation_ends_with_its_paragraph_or_inside_another(document: list[tuple[str, str]]) -> None:
    texts, places = [text for text, _ in document], [place for _, place in document]
    found = quotations(texts, places)
    for q in (q for q in found if not q.closed):
        rest = texts[q.block][q.end :].lstrip()
        around = any(o.block == q.block and o.start < q.start and q.end < o.end for o in found)
        assert around or rest == "" or "\n" in texts[q.block][q.end :] or rest.startswith("\\")


@given(DOCUMENTS, TEXTS, st.sampled_from(PLACES))
def test_a_paragraph_behind_a_closed_one_changes_nothing_before_it(
    document: list[tuple[str, str]], text: str, place: str
) -> None:
    texts = [*(text for text, _ in document), "The court rose at noon."]
    places = [*(place for _, place in document), "prose"]
    before = quotations(texts, places)
    assert quotations([*texts, text], [*places, place])[: len(before)] == before


@given(COPY, COPY)
def test_blocks_of_different_places_do_not_touch_each_other(first: str, second: str) -> None:
    both = quotations([first, second], ["headline", "prose"])
    apart = quotations([first], ["headline"]) + [q._replace(block=1) for q in quotations([second], ["prose"])]
    assert both == apart


LONG = {
    "straight marks": '"' * 1_000_000,
    "curly marks": "“" * 1_000_000,
    "marks and blanks": "“ " * 500_000,
    "single marks and blanks": "' \"" * 333_333,
    "20,000 nested in a row": "“" * 20_000 + "word" + "”" * 20_000,
    "20,000 nested": "".join("“‘"[at % 2] + "a " for at in range(20_000)) + "b" + " b’ b”" * 10_000,
    "one long quotation": "“" + "word " * 200_000 + "”",
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_long_runs_take_linear_time(text: str) -> None:
    """Well below a second each on an idle machine; quadratic time would be minutes."""
    begin = time.process_time()
    quotations([text], ["prose"])
    assert time.process_time() - begin < 2


def test_nested_quotations_are_all_found() -> None:
    assert len(quotations([LONG["20,000 nested"]], ["prose"])) == 20_000
