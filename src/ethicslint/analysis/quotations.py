"""Which stretches of the blocks stand between quotation marks, and what for.

Knows marks: straight and typographic, double and single, low marks and guillemets; which of them are apostrophes,
elisions, possessives or inches; quotations inside quotations; and quotations over several paragraphs. What a quotation is
for, `quotation_kinds` tells. Does not know who speaks.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import compress, count
from typing import NamedTuple, Protocol, TypeVar

from ethicslint.analysis.quotation_kinds import Paragraph, Span, kinds_of


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


class Quotation(NamedTuple):
    """One quotation. `start` and `end` are half-open code points of the text of block number `block`, marks included.

    `kind`: "speech" (whole clauses), "fragment" (a few words), "scare" (up to three words that nobody is named for),
    "title" (the name of a work), "mention" (words about words). `closed` is false where the closing mark is missing: the
    quotation then ends with its paragraph.
    """

    block: int
    start: int
    end: int
    kind: str
    closed: bool


class LocalFacts(NamedTuple):
    """The quotations of one block, as if it were number 0, and the mark that it leaves open, or nothing."""

    quotations: tuple[Quotation, ...]
    left_open: str


def quotations(texts: Sequence[str], kinds: Sequence[str]) -> list[Quotation]:
    """The quotations of one document, by block and start, an outer one before those inside it.

    `texts` are the blocks in order, `kinds` their places. What one paragraph leaves open reaches no further than the
    next paragraph, which must have the same place; captions and the like may stand between. Raises ValueError if the
    two are not equally long.
    """
    openings = [opening(text) for text in texts]
    ahead = marks_ahead(kinds, openings)
    alone = [local(text, kind, "", mark) for text, kind, mark in zip(texts, kinds, ahead, strict=True)]
    left_open = [one.left_open for one in alone]

    def again(number: int, carried: str) -> LocalFacts:
        return local(texts[number], kinds[number], carried, ahead[number])

    found = in_turn(kinds, openings, alone, left_open, again)
    return [one._replace(block=number) for number, read in enumerate(found) for one in read.quotations]


class _Read(Protocol):
    @property
    def left_open(self) -> str: ...


OfBlock = TypeVar("OfBlock", bound=_Read)


def in_turn(
    places: Sequence[str],
    openings: Sequence[str | None],
    alone: Sequence[OfBlock],
    left_open: Sequence[str],
    read: Callable[[int, str], OfBlock],
) -> list[OfBlock]:
    """The blocks of a document, read again by number where a block before leaves the mark open that `read` is given.

    `openings` are what `opening` tells of each block, `alone` the blocks read as if no quotation were open before them, and
    `left_open` the marks that they leave open.
    """
    found = list(alone)
    for number in compress(count(), left_open):
        while found[number].left_open:
            behind = _next(places, number)
            if behind is None or openings[behind] is None:
                break
            found[behind] = read(behind, found[number].left_open)
            number = behind
    return found


def _next(places: Sequence[str], number: int) -> int | None:
    """The block that a quotation left open in block `number` may go on in: the next one, if it has the same place."""
    behind = number + 1
    while behind < len(places) and places[behind] in _BESIDE:
        behind += 1
    return behind if behind < len(places) and places[behind] == places[number] else None


def marks_ahead(places: Sequence[str], openings: Sequence[str | None]) -> list[str]:
    """For each block the mark with which the next one opens that a quotation may go on in."""
    found: list[str] = []
    place, mark = "", ""
    for own, opens in zip(reversed(places), reversed(openings), strict=True):
        beside = own in _BESIDE
        found.append(mark if own == place and not beside else "")
        if not beside:
            place, mark = own, opens or ""
    found.reverse()
    return found


def opening(text: str) -> str | None:
    """The mark with which a block opens: "" if it opens with none, None if it has none at all."""
    if not _ANY.search(text):
        return None
    return _leading(next(_paragraphs(text, "")))


def local(text: str, place: str, carried: str, ahead: str) -> LocalFacts:
    """The quotations of one block: `carried` is the mark left open before it, `ahead` the one that opens the next block."""
    found: list[Quotation] = []
    paragraphs = list(_paragraphs(text, place))
    for paragraph, following in zip(paragraphs, [*paragraphs[1:], None], strict=True):
        marks = _marks(paragraph)
        if not marks:
            carried = ""
            continue
        inner = _leading(following) if following and place not in _BESIDE else ""
        pairing = _Pairing(paragraph, carried, inner if following else ahead)
        pairing.take_all(marks)
        carried = pairing.left_open if place not in _BESIDE else ""
        spans = _with_words(paragraph.text, sorted(pairing.spans, key=lambda span: (span.start, -span.end)))
        for span, kind in zip(spans, kinds_of(paragraph, spans), strict=True):
            found.append(Quotation(0, span.start, span.end, kind, span.closed))
    return LocalFacts(tuple(found), carried)


class _Mark(NamedTuple):
    at: int
    glyph: str
    shape: int
    right: str  # the character that follows, or nothing


class _Open(NamedTuple):
    at: int
    glyph: str
    credible: bool  # opens a quotation even if nothing closes it


# Places beside the run of the text, which a quotation over several paragraphs does not heed.
_BESIDE = frozenset(("caption", "footnote", "metadata", "table"))

# How a mark stands between its neighbours.
_OPENS, _CLOSES, _EITHER, _POSSESSIVE, _ELISION, _MEASURE = range(6)

_GLYPHS = {
    "`": "‘",
    "´": "’",
    "‛": "‘",
    "‟": "“",
    "\x91": "‘",
    "\x92": "’",
    "\x93": "“",
    "\x94": "”",
    "‹": "«",
    "›": "»",
}
_PAIR = "''"  # two single marks used as a double one
_DOUBLES, _SINGLES, _ANGLES = range(3)
_FAMILY = {'"': _DOUBLES, "“": _DOUBLES, "”": _DOUBLES, "„": _DOUBLES, _PAIR: _DOUBLES}
_FAMILY |= {"'": _SINGLES, "‘": _SINGLES, "’": _SINGLES, "‚": _SINGLES, "«": _ANGLES, "»": _ANGLES}
# What each closing mark closes first; any other mark of its family will do.
_PARTNERS = {"”": "“„", "“": "„“", "’": "‘", "'": "'", '"': '"', _PAIR: (_PAIR,), "»": "«", "«": "»"}

_MARK = "[\"'“”„‟‘’‚‛`´«»‹›\x91-\x94]"
_ANY = re.compile(_MARK)
_IN_WORD = "['’‘´`\x92]"
# Marks that stand together, with at most one blank between two. A mark inside a word is an apostrophe, no part of it.
_RUN = re.compile(
    rf"{_MARK}(?!(?:(?<=\w{_IN_WORD})(?<!\\n.)|(?<=\w\\{_IN_WORD}))\w)(?:[ \xa0\u2009\u200a\u202f]?\\?{_MARK})*+"
)
_LONGEST_RUN = 12  # more marks together are a decoration
_BREAK = re.compile(r"(?:\\[nr](?![a-z])\s*)+")
_LEADING = re.compile(rf"\s*\\?({_MARK})")
_WORD = re.compile(r"\w")
_BEFORE_OPENING = frozenset("([{<|/=+*•>~_#\\")
_AFTER_CLOSING = frozenset(",;:!?.…)]}-–—―/|")
_NEVER_OPENED = frozenset(",;:!?.)]}")
_STOPS = frozenset(".,!?…")
_NEXT_WORD = re.compile(r"[^\W_]+")
# Words that have lost their beginning, and what may follow an apostrophe at the end of a word.
_ELIDED = _set(
    """em til till tis twas twere twill cause cos coz cuz bout round neath nuff fraid ere im er ello appen tween kay n
    sup"""
)
_SUFFIXES = _set("s d m t ll re ve")
_CLIPPED = _set("an th ol lil o wi mo po tha yo")
# What never begins the name of a thing that someone could possess.
_NOT_POSSESSED = _set(
    """he she they we I you it who and or but nor in on at by for to of from with without into over under after before
    during against about between is was are were be been has had have will would could can may might must should as that
    which when while where because since until if then than though although so the a an this these not said says told
    asked added wrote do does did"""
)
_POSSESSIVE_REACH = 40


def _paragraphs(text: str, place: str) -> Iterator[Paragraph]:
    start = 0
    if "\\" in text:
        for gap in _BREAK.finditer(text):
            yield Paragraph(place, text, start, gap.start())
            start = gap.end()
    yield Paragraph(place, text, start, len(text))


def _leading(paragraph: Paragraph) -> str:
    """The mark that opens a paragraph, or nothing."""
    leading = _LEADING.match(paragraph.text, paragraph.start, paragraph.end)
    return _GLYPHS.get(leading[1], leading[1]) if leading else ""


def _marks(paragraph: Paragraph) -> list[_Mark]:
    """The marks of a paragraph that may open or close a quotation."""
    marks: list[_Mark] = []
    text, begin, stop = paragraph.text, paragraph.start, paragraph.end
    for run in _RUN.finditer(text, begin, stop):
        start, end = run.span()
        if end - start > _LONGEST_RUN:
            continue
        at = start - 1
        if at >= begin and text[at] == "\\":
            at -= 1
        left = text[at] if at >= begin else ""
        right = text[end] if end < stop else ""
        if right == "." and text.startswith("..", end):
            right = "…"
        shape = _shape(left, right)
        if end - start == 1:
            glyph = text[start]
            _add(marks, text, start, _GLYPHS.get(glyph, glyph), shape, left, right)
            continue
        for offset, glyph, here in _pieces(run[0], shape, left):
            _add(marks, text, start + offset, glyph, here, left, right)
    return marks


def _shape(left: str, right: str) -> int:
    blank = not right or right.isspace()
    if not left or left.isspace() or left in _BEFORE_OPENING:
        return _EITHER if blank or right in _NEVER_OPENED else _OPENS
    return _CLOSES if blank or right in _AFTER_CLOSING else _EITHER


def _pieces(run: str, shape: int, left: str) -> Iterator[tuple[int, str, int]]:
    """The marks of a run with their offsets. All open, or all close; between words, blanks part those that close from
    those that open. Two single marks make a double one; of three the innermost stands alone.
    """
    glyphs = [_GLYPHS.get(char, char) for char in run]
    parted = shape == _EITHER and " " in run and left and not left.isspace()
    at = 0
    while at < len(run):
        glyph, here, width = glyphs[at], shape, 1
        if parted:
            here = _CLOSES if at < run.index(" ") else _OPENS if at > run.rindex(" ") else _EITHER
        singles = 0
        while at + singles < len(run) and _FAMILY.get(glyphs[at + singles]) == _SINGLES:
            singles += 1
        if singles == 2 or singles > 2 and here != _CLOSES:
            glyph, width = _PAIR, 2
        elif run[at : at + 2] == '""' and here != _EITHER:
            width = 2
        if glyph in _FAMILY:
            yield at + (width - len(glyph) if here == _CLOSES else 0), glyph, here
        at += width


def _add(marks: list[_Mark], text: str, at: int, glyph: str, shape: int, left: str, right: str) -> None:
    """Adds a mark, unless it is an apostrophe."""
    end = at + len(glyph)
    if glyph == '"' and shape != _OPENS and left.isdigit():
        shape = _MEASURE
    elif _FAMILY[glyph] == _SINGLES and shape == _OPENS:
        if glyph == "’" or _is_elided(text, at, end):
            shape = _ELISION
    elif _FAMILY[glyph] == _SINGLES:
        if left in ("n", "N") and text[at - 2 : at - 1] in ("'", "’", "‘"):  # rock ’n’ roll
            return
        if shape == _CLOSES and right.isspace() and left.isalnum() and _is_trailing(text, at, left):
            shape = _POSSESSIVE
        elif shape == _EITHER and left and not left.isspace() and _next_word(text, end) in _SUFFIXES:
            return
    marks.append(_Mark(at, glyph, shape, right))


def _next_word(text: str, at: int) -> str:
    found = _NEXT_WORD.match(text, at, at + 12)
    return found[0] if found else ""


def _is_elided(text: str, at: int, end: int) -> bool:
    """’em, ’70s, and ’98, unless that is closed at once or opens the paragraph, where “‘15 men” is likelier."""
    word = _next_word(text, end)
    if word[:2].isdigit():
        return word[2:] == "s" or len(word) == 2 and at > 0 and text[end + 2 : end + 3] not in ("'", "’")
    return word.lower() in _ELIDED


def _is_trailing(text: str, at: int, left: str) -> bool:
    """Whether the mark behind a word may belong to it: the victims' families, goin' home, 6' tall."""
    if left.isdigit():
        if text[at] != "'":
            return False
    elif left not in "sxzSXZ":
        word = text[max(0, at - 12) : at].rpartition(" ")[2]
        if not (word.endswith("in") and len(word) > 3 or word in _CLIPPED):
            return False
    return text[at + 2 : at + 3] not in "-–—(/|&+…" and _next_word(text, at + 2) not in _NOT_POSSESSED


class _Pairing:
    """Pairs the marks of one paragraph; `spans` and `left_open` (a glyph, or nothing) are its outcome."""

    __slots__ = ("_carry", "_counts", "_depths", "_next_mark", "_paragraph", "_stack", "left_open", "spans")

    def __init__(self, paragraph: Paragraph, carry: str, next_mark: str) -> None:
        self.spans: list[Span] = []
        self.left_open = ""
        self._paragraph = paragraph
        self._carry = carry
        self._next_mark = next_mark
        self._stack: list[_Open] = []
        self._counts = dict.fromkeys(_FAMILY, 0)  # open ones by glyph
        self._depths = [0, 0, 0]  # open ones by family

    def take_all(self, marks: list[_Mark]) -> None:
        for mark, (single, double) in zip(marks, _ahead(marks, self._next_mark), strict=True):
            family = _FAMILY[mark.glyph]
            if mark.shape == _CLOSES and not self._depths[family] and self._stack:
                if mark.glyph == _PAIR and self._depths[_SINGLES] > 1:
                    self._close_top(mark.at + 1)
                    self._close_top(mark.at + 2)
                    continue
                if self._is_mistyped(mark, double if family == _SINGLES else single):
                    self._close_top(mark.at + len(mark.glyph))
                    continue
            if family == _SINGLES:
                self._take_single(mark, single)
            else:
                self._take_double(mark, double)
        self._flush(self._paragraph.end)

    def _is_mistyped(self, mark: _Mark, ahead: int) -> bool:
        """A double mark for a single one or the reverse: nothing better is ahead to close what is open."""
        top = self._stack[-1]
        if ahead == _REAL or not top.credible or _FAMILY[top.glyph] == _ANGLES:
            return False
        return _FAMILY[mark.glyph] == _DOUBLES or self._before(mark.at) in _STOPS

    def _take_double(self, mark: _Mark, ahead: int) -> None:
        glyph, shape = mark.glyph, mark.shape
        is_open = self._depths[_FAMILY[glyph]] > 0
        if glyph in ("“", "„", "«"):
            opens = shape == _OPENS or shape == _EITHER and not (self._counts[glyph] and mark.right.isspace())
        elif glyph in ("”", "»"):
            opens = not is_open and (shape == _OPENS or shape == _EITHER and ahead == _REAL and mark.right.isalnum())
        elif shape == _EITHER:
            opens = not self._counts[glyph] and not (is_open and self._before(mark.at) in _STOPS)
        else:
            opens = shape == _OPENS
        if opens:
            self._open(mark)
        elif shape != _MEASURE or self._counts[glyph] and ahead != _REAL:
            self._close(mark)

    def _take_single(self, mark: _Mark, ahead: int) -> None:
        glyph, shape = mark.glyph, mark.shape
        is_open = self._depths[_SINGLES] > 0
        if shape == _OPENS or glyph == "‚":
            self._open(mark)
        elif shape == _ELISION:
            if not is_open and ahead == _REAL:
                self._open(mark)
        elif shape == _POSSESSIVE:
            if is_open and not ahead and self._within_reach(mark):
                self._close(mark)
        elif shape == _CLOSES:
            self._close(mark)
        elif glyph == "‘" and mark.right and not (is_open and mark.right.isspace()):
            self._open(mark)
        elif is_open:
            self._close(mark)
        elif ahead == _REAL and glyph == "'" and self._before(mark.at) in ("", *":,-–—"):
            self._open(mark)

    def _within_reach(self, mark: _Mark) -> bool:
        """What may be a possessive closes only what was just opened, or opened by an unmistakable mark."""
        top = self._stack[-1]
        return _FAMILY[top.glyph] == _SINGLES and (top.credible or mark.at - top.at <= _POSSESSIVE_REACH)

    def _before(self, at: int) -> str:
        """The last character before `at` that is no blank, or nothing."""
        return self._paragraph.text[max(self._paragraph.start, at - 3) : at].rstrip(" \\")[-1:]

    def _open(self, mark: _Mark) -> None:
        text, at = self._paragraph.text, mark.at
        if self._counts[mark.glyph] and text[at - 1 : at] == "\n":
            self._flush(at)
        self._stack.append(_Open(at, mark.glyph, self._is_credible(mark)))
        self._counts[mark.glyph] += 1
        self._depths[_FAMILY[mark.glyph]] += 1
        if self._carry and _FAMILY[self._carry] == _FAMILY[mark.glyph]:
            self._carry = ""

    def _is_credible(self, mark: _Mark) -> bool:
        if _FAMILY[mark.glyph] != _SINGLES:
            return mark.shape == _OPENS or mark.glyph in ("“", "„") and bool(mark.right.strip())
        if mark.shape != _OPENS:
            return False
        start, before = self._paragraph.start, self._before(mark.at)
        leads = mark.at - start < 3 and not before
        if leads and mark.glyph in (self._carry, self._next_mark):
            return True
        return before == ":" or mark.right.isupper() and (leads or mark.glyph == "‘" or before in _STOPS)

    def _close(self, mark: _Mark) -> None:
        """Closes the last open quotation that the mark fits, and leaves those inside it open up to the mark."""
        family = _FAMILY[mark.glyph]
        end = mark.at + len(mark.glyph)
        if not self._depths[family]:
            if self._carry and _FAMILY[self._carry] == family:
                self.spans.append(Span(self._paragraph.start, end, True))
                self._carry = ""
            return
        exact = next((glyph for glyph in _PARTNERS.get(mark.glyph, ()) if self._counts[glyph]), "")
        while True:
            top = self._stack[-1]
            if top.glyph == exact or not exact and _FAMILY[top.glyph] == family:
                self._close_top(end)
                return
            self._pop()
            if top.credible:
                self._leave_open(top, mark.at)

    def _close_top(self, end: int) -> None:
        self.spans.append(Span(self._pop().at, end, True))

    def _pop(self) -> _Open:
        top = self._stack.pop()
        self._counts[top.glyph] -= 1
        self._depths[_FAMILY[top.glyph]] -= 1
        return top

    def _leave_open(self, opened: _Open, end: int) -> None:
        text = self._paragraph.text
        while text[end - 1].isspace():
            end -= 1
        self.spans.append(Span(opened.at, end, False))

    def _flush(self, end: int) -> None:
        """Everything still open ends here, at the end of its paragraph or line."""
        self.left_open = next((opened.glyph for opened in self._stack if opened.credible), "")
        while self._stack:
            opened = self._pop()
            if opened.credible:
                self._leave_open(opened, end)


# What a mark has ahead of it, up to the next opening mark of its family: nothing, a closing mark, or only the end of a
# paragraph after which the quotation is opened again.
_NOTHING, _REAL, _REOPENED = range(3)


def _ahead(marks: list[_Mark], next_mark: str) -> list[tuple[int, int]]:
    """For each mark what single and what double marks are ahead; single ones only within the double marks around it."""
    ahead = [(_NOTHING, _NOTHING)] * len(marks)
    double = _NOTHING
    single = _REOPENED if _FAMILY.get(next_mark) == _SINGLES else _NOTHING
    outside: list[int] = []
    for index in range(len(marks) - 1, -1, -1):
        mark = marks[index]
        ahead[index] = (single, double)
        if _FAMILY[mark.glyph] == _SINGLES:
            if mark.shape == _OPENS:
                single = _NOTHING
            elif mark.shape == _CLOSES:
                single = _REAL
        elif mark.shape == _OPENS:
            double = _NOTHING
            if outside:
                single = outside.pop()
        elif mark.shape == _CLOSES:
            double = _REAL
            outside.append(single)
            single = _NOTHING
    return ahead


def _with_words(text: str, spans: list[Span]) -> list[Span]:
    """Those of the spans, in order, with a word in them."""
    kept: list[Span] = []
    word = -1
    for span in spans:
        if word < span.start:
            found = _WORD.search(text, span.start)
            if found is None:
                break
            word = found.start()
        if word < span.end:
            kept.append(span)
    return kept
