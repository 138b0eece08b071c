"""Figures that can be compared: CPU seconds of things done in turn, and the ratios between them.

Knows that a machine is never quiet: whatever is compared runs A B A B in the same minutes, and medians of the pairs count, not
single runs. Knows nothing of what is measured. For systems with `resource`: Linux, macOS and their kin.
"""

import resource
import subprocess
from collections.abc import Callable, Mapping, Sequence
from statistics import median

Task = Callable[[], float]
"""Does something once and returns its CPU seconds, or another figure of one run."""


class Runs:
    """The figures of every round, by name of the task."""

    def __init__(self, rounds: list[dict[str, float]]) -> None:
        self._rounds = rounds

    def typical(self, name: str) -> float:
        """The median of a task."""
        return median(one[name] for one in self._rounds)

    def ratio(self, name: str, other: str) -> float:
        """How many times `other` the task `name` takes: the median over the rounds, each compared with itself."""
        return median(one[name] / one[other] for one in self._rounds)


def in_turn(tasks: Mapping[str, Task], rounds: int) -> Runs:
    """Run all tasks once to warm up, then `rounds` times in turn."""
    for task in tasks.values():
        task()
    return Runs([{name: task() for name, task in tasks.items()} for _ in range(rounds)])


def command(arguments: Sequence[str], environment: Mapping[str, str], codes: Sequence[int] = (0, 1)) -> Task:
    """A command whose CPU time, its children's included, is measured. Raises RuntimeError if it fails."""

    def run() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        ended = subprocess.run(arguments, env=dict(environment), capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if ended.returncode not in codes:
            raise RuntimeError(f"{' '.join(arguments[:3])} … ended with {ended.returncode}: {ended.stderr.decode()}")
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return run


def own_seconds() -> float:
    """CPU seconds of this process so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
