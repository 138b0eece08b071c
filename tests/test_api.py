"""The Python face: one function, cheap to import, with the same answers as the command line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import ethicslint
from ethicslint import lint_text
from ethicslint.errors import EthicslintError, SourceError

RULE = "verdict-wording/found-innocent"


def found(text: str, path: str = "") -> list[tuple[str, int, int, str]]:
    """Rule, line, column and words of what is found."""
    return [(one.rule, one.start.line, one.start.column, one.match) for one in lint_text(text, path)]


def test_findings() -> None:
    """Findings come in order, with lines, columns and offsets in code points, and an end that is exclusive."""
    text = "Überfall – a day in court.\n\n🙂 He was found innocent. She was found\ninnocent, too.\n"
    assert found(text) == [(RULE, 3, 10, "found innocent"), (RULE, 3, 34, "found\ninnocent")]
    first = lint_text(text)[0]
    assert (first.start.offset, first.end.offset) == (37, 51)
    assert text[first.start.offset : first.end.offset] == first.match
    assert (first.end.line, first.end.column) == (3, 24)
    assert first.level == "warning"
    assert first.voice == "author"
    assert first.path == ""


def test_nothing_found() -> None:
    assert lint_text("") == []
    assert lint_text("The hearing begins on Monday.") == []


def test_front_matter_is_read() -> None:
    """A title is a headline; broken front matter costs nothing but itself."""
    assert found('---\ntitle: "He was found innocent"\n---\n\nText.\n') == [(RULE, 2, 16, "found innocent")]
    (title,) = lint_text('---\ntitle: "He was found innocent"\n---\n')
    assert title.place == "title"
    assert found('---\ntitle: "open\n---\n\nHe was found innocent.\n') == [(RULE, 5, 8, "found innocent")]


def test_a_byte_order_mark_does_not_count() -> None:
    assert found("\ufeffHe was found innocent.") == found("He was found innocent.") == [(RULE, 1, 8, "found innocent")]
    assert found("\ufeff---\ntitle: x\n---\nHe was found innocent.")[0][1:3] == (4, 8)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    """Lines end at LF, CRLF or a lone CR."""
    assert found(end.join(["# A day", "", "He was found innocent.", ""]))[0][1:3] == (3, 8)


def test_the_path_says_what_kind_of_text_it_is() -> None:
    """A .txt is plain text; everything else is Markdown. No file is read."""
    code = "    He was found innocent.\n"
    assert found(code) == found(code, "missing.md") == []
    assert found(code, "missing.txt") == [(RULE, 1, 12, "found innocent")]
    assert [one.path for one in lint_text(code, "missing.txt")] == ["missing.txt"]


@pytest.mark.parametrize("text", ["He was\0 found innocent.", "He was \ud800 found innocent."])
def test_what_is_no_text_is_an_error(text: str) -> None:
    """NUL and lone surrogates raise an error that names the place and the file."""
    with pytest.raises(SourceError, match=r"^a\.md: ") as caught:
        lint_text(text, "a.md")
    assert isinstance(caught.value, EthicslintError)
    assert "7" in str(caught.value) or "6" in str(caught.value)


def test_the_command_line_finds_the_same(root: Path) -> None:
    """Both faces walk one road."""
    command = [sys.executable, "-m", "ethicslint", "check", "--format", "json", "examples"]
    answer = json.loads(subprocess.run(command, cwd=root, capture_output=True, check=False).stdout)
    theirs = [
        (one["path"], one["rule"], one["level"], one["start"]["offset"], one["end"]["offset"])
        for one in answer["findings"]
    ]
    ours = [
        (one.path, one.rule, one.level, one.start.offset, one.end.offset)
        for path in sorted(root.glob("examples/*.md"))
        for one in lint_text(path.read_bytes().decode("utf-8"), str(path.relative_to(root)))
    ]
    assert ours == theirs
    assert ours


def test_importing_costs_nothing_but_the_face() -> None:
    """`import ethicslint` loads no other module of the package and no library; linting loads no command line."""
    code = (
        "import sys; before = set(sys.modules); import ethicslint\n"
        "print(*sorted(set(sys.modules) - before))\n"
        "ethicslint.lint_text('He was found innocent.')\n"
        "print(*sorted(name for name in set(sys.modules) - before))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    importing, linting = (set(line.split()) for line in run.stdout.splitlines())
    assert {name for name in importing if name.partition(".")[0] not in sys.stdlib_module_names} == {"ethicslint"}
    assert "ethicslint.engine.lint" in linting
    assert not {name for name in linting if name.startswith(("click", "ethicslint.cli", "ethicslint.report"))}


def test_the_face_is_what_it_says() -> None:
    """What is public is listed, and there."""
    assert sorted(ethicslint.__all__) == ["__version__", "lint_text"]
    assert all(hasattr(ethicslint, name) for name in ethicslint.__all__)


def test_python_m(tmp_path: Path) -> None:
    """`python -m ethicslint` is the same command."""
    (tmp_path / "a.md").write_text("He was found innocent.\n", encoding="utf-8")
    command = [sys.executable, "-m", "ethicslint", "check", "--format", "line", "--fail-level", "warning", "a.md"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    script = Path(sys.executable).with_name("ethicslint")
    installed = subprocess.run([script, *command[3:]], cwd=tmp_path, capture_output=True, text=True)
    assert result.returncode == installed.returncode == 1
    assert result.stdout == installed.stdout
    assert result.stdout.startswith("a.md:1:8: warning: ")


def test_a_configuration_holds_as_on_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Levels, rules and overrides of a file that is named; none is looked for."""
    monkeypatch.chdir(tmp_path)
    text = "He was found innocent.\n"
    (tmp_path / ".ethicslint.yaml").write_text("ignore: [verdict-wording]\n", encoding="utf-8")
    assert [one.level for one in lint_text(text, "a.md")] == ["warning"]
    assert lint_text(text, "a.md", config=".ethicslint.yaml") == []
    overrides = (
        "levels: {verdict-wording: error}\noverrides: [{files: [b.md], levels: {verdict-wording: suggestion}}]\n"
    )
    (tmp_path / "other.yaml").write_text(overrides, encoding="utf-8")
    for path, level in (("a.md", "error"), ("b.md", "suggestion"), ("", "error")):
        assert [one.level for one in lint_text(text, path, config="other.yaml")] == [level]
    (tmp_path / "wrong.yaml").write_text("selekt: x\n", encoding="utf-8")
    with pytest.raises(EthicslintError, match=r"wrong\.yaml:1: unknown key “selekt”; did you mean “select”"):
        lint_text(text, config="wrong.yaml")
