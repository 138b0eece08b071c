"""ethicslint: an editorial style and ethics linter for trauma-informed reporting.

    >>> from ethicslint import lint_text
    >>> [finding.rule for finding in lint_text("The jury found him innocent.")]
    ['verdict-wording/found-innocent']

Importing this package is cheap; rules are read when the first text is linted.
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ethicslint.engine.compiled import Compiled
    from ethicslint.engine.finding import Finding
    from ethicslint.errors import Problem
    from ethicslint.project.newsroom import Newsroom

__version__ = "0.1.0"
__all__ = ["__version__", "lint_text"]


def lint_text(text: str, path: str = "", *, config: str = "") -> "list[Finding]":
    """All findings in an article, sorted by line and column.

    `text` is Markdown with its front matter, or plain text if `path` ends in `.txt`; no article is read. `config` is the path of
    a configuration file, read once: it holds as with `ethicslint check --config`. Without one the built-in rules hold as they
    are, and no configuration is looked for. Suppressions hold, those in the text as those for `path` in an
    `.ethicslint-suppressions.yaml`, and so do protected names.

    Lines and columns are 1-based, columns and offsets count code points, a byte-order mark not counted. Raises SourceError for
    what is no text (NUL characters, lone surrogates), ConfigError for mistakes in the configuration, both subclasses of
    EthicslintError in `ethicslint.errors`, and EthicslintError for a broken file of suppressions and an unsafe list of names.
    """
    from ethicslint.errors import EthicslintError
    from ethicslint.project.check import Settings, check_source
    from ethicslint.project.guard import guard_for
    from ethicslint.project.protected import redacted_problem
    from ethicslint.text.source import Source

    problems: list[Problem] = []
    compiled, settings = _newsroom(config).group(path)[:2] if config else (_rules(), Settings(None))
    guard = guard_for([path] if path else [], compiled.ids, problems, [])
    if problems:
        raise EthicslintError([redacted_problem(one) for one in problems])
    return check_source(Source(text, path), compiled, settings._replace(guard=guard)).findings


@cache
def _rules() -> "Compiled":
    from ethicslint.project.rulecache import rules

    return rules()


@cache
def _newsroom(config: str) -> "Newsroom":
    from ethicslint.project.newsroom import Newsroom, Wishes

    return Newsroom(Wishes(config=config))
