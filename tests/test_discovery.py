"""Which files are checked: endings, `.gitignore`, hidden files, links, names given twice, and nothing passed over in silence."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ethicslint.errors import Problem
from ethicslint.project.discovery import articles


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for each test, and we are in it."""
    place = tmp_path / "newsroom"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


def write(*names: str, text: str = "Copy.\n") -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


def found(*paths: str) -> list[str]:
    """What is found below `paths`, when there is nothing to complain about."""
    problems: list[Problem] = []
    names = articles(paths or (".",), problems)
    assert problems == []
    return names


def complaints(*paths: str) -> tuple[list[str], list[str]]:
    """What is found, and what is said about the rest."""
    problems: list[Problem] = []
    return articles(paths or (".",), problems), sorted(map(str, problems))


def test_endings_below_a_folder() -> None:
    """Articles are .md, .markdown, .mdx and .txt, in capitals or not."""
    write("a.md", "b.markdown", "c.mdx", "d.txt", "E.MD", "f.html", "g.md.bak", "readme", "md", "sub/deep/h.md")
    assert found() == ["E.MD", "a.md", "b.markdown", "c.mdx", "d.txt", "sub/deep/h.md"]


def test_a_named_file_is_taken_whatever_its_ending() -> None:
    """Neither ending, nor hiding, nor .gitignore holds against a file that somebody names."""
    write("story.html", ".hidden.md", "ignored.md", "LICENSE")
    write(".gitignore", text="ignored.md\n")
    assert found("story.html", ".hidden.md", "ignored.md", "LICENSE") == [
        ".hidden.md",
        "LICENSE",
        "ignored.md",
        "story.html",
    ]


def test_hidden_and_machine_folders_hold_no_copy() -> None:
    """Hidden files and folders, node_modules and __pycache__ are passed over below a folder, not when they are named."""
    write("a.md", ".b.md", ".git/c.md", "node_modules/d.md", "__pycache__/e.md", "sub/.venv/f.md")
    assert found() == ["a.md"]
    assert found("node_modules") == ["node_modules/d.md"]
    assert found("sub/.venv") == ["sub/.venv/f.md"]


def test_gitignore_with_negation() -> None:
    """The last pattern that says anything of a file decides, as in git."""
    write("drafts/a.md", "drafts/keep.md", "b.tmp.md", "c.md", "deep/drafts/d.md")
    write(".gitignore", text="drafts/*\n!drafts/keep.md\n*.tmp.md\n")
    assert found() == ["c.md", "deep/drafts/d.md", "drafts/keep.md"]


def test_an_ignored_folder_is_not_entered() -> None:
    """As in git, nothing below an ignored folder can be taken back."""
    write("out/a.md", "out/keep.md", "b.md")
    write(".gitignore", text="out/\n!out/keep.md\n")
    assert found() == ["b.md"]


def test_nested_gitignore() -> None:
    """A .gitignore holds for its own folder and below, and the inner one has the last word."""
    write("a.md", "sub/a.md", "sub/deep/a.md", "sub/deep/b.md")
    write(".gitignore", text="b.md\n")
    write("sub/.gitignore", text="/a.md\n!b.md\n")
    assert found() == ["a.md", "sub/deep/a.md", "sub/deep/b.md"]


def test_gitignore_of_the_folders_around(here: Path) -> None:
    """Starting below the root of a repository changes nothing; beyond the root nobody's patterns count."""
    write("repo/.git/HEAD", "repo/sub/a.md", "repo/sub/b.md")
    write(".gitignore", text="a.md\n")
    write("repo/.gitignore", text="sub/b.md\n")
    assert found("repo/sub") == ["repo/sub/a.md"]
    os.chdir("repo/sub")
    assert found() == ["a.md"]
    assert found(str(here / "repo")) == [str(here / "repo/sub/a.md")]


def test_naming_an_ignored_folder_checks_it(here: Path) -> None:
    """Whoever names an ignored folder, or stands in it, does not get an empty “nothing found”; other patterns still hold."""
    write(".git/HEAD", "drafts/a.md", "drafts/deep/b.md", "drafts/c.tmp.md")
    write(".gitignore", text="drafts/\n")
    write("drafts/.gitignore", text="*.tmp.md\n")
    assert found() == []
    assert found("drafts") == ["drafts/a.md", "drafts/deep/b.md"]
    assert found("drafts/deep") == ["drafts/deep/b.md"]
    os.chdir("drafts")
    assert found() == ["a.md", "deep/b.md"]


@pytest.mark.parametrize("line", ["!", "\\", "[z-a]", "/", "\ufeffa.md", "", "# a.md", "\\#b.md"])
def test_odd_lines_in_gitignore_do_no_harm(line: str) -> None:
    """A line that is no pattern is passed over, as git does, and the other lines still hold."""
    write("b.md", "c.md")
    write(".gitignore", text=f"{line}\r\nc.md\r\n")
    assert found() == ["b.md"]


def test_gitignore_that_is_not_utf8_or_not_a_file() -> None:
    """A .gitignore that cannot be read ignores nothing; bytes that are no text spoil only their own line."""
    write("a/a.md", "b/b.md", "b/c.md")
    Path("a/.gitignore").mkdir()
    Path("b/.gitignore").write_bytes(b"\xff\xfe.md\nc.md\n")
    assert found() == ["a/a.md", "b/b.md"]


def test_a_file_named_in_many_ways_is_one_file(here: Path) -> None:
    """A file counts once, under the name that came first, whatever way leads to it."""
    write("sub/a.md")
    Path("link").symlink_to("sub")
    assert found("sub/a.md", "./sub/a.md", "sub//a.md", "sub", ".", "sub/../sub/a.md") == ["sub/a.md"]
    assert found(str(here / "sub/a.md"), "sub/a.md") == [str(here / "sub/a.md")]
    assert found("link/a.md", "sub") == ["link/a.md"]


def test_a_detour_through_a_link_is_not_straightened_out() -> None:
    """`link/../a.md` is the file beside the folder that the link leads to, not the one beside the link."""
    write("a.md", "far/a.md", "far/sub/b.md")
    Path("link").symlink_to("far/sub")
    assert found("link/../a.md", "a.md") == ["a.md", "link/../a.md"]


def test_links_to_folders_are_not_followed() -> None:
    """A loop of links catches nobody; a link to a file is an article."""
    write("a.md", "sub/b.md")
    Path("sub/loop").symlink_to("..")
    Path("sub/folder.md").symlink_to("..")
    Path("c.md").symlink_to("sub/b.md")
    assert found() == ["a.md", "c.md", "sub/b.md"]


def test_a_named_link_to_a_folder_is_a_folder() -> None:
    """What somebody names is taken for what it leads to."""
    write("sub/a.md")
    Path("link").symlink_to("sub")
    assert found("link") == ["link/a.md"]


def test_a_folder_may_be_called_like_an_article() -> None:
    """A folder named x.md is a folder."""
    write("x.md/a.md")
    assert found() == ["x.md/a.md"]
    assert found("x.md") == ["x.md/a.md"]


def test_missing_paths_are_named() -> None:
    """Each path that is not there is a problem of its own, and the others are still found."""
    write("a.md", "file.md")
    assert complaints("a.md", "b.md", "no/c.md", "", "file.md/d.md") == (
        ["a.md"],
        [
            '"": there is no such file or folder',
            "b.md: there is no such file or folder",
            "file.md/d.md: cannot be read: Not a directory",
            "no/c.md: there is no such file or folder",
        ],
    )


def test_what_looks_like_an_article_and_is_none_is_named() -> None:
    """A dangling link, a link to itself and a pipe cannot be read, so they never pass for clean, nor do they block."""
    write("a.md")
    Path("dangling.md").symlink_to("nowhere")
    Path("loop.md").symlink_to("loop.md")
    os.mkfifo("pipe.md")
    os.mkfifo("pipe.log")
    names, said = complaints()
    assert names == ["a.md"]
    assert [line.partition(":")[0] for line in said] == ["dangling.md", "loop.md", "pipe.md"]
    assert all("cannot be read" in line for line in said)
    assert complaints("loop.md") == ([], [f"loop.md: cannot be read: {os.strerror(errno.ELOOP)}"])


def test_a_folder_that_cannot_be_listed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Permissions that keep us out of a folder are a problem, not an empty folder."""
    write("a.md", "closed/b.md", "open/c.md")

    def guarded(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(folder: str) -> Any:
            if folder.endswith("closed"):
                raise PermissionError(13, "Permission denied", folder)
            return real(folder)

        return call

    monkeypatch.setattr(os, "scandir", guarded(os.scandir))
    assert complaints() == (["a.md", "open/c.md"], ["closed: cannot be listed: Permission denied"])


def test_the_order_does_not_depend_on_the_command_line() -> None:
    """Articles come in order of their names."""
    write("b/a.md", "a.md", "b.md", "B.md", "b-a.md")
    everything = found()
    assert everything == sorted(everything)
    assert found("b", "b.md", "b-a.md", "a.md", "B.md") == everything


def test_deep_folders() -> None:
    """No depth of folders that a path can name is too deep."""
    folders = ["/".join("d" * depth) for depth in range(1, 1200)]
    for folder in folders:
        Path(folder).mkdir()
    article = Path(folders[-1], "a.md")
    article.touch()
    assert found() == [str(article)]
    # What removes temporary folders is less patient.
    article.unlink()
    for folder in reversed(folders):
        Path(folder).rmdir()


@pytest.mark.parametrize("name", ["two words.md", "line\nbreak.md", "esc\033[31m.md", "日本.md", "-dash.md", "a*?.md"])
def test_odd_names(name: str) -> None:
    """Any name that a file system takes is found and kept as it is."""
    write(name)
    assert found() == [name]
    assert found(f"./{name}") == [name]


def test_names_that_are_no_text() -> None:
    """A name of bytes that are not UTF-8 is found, too."""
    Path(os.fsdecode(b"caf\xe9.md")).write_text("Copy.\n", encoding="utf-8")
    assert [os.fsencode(name) for name in found()] == [b"caf\xe9.md"]


@pytest.mark.parametrize("line", ["*a" * 20 + "b", "**/a/" * 12 + "b"])
def test_no_line_of_a_gitignore_hangs(line: str) -> None:
    """One that could is passed over; those beside it hold."""
    deep = "/".join(["a"] * 60)
    write(".gitignore", text=f"{line}\nold.md\n*-*-*.md\n")
    write(f"{deep}/{'a' * 200}.md", "old.md", "2-3-4.md")
    assert found() == [f"{deep}/{'a' * 200}.md"]
