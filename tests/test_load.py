"""Rule folders: what they hold, what replaces what, and every mistake at once, with its file and line.

The keys of a rule file have tests of their own; here it is folders, files and what YAML makes of an unquoted text.
"""

import json
import os
import re
from pathlib import Path

import pytest

from ethicslint.engine.compiled import Compiled
from ethicslint.engine.lint import lint
from ethicslint.errors import RuleError
from ethicslint.rulebook.builtin import builtin_folder
from ethicslint.rulebook.load import load
from ethicslint.rulebook.model import FAMILIES, Rulebook
from ethicslint.text.document import Document
from ethicslint.text.source import Source

SOURCES = {"code": {"organisation": "A regulator", "title": "The code", "short": "The code", "kind": "code"}}
RULE = {
    "title": "A title",
    "level": "warning",
    "message": "“{match}” is a fact.",
    "why": "A reason.",
    "match": {"phrase": ["one"]},
    "sources": ["code"],
    "bad": ["[[one]]"],
    "good": ["two"],
    "since": "0.1",
}


def write(folder: Path, name: str, content: object) -> Path:
    """A file below `folder`; what is not text is written as YAML."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A folder of rules with one of each."""
    folder = tmp_path / "book"
    write(folder, "sources.yaml", SOURCES)
    write(folder, "suicide/_family.yaml", {"title": "Suicide", "about": "What it is about."})
    write(folder, "suicide/one.yaml", RULE)
    write(folder, "agency/set.yaml", RULE | {"match": {"phrase": ["@words"]}})
    write(
        folder,
        "vocabulary/words.yaml",
        {"words": {"about": "x", "words": ["old"]}, "topic-x": {"about": "x", "words": ["y"]}},
    )
    return folder


def said(*folders: Path) -> list[str]:
    """The mistakes in some folders, without the path to them."""
    with pytest.raises(RuleError) as caught:
        load([str(folder) for folder in folders])
    return [
        str(problem).replace(f"{folders[0].parent}{os.sep}", "").replace(os.sep, "/")
        for problem in caught.value.problems
    ]


def found(rules: Rulebook, text: str) -> list[tuple[str, str]]:
    return [(one.rule, one.match) for one in lint(Document.read(Source(text, "a.md")), Compiled.of(rules))]


def test_a_folder_of_rules(book: Path) -> None:
    rules = load([str(book)])
    assert list(rules.rules) == ["agency/set", "suicide/one"]
    assert rules.families["suicide"] == ("suicide", "Suicide", "What it is about.")
    assert rules.citations["code"].short == "The code"
    assert rules.topics == {"x": ("y",)}
    one = rules.rules["suicide/one"]
    assert (one.family, one.path, one.sources) == ("suicide", str(book / "suicide" / "one.yaml"), ("code",))


def test_the_built_in_rules_load() -> None:
    rules = load([builtin_folder()])
    assert set(rules.families) <= set(FAMILIES)
    assert {name.partition("/")[0] for name in rules.rules} <= set(rules.families)


# ---- house rules


def test_a_house_rule_replaces_the_rule_with_its_id(book: Path, tmp_path: Path) -> None:
    house = tmp_path / "house"
    write(house, "suicide/one.yaml", RULE | {"match": {"phrase": ["two"]}, "sources": ["house"]})
    rules = load([str(book), str(house)])
    assert list(rules.rules) == ["agency/set", "suicide/one"]
    assert rules.rules["suicide/one"].path == str(house / "suicide" / "one.yaml")
    assert found(rules, "one two old") == [("suicide/one", "two"), ("agency/set", "old")]


def test_a_house_vocabulary_replaces_sets_for_every_rule(book: Path, tmp_path: Path) -> None:
    house = tmp_path / "house"
    write(house, "vocabulary/ours.yaml", {"words": {"about": "x", "words": ["new"]}})
    rules = load([str(book), str(house)])
    assert found(rules, "old new") == [("agency/set", "new")]
    assert rules.topics == {"x": ("y",)}


def test_house_sources_are_added_and_replace_those_of_the_same_id(book: Path, tmp_path: Path) -> None:
    house = tmp_path / "house"
    write(
        house,
        "sources.yaml",
        {"code": SOURCES["code"] | {"title": "Newer"}, "ours": SOURCES["code"] | {"kind": "style"}},
    )
    write(house, "suicide/two.yaml", RULE | {"sources": ["ours", "house"]})
    rules = load([str(book), str(house)])
    assert rules.citations["code"].title == "Newer"
    assert rules.rules["suicide/two"].sources == ("ours", "house")


def test_a_house_family_replaces_what_is_said_of_it(book: Path, tmp_path: Path) -> None:
    house = tmp_path / "house"
    write(house, "suicide/_family.yaml", {"title": "Ours", "about": "As we see it."})
    assert load([str(book), str(house)]).families["suicide"].title == "Ours"


def test_the_order_of_folders_decides(book: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(tmp_path / name, "suicide/one.yaml", {"extends": "suicide/one", "title": name})
    assert load([str(book), str(tmp_path / "a"), str(tmp_path / "b")]).rules["suicide/one"].title == "b"
    assert load([str(book), str(tmp_path / "b"), str(tmp_path / "a")]).rules["suicide/one"].title == "a"


def test_a_folder_without_rules_is_complained_of(book: Path, tmp_path: Path) -> None:
    """Somebody who gives a folder means rules in it; notes beside them are nobody's business."""
    write(tmp_path, "house/README.md", "Ours.")
    assert said(book, tmp_path / "house") == [
        "house: the folder holds no rules; one stands in FAMILY/NAME.yaml below it"
    ]
    write(tmp_path, "house/vocabulary/ours.yaml", {"ours": {"about": "x", "words": ["new"]}})
    assert load([str(book), str(tmp_path / "house")]).rules == load([str(book)]).rules


def test_one_rule_in_two_house_folders_is_complained_of(book: Path, tmp_path: Path) -> None:
    """The built-in rule may be replaced once; of two replacements one would silently lose."""
    for name in ("a", "b"):
        write(tmp_path / name, "suicide/one.yaml", RULE | {"title": name})
    assert said(book, tmp_path / "a", tmp_path / "b") == [
        "b/suicide/one.yaml:1: the rule suicide/one also stands in a/suicide/one.yaml; delete one of them, "
        'or let this one change the other with extends: "suicide/one"'
    ]
    assert load([str(book), str(tmp_path / "a"), str(tmp_path / "a")]).rules["suicide/one"].title == "a"


# ---- mistakes


def test_mistakes_of_every_file_are_told_at_once_in_order(book: Path) -> None:
    write(book, "sources.yaml", {"code": SOURCES["code"] | {"kind": "cod", "shrt": "x"}})
    write(book, "suicide/_family.yaml", {"titel": "Suicide", "about": "x"})
    write(book, "suicide/one.yaml", RULE | {"level": "warn", "sources": ["cod"]})
    write(book, "suicide/two.yaml", "title: [\n")
    write(book, "vocabulary/words.yaml", {"words": {"about": "x", "inflect": "vreb", "words": ["old"]}})
    assert said(book) == [
        "book/sources.yaml:1: unknown key “shrt”; did you mean “short”?",
        "book/sources.yaml:1: “cod” is no kind: law, code, evidence, style, guidance, comment; did you mean “code”?",
        "book/suicide/_family.yaml:1: unknown key “titel”; did you mean “title”?",
        "book/suicide/_family.yaml:1: “title” is missing",
        "book/suicide/one.yaml:1: “warn” is no level: suggestion, warning, error; did you mean “warning”?",
        "book/suicide/one.yaml:1: there is no source “cod” in sources.yaml; did you mean “code”?",
        "book/suicide/two.yaml:1: a bracket opens here and what follows is not a list or map; "
        "is a comma, a closing quote or a ] missing between here and line 2?",
        "book/vocabulary/words.yaml:1: “vreb” is no inflect: verb, noun, adjective; did you mean “verb”?",
    ]


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("suicid/one.yaml", RULE, "book/suicid: “suicid” is no family; the list is closed; did you mean “suicide”?"),
        ("suicide/Two.yaml", RULE, "book/suicide/Two.yaml: name a rule in small letters and hyphens, ending in .yaml"),
        ("suicide/a_b.yaml", RULE, "book/suicide/a_b.yaml: name a rule in small letters and hyphens, ending in .yaml"),
        ("suicide/two.yml", RULE, "book/suicide/two.yml: name a rule in small letters and hyphens, ending in .yaml"),
        ("suicide/two.YAML", RULE, "book/suicide/two.YAML: name a rule in small letters and hyphens, ending in .yaml"),
        (
            "suicide/two.yaml.txt",
            RULE,
            "book/suicide/two.yaml.txt: name a rule in small letters and hyphens, ending in .yaml",
        ),
        ("suicide/old/two.yaml", RULE, "book/suicide/old/two.yaml: is not read, for it stands too deep; move it into "),
        (
            "suicide/old/new/two.yml",
            RULE,
            "book/suicide/old/new/two.yml: is not read, for it stands too deep; move it into ",
        ),
        (
            "two.yaml.txt",
            RULE,
            "book/two.yaml.txt: put a rule into the folder of its family, as in “suicide/suicide-bid.yaml”",
        ),
        ("sources.yml", {}, "book/sources.yml: the bibliography is called sources.yaml; rename the file"),
        (
            "gossip/one.yaml",
            RULE,
            "book/gossip: “gossip” is no family; the list is closed; known are sensationalism, victim-blaming, ",
        ),
        ("vocabulary/two.yaml.txt", "", "book/vocabulary/two.yaml.txt: the name of a vocabulary file ends in .yaml"),
        (
            "vocabulary/old/two.yaml",
            "",
            "book/vocabulary/old/two.yaml: is not read, for it stands too deep; move it into ",
        ),
        (
            "sources.yaml",
            {"code": {"organisation": "A", "title": "T", "short": "S"}},
            "book/sources.yaml:1: “kind” is missing; give one of law, code, evidence, style, guidance, comment",
        ),
        (
            "sources.yaml",
            {"code": ["A regulator"]},
            "book/sources.yaml:1: expected keys with values (key: value); the keys are organisation, title, year, url, short, "
            "kind, covers",
        ),
        ("two.yaml", RULE, "book/two.yaml: put a rule into the folder of its family, as in “suicide/suicide-bid.yaml”"),
        ("suicide/two.yaml", "", "book/suicide/two.yaml: the file holds nothing; “ethicslint rules new --rules "),
        ("suicide/two.yaml", "# later\n", "book/suicide/two.yaml: the file holds nothing"),
        (
            "suicide/two.yaml",
            "- one\n",
            "book/suicide/two.yaml:1: expected keys with values (key: value); the keys are extends, title, level",
        ),
        ("suicide/two.yaml", "a: b\na: c\n", "book/suicide/two.yaml:2: the key “a” stands here twice; first on line 1"),
        ("suicide/two.yaml", "a: b\n---\na: c\n", "book/suicide/two.yaml:2: a second document begins here (“---”)"),
        ("suicide/_family.yaml", {"title": "x"}, "book/suicide/_family.yaml:1: “about” is missing"),
        ("vocabulary/two.yml", "", "book/vocabulary/two.yml: the name of a vocabulary file ends in .yaml"),
        (
            "sources.yaml",
            {"code": SOURCES["code"] | {"short": "it has four words"}},
            "book/sources.yaml:1: “short” has three words at most",
        ),
        ("sources.yaml", {"code": "x"}, "book/sources.yaml:1: expected keys with values (key: value)"),
    ],
)
def test_what_is_wrong_with_a_folder(book: Path, name: str, content: object, complaint: str) -> None:
    write(book, name, content)
    assert any(one.startswith(complaint) for one in said(book))
    if name.startswith("suicide/two"):
        assert len(said(book)) == 1  # and nothing that only follows from it


def test_empty_folders_beside_rules_do_no_harm_and_alone_hold_no_rules(book: Path, tmp_path: Path) -> None:
    """The last rule of a family may be deleted; a house folder of nothing but empty folders is a mistake."""
    expected = load([str(book)])
    (book / "agency" / "old").mkdir()
    (book / "stigma").mkdir()
    assert load([str(book)]) == expected
    (tmp_path / "house" / "stigma").mkdir(parents=True)
    assert said(book, tmp_path / "house") == [
        "house: the folder holds no rules; one stands in FAMILY/NAME.yaml below it"
    ]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_named(book: Path, encoding: str) -> None:
    """Every second byte is then a zero, which nobody can see and delete."""
    (book / "suicide" / "one.yaml").write_bytes('title: "“One”"\n'.encode(encoding))
    assert said(book) == ["book/suicide/one.yaml: cannot be read: it looks like UTF-16; save the file as UTF-8"]


def test_a_single_zero_is_still_a_character_to_delete(book: Path) -> None:
    write(book, "suicide/one.yaml", 'title: "one\0"\n')
    assert said(book) == ["book/suicide/one.yaml:1: the invisible character U+0000 cannot stand here; delete it"]


def test_a_file_that_is_no_text(book: Path) -> None:
    (book / "suicide" / "one.yaml").write_bytes(b"title: \xff")
    (book / "suicide" / "two.yaml").mkdir()
    assert said(book) == [
        "book/suicide/one.yaml: cannot be read: not UTF-8 (byte 7); save it as UTF-8",
        "book/suicide/two.yaml: cannot be read: Is a directory",
    ]


def test_a_missing_folder(book: Path, tmp_path: Path) -> None:
    assert said(book, tmp_path / "house") == ["house: there is no such folder of rules"]
    assert said(book, book / "sources.yaml") == [
        "book/sources.yaml: is a file; name the folder in which the families stand"
    ]
    assert said(book, book / "suicide") == ["book/suicide: is the folder of one family; name the one above it, book"]


def test_what_cannot_be_read_is_not_complained_of_by_those_who_name_it(book: Path) -> None:
    """Every rule cites a source and many name a set: one broken file would be told as many times."""
    write(book, "suicide/one.yaml", RULE | {"level": "warn"})
    write(book, "vocabulary/words.yaml", "words: {\n")
    assert len(said(book)) == 1
    assert said(book)[0].startswith("book/vocabulary/words.yaml:1: ")
    write(book, "vocabulary/words.yaml", {"words": {"about": "x", "words": ["old"]}})
    write(book, "sources.yaml", "code: {\n")
    assert len(said(book)) == 1
    assert said(book)[0].startswith("book/sources.yaml:1: ")


def test_a_folder_that_cannot_be_listed(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.listdir

    def refused(path: str) -> list[str]:
        if str(path).endswith(("suicide", "vocabulary")):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "listdir", refused)
    assert said(book)[-2:] == [
        "book/suicide: cannot be listed: Permission denied",
        "book/vocabulary: cannot be listed: Permission denied",
    ]


def test_what_editors_leave_behind_does_no_harm(book: Path) -> None:
    expected = load([str(book)])
    for name in (
        ".git/config",
        "suicide/.#one.yaml",
        "suicide/._one.yaml",
        "suicide/one.yaml~",
        "vocabulary/.words.yaml",
        "README.md",
    ):
        write(book, name, "[\0")
    assert load([str(book)]) == expected


def test_a_byte_order_mark_and_crlf_do_no_harm(book: Path) -> None:
    expected = load([str(book)])
    text = "\ufeff" + json.dumps(RULE, ensure_ascii=False, indent=1).replace("\n", "\r\n")
    (book / "suicide" / "one.yaml").write_bytes(text.encode())
    made = load([str(book)]).rules["suicide/one"]
    assert made.searches == expected.rules["suicide/one"].searches
    assert made.bad[0].line == 15


# ---- what YAML makes of text without quotes

CUT = "ends at a “#”, which begins a comment; put the text in double quotes"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("title: He was #1", f"“title” {CUT}"),
        ("title: #1", f"“title” {CUT}"),
        ("why: Nobody is #1 in this  # say so", f"“why” {CUT}"),
        ("leave-if: it is the #1", f"“leave-if” {CUT}"),
        ("instead: [the #1\n ]", f"“instead” {CUT}"),
        ("instead:\n - the #1 hit", f"“instead” {CUT}"),
        ("instead: {general: the #1\n }", f"“general” {CUT}"),
        ("match: {phrase: the #1\n }", f"“phrase” {CUT}"),
        ("match:\n  phrase:\n   - '(kills|killed) #'\n   - the #1 man", f"“phrase” {CUT}"),
        ("match: {phrase: 'x', unless: {any: a #1\n }}", f"“any” {CUT}"),
        ("good: [two #2\n , three]", f"“good” {CUT}"),
        ("bad:\n - '[[one]] #1'\n - The [[one]] and #1", f"“bad” {CUT}"),
        ("bad:\n - text: The [[one]] and #1", f"“text” {CUT}"),
    ],
)  # fmt: skip
def test_text_that_a_comment_cuts_off_is_complained_of(book: Path, line: str, complaint: str) -> None:
    """YAML takes “ #” for the start of a comment and says nothing."""
    key = line.partition(":")[0]
    rest = "\n".join(f"{name}: {json.dumps(value)}" for name, value in RULE.items() if name != key)
    write(book, "suicide/one.yaml", f"{rest}\n{line}\n")
    assert any(complaint in one for one in said(book)), said(book)


def test_a_comment_behind_a_word_from_a_list_or_behind_quotes_is_a_comment(book: Path) -> None:
    text = "\n".join(f"{name}: {json.dumps(value)}  # {name}" for name, value in RULE.items())
    text = text.replace('level: "warning"', "level: warning").replace('kind: "claim"', "kind: claim")
    write(
        book,
        "suicide/one.yaml",
        f"# a rule\n{text}\nquoted: same    # as it is\nmatch-x: 1\n".replace("match-x: 1\n", ""),
    )
    assert load([str(book)]).rules["suicide/one"].keeps_level


@pytest.mark.parametrize(
    "line",
    [
        "bad: [[one]] is wrong",
        "bad:\n  - [[one]] is wrong\n",
        "title: {match} is wrong",
        "title: @court",
        "title: *bold*",
        "title: !x",
        "title: Verdict: guilty",
        "title: \"He said \"no\" twice\"",
        "title: 'the jury's verdict'",
        "title: `code`",
        "title: %x",
        "title: “Verdict: guilty”",
        "\ttitle: x",
    ],
)  # fmt: skip
def test_other_traps_of_yaml_are_explained(book: Path, line: str) -> None:
    rest = "\n".join(f"{name}: {json.dumps(value)}" for name, value in RULE.items() if name not in ("title", "bad"))
    write(book, "suicide/one.yaml", f"{rest}\n{line}\n")
    (only,) = said(book)
    number = int(only.split(":")[1])
    assert number in (len(RULE) - 1, len(RULE))
    assert any(
        way in only
        for way in (
            "double quotes",
            'written \\"',
            "'' in single ones",
            "with blanks, not with tabs",
            "straight quotes",
        )
    )


@pytest.mark.parametrize("value", ["no", "off", "~", "null", "1.0", "2020-01-01"])
def test_words_that_yaml_takes_for_something_else_are_text(book: Path, value: str) -> None:
    write(book, "suicide/one.yaml", json.dumps(RULE).replace('"A title"', value))
    assert load([str(book)]).rules["suicide/one"].title == value


STRAIGHT = 'texts stand in straight quotes, "…", and curly ones only inside them'
ONE_MARK = 'a text with one " only; put a straight quote at both of its ends'


@pytest.mark.parametrize(
    ("line", "complaints"),
    [
        ("title: “A title”", [f"9: {STRAIGHT}"]),
        ("level: “warning”", [f"9: {STRAIGHT}"]),
        ("bad:\n - “The [[one]]”\n - “A [[one]]”", [f"10: {STRAIGHT}", f"11: {STRAIGHT}"]),
        ("good: [“two”, ‘three’]", [f"9: {STRAIGHT}"]),
        ('title: A title"', [f"9: {ONE_MARK}"]),
        ('bad:\n - The [[one]]."\n - "A [[one]]."', [f"10: {ONE_MARK}"]),
        ('bad:\n - "The [[one]].\n - "A [[one]]."\n - "x"', ["10: a quotation mark opens here and closes only in line 11; "]),
        ('bad:\n - "The [[one]].\n - A [[one]]."', ["10: a quotation mark opens here and closes only in line 11; "]),
        ('good:\n - "The one.\n - two."\n - "three"', ["10: a quotation mark opens here and closes only in line 11; "]),
        ('title: "A title\nkind: "wording"', ["9: a quotation mark opens here and closes only in line 10; "]),
        ('title "A title"', ["9: the colon is missing after “title”; write title: and then the value"]),
        ('title:"A title"', ["9: the blank is missing after “title:”; write title: and then the value"]),
        ('good\n  - "two"', ["9: the colon is missing after “good”; write good: and then the value"]),
        ('match:\n  phrase ["one"]', ["10: the colon is missing after “phrase”; write phrase: and then the value"]),
        ('good: ["two", "three" "four"]', [
            "9: a bracket opens here and what follows is not a list or map; is a comma, a closing quote or a ] missing?"
        ]),
        ('good: ["two",\n  "three"\n  "four"]', [
            "9: a bracket opens here and what follows is not a list or map; is a comma, a closing quote or a ] missing "
            "between here and line 11?"
        ]),
        ('match: {phrase: "one" "two"}', [
            "9: a bracket opens here and what follows is not a list or map; is a comma, a closing quote or a } missing?"
        ]),
        ('match: {phrase: "(one\\|two)"}', ["9: a “\\|”; write | without the backslash"]),
        ("match: {phrase: '(one\\|two)'}", ["9: in the phrase “(one\\|two)”: write | without the backslash"]),
    ],
)  # fmt: skip
def test_marks_and_colons_in_the_wrong_place_are_named_where_they_stand(
    book: Path, line: str, complaints: list[str]
) -> None:
    """A word processor's quotes, a quote that is missing at one end, a key without its colon: in the line to repair."""
    key = re.split(r"\W", line)[0]
    rest = "\n".join(f"{name}: {json.dumps(value)}" for name, value in RULE.items() if name != key)
    write(book, "suicide/one.yaml", f"{rest}\n{line}\n")
    told = [one.removeprefix("book/suicide/one.yaml:") for one in said(book)]
    assert len(told) == len(complaints), told
    assert all(one.startswith(start) for one, start in zip(told, complaints, strict=True)), told


def test_curly_quotes_inside_straight_ones_are_right(book: Path) -> None:
    text = json.dumps(RULE | {"good": ["“Two,” he said.", "‘Three’"]}, ensure_ascii=False, indent=1)
    write(book, "suicide/one.yaml", text)
    assert load([str(book)]).rules["suicide/one"].good[0].text == "“Two,” he said."


@pytest.mark.parametrize(
    "text",
    [
        '"The two:\n     three of\n     them."',
        '"# Two\n\n  Verdict: none.\n\n  And - so on."',
        "|\n   - two\n   since: then",
    ],
)
def test_a_text_over_several_lines_is_no_forgotten_quote(book: Path, text: str) -> None:
    rest = "\n".join(f"{name}: {json.dumps(value)}" for name, value in RULE.items() if name != "good")
    write(book, "suicide/one.yaml", f"{rest}\ngood:\n  - {text}\n")
    assert len(load([str(book)]).rules["suicide/one"].good) == 1


# ---- patterns


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [
        ("(one", "the pattern cannot be read: missing ) at position 4"),
        ("one**", "the pattern cannot be read"),
        ("(?V1)one", "the pattern cannot be read"),
        ("one{99999999999999999999}", "the pattern cannot be read"),
        ("(" * 5000 + "one" + ")" * 5000, "the pattern cannot be read"),
        ("(?:)", "the pattern matches nothing at all; require at least one letter"),
        ("(a|aa)+$", "the pattern runs for ever on texts like “aaaa"),
    ],
)
def test_patterns_that_cannot_be_used(book: Path, pattern: str, complaint: str) -> None:
    write(book, "suicide/two.yaml", RULE | {"match": {"pattern": [pattern]}})
    (only,) = said(book)
    assert only.startswith(f"book/suicide/two.yaml:1: {complaint}")
