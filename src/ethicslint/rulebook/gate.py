"""For which articles a rule is meant, by what they declare: whose law holds, how far their cases are.

Knows what `where` may ask of a declaration and whether an article answers it. What is not declared is not guessed.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

from ethicslint.text.declared import ACTIVE, JURISDICTIONS, KIND_OF, PREFERRED, STAGES, VALUES, Declared

if TYPE_CHECKING:  # rules are read seldom, and met with articles often
    from ethicslint.fields import Fields

_NOT: Final = "not-"
_ACTIVE: Final = "active"
_ANY: Final = "any"
ASKED: Final[dict[str, tuple[str, ...]]] = {
    "jurisdiction": JURISDICTIONS,
    "stage": (_ACTIVE, *STAGES, *KIND_OF),
    "term": PREFERRED,
    "restriction": (_ANY,),
    **{key: values for key, values in VALUES.items() if key != "jurisdiction"},
}
"""What a rule can ask an article to declare, and the answers; the stages of a kind have a name together."""

GATE_KEYS: Final = [key for name in ASKED for key in (name, _NOT + name)]


class Gate(NamedTuple):
    """What an article must declare (one of the values of each key), and what it must not, for a rule to speak."""

    wanted: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unwanted: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def admits(self, declared: Declared) -> bool:
        """Whether a rule behind this gate speaks of such an article.

        An article with several cases is admitted for one of them, and turned away only if all are of the unwanted kind.
        """
        said = _said(declared)
        return all(
            [any(not answer.isdisjoint(values) for answer in said[key]) for key, values in self.wanted]
        ) and not any(
            [said[key] and all(not answer.isdisjoint(values) for answer in said[key]) for key, values in self.unwanted]
        )


def read(where: "Fields | None") -> Gate:
    """The gate that `where` describes; mistakes are complained of."""
    if where is None:
        return Gate()
    return Gate(_answers(where, ""), _answers(where, _NOT))


def _answers(where: "Fields", prefix: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: list[tuple[str, tuple[str, ...]]] = []
    for name, values in ASKED.items():
        key = prefix + name
        if key in where:
            nodes = where.entries(key)
            found.append(
                (name, tuple([one for node in nodes if (one := where.checked(node.text, list(values), name, node))]))
            )
    return tuple(found)


def _said(declared: Declared) -> dict[str, list[frozenset[str]]]:
    """By what can be asked for, the answers of an article; of a stage its own name and those of its kinds."""
    stages = [
        frozenset((case.stage, KIND_OF[case.stage], *([_ACTIVE] if case.stage in ACTIVE else [])))
        for case in declared.cases
        if case.stage
    ]
    single = {key: [frozenset((said,))] if (said := getattr(declared, key)) else [] for key in VALUES}
    terms = [frozenset((term.prefers,)) for term in declared.terms]
    return {
        **single,
        "stage": stages,
        "term": terms,
        "restriction": [frozenset((_ANY,))] if declared.restrictions else [],
    }
