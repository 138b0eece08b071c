"""Which stretches of the blocks stand between quotation marks, and what for.

Knows marks: straight and typographic, double and single, low marks and guillemets; which of them are apostrophes, elisions,
possessives or inches; quotations inside quotations; and quotations over several paragraphs. Tells speech from fragments,
titles and words that are only mentioned. Does not know who speaks.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Quotation(NamedTuple):
    """One quotation. `start` and `end` are half-open code points of the text of block number `block`, marks included.

    `kind`: "speech" (whole clauses), "fragment" (a few words), "title" (the name of a work), "mention" (words about words).
    `closed` is false where the closing mark is missing: the quotation then ends with its paragraph.
    """

    block: int
    start: int
    end: int
    kind: str
    closed: bool


def quotations(texts: Sequence[str], kinds: Sequence[str]) -> list[Quotation]:
    """The quotations of one document, by block and start, an outer one before those inside it.

    `texts` are the blocks in order, `kinds` their places. What one paragraph leaves open reaches no further than the next
    paragraph of the same place, and never across a heading.
    """
    found: list[Quotation] = []
    paragraphs = list(_paragraphs(texts, kinds))
    carried: dict[str, str] = {}
    for paragraph, next_mark in zip(paragraphs, _next_marks(paragraphs), strict=True):
        if paragraph.place in _BREAKS:
            carried.clear()
        carry = carried.pop(paragraph.place, "")
        marks = _marks(paragraph)
        if not marks:
            continue
        pairing = _Pairing(paragraph, carry, next_mark)
        pairing.take_all(marks)
        if paragraph.place in _CARRYING and pairing.left_open:
            carried[paragraph.place] = pairing.left_open
        spans = list(_with_words(paragraph.text, sorted(pairing.spans, key=lambda span: (span.start, -span.end))))
        for span, kind in zip(spans, _kinds(paragraph.text, spans), strict=True):
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
    right: str  # what follows: a character, or nothing


class _Open(NamedTuple):
    at: int
    glyph: str
    credible: bool  # opens a quotation even if nothing closes it


class _Span(NamedTuple):
    start: int
    end: int
    closed: bool


# Places whose quotations may run on in the next paragraph, and those that end all that ran on.
_CARRYING = frozenset(("prose", "quote-block", "list"))
_BREAKS = frozenset(("heading", "headline", "title"))

# How a mark stands between its neighbours.
_OPENS, _CLOSES, _EITHER, _POSSESSIVE, _ELISION, _MEASURE = range(6)

_GLYPHS = {"`": "‘", "´": "’", "‛": "‘", "‟": "“", "\x91": "‘", "\x92": "’", "\x93": "“", "\x94": "”", "‹": "«", "›": "»"}
_PAIR = {"'": "''", "‘": "''", "’": "''"}  # two single marks used as a double one
_SINGLE = frozenset("'‘’‚")
_FAMILIES = ((frozenset(("\"", "“", "”", "„", "''"))), _SINGLE, frozenset("«»"))
_FAMILY = {glyph: number for number, family in enumerate(_FAMILIES) for glyph in family}
_PARTNERS = {"”": "“„", "“": "„“", "’": "‘", "'": "'", "\"": "\"", "»": "«", "«": "»"}

_MARK = "[\"'“”„‟‘’‚‛`´«»‹›\x91-\x94]"
_IN_WORD = "['’‘´`\x92]"
# Marks that stand together, with at most one blank between two. A mark inside a word is an apostrophe and no part of it.
_RUN = re.compile(
    rf"{_MARK}(?!(?:(?<=\w{_IN_WORD})(?<!\\n.)|(?<=\w\\{_IN_WORD}))\w)(?:[ \xa0\u2009\u200a\u202f]?\\?{_MARK})*+"
)
_LONGEST_RUN = 12
_BREAK = re.compile(r"(?:\\[nr](?![a-z])\s*)+")
_LEADING = re.compile(rf"\s*\\?({_MARK})")
_WORD = re.compile(r"\w")
_BEFORE_OPENING = frozenset("([{<|/=+*•>~_#\\")
_AFTER_CLOSING = frozenset(",;:!?.)]}-–—―/|")
_ELIDED = re.compile(
    r"(?:em|til|till|tis|twas|twere|twill|cause|cos|coz|cuz|bout|round|neath|nuff|fraid|ere|im|er|ello|appen|tween|kay|n|sup)"
    r"(?!\w)|n['’]|\d0s\b|\d\d(?!\w)",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:s|d|m|t|ll|re|ve)(?!\w)")
_TRAILING = re.compile(r"(?:[sxzSXZ]|\b\w+in|\b(?:an|th|ol|lil|o|wi|mo|po|tha|yo)|\d)$")
# No noun that someone could possess follows.
_NOT_POSSESSED = re.compile(
    r"""\s(?:he|she|they|we|I|you|it|who|and|or|but|nor|in|on|at|by|for|to|of|from|with|without|into|over|under|after|before|
    |during|against|about|between|is|was|are|were|be|been|has|had|have|will|would|could|can|may|might|must|should|as|that
    |which|when|while|where|because|since|until|if|then|than|though|although|so|the|an?|this|these|not|said|says|told|asked
    |added|wrote|do|does|did|the)\b""",
    re.VERBOSE,
)
_POSSESSIVE_REACH = 40


def _paragraphs(texts: Sequence[str], kinds: Sequence[str]) -> Iterator[_Paragraph]:
    for block, (text, place) in enumerate(zip(texts, kinds, strict=True)):
        start = 0
        if "\\" in text:
            for gap in _BREAK.finditer(text):
                if start < gap.start():
                    yield _Paragraph(block, place, text, start, gap.start())
                start = gap.end()
        yield _Paragraph(block, place, text, start, len(text))


def _next_marks(paragraphs: list[_Paragraph]) -> list[str]:
    """For each paragraph the mark that opens the next one of its place, or nothing."""
    marks = [""] * len(paragraphs)
    upcoming: dict[str, str] = {}
    for index in range(len(paragraphs) - 1, -1, -1):
        paragraph = paragraphs[index]
        marks[index] = upcoming.get(paragraph.place, "")
        if paragraph.place in _BREAKS:
            upcoming.clear()
        elif paragraph.place in _CARRYING:
            leading = _LEADING.match(paragraph.text, paragraph.start, paragraph.end)
            upcoming[paragraph.place] = _GLYPHS.get(leading[1], leading[1]) if leading else ""
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
        if end - start == 1:
            shape = _shape(left, right)
            glyph = text[start]
            _add(marks, text, start, _GLYPHS.get(glyph, glyph), shape, left, right)
        else:
            _add_run(marks, text, start, end, left, right)
    return marks


def _shape(left: str, right: str) -> int:
    blank = not right or right.isspace()
    if not left or left.isspace() or left in _BEFORE_OPENING:
        return _EITHER if blank or right in ",;:!?.)]}" else _OPENS
    return _CLOSES if blank or right in _AFTER_CLOSING or right == "…" else _EITHER


def _add_run(marks: list[_Mark], text: str, start: int, end: int, left: str, right: str) -> None:
    """The marks of a run all open, or all close; between two words those before a blank close and those behind it open."""
    shape = _shape(left, right)
    run = text[start:end]
    first_blank = next((at for at, char in enumerate(run) if char.isspace()), -1)
    last_blank = max((at for at, char in enumerate(run) if char.isspace()), default=-1)
    at = 0
    while at < len(run):
        char = run[at]
        glyph = _GLYPHS.get(char, char)
        width = 1
        here = shape
        if shape == _EITHER and first_blank >= 0 and left and not left.isspace():
            here = _CLOSES if at < first_blank else _OPENS if at > last_blank else _EITHER
        if char.isspace() or char == "\\":
            at += 1
            continue
        following = run[at + 1 : at + 2]
        if glyph in _PAIR and following and _GLYPHS.get(following, following) in _PAIR:
            # Of three single marks in a row the innermost stands alone.
            third = run[at + 2 : at + 3]
            if not (here == _CLOSES and third and _GLYPHS.get(third, third) in _PAIR):
                glyph, width = "''", 2
        elif char == "\"" == following:
            width = 2
            if here == _EITHER:
                at += 2
                continue
        _add(marks, text, start + at, glyph, here, left, right)
        at += width


def _add(marks: list[_Mark], text: str, at: int, glyph: str, shape: int, left: str, right: str) -> None:
    end = at + len(glyph)
    if glyph in _SINGLE:
        if shape == _OPENS:
            if _ELIDED.match(text, end) or glyph == "’":
                shape = _ELISION
        elif left in "nN" and left and text[at - 2 : at - 1] in ("'", "’", "‘"):  # rock ’n’ roll
            return
        elif shape == _CLOSES:
            if right.isspace() and left.isalnum() and _is_trailing(text, at, end):
                shape = _POSSESSIVE
        elif left and not left.isspace() and _SUFFIX.match(text, end):
            return
    elif glyph == "\"" and shape != _OPENS and left.isdigit():
        shape = _MEASURE
    marks.append(_Mark(at, glyph, shape, right))


def _is_trailing(text: str, at: int, end: int) -> bool:
    """Whether the mark behind a word may belong to it: the victims' families, goin' home, 6' tall."""
    return _TRAILING.search(text[max(0, at - 12) : at]) is not None and _NOT_POSSESSED.match(text, end) is None


class _Pairing:
    """Pairs the marks of one paragraph; `spans` and `left_open` (a glyph, or nothing) are its outcome."""

    __slots__ = ("spans", "left_open", "_paragraph", "_carry", "_next_mark", "_stack", "_count")

    def __init__(self, paragraph: _Paragraph, carry: str, next_mark: str) -> None:
        self.spans: list[_Span] = []
        self.left_open = ""
        self._paragraph = paragraph
        self._carry = carry
        self._next_mark = next_mark
        self._stack: list[_Open] = []
        self._count = dict.fromkeys(_FAMILY, 0)

    def take_all(self, marks: list[_Mark]) -> None:
        for mark, ahead in zip(marks, _ahead(marks, self._next_mark), strict=True):
            if mark.glyph in _SINGLE:
                self._take_single(mark, ahead)
            else:
                self._take_double(mark, ahead)
        self._flush(self._paragraph.end)

    def _take_double(self, mark: _Mark, ahead: int) -> None:
        glyph, shape = mark.glyph, mark.shape
        if glyph in "“„«":
            if shape == _CLOSES and self._is_open(glyph):
                self._close(mark)
            else:
                self._open(mark)
        elif glyph in "”»":
            if shape == _OPENS and not self._is_open(glyph):
                self._open(mark)
            else:
                self._close(mark)
        elif shape == _OPENS or shape == _EITHER and not self._count[glyph]:
            self._open(mark)
        elif shape != _MEASURE or self._count[glyph] and ahead != _REAL:
            self._close(mark)

    def _take_single(self, mark: _Mark, ahead: int) -> None:
        is_open = self._is_open(mark.glyph)
        if mark.shape == _OPENS or mark.glyph == "‚":
            self._open(mark)
        elif mark.shape == _ELISION:
            if not is_open and ahead == _REAL:
                self._open(mark)
        elif mark.shape == _CLOSES:
            self._close(mark)
        elif mark.shape == _POSSESSIVE:
            if is_open and not ahead and self._within_reach(mark):
                self._close(mark)
        elif mark.glyph == "‘" and mark.right.strip():
            self._open(mark)
        elif is_open:
            self._close(mark)
        elif ahead == _REAL and mark.glyph == "'" and self._before(mark.at) in ":,-–—":
            self._open(mark)

    def _within_reach(self, mark: _Mark) -> bool:
        """A mark that may be a possessive closes what was just opened, or what was opened by an unmistakable mark."""
        top = self._stack[-1]
        return top.glyph in _SINGLE and (top.credible or mark.at - top.at <= _POSSESSIVE_REACH)

    def _is_open(self, glyph: str) -> bool:
        return any(self._count[kin] for kin in _FAMILIES[_FAMILY[glyph]])

    def _before(self, at: int) -> str:
        """The last character before `at` that is no blank, or nothing."""
        text, start = self._paragraph.text, self._paragraph.start
        return text[max(start, at - 3) : at].rstrip(" \\")[-1:]

    def _open(self, mark: _Mark) -> None:
        text, at = self._paragraph.text, mark.at
        if self._count[mark.glyph] and text[at - 1 : at] == "\n":
            self._flush(at)
        self._stack.append(_Open(at, mark.glyph, self._is_credible(mark)))
        self._count[mark.glyph] += 1
        if _FAMILY.get(self._carry) == _FAMILY[mark.glyph]:
            self._carry = ""

    def _is_credible(self, mark: _Mark) -> bool:
        if mark.glyph not in _SINGLE:
            return mark.shape == _OPENS or mark.glyph in "“„«"
        if mark.shape != _OPENS:
            return False
        start = self._paragraph.start
        leads = not self._paragraph.text[start : min(mark.at, start + 3)].strip(" \\")
        if leads and mark.at - start < 3 and mark.glyph in (self._carry, self._next_mark):
            return True
        return mark.right.isupper() and (mark.glyph == "‘" or leads or self._before(mark.at) in (":", ","))

    def _close(self, mark: _Mark) -> None:
        stack, count = self._stack, self._count
        if not self._is_open(mark.glyph):
            if self._carry and _FAMILY[self._carry] == _FAMILY[mark.glyph]:
                self.spans.append(_Span(self._paragraph.start, mark.at + len(mark.glyph), True))
                self._carry = ""
            return
        exact = next((glyph for glyph in _PARTNERS.get(mark.glyph, mark.glyph) if count[glyph]), "")
        family = _FAMILIES[_FAMILY[mark.glyph]]
        while stack:
            top = stack.pop()
            count[top.glyph] -= 1
            if top.glyph == exact or not exact and top.glyph in family:
                self.spans.append(_Span(top.at, mark.at + len(mark.glyph), True))
                return
            if top.credible:
                self._leave_open(top, mark.at)

    def _leave_open(self, opened: _Open, end: int) -> None:
        text = self._paragraph.text
        while end > opened.at and text[end - 1].isspace():
            end -= 1
        self.spans.append(_Span(opened.at, end, False))

    def _flush(self, end: int) -> None:
        """Everything still open ends here, at the end of its paragraph or line."""
        self.left_open = next((opened.glyph for opened in self._stack if opened.credible), "")
        for opened in self._stack:
            self._count[opened.glyph] -= 1
            if opened.credible:
                self._leave_open(opened, end)
        self._stack.clear()


# What a mark has ahead of it, up to the next opening mark of its family: nothing, a closing mark, or only the end of a
# paragraph after which the quotation is opened again.
_NOTHING, _REAL, _REOPENED = range(3)


def _ahead(marks: list[_Mark], next_mark: str) -> list[int]:
    """For each mark what is ahead of it; for a single mark within the double marks around it."""
    ahead = [_NOTHING] * len(marks)
    double = _NOTHING
    single = _REOPENED if next_mark in _SINGLE else _NOTHING
    outside: list[int] = []
    for index in range(len(marks) - 1, -1, -1):
        mark = marks[index]
        if mark.glyph in _SINGLE:
            ahead[index] = single
            if mark.shape == _OPENS:
                single = _NOTHING
            elif mark.shape == _CLOSES:
                single = _REAL
            continue
        ahead[index] = double
        if mark.shape == _OPENS:
            double = _NOTHING
            if outside:
                single = outside.pop()
        elif mark.shape == _CLOSES:
            double = _REAL
            outside.append(single)
            single = _NOTHING
    return ahead


def _with_words(text: str, spans: list[_Span]) -> Iterator[_Span]:
    """Those of the spans, in order, with a word in them."""
    word = -1
    for span in spans:
        if word < span.start:
            found = _WORD.search(text, span.start)
            if found is None:
                return
            word = found.start()
        if word < span.end:
            yield span


_CUES = r"""(?:say|says|said|saying|tell|tells|told|telling|ask|asks|asked|asking|add|adds|added|adding|write|writes|wrote|writing
|reply|replies|replied|replying|answer|answers|answered|shout|shouts|shouted|shouting|yell|yells|yelled|scream|screams|screamed
|cry|cries|cried|insist|insists|insisted|warn|warns|warned|warning|admit|admits|admitted|claim|claims|claimed|state|states
|stated|stating|tweet|tweets|tweeted|post|posts|posted|explain|explains|explained|recall|recalls|recalled|remark|remarked
|declare|declares|declared|announce|announced|note|notes|noted|continue|continues|continued|conclude|concluded|respond|responds
|responded|argue|argues|argued|read|reads|reading|quipped|joked|whispered|pleaded|begged|urged|vowed|promised|texted|testified)"""
_CUE_BEFORE = re.compile(rf"(?:\b{_CUES}(?:(?:\s[\w'’.-]+){{0,4}}[,:])?|:)\s*$", re.VERBOSE)
_CUE_AFTER = re.compile(rf",?\s(?:[\w'’.-]+\s){{0,4}}?{_CUES}\b", re.VERBOSE)

_NOUNS_OF_WORDS = r"""(?:words?|phrases?|terms?|expressions?|labels?|headlines?|adjectives?|nouns?|verbs?|euphemisms?|slogans?|wordings?
|hashtags?|slurs?|epithets?|acronyms?|buzzwords?|catchphrases?)"""
_MENTION_BEFORE = re.compile(
    rf"""\b(?:
    (?:the|an?|its|that|this|of|such|by|as|use|using|loaded|legal) \s (?:[\w-]+\s){{0,2}}? {_NOUNS_OF_WORDS}
        (?:\s(?:like|such\sas|including|is|was|reads?|reading|saying|called))?
    | (?:avoid(?:s|ed|ing)?|instead\sof|unlike) (?:\s(?:the|use\sof|the\suse\sof|using|saying|writing|calling\s\w+))?
    | (?:do\snot|don['’]t|never|not|rather\sthan|stop) \s (?:use|using|say|saying|write|writing|call\sit|calling\sit)
    | so-called
    )[,:]?\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_MENTION_AFTER = re.compile(
    rf""",?\s(?:
    (?:should|must|ought\sto|need\sto|needs\sto|can|could)(?:\s\w+){{0,2}}\s(?:avoided|replaced)\b
    | (?:should|must)\s(?:not|never)\sbe\sused\b
    | (?:is|was|are|were|remains|became)\s(?:not\s)?(?:an?|the)\s(?:\w+\s){{0,2}}?{_NOUNS_OF_WORDS}\b
    | an?\s(?:\w+\s){{0,2}}?{_NOUNS_OF_WORDS}\b
    | (?:impl(?:y|ies|ied)|connotes?|means|meant|refers?\sto|is\sdefined\sas)\b
    )""",
    re.VERBOSE,
)
_WORKS = r"""(?:films?|movies?|books?|series|songs?|albums?|podcasts?|documentar(?:y|ies)|shows?|novels?|plays?|memoirs?|dramas?|musicals?
|program(?:me)?s?|sitcoms?|thrillers?|singles?|tracks?|poems?|essays?|magazines?|videos?|games?|episodes?|comed(?:y|ies)|operas?|ballets?
|paintings?|miniseries|docuseries|franchise|soundtrack|bestseller|autobiography|biography|hit|sequel|prequel|spin-off)"""
_TITLE_BEFORE = re.compile(
    rf"""\b(?:{_WORKS}(?:\s(?:called|titled|entitled|named))?
    | titled | entitled
    | (?:starr|star|appear|featur|act)(?:s|ed|ing)?\s(?:in|on)
    | (?:author|star|host|creator|singer|writer|director|producer|cast|adaptation|cover|performance|episode|season)s?\sof
    | sang | sings | singing | directed | co-wrote
    ),?\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_TITLE_AFTER = re.compile(
    rf",?\s(?:{_WORKS}|stars?|starred|starring|author|actor|actress|host|director|creator|singer|is\sdirected|directed|aired|airs)\b"
    r"|\s\(\d{4}\)",
    re.VERBOSE,
)
_LETTERS = re.compile(r"[^\W_][\w'’.-]*")
_SMALL_WORDS = frozenset("a an the of and or in on at to for by with from but nor as vs v de la le el du von is".split())
_LISTED = re.compile(r",?\s*(?:and|or|nor|,)?\s*")

_LONGEST_MENTION, _LONGEST_TITLE, _SHORTEST_SPEECH = 12, 15, 5


def _kinds(text: str, spans: list[_Span]) -> list[str]:
    """The kind of each span; what is listed beside a mention or a title is one as well."""
    kinds = [_kind(text, span) for span in spans]
    for index in range(1, len(spans)):
        _spread(text, spans[index - 1], spans[index], kinds, index - 1, index)
    for index in range(len(spans) - 1, 0, -1):
        _spread(text, spans[index - 1], spans[index], kinds, index, index - 1)
    return kinds


def _spread(text: str, first: _Span, second: _Span, kinds: list[str], giver: int, taker: int) -> None:
    if kinds[giver] not in ("mention", "title") or kinds[taker] != "fragment":
        return
    if 0 < second.start - first.end <= 8 and _LISTED.fullmatch(text, first.end, second.start):
        kinds[taker] = kinds[giver]


def _kind(text: str, span: _Span) -> str:
    # However long a quotation is, its first words tell its kind; nested ones would be read over and over otherwise.
    inside = text[span.start + 1 : min(span.end - 1, span.start + 160)]
    before, after = text[max(0, span.start - 60) : span.start], text[span.end : span.end + 60]
    words = _LETTERS.findall(inside)
    if len(words) <= _LONGEST_MENTION and (_MENTION_BEFORE.search(before) or _MENTION_AFTER.match(after)):
        return "mention"
    if len(words) <= _LONGEST_TITLE and _is_title_case(words) and (_TITLE_BEFORE.search(before) or _TITLE_AFTER.match(after)):
        return "title"
    return "speech" if len(words) >= _SHORTEST_SPEECH or _is_clause(inside, before, after) else "fragment"


def _is_title_case(words: list[str]) -> bool:
    return bool(words) and not words[0][0].islower() and not any(
        word[0].islower() and word not in _SMALL_WORDS for word in words
    )


def _is_clause(inside: str, before: str, after: str) -> bool:
    """Whether a short quotation is a sentence of its own, by a reporting verb beside it or by its place."""
    if _CUE_BEFORE.search(before):
        return True
    begins = before.rstrip()[-1:] in ("", *".!?…:,“‘\"'")
    whole = inside.rstrip()[-1:] in (*".!?…,",)
    if begins and (whole or after.startswith(",")) and _CUE_AFTER.match(after):
        return True
    return begins and inside[:1].isupper() and inside.rstrip()[-1:] in (*".!?…",)
