"""Suppressions: where a comment may stand, how far it reaches, what it must say, what is told of one that is wrong or idle."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ethicslint import lint_text
from ethicslint.cli.main import main
from ethicslint.errors import EthicslintError
from ethicslint.project import sidefile
from ethicslint.project.check import FileReport, Settings, check_source
from ethicslint.project.guard import SIDE_FILE
from ethicslint.project.reasons import names_somebody
from ethicslint.project.rulecache import rules
from ethicslint.project.selection import enabled
from ethicslint.text.comments import comments
from ethicslint.text.document import Document
from ethicslint.text.source import Source

RULE = "verdict-wording/found-innocent"
SLIP = "The jury found him innocent."
WHY = "the foreman's own words"


def checked(text: str, path: str = "a.md", select: tuple[str, ...] = ("verdict-wording", "consistency")) -> FileReport:
    """What is reported of a text by the rules of two families."""
    compiled = rules()
    return check_source(Source(text, path), compiled, Settings(enabled(compiled.ids, select, ())))


def lines(text: str, path: str = "a.md") -> list[int]:
    """The lines on which something is found; nothing may be wrong with the suppressions."""
    report = checked(text, path)
    assert [*report.problems, *report.notices] == []
    return [one.start.line for one in report.findings]


def told(text: str, path: str = "a.md") -> list[str]:
    report = checked(text, path)
    return [str(one) for one in [*report.problems, *report.notices]]


# ---- where, and how far


def test_a_line() -> None:
    """`disable-line` holds for the line that it stands on, inside a paragraph, a list and a table, and for no other."""
    comment = f"<!-- ethicslint-disable-line {RULE}: {WHY} -->"
    assert lines(f"{SLIP} {comment}\n{SLIP}\n") == [2]
    assert lines(f"- {SLIP} {comment}\n- {SLIP}\n") == [2]
    assert lines(f"| Day | Verdict |\n|---|---|\n| 1 | {SLIP} {comment} |\n| 2 | {SLIP} |\n") == [4]
    assert lines(f"> {comment} {SLIP}\n\n{SLIP}\n") == [3]


def test_a_line_of_two() -> None:
    """Words that are broken over two lines are covered from either of them."""
    comment = f"<!-- ethicslint-disable-line {RULE}: {WHY} -->"
    assert lines(f"The jury {comment} found him\ninnocent.\n") == []
    assert lines(f"The jury found him\ninnocent. {comment}\n") == []


def test_the_next_line() -> None:
    """`disable-next-line` holds for the first line of the next block, wherever that stands."""
    comment = f"<!-- ethicslint-disable-next-line {RULE}: {WHY} -->"
    assert lines(f"{comment}\n{SLIP}\n\n{SLIP}\n") == [4]
    assert lines(f"{comment}\n\n\n{SLIP}\n{SLIP}\n") == [5]
    assert lines(f"{comment}\n\n# {SLIP}\n") == []
    assert lines(f"{comment}\n\n- {SLIP}\n- {SLIP}\n") == [4]


def test_a_stretch() -> None:
    """`disable` holds up to `enable` of the same rule or family, or to the end; between, other rules go on."""
    start, end = f"<!-- ethicslint-disable {RULE}: {WHY} -->", f"<!-- ethicslint-enable {RULE} -->"
    assert lines(f"{SLIP}\n\n{start}\n\n{SLIP}\n\n{SLIP}\n\n{end}\n\n{SLIP}\n") == [1, 11]
    assert lines(f"{SLIP}\n\n{start}\n\n{SLIP}\n") == [1]
    assert lines(f"{start}\n\nThe couple {SLIP[4:]} He walked free from court. {SLIP}\n") == [3]
    assert told(f"{start}\n\n{SLIP}\n\n<!-- ethicslint-enable verdict-wording -->\n") == [
        "a.md:5: ethicslint-enable verdict-wording ends nothing; nothing disables it before"
    ]


def test_a_file() -> None:
    """`disable-file` holds everywhere, also before it."""
    assert lines(f"# {SLIP}\n\n{SLIP}\n\n<!-- ethicslint-disable-file verdict-wording: {WHY} -->\n") == []


def test_several_rules() -> None:
    """Several rules and families stand in one comment, with commas."""
    text = f"{SLIP} He walked free from court."
    comment = "<!-- ethicslint-disable-line {}: heard in court -->"
    both = f"{text} {comment.format(f'{RULE}, verdict-wording/walked-free')}\n"
    found = {one.rule for one in checked(f"{text}\n").findings}
    assert found == {RULE, "verdict-wording/walked-free"}
    assert lines(both) == []
    assert checked(both).suppressed == 2


def test_front_matter() -> None:
    """`# ethicslint-…` in YAML and TOML front matter, behind a value or on a line of its own; not inside a value."""
    comment = f"# ethicslint-disable-line {RULE}: {WHY}"
    below = f"# ethicslint-disable-next-line {RULE}: {WHY}"
    assert lines(f'---\ntitle: "{SLIP}"  {comment}\ndescription: "{SLIP}"\n---\n') == [3]
    assert lines(f"---\n{below}\ntitle: {SLIP}\n---\n") == []
    assert lines(f"---\ntitle: >  {below}\n  {SLIP}\n---\n") == []
    assert lines(f"---\nlayout: x\n# ethicslint-disable-file {RULE}: {WHY}\n---\n{SLIP}\n") == []
    assert lines(f'+++\ntitle = "{SLIP}"  {comment}\n+++\n{SLIP}\n') == [4]
    assert lines(f'---\nnote: "a {comment}"\ntitle: {SLIP}\n---\n') == [3]
    assert lines(f"---\nnote: |\n  a\n  {comment}\ntitle: {SLIP}\n---\n") == [5]
    assert lines(f'+++\nnote = """\n{comment}\n"""\ntitle = "{SLIP}"\n+++\n') == [5]


def test_plain_text() -> None:
    """In plain text the comment is a comment too: it is no copy, holds where it stands, and parts no paragraph in two."""
    line = f"<!-- ethicslint-disable-line {RULE}: not even {SLIP} -->"
    above = f"<!-- ethicslint-disable-next-line {RULE}: {WHY} -->"
    assert lines(f"{SLIP} {line}\n{SLIP}\n", "a.txt") == [2]
    assert lines(f"{above}\n{SLIP}\n\n{SLIP}\n", "a.txt") == [4]
    assert lines(f"Text <!-- {SLIP} -->\n", "a.txt") == [1]
    document = Document.read(Source(f"One two {line} three.", "a.txt"))
    assert [block.text for block in document.blocks] == ["One two three."]


def test_mdx() -> None:
    """MDX has comments of its own."""
    assert lines(f"{SLIP} {{/* ethicslint-disable-line {RULE}: {WHY} */}}\n\n{SLIP}\n", "a.mdx") == [3]
    assert lines(f"{{/* ethicslint-disable-file {RULE}: {WHY} */}}\n\n{SLIP}\n", "a.mdx") == []


@pytest.mark.parametrize("marks", ["`{}`", "    {}", "```\n{}\n```", "~~~html\n{}\n~~~", "<pre>\n{}\n</pre>"])
@pytest.mark.parametrize("path", ["a.md", "a.mdx"])
def test_code(marks: str, path: str) -> None:
    """What stands in code, as in a page about suppressions, suppresses nothing and is not complained of."""
    for comment in (f"<!-- ethicslint-disable-file {RULE}: {WHY} -->", "<!-- ethicslint-disable-fiel: -->"):
        assert lines(f"{marks.format(comment)}\n\n{SLIP}\n", path) == [len(marks.format(comment).split("\n")) + 2]
    mdx = f"{{/* ethicslint-disable-file {RULE}: {WHY} */}}"
    assert len(lines(f"{marks.format(mdx)}\n\n{SLIP}\n", path)) == 1 or marks.startswith("<pre>")


def test_other_comments_are_left_alone() -> None:
    """A comment that mentions the tool is no suppression."""
    assert told("<!-- ethicslint is strict about verdicts -->\n\n<!-- see ethicslint-disable-line -->\n\nText.\n") == []


def test_a_contradiction_at_any_of_its_places() -> None:
    """A contradiction is suppressed at either of its places; another finding only where it stands."""
    text = (
        "On Monday Thomas Abbott, 41, appeared in court charged with murder.\n\nMr Abbott denies it.\n\n"
        "Thomas Abbott, 47, will stand trial in May. He was charged with murder.\n"
    )
    (finding,) = checked(text).findings
    assert (finding.rule, finding.start.line, [one.start.line for one in finding.related]) == (
        "consistency/two-ages",
        5,
        [1],
    )
    comment = "<!-- ethicslint-disable-line consistency: two men of one name -->"
    rows = text.splitlines()
    for number in (0, 4):
        assert lines("\n".join([*rows[:number], f"{rows[number]} {comment}", *rows[number + 1 :]])) == []


# ---- the whole document


LACKING = "# A man took his own life\n\n" + "The inquest heard of his suicide. " * 40 + "\n"


def test_a_finding_about_the_document() -> None:
    """What an article lacks is suppressed for the file; on the line where it is shown it is not, and that is said."""
    select = ("omission/support-resources",)
    assert [one.place for one in checked(LACKING, select=select).findings] == ["document"]
    whole = f"{LACKING}\n<!-- ethicslint-disable-file omission: the helpline stands below every page -->\n"
    report = checked(whole, select=select)
    assert (report.findings, report.suppressed, report.notices) == ([], 1, [])
    line = LACKING.replace("\n", " <!-- ethicslint-disable-line omission/support-resources: below every page -->\n", 1)
    report = checked(line, select=select)
    assert len(report.findings) == 1
    assert "write ethicslint-disable-file" in str(report.notices[0])


# ---- what is wrong


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        (
            f"ethicslint-disable-line {RULE}",
            f"gives no reason and does not hold; write ethicslint-disable-line {RULE}: REASON",
        ),
        (f"ethicslint-disable-line {RULE}:  ", "gives no reason and does not hold"),
        ("ethicslint-disable-line: it is right", "names no rule; write ethicslint-disable-line RULE: REASON"),
        ("ethicslint-enable", "names no rule; write ethicslint-enable RULE"),
        (
            "ethicslint-disable-line verdict-wording/found-inocent: x",
            "no rule or family is called “verdict-wording/found-inocent”; did you mean “verdict-wording/found-innocent”?",
        ),
        ("ethicslint-disable-line verdict-wordings: x", "did you mean “verdict-wording”?"),
        (f"ethicslint-disable-lines {RULE}: x", "there is no “ethicslint-disable-lines”; did you mean “disable-line”?"),
        (f"ethicslint: disable-line {RULE}: x", "looks like a suppression and is none"),
        (f"ethicslint disable {RULE}: x", "looks like a suppression and is none"),
        ("ethicslint-disable-file identification/protected-name: x", "cannot be suppressed"),
    ],
)
def test_a_suppression_with_a_mistake(comment: str, said: str) -> None:
    """A suppression with a mistake does not hold, and is told with its line and the way out."""
    report = checked(f"{SLIP}\n<!-- {comment} -->\n\n{SLIP}\n")
    assert [one.start.line for one in report.findings] == [1, 4]
    (problem,) = report.problems
    assert problem.line == 2
    assert said in problem.message
    assert report.notices == []


def test_one_mistake_of_two_rules() -> None:
    """Of two rules in a comment the one that is known holds."""
    report = checked(f"{SLIP} <!-- ethicslint-disable-line {RULE}, suicide/nothing: x -->\n")
    assert report.findings == []
    assert len(report.problems) == 1


def test_a_suppression_that_suppresses_nothing() -> None:
    """It is told with its line; each rule of a comment counts for itself; rules that are off are not judged."""
    assert told(f"Text.\n\nMore. <!-- ethicslint-disable-line {RULE}: x -->\n") == [
        f"a.md:3: ethicslint-disable-line {RULE} suppresses nothing; delete it"
    ]
    assert told(f"{SLIP} <!-- ethicslint-disable-line {RULE}, verdict-wording/walked-free: x -->\n") == [
        "a.md:1: ethicslint-disable-line verdict-wording/walked-free suppresses nothing; delete it"
    ]
    assert told("Text. <!-- ethicslint-disable-line suicide: x -->\n") == []
    assert told(f"<!-- ethicslint-disable-next-line {RULE}: x -->\n") == [
        f"a.md:1: ethicslint-disable-next-line {RULE} suppresses nothing; delete it"
    ]


def test_two_suppressions_of_one_finding_are_both_used() -> None:
    twice = f"{SLIP} <!-- ethicslint-disable-line {RULE}: a --> <!-- ethicslint-disable-line verdict-wording: b -->\n"
    report = checked(twice)
    assert (report.findings, report.suppressed, report.problems, report.notices) == ([], 1, [], [])


def test_no_opening_takes_the_square_of_the_time() -> None:
    """A text full of comments that never close is read in no time."""
    for path in ("a.txt", "a.md", "a.mdx"):
        assert len(comments("<!-- ethicslint-disable " * 20_000 + "{/* ethicslint " * 20_000, path)) <= 1


def test_a_comment_that_never_closes() -> None:
    """It hides all that follows from readers and rules alike, and is told."""
    report = checked(f"{SLIP}\n\n<!-- ethicslint-disable-line {RULE}: {WHY}\n\n{SLIP}\n")
    assert [one.start.line for one in report.findings] == [1]
    (problem,) = report.problems
    assert (problem.line, problem.message) == (
        3,
        "this comment is never closed and hides all that follows; close it with -->",
    )


# ---- reasons


@pytest.mark.parametrize(
    "reason", ["Jane Roe asked for it", "asked by Mr Roe", "as Maria van der Roe said", "Dr Roe agreed"]
)
def test_a_reason_that_names_somebody(reason: str) -> None:
    """Comments are published; a reason with a name in it holds, and a remark is made that does not repeat it."""
    assert names_somebody(reason)
    report = checked(f"{SLIP} <!-- ethicslint-disable-line {RULE}: {reason} -->\n")
    assert (report.findings, report.problems) == ([], [])
    (notice,) = report.notices
    assert "seems to name somebody" in notice.message
    assert "Roe" not in notice.message


@pytest.mark.parametrize(
    "reason",
    [
        "the Crown Court's own words",
        "Editors' Code, clause 11",
        "as the House of Lords put it",
        "quoted",
        "The Guardian Style Guide",
    ],
)
def test_a_reason_that_names_nobody(reason: str) -> None:
    assert not names_somebody(reason)


# ---- faces and counts


def test_the_python_face_holds_them_too() -> None:
    assert lint_text(f"{SLIP} <!-- ethicslint-disable-line {RULE}: {WHY} -->\n") == []


def run(*args: str) -> Any:
    return CliRunner().invoke(main, ["check", *args])


def test_they_are_counted_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The summary counts them; what is idle is told on standard error and in JSON and is no failure; a mistake is."""
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(f"{SLIP} <!-- ethicslint-disable-line {RULE}: {WHY} -->\n", encoding="utf-8")
    result = run("a.md")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "1 suppressed, 0 in the baseline.",
        "1 article. Nothing found. This is not legal clearance.",
    ]
    assert json.loads(run("--format", "json", "a.md").stdout)["summary"]["suppressed"] == 1
    Path("a.md").write_text(f"Text. <!-- ethicslint-disable-line {RULE}: {WHY} -->\n", encoding="utf-8")
    result = run("--format", "json", "a.md")
    message = f"ethicslint-disable-line {RULE} suppresses nothing; delete it"
    assert (result.exit_code, json.loads(result.stdout)["notices"]) == (
        0,
        [{"path": "a.md", "message": message, "line": 1}],
    )
    assert result.stderr == f"ethicslint: a.md:1: {message}\n"
    Path("a.md").write_text(f"Text. <!-- ethicslint-disable-line {RULE} -->\n", encoding="utf-8")
    result = run("a.md")
    assert result.exit_code == 2
    assert result.stderr.startswith("ethicslint: a.md:1: this suppression gives no reason")


def test_processes_do_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Suppressions, those of the side file too, and remarks are the same in two processes."""
    monkeypatch.chdir(tmp_path)
    for number in range(6):
        Path(f"{number}.md").write_text(f"{SLIP}\n<!-- ethicslint-disable-file suicide: x -->\n", encoding="utf-8")
    write_entries("2.md")
    one, two = (run("--format", "json", "--jobs", jobs) for jobs in ("1", "2"))
    assert one.stdout == two.stdout
    assert one.stderr == two.stderr
    assert json.loads(one.stdout)["summary"]["suppressed"] == 1


# ---- the side file


def write_entries(*articles: str, reason: str = "their own words") -> None:
    """What `--format suppressions` prints for these articles, with a reason."""
    printed = run("--format", "suppressions", *articles)
    assert SLIP.split()[2] not in printed.stdout.replace(RULE, "")
    Path(SIDE_FILE).write_text(printed.stdout.replace('reason: ""', f'reason: "{reason}"'), encoding="utf-8")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()
    Path("court").mkdir()
    Path("court/a.md").write_text(f"# A day\n\n{SLIP}\n", encoding="utf-8")
    Path("b.md").write_text(f"# A day\n\n{SLIP}\n", encoding="utf-8")
    return tmp_path


def summary(*args: str) -> tuple[int, int, str]:
    result = run("--format", "json", *args)
    counts = json.loads(result.stdout)["summary"]
    return counts["findings"], counts["suppressed"], result.stderr


def test_the_entry_that_is_printed_holds(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `--format suppressions` prints, with a reason, holds in its article, from any folder and by any name."""
    write_entries("court/a.md")
    assert summary("court/a.md") == (0, 1, "")
    assert summary("b.md") == (1, 0, "")
    assert summary(str(here / "court" / "a.md")) == (0, 1, "")
    monkeypatch.chdir(here / "court")
    assert summary("a.md") == (0, 1, "")
    assert lint_text(f"# A day\n\n{SLIP}\n", "a.md") == []


def test_the_entry_knows_words_and_no_lines(here: Path) -> None:
    """The words may move and be broken anew; other words of the same rule are found."""
    write_entries("court/a.md")
    article = Path("court/a.md")
    article.write_text("# A day\n\nIt rained.\n\nThe jury found\nhim innocent.\n", encoding="utf-8")
    assert summary("court/a.md") == (0, 1, "")
    article.write_text("# A day\n\nShe was found innocent.\n", encoding="utf-8")
    found, suppressed, said = summary("court/a.md")
    assert (found, suppressed) == (1, 0)
    assert said == "ethicslint: .ethicslint-suppressions.yaml:2: suppresses nothing in court/a.md; delete the entry\n"


def test_an_entry_for_a_missing_article(here: Path) -> None:
    write_entries("court/a.md")
    Path("court/a.md").unlink()
    assert "there is no court/a.md" in summary("b.md")[2]


def test_a_reason_of_an_entry_that_names_somebody(here: Path) -> None:
    write_entries("b.md", reason="Jane Roe asked")
    found, suppressed, said = summary("b.md")
    assert (found, suppressed) == (0, 1)
    assert "seems to name somebody" in said
    assert "Roe" not in said


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("suppressions:\n  - path: a.md\n", 2, "“rule” is missing"),
        ("supressions: []\n", 1, "unknown key “supressions”; did you mean “suppressions”?"),
        ("suppressions: x\n", 1, "must be a list"),
        ("- a\n", 1, "expected keys with values"),
        (
            "suppressions:\n  - {path: b.md, rule: x/y, words: 0123456789abcdef, reason: z}\n",
            2,
            "there is no rule “x/y”",
        ),
        (f"suppressions:\n  - {{path: b.md, rule: {RULE}, words: him, reason: z}}\n", 2, "16 hexadecimal digits"),
        (f"suppressions:\n  - {{path: ../b.md, rule: {RULE}, words: 0123456789abcdef, reason: z}}\n", 2, "below it"),
        (
            f'suppressions:\n  - path: "b.md"\n    rule: "{RULE}"\n    words: "0123456789abcdef"\n    reason: ""\n',
            5,
            "“reason” is empty",
        ),
        ("suppressions: [\n", 1, "bracket"),
        ("suppressions: &a [*a]\n", 1, "anchor"),
    ],
)
def test_a_broken_file(here: Path, text: str, line: int, said: str) -> None:
    """Mistakes in the file are told with its line; nothing is suppressed by an entry with a mistake; the exit code is 2."""
    Path(SIDE_FILE).write_text(text, encoding="utf-8")
    result = run("b.md")
    assert result.exit_code == 2
    assert f"{SIDE_FILE}:{line}: " in result.stderr
    assert said in result.stderr
    assert "found him innocent" in result.stdout
    with pytest.raises(EthicslintError):
        lint_text(SLIP, "b.md")


def test_the_schema_of_the_file(root: Path) -> None:
    """The schema for editors knows the keys that are read, and accepts what is printed."""
    schema = json.loads((root / "src/ethicslint/project/suppressions.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    entry = schema["properties"]["suppressions"]["items"]
    assert tuple(entry["properties"]) == sidefile.KEYS == tuple(entry["required"])
    good = {"path": "a.md", "rule": RULE, "words": "0123456789abcdef", "reason": "heard in court"}
    validator = Draft202012Validator(schema)
    assert validator.is_valid({"suppressions": [good]})
    assert not validator.is_valid({"suppressions": [{**good, "reason": ""}]})
    assert not validator.is_valid({"suppressions": [{**good, "words": "him"}]})


# ---- laws

SENTENCES = st.sampled_from(
    [SLIP, "It rained.", "He walked free from court.", "She was found innocent.", "He said no more."]
)
PARAGRAPHS = st.lists(st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=5)
KINDS = st.sampled_from(["disable-line", "disable-next-line", "disable", "disable-file"])
WORDS = st.sampled_from([RULE, "verdict-wording", "verdict-wording/walked-free"])


def seen(report: FileReport) -> list[tuple[str, str]]:
    return [(one.rule, one.match) for one in report.findings]


@given(PARAGRAPHS, KINDS, WORDS, st.integers(0, 4))
def test_suppressing_twice_is_suppressing_once(paragraphs: list[str], kind: str, word: str, at: int) -> None:
    """A comment that stands twice does what it does once, and no suppression adds a finding or changes another."""
    comment = f"<!-- ethicslint-{kind} {word}: heard in court -->"
    at = min(at, len(paragraphs) - 1)

    def text(*comments: str) -> str:
        joiner = " " if kind == "disable-line" else "\n"
        own = joiner.join([*comments, paragraphs[at]])
        return "\n\n".join([*paragraphs[:at], own, *paragraphs[at + 1 :]]) + "\n"

    none, once, twice = checked(text()), checked(text(comment)), checked(text(comment, comment))
    assert seen(once) == seen(twice)
    assert once.suppressed == twice.suppressed
    assert len(none.findings) == len(once.findings) + once.suppressed
    left = seen(none)
    for one in seen(once):
        left.remove(one)
    assert all(word in (rule, rule.partition("/")[0]) for rule, _ in left)


@given(
    st.text(alphabet="<>!-{}/*# \n`ethicslint:disable-linefrontmatter", max_size=200),
    st.sampled_from(["a.md", "a.mdx", "a.txt"]),
)
def test_no_comment_breaks_the_reading(text: str, path: str) -> None:
    """Whatever stands there, comments are found in order, within the text, and reading fails on none."""
    for lead in ("", "---\n", "+++\n"):
        found = comments(lead + text, path)
        assert found == sorted(found)
        assert all(0 <= one.start < one.end <= len(lead + text) for one in found)
        checked(lead + text, path)
