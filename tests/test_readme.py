"""What the documents show is what happens: transcripts, Python sessions, rule samples, commands and options.

`REWRITE=1 python -m pytest tests/test_readme.py` writes the transcripts anew.
"""

import doctest
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from transcripts import commands, fences, played, rewritten

import ethicslint
from ethicslint.engine.harness import problems
from ethicslint.project.rulecache import rules

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md"))]
HOUR = "first-hour.md"  # needs a repository, and has a test of its own
GUIDES = [ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/**/*.md"))]

STORY = """\
# Man cleared after harbour inquiry

The jury found him innocent on Friday. “They found me innocent,” he said outside.
"""


@pytest.mark.parametrize("path", [path for path in DOCUMENTS if path.name != HOUR], ids=lambda path: path.name)
def test_transcripts(path: Path, tmp_path: Path) -> None:
    """Every command in a ```console block prints what the document says, beside the examples and a short story."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "story.md").write_text(STORY, encoding="utf-8")
    document = path.read_text(encoding="utf-8")
    transcripts = [fence for fence in fences(document) if fence.language == "console"]
    replayed = [played(fence.text, tmp_path) for fence in transcripts]
    if os.environ.get("REWRITE") == "1":
        path.write_text(rewritten(document, dict(zip(transcripts, replayed, strict=True))), encoding="utf-8")
        return
    assert [fence.text for fence in transcripts] == replayed


def test_the_readme_has_transcripts() -> None:
    """Blocks are recognised, so that the test above has something to compare."""
    found = fences((ROOT / "README.md").read_text(encoding="utf-8"))
    played_ones = [command for one in found if one.language == "console" for command in commands(one.text)]
    assert any(command.startswith("ethicslint check ") for command in played_ones)
    assert all("$ " in one.text for one in found if one.language == "console")


def test_a_stale_transcript_is_noticed(tmp_path: Path) -> None:
    """A transcript is what is printed, on both streams, with continued lines; anything else differs."""
    kept = "$ echo one\none\n$ echo two >&2; \\\n> echo three\ntwo\nthree\n"
    assert played(kept, tmp_path) == kept
    assert played("$ echo one\nelse\n", tmp_path) == "$ echo one\none\n"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_python_sessions(path: Path) -> None:
    """Every `>>>` answers what the document says."""
    for fence in fences(path.read_text(encoding="utf-8")):
        if fence.language == "python":
            session = doctest.DocTestParser().get_doctest(fence.text, {}, path.name, str(path), 0)
            assert session.examples
            assert doctest.DocTestRunner().run(session).failed == 0


def test_the_session_in_the_package() -> None:
    """The example in the package's own docstring holds, too."""
    assert doctest.testmod(ethicslint) == (0, 2)


class Sample(NamedTuple):
    """A rule file that a document shows: where it stands, by the comment that it begins with, and its text."""

    document: str
    folder: str
    rule: str
    text: str


def samples() -> Iterator[Sample]:
    for path in GUIDES:
        for fence in fences(path.read_text(encoding="utf-8")):
            named = re.match(r"# (\S+)/([a-z-]+/[a-z0-9-]+)\.yaml\n", fence.text)
            if fence.language == "yaml" and named:
                yield Sample(path.name, named[1], named[2], fence.text)


SAMPLES = list(samples())


def test_there_are_samples() -> None:
    assert "CONTRIBUTING.md" in {sample.document for sample in SAMPLES if "\nbad:" in sample.text}


@pytest.mark.parametrize(
    "number", range(len(SAMPLES)), ids=[f"{one.document}:{one.folder}/{one.rule}" for one in SAMPLES]
)
def test_rule_samples(number: int, tmp_path: Path) -> None:
    """A rule that a document shows loads, on top of those shown before it, and keeps its own examples, if it brings any."""
    shown = [one for one in SAMPLES[: number + 1] if one.document == SAMPLES[number].document]
    for one in shown:
        path = tmp_path / one.folder / f"{one.rule}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(one.text, encoding="utf-8")
    compiled = rules([str(tmp_path / folder) for folder in dict.fromkeys(one.folder for one in shown)])
    number_of_rule = compiled.ids.index(shown[-1].rule)
    if "\nbad:" in shown[-1].text:
        assert [str(problem) for problem in problems(compiled, [number_of_rule])] == []


def test_the_hook_in_the_readme() -> None:
    """The configuration shown names a hook that this repository offers."""
    blocks = [one.text for one in fences((ROOT / "README.md").read_text(encoding="utf-8")) if one.language == "yaml"]
    offered = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    used = {hook["id"] for text in blocks for repo in yaml.safe_load(text).get("repos", ()) for hook in repo["hooks"]}
    assert used == {"ethicslint"}
    assert used <= offered


def test_what_the_readme_names_exists() -> None:
    """Make targets, options, commands and linked files are there."""
    document = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"^make ([a-z]+)", document, re.MULTILINE)) == {"demo", "test"}
    assert {"demo", "test"} <= targets
    python = [sys.executable, "-m", "ethicslint"]
    named = set(re.findall(r"ethicslint (check|explain|rules [a-z]+)", document))
    shown = [subprocess.run([*python, *one.split(), "--help"], capture_output=True, text=True) for one in sorted(named)]
    assert [one.returncode for one in shown] == [0] * len(named)
    options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", document))
    assert options
    assert options <= set(re.findall(r"--[a-z][a-z-]+", "".join(one.stdout for one in shown)))
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", document)
    assert [link for link in links if not (ROOT / link).exists()] == []
