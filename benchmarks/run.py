"""How fast ethicslint is, as ratios that hold on any machine: `python benchmarks/run.py --help`.

Everything that is compared runs in turn, in the same minutes, and is measured in CPU time. Nothing here fails for being slow:
the bars stand beside the figures, and a person reads both.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import articles as copy
import court
import house_rules
from measure import Task, command, in_turn, own_seconds
from worker import EDITS, LINES

from ethicslint.engine.compiled import Compiled
from ethicslint.engine.finding import Finding
from ethicslint.engine.lint import lint
from ethicslint.project.rulecache import rules
from ethicslint.text.document import Document
from ethicslint.text.source import Source

HERE = Path(__file__).parent
ETHICSLINT = str(Path(sys.executable).with_name("ethicslint"))
HOW_TO_PROSELINT = """proselint was not compared; to do so:
  python3 -m venv /tmp/proselint && /tmp/proselint/bin/pip install proselint
  python benchmarks/run.py --proselint /tmp/proselint/bin/python"""

CONFIGURATION = """
profile: newsroom-light
jurisdiction: england-wales
ignore: [stigma/homeless-label, agency]
levels:
  verdict-wording: error
  omission: suggestion
exclude: ["archive/", "*.draft.md"]
overrides:
  - files: ["opinion/"]
    min-level: error
  - files: ["court/**/*.md"]
    min-level: suggestion
    ignore: [sensationalism]
"""


class Figure(NamedTuple):
    """One line of the table. `bar` is what was promised: at most that much of a cost (“≤”), at least of a speed (“≥”)."""

    key: str
    what: str
    value: float
    unit: str
    bar: str = ""


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["ETHICSLINT_CACHE_DIR"] = str(folder / "cache")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # modules are compiled once, as after an installation
        paths = _articles(options, folder)
        figures = [
            *cold_start(folder, options.rounds * 4),
            *throughput(paths, folder, options.rounds),
            *(figure for number in options.house_rules for figure in prefilter(paths, number, options.rounds)),
            *facts(_crime(options, folder), folder, options.rounds),
        ]
        if options.proselint:
            figures += against_proselint(paths[: options.shared], options.proselint, options.rounds)
        size = sum(path.stat().st_size for path in paths)
    about = {
        "python": platform.python_version(),
        "articles": len(paths),
        "megabytes": round(size / 1e6, 2),
        "made up": options.articles is None,
        "rules": len(rules().ids),
    }
    if options.json:
        print(json.dumps({**about, "figures": {one.key: round(one.value, 3) for one in figures}}, indent=1))
        return
    print("\n".join(_table(about, figures)))
    if not options.proselint:
        print(HOW_TO_PROSELINT)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=Path, metavar="DIR", help="a folder of articles (default: made-up ones)")
    parser.add_argument("--crime", type=Path, metavar="DIR", help="a folder of crime articles, for facts [--articles]")
    parser.add_argument("--number", type=int, default=400, metavar="N", help="how many articles [%(default)s]")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="how often everything runs [%(default)s]")
    parser.add_argument("--house-rules", type=int, nargs="*", default=[500, 2000], metavar="N", help="[500 2000]")
    parser.add_argument("--proselint", metavar="PYTHON", help="an interpreter that has proselint, to compare with")
    parser.add_argument("--shared", type=int, default=20, metavar="N", help="articles for proselint [%(default)s]")
    parser.add_argument("--json", action="store_true", help="figures as JSON instead of a table")
    return parser.parse_args()


def _articles(options: argparse.Namespace, folder: Path) -> list[Path]:
    if options.articles is not None:
        return copy.sample(options.articles, options.number)
    made = folder / "articles"
    made.mkdir()
    return copy.make(made, options.number)


def _crime(options: argparse.Namespace, folder: Path) -> list[Path]:
    """Reports of crimes and trials: those of the folder that is named for them, or else of the one for all articles."""
    real = options.crime or options.articles
    if real is not None:
        return copy.sample(real, options.number)
    made = folder / "court"
    made.mkdir()
    return court.make(made, options.number)


def cold_start(folder: Path, rounds: int) -> list[Figure]:
    """The command on one article, as a multiple of starting Python. Rules and patterns are in the cache when it counts."""
    (article,) = copy.make(folder, 1)
    text = article.read_text(encoding="utf-8")
    with_front_matter, with_findings = folder / "front-matter.md", folder / "findings.md"
    with_front_matter.write_text(copy.FRONT_MATTER + text, encoding="utf-8")
    with_findings.write_text(text + copy.FINDINGS, encoding="utf-8")
    configured = folder / "configured"
    configured.mkdir()
    (configured / "story.md").write_text(copy.FRONT_MATTER + text, encoding="utf-8")
    (configured / ".ethicslint.yaml").write_text(CONFIGURATION, encoding="utf-8")
    tasks = {
        "nothing": command((sys.executable, "-c", "pass"), os.environ),
        "libraries": command((sys.executable, "-c", "import click, regex, pyromark"), os.environ),
        "article": command((ETHICSLINT, "check", str(article)), os.environ),
        "front matter": command((ETHICSLINT, "check", str(with_front_matter)), os.environ),
        "configured": command((ETHICSLINT, "check", str(configured / "story.md")), os.environ),
        "findings": command((ETHICSLINT, "check", str(with_findings)), os.environ),
    }
    runs = in_turn(tasks, rounds)
    unit = "× python -c pass"
    return [
        Figure("cold start", "check one article", runs.ratio("article", "nothing"), unit, "≤ 7.5"),
        Figure("with front matter", "the same with front matter", runs.ratio("front matter", "nothing"), unit, "≤ 9"),
        Figure("configured", "… and a configuration file", runs.ratio("configured", "nothing"), unit, "≤ 9"),
        Figure("with findings", "the same with findings", runs.ratio("findings", "nothing"), unit),
        Figure("libraries", "import click, regex, pyromark", runs.ratio("libraries", "nothing"), unit),
    ]


def throughput(paths: Sequence[Path], folder: Path, rounds: int) -> list[Figure]:
    """Megabytes that one process checks in a second of CPU time, beside the parser alone."""
    listing = folder / "listing"
    listing.write_text("\n".join(str(path.absolute()) for path in paths), encoding="utf-8")
    runs = in_turn({task: _worker(task, listing) for task in ("events", "read", "check")}, rounds)
    size = sum(path.stat().st_size for path in paths) / 1e6
    unit = "MB per CPU second"
    return [
        Figure("checking", "checking in one process, built-in rules", size / runs.typical("check"), unit, "≥ 5"),
        Figure("reading", "reading, without rules", size / runs.typical("read"), unit),
        Figure("parser", "events of pyromark, no more", size / runs.typical("events"), unit),
        Figure("checking by parser", "check takes", runs.ratio("check", "events"), "× as long as these events"),
    ]


def facts(paths: Sequence[Path], folder: Path, rounds: int) -> list[Figure]:
    """All kinds of fact in articles that are read already, beside the rules; and in a long article after an edit."""
    listing = folder / "crime"
    listing.write_text("\n".join(str(path.absolute()) for path in paths), encoding="utf-8")
    tasks = ("facts", "case_file", "contradictions", "rules", "afresh", "typing", "case_typing", "adding")
    runs = in_turn({task: _worker(task, listing) for task in tasks}, rounds)
    size = sum(path.stat().st_size for path in paths) / 1e6
    each = 1000 / EDITS
    return [
        Figure("facts", "all facts of crime articles", size / runs.typical("facts"), "MB per CPU second", "≥ 0.8"),
        Figure("facts by rules", "… take", runs.ratio("facts", "rules"), "× as long as the rules there"),
        Figure("case files", "their case files", size / runs.typical("case_file"), "MB per CPU second"),
        Figure("conflicts", "their contradictions", size / runs.typical("contradictions"), "MB per CPU second"),
        Figure("edit", f"one word more in {LINES} lines of them", runs.typical("typing") * each, "ms", "≤ 5"),
        Figure("edit in case", "… for the case file", runs.typical("case_typing") * each, "ms"),
        Figure("edit by all", "… is", 100 * runs.ratio("typing", "afresh"), "% of all their facts afresh"),
        Figure("block more", "one paragraph more", runs.typical("adding") * each, "ms"),
    ]


def _worker(task: str, listing: Path) -> Task:
    arguments = (sys.executable, str(HERE / "worker.py"), task, str(listing))

    def run() -> float:
        said = subprocess.run(arguments, capture_output=True, text=True, check=True).stdout
        return float(said.split()[0])

    return run


def prefilter(paths: Sequence[Path], number: int, rounds: int) -> list[Figure]:
    """Made-up house rules by way of the prefilter, and every search on every sentence; the latter on a share of the articles.

    Patterns are compiled and articles read beforehand; both ways must find the same.
    """
    compiled = house_rules.compiled(number)
    for rule in range(len(compiled.ids)):
        for search in compiled.rule(rule).searches:
            compiled.pattern(search.pattern, search.case)
    every = [Source.from_bytes(path.read_bytes(), str(path)) for path in paths]
    share = every[: max(1, len(every) * 20 // number)]
    found = {exhaustive: _findings(share, compiled, exhaustive) for exhaustive in (False, True)}
    if found[False] != found[True]:
        raise RuntimeError("the prefilter and the plain loop disagree")
    size, small = (sum(len(one.text.encode()) for one in some) / 1e6 for some in (every, share))
    runs = in_turn(
        {
            "with": lambda: _seconds(every, compiled, False) / size,
            "plain": lambda: _seconds(share, compiled, True) / small,
        },
        rounds,
    )
    return [
        Figure(
            f"prefilter {number}",
            f"prefilter with {number} house rules",
            runs.ratio("plain", "with"),
            "× as fast as the plain loop",
            "≥ 50" if number == 500 else "",
        ),
        Figure(f"speed {number}", "… of articles already read", 1 / runs.typical("with"), "MB per CPU second"),
    ]


def _findings(sources: Sequence[Source], compiled: Compiled, exhaustive: bool) -> list[Finding]:
    return [finding for one in sources for finding in lint(Document.read(one), compiled, exhaustive=exhaustive)]


def _seconds(sources: Sequence[Source], compiled: Compiled, exhaustive: bool) -> float:
    documents = [Document.read(one) for one in sources]
    before = own_seconds()
    for document in documents:
        lint(document, compiled, exhaustive=exhaustive)
    return own_seconds() - before


def against_proselint(paths: Sequence[Path], python: str, rounds: int) -> list[Figure]:
    """Both command lines on the same files, start-up included."""
    names = [str(path) for path in paths]
    runs = in_turn(
        {
            "ethicslint": command((ETHICSLINT, "check", "--jobs", "1", *names), os.environ),
            "proselint": command((python, "-m", "proselint", "check", *names), os.environ),
        },
        rounds,
    )
    value = runs.ratio("proselint", "ethicslint")
    return [Figure("proselint", f"proselint on {len(names)} of the articles takes", value, "× as long as ethicslint")]


def _table(about: dict[str, Any], figures: Sequence[Figure]) -> Iterator[str]:
    kind = "made-up " if about["made up"] else ""
    yield f"Python {about['python']}, {about['rules']} rules, {about['articles']} {kind}articles, {about['megabytes']} MB"
    for one in figures:
        bar = f"   (bar {one.bar})" if one.bar else ""
        yield f"{one.what:42} {one.value:8.2f} {one.unit}{bar}".rstrip()


if __name__ == "__main__":
    main()
