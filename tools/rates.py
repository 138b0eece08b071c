"""Write docs/rates.md: how often each rule fires on real articles, and how often readers agreed.

    python tools/rates.py --crime FOLDER --other FOLDER [--labels LABELS.jsonl --articles FOLDER]...

FOLDER holds articles (`*.md`): --crime on violence, abuse, suicide and the courts, --other on anything else. Of each folder as
many as --most (default 2000) are read, drawn with a fixed seed. Each --labels file has one JSON object a line with `doc` (a
path below the folder given by --articles that follows it), `start`, `end` (code points of that file) and `certainty` (must or
maybe): what somebody marked who read the article and did not see the findings. A finding is right if it touches a label, of any
family; so the figure is a lower bound, as readers differ. No text of any article is written.
"""

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from ethicslint.engine.compiled import Compiled
from ethicslint.engine.finding import Finding
from ethicslint.engine.lint import lint
from ethicslint.errors import EthicslintError
from ethicslint.project.rulecache import keep_learnt, rules
from ethicslint.text.document import Document
from ethicslint.text.source import Source

OUT = Path(__file__).resolve().parent.parent / "docs/rates.md"
SEED = 7


def findings(path: Path, compiled: Compiled) -> list[Finding]:
    """What the built-in rules find in one article; nothing in what is no text."""
    try:
        return lint(Document.read(Source.from_bytes(path.read_bytes(), str(path))), compiled)
    except EthicslintError:
        return []


def drawn(folder: Path, most: int) -> list[Path]:
    paths = sorted(folder.rglob("*.md"))
    return sorted(random.Random(SEED).sample(paths, min(most, len(paths))))


def fired(paths: list[Path], compiled: Compiled) -> tuple[Counter[str], Counter[str]]:
    """Per rule the findings, and the articles that have any."""
    often: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    for path in paths:
        own = Counter(one.rule for one in findings(path, compiled))
        often.update(own)
        articles.update(own.keys())
    return often, articles


def judged(labels: Path, folder: Path, compiled: Compiled) -> Iterator[tuple[str, str, bool]]:
    """Rule and level of each finding in the labelled articles, and whether it touches a label."""
    by_article: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for line in labels.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        by_article[label["doc"]].append((label["start"], label["end"]))
    for name, spans in sorted(by_article.items()):
        for one in findings(folder / name, compiled):
            start, end = one.start.offset, one.end.offset
            if start < end:
                yield one.rule, one.level, any(first < end and start < last for first, last in spans)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--crime", type=Path, required=True)
    arguments.add_argument("--other", type=Path, required=True)
    arguments.add_argument("--most", type=int, default=2000)
    arguments.add_argument("--labels", type=Path, action="append", default=[])
    arguments.add_argument("--articles", type=Path, action="append", default=[])
    given = arguments.parse_args()
    compiled = rules()
    kinds = [drawn(folder, given.most) for folder in (given.crime, given.other)]
    counts = [fired(paths, compiled) for paths in kinds]
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    by_level: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for labels, folder in zip(given.labels, given.articles, strict=True):
        for rule, level, agreed in judged(labels, folder, compiled):
            seen[rule] += 1
            right[rule] += agreed
            by_level[level][0] += agreed
            by_level[level][1] += 1
    keep_learnt(compiled)
    OUT.write_text("".join(page(compiled, kinds, counts, right, seen, by_level)), encoding="utf-8")


def page(
    compiled: Compiled,
    kinds: list[list[Path]],
    counts: list[tuple[Counter[str], Counter[str]]],
    right: Counter[str],
    seen: Counter[str],
    by_level: dict[str, list[int]],
) -> Iterator[str]:
    crime, other = (len(paths) for paths in kinds)
    yield "# How often each rule fires\n\n"
    yield (
        f"Counted by `tools/rates.py` on {crime} real articles about violence, abuse, suicide and the courts, and on {other}"
        " about anything else. *Crime* and *other* are findings per 1,000 such articles. *Read* is how many findings stand in"
        " articles that somebody had marked without seeing them, and *right* the share of these that touch a mark; careful"
        " readers differ on a third of the lesser marks, so a share is a lower bound, and of few findings it says little. Rules"
        " were written with most of the marked articles at hand: on new ones expect less.\n\n"
    )
    for level, (agreed, number) in sorted(by_level.items()):
        yield f"- {level}s: {number} read, {agreed / number:.2f} right\n"
    yield "\n| rule | crime | other | read | right |\n| --- | ---: | ---: | ---: | ---: |\n"
    (often, _), (elsewhere, _) = counts
    for rule in sorted(compiled.ids):
        share = f"{right[rule] / seen[rule]:.2f}" if seen[rule] else ""
        per_crime, per_other = 1000 * often[rule] / crime, 1000 * elsewhere[rule] / other
        yield f"| [{rule}](rules/{rule}.md) | {per_crime:.1f} | {per_other:.1f} | {seen[rule] or ''} | {share} |\n"


if __name__ == "__main__":
    main()
