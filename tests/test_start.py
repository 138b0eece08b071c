"""`ethicslint init`: asks nothing, writes a start that works, changes nothing that is there."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

import ethicslint
from ethicslint.cli.main import main
from ethicslint.errors import EthicslintError
from ethicslint.project import files, start
from ethicslint.project.configschema import schema

CONFIGURATION = Path(".ethicslint.yaml")
HOOK = Path(".pre-commit-config.yaml")
WORKFLOW = Path(".github/workflows/ethicslint.yml")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new repository, and we are in it."""
    place = tmp_path / "newsroom"
    place.mkdir()
    monkeypatch.chdir(place)
    subprocess.run(["git", "init", "-q"], check=True)
    return place


def init(*args: str) -> str:
    result = CliRunner().invoke(main, ["init", *args])
    assert result.exit_code == 0, result.output
    return str(result.stdout)


def test_it_writes_three_files_and_says_so() -> None:
    assert init().splitlines() == [
        ".ethicslint.yaml: written",
        ".pre-commit-config.yaml: written",
        ".github/workflows/ethicslint.yml: written",
        "  put in where you keep ethicslint (git.example.org stands there)",
        "Next: ethicslint doctor says what is in force, ethicslint check checks.",
    ]
    assert all(path.stat().st_mode & 0o777 == 0o666 & ~umask() for path in (CONFIGURATION, HOOK, WORKFLOW))
    assert sorted(path.name for path in Path().iterdir()) == [
        ".ethicslint.yaml",
        ".git",
        ".github",
        ".pre-commit-config.yaml",
    ]


def umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_nothing_that_is_there_is_changed() -> None:
    """Neither by a second run, nor what somebody else wrote; what is to be done by hand is said."""
    HOOK.write_text("repos: []\n", encoding="utf-8")
    CONFIGURATION.write_text("select: [suicide]\n", encoding="utf-8")
    said = init()
    assert HOOK.read_text(encoding="utf-8") == "repos: []\n"
    assert CONFIGURATION.read_text(encoding="utf-8") == "select: [suicide]\n"
    assert ".ethicslint.yaml: left alone, it is there already\n" in said
    assert "  to check articles at every commit, add below its “repos:”\n    - repo: local\n" in said
    before = WORKFLOW.read_bytes()
    init()
    assert WORKFLOW.read_bytes() == before


def test_a_link_that_leads_nowhere_is_something(tmp_path: Path) -> None:
    CONFIGURATION.symlink_to("nowhere")
    Path(".github").symlink_to(tmp_path, target_is_directory=True)
    said = init()
    assert ".ethicslint.yaml: left alone, it is there already\n" in said
    assert ".github/workflows/ethicslint.yml: left alone, its folder is a link that leads elsewhere\n" in said
    assert not Path("nowhere").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["newsroom"]


def test_outside_a_repository_only_the_configuration_is_written() -> None:
    shutil.rmtree(".git")
    said = init()
    assert CONFIGURATION.exists()
    assert not HOOK.exists()
    assert said.count("left alone, this is not the root of a git repository") == 2


def test_a_configuration_in_pyproject_is_one() -> None:
    Path("pyproject.toml").write_text("[tool.ethicslint]\n", encoding="utf-8")
    assert ".ethicslint.yaml: left alone, pyproject.toml has a [tool.ethicslint]\n" in init()
    assert not CONFIGURATION.exists()


def test_what_appears_meanwhile_is_not_overwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look and the writing: the file of the other one stays, and nothing half-written is left."""
    CONFIGURATION.write_text("theirs\n", encoding="utf-8")
    monkeypatch.setattr(files.os.path, "lexists", lambda path: ".ethicslint-" in str(path))
    assert not files.write_new(str(CONFIGURATION.absolute()), b"ours")
    assert CONFIGURATION.read_text(encoding="utf-8") == "theirs\n"
    assert list(Path().glob(".ethicslint-*")) == []


def test_what_cannot_be_written_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: str, data: bytes) -> bool:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(start, "write_new", refused)
    with pytest.raises(EthicslintError, match=r"\.ethicslint\.yaml: cannot be written: No space left on device"):
        start.start(".")


def test_what_is_written_is_sound() -> None:
    """The configuration is one, the doctor finds nothing wrong, the workflow pins what it uses and may read only."""
    init()
    Draft202012Validator(schema()).validate(yaml.safe_load(CONFIGURATION.read_text(encoding="utf-8")))
    assert CliRunner().invoke(main, ["doctor"]).exit_code == 0
    Path("README.md").write_text("The jury found him innocent.\n", encoding="utf-8")
    assert "No articles here" in CliRunner().invoke(main, ["check"]).stdout
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    steps = workflow["jobs"]["ethicslint"]["steps"]
    used = [step["uses"] for step in steps if "uses" in step]
    assert all(len(use.partition("@")[2]) == 40 for use in used)
    assert steps[0]["with"] == {"persist-credentials": False}
    assert any(f"@v{ethicslint.__version__}" in step.get("run", "") for step in steps)
    assert steps[-1]["run"] == "ethicslint check --format github --no-excerpt"


def test_the_hook_works(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The real pre-commit refuses a commit with an error, and lets one without through."""
    init()
    bin_folder = Path(sys.executable).parent
    monkeypatch.setenv("PATH", f"{bin_folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    subprocess.run(["pre-commit", "validate-config", str(HOOK)], check=True)
    with CONFIGURATION.open("a", encoding="utf-8") as file:
        file.write("levels: {verdict-wording: error}\n")

    def hook(text: str) -> int:
        Path("story.md").write_text(text, encoding="utf-8")
        subprocess.run(["git", "add", "."], check=True)
        return subprocess.run(["pre-commit", "run"], capture_output=True).returncode

    assert hook("The jury found him innocent.\n") == 1
    assert hook("The jury found him not guilty.\n") == 0


# ---- the schema


def errors(text: str) -> list[str]:
    return [
        f"{one.json_path}: {one.message}" for one in Draft202012Validator(schema()).iter_errors(yaml.safe_load(text))
    ]


def test_the_schema_is_one_and_the_command_prints_it() -> None:
    Draft202012Validator.check_schema(schema())
    assert json.loads(init("--schema")) == schema()
    assert not CONFIGURATION.exists()


@pytest.mark.parametrize(
    "text",
    [
        "selekt: [suicide]",
        "min-level: eror",
        "levels: {suicde: error}",
        "levels: {suicide: off}",
        "select: []",
        "exclude: ['!a']",
        "exclude: [../a]",
        "overrides: [{min-level: error}]",
        "overrides: [{files: [a], profile: strict}]",
        "terms: [{person: Ann Roe}]",
        "jurisdiction: uk",
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(text: str) -> None:
    assert errors(text) != []
    CONFIGURATION.write_text(text, encoding="utf-8")
    Path("story.md").write_text("Copy.\n", encoding="utf-8")
    assert CliRunner().invoke(main, ["check"]).exit_code == 2


@pytest.mark.parametrize(
    "text",
    [
        "extends: house.yaml",
        "profile: strict",
        "select: suicide",
        "levels: {suicide: error, '*/h*': warning, suicide/suicide-bid: suggestion, omission: suggestion}",
        "helplines: added-by-cms",
        "helplines: ['0800 555 0100']",
        "overrides: [{files: 'a/', terms: [{prefers: none}]}]",
        "paths: [a]\nexclude: ['**/b', c/]\nformat: line\nmin-confidence: low\n",
    ],
)
def test_the_schema_takes_what_the_reader_takes(text: str) -> None:
    assert errors(text) == []
    Path("house.yaml").touch()
    CONFIGURATION.write_text(text, encoding="utf-8")
    Path("story.md").write_text("Copy.\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "story.md"])
    assert result.exit_code == 0, result.output
