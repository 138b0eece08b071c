"""What people install is what the checkout holds: the rules travel through sdist, wheel, clone and editable install.

All of it works without a network: builds use the installed hatchling, environments borrow the installed libraries.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest
import yaml
from build import ProjectBuilder

PROMISED_IN_SDIST = ("README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile", "pyproject.toml")
PROMISED_FOLDERS = ("rules", "src", "tests", "examples")


def run(*command: str | Path, cwd: Path, ok: tuple[int, ...] = (0,), **extra: str) -> str:
    """Standard output of a command that sees neither the checkout on its path nor a package index."""
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    env |= {"PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", **extra}
    result = subprocess.run(list(map(str, command)), cwd=cwd, env=env, capture_output=True, text=True)
    assert result.returncode in ok, f"{command} gave {result.returncode}\n{result.stdout}\n{result.stderr}"
    return result.stdout


def build(kind: str, source: Path, out: Path) -> Path:
    """The one file that `python -m build` makes of `source`; `kind` is sdist or wheel."""
    run(sys.executable, "-m", "build", f"--{kind}", "--no-isolation", "--outdir", out, source, cwd=out)
    (made,) = (file for file in out.iterdir() if file.suffix in (".gz", ".whl"))
    return made


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, by its path inside it."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts
    }


def rules_in(wheel: Path) -> dict[str, bytes]:
    """Every file of the rule book that a wheel carries."""
    prefix = "ethicslint/rules/"
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.startswith(prefix)]
        return {name.removeprefix(prefix): archive.read(name) for name in names}


def rule_ids(rules: Path) -> set[str]:
    """The ids that the files of a rule book stand for."""
    return {
        f"{file.parent.name}/{file.stem}"
        for family in rules.glob("*/_family.yaml")
        for file in family.parent.glob("*.yaml")
        if file.name != "_family.yaml"
    }


def install(wheel: Path, prefix: Path) -> Path:
    """A fresh environment with the wheel in it; returns its `bin`. The dependencies are those of the running Python."""
    run(sys.executable, "-m", "venv", "--without-pip", prefix, cwd=prefix.parent)
    python = prefix / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", wheel, cwd=prefix.parent)
    (site,) = prefix.glob("lib/python*/site-packages")
    # Added after the installation, or pip would take the checkout's own installation for this one. Unlike a real site
    # folder, a folder named here has its own .pth files ignored: the checkout's editable install stays out of sight.
    paths = sysconfig.get_paths()
    (site / "dependencies.pth").write_text(f"{paths['purelib']}\n{paths['platlib']}\n", encoding="utf-8")
    return python.parent


@pytest.fixture(scope="module")
def sdist(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("sdist", root, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def unpacked(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    (project,) = folder.iterdir()
    return project


@pytest.fixture(scope="module")
def wheel(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", unpacked, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module", params=["wheel", "editable"])
def installed(request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` of a fresh environment with the tool in it, installed in one way or the other."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "wheel":
        return install(request.getfixturevalue("wheel"), folder / "env")
    return install(Path(ProjectBuilder(root).build("editable", folder)), folder / "env")


def test_the_sdist_holds_the_project(root: Path, unpacked: Path) -> None:
    """Whoever gets the sdist can read, test and build everything: nothing of these folders is missing or changed."""
    for name in PROMISED_IN_SDIST:
        assert (unpacked / name).read_bytes() == (root / name).read_bytes()
    for folder in PROMISED_FOLDERS:
        assert files_below(unpacked / folder) == files_below(root / folder)


def test_the_wheel_carries_the_rules(root: Path, wheel: Path) -> None:
    """The rules in the wheel made from the sdist are the checkout's, file by file and byte by byte."""
    assert rules_in(wheel) == files_below(root / "rules")


def test_the_wheel_is_typed_and_licensed(wheel: Path) -> None:
    """Type checkers find the marker, and the licence travels with the code."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "ethicslint/py.typed" in names
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_installed_tool_is_the_one_under_test(root: Path, installed: Path, tmp_path: Path) -> None:
    """A wheel runs from its own environment, an editable install from the checkout."""
    home = Path(run(installed / "python", "-c", "import ethicslint; print(ethicslint.__file__)", cwd=tmp_path).strip())
    expected = root / "src" if "editable" in str(installed) else installed.parent
    assert home.is_relative_to(expected)


def test_the_installed_tool_finds_its_rules(root: Path, installed: Path, tmp_path: Path) -> None:
    """`rules list` names every rule file of the checkout, away from the checkout."""
    listed = run(installed / "ethicslint", "rules", "list", cwd=tmp_path)
    expected = rule_ids(root / "rules")
    assert expected
    assert {rule for rule in expected if rule not in listed} == set()


def test_the_installed_tool_finds_something(root: Path, installed: Path, tmp_path: Path) -> None:
    """`check` on the examples, copied away from the checkout, has findings."""
    shutil.copytree(root / "examples", tmp_path / "examples")
    out = run(installed / "ethicslint", "check", "--format", "json", "examples", cwd=tmp_path, ok=(0, 1))
    assert json.loads(out)["findings"]


def test_a_clone_builds(root: Path, tmp_path: Path) -> None:
    """What is committed is enough to build a wheel with all the rules that are committed."""
    head = ["git", "-C", str(root), "rev-parse", "--quiet", "--verify", "HEAD"]
    if not (root / ".git").exists() or subprocess.run(head, capture_output=True).returncode:
        pytest.skip("not a git checkout with a commit in it")
    run("git", "clone", "--quiet", root, tmp_path / "clone", cwd=tmp_path)
    (tmp_path / "out").mkdir()
    made = build("wheel", tmp_path / "clone", tmp_path / "out")
    assert rules_in(made) == files_below(tmp_path / "clone" / "rules")
    assert rules_in(made)


def test_the_hook_files_are_valid(root: Path, tmp_path: Path) -> None:
    """pre-commit itself accepts the hook offered to others and the configuration used here."""
    pre_commit = Path(sys.executable).with_name("pre-commit")
    home = str(tmp_path)
    run(pre_commit, "validate-manifest", root / ".pre-commit-hooks.yaml", cwd=tmp_path, PRE_COMMIT_HOME=home)
    run(pre_commit, "validate-config", root / ".pre-commit-config.yaml", cwd=tmp_path, PRE_COMMIT_HOME=home)


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("story.md", True),
        ("2026/court/story.markdown", True),
        ("story.mdx", True),
        ("notes.txt", True),
        ("story.md.bak", False),
        ("readme_md", False),
        ("story.py", False),
    ],
)
def test_the_hooks_take_articles_only(root: Path, path: str, wanted: bool) -> None:
    """The hooks are handed the files that the tool would find below a folder, and no others."""
    check, fix = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert check["files"] == fix["files"]
    assert bool(re.search(check["files"], path)) is wanted
