"""A newsroom's first files: a configuration, a hook, a workflow. Knows what stands in them, and overwrites nothing."""

import os
from typing import Final, NamedTuple

import ethicslint
from ethicslint.errors import EthicslintError, Problem
from ethicslint.project.configuration import NAME, PYPROJECT
from ethicslint.project.files import write_new
from ethicslint.project.nearest import reaches

HOOK: Final = ".pre-commit-config.yaml"
WORKFLOW: Final = ".github/workflows/ethicslint.yml"

_CONFIGURATION: Final = """\
# How ethicslint checks the articles below this folder. `ethicslint doctor` says what is in force, and why.

# newsroom-light: warnings and errors. default: suggestions, too. strict: everything, also what is unsure.
profile: newsroom-light

# Whose law you write under: us, england-wales, scotland, northern-ireland, ireland, canada, australia, new-zealand, india.
# jurisdiction: england-wales

# Pages of the repository itself are no articles.
exclude:
  - "README.md"
  - "CHANGELOG.md"
  - "CONTRIBUTING.md"
  - "LICENSE.md"
  - "LICENSE.txt"
"""

_HOOK_ENTRY: Final = """\
  - repo: local
    hooks:
      # Uses the ethicslint that is installed. Warnings are shown and do not block.
      - id: ethicslint
        name: ethicslint
        entry: ethicslint check
        language: system
        files: \\.(md|markdown|mdx|txt)$
        require_serial: true
        verbose: true
"""

_WORKFLOW: Final = """\
# Puts remarks beside the lines of every pull request. No word of an article is repeated in them or in the log.
name: ethicslint
on: [pull_request]
permissions:
  contents: read
concurrency:
  group: ethicslint-${{{{ github.ref }}}}
  cancel-in-progress: true
jobs:
  ethicslint:
    name: ethicslint
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          persist-credentials: false
      - uses: actions/setup-python@0b93645e9fea7318ecaed2b359559ac225c90a2b # v5.3.0
        with:
          python-version: "3.13"
      # Put in where you keep ethicslint.
      - run: python -m pip install "ethicslint @ git+https://git.example.org/ethicslint@v{version}"
      - run: ethicslint check --format github --no-excerpt
"""


class Written(NamedTuple):
    """A file of the start. `left` says why it was not written, "" if it was; `advice` is what to do by hand."""

    path: str
    left: str
    advice: str = ""


def start(folder: str) -> list[Written]:
    """Write what is not there yet to a folder. Raises EthicslintError if a file cannot be written."""
    configured = _has_table(os.path.join(folder, PYPROJECT))
    done = [Written(NAME, f"{PYPROJECT} has a [tool.ethicslint]") if configured else _new(folder, NAME, _CONFIGURATION)]
    if not os.path.lexists(os.path.join(folder, ".git")):
        return [*done, *(Written(path, "this is not the root of a git repository") for path in (HOOK, WORKFLOW))]
    hook = _new(folder, HOOK, f"repos:\n{_HOOK_ENTRY}")
    if hook.left and not _mentions(os.path.join(folder, HOOK)):
        hook = hook._replace(advice=f"to check articles at every commit, add below its “repos:”\n{_HOOK_ENTRY}")
    workflow = _new(folder, WORKFLOW, _WORKFLOW.format(version=ethicslint.__version__))
    if not workflow.left:
        workflow = workflow._replace(advice="put in where you keep ethicslint (git.example.org stands there)")
    return [*done, hook, workflow]


def _new(folder: str, path: str, text: str) -> Written:
    place = os.path.join(folder, *path.split("/"))
    if not reaches(os.path.realpath(folder), os.path.realpath(os.path.dirname(place))):
        return Written(path, "its folder is a link that leads elsewhere")
    try:
        os.makedirs(os.path.dirname(place), exist_ok=True)
        return Written(path, "" if write_new(place, text.encode()) else "it is there already")
    except OSError as error:
        raise EthicslintError([Problem(path, 0, f"cannot be written: {error.strerror}")]) from None


def _mentions(path: str) -> bool:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return "ethicslint" in file.read()
    except OSError:
        return False


def _has_table(path: str) -> bool:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return "[tool.ethicslint" in file.read()
    except OSError:
        return False
