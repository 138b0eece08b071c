"""A real VS Code in a headless browser, and what a writer does and sees in it.

Knows the workbench's elements and keys. Knows nothing of what ethicslint finds.
"""

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from driven import HOME, ROOT

SERVER = HOME / "vscode" / "node_modules" / "code-server" / "lib" / "vscode" / "out" / "server-main.js"
EXTENSION = ROOT / "editors" / "vscode" / "dist" / "ethicslint.vsix"
#: As root in a sandbox, and never looking up hosts of its own.
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SETTINGS = {
    "extensions.autoCheckUpdates": False,
    "security.workspace.trust.startupPrompt": "never",
    "telemetry.telemetryLevel": "off",
    "workbench.startupEditor": "none",
    "workbench.enableExperiments": False,
    "editor.minimap.enabled": False,
    "editor.wordWrap": "on",
    "editor.formatOnSave": False,
    "files.autoSave": "off",
}
#: Milliseconds; a machine that does much else is slow.
PATIENCE = 60_000

#: The characters that stand over an underline of some kind, line by line, as the eye sees them.
UNDERLINED = """kind => {
  const letters = [];
  const walker = document.createTreeWalker(document.querySelector('.editor-instance .view-lines'), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    let at = 0;
    for (const letter of node.data) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at += letter.length);
      const box = range.getBoundingClientRect();
      letters.push({ letter, x: box.left + box.width / 2, y: box.top + box.height / 2 });
    }
  }
  const marks = [...document.querySelectorAll('.editor-instance .view-overlays .' + kind)]
    .map(mark => mark.getBoundingClientRect());
  marks.sort((a, b) => a.top - b.top || a.left - b.left);
  return marks.map(mark => letters
    .filter(({ x, y }) => mark.left < x && x < mark.right && mark.top <= y && y <= mark.bottom)
    .sort((a, b) => a.x - b.x).map(({ letter }) => letter).join('').replaceAll('\\u00a0', ' '));
}"""


@contextmanager
def running(folder: Path, environment: dict[str, str]) -> Iterator[str]:
    """VS Code with the extension, all its state in `folder`; its address."""
    for needed in (SERVER, EXTENSION):
        if not needed.exists():
            pytest.skip(f"no {needed}; `.ci/editors` makes it")
    data = folder / "server"
    (data / "data" / "User").mkdir(parents=True)
    (data / "data" / "User" / "settings.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    code = ["node", str(SERVER), "--accept-server-license-terms", f"--server-data-dir={data}"]
    code += [f"--extensions-dir={folder / 'extensions'}", "--disable-telemetry"]
    installed = subprocess.run(
        [*code, f"--install-extension={EXTENSION}"], env=environment, capture_output=True, text=True
    )
    assert "successfully installed" in installed.stdout, installed.stdout + installed.stderr
    log = folder / "server.log"
    with log.open("w") as output:
        serving = [*code, "--host=127.0.0.1", "--port=0", "--without-connection-token"]
        process = subprocess.Popen(serving, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            yield f"http://127.0.0.1:{_port(log)}"
        finally:
            process.terminate()
            process.wait(20)


def _port(log: Path) -> str:
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end:
        if told := re.search(r"agent listening on (\d+)", log.read_text(encoding="utf-8")):
            return told[1]
        time.sleep(0.05)
    raise AssertionError(log.read_text(encoding="utf-8"))


@contextmanager
def browser() -> Iterator[Any]:
    """A browser that opens pages as large as a small screen."""
    playwright = pytest.importorskip("playwright.sync_api", reason="no playwright; `.ci/editors` installs it")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no chromium; `.ci/editors` installs it")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium, args=CHROMIUM)
        context = opened.new_context(viewport={"width": 1100, "height": 640})
        context.set_default_timeout(PATIENCE)
        yield context
        opened.close()


class Window:
    """A window of VS Code with a folder open."""

    def __init__(self, context: Any, address: str, folder: Path, article: str) -> None:
        self.folder = folder
        self.page = context.new_page()
        host = address.removeprefix("http://")
        payload = json.dumps([["openFile", f"vscode-remote://{host}{folder / article}"]])
        self.page.goto(f"{address}/?folder={quote(str(folder))}&payload={quote(payload)}")
        self.page.locator(".editor-instance .view-lines").wait_for()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def command(self, title: str) -> None:
        """Run a command by its title."""
        self.pick("F1", title, title)

    def open(self, name: str) -> None:
        """Open a file of the folder in place of all others."""
        self.command("View: Close All Editors")
        self.pick("Control+P", name, name)
        self.page.locator(f".editor-instance[aria-label^='{name}'] .view-lines").wait_for()

    def pick(self, key: str, words: str, label: str) -> None:
        """Choose from the list that a key opens what these words find."""
        self.press(key)
        asked = self.page.locator(".quick-input-widget input[type='text']")
        asked.wait_for()
        self.page.keyboard.type(words)
        self.page.locator(f".quick-input-list .monaco-list-row.focused[aria-label*='{label}']").wait_for()
        self.press("Enter")
        asked.wait_for(state="hidden")

    def go_to(self, line: int, column: int) -> None:
        self.press("Control+G")
        self.page.keyboard.type(f"{line}:{column}")
        self.press("Enter")

    def underlined(self, kind: str = "squiggly-warning", *, count: int) -> list[str]:
        """The words over wavy lines, once there are so many."""
        self.wait(
            lambda: self.page.locator(f".editor-instance .view-overlays .{kind}").count() == count, f"{count} {kind}"
        )
        found: list[str] = self.page.evaluate(UNDERLINED, kind)
        return found

    def problems(self, *, count: int) -> list[str]:
        """The rows of the problems panel below the files, once there are so many."""
        self.command("Problems: Focus on Problems View")
        rows = self.page.locator(".markers-panel .monaco-list-row[aria-level='2']")
        self.wait(lambda: rows.count() == count, f"{count} problems")
        return [one.replace("\u00a0", " ") for one in rows.all_inner_texts()]

    def preview(self) -> Any:
        """The page of a preview. It is built anew while it loads, so it is found again for every look at it."""
        return self.page.frame_locator("iframe.webview").last.frame_locator("iframe#active-frame")

    def choose_action(self, title: str) -> None:
        """Choose what the light bulb offers."""
        self.press("Control+.")
        offered = self.page.locator(".action-widget .monaco-list-row.action")
        offered.filter(has_text=title).first.wait_for()
        for one in offered.all_inner_texts():
            if title in one:
                self.press("Enter")
                return
            self.press("ArrowDown")

    def save(self) -> None:
        self.press("Control+S")
        self.page.locator(".tab.dirty").wait_for(state="detached")

    def status(self) -> str:
        """What the status item says."""
        label = self.page.locator(".statusbar-item[id='ethicslint.ethicslint.ethicslint'] a").get_attribute(
            "aria-label"
        )
        return label or ""

    def wait(self, reached: Any, what: str) -> None:
        end = time.monotonic() + PATIENCE / 1000
        while not reached():
            assert time.monotonic() < end, f"waited in vain for {what}"
            self.page.wait_for_timeout(50)
