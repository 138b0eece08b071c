"""What a finding is recognised by when lines have moved: keyed hashes of its rule, its words and its sentence, never text.

Knows which words and which sentence a finding stands on, whatever the lines they are broken into. Knows nothing of where
fingerprints are kept.
"""

import hashlib
from collections.abc import Callable, Iterator
from typing import Final

from ethicslint.engine.finding import Finding
from ethicslint.text.document import Block, Document
from ethicslint.text.normal import LEFT_OUT

_KEY: Final = b"ethicslint fingerprint 1"
_BYTES: Final = 8


def fingerprints(
    document: Document, finding: Finding, clean: Callable[[str], str] = lambda text: text
) -> tuple[str, ...]:
    """The fingerprint of a finding, and behind it those of the other places of a contradiction.

    Each has two parts with a hyphen between them, 16 hexadecimal digits each: of rule and words, and of rule, words and
    sentence. Of a finding about the whole document they are made of the rule, and of rule and path. `clean` takes out of the
    words what must not even be hashed.
    """
    if finding.place == "document":
        return (f"{_hash(finding.rule)}-{_hash(finding.rule, finding.path.replace(chr(92), '/'))}",)
    spans = [(finding.start.offset, finding.end.offset)]
    if finding.family == "consistency":
        spans += [(one.start.offset, one.end.offset) for one in finding.related]
    return tuple(_of(document, finding.rule, start, end, clean) for start, end in spans)


def words_of(fingerprint: str) -> str:
    """The part of a fingerprint that knows the words and not their sentence."""
    return fingerprint.partition("-")[0]


def _of(document: Document, rule: str, start: int, end: int, clean: Callable[[str], str]) -> str:
    block = _block(document, start, end)
    if block is None:  # no words of a block: front matter or code
        words = sentence = document.source.text[start:end]
    else:
        found = block.made(start, end)
        words = block.text[found.start : found.end]
        sentence = " ".join(_sentences(block.text, found.start, found.end))
    return f"{_hash(rule, _plain(clean(words)))}-{_hash(rule, _plain(clean(words)), _plain(clean(sentence)))}"


def _block(document: Document, start: int, end: int) -> Block | None:
    """The block whose words stand at source[start:end]."""
    for block in reversed(document.blocks):
        if block.start <= start and _holds(block, start, end):
            return block
    return None


def _holds(block: Block, start: int, end: int) -> bool:
    found = block.made(start, end)
    return found.end > found.start


def _sentences(text: str, start: int, end: int) -> Iterator[str]:
    from ethicslint.analysis.sentences import sentences

    return (text[first:last] for first, last in sentences(text) if first < end and last > start)


def _plain(text: str) -> str:
    """Words without what was left out between them, and with single blanks: a comment beside a sentence changes nothing."""
    return " ".join(text.replace(LEFT_OUT, " ").split())


def _hash(*parts: str) -> str:
    data = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=_BYTES, key=_KEY).hexdigest()
