"""Configuration: every key does what it says, the nearest file wins, options win over files, and mistakes are named by line."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from ethicslint.cli.main import main
from ethicslint.errors import EthicslintError
from ethicslint.project import configfile, nearest
from ethicslint.project.check import Settings
from ethicslint.project.configuration import FILE_KEYS, OVERRIDE_KEYS, PROFILES, ConfigError
from ethicslint.project.newsroom import Newsroom, Wishes
from ethicslint.project.rulecache import rules
from ethicslint.rulebook.model import LEVELS

FLAWED = "# A day in court\n\nThe jury found him innocent.\n"
RULE = "verdict-wording/found-innocent"
SUGGESTED = rules().rule(rules().ids.index("stigma/homeless-label")).bad[0].text

KEY = st.sampled_from([*FILE_KEYS, *OVERRIDE_KEYS, "suicide", "x", "prefers", "person"])
WORD = st.sampled_from("suicide * error low us a/ ../a strict ~ null true 3 &a !x -".split())
VALUE = st.recursive(
    st.one_of(WORD, st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEY, inner, max_size=3)),
    max_leaves=8,
)
YAML = st.dictionaries(KEY, VALUE, max_size=4).map(lambda value: json.dumps(value, ensure_ascii=False).encode())
TOML = st.dictionaries(KEY, st.one_of(WORD, st.lists(WORD, max_size=3)), max_size=4).map(
    lambda value: "".join(f"{key} = {json.dumps(one)}\n" for key, one in value.items()).encode()
)
settings_of_hypothesis = hypothesis.settings(
    max_examples=300, deadline=None, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture]
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one article, and we are in it."""
    place = tmp_path / "newsroom"
    (place / ".git").mkdir(parents=True)
    monkeypatch.chdir(place)
    monkeypatch.setenv("COLUMNS", "80")
    write("flawed.md", FLAWED)
    return place


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def config(text: str, path: str = ".ethicslint.yaml") -> None:
    write(path, text)


def check(*args: str, code: int | None = None, **options: Any) -> Any:
    result = CliRunner().invoke(main, ["check", *args], **options)
    assert "Traceback" not in result.stderr, result.stderr
    if code is not None:
        assert result.exit_code == code, result.output
    return result


def found(*args: str) -> list[tuple[str, str, str]]:
    """Path, level and rule of what is found."""
    result = check("--format", "json", *args)
    assert result.exit_code < 2, result.stderr
    return [(one["path"], one["level"], one["rule"]) for one in json.loads(result.stdout)["findings"]]


def complaint(*args: str) -> str:
    """What is said of a configuration that is wrong."""
    result = check(*args, code=2)
    assert result.stdout == ""
    return str(result.stderr).removeprefix("ethicslint: ").rstrip("\n")


def settings(path: str = "flawed.md", **wishes: Any) -> Settings:
    return Newsroom(Wishes(**wishes)).group(path).settings


def names(path: str = "flawed.md", **wishes: Any) -> set[str]:
    """The ids of the rules that are on."""
    group = Newsroom(Wishes(**wishes)).group(path)
    enabled = group.settings.enabled
    return {name for number, name in enumerate(group.compiled.ids) if enabled is None or number in enabled}


EVERY = set(rules().ids)
SUICIDE = {name for name in EVERY if name.startswith("suicide/")}


# ---- which file


def test_without_a_configuration_all_rules_are_on() -> None:
    assert settings() == Settings(None)
    assert found() == [("flawed.md", "warning", RULE)]


def test_the_nearest_file_wins() -> None:
    """Each article gets the configuration nearest to it, whatever folder we are in; a nearer one takes nothing from an outer."""
    config("ignore: [verdict-wording]\nmin-level: error\n")
    config("levels: {verdict-wording: error}\n", "courts/.ethicslint.yaml")
    write("courts/crown/flawed.md", FLAWED)
    write("local/flawed.md", FLAWED)
    assert found() == [("courts/crown/flawed.md", "error", RULE)]
    assert settings("local/flawed.md").min_level == "error"
    assert settings("courts/crown/flawed.md").min_level == "suggestion"
    os.chdir("courts/crown")
    assert found("../..") == [("../../courts/crown/flawed.md", "error", RULE)]


def test_pyproject_counts_if_it_speaks_of_us() -> None:
    config("ignore: [verdict-wording]\n")
    write("desk/pyproject.toml", '[project]\nname = "desk"\n')
    write("desk/flawed.md", FLAWED)
    assert found() == []
    write("desk/pyproject.toml", '[project]\nname = "ethicslint-desk"\n')
    assert found() == []
    write("desk/pyproject.toml", '[tool.ethicslint]\nlevels = {verdict-wording = "error"}\n')
    assert found() == [("desk/flawed.md", "error", RULE)]


def test_of_two_in_one_folder_the_one_of_our_own_name_holds() -> None:
    write("pyproject.toml", "[tool.ethicslint]\nignore = ['verdict-wording']\n")
    assert found() == []
    config("levels: {verdict-wording: error}\n")
    assert found() == [("flawed.md", "error", RULE)]


def test_the_search_ends_at_the_repository(here: Path) -> None:
    """What stands around a repository is not its own; outside of any, the search goes all the way up."""
    (here.parent / ".ethicslint.yaml").write_text("ignore: [verdict-wording]\n", encoding="utf-8")
    assert len(found()) == 1
    (here / ".git").rmdir()
    assert found() == []


@pytest.mark.parametrize("name", [".ethicslint.yml", "ethicslint.yaml", ".ethicslint.toml"])
def test_a_file_that_would_be_passed_over_is_named(name: str) -> None:
    config("ignore: [verdict-wording]\n", name)
    assert complaint() == f"{name}: is not read; call it .ethicslint.yaml"


def test_an_empty_file_says_nothing() -> None:
    """… and hides those further out all the same."""
    config("ignore: [verdict-wording]\n")
    for text in ("", "# nothing yet\n", "\ufeff", "---\n"):
        config(text, "desk/.ethicslint.yaml")
        write("desk/flawed.md", FLAWED)
        assert found() == [("desk/flawed.md", "warning", RULE)]


def test_a_named_file_holds_for_all() -> None:
    """Whatever it is called; its globs hold from the folder we are in."""
    config("levels: {verdict-wording: error}\n", "desk/.ethicslint.yaml")
    write("desk/flawed.md", FLAWED)
    config("min-level: warning\nexclude: [desk/]\n", "etc/newsroom.yaml")
    assert found("--config", "etc/newsroom.yaml") == [("flawed.md", "warning", RULE)]
    write("etc/desk.toml", "[tool.ethicslint]\nignore = ['verdict-wording']\n")
    assert found("--config", "etc/desk.toml") == []
    assert complaint("--config", "etc/none.yaml") == "etc/none.yaml: cannot be read: No such file or directory"
    write("etc/other.toml", "[tool.other]\n")
    assert complaint("--config", "etc/other.toml") == "etc/other.toml: has no [tool.ethicslint]"


def test_standard_input_goes_by_the_name_it_is_given() -> None:
    config("levels: {verdict-wording: error}\nexclude: [old/]\n", "desk/.ethicslint.yaml")
    for name, level in (("desk/new.md", "error"), ("new.md", "warning")):
        result = check("--format", "line", "--stdin-filename", name, "-", input=FLAWED)
        assert f": {level}: " in result.stdout
    result = check("--stdin-filename", "desk/old/new.md", "-", input=FLAWED, code=0)
    assert "0 articles. Nothing found." in result.stdout
    result = check("--no-force-exclude", "--stdin-filename", "desk/old/new.md", "-", input=FLAWED, code=1)


# ---- what a file says of rules


def test_select_and_ignore() -> None:
    """Ids, families and globs; `ignore` wins."""
    config("select: [suicide, 'verdict-wording/f*']\nignore: suicide/suicide-bid\n")
    on = names()
    assert {RULE, *SUICIDE} - on == {"suicide/suicide-bid"}
    assert all(name.startswith(("suicide/", "verdict-wording/f")) for name in on)


def test_options_win_over_files() -> None:
    """A `select` starts anew, so that a rule that a file ignores can be asked for; an `ignore` takes away."""
    config("ignore: [suicide]\nmin-level: error\nmin-confidence: high\nfail-level: error\nformat: line\n")
    assert names() == EVERY - SUICIDE
    assert names(select=["suicide"]) == SUICIDE
    assert names(ignore=["stigma"]) == {name for name in EVERY - SUICIDE if not name.startswith("stigma/")}
    asked = settings(min_level="warning", min_confidence="low", fail_level="warning")
    assert (asked.min_level, asked.min_confidence, asked.fail_level) == ("warning", "low", "warning")
    config("format: line\nlevels: {verdict-wording: error}\n")
    assert check(code=1).stdout.startswith("flawed.md:3:10: error: ")
    assert check("--format", "text").stdout.startswith("flawed.md:3:10  error ")


def test_levels() -> None:
    """An id says more than a family, a family more than a glob, wherever they stand; headlines and terms are no exception."""
    config(
        "levels:\n"
        f"  {RULE}: suggestion\n"
        "  verdict-wording: error\n"
        "  '*': warning\n"
        "  'verdict-wording/h*': suggestion\n"
        "  omission: suggestion\n"
    )
    group = Newsroom(Wishes()).group("flawed.md")
    levels = {group.compiled.ids[number]: level for number, level in group.settings.levels}
    assert set(levels) == EVERY
    assert levels[RULE] == "suggestion"
    assert levels["verdict-wording/hung-jury-acquittal"] == "error"
    assert levels["suicide/method-in-headline"] == "warning"
    assert levels["omission/support-resources"] == "suggestion"
    assert found() == [("flawed.md", "suggestion", RULE)]


def test_a_quotation_still_costs_a_step() -> None:
    """The level of the configuration takes the place of the rule's, and nothing else changes."""
    write("flawed.md", "The jury found him innocent. “They found me innocent,” he said.\n")
    config("levels: {verdict-wording: error}\n")
    assert [level for _, level, _ in found()] == ["error", "warning"]


@pytest.mark.parametrize("word", ["omission", "omission/support-resources", "'*'", "'o*/*'"])
@pytest.mark.parametrize("level", ["warning", "error"])
def test_omission_is_never_raised(word: str, level: str) -> None:
    """What is missing is for the writer to judge: whatever names it, the way out is said."""
    config(f"levels:\n  {word}: {level}\n")
    assert complaint() == (
        f".ethicslint.yaml:2: “levels: {word.strip(chr(39))}: {level}” would raise omission above a suggestion; what is "
        "missing is never more; give omission: suggestion a line of its own, or leave it out"
    )
    config(f"levels:\n  {word}: {level}\n  omission: suggestion\n  omission/support-resources: suggestion\n")
    if word.startswith("'"):
        assert check().exit_code < 2


def test_levels_and_confidence() -> None:
    """What is hidden at one level or confidence is shown at another; with low, also what a quotation made inaudible."""
    write("flawed.md", f"{SUGGESTED}\n\n“{SUGGESTED}”\n")
    (only,) = found()
    assert only[1] == "suggestion"
    config("min-level: warning\n")
    assert found() == []
    config("min-confidence: low\n")
    assert found() == [only, only]
    assert found("--min-confidence", "medium") == [only]


def test_the_fail_level_of_each_article_counts() -> None:
    write("desk/flawed.md", FLAWED)
    config("fail-level: warning\n", "desk/.ethicslint.yaml")
    check("flawed.md", code=0)
    check("desk", code=1)
    check(".", code=1)
    check("--fail-level", "error", ".", code=0)
    check("--exit-zero", ".", code=0)


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_lowers_no_rule(profile: str) -> None:
    """… and says nothing of rules that there are not."""
    config(f"profile: {profile}\n")
    group = Newsroom(Wishes()).group("flawed.md")
    assert group.settings.enabled is None
    for number, level in group.settings.levels:
        rule = group.compiled.rule(number)
        assert max(LEVELS.index(rule.level), LEVELS.index(rule.headline_level)) <= LEVELS.index(level)


def test_what_the_profiles_are() -> None:
    config("profile: default\n")
    assert settings() == Settings(None)
    config("profile: newsroom-light\n")
    assert settings() == Settings(None, min_level="warning")
    config("profile: strict\n")
    strict = settings()
    assert (strict.min_level, strict.min_confidence, strict.fail_level) == ("suggestion", "low", "warning")
    assert set(dict(strict.levels).values()) == {"suggestion", "warning", "error"}
    write("flawed.md", SUGGESTED)
    config("profile: newsroom-light\n")
    assert found() == []
    config("profile: newsroom-light\nmin-level: suggestion\n")
    assert found() != []


def test_a_profile_lies_below_everything() -> None:
    """The nearest file's profile counts, and every file says more than it."""
    config("profile: strict\nfail-level: error\n", "house.yaml")
    config("extends: house.yaml\nprofile: newsroom-light\n")
    assert (settings().min_level, settings().fail_level, settings().levels) == ("warning", "error", ())


# ---- overrides


def test_overrides() -> None:
    """What an override says holds for what its globs mean, the later one more than the earlier."""
    config(
        "min-level: warning\n"
        "ignore: [suicide]\n"
        "overrides:\n"
        "  - files: [opinion/, '*.txt']\n"
        "    min-level: error\n"
        "    jurisdiction: scotland\n"
        "  - files: opinion/**/court*.md\n"
        "    min-level: suggestion\n"
        "    select: [suicide]\n"
        "    levels: {suicide: error}\n"
    )
    assert (settings("a.md").min_level, settings("a.md").declared.jurisdiction) == ("warning", "")
    assert settings("deep/a.txt").min_level == "error"
    assert settings("opinion/sunday/a.md").declared.jurisdiction == "scotland"
    court = settings("opinion/sunday/court-report.md")
    assert (court.min_level, court.declared.jurisdiction) == ("suggestion", "scotland")
    assert names("opinion/court.md") == SUICIDE
    assert names("opinion/other.md") == EVERY - SUICIDE
    assert {level for _, level in court.levels} == {"error"}


def test_articles_that_fare_alike_are_checked_together() -> None:
    config("overrides:\n  - {files: [a/], min-level: error}\n")
    groups = Newsroom(Wishes()).groups(["a/1.md", "b/1.md", "a/2.md", "b/2.md"])
    assert [group.paths for group in groups] == [["a/1.md", "a/2.md"], ["b/1.md", "b/2.md"]]
    assert groups[0].compiled is groups[1].compiled


def test_the_number_of_processes_changes_nothing() -> None:
    config("overrides:\n  - {files: [a/], levels: {verdict-wording: error}}\n")
    for number in range(6):
        write(f"{'ab'[number % 2]}/{number}.md", FLAWED)
    assert check("--format", "json", "--jobs", "1").stdout == check("--format", "json", "--jobs", "2").stdout


# ---- what is looked at


def test_paths_are_what_is_checked_where_nothing_is_named() -> None:
    config("paths: [content, wire/today.md]\n")
    for path in ("content/a.md", "wire/today.md", "wire/old.md"):
        write(path, FLAWED)
    assert [path for path, _, _ in found()] == ["content/a.md", "wire/today.md"]
    assert [path for path, _, _ in found("wire")] == ["wire/old.md", "wire/today.md"]
    os.chdir("wire")
    assert [path for path, _, _ in found()] == [str(Path("..", "content", "a.md").resolve()), "today.md"]


def test_exclude() -> None:
    """Also for what is named, since hooks name paths; unless that is what is wanted."""
    config("exclude: [old/, '*.draft.md', /top.md, court/**/notes]\n")
    left_out = ["old/a.md", "deep/old/a.md", "deep/a.draft.md", "top.md", "court/a/b/notes/a.md"]
    checked = ["deep/top.md", "court/a.md", "notes/a.md", "older/a.md"]
    for path in (*left_out, *checked):
        write(path, FLAWED)
    assert [path for path, _, _ in found()] == sorted([*checked, "flawed.md"])
    assert found(*left_out, "old", "deep/old") == []
    assert [path for path, _, _ in found("--no-force-exclude", *left_out)] == sorted(left_out)
    assert [path for path, _, _ in found("--no-force-exclude", "old", "deep")] == ["deep/top.md", "old/a.md"]
    assert [path for path, _, _ in found("--exclude", "court/", "--exclude", "notes")] == [
        "deep/top.md",
        "flawed.md",
        "older/a.md",
    ]


def test_what_an_outer_file_leaves_out_stays_out() -> None:
    """A nearer configuration inside an excluded folder brings nothing back: the walk does not get there, nor does a name."""
    config("exclude: [old/]\n")
    config("min-level: warning\n", "old/.ethicslint.yaml")
    write("old/a.md", FLAWED)
    assert found(".", "old", "old/a.md") == [("flawed.md", "warning", RULE)]


def test_what_is_left_out_is_not_even_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that nobody may list is no problem if it is excluded."""
    config("exclude: [locked]\n")
    write("locked/a.md", FLAWED)
    real = os.scandir

    def scandir(path: str) -> Any:
        if "locked" in str(path):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert len(found()) == 1


# ---- house rules, helplines, terms


HOUSE_RULE = json.dumps(
    {
        "title": "The quay",
        "level": "warning",
        "message": "“{match}” is the harbour.",
        "why": "Readers know it by that name.",
        "match": {"phrase": ["the quay"]},
        "sources": ["house"],
        "bad": ["At [[the quay]].", "By [[the quay]].", "On [[the quay]]."],
        "good": ["At the harbour.", "“Harbour.”", "A boat."],
        "since": "0.1",
    },
    ensure_ascii=False,
)


def test_house_rules() -> None:
    """Folders from the folder of their file; each article is checked with those of its own configuration."""
    write("style/sensationalism/quay.yaml", HOUSE_RULE)
    config("rules: ../style\n", "desk/.ethicslint.yaml")
    for path in ("desk/a.md", "b.md"):
        write(path, "He stood on the quay.\n")
    assert found() == [("desk/a.md", "warning", "sensationalism/quay"), ("flawed.md", "warning", RULE)]
    os.chdir("desk")
    assert found() == [("a.md", "warning", "sensationalism/quay")]
    config("rules: [../style]\nignore: [sensationalism/quay]\n")
    assert found() == []
    config("rules: [../stile]\n")
    assert complaint() == (
        ".ethicslint.yaml:1: there is no folder “../stile”; “rules” are folders, from the folder of this file"
    )


LACKING = rules().rule(rules().ids.index("omission/support-resources")).bad[0].text


def test_helplines() -> None:
    """Added by the CMS: nothing is missed. Named: one of them in the article is enough, whatever its capitals and blanks."""
    support = ("flawed.md", "suggestion", "omission/support-resources")
    write("flawed.md", LACKING)
    assert support in found()
    config("helplines: added-by-cms\n")
    assert support not in found()
    config("helplines: [Harbour Listeners, '0800 555 0100']\n")
    assert support in found()
    write("flawed.md", f"{LACKING}\n\nHARBOUR\u00a0listeners are there at night.\n")
    assert support not in found()
    config("helplines: [added-by-cms, Harbour Listeners]\n")
    assert "“added-by-cms” stands alone, or the helplines are named" in complaint()


def test_jurisdiction_and_terms_reach_the_settings() -> None:
    config("jurisdiction: ireland\nterms:\n  - {person: Ann Roe, prefers: survivor}\n  - prefers: complainant\n")
    assert settings().declared.jurisdiction == "ireland"
    assert settings().declared.terms == (("Ann Roe", "survivor"), ("", "complainant"))


# ---- extends


def test_extends() -> None:
    """What is nearer says more; lists of a kind take each other's place, `ignore` adds up; globs hold from the nearest file."""
    config("min-level: error\nfail-level: error\nexclude: [old/]\nignore: [stigma]\n", "shared/base.yaml")
    config("extends: base.yaml\nmin-level: warning\nignore: [suicide]\n", "shared/house.yaml")
    config("extends: ../shared/house.yaml\nfail-level: warning\n", "desk/.ethicslint.yaml")
    write("desk/old/a.md", FLAWED)
    held = settings("desk/a.md")
    assert (held.min_level, held.fail_level) == ("warning", "warning")
    assert names("desk/a.md") == {name for name in EVERY - SUICIDE if not name.startswith("stigma/")}
    assert found("desk") == []


def test_a_toml_file_can_be_extended() -> None:
    write("desk/pyproject.toml", '[tool.ethicslint]\nextends = "../pyproject.toml"\nfail-level = "warning"\n')
    write("pyproject.toml", '[tool.ethicslint]\nmin-level = "warning"\n')
    assert (settings("desk/a.md").min_level, settings("desk/a.md").fail_level) == ("warning", "warning")


def chain(length: int) -> None:
    for number in range(length):
        config(f"extends: {number + 1}.yaml\n" if number + 1 < length else "", f"{number}.yaml")
    config("extends: 0.yaml\n")


def test_a_chain_ends() -> None:
    chain(7)
    assert len(found()) == 1
    chain(8)
    assert complaint() == "6.yaml:1: extends a file too many; 8 may build on each other"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("none.yaml", "there is no file “none.yaml” to extend; the path starts from the folder of this file"),
        (".ethicslint.yaml", "these files extend each other in a circle: .ethicslint.yaml → .ethicslint.yaml"),
        (
            "https://example.org/a.yaml",
            "“https://example.org/a.yaml” is an address, and nothing is fetched; copy the file and give its path",
        ),
        ("/etc/a.yaml", "“/etc/a.yaml” is an absolute path; give the path from the folder of this file"),
        ("~/a.yaml", "“~/a.yaml” begins with a “~”, which is not read; give the path from the folder of this file"),
        ("../a.yaml", "“../a.yaml” leads out of the repository; a configuration extends files inside it"),
        ("link.yaml", "“link.yaml” leads out of the repository; a configuration extends files inside it"),
        ("secret", "“secret” is no configuration by its name; it ends in .yaml, .yml, .toml"),
        ("loop.yaml", "loop.yaml: cannot be read: Too many levels of symbolic links"),
        ("folder.yaml", "folder.yaml: cannot be read: it is a folder"),
        ("other.toml", "other.toml: has no [tool.ethicslint] to extend"),
    ],
)
def test_what_cannot_be_extended(here: Path, asked: str, said: str) -> None:
    (here.parent / "a.yaml").write_text("password: secret\n", encoding="utf-8")
    Path("link.yaml").symlink_to(here.parent / "a.yaml")
    Path("loop.yaml").symlink_to("loop.yaml")
    Path("folder.yaml").mkdir()
    write("other.toml", "[tool.other]\n")
    write("secret", "a: 1\n")
    config(f"extends: {asked}\n")
    assert complaint().removeprefix(".ethicslint.yaml:1: ") == said


def test_a_circle_over_several_files() -> None:
    config("extends: b.yaml\n", "a.yaml")
    config("\n\nextends: a.yaml\n", "b.yaml")
    config("extends: a.yaml\n")
    assert complaint() == (
        "b.yaml:3: these files extend each other in a circle: .ethicslint.yaml → a.yaml → b.yaml → a.yaml"
    )


def test_without_a_repository_the_outermost_configuration_is_the_end(here: Path) -> None:
    (here / ".git").rmdir()
    config("extends: ../.ethicslint.yaml\n", "desk/.ethicslint.yaml")
    config("min-level: warning\n")
    assert settings("desk/a.md").min_level == "warning"
    config("extends: ../house.yaml\n")
    (here.parent / "house.yaml").write_text("", encoding="utf-8")
    assert "leads out of the repository" in complaint("flawed.md")


# ---- mistakes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("selekt: [suicide]", "1: unknown key “selekt”; did you mean “select”?"),
        ("\nmin_level: error", "2: unknown key “min_level”; did you mean “min-level”?"),
        ("min-level: eror", "1: “eror” is no min-level: error, warning, suggestion; did you mean “error”?"),
        ("profile: stric", "1: “stric” is no profile: default, strict, newsroom-light; did you mean “strict”?"),
        ("select: [suicid]", "1: no rule or family is called “suicid”; did you mean “suicide”?"),
        (
            "ignore:\n  - suicide\n  - verdict-wording/found-inocent",
            f"3: no rule or family is called “verdict-wording/found-inocent”; did you mean “{RULE}”?",
        ),
        ("levels: {suicde: error}", "1: no rule or family is called “suicde”; did you mean “suicide”?"),
        ("levels:\n  suicide: off", "2: “off” is no level; name suicide under “ignore”"),
        ("levels:\n  suicide: hint", "2: “hint” is no suicide: suggestion, warning, error"),
        ("select: []", "1: “select” is empty; fill it in"),
        ("ignore: ['*']", "1: no rule is left to check with; select more or ignore less"),
        (
            "min-level: error\nfail-level: warning",
            "2: “fail-level” warning would fail on what “min-level” error does not show",
        ),
        ("jurisdiction: uk", "1: “uk” is no jurisdiction: us, england-wales, scotland, "),
        ("overrides:\n  - min-level: error", "2: “files” is missing; say with globs for which articles this holds"),
        ("overrides:\n  - files: [a]\n    profile: strict", "3: unknown key “profile”"),
        ("overrides: {files: a}", "1: “overrides” must be a list of maps with the keys files, select, "),
        ("terms: [{prefers: survivour}]", "1: “survivour” is no prefers: survivor, victim, complainant, "),
        (
            "exclude: ['!keep.md']",
            "1: “!keep.md” in “exclude” takes nothing back; “!” is not read here, so name only what is meant",
        ),
        (
            "exclude: [../other]",
            "1: “../other” in “exclude” leads out of the folder of this file; it names what stands below it",
        ),
        ("exclude: [.]", "1: “.” in “exclude” names nothing; write ** for everything"),
        ("exclude: ['a\\b']", "1: “a\\b” in “exclude” has a “\\”; folders are parted by “/”, on Windows too"),
        (
            "exclude: *.md",
            "1: a “*” or “&” that begins no text; text that begins with “*” needs double quotes around it",
        ),
        ("rules: ../..", "1: “../..” in “rules” leads out of the repository, or of the folder of this file"),
        ("rules: /etc", "1: “/etc” in “rules” leads out of the repository, or of the folder of this file"),
        ("paths: ../other", "1: “../other” in “paths” leads out of the repository, or of the folder of this file"),
        ("- select", "1: expected keys with values (key: value); the keys are extends, profile"),
        ("min-level: error\nmin-level: error", "2: the key “min-level” stands here twice; first on line 1"),
    ],
)
def test_mistakes_are_named_with_their_line(text: str, said: str) -> None:
    config(f"{text}\n")
    assert complaint().startswith(f".ethicslint.yaml:{said}")


def test_comments_may_stand_anywhere() -> None:
    config("# ours\nmin-level: warning # for now\nignore:\n  - suicide   # the other desk\n")
    assert settings().min_level == "warning"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[tool.ethicslint]\nselekt = ["suicide"]\n', "2: unknown key “selekt”; did you mean “select”?"),
        (
            '[project]\nname = "ignore"\n\n[tool.ethicslint]\nignore = [\n  "suicide",\n  "stigmata",\n]\n',
            "7: no rule or family is called “stigmata”; did you mean “stigma”?",
        ),
        (
            '[tool.ethicslint.levels]\nsuicide = "error"\nstigma = "eror"\n',
            "3: “eror” is no stigma: suggestion, warning, error; did you mean “error”?",
        ),
        (
            '[[tool.ethicslint.overrides]]\nfiles = ["a"]\n[[tool.ethicslint.overrides]]\nfiles = ["b"]\nprofil = "x"\n',
            "5: unknown key “profil”",
        ),
        ("[tool.ethicslint]\nmin-level = true\n", "2: “true” is no min-level"),
        ("[tool.ethicslint]\nmin-level = \n", "2: not valid TOML (invalid value)"),
        ("[tool]\nethicslint = 3\n", "2: expected keys with values"),
        ("[tool.ethicslint]\nignore = []\n", "2: “ignore” is empty; fill it in"),
    ],
)
def test_mistakes_in_toml_are_named_with_their_line(text: str, said: str) -> None:
    write("pyproject.toml", text)
    assert complaint().startswith(f"pyproject.toml:{said}")


def test_all_mistakes_of_all_files_are_told() -> None:
    config("selekt: a\nlevls: b\n", "a/.ethicslint.yaml")
    config("ignor: c\n", "b/.ethicslint.yaml")
    write("a/a.md", FLAWED)
    write("b/b.md", FLAWED)
    assert complaint().count("unknown key") == 3


def test_an_option_that_nothing_would_meet() -> None:
    config("\nmin-level: warning\n")
    assert complaint("--fail-level", "suggestion") == (
        ".ethicslint.yaml:2: --fail-level suggestion would fail on what min-level: warning does not show"
    )
    assert "leads out of the folder" in complaint("--exclude", "../a")


# ---- hostile files


DEEP = 100_000
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"b{n}: &b{n} [*a,*a,*a,*a,*a,*a,*a]\n" for n in range(9))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        (".ethicslint.yaml", BOMB.encode(), "anchors are not supported"),
        (".ethicslint.yaml", b"select: " + b"[" * 50_000, "a bracket opens here"),
        (".ethicslint.yaml", b"{a: " * 40_000, "nested deeper"),
        (".ethicslint.yaml", b"ignore: [" + b"suicide," * 100_000 + b"]", "is too long for a configuration"),
        (
            ".ethicslint.yaml",
            b"ignore: [" + b"suicide," * 20_000 + b"]",
            "“ignore” has 20,000 values; 2,000 are read at most",
        ),
        (".ethicslint.yaml", b"ignore: [caf\xe9]", "not UTF-8 (byte 12)"),
        (".ethicslint.yaml", "ignore: [suicide]".encode("utf-16"), "not UTF-8 (byte 0)"),
        (".ethicslint.yaml", "ignore: [suicide]".encode("utf-16-le"), "UTF-16"),
        (".ethicslint.yaml", b"\x00\x01\x02", "save the file as UTF-8"),
        (".ethicslint.yaml", b"a: !!python/object/apply:os.system [id]", "tags are not supported"),
        (".ethicslint.yaml", b"ignore: [suicide\x1b[31m]", "the invisible character U+001B"),
        ("pyproject.toml", b"[tool.ethicslint]\nignore = " + b"[" * 50_000, "nested deeper"),
        ("pyproject.toml", b"[tool.ethicslint]\n" + b"a." * 3_000 + b"a = 1", "nested deeper"),
        ("pyproject.toml", b"[tool.ethicslint]\nignore = [" + b'"suicide",' * 30_000 + b"]", "is too long"),
        ("pyproject.toml", b"[tool.ethicslint]\nignore = [" + b"'x'," * 40_000 + b"]", "“ignore” has 40,000 values"),
        ("pyproject.toml", b"[tool.ethicslint]\nignore = ['caf\xe9']", "not UTF-8"),
    ],
    ids=lambda value: None if isinstance(value, bytes) else str(value)[:30],
)
def test_hostile_files(name: str, data: bytes, said: str) -> None:
    """A clear word in a short time, whatever stands there."""
    Path(name).write_bytes(data)
    result = complaint()
    assert said in result
    assert result.startswith(name)


def test_a_huge_file_that_is_none_of_ours_is_passed_over() -> None:
    Path("pyproject.toml").write_bytes(b"[tool.other]\n" + b"# x\n" * 200_000)
    assert len(found()) == 1


def test_a_folder_a_pipe_and_links_in_the_place_of_a_configuration(here: Path) -> None:
    path = Path(".ethicslint.yaml")
    path.mkdir()
    assert complaint() == ".ethicslint.yaml: cannot be read: it is a folder"
    path.rmdir()
    os.mkfifo(path)
    assert complaint() == ".ethicslint.yaml: cannot be read: it is no regular file"
    path.unlink()
    path.symlink_to(path)
    assert complaint() == ".ethicslint.yaml: cannot be read: Too many levels of symbolic links"
    path.unlink()
    path.symlink_to("gone.yaml")
    assert complaint() == ".ethicslint.yaml: cannot be read: No such file or directory"
    path.unlink()
    outside = here.parent / "secret.yaml"
    outside.write_text("password: hidden\n", encoding="utf-8")
    path.symlink_to(outside)
    assert complaint() == (".ethicslint.yaml: is a link that leads out of the repository; put the file itself there")
    path.unlink()
    write("etc/ours.yaml", "ignore: [verdict-wording]\n")
    path.symlink_to("etc/ours.yaml")
    assert found() == []


def test_a_file_that_nobody_may_read(monkeypatch: pytest.MonkeyPatch) -> None:
    config("ignore: [suicide]\n")

    def refused(*args: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(configfile.os, "open", refused)
    problems: list[Any] = []
    assert configfile.read(".ethicslint.yaml", "shown", (), problems) is None
    assert [str(one) for one in problems] == ["shown: cannot be read: Permission denied"]


def test_a_file_that_goes_away_meanwhile(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look and the reading it may vanish: that is said, and nothing passes for clean."""
    seen = (str(here / ".ethicslint.yaml"), str(here / ".git"))
    monkeypatch.setattr(nearest.os.path, "lexists", lambda path: str(path) in seen)
    assert complaint() == ".ethicslint.yaml: cannot be read: No such file or directory"


def test_a_folder_that_goes_away_while_we_are_in_it(here: Path, tmp_path: Path) -> None:
    """What is named by its whole path is still checked, by the configuration beside it."""
    config("levels: {verdict-wording: error}\n")
    (tmp_path / "gone").mkdir()
    os.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert [level for _, level, _ in found(str(here / "flawed.md"))] == ["error"]


def test_folders_in_a_loop() -> None:
    Path("deep").mkdir()
    Path("deep/up").symlink_to("..", target_is_directory=True)
    config("exclude: [old/]\n")
    write("deep/a.md", FLAWED)
    assert [path for path, _, _ in found()] == ["deep/a.md", "flawed.md"]
    assert len(found("deep/up/deep/up/flawed.md")) == 1


@pytest.mark.parametrize("pattern", ["*a" * 100 + "b", "**/" * 29 + "b", "**/a/" * 14 + "b", "[" * 200, "?*" * 100])
def test_patterns_take_no_time(pattern: str) -> None:
    """No pattern hangs, however it is built and whatever the names."""
    config(json.dumps({"exclude": [pattern], "overrides": [{"files": [pattern], "min-level": "error"}]}))
    deep = "/".join(["a" * 20] * 40)
    write(f"{deep}/{'a' * 200}.md", FLAWED)
    assert len(found()) >= 1


def test_names_that_look_like_commands_are_shown_harmlessly() -> None:
    config('"\\e[31mred": x\n')
    assert "\x1b" not in complaint()


# ---- what is kept


def kept() -> list[Path]:
    return sorted(Path(os.environ["ETHICSLINT_CACHE_DIR"]).glob("config-*"))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of its own, with the rules in it already."""
    rules()
    shutil.copytree(
        os.environ["ETHICSLINT_CACHE_DIR"],
        tmp_path / "kept",
        ignore=lambda _, names: [n for n in names if n[:6] != "rules-"],
    )
    monkeypatch.setenv("ETHICSLINT_CACHE_DIR", str(tmp_path / "kept"))
    return tmp_path / "kept"


def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The configuration files that are parsed from now on."""
    seen: list[str] = []
    real = configfile.read

    def counted(path: str, *rest: Any) -> Any:
        seen.append(os.path.basename(path))
        return real(path, *rest)

    monkeypatch.setattr(configfile, "read", counted)
    return seen


FULL = """
extends: house.yaml
profile: strict
select: [suicide, verdict-wording]
ignore: [suicide/suicide-bid]
levels: {suicide: error}
overrides: [{files: [a.md], min-level: warning, terms: [{prefers: none}]}]
terms: [{person: Ann Roe, prefers: survivor}]
helplines: ["0800 555 0100"]
exclude: [old/]
paths: [a]
"""


def test_what_was_kept_is_what_was_read(cache: Path, monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    config(FULL)
    config("jurisdiction: us\n", "house.yaml")
    seen = reads(monkeypatch)
    first = nearest.Nearest().of(str(here))
    assert seen == [".ethicslint.yaml", "house.yaml", "strict.yaml"]
    assert nearest.Nearest().of(str(here)) == first
    assert len(seen) == 3
    assert len(kept()) == 1
    assert kept()[0].stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("change", ["text", "extended", "link", "gone"])
def test_a_change_is_seen(cache: Path, change: str) -> None:
    config("extends: linked.yaml\nmin-level: warning\n")
    config("fail-level: warning\n", "one.yaml")
    config("fail-level: error\n\n", "two.yaml")
    Path("linked.yaml").symlink_to("one.yaml")
    assert settings().fail_level == "warning"
    if change == "text":
        config("min-level: error\n")
        assert settings().min_level == "error"
    elif change == "extended":
        config("jurisdiction: us\n", "one.yaml")
        assert settings().declared.jurisdiction == "us"
    elif change == "link":
        Path("linked.yaml").unlink()
        Path("linked.yaml").symlink_to("two.yaml")
        assert settings().fail_level == "error"
    else:
        Path("one.yaml").unlink()
        with pytest.raises(ConfigError, match=r"linked\.yaml: cannot be read"):
            settings()


def test_a_pyproject_that_is_none_of_ours_is_remembered(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("pyproject.toml", '[project]\nname = "ethicslint"\n')
    seen = reads(monkeypatch)
    assert settings() == settings() == Settings(None)
    assert seen == ["pyproject.toml"]


def test_a_damaged_file_is_as_good_as_none(cache: Path) -> None:
    config(FULL)
    config("", "house.yaml")
    expected = settings()
    (path,) = kept()
    data = path.read_bytes()
    for at in range(0, len(data), 97):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert settings() == expected
    path.write_bytes(data)
    path.chmod(0o666)
    assert settings() == expected


def test_mistakes_are_not_kept(cache: Path) -> None:
    config("selekt: a\n")
    assert complaint() == complaint()
    assert kept() == []


def test_without_a_cache_everything_works(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config("min-level: warning\n")
    expected = nearest.Nearest().of(str(here))
    assert expected
    monkeypatch.setenv("ETHICSLINT_CACHE_DIR", "/dev/null/nowhere")
    assert nearest.Nearest().of(str(here)) == expected


LOADED = """
import sys
from ethicslint.__main__ import main
try:
    main()
except SystemExit:
    print(*sorted(sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize("name", [".ethicslint.yaml", "pyproject.toml"])
def test_a_kept_configuration_needs_no_parser(name: str) -> None:
    """Start-up time: neither YAML nor TOML is loaded, nor anything else that is slow."""
    config("profile: strict\nexclude: [old/]\n")
    if name == "pyproject.toml":
        Path(".ethicslint.yaml").unlink()
        write(name, '[tool.ethicslint]\nprofile = "strict"\nexclude = ["old/"]\n')
    for _ in ("cold", "warm"):
        command = [sys.executable, "-c", LOADED, "check", "flawed.md"]
        result = subprocess.run(command, capture_output=True, text=True)
    loaded = set(result.stderr.split())
    assert "ethicslint.project.newsroom" in loaded
    assert loaded & {"yaml", "tomllib", "json", "pathlib", "dataclasses", "ethicslint.project.configfile"} == set()


# ---- any file


@settings_of_hypothesis
@given(st.one_of(st.binary(max_size=200), YAML, TOML), st.sampled_from([".ethicslint.yaml", "pyproject.toml"]))
def test_any_file_is_read_or_complained_of(data: bytes, name: str) -> None:
    """Whatever stands there, it holds or it is refused in words; nothing else happens."""
    for other in (".ethicslint.yaml", "pyproject.toml"):
        Path(other).unlink(missing_ok=True)
    Path(name).write_bytes(b"[tool.ethicslint]\n" * (name != ".ethicslint.yaml") + data)
    try:
        Newsroom(Wishes()).group("flawed.md")
    except EthicslintError as error:
        assert error.problems
        assert all(problem.message for problem in error.problems)


def test_a_configuration_knows_the_formats_that_there_are() -> None:
    from ethicslint.project.configuration import FORMATS
    from ethicslint.report import formats

    assert tuple(formats.FORMATS) == FORMATS
