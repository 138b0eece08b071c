"""Which stretches of a block stand in italics: what Markdown writes between single stars or underscores.

Knows Markdown's emphasis by the parser's own account. Knows nothing of what it is for. Reads one block again, so it is asked only
about blocks in which something was found.
"""

from typing import Final

import pyromark

from ethicslint.text.document import Block
from ethicslint.text.origin import Span
from ethicslint.text.source import byte_offsets

_MARKS: Final = "*_"


def emphases(source: str, block: Block) -> list[Span]:
    """Half-open stretches of `block.text` that are in italics; `source` is the article that the block is from."""
    start, end = block.span(0, len(block.text))
    while start and source[start - 1] in _MARKS:
        start -= 1
    while end < len(source) and source[end] in _MARKS:
        end += 1
    written = source[start:end]
    if "*" not in written and "_" not in written:
        return []
    offset = byte_offsets(written.encode())
    return [
        made
        for event, place in pyromark.events_with_range(written)
        if event == {"Start": "Emphasis"}
        and (made := block.made(start + offset(place["start"]), start + offset(place["end"]))).end > made.start
    ]
