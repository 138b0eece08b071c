"""Edits that a rule offers: the same form of another verb, in the writer's own words and nowhere else."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from ethicslint.cli.main import main
from ethicslint.engine.compiled import Compiled
from ethicslint.engine.finding import Finding
from ethicslint.engine.harness import problems as broken_promises
from ethicslint.engine.lint import lint
from ethicslint.errors import Problem
from ethicslint.lexicon.words import Lexicon, forms_of
from ethicslint.nodes import parse
from ethicslint.rulebook.fixing import paired
from ethicslint.rulebook.load import load
from ethicslint.rulebook.model import FAMILIES, UNFIXABLE, Rule, Rulebook
from ethicslint.rulebook.reader import Reader, Surroundings
from ethicslint.text.document import Document
from ethicslint.text.source import Source

PHRASE = "{commit} suicide"
FIX = '{replace: "commit suicide", with: "die by suicide", safe: true}'


def rule(
    fix: str = FIX, phrase: str = PHRASE, name: str = "suicide/sample", more: str = "", faults: tuple[str, ...] = ()
) -> Rule:
    """A rule with a fix; `more` is further YAML, `faults` what reading it complains of."""
    text = f"""
title: "A title"
level: "suggestion"
message: "A fact."
why: "A reason."
match: {{phrase: ["{phrase}"]}}
fix: {fix}
sources: "house"
bad: ["[[committed suicide]]"]
good: ["two"]
since: "0.1"
{more}"""
    problems: list[Problem] = []
    root = parse(text)
    assert root is not None
    made = Reader("sample.yaml", name, Surroundings(Lexicon(), {}, [], problems)).rule(root)
    assert tuple(problem.message for problem in problems) == faults
    return made


def compiled(*rules: Rule) -> Compiled:
    return Compiled.of(Rulebook({one.id: one for one in rules}, {}, {}, {}, {}))


def found(text: str, rules: Compiled, path: str = "article.md") -> list[Finding]:
    return lint(Document.read(Source(text, path)), rules)


def fixed(text: str, rules: Compiled | None = None, path: str = "article.md") -> str:
    """`text` with every edit made that is offered."""
    for one in reversed(found(text, rules or compiled(rule()), path)):
        if one.fix:
            text = text[: one.fix.start.offset] + one.fix.text + text[one.fix.end.offset :]
    return text


# ---- forms


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("They commit suicide.", "They die by suicide."),
        ("He commits suicide.", "He dies by suicide."),
        ("He committed suicide.", "He died by suicide."),
        ("He has committed suicide.", "He has died by suicide."),
        ("Committing suicide is no crime.", "Dying by suicide is no crime."),
        ("To commit suicide is no crime.", "To die by suicide is no crime."),
    ],
)
def test_the_form_of_the_verb_is_kept(before: str, after: str) -> None:
    assert fixed(before) == after


@pytest.mark.parametrize(
    ("verb", "other", "pairs"),
    [
        ("commit", "die", "commit die commits dies committing dying committed died"),
        ("take", "end", "take end takes ends taking ending taken ended took ended"),
        ("kill", "put", "kill put kills puts killing putting killed put"),
        ("have", "own", "have own has owns having owning had owned"),
        ("sing", "say", "sing say sings says singing saying sang said sung said"),
        ("pass", "die", "pass die passes dies passing dying passed died"),
    ],
)
def test_every_form_is_paired_with_the_same_form(verb: str, other: str, pairs: str) -> None:
    words = pairs.split()
    assert dict(paired(verb, other)) == dict(zip(words[::2], words[1::2], strict=True))


def test_a_form_whose_counterpart_is_not_certain_has_none() -> None:
    """One past here and two there; a plain form that may be a past; a participle that is the plain form."""
    assert dict(paired("end", "take")) == {"end": "take", "ends": "takes", "ending": "taking"}
    assert dict(paired("put", "place")) == {"puts": "places", "putting": "placing"}
    assert dict(paired("beat", "hit")) == {"beats": "hits", "beating": "hitting", "beaten": "hit"}
    assert "killed" not in dict(paired("kill", "beat"))
    assert "found" not in dict(paired("find", "come"))
    assert "come" not in dict(paired("come", "arrive"))


def test_a_verb_with_two_spellings_is_found_in_both_and_written_as_it_was_given() -> None:
    pairs = dict(paired("recognise", "criticise"))
    assert pairs["recognized"] == pairs["recognised"] == "criticised"
    assert pairs["recognize"] == pairs["recognise"] == "criticise"
    assert dict(paired("admit", "recognize"))["admitted"] == "recognized"


VERBS = "admit assault attack call commit confess die end give hit hurt kill leave lose put say see speak stop take walk".split()


@given(st.sampled_from(VERBS), st.sampled_from(VERBS))
def test_pairs_never_change_what_a_form_is(verb: str, other: str) -> None:
    """Endings stay with endings; a form is paired once."""
    pairs = list(paired(verb, other))
    assert len({form for form, _ in pairs}) == len(pairs)
    for form, changed in pairs:
        assert form.endswith("ing") == changed.endswith("ing")
        assert (form.endswith("s") and form != verb) == (changed.endswith("s") and changed != other)


def test_a_fix_that_would_be_made_again_is_none() -> None:
    again = "what the fix makes would be changed again: “with” holds the words of “replace”"
    rule('{replace: "commit suicide", with: "commit suicide again"}', faults=(again,))
    rule('{replace: "commit suicide", with: "then commit suicide"}', faults=(again,))
    rule('{replace: "commit suicide", with: "commit suicides"}')


def test_the_verb_to_be_and_markup_have_no_place_in_a_fix() -> None:
    be = "the first word of a fix is a verb with one form for every person, so never “be”"
    rule('{replace: "be slain", with: "die"}', faults=(be,))
    rule('{replace: "commit suicide", with: "be dead"}', faults=(be,))
    plain = "“with” is plain words: letters, blanks, hyphens and ’"
    for words in ("die *now*", "take one's life", "die: now", "[die]", "die -"):
        rule(f'{{replace: "commit suicide", with: "{words}"}}', faults=(plain,))
    rule('{replace: "commit suicide", with: "take one’s own long-lived life"}')


# ---- capitals


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Committed suicide, they said.", "Died by suicide, they said."),
        ("HE COMMITTED SUICIDE ON MONDAY", "HE DIED BY SUICIDE ON MONDAY"),
        ("# Farmer Commits Suicide After Flood", "# Farmer Dies by Suicide After Flood"),
        ("# Farmer commits suicide after flood", "# Farmer dies by suicide after flood"),
        ("He committed Suicide.", "He died by suicide."),
    ],
)
def test_capitals_are_kept(before: str, after: str) -> None:
    assert fixed(before) == after


# ---- where no edit is offered


@pytest.mark.parametrize(
    "text",
    [
        "“He committed suicide,” she said.",
        "‘He committed suicide,’ she said.",
        'She wrote: "He committed suicide."',
        "# ‘He committed suicide’, court told",
        "---\ntitle: “He committed suicide”, court told\n---\n\nText.",
        "> He committed suicide.",
        "He *committed* suicide.",
        "He **committed suic**ide.",
        "He [committed](x) suicide.",
        "He committed\nsuicide.",
        "He committed\\\nsuicide.",
        "He committed  suicide.",
        "He committed\u00a0suicide.",
        "He com\u00admitted suicide.",
        "He committed&nbsp;suicide.",
        "He committed <b>suicide</b>.",
    ],
)
def test_no_edit_inside_quotations_nor_across_markup_and_line_breaks(text: str) -> None:
    shown = found(text, compiled(rule(more='quoted: "same"')))
    assert len(shown) == 1, "it is found all the same"
    assert shown[0].fix is None


def test_markup_around_the_words_is_in_nobodys_way() -> None:
    assert fixed("He **committed suicide**.") == "He **died by suicide**."
    assert fixed("He [committed suicide](x).") == "He [died by suicide](x)."
    assert fixed("---\ntitle: 'Farmer commits suicide'\n---\n") == "---\ntitle: 'Farmer dies by suicide'\n---\n"


def test_words_other_than_the_wording_are_found_and_not_changed() -> None:
    wide = compiled(rule(phrase="{commit} (double|) suicide"))
    assert fixed("They committed double suicide, he committed suicide.", wide) == (
        "They committed double suicide, he died by suicide."
    )


def test_a_typographic_apostrophe_is_an_apostrophe() -> None:
    own = rule('{replace: "take one\'s life", with: "die by suicide"}', phrase="{take} one's life")
    assert fixed("To take one’s life.", compiled(own)) == "To die by suicide."
    curly = rule('{replace: "take one’s life", with: "die by suicide"}', phrase="{take} one's life")
    assert fixed("To take one's life.", compiled(curly)) == "To die by suicide."


def test_plain_text_is_changed_too() -> None:
    assert fixed("He committed suicide.", path="article.txt") == "He died by suicide."
    assert fixed("He committed\nsuicide.", path="article.txt") == "He committed\nsuicide."


# ---- what the examples promise

WHOLE = """
title: "A title"
level: "warning"
message: "A fact."
why: "A reason."
match: {phrase: ["{commit} suicide"]}
fix: {replace: "commit suicide", with: "die by suicide", safe: true}
sources: "house"
bad:
  - BAD
  - "They [[commit suicide]]."
  - "# Farmer [[commits suicide]]"
good: ["He died.", "She “died”.", "They died."]
since: "0.1"
"""


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ('{text: "He [[committed suicide]].", fixed: "He died by suicide."}', []),
        (
            '"He [[committed suicide]]."',
            [":8: suicide/sample: a rule with a fix shows in one bad example at least what it makes of it (fixed: …)"],
        ),
        (
            '{text: "He [[committed suicide]].", fixed: "He killed himself."}',
            [":9: suicide/sample: the fix makes “He died by suicide.”, not “He killed himself.”"],
        ),
        (
            '{text: "He [[committed suicide]]. They [[commit suicide]].", fixed: "He died by suicide. They die by suicide."}',
            [],
        ),
    ],
)
def test_an_example_shows_what_the_fix_makes_of_it(tmp_path: Path, bad: str, said: list[str]) -> None:
    path = house(tmp_path, WHOLE.replace("BAD", bad))
    rules = Compiled.of(load([str(tmp_path)]))
    assert [str(problem).removeprefix(str(path)) for problem in broken_promises(rules)] == said


def house(folder: Path, text: str) -> Path:
    path = folder / "suicide" / "sample.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text.lstrip(), encoding="utf-8")
    return path


# ---- the report


def test_the_machine_format_carries_the_edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ethicslint.project.rulecache.builtin_folder", lambda: str(tmp_path / "house"))
    house(tmp_path / "house", WHOLE.replace("BAD", '{text: "He [[committed suicide]].", fixed: "He died by suicide."}'))
    article = tmp_path / "article.md"
    article.write_text("He\ncommitted suicide. “He committed suicide,” she said.\n", encoding="utf-8")
    report = json.loads(CliRunner().invoke(main, ["check", "--format", "json", str(article)]).output)
    own, quoted = report["findings"]
    assert own["fix"] == {
        "safe": True,
        "edits": [
            {
                "start": {"line": 2, "column": 1, "offset": 3},
                "end": {"line": 2, "column": 18, "offset": 20},
                "text": "died by suicide",
            }
        ],
    }
    assert quoted["fix"] is None
    assert report["summary"]["fixable"] == 1


def test_a_fix_is_safe_only_if_its_rule_says_so() -> None:
    unsure = rule('{replace: "commit suicide", with: "die by suicide"}')
    for made, safe in ((unsure, False), (rule(), True)):
        (one,) = found("He committed suicide.", compiled(made))
        assert one.fix is not None
        assert one.fix.safe == safe


# ---- laws

pieces = st.sampled_from(
    [
        "commit suicide",
        "committed suicide",
        "Commits Suicide",
        "COMMITTED SUICIDE",
        "committing suicide",
        "committed *suicide*",
        "committed\nsuicide",
        "“he committed suicide”",
        "‘committed suicide’",
        "(took his life)",
        "takes his life",
        "die by suicide",
        "he said",
        "and",
        "**",
        "`committed suicide`",
        "[committed suicide](x)",
        "<b>",
    ]
)
articles = st.builds(
    str.__add__,
    st.sampled_from(["", "# ", "> ", "- ", "---\ntitle: committed suicide\n---\n\n"]),
    st.lists(st.one_of(pieces, pieces, st.sampled_from([".", ".\n\n", '"', "“", "”"])), max_size=10).map(" ".join),
)
FIXES = (FIX, '{replace: "take his life", with: "die", safe: true}')
RULES = compiled(rule(), rule(FIXES[1], phrase="{take} his life", name="suicide/taken"))


@given(articles)
def test_all_edits_made_twice_are_all_edits_made_once(text: str) -> None:
    once = fixed(text, RULES)
    assert fixed(once, RULES) == once


@given(articles)
def test_an_edit_replaces_exactly_the_words_that_were_found_and_never_quoted_ones(text: str) -> None:
    for one in found(text, RULES):
        if one.fix:
            assert (one.fix.start, one.fix.end) == (one.start, one.end)
            assert one.voice == "author"
            assert not set('\n*`[]<>“”"') & set(one.match)


@given(articles)
def test_edits_leave_nothing_to_find_but_what_could_not_be_edited(text: str) -> None:
    before, after = found(text, RULES), found(fixed(text, RULES), RULES)
    assert len(after) == sum(one.fix is None for one in before)


@given(st.sampled_from(FAMILIES), st.sampled_from(VERBS), st.sampled_from(VERBS), articles)
def test_no_edit_ever_in_a_family_of_law_or_of_persons(family: str, verb: str, other: str, text: str) -> None:
    """Not even if a rule got past the loader, which refuses it. Elsewhere every pair of verbs can be edited, once."""
    fix = f'{{replace: "{verb} it", with: "{other} them"}}'
    rules = compiled(rule(fix, phrase=f"{{{verb}:verb}} it")._replace(id=f"{family}/sample"))
    text += "".join(f"\n\nThey {form} it." for form in forms_of(verb, "verb"))
    once = fixed(text, rules)
    assert (once == text) == (family in UNFIXABLE)
    assert fixed(once, rules) == once
