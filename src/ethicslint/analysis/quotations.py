"""Which stretches of the blocks stand between quotation marks, and what for.

Knows marks: straight and typographic, double and single, low marks and guillemets; which of them are apostrophes,
elisions, possessives or inches; quotations inside quotations; and quotations over several paragraphs. Tells speech from
fragments, titles and words that are only mentioned. Does not know who speaks.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


class Quotation(NamedTuple):
    """One quotation. `start` and `end` are half-open code points of the text of block number `block`, marks included.

    `kind`: "speech" (whole clauses), "fragment" (a few words), "title" (the name of a work), "mention" (words about
    words). `closed` is false where the closing mark is missing: the quotation then ends with its paragraph.
    """

    block: int
    start: int
    end: int
    kind: str
    closed: bool


def quotations(texts: Sequence[str], kinds: Sequence[str]) -> list[Quotation]:
    """The quotations of one document, by block and start, an outer one before those inside it.

    `texts` are the blocks in order, `kinds` their places. What one paragraph leaves open reaches no further than the
    next paragraph, which must have the same place; captions and the like may stand between. Raises ValueError if the
    two are not equally long.
    """
    found: list[Quotation] = []
    paragraphs = list(_paragraphs(texts, kinds))
    carried, carrying = "", ""
    for paragraph, next_mark in zip(paragraphs, _next_marks(paragraphs), strict=True):
        pairing = _Pairing(paragraph, carried if paragraph.place == carrying else "", next_mark)
        pairing.take_all(_marks(paragraph))
        if paragraph.place not in _BESIDE:
            carried, carrying = pairing.left_open, paragraph.place
        spans = _with_words(paragraph.text, sorted(pairing.spans, key=lambda span: (span.start, -span.end)))
        for span, kind in zip(spans, _kinds(paragraph, spans), strict=True):
            found.append(Quotation(paragraph.block, span.start, span.end, kind, span.closed))
    return found


class _Paragraph(NamedTuple):
    """A block, or a part of one between line breaks that a scraper wrote out as backslash and n."""

    block: int
    place: str
    text: str
    start: int
    end: int


class _Mark(NamedTuple):
    at: int
    glyph: str
    shape: int
    right: str  # the character that follows, or nothing


class _Open(NamedTuple):
    at: int
    glyph: str
    credible: bool  # opens a quotation even if nothing closes it


class _Span(NamedTuple):
    start: int
    end: int
    closed: bool


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
_LETTERS = re.compile(r"[^\W_][\w.-]*(?:['’][\w.-]+)*")
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


def _paragraphs(texts: Sequence[str], kinds: Sequence[str]) -> Iterator[_Paragraph]:
    for block, (text, place) in enumerate(zip(texts, kinds, strict=True)):
        start = 0
        if "\\" in text:
            for gap in _BREAK.finditer(text):
                yield _Paragraph(block, place, text, start, gap.start())
                start = gap.end()
        yield _Paragraph(block, place, text, start, len(text))


def _next_marks(paragraphs: list[_Paragraph]) -> list[str]:
    """For each paragraph the mark that opens the next one, if that has the same place, or nothing."""
    marks: list[str] = []
    upcoming, place = "", ""
    for paragraph in reversed(paragraphs):
        marks.append(upcoming if paragraph.place == place else "")
        if paragraph.place not in _BESIDE:
            leading = _LEADING.match(paragraph.text, paragraph.start, paragraph.end)
            upcoming, place = _GLYPHS.get(leading[1], leading[1]) if leading else "", paragraph.place
    marks.reverse()
    return marks


def _marks(paragraph: _Paragraph) -> list[_Mark]:
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

    def __init__(self, paragraph: _Paragraph, carry: str, next_mark: str) -> None:
        self.spans: list[_Span] = []
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
                self.spans.append(_Span(self._paragraph.start, end, True))
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
        self.spans.append(_Span(self._pop().at, end, True))

    def _pop(self) -> _Open:
        top = self._stack.pop()
        self._counts[top.glyph] -= 1
        self._depths[_FAMILY[top.glyph]] -= 1
        return top

    def _leave_open(self, opened: _Open, end: int) -> None:
        text = self._paragraph.text
        while text[end - 1].isspace():
            end -= 1
        self.spans.append(_Span(opened.at, end, False))

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


def _with_words(text: str, spans: list[_Span]) -> list[_Span]:
    """Those of the spans, in order, with a word in them."""
    kept: list[_Span] = []
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


_CUES = _set(
    """say says said saying tell tells told telling ask asks asked asking add adds added adding write writes wrote
    writing reply replies replied replying answer answers answered shout shouts shouted shouting yell yells yelled
    scream screams screamed cry cries cried insist insists insisted warn warns warned warning admit admits
    admitted claim claims claimed state states stated stating tweet tweets tweeted post posts posted explain
    explains explained recall recalls recalled remark remarked declare declares declared announce announced note
    notes noted continue continues continued conclude concluded respond responds responded argue argues argued
    read reads reading quipped joked whispered pleaded begged urged vowed promised texted testified"""
)
_WORDS_FOR_WORDS = _set(
    """word words phrase phrases term terms expression expressions label labels headline headlines adjective adjectives
    noun nouns verb verbs euphemism euphemisms slogan slogans wording hashtag hashtags slur slurs epithet epithets
    acronym buzzword catchphrase"""
)
_WORKS = _set(
    """film films movie movies book books series song songs album albums podcast podcasts documentary documentaries show
    shows novel novels play plays memoir memoirs drama dramas musical musicals program programs programme programmes
    sitcom thriller single track tracks poem poems essay essays magazine video videos game games episode episodes comedy
    comedies opera operas ballet painting paintings miniseries docuseries franchise soundtrack bestseller autobiography
    biography hit sequel prequel spin-off"""
)
_BRIDGES = _set("like including is was read reads reading saying called titled entitled named")
_DETERMINERS = _set("the a an its that this of such by as use using loaded legal")
_AVOIDING = _set("avoid avoids avoided avoiding")
_USING = _set("the use of using saying writing")
_REFUSALS = _set("don't don’t never stop than")
_USES = _set("use using say saying write writing")
_MEANING = _set("implies imply implied connotes connote means meant")
_DUTIES = _set("should must ought need needs can could")
_BEING = _set("is was are were remains became")
_TITLED = _set("titled entitled sang sings singing directed co-wrote")
_PLAYING = _set("star stars starred starring appear appears appeared appearing feature featured featuring acted")
_MAKERS = _set(
    """author authors co-author editor star stars host hosts creator creators singer writer writers director producer cast
    adaptation cover performance episode episodes season"""
)
_ABOUT_WORKS = _set("star stars starred starring author actor actress host director creator singer directed aired airs")
_GENRES = _set("reality hit crime comedy TV television radio Netflix BBC HBO")
_SMALL_WORDS = _set("a an the of and or in on at to for by with from but nor as vs")
_SEPARATORS = ("", "and", "or", "nor", "&")

_LONGEST_MENTION, _LONGEST_TITLE, _SHORTEST_SPEECH = 12, 15, 5
_WINDOW = 60  # how many characters around a quotation, and twice as many of its own, tell its kind


def _kinds(paragraph: _Paragraph, spans: list[_Span]) -> list[str]:
    """The kind of each span; what is listed beside a mention or a title is one as well."""
    kinds = [_kind(paragraph, span) for span in spans]
    for index in range(1, len(spans)):
        _spread(paragraph.text, spans, kinds, index - 1, index)
    for index in range(len(spans) - 1, 0, -1):
        _spread(paragraph.text, spans, kinds, index, index - 1)
    return kinds


def _spread(text: str, spans: list[_Span], kinds: list[str], giver: int, taker: int) -> None:
    if kinds[giver] not in ("mention", "title") or kinds[taker] != "fragment":
        return
    gap, gap_end = spans[min(giver, taker)].end, spans[max(giver, taker)].start
    if 0 < gap_end - gap <= 8 and text[gap:gap_end].replace(",", "").strip() in _SEPARATORS:
        kinds[taker] = kinds[giver]


def _kind(paragraph: _Paragraph, span: _Span) -> str:
    text = paragraph.text
    inside = text[span.start + 1 : min(span.end - span.closed, span.start + 2 * _WINDOW)]
    words = _LETTERS.findall(inside)
    before = text[max(paragraph.start, span.start - _WINDOW) : span.start].split()[-5:]
    after = text[span.end : min(paragraph.end, span.end + _WINDOW)]
    following = after.replace("—", " ").split()[:6] if after[:1] in (" ", ",") else []
    bare = [word.strip(",:(“‘\"'").lower() for word in before]
    ahead = [word.strip(".,;:!?") for word in following if word not in (",", "-", "–", "—")]
    if len(words) <= _LONGEST_MENTION and (_introduces_words(bare) or _tells_of_words(ahead)):
        return "mention"
    if len(words) <= _LONGEST_TITLE and _is_title_case(words) and (_introduces_work(bare) or _tells_of_work(ahead)):
        return "title"
    if not span.closed or len(words) >= _SHORTEST_SPEECH or _is_reported(before, bare):
        return "speech"
    return "speech" if _is_clause(inside, before, following) else "fragment"


def _without_bridge(bare: list[str]) -> list[str]:
    """The words before “such as”, “like”, “called”: what is named follows them."""
    if bare[-2:] == ["such", "as"]:
        return bare[:-2]
    return bare[:-1] if bare and bare[-1] in _BRIDGES else bare


def _introduces_words(bare: list[str]) -> bool:
    named = _without_bridge(bare)
    if named and named[-1] in _WORDS_FOR_WORDS:
        return named != bare or any(word in _DETERMINERS for word in named[-4:-1])
    if not bare or bare[-1] == "so-called":
        return bool(bare)
    if bare[-1] in _USES or bare[-2:] == ["call", "it"]:
        refusal = bare[:-1] if bare[-1] in _USES else bare[:-2]
        if refusal[-1:] == ["not"]:  # an order, unlike “he did not say”
            return refusal[-2:-1] in (["do"], ["should"], ["must"])
        return refusal[-1:] != [] and refusal[-1] in _REFUSALS | _AVOIDING or refusal[-2:] == ["instead", "of"]
    while bare and bare[-1] in _USING and bare[-2:] != ["instead", "of"]:
        bare = bare[:-1]
    return bare[-2:] == ["instead", "of"] or bool(bare) and bare[-1] in _AVOIDING


def _tells_of_words(ahead: list[str]) -> bool:
    if not ahead:
        return False
    first, rest = ahead[0], ahead[1:]
    if first in _MEANING or first in ("refers", "refer") and rest[:1] == ["to"]:
        return True
    if first in _DUTIES:
        return "avoided" in rest or "replaced" in rest or rest[:3] in (["not", "be", "used"], ["never", "be", "used"])
    if first in _BEING:
        rest = rest[1:] if rest[:1] == ["not"] else rest
        return rest[:1] in (["a"], ["an"], ["the"]) and not _WORDS_FOR_WORDS.isdisjoint(rest[1:4])
    return first in ("a", "an") and not _WORDS_FOR_WORDS.isdisjoint(rest[:3])


def _introduces_work(bare: list[str]) -> bool:
    named = _without_bridge(bare)
    if named and named[-1] in _WORKS or bare and bare[-1] in _TITLED:
        return True
    if bare[-1:] == ["the"]:
        bare = bare[:-1]
    if len(bare) < 2:
        return False
    return bare[-1] == "of" and bare[-2] in _MAKERS or bare[-1] in ("in", "on") and bare[-2] in _PLAYING


def _tells_of_work(ahead: list[str]) -> bool:
    while ahead and ahead[0] in _GENRES and ahead[1:]:
        ahead = ahead[1:]
    if not ahead:
        return False
    first = ahead[0]
    is_year = len(first) == 6 and first[0] == "(" and first[1:5].isdigit()
    return first in _WORKS or first in _ABOUT_WORKS or is_year or ahead[:2] == ["is", "directed"]


def _is_title_case(words: list[str]) -> bool:
    return not any(word[0].islower() and (at == 0 or word not in _SMALL_WORDS) for at, word in enumerate(words))


def _is_reported(before: list[str], bare: list[str]) -> bool:
    """Whether a colon, a reporting verb, or one with its subject and a comma, leads up to a quotation."""
    if not before:
        return False
    if before[-1].endswith(":") or bare[-1] in _CUES:
        return True
    if not before[-1].endswith(","):
        return False
    for word, plain in zip(reversed(before), reversed(bare), strict=True):
        if plain in _CUES:
            return True
        if word is not before[-1] and word[-1] in ',;:!?”’"':
            return False
    return False


def _is_clause(inside: str, before: list[str], following: list[str]) -> bool:
    """Whether a short quotation is a sentence of its own, by its place or by a reporting verb behind it."""
    if before and before[-1].rstrip("“”‘’\"'")[-1:] not in ("", *_STOPS):
        return False
    end = inside.rstrip(" '’")[-1:]
    if following and (end in _STOPS or following[0][0] == ","):
        for word in following[:5]:
            if word.strip(".,;:!?") in _CUES:
                return True
            if word[-1] in ";:!?" or word[-1] == "," and word is not following[0]:
                break
    return inside[:1].isupper() and end in (".", "!", "?", "…")
