"""What the tool must never do, whatever the rules say and wherever in an article their words stand.

Articles are made of the rules' own bad examples, put into prose, mouths, headlines, captions, tables and front matter.
`test_never` reads the texts of the rules; here is what becomes of them in an article.
"""

import json
import pathlib
import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ethicslint.engine.compiled import Compiled
from ethicslint.engine.finding import Finding
from ethicslint.engine.lint import lint
from ethicslint.project.check import Report, Settings, check_source
from ethicslint.project.fixing import fixed
from ethicslint.project.rulecache import rules
from ethicslint.report.formats import FORMATS, written
from ethicslint.rulebook.builtin import builtin_folder
from ethicslint.rulebook.load import load
from ethicslint.rulebook.model import LEVELS, UNFIXABLE, WORDLESS
from ethicslint.text.document import Document
from ethicslint.text.source import Source

RULES = rules()
BOOK = RULES.book()
BAD = [(name, example.text) for name, rule in BOOK.rules.items() for example in rule.bad]
PLAIN = [(name, text) for name, text in BAD if not set('“”"\n#|>*-') & set(text)]
KEPT = frozenset(("presumption", "legal-sourcing", "identification", "restrictions", "consistency"))
"""Families in which repeating is publishing."""

PLACES = {
    "prose": "{}",
    "quoted": "“{}” she said.",
    "quoted headline": "# ‘{}’, court told",
    "headline": "# {}",
    "heading": "## {}",
    "list": "- {}",
    "quote-block": "> {}",
    "caption": "![{}](picture.jpg)",
    "table": "| what |\n| --- |\n| {} |",
    "footnote": "A line.[^1]\n\n[^1]: {}",
    "emphasis": "*{}*",
}
THEIRS = ("quoted", "quote-block")
"""Places in which the words are somebody else's, whatever they are."""

ARTICLES = st.lists(
    st.tuples(st.sampled_from(PLAIN), st.sampled_from(sorted(PLACES))),
    min_size=1,
    max_size=6,
    unique_by=lambda one: one[0],
)


def found(text: str, compiled: Compiled | None = None) -> list[Finding]:
    return lint(Document.read(Source(text, "a.md")), compiled or RULES)


def middle(finding: Finding) -> int:
    return (finding.start.offset + finding.end.offset) // 2


def article_of(parts: list[tuple[tuple[str, str], str]], title: str = "") -> str:
    front = f"---\ntitle: {json.dumps(title)}\n---\n" if title else ""
    return front + "\n\n".join(PLACES[place].format(text) for (_, text), place in parts)


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("> ", "")])
def test_no_alternative_and_no_edit_inside_a_quotation(opening: str, closing: str) -> None:
    """Every bad example, put into somebody's mouth: the words stay theirs."""
    quoted = [
        finding
        for _, text in PLAIN
        for finding in found(f"{opening}{text}{closing}\n\nShe said so on Monday.")
        if finding.voice == "quoted"
    ]
    assert len(quoted) > len(PLAIN) / 4
    assert [finding for finding in quoted if finding.instead or finding.fix] == []


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PLAIN), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_nothing_is_offered_inside_any_quotation_of_an_article(chosen: list[tuple[str, str]], dice: object) -> None:
    """Articles of quoted and unquoted paragraphs: whatever stands between quotation marks is offered nothing."""
    parts = [f"“{text}” he said." if dice.random() < 0.5 else text for _, text in chosen]  # type: ignore[attr-defined]
    article = "\n\n".join(parts)
    spans = [match.span() for match in re.finditer(r"“[^”]*”", article)]
    for finding in found(article):
        inside = any(start < finding.start.offset and finding.end.offset < end for start, end in spans)
        if inside:
            assert finding.instead == ()
            assert finding.fix is None


@settings(max_examples=80)
@given(ARTICLES, st.sampled_from(PLAIN))
def test_an_article_breaks_no_law_wherever_the_words_stand(
    parts: list[tuple[tuple[str, str], str]], title: tuple[str, str]
) -> None:
    """Nobody's words are changed, the families of law have no edits, those of persons no words, and what is missing suggests."""
    article = article_of(parts, title[1])
    theirs = [PLACES[place].format(text) for (_, text), place in parts if place in THEIRS]
    spans = [(article.index(words), article.index(words) + len(words)) for words in theirs]
    for finding in found(article):
        if finding.voice == "quoted" or any(
            start < finding.start.offset and middle(finding) < end for start, end in spans
        ):
            assert finding.instead == ()
            assert finding.fix is None
        if finding.family in UNFIXABLE:
            assert finding.fix is None
        if finding.family in WORDLESS:
            assert finding.match == ""
            assert finding.message == finding.discreet
        if finding.family == "omission":
            assert finding.level == "suggestion"
        if finding.fix:
            assert finding.start.offset <= finding.fix.start.offset < finding.fix.end.offset <= finding.end.offset


@pytest.mark.parametrize("place", THEIRS)
def test_quoted_words_are_never_louder_than_the_authors(place: str) -> None:
    """One step down, or none where repeating is publishing; nobody is blamed more for words of somebody else."""
    compared = 0
    for name, text in PLAIN:
        rule = BOOK.rules[name]
        own = {(one.rule, one.match): LEVELS.index(one.level) for one in found(text)}
        for one in found(PLACES[place].format(text)):
            if one.rule == name and one.voice == "quoted" and (name, one.match) in own:
                down = 0 if one.family in KEPT or rule.keeps_level else 1
                assert LEVELS.index(one.level) <= own[name, one.match] - down, (name, text)
                compared += 1
    assert compared > 50


NEUTRAL = (
    "Colm Roe, 41, of Mill Street, Hexley, was found guilty of 2 of 3 counts at Leeds Crown Court on 4 May 2026.",
    "Ann Poe pleaded not guilty to manslaughter and was sentenced to 12 years for the robbery.",
    "Police allege that Dan Poe, who denies it, took £4,000; prosecutors said that the charge is theft.",
    "A jury of nine women and three men acquitted Ian Coates of the alleged assault after six hours.",
)
FACTS = re.compile(
    r"\d+|\b(?:guilty|not|acquitted|convicted|convictions?|charged?|counts?|pleaded|sentenced|verdict|jury|court|alleged?(?:ly)?|"
    r"accused|den(?:y|ies|ied)|said|says|told|claim(?:s|ed)?|according|police|prosecutors?|judge|one|two|three|four|six|nine|he|she|his|her)\b"
    r"|(?<=[a-z,] )[A-Z]\w+"
)
EDITED = [(rule.id, example.text) for rule in BOOK.rules.values() if rule.fix for example in rule.bad]


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(EDITED), min_size=1, max_size=5),
    st.lists(st.sampled_from(NEUTRAL), min_size=1, max_size=3),
    st.booleans(),
)
def test_an_edit_changes_no_verdict_plea_charge_name_age_number_or_attribution(
    edited: list[tuple[str, str]], neutral: list[str], unsafe: bool
) -> None:
    """Every word of law, of saying and of number, every figure and every name stand where they stood, and as often."""
    article = "\n\n".join(
        part for pair in zip([text for _, text in edited], neutral * 5, strict=False) for part in pair
    )
    after = fixed(
        article.encode(),
        "a.md",
        lambda data, path: check_source(Source(data.decode(), path), RULES, Settings(None)),
        unsafe=unsafe,
    ).data.decode()
    assert FACTS.findall(after) == FACTS.findall(article)
    assert all(sentence in after for sentence in NEUTRAL if sentence in article)


def test_no_fix_in_families_of_law_and_of_persons() -> None:
    assert [rule.id for rule in BOOK.rules.values() if rule.fix and rule.family in UNFIXABLE] == []


NAMING = [
    (name, example.text, [example.text[slice(*mark)] for mark in example.marks])
    for name, rule in BOOK.rules.items()
    if rule.family in WORDLESS
    for example in rule.bad
]
SAID = " ".join(
    text
    for rule in BOOK.rules.values()
    for text in (rule.title, rule.message, rule.why, *(str(one) for one in rule.instead))
)


@cache
def naming_reports() -> list[tuple[str, list[str], Report]]:
    """Every example of the families of persons with its marked words and what these families find in it."""
    only = frozenset(number for number, name in enumerate(RULES.ids) if name.partition("/")[0] in WORDLESS)
    return [
        (text, marked, Report([check_source(Source(text, "a.md"), RULES, Settings(only))], [], len(RULES.ids)))
        for _, text, marked in NAMING
    ]


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"suppressions"}))
@pytest.mark.parametrize("excerpt", [True, False], ids=["with excerpts", "without"])
def test_no_format_repeats_words_that_identify(form: str, excerpt: bool) -> None:
    """Every example of these families, in every format: neither the words flagged nor a name in them is printed."""
    assert len(naming_reports()) > 50
    for text, marked, report in naming_reports():
        assert report.findings, text
        printed = "".join(written(report, form, excerpt=excerpt, width=100, colour=False, statistics=True))
        for words in marked:
            assert len(words.split()) < 2 or words not in printed, text
            names = [one for one in re.findall(r"\b[A-Z][a-z]{2,}\b", words) if one not in SAID]
            assert [one for one in names if re.search(rf"\b{one}\b", printed)] == [], text


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_nobody_who_writes_is_ever_named_or_counted(form: str) -> None:
    """A byline in front matter comes into no output, nor into what is counted."""
    front = "---\ntitle: Man held\nauthor: Wilhelmina Quartz\nbyline: Wilhelmina Quartz\n---\n"
    text = f"{front}He committed suicide after the murder.\n"
    report = Report([check_source(Source(text, "a.md"), RULES, Settings(None))], [], len(RULES.ids))
    assert report.files[0].findings
    printed = "".join(written(report, form, excerpt=True, width=100, colour=False, statistics=True))
    assert "Quartz" not in printed
    assert "byline" not in printed


FEW = 7  # words: what somebody can be said to mention
TALKED_ABOUT = (
    "The phrase ‘{}’ should be avoided in reports of the rape trial.",
    "The style guide says that the words “{}” are not for reports of murder.",
    "The charity {} Trust helps people after rape and abuse.",
    "The Commission into {} will report after the murder trial.",
    "Her novel ‘{}’ was published a year after the rape trial.",
)


@pytest.mark.parametrize("frame", TALKED_ABOUT)
def test_mentions_titles_and_names_of_institutions_are_no_findings(frame: str) -> None:
    """The words of every rule that does not ask for mentions, talked about or with the capitals of a name."""
    tried, loud = 0, set()
    for name, rule in BOOK.rules.items():
        if rule.mention != "skip" or rule.whole:
            continue
        for example in rule.bad:
            words = example.text[slice(*example.marks[0])]
            if len(words.split()) > FEW or set("\n“”\"‘’'*_#|[]") & set(words) or re.search(r"\d", words):
                continue
            is_name = frame != TALKED_ABOUT[0] and frame != TALKED_ABOUT[1]
            shown = (
                " ".join(word[:1].upper() + word[1:] for word in words.replace("-", " ").split()) if is_name else words
            )
            tried += 1
            loud |= {(name, shown) for one in found(frame.replace("{}", shown)) if one.rule == name}
    assert tried > 500
    assert loud == set()


@pytest.mark.parametrize("family", ["identification", "restrictions"])
def test_words_that_identify_are_never_repeated(family: str, tmp_path: pathlib.Path) -> None:
    """A finding of these families carries no word of the article, in no field."""
    folder = tmp_path / family
    folder.mkdir()
    (folder / "a-street.yaml").write_text(
        'title: "A street"\nlevel: "warning"\nmessage: "A place is named."\nwhy: "It narrows down who it is."\n'
        'match: {phrase: ["(in|of) @name (street|lane)"]}\nsources: ["house"]\nsince: "0.1"\n'
        'bad: ["She lives [[in Larch Street]]."]\ngood: ["She lives in the town."]\n',
        encoding="utf-8",
    )
    compiled = Compiled.of(load([builtin_folder(), str(tmp_path)]))
    findings = [
        one for one in found("The girl lives in Larkspur Street, police said.", compiled) if one.family == family
    ]
    assert len(findings) == 1
    assert "Larkspur" not in repr(findings[0]._replace(path=""))
