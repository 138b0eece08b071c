"""The hooks in earnest: pre-commit and prek install them from a clone of this repository, offline, and stop a commit.

The libraries come from the wheelhouse that `make` fills beside the environment; the hooks' own environments are built new.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BIN = Path(sys.executable).parent
WHEELHOUSE = Path(sys.prefix) / "wheelhouse"

STORY = "# A day in court\n\nThe jury found him innocent.\n\nHis brother committed suicide in May.\n"
FIXED = STORY.replace("committed suicide", "died by suicide")
REPAIRED = FIXED.replace("found him innocent", "found him not guilty")


def environment(home: Path) -> dict[str, str]:
    """No index, no network, and nothing kept from elsewhere; every address leads to a port where nobody listens."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    nowhere = "http://127.0.0.1:9"
    return env | {
        "PATH": f"{BIN}{os.pathsep}{env['PATH']}",
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "ETHICSLINT_CACHE_DIR": str(home / "cache" / "ethicslint"),
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "PREK_HOME": str(home / "prek"),
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(WHEELHOUSE),
        "PIP_NO_CACHE_DIR": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "UV_OFFLINE": "1",
        "UV_NO_INDEX": "1",
        "UV_FIND_LINKS": str(WHEELHOUSE),
        "UV_CACHE_DIR": str(home / "uv"),
        "UV_PYTHON_DOWNLOADS": "never",
        "HTTP_PROXY": nowhere,
        "HTTPS_PROXY": nowhere,
        "NO_PROXY": "",
    }


@pytest.fixture(scope="module")
def clone(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of what is, or is about to be, committed here."""
    if not (root / ".git").exists():
        pytest.skip("not a git checkout")
    if not WHEELHOUSE.is_dir():
        pytest.skip(f"no {WHEELHOUSE}; `make test` fills it")
    clone = tmp_path_factory.mktemp("clone")
    listed = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(listed, check=True, capture_output=True, text=True).stdout.split("\0"):
        if name and (root / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / name, clone / name)
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "As it is"]):
        subprocess.run(["git", *command], cwd=clone, check=True)
    return clone


class News:
    """Somebody's repository of articles."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.folder = folder
        self.env = env
        folder.mkdir()
        self.git("init", "--quiet")

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(list(map(str, command)), cwd=self.folder, env=self.env, capture_output=True, text=True)

    def git(self, *command: str) -> str:
        done = self.run("git", *command)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def commit(self, message: str) -> subprocess.CompletedProcess[str]:
        self.git("add", "--all")
        return self.run("git", "commit", "--message", message)


@pytest.mark.parametrize("tool", ["pre-commit", "prek"])
def test_a_commit_is_refused_and_after_the_repair_accepted(clone: Path, tmp_path: Path, tool: str) -> None:
    """The first commit is stopped for the warning and for the edit that was made; repaired, it goes through."""
    news = News(tmp_path / "news", environment(tmp_path))
    revision = subprocess.run(["git", "rev-parse", "HEAD"], cwd=clone, capture_output=True, text=True).stdout.strip()
    (news.folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {clone.as_uri()}\n    rev: {revision}\n    hooks:\n"
        "      - id: ethicslint-fix\n      - id: ethicslint\n        args: [--fail-level, warning]\n",
        encoding="utf-8",
    )
    (news.folder / "script.py").write_text("# He committed suicide.\n", encoding="utf-8")
    assert news.commit("Begin").returncode == 0, "before the hook is installed"
    installed = news.run(BIN / tool, "install")
    assert installed.returncode == 0, installed.stderr
    story = news.folder / "story.md"
    story.write_text(STORY, encoding="utf-8")

    refused = news.commit("A story")
    shown = refused.stdout + refused.stderr
    assert refused.returncode != 0, shown
    assert "story.md:3:10" in shown
    assert "verdict-wording/found-innocent" in shown
    assert "script.py" not in shown
    assert story.read_text(encoding="utf-8") == FIXED
    assert news.git("log", "--format=%s") == "Begin\n"

    story.write_text(REPAIRED, encoding="utf-8")
    accepted = news.commit("A story, repaired")
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    assert news.git("log", "--format=%s") == "A story, repaired\nBegin\n"
    assert news.git("status", "--porcelain") == ""
