"""Transcripts in documents: where they stand, which commands they hold, and what those print now.

Knows fences and prompts. Knows nothing of what a document is about.
"""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class Fence(NamedTuple):
    """A fenced block: its language, its text, and where the text stands in its document."""

    language: str
    text: str
    start: int
    end: int


def fences(document: str) -> list[Fence]:
    found = re.finditer(r"^```(\w+)\n(.*?)^```$", document, re.MULTILINE | re.DOTALL)
    return [Fence(one[1], one[2], *one.span(2)) for one in found]


def commands(transcript: str) -> list[str]:
    """The commands of a transcript, those over several lines with their `> `."""
    found = re.findall(r"^\$ .*\n(?:>(?: .*)?\n)*", transcript, re.MULTILINE)
    return [re.sub(r"^[$>] ?", "", one, flags=re.MULTILINE) for one in found]


def prompted(command: str) -> str:
    first, *others = command.splitlines(keepends=True)
    return "".join([f"$ {first}", *(f"> {line}" if line.strip() else ">\n" for line in others)])


def played(transcript: str, folder: Path) -> str:
    """The transcript of the same commands, run now."""
    env = {**os.environ, "COLUMNS": "80", "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    shown = ""
    for command in commands(transcript):
        both = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        result = subprocess.run(["sh", "-c", command], cwd=folder, env=env, text=True, timeout=120, **both)
        shown += prompted(command) + result.stdout
    return shown


def rewritten(document: str, texts: dict[Fence, str]) -> str:
    """The document with other texts in those fences."""
    for fence in sorted(texts, key=lambda one: -one.start):
        document = document[: fence.start] + texts[fence] + document[fence.end :]
    return document
