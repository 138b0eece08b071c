"""Rules that ask for facts: what they find, how sure they are, what they show, and what is wrong with one that asks badly.

Every case is found twice, with the prefilter and without; `findings` fails where the two differ.
"""

import os
from functools import cache
from pathlib import Path

import pytest

from ethicslint.engine.compiled import Compiled
from ethicslint.engine.finding import Finding
from ethicslint.engine.lint import lint
from ethicslint.errors import Problem
from ethicslint.lexicon.words import Lexicon, read
from ethicslint.nodes import parse
from ethicslint.rulebook.model import Rulebook
from ethicslint.rulebook.reader import Reader, Surroundings
from ethicslint.text.document import Document
from ethicslint.text.source import Source

ROOT = Path(__file__).resolve().parent.parent
COURTS = {"courts": ("jury", "court")}
CHARGED = "Colm Roe, 34, was charged with assault."


@cache
def lexicon() -> Lexicon:
    return read([os.path.join(ROOT, "rules/vocabulary")], [])


def read_rule(match: str, where: str, **keys: str) -> tuple[Compiled, list[str]]:
    """A rule book of one rule, and what is wrong with it."""
    lines = {
        "title": '"A title"',
        "level": "warning",
        "message": '"“{match}” is a fact."',
        "why": '"A reason."',
        "where": where,
        "match": match,
        "sources": '"house"',
        "bad": '["[[one]]"]',
        "good": '["two"]',
        "since": '"0.1"',
    } | keys
    problems: list[Problem] = []
    root = parse("\n".join(f"{key}: {value}" for key, value in lines.items()))
    assert root is not None
    name = "sensationalism/sample"
    rule = Reader("sample.yaml", name, Surroundings(lexicon(), {}, list(COURTS), problems)).rule(root)
    book = Rulebook({name: rule}, {}, {}, COURTS, lexicon().vocabulary())
    return Compiled.of(book), [one.message for one in problems]


def findings(match: str, text: str, where: str = "{topic: courts}", **keys: str) -> list[Finding]:
    rules, problems = read_rule(match, where, **keys)
    assert problems == []
    kept = Compiled.from_bytes(rules.to_bytes())
    document = Document.read(Source(text, "article.md"))
    found = lint(document, kept)
    assert found == lint(document, kept, exhaustive=True), "the prefilter changes what is found"
    return found


def words(match: str, text: str, where: str = "{topic: courts}", **keys: str) -> list[str]:
    return [one.match for one in findings(match, text, where, **keys)]


CLAIM = '{fact: {kind: "claim", attributed: "no"}}'


def test_a_claim_is_flagged_unless_somebody_is_named_for_it() -> None:
    """The court is the topic; who says so is what matters."""
    assert words(CLAIM, f"{CHARGED} The court sits today. Roe stabbed his wife in May.") == ["Roe stabbed his wife"]
    assert words(CLAIM, f"{CHARGED} The court sits today. Police said Roe stabbed his wife in May.") == []
    assert words(CLAIM, f"{CHARGED} The court sits today. “Roe stabbed his wife,” she said.") == []


def test_without_the_topic_no_fact_is_asked_for() -> None:
    assert words(CLAIM, f"{CHARGED} Roe stabbed his wife in May.") == []


def test_values_are_alternatives_and_keys_must_all_fit() -> None:
    text = "The court sat. Colm Roe, 34, was convicted of wounding. Roe stabbed his wife in May."
    assert words('{fact: {kind: "claim", act: ["violence", "murder"]}}', text) == ["Roe stabbed his wife"]
    assert words('{fact: {kind: "claim", act: ["violence", "murder"], adjudicated: "no"}}', text) == []


def test_holds_and_without_look_inside_the_fact_and_mark_says_what_is_flagged() -> None:
    text = "The court sat. “The girl was cold and idle,” a neighbour said."
    quoted = '{fact: {kind: "quotation", holds: "cold", without: "HOT", mark: "MARK"}}'
    same = {"quoted": "same"}
    for mark, flagged in (("fact", "“The girl was cold and idle,”"), ("words", "cold"), ("cue", "said")):
        match = quoted.replace("MARK", mark)
        assert [one.partition("a neighbour ")[2] or one for one in words(match, text, **same)] == [flagged]
        assert words(match.replace("HOT", "idle"), text, **same) == []


def test_a_finding_is_as_sure_as_its_fact() -> None:
    """Of what is fairly sure a warning becomes a suggestion; a rule that wants high gets nothing of it."""
    sure = "The court sat. Colm Roe, 34, was charged. Roe stabbed his wife."
    (one,) = findings(CLAIM, sure)
    assert (one.confidence, one.level) == ("high", "warning")
    unsure = "The court sat. Colm Roe, 34, was charged on Monday. He stabbed his wife."
    (one,) = findings(CLAIM, unsure)
    assert (one.confidence, one.level) == ("medium", "suggestion")
    assert findings('{fact: {kind: "claim", confidence: "high"}}', unsure) == []
    assert findings(CLAIM, unsure, level="suggestion") == []


def test_a_finding_shows_its_evidence() -> None:
    text = "The court sat.\n\nA woman was stabbed.\n\nColm Roe, 34, was charged."
    (one,) = findings('{fact: {kind: "voice", actor: "charged"}}', text)
    (related,) = one.related
    assert (text[related.start.offset : related.end.offset], related.start.line) == ("Colm Roe", 5)
    assert related.message == "who is charged or convicted: “Colm Roe”"


def test_words_can_be_flagged_by_whether_they_have_a_source() -> None:
    text = "The court sat. {} he was violent."
    for wish, sourced, bare in (("skip", 0, 1), ("only", 1, 0), ("any", 1, 1)):
        where = f'{{topic: courts, attributed: "{wish}"}}'
        assert len(words('{phrase: "violent"}', text.format("Police said"), where)) == sourced
        assert len(words('{phrase: "violent"}', text.format("Everywhere"), where)) == bare


def test_an_article_can_be_asked_to_show_a_fact() -> None:
    where = '{topic: courts, shows: {kind: "person", roles: ["accused", "convicted"]}}'
    text = "The court sat. The loner was seen in Leeds."
    assert words('{phrase: "loner"}', text, where) == []
    assert words('{phrase: "loner"}', f"{text}\n\n{CHARGED}", where) == ["loner"]


@pytest.mark.parametrize(
    ("match", "where", "complaint"),
    [
        (
            CLAIM,
            "{place: prose}",
            "a rule over facts or the whole article names the topics it is for: where: {topic: [courts]}",
        ),
        (
            '{phrase: "x"}',
            '{attributed: "skip"}',
            "a rule over facts or the whole article names the topics it is for: where: {topic: [courts]}",
        ),
        (
            '{phrase: "x"}',
            '{shows: {kind: "claim"}}',
            "a rule over facts or the whole article names the topics it is for: where: {topic: [courts]}",
        ),
        (
            '{fact: {kind: "clam"}}',
            "{topic: courts}",
            "“clam” is no kind: quotation, attribution, person, claim, event, standing, voice; did you mean “claim”?",
        ),
        (
            '{fact: {kind: "claim", act: "murdre"}}',
            "{topic: courts}",
            "“murdre” is no act: murder, kill, rape, sexual, violence, abduct, threat, property, fraud;"
            " did you mean “murder”?",
        ),
        ('{fact: {kind: "claim", form: "passive"}}', "{topic: courts}", "unknown key “form”; did you mean “force”?"),
        (
            '{fact: {attributed: "no"}}',
            "{topic: courts}",
            "“kind” is missing; give one of quotation, attribution, person, claim, event, standing, voice",
        ),
        ('{fact: {kind: "claim", mark: "words"}}', "{topic: courts}", "“mark: words” needs holds: which words?"),
        (
            '{fact: {kind: "claim", mark: "cue"}}',
            "{topic: courts}",
            "“mark: cue” is for quotation and attribution: no other has words of saying",
        ),
        (
            '{all: [{phrase: "x"}, {fact: {kind: "claim"}}]}',
            "{topic: courts}",
            "in “all” only the first may hold near, density, metric, fact, conflict, all or any",
        ),
    ],
)
def test_a_rule_that_asks_badly_is_told_what_is_wrong(match: str, where: str, complaint: str) -> None:
    _, problems = read_rule(match, where)
    assert complaint in problems


def test_facts_stand_beside_conditions_on_words() -> None:
    text = f"{CHARGED} The court sits. Roe stabbed his wife in May, a jury found."
    assert words('{fact: {kind: "claim"}}', text) == ["Roe stabbed his wife"]
    assert words('{fact: {kind: "claim"}, not: ["in May"]}', text) == []
    assert words('{all: [{fact: {kind: "claim"}}, {phrase: "in June"}]}', text) == []
    assert words('{all: [{fact: {kind: "claim"}}, {phrase: "in May"}]}', text) == ["Roe stabbed his wife"]


# ---- the whole article

LACKS = '{absent: {any: ["helpline", "(call|ring) …2 line"], at-least: "10 words"}}'
LONG = "The court sat for nine days in the old town hall by the river."


def test_what_an_article_lacks_is_one_finding_without_words_at_its_start() -> None:
    (one,) = findings(LACKS, f"---\ntitle: A trial\n---\n\n{LONG}", bad='["one"]')
    assert (one.start, one.end, one.match, one.place) == (one.start, one.start, "", "document")
    assert (one.start.line, one.start.column) == (2, 8)
    (one,) = findings(LACKS, f"# A trial\n\n{LONG}", bad='["one"]')
    assert (one.start.line, one.start.column) == (1, 3)


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG} There is a helpline.",
        f"{LONG}\n\n- Ring the night line.",
        "The court sat.",
        "The garden lay for nine days in the old town by the river.",
        "",
    ],
)
def test_nothing_is_lacking_where_it_stands_where_the_text_is_short_or_about_something_else(text: str) -> None:
    assert findings(LACKS, text, bad='["one"]') == []


def test_what_is_lacking_can_hang_on_a_fact() -> None:
    where = '{topic: courts, shows: {kind: "person", roles: ["accused"]}}'
    assert findings(LACKS, LONG, where, bad='["one"]') == []
    assert len(findings(LACKS, f"{CHARGED} {LONG}", where, bad='["one"]')) == 1


@pytest.mark.parametrize(
    ("match", "bad", "complaint"),
    [
        (LACKS, '["[[one]]"]', "an example of a rule about the whole article marks no words"),
        (
            '{absent: {any: "x"}, phrase: "y"}',
            '["one"]',
            "“absent” speaks of the whole article and stands alone in “match”",
        ),
        ('{absent: {any: "x", at-least: "many"}}', '["one"]', "“at-least” is a length such as 150 words"),
        ('{absent: {at-least: "150 words"}}', '["one"]', "“any” is missing"),
    ],
)
def test_a_rule_about_what_is_lacking_is_told_what_is_wrong(match: str, bad: str, complaint: str) -> None:
    _, problems = read_rule(match, "{topic: courts}", bad=bad)
    assert complaint in problems


def test_a_rule_about_what_is_lacking_names_its_topics() -> None:
    _, problems = read_rule(LACKS, "{place: prose}", bad='["one"]')
    assert "a rule over facts or the whole article names the topics it is for: where: {topic: [courts]}" in problems
