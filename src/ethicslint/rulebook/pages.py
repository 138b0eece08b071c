"""Every rule's page, its family's, and an index: the reference, as Markdown files; and all of it on one page to print.

Knows which pages there are and what links where. `rulebook.page` knows what a rule's page says, `rulebook.guide` what is printed.
"""

from collections.abc import Iterator

from ethicslint.rulebook.guide import guide
from ethicslint.rulebook.model import FAMILIES, LEVELS, Rule, Rulebook
from ethicslint.rulebook.page import level_words, page

GUIDE = "guide.html"
MADE = "<!-- Made by `ethicslint rules docs` from the rule files; edit those. -->"


def pages(book: Rulebook) -> Iterator[tuple[str, str]]:
    """Path (with `/`) and text of every page."""
    families = [name for name in FAMILIES if any(rule.family == name for rule in book.rules.values())]
    yield "README.md", _text(_index(book, families))
    yield GUIDE, _text([MADE, *guide(book, families)])
    for name in families:
        rules = [rule for rule in book.rules.values() if rule.family == name]
        yield f"{name}/README.md", _text(_family(book, name, rules))
        for rule in rules:
            yield f"{rule.id}.md", _text([MADE, "", *page(rule, book)])


def _text(lines: list[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


def _index(book: Rulebook, families: list[str]) -> list[str]:
    lines = [MADE, "", "# The rules", "", f"{len(book.rules)} rules in {len(families)} families.", ""]
    lines += [f"[{GUIDE}]({GUIDE}) has them all on one page, to be opened in a browser and printed.", ""]
    lines += ["| family | rules | errors | warnings | suggestions |", "| --- | --: | --: | --: | --: |"]
    for name in families:
        family = book.families.get(name)
        rules = [rule for rule in book.rules.values() if rule.family == name]
        highest = [max((rule.level, rule.headline_level), key=LEVELS.index) for rule in rules]
        counts = " | ".join(str(highest.count(level)) for level in reversed(LEVELS))
        lines.append(f"| [{family.title if family else name}]({name}/README.md) | {len(rules)} | {counts} |")
    return lines


def _family(book: Rulebook, name: str, rules: list[Rule]) -> list[str]:
    family = book.families.get(name)
    lines = [MADE, "", f"# {family.title if family else name}", ""]
    if family and family.about:
        lines += [family.about, ""]
    lines += ["| rule | level | what |", "| --- | --- | --- |"]
    for rule in rules:
        short = rule.id.partition("/")[2]
        title = rule.title.replace("|", "\\|")
        lines.append(f"| [`{rule.id}`]({short}.md) | {level_words(rule)} | {title} |")
    return lines
