"""Words to inflect that are slips: what is refused, and that no word is refused for being rare."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethicslint.lexicon import inflection
from ethicslint.lexicon.inflection import inflect
from ethicslint.lexicon.lemmas import slip

FORM_OF = "“{}” is a form of “{}”; write “{}”, from which the forms are made"
LOOKS = "“{}” looks like a form; write the plain verb, from which the forms are made"


@pytest.mark.parametrize(
    ("lemma", "base"),
    [
        ("committed", "commit"),
        ("kills", "kill"),
        ("killed", "kill"),
        ("murdering", "murder"),
        ("denied", "deny"),
        ("went", "go"),
    ],
)
def test_a_form_names_its_verb(lemma: str, base: str) -> None:
    assert slip(lemma, "verb") == FORM_OF.format(lemma, base, base)


@pytest.mark.parametrize("lemma", ["blats", "stabbed", "stabbing", "smirks", "livestreamed"])
def test_what_has_the_shape_of_a_form_is_refused_though_its_verb_is_not_known(lemma: str) -> None:
    assert slip(lemma, "verb") == LOOKS.format(lemma)


@pytest.mark.parametrize(
    ("lemma", "meant"), [("strnagle", "strangle"), ("moelst", "molest"), ("clami", "claim"), ("supsect", "suspect")]
)
def test_two_letters_that_changed_places_are_seen(lemma: str, meant: str) -> None:
    assert slip(lemma, "verb") == slip(lemma) == f"“{lemma}” is no word known here; did you mean “{meant}”?"


@pytest.mark.parametrize(
    "lemma",
    [
        *(
            "need",
            "feed",
            "exceed",
            "embed",
            "shed",
            "wed",
            "bring",
            "sing",
            "wring",
            "dress",
            "confess",
            "process",
            "focus",
        ),
        *("found", "wound", "saw", "lay", "leave", "smirk", "leer", "livestream", "live-stream", "doxx", "qwertyuiop"),
    ],
)
def test_a_plain_verb_is_no_slip_however_rare(lemma: str) -> None:
    assert slip(lemma, "verb") == ""


@pytest.mark.parametrize(
    ("lemma", "part"), [("killing", ""), ("news", ""), ("widgets", "noun"), ("cps", "noun"), ("gifted", "adjective")]
)
def test_what_is_asked_for_as_a_noun_or_adjective_is_taken_as_it_is(lemma: str, part: str) -> None:
    assert slip(lemma, part) == ""


def test_no_verb_of_the_data_file_is_a_slip() -> None:
    verbs = [word for word in inflection.listed() if inflection.is_listed(word, "verb")]
    assert len(verbs) > 500
    assert [word for word in verbs if slip(word, "verb")] == []


@given(st.sampled_from(sorted(word for word in inflection.listed() if inflection.is_listed(word, "verb"))))
def test_the_s_form_of_a_known_verb_is_refused_or_a_word_of_its_own(verb: str) -> None:
    form = next((form for form in inflect(verb, "verb") if form == verb + "s"), "")
    assert not form or slip(form, "verb") or inflection.is_listed(form, "verb")
