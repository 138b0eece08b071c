"""Emacs with eglot, Debian's and the newest, shows what is found at the words at fault and puts in what is offered."""

from pathlib import Path

import pytest
from driven import ARTICLE, REPAIRED, ROOT, article, at_fault, driven, program

DRIVE = ROOT / "tests" / "fixtures" / "editors" / "drive.el"
#: Debian's has eglot and markdown-mode as packages; the newest has eglot of its own, and no mode for Markdown.
START = {
    "of Debian": ["--no-init-file", "--funcall=package-initialize"],
    "newest": ["--quick"],
}


@pytest.mark.parametrize("name", ["story.md", "story.txt"])
@pytest.mark.parametrize("which", START)
def test_emacs_shows_what_check_finds_and_applies_what_is_offered(tmp_path: Path, which: str, name: str) -> None:
    emacs = program("emacs", newest=which == "newest")
    story = article(tmp_path / "news", name)
    found = at_fault(story)
    settings = ROOT / "editors" / "emacs" / "ethicslint.el"
    command = [emacs, "--batch", *START[which], f"--load={settings}", f"--load={DRIVE}"]
    seen = driven(command, tmp_path, story, STORY=str(story))
    assert places(seen["before"]) == [(line, words) for line, words, _ in found]
    assert all(any(rule in message for _, _, message in seen["before"]) for _, _, rule in found)
    assert story.read_text(encoding="utf-8") == REPAIRED != ARTICLE
    assert places(seen["after"]) == [(line, words) for line, words, _ in at_fault(story)]


def places(remarks: list[list[object]]) -> list[tuple[object, object]]:
    return sorted((line, words) for line, words, _ in remarks)
