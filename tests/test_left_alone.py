"""What the families leave alone: correct copy, made of parts, in which their words stand where they may stand.

The parts are combined at random; each law names the families that must say nothing about the copy.
"""

from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from ethicslint.engine.finding import Finding
from ethicslint.engine.lint import lint
from ethicslint.project.rulecache import rules
from ethicslint.text.document import Document
from ethicslint.text.source import Source

NAMES: Final = st.sampled_from(["Colm Roe", "Ann Poe", "Dan Varley", "Imelda Roache", "Tadhg Ó Broin", "Priya Salve"])
AGES: Final = st.integers(19, 84)
OFFENCES: Final = st.sampled_from(
    ["murder", "manslaughter", "rape", "sexual assault", "assault", "robbery", "arson", "fraud", "attempted murder"]
)
COURTS: Final = st.sampled_from(
    [
        "Leeds Crown Court",
        "the High Court in Glasgow",
        "the Central Criminal Court",
        "the Supreme Court of Victoria",
        "a court in Boise",
    ]
)
DAYS: Final = st.sampled_from(["on Monday", "on Friday", "last week", "on 4 May 2026", "in March"])
TERMS: Final = st.sampled_from(
    [
        "12 years in prison",
        "life with a minimum term of 22 years",
        "30 years to life",
        "nine years, to run concurrently",
        "18 months, suspended",
    ]
)
PLACES: Final = st.sampled_from(["{}", "{}", "# {}", "- {}", "> {}", "*{}*", "![{}](p.jpg)"])
LOUD: Final = ("warning", "error")
LAW: Final = ("verdict-wording", "presumption", "legal-sourcing", "consistency")


def found(text: str, place: str = "{}") -> list[Finding]:
    return lint(Document.read(Source(place.format(text) + "\n", "a.md")), rules())


def said(findings: list[Finding], *families: str) -> list[str]:
    return [f"{one.level} {one.rule}: {one.match}" for one in findings if not families or one.family in families]


def loud(findings: list[Finding]) -> list[str]:
    return said([one for one in findings if one.level in LOUD])


VERDICTS: Final = (
    "{name} was found guilty of {offence} at {court} {day}.",
    "The jury found {name} not guilty of {offence} at {court} {day}.",
    "{name} was acquitted of {offence} at {court} {day}.",
    "A judge at {court} convicted {name} of {offence} {day}.",
    "{name}, {age}, was sentenced to {term} at {court} {day} for {offence}, of which a jury had convicted him in 2025.",
    "{name}, {age}, pleaded guilty to {offence} at {court} {day}.",
    "{name}, {age}, pleaded not guilty to {offence} at {court} {day}.",
    "The appeal judges quashed {name}'s conviction for {offence} {day} and ordered a retrial.",
    "The jury at {court} could not agree on the charge of {offence} against {name}. The judge declared a mistrial {day}.",
    "{name} was found guilty at {court} {day} on two of three counts of {offence}; the jury acquitted him of the third.",
)


@settings(max_examples=60)
@given(st.sampled_from(VERDICTS), NAMES, OFFENCES, COURTS, DAYS, TERMS, AGES, PLACES)
def test_a_verdict_in_correct_words_is_never_touched(
    verdict: str, name: str, offence: str, court: str, day: str, term: str, age: int, place: str
) -> None:
    """No edit, no warning, and no word of the families of law about it, wherever it stands."""
    text = verdict.format(name=name, offence=offence, court=court, day=day, term=term, age=age)
    findings = found(text.rstrip(".") if place.startswith("#") else text, place)
    assert [one for one in findings if one.fix] == []
    assert loud(findings) == []
    assert said(findings, *LAW) == []


ATTRIBUTED: Final = (
    "Prosecutors told {court} {day} that {name} stabbed the man in a car park. He denies it.",
    "{name}, {age}, is charged with {offence} and will appear at {court} {day}.",
    "{name}, {age}, of Acacia Avenue, Hexley, denies {offence}.",
    "{name} is accused of {offence}, which he denies.",
    "Police arrested a man of {age} {day} on suspicion of {offence}.",
    "The woman told {court} {day} that {name} raped her; he says that she is mistaken.",
)


@settings(max_examples=40)
@given(st.sampled_from(ATTRIBUTED), NAMES, OFFENCES, COURTS, DAYS, AGES)
def test_charges_denials_and_accusations_with_a_source_are_left_alone(
    copy: str, name: str, offence: str, court: str, day: str, age: int
) -> None:
    """A defendant's age and street too: they keep a namesake from being libelled."""
    findings = found(copy.format(name=name, offence=offence, court=court, day=day, age=age))
    assert loud(findings) == []
    assert said(findings, *LAW, "identification", "restrictions", "agency") == []


HEDGED: Final = (
    "The alleged {offence} happened {day}, according to the charge sheet.",
    "{name} is on trial over the alleged {offence}, which he denies.",
    "{name} was acquitted of the alleged {offence} at {court} {day}.",
)


@settings(max_examples=25)
@given(st.sampled_from(HEDGED), NAMES, OFFENCES, COURTS, DAYS)
def test_alleged_about_an_act_that_is_not_proved_is_never_a_finding(
    copy: str, name: str, offence: str, court: str, day: str
) -> None:
    findings = found(copy.format(name=name, offence=offence, court=court, day=day))
    assert [one.rule for one in findings if "alleged" in one.match.lower()] == []


OTHER_SENSES: Final = (
    "A militia claimed responsibility for the bombing {day}.",
    "The claimant claims damages for the assault at {court}.",
    "{name} claimed on his insurance after the robbery.",
    "{name} admitted {offence} at {court} {day}.",
    "The barrister put it to the witness at {court} {day} that she was mistaken.",
)


@settings(max_examples=25)
@given(st.sampled_from(OTHER_SENSES), NAMES, OFFENCES, COURTS, DAYS)
def test_claims_that_cast_no_doubt_and_guilty_pleas_are_left_alone(
    copy: str, name: str, offence: str, court: str, day: str
) -> None:
    findings = found(copy.format(name=name, offence=offence, court=court, day=day))
    assert loud(findings) == []
    assert said(findings, "doubt-casting") == []


STATUTES: Final = (
    "{name} was charged with sexual activity with a child at {court} {day}.",
    "{name} pleaded guilty {day} to causing or inciting a child to engage in sexual activity.",
    "{name} was convicted {day} of possessing indecent images of children.",
    "{name} is charged with assault by penetration, which he denies.",
    "{name} was convicted at {court} {day} of controlling or coercive behaviour.",
)


@settings(max_examples=25)
@given(st.sampled_from(STATUTES), NAMES, COURTS, DAYS)
def test_the_name_of_an_offence_in_law_is_left_alone(copy: str, name: str, court: str, day: str) -> None:
    findings = found(copy.format(name=name, court=court, day=day))
    assert loud(findings) == []
    assert said(findings, "minimising", "children", "graphic-detail") == []


PREVENTION: Final = (
    "Suicides among farmers fell by nine per cent in 2025, official figures show.",
    "The {place} will train its staff in suicide prevention {day}.",
    "A suicide prevention line is open at any hour, the {place} said {day}.",
    "The coroner recorded a conclusion of suicide {day}.",
)


@settings(max_examples=20)
@given(st.sampled_from(PREVENTION), st.sampled_from(["council", "hospital", "university"]), DAYS)
def test_prevention_and_figures_on_suicide_are_left_alone(copy: str, place: str, day: str) -> None:
    assert said(found(copy.format(place=place, day=day)), "suicide", "sensationalism") == []


UNKNOWN: Final = (
    "A man was shot {day} outside a bar; police are looking for the person who fired.",
    "Two women were attacked {day} by a man whom nobody has identified.",
    "{name} was arrested {day} on suspicion of {offence}.",
    "She was killed by {name}, who was convicted of murder at {court} {day}.",
)


@settings(max_examples=25)
@given(st.sampled_from(UNKNOWN), NAMES, OFFENCES, COURTS, DAYS)
def test_unknown_offenders_arrests_and_named_actors_are_no_hidden_actors(
    copy: str, name: str, offence: str, court: str, day: str
) -> None:
    assert said(found(copy.format(name=name, offence=offence, court=court, day=day)), "agency") == []


@settings(max_examples=25)
@given(st.sampled_from([*VERDICTS, *ATTRIBUTED]), NAMES, OFFENCES, COURTS, DAYS, TERMS, AGES)
def test_a_short_brief_lacks_nothing(
    copy: str, name: str, offence: str, court: str, day: str, term: str, age: int
) -> None:
    text = copy.format(name=name, offence=offence, court=court, day=day, term=term, age=age)
    assert said(found(text), "omission") == []
