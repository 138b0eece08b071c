"""Helix, in a terminal: what is found stands below the words at fault, and what is offered is put in."""

import shutil
import subprocess
import time
from pathlib import Path

import pytest
from driven import ARTICLE, OFFERED, REPAIRED, ROOT, article, at_fault, environment, program

SETTINGS = ROOT / "editors" / "helix" / "languages.toml"
#: Seconds; a machine that does much else is slow.
PATIENCE = 60


class Terminal:
    """A program in a terminal of its own."""

    def __init__(self, socket: Path, env: dict[str, str], *command: str) -> None:
        self._tmux = ["tmux", "-S", str(socket)]
        self._env = env
        self._run("-f", "/dev/null", "new-session", "-d", "-x", "140", "-y", "30", *command)

    def keys(self, *keys: str) -> None:
        self._run("send-keys", *keys)

    def shows(self, *words: str) -> str:
        """The screen, once these words are on it."""
        end = time.monotonic() + PATIENCE
        while not all(one in (screen := self._run("capture-pane", "-p")) for one in words):
            assert time.monotonic() < end, f"waited in vain for {words} in:\n{screen}"
            time.sleep(0.05)
        return screen

    def ends(self) -> None:
        """Wait until the program has left."""
        end = time.monotonic() + PATIENCE
        while self._asks("has-session"):
            assert time.monotonic() < end, f"does not end:\n{self._run('capture-pane', '-p')}"
            time.sleep(0.05)

    def close(self) -> None:
        self._asks("kill-server")

    def _asks(self, command: str) -> bool:
        return subprocess.run([*self._tmux, command], env=self._env, capture_output=True).returncode == 0

    def _run(self, *command: str) -> str:
        return subprocess.run([*self._tmux, *command], env=self._env, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("name", ["story.md", "story.txt"])
def test_helix_shows_what_check_finds_and_applies_what_is_offered(tmp_path: Path, name: str) -> None:
    helix = program("hx", newest=True)
    program("tmux")
    story = article(tmp_path / "news", name)
    found = at_fault(story)
    settings = tmp_path / "config" / "helix"
    settings.mkdir(parents=True)
    shutil.copy(SETTINGS, settings)
    env = environment(tmp_path) | {"LANG": "C.UTF-8", "TERM": "xterm"}
    terminal = Terminal(tmp_path / "tmux", env, str(helix), f"{story}:3:15")
    try:
        screen = terminal.shows(f"● {len(found)}", "the verb belongs to crimes")
        marked = {int(row.split()[1]) for row in screen.splitlines() if row.startswith("●")}
        assert marked == {line for line, _, _ in found}
        terminal.keys("Space", "a")
        terminal.shows(f"Write “{OFFERED}”")
        terminal.keys("Enter")
        terminal.shows(OFFERED, f"● {len(found) - 1}")
        terminal.keys(":", "w", "q", "Enter")
        terminal.ends()
    finally:
        terminal.close()
    assert story.read_text(encoding="utf-8") == REPAIRED != ARTICLE
