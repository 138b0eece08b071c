"""The editors that are driven for real: where they are, an article, and what the command line finds in it.

Knows no editor's own ways. What is not installed is skipped; `.ci/editors` installs all.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parent.parent
#: Where .ci/editors puts what Debian lacks.
HOME = ROOT / ".editors"

#: Characters that UTF-8, UTF-16 and code points count differently stand before the words at fault.
ARTICLE = (
    "# A day in court 😀\n\n"
    "The farmer 😀 committed suicide in May.\n\n"
    "Zoë’s 😀 jury found him innocent — and 😀 his “brother” committed suicide, too.\n"
)
OFFERED = "died by suicide"
REPAIRED = ARTICLE.replace("committed suicide", OFFERED, 1)


def program(name: str, *, newest: bool = False) -> Path:
    """An editor of the system, or the newest of Debian."""
    found = HOME / "bin" / name if newest else shutil.which(name)
    if found is None or not Path(found).exists():
        pytest.skip(f"no {name}; `.ci/editors` installs it")
    return Path(found)


def environment(home: Path) -> dict[str, str]:
    """Nobody's settings, and this checkout's ethicslint before any other."""
    pytest.importorskip("pygls", reason="the language server needs the extra lsp")
    return os.environ | {
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
    }


def article(folder: Path, name: str = "story.md") -> Path:
    folder.mkdir(exist_ok=True)
    story = folder / name
    story.write_text(ARTICLE, encoding="utf-8")
    return story


def driven(command: list[str | Path], home: Path, story: Path, **told: str) -> dict[str, Any]:
    """What a script that drives an editor saw of the article and wrote to the file that it is told as ANSWER."""
    answer = home / "answer.json"
    done = subprocess.run(
        command,
        env=environment(home) | {"ANSWER": str(answer), "OFFERED": OFFERED} | told,
        cwd=story.parent,
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert answer.exists(), done.stdout + done.stderr
    seen: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
    return seen


def at_fault(story: Path) -> list[tuple[int, str, str]]:
    """What the command line finds: line from 1, the words, the rule."""
    command = [str(BIN / "ethicslint"), "check", "--format", "json", "--exit-zero", str(story)]
    report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    found = [(one["start"]["line"], one["match"], one["rule"]) for one in report["findings"]]
    assert found, "the article is there for what is found in it"
    return sorted(found)
