"""How loud a finding is: the whole table."""

from itertools import product

import pytest

from ethicslint.engine.levels import level_of
from ethicslint.rulebook.model import FAMILIES, LEVELS
from ethicslint.text.document import PLACES

REPEATING_IS_PUBLISHING = {"presumption", "legal-sourcing", "identification", "restrictions", "consistency"}
LOUDEST_FIRST = ("error", "warning", "suggestion", None, None, None)

# What a finding loses, by voice, by whether it stands in a title or headline, and by whether its rule or family keeps the level.
STEPS = {
    ("author", False, False): 0,
    ("author", False, True): 0,
    ("author", True, False): 0,
    ("author", True, True): 0,
    ("quoted", False, False): 1,
    ("quoted", False, True): 0,
    ("quoted", True, False): 0,
    ("quoted", True, True): 0,
}


@pytest.mark.parametrize("family", FAMILIES)
def test_the_whole_table(family: str) -> None:
    for place, level, voice, keeps_level in product(PLACES, LEVELS, ("author", "quoted"), (False, True)):
        keeps = keeps_level or family in REPEATING_IS_PUBLISHING
        lost = STEPS[voice, place in ("title", "headline"), keeps]
        stated = LOUDEST_FIRST.index(level)
        assert level_of(level, family, place, voice, "high", keeps_level) == LOUDEST_FIRST[stated + lost]
        assert level_of(level, family, place, voice, "medium", keeps_level) == LOUDEST_FIRST[stated + lost + 1]
        assert level_of(level, family, place, voice, "low", keeps_level) is None


@pytest.mark.parametrize("family", FAMILIES)
def test_whoever_asks_for_low_confidence_is_told_everything(family: str) -> None:
    """What is unsure comes down two steps, and nothing comes down below a suggestion."""
    for place, level, voice in product(PLACES, LEVELS, ("author", "quoted")):
        lost = STEPS[voice, place in ("title", "headline"), family in REPEATING_IS_PUBLISHING]
        stated = LOUDEST_FIRST.index(level)
        for steps, confidence in enumerate(("high", "medium", "low")):
            heard = level_of(level, family, place, voice, confidence, least="low")
            assert heard == LOUDEST_FIRST[min(stated + lost + steps, 2)]


def test_whoever_asks_for_high_confidence_is_told_nothing_else() -> None:
    assert level_of("error", "presumption", "prose", "author", "high", least="high") == "error"
    assert level_of("error", "presumption", "prose", "author", "medium", least="high") is None


@pytest.mark.parametrize(("stated", "heard"), [("error", "warning"), ("warning", "suggestion"), ("suggestion", None)])
def test_a_quotation_costs_one_step(stated: str, heard: str | None) -> None:
    """The cases that the contract spells out."""
    assert level_of(stated, "sensationalism", "prose", "quoted") == heard
    assert level_of(stated, "sensationalism", "headline", "quoted") == stated
    assert level_of(stated, "presumption", "prose", "quoted") == stated
    assert level_of(stated, "suicide", "prose", "quoted", keeps_level=True) == stated
