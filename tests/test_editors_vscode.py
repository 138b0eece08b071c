"""A real VS Code, in a browser, with the extension as it is packaged: what is underlined, listed, offered and said.

`REWRITE=1 python -m pytest tests/test_editors_vscode.py` takes the picture docs/images/vscode.png anew.
"""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from driven import ARTICLE, BIN, OFFERED, REPAIRED, ROOT, article, at_fault, environment
from workbench import Window, browser, running

PICTURED = (
    "# A verdict in the harbour fire trial\n\n"
    "Owen Marrick, 41, denied arson. His brother committed suicide in May.\n\n"
    "The jury found him innocent on Friday, after two days.\n\n"
    "If you are affected by this, call Samaritans free on 116 123.\n"
)
PICTURE = ROOT / "docs" / "images" / "vscode.png"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody's home, with ethicslint where pip, pipx and uv put programs."""
    home = tmp_path_factory.mktemp("code")
    (home / ".local" / "bin").mkdir(parents=True)
    (home / ".local" / "bin" / "ethicslint").symlink_to(BIN / "ethicslint")
    return home


@pytest.fixture(scope="module")
def code(home: Path) -> Iterator[str]:
    with running(home, environment(home)) as address:
        yield address


@pytest.fixture(scope="module")
def context(code: str) -> Iterator[Any]:
    with browser() as context:
        yield context


@pytest.fixture(scope="module")
def window(context: Any, code: str, home: Path) -> Window:
    """A window with a folder that nobody has vouched for, and that would run a program of its own if it could."""
    news = home / "news"
    story = article(news)
    for name in ("repaired.md", "suppressed.md", "explained.md"):  # the list of files is searched as it was a while ago
        article(news, name)
    (news / "verdict.md").write_text(PICTURED, encoding="utf-8")
    at_fault(story)  # rules are compiled once for all that follows
    trap = news / ".venv" / "bin" / "ethicslint"
    trap.parent.mkdir(parents=True)
    trap.write_text(f'#!/bin/sh\necho ran >>"{home}/trap"\nexec "{BIN}/ethicslint" "$@"\n', encoding="utf-8")
    trap.chmod(0o755)
    (news / ".vscode").mkdir()
    (news / ".vscode" / "settings.json").write_text(json.dumps({"ethicslint.path": str(trap)}), encoding="utf-8")
    return Window(context, code, news, story.name)


def test_a_folder_without_trust_is_checked_but_runs_nothing_of_its_own(window: Window, home: Path) -> None:
    """The words under wavy lines are those that the command line finds, and so are the problems listed."""
    story = window.folder / "story.md"
    found = at_fault(story)
    assert sorted(window.underlined(count=len(found))) == sorted(words for _, words, _ in found)
    problems = window.problems(count=len(found))
    assert all(any(rule in one and f"Ln {line}," in one for one in problems) for line, _, rule in found)
    assert window.status() == "ethicslint: on"
    assert not (home / "trap").exists()


def test_what_is_offered_is_put_in(window: Window) -> None:
    story = window.folder / "repaired.md"
    window.open(story.name)
    window.underlined(count=len(at_fault(story)))
    window.go_to(3, 16)
    window.choose_action(f"Write “{OFFERED}”")
    window.underlined(count=2)
    window.save()
    assert story.read_text(encoding="utf-8") == REPAIRED != ARTICLE


def test_a_suppression_asks_for_its_reason(window: Window) -> None:
    story = window.folder / "suppressed.md"
    window.open(story.name)
    window.underlined(count=3)
    window.go_to(3, 16)
    window.choose_action("Suppress suicide/committed-suicide on this line")
    window.page.keyboard.type("the farmer's words")
    window.underlined(count=2)
    window.save()
    line = story.read_text(encoding="utf-8").splitlines()[2]
    assert line.endswith("<!-- ethicslint-disable-line suicide/committed-suicide: the farmer's words -->")


def test_the_page_of_the_rule_at_the_cursor_is_shown(window: Window) -> None:
    story = window.folder / "explained.md"
    window.open(story.name)
    window.underlined(count=3)
    window.go_to(5, 16)
    window.command("ethicslint: Explain Rule at Cursor")
    rule = "verdict-wording/found-innocent"
    page = subprocess.run([BIN / "ethicslint", "explain", rule], check=True, capture_output=True, text=True).stdout
    title = page.splitlines()[0].removeprefix("# ")
    window.preview().get_by_role("heading", name=title).first.wait_for()


def test_all_articles_are_listed_on_request(window: Window) -> None:
    window.open("story.md")
    unopened = article(window.folder, "unopened.txt")
    window.command("ethicslint: Lint Workspace")
    window.command("Problems: Focus on Problems View")
    chosen = window.page.get_by_placeholder("Filter (e.g.")
    chosen.fill(unopened.name)
    assert len(window.problems(count=3)) == len(at_fault(unopened))
    chosen.fill("")


@pytest.fixture(scope="module")
def trusted(window: Window) -> Window:
    """The same window, once its folder is trusted."""
    window.open("story.md")
    window.underlined(count=3)  # by then the editor knows all its commands
    window.command("Workspaces: Manage Workspace Trust")
    window.page.locator(".workspace-trust-editor .monaco-button", has_text="Trust").first.click()
    return window


def test_a_folder_with_trust_lends_its_own_program(trusted: Window, home: Path) -> None:
    """Trust is given while the window is open. The picture for the documentation is taken here."""
    trusted.wait((home / "trap").exists, "the folder's program to run")
    trusted.open("story.md")
    trusted.underlined(count=3)
    if os.environ.get("REWRITE") == "1":
        take_picture(trusted)


def take_picture(window: Window) -> None:
    """An article with its remarks, and the reason for one of them, as large as a page of documentation has room for."""
    window.open("verdict.md")
    window.command("Notifications: Clear All Notifications")
    window.press("Control+B")
    window.problems(count=len(at_fault(window.folder / "verdict.md")))
    window.command("View: Focus Active Editor Group")
    window.go_to(5, 12)
    window.command("Show or Focus Hover")
    window.page.locator(".monaco-hover:visible").get_by_text("Why").first.wait_for()
    PICTURE.parent.mkdir(exist_ok=True)
    window.page.screenshot(path=PICTURE)


def test_what_is_wrong_is_said_with_the_way_out(trusted: Window, home: Path) -> None:
    """A set path that leads nowhere is named, and so is why a program does not start; once it is mended the server runs."""
    trusted.open("story.md")
    trusted.underlined(count=3)
    settings = trusted.folder / ".vscode" / "settings.json"
    settings.write_text(json.dumps({"ethicslint.path": "nowhere/ethicslint"}), encoding="utf-8")
    message = trusted.page.locator(".notification-toast").filter(has_text="nowhere/ethicslint")
    message.wait_for()
    assert all(way in message.inner_text() for way in ("How to install", "Choose the program…", "Show output"))
    assert trusted.status() == "ethicslint: not found"
    trusted.underlined(count=0)
    message.get_by_text("How to install").click()
    trusted.page.locator(".tab[aria-label*='Preview readme.md']").wait_for()
    broken = trusted.folder / "broken"
    broken.write_text("#!/bin/sh\necho 'Error: pygls is not installed' >&2\nexit 2\n", encoding="utf-8")
    broken.chmod(0o755)
    settings.write_text(json.dumps({"ethicslint.path": str(broken)}), encoding="utf-8")
    trusted.page.locator(".notification-toast").filter(has_text="Error: pygls is not installed").wait_for()
    trusted.open("story.md")
    assert trusted.status() == "ethicslint: stopped"
    settings.write_text("{}", encoding="utf-8")
    trusted.underlined(count=3)
    assert trusted.status() == "ethicslint: on"
