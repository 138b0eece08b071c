"""Write src/ethicslint/lexicon/frequencies.txt: the most frequent words of a folder of articles, most frequent first.

    python tools/build_frequencies.py FOLDER [NUMBER]

Counts in how many of the `*.md` and `*.txt` files below FOLDER each word stands; keeps the NUMBER (default 4000) commonest.
Only the order of the words is written, no text and no counts.
"""

import pathlib
import re
import sys
from collections import Counter

OUT = pathlib.Path(__file__).parent.parent / "src/ethicslint/lexicon/frequencies.txt"


def main(folder: str, number: str = "4000") -> None:
    counts: Counter[str] = Counter()
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if path.suffix in (".md", ".txt"):
            counts.update(set(re.findall(r"[a-z0-9]+", path.read_text(encoding="utf-8").lower())))
    common = sorted(counts, key=lambda word: (-counts[word], word))[: int(number)]
    OUT.write_text("\n".join(common) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
