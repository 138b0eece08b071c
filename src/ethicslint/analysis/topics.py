"""What an article is about, by evidence words.

Knows how much evidence shows a topic. Does not know the words: vocabulary sets named `topic-…` hold them.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import regex

from ethicslint.text.tokens import Tokens

Evidence = Mapping[str, Sequence[tuple[str, tuple[str, ...]]]]
"""By a word: the topics that it shows, each with the words of the phrase that it must stand in; none if the word is enough."""

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


def topics(article: Tokens, headlines: Tokens, known: Evidence) -> frozenset[str]:
    """The topics of an article: two different pieces of evidence anywhere, or one in a headline, or one in a short text."""
    anywhere = _counts(article, known)
    if not anywhere:
        return frozenset()
    loud = _counts(headlines, known)
    length = article.running().count(" ") - 1
    enough = 1 if length <= _SHORT else _ENOUGH
    return frozenset(topic for topic, number in anywhere.items() if number >= enough or topic in loud)


def _counts(text: Tokens, known: Evidence) -> dict[str, int]:
    """How many pieces of evidence there are for each topic."""
    counts: dict[str, int] = {}
    running = ""
    for word in text.every & known.keys():
        for topic, phrase in known[word]:
            if not text.every.issuperset(phrase):
                continue
            if phrase:
                running = running or text.running()
                if f" {' '.join(phrase)} " not in running:
                    continue
            counts[topic] = counts.get(topic, 0) + 1
    return counts
