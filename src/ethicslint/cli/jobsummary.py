"""The page of a GitHub job, which a step writes by adding to a file that `GITHUB_STEP_SUMMARY` names.

Knows where the page is and how much room is left on it. Knows nothing of what stands on it.
"""

import os

from ethicslint.errors import EthicslintError, Problem
from ethicslint.project.check import Report
from ethicslint.project.protected import guarded
from ethicslint.report.summary import LARGEST, summary


def add_to_summary(report: Report, *, excerpt: bool) -> None:
    """Add the summary where GitHub wants one. Raises EthicslintError if the file cannot be written to."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    try:
        with open(path, "ab") as file:
            page = summary(report, excerpt=excerpt, room=LARGEST - file.tell())
            file.write("".join(guarded(page.splitlines(keepends=True))).encode())
    except OSError as error:
        raise EthicslintError([Problem(path, 0, f"the summary cannot be added: {error.strerror}")]) from None
