"""What an article is about, by evidence words.

Knows how much evidence shows a topic, and that a phrase stands within one block. Does not know the words: vocabulary sets named
`topic-…` hold them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import regex

from ethicslint.text.document import HEADLINES, Block
from ethicslint.text.tokens import Tokens

Evidence = Mapping[str, Sequence[tuple[str, tuple[str, ...]]]]
"""By a word: the topics that it shows, each with the words of the phrase that it must stand in; none if the word is enough."""

Shown = frozenset[tuple[str, tuple[str, ...]]]
"""What a block shows: topics, each with the word or phrase that shows it."""

_NOTHING: Final[Shown] = frozenset()
_SHORT: Final = 100  # words; in a text this short one piece of evidence is enough
_ENOUGH: Final = 2


def evidence(sets: Mapping[str, Sequence[str]]) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """The words and phrases of each topic, by the rarest of their words."""
    from ethicslint.lexicon.frequency import commonness

    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for topic, phrases in sets.items():
        for parts in {tuple(regex.findall(r"\w+", phrase)) for phrase in phrases}:
            found.setdefault(min(parts, key=commonness), []).append((topic, parts if len(parts) > 1 else ()))
    return {word: tuple(sorted(shown)) for word, shown in found.items()}


def shown(words: Sequence[str], known: Evidence) -> Shown:
    """The evidence in a block that has these words in this order."""
    telling = [word for word in set(words) if word in known]
    if not telling:
        return _NOTHING
    running = f" {' '.join(words)} "
    return frozenset(
        (topic, phrase or (word,))
        for word in telling
        for topic, phrase in known[word]
        if not phrase or f" {' '.join(phrase)} " in running
    )


def topics(blocks: Iterable[tuple[str, Shown]], length: int) -> frozenset[str]:
    """The topics of an article of `length` words whose blocks, each with its place, show this: those with two different pieces
    of evidence anywhere, or one in a headline, or one in a short text.
    """
    anywhere: set[tuple[str, tuple[str, ...]]] = set()
    loud: set[str] = set()
    for place, own in blocks:
        if own:
            anywhere |= own
            if place in HEADLINES:
                loud.update([topic for topic, _ in own])
    enough = 1 if length <= _SHORT else _ENOUGH
    counts: dict[str, int] = {}
    for topic, _ in anywhere:
        counts[topic] = counts.get(topic, 0) + 1
    return frozenset(topic for topic, number in counts.items() if number >= enough or topic in loud)


def topics_of(blocks: Sequence[Block], known: Evidence) -> frozenset[str]:
    """The topics of an article by its blocks."""
    parts = Tokens([block.text for block in blocks]).parts
    own = [(block.place, shown(words, known)) for block, words in zip(blocks, parts, strict=True)]
    return topics(own, sum(map(len, parts)))
