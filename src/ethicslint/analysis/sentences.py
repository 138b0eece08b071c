"""Where the sentences of a block begin and end.

Knows the stops that end a sentence and those that only look like it: abbreviations, initials, citations, decimals,
numbered lines, stops inside quotations. Knows English only, and nothing about what a sentence says. Where a stop can be
read both ways (“Acme Inc. Smith …”) the sentence goes on unless the next word is one that opens sentences.
"""

import re

_CLOSERS = r"(?:\\?[\"'”’»›]|[)\]}\uFFFC]|\[\d{1,3}\]|[ \xa0]\\?[\"'”’»](?=\s|\Z|[\"”]))*+"
_BLANK = r"(?:\s|\\[nrt])"

# A stop with the closing marks behind it, or a line break; then the blanks up to the next word. A backslash with a
# letter is a blank that some scraper wrote out. Each run of stops is read once, from its first character: linear time.
_CANDIDATE = re.compile(
    rf"""
    [.!?…\n\\]
    (?: (?<=[.!?…]) (?<![.!?…][.!?…]) [.!?…]*+ {_CLOSERS}
        (?: (?={_BLANK}|\Z)
          | (?: (?<=[a-z][a-z][.!?]) | (?<=[.!?][”’]) )      # a blank is missing: “on Monday.Police said”
            (?= [A-Z][a-z]*+[ ’'] ) (?! (?:Com|Org|Net|Gov|Tv|Info|Co|Uk|Io|Js)\b ) )
      | (?<=\n) | (?<=\\) [nrt] )
    (?P<gap> {_BLANK}*+ )
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"\w")
_LETTERS = re.compile(r"[A-Za-z]+")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Never the last word of a sentence: a name, a number or an explanation follows.
_LEANING = _set(
    """Mr Mrs Ms Mx Dr Drs Prof Profs Rev Revd Hon Rt Fr Msgr Bp Mme Mlle Messrs Mt Ste Sgt Lt Col Gen Gens Capt Cpl Pte
    Pvt Pfc Spc Maj Brig Cmdr Cmdt Cdr Adm Ens Sen Sens Rep Reps Gov Govs Pres Amb Cllr Coun Supt Insp Det Const Asst
    Dep Dist Atty Sec Secy Treas Cpt Ald Sra Srta Univ Ofc MR MRS MS DR PROF REV SGT LT COL GEN CAPT SEN SENS REP REPS
    GOV v vs V VS e.g i.e eg ie cf viz a.k.a c.f Cr App Eng incl approx ca est Op op"""
)
# Not the last word when a number follows.
_NUMBERED = _set(
    """No Nos no nos p pp s ss para paras pt pts art arts Art Arts cl cls r rr ch chap Ch vol Vol fig Fig figs Figs c cc
    sec secs reg regs sch Sch Reg Regs ed eds tel Tel ext Ext Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue
    Tues Wed Thu Thur Thurs Fri Sat Sun"""
)
# The last word only when the next one opens sentences; so are acronyms such as “U.S.”.
_AMBIGUOUS = _set(
    """Inc Ltd Co Corp Bros Cos Jr Sr Jnr Snr Esq Dept dept Assn Assoc Ave Blvd Rd St Hwy Ln Sq Ret ret al ft lb lbs oz
    mph Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa
    Penn Tenn Tex Va Vt Wash Wis Wyo Ont Que Jan Feb Aug Sept Oct Nov Dec plc Plc Ph.D W.Va LL.B LL.M B.Sc M.Sc D.Phil
    M.Phil B.Ed M.Ed"""
)
_STARTERS = _set(
    """The A An He She It They We You I This That These Those There Here His Her Its Their Our My Your But And Or Nor So
    Yet If When While After Before Since Because Although Though As At In On By For From With Without Under Over During
    Until Once Both Each Some Many Most Several All Any No Not Now Then What Who Why How Where Which Is Are Was Were Did
    Does Do Has Have Had Can Could Would Should However Meanwhile Instead Still Also Earlier Later Another Other Others
    Only Even Just Despite Following Among Such Yes One Two Three According Police Prosecutors Officers Officials
    Detectives Don Didn Doesn Isn Wasn Aren"""
)
# After “5 p.m.” nearly every capital opens a sentence, save for days, months and time zones.
_AFTER_TIME = _set(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Eastern Central Mountain
    Pacific"""
)
_NUMERALS = _set("ii iii iv vi vii viii ix xi xii xiii xiv xv")
_PRONOUNS = _set("I He She They We It You The")
# “Why?” Mr Doe asked: the speaker belongs to the question.
_SPEAKING = _set(
    """said says asked asks shouted cried replied added told wrote tweeted demanded wondered yelled screamed continued
    recalled exclaimed"""
)
# “and I … I did not”: behind these, the capital of “I” shows nothing.
_FALTERING = _set("i and but that so because if when as the to just what well uh um er yeah like")
_UNFINISHED = _set("and or nor but of the a an to in on at for with by from as than")
_OPENERS = frozenset("“‘„‚«‹([{\"'`\\")
_GOES_ON = frozenset(".,;:!?…)]}”’»›-–—―&/%=+")
_LINE_GOES_ON = frozenset(",;:-–—―/(&[{“‘")
_QUOTE_MARKS = frozenset("\"'”’»›")


def sentences(text: str) -> list[tuple[int, int]]:
    """Half-open code point spans of the sentences of one block, in order, without the blanks at their ends.

    Every character that is not blank is in exactly one span; a stretch without a word joins its neighbour.
    """
    spans: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    word = -1
    for match in _CANDIDATE.finditer(text):
        stop, gap, after = match.start(), match.start("gap"), match.end()
        if stop < start:
            continue
        if text[stop] in "\n\\":
            if not _line_ends(text, stop, after):
                continue
        elif not _stop_ends(text, start, stop, gap, after):
            continue
        if word < start:
            found = _WORD.search(text, start)
            if found is None:
                break
            word = found.start()
        if word < stop:
            spans.append((start, start + len(text[start:after].rstrip())))
            start = after
    end = len(text.rstrip())
    if start < end:
        if spans and _WORD.search(text, start) is None:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _stop_ends(text: str, start: int, stop: int, gap: int, after: int) -> bool:
    """Whether the stops at `stop`, closed up to `gap`, end the sentence from `start`, given what stands at `after`."""
    if after >= len(text):
        return True
    follower, opened = _follower(text, after)
    if follower in _GOES_ON and not opened:
        return False
    lower = follower.islower() and not text[after + 1 : after + 2].isupper()
    if lower and (not opened or text[after] in "([{"):
        return False
    marks = text[stop:gap]
    if marks[0] == "." and not marks.startswith(".."):
        return _full_stop_ends(text, start, stop, marks, after, follower)
    if marks[0] in ".…":
        return not lower and not _falters(text, stop, after)
    if marks[-1] in _QUOTE_MARKS:
        return not _speaker_follows(text, after)
    return marks != "!" or text[stop - 5 : stop] != "Yahoo"


def _follower(text: str, after: int) -> tuple[str, bool]:
    """The first character behind opening marks, and whether there were any."""
    for at in range(after, min(after + 4, len(text))):
        if text[at] not in _OPENERS:
            return text[at], at > after
    return text[after], False


def _falters(text: str, stop: int, after: int) -> bool:
    """“and I … I did not”: whether the word behind an ellipsis need not open a sentence."""
    if text[after] != "I" or text[after + 1 : after + 2].isalnum():
        return False
    words = text[max(0, stop - 12) : stop].rstrip(" .").rsplit(None, 1)
    return bool(words) and words[-1].strip("“‘\"'").lower() in _FALTERING


def _speaker_follows(text: str, after: int) -> bool:
    words = text[after : after + 60].split()[:4]
    if not words or words[0] in _PRONOUNS:
        return False
    for at, word in enumerate(words):
        if word.rstrip(".,:") in _SPEAKING:
            return at > 0
        if not word[0].isupper() or word[-1] in ",;:!?":
            return False
    return False


def _full_stop_ends(text: str, start: int, stop: int, marks: str, after: int, follower: str) -> bool:
    if text[stop - 1 : stop].isspace():  # “ . . . ”: a spaced ellipsis
        return not _falters(text, stop, after)
    token = _token(text, start, stop)
    if token in _LEANING or stop - start <= 4 and _is_number(text[start:stop]):
        return False
    if follower.isdigit() and (token in _NUMBERED or len(token) == 1 and token.isalpha()):
        return False
    acronym = all(len(part) == 1 for part in token.split(".")) and (len(token) > 1 or token.isupper())
    if not acronym and token not in _AMBIGUOUS or marks[-1] in _QUOTE_MARKS:
        return True
    if "\n" in text[stop:after] or "\\n" in text[stop:after]:
        return True
    word = _LETTERS.match(text, after)
    if token.lower() in ("a.m", "p.m"):
        zone = word is not None and (word[0] in _AFTER_TIME or len(word[0]) > 1 and word[0].isupper())
        return follower.isalpha() and not zone
    if token == "I" and text[stop - 3 : stop - 2].islower() and follower.isupper():
        return True
    if text[after] in '“‘"':
        return follower.isupper()
    return word is not None and word[0] in _STARTERS and text[word.end() : word.end() + 1] in (" ", ",", "\n", "’", "'")


def _is_number(opening: str) -> bool:
    """Whether the beginning of a sentence numbers it: 12. or (b) or iv."""
    number = opening.lstrip("([")
    return number.isdigit() or len(number) == 1 and number.isalpha() or number.lower() in _NUMERALS


def _token(text: str, start: int, stop: int) -> str:
    """The letters and dots directly before the stop, such as “U.S”."""
    begin = max(start, stop - 12)
    at = stop
    while at > begin and (text[at - 1].isalnum() or text[at - 1] == "."):
        at -= 1
    return text[at:stop].lstrip(".")


def _line_ends(text: str, stop: int, after: int) -> bool:
    """Whether a line break at `stop` ends a sentence: the next line opens like one, and this one is complete."""
    if after >= len(text):
        return False
    first = text[after]
    if first not in _OPENERS and (first.islower() or first in _GOES_ON):
        return False
    end = stop
    while end and text[end - 1].isspace():
        end -= 1
    line = text[max(0, end - 12) : end]
    return line[-1:] not in _LINE_GOES_ON and line.rpartition(" ")[2] not in _UNFINISHED
