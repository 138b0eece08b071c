"""One article meets the rules: which matches count, how loud they are, who speaks, and where exactly they stand.

Every case is linted twice, with the prefilter and without. The operators below `match` have tests of their own.
"""

import json
from typing import Any

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from ethicslint.engine import combine, searching, seen
from ethicslint.engine.compiled import Compiled
from ethicslint.engine.cover import Cover
from ethicslint.engine.finding import Finding
from ethicslint.engine.lint import lint
from ethicslint.errors import Problem, RuleError
from ethicslint.lexicon.words import Lexicon
from ethicslint.nodes import parse
from ethicslint.rulebook import matching
from ethicslint.rulebook.model import FAMILIES, Citation, Rule, Rulebook
from ethicslint.rulebook.reader import Reader, Surroundings
from ethicslint.text.document import Document
from ethicslint.text.source import Source

TOPICS = {"courts": ("jury", "judge"), "suicide": ("suicide",)}
LAW = Citation("law", "Parliament", "An Act", "1999", "https://example.org", "An Act", "law", "")
KEEPING = ("presumption", "legal-sourcing", "identification", "restrictions", "consistency")


def rule(match: Any, name: str = "sensationalism/sample", **keys: Any) -> Rule:
    """A rule with this `match`; `keys` replace those of a plain rule, `_` standing for `-`."""
    wordless = name.startswith(("identification", "restrictions"))
    plain = {
        "title": "A title",
        "level": "error",
        "message": "These words are a fact." if wordless else "“{match}” is a fact.",
        "why": "A reason.",
        "match": match,
        "sources": ["law"],
        "bad": ["[[one]]"],
        "good": ["two"],
        "since": "0.1",
    }
    whole = plain | {key.replace("_", "-"): value for key, value in keys.items()}
    root = parse(json.dumps(whole, ensure_ascii=False))
    problems: list[Problem] = []
    assert root is not None
    made = Reader("sample.yaml", name, Surroundings(Lexicon(), {"law": LAW}, list(TOPICS), problems)).rule(root)
    assert problems == []
    return made


def compiled(*rules: Rule) -> Compiled:
    return Compiled.of(Rulebook({one.id: one for one in rules}, {"law": LAW}, {}, TOPICS, {}))


def findings(rules: Compiled, text: str, path: str = "a.md") -> list[Finding]:
    document = Document.read(Source(text, path))
    found = lint(document, rules)
    assert found == lint(document, rules, exhaustive=True), "the prefilter changes what is found"
    return found


def words(match: Any, text: str, path: str = "a.md", **keys: Any) -> list[str]:
    """The source of every finding."""
    return [one.match for one in findings(compiled(rule(match, **keys)), text, path)]


INNOCENT = {"phrase": ["found …2 innocent"]}


# ---- which matches count


@pytest.mark.parametrize(
    ("phrases", "text", "flagged"),
    [
        (["found", "found innocent"], "found innocent", ["found innocent"]),
        (["found innocent", "innocent man walked"], "found innocent man walked", ["found innocent"]),
        (["innocent man", "found innocent"], "found innocent man", ["found innocent"]),
        (["found", "innocent"], "found innocent", ["found", "innocent"]),
        (["the man", "man was found", "was"], "the man was found", ["the man", "was"]),
        (["a a"], "a a a a a", ["a a", "a a"]),
    ],
)
def test_of_overlapping_matches_the_leftmost_counts_and_of_those_the_longest(
    phrases: list[str], text: str, flagged: list[str]
) -> None:
    for order in (phrases, phrases[::-1]):
        assert words({"phrase": order}, text) == flagged


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("The jury found him innocent.", ["found him innocent"]),
        ("What was found. Innocent people.", []),
        ("What was found.\n\nInnocent people", []),
        ("- found\n- innocent", []),
        ("# Found\ninnocent", []),
        ("| found | innocent |\n|-|-|", []),
        ("Verdict: found\nInnocent: no", []),
        ("found `him` innocent", []),
        ("found <!-- him --> innocent", []),
        ("found https://example.org innocent", []),
        ("found ![him](x.png) innocent", []),
        ("found {{< him >}} innocent", []),
        ("found innocent[^1]\n\n[^1]: x", ["found innocent"]),
        ("found[^1] innocent\n\n[^1]: x", ["found[^1] innocent"]),
        ("`found innocent` <!-- found innocent -->\n\n    found innocent\n", []),
        ("[x](found-innocent 'found innocent')", []),
        ("---\nslug: found innocent\ntitle: x\n---\ntext", []),
    ],
)
def test_a_phrase_stays_in_its_sentence_and_crosses_nothing_that_was_left_out(text: str, flagged: list[str]) -> None:
    assert words(INNOCENT, text) == flagged


def test_except_swallows_a_match_that_it_overlaps_and_no_other() -> None:
    match = {"phrase": ["innocent"], "except": ["found an innocent", "innocent (bystander|party)"]}
    assert words(match, "He was innocent. They found an innocent explanation; the innocent party is innocent.") == [
        "innocent",
        "innocent",
    ]
    assert words(match, "They found. An innocent man") == ["innocent"]


def test_a_swallowed_match_hides_no_shorter_one() -> None:
    match = {"phrase": ["found innocent man", "innocent"], "except": ["found innocent man guilty"]}
    assert words(match, "found innocent man guilty") == []
    match = {"phrase": ["was found innocent", "innocent"], "except": ["he was"]}
    assert words(match, "he was found innocent") == ["innocent"]


@pytest.mark.parametrize(
    ("within", "text", "flagged"),
    [
        ("sentence", "found innocent, the film said", False),
        ("sentence", "Found innocent. A film.", True),
        ("paragraph", "Found innocent. A film.", False),
        ("paragraph", "Found innocent.\n\nA film.", True),
        ("document", "Found innocent.\n\nA film.", False),
        ("document", "---\ntitle: A film\n---\nFound innocent.", False),
        ("document", "Found innocent.\n\nA\n\nfilm.", True),
        ("document", "Found innocent. A. Film", True),
        ("document", "Found innocent. `a film`", True),
    ],
)
def test_unless(within: str, text: str, flagged: bool) -> None:
    match = INNOCENT | {"unless": {"any": ["a film", "(a|the) film"], "within": within}}
    assert bool(words(match, text)) is flagged


def test_an_excuse_in_one_sentence_or_paragraph_is_none_in_the_next() -> None:
    for within in ("sentence", "paragraph"):
        for first, second in (("A film: innocent one.", "Innocent two."), ("Innocent two.", "A film: innocent one.")):
            match = {"phrase": ["innocent (one|two)"], "unless": {"any": ["a film"], "within": within}}
            between = " " if within == "sentence" else "\n\n"
            assert words(match, f"{first}{between}{second}") == ["Innocent two"]


SPANS = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)).map(lambda pair: (pair[0], sum(pair))), max_size=5)


@given(SPANS, st.integers(0, 12), st.integers(1, 6))
def test_what_a_cover_touches_and_holds(spans: list[tuple[int, int]], start: int, length: int) -> None:
    """What stands in quotation marks, or is swallowed, by plain comparison."""
    cover, end = Cover(spans), start + length
    assert cover.touches(start, end) == any(one[0] < end and start < one[1] for one in spans)
    assert cover.holds(start, end) == any(one[0] <= start and end <= one[1] for one in spans)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("---\ntitle: innocent\n---\n", "title"),
        ("---\nseo_title: innocent\n---\n", "title"),
        ("---\ndescription: innocent\n---\n", "metadata"),
        ("---\nimage: {alt: innocent}\n---\n", "caption"),
        ("# innocent", "headline"),
        ("# x\n\n# innocent", "heading"),
        ("## innocent", "heading"),
        ("innocent", "prose"),
        ("- innocent", "list"),
        ("| innocent |\n|-|", "table"),
        ("![innocent](x)", "caption"),
        ("<figcaption>innocent</figcaption>", "caption"),
        ("> innocent", "quote-block"),
        ("x[^1]\n\n[^1]: innocent", "footnote"),
    ],
)
def test_where_a_rule_holds(text: str, place: str) -> None:
    """A finding knows its place; a rule for that place finds it, one for any other does not."""
    found = findings(compiled(rule({"phrase": "innocent"})), text)
    assert [one.place for one in found] == [place]
    for name in (
        "title",
        "headline",
        "heading",
        "prose",
        "list",
        "table",
        "caption",
        "quote-block",
        "footnote",
        "metadata",
    ):
        holds = name == place or (name, place) == ("headline", "title")
        assert bool(words({"phrase": "innocent"}, text, where={"place": [name]})) is holds


def test_the_first_line_of_plain_text_is_a_headline() -> None:
    assert [one.place for one in findings(compiled(rule({"phrase": "innocent"})), "innocent\n\ninnocent", "a.txt")] == [
        "headline",
        "prose",
    ]


def test_a_rule_for_a_topic_holds_in_articles_that_show_it() -> None:
    where = {"topic": ["courts"]}
    assert words({"phrase": "innocent"}, "The jury: innocent", where=where) == ["innocent"]
    assert words({"phrase": "innocent"}, "By suicide: innocent", where=where) == []
    long = "innocent word. " * 60
    assert words({"phrase": "innocent"}, f"A jury.\n\n{long}", where=where) == []
    assert words({"phrase": "innocent"}, f"# A jury\n\n{long}", where=where) == ["innocent"] * 60


@pytest.mark.parametrize(
    ("text", "claims", "wordings"),
    [
        ("He was killed.", 1, 1),
        ("He was not killed.", 0, 1),
        ("If he was killed, say so.", 0, 1),
        ("He was hurt, not robbed, and killed.", 1, 1),
        ("She did not go. He was killed.", 1, 1),
        ("It was never said that he was killed", 0, 1),
    ],
)
def test_negation_and_hypothesis_take_back_claims_and_not_wordings(text: str, claims: int, wordings: int) -> None:
    assert len(words({"phrase": "killed"}, text, kind="claim")) == claims
    assert len(words({"phrase": "killed"}, text, kind="wording")) == wordings


# ---- what a finding says


def test_levels_of_headlines_and_of_the_rest() -> None:
    rules = compiled(rule({"phrase": "innocent"}, level={"headline": "error", "else": "suggestion"}))
    text = "---\ntitle: innocent\n---\n# innocent\n\n## innocent\n\ninnocent"
    assert [(one.place, one.level) for one in findings(rules, text)] == [
        ("title", "error"),
        ("headline", "error"),
        ("heading", "suggestion"),
        ("prose", "suggestion"),
    ]


def test_a_term_says_what_it_says_and_leaves_the_rest_to_its_rule() -> None:
    match = {
        "terms": [
            {"phrase": "one"},
            {"phrase": "two", "level": "suggestion", "message": "Two is {match}.", "why": "Two.", "instead": ["three"]},
        ]
    }
    rules = compiled(rule(match, instead=["a number"], level={"headline": "warning", "else": "warning"}))
    one, two = findings(rules, "one two")
    assert (one.level, one.message, one.why, [str(advice) for advice in one.instead]) == (
        "warning",
        "“one” is a fact.",
        "A reason.",
        ["a number"],
    )
    assert (two.level, two.message, two.why, [str(advice) for advice in two.instead]) == (
        "suggestion",
        "Two is two.",
        "Two.",
        ["three"],
    )


def test_everything_else_a_finding_says() -> None:
    rules = compiled(
        rule({"phrase": "innocent"}, leave_if="it is so", instead={"convicted": ["guilty"], "general": ["cleared"]})
    )
    (one,) = findings(rules, "He is innocent.", "story.md")
    assert (one.path, one.rule, one.family, one.confidence) == (
        "story.md",
        "sensationalism/sample",
        "sensationalism",
        "high",
    )
    assert (one.leave_if, one.sources, one.related, one.fix) == ("it is so", (LAW,), (), None)
    assert sorted(map(str, one.instead)) == ["after a conviction: guilty", "cleared"]


LONG = "innocent " + "and so very innocent " * 10 + "man"


def test_a_message_repeats_no_more_than_it_can_bear() -> None:
    match = {"pattern": r"innocent[\s\S]*man"}
    (one,) = findings(compiled(rule(match)), LONG)
    assert one.message == f"“{LONG[:40]}…{LONG[-20:]}” is a fact."
    assert one.match == LONG
    (one,) = findings(compiled(rule({"phrase": "found innocent"})), "found  \ninnocent")
    assert one.message == "“found innocent” is a fact."


@pytest.mark.parametrize(
    "text", ["He was found innocent", "“He was found innocent,” she said", "# Found innocent", LONG]
)
def test_the_discreet_message_holds_no_word_of_the_article(text: str) -> None:
    rules = compiled(
        rule({"terms": [{"phrase": "found innocent"}, {"pattern": "innocent.*", "message": "So: {match}!"}]})
    )
    found = findings(rules, text)
    assert found
    for one in found:
        assert one.discreet in ("“…” is a fact.", "So: …!")
        assert not set(regex.findall(r"\w{3,}", one.discreet)) & set(regex.findall(r"\w{3,}", one.match))


@pytest.mark.parametrize("family", ["identification", "restrictions"])
def test_findings_that_could_identify_somebody_repeat_nothing(family: str) -> None:
    (one,) = findings(compiled(rule({"phrase": "her school"}, f"{family}/sample")), "She left her school in June.")
    assert one.match == ""
    assert "school" not in one.message + one.discreet
    assert (one.start.offset, one.end.offset) == (9, 19)


# ---- who speaks


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("quoted", ["lower", "same"])
@pytest.mark.parametrize(
    ("text", "lowered"),
    [
        ("It was innocent.", False),
        ("“It was innocent,” he said.", True),
        ("He called it “innocent” again.", True),
        ("> It was innocent.", True),
        ("# ‘Innocent’: what he said", False),
        ("---\ntitle: “It was innocent,” he said\n---\n", False),
        ("## “It was innocent,” he said", True),
    ],
)
def test_words_in_quotation_marks_are_one_step_quieter(family: str, quoted: str, text: str, lowered: bool) -> None:
    """Not in headlines, not where repeating is publishing, not where the rule says that it stays."""
    keeps = quoted == "same" or family in KEEPING
    for level, heard in (("error", ["warning"]), ("warning", ["suggestion"]), ("suggestion", [])):
        rules = compiled(rule({"phrase": "innocent"}, f"{family}/sample", quoted=quoted, level=level))
        found = findings(rules, text)
        assert [one.level for one in found] == (heard if lowered and not keeps else [level])
        assert all(one.voice == ("author" if text.startswith("It") else "quoted") for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "The word “innocent” is not a verdict.",
        "Write “cleared” instead of “innocent”.",
        "He starred in the film “Innocent”.",
        "The book “Innocent Man” won a prize.",
    ],
)
def test_words_about_words_and_the_names_of_works_are_left_alone(text: str) -> None:
    for family in FAMILIES:
        assert findings(compiled(rule({"phrase": "innocent"}, f"{family}/sample", quoted="same")), text) == []


def test_only_words_wholly_inside_are_quoted() -> None:
    rules = compiled(rule({"phrase": "found innocent"}))
    assert [one.voice for one in findings(rules, "He was found “innocent as a lamb”.")] == []
    rules = compiled(rule({"pattern": 'found "?innocent'}))
    assert [one.voice for one in findings(rules, "He was found “innocent as a lamb”.")] == ["author"]
    assert [one.voice for one in findings(rules, "“He was found innocent,” she said. He was found innocent.")] == [
        "quoted",
        "author",
    ]


# ---- where it stands


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column by plain counting: lines end at LF, CRLF or a lone CR."""
    lines = regex.split(r"\r\n|\r|\n", text[:offset])
    return len(lines), len(lines[-1]) + 1


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("found innocent", "found innocent"),
        ("🕊 found innocent", "found innocent"),
        ("e\u0301 found innocent", "found innocent"),
        ("found\ninnocent", "found\ninnocent"),
        ("found\r\ninnocent", "found\r\ninnocent"),
        ("found\rinnocent", "found\rinnocent"),
        ("found  \ninnocent", "found  \ninnocent"),
        ("found\\\ninnocent", "found\\\ninnocent"),
        ("found   innocent", "found   innocent"),
        ("found\tinnocent", "found\tinnocent"),
        ("found\xa0innocent", "found\xa0innocent"),
        ("found&nbsp;innocent", "found&nbsp;innocent"),
        ("found \u200binnocent", "found \u200binnocent"),
        ("fo\xadund innocent", "fo\xadund innocent"),
        ("found inno&shy;cent", "found inno&shy;cent"),
        ("found inn&#111;cent", "found inn&#111;cent"),
        ("found *innocent*", "found *innocent"),
        ("**found** innocent", "found** innocent"),
        ("**found innocent**", "found innocent"),
        ("found inno*cent*", "found inno*cent"),
        ("found <b>inno</b>cent", "found <b>inno</b>cent"),
        ("[found](x) innocent", "found](x) innocent"),
        ("> found\n> innocent", "found\n> innocent"),
        ("- found\n  innocent", "found\n  innocent"),
        ("# found innocent #", "found innocent"),
        ("<p>found\ninnocent</p>", "found\ninnocent"),
        ("> <p>found\n> innocent</p>", "found\n> innocent"),
        ("found<br>innocent", "found<br>innocent"),
        ("FOUND INNOCENT", "FOUND INNOCENT"),
        ("---\ntitle: found innocent\n---\n", "found innocent"),
        ("---\r\ntitle: \"found\\x20innocent\"\r\n---\r\n", "found\\x20innocent"),
        ("---\ntitle: >\n  found\n  innocent\n---\n", "found\n  innocent"),
        ("---\ntitle: 'x''s found innocent'\n---\n", "found innocent"),
        ("+++\ntitle = \"found innocent\"\n+++\n", "found innocent"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("lead", ["", "\ufeff", "é🕊 x\n\n", "\r\n\r\n", "a\rb\n\n"])
def test_a_finding_is_the_very_words_of_the_source(text: str, match: str, lead: str) -> None:
    if lead not in ("", "\ufeff") and text.startswith(("---", "+++")):
        return
    source = Source(lead + text, "a.md")
    (one,) = findings(compiled(rule(INNOCENT)), lead + text)
    assert one.match == match == source.text[one.start.offset : one.end.offset]
    for point in (one.start, one.end):
        assert (point.line, point.column) == place(source.text, point.offset)


DRESSES = st.sampled_from(
    [
        " ",
        "  ",
        "\n",
        "\r\n",
        "\t",
        "\xa0",
        "&nbsp;",
        " \xad",
        "\u200b ",
        "* *",
        " <i>",
        "</i> ",
        " **",
        "[^1] ",
        "\\\n",
        "  \n",
    ]
)
LEADS = st.sampled_from(
    ["", "🕊 ", "é", "# ", "- ", "> ", "“", "*", "x\n\n", "a. ", "| ", "`c` ", "&amp; ", "\\* ", "1. "]
)


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(LEADS, DRESSES, st.sampled_from(["", ".", "”", "*", " y", "\n\n", "\r\n"])), min_size=1, max_size=5
    )
)
def test_any_dress_maps_back(parts: list[tuple[str, str, str]]) -> None:
    """Whatever is found is what stands between its ends, and lines and columns are those of plain counting."""
    text = "".join(f"{lead}found{dress}innocent{tail}" for lead, dress, tail in parts)
    for path in ("a.md", "a.txt", "a.mdx"):
        source = Source(text, path)
        last = -1
        for one in findings(compiled(rule(INNOCENT)), text, path):
            assert one.match == source.text[one.start.offset : one.end.offset]
            assert one.match.startswith("found")
            assert one.match.endswith("innocent")
            assert last < one.start.offset
            last = one.end.offset
            for point in (one.start, one.end):
                assert (point.line, point.column) == place(source.text, point.offset)


def test_findings_come_by_place_and_then_by_rule() -> None:
    rules = compiled(
        *[rule({"phrase": ["innocent", "found innocent"]}, f"{family}/x") for family in ("suicide", "children")]
    )
    found = findings(rules, "innocent\n\n# found innocent\n\ninnocent")
    assert [(one.start.line, one.rule) for one in found] == [
        (line, name) for line in (1, 3, 5) for name in ("children/x", "suicide/x")
    ]


# ---- time


def test_a_search_that_runs_out_of_time_is_an_error_naming_rule_and_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """The probe of the loader is passed by, as if it had missed the pattern."""
    monkeypatch.setattr(matching, "is_catastrophic", lambda pattern: "")
    monkeypatch.setattr(combine, "TIME_LIMIT", 0.2)
    monkeypatch.setattr(searching, "TIME_LIMIT", 0.2)
    monkeypatch.setattr(seen, "TIME_LIMIT", 0.2)
    rules = compiled(rule({"pattern": "(a|aa)+$"}))
    with pytest.raises(RuleError) as caught:
        lint(Document.read(Source("x\n\n" + "a" * 60 + "!", "a.md")), rules)
    assert str(caught.value) == (
        "sample.yaml: sensationalism/sample ran out of time on a.md, line 3; simplify its pattern"
    )
    assert [one.match for one in lint(Document.read(Source("x\n\naaa", "a.md")), rules)] == ["aaa"]


def test_a_post_of_somebody_else_is_quoted_without_marks() -> None:
    """What ends with a name and a handle was put into the article from elsewhere; one of the two is not enough."""
    rules = compiled(rule({"phrase": ["house of horrors"]}, level="warning"))
    for text, voice in (
        ("A house of horrors. — Ann Roe (@annroe) March 5, 2019", "quoted"),
        ("A house of horrors — Ann Roe of Leeds wept.", "author"),
        ("A house of horrors, wrote Ann Roe (@annroe).", "author"),
        ("— Ann Roe (@annroe) March 5, 2019. A house of horrors.", "author"),
    ):
        (one,) = lint(Document.read(Source(text, "a.md")), rules)
        assert one.voice == voice, text
