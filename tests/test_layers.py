"""The floors of the house hold, and a step down the wrong stair is noticed."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def lint_imports(checkout: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package in `checkout`, not on the installed one."""
    return subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout / "src")},
        capture_output=True,
        text=True,
    )


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """The package and its contracts, to be spoilt."""
    shutil.copytree(root / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold(root: Path) -> None:
    """Every import in the package goes down, and the libraries stay in their rooms."""
    result = lint_imports(root)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


@pytest.mark.parametrize(
    ("module", "statement", "contract"),
    [
        ("text/__init__.py", "import ethicslint.rulebook", "A room imports only from the floors below it"),
        ("engine/__init__.py", "import ethicslint.project", "A room imports only from the floors below it"),
        ("report/__init__.py", "import ethicslint.cli", "A room imports only from the floors below it"),
        ("errors.py", "import ethicslint.nodes", "A room imports only from the floors below it"),
        ("cli/__init__.py", "import ethicslint.__main__", "A room imports only from the floors below it"),
        ("__init__.py", "def late():\n    import ethicslint.cli", "The package itself imports no other face"),
        ("project/__init__.py", "import click", "Only cli imports click"),
        ("__main__.py", "import click", "Only cli imports click"),
        ("lsp/__init__.py", "import ethicslint.cli", "A room imports only from the floors below it"),
        ("__init__.py", "def late():\n    import ethicslint.lsp", "The package itself imports no other face"),
        ("cli/__init__.py", "def late():\n    from lsprotocol import types", "Only lsp imports pygls"),
        ("rulebook/__init__.py", "from yaml import compose", "Only nodes imports yaml"),
        ("cli/__init__.py", "def late():\n    import yaml", "Only nodes imports yaml"),
        ("engine/__init__.py", "def late():\n    import textstat", "Only readability imports textstat"),
        ("analysis/__init__.py", "from pyphen import Pyphen", "Only readability imports textstat"),
    ],
)
def test_a_violation_is_caught(copy: Path, module: str, statement: str, contract: str) -> None:
    """One wrong import, even inside a function, breaks the contract that forbids it."""
    with (copy / "src" / "ethicslint" / module).open("a", encoding="utf-8") as file:
        file.write(f"\n\n{statement}\n")
    result = lint_imports(copy)
    assert result.returncode == 1, result.stdout + result.stderr
    assert f"{contract} BROKEN" in result.stdout


def taken_from_the_package(module: Path, package: Path) -> set[str]:
    """The names that a module takes from `ethicslint` itself, rooms and modules not counted."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "ethicslint":
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "ethicslint":
            names.add(node.attr)
    return {name for name in names if not (package / name).is_dir() and not (package / f"{name}.py").is_file()}


def test_rooms_take_only_the_version_from_the_package(root: Path) -> None:
    """The Python face stands above all rooms, so none of them calls it; version and place are theirs to read."""
    package = root / "src" / "ethicslint"
    taken = {module: taken_from_the_package(module, package) for module in package.rglob("*.py")}
    assert {str(module): names for module, names in taken.items() if names - {"__version__", "__file__"}} == {}
    assert any(taken.values())


def test_a_new_room_needs_a_floor(copy: Path) -> None:
    """A room that nobody gave a floor is reported, so that no code stays outside the contracts."""
    attic = copy / "src" / "ethicslint" / "attic"
    attic.mkdir()
    (attic / "__init__.py").write_text('"""A room without a floor."""\n', encoding="utf-8")
    result = lint_imports(copy)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "ethicslint.attic" in result.stdout
