"""One block as the rules see it, wherever it stands; and what of it is known from the last version of an article.

Knows what depends on a block's own words alone, and what the blocks of two versions have in common: an edit in an editor changes
one of them. Knows nothing of how it is told what counts.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar, cast

from ethicslint.analysis.memory import Once, Row, Table, ends
from ethicslint.analysis.topics import Evidence, Shown, shown
from ethicslint.engine.combine import TIME_LIMIT
from ethicslint.engine.compiled import Compiled
from ethicslint.engine.cover import Cover
from ethicslint.engine.findings import Hit
from ethicslint.rulebook.model import Wanted
from ethicslint.text.document import Block
from ethicslint.text.normal import LEFT_OUT
from ethicslint.text.origin import Span
from ethicslint.text.tokens import Tokens

if TYPE_CHECKING:  # the analyses are imported when the first text needs them
    from ethicslint.analysis.fact import Fact
    from ethicslint.analysis.facts import Kept
    from ethicslint.analysis.heard import Heard

_APART: Final = f" {LEFT_OUT} "

Answer = TypeVar("Answer")


class Found(NamedTuple):
    """Words of a block that a rule looks for: code points of its folded text, with the sentence around them.

    `search` is the number of the search that found them, `fact` the fact that they rest on, if it was one.
    """

    rule: int
    start: int
    end: int
    term: int
    sentence: Span
    search: int
    fact: "Fact | None" = None


class Match(NamedTuple):
    """What a search found, with the number of its block: see `Found`."""

    block: int
    rule: int
    start: int
    end: int
    term: int
    sentence: Span
    search: int
    fact: "Fact | None" = None


class Counting(NamedTuple):
    """A match that counts, and the hit that it becomes unless the rest of the article excuses it."""

    match: Match
    hit: Hit


class Looked(NamedTuple):
    """What was found in the words of a block, and by kind the searches that ask for facts there."""

    found: list[Found]
    asking: dict[str, list[int]]


class Seen:
    """What the words of one block show. Patterns may run out of time: TimeoutError."""

    def __init__(self, block: Block, words: list[str], compiled: Compiled) -> None:
        self.place, self.text, self.words = block.place, block.text, words
        self._block = block
        self._compiled = compiled
        self._once: dict[Hashable, object] = {}

    @property
    def folded(self) -> str:
        return self._block.folded

    @Once
    def sentences(self) -> list[Span]:
        from ethicslint.analysis.sentences import sentences

        return [Span(*one) for one in sentences(self.text)]

    @Once
    def length(self) -> int:
        """In words, as writers count them."""
        return len(self.text.split())

    @Once
    def whole(self) -> str:
        """The folded text with its sentences kept apart, so that no phrase reaches from one into the next."""
        return _APART.join([self.folded[start:end] for start, end in self.sentences])

    def evidence(self, known: Evidence) -> Shown:
        """What it shows of what the article is about."""
        return self.once("evidence", lambda: shown(self.words, known))

    def once(self, key: Hashable, answer: Callable[[], Answer]) -> Answer:
        """The answer that `answer` gave when it was first asked for by this key."""
        if key not in self._once:
            self._once[key] = answer()
        return cast(Answer, self._once[key])

    def holds(self, source: str) -> bool:
        """Whether a pattern is found in one of its sentences."""
        pattern = self._compiled.pattern(source)
        return self.once(("holds", source), lambda: pattern.search(self.whole, timeout=TIME_LIMIT) is not None)

    def shows(self, source: str) -> bool:
        """Whether a pattern is found in it, in one sentence or across several."""
        pattern = self._compiled.pattern(source)
        return self.once(("shows", source), lambda: pattern.search(self.folded, timeout=TIME_LIMIT) is not None)

    def holds_in(self, source: str, sentence: Span) -> bool:
        """Whether a pattern is found in one sentence."""
        pattern = self._compiled.pattern(source)
        return self.once(
            ("holds", source, sentence.start),
            lambda: pattern.search(self.folded[slice(*sentence)], timeout=TIME_LIMIT) is not None,
        )

    def covered(self, source: str) -> Cover:
        """Where the finds of a pattern stand, those that overlap as well."""
        return self.once(("covered", source), lambda: Cover(self._finds(source)))

    def _finds(self, source: str) -> Iterator[Span]:
        pattern, folded = self._compiled.pattern(source), self.folded
        for start, end in self.sentences:
            for found in pattern.finditer(folded[start:end], overlapped=True):
                yield Span(start + found.start(), start + found.end())

    def times(self, source: str) -> int:
        """How often a pattern is found in its sentences."""
        pattern = self._compiled.pattern(source)
        return self.once(
            ("times", source),
            lambda: sum(
                [
                    sum(1 for _ in pattern.finditer(self.folded[start:end], timeout=TIME_LIMIT))
                    for start, end in self.sentences
                ]
            ),
        )


class Memory:
    """The blocks of the last version of an article, and what the rules saw in them: for the next version, and no longer.

    Whoever has an article in hand gives the same one for every version. The findings are the same with it and without.
    """

    def __init__(self) -> None:
        self._forget(None)

    def _forget(self, compiled: Compiled | None) -> None:
        """Begin anew, with these rules."""
        self._compiled = compiled
        self._asked: object = None
        self._keys: list[tuple[str, str]] = []
        self._blocks: list[Seen] = []
        self._kept: Kept | None = None
        self.looked: Row[Seen, Looked] = Row()
        self.in_facts: dict[str, Table[list[Found]]] = {}
        self._counted: dict[int, Table[list[Counting]]] = {}
        self.shows: dict[Wanted, Table[bool]] = {}
        self.holding: dict[str, Row[Seen, bool]] = {}
        self.showing: dict[str, Row[Seen, bool]] = {}
        self.having: dict[frozenset[str], Row[Seen, bool]] = {}
        self.times: dict[str, Row[Seen, int]] = {}
        self.heard: dict[str, Table[Heard]] = {}
        self.shown: Row[Seen, tuple[str, Shown]] = Row()
        self.lengths: Row[Seen, int] = Row()

    def blocks(self, blocks: Sequence[Block], compiled: Compiled) -> list[Seen]:
        """What is known of the blocks of the next version; all others are forgotten."""
        if compiled is not self._compiled:
            self._forget(compiled)
        keys = [(one.place, one.text) for one in blocks]
        first, last = ends(self._keys, keys)
        before, stop = len(self._keys) - last, len(keys) - last
        known = dict(zip(self._keys[first:before], self._blocks[first:before], strict=True))
        found = [known.pop(key, None) for key in keys[first:stop]]
        new = [block for block, one in zip(blocks[first:stop], found, strict=True) if one is None]
        tokens = Tokens([block.text for block in new])
        compiled.prefilter.learn(tokens.every)
        made = iter([Seen(block, words, compiled) for block, words in zip(new, tokens.parts, strict=True)])
        self._blocks = [*self._blocks[:first], *(one or next(made) for one in found), *self._blocks[before:]]
        self._keys = keys
        return self._blocks

    def asked(self, asked: object) -> None:
        """Forget what was found if something else is asked for than the last time."""
        if asked != self._asked:
            self._asked, self.looked, self.in_facts = asked, Row(), {}
            self._counted = {}

    def counted(self, columns: int) -> "Table[list[Counting]]":
        """What counted in each block, where finds stood in so many columns."""
        return self._counted.setdefault(columns, Table())

    @property
    def kept(self) -> "Kept":
        """What the analyses keep."""
        if self._kept is None:
            from ethicslint.analysis.facts import Kept

            self._kept = Kept()
        return self._kept
