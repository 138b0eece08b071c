"""Made-up reports of crimes and trials, the same ones everywhere: names with ages and roles, charges, quotations, hearsay.

Knows what such copy is made of and how its paragraphs run. Nobody in it exists, and nothing of it happened.
"""

import random
from pathlib import Path

_GIVEN = "Anna Benjamin Carla David Esther Farid Grace Hugo Iris Jonas Karen Liam Maria Noor Oscar Peter".split()
_FAMILY = "Abbott Berg Castle Doyle Evans Fenwick Grant Hale Ibsen Jarvis Kaye Lund Moss Nash Okafor Quill".split()
_TOWNS = "Norham Eastwell Harbury Millbridge Oldcastle Thornley Westhaven Yarrow".split()
_CHARGES = (
    "wounding",
    "murder",
    "burglary",
    "fraud by false representation",
    "assault",
    "manslaughter",
    "arson",
    "two counts of rape",
)
_PLACES = ("a car park", "her home", "a flat on Mill Street", "the station", "a field near the river", "his office")
_HEADLINES = (
    "Man jailed for {charge} in {town}",
    "{accused} trial: jury told of last hours",
    "Woman, {age}, found dead in {town}",
    "{town} {charge} case goes to court",
)
_REPORTED = (
    "{accused}, {age}, of {town}, denies {charge}.",
    "The court heard that {he} had driven to {place} shortly after midnight on {day}, where the two had argued about money.",
    "{Last} was arrested at {place} in {town} the next morning and was later charged with {charge}.",
    "Prosecutors said {last} attacked {harmed} after an argument in {place}, and that {he} had left before the ambulance came.",
    "{harmed}, a {age2}-year-old teacher, was stabbed in {place} on {day} and died in hospital four days later.",
    "Mr Justice {judge} adjourned the case until {day} and told the jury not to look for anything about it online.",
    "Police have appealed for witnesses who were near {place} between 8pm and 10pm.",
    "According to the prosecution, {harmed_last} had told her sister, {sister}, that she was afraid of him.",
    "{Last}, who has worked as a driver for the council since 2009, was allegedly seen on camera near {place} at 11.40pm.",
    "It is alleged that {last} killed {harmed_last} and hid the weapon, which officers have not found.",
    "She had been reported missing by her mother on {day}, and more than forty officers took part in the search.",
    "The jury of seven men and five women was sent out on {day} and returned after nine hours.",
    "Detective Inspector {officer}, of {town} police, said the investigation had been long and thorough.",
    "The trial, which is expected to last three weeks, continues.",
    "{Last} pleaded guilty to {charge} at an earlier hearing and was remanded in custody.",
    "A post-mortem examination found that the victim had been strangled.",
    "The defence said there was no evidence that {last} had been in {town} that night, and that two witnesses saw him elsewhere.",
    "Residents left flowers outside the building, and a vigil was held in the square in the evening.",
    "Two other men, aged {age} and {age2}, were released without charge.",
    "{Last} was convicted of {charge} in 2014 and served half of a four-year sentence.",
    "The building has stood empty since the spring, and the council has yet to decide what will become of the land around it.",
    "Buses were sent another way for most of the morning while officers went from door to door along the street.",
    "The case has drawn crowds from all over the county to the old courthouse, where seats in the gallery are given out by lot.",
    "Both families sat a few feet apart in the second row and left through different doors when the hearing came to an end.",
    "The town, an hour north of the capital, has about 40,000 people, two schools, a hospital and a weekly market in the square.",
    "Last year there were fewer burglaries and more cases of fraud in the county than in any year since records began in 1998.",
    "{Last} moved to {town} ten years ago for work and lived alone in a rented house with a garden at the edge of the fields.",
    "Cases of this kind take longer than they did before the pandemic, largely for want of rooms, clerks and interpreters.",
    "The road was open again by the afternoon, and the shops along it did what business they could before it grew dark.",
    "{Last} stabbed {harmed_last} in {place} and went home on foot.",
)
_QUOTED = (
    "“{said},” {judge} told the court. “{more}.”",
    "“{said},” said {sister}, the sister of the victim.",
    "{Officer_last} said: “{said}. {more}.”",
    "“{said},” she said. “{more}.”",
    "The defendant told officers that he “{fragment}”.",
    "In a statement, the family said: “{said}.",
    "“{more},” {lawyer}, prosecuting, told jurors on {day}.",
    "Asked about the call, {last} replied: “{said}.”",
)
_SAID = (
    "We have waited two years for this day",
    "He knew exactly what he was doing when he came to the house",
    "I heard somebody shout and then a door, and after that there was nothing",
    "Nobody in the street could believe it",
    "You have shown no remorse, and you have lied from the beginning to the end of this trial",
    "She was a daughter, a sister and a friend, and we miss her every day",
    "Our thoughts are with her family, who have shown great dignity",
    "I was not there, and I do not know who was",
)
_FRAGMENTS = ("could not remember", "lost control", "never wanted this", "had nothing to hide")
_DAYS = "Monday Tuesday Wednesday Thursday Friday".split()


def make(folder: Path, number: int) -> list[Path]:
    """Write `number` made-up reports to `folder`."""
    source = random.Random("court")
    paths = [folder / f"court-{one:04}.md" for one in range(number)]
    for path in paths:
        path.write_text(_report(source), encoding="utf-8")
    return paths


def _report(source: random.Random) -> str:
    people = _people(source)

    def filled(forms: tuple[str, ...]) -> str:
        chance = {
            "age": source.randint(18, 79),
            "age2": source.randint(18, 79),
            "town": source.choice(_TOWNS),
            "place": source.choice(_PLACES),
            "day": source.choice(_DAYS),
            "charge": source.choice(_CHARGES),
            "said": source.choice(_SAID),
            "more": source.choice(_SAID),
            "fragment": source.choice(_FRAGMENTS),
        }
        return source.choice(forms).format(**people, **chance)

    def paragraph() -> str:
        if source.random() < 0.3:
            return filled(_QUOTED)
        return " ".join(filled(_REPORTED) for _ in range(source.choice((1, 1, 2, 2, 3))))

    return "\n\n".join([f"# {filled(_HEADLINES)}", *(paragraph() for _ in range(source.randint(12, 48)))]) + "\n"


def _people(source: random.Random) -> dict[str, str]:
    """The people of one report by part: some by whole name, some by surname."""
    accused, harmed, sister, judge, officer, lawyer = source.sample(_FAMILY, 6)
    given = source.sample(_GIVEN, 5)
    return {
        "accused": f"{given[0]} {accused}",
        "last": accused,
        "Last": f"Mr {accused}" if source.random() < 0.3 else accused,
        "he": "he",
        "harmed": f"{given[1]} {harmed}",
        "harmed_last": harmed,
        "sister": f"{given[2]} {sister}",
        "judge": judge,
        "officer": f"{given[3]} {officer}",
        "Officer_last": officer,
        "lawyer": f"{given[4]} {lawyer}",
    }
