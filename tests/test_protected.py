"""Protected names: found everywhere, shown nowhere. A canary stands in every part of an article, and every output is searched."""

import json
import os
import pickle
import re
import stat
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from ethicslint import lint_text
from ethicslint.cli.main import main
from ethicslint.errors import EthicslintError
from ethicslint.project import check, protected
from ethicslint.report.formats import FORMATS
from ethicslint.text.variants import Names

NAME = "Zoë Achterberg-Müller"
PARTS = ("zoë", "zoe", "achterberg", "müller", "muller", "mueller")
OTHER = "Quillon"  # a second name on the list, of one word


@pytest.fixture(autouse=True)
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list with two names and a comment, and we are in an empty folder."""
    path = tmp_path / "protected.txt"
    path.write_text(f"# never here\n{NAME}  # the complainant\n\n{OTHER}\n", encoding="utf-8")
    path.chmod(0o600)
    monkeypatch.setenv(protected.VARIABLE, str(path))
    (tmp_path / "newsroom").mkdir()
    monkeypatch.chdir(tmp_path / "newsroom")
    return path


def invoke(*args: str, stdin: str | None = None) -> Any:
    return CliRunner().invoke(main, args, input=stdin)


def places(text: str, path: str = "a.md") -> list[tuple[int, str]]:
    """Line and place of the protected names that are found."""
    return [(one.start.line, one.place) for one in lint_text(text, path) if one.rule == protected.PROTECTED]


# ---- how a name is found

WRITTEN = [
    NAME,
    NAME.upper(),
    "Zoe Achterberg Muller",
    "Zoe Achterberg-Mueller",
    unicodedata.normalize("NFD", NAME),
    "zoe-achterberg-muller",
    "zoe_achterberg_mueller",
    "ZoeAchterbergMuller",
    "zoeachterbergmuller1990",
    "@zoe.achterberg.muller",
    "#JusticeForZoeAchterbergMuller",
    "https://example.org/tag/zo%C3%AB%20achterberg-m%C3%BCller",
    "https://example.org/?q=zoe+achterberg+muller",
    "Achterberg-Müller, Zoë",
    "Achterberg-Müller Zoë",
    "Zoë M. Achterberg-Müller",
    "Zoë Achterberg-Müller's",
    "Zoë Achterberg‑Müller’s",
    "Zo&euml; Achterberg-M&#252;ller",
    "Zo\\u00eb Achterberg-M\\u00fcller",
    "Zoë **Achter**berg-Müller",
    "<b>Zoë</b> Achterberg-Müller",
    "Zoë\u00a0Achter\u00adberg-Müller",
    "Zoë Achterberg-\nMüller",
    "Zoë\n> Achterberg-Müller",
    "Quillon",
    "Quillon's",
    "the Quillons",
    "#FindQuillonNow",
    "@quillon99",
]


@pytest.mark.parametrize("written", WRITTEN)
def test_however_it_is_written(written: str) -> None:
    assert len(Names([NAME, OTHER]).spans(f"On Monday {written} came.")) == 1
    assert places(f"On Monday {written} came.\n")


@pytest.mark.parametrize(
    "written", ["Quillonia", "tranquillon", "Zoë Smith", "Müller", "Achterberg", "Zoe, Ann and Achterberg"]
)
def test_what_is_another_name(written: str) -> None:
    assert Names([NAME, OTHER]).spans(f"On Monday {written} came.") == []


def test_short_names_stand_alone() -> None:
    """A short name is found alone and in links, not inside longer words."""
    names = Names(["Al Li", "Ann Lee"])
    assert names.spans("The alliance with Susann Leeds and Gal Lister.") == []
    assert [len(names.spans(one)) for one in ("Al Li", "al-li.md", "@AlLi", "by AnnLee", "Ann Lee's")] == [1] * 5


WHERE = [
    ("---\nslug: {name}\n---\n", "document"),
    ("---\n{name}: x\n---\n", "document"),
    ("---\ntags: [a, {name}]\n---\n", "document"),
    ('---\ntitle: "{name} in court"\n---\n', "title"),
    ("---\ntitle: x # {name}\n---\n", "document"),
    ('+++\nslug = "{name}"\n+++\n', "document"),
    ("# {name}\n", "headline"),
    ("Text {name}.\n", "prose"),
    ("- {name}\n", "list"),
    ("| a |\n|---|\n| {name} |\n", "table"),
    ("![{name}](x.jpg)\n", "caption"),
    ("![x]({name}.jpg)\n", "document"),
    ("[x](https://example.org/{name})\n", "document"),
    ("[x][1]\n\n[1]: https://example.org/{name}\n", "document"),
    ('<img src="{name}.jpg" alt="x">\n', "document"),
    ("<!-- {name} -->\n", "document"),
    ("`{name}`\n", "document"),
    ("```\n{name}\n```\n", "document"),
    ("    {name}\n", "document"),
    ("{{{{< figure name={name} >}}}}\n", "document"),
    ("Follow @{name}.\n", "prose"),
    ("Text.[^1]\n\n[^1]: {name}\n", "footnote"),
]


@pytest.mark.parametrize(("text", "place"), WHERE)
@pytest.mark.parametrize("name", ["ZoeAchterbergMuller", "zoe-achterberg-muller"])
def test_wherever_it_stands(text: str, place: str, name: str) -> None:
    """Once for each place, at level error, without a word and without a way to write it otherwise."""
    found = [one for one in lint_text(text.format(name=name), "a.md") if one.rule == protected.PROTECTED]
    assert [one.place for one in found] == [place]
    (one,) = found
    assert (one.level, one.confidence, one.match, one.fix, one.related) == ("error", "high", "", None, ())
    assert text.format(name=name)[one.start.offset : one.end.offset] == name
    assert one.sources


def test_in_the_path() -> None:
    """A name in the path of an article is found where the article begins; the path is shown without it."""
    (one,) = lint_text("It rained.\n", "news/zoe-achterberg-muller/a.md")
    assert (one.rule, one.place, one.start, one.start.line) == (protected.PROTECTED, "document", one.end, 1)
    assert one.path == f"news/{protected.STAND_IN}/a.md"
    assert "file name" in one.message


@pytest.mark.parametrize("args", [("--select", "suicide"), ("--ignore", "identification"), ("--min-level", "error")])
def test_nothing_silences_it(args: tuple[str, ...]) -> None:
    """No selection, comment, baseline or side file holds a protected name back."""
    text = f"<!-- ethicslint-disable-file identification: x -->\n\nOn Monday {NAME} came.\n"
    Path("a.md").write_text(text, encoding="utf-8")
    result = invoke("check", "--baseline", "b.json", "--write-baseline", "--format", "json", *args, "a.md")
    assert result.exit_code == 1
    assert [one["rule"] for one in json.loads(result.stdout)["findings"]] == [protected.PROTECTED]
    assert protected.PROTECTED not in Path("b.json").read_text(encoding="utf-8")
    assert protected.PROTECTED not in invoke("check", "--format", "suppressions", "a.md").stdout


# ---- the list


def refused() -> str:
    """Why the list is refused: by both faces, with exit code 2, before anything is read."""
    Path("a.md").write_text("The jury found him innocent.\n", encoding="utf-8")
    result = invoke("check", "a.md")
    assert (result.exit_code, result.stdout) == (2, "")
    with pytest.raises(EthicslintError):
        lint_text("x")
    assert NAME not in result.stderr
    return str(result.stderr)


def test_how_many(listed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many are loaded can be asked; which, never."""
    assert protected.loaded() == 2
    listed.write_text("# none\n", encoding="utf-8")
    assert protected.loaded() == 0
    assert places("Quillon\n") == []
    listed.write_bytes(b"\xef\xbb\xbfQuillon\r\nAnn Poe\rBea Roe")
    assert protected.loaded() == 3
    monkeypatch.delenv(protected.VARIABLE)
    assert protected.loaded() == 0
    assert protected.names() is None


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o620, 0o601])
def test_others_must_not_read_it(listed: Path, mode: int) -> None:
    """A list that others can read or change is refused, with the command that mends it, for a path with blanks too."""
    odd = listed.with_name("my list.txt")
    listed.rename(odd)
    os.environ[protected.VARIABLE] = str(odd)
    odd.chmod(mode)
    assert f"others can read the list of protected names; chmod 600 '{odd}'" in refused()
    assert stat.S_IMODE(odd.stat().st_mode) == mode


def test_it_must_not_stand_in_a_repository(listed: Path) -> None:
    """Any repository, also by way of a link."""
    (listed.parent / "repo" / ".git").mkdir(parents=True)
    inside = listed.parent / "repo" / "below" / "list.txt"
    inside.parent.mkdir()
    inside.write_bytes(listed.read_bytes())
    inside.chmod(0o600)
    listed.unlink()
    listed.symlink_to(inside)
    assert f"stands in the repository {listed.parent / 'repo'} and may be committed; move it out" in refused()


def test_other_faults_of_the_list(listed: Path) -> None:
    listed.write_text("Ann Poe\nAl\n", encoding="utf-8")
    assert f"{listed}:2: the name in this line has fewer than 3 letters" in refused()
    listed.write_bytes(b"\xff")
    assert "not UTF-8 (byte 0)" in refused()
    listed.unlink()
    assert f"cannot be read: No such file or directory; mend {protected.VARIABLE}" in refused()
    listed.mkdir()
    assert "no regular file" in refused()


def test_names_are_not_shown_by_accident() -> None:
    """Neither `repr` nor a traceback's locals tell a name; processes hand it on in memory."""
    names = Names([NAME])
    assert repr(names) == "Names(…)"
    assert pickle.loads(pickle.dumps(names)).names == (NAME,)
    assert len(pickle.loads(pickle.dumps(Names([])))) == 0


# ---- the canary

SLUG = "zoe-achterberg-muller"
ARTICLE = f"""---
title: "Monster {NAME} found innocent"  # ethicslint-disable-line suicide: {NAME} asked
slug: {SLUG}
{SLUG}: yes
tags: ["{NAME}", "#ZoeAchterbergMuller"]
---
# {NAME} committed suicide after the sex scandal

On Monday {NAME}, 41, appeared in court charged with murder. The jury found {NAME} innocent of the horrific rape.

“{NAME} is a monster and was found innocent,” {NAME} said. ![{NAME}](https://example.org/{SLUG}.jpg)

{NAME}, 47, will stand trial for murder in May. Zoë Achterberg-Müllr claimed that the psycho {NAME} had sex with a child.

<!-- ethicslint-disable-line {NAME}: {NAME} -->
<!-- ethicslint-{SLUG} x: y -->
<!-- ethicslint-disable verdict-wording: {NAME} wished it -->

[{NAME}](https://example.org/tag/{SLUG}) @{SLUG} `{NAME}` The paedophile {NAME} raped {NAME}, who was found
innocent, in her short skirt.

“The man was wearing a red coat and ran off with {NAME}'s bag,” said {NAME}.
“The man was wearing a blue coat and ran off with {NAME}'s bag,” said {NAME}.
"""
BROKEN = f'---\ntitle: "open\n{NAME}: {NAME}\n- {NAME}\n---\n\nThe jury found {NAME} innocent.\n'
TWICE = f"---\n{NAME}: 1\n{NAME}: 2\n---\n\nText.\n"


def test_the_canary_sings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the list the name is everywhere in the output: so the search below can fail."""
    monkeypatch.delenv(protected.VARIABLE)
    write_articles()
    for form in ("text", "line", "json"):
        assert leaks(invoke("check", "--format", form).output)
    assert leaks(invoke("facts").output)
    assert len({one["rule"] for one in json.loads(invoke("check", "--format", "json").stdout)["findings"]}) > 8


def write_articles() -> None:
    """Articles with the name in their path, in every part of them, and in what is wrong with them."""
    folder = Path(f"news {NAME}")
    folder.mkdir()
    for name, text in ((SLUG, ARTICLE), ("broken", BROKEN), ("twice", TWICE), ("clean", "It rained.\n")):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    Path(f"{SLUG}.txt").write_text(ARTICLE.partition("---\n# ")[2], encoding="utf-8")
    Path(f"{SLUG}-binary.md").write_bytes(b"\xff\xfe\x00")
    Path("plain.mdx").write_text(ARTICLE, encoding="utf-8")
    Path("innocent.md").write_text("# A day\n\nThe jury found him innocent.\n", encoding="utf-8")


def leaks(output: str | bytes) -> list[str]:
    """Parts of the name that stand in an output, however written."""
    if isinstance(output, bytes):
        output = output.decode("utf-8", "replace") + output.decode("utf-16-le", "replace")
    plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), output)
    plain = re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFD", plain)).lower()
    return [part for part in PARTS if re.search(rf"{part}", plain)]


def every_file(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("more", [(), ("--no-excerpt",), ("--statistics", "--color", "always"), ("--jobs", "2")])
def test_in_no_output_of_any_format(form: str, more: tuple[str, ...]) -> None:
    """Text, errors and the exit code: the name was found, and is nowhere."""
    write_articles()
    result = invoke("check", "--format", form, *more, ".", f"{SLUG}-missing.md")
    assert result.exit_code == 2
    assert leaks(result.output) == []
    if form in ("line", "json"):
        assert result.stdout.count(protected.PROTECTED) > 30
        assert "found him innocent" in result.stdout or "--no-excerpt" in more
    assert leaks(invoke("check", "--format", form, "--output", "report.out").output) == []
    assert leaks(Path("report.out").read_bytes()) == []


def test_in_no_output_for_standard_input() -> None:
    result = invoke("check", "--format", "json", "--stdin-filename", f"{SLUG}.md", "-", stdin=ARTICLE)
    assert result.exit_code == 2
    assert leaks(result.output) == []


@pytest.mark.parametrize("more", [(), ("--stdin-filename", "left-out/draft.md", "--exclude", "left-out/")])
def test_standard_input_with_a_name_is_not_printed_fixed(more: tuple[str, ...]) -> None:
    """Nor as it came, if it is left out; an error says where to work instead. Without a name it is printed."""
    name = more[1] if more else "-"
    result = invoke("check", "--fix", *more, "-", stdin=f"{NAME} committed suicide.\n")
    assert (result.exit_code, result.stdout) == (2, "")
    assert leaks(result.output) == []
    assert f"{name}: not printed, since a protected name stands in it; work in the file on disk" in result.stderr
    named = invoke("check", "--fix", "--stdin-filename", f"{SLUG}.md", "-", stdin=f"{NAME} committed suicide.\n")
    assert (named.exit_code, named.stdout, leaks(named.stderr)) == (2, "", [])
    clean = invoke("check", "--fix", *more, "-", stdin="He committed suicide.\n")
    assert (clean.exit_code, clean.stdout) == (0, f"He {'committed' if more else 'died by'} suicide.\n")


def test_what_cannot_be_searched_is_not_printed_either() -> None:
    """The name may stand there in another encoding."""
    data = f"{NAME} committed suicide.\n".encode("latin-1")
    result = CliRunner().invoke(main, ["check", "--fix", "-"], input=data)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "not printed, since what is not UTF-8 cannot be searched for protected names" in result.stderr


def test_a_configuration_with_a_name_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither for a name in its text nor for one in the folder it stands in; any other is."""
    cache = tmp_path / "cache"
    monkeypatch.setenv("ETHICSLINT_CACHE_DIR", str(cache))
    for folder, text in (("desk", f"terms: [{{person: {NAME}, prefers: survivor}}]\n"), (SLUG, "fail-level: error\n")):
        Path(folder).mkdir()
        Path(folder, ".ethicslint.yaml").write_text(text, encoding="utf-8")
        Path(folder, "a.md").write_text("A quiet day.\n", encoding="utf-8")
        assert invoke("check", folder).exit_code == (0 if folder == "desk" else 1)
        kept = list(cache.glob("config-*"))
        assert kept == []
    Path("desk", ".ethicslint.yaml").write_text("fail-level: error\n", encoding="utf-8")
    assert invoke("check", "desk").exit_code == 0
    assert len(list(cache.glob("config-*"))) == 1


def test_in_no_cache_and_no_baseline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a run leaves behind, in the cache folder, in a baseline, or anywhere beside the articles."""
    monkeypatch.setenv("ETHICSLINT_CACHE_DIR", str(tmp_path / "cache"))
    write_articles()
    before = set(every_file(Path.cwd()))
    invoke("check", "--baseline", "base.json", "--write-baseline")
    result = invoke("check", "--baseline", "base.json")
    assert leaks(result.output) == []
    left = [
        path
        for path in every_file(tmp_path)
        if path not in {one.resolve() for one in before} and path.name != "protected.txt"
    ]
    assert any("cache" in str(path) for path in left)
    assert any(path.name == "base.json" for path in left)
    for path in left:
        assert not {"achterberg", "muller", "mueller"} & set(
            leaks(path.read_bytes())
        )  # packed bytes may hold any three
        assert leaks(str(path.relative_to(tmp_path))) == []
    assert "in the baseline" in result.stdout


def test_a_fingerprint_does_not_rest_on_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another name in its place gives the same fingerprint: nobody can find out by trying names."""
    found = []
    for name in (NAME, OTHER):
        Path("a.md").write_text(f"On Monday the jury found him innocent of harming {name}.\n", encoding="utf-8")
        found.append(invoke("check", "--format", "suppressions", "a.md").stdout)
        invoke("check", "--baseline", "base.json", "--write-baseline", "a.md")
        found.append(Path("base.json").read_text(encoding="utf-8"))
    assert found[0] == found[2]
    assert found[1] == found[3]
    assert "words" in found[0]


def test_in_no_other_command() -> None:
    """`facts`, `explain` and commands that do not exist."""
    write_articles()
    for form in ("text", "json"):
        result = invoke("facts", "--format", form, ".", f"{SLUG}.md")
        assert leaks(result.output) == []
        assert "a protected name stands in this article" in result.output
        assert "innocent.md" in result.output
    for args in (("explain", NAME), ("explain", SLUG), (NAME,), ("check", f"--{SLUG}"), ("check", "--format", NAME)):
        result = invoke(*args)
        assert result.exit_code == 2
        assert leaks(result.output) == []
    assert leaks(invoke("check", "--select", NAME).output) == []
    assert leaks(invoke("check", "--baseline", f"{NAME}.json").output) == []
    assert leaks(invoke("check", "--rules", NAME).output) == []


def test_the_rule_has_a_page() -> None:
    result = invoke("explain", protected.PROTECTED)
    assert result.exit_code == 0
    assert protected.VARIABLE in result.stdout


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_in_no_crash(monkeypatch: pytest.MonkeyPatch, jobs: str) -> None:
    """A fault of ours that quotes the article, in the main process or another, tells where it happened and nothing else."""
    write_articles()

    def fail(document: Any, *rest: Any, **more: Any) -> None:
        raise KeyError(document.source.text)

    monkeypatch.setattr(check, "findings", fail)
    result = invoke("check", "--jobs", jobs)
    assert result.exit_code == 2
    assert leaks(result.output) == []
    assert "stopped by a fault of its own" in result.output
    assert "KeyError" in result.output
    assert "check.py" in result.output


def test_in_no_crash_of_a_process(listed: Path) -> None:
    """The same in a process of its own, standard error and all."""
    write_articles()
    code = (
        "import sys\nfrom ethicslint.project import check\n"
        "def fail(document, *rest, **more): raise ValueError(document.source.text)\n"
        "check.findings = fail\nsys.argv = ['ethicslint', 'check', '.']\n"
        "from ethicslint.__main__ import main\nmain()\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True)
    assert run.returncode == 2
    assert b"Traceback" in run.stderr
    assert leaks(run.stdout) == leaks(run.stderr) == []


def test_a_crash_without_a_list_says_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is protected, the message helps whoever mends the fault."""
    monkeypatch.delenv(protected.VARIABLE)
    Path("a.md").write_text("It rained.\n", encoding="utf-8")

    def fail(*rest: Any, **more: Any) -> None:
        raise KeyError("something telling")

    monkeypatch.setattr(check, "findings", fail)
    result = invoke("check")
    assert "something telling" in result.output
    assert "while checking a.md" in result.output


def test_the_python_face_tells_nothing_either() -> None:
    """What Python programs are given holds no word of the article."""
    found = lint_text(ARTICLE, f"{SLUG}.md")
    assert len(found) > 20
    assert leaks(repr(found)) == []


def test_in_no_side_file_problem() -> None:
    """Entries with the name in their path, rule and reason are told without it."""
    Path(".ethicslint-suppressions.yaml").write_text(
        f'suppressions:\n  - {{path: "{SLUG}.md", rule: "suicide/{SLUG}", words: "{SLUG}", reason: "{NAME}"}}\n'
        f'  - {{path: "{SLUG}.md", rule: "verdict-wording/found-innocent", words: "0123456789abcdef", reason: "{NAME}"}}\n',
        encoding="utf-8",
    )
    write_articles()
    for form in FORMATS:
        assert leaks(invoke("check", "--format", form).output) == []


def test_other_articles_are_reported_as_ever() -> None:
    """Only an article that holds a name is told by place alone."""
    write_articles()
    result = invoke("check", "innocent.md")
    assert "found him innocent" in result.stdout


# ---- laws

LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyzåäöéñçøßł")
WORDS = st.text(LETTERS, min_size=3, max_size=8).map(str.capitalize)
PEOPLE = st.lists(WORDS, min_size=2, max_size=3).map(" ".join)
STYLES = [
    str,
    str.upper,
    str.lower,
    lambda name: name.replace(" ", "-"),
    lambda name: name.replace(" ", "_").lower(),
    lambda name: name.replace(" ", ""),
    lambda name: unicodedata.normalize("NFD", name),
    lambda name: f"{name}'s",
    lambda name: name.replace(" ", "\n"),
    lambda name: "".join(f"&#{ord(letter)};" for letter in name),
    lambda name: "".join(f"%{byte:02X}" for byte in name.encode()),
]


@given(PEOPLE, st.sampled_from(STYLES), st.text(alphabet=" .,;:!?\n“”()", max_size=5))
def test_every_name_in_every_style(name: str, style: Any, around: str) -> None:
    """A name of any letters is found in every style, and is gone when it is taken out; to take it out twice is to do it once."""
    names = Names([name])
    text = f"He {around} {style(name)} {around} left."
    assert len(names.spans(text)) == 1
    without = names.without(text, protected.STAND_IN)
    assert names.spans(without) == []
    assert names.without(without, protected.STAND_IN) == without
    assert without.startswith("He ")
    assert without.endswith(" left.")


@given(PEOPLE, st.text(max_size=200))
def test_spans_are_places_of_the_text(name: str, text: str) -> None:
    """Whatever a text holds, spans are in order, apart, and within it."""
    spans = Names([name]).spans(text)
    assert all(0 <= one.start < one.end <= len(text) for one in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))
