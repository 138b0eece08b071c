"""The index of words loses nothing, and nothing but article and rules decides what is found.

The oracle is the plain loop: every search on every sentence (`exhaustive=True`).
"""

import json
from functools import cache
from random import Random

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ethicslint.engine import prefilter
from ethicslint.engine.compiled import Compiled
from ethicslint.engine.finding import Finding
from ethicslint.engine.lint import hits, lint
from ethicslint.errors import Problem
from ethicslint.lexicon.words import Lexicon, WordSet
from ethicslint.nodes import parse
from ethicslint.project.rulecache import rules
from ethicslint.rulebook.model import Rule, Rulebook
from ethicslint.rulebook.reader import Reader, Surroundings
from ethicslint.text.document import Document
from ethicslint.text.source import Source
from ethicslint.text.tokens import Tokens

# Letters that look, count or fold like others, and signs that stand unseen inside or between words.
ODD = {
    "s": "ſ",
    "k": "\u212a",
    "i": "ıİ",
    "e": "ée\u0301",
    "a": "ａ",
    "o": "ο",
    "'": "’ʼ",
    "-": "‑–",
    " ": "\xa0\n\t",
    "2": "²",
}
BETWEEN = ("\xad", "\u200b", "\u0301", "🕊", "ß", "²", "\ufffc", "*", "_", "İ", "&shy;", "&nbsp;", " ", "`", "\\")


def read(text: str, path: str = "a.md") -> Document:
    return Document.read(Source(text, path))


def both(text: str, compiled: Compiled, path: str = "a.md") -> list[Finding]:
    document = read(text, path)
    found = lint(document, compiled)
    assert found == lint(document, compiled, exhaustive=True), text
    return found


@cache
def built_in() -> Compiled:
    return rules()


@cache
def samples() -> list[str]:
    """Every example of every built-in rule."""
    book = built_in().book()
    return [example.text for rule in book.rules.values() for example in (*rule.bad, *rule.good)]


@cache
def vocabulary() -> list[str]:
    """The words that the index of the built-in rules knows, and those of their examples."""
    known = set(built_in().prefilter._index.words)
    return sorted(known | {word for text in samples() for word in text.split()})


# ---- the prefilter changes nothing


def test_all_examples_as_one_article() -> None:
    """Every rule has something to find here; one in sixteen is looked for in every sentence."""
    compiled = built_in()
    document = read("\n\n".join(samples()))
    found = lint(document, compiled)
    assert (
        len({one.rule for one in found}) > len(compiled.ids) * 0.7
    )  # others are excused by what the whole article tells
    chosen = frozenset(range(0, len(compiled.ids), 16))
    assert lint(document, compiled, chosen, exhaustive=True) == lint(document, compiled, chosen)


def test_the_examples_of_every_rule() -> None:
    compiled = built_in()
    for number in range(len(compiled.ids)):
        rule = compiled.rule(number)
        for one in (*rule.bad, *rule.good):
            document = read(one.text)
            assert lint(document, compiled, {number}) == lint(document, compiled, {number}, exhaustive=True)


@st.composite
def dressed(draw: st.DrawFn, text: str) -> str:
    """A text in which some letters are others that look or fold alike, and something odd stands between some."""
    random = Random(draw(st.integers(0, 2**32)))
    rate = draw(st.sampled_from([0, 0.02, 0.2]))
    letters = []
    for letter in text:
        if letter.lower() in ODD and random.random() < rate:
            letter = random.choice(ODD[letter.lower()])
        if random.random() < rate / 10:
            letter += random.choice(BETWEEN)
        letters.append(letter)
    return "".join(letters)


@st.composite
def articles(draw: st.DrawFn) -> str:
    """Examples and words of the rules, in any order and dress."""
    random = Random(draw(st.integers(0, 2**32)))
    parts = []
    for _ in range(draw(st.integers(1, 6))):
        if random.random() < 0.6:
            parts.append(random.choice(samples()))
        else:
            parts.append(" ".join(random.choices(vocabulary(), k=random.randint(1, 30))))
    return draw(dressed(random.choice(["\n\n", ". ", " ", "\n", ", ", "\r\n\r\n"]).join(parts)))


@settings(max_examples=60)
@given(articles(), st.sampled_from(["a.md", "a.txt"]))
@example("The jury found him ınnocent", "a.md")
@example('---\ntitle: "a\\0b"\n---\nThe jury found him innocent.', "a.md")
@example("The jury found him inno\xadcent. He committed ſuicide.", "a.md")
def test_whatever_the_article_the_prefilter_changes_nothing(text: str, path: str) -> None:
    both(text, built_in(), path)


LEXICON = Lexicon([WordSet("set", "", ("kill off", "kiss-and-tell", "risk", "été"))])
WORDS = ("kiss", "risk", "it's", "co-op", "été", "strasse", "straße", "2", "²", "a", "i", "_x", "x_", "risks", "ab")
SIGNS = ("(kiss|risk)", "(a|i) …2 risk", "@set", "{kiss}", "#", "#>1", "@name", "(co|)(-|)op")
OPTIONAL = tuple(f"({word}|)" for word in WORDS[:6])
PHRASES = st.lists(st.sampled_from([*WORDS, *OPTIONAL, *SIGNS]), min_size=1, max_size=3).map(" ".join)
PATTERNS = st.sampled_from(
    [
        r"\bkis+s\b",
        "risk(?:s|y)?",
        "[a-z]+sk",
        r"\p{Lu}{2,}",
        "(?:kiss|risk) ?it",
        "kiss$",
        "^risk",
        "(?<=a )kiss",
        "ïss|risk",
        r"\w+risks?",
        "(?:risk){e<=1}",
    ]
)


@st.composite
def matches(draw: st.DrawFn) -> dict[str, object]:
    """What may stand below `match`, with what excuses, swallows and joins."""
    match: dict[str, object] = {"phrase": draw(st.lists(PHRASES, min_size=1, max_size=2))}
    if draw(st.booleans()):
        match["pattern"] = draw(PATTERNS)
    if draw(st.booleans()):
        match["except"] = [draw(PHRASES)]
    if draw(st.booleans()):
        match["unless"] = {
            "any": [draw(PHRASES)],
            "within": draw(st.sampled_from(["sentence", "paragraph", "document"])),
        }
    if draw(st.booleans()):
        match["case"] = "true"
    if draw(st.booleans()):
        match["any"] = [{"pattern": draw(PATTERNS), "not": draw(PHRASES)}]
    return match


def rule(name: str, match: dict[str, object]) -> Rule | None:
    """A rule with this `match`, None if the loader would refuse it."""
    whole = {
        "title": "A title",
        "level": "warning",
        "message": "“{match}”",
        "why": "A reason.",
        "match": match,
        "sources": ["house"],
        "bad": ["[[one]]"],
        "good": ["two"],
        "since": "0.1",
    }
    problems: list[Problem] = []
    root = parse(json.dumps(whole, ensure_ascii=False))
    assert root is not None
    made = Reader("sample.yaml", name, Surroundings(LEXICON, {}, [], problems)).rule(root)
    return None if problems else made


TEXTS = st.lists(
    st.sampled_from([*WORDS, "Kiss", "RISK", "kill", "off", "Ann", "seventeen", "1,200", "x.", "asterisks"]),
    max_size=12,
)


@settings(max_examples=60)
@given(st.lists(matches(), min_size=1, max_size=4), TEXTS, st.data())
def test_whatever_the_rules_the_prefilter_changes_nothing(
    found: list[dict[str, object]], words: list[str], data: st.DataObject
) -> None:
    made = [one for number, match in enumerate(found) if (one := rule(f"agency/r{number}", match))]
    compiled = Compiled.of(Rulebook({one.id: one for one in made}, {}, {}, {}, {}))
    text = data.draw(dressed(data.draw(st.sampled_from([" ", ". ", "\n\n", "-"])).join(words)))
    both(text, compiled)


# ---- words


@given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), min_size=1, max_size=4))
@example(["ſKİı", "İ²ß_x", "a\u0301b", "ＡＢ", "1⁄2 ½", "don’t"])
def test_words_are_what_the_patterns_take_for_words(texts: list[str]) -> None:
    tokens = Tokens(texts)
    expected = [regex.findall(r"\w+", prefilter_text) for prefilter_text in (folded(text) for text in texts)]
    assert tokens.parts == expected
    assert tokens.every == {word for part in expected for word in part}


def folded(text: str) -> str:
    from ethicslint.text.normal import fold

    return fold(text).lower()


def test_many_different_signs_take_no_longer_than_one() -> None:
    text = "".join(chr(point) for point in range(0x2000, 0x30000) if not 0xD800 <= point < 0xE000)
    assert "fi" not in Tokens([text]).every


# ---- nothing else decides


def keys(found: list[Finding]) -> list[tuple[object, ...]]:
    return [(*one.order(), one.level, one.message, one.match, one.voice) for one in found]


def some(number: int) -> list[str]:
    random = Random(number)
    return ["\n\n".join(random.sample(samples(), 12)) for _ in range(4)]


def test_the_order_of_rules_does_not_matter() -> None:
    book = built_in().book()
    expected = [keys(lint(read(text), built_in())) for text in some(1)]
    names = list(book.rules)
    Random(1).shuffle(names)
    shuffled = Compiled.of(book._replace(rules={name: book.rules[name] for name in names}))
    assert [keys(lint(read(text), shuffled)) for text in some(1)] == expected


def test_a_rule_finds_the_same_alone_as_among_others() -> None:
    """What a choice of rules hits is what all of them hit, less the others; of one passage they then speak once."""
    compiled = built_in()
    for number, text in enumerate(some(2)):
        whole = hits(read(text), compiled)
        for chosen in ({number}, set(Random(number).sample(range(len(compiled.ids)), 60)), set()):
            assert sorted(hits(read(text), compiled, chosen)) == sorted([one for one in whole if one.rule in chosen])
    for number in range(0, len(compiled.ids), 7):
        found = [one for text in some(3) for one in hits(read(text), compiled, frozenset({number}))]
        assert found == [one for text in some(3) for one in hits(read(text), compiled) if one.rule == number]


def test_what_was_linted_before_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    """The memory of the prefilter, full or overflowing, changes nothing."""
    texts = [*some(4), "", "x"]
    data = built_in().to_bytes()
    expected = {text: keys(lint(read(text), Compiled.from_bytes(data))) for text in texts}
    for memory in (500_000, 3):
        monkeypatch.setattr(prefilter, "_MEMORY", memory)
        compiled = Compiled.from_bytes(data)
        for text in (*texts, *reversed(texts), *texts[::2]):
            assert keys(lint(read(text), compiled)) == expected[text]


def test_linting_twice_changes_nothing_in_the_document() -> None:
    document = read(some(5)[0])
    assert lint(document, built_in()) == lint(document, built_in())


def test_kept_rules_find_what_fresh_rules_find() -> None:
    fresh = Compiled.of(built_in().book())
    for text in some(6):
        found = keys(lint(read(text), fresh))
        assert keys(lint(read(text), Compiled.from_bytes(fresh.to_bytes()))) == found
    assert fresh.learnt
