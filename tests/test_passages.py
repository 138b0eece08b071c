"""One passage has one remark of a family."""

from itertools import permutations

from ethicslint.engine.finding import Finding, Place, Related
from ethicslint.engine.passages import once


def finding(rule: str, start: int, end: int, level: str = "suggestion", related: tuple[Related, ...] = ()) -> Finding:
    first, last = Place(1, start + 1, start), Place(1, end + 1, end)
    family = rule.partition("/")[0]
    return Finding(
        path="a.md",
        start=first,
        end=last,
        rule=rule,
        family=family,
        level=level,
        confidence="high",
        message="m",
        discreet="m",
        match="x",
        voice="author",
        place="prose",
        instead=(),
        leave_if="",
        why="",
        sources=(),
        related=related,
        fix=None,
    )


def kept(*found: Finding) -> list[str]:
    every = {tuple(one.rule for one in once(order)) for order in permutations(found)}
    assert len(every) == 1, "the order in which findings come decides nothing"
    return list(every.pop())


def test_of_two_on_the_same_words_the_louder_stays() -> None:
    assert kept(finding("a/soft", 0, 4), finding("a/loud", 0, 4, "warning")) == ["a/loud"]


def test_of_two_as_loud_the_one_that_holds_the_other_stays() -> None:
    assert kept(finding("a/short", 2, 4), finding("a/long", 0, 6)) == ["a/long"]


def test_on_exactly_the_same_words_the_first_rule_stays() -> None:
    assert kept(finding("a/b", 0, 4), finding("a/a", 0, 4)) == ["a/a"]


def test_a_louder_one_inside_a_longer_one_stays_beside_it() -> None:
    assert kept(finding("a/long", 0, 9), finding("a/loud", 2, 4, "warning")) == ["a/long", "a/loud"]


def test_other_families_and_other_words_have_their_own_remarks() -> None:
    assert kept(finding("a/a", 0, 4), finding("b/b", 0, 4), finding("a/c", 3, 8)) == ["a/a", "b/b", "a/c"]


def test_what_rests_on_two_places_is_nobody_elses() -> None:
    other = Related(Place(9, 1, 90), Place(9, 4, 93), "the other place")
    assert kept(finding("a/a", 0, 4, "warning"), finding("a/name", 0, 4, related=(other,))) == ["a/a", "a/name"]


def test_remarks_on_the_whole_article_stand_beside_one_another() -> None:
    assert kept(finding("a/a", 0, 0), finding("a/b", 0, 0)) == ["a/a", "a/b"]
