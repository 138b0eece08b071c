"""Configuration, suppressions, baselines, protected names, edits and the result cache in one run: none forgets another."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ethicslint.cli.main import main
from ethicslint.project.protected import VARIABLE
from ethicslint.report.formats import FORMATS

SLIP = "The jury found him innocent."
RULE = "verdict-wording/found-innocent"
DIED = "The farmer committed suicide in May."
FIXED = "The farmer died by suicide in May."


@pytest.fixture(autouse=True)
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty newsroom with a cache of its own."""
    monkeypatch.setenv("ETHICSLINT_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "newsroom").mkdir()
    monkeypatch.chdir(tmp_path / "newsroom")
    return tmp_path


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def check(*args: str, stdin: str | None = None) -> Any:
    return CliRunner().invoke(main, ["check", *args], input=stdin)


def found(*args: str) -> list[tuple[str, str, str]]:
    report = json.loads(check("--format", "json", *args).stdout)
    return [(one["path"], one["rule"], one["level"]) for one in report["findings"]]


def test_a_kept_result_takes_the_level_of_today() -> None:
    """A level that the configuration gives later holds for an article that is known, as does one that is taken back."""
    write("a.md", SLIP)
    (before,) = found()
    assert before[2] != "suggestion"
    assert found() == [before]
    write(".ethicslint.yaml", f"levels: {{{RULE}: suggestion}}\n")
    assert found() == found() == [("a.md", RULE, "suggestion")]
    Path(".ethicslint.yaml").unlink()
    assert found() == [before]


def test_a_suppression_written_later_holds_for_a_kept_result() -> None:
    """What is kept is what the rules found; what is held back is decided each time."""
    write("a.md", f"{SLIP}\n")
    assert len(found()) == 1
    write(
        ".ethicslint-suppressions.yaml",
        check("--format", "suppressions").stdout.replace('reason: ""', 'reason: "as the court declared"'),
    )
    assert found() == []
    assert len(found("--no-cache", "-")) == 0
    Path(".ethicslint-suppressions.yaml").unlink()
    assert len(found()) == 1


def test_one_file_of_suppressions_for_several_groups() -> None:
    """Articles with different settings share the file beside the configuration, and a mistake in it is told once."""
    write(".ethicslint.yaml", "overrides:\n  - {files: [opinion/], levels: {" + RULE + ": suggestion}}\n")
    write("news/a.md", f"{SLIP}\n")
    write("opinion/a.md", f"{SLIP}\n")
    assert len(found()) == 2
    entries = check("--format", "suppressions").stdout.replace('reason: ""', 'reason: "as the court declared"')
    write(".ethicslint-suppressions.yaml", entries)
    assert found() == []
    write(".ethicslint-suppressions.yaml", entries + "  - {path: news/a.md, rule: no/rule, words: x, reason: y}\n")
    told = check().stderr
    assert told.count("there is no rule “no/rule”") == 1


def test_a_baseline_meets_what_is_not_shown() -> None:
    """Each article has its own lowest level, and the baseline knows also what lies below it."""
    write(".ethicslint.yaml", "overrides:\n  - {files: [opinion/], min-level: error}\n")
    write("news/a.md", f"{SLIP}\n")
    write("opinion/a.md", f"{SLIP}\n")
    assert [path for path, _, _ in found()] == ["news/a.md"]
    assert check("--baseline", "known.json", "--write-baseline").exit_code == 0
    assert sorted(json.loads(Path("known.json").read_text())["articles"]) == ["news/a.md", "opinion/a.md"]
    write("news/a.md", f"{SLIP}\n\nA second jury found him innocent.\n")
    write("opinion/a.md", f"{SLIP}\n\nA second jury found him innocent.\n")
    assert [path for path, _, _ in found("--baseline", "known.json")] == ["news/a.md"]


def test_a_rule_that_is_off_for_an_article_leaves_its_entries() -> None:
    """An entry is stale only where its rule was looked for."""
    write("opinion/a.md", f"{SLIP}\n")
    check("--baseline", "known.json", "--write-baseline")
    write(".ethicslint.yaml", f"overrides:\n  - {{files: [opinion/], ignore: [{RULE}]}}\n")
    assert "stale" not in check("--baseline", "known.json").stderr
    check("--baseline", "known.json", "--write-baseline")
    assert RULE in json.loads(Path("known.json").read_text())["articles"]["opinion/a.md"]
    Path(".ethicslint.yaml").unlink()
    write("opinion/a.md", "It rained.\n")
    assert "stale" in check("--baseline", "known.json").stderr


def test_edits_keep_to_what_is_reported() -> None:
    """What is suppressed, switched off for an article, or stands beside a protected name is not mended."""
    write(".ethicslint.yaml", "overrides:\n  - {files: [opinion/], ignore: [suicide]}\n")
    write("news/a.md", f"{DIED}\n")
    write("news/b.md", f"{DIED} <!-- ethicslint-disable-line suicide: the family asked for it -->\n")
    write("opinion/a.md", f"{DIED}\n")
    check("--fix")
    assert Path("news/a.md").read_text() == f"{FIXED}\n"
    assert DIED in Path("news/b.md").read_text()
    assert DIED in Path("opinion/a.md").read_text()


def test_edits_keep_to_changed_lines(newsroom: Path) -> None:
    """`--fix --changed-since` leaves alone what stood there before."""
    import subprocess

    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    write("a.md", f"{DIED}\n")
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "one"]):
        subprocess.run([*git, *command], check=True)
    write("a.md", f"{DIED}\n\nThe baker committed suicide in June.\n")
    check("--fix", "--changed-since", "HEAD")
    assert Path("a.md").read_text() == f"{DIED}\n\nThe baker died by suicide in June.\n"


def test_a_baseline_and_edits_do_not_go_together() -> None:
    """An edit cannot tell what was there before."""
    write("a.md", f"{DIED}\n")
    for option in ("--fix", "--diff"):
        result = check(option, "--baseline", "known.json")
        assert result.exit_code == 2
        assert "leave out one of them" in result.stderr


def test_standard_input_that_is_left_out_is_printed_as_it_came() -> None:
    """Whoever replaces a text by what is printed does not lose it."""
    write(".ethicslint.yaml", "exclude: [archive/]\n")
    result = check("--fix", "--stdin-filename", "archive/a.md", "-", stdin=f"{DIED}\n")
    assert result.stdout == f"{DIED}\n"
    assert result.exit_code == 0


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "suppressions"])
def test_fingerprints_are_only_for_those_who_ask(form: str) -> None:
    """A report for others repeats none of the marks that suppressions and baselines know findings by."""
    write("a.md", f"{SLIP}\n")
    mark = check("--format", "suppressions").stdout.partition('words: "')[2].partition('"')[0]
    assert len(mark) == 16
    assert mark not in check("--format", form).stdout
    assert mark not in check("--format", "suppressions", "--no-excerpt").stdout


def test_the_page_of_a_job_names_nobody(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The summary that GitHub shows goes through the same door as everything else."""
    names = newsroom / "names.txt"
    names.write_text("Quillon Achterberg\n", encoding="utf-8")
    names.chmod(0o600)
    monkeypatch.setenv(VARIABLE, str(names))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(newsroom / "summary.md"))
    write("quillon-achterberg.md", f"---\n{{Quillon Achterberg\n---\n\n{SLIP} Quillon Achterberg left.\n")
    check("--format", "github", ".")
    page = (newsroom / "summary.md").read_text(encoding="utf-8").lower()
    assert page
    assert "quillon" not in page
    assert "achterberg" not in page


def test_doctor_counts_names_and_results(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many names are in force and how much is kept, never which; a list that others can read is wrong."""
    write("a.md", f"{SLIP}\n")
    check()
    doctor = CliRunner().invoke(main, ["doctor"])
    assert "results of earlier runs: 1 file" in doctor.stdout
    assert "protected names: none" in doctor.stdout
    names = newsroom / "names.txt"
    names.write_text("Quillon Achterberg\n", encoding="utf-8")
    names.chmod(0o600)
    monkeypatch.setenv(VARIABLE, str(names))
    doctor = CliRunner().invoke(main, ["doctor"])
    assert "protected names: 1\n" in doctor.stdout
    assert "Quillon" not in doctor.output
    names.chmod(0o644)
    doctor = CliRunner().invoke(main, ["doctor"])
    assert doctor.exit_code == 2
    assert "others can read the list of protected names" in doctor.stderr


def test_no_cache_keeps_nothing(newsroom: Path) -> None:
    """Neither rules nor configurations nor results."""
    write(".ethicslint.yaml", "min-level: warning\n")
    write("a.md", f"{SLIP}\n")
    check("--no-cache")
    assert not (newsroom / "cache").exists()
    check()
    assert len(list((newsroom / "cache").iterdir())) > 2
