"""JUnit's XML, for build servers that know tests only: an article is a suite, and each finding a test that failed.

Knows that form. Knows nothing of where the report goes.
"""

from collections.abc import Iterator

from ethicslint.engine.finding import Finding
from ethicslint.errors import Problem
from ethicslint.project.check import Report
from ethicslint.report.encoded import escaped
from ethicslint.report.grouped import by_path
from ethicslint.report.paths import slashed
from ethicslint.report.remark import fact, remarks


def junit(report: Report, *, excerpt: bool = True) -> Iterator[str]:
    """A suite for each article and for what could not be read; a clean article is one test that passed.

    A test is named after its rule, from the second of a rule on with a number, so that it keeps its name when lines move.
    """
    articles = by_path(report)
    clean = sum([not article.findings and not article.problems for article in articles])
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="ethicslint"{_counts(len(report.findings), len(report.problems), clean)}>\n'
    for article in articles:
        yield from _suite(slashed(article.path), article.findings, article.problems, excerpt)
    yield "</testsuites>\n"


def _suite(path: str, found: list[Finding], problems: list[Problem], excerpt: bool) -> Iterator[str]:
    name = escaped(path)
    yield f' <testsuite name="{name}"{_counts(len(found), len(problems), not found and not problems)}>\n'
    if not found and not problems:
        yield f'  <testcase classname="{name}" name="ethicslint" time="0"/>\n'
    for number, problem in enumerate(problems, 1):
        said = escaped(problem.message)
        inside = f'<error type="unreadable" message="{said}">{escaped(str(problem))}</error>'
        yield _case(name, _numbered("unreadable", number), inside)
    seen: dict[str, int] = {}
    for one in found:
        seen[one.rule] = seen.get(one.rule, 0) + 1
        place = escaped(f"{path}:{one.start.line}:{one.start.column}")
        words = "\n".join([place, *(f" {escaped(remark)}" for remark in remarks(one, excerpt))])
        inside = f'<failure type="{one.level}" message="{place}: {escaped(fact(one, excerpt))}">{words}</failure>'
        yield _case(name, _numbered(one.rule, seen[one.rule]), inside)
    yield " </testsuite>\n"


def _case(classname: str, name: str, inside: str) -> str:
    return f'  <testcase classname="{classname}" name="{escaped(name)}" time="0">{inside}</testcase>\n'


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name} ({number})"


def _counts(failures: int, errors: int, clean: int) -> str:
    return f' tests="{failures + errors + clean}" failures="{failures}" errors="{errors}" time="0"'
