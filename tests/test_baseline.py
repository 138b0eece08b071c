"""The baseline: what it recognises when an archive is edited, what it tells, and that it holds no word of any article."""

import json
import os
import textwrap
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from ethicslint.cli.main import main
from ethicslint.errors import EthicslintError
from ethicslint.project import baseline
from ethicslint.project.baseline import Baseline
from ethicslint.project.check import Report, Settings, check_source
from ethicslint.project.guard import Guard
from ethicslint.project.rulecache import rules
from ethicslint.project.selection import enabled
from ethicslint.text.source import Source

RULE = "verdict-wording/found-innocent"
SLIP = "The jury found him innocent."
KEY = bytes(16)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    Path("news/a.md").write_text(
        f"# A day in court\n\n{SLIP}\n\nIt rained. She was found innocent.\n", encoding="utf-8"
    )
    Path("news/b.md").write_text(f"# Another\n\n{SLIP}\n", encoding="utf-8")
    return tmp_path


def run(*args: str) -> Any:
    return CliRunner().invoke(main, ["check", *args])


def counts(*args: str) -> tuple[int, int, str]:
    """Found, in the baseline, and what is said on standard error."""
    result = run("--format", "json", "--baseline", "base.json", *args)
    assert result.exit_code in (0, 1), result.output
    summary = json.loads(result.stdout)["summary"]
    return summary["findings"], summary["baseline"], result.stderr


def edit(path: str, old: str, new: str) -> None:
    text = Path(path).read_text(encoding="utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new), encoding="utf-8")


# ---- what it recognises


def test_what_was_there_is_counted_and_not_shown(here: Path) -> None:
    assert counts("--write-baseline", "news") == (0, 3, "")
    assert counts("news") == (0, 3, "")
    result = run("--baseline", "base.json", "news")
    assert result.stdout.splitlines() == [
        "0 suppressed, 3 in the baseline.",
        "2 articles. Nothing found. This is not legal clearance.",
    ]


def test_moved_and_reflowed_paragraphs(here: Path) -> None:
    """Lines, their breaks and the order of paragraphs do not matter; nor does what is edited around a sentence."""
    counts("--write-baseline", "news")
    Path("news/a.md").write_text(
        "# A day in court\n\nNew words. It rained all\nday. *She* was\nfound   innocent.\n\n"
        "- A list.\n\n> The jury found\n> him innocent.\n",
        encoding="utf-8",
    )
    assert counts("news") == (0, 3, "")
    edit("news/a.md", "*She* was", "She was soon")
    found, known, said = counts("news")
    assert (found, known) == (1, 2)  # it is another sentence now
    assert "1 entry is stale for news/a.md" in said


def test_one_new_hit_is_one_finding(here: Path) -> None:
    """Also if it repeats a sentence that the baseline knows: of three like ones, with two known, the last is shown."""
    counts("--write-baseline", "news")
    edit("news/b.md", SLIP, f"{SLIP}\n\nThe jury found her lover innocent. He was found innocent.")
    result = run("--format", "line", "--baseline", "base.json", "news")
    assert result.stdout.count("\n") == 1
    assert result.stdout.startswith("news/b.md:5:")
    edit("news/b.md", "He was found innocent.", SLIP)
    assert run("--format", "line", "--baseline", "base.json", "news").stdout.startswith("news/b.md:5:")
    counts("--write-baseline", "news")
    edit("news/b.md", "# Another", f"# Another\n\n{SLIP}")
    found, known, said = counts("news")
    assert (found, known, said) == (1, 4, "")


def test_an_article_that_moved(here: Path) -> None:
    """Entries of an article that is gone meet the same sentences elsewhere; those of an article that is there do not."""
    counts("--write-baseline", "news")
    Path("archive").mkdir()
    Path("news/a.md").rename("archive/old.md")
    assert counts(".") == (0, 3, "")
    Path("news/c.md").write_text(Path("news/b.md").read_text(encoding="utf-8"), encoding="utf-8")
    assert counts(".")[:2] == (1, 3)


def test_names_do_not_depend_on_where_we_stand(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles are named from the folder of the baseline, however they are named on the command line."""
    counts("--write-baseline", "news")
    assert counts(str(here / "news")) == (0, 3, "")
    monkeypatch.chdir(here / "news")
    result = run("--format", "json", "--baseline", "../base.json", ".")
    assert json.loads(result.stdout)["summary"]["baseline"] == 3


def test_findings_about_the_document(here: Path) -> None:
    """They are known by rule and article, whatever becomes of the words; not in another article."""
    text = "# A man took his own life\n\n" + "The inquest heard of his suicide. " * 40 + "\n"
    Path("news/c.md").write_text(text, encoding="utf-8")
    select = ("--select", "omission/support-resources", "news")
    assert counts("--write-baseline", *select) == (0, 1, "")
    Path("news/c.md").write_text(text.replace("A man", "The man").replace("heard", "was told"), encoding="utf-8")
    assert counts(*select) == (0, 1, "")
    Path("news/c.md").rename("news/d.md")
    assert counts(*select)[:2] == (1, 0)


def two_ages(first: str, second: str) -> str:
    told = f"On Monday {first}, appeared in court charged with murder.\n\nMr Abbott denies it."
    return f"{told}\n\n{second}, will stand trial for murder in May.\n"


def test_a_contradiction_is_known_by_any_of_its_places(here: Path) -> None:
    """If paragraphs change places, the later place is another one, and the contradiction the same."""
    select = ("--select", "consistency", "news/a.md")
    young, old = "Thomas Abbott, 41", "Thomas Abbott, 47"
    article = Path("news/a.md")
    article.write_text(two_ages(young, old), encoding="utf-8")
    assert counts("--write-baseline", *select) == (0, 1, "")
    rows = two_ages(young, old).split("\n\n")
    article.write_text("\n\n".join([rows[2].strip(), rows[1], rows[0]]) + "\n", encoding="utf-8")
    found = json.loads(run("--format", "json", *select).stdout)["findings"]
    assert "charged" in article.read_text(encoding="utf-8").splitlines()[found[0]["start"]["line"] - 1]
    assert counts(*select) == (0, 1, "")


def test_levels_and_suppressions(here: Path) -> None:
    """What is below the level that is shown is no stale entry; what is suppressed is not written."""
    edit("news/b.md", SLIP, f"“{SLIP}” he said.")
    assert counts("--write-baseline", "news") == (0, 3, "")
    assert counts("--min-level", "error", "news") == (0, 3, "")
    edit("news/b.md", "he said.", "he said. <!-- ethicslint-disable-line verdict-wording: his words -->")
    found, known, said = counts("news")
    assert (found, known) == (0, 2)
    assert "1 entry is stale for news/b.md" in said
    assert counts("--write-baseline", "news") == (0, 2, "")


# ---- stale entries


def test_stale_entries_are_told_and_pruned(here: Path) -> None:
    """An entry that nothing meets is told, with its article; the exit code stays; writing prunes it."""
    counts("--write-baseline", "news")
    edit("news/a.md", SLIP, "The jury rose at noon.")
    Path("news/b.md").unlink()
    found, known, said = counts("news")
    assert (found, known) == (0, 1)
    assert said.splitlines() == [
        f"ethicslint: base.json: 1 entry is stale for news/{name}; --write-baseline prunes what is stale"
        for name in ("a.md", "b.md")
    ]
    assert counts("--write-baseline", "news") == (0, 1, "")
    assert list(json.loads(Path("base.json").read_text(encoding="utf-8"))["articles"]) == ["news/a.md"]


def test_what_was_not_looked_at_is_kept(here: Path) -> None:
    """A run over some articles, or with some rules, neither tells nor prunes the entries of others; nor of one it cannot read."""
    counts("--write-baseline", "news")
    before = json.loads(Path("base.json").read_text(encoding="utf-8"))
    assert counts("news/a.md") == (0, 2, "")
    assert counts("--select", "suicide", "news") == (0, 0, "")
    counts("--write-baseline", "news/a.md")
    counts("--write-baseline", "--select", "suicide", "news")
    Path("news/b.md").write_bytes(b"\xff")
    assert run("--baseline", "base.json", "--write-baseline", "news").exit_code == 2
    assert json.loads(Path("base.json").read_text(encoding="utf-8")) == before


# ---- the file


def test_it_holds_no_text(here: Path) -> None:
    """The file holds articles, rules and hashes with a key of its own: the same article gives other hashes in another file."""
    counts("--write-baseline", "news")
    text = Path("base.json").read_text(encoding="utf-8")
    assert not any(word in text for word in ("jury", "him", "rained", "found innocent"))
    run("--baseline", "other.json", "--write-baseline", "news")

    def marks(path: str) -> set[str]:
        articles = json.loads(Path(path).read_text(encoding="utf-8"))["articles"]
        return {mark for by_rule in articles.values() for found in by_rule.values() for mark in found}

    assert len(marks("base.json")) == 2  # one sentence stands in both articles
    assert marks("base.json").isdisjoint(marks("other.json"))
    before = Path("base.json").read_bytes()
    counts("--write-baseline", "news")
    assert Path("base.json").read_bytes() == before  # the key stays, and so does the order


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "base.json:1: the baseline is broken here"),
        ('{"version": 1,\n<<<<<<< HEAD\n', "base.json:2: the baseline is broken here (a conflict of a merge?)"),
        ("[]", "this is no baseline"),
        ('{"version": 2}', "has version 2, and 1 is read"),
        ('{"version": 1, "key": "00", "articles": {}}', "has lost its form"),
        ('{"version": 1, "key": "' + "0" * 32 + '", "articles": []}', "has lost its form"),
        ('{"version": 1, "key": "' + "0" * 32 + '", "articles": {"a.md": {"x/y": {"00": "1"}}}}', "has lost its form"),
        ('{"version": 1, "key": "' + "0" * 32 + '", "articles": {"a.md": {"x/y": {"00": -1}}}}', "has lost its form"),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_a_broken_file(here: Path, text: str, said: str) -> None:
    """A baseline that cannot be trusted is never taken for one, neither for reading nor for writing."""
    Path("base.json").write_text(text, encoding="utf-8")
    for more in ((), ("--write-baseline",)):
        result = run("--baseline", "base.json", *more, "news")
        assert result.exit_code == 2
        assert result.stderr.startswith("ethicslint: base.json")
        assert said in result.stderr
        assert "write it anew" in result.stderr
    assert Path("base.json").read_text(encoding="utf-8") == text


def test_other_faults(here: Path) -> None:
    """A missing file, one that is no text, a folder, a place where nothing can be written, an option without its fellow."""
    result = run("--baseline", "base.json", "news")
    assert (result.exit_code, result.stderr) == (
        2,
        "ethicslint: base.json: there is no such baseline; --write-baseline makes one\n",
    )
    Path("base.json").write_bytes(b"\xff\xfe")
    assert "not UTF-8 (byte 0)" in run("--baseline", "base.json", "news").stderr
    assert "cannot be read" in run("--baseline", "news", "news").stderr
    assert "cannot be written" in run("--baseline", "missing/base.json", "--write-baseline", "news").stderr
    assert run("--write-baseline", "news").exit_code == 2


def test_it_is_written_whole_or_not_at_all(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the disk is full the old file stays, and nothing else is left."""
    counts("--write-baseline", "news")
    before = Path("base.json").read_bytes()

    def fail(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    result = run("--baseline", "base.json", "--write-baseline", "--select", "suicide", "news")
    assert (result.exit_code, "cannot be written" in result.stderr) == (2, True)
    assert Path("base.json").read_bytes() == before
    assert sorted(one.name for one in here.iterdir()) == ["base.json", "news"]


def test_processes_do_not_matter(here: Path) -> None:
    counts("--write-baseline", "news")
    edit("news/b.md", SLIP, f"{SLIP}\n\n{SLIP}")
    one, two = (run("--baseline", "base.json", "--format", "json", "--jobs", jobs, "news") for jobs in ("1", "2"))
    assert one.stdout == two.stdout


# ---- laws

SENTENCES = st.sampled_from(
    [
        SLIP,
        "It rained all day.",
        "He left the court on Friday.",
        "She was found innocent of it.",
        "He said no more.",
        "“They found me innocent,” he said.",
    ]
)
PARAGRAPHS = st.lists(st.lists(SENTENCES, min_size=1, max_size=4), min_size=1, max_size=6)


def linted(paragraphs: list[list[str]], width: int = 500) -> Report:
    compiled = rules()
    text = "\n\n".join("\n".join(textwrap.wrap(" ".join(one), width, break_long_words=False)) for one in paragraphs)
    settings = Settings(enabled(compiled.ids, ("verdict-wording",), ()), guard=Guard(marked=True))
    return Report([check_source(Source(text + "\n", "a.md"), compiled, settings)], [], 1)


def known_from(report: Report, folder: Path) -> Baseline:
    return baseline.renewed(report, Baseline(str(folder / "base.json"), KEY, {}), lambda path, rule: True)


@given(PARAGRAPHS, st.randoms(), st.integers(20, 100))
def test_reflowing_and_moving_keep_the_baseline(paragraphs: list[list[str]], random: Any, width: int) -> None:
    """However lines are broken and paragraphs moved, nothing is new and nothing stale."""
    known = known_from(linted(paragraphs), Path.cwd())
    moved = random.sample(paragraphs, len(paragraphs))
    after = baseline.apply(linted(moved, width), known, lambda path, rule: True, stale=True)
    assert after.findings == []
    assert after.notices == []


@given(PARAGRAPHS, st.integers(0, 6), st.integers(0, 6), st.sampled_from([SLIP, "He was soon found innocent."]))
def test_one_new_hit_reports_one(paragraphs: list[list[str]], at: int, gone: int, sentence: str) -> None:
    """A sentence more is one finding more, whether the baseline knows its like or not; a paragraph less is none."""
    known = known_from(linted(paragraphs), Path.cwd())
    more = [*paragraphs[:at], [sentence], *paragraphs[at:]]
    assert [
        one.match for one in baseline.apply(linted(more), known, lambda path, rule: False, stale=False).findings
    ] == ["found him innocent" if sentence == SLIP else "found innocent"]
    less = [*paragraphs[:gone], *paragraphs[gone + 1 :]]
    if less:
        assert baseline.apply(linted(less), known, lambda path, rule: False, stale=False).findings == []


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=9), inner),
    )
)
def test_no_data_is_taken_for_a_baseline(data: object) -> None:
    """Whatever JSON stands in the file, it is a baseline or a repairable mistake."""
    for whole in (data, {"version": 1, "key": "0" * 32, "articles": data}):
        try:
            baseline.checked("base.json", whole)
        except EthicslintError as error:
            assert error.problems[0].path == "base.json"
