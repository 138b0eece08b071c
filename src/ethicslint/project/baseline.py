"""A baseline: what was there before, so that a report shows only what is new.

Knows the file: for each article and rule, how often each fingerprint was found, fingerprints hashed anew with a key of the
file's own, and no word of any article. Knows how findings and entries are matched, also in an article that has moved.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from ethicslint.engine.finding import Finding
from ethicslint.errors import EthicslintError, Problem
from ethicslint.project.check import FileReport, Report
from ethicslint.project.fingerprints import words_of
from ethicslint.project.protected import PROTECTED, STAND_IN

VERSION: Final = 1
_BYTES: Final = 10
_KEY_BYTES: Final = 16

Known = dict[str, dict[str, dict[str, int]]]
"""By article, rule and hashed fingerprint: how often."""

IsOn = Callable[[str, str], bool]
"""Whether, in the article at a path, a rule is looked for."""


class Baseline(NamedTuple):
    """What a baseline file holds. `path` is where it stands; the articles in it are named from its folder."""

    path: str
    key: bytes
    known: Known

    def named(self, path: str) -> str:
        """The name of an article in this baseline."""
        folder = os.path.dirname(os.path.abspath(self.path))
        try:
            return os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/")
        except ValueError:  # on another drive
            return os.path.abspath(path).replace(os.sep, "/")

    def path_of(self, name: str) -> str:
        """Where the article of this name stands, or stood."""
        return os.path.join(os.path.dirname(os.path.abspath(self.path)), *name.split("/"))

    def is_gone(self, name: str) -> bool:
        """Whether there is no article of this name any more."""
        if STAND_IN in name:  # the name of an article is not known whose path holds a protected name
            return False
        return not os.path.exists(self.path_of(name))

    def marks(self, finding: Finding) -> list[str]:
        """The hashed fingerprints of a finding: its own, then those of other places of a contradiction."""
        import hashlib

        known = finding.fingerprints
        if finding.place == "document":
            known = (words_of(known[0]),)  # an entry stands with its article: the rule is enough
        return [hashlib.blake2b(one.encode(), digest_size=_BYTES, key=self.key).hexdigest() for one in known]


def read(path: str, must_exist: bool = True) -> Baseline:
    """The baseline at `path`, or a new one if there is no file and need not be.

    Raises EthicslintError for a file that is missing, cannot be read, or is no baseline.
    """
    import json

    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read()
        data = json.loads(text)
    except FileNotFoundError:
        if must_exist:
            raise _broken(path, 0, "there is no such baseline; --write-baseline makes one") from None
        return Baseline(path, os.urandom(_KEY_BYTES), {})
    except OSError as error:
        raise _broken(path, 0, f"the baseline cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise _broken(path, 0, f"the baseline is not UTF-8 (byte {error.start}){_ANEW}") from None
    except json.JSONDecodeError as error:
        cause = (
            " (a conflict of a merge?)" if text[error.pos : error.pos + 7] in ("<<<<<<<", "=======", ">>>>>>>") else ""
        )
        raise _broken(path, error.lineno, f"the baseline is broken here{cause}{_ANEW}") from None
    except RecursionError:
        raise _broken(path, 0, f"the baseline is nested too deep{_ANEW}") from None
    return checked(path, data)


_ANEW: Final = "; restore it, or delete it and write it anew with --write-baseline"


def apply(report: Report, baseline: Baseline, is_on: IsOn, *, stale: bool) -> Report:
    """The report without what the baseline knows.

    An entry is used up by one finding. First each article meets its own entries; what is left may meet those of an article
    that is gone, for it may have moved. With `stale`, entries that nothing met are told,
    of rules that `is_on` says were looked for.
    """
    left = _Left(report, baseline)
    files = report.files
    for take in (left.take_own, left.take_other_place, left.take_gone):
        files = [_without(file, take) for file in files]
    notices = [*report.notices, *(left.stale(is_on) if stale else ())]
    return report._replace(files=files, notices=sorted(notices))


def renewed(report: Report, baseline: Baseline, is_on: IsOn) -> Baseline:
    """A baseline of all findings of a report to which none was applied.

    Of rules that are not on for an article, and of articles that were not looked at or could not be read, what was there stays;
    entries of articles that are gone do not.
    """
    looked_at = {baseline.named(file.path) for file in report.files if file.findings or not file.problems}
    known: Known = {}
    for name, rules in baseline.known.items():
        if not baseline.is_gone(name):
            kept = {
                rule: marks
                for rule, marks in rules.items()
                if name not in looked_at or not is_on(baseline.path_of(name), rule)
            }
            known |= {name: kept} if kept else {}
    for finding in report.findings:
        if finding.rule == PROTECTED:
            continue
        marks = known.setdefault(baseline.named(finding.path), {}).setdefault(finding.rule, {})
        mark = baseline.marks(finding)[0]
        marks[mark] = marks.get(mark, 0) + 1
    return baseline._replace(known=known)


def write(baseline: Baseline) -> None:
    """Write the file, whole or not at all. Raises EthicslintError."""
    import json

    from ethicslint.project.files import write_whole

    data = {"version": VERSION, "key": baseline.key.hex(), "articles": baseline.known}
    text = json.dumps(data, ensure_ascii=True, indent=1, sort_keys=True) + "\n"
    try:
        write_whole(baseline.path, text.encode())
    except OSError as error:
        raise _broken(baseline.path, 0, f"the baseline cannot be written: {error.strerror}") from None


class _Left:
    """The entries that nothing has met yet."""

    def __init__(self, report: Report, baseline: Baseline) -> None:
        self._baseline = baseline
        self._left = {
            name: {rule: dict(marks) for rule, marks in rules.items()} for name, rules in baseline.known.items()
        }
        self._looked_at = {baseline.named(file.path) for file in report.files if file.findings or not file.problems}
        self._gone = [name for name in self._left if name not in self._looked_at and baseline.is_gone(name)]

    def take_own(self, finding: Finding) -> bool:
        """Whether an entry of the finding's own article meets it."""
        return self._take(self._baseline.named(finding.path), finding.rule, self._baseline.marks(finding)[:1])

    def take_other_place(self, finding: Finding) -> bool:
        """The same by another place of a contradiction."""
        return self._take(self._baseline.named(finding.path), finding.rule, self._baseline.marks(finding)[1:])

    def take_gone(self, finding: Finding) -> bool:
        """Whether an entry of an article that is gone meets it."""
        if not self._gone or finding.place == "document":
            return False
        marks = self._baseline.marks(finding)
        return any(self._take(name, finding.rule, marks) for name in self._gone)

    def stale(self, is_on: IsOn) -> Iterator[Problem]:
        """A remark for each article that was looked at, or is gone, and has entries left."""
        for name, rules in sorted(self._left.items()):
            path = self._baseline.path_of(name)
            number = sum(sum(marks.values()) for rule, marks in rules.items() if marks and is_on(path, rule))
            if number and (name in self._looked_at or name in self._gone):
                entries = "1 entry is" if number == 1 else f"{number} entries are"
                yield Problem(
                    self._baseline.path, 0, f"{entries} stale for {name}; --write-baseline prunes what is stale"
                )

    def _take(self, name: str, rule: str, marks: Sequence[str]) -> bool:
        left = self._left.get(name, {}).get(rule, {})
        found = next((mark for mark in marks if left.get(mark)), "")
        if found:
            left[found] -= 1
        return bool(found)


def _without(file: FileReport, known: Callable[[Finding], bool]) -> FileReport:
    """The file without findings that are known; a protected name never is."""
    left = [one for one in file.findings if one.rule == PROTECTED or not known(one)]
    return file._replace(findings=left, baselined=file.baselined + len(file.findings) - len(left))


def checked(path: str, data: Any) -> Baseline:
    """The data of a file as a baseline. Raises EthicslintError if it has not the form of one."""
    if not isinstance(data, dict) or "version" not in data:
        raise _broken(path, 0, f"this is no baseline{_ANEW}")
    if data["version"] != VERSION:
        raise _broken(path, 0, f"the baseline has version {data['version']!r:.20}, and {VERSION} is read{_ANEW}")
    known: Any = data.get("articles")
    try:
        key = bytes.fromhex(data["key"])
        whole = len(key) == _KEY_BYTES and all(
            isinstance(name, str) and isinstance(count, int) and count > 0 and isinstance(mark, str)
            for name, rules in known.items()
            for marks in rules.values()
            for mark, count in marks.items()
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        whole = False
    if not whole:
        raise _broken(path, 0, f"the baseline has lost its form{_ANEW}")
    return Baseline(path, key, known)


def _broken(path: str, line: int, message: str) -> EthicslintError:
    return EthicslintError([Problem(path, line, message)])
