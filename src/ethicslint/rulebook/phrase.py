"""The phrase language: plain words with a few signs, compiled to a regular expression and to the words it cannot do without.

Knows the signs `(a|b)`, `(a|)`, `{commit}`, `{claim:verb}`, `@set`, `@name`, `…3`, `#`, `#<18` and `\\` before a sign meant
literally. Knows nothing of rules or of sentences: matching happens on folded text, one sentence at a time.
"""

from collections.abc import Callable, Iterable
from itertools import product
from typing import Final, NamedTuple, NoReturn

import regex

from ethicslint.lexicon.frequency import commonness
from ethicslint.lexicon.letters import SPACE, any_of, spelt
from ethicslint.lexicon.words import PARTS, Lexicon, changing, forms_of
from ethicslint.text.normal import LEFT_OUT, fold

_BETWEEN: Final = rf"[^\w{LEFT_OUT}]+"
_WORD: Final = r"(?>\w+(?:['\-]\w+)*+)"
_NAME: Final = r"(?-i:\p{Lu}\w*+(?:['\-]\w++)*(?:[ \n]\p{Lu}\w*+(?:['\-]\w++)*){0,3})"
_SIGNS: Final = "(|){}@…#\\ \n\t"
_WILDCARD: Final = regex.compile(r"\w\*\Z")
_MAX_NUMBER: Final = 200
_MAX_SPELLINGS: Final = 400
_MAX_DEPTH: Final = 20  # of brackets
_GAP_ALONE: Final = "a gap (…) needs words on both sides, in the same brackets; words that may be missing do not count"
_UNKNOWN: Final = "\0"  # stands for what cannot be spelt out; a word touching it is not known whole

_SMALL: Final = (
    "zero one two three four five six seven eight nine ten "
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()

Requirement = frozenset[str]
"""Words in lower case of which a text must hold at least one."""


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says where and what to write."""


class Compiled(NamedTuple):
    """A pattern for `regex` and the requirements a text must meet before it is worth searching, the rarest first."""

    pattern: str
    requirements: tuple[Requirement, ...]


class _Literal(NamedTuple):
    text: str


class _Words(NamedTuple):
    forms: tuple[str, ...]


class _Gap(NamedTuple):
    words: int


class _Number(NamedTuple):
    sign: str
    bound: int


class _Name(NamedTuple):
    pass


class _Group(NamedTuple):
    alternatives: tuple["_Sequence", ...]


_Node = _Literal | _Words | _Gap | _Number | _Name | _Group


class _Item(NamedTuple):
    node: _Node
    spaced: bool  # a space stands before it


_Sequence = tuple[_Item, ...]


class _Stretch(NamedTuple):
    """What stands between two spaces; a gap is always a stretch of its own."""

    nodes: list[_Node]
    spaced: bool


def compile_phrase(phrase: str, lexicon: Lexicon, case: bool = False) -> Compiled:
    """Compile one phrase; with `case` its capitals are kept. Raises PhraseError."""
    sequence = _Parser(phrase, lexicon, case).parse()
    opening = "" if _edge(sequence, 0) else r"(?<!\w)"
    closing = "" if _edge(sequence, -1) else r"(?!\w)"
    requirements = sorted(_requirements(sequence), key=cheapest)
    return Compiled(opening + _pattern(sequence) + closing, tuple(requirements))


def cheapest(requirement: Requirement) -> tuple[float, list[str]]:
    """Sorts requirements: first the one whose words are rarest together."""
    return sum(commonness(word) for word in requirement), sorted(requirement)


class _Parser:
    """Recursive descent over one phrase."""

    def __init__(self, phrase: str, lexicon: Lexicon, case: bool) -> None:
        self._text = fold(phrase).replace("...", "…").strip()
        self._lexicon = lexicon
        self._case = case
        self._at = 0
        self._depth = 0

    def parse(self) -> _Sequence:
        sequence = self._sequence()
        if self._at < len(self._text):
            other = "; alternatives stand in round brackets: (a|b)" if self._text[self._at] == "|" else ""
            self._fail(f"there is a “{self._text[self._at]}” without its “(”{other}")
        if not sequence or _nullable(sequence):
            self._fail("it would match nothing at all; at least one word must be required")
        self._check_gaps(sequence, inside=False)
        return sequence

    def _fail(self, message: str) -> NoReturn:
        raise PhraseError(f"in the phrase “{self._text}”: {message}")

    def _check_gaps(self, sequence: _Sequence, inside: bool) -> None:
        """Every gap lies between words that are never left out; behind brackets that end with one, more words follow."""
        held = True  # whether such words stand between the last gap and here
        led = False
        stretches = _stretches(sequence)
        for number, (nodes, spaced) in enumerate(stretches):
            if not isinstance(nodes[0], _Gap):
                led = led or not all(_may_be_empty(node) for node in nodes)
                held = held or led
                if number and not spaced and not (isinstance(nodes[0], _Literal) and not _is_word(nodes[0].text[0])):
                    self._fail("a gap (…) needs a space behind it")
                continue
            if not led:
                self._fail(_GAP_ALONE)
            led, held = False, inside and number + 1 == len(stretches)
        if not held:
            self._fail(_GAP_ALONE)

    def _sequence(self) -> _Sequence:
        items: list[_Item] = []
        spaced = False
        while self._at < len(self._text) and (sign := self._text[self._at]) not in "|)":
            if sign in " \n\t":
                self._check_blank()
                spaced = True
                self._at += 1
                continue
            items.append(_Item(self._node(sign), spaced and bool(items)))
            spaced = False
        return tuple(items)

    def _check_blank(self) -> None:
        """A blank at the end of an alternative would be left out; whoever wrote it there expected it to count."""
        before, after = self._text[self._at - 1 : self._at], self._text[self._at + 1 : self._at + 2]
        if before in ("(", "|") or after in ("|", ")"):
            near = self._text[max(0, self._at - 8) : self._at + 2]
            self._fail(f"in “{near}”, a blank stands beside a bracket or a |; put it outside the brackets")

    def _node(self, sign: str) -> _Node:
        if sign == "(":
            return self._group()
        if sign == "{":
            return self._inflected()
        if sign == "@":
            return self._set()
        if sign == "…":
            return _Gap(
                int(self._take(r"…(\d{1,2})(?!\d)", "a gap needs a number of words, 99 at most, as in “…3”")[1])
            )
        if sign == "#":
            return self._number()
        if sign == "}":
            self._fail("there is a “}” without its “{”")
        return self._literal()

    def _take(self, pattern: str, problem: str) -> "regex.Match[str]":
        found = regex.compile(pattern).match(self._text, self._at)
        if not found:
            self._fail(problem)
        self._at = found.end()
        return found

    def _number(self) -> _Number:
        found = self._take(
            r"#(?:([<>]=?)(\d{1,9}))?(?![<>=\d])", "write “#” for any number, or compare it, as in “#<18”"
        )
        number = _Number(found[1] or "", int(found[2] or 0))
        if number.bound > _MAX_NUMBER:
            self._fail(f"a number is compared with {_MAX_NUMBER} at most")
        if number.sign == "<" and not number.bound:
            self._fail("no number is below 0")
        return number

    def _group(self) -> _Node:
        start = self._at
        self._at += 1
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            self._fail(f"brackets are nested more than {_MAX_DEPTH} deep")
        alternatives = [self._sequence()]
        while self._at < len(self._text) and self._text[self._at] == "|":
            self._at += 1
            alternatives.append(self._sequence())
        if self._at >= len(self._text):
            self._at = start
            self._fail("a “(” is never closed")
        self._at += 1
        self._depth -= 1
        if len(alternatives) == 1 and len(alternatives[0]) == 1:
            return alternatives[0][0].node  # brackets around one thing say nothing more
        if not any(alternatives):
            self._fail("there is nothing between a “(” and its “)”")
        for sequence in alternatives:
            self._check_gaps(sequence, inside=True)
        return _Group(tuple(alternatives))

    def _inflected(self) -> _Words:
        found = self._take(
            r"\{([^{}:]+)(?::([^{}]*))?\}", "a “{” needs a word and a “}”, as in “{commit}” or “{claim:verb}”"
        )
        words, part = " ".join(found[1].split()).lower(), (found[2] or "").strip()
        if "|" in words or "," in words:
            self._fail("braces hold one word; alternatives stand in round brackets, as in “({kill}|{murder})”")
        if not words:
            self._fail("a “{” needs a word, as in “{commit}”")
        if part and part not in PARTS:
            self._fail(f"“{part}” is no part of speech; write {', '.join(PARTS)}")
        if " " in words and not part:
            self._fail(f"“{{{words}}}” has several words; say which part of speech, as in “{{{words}:verb}}”")
        from ethicslint.lexicon.inflection import inflect
        from ethicslint.lexicon.lemmas import slip

        parts = words.split()
        if fault := slip(parts[changing(parts, part)], part):
            self._fail(fault)

        return _Words(_longest_first(forms_of(words, part) if part else inflect(words)))

    def _set(self) -> _Node:
        name = self._take(r"@([A-Za-z]\w*(?:-[A-Za-z0-9]\w*)*)", "an “@” needs the name of a vocabulary set")[1]
        if name != name.lower():
            self._fail(f"“@{name}” is written in small letters: “@{name.lower()}”")
        if name == "name":
            return _Name()
        try:
            return _Words(self._lexicon[name].words)
        except KeyError as error:
            self._fail(str(error.args[0]))

    def _literal(self) -> _Literal:
        letters: list[str] = []
        while self._at < len(self._text):
            letter = self._text[self._at]
            if letter == "\\":
                self._at += 1
                if self._at == len(self._text):
                    self._fail("a “\\” at the end stands before no sign")
                letter = self._text[self._at]
                if letter == "|":
                    self._fail("write | without the backslash")
            elif letter in _SIGNS:
                break
            letters.append(letter)
            self._at += 1
        text = "".join(letters)
        if "-" in text and text.lower() in self._lexicon.names():
            self._fail(f"“{text}” is the name of a vocabulary set; write “@{text.lower()}”")
        if _WILDCARD.search(text):
            self._fail(f"in “{text}”, the * finds only a star; write “{{commit}}” for every form, or “(a|b)”")
        return _Literal(text if self._case else text.lower())


def _longest_first(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(forms), key=lambda form: (-len(form), form)))


def _stretches(sequence: _Sequence) -> list[_Stretch]:
    stretches: list[_Stretch] = []
    for node, spaced in sequence:
        joins = stretches and not spaced and not isinstance(node, _Gap) and not isinstance(stretches[-1].nodes[0], _Gap)
        if joins:
            stretches[-1].nodes.append(node)
        else:
            stretches.append(_Stretch([node], spaced))
    return stretches


def _nullable(sequence: _Sequence) -> bool:
    return all(_may_be_empty(item.node) for item in sequence)


def _may_be_empty(node: _Node) -> bool:
    if isinstance(node, _Group):
        return any(_nullable(sequence) for sequence in node.alternatives)
    return isinstance(node, _Gap)


def _edge(sequence: _Sequence, side: int) -> bool:
    """Whether a phrase begins (0) or ends (-1) with a sign of punctuation, where no word boundary is wanted."""
    node = sequence[side].node
    return isinstance(node, _Literal) and not _is_word(node.text[side])


def _is_word(letter: str) -> bool:
    return bool(regex.match(r"\w", letter))


# ---- to a regular expression


def _pattern(sequence: _Sequence) -> str:
    """Matches all of a sequence; never nothing, and no blank at its ends."""
    stretches = _stretches(sequence)
    if _nullable(sequence):
        return _some([_stretch_pattern(nodes) for nodes, _ in stretches], SPACE)
    parts: list[str] = []
    led = False  # something that is never empty stands before, with no blank behind it
    for number, (nodes, _) in enumerate(stretches):
        if isinstance(nodes[0], _Gap):
            behind = _BETWEEN if number + 1 < len(stretches) and stretches[number + 1].spaced else ""
            parts.append(f"(?:{_BETWEEN}{_WORD}){{0,{nodes[0].words}}}?{behind}")
            led = False
            continue
        body = _stretch_pattern(nodes)
        if not all(_may_be_empty(node) for node in nodes):
            parts.append((SPACE if led else "") + body)
            led = True
        else:
            parts.append(f"(?:{SPACE}{body})?" if led else f"(?:{body}{SPACE})?")
    return "".join(parts)


def _stretch_pattern(nodes: list[_Node]) -> str:
    """What stands together; never nothing, even where each part may be missing."""
    parts = [_node_pattern(node) for node in nodes]
    if all(_may_be_empty(node) for node in nodes):
        return _some(parts, "")
    return "".join(f"{part}?" if _may_be_empty(node) else part for part, node in zip(parts, nodes, strict=True))


def _some(parts: list[str], between: str) -> str:
    """One at least of several parts, in their order."""
    rests = [f"(?:{between}{part})?" for part in parts]
    ways = [part + "".join(rests[number:]) for number, part in enumerate(parts, start=1)]
    return ways[0] if len(ways) == 1 else _either(ways)


def _node_pattern(node: _Node) -> str:
    if isinstance(node, _Literal):
        return spelt(node.text)
    if isinstance(node, _Words):
        return any_of(node.forms)
    if isinstance(node, _Number):
        return _number_pattern(node)
    if isinstance(node, _Name):
        return _NAME
    assert isinstance(node, _Group)
    plain = [_simple(sequence) for sequence in node.alternatives if sequence]
    if all(plain):
        return any_of(form for form in plain if form)
    return _either(_pattern(sequence) for sequence in node.alternatives if sequence)


def _either(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns)})"


def _number_pattern(node: _Number) -> str:
    figures = r"(?<!\d[.,])(?:\d{1,3}(?:,\d{3})+|\d+)"
    if not node.sign:
        ten, unit, small = (_either(sorted(words, key=len, reverse=True)) for words in (_TENS, _SMALL[1:10], _SMALL))
        return _either([rf"{figures}(?:\.\d+)?", f"{ten}(?:[- \n]{unit})?", small])
    holds: dict[str, Callable[[int], bool]] = {
        "<": lambda value: value < node.bound,
        "<=": lambda value: value <= node.bound,
        ">": lambda value: value > node.bound,
        ">=": lambda value: value >= node.bound,
    }
    test = holds[node.sign]
    if node.sign[0] == "<":
        small = "|".join(str(value) for value in range(_MAX_NUMBER, -1, -1) if test(value))
        return _either([rf"(?<!\d[.,])(?:{small})(?![\d,]*\d)", *_spelt(test)])
    smaller = "|".join(str(value) for value in range(_MAX_NUMBER, -1, -1) if not test(value))
    return _either([rf"(?!(?:{smaller or '(?!)'})(?![\d,]*\d)){figures}", *_spelt(test)])


def _spelt(test: Callable[[int], bool]) -> list[str]:
    """Numbers in words up to ninety-nine, longest first; none that is only a part of a number, as “one” in “twenty-one”."""
    ten, unit = _either(_TENS), _either(_SMALL[1:10])
    behind = rf"(?<!\b(?:{ten}[- ]|(?:hundred|thousand|million)[ ](?:and[ ])?))"
    words = dict(enumerate(_SMALL))
    for number, word in enumerate(_TENS, start=2):
        words[number * 10] = word
        for one in range(1, 10):
            words[number * 10 + one] = f"{word}-{_SMALL[one]}"
    written = sorted((word for value, word in words.items() if test(value)), key=lambda word: (-len(word), word))
    return [behind + spelt(word) + (rf"(?![- ]{unit}\b)" if word in _TENS else "") for word in written]


# ---- to the words it cannot do without


def _requirements(sequence: _Sequence) -> list[Requirement]:
    """For every stretch without a space, the words of which one must be there, where that can be said."""
    found: list[Requirement] = []
    for nodes, _ in _stretches(sequence):
        if len(nodes) == 1 and isinstance(nodes[0], _Group):
            choices = [_requirements(alternative) for alternative in nodes[0].alternatives]
            if all(choices):
                found.append(frozenset().union(*(min(choice, key=cheapest) for choice in choices)))
        else:
            found.extend(_spelt_requirements(nodes))
    return found


def _spelt_requirements(stretch: list[_Node]) -> list[Requirement]:
    spellings = _spellings(stretch)
    words = [
        [word for word in regex.findall(r"[\w\0]+", spelling.lower()) if _UNKNOWN not in word] for spelling in spellings
    ]
    if len(words) == 1:
        return [frozenset((word,)) for word in words[0]]
    if not all(words):
        return []
    return [frozenset(min(one, key=lambda word: (commonness(word), word)) for one in words)]


def _spellings(stretch: list[_Node]) -> list[str]:
    choices: list[list[str]] = []
    total = 1
    for node in stretch:
        choice = [_UNKNOWN]
        if isinstance(node, _Literal):
            choice = [node.text]
        elif isinstance(node, _Words):
            choice = list(node.forms)
        elif isinstance(node, _Group):
            inner = [_simple(alternative) for alternative in node.alternatives]
            if all(spelling is not None for spelling in inner):
                choice = [spelling for spelling in inner if spelling is not None]
        if len(stretch) > 1 and total * len(choice) > _MAX_SPELLINGS:
            choice = [_UNKNOWN]
        total *= len(choice)
        choices.append(choice)
    return ["".join(spelling) for spelling in product(*choices)]


def _simple(alternative: _Sequence) -> str | None:
    """An alternative that is plain words, as text."""
    if not all(isinstance(item.node, _Literal) for item in alternative):
        return None
    return "".join(
        (" " if item.spaced else "") + item.node.text for item in alternative if isinstance(item.node, _Literal)
    )
