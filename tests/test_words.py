"""Vocabulary files: the sets they hold, and what is wrong with a file, by line."""

import os
from pathlib import Path

import pytest

from ethicslint.errors import Problem
from ethicslint.lexicon.frequency import commonness
from ethicslint.lexicon.words import Lexicon, WordSet, forms_of, read

OPEN_BRACKET = "a bracket opens here and what follows is not a list or map; " + (
    "is a comma, a closing quote or a ] missing?"
)


def vocabulary(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def loaded(*folders: Path) -> tuple[Lexicon, list[str]]:
    problems: list[Problem] = []
    lexicon = read([str(folder) for folder in folders], problems)
    return lexicon, [str(problem).replace(f"{folders[0].parent}{os.sep}", "") for problem in problems]


def test_a_set_holds_every_form_the_longest_first(tmp_path: Path) -> None:
    text = 'harm: {about: "x", inflect: "verb", words: ["Sexually  assault", "stab"]}\nplace: {about: "y", words: ["flat"]}\n'
    lexicon, problems = loaded(vocabulary(tmp_path / "a", one=text))
    assert problems == []
    assert lexicon.names() == ["harm", "place"]
    assert lexicon["place"] == WordSet("place", "y", ("flat",))
    assert lexicon["harm"].words == (
        "sexually assaulting",
        "sexually assaulted",
        "sexually assaults",
        "sexually assault",
        "stabbing",
        "stabbed",
        "stabs",
        "stab",
    )


def test_words_are_folded_like_the_text_they_are_looked_for_in(tmp_path: Path) -> None:
    """A set may be typed with typographic apostrophes and hyphens."""
    lexicon, problems = loaded(vocabulary(tmp_path / "a", one='x: {about: "x", words: ["Women’s refuge", "co‑op"]}'))
    assert problems == []
    assert lexicon["x"].words == ("women's refuge", "co-op")


@pytest.mark.parametrize(
    ("words", "part", "forms"),
    [
        ("gang rape", "noun", ("gang rape", "gang rapes")),
        ("take part", "verb", ("take part", "taken part", "takes part", "taking part", "took part")),
        ("brutally beat", "verb", ("brutally beat", "brutally beaten", "brutally beating", "brutally beats")),
        ("in the dark", "", ("in the dark",)),
    ],
)
def test_which_word_of_several_changes(words: str, part: str, forms: tuple[str, ...]) -> None:
    assert set(forms_of(words, part)) == set(forms)


def test_a_later_folder_replaces_a_set_by_name(tmp_path: Path) -> None:
    first = vocabulary(tmp_path / "a", one='x: {about: "x", words: ["old"]}\ny: {about: "y", words: ["kept"]}')
    second = vocabulary(tmp_path / "b", other='x: {about: "x", words: ["new"]}')
    lexicon, problems = loaded(first, second)
    assert (problems, lexicon["x"].words, lexicon["y"].words) == ([], ("new",), ("kept",))


def test_no_folder_is_no_words(tmp_path: Path) -> None:
    assert loaded(tmp_path / "missing")[0].names() == []


def test_an_unknown_set_names_the_nearest() -> None:
    lexicon = Lexicon([WordSet("violence-verb", "", ())])
    with pytest.raises(KeyError, match=r"there is no vocabulary set “@violence-verbs”; did you mean “violence-verb”\?"):
        lexicon["violence-verbs"]


def test_sets_by_the_start_of_their_name() -> None:
    lexicon = Lexicon([WordSet("topic-b", "", ()), WordSet("topic-a", "", ()), WordSet("other", "", ())])
    assert [one.name for one in lexicon.starting("topic-")] == ["topic-a", "topic-b"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "x:\n  about: 'x'\n  word: ['a']\n",
            ["3: unknown key “word”; did you mean “words”?", "2: “words” is missing"],
        ),
        ("x: {words: ['a']}", ["1: “about” is missing"]),
        ("x:\n  about: 'x'\n  words:\n    - 'a'\n    -\n", ["5: “words” is empty; fill it in"]),
        ("x:\n  about: 'x'\n  words: []\n", ["3: “words” is empty; fill it in"]),
        ("x:\n  about: 'x'\n  words: {a: b}\n", ["3: “words” must be text or a list of texts"]),
        (
            "x: {about: x, inflect: verbs, words: [a]}",
            ["1: “verbs” is no inflect: verb, noun, adjective; did you mean “verb”?"],
        ),
        (
            "x:\n  about: 'x'\n  words:\n    - 'a (b|c)'\n",
            ["4: a set holds plain words; “(” has a meaning in phrases only"],
        ),
        ("x:\n  about: 'x'\n  words:\n    - '@y'\n", ["4: a set holds plain words; “@” has a meaning in phrases only"]),
        (
            "x:\n  about: 'x'\n  words:\n    - man #1\n",
            ["4: “words” ends at a “#”, which begins a comment; put the text in double quotes"],
        ),
        ("x: a set\n", ["1: expected keys with values (key: value); the keys are about, inflect, words"]),
        ("- x\n", ["1: expected keys with values (key: value)"]),
        (
            "x: [",
            [f"1: {OPEN_BRACKET}"],
        ),
        ("x: {about: x, words: 'a, b'}", ['1: several words are a list, each in quotes of its own: ["one", "two"]']),
        (
            "Kin: {about: x, words: [a]}",
            ["1: “Kin” names no set; small letters and hyphens do, as in “court-reaction”"],
        ),
        (
            "name: {about: x, words: [a]}",
            ["1: “name” names no set; small letters and hyphens do, as in “court-reaction”"],
        ),
        (
            "x: {about: x, inflect: verb, words: [strnagle]}",
            ["1: “strnagle” is no word known here; did you mean “strangle”?"],
        ),
        (
            "x: {about: x, inflect: verb, words: [sexually assaulted]}",
            ["1: “assaulted” is a form of “assault”; write “assault”, from which the forms are made"],
        ),
        ("x: {about: x, words: [a]}\nx: {about: x, words: [b]}", ["2: the key “x” stands here twice; first on line 1"]),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, said: list[str]) -> None:
    """A set cannot name another set, so that there are no loops."""
    _, problems = loaded(vocabulary(tmp_path / "a", one=text))
    assert problems == [f"a{os.sep}one.yaml:{one}" for one in said]


def test_mistakes_of_several_files_are_told_together(tmp_path: Path) -> None:
    folder = vocabulary(
        tmp_path / "a", one="x: {about: x, words: []}", two='x: {about: "x", words: ["a"]}', three="y: ["
    )
    (folder / "four.yml").write_text("z: {}")
    (folder / "notes.txt").write_text("not read")
    (folder / "._one.yaml").write_bytes(b"\0\1")
    assert loaded(folder)[1] == [
        f"a{os.sep}four.yml: the name of a vocabulary file ends in .yaml",
        f"a{os.sep}one.yaml:1: “words” is empty; fill it in",
        f"a{os.sep}three.yaml:1: {OPEN_BRACKET}",
        f"a{os.sep}two.yaml: the set “x” also stands in one.yaml",
    ]


def test_what_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = vocabulary(tmp_path / "a")
    (folder / "one.yaml").write_bytes(b"x: \xff")
    (folder / "two.yaml").mkdir()
    (folder / "three.yaml").symlink_to(tmp_path / "nowhere")
    assert loaded(folder)[1] == [
        f"a{os.sep}one.yaml: cannot be read: not UTF-8 (byte 3); save it as UTF-8",
        f"a{os.sep}three.yaml: cannot be read: No such file or directory",
        f"a{os.sep}two.yaml: cannot be read: Is a directory",
    ]

    def refused(path: str) -> list[str]:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "listdir", refused)
    assert loaded(folder)[1] == ["a: cannot be listed: Permission denied"]


def test_common_words_come_before_rare_ones_and_unknown_ones_last() -> None:
    assert commonness("the") > commonness("court") > commonness("qwertyuiop") > 0
