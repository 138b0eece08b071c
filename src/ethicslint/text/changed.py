"""Where two versions of an article differ, if reading the paragraphs around is as good as reading all of it.

Knows which Markdown reaches beyond its paragraph: fences, comments, HTML, lists, quotes, definitions, references. Where any of it
may be at work there is no answer, and the whole article must be read. Knows nothing of blocks.
"""

from typing import Final, NamedTuple

import regex

from ethicslint.text.source import Source

_BLANK: Final = "\n\n"
_BLANK_CRLF: Final = "\r\n\r\n"
# Lines that go on with a paragraph or begin one, whatever stands around them, and nothing that opens what another line closes.
_PLAIN: Final = regex.compile(
    r"""(?:(?:["'“‘(]{0,3}+\p{L}|\d++(?![.)\d])|\*{1,3}+[\p{L}\p{N}"“‘'])[^\r\n{}$]*+ | [ \t]*+)
    (?:(?:\r\n|\r|\n) (?:(?:["'“‘(]{0,3}+\p{L}|\d++(?![.)\d])|\*{1,3}+[\p{L}\p{N}"“‘'])[^\r\n{}$]*+ | [ \t]*+))*+""",
    regex.VERBOSE,
)
# HTML that ends at no blank line; a comment that ends on its line is over.
_OPEN_HTML: Final = regex.compile(
    r"(?im)^[ \t>*+\d.)-]{0,12}<(?:pre|script|style|textarea|!--(?![^\r\n]*-->)|![a-z\[]|\?)"
)


class Change(NamedTuple):
    """The stretches of two versions that hold all that differs, in code points: from `start` in both to the two ends."""

    start: int
    old_end: int
    new_end: int


def change_within(old: Source, new: Source) -> Change | None:
    """The paragraphs in which two versions of a Markdown article differ; None if more of it may read otherwise."""
    if old.path != new.path or old.path.lower().endswith(".txt"):
        return None
    before, after = old.text, new.text
    blank = _BLANK_CRLF if "\r" in after else _BLANK
    same = _shared(before, after)
    start = before.rfind(blank, 0, same) + len(blank)
    if start < len(blank):
        return None
    rest = _shared_end(before[start:], after[start:])
    old_end = before.find(blank, len(before) - rest) if rest else -1
    old_end = len(before) if old_end < 0 else old_end
    new_end = old_end + len(after) - len(before)
    own, its = before[start:old_end], after[start:new_end]
    if not _PLAIN.fullmatch(own) or not _PLAIN.fullmatch(its) or ("[" in own + its and "]:" in after):
        return None
    if after[new_end : new_end + 200].lstrip().startswith(":"):  # what stands before it is what it defines
        return None
    if "<" in after[:start] and _OPEN_HTML.search(after, 0, start):
        return None
    return Change(start, old_end, new_end)


def _shared(one: str, other: str) -> int:
    """How many code points two texts have in common at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _shared_end(one: str, other: str) -> int:
    """How many code points two texts have in common at their end."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low
