"""Writing a rule: what is wrong with it is said with file and line, it may extend another, and a new one starts from a blank."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ethicslint.analysis.kinds import KINDS
from ethicslint.cli.main import main
from ethicslint.engine.compiled import Compiled
from ethicslint.engine.harness import problems
from ethicslint.errors import RuleError
from ethicslint.rulebook import fixing, matching, reader
from ethicslint.rulebook.load import CITATION_KEYS, load
from ethicslint.rulebook.model import SOURCE_KINDS, STAGES, Rule

SOURCES = "\n".join(
    f'{name}: {{organisation: "O", title: "T", short: "S", kind: "{kind}"}}'
    for name, kind in {
        "act": "law",
        "press-code": "code",
        "study": "evidence",
        "stylebook": "style",
        "guide": "guidance",
        "blog": "comment",
    }.items()
)
RULE = {
    "title": '"A place named for the crime"',
    "level": '"suggestion"',
    "kind": '"wording"',
    "message": '"“{match}” is a label from films."',
    "why": '"People lived there."',
    "instead": '["the house"]',
    "leave-if": '"it is a film"',
    "match": '{phrase: ["house of horrors"]}',
    "sources": '["house"]',
    "bad": '["The [[house of horrors]].", "A [[house of horrors]] again.", "Another [[house of horrors]] here."]',
    "good": '["The house.", "Her “flat”.", "A home."]',
    "since": '"0.1"',
}
ID = "sensationalism/sample"


def as_yaml(changes: dict[str, str]) -> str:
    """A rule, one key a line, with some values changed; "" leaves a key out."""
    return "".join(f"{key}: {value}\n" for key, value in {**RULE, **changes}.items() if value)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def folder_of(tmp_path: Path, **rules: str) -> Path:
    """A folder of rules with a bibliography; `sensationalism__x` is the text of the rule `sensationalism/x`."""
    tmp_path.mkdir(exist_ok=True)
    (tmp_path / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    write(tmp_path, "vocabulary/topics", 'topic-courts: {about: "Courts.", words: ["jury"]}\n')
    for name, text in rules.items():
        write(tmp_path, name.replace("__", "/").replace("_", "-"), text)
    return tmp_path


def complaints(*folders: Path) -> list[str]:
    """Everything that loading complains of, paths relative to the first folder."""
    try:
        load([str(folder) for folder in folders])
    except RuleError as error:
        return [str(problem).replace(f"{folders[0]}/", "") for problem in error.problems]
    return []


def faults(tmp_path: Path, name: str = ID, **changes: str) -> list[str]:
    """Line and message of everything wrong with a rule; `leave_if` changes the key `leave-if`."""
    text = as_yaml({key.replace("_", "-"): value for key, value in changes.items()})
    folder = folder_of(tmp_path, **{name.replace("/", "__"): text})
    prefix = f"{name}.yaml:"
    found = complaints(folder)
    assert all(one.startswith(prefix) for one in found), found
    return [one.removeprefix(prefix) for one in found]


def test_the_sample_is_right(tmp_path: Path) -> None:
    assert faults(tmp_path) == []


# ---- a broken rule of each kind

NO_MAP = "expected keys with values (key: value); the keys are"

BROKEN = [
    # unknown keys, at every depth
    ({"mesage": '"x"'}, ["13: unknown key “mesage”; did you mean “message”?"]),
    ({"match": '{phrases: ["x"], phrase: ["y"]}'}, ["8: unknown key “phrases”; did you mean “phrase”?"]),
    (
        {"match": '{phrase: ["y"], unless: {any: ["x"], whithin: "sentence"}}'},
        ["8: unknown key “whithin”; did you mean “within”?"],
    ),
    ({"match": '{near: {all: ["x", "y"], withn: "sentence"}}'}, ["8: unknown key “withn”; did you mean “within”?"]),
    (
        {"match": '{density: {of: ["x"], per: "sentence", above: "1", abov: "2"}}'},
        ["8: unknown key “abov”; did you mean “above”?"],
    ),
    ({"match": '{any: [{phrase: ["x"], casee: true}]}'}, ["8: unknown key “casee”; did you mean “case”?"]),
    (
        {"match": '{all: [{phrase: ["x"]}, {phrse: ["y"], not: ["z"]}]}'},
        ["8: unknown key “phrse”; did you mean “phrase”?"],
    ),
    (
        {"match": '{phrase: ["x"], not: {phrase: ["y"], patern: ["z"]}}'},
        ["8: unknown key “patern”; did you mean “pattern”?"],
    ),
    ({"match": '{terms: [{phrase: ["x"], leve: "warning"}]}'}, ["8: unknown key “leve”; did you mean “level”?"]),
    (
        {"level": '{headline: "warning", els: "suggestion", else: "suggestion"}'},
        ["2: unknown key “els”; did you mean “else”?"],
    ),
    ({"instead": '{before-verdikt: ["x"]}'}, ["6: unknown key “before-verdikt”; did you mean “before-verdict”?"]),
    ({"where": '{plce: ["headline"]}'}, ["13: unknown key “plce”; did you mean “place”?"]),
    ({"fix": '{replace: "take x", with: "lose x", sfe: true}'}, ["13: unknown key “sfe”; did you mean “safe”?"]),
    (
        {"good": '["The house.", "Her “flat”.", {text: "A home.", becuase: "x"}]'},
        ["11: unknown key “becuase”; did you mean “because”?"],
    ),
    # values that are not what they have to be
    ({"level": '"warnin"'}, ["2: “warnin” is no level: suggestion, warning, error; did you mean “warning”?"]),
    ({"level": '["warning"]'}, ["2: “level” must be text"]),
    ({"kind": '"claims"'}, ["3: “claims” is no kind: wording, claim; did you mean “claim”?"]),
    ({"title": '["x"]'}, ["1: “title” must be text"]),
    ({"title": '" "'}, ["1: “title” is empty; fill it in"]),
    ({"why": '""'}, ["5: “why” is empty; fill it in"]),
    ({"since": "\n# later"}, ["12: “since” is empty; fill it in"]),
    ({"sources": '""'}, ["9: “sources” is empty; fill it in"]),
    ({"instead": "\n# later"}, ["6: “instead” is empty; fill it in"]),
    ({"quoted": '"sane"'}, ["13: “sane” is no quoted: lower, same; did you mean “same”?"]),
    (
        {"where": '{place: ["headlin"], voice: "quotd", mention: "skp", negated: "ony", topic: ["court"]}'},
        [
            "13: “headlin” is no place: title, headline, heading, prose, list, table, caption, quote-block, footnote, "
            "metadata, document; did you mean “headline”?",
            "13: “court” is no topic: courts; did you mean “courts”?",
            "13: “quotd” is no voice: author, quoted; did you mean “quoted”?",
            "13: “skp” is no mention: skip, only, any; did you mean “skip”?",
            "13: “ony” is no negated: skip, only, any; did you mean “only”?",
        ],
    ),
    (
        {"where": '"headline"'},
        [
            f"13: {NO_MAP} place, voice, mention, negated, hypothetical, attributed, shows, topic, "
            "jurisdiction, not-jurisdiction, stage, not-stage, term, not-term, restriction, not-restriction, anonymity, "
            "not-anonymity, format, not-format, helplines, not-helplines"
        ],
    ),
    ({"match": '"house of horrors"'}, [f"8: {NO_MAP} {', '.join(matching.MATCH_KEYS)}"]),
    ({"match": '[{phrase: ["house"]}]'}, [f"8: {NO_MAP} {', '.join(matching.MATCH_KEYS)}"]),
    ({"match": '{phrase: {a: "b"}}'}, ["8: “phrase” must be text or a list of texts"]),
    ({"match": '{phrase: [["x"]]}'}, ["8: “phrase” must hold texts; put each in double quotes"]),
    ({"match": '{phrase: [""]}'}, ["8: “phrase” is empty; fill it in"]),
    ({"match": '{phrase: ["x"], case: "yes"}'}, ["8: “yes” is no case: true, false"]),
    ({"match": '{terms: {phrase: ["x"]}}'}, ["8: “terms” must be a list"]),
    ({"match": '{terms: ["x"]}'}, [f"8: {NO_MAP} {', '.join(matching.TERM_KEYS)}"]),
    ({"match": '{near: ["x", "y"]}'}, [f"8: {NO_MAP} {', '.join(matching.NEAR_KEYS)}"]),
    ({"match": '{density: "x"}'}, [f"8: {NO_MAP} of, per, above"]),
    ({"match": '{phrase: ["x"], unless: "y"}'}, [f"8: {NO_MAP} any, within"]),
    ({"bad": '"The [[house of horrors]]."'}, ["10: “bad” must be a list of examples"]),
    (
        {"bad": '[["x"], "The [[house of horrors]]."]'},
        ["10: an example is a text in double quotes, or text, level, because and fixed"],
    ),
    ({"sources": '{house: "x"}'}, ["9: “sources” must be text or a list of texts"]),
    # what is missing
    ({"title": "", "why": "", "since": ""}, ["1: “title” is missing", "1: “why” is missing", "1: “since” is missing"]),
    ({"level": ""}, ["1: “level” is missing; give one of suggestion, warning, error"]),
    ({"match": ""}, ["1: “match” is missing"]),
    ({"sources": ""}, ["1: “sources” is missing"]),
    ({"bad": "", "good": ""}, ["1: “bad” is missing", "1: “good” is missing"]),
    (
        {"match": "{}"},
        [f"8: nothing to look for: give {', '.join(matching.FINDERS)}, terms, absent or balance"],
    ),
    (
        {"match": '{except: ["x"]}'},
        [f"8: nothing to look for: give {', '.join(matching.FINDERS)}, terms, absent or balance"],
    ),
    ({"match": '{phrase: ["x"], unless: {within: "sentence"}}'}, ["8: “any” is missing"]),
    ({"fix": '{replace: "take x"}'}, ["13: “with” is missing"]),
    # operators
    ({"match": '{near: {all: ["x"]}}'}, ["8: “near” needs at least two things"]),
    ({"match": '{near: {all: "x"}}'}, ["8: “near” needs at least two things"]),
    (
        {"match": '{near: {all: ["x", "y"], first: ["x"], then: ["y"]}}'},
        ["8: “near” needs either all, or first and then"],
    ),
    ({"match": '{near: {first: ["x"]}}'}, ["8: “near” needs either all, or first and then"]),
    ({"match": '{near: {within: "sentence"}}'}, ["8: “near” needs either all, or first and then"]),
    (
        {"match": '{near: {all: ["x", "y"], within: "3 wrds"}}'},
        ["8: “3 wrds” is no distance: sentence, paragraph, 3 words; did you mean “3 words”?"],
    ),
    (
        {"match": '{near: {all: ["x", "y"], within: "sentense"}}'},
        ["8: “sentense” is no distance: sentence, paragraph, 3 words; did you mean “sentence”?"],
    ),
    ({"match": '{near: {all: ["x", "y"], mark: "3"}}'}, ["8: “3” is no mark: 1, 2, whole"]),
    ({"match": '{near: {all: ["x", "y"], mark: "first"}}'}, ["8: “first” is no mark: 1, 2, whole"]),
    (
        {"match": '{near: {first: ["x"], then: ["y"], mark: "last"}}'},
        ["8: “last” is no mark: 1, 2, whole, first, then"],
    ),
    ({"match": '{density: {of: ["x"], per: "sentence"}}'}, ["8: “above” is missing"]),
    ({"match": '{density: {of: ["x"], per: "sentence", above: "many"}}'}, ["8: “above” must be a whole number"]),
    ({"match": '{density: {of: ["x"], per: "sentence", above: "-1"}}'}, ["8: “above” must be a whole number"]),
    ({"match": '{density: {of: ["x"], per: "sentence", above: "²"}}'}, ["8: “above” must be a whole number"]),
    (
        {"match": '{density: {of: ["x"], per: "0 words", above: "1"}}'},
        ["8: “0 words” is no stretch: sentence, paragraph, 1000 words; did you mean “1000 words”?"],
    ),
    (
        {"match": '{density: {of: ["x"], per: "chapter", above: "1"}}'},
        ["8: “chapter” is no stretch: sentence, paragraph, 1000 words"],
    ),
    ({"match": '{density: {per: "sentence", above: "1"}}'}, ["8: “of” is missing"]),
    ({"match": "{all: []}"}, ["8: “all” must be a list of maps"]),
    ({"match": "{any: []}"}, ["8: “any” must be a list of maps"]),
    ({"match": '{phrase: ["x"], not: []}'}, ["8: “not” is empty; fill it in"]),
    ({"match": '{phrase: ["x"], not: {}}'}, ["8: nothing to look for: give phrase, pattern"]),
    ({"match": '{phrase: ["x"], unless: []}'}, ["8: “unless” must be a map (any, within) or a list of them"]),
    ({"match": '{any: {phrase: ["x"]}}'}, ["8: “any” must be a list of maps"]),
    (
        {"match": '{any: [{not: ["x"]}]}'},
        ["8: nothing to look for: give phrase, pattern, near, density, metric, fact, conflict, all, any"],
    ),
    ({"match": '{all: ["x"]}'}, [f"8: {NO_MAP} {', '.join(matching.INNER_KEYS)}"]),
    (
        {"match": '{all: [{not: ["x"]}, {phrase: ["y"]}]}'},
        ["8: nothing to look for: give phrase, pattern, near, density, metric, fact, conflict, all, any"],
    ),
    (
        {"match": '{all: [{phrase: ["x"]}, {case: true}]}'},
        ["8: nothing to look for: give phrase, pattern, not, unless"],
    ),
    (
        {"match": '{all: [{phrase: ["x"]}, {near: {all: ["y", "z"]}}]}'},
        ["8: in “all” only the first may hold near, density, metric, fact, conflict, all or any"],
    ),
    (
        {"match": '{terms: [{level: "warning"}]}'},
        ["8: nothing to look for: give phrase, pattern, near, density, metric, fact, conflict, all, any"],
    ),
    # words and patterns
    ({"match": '{phrase: ["(house"]}'}, ["8: in the phrase “(house”: a “(” is never closed"]),
    (
        {"match": '{phrase: ["@colour house"]}'},
        ["8: in the phrase “@colour house”: there is no vocabulary set “@colour”; known are topic-courts"],
    ),
    (
        {"match": '{phrase: ["x"], except: ["…3"]}'},
        ["8: in the phrase “…3”: it would match nothing at all; at least one word must be required"],
    ),
    (
        {"match": '{phrase: ["x"], unless: {any: ["{say"]}}'},
        ["8: in the phrase “{say”: a “{” needs a word and a “}”, as in “{commit}” or “{claim:verb}”"],
    ),
    ({"match": '{pattern: ["(x"]}'}, ["8: the pattern cannot be read: missing ) at position 2"]),
    ({"match": '{pattern: ["x*"]}'}, ["8: the pattern matches nothing at all; require at least one letter"]),
    (
        {"match": '{pattern: ["(a|a)+$"]}'},
        [
            "8: the pattern runs for ever on texts like “aaaaaaaaaaaaaaaaaaaaaaaa”; "
            "inside a repeat it can take the same letters in two ways"
        ],
    ),
    (
        {"match": '{phrase: ["x"], not: {pattern: ["house (a|a)+$"]}}'},
        [
            "8: the pattern runs for ever on texts like “house aaaaaaaaaaaaaaaaaa”; "
            "inside a repeat it can take the same letters in two ways"
        ],
    ),
    # what a rule may say
    ({"message": f'"{"word " * 21}"'}, ["4: the message has 21 words; 20 at most"]),
    ({"message": '"You should say house."'}, ["4: the message says “should”; state the fact"]),
    ({"message": '"{mach} is a label."'}, ["4: the message may hold {match}, not {mach}"]),
    (
        {"match": '{terms: [{phrase: ["x"], message: "A harmful {word}."}]}'},
        ["8: the message says “harmful”; state the fact", "8: the message may hold {match}, not {word}"],
    ),
    ({"sources": '["pres-code"]'}, ["9: there is no source “pres-code” in sources.yaml; did you mean “press-code”?"]),
    (
        {"level": '"error"'},
        ["9: an error cites a law, a regulator's code or comparable evidence; cite one, or make it a warning"],
    ),
    (
        {"level": '"error"', "sources": '["stylebook", "guide"]'},
        ["9: an error cites a law, a regulator's code or comparable evidence; cite one, or make it a warning"],
    ),
    (
        {"level": '{headline: "error", else: "suggestion"}', "sources": '["blog"]'},
        ["9: an error cites a law, a regulator's code or comparable evidence; cite one, or make it a warning"],
    ),
    (
        {"level": '"warning"', "sources": '["guide"]'},
        [
            "9: a warning cites a law, a code or evidence, or two style books or guides; cite these, or make it a suggestion"
        ],
    ),
    (
        {"level": '"warning"', "sources": '["blog", "guide"]'},
        [
            "9: a warning cites a law, a code or evidence, or two style books or guides; cite these, or make it a suggestion"
        ],
    ),
    (
        {"match": '{terms: [{phrase: ["x"], level: "error"}]}', "sources": '["guide"]'},
        ["9: an error cites a law, a regulator's code or comparable evidence; cite one, or make it a warning"],
    ),
    (
        {"sources": '["gossip"]'},
        [
            "9: there is no source “gossip” in sources.yaml; known are act, press-code, study, stylebook, guide, blog, house"
        ],
    ),
    (
        {"sources": '["nhs-guide"]'},
        ["9: there is no source “nhs-guide” in sources.yaml; did you mean “guide”?"],
    ),
    (
        {"match": '{phrase: ["(visible |)house"]}'},
        [
            "8: in the phrase “(visible |)house”: in “(visible |”, a blank stands beside a bracket or a |; "
            "put it outside the brackets"
        ],
    ),
    (
        {"match": '{phrase: ["{blats:verb} house"]}'},
        [
            "8: in the phrase “{blats:verb} house”: “blats” looks like a form; "
            "write the plain verb, from which the forms are made"
        ],
    ),
    (
        {"match": '{phrase: ["@Topic-courts house"]}'},
        ["8: in the phrase “@Topic-courts house”: “@Topic-courts” is written in small letters: “@topic-courts”"],
    ),
    (
        {"match": '{phrase: ["topic-courts house"]}'},
        [
            "8: in the phrase “topic-courts house”: “topic-courts” is the name of a vocabulary set; write “@topic-courts”"
        ],
    ),
    (
        {"\xa0 quoted": '"same"'},
        [
            "13: unknown key “\xa0 quoted”; no-break spaces stand beside it, and YAML takes them for letters: indent with blanks"
        ],
    ),
    ({"phrase": '["house"]'}, ["13: unknown key “phrase”; it belongs below “match”"]),
    ({"place": '["headline"]'}, ["13: unknown key “place”; it belongs below “where”"]),
    ({"safe": "true"}, ["13: unknown key “safe”; it belongs below “fix”"]),
    # fixes
    (
        {"fix": '{replace: "{take} x", with: "lose x"}'},
        ["13: “replace” is plain words without signs: letters, blanks, hyphens and ’"],
    ),
    (
        {
            "bad": '["The [[house of horrors]].", {text: "A [[house of horrors]].", fixed: "A house."}, "[[House of horrors]]"]'
        },
        ["10: “fixed” says what a fix makes, and this rule has no “fix”; leave it out"],
    ),
    (
        {"good": '["The house.", "Her “flat”.", {text: "A home.", fixed: "A house."}]'},
        ["11: only a bad example says “fixed”; leave it out here"],
    ),
    (
        {"fix": '{replace: "be x", with: "seem x"}'},
        ["13: the first word of a fix is a verb with one form for every person, so never “be”"],
    ),
    ({"fix": '{replace: "take x", with: "lose *x*"}'}, ["13: “with” is plain words: letters, blanks, hyphens and ’"]),
    # examples
    ({"bad": "[]"}, ["10: “bad” must be a list of examples"]),
    ({"bad": '["A house of horrors."]'}, ["10: a bad example marks the words that must be flagged: [[like this]]"]),
    ({"bad": '["A [[house of horrors."]'}, ["10: a “[[” or “]]” stands without the other"]),
    ({"bad": '["A [[house]] of horrors]]."]'}, ["10: a “[[” or “]]” stands without the other"]),
    ({"bad": '["[[ ]] x"]'}, ["10: a “[[ ]]” marks no words"]),
    ({"bad": '["[[ ]]"]'}, ["10: an example is empty; fill it in"]),
    (
        {"good": '["A [[house of horrors]]."]'},
        ["11: a good example marks words only together with the level they come down to, as in {text: …, level: …}"],
    ),
    (
        {"good": '[{text: "A house.", level: "suggestion"}]'},
        ["11: a good example marks words only together with the level they come down to, as in {text: …, level: …}"],
    ),
    (
        {"good": '[{text: "A [[house of horrors]].", level: "warning"}]'},
        ["11: a good example may come down to a suggestion, no higher"],
    ),
    ({"good": '[{because: "x"}]'}, ["11: “text” is missing"]),
    (
        {"good": "\n - Officers: none.\n - 'b “c”'\n - 'd'"},
        ["12: this example is read as a key and its value; put the whole text in double quotes"],
    ),
    (
        {"message": '"[[match]] is a label."'},
        ["4: the message holds “[[”, which marks words in examples; the words found are {match}"],
    ),
    ({"good": '[""]'}, ["11: an example is empty; fill it in"]),
]


@pytest.mark.parametrize(("changes", "said"), BROKEN)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, changes: dict[str, str], said: list[str]) -> None:
    assert faults(tmp_path, **{key.replace("-", "_"): value for key, value in changes.items()}) == said


def test_a_line_is_that_of_the_very_value_however_deep_it_stands(tmp_path: Path) -> None:
    text = """title: "A place named for the crime"
level: "suggestion"
message: "A label."
why: "People lived there."
match:
  terms:
    - phrase:
        - "house of horrors"
        - "(hall"
      unless:
        - any: ["film"]
        - any:
            - "{play"
          within: "senten"
    - all:
        - phrase: ["ghoul"]
        - near:
            all: ["x", "y"]
sources:
  - "house"
  - "hose"
bad:
  - "The [[house of horrors]]."
  - text: "No mark."
    becuase: "x"
good: ["x"]
since: "0.1"
"""
    assert complaints(folder_of(tmp_path, sensationalism__sample=text)) == [
        "sensationalism/sample.yaml:9: in the phrase “(hall”: a “(” is never closed",
        "sensationalism/sample.yaml:13: in the phrase “{play”: a “{” needs a word and a “}”, as in “{commit}” or “{claim:verb}”",
        "sensationalism/sample.yaml:14: “senten” is no within: sentence, paragraph, document; did you mean “sentence”?",
        "sensationalism/sample.yaml:17: in “all” only the first may hold near, density, metric, fact, conflict, all or any",
        "sensationalism/sample.yaml:21: there is no source “hose” in sources.yaml; did you mean “house”?",
        "sensationalism/sample.yaml:24: a bad example marks the words that must be flagged: [[like this]]",
        "sensationalism/sample.yaml:25: unknown key “becuase”; did you mean “because”?",
    ]


@pytest.mark.parametrize(
    "family", ["verdict-wording", "presumption", "legal-sourcing", "consistency", "identification", "restrictions"]
)
def test_no_fix_where_words_are_facts_of_law_or_of_a_person(tmp_path: Path, family: str) -> None:
    said = faults(tmp_path, f"{family}/sample", message='"A label."', fix='{replace: "take x", with: "lose x"}')
    assert said == ["13: no fix in this family: its words are facts of law or of a person; use instead"]


@pytest.mark.parametrize("family", ["identification", "restrictions"])
def test_a_message_about_a_person_never_repeats_the_words(tmp_path: Path, family: str) -> None:
    said = faults(tmp_path, f"{family}/sample")
    assert said == ["4: a message of this family never repeats the words; leave out {match}"]


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        (
            "bad",
            "\n  - [[house of horrors]] again.",
            "11: this does not continue what stands before it: text after a closing quote or bracket, or wrong "
            "indentation; text that begins with “[[” needs double quotes around it",
        ),
        (
            "bad",
            "\n  - The [[house of horrors]].\n  - # A [[house of horrors]]",
            "12: “bad” ends at a “#”, which begins a comment; put the text in double quotes",
        ),
        (
            "title",
            "@place of horrors",
            "1: no text can begin with this character; text that begins with “@” needs double quotes around it",
        ),
        (
            "title",
            "A place: named",
            "1: a second “: ” in one line, or a line indented too far; "
            "text that contains “: ” needs double quotes around it",
        ),
        (
            "message",
            "{match} is a label.",
            "4: this does not continue what stands before it: text after a closing quote or bracket, or wrong "
            "indentation; text that begins with “{” needs double quotes around it",
        ),
        (
            "message",
            "*match* again",
            "4: a “*” or “&” that begins no text; text that begins with “*” needs double quotes around it",
        ),
    ],
)
def test_an_unquoted_sign_is_explained_where_it_stands(tmp_path: Path, key: str, value: str, said: str) -> None:
    assert faults(tmp_path, **{key: value}) == [said]


# ---- extends


def rules_of(*folders: Path) -> dict[str, Rule]:
    return load([str(folder) for folder in folders]).rules


def broken_promises(*folders: Path) -> list[str]:
    return [str(problem) for problem in problems(Compiled.of(load([str(folder) for folder in folders])))]


WHOLE = as_yaml({})


def test_a_rule_takes_the_keys_of_the_rule_that_it_extends_and_changes_single_ones(tmp_path: Path) -> None:
    extending = 'extends: "sensationalism/sample"\ntitle: "Another"\nmessage: "“{match}” again."\n'
    rules = rules_of(folder_of(tmp_path, sensationalism__sample=WHOLE, sensationalism__other=extending))
    base, other = rules["sensationalism/sample"], rules["sensationalism/other"]
    assert (other.title, other.message) == ("Another", "“{match}” again.")
    same = base._replace(id=other.id, title=other.title, message=other.message, path=other.path)
    assert [one.text for one in other.bad] == [one.text for one in base.bad]
    assert {one.of for one in (*other.bad, *other.good)} == {base.id}
    nowhere = {"bad": (), "good": (), "bad_line": 0, "good_line": 0}
    assert other._replace(**nowhere) == same._replace(**nowhere)
    assert broken_promises(tmp_path) == []


def test_it_may_stand_before_or_behind_the_rule_that_it_extends_in_order_of_name(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, sensationalism__sample=WHOLE)
    for name in ("a-sample", "z-sample"):
        write(folder, f"sensationalism/{name}", 'extends: "sensationalism/sample"\n')
    write(folder, "minimising/sample", 'extends: "sensationalism/sample"\nlevel: "suggestion"\n')
    assert {rule.why for rule in rules_of(folder).values()} == {"People lived there."}
    assert len(rules_of(folder)) == 4


def test_a_house_rule_extends_a_rule_of_another_folder(tmp_path: Path) -> None:
    first = folder_of(tmp_path / "first", sensationalism__sample=WHOLE)
    second = folder_of(
        tmp_path / "second", minimising__other='extends: "sensationalism/sample"\nleave-if: "it is a song"\n'
    )
    rules = rules_of(first, second)
    assert rules["minimising/other"].leave_if == "it is a song"
    assert rules["sensationalism/sample"].leave_if == "it is a film"
    assert rules["minimising/other"].path == str(second / "minimising/other.yaml")


def test_a_house_rule_replaces_a_built_in_one_by_extending_its_own_id(tmp_path: Path) -> None:
    first = folder_of(tmp_path / "first", sensationalism__sample=WHOLE)
    own = 'extends: "sensationalism/sample"\ninstead: ["the flat"]\n'
    second = folder_of(tmp_path / "second", sensationalism__sample=own)
    third = folder_of(tmp_path / "third", sensationalism__sample='extends: "sensationalism/sample"\nwhy: "House."\n')
    rule = rules_of(first, second, third)["sensationalism/sample"]
    assert [str(one) for one in rule.instead] == ["the flat"]
    assert rule.why == "House."
    assert rule.title == "A place named for the crime"
    assert broken_promises(first, second, third) == []


def test_chains_reach_over_rules_and_folders(tmp_path: Path) -> None:
    first = folder_of(tmp_path / "first", sensationalism__sample=WHOLE)
    second = folder_of(
        tmp_path / "second",
        sensationalism__sample='extends: "sensationalism/sample"\nwhy: "Second."\n',
        sensationalism__b='extends: "sensationalism/sample"\ntitle: "B"\n',
        sensationalism__c='extends: "sensationalism/b"\nlevel: "suggestion"\nmessage: "C."\n',
    )
    rule = rules_of(first, second)["sensationalism/c"]
    assert (rule.title, rule.why, rule.message) == ("B", "Second.", "C.")
    assert rule.leave_if == "it is a film"


def test_examples_are_inherited_or_replaced_and_their_mistakes_named_where_the_rule_can_be_mended(
    tmp_path: Path,
) -> None:
    """An inherited example has no line of its own in the file of the rule that inherits it."""
    folder = folder_of(
        tmp_path,
        sensationalism__sample=WHOLE,
        sensationalism__other="""# a comment
title: "Another"
extends: "sensationalism/sample"
match: {phrase: ["hall of horrors"]}
good: ["The hall.", "Her “flat”.", "A [[home]]."]
""",
    )
    assert complaints(folder) == [
        "sensationalism/other.yaml:5: a good example marks words only together with the level they come down to, "
        "as in {text: …, level: …}"
    ]
    fixed = (folder / "sensationalism/other.yaml").read_text(encoding="utf-8").replace("[[home]]", "home")
    write(folder, "sensationalism/other", fixed)
    texts = ["The house of horrors.", "A house of horrors again.", "Another house of horrors here."]
    assert broken_promises(folder) == [
        f"{folder}/sensationalism/other.yaml:3: sensationalism/other: in the bad example “{text}”, inherited from "
        "sensationalism/sample: “house of horrors” was not flagged; "
        "“match” finds no such words here; give examples of your own under bad:"
        for text in texts
    ]
    write(folder, "sensationalism/other", fixed + RULE["bad"].join(["bad: ", "\n"]).replace("house", "hall"))
    assert broken_promises(folder) == []


def test_an_inherited_example_at_another_level_is_named_with_its_rule_and_the_way_out(tmp_path: Path) -> None:
    """The line is that of `extends` in the house file: the file of the other rule is right as it is."""
    quoted = '["The house.", {text: "“A [[house of horrors]],” he said.", level: "suggestion"}, "A home."]'
    base = as_yaml({"level": '"warning"', "good": quoted})
    first = folder_of(tmp_path / "first", sensationalism__sample=base)
    own = '# ours\nextends: "sensationalism/sample"\nlevel: "suggestion"\n'
    second = folder_of(tmp_path / "second", sensationalism__sample=own)
    assert broken_promises(first, second) == [
        f"{second}/sensationalism/sample.yaml:2: sensationalism/sample: in the good example ““A house of horrors,” he "
        "said.”, inherited from sensationalism/sample: “house of horrors” was not flagged; in quotation marks a "
        'suggestion comes down to nothing, unless the rule says quoted: "same"; give examples of your own under good:'
    ]
    write(second, "sensationalism/sample", own.replace('"suggestion"', '"error"') + 'sources: ["act"]\n')
    assert broken_promises(first, second) == [
        f"{second}/sensationalism/sample.yaml:2: sensationalism/sample: in the good example ““A house of horrors,” he "
        "said.”, inherited from sensationalism/sample: “house of horrors” is a warning, not a suggestion; "
        "give examples of your own under good:"
    ]


def test_what_does_not_go_together_is_named_in_the_file_that_puts_it_together(tmp_path: Path) -> None:
    folder = folder_of(
        tmp_path,
        sensationalism__sample=WHOLE,
        sensationalism__loud='title: "Loud"\nlevel: "error"\n\nextends: "sensationalism/sample"\n',
    )
    assert complaints(folder) == [
        "sensationalism/loud.yaml:4: an error cites a law, a regulator's code or comparable evidence; "
        "cite one, or make it a warning"
    ]


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (
            {"sample": WHOLE, "other": 'title: "x"\nextends: "sensationalism/smaple"\n'},
            [
                "other.yaml:2: there is no rule “sensationalism/smaple” to extend; did you mean “sensationalism/sample”?",
            ],
        ),
        (
            {"other": 'extends: ["sensationalism/sample"]\n'},
            ["other.yaml:1: “extends” must be text: the id of one rule, as in “suicide/suicide-bid”"],
        ),
        (
            {"sample": WHOLE, "other": 'extends: "suicide/sample"\n'},
            ["other.yaml:1: there is no rule “suicide/sample” to extend; known are sensationalism/sample"],
        ),
        (
            {"sample": WHOLE, "other": 'extends: "sensationalism/bright-lights"\n'},
            [
                "other.yaml:1: there is no rule “sensationalism/bright-lights” to extend; "
                "did you mean “sensationalism/sample”?",
            ],
        ),
        (
            {"other": 'title: "x"\nextends: "sensationalism/other"\n'},
            ["other.yaml:2: a rule cannot extend itself; only a house rule extends the one that it replaces"],
        ),
        (
            {"a": 'extends: "sensationalism/b"\n', "b": '\nextends: "sensationalism/a"\n'},
            [
                "a.yaml:1: these rules extend each other in a circle: "
                "sensationalism/a → sensationalism/b → sensationalism/a",
                "b.yaml:2: these rules extend each other in a circle: "
                "sensationalism/b → sensationalism/a → sensationalism/b",
            ],
        ),
        (
            {
                "a": 'extends: "sensationalism/b"\n',
                "b": 'extends: "sensationalism/c"\n',
                "c": 'extends: "sensationalism/b"\n',
            },
            [
                "a.yaml:1: these rules extend each other in a circle: "
                "sensationalism/a → sensationalism/b → sensationalism/c → sensationalism/b",
                "b.yaml:1: these rules extend each other in a circle: "
                "sensationalism/b → sensationalism/c → sensationalism/b",
                "c.yaml:1: these rules extend each other in a circle: "
                "sensationalism/c → sensationalism/b → sensationalism/c",
            ],
        ),
    ],
)
def test_what_cannot_be_extended_is_said(tmp_path: Path, rules: dict[str, str], said: list[str]) -> None:
    folder = folder_of(tmp_path, **{f"sensationalism__{name}": text for name, text in rules.items()})
    assert [one.removeprefix("sensationalism/") for one in complaints(folder)] == said


# ---- rules new


@pytest.fixture
def small_guide(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty style guide in place of the built-in one."""
    folder = str(folder_of(tmp_path_factory.mktemp("rules")))
    monkeypatch.setattr("ethicslint.project.rulecache.builtin_folder", lambda: folder)


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def new(folder: Path, name: str = "sensationalism/sleepy-village") -> Result:
    return run("rules", "new", "--rules", folder, name)


def test_a_new_rule_is_a_file_in_a_folder_that_is_made_if_need_be(tmp_path: Path) -> None:
    folder = tmp_path / "house" / "style"
    result = new(folder)
    path = folder / "sensationalism" / "sleepy-village.yaml"
    assert (result.exit_code, result.output) == (0, f"{path}\n")
    assert path.is_file()


@pytest.mark.usefixtures("small_guide")
def test_every_blank_of_a_new_rule_is_complained_of_with_its_line(tmp_path: Path) -> None:
    new(tmp_path)
    path = tmp_path / "sensationalism" / "sleepy-village.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    blanks = [
        number
        for number, line in enumerate(lines, 1)
        if ('""' in line or '"[[ ]]"' in line) and not line.startswith("leave-if")
    ]
    assert len(blanks) == 11
    result = run("rules", "test", "--rules", tmp_path, "sensationalism/sleepy-village")
    assert result.exit_code == 2
    said = [line.removeprefix(f"ethicslint: {path}:") for line in result.output.splitlines()]
    assert [int(line.partition(":")[0]) for line in said] == blanks


@pytest.mark.usefixtures("small_guide")
def test_a_new_rule_passes_once_it_is_filled_in(tmp_path: Path) -> None:
    new(tmp_path)
    path = tmp_path / "sensationalism" / "sleepy-village.yaml"
    text = path.read_text(encoding="utf-8")
    filled = {
        'title: ""': 'title: "A village called sleepy"',
        'message: ""': 'message: "“{match}” says how a place looks to visitors."',
        'why: ""': 'why: "Those who live there know better."',
        'instead:                      # what to write; never an offence, actor or motive that is not in the copy\n  - ""': (
            'instead: ["the village of [name]"]'
        ),
        "phrase:                     # (a|b) either, (a|) optional, {commit} every form, …3 up to three words, "
        '@name a name\n    - ""': 'phrase: ["sleepy (little|) (village|town)"]',
        '- "[[ ]]"\n  - "[[ ]]"\n  - "[[ ]]"': (
            '- "The [[sleepy village]] woke early."\n  - "# Fire in [[sleepy town]]"\n'
            '  - "It was a [[sleepy little village]] on the coast."'
        ),
        '- ""\n  - ""\n  - ""': (
            '- "The village woke early."\n  - "The children were sleepy."\n'
            '  - {text: "“It is a [[sleepy village]],” he said.", level: "suggestion", because: "his words"}'
        ),
        'level: "suggestion" ': 'level: "warning" ',
    }
    for blank, words in filled.items():
        assert blank in text, blank
        text = text.replace(blank, words, 1)
    path.write_text(text, encoding="utf-8")
    result = run("rules", "test", "--rules", tmp_path, "sensationalism/sleepy-village")
    assert (result.exit_code, result.output) == (0, "1 rule, 6 examples, 0 problems\n")


@pytest.mark.usefixtures("small_guide")
def test_the_commented_keys_of_a_new_rule_stand_where_they_belong(tmp_path: Path) -> None:
    """Taking the sign of the comment away is enough to use them."""
    new(tmp_path)
    path = tmp_path / "sensationalism" / "sleepy-village.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count("\n  # ") == 2
    path.write_text(text.replace("\n  # ", "\n  "), encoding="utf-8")
    result = run("rules", "test", "--rules", tmp_path)
    assert "unknown key" not in result.output
    assert "not valid" not in result.output


def test_an_empty_file_is_filled_in(tmp_path: Path) -> None:
    """An editor that makes new files leaves one with nothing in it, and the loader names this command."""
    path = write(tmp_path, "sensationalism/sleepy-village", "\n")
    assert complaints(tmp_path) == [
        f"sensationalism/sleepy-village.yaml: the file holds nothing; “ethicslint rules new --rules {tmp_path} "
        "sensationalism/sleepy-village” fills in the keys"
    ]
    assert new(tmp_path).exit_code == 0
    assert path.read_text(encoding="utf-8").startswith("# sensationalism/sleepy-village: ")


def test_a_built_in_rule_is_not_replaced_by_accident(tmp_path: Path) -> None:
    name = "sensationalism/monster-label"
    result = new(tmp_path, name)
    path = tmp_path / "sensationalism" / "monster-label.yaml"
    assert result.exit_code == 2
    assert result.output == (
        f"ethicslint: {name}: is a built-in rule, which a new file would replace; to change it, "
        f'write {path} with the line extends: "{name}" and the keys that differ\n'
    )
    assert list(tmp_path.iterdir()) == []


def test_no_file_is_overwritten(tmp_path: Path) -> None:
    path = write(tmp_path, "sensationalism/sleepy-village", "mine")
    result = new(tmp_path)
    assert (result.exit_code, result.output) == (2, f"ethicslint: {path}: is there already; choose another name\n")
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("sensationalsm/x", "“sensationalsm” is no family; did you mean “sensationalism”?"),
        ("gossip/x", "“gossip” is no family"),
        ("../x", "“..” is no family"),
        ("sleepy-village", "a rule is called family/name, the name in small letters and hyphens"),
        ("sensationalism/", "a rule is called family/name, the name in small letters and hyphens"),
        ("sensationalism/Sleepy", "a rule is called family/name, the name in small letters and hyphens"),
        ("sensationalism/sleepy_village", "a rule is called family/name, the name in small letters and hyphens"),
        ("sensationalism/a/b", "a rule is called family/name, the name in small letters and hyphens"),
        ("sensationalism/_family", "a rule is called family/name, the name in small letters and hyphens"),
    ],
)
def test_a_name_that_is_none_is_refused_and_nothing_written(tmp_path: Path, name: str, said: str) -> None:
    result = new(tmp_path, name)
    assert (result.exit_code, result.output) == (2, f"ethicslint: {name}: {said}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("x", encoding="utf-8")
    result = new(tmp_path / "notes")
    path = tmp_path / "notes" / "sensationalism" / "sleepy-village.yaml"
    assert (result.exit_code, result.output) == (2, f"ethicslint: {path}: cannot be written: Not a directory\n")


# ---- the guide for editors


def samples(root: Path) -> list[str]:
    text = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return re.findall(r"^```yaml\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def test_the_parts_of_rules_in_the_guide_are_read_without_complaint(root: Path, tmp_path: Path) -> None:
    parts = [text for text in samples(root) if not text.startswith("# ")]
    assert len(parts) == 3
    for number, text in enumerate(parts):
        keys = {line.partition(":")[0] for line in text.splitlines()}
        rest = as_yaml(dict.fromkeys(keys & RULE.keys(), ""))
        assert complaints(folder_of(tmp_path / str(number), suicide__sample=rest + text)) == []


def test_the_guide_names_every_key_of_the_language(root: Path) -> None:
    text = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    keys = {*reader.RULE_KEYS, *reader.WHERE_KEYS, *fixing.FIX_KEYS, *reader.EXAMPLE_KEYS}
    keys |= {
        *matching.MATCH_KEYS,
        *matching.TERM_KEYS,
        *matching.NEAR_KEYS,
        *matching.DENSITY_KEYS,
        *matching.UNLESS_KEYS,
        *matching.FACT_KEYS,
        *matching.ABSENT_KEYS,
        *matching.CONFLICT_KEYS,
        *KINDS,
        *(word for said in KINDS.values() for key, values in said.items() for word in (key, *values)),
    }
    keys |= {*STAGES, *SOURCE_KINDS, *CITATION_KEYS}
    assert [key for key in sorted(keys) if not re.search(rf"(?<![\w-]){key}(?![\w-])", text)] == []


def test_the_command_says_what_the_guide_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = new(Path("rules"), "sensationalism/place-of-horrors")
    assert result.output == "rules/sensationalism/place-of-horrors.yaml\n"
