"""The command line, as people and scripts meet it: exit codes, streams, options, signals, and no traceback ever."""

import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

import ethicslint
from ethicslint.cli.main import main
from ethicslint.project import check
from ethicslint.project.rulecache import rules
from ethicslint.report.formats import FORMATS

CLEAN = "The hearing begins on Monday.\n"
FLAWED = "# A day in court\n\nThe jury found him innocent.\n"
RULE = "verdict-wording/found-innocent"

on_linux = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are read from /proc")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two articles, and we are in it."""
    place = tmp_path / "newsroom"
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.setenv("COLUMNS", "80")
    Path("clean.md").write_text(CLEAN, encoding="utf-8")
    Path("flawed.md").write_text(FLAWED, encoding="utf-8")
    return place


def command(*args: str | Path) -> list[str]:
    return [sys.executable, "-m", "ethicslint", *map(str, args)]


def run(*args: str | Path, stdin: str | bytes = b"", **env: str) -> subprocess.CompletedProcess[str]:
    """A real process; nothing that it prints may be a traceback."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(command(*args), input=data, capture_output=True, env={**os.environ, **env}, timeout=60)
    result = subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in result.stderr, result.stderr
    return result


def invoke(*args: str) -> Any:
    """The same without a process."""
    return CliRunner().invoke(main, args)


def checked(*args: str | Path) -> Any:
    """What `check --format json` answers."""
    return json.loads(run("check", "--format", "json", *args).stdout)


def an_error() -> str:
    """Words that a built-in rule calls an error."""
    compiled = rules()
    found = (compiled.rule(number) for number in range(len(compiled.ids)))
    return next(rule.bad[0].text for rule in found if "error" in (rule.level, rule.headline_level))


# ---- exit codes


def test_nothing_found_is_0() -> None:
    result = run("check", "clean.md")
    assert result.returncode == 0
    assert result.stdout == "1 article. Nothing found. This is not legal clearance.\n"
    assert result.stderr == ""


def test_findings_below_the_fail_level_are_0() -> None:
    """A warning alone stops nobody, unless asked to."""
    assert run("check", "flawed.md").returncode == 0
    assert run("check", "--fail-level", "suggestion", "flawed.md").returncode == 1
    assert run("check", "--fail-level", "warning", "flawed.md").returncode == 1
    assert run("check", "--fail-level", "error", "flawed.md").returncode == 0


def test_an_error_is_1() -> None:
    """An error fails by default, and --exit-zero lets it pass."""
    Path("error.md").write_text(an_error(), encoding="utf-8")
    assert run("check", "error.md").returncode == 1
    assert run("check", "--exit-zero", "error.md").returncode == 0


def test_a_problem_is_2_whatever_was_found() -> None:
    """With findings, without, and with --exit-zero: a job half done is not done."""
    for options in ([], ["--exit-zero"], ["--fail-level", "warning"]):
        for path in ("clean.md", "flawed.md"):
            result = run("check", *options, path, "missing.md")
            assert result.returncode == 2
            assert result.stderr == "ethicslint: missing.md: there is no such file or folder\n"
            assert "1 problem: not everything could be checked.\n" in result.stdout


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"caf\xe9", "not UTF-8 (byte 3)"),
        (b"\x89PNG\r\n\x1a\n\0\0", "looks binary (NUL at byte 8)"),
        ("Innocent.".encode("utf-16"), "not UTF-8 but UTF-16"),
        ("Innocent.".encode("utf-32"), "not UTF-8 but UTF-32"),
    ],
)
def test_a_file_that_is_no_text_never_passes(data: bytes, reason: str) -> None:
    """What cannot be decoded is named, and the other articles are still checked."""
    Path("odd.md").write_bytes(data)
    for arguments, stdin in ((["."], b""), (["flawed.md", "-"], data)):
        result = run("check", "--format", "line", *arguments, stdin=stdin)
        assert result.returncode == 2
        assert reason in result.stderr
        assert result.stderr.count("\n") == 1
        assert RULE in result.stdout


def test_what_cannot_be_read_never_passes() -> None:
    """A dangling link and a link to itself; a folder that is called like an article is none."""
    Path("folder.md").mkdir()
    assert run("check", "folder.md").returncode == 0
    Path("folder.md/dangling.md").symlink_to("nowhere")
    Path("loop.md").symlink_to("loop.md")
    result = run("check", "--format", "line")
    assert result.returncode == 2
    assert re.findall(r"^ethicslint: (.*?): cannot be read: .+$", result.stderr, re.MULTILINE) == [
        "folder.md/dangling.md",
        "loop.md",
    ]
    assert RULE in result.stdout


def test_a_file_that_goes_away_never_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between listing and reading much can happen."""
    monkeypatch.setattr("ethicslint.project.run.articles", lambda *args, **options: ["clean.md", "gone.md"])
    result = invoke("check", "--format", "json", ".")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["errors"] == [
        {"path": "gone.md", "message": "cannot be read: No such file or directory"}
    ]


def test_broken_front_matter_keeps_the_findings() -> None:
    """The article below it is checked, and the exit code is still 2."""
    Path("broken.md").write_text(f'---\ntitle: "open\n---\n\n{FLAWED}', encoding="utf-8")
    result = run("check", "--format", "line", "broken.md")
    assert result.returncode == 2
    assert result.stderr.startswith("ethicslint: broken.md:2: ")
    assert result.stdout.startswith("broken.md:7:10: warning: ")
    assert result.stdout.endswith(f"[{RULE}]\n")


def test_a_fault_of_our_own_is_2(monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash does not pass for findings; it names the article and shows the trace to whoever repairs it."""

    def broken(*args: object, **options: object) -> None:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr(check, "findings", broken)
    result = invoke("check", "clean.md", "flawed.md")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "ZeroDivisionError: a fault" in result.stderr
    assert "while checking clean.md" in result.stderr
    assert result.stderr.endswith("ethicslint: stopped by a fault of its own, told above; not everything was checked\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "there is no command “chek”; did you mean “check”?"),
        (["rules", "lst"], "there is no command “lst”; did you mean “list”?"),
        (["check", "--formt", "json"], "--format"),
        (["check", "--format", "xml"], "xml"),
        (["check", "--min-level", "warn"], "warn"),
        (["check", "--jobs", "-1"], "-1"),
        (["check", "--jobs", "two"], "two"),
        (["check", "--stdin-filename", "a.md", "clean.md"], "give the path - with it"),
        (["check", "--fail-level", "suggestion", "--min-level", "error"], "--min-level error does not show"),
        (["explain"], "RULE"),
        (["explain", "--nope", RULE], "--nope"),
    ],
)
def test_a_bad_option_is_2(arguments: list[str], said: str) -> None:
    """What cannot be meant is answered on standard error with a way out."""
    result = run(*arguments)
    assert result.returncode == 2
    assert result.stdout == ""
    assert said in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "--select", "suicid"], "no rule or family is called “suicid”; did you mean “suicide”?"),
        (["check", "--ignore", "verdict-wording/found-inocent"], f"; did you mean “{RULE}”?"),
        (["check", "--select", "nothing-*"], "no rule or family is called “nothing-*”"),
        (["check", "--select", ""], "no rule is left to check with"),
        (["check", "--select", RULE, "--ignore", "verdict-wording"], "no rule is left to check with"),
        (["check", "--rules", "no-such-folder"], "no-such-folder: there is no such folder of rules"),
        (
            ["explain", "verdict-wording/found-inocent"],
            f"there is no rule “verdict-wording/found-inocent”; did you mean “{RULE}”?",
        ),
        (["rules", "list", "suicid"], "did you mean “suicide”?"),
        (["rules", "test", "suicid"], "did you mean “suicide”?"),
    ],
)
def test_an_unknown_rule_is_2(arguments: list[str], said: str) -> None:
    """A misspelt rule is never taken for one that finds nothing."""
    result = run(*arguments)
    assert result.returncode == 2
    assert result.stdout == ""
    assert said in result.stderr
    assert result.stderr.startswith("ethicslint: ")


def test_a_broken_rule_is_2() -> None:
    """A mistake in a house rule stops the job, by file and line."""
    folder = Path("house/sensationalism")
    folder.mkdir(parents=True)
    (folder / "a-word.yaml").write_text('title: "A word"\nlevl: warning\n', encoding="utf-8")
    result = run("check", "--rules", "house", "clean.md")
    assert result.returncode == 2
    assert result.stdout == ""
    assert "house/sensationalism/a-word.yaml:2: unknown key “levl”; did you mean “level”?" in result.stderr


# ---- what is checked


def test_the_default_is_the_folder_we_are_in() -> None:
    assert run("check", "--format", "line").stdout == run("check", "--format", "line", ".").stdout
    assert checked()["summary"]["files"] == 2


def test_a_named_file_with_an_odd_ending() -> None:
    Path("flawed.html").write_text(FLAWED, encoding="utf-8")
    assert [one["path"] for one in checked("flawed.html")["findings"]] == ["flawed.html"]
    assert "flawed.html" not in run("check").stdout


def test_a_file_named_twice_is_checked_once(here: Path) -> None:
    answer = checked("flawed.md", "./flawed.md", here / "flawed.md", ".")
    assert answer["summary"] == {"files": 2, "findings": 1, "suppressed": 0, "baseline": 0, "fixable": 0}


def test_nothing_to_check_is_said() -> None:
    Path("empty").mkdir()
    result = run("check", "empty")
    assert result.returncode == 0
    assert result.stdout.splitlines()[0].startswith("No articles here")


def test_order() -> None:
    """Path, line, column, rule, whatever the order on the command line."""
    Path("a.md").write_text("He was found innocent. She was found innocent.\n\n" + FLAWED, encoding="utf-8")
    found = checked("flawed.md", "a.md")["findings"]
    places = [(one["path"], one["start"]["line"], one["start"]["column"], one["rule"]) for one in found]
    assert len(places) == 4
    assert places == sorted(places)
    assert run("check", "a.md", "flawed.md").stdout == run("check", "flawed.md", "a.md").stdout


@pytest.mark.parametrize("name", ["two words.md", "line\nbreak.md", "esc\033[31m\u202e.md", b"caf\xe9.md", "-x.md"])
def test_odd_file_names(name: str | bytes) -> None:
    """Any name can be checked, and none steers the terminal or breaks a line."""
    path = os.fsdecode(name)
    Path(path).write_text(FLAWED, encoding="utf-8")
    for form in FORMATS:
        result = run("check", "--format", form, "--fail-level", "warning", "--", path)
        assert result.returncode == 1
        assert result.stderr == ""
        assert result.stdout.replace("\n", "").isprintable()
    assert run("check", "--format", "line", "--", path).stdout.count("\n") == 1


# ---- standard input


def test_standard_input() -> None:
    """`-` reads an article; its name decides what kind of text it is."""
    assert run("check", "--format", "line", "-", stdin=FLAWED).stdout.startswith("-:3:10: warning")
    named = run("check", "--format", "line", "--stdin-filename", "news/a.md", "-", stdin=FLAWED)
    assert named.stdout.startswith("news/a.md:3:10: warning")
    words = "    The jury found him innocent.\n"  # code in Markdown, a paragraph in plain text
    assert run("check", "--format", "line", "-", stdin=words).stdout == ""
    assert run("check", "--format", "line", "--stdin-filename", "a.txt", "-", stdin=words).stdout != ""


def test_standard_input_beside_files() -> None:
    answer = json.loads(run("check", "--format", "json", "-", "flawed.md", stdin=FLAWED).stdout)
    assert [one["path"] for one in answer["findings"]] == ["-", "flawed.md"]


def test_empty_standard_input_is_an_article() -> None:
    result = run("check", "-")
    assert result.returncode == 0
    assert result.stdout.startswith("1 article. Nothing found.")


def test_closed_standard_input_never_passes() -> None:
    result = subprocess.run(
        ["sh", "-c", 'exec "$@" <&-', "sh", *command("check", "-")], capture_output=True, text=True, timeout=60
    )
    assert result.returncode == 2
    assert result.stderr == "ethicslint: -: standard input cannot be read: it is closed\n"


# ---- options


def test_select_and_ignore() -> None:
    """Ids, families and globs, with commas or repeated; --ignore wins."""
    Path("two.md").write_text("The jury found him innocent. He committed suicide.\n", encoding="utf-8")
    suicide = "suicide/committed-suicide"

    def fired(*options: str) -> list[str]:
        return sorted({one["rule"] for one in checked(*options, "two.md")["findings"]})

    both = sorted([suicide, RULE])
    assert fired("--select", f"{suicide},{RULE}") == both
    assert fired("--select", suicide, "--select", RULE) == both
    assert fired("--select", "suicide") == [suicide]
    assert fired("--select", "suicide , verdict-wording") == both
    assert fired("--select", "*/found-*") == [RULE]
    assert fired("--select", "suicide,verdict-wording", "--ignore", "verdict*") == [suicide]
    assert RULE not in fired("--ignore", RULE)


def test_the_number_of_rules_in_force() -> None:
    everything = checked("clean.md")["tool"]["rules"]
    assert everything == len(rules().ids)
    assert checked("--select", RULE, "clean.md")["tool"]["rules"] == 1
    assert checked("--ignore", RULE, "clean.md")["tool"]["rules"] == everything - 1


HOUSE_RULE = """
title: "The lighthouse"
level: "{level}"
message: "“{{match}}” is the old name of the building."
why: "It was renamed."
match: {{phrase: ["old lighthouse"]}}
sources: ["house"]
bad: ["The [[old lighthouse]] burned.", "An [[old lighthouse]] burned.", "“The [[old lighthouse]] burned,” she said."]
good: ["The light burned.", "The house burned.", "The tower burned."]
since: "0.1"
"""


def test_house_rules() -> None:
    """--rules adds a folder to the built-in rules, and its rules are held to the same examples."""
    folder = Path("house/sensationalism")
    folder.mkdir(parents=True)
    (folder / "old-lighthouse.yaml").write_text(HOUSE_RULE.format(level="warning"), encoding="utf-8")
    Path("a.md").write_text("The old lighthouse. The jury found him innocent.\n", encoding="utf-8")
    found = [one["rule"] for one in checked("--rules", "house", "a.md")["findings"]]
    assert found == ["sensationalism/old-lighthouse", RULE]
    listed = run("rules", "list", "--rules", "house", "sensationalism/old-lighthouse").stdout
    assert listed == "sensationalism/old-lighthouse  warning: The lighthouse\n1 rule\n"
    assert "It was renamed." in run("explain", "--rules", "house", "sensationalism/old-lighthouse").stdout


def test_min_level() -> None:
    """What is below it is neither shown nor counted."""
    Path("a.md").write_text(
        "The jury found him innocent.\n\n“The jury found him innocent,” she said.\n", encoding="utf-8"
    )
    options = ("--select", RULE)
    assert [one["level"] for one in checked(*options, "a.md")["findings"]] == ["warning", "suggestion"]
    assert [one["level"] for one in checked(*options, "--min-level", "warning", "a.md")["findings"]] == ["warning"]
    assert checked(*options, "--min-level", "error", "a.md")["summary"]["findings"] == 0


def test_quiet() -> None:
    """No word where nothing was found; findings and problems are still told, and JSON is always whole."""
    assert run("check", "-q", "clean.md").stdout == ""
    assert run("check", "-q", "flawed.md").stdout == run("check", "flawed.md").stdout
    problem = run("check", "-q", "clean.md", "missing.md")
    assert (problem.stdout, problem.returncode, problem.stderr.count("\n")) == ("", 2, 1)
    assert json.loads(run("check", "-q", "--format", "json", "clean.md").stdout)["findings"] == []


def test_no_excerpt() -> None:
    """No word of an article in any format."""
    for form in FORMATS:
        counted = ["--statistics"] if "statistics" in FORMATS[form] else []
        result = run("check", "--no-excerpt", *counted, "--format", form, "flawed.md")
        assert RULE in result.stdout
        assert "found him innocent" not in result.stdout


def test_no_excerpt_holds_for_problems() -> None:
    """What is said about broken front matter does not quote it."""
    Path("a.md").write_text(f"---\nQuillfeather: 1\nQuillfeather: 2\n---\n\n{FLAWED}", encoding="utf-8")
    assert "Quillfeather" in run("check", "a.md").stderr
    for form in FORMATS:
        result = run("check", "--no-excerpt", "--format", form, "a.md")
        assert result.returncode == 2
        assert "Quillfeather" not in result.stdout + result.stderr


def test_statistics() -> None:
    """Counts where a format has a place for them, and nothing without the option; elsewhere the option is refused."""
    for form, options in FORMATS.items():
        expected = '"statistics"' if form == "json" else f"     1  warning     {RULE}\n"
        counted = run("check", "--statistics", "--format", form, "flawed.md")
        if "statistics" in options:
            assert expected in counted.stdout
            assert expected not in run("check", "--format", form, "flawed.md").stdout
        else:
            assert (counted.returncode, counted.stdout) == (2, "")
            assert f"--format {form} has no place for --statistics" in counted.stderr


@pytest.mark.parametrize(
    ("options", "env", "coloured"),
    [
        ([], {}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": ""}, False),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        (["--format", "json", "--color", "always"], {}, False),
        (["--format", "line", "--color", "always"], {}, False),
    ],
)
def test_colour_in_a_pipe(options: list[str], env: dict[str, str], coloured: bool) -> None:
    """An option beats the environment, NO_COLOR beats FORCE_COLOR, and machines get none."""
    assert ("\033[" in run("check", *options, "flawed.md", **env).stdout) is coloured


def test_colour_of_a_file() -> None:
    """A file is coloured only if asked for, whatever a CI says about its logs."""
    run("check", "-o", "plain.txt", "flawed.md", FORCE_COLOR="1")
    run("check", "-o", "coloured.txt", "--color", "always", "flawed.md")
    assert "\033[" not in Path("plain.txt").read_text(encoding="utf-8")
    assert "\033[" in Path("coloured.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", [60, 80, 120, 300])
def test_width(columns: int) -> None:
    """The text keeps to the terminal, and to what is comfortable on a very wide one."""
    Path("long.md").write_text(f"{'word ' * 100}found innocent {'word ' * 100}\n", encoding="utf-8")
    lines = run("check", "long.md", COLUMNS=str(columns)).stdout.splitlines()
    widest = max(map(len, lines))
    assert columns - 20 < widest <= columns or (columns == 300 and 100 < widest <= 120)


# ---- output to a file


def test_output_to_a_file() -> None:
    """Every format can go to a file, the same as to the terminal, and then nothing is printed."""
    for form in FORMATS:
        result = run("check", "--format", form, "-o", "report.out", "flawed.md")
        assert (result.stdout, result.stderr) == ("", "")
        assert Path("report.out").read_text(encoding="utf-8") == run("check", "--format", form, "flawed.md").stdout


def test_a_report_replaces_the_last_one() -> None:
    """Even where there is nothing to say, no stale report is left."""
    run("check", "-o", "report.txt", "flawed.md")
    run("check", "-q", "-o", "report.txt", "clean.md")
    assert Path("report.txt").read_text(encoding="utf-8") == ""


def test_output_keeps_permissions_and_links() -> None:
    """A file that is replaced keeps its permissions, a link stays a link, a new file gets the usual ones."""
    Path("real.txt").write_text("old", encoding="utf-8")
    Path("real.txt").chmod(0o640)
    Path("link.txt").symlink_to("real.txt")
    run("check", "-o", "link.txt", "flawed.md")
    assert Path("link.txt").is_symlink()
    assert RULE in Path("real.txt").read_text(encoding="utf-8")
    assert Path("real.txt").stat().st_mode & 0o777 == 0o640
    old = os.umask(0o027)
    try:
        run("check", "-o", "new.txt", "flawed.md")
    finally:
        os.umask(old)
    assert Path("new.txt").stat().st_mode & 0o777 == 0o640


def test_output_is_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """If writing fails half-way, the old report is untouched and no scrap is left."""
    Path("report.txt").write_text("old", encoding="utf-8")

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    result = invoke("check", "-o", "report.txt", "flawed.md")
    assert result.exit_code == 2
    assert result.stderr == "ethicslint: report.txt: cannot be written: No space left on device\n"
    assert Path("report.txt").read_text(encoding="utf-8") == "old"
    assert sorted(os.listdir()) == ["clean.md", "flawed.md", "report.txt"]


@pytest.mark.parametrize(("target", "reason"), [("no/report.txt", "No such file"), ("folder", "Is a directory")])
def test_output_that_cannot_be_written_is_2(target: str, reason: str) -> None:
    Path("folder").mkdir()
    result = run("check", "-o", target, "clean.md")
    assert result.returncode == 2
    assert result.stderr.startswith(f"ethicslint: {target}: cannot be written: {reason}")


def test_output_to_a_pipe_is_not_replaced_by_a_file() -> None:
    """What is no regular file, /dev/null or a named pipe, is written to and stays what it is."""
    os.mkfifo("pipe")
    process = subprocess.Popen(command("check", "-o", "pipe", "flawed.md"))
    with open("pipe", encoding="utf-8") as reader:
        received = reader.read()
    assert process.wait(timeout=60) == 0
    assert RULE in received
    assert Path("pipe").is_fifo()


# ---- streams


@pytest.fixture
def much() -> str:
    """An article whose report is larger than any buffer of a pipe."""
    Path("much.md").write_text("The jury found him innocent.\n\n" * 3000, encoding="utf-8")
    return "much.md"


@pytest.mark.parametrize("form", FORMATS)
def test_a_closed_pipe_is_respected(much: str, form: str) -> None:
    """In every format: whoever has read enough is left in peace: no traceback, and the exit code that the articles deserve."""
    for level, code in (("warning", 1), ("error", 0)):
        process = subprocess.Popen(
            command("check", "--format", form, "--fail-level", level, much),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdout is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait(timeout=60) == code


def test_head_reads_one_line(much: str) -> None:
    """In a real pipeline, for every command that prints much."""
    for arguments in (["check", "--format", "line", much], ["rules", "list"], ["explain", RULE], ["--help"]):
        shell = ["bash", "-c", 'set -o pipefail; "$@" | head -1', "bash", *command(*arguments)]
        result = subprocess.run(shell, capture_output=True, text=True, timeout=60)
        assert result.stdout.count("\n") == 1
        assert result.stderr == ""
        assert result.returncode == 0


def test_nobody_listens_on_standard_error() -> None:
    """With standard error closed half-way the exit code still says that something went wrong."""
    process = subprocess.Popen(command("check", "missing.md"), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stderr is not None
    assert process.stdout is not None
    process.stderr.close()
    assert b"1 problem" in process.stdout.read()
    process.stdout.close()
    assert process.wait(timeout=60) == 2


def test_closed_standard_output() -> None:
    """Started without an output there is nothing to say, and the exit code says it."""
    shell = ["sh", "-c", 'exec "$@" >&-', "sh", *command("check", "--fail-level", "warning", "flawed.md")]
    result = subprocess.run(shell, stderr=subprocess.PIPE, text=True, timeout=60)
    assert (result.returncode, result.stderr) == (1, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full disk to write to")
def test_a_full_disk_is_2() -> None:
    with open("/dev/full", "wb") as full:
        result = subprocess.run(
            command("check", "clean.md"), stdout=full, stderr=subprocess.PIPE, text=True, timeout=60
        )
    assert result.returncode == 2
    assert result.stderr == "ethicslint: standard output: cannot be written: No space left on device\n"


def test_narrow_encodings() -> None:
    """Signs that the terminal cannot show become like ones, letters question marks; machines get UTF-8 wherever it goes."""
    Path("flawed.md").write_text(FLAWED.replace("The jury", "Zoë’s jury"), encoding="utf-8")
    shown = run("check", "flawed.md", PYTHONIOENCODING="ascii").stdout
    assert '"found him innocent"' in shown
    assert "  3 | Zo?'s jury found him innocent." in shown
    for form in set(FORMATS) - {"text", "line", "suppressions"}:  # of which the last shows no words
        told = run("check", "--format", form, "flawed.md", PYTHONIOENCODING="ascii").stdout
        assert "“found him innocent”" in told


# ---- processes and signals


@pytest.fixture(scope="module")
def many(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough articles for several processes, a few of them unreadable."""
    folder = tmp_path_factory.mktemp("many")
    examples = sorted(root.glob("examples/*.md"))
    for number in range(16):
        shutil.copy(examples[number % len(examples)], folder / f"{number:02}.md")
    (folder / "binary.md").write_bytes(b"\0")
    (folder / "broken.md").write_text("---\n{\n---\n\nHe was found innocent.\n", encoding="utf-8")
    (folder / "dangling.md").symlink_to("nowhere")
    return folder


@pytest.mark.parametrize("form", ["text", "json", "sarif", "html"])
def test_the_number_of_processes_changes_nothing(many: Path, form: str) -> None:
    """One, two or eight processes, with a cache or without: the same bytes on both streams. All formats go the same way."""
    cold = {"ETHICSLINT_CACHE_DIR": str(many / "cache")} if form == "text" else {}
    arguments = ("check", "--format", form, many)
    results = [run(*arguments, "--jobs", "2", **cold), *(run(*arguments, "--jobs", jobs) for jobs in ("1", "2", "8"))]
    assert len({(result.returncode, result.stdout, result.stderr) for result in results}) == 1
    assert results[0].returncode == 2
    assert len(results[0].stdout) > 2000


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def family(pid: int) -> list[int]:
    """All processes that come from `pid`."""
    try:
        own = children(pid)
    except OSError:
        return []
    return [*own, *(one for child in own for one in family(child))]


def gone(pid: int) -> bool:
    """Whether a process has ended; one that nobody has collected yet has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def eventually(what: Callable[[], object]) -> bool:
    """Whether `what` comes true within a while."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.02)
    return False


def unfinished() -> list[str]:
    """Files in the cache folder that nobody will ever read."""
    return [name for name in os.listdir(os.environ["ETHICSLINT_CACHE_DIR"]) if not name.endswith((".bin", ".key"))]


Start = Callable[[int], tuple["subprocess.Popen[str]", list[int]]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start a check that never ends by itself, since it reads pipes that nobody writes to; and its processes."""
    started: list[subprocess.Popen[str]] = []
    held: list[int] = []

    def begin(jobs: int) -> tuple["subprocess.Popen[str]", list[int]]:
        pipes = [tmp_path / "pipe-0", tmp_path / "pipe-1"]
        for pipe in pipes:
            os.mkfifo(pipe)
        process = subprocess.Popen(
            command("check", "--jobs", str(jobs), "-o", "report.txt", *pipes),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(process)

        def is_read(pipe: Path) -> bool:
            """Whether somebody waits for what comes out of the pipe; if so, nothing ever will."""
            try:
                held.append(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
            except OSError:
                return False
            return True

        for pipe in pipes[:jobs]:
            assert eventually(lambda pipe=pipe: is_read(pipe))
        return process, family(process.pid)

    yield begin
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    for end in held:
        os.close(end)


@on_linux
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupt_leaves_nothing_behind(start: Start, jobs: int) -> None:
    """Ctrl-C ends at once with 130: no traceback, no process, no half report."""
    process, others = start(jobs)
    assert len(others) >= jobs - 1
    os.killpg(process.pid, signal.SIGINT)
    assert process.communicate(timeout=30) == ("", "")
    assert process.returncode == 130
    assert eventually(lambda: all(gone(pid) for pid in others))
    assert sorted(os.listdir()) == ["clean.md", "flawed.md"]
    assert unfinished() == []


@on_linux
def test_a_request_to_end_leaves_no_process_behind(start: Start) -> None:
    """SIGTERM, as a job runner sends it to us alone, ends the other processes as well."""
    process, others = start(2)
    process.send_signal(signal.SIGTERM)
    assert process.communicate(timeout=30) == ("", "")
    assert process.returncode == 143
    assert eventually(lambda: all(gone(pid) for pid in others))
    assert unfinished() == []


@on_linux
def test_a_killed_process_is_told(start: Start) -> None:
    """When the system kills one of the processes the job was not done, and nobody waits for ever."""
    process, others = start(2)
    os.kill(others[-1], signal.SIGKILL)
    stdout, stderr = process.communicate(timeout=30)
    assert process.returncode == 2
    assert stdout == ""
    assert stderr == "ethicslint: a process ended before its work was done (out of memory?); try again with --jobs 1\n"
    assert eventually(lambda: all(gone(pid) for pid in others))


# ---- on a terminal


def on_a_terminal(*args: str | Path, **env: str) -> tuple[str, int]:
    """What a terminal of 80 columns gets to see, both streams together, and the exit code."""
    ours, theirs = pty.openpty()
    variables = {name: value for name, value in os.environ.items() if name != "COLUMNS"} | {"TERM": "xterm", **env}
    process = subprocess.Popen(command(*args), stdin=theirs, stdout=theirs, stderr=theirs, env=variables)
    os.close(theirs)
    seen = b""
    while select.select([ours], [], [], 60)[0]:
        try:
            data = os.read(ours, 65536)
        except OSError:  # Linux says that the other side is closed in this way
            break
        if not data:
            break
        seen += data
    os.close(ours)
    return seen.decode(), process.wait(timeout=60)


def test_a_terminal_is_coloured_unless_told_not_to() -> None:
    assert "\033[" in on_a_terminal("check", "flawed.md")[0]
    assert "\033[" not in on_a_terminal("check", "flawed.md", NO_COLOR="1")[0]
    assert "\033[" not in on_a_terminal("check", "flawed.md", TERM="dumb")[0]
    assert "\033[" not in on_a_terminal("check", "--color", "never", "flawed.md")[0]


def test_progress_is_shown_on_long_runs_only() -> None:
    """From a hundred articles on a terminal shows how far we are; short runs, pipes and --quiet do not."""
    assert "Reading" not in on_a_terminal("check", "--color", "never")[0]
    for number in range(100):
        Path(f"{number}.md").write_text(CLEAN, encoding="utf-8")
    seen, code = on_a_terminal("check", "--color", "never")
    assert "Reading" in seen
    assert "100%" in seen
    assert code == 0
    assert "Reading" not in on_a_terminal("check", "-q")[0]
    piped = run("check")
    assert "Reading" not in piped.stdout + piped.stderr


def test_a_page_fits_the_terminal() -> None:
    """`explain` breaks its lines on a terminal, and only there."""
    seen, code = on_a_terminal("explain", RULE)
    piped = run("explain", RULE).stdout
    assert code == 0
    assert max(map(len, seen.splitlines())) <= 80 < max(map(len, piped.splitlines()))
    assert seen.split() == piped.split()


# ---- the other commands


def test_version() -> None:
    result = run("--version")
    assert (result.returncode, result.stdout) == (0, f"ethicslint {ethicslint.__version__}\n")


def every_command(group: click.Group, *words: str) -> Iterator[list[str]]:
    """The words that lead to each command, those of groups too."""
    yield [*words]
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        if isinstance(found, click.Group):
            yield from every_command(found, *words, name)
        else:
            yield [*words, name]


@pytest.mark.parametrize("arguments", list(every_command(main)), ids=" ".join)
def test_help_has_an_example(arguments: list[str]) -> None:
    """Every help text shows how the command is used, and fits a narrow terminal."""
    for option in ("-h", "--help"):
        shown = invoke(*arguments, option)
        assert shown.exit_code == 0
        assert re.search(r"^  Example:\n    .*ethicslint ", shown.output, re.MULTILINE)
        assert max(map(len, shown.output.splitlines())) <= 80


def test_commands_are_listed_in_full() -> None:
    """No description in a list of commands is cut."""
    for group in ([], ["rules"]):
        assert "..." not in invoke(*group, "--help").output.partition("Commands:")[2]


def test_explain() -> None:
    """A page says what, why, instead, shows examples, and names its sources."""
    page = run("explain", RULE)
    assert page.returncode == 0
    for part in ("# ", f"`{RULE}`", "**Why.**", "**Instead:**", "**Leave it if**", "[[", "**Sources:**"):
        assert part in page.stdout


def test_rules_list() -> None:
    """Every rule once, in order of name, and how many there are."""
    everything = run("rules", "list").stdout.splitlines()
    ids = [line.split()[0] for line in everything[:-1]]
    assert ids == list(rules().ids)
    assert everything[-1] == f"{len(ids)} rules"
    assert {line.partition("/")[0] for line in run("rules", "list", "suicide").stdout.splitlines()[:-1]} == {"suicide"}


def test_rules_test() -> None:
    """Examples that are kept are 0, and an example that is not is 1, by file and line."""
    kept = run("rules", "test", RULE)
    assert kept.returncode == 0
    assert re.fullmatch(r"1 rule, \d+ examples, 0 problems\n", kept.stdout)
    folder = Path("house/sensationalism")
    folder.mkdir(parents=True)
    broken = HOUSE_RULE.format(level="warning").replace("The tower burned", "The old lighthouse tower burned")
    (folder / "old-lighthouse.yaml").write_text(broken, encoding="utf-8")
    result = run("rules", "test", "--rules", "house", "sensationalism/old-lighthouse")
    assert result.returncode == 1
    assert "old-lighthouse.yaml:" in result.stdout
    assert re.search(r"^1 rule, 6 examples, [1-9]\d* problems?$", result.stdout, re.MULTILINE)


def test_rules_new() -> None:
    """A new rule file is started once, in a family that exists."""
    assert run("rules", "new", "--rules", "house", "suicide/a-word").stdout == "house/suicide/a-word.yaml\n"
    again = run("rules", "new", "--rules", "house", "suicide/a-word")
    assert (again.returncode, again.stderr) == (
        2,
        "ethicslint: house/suicide/a-word.yaml: is there already; choose another name\n",
    )
    unknown = run("rules", "new", "--rules", "house", "suicid/a-word")
    assert unknown.returncode == 2
    assert "did you mean “suicide”?" in unknown.stderr


def test_rules_docs() -> None:
    """Pages are written, then current; a stale one is 1 with --check."""
    assert run("rules", "docs", "pages").returncode == 0
    page = Path(f"pages/{RULE}.md")
    assert run("rules", "docs", "--check", "pages").returncode == 0
    page.write_text(page.read_text(encoding="utf-8") + "More.\n", encoding="utf-8")
    stale = run("rules", "docs", "--check", "pages")
    assert stale.returncode == 1
    assert stale.stdout.splitlines()[0] == f"{page} is stale"


def test_rules_schema() -> None:
    assert json.loads(run("rules", "schema").stdout)["$schema"]
