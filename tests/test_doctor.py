"""`ethicslint doctor`: which configuration and rules are in force, why a rule is off, and what is wrong."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

import ethicslint
from ethicslint.cli.main import main
from ethicslint.project import diagnosis
from ethicslint.project.rulecache import rules

NUMBER = len(rules().ids)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one article, and we are in it."""
    place = tmp_path / "newsroom"
    (place / ".git").mkdir(parents=True)
    monkeypatch.chdir(place)
    write("story.md", "Copy.\n")
    return place


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def doctor(*args: str, code: int = 0) -> list[str]:
    """Its lines on standard output; it must agree with the exit code."""
    result = CliRunner().invoke(main, ["doctor", *args])
    assert "Traceback" not in result.stderr
    assert result.exit_code == code, result.output
    assert ("Nothing is wrong." in result.stdout) == (code == 0)
    return str(result.stdout).splitlines()


def wrong(*args: str) -> str:
    result = CliRunner().invoke(main, ["doctor", *args])
    assert result.exit_code == 2
    return str(result.stderr).removeprefix("ethicslint: ").rstrip("\n")


def test_without_a_configuration() -> None:
    lines = doctor("story.md")
    assert lines[0].startswith(f"ethicslint {ethicslint.__version__}, in ")
    assert lines[1].startswith("Python 3.")
    assert all(f"{name} " in lines[1] for name in ("click", "pathspec", "pyromark", "pyyaml", "regex"))
    assert lines[2].startswith(f"cache: {os.environ['ETHICSLINT_CACHE_DIR']}, ")
    assert "story.md: no configuration; everything as it comes" in lines
    assert f"{NUMBER} rules, {NUMBER} on" in lines
    assert "min-level suggestion  (as it comes)" in lines
    assert not [line for line in lines if line.startswith(("off", "level", "left out"))]


def test_everything_is_said_with_its_line() -> None:
    """Files, overrides, settings, what is off and what is changed."""
    write("house.yaml", "# ours\nfail-level: warning\nignore:\n  - suicide/suicide-bid\n")
    write(
        "desk/.ethicslint.yaml",
        "extends: ../house.yaml\nprofile: newsroom-light\nignore:\n  - suicide/burden\n  - stigma\n"
        "overrides:\n  - files: [court/]\n    levels:\n      children: error\n  - files: ['*.txt']\n    min-level: error\n"
        "exclude:\n  - old/\n",
    )
    write("desk/court/a.md", "Copy.\n")
    write("desk/old/a.md", "Copy.\n")
    lines = doctor("desk/court/a.md")
    first = lines.index("desk/court/a.md: configured by")
    assert lines[first + 1 : first + 6] == [
        "  desk/.ethicslint.yaml",
        "    line 7, for court/: holds here",
        "    line 10, for *.txt: does not hold here",
        "  house.yaml",
        "  profile newsroom-light",
    ]
    assert "min-level warning  (profile newsroom-light:3: min-level: warning)" in lines
    assert "fail-level warning  (house.yaml:2: fail-level: warning)" in lines
    off = lines.index("off: 1 rule  (desk/.ethicslint.yaml:4: ignore: suicide/burden)")
    assert lines[off + 1] == "  suicide/burden"
    off = lines.index("off: 1 rule  (house.yaml:4: ignore: suicide/suicide-bid)")
    assert lines[off + 1] == "  suicide/suicide-bid"
    stigma = [line for line in lines if line.endswith("(desk/.ethicslint.yaml:5: ignore: stigma)")]
    assert len(stigma) == 1
    assert any(line.startswith("  stigma (") for line in lines)
    assert any(line.endswith("(desk/.ethicslint.yaml:9: levels: children: error)") for line in lines)
    assert "left out: desk/.ethicslint.yaml:13: exclude: old/" in doctor("desk/old/a.md")
    assert not any("children" in line for line in doctor("desk"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "suicide/burden is on, at its own level"),
        ("ignore: [suicide]", "suicide/burden is off  (.ethicslint.yaml:1: ignore: suicide)"),
        ("\nselect: [stigma]", "suicide/burden is off  (.ethicslint.yaml:2: select does not name it)"),
        ("levels:\n  suicide: error", "suicide/burden is on, error  (.ethicslint.yaml:2: levels: suicide: error)"),
        ("profile: strict", "suicide/burden is on, warning  (profile strict:13: levels: suicide: warning)"),
    ],
)
def test_one_rule(text: str, said: str) -> None:
    write(".ethicslint.yaml", text)
    assert said in doctor("--rule", "suicide/burden", "story.md")


def test_helplines_added_by_the_cms_switch_a_rule_off() -> None:
    write(".ethicslint.yaml", "# ours\nhelplines: added-by-cms\n")
    assert "omission/support-resources is off  (.ethicslint.yaml:2: helplines: added-by-cms)" in doctor(
        "--rule", "omission/support-resources"
    )


def test_a_rule_that_there_is_not() -> None:
    assert "there is no rule “suicide/burdn”; did you mean “suicide/burden”?" in wrong("--rule", "suicide/burdn")


def test_a_named_configuration() -> None:
    write("etc/ours.yaml", "ignore: [suicide]\n")
    assert "  etc/ours.yaml" in doctor("--config", "etc/ours.yaml", "story.md")


def test_what_is_wrong_with_a_configuration_is_said() -> None:
    write(".ethicslint.yaml", "selekt: [suicide]\nlevls: x\n")
    assert wrong() == (
        ".ethicslint.yaml:1: unknown key “selekt”; did you mean “select”?\n"
        "ethicslint: .ethicslint.yaml:2: unknown key “levls”; did you mean “levels”?"
    )
    write(".ethicslint.yaml", "ignore: [suicid]\n")
    assert wrong() == ".ethicslint.yaml:1: no rule or family is called “suicid”; did you mean “suicide”?"


def test_a_broken_configuration_does_not_pass_for_none() -> None:
    write(".ethicslint.yaml", "selct: [agency]\n")
    assert "no configuration" not in "\n".join(CliRunner().invoke(main, ["doctor", "story.md"]).stdout.splitlines())


def test_what_is_wrong_with_house_rules_is_said() -> None:
    write("style/suicide/ours.yaml", "titel: x\n")
    write(".ethicslint.yaml", "rules: [style]\n")
    assert "style/suicide/ours.yaml:1: unknown key “titel”; did you mean “title”?" in wrong()


def test_a_table_that_nobody_reads_is_said() -> None:
    write(".ethicslint.yaml", "")
    write("pyproject.toml", "[tool.ethicslint]\nignore = ['suicide']\n")
    said = "pyproject.toml: its [tool.ethicslint] is not read, for .ethicslint.yaml stands beside it; keep one of them"
    assert wrong() == said
    write("pyproject.toml", "[tool.other]\n# ethicslint\n")
    doctor()


def test_a_path_that_there_is_not() -> None:
    assert wrong("gone.md") == "gone.md: there is no such file or folder"


def test_the_state_of_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "cache"
    monkeypatch.setattr(diagnosis, "_held", lambda *args: [])  # reading all rules anew would take its time
    monkeypatch.setenv("ETHICSLINT_CACHE_DIR", str(folder))
    assert doctor()[2] == f"cache: {folder}, not there yet"
    folder.mkdir(mode=0o700)
    (folder / "rules-1.bin").write_bytes(b"x" * 1_500_000)
    assert doctor()[2] == f"cache: {folder}, 1 file, 1.5 MB"
    folder.chmod(0o777)
    assert wrong() == f"{folder}: others can write to the cache folder; take that right away: chmod go-w"
    folder.chmod(0o700)
    monkeypatch.setattr(os, "access", lambda *args: False)
    assert "the cache folder cannot be written" in wrong()
    monkeypatch.setattr(os, "getuid", lambda: os.stat(folder).st_uid + 1)
    assert "the cache folder belongs to somebody else" in wrong()
    monkeypatch.setenv("ETHICSLINT_CACHE_DIR", str(tmp_path / "newsroom" / "story.md"))
    assert "the cache cannot be used: Not a directory" in wrong()


def test_names_that_terminals_obey_are_shown_harmlessly() -> None:
    write("\x1b[31m.md", "Copy.\n")
    assert "\x1b" not in "\n".join(doctor("\x1b[31m.md"))
