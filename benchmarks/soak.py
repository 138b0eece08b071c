"""A soak by hand: folders of articles through the command line, with and without what earlier runs kept.

`python benchmarks/soak.py FOLDER… [--number N] [--jobs N]` compares every byte of both streams and the exit code of four runs,
and says how long each took. Ends with 1 if two differ. The outputs stay in a temporary folder until then and are shown nowhere.
"""

import argparse
import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ETHICSLINT = str(Path(sys.executable).with_name("ethicslint"))


class Run(NamedTuple):
    """What one run gave (a digest of both streams and the exit code), and its seconds: by the clock and of processor time."""

    digest: str
    code: int
    bytes: int
    wall: float
    cpu: float


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        number, size = _linked(options.folders, options.number, folder / "articles")
        print(f"{number:,} articles, {size / 1e6:.1f} MB")
        jobs = ["--jobs", str(options.jobs)]
        runs = {
            f"no cache, {options.jobs} processes": _run(folder, [*jobs, "--no-cache"]),
            f"empty cache, {options.jobs} processes": _run(folder, jobs),
            f"full cache, {options.jobs} processes": _run(folder, jobs),
            "full cache, 1 process": _run(folder, ["--jobs", "1"]),
        }
        kept = sum(path.stat().st_size for path in (folder / "cache").glob("results-*"))
    for what, run in runs.items():
        print(
            f"{what:<28} {run.wall:8.1f} s   {run.cpu:8.1f} CPU s   exit code {run.code}, {run.bytes:,} bytes of output"
        )
    print(f"kept: {kept / 1000:,.0f} kB")
    same = len({(run.digest, run.code) for run in runs.values()}) == 1
    print(
        "all outputs are the same" if same else "OUTPUTS DIFFER: " + ", ".join(run.digest[:8] for run in runs.values())
    )
    sys.exit(not same)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", metavar="FOLDER")
    parser.add_argument(
        "--number", type=int, default=0, help="how many articles of each folder, evenly spread; all if not given"
    )
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


def _linked(folders: Sequence[str], number: int, into: Path) -> tuple[int, int]:
    """Links to the articles in one folder: a command line does not hold 60,000 names. How many there are, and their bytes."""
    into.mkdir()
    count = size = 0
    for place, folder in enumerate(folders):
        paths = sorted(Path(folder).resolve().glob("*.md"))
        for path in paths[:: max(1, len(paths) // number)][:number] if number else paths:
            (into / f"{place}-{path.name}").symlink_to(path)
            count += 1
            size += path.stat().st_size
    return count, size


def _run(folder: Path, options: list[str]) -> Run:
    command = [ETHICSLINT, "check", "--format", "json", "--statistics", "--quiet", *options, "articles"]
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    env = {**os.environ, "ETHICSLINT_CACHE_DIR": str(folder / "cache")}
    with open(folder / "out", "wb") as out, open(folder / "err", "wb") as err:
        code = subprocess.run(command, cwd=folder, env=env, stdout=out, stderr=err).returncode
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    digest = hashlib.sha256((folder / "out").read_bytes() + b"\0" + (folder / "err").read_bytes()).hexdigest()
    return Run(digest, code, (folder / "out").stat().st_size, time.monotonic() - started, cpu)


if __name__ == "__main__":
    main()
