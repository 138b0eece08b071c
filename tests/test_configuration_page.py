"""The page about configuration, and what the README shows of it: it has every key, and every example on it is one that works."""

import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from ethicslint.project.configfile import read
from ethicslint.project.configschema import schema
from ethicslint.project.configuration import FILE_KEYS, PROFILES
from ethicslint.project.newsroom import Newsroom, Wishes

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
BLOCKS = re.findall(
    r"^```(yaml|toml)\n(.*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8") + PAGE, re.MULTILINE | re.DOTALL
)
EXAMPLES = [(language, text) for language, text in BLOCKS if not text.startswith("repos:")]
SECTIONS = dict(re.findall(r"^### ([a-z-]+)\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))


def test_every_key_has_a_section_with_an_example() -> None:
    assert sorted(SECTIONS) == sorted(FILE_KEYS)
    for key, text in SECTIONS.items():
        (example,) = re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
        assert list(yaml.safe_load(example)) == [key]


def test_every_profile_is_told() -> None:
    assert re.findall(r"^\| `([a-z-]+)` ", SECTIONS["profile"], re.MULTILINE) == sorted(
        PROFILES, key=["default", "newsroom-light", "strict"].index
    )


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_examples(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An example is read without complaint, fits the schema, and what it names can be there."""
    language, text = EXAMPLES[number]
    desk = tmp_path / "desk"
    for folder in (
        tmp_path / ".git",
        tmp_path / "shared",
        desk / "house-style" / "suicide",
        desk / "content",
        desk / "wire",
    ):
        folder.mkdir(parents=True)
    (tmp_path / "shared" / "house.yaml").touch()
    monkeypatch.chdir(desk)
    path = desk / (".ethicslint.yaml" if language == "yaml" else "pyproject.toml")
    path.write_text(text, encoding="utf-8")
    problems: list[object] = []
    assert read(str(path), "shown", FILE_KEYS, problems)  # type: ignore[arg-type]
    assert problems == []
    if language == "yaml":
        Draft202012Validator(schema()).validate(yaml.safe_load(text))
    if "house-style" not in text:  # a folder of rules needs rules
        Newsroom(Wishes()).group("opinion/story.md")
    Newsroom(Wishes()).paths()
