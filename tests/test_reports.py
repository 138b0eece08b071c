"""The three formats: text for reporters, lines for editors, JSON for machines and its schema."""

import json as _json
import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

import ethicslint
from ethicslint.engine.finding import CONFIDENCES, Edit, Finding, Place, Related
from ethicslint.errors import Problem
from ethicslint.project.check import FileReport, Report, Settings, check_files, check_source
from ethicslint.project.rulecache import rules
from ethicslint.report.json import json
from ethicslint.report.line import line
from ethicslint.report.passage import rows
from ethicslint.report.text import text
from ethicslint.report.visible import cells, ending, opening, steady, visible, wrapped
from ethicslint.rulebook.model import FAMILIES, LEVELS, Advice, Citation
from ethicslint.text.document import PLACES
from ethicslint.text.source import Source

CODE = Citation(*[""] * len(Citation._fields))._replace(
    id="ipso-1", title="Editors' Code, clause 1", url="https://example.org/code", short="IPSO cl.1"
)
PAGELESS = CODE._replace(id="law", url="", short="The Act")


def place(source: Source, offset: int) -> Place:
    return Place(*source.position(offset), offset)


def finding(source: Source, words: str, **changes: Any) -> Finding:
    """A remark on the first place where `words` stand."""
    start = source.text.index(words)
    made = Finding(
        path=source.path,
        start=place(source, start),
        end=place(source, start + len(words)),
        rule="sensationalism/lurid-adjective",
        family="sensationalism",
        level="warning",
        confidence="high",
        message=f"“{words}”: it adds no fact.",
        discreet="“…”: it adds no fact.",
        match=words,
        voice="author",
        place="prose",
        instead=(Advice("general", "the fact"),),
        leave_if="a judge said it",
        why="Facts carry more.",
        sources=(CODE,),
        related=(),
        fix=None,
    )
    return made._replace(**changes)


def report(source: Source, *found: Finding, problems: tuple[Problem, ...] = ()) -> Report:
    numbers = {number for one in found for number in range(one.start.line, one.end.line + 1)}
    lines = {number: source.line(number) for number in numbers}
    return Report([FileReport(source.path, list(found), list(problems), lines)], list(problems), 56)


def shown(*found: Finding, source: Source, **options: Any) -> list[str]:
    return "".join(text(report(source, *found), **options)).splitlines()


def marked(printed: list[str]) -> list[str]:
    """The words that stand exactly above the marks, row by row, with the cells of a terminal as the measure."""
    words = []
    for above, below in pairwise(printed):
        if "│" in below and set(below.partition("│")[2]) <= set(" ^"):
            first, last = below.index("^"), len(below)
            at = 0
            under = ""
            for letter in above:
                if first <= at < last:
                    under += letter
                at += cells(letter)
            words.append(under)
    return words


# ---- text


def test_a_block_says_everything() -> None:
    """Place, level and rule; the line and the marks; the fact, the reason with its authority, what to write, when to leave it."""
    source = Source("A quiet day.\n\nIt was a sordid affair.\n", "news/a.md")
    staged = (
        Advice("before-verdict", "what he is accused of"),
        Advice("general", "the fact"),
        Advice("general", "nothing"),
    )
    printed = shown(finding(source, "sordid affair", instead=staged), source=source)
    assert printed == [
        "news/a.md:3:10  warning  sensationalism/lurid-adjective",
        "  3 │ It was a sordid affair.",
        "    │          ^^^^^^^^^^^^^",
        "  “sordid affair”: it adds no fact.",
        "  Why: Facts carry more. (IPSO cl.1)",
        "  Instead: the fact · nothing",
        "  Instead, before a verdict: what he is accused of",
        "  Leave it if: a judge said it",
        "",
        "1 article: 1 warning.",
        "1 found, 0 suppressed, 0 in the baseline, 0 fixable.",
    ]


def test_what_is_not_there_takes_no_line() -> None:
    """Without advice, exceptions and sources a block says so little, and names house style as the authority."""
    source = Source("It was sordid.", "a.md")
    printed = shown(finding(source, "sordid", instead=(), leave_if="", sources=()), source=source)
    assert printed[3:6] == ["  “sordid”: it adds no fact.", "  Why: Facts carry more. (house style)", ""]


def test_the_second_place_is_named() -> None:
    """A finding that rests on two places says what stands at the other one; without excerpts, only where."""
    source = Source("Guilty on 2 of 3 counts.\n\nGuilty on all counts.\n", "a.md")
    other = Related(place(source, 0), place(source, 23), "it says 2 of 3 counts")
    one = finding(source, "all counts", related=(other,))
    assert "  See line 1: it says 2 of 3 counts" in shown(one, source=source)
    discreet = shown(one, source=source, excerpt=False)
    assert "  See line 1." in discreet
    assert not any("2 of 3" in row for row in discreet)


def test_repeats_are_counted_in_one_block() -> None:
    """One block per rule and article: the first of the loudest, then where the others are and what differs there."""
    source = Source("“A sordid day.”\n\nA sordid night.\n\nA *Sordid* week, a vile month.\n", "a.md")
    found = [
        finding(source, "sordid day", level="suggestion"),
        finding(source, "sordid night"),
        finding(source, "Sordid"),
        finding(source, "vile"),
        finding(source, "week", rule="agency/passive"),
    ]
    printed = shown(*found, source=source)
    headings = [row for row in printed if row.startswith("a.md:")]
    assert headings == ["a.md:3:3  warning  sensationalism/lurid-adjective", "a.md:5:12  warning  agency/passive"]
    assert "  And 3 more: 1:4 suggestion “sordid day”, 5:4 “Sordid”, 5:20 “vile”" in printed
    assert printed[-2:] == [
        "1 article: 4 warnings, 1 suggestion.",
        "5 found, 0 suppressed, 0 in the baseline, 0 fixable.",
    ]


def test_repeats_without_excerpts_are_places_only() -> None:
    source = Source("A sordid night, a vile month.\n", "a.md")
    printed = shown(finding(source, "sordid"), finding(source, "vile"), source=source, excerpt=False)
    assert "  And 1 more: 1:19" in printed


def test_the_same_words_again_are_not_repeated() -> None:
    """A repeat in the same words, in capitals or not, needs its place only."""
    source = Source("sordid, SORDID\n", "a.md")
    assert "  And 1 more: 1:9" in shown(finding(source, "sordid"), finding(source, "SORDID"), source=source)


def test_nothing_found_is_no_clearance() -> None:
    """The last line makes no promise, however little there was to check."""
    empty = Report([], [], 56)
    assert "".join(text(report(Source("Fine.", "a.md")))) == (
        "1 article. Nothing found. This is not legal clearance.\n"
    )
    first, last = "".join(text(empty, width=120)).splitlines()
    assert first.startswith("No articles here")
    assert last == "0 articles. Nothing found. This is not legal clearance."


def test_what_was_kept_silent_is_counted() -> None:
    """Suppressed findings and those of the baseline stand in the last line, or before it where nothing else was found."""
    source = Source("It was sordid.", "a.md")
    for found in ([], [finding(source, "sordid")]):
        made = report(source, *found)
        made = made._replace(files=[made.files[0]._replace(suppressed=2, baselined=3), made.files[0]])
        counts = "".join(text(made)).splitlines()[-2:]
        assert counts == (
            ["2 articles: 2 warnings.", "2 found, 2 suppressed, 3 in the baseline, 0 fixable."]
            if found
            else ["2 suppressed, 3 in the baseline.", "2 articles. Nothing found. This is not legal clearance."]
        )
        assert parsed(made)["summary"] == {
            "files": 2,
            "findings": 2 * len(found),
            "suppressed": 2,
            "baseline": 3,
            "fixable": 0,
        }


def test_problems_are_counted_before_the_last_line() -> None:
    """Nobody takes a run for whole that was not."""
    source = Source("It was sordid.", "a.md")
    problems = (Problem("b.md", 0, "cannot be read"), Problem("c.md", 2, "broken"))
    for found in ([], [finding(source, "sordid")]):
        printed = list(text(report(source, *found, problems=problems)))
        assert printed[-3 if found else -2] == "2 problems: not everything could be checked.\n"


def test_statistics_stand_before_the_last_line() -> None:
    """The most frequent rule comes first; equal ones by name."""
    source = Source("a b c d", "a.md")
    found = [
        finding(source, "a", rule="suicide/b"),
        finding(source, "b", rule="suicide/a"),
        finding(source, "c", rule="suicide/b"),
        finding(source, "d", rule="suicide/b", level="error"),
    ]
    printed = shown(*found, source=source, statistics=True)
    assert printed[-6:] == [
        "     2  warning     suicide/b",
        "     1  warning     suicide/a",
        "     1  error       suicide/b",
        "",
        "1 article: 1 error, 3 warnings.",
        "4 found, 0 suppressed, 0 in the baseline, 0 fixable.",
    ]


def test_words_that_are_never_repeated_have_no_passage() -> None:
    """A finding without a match, of families that keep the words to themselves, shows no line of the article."""
    source = Source("She lives at 12 Hill Street.", "a.md")
    one = finding(source, "12 Hill Street", match="", message="An address of a protected person.")
    assert "Hill" not in "\n".join(shown(one, source=source))


def test_colour_changes_nothing_but_colour() -> None:
    """With the colours taken out again, the output is the plain one; without colour there is no escape in it."""
    source = Source("It was\na sordid affair.\n", "a.md")
    one = finding(source, "sordid affair", instead=(Advice("convicted", "the fact " * 30),))
    plain = "".join(text(report(source, one)))
    coloured = "".join(text(report(source, one), colour=True))
    assert "\033" not in plain
    assert re.sub(r"\033\[[\d;]*m", "", coloured) == plain
    for painted in ("\033[1mWhy:", "\033[1mInstead, after a conviction:", "\033[1;33mwarning", "\033[33m^"):
        assert painted in coloured


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    """Paragraphs, passages and headings keep to the width; a long path gets a line of its own."""
    source = Source("word " * 100 + "sordid affair" + " word" * 100, "folder/" * 4 + "a.md")
    one = finding(source, "sordid affair", why="A reason of some length, told with many words. " * 5)
    printed = shown(one, source=source, width=width)
    assert max(map(cells, printed)) <= width
    assert marked(printed) == ["sordid affair"]
    if width == 40:
        assert printed[:3] == [f"{source.path}:1:501", "  warning", "  sensationalism/lurid-adjective"]
    if width == 60:
        assert printed[:2] == [f"{source.path}:1:501", "  warning  sensationalism/lurid-adjective"]


LONG = "word " * 60


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("", "found innocent", ""),
        ("", "found innocent", f" {LONG}"),
        (LONG, "found innocent", ""),
        (LONG, "found innocent", f", {LONG}"),
        (
            "東京の裁判所で、長い一行が続き、さらに続き、",
            "found innocent",
            "、記者が書いた長い一行の文章がここに続きます",
        ),
        (
            "He was 🙂 ⚖\ufe0f 👩\u200d👩\u200d👧 👍🏽 🇬🇧 🏴\U000e0067\U000e0062\U000e007f 1\ufe0f\u20e3 ",
            "found innocent",
            " ⚖\ufe0f 🙂",
        ),
        ("Rene\u0301 and ᄒ\u1161\u11ab: ", "cafe\u0301 owner", "\u0301 e\u0301"),
        ("\tone\ttwo ", "found\tinnocent", "\tthree"),
        ("con\033[31mtrol \x07 \u202eover\u202c ", "found\xa0innocent", " \x9b31m\u2067 end"),
        ("soft\xad hyphen, zero\u200bwidth, ", "inno\xadcent", ", \u3000wide\u2009thin"),
        (f"{'q' * 300} ", "found innocent", f" {'r' * 300}"),
        ("- [ ] **", "bold** and _plain", "_ again"),
    ],
    ids="alone start end middle wide emoji accents tabs controls invisible unbroken markup".split(),
)
def test_the_marks_stand_under_the_words(before: str, words: str, after: str, width: int) -> None:
    """Whatever surrounds them and however much is cut away, exactly the words are marked, and the line fits."""
    source = Source(f"{before}{words}{after}\n", "a.md")
    printed = shown(finding(source, words, message="A fact."), source=source, width=width)
    assert marked(printed) == [steady(words)]
    assert max(cells(row) for row in printed if "│" in row) <= width


def test_words_over_a_line_end_are_marked_on_both_lines() -> None:
    """Hard-wrapped words are shown whole, without the indentation or the quotation mark of the second line."""
    source = Source("> The court found him  \r\n  >  innocent of all.\r\n", "a.md")
    words = "found him  \r\n  >  innocent"
    printed = shown(finding(source, words, message="A fact."), source=source)
    assert printed[1:5] == [
        "  1 │ > The court found him",
        "    │             ^^^^^^^^^",
        "  2 │   >  innocent of all.",
        "    │      ^^^^^^^^",
    ]


def test_line_numbers_of_different_length_line_up() -> None:
    source = Source("\n" * 8 + "found\ninnocent\n", "a.md")
    printed = shown(finding(source, "found\ninnocent", message="A fact."), source=source)
    assert [row[:6] for row in printed[1:5]] == ["   9 │", "     │", "  10 │", "     │"]


def test_a_very_long_match_is_cut_as_well() -> None:
    """Words longer than the terminal are marked as far as they are shown."""
    source = Source(f"Then {LONG}end.\n", "a.md")
    printed = shown(finding(source, LONG.strip(), message="A fact."), source=source, width=60)
    (words,) = marked(printed)
    assert words.startswith("word word")
    assert words.endswith("…")
    assert max(map(cells, printed[1:3])) <= 60


def test_cuts_fall_between_words() -> None:
    """What is left of a long line begins and ends with a whole word."""
    source = Source(f"{'alphabet ' * 40}found innocent{' alphabet' * 40}", "a.md")
    row = shown(finding(source, "found innocent"), source=source)[1]
    assert re.fullmatch(r"  1 │ …(alphabet )+found innocent( alphabet)+…", row)


@given(st.text(max_size=200), st.text(min_size=1, max_size=60), st.text(max_size=200), st.integers(20, 120))
def test_rows_fit_and_lose_nothing_they_need_not(before: str, words: str, after: str, room: int) -> None:
    """For any text: each row fits, its words are there, and a line that fits is shown whole."""
    source = Source("".join(f"{before}\x1f{words}{after}".split("\0")).encode("utf-8", "replace").decode(), "a.md")
    start = source.text.index("\x1f") + 1
    end = min(start + len(words), len(source.text))
    if end <= start:
        return
    one = finding(source, source.text[start:end])
    one = one._replace(start=place(source, start), end=place(source, end))
    numbers = range(one.start.line, one.end.line + 1)
    lines = {number: source.line(number) for number in numbers}
    printed = list(rows(one, lines, room))
    assert "".join(row.words for row in printed) or not steady(re.sub(r"[\s>]", "", one.match))
    for row in printed:
        whole = row.before + row.words + row.after
        assert cells(whole) <= room
        assert whole.isprintable()
        if "…" not in whole:
            assert whole.split() == steady(lines[row.line]).split()


# ---- what a terminal shows


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("plain", "plain"),
        ("a\tb\nc\rd", "a→b⏎c⏎d"),
        ("\033]0;title\007", "\ufffd]0;title\ufffd"),
        ("\x9b31m\x7f", "\ufffd31m\ufffd"),
        ("\u202eright to left\u2069", "\ufffdright to left\ufffd"),
        ("a\xa0b\u2009c\u3000d", "a b c d"),
        (b"caf\xe9".decode("utf-8", "surrogateescape"), "caf\ufffd"),
        ("日本 é ⚖\ufe0f", "日本 é ⚖\ufe0f"),
    ],
)
def test_visible(raw: str, safe: str) -> None:
    """Nothing that steers a terminal gets through, and every character keeps its place."""
    assert visible(raw) == safe
    assert len(raw) == len(safe)


@pytest.mark.parametrize(
    ("shown_text", "number"),
    [
        ("abc", 3),
        ("日本", 4),
        ("한국", 4),
        ("e\u0301", 1),
        ("🙂", 2),
        ("⚖", 1),
        ("🇬🇧", 2),
        ("“—…”", 4),
        ("नमस्ते", 4),
        ("ก็", 1),
    ],
)
def test_cells(shown_text: str, number: int) -> None:
    """Widths are those of a terminal."""
    assert cells(shown_text) == number


@given(st.text(), st.integers(1, 40))
def test_cut_text_fits(words: str, room: int) -> None:
    """A cut text keeps to its room, keeps its outer end, and says that it was cut."""
    words = steady(words).replace("…", "")
    for cut, kept in ((opening(words, room), words.startswith), (ending(words, room), words.endswith)):
        assert cells(cut) <= room
        assert cut == words or ("…" in cut and kept(cut.strip("…")))


@given(st.text(), st.integers(10, 80))
def test_wrapped_text_is_the_same_text(words: str, width: int) -> None:
    """Wrapping changes blanks only, and a line is too wide only if it is a single word."""
    lines = list(wrapped(words, width))
    assert " ".join(lines).split() == words.split()
    assert all(cells(one) <= width or len(one.split()) == 1 for one in lines)


# ---- line


def test_line_format() -> None:
    """`path:line:column: level: message [rule]`, on one line whatever the path holds."""
    source = Source("It was a sordid affair.\n", "odd\nname\033.md")
    one = finding(source, "sordid")
    assert list(line(report(source, one))) == [
        "odd⏎name\ufffd.md:1:10: warning: “sordid”: it adds no fact. [sensationalism/lurid-adjective]\n"
    ]
    assert list(line(report(source, one), excerpt=False)) == [
        "odd⏎name\ufffd.md:1:10: warning: “…”: it adds no fact. [sensationalism/lurid-adjective]\n"
    ]
    assert list(line(report(source))) == []


def test_line_format_with_statistics() -> None:
    source = Source("It was a sordid affair.\n", "a.md")
    *_, last = line(report(source, finding(source, "sordid")), statistics=True)
    assert last == "     1  warning     sensationalism/lurid-adjective\n"


# ---- JSON


@pytest.fixture(scope="module")
def schema() -> Any:
    """The schema as it is shipped, checked by the rules for schemas."""
    found = _json.loads(files("ethicslint.report").joinpath("report.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(found)
    return found


@pytest.fixture(scope="module")
def validator(schema: Any) -> Draft202012Validator:
    return Draft202012Validator(schema, format_checker=FormatChecker())


def parsed(made: Report, **options: Any) -> Any:
    return _json.loads("".join(json(made, **options)))


@pytest.fixture(scope="module")
def real(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The examples and a file that is no text and one with broken front matter, really checked."""
    folder = tmp_path_factory.mktemp("real")
    (folder / "binary.md").write_bytes(b"\0\1\2")
    (folder / "broken.md").write_text('---\ntitle: "x\n---\n\nHe was found innocent.\n', encoding="utf-8")
    paths = [str(path) for path in (*sorted(root.glob("examples/*.md")), *sorted(folder.iterdir()))]
    checked = check_files(paths, rules(), Settings(None), 1, lambda number: None)
    return Report(checked, [problem for one in checked for problem in one.problems], len(rules().ids))


@pytest.mark.parametrize("excerpt", [True, False])
@pytest.mark.parametrize("statistics", [True, False])
def test_real_output_keeps_to_the_schema(
    real: Report, validator: Draft202012Validator, excerpt: bool, statistics: bool
) -> None:
    """Findings, errors, statistics: whatever the options, the schema describes it."""
    answer = parsed(real, excerpt=excerpt, statistics=statistics)
    validator.validate(answer)
    assert answer["findings"]
    assert len(answer["errors"]) == 2
    assert ("statistics" in answer) is statistics
    assert any(one["match"] for one in answer["findings"]) is excerpt


def test_empty_output_keeps_to_the_schema(validator: Draft202012Validator) -> None:
    answer = parsed(Report([], [], 56), statistics=True)
    validator.validate(answer)
    assert answer["findings"] == answer["errors"] == answer["statistics"] == []


def test_every_kind_of_finding_keeps_to_the_schema(validator: Draft202012Validator) -> None:
    """Related places, sources without a page, no advice: what rules may lead to is described, too."""
    source = Source("Guilty on 2 of 3 counts.\n\nGuilty on all counts.\n", "a.md")
    other = Related(place(source, 0), place(source, 23), "it says 2 of 3 counts")
    whole = finding(source, "Guilty", place="document", match="", end=place(source, 0), instead=(), leave_if="")
    one = finding(source, "all counts", related=(other,), sources=(CODE, PAGELESS))
    one = one._replace(fix=Edit(one.start, one.end, "each count", True))
    answer = parsed(report(source, whole, one))
    validator.validate(answer)
    assert answer["summary"]["fixable"] == 1
    assert answer["findings"][1]["fix"] == {
        "safe": True,
        "edits": [
            {
                "start": {"line": 3, "column": 11, "offset": 36},
                "end": {"line": 3, "column": 21, "offset": 46},
                "text": "each count",
            }
        ],
    }
    assert answer["findings"][1]["sources"] == [
        {"id": "ipso-1", "title": "Editors' Code, clause 1", "url": "https://example.org/code"},
        {"id": "law", "title": "Editors' Code, clause 1"},
    ]
    assert answer["findings"][1]["related"][0]["message"] == "it says 2 of 3 counts"
    assert parsed(report(source, one), excerpt=False)["findings"][0]["related"][0]["message"] == ""


def objects(schema: Any) -> Iterator[Any]:
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        schema = list(schema.values())
    for one in schema if isinstance(schema, list) else []:
        yield from objects(one)


def test_the_schema_is_strict(schema: Any) -> None:
    """No object takes a key that is not described, and each described key is always there but for four."""
    found = list(objects(schema))
    assert len(found) == 11
    assert all(one["additionalProperties"] is False for one in found)
    optional = {key for one in found for key in one["properties"] if key not in one["required"]}
    assert optional == {"fixed", "line", "notices", "statistics", "url"}


@pytest.mark.parametrize(
    "change",
    [
        {"level": "fatal"},
        {"family": "spelling"},
        {"voice": "both"},
        {"start": {"line": 0, "column": 1, "offset": 0}},
        {"start": {"line": 1, "column": 1}},
        {"message": ""},
        {"rule": "Rule"},
        {"sources": [{"id": "a", "title": "b", "url": "page"}]},
        {"fix": {}},
        {"fix": {"safe": True, "edits": []}},
        {"extra": 1},
    ],
)
def test_the_schema_refuses(validator: Draft202012Validator, change: dict[str, Any]) -> None:
    """What the tool never says, the schema does not allow."""
    source = Source("It was sordid.", "a.md")
    answer = parsed(report(source, finding(source, "sordid")))
    validator.validate(answer)
    answer["findings"][0].update(change)
    with pytest.raises(ValidationError):
        validator.validate(answer)


def test_the_schema_knows_the_words_of_the_code(schema: Any) -> None:
    """Families, levels, places and confidences are listed in full."""
    properties = schema["$defs"]["finding"]["properties"]
    assert properties["family"]["enum"] == list(FAMILIES)
    assert properties["place"]["enum"] == list(PLACES)
    assert set(properties["confidence"]["enum"]) == set(CONFIDENCES)
    assert schema["$defs"]["level"]["enum"] == list(reversed(LEVELS))


def test_json_says_what_was_found() -> None:
    """Keys, their order and their values are those of the public contract."""
    source = Source("\ufeffA day.\n\nIt was a *sordid* affair.\n", "a.md")
    answer = parsed(report(source, finding(source, "sordid* affair"), problems=(Problem("b.md", 0, "not UTF-8"),)))
    assert answer == {
        "version": 1,
        "tool": {"name": "ethicslint", "version": ethicslint.__version__, "rules": 56},
        "findings": [
            {
                "rule": "sensationalism/lurid-adjective",
                "family": "sensationalism",
                "level": "warning",
                "confidence": "high",
                "message": "“sordid* affair”: it adds no fact.",
                "path": "a.md",
                "start": {"line": 3, "column": 11, "offset": 18},
                "end": {"line": 3, "column": 25, "offset": 32},
                "match": "sordid* affair",
                "voice": "author",
                "place": "prose",
                "instead": ["the fact"],
                "leave_if": "a judge said it",
                "fix": None,
                "related": [],
                "why": "Facts carry more.",
                "sources": [{"id": "ipso-1", "title": "Editors' Code, clause 1", "url": "https://example.org/code"}],
            }
        ],
        "errors": [{"path": "b.md", "message": "not UTF-8"}],
        "summary": {"files": 1, "findings": 1, "suppressed": 0, "baseline": 0, "fixable": 0},
    }
    assert list(answer["findings"][0])[:4] == ["rule", "family", "level", "confidence"]


def test_json_on_a_terminal_is_harmless() -> None:
    """Signs that steer a terminal are written as escapes, and mean the same to whoever parses them."""
    words = "sor\x9b31m\x7f\u202e\u2028did"
    source = Source(f"It was {words}.", os_path := b"caf\xe9\033.md".decode("utf-8", "surrogateescape"))
    made = "".join(json(report(source, finding(source, words))))
    assert made.replace("\n", "").isprintable()
    assert _json.loads(made)["findings"][0]["match"] == words
    assert made.encode("utf-8")
    assert _json.loads(made)["findings"][0]["path"] == visible(os_path).replace("\ufffd.", "\033.")


# ---- discretion

SECRET = "Quillfeather"


@pytest.mark.parametrize(
    "article",
    [
        f"{SECRET} was found innocent by {SECRET} on Friday.\n",
        f'---\ntitle: "{SECRET} was found innocent"\n---\n\nThe court found {SECRET} innocent.\n',
        f"---\n{SECRET}: 1\n{SECRET}: 2\n---\n\nThe court found {SECRET}\ninnocent.\n",
        f"---\nname: *{SECRET}\n---\n\n{SECRET} committed suicide, the sordid {SECRET} killer.\n",
    ],
)
def test_without_excerpts_no_word_of_the_article_is_repeated(article: str) -> None:
    """In no format, no message and no problem does a name from the article appear."""
    one = check_source(Source(article, "a.md"), rules(), Settings(None))
    made = Report([one], one.problems, 56).discreet()
    assert made.findings
    options = {"excerpt": False, "statistics": True}
    printed = [*text(made, **options), *line(made, **options), *json(made, **options), *map(str, made.problems)]
    assert SECRET not in "".join(printed)
    assert SECRET in "".join(text(Report([one], one.problems, 56)))
