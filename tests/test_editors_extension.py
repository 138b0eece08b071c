"""The extension for VS Code as a package: its types, its style, its own tests, and what it must have in common with the tool."""

import json
import shutil
import subprocess

import pytest
from driven import ROOT

import ethicslint
from ethicslint.lsp import preferences

EXTENSION = ROOT / "editors" / "vscode"
MANIFEST = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("script", ["check", "test"])
def test_types_style_and_tests_of_the_extension_hold(script: str) -> None:
    if shutil.which("npm") is None or not (EXTENSION / "node_modules").is_dir():
        pytest.skip("the extension's packages are not installed; `.ci/editors` installs them")
    done = subprocess.run(
        ["npm", "run", "--silent", script], cwd=EXTENSION, capture_output=True, text=True, timeout=200
    )
    assert done.returncode == 0, done.stdout + done.stderr
    if script == "test":
        assert "\n# fail 0\n" in done.stdout
        assert "\n# pass 0\n" not in done.stdout


def test_the_extension_has_the_version_and_the_licence_of_the_tool() -> None:
    assert MANIFEST["version"] == ethicslint.__version__
    assert (EXTENSION / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_the_extension_has_every_setting_that_the_server_asks_for() -> None:
    settings = {one.removeprefix("ethicslint.") for one in MANIFEST["contributes"]["configuration"]["properties"]}
    assert set(preferences._KEYS) <= settings


def test_no_folder_decides_on_its_own_which_program_runs() -> None:
    """What names a program or its arguments is not taken from a folder without trust; fetching one is no folder's choice."""
    restricted = MANIFEST["capabilities"]["untrustedWorkspaces"]["restrictedConfigurations"]
    assert sorted(restricted) == ["ethicslint.args", "ethicslint.path"]
    assert MANIFEST["contributes"]["configuration"]["properties"]["ethicslint.uvx"]["scope"] == "machine"
