"""The operators below `match`, each from a rule's YAML to the words that are flagged.

Every case is found twice, with the prefilter and without; `found` fails where the two differ.
"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethicslint.engine.compiled import Compiled
from ethicslint.engine.finding import Finding
from ethicslint.engine.lint import lint
from ethicslint.errors import Problem
from ethicslint.lexicon.words import Lexicon, WordSet
from ethicslint.nodes import parse
from ethicslint.rulebook.model import Rulebook
from ethicslint.rulebook.reader import Reader, Surroundings
from ethicslint.text.document import Document
from ethicslint.text.source import Source

NAME = "sensationalism/sample"
LEXICON = Lexicon([WordSet("colour", "", ("scarlet", "green", "red"))])
TOPICS = {"courts": ("jury", "judge")}


def compiled(match: str, name: str = NAME, **keys: str) -> Compiled:
    """A rule book of one rule whose `match` is this YAML; `keys` are further lines of the rule, `_` standing for `-`."""
    lines = {
        "title": '"A title"',
        "level": "warning",
        "message": '"“{match}” is a fact."',
        "why": '"A reason."',
        "match": match,
        "sources": '"house"',
        "bad": '["[[one]]"]',
        "good": '["two"]',
        "since": '"0.1"',
    } | {key.replace("_", "-"): value for key, value in keys.items()}
    problems: list[Problem] = []
    root = parse("\n".join(f"{key}: {value}" for key, value in lines.items()))
    assert root is not None
    rule = Reader("sample.yaml", name, Surroundings(LEXICON, {}, list(TOPICS), problems)).rule(root)
    assert problems == []
    return Compiled.of(Rulebook({name: rule}, {}, {}, TOPICS, {}))


def findings(match: str, text: str, **keys: str) -> list[Finding]:
    rules = compiled(match, **keys)
    document = Document.read(Source(text, "article.md"))
    found = lint(document, rules)
    assert found == lint(document, rules, exhaustive=True), "the prefilter changes what is found"
    return found


def found(match: str, text: str, **keys: str) -> list[str]:
    """The words that a rule with this `match` flags in `text`, in order."""
    return [text[one.start.offset : one.end.offset] for one in findings(match, text, **keys)]


# ---- near

GIRL_AND_DRESS = '{near: {all: ["girl", "dress"]}}'


def test_near_flags_the_whole_stretch_in_a_sentence_in_either_order() -> None:
    assert found(GIRL_AND_DRESS, "The girl wore a short dress that night.") == ["girl wore a short dress"]
    assert found(GIRL_AND_DRESS, "Her dress was found by the girl.") == ["dress was found by the girl"]


def test_near_reaches_over_no_sentence_end() -> None:
    assert found(GIRL_AND_DRESS, "The girl left. A dress was sold.") == []


def test_near_needs_every_part() -> None:
    three = '{near: {all: ["girl", "dress", "night"]}}'
    assert found(three, "The girl wore a dress.") == []
    assert found(three, "That night the girl wore a dress home.") == ["night the girl wore a dress"]


def test_near_in_a_paragraph_flags_the_first_part_and_reaches_over_sentences_but_not_over_paragraphs() -> None:
    paragraph = '{near: {all: ["girl", "dress"], within: "paragraph"}}'
    assert found(paragraph, "The girl left. A dress was sold.") == ["girl"]
    assert found(paragraph, "A dress was sold. The girl left.") == ["girl"]
    assert found(paragraph, "The girl left.\n\nA dress was sold.") == []


@pytest.mark.parametrize(
    ("distance", "flagged"),
    [("3 words", True), ("2 words", False), ("20 words", True), ("0 words", False)],
)
def test_near_counts_the_words_between_one_part_and_the_next(distance: str, flagged: bool) -> None:
    match = f'{{near: {{all: ["girl", "dress"], within: "{distance}"}}}}'
    assert bool(found(match, "A girl in a long-sleeved dress left.")) == flagged


def test_one_word_may_be_written_for_the_distance_and_none_means_side_by_side() -> None:
    assert found('{near: {all: ["girl", "dress"], within: "1 word"}}', "A girl, dress torn.") == ["girl, dress"]
    assert found('{near: {all: ["girl", "dress"], within: "0 words"}}', "A girl, dress torn.") == ["girl, dress"]


def test_a_distance_holds_from_each_part_to_the_next_not_from_the_first_to_the_last() -> None:
    match = '{near: {all: ["girl", "dress", "night"], within: "2 words"}}'
    assert found(match, "A girl in a dress by the night.") == ["girl in a dress by the night"]
    assert found(match, "A girl in a dress by the dark night.") == []


def test_words_at_a_distance_stay_in_one_sentence() -> None:
    assert found('{near: {all: ["girl", "dress"], within: "9 words"}}', "The girl left. A dress was sold.") == []


@pytest.mark.parametrize(
    ("mark", "words"),
    [("1", "girl"), ("2", "dress"), ("3", "night"), ("whole", "dress of the girl that night")],
)
def test_mark_names_the_part_that_is_flagged(mark: str, words: str) -> None:
    match = f'{{near: {{all: ["girl", "dress", "night"], mark: "{mark}"}}}}'
    assert found(match, "The dress of the girl that night was blue.") == [words]


def test_a_mark_holds_in_a_paragraph_too() -> None:
    text = "The girl left. It was late. A dress was sold."
    assert found('{near: {all: ["girl", "dress"], within: "paragraph", mark: "2"}}', text) == ["dress"]
    assert found('{near: {all: ["girl", "dress"], within: "paragraph", mark: "whole"}}', text) == [
        "girl left. It was late. A dress"
    ]


@pytest.mark.parametrize(
    ("mark", "words"),
    [(None, "girl in a dress"), ("first", "girl"), ("then", "dress"), ("1", "girl"), ("2", "dress")],
)
def test_first_and_then_stand_in_that_order(mark: str | None, words: str) -> None:
    wish = f', mark: "{mark}"' if mark else ""
    match = f'{{near: {{first: ["girl"], then: ["dress"]{wish}}}}}'
    assert found(match, "A girl in a dress left.") == [words]
    assert found(match, "A dress on a girl looks odd.") == []


def test_an_order_may_hold_over_a_paragraph_and_over_a_distance() -> None:
    paragraph = '{near: {first: ["girl"], then: ["dress"], within: "paragraph"}}'
    assert found(paragraph, "The girl left. A dress was sold.") == ["girl"]
    assert found(paragraph, "A dress was sold. The girl left.") == []
    words = '{near: {first: ["girl"], then: ["dress"], within: "2 words"}}'
    assert found(words, "A dress, a girl, a hat and a dress.") == []


def test_parts_that_overlap_are_not_two_things() -> None:
    assert found('{near: {all: ["dress", "dress code"]}}', "The dress code was strict.") == []
    assert found('{near: {all: ["dress", "dress code"]}}', "The dress code said which dress.") == [
        "dress code said which dress"
    ]
    assert found('{near: {all: ["girl", "girl"]}}', "A girl left.") == []
    assert found('{near: {all: ["girl", "girl"]}}', "A girl met a girl.") == ["girl met a girl"]


def test_the_nearest_companions_are_chosen() -> None:
    assert found(GIRL_AND_DRESS, "The girl wore a dress, and a dress she liked.") == ["girl wore a dress"]
    assert found(GIRL_AND_DRESS, "A dress, a dress of a girl.") == ["dress of a girl"]
    assert found(GIRL_AND_DRESS, "A girl saw a girl in a dress.") == ["girl in a dress"]
    assert found('{near: {first: ["girl"], then: ["dress"]}}', "A girl saw a girl in a dress.") == ["girl in a dress"]


def test_the_nearest_companion_counts_however_many_stand_farther_off() -> None:
    far = "A dress. " * 40 + "It rained for most of the night. "
    match = '{near: {all: ["girl", "dress"], within: "paragraph", mark: "whole"}}'
    assert found(match, f"{far}A girl in a dress.") == ["girl in a dress"]


def test_every_find_of_the_marked_part_with_a_companion_is_flagged() -> None:
    match = '{near: {all: ["girl", "dress"], mark: "1"}}'
    assert found(match, "A girl and a girl in a dress. A girl alone.") == ["girl", "girl"]
    far = '{near: {all: ["girl", "dress"], mark: "1", within: "2 words"}}'
    assert found(far, "A girl sat beside the other girl in a dress.") == ["girl"]


def test_stretches_in_several_sentences_are_several_findings() -> None:
    assert found(GIRL_AND_DRESS, "A girl in a dress. The dress of a girl.") == ["girl in a dress", "dress of a girl"]


def test_a_part_may_be_a_list_of_alternatives_and_hold_the_whole_phrase_language() -> None:
    match = '{near: {all: [["girl", "{child:noun}"], "@colour (dress|skirt)"]}}'
    assert found(match, "Two children in scarlet skirts, one in a scarlet skirt.") == [
        "children in scarlet skirts, one in a scarlet skirt"
    ]
    assert found(match, "A girl in a green dress.") == ["girl in a green dress"]
    assert found(match, "A girl in a blue dress.") == []
    ordered = '{near: {first: ["girl", "child"], then: "dress"}}'
    assert found(ordered, "A child in a dress.") == ["child in a dress"]


def test_without_is_an_excuse_in_the_same_scope() -> None:
    sentence = '{near: {all: ["girl", "dress"], without: ["pageant"]}}'
    assert found(sentence, "A girl in a dress won the pageant.") == []
    assert found(sentence, "A girl in a dress. The pageant was on Friday.") == ["girl in a dress"]
    paragraph = '{near: {all: ["girl", "dress"], within: "paragraph", without: "pageant"}}'
    assert found(paragraph, "A girl in a dress. The pageant was on Friday.") == []
    assert found(paragraph, "A girl in a dress.\n\nThe pageant was on Friday.") == ["girl"]


def test_near_stands_beside_other_finders() -> None:
    match = '{phrase: ["tot"], near: {all: ["girl", "dress"]}}'
    assert found(match, "The tot, a girl, in a dress.") == ["tot", "girl, in a dress"]


# ---- density

HORRORS = '{density: {of: ["horror", "horrific", "dread"], per: "sentence", above: "2"}}'


def test_density_flags_the_first_excess_and_nothing_at_the_limit() -> None:
    assert found(HORRORS, "The horror and the dread.") == []
    assert found(HORRORS, "The horror, the horrific night, the dread, the dread.") == ["dread"]
    one = findings(HORRORS, "The horror, the horrific night, the dread, the dread.")[0]
    assert one.start.column == 37


def test_density_starts_afresh_in_every_sentence() -> None:
    assert found(HORRORS, "The horror and the dread. The horror and the dread.") == []
    assert found(HORRORS, "Horror, dread, horror. Dread, horror, dread.") == ["horror", "dread"]


def test_density_in_a_paragraph_counts_over_its_sentences() -> None:
    match = '{density: {of: ["horror", "dread"], per: "paragraph", above: 2}}'
    assert found(match, "The horror. The dread. The horror. The dread.") == ["horror"]
    assert found(match, "The horror. The dread.\n\nThe horror. The dread.") == []


def test_density_per_words_counts_over_the_article_and_grows_with_it() -> None:
    match = '{density: {of: ["horror"], per: "100 words", above: "1"}}'
    filler = "A quiet line of nine words stands here alone.\n\n"
    assert found(match, "The horror.\n\n" + filler) == []
    assert found(match, "The horror.\n\nThe horror.\n\nThe horror.\n\n") == ["horror"]
    assert found(match, "The horror.\n\nThe horror.\n\n" + filler * 22) == []
    assert found(match, "The horror.\n\nThe horror.\n\n" + filler * 21) == ["horror"]


def test_density_of_nothing_allowed_flags_the_first() -> None:
    assert found('{density: {of: ["dread"], per: "sentence", above: "0"}}', "The dread, the dread.") == ["dread"]


def test_words_that_an_exception_swallows_do_not_count() -> None:
    match = '{density: {of: ["horror"], per: "sentence", above: "1"}, except: ["horror film"]}'
    assert found(match, "A horror film on a horror.") == []
    assert found(match, "A horror film of the horror and the horror.") == ["horror"]


def test_words_that_are_only_mentioned_do_not_count() -> None:
    match = '{density: {of: ["horror"], per: "paragraph", above: "1"}}'
    assert found(match, "The word “horror” is tired. The horror was real.") == []


# ---- all, any, not

ALL = '{all: [{phrase: ["monster"]}, {phrase: ["court", "jury"]}, {not: ["film"]}]}'


def test_all_flags_what_the_first_map_finds_where_the_others_hold_in_the_same_sentence() -> None:
    assert found(ALL, "The monster went to court.") == ["monster"]
    assert found(ALL, "The jury saw a monster and a monster.") == ["monster", "monster"]
    assert found(ALL, "The monster slept. The court sat.") == []
    assert found(ALL, "The monster of the film went to court.") == []
    assert found(ALL, "The monster went to court. The film opened.") == ["monster"]


def test_the_first_map_of_all_may_hold_every_finder() -> None:
    near = '{all: [{near: {all: ["girl", "dress"]}}, {phrase: ["court"]}]}'
    assert found(near, "The court heard of a girl in a dress.") == ["girl in a dress"]
    assert found(near, "A girl in a dress. The court sat.") == []
    density = '{all: [{density: {of: ["dread"], per: "sentence", above: "1"}}, {phrase: ["court"]}]}'
    assert found(density, "Dread and dread in court.") == ["dread"]
    assert found(density, "Dread and dread.") == []
    either = '{all: [{any: [{phrase: ["monster"]}, {pattern: ["bea[s]t"]}]}, {phrase: ["court"]}]}'
    assert found(either, "The beast and the monster in court.") == ["beast", "monster"]
    nested = '{all: [{all: [{phrase: ["monster"]}, {phrase: ["jury"]}]}, {phrase: ["court"]}]}'
    assert found(nested, "In court the jury saw a monster.") == ["monster"]
    assert found(nested, "In court we saw a monster.") == []


def test_the_conditions_of_each_map_of_all_hold() -> None:
    match = '{all: [{phrase: ["monster"], not: ["sea"]}, {phrase: ["court"], unless: {any: ["tennis"]}}]}'
    assert found(match, "The monster in court.") == ["monster"]
    assert found(match, "The sea monster in court.") == []
    assert found(match, "The monster on the tennis court.") == []


def test_a_companion_in_all_may_be_a_pattern() -> None:
    match = '{all: [{phrase: ["monster"]}, {pattern: ["^on \\\\w+day"]}]}'
    assert found(match, "On Monday a monster came.") == ["monster"]
    assert found(match, "A monster came on Monday.") == []


def test_any_is_the_union_of_its_maps_each_with_its_own_conditions() -> None:
    match = (
        '{any: [{phrase: ["monster"], not: ["film"]}, {phrase: ["beast"], unless: {any: ["zoo"], within: "document"}}]}'
    )
    assert found(match, "The monster and the beast.") == ["monster", "beast"]
    assert found(match, "The monster of the film and the beast.") == ["beast"]
    assert found(match, "The monster and the beast.\n\nThe zoo is open.") == ["monster"]


def test_any_overlapping_flags_the_longest_once() -> None:
    match = '{any: [{phrase: ["evil"]}, {phrase: ["evil monster"]}]}'
    assert found(match, "An evil monster.") == ["evil monster"]


def test_not_speaks_of_the_whole_sentence_and_may_be_a_map_with_patterns() -> None:
    assert found('{phrase: ["monster"], not: ["film"]}', "The monster. The film.") == ["monster"]
    assert found('{phrase: ["monster"], not: "film"}', "The film has a monster.") == []
    match = '{phrase: ["monster"], not: {phrase: ["film"], pattern: ["\\\\bact [IV]+\\\\b"]}}'
    assert found(match, "The monster of act IV.") == []
    assert found(match, "The monster of the act.") == ["monster"]


# ---- unless, except


@pytest.mark.parametrize(
    ("within", "text", "flagged"),
    [
        ("sentence", "The film has a monster.", False),
        ("sentence", "The film. A monster.", True),
        ("paragraph", "The film. A monster.", False),
        ("paragraph", "The film.\n\nA monster.", True),
        ("document", "The film.\n\nA monster.", False),
        ("document", "---\ntitle: The film\n---\n\nA monster.", False),
        ("document", "A monster.\n\n`the film`", True),
    ],
)
def test_unless_excuses_within_its_scope(within: str, text: str, flagged: bool) -> None:
    match = f'{{phrase: ["monster"], unless: {{any: ["film"], within: "{within}"}}}}'
    assert found(match, text) == ["monster"] * flagged


def test_unless_means_the_sentence_if_it_does_not_say_more() -> None:
    assert found('{phrase: ["monster"], unless: {any: ["film"]}}', "The film. A monster.") == ["monster"]


def test_an_excuse_reaches_over_no_sentence_end() -> None:
    match = '{phrase: ["monster"], unless: {any: ["scary film"], within: "paragraph"}}'
    assert found(match, "It was scary. Film buffs came. A monster.") == ["monster"]


def test_of_several_excuses_each_holds_in_its_own_scope() -> None:
    match = '{phrase: ["monster"], unless: [{any: ["film"]}, {any: ["zoo", "museum"], within: "document"}]}'
    assert found(match, "A monster.\n\nThe film.") == ["monster"]
    assert found(match, "A monster.\n\nThe museum.") == []
    assert found(match, "The film has a monster.") == []


def test_except_drops_only_the_matches_that_it_overlaps() -> None:
    match = '{phrase: ["innocent"], except: ["innocent (bystander|victim)", "an innocent"]}'
    assert found(match, "An innocent bystander saw the innocent man.") == ["innocent"]
    assert findings(match, "An innocent bystander saw the innocent man.")[0].start.column == 31


def test_exceptions_that_overlap_one_another_all_hold() -> None:
    match = '{phrase: ["tea"], except: ["tea for tea"]}'
    assert found(match, "It was tea for tea for tea and tea.") == ["tea"]


def test_except_holds_for_the_whole_stretch_of_near() -> None:
    match = '{near: {all: ["girl", "dress"], within: "paragraph", mark: "whole"}, except: ["dress code"]}'
    assert found(match, "The girl left. The dress was blue.") == ["girl left. The dress"]
    assert found(match, "The girl left. The dress code was strict.") == []


# ---- terms

TERMS = """
  unless: {any: ["novel"], within: "document"}
  terms:
    - {phrase: ["beast"], level: "suggestion", message: "“{match}” is an animal.", why: "Zoology.", instead: ["man"]}
    - phrase: ["evil"]
    - near: {all: ["girl", "dress"], mark: "2"}
      level: "suggestion"
    - pattern: ["gh[o]ul"]
      not: ["church"]
    - density: {of: ["dread"], per: "sentence", above: "1"}
    - {all: [{phrase: ["fiend"]}, {phrase: ["court"]}]}
    - {any: [{phrase: ["ogre"]}, {phrase: ["OGRE"], case: true}]}
"""


def test_terms_may_hold_every_finder_and_speak_for_themselves() -> None:
    text = "The beast is evil, the girl in a dress a ghoul, the fiend in court an ogre, all dread and dread."
    shown = [(text[f.start.offset : f.end.offset], f.level, f.message, f.why) for f in findings(TERMS, text)]
    assert shown == [
        ("beast", "suggestion", "“beast” is an animal.", "Zoology."),
        ("evil", "warning", "“evil” is a fact.", "A reason."),
        ("dress", "suggestion", "“dress” is a fact.", "A reason."),
        ("ghoul", "warning", "“ghoul” is a fact.", "A reason."),
        ("fiend", "warning", "“fiend” is a fact.", "A reason."),
        ("ogre", "warning", "“ogre” is a fact.", "A reason."),
        ("dread", "warning", "“dread” is a fact.", "A reason."),
    ]


def test_a_term_brings_its_own_alternatives_or_falls_back_on_those_of_its_rule() -> None:
    first, second = findings(TERMS, "The beast is evil.", instead='["person"]')
    assert [str(one) for one in first.instead] == ["man"]
    assert [str(one) for one in second.instead] == ["person"]


def test_conditions_of_the_rule_hold_for_every_term_and_those_of_a_term_for_itself() -> None:
    assert found(TERMS, "The beast is evil.\n\nThe novel sells.") == []
    assert found(TERMS, "The ghoul in church is evil.") == ["evil"]


def test_where_two_terms_overlap_the_longest_match_speaks() -> None:
    match = '{terms: [{phrase: ["evil"], level: "suggestion"}, {phrase: ["evil beast"]}]}'
    assert [one.level for one in findings(match, "An evil beast.")] == ["warning"]


# ---- case


@pytest.mark.parametrize(
    "match",
    [
        '{phrase: ["IS"], case: true}',
        '{pattern: ["\\\\bIS\\\\b"], case: true}',
        '{terms: [{phrase: ["IS"], case: true}]}',
        '{terms: [{phrase: ["IS"]}], case: true}',
        '{any: [{phrase: ["IS"], case: true}]}',
        '{all: [{phrase: ["IS"], case: true}]}',
        '{density: {of: ["IS"], per: "sentence", above: "0"}, case: true}',
        '{near: {all: ["IS", "group"], mark: "1"}, case: true}',
    ],
)
def test_with_case_capitals_count_in_every_finder(match: str) -> None:
    assert found(match, "The group IS a group.") == ["IS"]
    assert found(match, "The group is a group.") == []


def test_case_in_one_term_or_inner_map_leaves_the_others_alone() -> None:
    assert found('{terms: [{phrase: ["IS"], case: true}, {phrase: ["BE"]}]}', "It is to be IS.") == ["be", "IS"]
    assert found('{any: [{phrase: ["IS"], case: true}, {phrase: ["BE"]}]}', "It is to be IS.") == ["be", "IS"]


def test_capitals_count_in_the_companions_of_all_too() -> None:
    outer = '{all: [{phrase: ["group"]}, {phrase: ["IS"]}], case: true}'
    inner = '{all: [{phrase: ["group"]}, {phrase: ["IS"], case: true}]}'
    for match in (outer, inner):
        assert found(match, "IS, the group.") == ["group"]
        assert found(match, "It is a group.") == []
    assert found(inner, "IS, the Group.") == ["Group"]


def test_capitals_never_count_in_what_excuses() -> None:
    match = (
        '{phrase: ["IS"], case: true, except: ["this IS"], not: ["BAND"], unless: {any: ["FILM"], within: "document"}}'
    )
    assert found(match, "IS, the group.") == ["IS"]
    assert found(match, "This IS it.") == []
    assert found(match, "IS, the band.") == []
    assert found(match, "IS, the group.\n\nA film.") == []


# ---- where


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("headline", ["2 title", "5 headline"]),
        ("title", ["2 title"]),
        ("prose", ["7 prose"]),
        ('["list", "heading"]', ["9 heading", "11 list"]),
    ],
)
def test_place_keeps_a_rule_to_some_places_and_a_headline_is_the_title_too(place: str, shown: list[str]) -> None:
    text = "---\ntitle: A monster\n---\n\n# A monster\n\nA monster.\n\n## A monster\n\n- A monster\n"
    places = findings('{phrase: ["monster"]}', text, where=f"{{place: {place}}}")
    assert [f"{one.start.line} {one.place}" for one in places] == shown


@pytest.mark.parametrize(
    ("voice", "lines"), [("author", [1, 5]), ("quoted", [1, 3]), ('["author", "quoted"]', [1, 1, 3, 5])]
)
def test_voice_keeps_a_rule_to_the_writer_or_to_quotations(voice: str, lines: list[int]) -> None:
    text = "A monster, she said: “He is a real monster to us.”\n\n> A monster came.\n\nA monster.\n"
    shown = findings('{phrase: ["monster"]}', text, where=f"{{voice: {voice}}}", quoted='"same"')
    assert [one.start.line for one in shown] == lines


@pytest.mark.parametrize(("mention", "columns"), [("skip", [26]), ("only", [11]), ("any", [11, 26])])
def test_mention_says_what_becomes_of_words_about_words(mention: str, columns: list[int]) -> None:
    text = "The word “monster” for a monster is old."
    shown = findings('{phrase: ["monster"]}', text, where=f"{{mention: {mention}}}", quoted='"same"')
    assert [one.start.column for one in shown] == columns


@pytest.mark.parametrize(
    ("negated", "flagged"),
    [("skip", ["monster"]), ("only", ["fiend"]), ("any", ["monster", "fiend"])],
)
def test_negated_says_what_becomes_of_claims_taken_back(negated: str, flagged: list[str]) -> None:
    text = "He is a monster. He is not a fiend."
    assert found('{phrase: ["monster", "fiend"]}', text, where=f"{{negated: {negated}}}") == flagged


@pytest.mark.parametrize(
    ("where", "flagged"),
    [
        ("{negated: any}", ["monster", "fiend", "beast"]),
        ("{negated: skip}", ["monster"]),
        ("{negated: skip, hypothetical: any}", ["monster", "beast"]),
        ("{hypothetical: skip}", ["monster", "fiend"]),
        ("{hypothetical: only}", ["beast"]),
    ],
)
def test_what_is_only_supposed_can_be_told_from_what_is_denied(where: str, flagged: list[str]) -> None:
    text = "He is a monster. He is not a fiend. She asked whether he was a beast."
    assert found('{phrase: ["monster", "fiend", "beast"]}', text, where=where) == flagged


def test_a_claim_that_is_taken_back_is_none_and_wrong_wording_stays_wrong() -> None:
    text = "He is not a monster."
    assert found('{phrase: ["monster"]}', text, kind="claim") == []
    assert found('{phrase: ["monster"]}', text, kind="wording") == ["monster"]
    assert found('{phrase: ["monster"]}', text, kind="claim", where="{negated: any}") == ["monster"]


def test_a_topic_keeps_a_rule_to_articles_that_show_it() -> None:
    where = '{topic: ["courts"]}'
    assert found('{phrase: ["monster"]}', "A monster.", where=where) == []
    assert found('{phrase: ["monster"]}', "A monster.\n\nThe jury left.", where=where) == ["monster"]


# ---- laws

WORDS = (
    "monster",
    "beast",
    "girl",
    "dress",
    "film",
    "court",
    "red",
    "not",
    "IS",
    "the",
    "kill",
    "killed",
    "well-known",
)
phrases = st.one_of(
    st.sampled_from(
        [
            *WORDS,
            "the (red|green|) dress",
            "{kill}",
            "@colour dress",
            "girl …2 dress",
            "well-known (film|girl)",
            "(the|) beast",
            "# girls",
            "@name court",
        ]
    ),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(" ".join),
)
some = st.lists(phrases, min_size=1, max_size=2)
distances = st.sampled_from(["sentence", "paragraph", "0 words", "1 word", "3 words"])
finders = st.one_of(
    st.fixed_dictionaries({"phrase": some}),
    st.fixed_dictionaries(
        {"pattern": st.sampled_from(["mon[s]ter", "^the \\w+", "(?:film|court)$", "b[e]a(?:st|r)", "\\bIS\\b"])}
    ),
    st.fixed_dictionaries(
        {
            "near": st.fixed_dictionaries(
                {
                    "all": st.lists(some, min_size=2, max_size=3),
                    "within": distances,
                    "mark": st.sampled_from(["1", "2", "whole"]),
                },
                optional={"without": some},
            )
        }
    ),
    st.fixed_dictionaries(
        {"near": st.fixed_dictionaries({"first": some, "then": some}, optional={"within": distances, "without": some})}
    ),
    st.fixed_dictionaries(
        {
            "density": st.fixed_dictionaries(
                {
                    "of": some,
                    "per": st.sampled_from(["sentence", "paragraph", "5 words"]),
                    "above": st.sampled_from(["0", "1"]),
                }
            )
        }
    ),
)
excuses = st.fixed_dictionaries(
    {"any": some}, optional={"within": st.sampled_from(["sentence", "paragraph", "document"])}
)
conditions = st.fixed_dictionaries(
    {},
    optional={
        "not": some,
        "unless": st.one_of(excuses, st.lists(excuses, min_size=1, max_size=2)),
        "case": st.booleans(),
    },
)


def joined(
    first: st.SearchStrategy[dict[str, Any]], second: st.SearchStrategy[dict[str, Any]]
) -> st.SearchStrategy[dict[str, Any]]:
    return st.builds(lambda one, other: {**one, **other}, first, second)


inner = joined(finders, conditions)
companions = joined(
    st.one_of(st.fixed_dictionaries({"phrase": some}), st.fixed_dictionaries({"not": some})),
    st.fixed_dictionaries({}, optional={"case": st.booleans(), "unless": excuses}),
)
maps = st.one_of(
    inner,
    joined(st.fixed_dictionaries({"any": st.lists(inner, min_size=1, max_size=2)}), conditions),
    joined(
        st.builds(lambda one, others: {"all": [one, *others]}, inner, st.lists(companions, max_size=2)),
        conditions,
    ),
)
matches = st.one_of(
    joined(maps, st.fixed_dictionaries({}, optional={"except": some})),
    st.fixed_dictionaries(
        {"terms": st.lists(maps, min_size=1, max_size=2)}, optional={"unless": excuses, "except": some}
    ),
)
sentences = st.lists(
    st.sampled_from([*WORDS, *WORDS, "The", "Monster", "two girls,", "“dress”", "Leeds", "a", "is"]),
    min_size=1,
    max_size=8,
).map(lambda words: " ".join(words) + ".")
paragraphs = st.lists(sentences, min_size=1, max_size=3).map(" The ".join)
articles = st.lists(
    st.builds(str.__add__, st.sampled_from(["", "", "", "# ", "> ", "- "]), paragraphs), min_size=1, max_size=4
).map("\n\n".join)


def as_yaml(value: Any) -> str:
    """`value` as flow YAML: all texts in double quotes."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {as_yaml(one)}' for key, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(as_yaml, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    return '"' + value.replace("\\", "\\\\") + '"'


@given(st.lists(matches, min_size=1, max_size=3), articles)
def test_whatever_the_rules_and_the_article_the_prefilter_changes_nothing(
    rules: list[dict[str, Any]], text: str
) -> None:
    book: dict[str, Any] = {}
    for number, match in enumerate(rules):
        one = compiled(as_yaml(match))
        book[f"{NAME}-{number}"] = one.rule(0)._replace(id=f"{NAME}-{number}")
    together = Compiled.of(Rulebook(book, {}, {}, TOPICS, {}))
    document = Document.read(Source(text, "article.md"))
    assert lint(document, together) == lint(document, together, exhaustive=True)


def plain(text: str, shown: list[Finding]) -> list[tuple[str, str, str]]:
    """What was flagged, without the clothes of the text."""
    return [
        (" ".join(text[one.start.offset : one.end.offset].replace("*", "").split()), one.level, one.voice)
        for one in shown
    ]


@given(matches, articles)
def test_line_ends_an_emoji_emphasis_and_line_breaks_change_nothing(match: dict[str, Any], text: str) -> None:
    """Except at the ends of sentences, where a pattern may look."""
    rules = compiled(as_yaml(match))

    def run(dressed: str) -> list[tuple[str, str, str]]:
        return plain(dressed, lint(Document.read(Source(dressed, "article.md")), rules))

    wanted = run(text)
    assert run(text.replace("\n", "\r\n")) == wanted
    assert run(text + "\r\n") == wanted
    assert run(text.replace("girl", "*girl*").replace("beast", "**beast**")) == wanted
    if not text.startswith(("#", ">", "-")) and "\n" not in text:
        assert run(text.replace(" ", "\n", 2)) == wanted
    if "^" not in as_yaml(match):
        assert run(f"\U0001f54a\ufe0f\n\n{text}") == wanted
