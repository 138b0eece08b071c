"""What runs in a process of its own: `worker.py TASK LIST`, where LIST is a file that names one article a line.

Prints the CPU seconds that the task took, without starting Python and reading files, and how much came out of it.
"""

import atexit
import gc
import sys
from collections.abc import Callable
from pathlib import Path

from measure import own_seconds

Articles = list[tuple[str, bytes]]


def events(articles: Articles) -> Callable[[], int]:
    """The parser alone, with the options that ethicslint uses."""
    import pyromark

    from ethicslint.text import markdown

    def job() -> int:
        count = 0
        for _, data in articles:
            for _ in pyromark.events_with_range(data.decode(), options=markdown._OPTIONS):
                count += 1
        return count

    return job


def read(articles: Articles) -> Callable[[], int]:
    """Articles to blocks of clean text, without rules."""
    from ethicslint.text.document import Document
    from ethicslint.text.source import Source

    return lambda: sum(len(Document.read(Source.from_bytes(data, name)).blocks) for name, data in articles)


def check(articles: Articles) -> Callable[[], int]:
    """What `ethicslint check` does with every file, from bytes to findings, with the built-in rules."""
    from ethicslint.project.check import Settings, check_bytes
    from ethicslint.project.rulecache import keep_learnt, rules

    compiled = rules()
    atexit.register(keep_learnt, compiled)  # the round that warms up leaves a full cache to the others
    return lambda: sum(len(check_bytes(data, name, compiled, Settings(None)).findings) for name, data in articles)


TASKS = {"events": events, "read": read, "check": check}


def main() -> None:
    task, listing = sys.argv[1:]
    names = Path(listing).read_text(encoding="utf-8").splitlines()
    gc.set_threshold(100_000)  # as in the command
    job = TASKS[task]([(name, Path(name).read_bytes()) for name in names])
    before = own_seconds()
    made = job()
    print(own_seconds() - before, made)


if __name__ == "__main__":
    main()
