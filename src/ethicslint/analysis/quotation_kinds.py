"""What a quotation is for: speech, a fragment of it, scare quotes, the name of a work, or words about words; italics likewise.

Knows the words around a quotation and its own, within a short window. Does not know who speaks, nor where marks open or close.
"""

import re
from typing import NamedTuple


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


class Paragraph(NamedTuple):
    """A block, or a part of one between line breaks that a scraper wrote out as backslash and n."""

    place: str
    text: str
    start: int
    end: int


class Span(NamedTuple):
    """A quotation by the offsets of its marks, and whether the last one is there."""

    start: int
    end: int
    closed: bool


_STOPS = frozenset(".,!?…")
_LETTERS = re.compile(r"[^\W_][\w.-]*(?:['’][\w.-]+)*")
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
# Words that give a fragment its source, besides those that report speech.
_CREDITS = _set(
    """call calls called calling describe describes described describing dub dubs dubbed label labels labelled labeled term terms
    termed nickname nicknamed brand brands branded refer refers referred accuse accuses accused blame blames blamed according
    think thinks thought believe believes believed find finds found rule rules ruled order ordered hear hears heard promise
    deny denies denied praise praised criticise criticised criticize criticized allege alleges alleged allegedly police
    prosecutors named known as into"""
)
_SOURCED = _CUES | _CREDITS
_QUIET_PLACES = _set("title headline heading")  # where marks around a few words mean that somebody says so
_LONGEST_SCARE, _SCARE_REACH = 3, 160
_SENTENCE_END = re.compile(r"[.!?…:;]['”’\"»)]*\s")
_SEPARATORS = ("", "and", "or", "nor", "&")

_LONGEST_MENTION, _LONGEST_TITLE, _SHORTEST_SPEECH = 12, 15, 5
_WINDOW = 60  # how many characters around a quotation, and twice as many of its own, tell its kind


def kinds_of(paragraph: Paragraph, spans: list[Span]) -> list[str]:
    """The kind of each span of a paragraph, in order; what is listed beside a mention or a title is one as well."""
    kinds = [_kind(paragraph, span) for span in spans]
    for index in range(1, len(spans)):
        _spread(paragraph.text, spans, kinds, index - 1, index)
    for index in range(len(spans) - 1, 0, -1):
        _spread(paragraph.text, spans, kinds, index, index - 1)
    return kinds


def _spread(text: str, spans: list[Span], kinds: list[str], giver: int, taker: int) -> None:
    if kinds[giver] not in ("mention", "title") or kinds[taker] != "fragment":
        return
    gap, gap_end = spans[min(giver, taker)].end, spans[max(giver, taker)].start
    if 0 < gap_end - gap <= 8 and text[gap:gap_end].replace(",", "").strip() in _SEPARATORS:
        kinds[taker] = kinds[giver]


def kind_of_italics(paragraph: Paragraph, start: int, end: int) -> str:
    """What the stretch of a paragraph that stands in italics is for: "mention", "title", or "" for mere stress."""
    inside = paragraph.text[start:end]
    words = _LETTERS.findall(inside)
    outside = _LETTERS.findall(f"{paragraph.text[paragraph.start : start]} {paragraph.text[end : paragraph.end]}")
    if not words or not outside:
        return ""
    before, _, bare, ahead = _around(paragraph, start, end)
    if len(words) <= _LONGEST_MENTION and (_introduces_words(bare) or _tells_of_words(ahead)):
        return "mention"
    if len(words) > _LONGEST_TITLE or not _is_title_case(words):
        return ""
    if _introduces_work(bare) or _tells_of_work(ahead):
        return "title"
    # Capitals tell something only where others have none: not in shouting, in such a headline, or on a sentence's first word.
    first = len(words) == 1 and (not before or before[-1][-1] in _STOPS)
    return "" if first or inside.isupper() or _is_title_case(outside) else "title"


def _around(paragraph: Paragraph, start: int, end: int) -> tuple[list[str], list[str], list[str], list[str]]:
    """The words before and behind a stretch as they are written, then both without their punctuation."""
    text = paragraph.text
    before = text[max(paragraph.start, start - _WINDOW) : start].split()[-5:]
    after = text[end : min(paragraph.end, end + _WINDOW)]
    following = after.replace("—", " ").split()[:6] if after[:1] in (" ", ",") else []
    bare = [word.strip(",:(“‘\"'").lower() for word in before]
    ahead = [word.strip(".,;:!?") for word in following if word not in (",", "-", "–", "—")]
    return before, following, bare, ahead


def _kind(paragraph: Paragraph, span: Span) -> str:
    inside = paragraph.text[span.start + 1 : min(span.end - span.closed, span.start + 2 * _WINDOW)]
    words = _LETTERS.findall(inside)
    before, following, bare, ahead = _around(paragraph, span.start, span.end)
    if len(words) <= _LONGEST_MENTION and (_introduces_words(bare) or _tells_of_words(ahead)):
        return "mention"
    if len(words) <= _LONGEST_TITLE and _is_title_case(words) and (_introduces_work(bare) or _tells_of_work(ahead)):
        return "title"
    if not span.closed or len(words) >= _SHORTEST_SPEECH or _is_reported(before, bare):
        return "speech"
    if _is_clause(inside, before, following):
        return "speech"
    return "scare" if len(words) <= _LONGEST_SCARE and _is_scare(paragraph, span, inside, bare) else "fragment"


def _is_scare(paragraph: Paragraph, span: Span, inside: str, bare: list[str]) -> bool:
    """Whether the author sets a few words apart in a sentence that names nobody for them: his ‘accident’."""
    if paragraph.place in _QUIET_PLACES or not inside[:1].islower() or not bare:
        return False
    text = paragraph.text
    before = text[max(paragraph.start, span.start - _SCARE_REACH) : span.start]
    before = _SENTENCE_END.split(before)[-1]
    after = text[span.end : min(paragraph.end, span.end + _SCARE_REACH)]
    end = _SENTENCE_END.search(after)
    around = _LETTERS.findall(before) + _LETTERS.findall(after[: end.start() if end else len(after)])
    return bool(before.strip()) and not any([word.lower().rstrip(".") in _SOURCED for word in around])


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
