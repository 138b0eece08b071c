"""What earlier runs found, kept by what they found it in: text, rules and settings.

Knows hits as numbers: where in a text which rule fired. No word of an article, no name of a file and no setting is ever in it; a
text is known again by a hash under a key of the user's own. It lies in the user's cache folder, never in a repository, where it
could hide findings from others. What is damaged, foreign or made by others is as good as none.
"""

import marshal
import os
from collections.abc import Callable
from typing import Any, Final

try:
    from _blake2 import blake2b  # hashlib takes longer to import than most articles to check
except ImportError:
    from hashlib import blake2b

from ethicslint.engine.compiled import Compiled
from ethicslint.engine.findings import Hit
from ethicslint.project.cachefolder import cache_folder, read_own, write_own
from ethicslint.text.document import Document

_FORM: Final = b"ethicslint results 1"
RESULTS: Final = "results-"
"""How the names of the files begin that hold them."""
_SHARDS: Final = 64
_LARGEST: Final = 256 * 1024  # bytes of a shard; the oldest entries go first
_MOST_HITS: Final = 200  # in one article that is worth keeping
_HASH: Final = 16  # bytes
_KEY: Final = 32

_Row = tuple[Any, ...]
New = dict[bytes, tuple[_Row, ...]]
"""Hits, as plain tuples, by the hash of what they were found in."""


class Results:
    """What was found before, and what is found now and shall be kept. One for each process of a run."""

    def __init__(self, folder: str, key: bytes, made_from: bytes) -> None:
        self._folder = folder
        self._key = key
        self._made_from = made_from
        self._shards: dict[int, New] = {}
        self.new: New = {}
        """What was found since it was last asked for."""

    @classmethod
    def of(cls, compiled: Compiled, settings: object) -> "Results | None":
        """The results of these rules under these settings; None where none can be kept."""
        folder = cache_folder()
        key = _own_key(os.path.join(folder, "results.key")) if folder and compiled.signature else None
        if key is None:
            return None
        return cls(
            folder, key, _hash(key, _FORM, compiled.signature, _steady(settings).encode("utf-8", "surrogateescape"))
        )

    def hits(self, document: Document, look: Callable[[], list[Hit]]) -> list[Hit]:
        """The hits in a document: those of an earlier run, or else those that `look` finds, remembered for `keep`.

        A document with problems is looked through every time.
        """
        if document.problems:
            return look()
        source = document.source
        ending = os.path.splitext(source.path)[1].lower()
        name = _hash(self._key, self._made_from, ending.encode("utf-8", "surrogateescape"), source.text.encode())
        rows = self._shard(_number(name)).get(name)
        if rows is not None:
            return [Hit._make(row) for row in rows]
        found = look()
        if len(found) <= _MOST_HITS:
            self.new[name] = tuple([tuple(hit) for hit in found])
        return found

    def take(self) -> New:
        """What was found since the last time this was asked."""
        new, self.new = self.new, {}
        return new

    def give(self, new: New) -> None:
        """Add what another process found."""
        self.new.update(new)

    def keep(self) -> None:
        """Write down what is new, beside what others have written meanwhile."""
        by_shard: dict[int, New] = {}
        for name, rows in self.take().items():
            by_shard.setdefault(_number(name), {})[name] = rows
        for number, new in by_shard.items():
            entries = self._read(number)
            entries.update(new)
            body = _packed(entries)
            write_own(self._place(number), _hash(self._key, _FORM, body) + body)

    def _shard(self, number: int) -> New:
        found = self._shards.get(number)
        if found is None:
            found = self._shards[number] = self._read(number)
        return found

    def _read(self, number: int) -> New:
        data = read_own(self._place(number))
        # Bytes that are not ours must never be unpacked: of damaged ones some would stop Python itself.
        if data is None or data[:_HASH] != _hash(self._key, _FORM, data[_HASH:]):
            return {}
        entries: New = marshal.loads(data[_HASH:])
        return entries

    def _place(self, number: int) -> str:
        return os.path.join(self._folder, f"{RESULTS}{number:02}.bin")


def _packed(entries: New) -> bytes:
    """As many of the latest entries as a shard holds."""
    body = marshal.dumps(entries)
    while len(body) > _LARGEST:
        entries = dict(list(entries.items())[len(entries) // 4 + 1 :])
        body = marshal.dumps(entries)
    return body


def _number(name: bytes) -> int:
    return name[0] % _SHARDS


def _hash(key: bytes, *parts: bytes) -> bytes:
    whole = blake2b(key=key, digest_size=_HASH)
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.digest()


def _own_key(path: str) -> bytes | None:
    """The key of this user, made on first use; whoever makes it last, all take the one that lies there."""
    if len(read_own(path) or b"") != _KEY:
        write_own(path, os.urandom(_KEY))
    key = read_own(path)
    return key if key is not None and len(key) == _KEY else None


def _steady(value: object) -> str:
    """The same words for the same settings in every process. Raises TypeError for what has no such words."""
    if isinstance(value, (frozenset, set)):
        return f"{{{','.join(sorted(map(_steady, value)))}}}"
    if isinstance(value, dict):
        return f"{{{','.join(sorted(f'{_steady(key)}:{_steady(one)}' for key, one in value.items()))}}}"
    if isinstance(value, (tuple, list)):
        return f"({','.join(map(_steady, value))})"
    if value is None or isinstance(value, (str, bytes, int, float)):
        return repr(value)
    raise TypeError(f"{type(value).__name__} has no steady form")
