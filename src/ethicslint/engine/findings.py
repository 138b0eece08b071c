"""Hits put into words: from the place where a rule fired to all that is said about it.

Knows levels, messages, advice, related places and edits. Knows nothing of how a hit is found, so that hits which were kept from
an earlier run read as they did then.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from ethicslint.analysis.kinds import CONFIDENCES, KINDS, SHOWN
from ethicslint.engine.compiled import Compiled
from ethicslint.engine.finding import Edit, Finding, Place, Related
from ethicslint.engine.levels import level_of
from ethicslint.engine.passages import once
from ethicslint.rulebook.model import UNFIXABLE, WORDLESS, Advice, Citation, Rule
from ethicslint.text.declared import NOTHING, Declared
from ethicslint.text.document import HEADLINES, Block, Document

if TYPE_CHECKING:  # imported when a rule that fired has a fix
    from ethicslint.engine.edits import Words

WHOLE: Final = -1
"""The block of a hit that is about the whole document."""

_KINDS: Final = tuple(KINDS)
_LONGEST_QUOTE: Final = 80


class Hit(NamedTuple):
    """Where a rule fired: its number, and code points of the text of a block. No word of the article, numbers alone.

    `term` is the number of the rule's term, -1 for the rule itself. `fixable`: an edit would touch the author's words only.
    `confidence` is a number in CONFIDENCES, `kind` that of the kind of fact that it rests on, -1 for none; `evidence`
    are block, start and end of what else shows that fact.
    """

    rule: int
    block: int
    start: int
    end: int
    term: int
    quoted: bool = False
    fixable: bool = False
    confidence: int = len(CONFIDENCES) - 1
    kind: int = -1
    evidence: tuple[tuple[int, int, int], ...] = ()


def findings(
    document: Document,
    compiled: Compiled,
    hits: Iterable[Hit],
    *,
    levels: Mapping[int, str] | None = None,
    least: str = "medium",
    defaults: Declared = NOTHING,
) -> list[Finding]:
    """What is said of each hit, sorted, and of one passage once; hits whose level comes down to nothing are dropped.

    `levels` are levels by number of the rule, in the place of those that rules state; `least` is the confidence below which
    nothing is said; `defaults` hold for what the article does not declare itself.
    """
    writer = _Writer(document, compiled, levels or {}, least, document.declared.over(defaults))
    return once([finding for hit in hits if (finding := writer.finding(hit))])


def words_of(rule: Rule, block: Block, start: int, end: int) -> "Words | None":
    """What the fix of a rule makes of a match in a block, if it has one."""
    if rule.fix is None or rule.family in UNFIXABLE:
        return None
    from ethicslint.engine.edits import edit

    return edit(rule.fix, block.folded, start, end)


class _Writer:
    """One article and its rules."""

    def __init__(
        self, document: Document, compiled: Compiled, levels: Mapping[int, str], least: str, declared: Declared
    ) -> None:
        self._document = document
        self._compiled = compiled
        self._levels = levels
        self._least = least
        self._declared = declared
        self._blocks = document.blocks

    def finding(self, hit: Hit) -> Finding | None:
        rule = self._compiled.rule(hit.rule)
        return self._of_document(rule, hit) if hit.block == WHOLE else self._of_words(rule, hit)

    def _of_document(self, rule: Rule, hit: Hit) -> Finding:
        """A finding without words where the title or the first block begins."""
        place = self._place(self._blocks[0].span(0, 0).start)
        level = level_of(self._levels.get(hit.rule, rule.level), rule.family, "document", "author")
        assert level is not None
        return Finding(
            path=self._document.source.path,
            start=place,
            end=place,
            rule=rule.id,
            family=rule.family,
            level=level,
            confidence=CONFIDENCES[-1],
            message=rule.message,
            discreet=rule.message,
            match="",
            voice="author",
            place="document",
            instead=(*rule.instead, *self._helplines(rule)),
            leave_if=rule.leave_if,
            why=rule.why,
            sources=self._citations(rule),
            related=(),
            fix=None,
        )

    def _of_words(self, rule: Rule, hit: Hit) -> Finding | None:
        block = self._blocks[hit.block]
        voice = "quoted" if hit.quoted else "author"
        term = rule.terms[hit.term] if hit.term >= 0 else None
        stated = rule.headline_level if block.place in HEADLINES else rule.level
        confidence = CONFIDENCES[hit.confidence]
        stated = self._levels.get(hit.rule) or (term.level if term and term.level else stated)
        level = level_of(stated, rule.family, block.place, voice, confidence, rule.keeps_level, self._least)
        if level is None:
            return None
        message = term.message if term and term.message else rule.message
        advice = term.instead if term and term.instead else rule.instead
        span = block.span(hit.start, hit.end)
        wordless = rule.family in WORDLESS
        return Finding(
            path=self._document.source.path,
            start=self._place(span.start),
            end=self._place(span.end),
            rule=rule.id,
            family=rule.family,
            level=level,
            confidence=confidence,
            message=message.replace("{match}", _shortened(block.text[hit.start : hit.end])),
            discreet=message.replace("{match}", "…"),
            match="" if wordless else self._document.source.text[span.start : span.end],
            voice=voice,
            place=block.place,
            # Nobody's words are changed for them; the choice is to use them or not.
            instead=() if hit.quoted else advice,
            leave_if=rule.leave_if,
            why=term.why if term and term.why else rule.why,
            sources=self._citations(rule),
            related=tuple(self._related(hit, wordless)),
            fix=self._fix(rule, hit) if hit.fixable else None,
        )

    def _related(self, hit: Hit, wordless: bool) -> Iterator[Related]:
        """Where else the article shows what a finding rests on."""
        for number, start, end in hit.evidence:
            block = self._blocks[number]
            span = block.span(start, end)
            what = SHOWN[_KINDS[hit.kind]]
            shown = what if wordless else f"{what}: “{_shortened(block.text[start:end])}”"
            yield Related(self._place(span.start), self._place(span.end), shown)

    def _fix(self, rule: Rule, hit: Hit) -> Edit | None:
        """An edit of the words, only where no markup stands between them."""
        block = self._blocks[hit.block]
        found = words_of(rule, block, hit.start, hit.end)
        if found is None or rule.fix is None:
            return None
        span = block.span(found.start, found.end)
        if self._document.source.text[span.start : span.end] != block.text[found.start : found.end]:
            return None
        return Edit(self._place(span.start), self._place(span.end), found.text, rule.fix.safe)

    def _helplines(self, rule: Rule) -> Iterator[Advice]:
        """The services that an article for these readers, on these topics, can name."""
        if rule.absent is None or not rule.absent.helplines or not self._declared.jurisdiction:
            return
        from ethicslint.analysis.topics import topics_of
        from ethicslint.rulebook.helplines import offered

        about = topics_of(self._blocks, self._compiled.evidence)
        found = offered(self._compiled.helplines(), self._declared.jurisdiction, about)
        yield from (Advice("general", str(one)) for one in found)

    def _citations(self, rule: Rule) -> tuple[Citation, ...]:
        return tuple(entry for name in rule.sources if (entry := self._compiled.citation(name)))

    def _place(self, offset: int) -> Place:
        position = self._document.source.position(offset)
        return Place(position.line, position.column, offset)


def _shortened(words: str) -> str:
    """Words of an article for a message: one line, and no longer than a message can bear."""
    words = words.replace("\n", " ")
    return words if len(words) <= _LONGEST_QUOTE else f"{words[: _LONGEST_QUOTE // 2]}…{words[-_LONGEST_QUOTE // 4 :]}"
