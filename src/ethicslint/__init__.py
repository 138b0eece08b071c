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

__version__ = "0.1.0"
__all__ = ["__version__", "lint_text"]


def lint_text(text: str, path: str = "") -> "list[Finding]":
    """All findings of the built-in rules in an article, sorted by line and column.

    `text` is Markdown with its front matter, or plain text if `path` ends in `.txt`; no file is read. Lines and columns are
    1-based, columns and offsets count code points, a byte-order mark not counted. Raises SourceError (a subclass of
    EthicslintError in `ethicslint.errors`) for what is no text: NUL characters, lone surrogates.
    """
    from ethicslint.engine.lint import lint
    from ethicslint.text.document import Document
    from ethicslint.text.source import Source

    return lint(Document.read(Source(text, path)), _rules())


@cache
def _rules() -> "Compiled":
    from ethicslint.project.rulecache import rules

    return rules()
