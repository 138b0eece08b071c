"""The tab key in bash, zsh and fish: the scripts that we document are run by the shells that they are for."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = "_ETHICSLINT_COMPLETE={shell}_source ethicslint"

# Each shell runs the script and is then asked what it would offer for the words "$@", of which the last is not finished.
BASH = """
eval "$({script})"
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
compopt() {{ echo "<$2>"; }}
_ethicslint_completion ethicslint
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
ZSH = """
compdef() {{ :; }}
compadd() {{ print -l -- ${{(P)@[-1]}}; }}
_describe() {{ print -l -- ${{${{(P)3}}%%:*}}; }}
_path_files() {{ case $1 in (-f) print '<default>';; (*) print '<dirnames>';; esac; }}
eval "$({script})"
words=("$@"); CURRENT=$#
_ethicslint_completion
"""
FISH = """
{script} | source
for found in (complete --do-complete "$argv")
    string split -- \\t $found | head -1
end
"""
SHELLS = {"bash": BASH, "zsh": ZSH, "fish": FISH}


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed; .ci/run installs it")
    return name


def offered(shell: str, line: str, folder: Path) -> list[str]:
    """What the shell offers at the end of `line`, in order of name."""
    program = SHELLS[shell].format(script=SCRIPT.format(shell=shell))
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder)}
    words = ["--", line] if shell == "fish" else [shell, *shlex.split(line), *([""] if line.endswith(" ") else [])]
    options = {"bash": ["--norc"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    result = subprocess.run(
        [shell, *options, "-c", program, *words], cwd=folder, env=env, capture_output=True, text=True, timeout=60
    )
    assert result.stderr == ""
    return sorted(one for one in result.stdout.splitlines() if one)


def test_commands_options_and_formats(shell: str, tmp_path: Path) -> None:
    """Commands, and the values that an option can take."""
    assert offered(shell, "ethicslint ex", tmp_path) == ["explain"]
    assert offered(shell, "ethicslint check --no-ex", tmp_path) == ["--no-excerpt"]
    assert offered(shell, "ethicslint check --format j", tmp_path) == ["json", "junit"]


def test_rules(shell: str, tmp_path: Path) -> None:
    """Ids for explain; for --select first the families, then their rules, also after a comma."""
    assert offered(shell, "ethicslint explain verdict-wording/found-in", tmp_path) == ["verdict-wording/found-innocent"]
    assert offered(shell, "ethicslint check --select s", tmp_path) == ["sensationalism", "stigma", "suicide"]
    assert offered(shell, "ethicslint check --ignore suicide/committed", tmp_path) == ["suicide/committed-suicide"]
    after_comma = offered(shell, "ethicslint check --select omission,stig", tmp_path)
    assert after_comma == ([] if shell == "fish" else ["omission,stigma"]), "click's script for fish cuts at commas"
    assert offered(shell, "ethicslint rules list agen", tmp_path) == ["agency"]


def test_house_rules(shell: str, tmp_path: Path, root: Path) -> None:
    """The rules of folders that the line names; a broken folder offers nothing and says nothing."""
    house = root / "examples" / "house-style"
    assert offered(shell, f"ethicslint explain --rules {house} sensationalism/quiet-p", tmp_path) == [
        "sensationalism/quiet-place"
    ]
    assert offered(shell, "ethicslint explain --rules missing sensationalism/quiet-p", tmp_path) == []


def test_files_and_folders(shell: str, tmp_path: Path) -> None:
    """Articles, reports and folders are the shell's own to find."""
    (tmp_path / "article.md").touch()
    (tmp_path / "archive").mkdir()
    for line in ("ethicslint check ar", "ethicslint facts ar", "ethicslint check --output ar"):
        assert offered(shell, line, tmp_path) == (["archive/", "article.md"] if shell == "fish" else ["<default>"])
    assert offered(shell, "ethicslint check --rules ar", tmp_path) == (
        ["archive/"] if shell == "fish" else ["<dirnames>"]
    )
