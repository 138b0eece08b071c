"""The Action and the examples for other people's continuous integration: valid, safe from injection, and true."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from ethicslint.cli.main import main

BIN = Path(sys.executable).parent


def run(*command: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(list(map(str, command)), env={**os.environ, **env}, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", "examples/ci/github-workflow.yml"),
        ("vendor.gitlab-ci", "examples/ci/gitlab-ci.yml"),
    ],
)
def test_the_files_are_what_their_services_take(root: Path, tmp_path: Path, schema: str, path: str) -> None:
    """As published schemas say, which travel with check-jsonschema; and a slip would be noticed."""
    checker = (BIN / "check-jsonschema", "--builtin-schema", schema)
    done = run(*checker, root / path)
    assert done.returncode == 0, done.stdout + done.stderr
    slip = tmp_path / Path(path).name
    text = (root / path).read_text(encoding="utf-8")
    slip.write_text(
        text.replace("using: composite", "using: bash").replace("on:\n", "off:\n").replace("script:", "scripts:")
    )
    assert run(*checker, slip).returncode == 1


def audited(folder: Path) -> subprocess.CompletedProcess[str]:
    return run(
        BIN / "zizmor", "--offline", "--no-config", "--strict-collection", "--persona=auditor", folder, NO_COLOR="1"
    )


def test_zizmor_has_nothing_to_say(root: Path, tmp_path: Path) -> None:
    """Of the Action, the workflow and the hooks in the places where they will stand; and it would say something."""
    (tmp_path / ".github" / "workflows").mkdir(parents=True)
    workflow = tmp_path / ".github" / "workflows" / "ethicslint.yml"
    shutil.copy(root / "examples" / "ci" / "github-workflow.yml", workflow)
    shutil.copy(root / "action.yml", tmp_path)
    shutil.copy(root / ".pre-commit-hooks.yaml", tmp_path)
    done = audited(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings to report" in done.stdout
    for name in ("action.yml", "ethicslint.yml", ".pre-commit-hooks.yaml"):
        assert name in done.stderr
    action = tmp_path / "action.yml"
    action.write_text(action.read_text(encoding="utf-8").replace('"$FORMAT"', "${{ inputs.format }}"), encoding="utf-8")
    assert "template-injection" in audited(tmp_path).stdout


def test_inputs_reach_the_script_through_its_environment_only(root: Path) -> None:
    action = yaml.safe_load((root / "action.yml").read_text(encoding="utf-8"))
    (step,) = action["runs"]["steps"]
    assert "${{" not in step["run"]
    assert set(step["env"].values()) == {f"${{{{ inputs.{name} }}}}" for name in action["inputs"]}


STAND_IN = """#!/bin/sh
# In the place of Python: makes an environment whose programs write down what they are given.
mkdir -p "$3/bin"
cp "$STUB" "$3/bin/python"
cp "$STUB" "$3/bin/ethicslint"
"""
STUB = """#!/bin/sh
for one in "${0##*/}" "$@"; do printf '%s\\0' "$one"; done >>"$TOLD"
"""


def acted(root: Path, folder: Path, **inputs: str) -> tuple[int, list[str]]:
    """The exit code of the Action's script, and what the installer and the tool were given, one after the other."""
    action = yaml.safe_load((root / "action.yml").read_text(encoding="utf-8"))
    (step,) = action["runs"]["steps"]
    env = {name: inputs.get(name, action["inputs"][name.lower().replace("_", "-")]["default"]) for name in step["env"]}
    (folder / "bin").mkdir()
    for path, text in ((folder / "bin" / "python3", STAND_IN), (folder / "stub", STUB)):
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)
    (folder / "script.sh").write_text(step["run"], encoding="utf-8")
    (folder / "here").mkdir()
    told = folder / "told"
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(folder / "script.sh")],
        cwd=folder / "here",
        env={
            "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "RUNNER_TEMP": str(folder / "temp"),
            "GITHUB_ACTION_PATH": "/an/action",
            "TOLD": str(told),
            "STUB": str(folder / "stub"),
            **env,
        },
        capture_output=True,
        text=True,
    )
    assert os.listdir(folder / "here") == [], "nothing that an input says is run"
    return done.returncode, told.read_text(encoding="utf-8").split("\0")[:-1] if told.exists() else []


INSTALL = ["python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]


def test_the_action_does_what_its_inputs_say(root: Path, tmp_path: Path) -> None:
    """Without any, the version of the Action itself on everything; each line of paths and arguments is one."""
    (tmp_path / "a").mkdir()
    assert acted(root, tmp_path / "a") == (
        0,
        [*INSTALL, "/an/action", "ethicslint", "check", "--format", "github", "--fail-level", "error", "--", "."],
    )
    (tmp_path / "b").mkdir()
    inputs = {
        "PATHS": "news desk\r\n\n  \ncourts\n",
        "ARGS": "--select\nsuicide,stigma\n",
        "VERSION": "0.1.0",
        "FORMAT": "line",
    }
    told = ["--format", "line", "--fail-level", "error", "--select", "suicide,stigma", "--", "news desk", "courts"]
    assert acted(root, tmp_path / "b", **inputs) == (0, [*INSTALL, "ethicslint==0.1.0", "ethicslint", "check", *told])


@pytest.mark.parametrize(
    "words", ["$(touch ran)", "`touch ran`", "; touch ran", '"; touch ran; "', "*", "a && touch ran", "--output=ran"]
)
def test_no_input_is_ever_run(root: Path, tmp_path: Path, words: str) -> None:
    code, told = acted(root, tmp_path, PATHS=words, FORMAT=words, FAIL_LEVEL=words)
    assert code == 0
    assert told[-6:] == ["--format", words, "--fail-level", words, "--", words]


@pytest.mark.parametrize(
    "words", ["$(touch ran)", "0.1.0; touch ran", "--index-url=http://example.org", "0.1 evil", "@ x"]
)
def test_a_version_is_a_number(root: Path, tmp_path: Path, words: str) -> None:
    assert acted(root, tmp_path, VERSION=words) == (2, [])


def test_the_makefile_runs(root: Path, tmp_path: Path) -> None:
    """Its targets, with the installed tool: a finding fails, the edit is shown and made."""
    shutil.copy(root / "examples" / "ci" / "Makefile", tmp_path)
    (tmp_path / "content").mkdir()
    story = tmp_path / "content" / "story.md"
    story.write_text("His brother committed suicide in May.\n", encoding="utf-8")

    def make(target: str) -> subprocess.CompletedProcess[str]:
        env = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")}
        command = ["make", "--silent", "-C", str(tmp_path), target, f"ETHICSLINT={BIN / 'ethicslint'}"]
        return subprocess.run(command, env=env, capture_output=True, text=True)

    assert make("style").returncode != 0
    assert "+His brother died by suicide in May." in make("style-diff").stdout
    assert make("style-fix").returncode == 0
    assert story.read_text(encoding="utf-8") == "His brother died by suicide in May.\n"
    assert make("style").returncode == 0


def test_the_options_that_the_examples_name_exist(root: Path) -> None:
    said = CliRunner().invoke(main, ["check", "--help"]).output
    for path in ("action.yml", "examples/ci/gitlab-ci.yml", "examples/ci/Makefile", ".pre-commit-hooks.yaml"):
        lines = [line for line in (root / path).read_text(encoding="utf-8").splitlines() if "check --" in line]
        assert lines
        for option in (
            word
            for line in lines
            for word in line.partition("check")[2].split()
            if word.startswith("--") and word != "--"
        ):
            assert option in said
