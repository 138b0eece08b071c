"""The project keeps its own promises: one version, docstrings, no machine's paths, no network, commands that work."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from secrets import token_hex

import pytest

import ethicslint


def tracked(root: Path) -> list[Path]:
    """The files that are, or are about to be, in the repository."""
    if not (root / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")
    return [root / name for name in names if name and (root / name).is_file()]


def lines_matching(root: Path, pattern: re.Pattern[str]) -> list[str]:
    """`path:line: text` for every line of the repository that the pattern finds something in."""
    return [
        f"{path.relative_to(root)}:{number}: {line.strip()}"
        for path in tracked(root)
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_path_of_a_machine(root: Path) -> None:
    """No file names a folder of whoever wrote it."""
    # A path in a URL follows a letter or a dot, and is nobody's folder.
    assert lines_matching(root, re.compile(r"(?<![\w.-])/(?:work|root|home|Users)/\w")) == []


def test_nothing_is_put_off(root: Path) -> None:
    """No file carries a note to do something later."""
    assert lines_matching(root, re.compile(r"\b(?:TO" r"DO|FIX" r"ME)\b")) == []


def test_one_version(root: Path) -> None:
    """Package, metadata and change log agree on the version."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == ethicslint.__version__
    changes = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(ethicslint.__version__)}\b", changes, re.MULTILINE)


def test_every_module_says_what_it_is(root: Path) -> None:
    """Every module, of the package and around it, opens with a docstring."""
    modules = [path for path in tracked(root) if path.suffix == ".py"]
    assert modules
    silent = [path for path in modules if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert [str(path.relative_to(root)) for path in silent] == []


def test_importing_the_package_costs_little() -> None:
    """`import ethicslint` loads no library, none of its own rooms, and nothing slow of Python's own."""
    code = "import sys; before = set(sys.modules); import ethicslint; print(*sorted(set(sys.modules) - before))"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert [name for name in loaded if name.partition(".")[0] not in sys.stdlib_module_names] == ["ethicslint"]
    assert not {"asyncio", "dataclasses", "inspect", "json", "logging", "pathlib", "socket"} & set(loaded)


CHECK_AND_TELL = """
import sys
import click
with_click = set(sys.modules)
from ethicslint.__main__ import main
try:
    main()
except SystemExit:
    print(*sorted(set(sys.modules) - with_click), file=sys.stderr)
"""


def test_checking_an_article_loads_nothing_slow(tmp_path: Path) -> None:
    """Once the rules are compiled, an article without front matter needs no YAML, no network, no second process."""
    command = [sys.executable, "-c", CHECK_AND_TELL, "check", "story.md"]
    slow = {"asyncio", "dataclasses", "json", "logging", "multiprocessing", "pathlib", "socket", "textstat", "yaml"}
    slow |= {"importlib.metadata", "concurrent.futures", "urllib.request", "hashlib", "tempfile"}
    new = f"Day {token_hex(8)}"  # in no cache of an earlier run
    for title, is_known in (("One day", None), (new, False), (new, True)):
        (tmp_path / "story.md").write_text(f"# {title} in court\n\nThe jury found him innocent.\n", encoding="utf-8")
        result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        assert "story.md" in result.stdout
        loaded = set(result.stderr.split())
        if is_known is not None:
            assert "ethicslint.engine.findings" in loaded
            assert ("ethicslint.engine.lint" in loaded) is not is_known
            assert loaded & slow == set()


GUARDED_TESTS = """
import socket
import urllib.request
import warnings

import pytest


def test_connect():
    with socket.socket() as there:
        there.connect(("192.0.2.1", 80))


def test_swallowed():
    try:
        urllib.request.urlopen("http://example.org/")
    except Exception:
        pass


def test_datagram():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as there:
        there.sendto(b"x", ("192.0.2.1", 53))


def test_local():
    with socket.socket() as here:
        here.connect_ex(("127.0.0.1", 9))


def test_warning():
    warnings.warn("old", DeprecationWarning)


def test_skipped():
    pytest.skip("no such program")


@pytest.mark.skipif(True, reason="no such system")
def test_skipped_by_mark():
    pass


@pytest.mark.xfail(reason="known", strict=True)
def test_expected_failure():
    assert False
"""


def outcomes(root: Path, folder: Path, tests: str, **extra: str) -> tuple[dict[str, set[str]], str]:
    """What becomes of each test under the project's own conftest and settings, by name, and all that was printed."""
    (folder / "tests").mkdir()
    shutil.copy(root / "pyproject.toml", folder)
    shutil.copy(root / "tests" / "conftest.py", folder / "tests")
    (folder / "tests" / "test_guarded.py").write_text(tests, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider"]
    shown = subprocess.run(command, cwd=folder, env={**os.environ, **extra}, capture_output=True, text=True).stdout
    found: dict[str, set[str]] = {}
    for outcome, name in re.findall(r"^([A-Z]+) tests/test_guarded\.py(?:::(\w+))?", shown, re.MULTILINE):
        found.setdefault(name, set()).add(outcome)
    return found, shown


def test_the_guards_of_the_tests(root: Path, tmp_path: Path) -> None:
    """Network and warnings fail a test, even when swallowed; skips and the local machine are let through."""
    found, shown = outcomes(root, tmp_path, GUARDED_TESTS)
    assert {name for name, what in found.items() if what & {"FAILED", "ERROR"}} == {
        "test_connect",
        "test_swallowed",
        "test_datagram",
        "test_warning",
    }
    assert found["test_local"] == {"PASSED"}
    assert found["test_expected_failure"] == {"XFAIL"}
    assert "2 skipped" in shown


def test_a_skip_is_a_failure_where_everything_is_required(root: Path, tmp_path: Path) -> None:
    """With ETHICSLINT_REQUIRE_ALL=1 a skip fails and says why; an expected failure does not."""
    found, shown = outcomes(root, tmp_path, GUARDED_TESTS, ETHICSLINT_REQUIRE_ALL="1")
    assert found["test_skipped"] == {"FAILED"}
    assert found["test_skipped_by_mark"] == {"ERROR"}
    assert found["test_expected_failure"] == {"XFAIL"}
    assert "no such program" in shown
    assert "this skip counts as a failure" in shown


def test_a_skipped_module_is_a_failure_where_everything_is_required(root: Path, tmp_path: Path) -> None:
    """A whole module that leaves itself out does not slip through either."""
    tests = "import pytest\n\npytest.importorskip('no_such_library')\n"
    found, shown = outcomes(root, tmp_path, tests, ETHICSLINT_REQUIRE_ALL="1")
    assert found[""] == {"ERROR"}
    assert "this skip counts as a failure" in shown


@pytest.fixture
def fake_tools(tmp_path: Path) -> Path:
    """An environment that looks ready, whose programs print their name and arguments and exit with $FAKE_EXIT."""
    (tmp_path / "bin").mkdir()
    for name in ("python", "ethicslint", "ruff", "mypy", "lint-imports"):
        program = tmp_path / "bin" / name
        program.write_text(f'#!/bin/sh\necho "{name} $*"\nexit "${{FAKE_EXIT:-0}}"\n', encoding="utf-8")
        program.chmod(0o755)
    (tmp_path / ".ready").touch()
    return tmp_path


def make(root: Path, target: str, tools: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run a target with stand-ins for the programs; nothing is installed."""
    command = ["make", "--silent", "--no-print-directory", target, f"VENV={tools}"]
    # A `make` around the tests hands its flags down, `-n` and `-j` among them.
    env = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")}
    return subprocess.run(command, cwd=root, env={**env, **extra}, capture_output=True, text=True)


@pytest.mark.parametrize(("code", "accepted"), [("0", True), ("1", True), ("2", False), ("139", False)])
def test_make_demo_expects_findings(root: Path, fake_tools: Path, code: str, accepted: bool) -> None:
    """Findings are what the demonstration is for; a job that could not be done still fails it."""
    result = make(root, "demo", fake_tools, FAKE_EXIT=code)
    assert result.stdout == "ethicslint check examples\n"
    assert (result.returncode == 0) is accepted


def test_make_test_ends_with_pytest(root: Path, fake_tools: Path) -> None:
    """Style, types and layers come first, and pytest has the last line."""
    result = make(root, "test", fake_tools)
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines() == [
        "ruff check .",
        "ruff format --check .",
        "mypy ",
        "lint-imports ",
        "python -m pytest --numprocesses auto --dist worksteal",
    ]


def test_make_test_stops_at_the_first_failure(root: Path, fake_tools: Path) -> None:
    """Nothing that fails is run past."""
    result = make(root, "test", fake_tools, FAKE_EXIT="1")
    assert result.returncode != 0
    assert result.stdout.splitlines() == ["ruff check ."]


def test_an_old_python_is_refused(root: Path, tmp_path: Path) -> None:
    """With a Python that is too old the set-up stops before it makes anything, and says what to do."""
    old = tmp_path / "old-python"
    old.write_text(
        f"""#!/bin/sh
exec {sys.executable} -c "import sys; sys.version_info = (3, 10); exec(sys.argv[1])" "$2"
""",
        encoding="utf-8",
    )
    old.chmod(0o755)
    result = make(root, "demo", tmp_path / "env", PYTHON=str(old))
    assert result.returncode != 0
    assert "3.11 or newer" in result.stderr
    assert not (tmp_path / "env").exists()
