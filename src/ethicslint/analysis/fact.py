"""The one shape of everything that the analyses see in an article. Knows nothing of how it is found."""

from typing import NamedTuple

from ethicslint.analysis.saying import Stretch


class Fact(NamedTuple):
    """Something the text says. `source` is who says it, where that is part of the fact; `says` is what else, by name.

    quotation: `speaker` (none, named, role, unsure), `quoted` (speech, fragment, scare), `how`; the confidence is the speaker's.
    attribution: `cue`. person: `name`, `roles` (with blanks between), `age`, `sex`, `relations` (“mother of
    Ann Roe”). claim: `person`, `attributed` (yes, no), `adjudicated` (yes, no), `act` (murder, kill, rape, sexual,
    violence, abduct,
    threat, property, fraud), `force` (by police or soldiers: yes, no). voice: `form` (passive, event, weapon,
    reflexive, headline),
    `actor` (charged, convicted, unknown).
    """

    kind: str
    place: Stretch
    confidence: str
    evidence: tuple[Stretch, ...]
    source: Stretch | None
    says: tuple[tuple[str, str], ...]
