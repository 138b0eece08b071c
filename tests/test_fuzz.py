"""Texts that nobody would write: each gives a result or an error that says what is wrong, and never anything else.

`make fuzz` looks for them for ten minutes each, `make fuzz TARGET=rule` for one kind; continuous integration for ten seconds.
To add a target, write what must hold of a text as a function and give it a line in TARGETS.
"""

import os
import random
import re
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, note, seed, settings
from hypothesis import strategies as st
from transcripts import fences

from ethicslint.engine.compiled import Compiled
from ethicslint.engine.lint import lint
from ethicslint.errors import RuleError, SourceError
from ethicslint.nodes import Node, NodeError, parse
from ethicslint.project.check import FileReport, Settings, check_bytes
from ethicslint.project.configuration import ConfigError
from ethicslint.project.fixing import fixed
from ethicslint.project.inforce import in_force
from ethicslint.project.nearest import here
from ethicslint.project.newsroom import Newsroom, Wishes
from ethicslint.project.rulecache import rules
from ethicslint.rulebook.load import load
from ethicslint.text.document import Document
from ethicslint.text.frontmatter import read
from ethicslint.text.source import Source

ROOT = Path(__file__).resolve().parent.parent
SECONDS = float(os.environ.get("FUZZ_SECONDS") or ("10" if os.environ.get("CI") else "1"))
BY_HAND = "FUZZ_SECONDS" in os.environ
SLOWEST = 5.0  # seconds of processor time for one text of a few hundred characters
AT_A_TIME = 50  # texts between two looks at the clock
RULES = rules()

ARTICLES = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.md"))]


def standing_alone(text: str) -> str:
    """A rule file that needs no bibliography, no topics and no word sets."""
    text = re.sub(r"^where:.*\n|^quoted:.*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^sources:.*", 'sources: ["house"]', text, flags=re.MULTILINE)
    return re.sub(r"^level:.*", 'level: "suggestion"', text, flags=re.MULTILINE)


RULE_FILES = [
    standing_alone(text)
    for family in ("suicide", "minimising", "stigma", "verdict-wording", "sensationalism")
    for path in sorted((ROOT / "rules" / family).glob("[!_]*.yaml"))
    if not re.search(r"@(?!name)\w|fact:", text := path.read_text(encoding="utf-8"))
]
CONFIGURATIONS = [
    fence.text
    for fence in fences((ROOT / "docs" / "configuration.md").read_text(encoding="utf-8"))
    if fence.language in ("yaml", "toml")
]
SIGNS = """ " ' “ ” ‘ ’ * _ ` [ ] ( ) { } < > # | - + = ~ \\ ! & @ $ % ^ : ; , . <!-- --> {{< >}} ``` [[ ]] {commit}
@violence-verb …3 #<18 (a|b) (a|) fix: match: pattern: extends: near: density: (a+)+$ é 🕊 word he said""".split()
SIGNS += [
    "\n",
    "\r",
    "\t",
    "\0",
    "\r\n",
    "\n\n",
    "---\n",
    "+++\n",
    "\ufeff",
    "\u2028",
    "\x85",
    "\xad",
    "\u200d",
    "title: a",
    "a: b",
    "- ",
]


@st.composite
def changed(draw: st.DrawFn, texts: list[str], longest: int = 800) -> str:
    """A piece of one of `texts` with stretches cut, doubled, moved or replaced by signs."""
    text = draw(st.sampled_from(texts))
    start = draw(st.integers(0, max(0, len(text) - longest)))
    text = text[start : start + longest] if draw(st.booleans()) else text[:longest]
    for _ in range(draw(st.integers(0, 6))):
        left = draw(st.integers(0, len(text)))
        right = min(len(text), left + draw(st.integers(0, 30)))
        piece = draw(st.one_of(st.sampled_from(SIGNS), st.just(text[left:right] * 2), st.just(""), st.text(max_size=5)))
        text = text[:left] + piece * draw(st.sampled_from((1, 1, 1, 2, 20))) + text[right:]
    return text


def markdown(text: str) -> None:
    """Findings lie in their source, in order; what can be fixed is fixed for good, and nothing else is touched."""
    try:
        source = Source(text, "a.md")
    except SourceError:
        return
    found = lint(Document.read(source), RULES)
    assert found == sorted(found, key=lambda one: one.order())
    for one in found:
        assert 0 <= one.start.offset <= one.end.offset <= len(source.text)
        assert one.match in ("", source.text[one.start.offset : one.end.offset])

    def checked(data: bytes, path: str) -> FileReport:
        return check_bytes(data, path, RULES, Settings(None))

    once = fixed(text.encode(), "a.md", checked, unsafe=True)
    assert once.edits or once.data == text.encode()
    assert fixed(once.data, "a.md", checked, unsafe=True).data == once.data


def front_matter(text: str) -> None:
    """Whatever stands between the fences, fields lie in the text and problems on lines that are there."""
    for fence in ("---", "+++"):
        whole = f"{fence}\n{text}\n{fence}\n\nA paragraph.\n"
        read(whole)
        try:
            document = Document.read(Source(whole, "a.md"))
        except SourceError:
            return
        for block in document.blocks:
            span = block.span(0, len(block.text))
            assert 0 <= span.start <= span.end <= len(whole)
        for problem in document.problems:
            assert 0 <= problem.line <= document.source.lines()


def yaml(text: str) -> None:
    """A tree whose parts lie within each other, or one complaint with its place."""
    try:
        root = parse(text)
    except NodeError as error:
        assert error.line >= 1
        assert error.column >= 1
        assert error.message
        return

    def within(node: Node, start: int, end: int) -> None:
        assert start <= node.start <= node.end <= end
        for one in node.items if node.kind == "list" else []:
            within(one, node.start, node.end)

    if root is not None:
        within(root, 0, len(text))


def rule(text: str) -> None:
    """A rule file is refused with its place, or its rule runs on an article."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "suicide", "sample.yaml")
        path.parent.mkdir()
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            made = Compiled.of(load([folder]))
        except RuleError as error:
            assert error.problems
            for problem in error.problems:
                assert problem.path.startswith(folder)
                assert problem.message
            return
        try:
            lint(Document.read(Source(ARTICLES[0], "a.md")), made)
        except RuleError as error:  # out of time
            assert "ran out of time" in str(error)


def configuration(text: str) -> None:
    """A configuration is refused with file and line, or says of any article whether it is left out and what holds."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder).resolve()
        (home / ".git").mkdir()
        for path in (home / ".ethicslint.yaml", home / "pyproject.toml"):
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
            try:
                newsroom = Newsroom(Wishes(config=str(path)), cached=False)
                held = newsroom.configuration(str(home))
                assert held
                in_force(RULES.ids, [layer for file in held.files for layer in (file.own, *file.overrides)])
                article = os.path.join(here(), "archive", "2019", "a.draft.md")
                newsroom.excluded(article, False)
                for override in [one for file in held.files for one in file.overrides]:
                    newsroom.overrides(held, override, article)
                newsroom.paths()
            except ConfigError as error:
                assert error.problems
                for problem in error.problems:
                    assert problem.path.startswith(str(home))
                    assert 0 <= problem.line <= len(text.splitlines()) + 1
                    assert problem.message


SIGNS_ONLY = st.lists(st.sampled_from(SIGNS)).map("".join)
TARGETS: dict[str, tuple[st.SearchStrategy[str], Callable[[str], None]]] = {
    "markdown": (st.one_of(changed(ARTICLES), SIGNS_ONLY), markdown),
    "front-matter": (st.one_of(changed(RULE_FILES, 300), SIGNS_ONLY), front_matter),
    "yaml": (st.one_of(changed(RULE_FILES), st.text(), SIGNS_ONLY), yaml),
    "rule": (changed(RULE_FILES, 5000), rule),
    "configuration": (st.one_of(changed(CONFIGURATIONS), SIGNS_ONLY), configuration),
}


@pytest.mark.parametrize("name", TARGETS)
def test_texts_that_nobody_would_write(name: str) -> None:
    """The same texts in the same order each time, as many as there is time for; by hand others each time."""
    strategy, target = TARGETS[name]
    end = time.monotonic() + SECONDS
    broken = False

    def once(text: str) -> None:
        nonlocal broken
        if time.monotonic() >= end and not broken:
            return
        note(f"{name}: {text!r}")
        started = time.process_time()
        try:
            target(text)
            assert time.process_time() - started < SLOWEST
        except Exception:
            broken = True  # the shortest such text is looked for, however long that takes
            raise

    start = random.SystemRandom().randrange(10**9) if BY_HAND else 0
    looks = settings(
        max_examples=AT_A_TIME,
        derandomize=False,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    tried = 0
    for number in count(start):
        seed(number)(looks(given(strategy)(once)))()
        tried += AT_A_TIME
        if time.monotonic() >= end:
            break
    print(f"\n{name}: {tried:,} texts in {SECONDS:.0f} s, from seed {start}")  # noqa: T201
    assert tried >= AT_A_TIME
