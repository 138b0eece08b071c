"""One look at an article: what `ethicslint check` would find in it.

Knows how rules, settings and guard go together with a text. Belongs to the one thread that checks articles.
"""

from ethicslint.errors import EthicslintError
from ethicslint.lsp import diagnostics
from ethicslint.lsp.article import Article, Seen
from ethicslint.lsp.lines import Lines
from ethicslint.lsp.newsrooms import Newsrooms
from ethicslint.project.check import Draft, FileReport, check_source
from ethicslint.project.protected import redacted_problem
from ethicslint.text.source import Source


def look(article: Article, lines: Lines, version: int | None, newsrooms: Newsrooms, *, related: bool) -> Seen:
    """What is seen in one state of an article; `related` says whether its editor shows related places."""
    try:
        held = newsrooms.of(article.place, article.name)
    except EthicslintError as error:
        broken = [redacted_problem(one) for one in error.problems]
        return Seen(lines, version, (), diagnostics.unchecked(broken), broken)
    beside = [redacted_problem(one) for one in held.problems]
    if held.excluded:
        return Seen(lines, version, (), [], (), beside)
    try:
        source = Source(lines.text, article.name)
        report = check_source(source, held.compiled, held.settings, draft=article.draft)
    except EthicslintError as error:
        article.draft = Draft()  # nobody knows how far it came
        report = FileReport(article.name, [], error.problems, {})
    report = report.behind_door()
    shown = [
        *(diagnostics.of_finding(one, lines, article.uri, related=related) for one in report.findings),
        *(diagnostics.of_problem(one, lines) for one in report.problems if one.path == report.path),
        *(diagnostics.of_notice(one, lines) for one in report.notices if one.path == report.path),
    ]
    return Seen(lines, version, report.findings, shown, (), beside)
