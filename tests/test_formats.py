"""Formats for other programs: each keeps to its schema, is read back by a real reader, and survives words that mean harm.

The terminal's formats and JSON are tested in `test_reports.py`.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import html5lib
import junitparser
import pyromark
import pytest
import xmlschema
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator, ValidationError

from ethicslint.cli.main import main
from ethicslint.engine.finding import Edit, Finding, Place, Related
from ethicslint.errors import Problem
from ethicslint.project.check import FileReport, Report, Settings, check_source
from ethicslint.project.rulecache import rules
from ethicslint.report.encoded import escaped
from ethicslint.report.fingerprints import fingerprints
from ethicslint.report.formats import FORMATS, written
from ethicslint.report.github import SHOWN, command
from ethicslint.report.paths import slashed, uri
from ethicslint.report.summary import LARGEST, plain, summary
from ethicslint.report.visible import inert, visible
from ethicslint.rulebook.model import LEVELS, Advice, Citation
from ethicslint.text.source import Source

SCHEMAS = Path(__file__).parent / "fixtures" / "schemas"
CODE = Citation("ipso-1", "IPSO", "Editors' Code, clause 1", "2021", "https://example.org/c", "IPSO cl.1", "code", "")
NEW = tuple(form for form in FORMATS if form not in ("text", "line", "json"))
JSONS = ("json", "sarif", "gitlab", "rdjson")
XMLS = ("junit", "checkstyle")


def point(source: Source, offset: int) -> Place:
    return Place(*source.position(offset), offset)


def remark(source: Source, start: int, end: int, **changes: Any) -> Finding:
    """A remark on source[start:end]."""
    words = source.text[start:end]
    made = Finding(
        path=source.path,
        start=point(source, start),
        end=point(source, end),
        rule="sensationalism/lurid-adjective",
        family="sensationalism",
        level="warning",
        confidence="high",
        message=f"“{words}”: it adds no fact.",
        discreet="“…”: it adds no fact.",
        match=words,
        voice="author",
        place="prose",
        instead=(Advice("general", "the fact"), Advice("convicted", "[the verdict](of the court)")),
        leave_if="a judge said it",
        why="Facts carry more.",
        sources=(CODE,),
        related=(),
        fix=None,
    )
    return made._replace(**changes)


def found_in(source: Source, *found: Finding) -> FileReport:
    places = [(one.start.line, one.end.line) for finding in found for one in (finding, *finding.related)]
    numbers = {number for first, last in places for number in range(first, last + 1)}
    return FileReport(source.path, list(found), [], {number: source.line(number) for number in numbers})


def shown(report: Report, form: str, **options: Any) -> str:
    return "".join(written(report, form, **options))


def everything() -> Report:
    """Two places, a fix, a remark on the whole, all levels, repeats, a clean article, one that cannot be read, one half read."""
    source = Source(
        "Zoë — guilty on 2 of 3 counts.\n\nA sordid, a *Sordid* day.\nGuilty on\nall counts.\n", "news/a b é.md"
    )
    at = source.text.index
    other = Related(point(source, 6), point(source, 12), "it says 2 of 3 counts")
    sordid = remark(source, at("sordid"), at("sordid") + 6, level="error")
    found = [
        remark(source, 0, 0, match="", place="document", rule="omission/support-resources", level="suggestion"),
        sordid._replace(fix=Edit(sordid.start, sordid.end, "quiet", True)),
        remark(source, at("Sordid"), at("Sordid") + 6),
        remark(source, at("Guilty"), at("all") + 3, related=(other,), rule="consistency/counts", sources=()),
    ]
    problems = [Problem("b.md", 0, "not UTF-8 (byte 7)"), Problem("news/a b é.md", 2, "front matter: “x” is broken")]
    return Report([found_in(source, *found), FileReport("clean.md", [], [], {})], problems, 56)


# ---- schemas


@cache
def validator(name: str) -> Draft202012Validator | Draft4Validator:
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    return Draft4Validator(strict(schema)) if name == "rdjson.json" else Draft202012Validator(schema)


@cache
def xsd(name: str) -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(SCHEMAS / name)


def strict(schema: Any) -> Any:
    """The schema without leave for keys that it does not name: a misspelt one would pass unread."""
    if isinstance(schema, dict):
        return {key: False if key == "additionalProperties" else strict(value) for key, value in schema.items()}
    return [strict(one) for one in schema] if isinstance(schema, list) else schema


def sarif_schema(text: str) -> None:
    validator("sarif-2.1.0.json").validate(json.loads(text))


def rdjson_schema(text: str) -> None:
    validator("rdjson.json").validate(json.loads(text))


def gitlab_schema(text: str) -> None:
    issues = json.loads(text)
    validator("gitlab-code-quality.json").validate(issues)
    names = [issue["fingerprint"] for issue in issues]
    assert len(set(names)) == len(names)


def junit_schema(text: str) -> None:
    xsd("junit-10.xsd").validate(text)


def checkstyle_schema(text: str) -> None:
    xsd("checkstyle.xsd").validate(text)


def html_rules(text: str) -> None:
    """What the HTML standard calls an error is one; and nothing is loaded, run or left dangling."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    page = parser.parse(text)
    names = [one.get("id") for one in page.iter() if one.get("id")]
    assert len(set(names)) == len(names)
    assert {one.get("href")[1:] for one in page.iter("a") if one.get("href", "").startswith("#")} <= set(names)
    assert {one.get("aria-labelledby") for one in page.iter() if one.get("aria-labelledby")} <= set(names)
    tags = {one.tag for one in page.iter() if isinstance(one.tag, str)}
    assert not tags & {"script", "img", "link", "iframe", "object", "embed", "form", "base"}
    assert not [key for one in page.iter() for key in one.attrib if key.startswith("on") or key in ("src", "style")]
    assert not re.search(r"url\(|@import", text)


SCHEMA: dict[str, Callable[[str], None]] = {
    "sarif": sarif_schema,
    "gitlab": gitlab_schema,
    "rdjson": rdjson_schema,
    "junit": junit_schema,
    "checkstyle": checkstyle_schema,
    "html": html_rules,
}


@pytest.mark.parametrize("form", SCHEMA)
@pytest.mark.parametrize("excerpt", [True, False])
def test_output_keeps_to_its_schema(form: str, excerpt: bool) -> None:
    """With everything that a report can hold, and with nothing at all."""
    SCHEMA[form](shown(everything(), form, excerpt=excerpt))
    SCHEMA[form](shown(Report([], [], 56), form, excerpt=excerpt))


@pytest.fixture(scope="module")
def examples(root: Path) -> Report:
    """The examples, really checked."""
    book = rules()
    sources = [Source(path.read_text(encoding="utf-8"), str(path)) for path in sorted(root.glob("examples/*.md"))]
    return Report([check_source(source, book, Settings(None)) for source in sources], [], len(book.ids))


@pytest.mark.parametrize("form", SCHEMA)
def test_real_output_keeps_to_its_schema(form: str, examples: Report) -> None:
    """What the examples lead to does, too."""
    assert len(examples.findings) > 20
    SCHEMA[form](shown(examples, form))


@pytest.mark.skipif(shutil.which("sarif-multitool") is None, reason="no Sarif.Multitool here; .ci/run installs it")
def test_sarif_pleases_the_multitool(examples: Report, tmp_path: Path) -> None:
    """Microsoft's validator finds nothing to say, by the rules of the standard and by those of GitHub, but for one.

    It misses a page about the tool on the web (SARIF2005), and there is none. In a log that is spoilt it finds the fault.
    """
    made = {"all": everything(), "real": examples, "none": Report([], [], 1)}
    logs = {f"{name}-{kept}": shown(made[name], "sarif", excerpt=kept) for name in made for kept in (True, False)}
    logs["spoilt"] = shown(everything(), "sarif").replace('"ruleIndex": 0', '"ruleIndex": 99')
    for name, text in logs.items():
        (tmp_path / f"{name}.sarif").write_text(text, encoding="utf-8")
    # The npm package hands its arguments to a shell.
    arguments = ["sarif-multitool", "validate", *(f"{name}.sarif" for name in logs)]
    arguments += ["--rule-kind", "'Sarif;Ghas'", "--output", "verdict"]
    env = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    said = subprocess.run(arguments, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120)
    assert (tmp_path / "verdict").exists(), said.stdout + said.stderr
    (run,) = json.loads((tmp_path / "verdict").read_text(encoding="utf-8-sig"))["runs"]
    told: dict[str, set[str]] = {name: set() for name in logs}
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        told[Path(place).stem].add(result["ruleId"])
    assert told.pop("spoilt") == {"SARIF1009", "SARIF2005"}
    assert told == {name: {"SARIF2005"} for name in told}, said.stdout


@pytest.mark.parametrize(
    ("form", "right", "wrong"),
    [
        ("sarif", '"level": "error"', '"level": "fatal"'),
        ("sarif", '"startLine": 3', '"startLine": 0'),
        ("gitlab", '"minor"', '"warning"'),
        ("gitlab", '"begin": 3', '"begin": 0'),
        ("rdjson", '"ERROR"', '"FATAL"'),
        ("rdjson", '"related_locations"', '"related"'),
        ("junit", "<failure", "<fault"),
        ("junit", ' tests="', ' test="'),
        ("checkstyle", 'severity="info"', 'severity="suggestion"'),
        ("html", "</dl>", ""),
        ("html", 'href="#a1"', 'href="#b1"'),
    ],
)
def test_a_wrong_report_is_refused(form: str, right: str, wrong: str) -> None:
    """The schemas see what they are there for."""
    text = shown(everything(), form)
    spoilt = text.replace(right, wrong)
    assert spoilt != text
    expected = (ValidationError, xmlschema.XMLSchemaException, ElementTree.ParseError, html5lib.html5parser.ParseError)
    with pytest.raises((*expected, AssertionError)):
        SCHEMA[form](spoilt)


# ---- what each says


def test_formats_are_in_the_table_and_nowhere_else(root: Path) -> None:
    """Every name leads to a function, and the command line offers exactly these."""
    for form in FORMATS:
        assert shown(everything(), form) or form == "line"
    said = subprocess.run(
        [sys.executable, "-m", "ethicslint", "check", "--format", "pdf"], capture_output=True, text=True
    ).stderr
    assert all(f"'{form}'" in said for form in FORMATS)
    loaded = (
        "import sys; import ethicslint.cli.check; print([m for m in sys.modules if m.startswith('ethicslint.report.')])"
    )
    early = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True).stdout
    assert not [form for form in FORMATS if f"'ethicslint.report.{form}'" in early]


def test_sarif() -> None:
    """Places in code points, related places, fixes, and problems as notifications of a run that did not succeed."""
    (run,) = json.loads(shown(everything(), "sarif"))["runs"]
    whole, fixed, _, counts = run["results"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [result["level"] for result in run["results"]] == ["note", "error", "warning", "warning"]
    assert all(run["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    assert fixed["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "news/a%20b%20%C3%A9.md", "uriBaseId": "ROOT"},
        "region": {"startLine": 3, "startColumn": 3, "endLine": 3, "endColumn": 9, "snippet": {"text": "sordid"}},
    }
    (change,) = fixed["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "quiet"}
    assert "snippet" not in whole["locations"][0]["physicalLocation"]["region"]
    assert counts["relatedLocations"][0]["physicalLocation"]["region"]["startColumn"] == 7
    assert "See line 1: it says 2 of 3 counts" in counts["message"]["text"]
    assert "] (of the court)" in fixed["message"]["text"], "advice in brackets is no link"
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [one["message"]["text"] for one in invocation["toolExecutionNotifications"]] == [
        "not UTF-8 (byte 7)",
        "front matter: “x” is broken",
    ]
    (clean,) = json.loads(shown(Report([], [], 1), "sarif"))["runs"]
    assert clean["invocations"][0]["executionSuccessful"] is True


def test_rdjson_counts_bytes() -> None:
    """A column is one more than the UTF-8 bytes before it, at the other place too; suggestions are edits."""
    diagnostics = json.loads(shown(everything(), "rdjson"))["diagnostics"]
    unreadable, half_read, _, fixed, _, counts = diagnostics
    assert unreadable["location"] == {"path": "b.md"}
    assert half_read["location"] == {"path": "news/a b é.md", "range": {"start": {"line": 2}}}
    assert fixed["suggestions"] == [{"range": fixed["location"]["range"], "text": "quiet"}]
    start = counts["related_locations"][0]["location"]["range"]["start"]
    assert start == {"line": 1, "column": 1 + len("Zoë — ".encode())}
    assert counts["location"]["range"] == {"start": {"line": 4, "column": 1}, "end": {"line": 5, "column": 4}}


def test_rdjson_of_a_line_that_was_not_kept() -> None:
    """Where the line is not at hand, the place has no column rather than a wrong one."""
    made = everything()
    made = made._replace(files=[made.files[0]._replace(lines={3: made.files[0].lines[3]})])
    *_, counts = json.loads(shown(made, "rdjson"))["diagnostics"]
    assert counts["related_locations"][0]["location"]["range"]["start"] == {"line": 1}


def test_the_line_of_a_related_place_is_kept() -> None:
    """A real contradiction brings both lines."""
    article = "Colm Quillfeather, 34, appeared in court.\n\nPolice were called. Quillfeather, 43, denies murder.\n"
    one = check_source(Source(article, "a.md"), rules(), Settings(None))
    related = [other for finding in one.findings for other in finding.related]
    assert related
    assert all(other.start.line in one.lines for other in related)


def test_gitlab() -> None:
    """Levels become severities; what could not be checked is critical and stands first."""
    issues = json.loads(shown(everything(), "gitlab"))
    assert [issue["severity"] for issue in issues] == ["critical", "critical", "info", "major", "minor", "minor"]
    assert issues[0]["location"] == {"path": "b.md", "lines": {"begin": 1}}
    assert issues[3]["location"] == {"path": "news/a b é.md", "lines": {"begin": 3, "end": 3}}
    assert issues[3]["check_name"] == "sensationalism/lurid-adjective"


def test_junit_is_read_by_junitparser() -> None:
    """Suites and tests are counted as they are; a clean article is a test that passed, an unreadable one an error."""
    suites = junitparser.JUnitXml.fromstring(shown(everything(), "junit").encode())
    assert (suites.tests, suites.failures, suites.errors) == (7, 4, 2)
    counted = [(suite.name, suite.tests, suite.failures, suite.errors) for suite in suites]
    assert counted == [("b.md", 1, 0, 1), ("clean.md", 1, 0, 0), ("news/a b é.md", 5, 4, 1)]
    cases = [case for suite in suites for case in suite]
    assert len({(case.classname, case.name) for case in cases}) == len(cases) == suites.tests
    assert [type(case.result[0]).__name__ for case in cases if case.result].count("Failure") == suites.failures
    assert [case.name for case in cases][-2:] == ["sensationalism/lurid-adjective (2)", "consistency/counts"]
    assert "See line 1: it says 2 of 3 counts" in cases[-1].result[0].text
    again = junitparser.JUnitXml.fromstring(suites.tostring())
    again.update_statistics()
    assert (again.tests, again.failures, again.errors) == (suites.tests, suites.failures, suites.errors)


def test_checkstyle() -> None:
    """Files in order of path, with places and severities."""
    page = ElementTree.fromstring(shown(everything(), "checkstyle"))
    assert [file.get("name") for file in page] == ["b.md", "clean.md", "news/a b é.md"]
    errors = [(one.get("line"), one.get("column"), one.get("severity"), one.get("source")) for one in page[2]]
    assert errors == [
        ("2", "1", "error", "ethicslint.unreadable"),
        ("1", "1", "info", "ethicslint.omission/support-resources"),
        ("3", "3", "error", "ethicslint.sensationalism/lurid-adjective"),
        ("3", "14", "warning", "ethicslint.sensationalism/lurid-adjective"),
        ("4", "1", "warning", "ethicslint.consistency/counts"),
    ]


@pytest.mark.parametrize("form", XMLS)
def test_one_path_twice(form: str) -> None:
    """Standard input under the name of a file that is checked too: nothing is lost."""
    made = everything()
    twice = made._replace(files=[made.files[0], made.files[0]])
    assert shown(twice, form).count("lurid-adjective") > shown(made, form).count("lurid-adjective") > 0
    SCHEMA[form](shown(twice, form))


def test_html_marks_the_words() -> None:
    """The words stand marked in their line, the other place too; repeats are listed; a page of nothing says so."""
    page = html5lib.parse(shown(everything(), "html"), namespaceHTMLElements=False)
    assert [mark.text for mark in page.iter("mark")] == ["sordid", "Sordid", "Guilty on", "all", "guilty"]
    text = "".join(page.itertext())
    for part in ("news/a b é.md", "And 1 more", "Facts carry more. (IPSO cl.1)", "4 found, 0 suppressed", "not UTF-8"):
        assert part in text
    assert "Nothing found" in shown(Report([], [], 1), "html")


def luminance(colour: str) -> float:
    """Of `#rrggbb` or `#rgb`, as the Web Content Accessibility Guidelines define it."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_page_can_be_read_in_light_in_the_dark_and_on_paper(root: Path) -> None:
    """Every colour of letters stands out from every ground it is used on by 4.5 to 1, as the guidelines ask."""
    style = (root / "src/ethicslint/report/page.css").read_text(encoding="utf-8")
    palettes = [
        dict(re.findall(r"--([a-z]+): (#[0-9a-f]+);", block)) for block in re.findall(r":root \{([^}]*)\}", style)
    ]
    assert len(palettes) == 3
    grounds = {"paper": ("ink", "soft", "link", *LEVELS), "field": ("ink", "soft"), "mark": ("ink",)}
    for palette in palettes:
        for ground, letters in grounds.items():
            for letter in letters:
                dark, light = sorted((luminance(palette[ground]), luminance(palette[letter])))
                assert (light + 0.05) / (dark + 0.05) >= 4.5, (letter, ground, palette)


# ---- fingerprints


def test_fingerprints_survive_edits() -> None:
    """Lines put before, capitals and reflowed words change no name; another word, rule or path does; the same twice are two."""

    def names(text: str, path: str = "a.md", rule: str = "suicide/a") -> list[str]:
        source = Source(text, path)
        places = [(one.start(), one.end()) for one in re.finditer(r"(?i)sordid\s+day|vile", text)]
        return list(fingerprints([remark(source, *place, rule=rule) for place in places], True))

    before = names("A sordid day, a sordid day.")
    assert len(set(before)) == 2
    assert names("More.\n\nA\nSordid\n  day, and yet a sordid day.") == before
    for other in (names("vile"), names("A sordid day.", path="b.md"), names("A sordid day.", rule="suicide/b")):
        assert not set(other) & set(before)


def test_fingerprints_without_excerpts_tell_nothing_of_the_words() -> None:
    """They are the same whatever the words are."""
    one, other = (list(fingerprints([remark(Source(text, "a.md"), 0, 3)], False)) for text in ("Ada was.", "Zoe was."))
    assert one == other


# ---- paths


@pytest.mark.parametrize(
    ("path", "separator", "reference", "plain_path"),
    [
        ("a b/é.md", "/", "a%20b/%C3%A9.md", "a b/é.md"),
        ("./a.md", "/", "a.md", "a.md"),
        ("/news/a.md", "/", "file:///news/a.md", "/news/a.md"),
        ("a:b#c?d%20.md", "/", "a%3Ab%23c%3Fd%2520.md", "a:b#c?d%20.md"),
        ("a\\b.md", "/", "a%5Cb.md", "a\\b.md"),
        (b"caf\xe9.md".decode("utf-8", "surrogateescape"), "/", "caf%E9.md", "caf\udce9.md"),
        (".\\news\\a b.md", "\\", "news/a%20b.md", "news/a b.md"),
        ("C:\\news\\é.md", "\\", "file:///C:/news/%C3%A9.md", "C:/news/é.md"),
        ("\\\\desk\\share\\a.md", "\\", "file://desk/share/a.md", "//desk/share/a.md"),
    ],
)
def test_paths_of_both_systems(path: str, separator: str, reference: str, plain_path: str) -> None:
    """Blanks, letters and signs are escaped in URIs; backslashes separate folders on Windows only."""
    assert uri(path, separator) == reference
    assert slashed(path, separator) == plain_path


def test_what_lies_below_the_folder_we_are_in_is_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert uri(str(tmp_path / "news" / "a.md")) == slashed(str(tmp_path / "news" / "a.md")) == "news/a.md"
    assert slashed(f"{tmp_path}-other/a.md") == f"{tmp_path}-other/a.md"


# ---- GitHub


def obeyed(log: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands that a runner finds in a log, read as it reads them."""
    commands = []
    for line in re.split(r"\r\n|\r|\n", log):
        trimmed = line.lstrip()
        end = trimmed.find("::", 2)
        if trimmed.startswith("::") and end >= 0:
            name, _, properties = trimmed[2:end].partition(" ")
            pairs = [pair.split("=", 1) for pair in properties.split(",") if pair]
            commands.append(
                (name, {pair[0].strip(): property_of(pair[1]) for pair in pairs}, data_of(trimmed[end + 2 :]))
            )
        else:
            assert not re.search(r"##\w*\[", line), line
    return commands


def data_of(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def property_of(text: str) -> str:
    return data_of(text.replace("%3A", ":").replace("%2C", ","))


@given(st.dictionaries(st.sampled_from(("file", "title")), st.text()), st.text())
@example({"file": "a%0A::error::b,c:d=e"}, "%25%0A\r\n::stop-commands::x")
def test_a_command_is_read_as_it_was_meant(properties: dict[str, str], words: str) -> None:
    """Whatever the properties and the words are, one command is found, with exactly these."""
    assert obeyed(command("error", properties, words).removesuffix("\n")) == [("error", properties, words)]


def test_annotations() -> None:
    """Problems and errors come first; columns only where a remark stands on one line."""
    commands = obeyed(shown(everything(), "github"))
    assert [name for name, *_ in commands] == ["error", "error", "error", "warning", "warning", "notice"]
    assert commands[0][1:] == ({"file": "b.md", "title": "not checked"}, "not UTF-8 (byte 7)")
    assert commands[2][1] == {
        "file": "news/a b é.md",
        "line": "3",
        "endLine": "3",
        "col": "3",
        "endColumn": "9",
        "title": "sensationalism/lurid-adjective",
    }
    assert commands[2][2].splitlines()[:3] == [
        "“sordid”: it adds no fact.",
        "Why: Facts carry more. (IPSO cl.1)",
        "Instead: the fact",
    ]
    assert "col" not in commands[4][1]
    assert "endColumn" not in commands[4][1]


def crowd(number: int) -> Report:
    """So many remarks of each level, on a line each."""
    source = Source("sordid\n" * number * len(LEVELS), "a.md")
    found = [
        remark(source, 7 * line, 7 * line + 6, level=LEVELS[line % len(LEVELS)]) for line in range(number * len(LEVELS))
    ]
    return Report([found_in(source, *found)], [Problem("b.md", 0, "gone"), Problem("c.md", 0, "gone")], 56)


def test_no_more_annotations_than_github_shows() -> None:
    """Ten of a level, problems among the errors, so fewer than fifty; the others stand in the log as lines."""
    log = shown(crowd(12), "github")
    names = [name for name, *_ in obeyed(log)]
    assert [names.count(name) for name in ("error", "warning", "notice")] == [SHOWN] * len(LEVELS) == [10, 10, 10]
    assert names[:SHOWN] == ["error"] * SHOWN
    assert names[-2:] == ["group", "endgroup"]
    assert sum(line.startswith("a.md:") for line in log.splitlines()) == 3 * 12 + 2 - 3 * SHOWN
    assert "group" not in shown(crowd(1), "github")


def test_the_summary_of_a_job() -> None:
    """Totals and a table with problems first, then the loudest; no bytes more than there is room for, and the rest is counted."""
    text = summary(everything())
    page = pyromark.html(text, options=pyromark.Options.ENABLE_TABLES)
    cells = [re.sub("<[^>]*>", "", row).strip() for row in re.findall(r"<tr>\s*<td>(.*?)</td>", page)]
    assert cells == ["not checked", "not checked", "error", "warning", "warning", "suggestion"]
    assert "4 found, 0 suppressed, 0 in the baseline, 1 fixable." in page
    assert "And" not in text
    for room in (0, 100, 700, 5_000, 20_000):
        cut = summary(crowd(200), room=room)
        assert len(cut.encode()) <= room
        rows = sum(line.startswith("| ") for line in cut.splitlines())
        left = re.search(r"And (\d+) remarks more", cut)
        assert not cut or (left and int(left[1]) + max(rows - 2, 0) == 602)
    assert len(summary(crowd(4_000)).encode()) <= LARGEST


def test_the_summary_is_added_to_the_file_of_the_step(tmp_path: Path) -> None:
    """After what stands there, only in the format for GitHub, and within what is left of its size; a folder there is 2."""
    (tmp_path / "a.md").write_text("The jury found him innocent.\n", encoding="utf-8")
    page = tmp_path / "summary"

    def check(form: str, place: Path) -> subprocess.CompletedProcess[str]:
        python = [sys.executable, "-m", "ethicslint", "check", "--format", form, "a.md"]
        env = {**os.environ, "GITHUB_STEP_SUMMARY": str(place)}
        return subprocess.run(python, cwd=tmp_path, env=env, capture_output=True, text=True)

    page.write_text("Before.\n", encoding="utf-8")
    assert check("json", page).returncode == 0
    assert page.read_text(encoding="utf-8") == "Before.\n"
    assert check("github", page).returncode == 0
    assert page.read_text(encoding="utf-8").startswith("Before.\n## ethicslint\n")
    assert "found\\-innocent" in page.read_text(encoding="utf-8")
    page.write_text("x" * LARGEST, encoding="utf-8")
    assert check("github", page).returncode == 0
    assert page.stat().st_size == LARGEST
    refused = check("github", tmp_path)
    assert (refused.returncode, "summary cannot be added" in refused.stderr) == (2, True)


@given(st.text())
@example("[a](https://example.org) ![b](c) <script> `d` | e * f\\ &amp; www.example.org https://example.org")
def test_plain_markdown_shows_what_it_says(text: str) -> None:
    """Markdown makes of it the same words, and no element."""
    words = " ".join(visible(text).split())
    page = pyromark.html(f"| {plain(words)} |\n| --- |\n", options=pyromark.Options.ENABLE_TABLES)
    shown_words = html5lib.parseFragment(page, namespaceHTMLElements=False)
    tags = {one.tag for one in shown_words.iter() if isinstance(one.tag, str)}
    assert tags <= {"DOCUMENT_FRAGMENT", "table", "thead", "tbody", "tr", "th"}
    assert "".join(shown_words.itertext()).strip() == words


# ---- words that mean harm

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HOSTILE = (
    "\033]0;title\007", "\x9b31m", "\u202ekcab\u2066", "\r\n::error::owned", "::stop-commands::x", "%0A::error::y", "##[error]z",
    "##vso[task.setvariable]", "##teamcity[x]", "]]>", "<!--", "--><script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>",
    "&#0;&lt;&amp;", "\ufffe\uffff", "\x0b\x0c\x01", "\u2028\u2029\x85", "](javascript:x)", "{0}", "| a |", "\ufeff", "a=b,c:d",
    "${{ github.token }}", "\u200d\u200b\xad", "\U000e0001", "é", "日本",
)  # fmt: skip
hostile = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=8)), max_size=4).map("".join)
readable = hostile.map(lambda text: text.replace("\0", "").encode("utf-8", "ignore").decode())
paths = st.one_of(readable, st.binary(max_size=9).map(lambda data: data.decode("utf-8", "surrogateescape"))).map(
    lambda path: f"n{path}".replace("\0", "")
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Reports in which every word that is not ours is hostile."""
    source = Source(f"{draw(readable)}x{draw(readable)}", draw(paths))
    start = draw(st.integers(0, len(source.text) - 1))
    end = draw(st.integers(start, len(source.text)))
    related = Related(point(source, 0), point(source, start), draw(readable))
    one = remark(source, start, end, level=draw(st.sampled_from(LEVELS)), related=(related,))
    advice = (Advice("general", draw(readable)), Advice("acquitted", draw(readable)))
    one = one._replace(
        why=draw(readable), instead=advice, leave_if=draw(readable), fix=Edit(one.start, one.end, "x", True)
    )
    problem = Problem(draw(paths), draw(st.integers(0, 3)), f"the key “{draw(readable)}” is there twice")
    again = one._replace(path=source.path, message=draw(readable) or "x")
    return Report([found_in(source, one, again)], [problem], 56)


def unsafe(text: str) -> list[str]:
    """The characters that a terminal or a reader's eye obeys."""
    categories = ("Cc", "Cs", "Zl", "Zp")
    return [one for one in text if one in BIDI or (unicodedata.category(one) in categories and one != "\n")]


@pytest.mark.parametrize("form", FORMATS)
@given(reports(), st.booleans())
def test_hostile_words_do_no_harm(form: str, report: Report, excerpt: bool) -> None:
    """In every format: it can be read back, holds no character that is obeyed, and no command that is not its own."""
    text = shown(report, form, excerpt=excerpt)
    assert unsafe(text) == []
    names = [name for name, *_ in obeyed(text)]
    assert names == [] if form != "github" else set(names) <= {"error", "warning", "notice"}
    assert form != "github" or len(names) == 3
    if form in JSONS:
        json.loads(text)
    if form in SCHEMA:
        SCHEMA[form](text)
    if form == "html":
        page = html5lib.parse(text, namespaceHTMLElements=False)
        assert {one.get("href")[:8] for one in page.iter("a") if not one.get("href").startswith("#")} <= {"https://"}


@pytest.mark.parametrize("form", ["sarif", "gitlab", "rdjson", "github", "junit", "checkstyle", "html"])
@given(reports())
def test_what_is_shown_to_people_holds_nothing_hidden_once_read(form: str, report: Report) -> None:
    """Readers that undo the escapes and show messages to people get no character that turns words around."""
    text = shown(report, form)
    if form in ("sarif", "gitlab", "rdjson"):
        messages = [one for one in strings(json.loads(text)) if one[0] in ("text", "description", "message")]
        assert messages
        assert unsafe("".join(value for _, value in messages)) == []
    elif form == "github":
        assert unsafe("".join(words for *_, words in obeyed(text))) == []
    elif form == "html":
        assert unsafe("".join(html5lib.parse(text).itertext())) == []
    else:
        page = ElementTree.fromstring(text)
        assert (
            unsafe("".join([*page.itertext(), *(value for one in page.iter() for value in one.attrib.values())])) == []
        )


def strings(value: Any, key: str = "") -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [found for name, one in value.items() for found in strings(one, name)]
    if isinstance(value, list):
        return [found for one in value for found in strings(one, key)]
    return [(key, value)] if isinstance(value, str) else []


@given(readable)
def test_escaped_words_are_read_as_they_are_seen(text: str) -> None:
    """XML gives back what is visible, in an element and in an attribute."""
    page = ElementTree.fromstring(f'<a b="{escaped(text)}">{escaped(text)}</a>')
    assert (page.text or "") == page.attrib["b"] == visible(text)


@given(st.text())
def test_an_inert_line_is_no_command(text: str) -> None:
    """It is as long as it was, and no log obeys it."""
    line = visible(text)
    assert obeyed(inert(line)) == []
    assert len(inert(line)) == len(line)


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_files_do_no_harm(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the command line: names, front matter and passages that mean harm, on standard output and on standard error."""
    monkeypatch.chdir(tmp_path)
    bad = "::error::\033]0;x\007\u202e##[group]"
    (tmp_path / f"{bad}.md").write_text(
        f"---\n{bad!r}: 1\n{bad!r}: 2\n---\n\nThe jury found him\n::stop-commands::x innocent {bad}.\n"
    )
    (tmp_path / f"{bad}<script>.md").write_bytes(b"\0")
    result = CliRunner().invoke(main, ["check", "--format", form, "."])
    assert result.exit_code == 2
    assert unsafe(result.output) == []
    assert {name for name, *_ in obeyed(result.stdout)} <= (
        {"error", "warning", "notice"} if form == "github" else set()
    )
    assert obeyed(result.stderr) == []
    assert "<script>" not in result.stdout or form not in ("html", *XMLS)


SECRET = "Quillfeather"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "article",
    [
        f"{SECRET} was found innocent by {SECRET} on Friday.\n",
        f"---\n{SECRET}: 1\n{SECRET}: 2\n---\n\nThe court found {SECRET}\ninnocent.\n",
        f"---\nname: *{SECRET}\n---\n\n{SECRET} committed suicide, the sordid {SECRET} killer.\n",
        f"Colm {SECRET}, 34, appeared in court.\n\nPolice were called. {SECRET}, 43, denies murder.\n",
    ],
)
def test_without_excerpts_no_word_of_the_article_is_repeated(form: str, article: str) -> None:
    """In no format, nor in the summary of a job."""
    one = check_source(Source(article, "a.md"), rules(), Settings(None))
    made = Report([one], one.problems, 56)
    discreet = made.discreet()
    assert made.findings
    assert SECRET not in shown(discreet, form, excerpt=False, statistics=True)
    assert SECRET not in summary(discreet, excerpt=False)
    assert SECRET in shown(made, "text")
