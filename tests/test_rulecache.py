"""Kept rules: used only if nothing has changed, never trusted if anything is odd, and never the reason that a run fails."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import ethicslint
from ethicslint.engine.compiled import Compiled
from ethicslint.engine.finding import Finding
from ethicslint.engine.lint import lint
from ethicslint.errors import RuleError
from ethicslint.project import cachefolder, rulecache
from ethicslint.rulebook import load
from ethicslint.text.document import Document
from ethicslint.text.source import Source

TEXT = "The jury found him innocent. He was cleared of “murder”.\n\n# Killer walks free\n"


def write_rule(folder: Path, name: str, phrase: str, **more: object) -> Path:
    """A rule file for a phrase."""
    path = folder / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    rule = {
        "title": "A title",
        "level": "warning",
        "message": "“{match}” is a fact.",
        "why": "A reason.",
        "match": {"phrase": [phrase]},
        "sources": ["house"],
        "bad": ["[[one]]"],
        "good": ["two"],
        "since": "0.1",
    }
    path.write_text(json.dumps(rule | more, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small style guide in the place of the built-in one, a package in the place of ours, and a cache folder of its own."""
    folder = tmp_path / "book"
    write_rule(folder, "sensationalism/killer", "(killer|monster)")
    write_rule(folder, "verdict-wording/found-innocent", "found …2 innocent")
    write_rule(folder, "verdict-wording/cleared", "cleared", match={"pattern": "clear(ed|s)"})
    monkeypatch.setattr(rulecache, "builtin_folder", lambda: str(folder))
    (tmp_path / "package").mkdir()
    monkeypatch.setattr(ethicslint, "__file__", str(tmp_path / "package" / "__init__.py"))
    monkeypatch.setenv("ETHICSLINT_CACHE_DIR", str(tmp_path / "cache"))
    return folder


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What was read from rule files, run by run: nothing if it came from the cache."""
    seen: list[list[str]] = []
    real = load.load

    def counted(folders: list[str]) -> object:
        seen.append(folders)
        return real(folders)

    monkeypatch.setattr(load, "load", counted)
    return seen


def found(compiled: Compiled) -> list[Finding]:
    return lint(Document.read(Source(TEXT, "a.md")), compiled)


def kept(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache").glob("rules-*"))


def test_what_was_kept_is_what_was_made(book: Path, tmp_path: Path, loads: list[list[str]]) -> None:
    first = rulecache.rules()
    second = rulecache.rules()
    assert len(loads) == 1
    assert len(kept(tmp_path)) == 1
    assert second.ids == first.ids
    assert second.book() == first.book()
    assert found(second) == found(first) != []
    assert second.to_bytes() == first.to_bytes() or first.learnt


def test_nobody_else_can_read_what_is_kept(book: Path, tmp_path: Path) -> None:
    rulecache.rules()
    assert (tmp_path / "cache").stat().st_mode & 0o777 == 0o700
    assert kept(tmp_path)[0].stat().st_mode & 0o777 == 0o600


def test_patterns_that_were_compiled_are_kept_too(book: Path, loads: list[list[str]]) -> None:
    first = rulecache.rules()
    expected = found(first)
    assert first.learnt
    rulecache.keep_learnt(first)
    second = rulecache.rules()
    assert found(second) == expected
    assert not second.learnt
    assert len(loads) == 1
    rulecache.keep_learnt(second)  # nothing to keep: nothing is written


@pytest.mark.parametrize("change", ["text", "time", "new", "gone", "vocabulary", "sources", "renamed"])
def test_a_change_of_the_rules_is_seen(book: Path, loads: list[list[str]], change: str) -> None:
    rulecache.rules()
    rule = book / "sensationalism" / "killer.yaml"
    if change == "text":
        write_rule(book, "sensationalism/killer", "(beast|monster)")
    elif change == "time":
        os.utime(rule, ns=(1, 1))
    elif change == "new":
        write_rule(book, "suicide/one", "one")
    elif change == "gone":
        rule.unlink()
    elif change == "vocabulary":
        (book / "vocabulary").mkdir()
        (book / "vocabulary" / "one.yaml").write_text('x: {about: "x", words: ["y"]}')
    elif change == "sources":
        (book / "sources.yaml").write_text("")
    else:
        rule.rename(rule.with_name("murderer.yaml"))
    rulecache.rules()
    assert len(loads) == 2
    rulecache.rules()
    assert len(loads) == 2


@pytest.mark.parametrize(
    "where", ["__init__.py", "fields.py", "text/normal.py", "engine/lint.py", "lexicon/inflections.txt"]
)
def test_a_change_of_our_own_code_is_seen(book: Path, loads: list[list[str]], tmp_path: Path, where: str) -> None:
    """Any of it: what a rule becomes depends on more rooms than one would think."""
    package = tmp_path / "package"
    for name in ("__init__.py", "fields.py", "text/normal.py", "engine/lint.py", "lexicon/inflections.txt"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("old")
    rulecache.rules()
    (package / where).write_text("newer")
    rulecache.rules()
    assert len(loads) == 2


@pytest.mark.parametrize("what", ["__version__", "sys.version", "regex"])
def test_another_version_makes_its_own(
    book: Path, loads: list[list[str]], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    rulecache.rules()
    if what == "__version__":
        monkeypatch.setattr(ethicslint, "__version__", "0.2.0")
    elif what == "sys.version":
        monkeypatch.setattr(sys, "version", "3.99")
    else:
        monkeypatch.setattr(rulecache.regex, "__version__", "1")
    rulecache.rules()
    assert len(loads) == 2


def test_house_rules_are_kept_beside_the_others(book: Path, tmp_path: Path, loads: list[list[str]]) -> None:
    house = tmp_path / "house"
    write_rule(house, "sensationalism/jury", "jury")
    for _ in range(2):
        assert "sensationalism/jury" in rulecache.rules([str(house)]).ids
        assert "sensationalism/jury" not in rulecache.rules().ids
    assert len(loads) == 2
    write_rule(house, "sensationalism/jury", "juror")
    assert "sensationalism/jury" not in {one.rule for one in found(rulecache.rules([str(house)]))}


def test_a_rule_knows_its_path_as_this_run_names_it(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same folder, named from two places."""
    house = tmp_path / "house"
    write_rule(house, "sensationalism/jury", "jury")
    for folder, name in ((tmp_path, "house"), (book, os.path.join("..", "house")), (tmp_path, str(house))):
        monkeypatch.chdir(folder)
        path = rulecache.rules([name]).book().rules["sensationalism/jury"].path
        assert path == os.path.join(name, "sensationalism", "jury.yaml")


def test_broken_rules_are_never_kept(book: Path, tmp_path: Path) -> None:
    write_rule(book, "sensationalism/killer", "(")
    for _ in range(2):
        with pytest.raises(RuleError, match="never closed"):
            rulecache.rules()
    assert kept(tmp_path) == []


def test_links_that_lead_nowhere_and_hidden_files_do_no_harm(book: Path, tmp_path: Path) -> None:
    (book / "notes").symlink_to(tmp_path / "nowhere")
    (book / "sensationalism" / ".#killer.yaml").symlink_to("somebody@somewhere")
    (book / ".git").mkdir()
    assert found(rulecache.rules()) == found(rulecache.rules()) != []


# ---- damage


def damaged(data: bytes) -> list[bytes]:
    """What may become of a file: cut short anywhere, or a byte of it changed."""
    places = sorted({*range(min(len(data), 64)), *range(64, len(data), 61), len(data) - 1})
    flipped = [data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :] for at in places for bit in (1, 0x80)]
    return [*flipped, *(data[:at] for at in places), data + b"\0", data * 2, b"\0" * len(data), data[4:], b""]


def test_a_damaged_file_is_as_good_as_none(book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever byte is changed or missing, nothing of it is ever read as rules."""
    expected = found(rulecache.rules())
    (path,) = kept(tmp_path)
    data = path.read_bytes()
    signature = rulecache.rules().signature
    assert rulecache._read(str(path), signature) is not None
    for number, broken in enumerate(damaged(data)):
        path.write_bytes(broken)
        assert rulecache._read(str(path), signature) is None
        if number % 50 == 0:
            assert found(rulecache.rules()) == expected
            assert rulecache._read(str(path), signature) is not None


def test_a_whole_file_made_from_something_else_is_not_read(book: Path, tmp_path: Path) -> None:
    """The name of a kept file is short, and two rule books might share it."""
    rulecache.rules()
    (other,) = kept(tmp_path)
    write_rule(book, "sensationalism/killer", "beast")
    last = rulecache.rules()
    path = Path(rulecache._place(last.signature))
    path.write_bytes(other.read_bytes())
    assert rulecache._read(str(path), last.signature) is None


def test_a_file_that_others_can_write_or_that_is_not_ours_is_not_read(
    book: Path, tmp_path: Path, loads: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = found(rulecache.rules())
    (path,) = kept(tmp_path)
    for mode in (0o620, 0o602, 0o666):
        path.chmod(mode)
        before = len(loads)
        assert found(rulecache.rules()) == expected
        assert len(loads) == before + 1
        assert path.stat().st_mode & 0o777 == 0o600  # replaced by one of our own
    monkeypatch.setattr(os, "getuid", lambda: path.stat().st_uid + 1)
    before = len(loads)
    assert found(rulecache.rules()) == expected
    assert len(loads) == before + 1


def test_a_folder_in_the_place_of_the_file(book: Path, tmp_path: Path) -> None:
    expected = found(rulecache.rules())
    (path,) = kept(tmp_path)
    path.unlink()
    path.mkdir()
    for _ in range(3):
        assert found(rulecache.rules()) == expected
    assert kept(tmp_path) == [path]  # no half-written files pile up


def test_a_file_in_the_place_of_the_folder(book: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("not a folder")
    assert found(rulecache.rules()) == found(rulecache.rules()) != []
    assert (tmp_path / "cache").read_text() == "not a folder"


@pytest.mark.parametrize("refused", ["makedirs", "open", "replace"])
def test_a_folder_that_cannot_be_written(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, refused, refuse)
    assert found(rulecache.rules()) == found(rulecache.rules()) != []
    assert kept(tmp_path) == []


def test_a_full_disk(book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.FileIO):
        def write(self, data: object) -> int:
            raise OSError(28, "No space left on device")

    def opened(file: object, mode: str = "r") -> object:
        return Full(file, "wb") if isinstance(file, int) else open(str(file), mode)

    monkeypatch.setattr(cachefolder, "open", opened, raising=False)
    assert found(rulecache.rules()) == found(rulecache.rules()) != []
    assert kept(tmp_path) == []


@pytest.mark.parametrize("home", ["~/.cache", "relative/.cache"])
def test_without_a_home_nothing_is_kept_and_nothing_written_here(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    """Somebody without an entry in the list of users: `~` leads nowhere, and no folder of that name appears."""
    monkeypatch.delenv("ETHICSLINT_CACHE_DIR")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: home)
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    assert cachefolder.cache_folder() == ""
    compiled = rulecache.rules()
    assert found(compiled) != []
    rulecache.keep_learnt(compiled)
    assert list(here.iterdir()) == []


def test_the_cache_folder_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ETHICSLINT_CACHE_DIR")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cachefolder.cache_folder() == str(tmp_path / "ethicslint")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cachefolder.cache_folder() == ""
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cachefolder.cache_folder() == str(tmp_path / ".cache" / "ethicslint")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert cachefolder.cache_folder() == str(tmp_path / "Library" / "Caches" / "ethicslint")
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    assert cachefolder.cache_folder() == str(tmp_path / "Local" / "ethicslint")


def test_old_rule_books_are_forgotten(book: Path, tmp_path: Path) -> None:
    for number in range(rulecache._KEPT + 3):
        write_rule(book, "sensationalism/killer", f"killer{number}")
        last = rulecache.rules()
    assert len(kept(tmp_path)) == rulecache._KEPT
    assert rulecache._read(rulecache._place(last.signature), last.signature) is not None


RUN = """
import sys
from ethicslint.engine.lint import lint
from ethicslint.project import cachefolder, rulecache
from ethicslint.text.document import Document
from ethicslint.text.source import Source

rulecache.builtin_folder = lambda: sys.argv[1]
for _ in range(15):
    compiled = rulecache.rules()
    found = lint(Document.read(Source(sys.argv[2], "a.md")), compiled)
    rulecache.keep_learnt(compiled)
    if sys.argv[3] == "clear":
        import os
        for entry in os.scandir(cachefolder.cache_folder()):
            try:
                os.unlink(entry.path)
            except OSError:
                pass
    print([(one.rule, one.match) for one in found])
"""


def test_processes_that_write_at_once(book: Path, tmp_path: Path) -> None:
    """Some keep, one clears all the while: nobody fails, and everybody finds the same."""
    expected = str([(one.rule, one.match) for one in found(rulecache.rules())])
    command = [sys.executable, "-c", RUN, str(book), TEXT]
    runs = [
        subprocess.Popen([*command, role], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for role in ("keep", "keep", "clear")
    ]
    for run in runs:
        printed, complaint = run.communicate(timeout=120)
        assert (run.returncode, complaint) == (0, "")
        assert set(printed.splitlines()) == {expected}
    assert not [path for path in kept(tmp_path) if path.suffix != ".bin"]
