"""Articles that nobody wrote: each gives a result or a clear error, in a time that grows no faster than its size.

The sizes are such that work which grows with their square would take minutes; the bound is generous for anything else.
"""

import time
from functools import cache

import pytest

from ethicslint.engine.compiled import Compiled
from ethicslint.engine.finding import Finding
from ethicslint.engine.lint import lint
from ethicslint.errors import SourceError
from ethicslint.project.rulecache import rules
from ethicslint.text.document import Document
from ethicslint.text.source import Source

BOUND = 25  # seconds of processor time
MEGABYTE = 1_000_000
SENTENCE = (
    "the jury found that nobody was there on the evening when she walked to the station and he said nothing at all "
)


@cache
def built_in() -> Compiled:
    return rules()


def words(length: int) -> str:
    return (SENTENCE * (length // len(SENTENCE) + 1))[:length]


def linted(text: str, path: str = "a.md") -> list[Finding]:
    """What is found, and no slower than it may be."""
    compiled = built_in()
    started = time.process_time()
    source = Source.from_bytes(text.encode(), path)
    found = lint(Document.read(source), compiled)
    spent = time.process_time() - started
    assert spent < BOUND, f"{spent:.1f} s for {len(text):,} characters"
    for one in found:
        assert one.match in ("", source.text[one.start.offset : one.end.offset])
    return found


MARKDOWN = {
    "quotation marks, 20,000 deep": lambda: "“" * 20_000 + "word" + "”" * 20_000,
    "quotation marks in turns, 20,000 deep": lambda: "“‘" * 10_000 + "word" + "’”" * 10_000,
    "words between marks, 20,000 deep": lambda: "“a " * 20_000 + "b”" * 20_000,
    "50,000 apostrophes": lambda: "'" * 50_000,
    "50,000 brackets": lambda: "[" * 50_000,
    "50,000 brackets, closed": lambda: "[" * 50_000 + "]" * 50_000,
    "20,000 links inside one another": lambda: "[" * 20_000 + "](a)" * 20_000,
    "50,000 asterisks": lambda: "*" * 50_000,
    "60,000 asterisks among words": lambda: "*a **b " * 20_000,
    "50,000 quotes inside one another": lambda: ">" * 50_000 + " a",
    "100,000 backticks": lambda: "`" * 100_000,
    "backticks of every number": lambda: " ".join("`" * number for number in range(1, 450)),
    "50,000 pictures": lambda: "é![a](b) " * 50_000,
    "30,000 pictures inside one another": lambda: "é" + "![" * 30_000 + "x" + "](a)" * 30_000,
    "10 MB of words in one line": lambda: words(10 * MEGABYTE),
    "10 MB of one word": lambda: "a" * 10 * MEGABYTE,
    "10 MB of dots": lambda: "." * 10 * MEGABYTE,
    "10 MB of straight quotes": lambda: '"' * 10 * MEGABYTE,
    "10 MB of closing quotes": lambda: "”" * (10 * MEGABYTE // 3),
    "10 MB of labels": lambda: "A: " * (10 * MEGABYTE // 3),
    "200,000 headings": lambda: "# A heading\n" * 200_000,
    "a table of 20,000 rows": lambda: "|a|b|c|\n|-|-|-|\n" + "|one|two|three|\n" * 20_000,
    "a table of 20,000 columns": lambda: "|" + "a|" * 20_000 + "\n|" + "-|" * 20_000 + "\n|" + "b|" * 20_000,
    "lists, 1,000 deep": lambda: "".join("  " * depth + "- a\n" for depth in range(1_000)),
    "lists in one line, 20,000 deep": lambda: "- " * 20_000 + "a",
    "1 MB of tags": lambda: '<div><p class="a">Some words</p></div>\n' * (MEGABYTE // 40),
    "100,000 tags that are never closed": lambda: "<div><li>" * 50_000,
    "tags that close what was never opened": lambda: "<div>" + "<li>" * 60_000 + "</td>" * 60_000,
    "a tag of 100,000 attributes": lambda: "<div>\n<a " + 'b="c" ' * 100_000,
    "20,000 declarations before 5 MB of words": lambda: "<div>\n" + "<!" * 20_000 + words(5 * MEGABYTE),
    "a comment that is never closed": lambda: "<!-- " + words(MEGABYTE),
    "30,000 comments that are never closed": lambda: "a <!-- " * 30_000,
    "a script that is never closed": lambda: "<script>" + words(MEGABYTE),
    "1 MB of {{<": lambda: "{{<" * (MEGABYTE // 3),
    "50,000 {{< and one end": lambda: "{{< " * 50_000 + ">}}",
    "50,000 {% and one end": lambda: "{% " * 50_000 + "%}",
    "1 MB of $": lambda: "$" * MEGABYTE,
    "80,000 dollars that open and never close": lambda: "$a\\" * 80_000,
    "100,000 signs for what was left out": lambda: "\ufffc" * 100_000,
    "nothing but combining accents": lambda: "\u0301" * 100_000,
    "100,000 soft hyphens": lambda: "a\xad" * 100_000,
    "200,000 different signs": lambda: "".join(chr(point) for point in range(0xE000, 0x40000)),
    "100,000 line ends written out": lambda: "a\\n" * 100_000,
    "1 MB of addresses": lambda: "http://" * (MEGABYTE // 7) + "." * 1000,
    "front matter of 1 MB in one field": lambda: '---\ntitle: "' + "a " * (MEGABYTE // 2) + '"\n---\nb',
    "front matter of 30,000 keys": lambda: "---\n" + "".join(f"key{number}: value\n" for number in range(30_000)) + "---\nb",
    "front matter of 15,000 titles": lambda: "---\nlist:\n" + "  - title: value\n" * 15_000 + "---\nb",
    "TOML of 15,000 titles": lambda: "+++\n" + '[[a]]\ntitle = "v"\n' * 15_000 + "+++\nb",
    "front matter that is never closed": lambda: "---\n" + "a: b\n" * 100_000,
    "front matter nested 100,000 deep": lambda: "---\na: " + "[" * 100_000 + "\n---\nb",
    "broken front matter of 30,000 lines": lambda: "---\na: b\n" + 'title: "x\n' * 30_000 + "---\n",
    "5,000 findings in one sentence": lambda: "he committed suicide and he was found innocent and " * 5_000,
    "5,000 findings in quotation marks": lambda: "“he committed suicide” " * 5_000,
    "5,000 verdicts in as many paragraphs": lambda: "Verdict: Guilty on 2 of 3 counts\n\n" * 5_000,
    "apostrophes before a claim": lambda: "if " + "'" * 100_000 + ", guilty on 2 of 3 counts",
}  # fmt: skip

PLAIN = {
    "10 MB of words in one line": lambda: words(10 * MEGABYTE),
    "10 MB of blanks": lambda: "a\n" + " " * 10 * MEGABYTE + "\nb",
    "50,000 lines": lambda: "# A heading\n" * 50_000,
    "30,000 label lines": lambda: "A: b\n" * 30_000,
    "100,000 lone carriage returns": lambda: "a\r" * 100_000,
    "nothing but blanks": lambda: " \n" * 500_000,
}


@pytest.mark.parametrize("name", MARKDOWN)
def test_markdown_that_nobody_wrote(name: str) -> None:
    linted(MARKDOWN[name]())


@pytest.mark.parametrize("name", PLAIN)
def test_plain_text_that_nobody_wrote(name: str) -> None:
    linted(PLAIN[name](), "a.txt")


def test_what_is_found_among_it_all() -> None:
    """The long way round finds what it would find in one sentence."""
    phrase = "he committed suicide"
    assert {one.rule for one in linted(f"{phrase} and " * 2_000)} == {one.rule for one in linted(phrase)}
    assert len([one for one in linted(f"{phrase} and " * 2_000) if one.rule == "suicide/committed-suicide"]) == 2_000
    hidden = "<!" * 1_000 + "\n\n" + f"He {phrase.removeprefix('he ')}."
    assert "suicide/committed-suicide" in {one.rule for one in linted(hidden)}


def test_a_character_that_no_source_holds_hides_nothing() -> None:
    """An escape in front matter gives a NUL; the words of all blocks behind it are still those of these blocks."""
    for front in ('---\ntitle: "a\\0b"\n---\n', '+++\ntitle = "a\\u0000b"\n+++\n'):
        assert "suicide/committed-suicide" in {one.rule for one in linted(f"{front}He committed suicide.")}


BINARY = {
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "1 MB of NUL": b"\0" * MEGABYTE,
    "a byte that is no text": b"a" * MEGABYTE + b"\xff",
    "half a character": "é".encode()[:1],
    "a surrogate": b"\xed\xa0\x80",
    "UTF-16": "a".encode("utf-16"),
}


@pytest.mark.parametrize("name", BINARY)
def test_what_is_no_text_is_a_clear_error(name: str) -> None:
    started = time.process_time()
    with pytest.raises(SourceError, match=r"^a\.md: (not UTF-8|looks binary)"):
        Source.from_bytes(BINARY[name], "a.md")
    assert time.process_time() - started < BOUND


@pytest.mark.parametrize(
    "text", ["", "\ufeff", "\n", "\r", "-", "---", "---\n---", "+++\n+++\n", "#", "\ufffc", "“", "'", "[[", "\\", "\\n"]
)
@pytest.mark.parametrize("path", ["a.md", "a.txt", "a.mdx", "", "a"])
def test_next_to_nothing(text: str, path: str) -> None:
    assert linted(text, path) == []
