"""The one shape of everything that the analyses see in an article. Knows nothing of how it is found."""

from typing import NamedTuple

from ethicslint.analysis.saying import Stretch


class Fact(NamedTuple):
    """Something the text says. `source` is who says it, where that is part of the fact; `says` is what else, by name.

    `analysis.kinds` has what can be asked for, with its values; several values of one key stand with blanks between. Besides,
    quotation: `how` the speaker is known (the confidence is the speaker's); attribution: `cue`; person: `name`, `age`,
    `relations` (“mother of Ann Roe”); claim: `person`.
    """

    kind: str
    place: Stretch
    confidence: str
    evidence: tuple[Stretch, ...]
    source: Stretch | None
    says: tuple[tuple[str, str], ...]
