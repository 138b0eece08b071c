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
    from ethicslint.project.newsroom import Newsroom

__version__ = "0.1.0"
__all__ = ["__version__", "lint_text"]


def lint_text(text: str, path: str = "", *, config: str = "") -> "list[Finding]":
    """All findings in an article, sorted by line and column.

    `text` is Markdown with its front matter, or plain text if `path` ends in `.txt`; no article is read. `config` is the path of
    a configuration file, read once: it holds as with `ethicslint check --config`. Without one the built-in rules hold as they
    are, and no configuration is looked for.

    Lines and columns are 1-based, columns and offsets count code points, a byte-order mark not counted. Raises SourceError for
    what is no text (NUL characters, lone surrogates) and ConfigError for mistakes in the configuration, both subclasses of
    EthicslintError in `ethicslint.errors`.
    """
    from ethicslint.project.check import Settings, check_source
    from ethicslint.text.source import Source

    source = Source(text, path)
    if not config:
        return check_source(source, _rules(), Settings(None)).findings
    group = _newsroom(config).group(path)
    return check_source(source, group.compiled, group.settings).findings


@cache
def _rules() -> "Compiled":
    from ethicslint.project.rulecache import rules

    return rules()


@cache
def _newsroom(config: str) -> "Newsroom":
    from ethicslint.project.newsroom import Newsroom, Wishes

    return Newsroom(Wishes(config=config))
