"""The first hour of a newsroom is what the page says: its commands, in their order, in a new repository.

`REWRITE=1 python -m pytest tests/test_first_hour.py` writes the page anew.
"""

import os
import re
from pathlib import Path

import pytest
from transcripts import fences, played, rewritten


def timeless(transcript: str) -> str:
    """A transcript without the seconds that pre-commit tells."""
    return re.sub(r"^- duration: .*$", "- duration: …", transcript, flags=re.MULTILINE)


def test_the_first_hour(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the real hook, which uses the ethicslint that is installed: nothing is fetched."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    newsroom = tmp_path / "newsroom"
    newsroom.mkdir()
    page = root / "docs" / "first-hour.md"
    document = page.read_text(encoding="utf-8")
    transcripts = [fence for fence in fences(document) if fence.language == "console"]
    replayed = [played(fence.text, newsroom) for fence in transcripts]
    if os.environ.get("REWRITE") == "1":
        page.write_text(rewritten(document, dict(zip(transcripts, replayed, strict=True))), encoding="utf-8")
        return
    assert [timeless(fence.text) for fence in transcripts] == [timeless(text) for text in replayed]


def test_the_hour_has_what_it_promises(root: Path) -> None:
    """A commit that is refused and then accepted, a suppression with its reason, a baseline and a build that fails."""
    text = (root / "docs" / "first-hour.md").read_text(encoding="utf-8")
    ends = re.findall(r"^exit code (\d)$", text, re.MULTILINE)
    assert ends == ["1", "0", "0", "1", "0", "1", "0"]
    assert "\n2 found, 0 suppressed, 0 in the baseline" in text
    assert "\n1 suppressed, 0 in the baseline." in text
    assert "\n1 found, 0 suppressed, 1 in the baseline" in text
    assert "::warning file=content/night-shift.md,line=1" in text
