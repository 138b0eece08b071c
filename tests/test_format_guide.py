"""The guide to the formats names them all, and the workflows in it are ones that GitHub and GitLab would take."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from ethicslint.report.formats import FORMATS

SCHEMAS = {".github/workflows": "vendor.github-workflows", ".gitlab-ci.yml": "vendor.gitlab-ci"}
WORKFLOWS = re.findall(
    r"^```yaml\n# (\S+)\n(.*?)^```$",
    (Path(__file__).parent.parent / "docs" / "formats.md").read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)


def accepted(path: str, text: str, folder: Path) -> bool:
    """Whether check-jsonschema finds nothing wrong with a workflow, by the schema that it carries."""
    file = folder / Path(path).name
    file.write_text(text, encoding="utf-8")
    (schema,) = (schema for place, schema in SCHEMAS.items() if path.startswith(place))
    arguments = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    return subprocess.run(arguments, capture_output=True, text=True, timeout=60).returncode == 0


@pytest.mark.parametrize(("path", "text"), WORKFLOWS, ids=[path for path, _ in WORKFLOWS])
def test_workflows_are_valid(path: str, text: str, tmp_path: Path) -> None:
    """As shown; and not if a key is misspelt, so that the schema has a say."""
    assert accepted(path, text, tmp_path)
    assert not accepted(path, re.sub("(runs-on|script):", r"\1s:", text), tmp_path)
    options = set(re.findall(r"--format (\w+)", text))
    assert options
    assert options <= set(FORMATS)


def test_every_format_has_its_place(root: Path) -> None:
    """A row in the table, a heading, and the readme's list."""
    guide = (root / "docs" / "formats.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[`(\w+)`\]\(#([\w-]+)\)", guide, re.MULTILINE)
    headings = {heading.replace(" ", "-") for heading in re.findall(r"^## (.+)$", guide, re.MULTILINE)}
    assert {name for name, _ in rows} == set(FORMATS)
    assert {anchor for _, anchor in rows} == headings
    assert len(WORKFLOWS) == 3
    listed = (root / "README.md").read_text(encoding="utf-8")
    assert all(f"`{form}`" in listed for form in FORMATS)
