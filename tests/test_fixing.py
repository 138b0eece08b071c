"""`--fix`, `--unsafe-fixes` and `--diff`: what is edited, what never is, and that no file is ever harmed."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from ethicslint.cli.main import main
from ethicslint.engine.compiled import Compiled
from ethicslint.engine.finding import Edit, Finding, Place
from ethicslint.errors import EthicslintError
from ethicslint.project.check import FileReport, Settings, check_bytes
from ethicslint.project.files import rewrite
from ethicslint.project.fixing import fitting, fixed
from ethicslint.rulebook.builtin import builtin_folder
from ethicslint.rulebook.load import load
from ethicslint.rulebook.model import UNFIXABLE

BOOK = load([builtin_folder()])
RULES = Compiled.of(BOOK)
FIXABLE = [rule for rule in BOOK.rules.values() if rule.fix]
SAFE = "He committed suicide."
UNSAFE = "The priest is accused of historic abuse of a child in the murder trial."


def checked(data: bytes, path: str) -> FileReport:
    return check_bytes(data, path, RULES, Settings(None))


def made(text: str, *, unsafe: bool = True) -> str:
    return fixed(text.encode(), "article.md", checked, unsafe=unsafe).data.decode()


def run(*args: str | Path, stdin: bytes = b"", **env: str) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, args)], input=stdin, env=env)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# ---- which edits


def test_fixes_stay_out_of_the_families_of_law_and_of_persons() -> None:
    assert {rule.family for rule in FIXABLE} & UNFIXABLE == set()
    assert len(FIXABLE) > 5


def test_what_is_not_safe_is_not_made_unasked() -> None:
    assert made(f"{SAFE} {UNSAFE}", unsafe=False) == f"He died by suicide. {UNSAFE}"
    assert made(f"{SAFE} {UNSAFE}") == f"He died by suicide. {UNSAFE.replace('historic', 'non-recent')}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The murder suspect **suffers from** severe depression.", "The murder suspect **has** severe depression."),
        ("# Murder Suspect Suffers From Severe Depression", "# Murder Suspect Has Severe Depression"),
        ("The murder suspect SUFFERS FROM severe depression.", "The murder suspect HAS severe depression."),
        ("The murder suspect suffers from “severe depression”.", "The murder suspect has “severe depression”."),
        ("The murder suspect suffers *from* severe depression.", None),
        ("The murder suspect “suffers from” severe depression.", None),
        ("The murder suspect suffers\nfrom severe depression.", None),
        (
            "The priest was jailed for rape in an historic abuse case.",
            "The priest was jailed for rape in an historic abuse case.",
        ),
        (
            "The priest was jailed for rape in a historic abuse case.",
            "The priest was jailed for rape in a non-recent abuse case.",
        ),
    ],
)
def test_an_edit_of_a_part_keeps_case_markup_and_quotation_marks(before: str, after: str | None) -> None:
    """Only the part is touched; where markup, a quotation or “an” is in the way, nothing is."""
    assert made(before) == (before if after is None else after)


def finding(rule: str, start: int, end: int, text: str = "x", safe: bool = True) -> Finding:
    place = [Place(1, 1 + offset, offset) for offset in (start, end)]
    (like,) = checked(SAFE.encode(), "a.md").findings[:1]
    return like._replace(rule=rule, fix=Edit(place[0], place[1], text, safe))


def test_of_edits_that_overlap_the_first_and_longest_is_made() -> None:
    """Whatever the order in which they were found."""
    first, longer, inner, later = (
        finding("b/b", 3, 5),
        finding("c/c", 3, 8),
        finding("a/a", 4, 6),
        finding("a/a", 8, 9),
    )
    for order in ([first, longer, inner, later], [later, inner, longer, first], [inner, first, later, longer]):
        assert fitting(order, unsafe=False) == [longer.fix, later.fix]
    twins = [finding("b/b", 0, 2, "of b"), finding("a/a", 0, 2, "of a")]
    assert [edit.text for edit in fitting(twins, unsafe=False)] == ["of a"]
    assert fitting([finding("a/a", 0, 2, safe=False)], unsafe=False) == []


HOUSE = """
title: "A title"
level: "suggestion"
message: "A fact."
why: "A reason."
match: {{phrase: ["{old}"]}}
fix: {{replace: "{old}", with: "{new}", inflect: "none", safe: true}}
sources: ["house"]
bad:
  - {{text: "It is [[{old}]].", fixed: "It is {new}."}}
  - "They are [[{old}]]."
  - "We are [[{old}]]."
good: ["It is.", "“It is.”", "They are."]
since: "0.1"
"""


def house(folder: Path, *pairs: tuple[str, str]) -> Path:
    for old, new in pairs:
        path = folder / "stigma" / f"{old.replace(' ', '-')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HOUSE.format(old=old, new=new), encoding="utf-8")
    return folder


def test_edits_are_made_until_none_is_left(here: Path) -> None:
    house(here / "style", ("grey", "green"), ("green", "greenish blue"))
    (here / "a.md").write_text("It is grey.\n", encoding="utf-8")
    result = run("--fix", "--rules", "style", "--select", "stigma/grey,stigma/green", "a.md")
    assert (here / "a.md").read_text(encoding="utf-8") == "It is greenish blue.\n"
    assert result.output == "2 edits made.\n1 article. Nothing found. This is not legal clearance.\n"


def test_rules_that_undo_each_other_are_named(here: Path) -> None:
    house(here / "style", ("grey", "green"), ("green", "grey"))
    (here / "a.md").write_text("It is grey.\n", encoding="utf-8")
    for options in (["--fix"], ["--diff"]):
        result = run(*options, "--rules", "style", "a.md")
        assert result.exit_code == 2
        assert "a.md: not fixed: the fixes of these rules lead back to each other: stigma/gr" in result.stderr
        assert (here / "a.md").read_text(encoding="utf-8") == "It is grey.\n"
    given = run("--fix", "--rules", "style", "-", stdin=b"It is grey.\n")
    assert (given.exit_code, given.stdout) == (2, "It is grey.\n")


pieces = st.sampled_from(
    [example.text.split("\n")[0].removeprefix("# ") for rule in FIXABLE for example in rule.bad]
    + [
        SAFE,
        UNSAFE,
        "“He committed suicide,” she said.",
        "He *committed* suicide.",
        "`committed suicide`",
        "an",
        "“",
        "”",
        "# ",
    ]
)
articles = st.builds(
    lambda front, mark, parts, end: (mark + front + end.join(parts)).encode(),
    st.sampled_from(["", "# ", "> ", "---\ntitle: Farmer commits suicide\n---\n\n"]),
    st.sampled_from(["", "\ufeff"]),
    st.lists(pieces, max_size=6),
    st.sampled_from([" ", "\n\n", "\r\n\r\n", "\r"]),
)


@settings(max_examples=150)
@given(articles, st.booleans())
def test_fixing_twice_is_fixing_once(data: bytes, unsafe: bool) -> None:
    once = fixed(data, "a.md", checked, unsafe=unsafe)
    twice = fixed(once.data, "a.md", checked, unsafe=unsafe)
    assert (twice.data, twice.edits) == (once.data, 0)
    assert twice.report == once.report
    assert not fitting(once.report.findings, unsafe=unsafe)


@settings(max_examples=150)
@given(articles)
def test_fixing_leaves_all_but_words_as_it_was(data: bytes) -> None:
    """Line ends, byte-order mark, quotation marks and markup are what they were, in number and in order."""
    signs = bytes(set(range(128)) - set(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ -"))
    after = fixed(data, "a.md", checked, unsafe=True).data
    kept = [bytes(byte for byte in text if byte in signs or byte > 127) for text in (data, after)]
    assert kept[0] == kept[1]


# ---- files


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"He committed suicide.\r\nHe committed suicide.\r", b"He died by suicide.\r\nHe died by suicide.\r"),
        (b"\xef\xbb\xbfHe committed suicide.", b"\xef\xbb\xbfHe died by suicide."),
        (
            "Ärzte – “so” 🕊 — he committed suicide.\n\n\n".encode(),
            "Ärzte – “so” 🕊 — he died by suicide.\n\n\n".encode(),
        ),
        (b"He committed suicide.  \n\tx\x0c\n", b"He died by suicide.  \n\tx\x0c\n"),
    ],
)
def test_bytes_around_the_words_stay(here: Path, before: bytes, after: bytes) -> None:
    (here / "a.md").write_bytes(before)
    assert run("--fix", "a.md").exit_code == 0
    assert (here / "a.md").read_bytes() == after
    assert run("--fix", "-", stdin=before).stdout_bytes == after
    assert sorted(os.listdir()) == ["a.md"]


def test_permissions_and_links_stay(here: Path) -> None:
    target = here / "desk" / "story.md"
    target.parent.mkdir()
    target.write_text(SAFE, encoding="utf-8")
    target.chmod(0o640)
    (here / "link.md").symlink_to("desk/story.md")
    assert run("--fix", "link.md").exit_code == 0
    assert (here / "link.md").is_symlink()
    assert target.read_text(encoding="utf-8") == "He died by suicide."
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert os.listdir("desk") == ["story.md"]


def test_a_read_only_file_stays_and_is_a_problem(here: Path) -> None:
    """Also for a user who may write everything: the mark says that somebody wants it so."""
    (here / "a.md").write_text(SAFE, encoding="utf-8")
    (here / "a.md").chmod(0o444)
    result = run("--fix", "a.md")
    assert result.exit_code == 2
    assert result.stderr == "ethicslint: a.md: is read-only, so it was not fixed\n"
    assert "1 found" in result.stdout
    assert (here / "a.md").read_text(encoding="utf-8") == SAFE
    assert sorted(os.listdir()) == ["a.md"]


def test_a_file_that_somebody_changed_meanwhile_is_left_alone(here: Path) -> None:
    (here / "a.md").write_text("newer", encoding="utf-8")
    with pytest.raises(
        EthicslintError, match=r"^a\.md: was changed by somebody else meanwhile, so it was not fixed; run"
    ):
        rewrite("a.md", b"older", b"fixed")
    assert (here / "a.md").read_text(encoding="utf-8") == "newer"
    assert sorted(os.listdir()) == ["a.md"]


def test_a_file_that_vanished_is_a_problem(here: Path) -> None:
    with pytest.raises(EthicslintError, match=r"^a\.md: cannot be written: No such file"):
        rewrite("a.md", b"older", b"fixed")
    assert os.listdir() == []


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
def test_a_file_is_never_half_written(here: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Whatever fails, the article is what it was and nothing else lies about; the other articles are fixed."""
    (here / "a.md").write_text(SAFE, encoding="utf-8")
    (here / "b.md").write_text(SAFE, encoding="utf-8")
    real, calls = getattr(os, step), []

    def failing(*args: object, **options: object) -> object:
        calls.append(args)
        if len(calls) == 1:
            raise OSError(28, "No space left on device")
        return real(*args, **options)

    monkeypatch.setattr(os, step, failing)
    monkeypatch.setattr("ethicslint.project.run.keep_learnt", lambda compiled: None)
    run("--select", "suicide", "b.md")  # so that keeping the rules is no part of this
    calls.clear()
    result = run("--fix", "a.md", "b.md")
    assert result.exit_code == 2
    assert result.stderr == "ethicslint: a.md: cannot be written: No space left on device\n"
    assert [(here / name).read_text(encoding="utf-8") for name in ("a.md", "b.md")] == [SAFE, "He died by suicide."]
    assert sorted(os.listdir()) == ["a.md", "b.md"]


def test_what_needs_no_edit_is_not_touched(here: Path) -> None:
    (here / "a.md").write_text("“He committed suicide,” she said.\n", encoding="utf-8")
    before = (here / "a.md").stat()
    assert run("--fix", ".").exit_code == 0
    after = (here / "a.md").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


# ---- the command


def test_exit_codes_and_counts_are_those_of_what_is_left(here: Path) -> None:
    (here / "a.md").write_text(f"{SAFE} {UNSAFE}\n", encoding="utf-8")
    assert run("--fail-level", "warning", "a.md").exit_code == 1
    result = run("--fail-level", "warning", "--fix", "--format", "json", "a.md")
    assert result.exit_code == 0
    summary = json.loads(result.stdout)["summary"]
    assert (summary["fixable"], summary["fixed"]) == (1, 1)
    text = run("--fix", "a.md").stdout
    assert text.endswith("1 found, 0 suppressed, 0 in the baseline, 1 fixable (1 with --unsafe-fixes).\n")
    assert "0 edits made.\n" in text
    assert "1 edit made.\n" in run("--fix", "--unsafe-fixes", "a.md").stdout


def test_only_the_rules_that_are_on_are_fixed(here: Path) -> None:
    (here / "a.md").write_text(SAFE, encoding="utf-8")
    run("--fix", "--ignore", "suicide", "a.md")
    run("--fix", "--min-level", "error", "a.md", "--fail-level", "error")
    assert (here / "a.md").read_text(encoding="utf-8") == SAFE


def test_standard_input_is_printed_fixed_and_the_report_aside(here: Path) -> None:
    result = run("--fix", "--stdin-filename", "draft.md", "-", stdin=f"{SAFE} “{SAFE}”\n".encode())
    assert result.stdout == f"He died by suicide. “{SAFE}”\n"
    assert "draft.md:1:" in result.stderr
    assert "1 edit made." in result.stderr
    run("--fix", "--format", "json", "-o", "report.json", "-", stdin=SAFE.encode())
    assert json.loads(Path("report.json").read_text(encoding="utf-8"))["summary"]["fixed"] == 1
    no_text = b"He committed suicide.\xff"
    result = run("--fix", "-", stdin=no_text)
    assert (result.exit_code, result.stdout_bytes) == (2, no_text)


def test_a_diff_changes_nothing_and_can_be_applied(here: Path) -> None:
    """`patch` makes of it what --fix makes, with its line ends, and without one in the last line."""
    texts = {"a.md": "One.\n\nHe committed suicide.\n\nTwo.\n", "b c.md": f"One.\r\n{SAFE}\r\n", "d.md": f"one\n{SAFE}"}
    for name, text in texts.items():
        (here / name).write_bytes(text.encode())
    shown = run("--diff", ".", "--fail-level", "warning")
    assert shown.exit_code == 1, "nothing is fixed, so all of it is still found"
    assert {name: (here / name).read_bytes().decode() for name in texts} == texts
    assert shown.stderr == ""
    assert run("--diff", "-o", "fixes.diff", ".").stdout == ""
    assert (here / "fixes.diff").read_bytes() == shown.stdout_bytes
    subprocess.run(["git", "apply", "--unsafe-paths", "-p0", "fixes.diff"], check=True, cwd=here)
    assert {name: (here / name).read_bytes().decode() for name in texts} == {
        name: text.replace("committed", "died by") for name, text in texts.items()
    }
    assert run("--diff", ".").stdout == ""


def test_a_diff_of_standard_input(here: Path) -> None:
    shown = run("--diff", "--stdin-filename", "draft.md", "-", stdin=SAFE.encode())
    assert shown.stdout.startswith("--- draft.md\n+++ draft.md\n@@ -1 +1 @@\n-He committed suicide.\n\\ No newline")


def test_a_diff_steers_neither_terminal_nor_job(here: Path) -> None:
    """What a terminal or GitHub's runner would obey is shown as U+FFFD; a diff written to a file is exact."""
    (here / "a.md").write_bytes(
        b" ::add-mask::x\n##[error]y\n\x1b[2J\xc2\x9b1m\xe2\x80\xae\n" + SAFE.encode() + b"\r::error::x\n"
    )
    shown = run("--diff", "a.md", GITHUB_ACTIONS="true").stdout
    assert "\n+He died by suicide.\ufffd::error::x\n" in shown
    assert not {"\x1b", "\r", "\x9b", "\u202e"} & set(shown)
    assert " ::" not in shown
    assert "##[" not in shown
    assert " ::add-mask::x\n" in run("--diff", "a.md").stdout
    run("--diff", "-o", "a.diff", "a.md", GITHUB_ACTIONS="true")
    assert b"\x1b[2J" in (here / "a.diff").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--unsafe-fixes", "."], "--unsafe-fixes says which edits to make; give --fix or --diff with it"),
        (
            ["--diff", "--format", "json", "."],
            "--diff takes the place of the report; leave out --format and --statistics",
        ),
        (["--diff", "--no-excerpt", "."], "--diff repeats the words of articles, which --no-excerpt forbids"),
        (
            ["--fix", "--baseline", "known.json", "."],
            "--baseline says which findings are known, and edits mend those too",
        ),
        (["--diff", "--baseline", "known.json", "."], "leave out one of them"),
        (["--fix", "-", "a.md"], "--fix writes standard input to standard output; check the other paths by themselves"),
    ],
)
def test_options_that_do_not_go_together(here: Path, arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_the_number_of_processes_does_not_matter(here: Path) -> None:
    for jobs in ("1", "2"):
        for number in range(4):
            (here / f"{number}.md").write_text(f"{number}. {SAFE}\n\n“{SAFE}”\n", encoding="utf-8")
        result = run("--fix", "--jobs", jobs, ".")
        assert "4 edits made." in result.stdout
        assert {path.read_text(encoding="utf-8")[3:22] for path in here.iterdir()} == {"He died by suicide."}


def test_fixing_in_earnest(here: Path) -> None:
    """The installed command, its own process."""
    (here / "a.md").write_text(SAFE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "ethicslint", "check", "--fix", "a.md"], capture_output=True, text=True, check=True
    )
    assert done.stdout == "1 edit made.\n1 article. Nothing found. This is not legal clearance.\n"


ENDED = """
import os, signal, sys
real = os.fsync
def fsync(descriptor):
    real(descriptor)
    os.kill(os.getpid(), getattr(signal, sys.argv.pop()))
os.fsync = fsync
from ethicslint.__main__ import main
main()
"""


@pytest.mark.parametrize(("number", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_whoever_is_stopped_while_writing_leaves_the_article_as_it_was(here: Path, number: str, code: int) -> None:
    (here / "a.md").write_text(SAFE, encoding="utf-8")
    run("a.md")  # the rules are kept by now
    command = [sys.executable, "-c", ENDED.replace("sys.argv.pop()", repr(number)), "check", "--fix", "a.md"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", "")
    assert (here / "a.md").read_text(encoding="utf-8") == SAFE
    assert os.listdir() == ["a.md"]


@pytest.mark.parametrize("options", [["--fix", "-"], ["--diff", "a.md"]])
def test_a_reader_that_goes_away_is_left_in_peace(here: Path, options: list[str]) -> None:
    text = f"{SAFE}\n\n" * 5000
    (here / "a.md").write_text(text, encoding="utf-8")
    with (here / "a.md").open("rb") as given:
        command = [sys.executable, "-m", "ethicslint", "check", "--exit-zero", "--quiet", "-o", "report", *options]
        if "--diff" in options:
            command = [one for one in command if one not in ("-o", "report")]
        process = subprocess.Popen(command, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait() == 0
