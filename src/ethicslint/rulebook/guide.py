"""The whole rule book on paper: one page to print from a browser, for the desk and for people without a terminal.

Knows the page and how it looks on screen and paper; it needs no script and loads nothing. `rulebook.pages` knows where it stands.
"""

import html
from collections.abc import Iterator
from typing import Final

from ethicslint.rulebook.law import NAMES
from ethicslint.rulebook.model import Rule, Rulebook
from ethicslint.rulebook.page import level_words

_FEW: Final = 3
"""Ways of writing it that are shown for a rule; its own page has them all."""

_LEVELS: Final = (
    "An error is likely unlawful, a danger to somebody, or a contradiction; a warning rests on a law, a code, evidence or two "
    "style books; a suggestion is for the desk to weigh. Nothing here is legal advice."
)
_STYLE: Final = """\
:root { color-scheme: light dark; }
* { box-sizing: border-box; }
body { max-width: 64rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; font: 1rem/1.45 Georgia, "Times New Roman", serif;
  overflow-wrap: break-word; }
h1, h2, th, nav, .level, code { font-family: system-ui, sans-serif; }
h1 { font-size: 1.7rem; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; border-bottom: 1px solid; padding-bottom: .2rem; }
nav ul { columns: 3 14rem; padding-left: 1.2rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th { text-align: left; font-size: .8rem; }
th, td { padding: .35rem .5rem; vertical-align: top; border-bottom: 1px solid #8888; }
td ul { margin: 0; padding-left: 1rem; }
td:first-child { width: 30%; }
td:nth-child(2) { width: 10%; }
td:nth-child(4) { width: 20%; }
td:last-child { width: 12%; }
code { font-size: .75rem; }
dt { font-weight: bold; margin-top: .4rem; }
dd { margin-left: 1rem; }
@media print {
  @page { margin: 14mm 12mm; }
  html { font-size: 8.5pt; }
  body { max-width: none; padding: 0; }
  section { break-before: page; }
  tr, dt, dd { break-inside: avoid; }
  h2, dt { break-after: avoid; }
  thead { display: table-header-group; }
  a { color: inherit; text-decoration: none; }
}
"""


def guide(book: Rulebook, families: list[str]) -> Iterator[str]:
    """The lines of the page: contents, a table of rules for each family, the legal notes, the bibliography."""
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>The rules of ethicslint</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>"
    yield f"<h1>The rules</h1>\n<p>{len(book.rules)} rules in {len(families)} families. {_LEVELS}</p>"
    yield '<nav aria-label="Families">\n<ul>'
    yield from (f'<li><a href="#{name}">{_family_title(book, name)}</a></li>' for name in families)
    yield '<li><a href="#law">The law</a></li>\n<li><a href="#sources">Sources</a></li>\n</ul>\n</nav>'
    for name in families:
        yield from _family(book, name)
    yield from _law(book)
    yield from _sources(book)
    yield "</body>\n</html>"


def _family_title(book: Rulebook, name: str) -> str:
    family = book.families.get(name)
    return _plain(family.title if family else name)


def _family(book: Rulebook, name: str) -> Iterator[str]:
    family = book.families.get(name)
    yield f'<section id="{name}">\n<h2>{_family_title(book, name)}</h2>'
    if family and family.about:
        yield f"<p>{_plain(family.about)}</p>"
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("What", "Level", "Instead", "Leave it if", "Authority"))
    yield f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>"
    yield from (_row(rule, book) for rule in book.rules.values() if rule.family == name)
    yield "</tbody>\n</table>\n</section>"


def _row(rule: Rule, book: Rulebook) -> str:
    advice = [*rule.instead, *(one for term in rule.terms for one in term.instead)]
    shown = "".join(f"<li>{_plain(str(one))}</li>" for one in advice[:_FEW])
    authority = [book.citations[name].short if name in book.citations else "house style" for name in rule.sources]
    cells = (
        f"{_plain(rule.title)}<br><code>{rule.id}</code>",
        f'<span class="level">{_plain(level_words(rule))}</span>',
        f"<ul>{shown}</ul>" if shown else "",
        _plain(rule.leave_if),
        _plain("; ".join(authority)),
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _law(book: Rulebook) -> Iterator[str]:
    yield '<section id="law">\n<h2>The law, as of the day named</h2>\n<dl>'
    for note in book.law.values():
        where = ", ".join(NAMES[one] for one in note.jurisdictions)
        days = f"{note.as_of}; to be looked at again by {note.review_by}"
        yield f"<dt>{_plain(where)}</dt>\n<dd>{_plain(note.says)} ({days})</dd>"
    yield "</dl>\n</section>"


def _sources(book: Rulebook) -> Iterator[str]:
    cited = {name for rule in book.rules.values() for name in rule.sources}
    yield '<section id="sources">\n<h2>Sources</h2>\n<dl>'
    listed = [book.citations[name] for name in cited if name in book.citations]
    for entry in sorted(listed, key=lambda one: (one.short.lower(), one.id)):
        year = f", {entry.year}" if entry.year else ""
        yield f"<dt>{_plain(entry.short)}</dt>\n<dd>{_plain(f'{entry.organisation}: {entry.title}{year}. {entry.url}')}</dd>"
    yield "</dl>\n</section>"


def _plain(text: str) -> str:
    return html.escape(" ".join(text.split()), quote=False)
