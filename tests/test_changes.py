"""`--changed-since`: what git says changed, with renames, uncommitted and untracked work, and paths of every kind."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ethicslint.cli.main import main
from ethicslint.errors import EthicslintError
from ethicslint.project import check
from ethicslint.project.changes import Changes, Lines, changes
from ethicslint.text.document import Document
from ethicslint.text.source import Source

SLIP = "The jury found him innocent."
OTHER = "She was found innocent."
ARTICLE = f"# A day in court\n\n{SLIP}\n\nIt rained.\n\nHe left.\n\nShe stayed.\n\nThey met.\n"


def git(*words: str, cwd: str | Path = ".") -> str:
    return subprocess.run(["git", *words], cwd=cwd, check=True, capture_output=True, text=True).stdout.strip()


def commit(message: str = "work") -> str:
    git("add", "--all")
    git("commit", "--quiet", "--message", message)
    return git("rev-parse", "HEAD")


def write(path: str, text: str = ARTICLE) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A repository with an article, we are in it, and its commit."""
    monkeypatch.chdir(tmp_path)
    git("init", "--quiet")
    write("news/a.md")
    return commit()


def run(*args: str) -> Any:
    return CliRunner().invoke(main, ["check", "--select", "verdict-wording,consistency,omission", *args])


def found(since: str, *args: str) -> list[str]:
    """Path and line of what is found."""
    result = run("--format", "json", "--changed-since", since, *args)
    assert result.exit_code in (0, 1), result.output
    return [f"{one['path']}:{one['start']['line']}" for one in json.loads(result.stdout)["findings"]]


def test_only_changed_lines(start: str) -> None:
    """Old findings are not shown, new ones are: committed, staged and not even staged."""
    assert found(start) == []
    write("news/a.md", ARTICLE.replace("It rained.", OTHER))
    assert found(start) == found("HEAD") == ["news/a.md:5"]
    git("add", "--all")
    assert found("HEAD") == ["news/a.md:5"]
    commit()
    assert found("HEAD") == []
    assert found(start) == found("HEAD~1") == ["news/a.md:5"]
    write("news/a.md", ARTICLE.replace("It rained.", f"{OTHER}\n\n{OTHER}"))
    assert found("HEAD") == ["news/a.md:7"]
    assert found(start) == ["news/a.md:5", "news/a.md:7"]


def test_moved_lines(start: str) -> None:
    """Lines that only stand further down now have not changed."""
    write("news/a.md", f"# New\n\nNew words.\n\n{ARTICLE}")
    assert found(start) == []


def test_words_on_two_lines(start: str) -> None:
    """A finding over two lines counts if either has changed."""
    write("news/a.md", ARTICLE.replace(SLIP, "The jury found him\ninnocent."))
    commit()
    write("news/a.md", ARTICLE.replace(SLIP, "The jury found him\ninnocent at last."))
    assert found("HEAD") == ["news/a.md:3"]


def test_new_files(start: str) -> None:
    """A file that git does not know, or did not know then, is new with all its lines; so is one that it ignores."""
    write("news/b.md")
    assert found(start) == ["news/b.md:3"]
    git("add", "--intent-to-add", "news/b.md")
    assert found(start) == ["news/b.md:3"]
    commit()
    assert found(start) == ["news/b.md:3"]
    assert found("HEAD") == []
    write(".gitignore", "c.md\n")
    write("news/c.md")
    assert found("HEAD") == []
    assert found("HEAD", "news/c.md") == ["news/c.md:3"]


def test_renames(start: str) -> None:
    """An article that was renamed is the same one, with what was changed on the way."""
    git("mv", "news/a.md", "news/moved.md")
    assert found(start) == []
    write("news/moved.md", ARTICLE.replace("It rained.", OTHER))
    assert found(start) == ["news/moved.md:5"]
    commit()
    assert found(start) == ["news/moved.md:5"]


PATHS = [
    "a b.md",
    'quo"te.md',
    "tab\there.md",
    "Überfall – ü.md",
    "back\\slash.md",
    "new\nline.md",
    " lead.md",
    "日本.md",
    "b/a.md",
    "'.md",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_path(start: str, path: str) -> None:
    """Blanks, quotes, tabs, line ends, letters of any script: git writes each in its own way."""
    write(f"news/{path}")
    base = commit()
    assert changes(base, [f"news/{path}"])._lines == {}
    write(f"news/{path}", ARTICLE.replace("It rained.", OTHER))
    assert changes(base, [f"news/{path}"])._lines == {f"news/{path}": Lines(((5, 5),))}
    commit()
    git("mv", f"news/{path}", f"news/x{path.replace('/', '')}")
    assert changes(base, [f"news/x{path.replace('/', '')}"])._lines == {
        f"news/x{path.replace('/', '')}": Lines(((5, 5),))
    }


def test_a_path_that_is_no_unicode(start: str) -> None:
    """File systems allow bytes that are no text."""
    path = os.fsdecode(b"news/\xff.md")
    try:
        Path(path).write_text(ARTICLE, encoding="utf-8")
    except OSError:
        pytest.skip("this file system does not allow it")
    base = commit()
    Path(path).write_text(ARTICLE.replace("It rained.", OTHER), encoding="utf-8")
    assert changes(base, [path])._lines == {path: Lines(((5, 5),))}


def test_from_any_folder(start: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Articles may be named from below the root, outright, or through a link; a second repository has revisions of its own."""
    write("news/a.md", ARTICLE.replace("It rained.", OTHER))
    assert found(start, str(tmp_path / "news" / "a.md")) == [f"{tmp_path}/news/a.md:5"]
    Path("link").symlink_to("news")
    assert found(start, "link/a.md") == ["link/a.md:5"]
    monkeypatch.chdir("news")
    assert found(start) == ["a.md:5"]


def test_settings_of_others_do_not_matter(start: str) -> None:
    """Diff settings and attributes, of the repository or the person, change nothing."""
    for key, value in (
        ("diff.noprefix", "true"),
        ("diff.mnemonicPrefix", "true"),
        ("diff.renames", "false"),
        ("diff.interHunkContext", "50"),
        ("diff.external", "false"),
        ("core.quotePath", "false"),
        ("color.ui", "always"),
    ):
        git("config", key, value)
    write(".gitattributes", "*.md -diff\n")
    git("mv", "news/a.md", "news/ü b.md")
    write("news/ü b.md", ARTICLE.replace("# A day", "# The day").replace("They met.", OTHER))
    assert found(start) == ["news/ü b.md:11"]


def test_lines_that_look_like_a_diff(start: str) -> None:
    """Lines of an article that look like git's own are no such thing."""
    odd = "-- /dev/null\n++ b/news/b.md\ndiff --git a/x b/x\n@@ -1 +1,99 @@\n"
    write("news/a.md", f"{odd}\n{ARTICLE}")
    base = commit()
    write("news/a.md", f"{ARTICLE}\n++ b/news/x.md\n@@ -1 +1,99 @@\n-- /dev/null\n")
    assert found(base) == []


def test_line_ends(start: str) -> None:
    """git ends lines at LF alone, this tool at a lone CR too: the places still meet."""
    Path("news/cr.md").write_bytes(f"Old.\r\rOld.\r\n\r\n{SLIP}\r\n\r\nEnd.\r\n".encode())
    base = commit()
    Path("news/cr.md").write_bytes(f"Old.\r\rOld.\r\n\r\n{SLIP}\r\n\r\n{OTHER}\r\n".encode())
    assert found(base) == ["news/cr.md:7"]


def test_a_contradiction_at_any_of_its_places(start: str) -> None:
    """A contradiction is new if either of its places is."""
    rows = [
        "On Monday Thomas Abbott, {}, appeared in court charged with murder.",
        "",
        "Mr Abbott denies it.",
        "",
        "Thomas Abbott, {}, will stand trial for murder in May.",
        "",
    ]
    text = "\n".join(rows)
    write("news/b.md", text.format(47, 47))
    base = commit()
    for pair in ((41, 47), (47, 41)):
        write("news/b.md", text.format(*pair))
        assert found(base) == ["news/b.md:5"]
    write("news/b.md", text.format(41, 47))
    commit()
    write("news/b.md", text.format(41, 47).replace("denies it", "denied it"))
    assert found("HEAD") == []


def test_what_an_article_lacks(start: str) -> None:
    """It counts in a new article, where lines went for good, and where the title changed; not for any change."""
    help_line = "Samaritans can be called on 116 123, and its website has advice."
    told = "The inquest heard of his suicide. " * 40
    text = f"# A man took his own life\n\n{told}\n\nThe end.\n"
    write("news/b.md", text)
    assert found(start) == ["news/b.md:1"]
    commit()
    write("news/b.md", text.replace("The end.", "An end."))
    assert found("HEAD") == []
    write("news/b.md", text.replace("# A man", "# The man"))
    assert found("HEAD") == ["news/b.md:1"]
    write("news/b.md", f"{text}\n{help_line}\n")
    commit()
    assert found("HEAD") == []
    write("news/b.md", text)
    assert found("HEAD") == ["news/b.md:1"]


def test_nothing_else_is_read(start: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles as they were are counted, and not even opened; in two processes all is the same."""
    write("news/b.md")
    commit()
    write("news/b.md", ARTICLE.replace("It rained.", OTHER))
    opened: list[str] = []
    real = check.check_file

    def watched(path: str, *rest: Any) -> check.FileReport:
        opened.append(path)
        return real(path, *rest)

    monkeypatch.setattr(check, "check_file", watched)
    one, two = (run("--format", "json", "--jobs", jobs, "--changed-since", "HEAD") for jobs in ("1", "2"))
    assert one.stdout == two.stdout
    summary = json.loads(one.stdout)["summary"]
    assert (summary["files"], summary["findings"]) == (2, 1)
    assert set(opened) == {"news/b.md"}


def test_with_a_baseline(start: str) -> None:
    """Both together: what is new on changed lines. Nothing is called stale, since not all was looked at."""
    run("--baseline", "base.json", "--write-baseline", ".")
    write("news/a.md", ARTICLE.replace("It rained.", f"{SLIP} {OTHER}"))
    result = run("--format", "json", "--baseline", "base.json", "--changed-since", "HEAD")
    assert [one["match"] for one in json.loads(result.stdout)["findings"]] == ["found innocent"]
    assert result.stderr == ""


def test_suppressed_findings_are_counted_on_changed_lines(start: str) -> None:
    """The count of suppressed findings is that of the lines that changed."""
    comment = " <!-- ethicslint-disable-line verdict-wording: heard in court -->"
    write("news/a.md", ARTICLE.replace(SLIP, SLIP + comment))
    commit()
    write("news/a.md", ARTICLE.replace(SLIP, SLIP + comment).replace("It rained.", SLIP + comment))
    result = run("--format", "json", "--changed-since", "HEAD")
    assert json.loads(result.stdout)["summary"]["suppressed"] == 1
    assert result.stderr == ""


# ---- what cannot be done


def test_outside_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("a.md")
    result = run("--changed-since", "HEAD", "a.md")
    assert result.exit_code == 2
    assert (
        result.stderr == "ethicslint: a.md: stands in no git repository, and --changed-since needs one; leave it out\n"
    )


@pytest.mark.parametrize("revision", ["nothing", "--output=x", "HEAD~5", "-h", ""])
def test_an_unknown_revision(start: str, revision: str) -> None:
    """What git does not know is told, and is never taken for an option."""
    result = run(f"--changed-since={revision}")
    assert result.exit_code == 2
    assert f"git knows no revision “{revision}” here" in result.stderr
    assert not Path("x").exists()


def test_a_shallow_clone(start: str, tmp_path: Path) -> None:
    """A clone without the history says so, and what to do."""
    write("news/a.md", ARTICLE + "More.\n")
    commit()
    git("clone", "--quiet", "--depth", "1", f"file://{tmp_path}", "clone")
    with pytest.raises(EthicslintError, match="shallow clone: fetch more of its history") as caught:
        changes(start, ["clone/news/a.md"])
    assert "--unshallow" in str(caught.value)


def test_without_git(start: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EthicslintError, match="needs git, and it is not there"):
        changes(start, ["news/a.md"])


def test_a_repository_that_git_refuses(start: str) -> None:
    """What git itself says is handed on."""
    Path(".git/HEAD").write_text("nonsense\n", encoding="utf-8")
    result = run("--changed-since", "HEAD")
    assert result.exit_code == 2
    assert result.stderr.startswith("ethicslint: ")


@pytest.mark.parametrize("others", [("-",), ("--baseline", "b.json", "--write-baseline")])
def test_what_cannot_go_together(start: str, others: tuple[str, ...]) -> None:
    result = run("--changed-since", "HEAD", *others)
    assert result.exit_code == 2
    assert "--changed-since cannot be used with" in result.stderr


def test_nothing_changed_is_nothing_found() -> None:
    """An article that git says nothing of has no finding on a changed line."""
    document = Document.read(Source(ARTICLE, "a.md"))
    assert "a.md" not in Changes({})
    assert Changes({}).among(document, []) == []
