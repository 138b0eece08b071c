"""The pages of the rules: current, complete, well linked, and sane Markdown whatever stands in an example."""

import re
from html import escape
from pathlib import Path

import pyromark
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from ethicslint.cli.main import main
from ethicslint.project.rulecache import rules
from ethicslint.rulebook.model import Advice, Citation, Example, Family, Rule, Rulebook, Search
from ethicslint.rulebook.page import page
from ethicslint.rulebook.pages import GUIDE, MADE, pages
from ethicslint.rulebook.reader import unmarked


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_the_pages_in_the_checkout_are_current(root: Path) -> None:
    result = run("rules", "docs", "--check", root / "docs" / "rules")
    assert result.exit_code == 0, f"{result.output}\nmake them: ethicslint rules docs docs/rules"


# ---- writing and checking

RULE = """
title: "A sleepy | village"
level: "suggestion"
message: "“{match}” is how visitors see it."
why: "Those who live there know better."
match: {phrase: ["sleepy village"]}
sources: ["house"]
bad: ["The [[sleepy village]] woke.", "A [[sleepy village]] sleeps.", "Every [[sleepy village]] stirs."]
good: ["The village.", "A “town”.", "A hamlet."]
since: "0.1"
"""


def folder_of(folder: Path, *names: str) -> Path:
    folder.mkdir()
    (folder / "sources.yaml").touch()
    for name in names:
        path = folder / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(RULE, encoding="utf-8")
    return folder


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of house rules, beside a small style guide in place of the built-in one."""
    built_in = folder_of(tmp_path / "rules", "suicide/sleepy", "sensationalism/sleepy", "sensationalism/sleepier")
    family = 'title: "Suicide"\nabout: "How deaths are told."\n'
    (built_in / "suicide" / "_family.yaml").write_text(family, encoding="utf-8")
    monkeypatch.setattr("ethicslint.project.rulecache.builtin_folder", lambda: str(built_in))
    return folder_of(tmp_path / "house", "omission/sleepy-village", "suicide/sleepier")


@pytest.fixture
def docs(tmp_path: Path, house: Path) -> Path:
    folder = tmp_path / "docs" / "rules"
    result = run("rules", "docs", "--rules", house, folder)
    assert (result.exit_code, result.output) == (0, "10 pages, 10 changed\n")
    return folder


def check(docs: Path, house: Path) -> tuple[int, list[str]]:
    result = run("rules", "docs", "--check", "--rules", house, docs)
    return result.exit_code, result.output.splitlines()


def test_pages_that_were_just_written_are_current_and_writing_them_again_changes_nothing(
    docs: Path, house: Path
) -> None:
    assert check(docs, house) == (0, ["10 pages, 0 stale"])
    assert run("rules", "docs", "--rules", house, docs).output == "10 pages, 0 changed\n"


def test_every_rule_and_family_has_a_page(docs: Path) -> None:
    assert {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")} == {
        "README.md",
        "omission/README.md",
        "omission/sleepy-village.md",
        "sensationalism/README.md",
        "sensationalism/sleepier.md",
        "sensationalism/sleepy.md",
        "suicide/README.md",
        "suicide/sleepier.md",
        "suicide/sleepy.md",
    }
    index = (docs / "README.md").read_text(encoding="utf-8")
    assert "5 rules in 3 families." in index
    assert re.search(r"^\| \[Suicide\]\(suicide/README\.md\) \| 2 \| \d \| \d \| \d \|$", index, re.MULTILINE)
    assert "| [omission](omission/README.md) | 1 |" in index, "a house family without a title goes by its name"
    assert "How deaths are told." in (docs / "suicide" / "README.md").read_text(encoding="utf-8")


def test_a_stale_a_missing_and_a_surplus_page_are_found(docs: Path, house: Path) -> None:
    stale, missing = docs / "README.md", docs / "omission" / "sleepy-village.md"
    stale.write_text(stale.read_text(encoding="utf-8") + "more\n", encoding="utf-8")
    missing.unlink()
    surplus = docs / "sensationalism" / "gone.md"
    surplus.write_text(f"{MADE}\n\n# Gone\n", encoding="utf-8")
    code, lines = check(docs, house)
    assert code == 1
    assert lines[:-1] == [f"{stale} is stale", f"{missing} is missing", f"{surplus} belongs to no rule"]
    assert lines[-1] == "10 pages, 3 stale"
    assert not missing.exists(), "checking writes nothing"
    assert run("rules", "docs", "--rules", house, docs).output == "10 pages, 3 changed\n"
    assert check(docs, house)[0] == 0
    assert not surplus.exists()


def test_files_that_people_wrote_are_left_alone(docs: Path, house: Path) -> None:
    own = {
        docs / "how-to-read.md": b"# How to read these pages\n",
        docs / "omission" / "notes.md": "Café".encode("latin-1"),
        docs / "omission" / "picture.txt": MADE.encode(),
    }
    for path, data in own.items():
        path.write_bytes(data)
    assert check(docs, house)[0] == 0
    assert run("rules", "docs", "--rules", house, docs).exit_code == 0
    assert {path: path.read_bytes() for path in own} == own


def test_a_page_never_replaces_what_somebody_wrote(docs: Path, house: Path) -> None:
    path = docs / "omission" / "README.md"
    path.write_text("# Mine\n", encoding="utf-8")
    for words in (["--check"], []):
        result = run("rules", "docs", *words, "--rules", house, docs)
        said = f"ethicslint: {path}: is written by hand where the page of a rule belongs; move it\n"
        assert (result.exit_code, result.output) == (2, said)
    assert path.read_text(encoding="utf-8") == "# Mine\n"


def test_a_folder_that_is_a_file_is_an_error(tmp_path: Path, house: Path) -> None:
    (tmp_path / "docs").write_text("x", encoding="utf-8")
    result = run("rules", "docs", "--rules", house, tmp_path / "docs")
    assert result.exit_code == 2
    assert re.fullmatch(rf"ethicslint: {tmp_path}/docs/.*\.md: cannot be written: \w+ \w+\n", result.output)


def test_every_link_leads_to_a_page_and_every_page_is_linked_to(docs: Path) -> None:
    reached = {docs / "README.md"}
    for path in sorted(docs.rglob("*.md")):
        for target in links(path.read_text(encoding="utf-8")):
            assert (path.parent / target).is_file(), f"{path} links to {target}"
            reached.add(path.parent / target)
    assert reached == {*docs.rglob("*.md"), docs / "guide.html"}


def test_the_page_to_print_has_every_rule_its_authority_and_nothing_from_elsewhere(docs: Path) -> None:
    """One row for each rule, in its family, between the contents and the sources; no script, and nothing is loaded."""
    text = (docs / "guide.html").read_text(encoding="utf-8")
    assert text.startswith(f"{MADE}\n<!DOCTYPE html>")
    rows = re.findall(r"<tr><td>.*?<code>(.*?)</code></td>(.*?)</tr>", text)
    assert [name for name, _ in rows] == [
        "sensationalism/sleepier",
        "sensationalism/sleepy",
        "suicide/sleepier",
        "suicide/sleepy",
        "omission/sleepy-village",
    ]
    assert all(row.count("<td>") == 4 and "house style" in row for _, row in rows)
    assert re.findall(r'href="#([a-z]+)"', text) == re.findall(r'<section id="([a-z]+)">', text)
    assert "break-inside: avoid" in text
    assert "<script" not in text
    assert not re.search(r'(?:src|href)="(?!#)', text)


def test_the_built_in_page_to_print_is_sane() -> None:
    """Signs are escaped, no rule is missing, and each legal note stands there with its days."""
    book = rules().book()
    text = next(text for path, text in pages(book) if path == GUIDE)
    assert [rule for rule in book.rules if text.count(f"<code>{rule}</code>") != 1] == []
    assert all(note.review_by in text and escape(note.says, quote=False) in text for note in book.law.values())
    assert not re.search(r"&(?!amp;|lt;|gt;)", text)


def test_the_table_of_a_family_has_a_row_for_each_rule_whatever_its_title(docs: Path) -> None:
    cells = re.findall(r"<td>(.*?)</td>", html((docs / "suicide" / "README.md").read_text(encoding="utf-8")))
    assert cells[::3] == [
        '<a href="sleepier.md"><code>suicide/sleepier</code></a>',
        '<a href="sleepy.md"><code>suicide/sleepy</code></a>',
    ]
    assert cells[2::3] == ["A sleepy | village"] * 2


def test_explain_prints_the_text_of_the_page(docs: Path, house: Path) -> None:
    for name in ("omission/sleepy-village", "suicide/sleepy"):
        result = run("explain", "--rules", house, name)
        written = (docs / f"{name}.md").read_text(encoding="utf-8").removeprefix(f"{MADE}\n\n")
        assert result.output.rstrip("\n") == written.rstrip("\n")


# ---- what a page says


def rule_with(*examples: str, **changes: object) -> Rule:
    """A rule with these bad examples."""
    bad = tuple(Example(*unmarked(text), "", "", "", 1) for text in examples)
    rule = Rule(
        id="suicide/sample",
        title="A title",
        level="warning",
        headline_level="error",
        kind="wording",
        message="“{match}” is a fact.",
        why="A reason.",
        instead=(Advice("general", "other words"), Advice("before-verdict", "accused of [the charge]")),
        leave_if="it is a film",
        places=("title", "headline"),
        topics=("child-abuse",),
        voices=(),
        mention="skip",
        negated="any",
        hypothetical="any",
        attributed="any",
        shows=None,
        keeps_level=False,
        searches=(Search("x", (), (), -1, False, False),),
        swallowed_by=(),
        absent=None,
        fix=None,
        terms=(),
        sources=("act", "house"),
        bad=bad,
        good=(Example("A good one.", (), "", "a near miss", "", 2),),
        since="0.1",
        path="sample.yaml",
    )
    return rule._replace(**changes)


ACT = Citation("act", "Parliament", "An Act", "1999", "https://example.org/act", "An Act", "law", "")


def page_of(rule: Rule) -> str:
    book = Rulebook({rule.id: rule}, {"act": ACT}, {"suicide": Family("suicide", "Suicide", "About.")}, {}, {})
    return "\n".join(page(rule, book))


def test_a_page_says_what_why_instead_where_and_on_whose_authority() -> None:
    text = page_of(rule_with("# He [[did x]]", "She [[did y]].", voices=("quoted",)))
    for piece in (
        "# A title\n",
        "`suicide/sample` · error in headlines, warning elsewhere · since 0.1\n",
        "“did x” is a fact.\n",
        "**Why.** A reason.\n",
        "- other words\n",
        "- before a verdict: accused of [the charge]\n",
        "**Leave it if** it is a film.\n",
        "Only in: title, headline.\n",
        "Only in quotations.\n",
        "Only in articles about: child abuse.\n",
        "- (headline) He [[did x]]\n- She [[did y]].\n",
        "- A good one. (a near miss)\n",
        "- Parliament: An Act, 1999. https://example.org/act\n",
        "- house style: the newsroom's own decision",
    ):
        assert piece in text


@pytest.mark.parametrize(
    ("example", "shown"),
    [
        ("# Man [[declared innocent]]", "- (headline) Man [[declared innocent]]"),
        ("### Man [[declared innocent]]", "- (heading) Man [[declared innocent]]"),
        ("# One\n\nTwo [[x]].", "- (headline) One / Two [[x]]."),
        ("A line\nand [[another\nline]].", "- A line and [[another line]]."),
        ("---\ntitle: A [[x]]\n---\n\nText.", "- (headline) A [[x]] / Text."),
        ('+++\ntitle = "A [[x]]"\ntags = "y"\n+++\nText.', '- (headline) "A [[x]]" / tags = "y" / Text.'),
        ("- an [[item]]", "- `- an [[item]]`"),
        ("1. an [[item]]", "- `1. an [[item]]`"),
        ("> a [[quotation]]", "- `> a [[quotation]]`"),
        ("+ [[plus]]", "- `+ [[plus]]`"),
        ("#1 [[fan]]", "- `#1 [[fan]]`"),
        ("| a | [[b]] |\n| --- | --- |", "- `| a | [[b]] | | --- | --- |`"),
        ("He *never* [[did]].", "- `He *never* [[did]].`"),
        ("A [[**bold** word]].", "- `A [[**bold** word]].`"),
        ("In `code` [[x]].", "- ``In `code` [[x]].``"),
        ("`code` [[x]]", "- `` `code` [[x]] ``"),
        ("A <b>[[x]]</b> <!-- y -->.", "- `A <b>[[x]]</b> <!-- y -->.`"),
        ("Tom &amp; [[Jerry]].", "- `Tom &amp; [[Jerry]].`"),
        ("AT&T [[x]].", "- AT&T [[x]]."),
        ("A [link](y) [[x]].", "- `A [link](y) [[x]].`"),
        ("[[x]](y)", "- `[[x]](y)`"),
        ("![alt [[x]]](y)", "- `![alt [[x]]](y)`"),
        ("A back\\slash [[x]].", "- `A back\\slash [[x]].`"),
        ("~~struck~~ [[x]]", "- `~~struck~~ [[x]]`"),
    ],
)
def test_an_example_is_one_item_of_a_list_and_says_what_it_says(example: str, shown: str) -> None:
    assert shown in page_of(rule_with(example)).splitlines()


def test_what_an_example_declares_is_said_in_words() -> None:
    example = Example(
        *unmarked("---\ncase_stage: on-trial\njurisdiction: ireland\n---\n# [[Roe]] in court"), "", "", "", 1
    )
    assert "- (declared: on-trial, ireland) (headline) [[Roe]] in court" in page_of(rule_with("[[z]]", bad=(example,)))


def test_an_example_with_a_fix_shows_what_it_makes() -> None:
    bad = (Example(*unmarked("He [[did x]]."), "", "", "He did *y*.", 1),)
    assert "- He [[did x]]. → `He did *y*.`" in page_of(rule_with("[[z]]", bad=bad)).splitlines()


SHAPE = [
    ("h1", 1),
    ("h2", 0),
    ("h3", 0),
    ("ul", 4),
    ("ol", 0),
    ("blockquote", 0),
    ("pre", 0),
    ("table", 0),
    ("hr", 0),
    ("img", 0),
    ("em", 0),
    ("del", 0),
    ("b", 0),
]


def shape(text: str) -> list[tuple[str, int]]:
    made = html(text)
    return [(name, len(re.findall(rf"<{name}[ >/]", made))) for name, _ in SHAPE]


def html(text: str) -> str:
    return pyromark.html(text, options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH)


def links(text: str) -> list[str]:
    return re.findall(r"\]\(([^)]*)\)", text)


SIGNS = r"he did [[x]] # ## | * ** _ < <b> <!-- --> ` `` ~~ &amp; [a](b) 1. > --- === ![i](j) \ [a]: + $x$ +++ ``` - ~ #1".split()
words = st.lists(st.sampled_from([*SIGNS, "\n", "\n\n", "\n    ", "\t"]), max_size=12).map(" ".join)


@given(words, words, words)
def test_no_example_changes_the_shape_of_its_page(one: str, other: str, fixed: str) -> None:
    """One heading, four lists, and an item for every example, whatever stands in the examples."""
    bad = Example(*unmarked(f"{one} [[did x]] {other}"), "", "it is so", fixed, 1)
    good = Example(f"{other}.", (), "", f"because {one}", "", 2)
    text = page_of(rule_with("[[z]]", bad=(bad, bad), good=(good,)))
    assert shape(text) == SHAPE
    assert html(text).count("<li>") == 2 + 2 + 1 + 2


def test_every_built_in_page_is_sane() -> None:
    """One heading each, no emphasis and no code that nobody wrote, and one item for every example."""
    book = rules().book()
    for path, text in pages(book):
        if path == GUIDE:
            continue
        found = dict(shape(text))
        assert found["h1"] == 1, path
        assert [
            name for name in ("h2", "h3", "ol", "blockquote", "pre", "hr", "img", "em", "b") if found[name]
        ] == [], path
        rule = book.rules.get(path.removesuffix(".md"))
        if rule is not None:
            items = html(text).count("<li>")
            assert items == len(rule.instead) + len(rule.law) + len(rule.bad) + len(rule.good) + len(rule.sources), path
