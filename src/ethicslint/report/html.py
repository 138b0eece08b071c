"""One page for people who have no terminal: to read in a browser, to print, to send to a colleague.

Knows the page; `page.css` beside this module knows how it looks. It needs no script and loads nothing. Knows nothing of where it
goes.
"""

import os
from collections.abc import Iterator, Sequence
from typing import Final

import ethicslint
from ethicslint.engine.finding import Finding, Place
from ethicslint.project.check import FileReport, Report
from ethicslint.report.encoded import escaped
from ethicslint.report.grouped import Article, by_path, by_rule
from ethicslint.report.passage import rows
from ethicslint.report.paths import slashed
from ethicslint.report.remark import counted, details, fact, levels
from ethicslint.report.statistics import by_rule as counts_by_rule
from ethicslint.report.text import summary
from ethicslint.rulebook.model import Citation

_ROOM: Final = 240  # letters of a long line that are shown
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def html(report: Report, *, excerpt: bool = True) -> Iterator[str]:
    """The whole page: totals, the articles with a link to each, and for each rule in an article what and where."""
    articles = by_path(report)
    shown = [article for article in articles if article.findings or article.problems]
    totals = list(summary(report))
    yield _head(levels(report.findings) or "nothing found")
    yield "<header>\n<h1>What ethicslint found</h1>\n"
    yield "".join(f"<p>{escaped(line)}</p>\n" for line in totals)
    yield "<p>Every remark says when to leave the words as they are. Nothing here is legal clearance.</p>\n</header>\n"
    if shown:
        yield from _contents(shown)
    yield '<main id="findings" tabindex="-1">\n'
    for number, article in enumerate(shown, 1):
        yield from _article(number, article, excerpt)
    yield "</main>\n"
    if report.findings:
        yield from _by_rule(report)
    yield f"<footer><p>ethicslint {escaped(ethicslint.__version__)}, {counted(report.rules, 'rule')}</p></footer>\n"
    yield "</body>\n</html>\n"


def _head(title: str) -> str:
    with open(os.path.join(os.path.dirname(__file__), "page.css"), encoding="utf-8") as file:
        style = file.read()
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="robots" content="noindex">\n'
        f"<title>ethicslint: {title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#findings">Skip to the findings</a>\n'
    )


def _contents(articles: Sequence[Article]) -> Iterator[str]:
    yield '<nav aria-labelledby="contents">\n<h2 id="contents">Articles</h2>\n<ul>\n'
    for number, article in enumerate(articles, 1):
        problems = [counted(len(article.problems), "problem")] if article.problems else []
        what = ", ".join([*problems, *([levels(article.findings)] if article.findings else [])])
        yield f'<li><a href="#a{number}"><bdi>{escaped(slashed(article.path))}</bdi></a> {what}</li>\n'
    yield "</ul>\n</nav>\n"


def _article(number: int, article: Article, excerpt: bool) -> Iterator[str]:
    name = f"a{number}"
    yield f'<section id="{name}" aria-labelledby="{name}-h">\n'
    yield f'<h2 id="{name}-h"><bdi>{escaped(slashed(article.path))}</bdi></h2>\n'
    for problem in article.problems:
        place = f"Line {problem.line}: " if problem.line else ""
        yield f'<p class="problem"><strong>Not checked in full.</strong> {place}{escaped(problem.message)}</p>\n'
    for file in article.files:
        for first, repeats in by_rule(file.findings):
            yield from _rule(file, first, repeats, excerpt)
    yield "</section>\n"


def _rule(file: FileReport, first: Finding, repeats: Sequence[Finding], excerpt: bool) -> Iterator[str]:
    """What a rule says about an article: once, with every place."""
    yield f'<article class="{first.level}">\n'
    yield f'<h3><span class="level">{first.level}</span> {escaped(fact(first, excerpt))}</h3>\n'
    yield f'<p class="rule">{_place(first.start)} <code>{escaped(first.rule)}</code></p>\n'
    yield from _passages(file, first, excerpt)
    yield "<dl>\n"
    for label, words in details(first):
        yield f"<dt>{escaped(label)}</dt>\n<dd>{escaped(words)}</dd>\n"
    if first.sources:
        yield f"<dt>Sources:</dt>\n<dd>{'; '.join(map(_source, first.sources))}</dd>\n"
    yield "</dl>\n"
    if repeats:
        yield f"<details open>\n<summary>And {len(repeats)} more</summary>\n<ul>\n"
        for one in repeats:
            level = f' <span class="level">{one.level}</span>' if one.level != first.level else ""
            yield f'<li class="{one.level}">{_place(one.start)}{level}\n'
            yield from _passages(file, one, excerpt)
            yield "</li>\n"
        yield "</ul>\n</details>\n"
    yield "</article>\n"


def _passages(file: FileReport, finding: Finding, excerpt: bool) -> Iterator[str]:
    """The words in their line, and then the places that the finding rests on besides."""
    if excerpt and finding.match:
        yield from _passage(file, finding)
    for one in finding.related:
        said = f": {escaped(one.message)}" if excerpt else ""
        yield f"<p>See line {one.start.line}{said}</p>\n"
        if excerpt and all(number in file.lines for number in range(one.start.line, one.end.line + 1)):
            yield from _passage(file, finding._replace(start=one.start, end=one.end))


def _passage(file: FileReport, finding: Finding) -> Iterator[str]:
    """Source lines with the words marked."""
    lines = [
        f'<span class="line">{line}</span> {escaped(before)}<mark>{escaped(words)}</mark>{escaped(after)}'
        for line, before, words, after in rows(finding, file.lines, _ROOM)
    ]
    if lines:
        yield f'<blockquote dir="auto">{"<br>".join(lines)}</blockquote>\n'


def _place(place: Place) -> str:
    return f'<span class="place">Line {place.line}, column {place.column}</span>'


def _source(source: Citation) -> str:
    title = escaped(source.title)
    return f'<a href="{escaped(source.url)}" rel="noreferrer">{title}</a>' if source.url else title


def _by_rule(report: Report) -> Iterator[str]:
    yield '<section aria-labelledby="rules">\n<h2 id="rules">By rule</h2>\n<table>\n'
    yield '<thead><tr><th scope="col">Rule</th><th scope="col">Level</th><th scope="col">Findings</th></tr></thead>\n<tbody>\n'
    for number, level, rule in counts_by_rule(report):
        yield f'<tr><th scope="row"><code>{escaped(rule)}</code></th><td>{level}</td><td>{number}</td></tr>\n'
    yield "</tbody>\n</table>\n</section>\n"
