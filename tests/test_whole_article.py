"""Rules about an article as a whole: what is missed only in some articles, who is heard alone, and helplines for the readers."""

import os
from functools import cache
from pathlib import Path

import pytest

from ethicslint.analysis.facts import Facts
from ethicslint.analysis.heard import heard, words_by_side
from ethicslint.engine.compiled import Compiled
from ethicslint.engine.finding import Finding
from ethicslint.engine.lint import lint
from ethicslint.errors import Problem, RuleError
from ethicslint.lexicon.words import Lexicon, read
from ethicslint.nodes import parse
from ethicslint.project.rulecache import rules
from ethicslint.rulebook import helplines
from ethicslint.rulebook.load import load
from ethicslint.rulebook.model import Helpline, Rulebook
from ethicslint.rulebook.reader import Reader, Surroundings
from ethicslint.text.declared import Declared
from ethicslint.text.document import Document
from ethicslint.text.source import Source

ROOT = Path(__file__).resolve().parent.parent
TOPICS = {"courts": ("court", "jury")}
LINE = Helpline(
    "line", "Harbour Line", "01 23 45 67", "free", ("ireland",), ("courts",), "https://example.org", "2026-01-02"
)


@cache
def lexicon() -> Lexicon:
    return read([os.path.join(ROOT, "rules/vocabulary")], [])


def read_rule(match: str, where: str = "{topic: courts}") -> tuple[Compiled, list[str]]:
    text = (
        f'title: "A title"\nlevel: suggestion\nmessage: "A fact."\nwhy: "A reason."\nwhere: {where}\ninstead: ["a line"]\n'
        f'match: {match}\nsources: house\nbad: ["{"[[one]]" if "metric" in match else "one"}"]\ngood: ["two"]\nsince: "0.1"\n'
    )
    root = parse(text)
    assert root is not None
    problems: list[Problem] = []
    name, lines = "omission/sample", {"line": LINE}
    around = Surroundings(lexicon(), {}, list(TOPICS), problems, helplines.numbers(lines))
    rule = Reader("sample.yaml", name, around).rule(root)
    book = Rulebook({name: rule}, {}, {}, TOPICS, lexicon().vocabulary(), lines)
    return Compiled.from_bytes(Compiled.of(book).to_bytes()), [one.message for one in problems]


def findings(match: str, text: str, where: str = "{topic: courts}", declared: Declared | None = None) -> list[Finding]:
    compiled, problems = read_rule(match, where)
    assert problems == []
    return lint(Document.read(Source(text, "a.md")), compiled, defaults=declared or Declared())


WHEN = '{absent: {any: ["helpline"], when: ["(was|were) charged …4 with"]}}'


def test_what_is_missed_only_in_some_articles_is_not_missed_in_others() -> None:
    where = "{place: document}"
    assert findings(WHEN, "He was charged on Monday with theft.", where)
    assert not findings(WHEN, "He was charged on Monday with theft. A helpline is open.", where)
    assert not findings(WHEN, "He was tired on Monday.", where)
    assert not findings(WHEN, "He was charged. On Monday he left with a friend.", where), (
        "a phrase ends with its sentence"
    )


def test_it_may_have_to_be_found_several_times() -> None:
    match = '{absent: {any: ["warning"], when: ["blood"], times: 3}}'
    assert not findings(match, "The court saw blood. It was blood.")
    assert findings(match, "The court saw blood. It was blood, and blood again.")


ROE = "Colm Roe, 34, was convicted of assault in court. "


def test_it_may_have_to_stand_at_the_top() -> None:
    match = '{absent: {any: ["helpline"], when: ["theft"], lead: true}}'
    rest = "\n\n".join(["The court sat."] * 6)
    assert findings(match, f"# Court hears of theft\n\n{rest}")
    assert findings(match, f"# Court\n\nA theft.\n\n{rest}")
    assert not findings(match, f"# Court\n\n{rest}\n\nA theft.")


SAYS = "“I have been a good neighbour for all these years,” Roe said."
ALONE = '{balance: {sides: accused, measure: quoted-words, at-least: "5 words"}}'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ROE + SAYS, True),
        (ROE, False),
        (ROE + "“I am sorry,” Roe said.", False),
        (ROE + SAYS + " “I was afraid of him for a year,” the victim said.", False),
        (ROE + SAYS + "\n\nThen it was late. “It was a long night for all of us.”", False),
    ],
)
def test_who_is_heard_alone(text: str, expected: bool) -> None:
    """A voice that nobody is named for may be anybody's."""
    assert bool(findings(ALONE, text)) == expected


def test_a_share_of_the_words_and_what_excuses_it() -> None:
    shares = 'sides: [accused], measure: quoted-words, share: "80%", at-least: "5 words"'
    match = f'{{balance: {{{shares}, unless: ["cannot be reported"]}}}}'
    most = ROE + SAYS.replace("years", "many long years") + "\n\n“So was I,” the victim said."
    assert findings(match, most)
    assert not findings(ALONE, most)
    assert not findings(match, most + " The rest cannot be reported.")


def test_words_that_are_told_for_somebody_count_if_asked_for() -> None:
    text = "The court sat. Police said that the man had been seen beside the river at six o'clock in the morning."
    told = '{balance: {sides: police, measure: sourced-words, at-least: "8 words"}}'
    assert findings(told, text)
    assert not findings(told.replace("sourced", "quoted"), text)


def test_counsel_and_family_of_the_accused_speak_on_that_side() -> None:
    document = Document.read(Source(f"{ROE}His lawyer said: “My client has lost his work and his house.”", "a.md"))
    facts = Facts(document.blocks, rules().patterns())
    texts = [one.folded for one in document.blocks]
    told = [
        heard(text, [one for one in facts.of("quotation") if one.place.block == at]) for at, text in enumerate(texts)
    ]
    assert words_by_side(texts, told) == {"accused": 9}


HELP = '{absent: {any: ["support line"], helplines: true}}'


@pytest.mark.parametrize("written", ["01 23 45 67", "01-23-45-67", "01234567", "(01) 23 45 67"])
def test_the_number_of_a_listed_service_will_do_however_it_is_written(written: str) -> None:
    assert not findings(HELP, f"The court sat. Call {written} at any hour.")


def test_other_numbers_will_not_do() -> None:
    assert findings(HELP, "The court sat. Call 9901 23 45 67 89 at any hour.")


def test_services_are_offered_to_readers_of_their_jurisdiction_and_topic() -> None:
    offered = [str(one) for one in findings(HELP, "The court sat.", declared=Declared("ireland"))[0].instead]
    assert offered == ["a line", "Harbour Line: 01 23 45 67 (free)"]
    for declared in (Declared(), Declared("us")):
        assert [str(one) for one in findings(HELP, "The court sat.", declared=declared)[0].instead] == ["a line"]


@pytest.mark.parametrize(
    ("match", "words"),
    [
        ('{absent: {any: ["x"], times: 3}}', "“times” needs when"),
        ('{absent: {any: ["x"], when: ["y"], times: none}}', "must be a whole number"),
        ("{balance: {sides: acused, measure: quoted-words}}", "did you mean “accused”?"),
        ("{balance: {sides: accused}}", "“measure” is missing"),
        ('{balance: {sides: accused, measure: quoted-words, share: "30%"}}', "more than half"),
        ('{balance: {sides: accused, measure: quoted-words}, phrase: "x"}', "stands alone in “match”"),
        ('{metric: {of: ["x"], above: {}}}', "“above” says what is too much"),
        ('{metric: {of: ["x"], above: {words: many}}}', "“words” must be a whole number"),
    ],
)
def test_what_is_wrong_with_such_a_rule_is_said(match: str, words: str) -> None:
    _, problems = read_rule(match)
    assert any(words in one for one in problems)


def test_a_balance_names_its_topics_and_an_absence_with_when_need_not() -> None:
    assert "names the topics" in read_rule(ALONE, "{place: document}")[1][0]
    assert read_rule(WHEN, "{place: document}")[1] == []


METRIC = '{metric: {of: ["convicted", "acquitted"], above: {words: 8, matches: 1, negations: 0}}}'


def test_a_sentence_is_flagged_only_if_all_limits_are_exceeded() -> None:
    where = "{place: prose}"
    long = "He was convicted once, then acquitted, and has not been seen"
    assert [one.match for one in findings(METRIC, f"({long}.) He left.", where)] == [long]
    assert not findings(METRIC, long.replace("not ", ""), where)
    assert not findings(METRIC, "He was convicted, not acquitted.", where)
    assert not findings(METRIC, "He was convicted once, and then nobody has seen him here.", where)


SET = 'topic-suicide:\n  about: "A topic."\n  words: ["suicide"]\n'


def folder_with(folder: Path, text: str) -> str:
    (folder / "vocabulary").mkdir(parents=True)
    (folder / "vocabulary" / "topics.yaml").write_text(SET, encoding="utf-8")
    (folder / "helplines.yaml").write_text(text, encoding="utf-8")
    return str(folder)


def entry(**keys: str) -> str:
    said = {
        "name": "Harbour Line",
        "contact": "01 23",
        "jurisdictions": "ireland",
        "topics": "suicide",
        "source": "x",
        "checked": "2026-01-02",
    }
    return "harbour:\n" + "\n".join(f'  {key}: "{value}"' for key, value in (said | keys).items())


def test_a_house_folder_adds_services_and_replaces_those_of_the_same_name(tmp_path: Path) -> None:
    built_in = folder_with(tmp_path / "a", entry() + "\n" + entry(name="Quay Line").replace("harbour", "quay"))
    house = folder_with(tmp_path / "b", entry(name="Ours") + "\n" + entry(name="Pier Line").replace("harbour", "pier"))
    book = load([built_in, house])
    assert {key: one.name for key, one in book.helplines.items()} == {
        "harbour": "Ours",
        "quay": "Quay Line",
        "pier": "Pier Line",
    }


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"jurisdictions": "irland"}, "did you mean “ireland”?"),
        ({"topics": "suicides"}, "did you mean “suicide”?"),
        ({"checked": "May"}, "a date such as 2026-11-25"),
        ({"contact": ""}, "“contact” is empty"),
        ({"phone": "1"}, "unknown key “phone”"),
    ],
)
def test_a_slip_in_the_list_is_named(tmp_path: Path, keys: dict[str, str], words: str) -> None:
    with pytest.raises(RuleError, match=r"helplines\.yaml:") as caught:
        load([folder_with(tmp_path / "a", entry(**keys))])
    assert any(words in one.message for one in caught.value.problems)


def test_every_topic_that_calls_for_a_service_has_one_in_most_jurisdictions() -> None:
    lines = rules().helplines()
    for jurisdiction in ("us", "england-wales", "scotland", "ireland", "australia", "india"):
        for topic in ("suicide", "sexual-violence", "domestic-violence", "child-abuse"):
            assert helplines.offered(lines, jurisdiction, [topic]), (jurisdiction, topic)


def test_nothing_in_restrictions_carries_words() -> None:
    """No match, no quoted word in the message, no words in related places; advice offers none either."""
    compiled = rules()
    for number, name in enumerate(compiled.ids):
        if name.startswith("restrictions/"):
            for example in compiled.rule(number).bad:
                found = lint(Document.read(Source(example.text, "a.md")), compiled, {number})
                assert found
                for one in found:
                    assert (one.match, one.fix) == ("", None)
                    assert not any("“" in related.message for related in one.related)
                    assert not any(example.text[start:end] in one.message for start, end in example.marks)
