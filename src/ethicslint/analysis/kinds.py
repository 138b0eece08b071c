"""What facts there are, what each says, and in which words: what a rule may ask for.

Knows names and values only, so that reading a rule imports no analysis.
"""

from typing import Final

_YES_NO: Final = ("yes", "no")
ROLES: Final = ("accused", "convicted", "complainant", "harmed", "witness", "judge", "officer", "lawyer", "relative")
"""The parts that people play in a case."""

TONES: Final = ("doubting", "insisting", "alleging", "admitting", "plain")
"""How words of saying judge what is said."""

_BY: Final = (*ROLES, "other", "nobody")

HEARD: Final = ("accused", "harmed", "police", "court", "other")
"""On whose side a voice in an article can be: court is judges, counsel and witnesses, other is anybody else or not known."""
EVENTS: Final = (
    *("accused", "reported", "investigated", "arrested", "released", "not-charged", "charged", "indicted", "pleaded"),
    *("trial", "mistrial", "acquitted", "not-proven", "convicted", "sentenced", "appealed", "upheld", "overturned"),
    *("retrial", "no-retrial", "dismissed", "no-evidence", "on-file", "liable", "settled", "dead", "false", "lesser"),
    *("unfit", "caution", "tribunal", "inquest", "exonerated"),
)
"""What can happen in a case, from the accusation to the last appeal."""

CHARGES: Final = (
    *("murder", "manslaughter", "road", "attempted-murder", "rape", "attempted-rape", "sexual", "grave-violence"),
    *("violence", "kidnap", "threat", "robbery", "burglary", "theft", "fraud", "fire", "drugs", "weapon", "justice"),
    *("images", "endanger"),
)
"""The kinds of charge. Road: a death caused by driving; justice: perjury and the like; endanger: driving and exposing others."""

PLEAS: Final = ("guilty", "not-guilty", "no-contest", "alford")

STAGES: Final = (
    *(
        "suspected",
        "charged",
        "on-trial",
        "undecided",
        "acquitted",
        "convicted",
        "overturned",
        "dismissed",
        "not-charged",
    ),
    *("liable", "settled", "unfit", "cautioned", "dead"),
)
"""How a case can stand. Undecided: a trial ended without a verdict."""

LABELS: Final = (
    *("hedge", "guilt", "cleared", "mistrial", "civil", "criminal", "settled", "overturned", "arrest", "plea"),
    "none",
)
"""How a word can fail to fit the stage of its case: see CONTRIBUTING, “Asking for facts”."""

KINDS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "quotation": {
        "speaker": ("none", "named", "role", "unsure"),
        "quoted": ("speech", "fragment", "scare"),
        "by": _BY,
        "unnamed": _YES_NO,
    },
    "attribution": {
        "by": _BY,
        "tone": TONES,
        "side": ("harmed", "accused", "law", "other"),
        "alone": _YES_NO,
        "unnamed": _YES_NO,
    },
    "person": {"roles": ROLES, "sex": ("m", "f")},
    "claim": {
        "of": (*ROLES, "other"),
        "attributed": _YES_NO,
        "adjudicated": _YES_NO,
        "act": ("murder", "kill", "rape", "sexual", "violence", "abduct", "threat", "property", "fraud"),
        "force": _YES_NO,
        "case": ("accused", "convicted", "dead", "unclear", "none"),
        "dated": _YES_NO,
    },
    "conflict": {
        "of": ("name", "quotation", "age", "date", "counts", "victims", "term", "charge", "stage"),
        "label": LABELS,
    },
    "event": {
        "what": EVENTS,
        "stage": (*STAGES, "unknown"),
        "charge": (*CHARGES, "none"),
        "plea": (*PLEAS, "none"),
        "rest": ("unsaid", "told", "none"),
        "tangled": _YES_NO,
        "negated": _YES_NO,
        "hypothetical": _YES_NO,
        "attributed": _YES_NO,
        "earlier": _YES_NO,
    },
    "standing": {"stage": STAGES, "charge": (*CHARGES, "none")},
    "voice": {
        "form": ("passive", "event", "weapon", "reflexive", "headline"),
        "actor": ("convicted", "charged", "suspected", "described", "unknown"),
        "near": _YES_NO,
        "named": ("here", "before", "after", "elsewhere", "no"),
        "lead": _YES_NO,
        "clause": ("main", "other"),
    },
}
"""The kinds of fact, with the keys that a rule can ask for and their values. A fact may say several values of one key."""

CONFIDENCES: Final = ("low", "medium", "high")
"""From the least sure to the surest."""

NEEDED: Final[dict[str, tuple[str, ...]]] = {
    "claim": tuple(f"claim-act-{act}" for act in KINDS["claim"]["act"]),
    "voice": ("voice-participle", "voice-event", "voice-weapon"),
}
"""For some kinds the vocabulary sets without whose words, or those of ALSO_NEEDED, no paragraph shows such a fact."""

ALSO_NEEDED: Final = {"voice": frozenset(("himself", "herself", "themselves"))}

NEEDED_FOR: Final[dict[str, dict[str, str]]] = {
    "tone": {tone: f"tone-{tone}" for tone in TONES[:-1]},
    "unnamed": {"yes": "by-unnamed"},
}
"""For some values of a key the vocabulary set without whose words no paragraph shows a fact that says so."""

SHOWN: Final = {
    "quotation": "what shows who speaks",
    "attribution": "what shows the source",
    "person": "named too",
    "claim": "the person",
    "conflict": "the other place",
    "voice": "who is charged or convicted",
    "event": "whom it befell",
    "standing": "where the article says so",
}
"""What the evidence of a fact is, for a reader who is taken to it."""
