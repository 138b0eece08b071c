"""Ordinary copy that naive word lists flag. Under all rules together it raises no warning, and hardly a suggestion.

Every person and place is made up. Each line is read alone, where one word is enough to show a topic, and all of them as one
long article, where every topic is shown.
"""

import pytest

from ethicslint import lint_text

COURTS = [
    # who stands trial, and who died
    "Gareth Penhallow, 52, of Quarry Row, Ludlow, denies causing grievous bodily harm.",
    "Flowers were left for the murder victim, Imelda Roache, who was 41.",
    "A plasterer has been charged with murdering his business partner.",
    "Ms Okonjo is accused, with three other directors, of conspiracy to defraud lenders.",
    "The accused, who denies all five counts, followed the evidence through an interpreter.",
    "The Central Criminal Court heard that the accused man, who cannot be named, denies the charge.",
    "The accused were produced before a magistrate in Pune and remanded for two days.",
    "She was committed for trial at Belfast Crown Court.",
    "He was booked into the county jail on a charge of manslaughter.",
    "The trial of a dentist over the death of his wife begins in Boise on Monday.",
    # what was said, and to whom
    "In an interview read to the jury, he told detectives that he had struck out in panic.",
    "The boy's mother consented to his being interviewed on video, the hearing was told.",
    "He had raped her repeatedly over three years, the jury at Mold Crown Court was told.",
    "His wife declined to testify against him, as the law of the state allows.",
    "A pathologist told the murder trial that the marks on her neck were left by a ligature.",
    "A bread knife was recovered from the canal, the officer told the court.",
    "The addict, who has been clean for a year, apologised to the shopkeeper from the dock.",
    "The plaintiff claims damages of €60,000 for the assault.",
    "Under cross-examination she agreed that she had drunk two glasses of wine.",
    "Defence counsel challenged her account for two hours.",
    "The jury was told that she had waited a year to go to the police because she was afraid of him.",
    "The prosecution alleges that he lied to his insurers about the boat.",
    "A victim impact statement was read out by her sister.",
    "The judge said that the killing was brutal and that he had shown no remorse.",
    # pleas, verdicts and sentences
    "He admitted killing her and denied murder.",
    "A civil jury in Portland found the former coach liable for battery.",
    "He lost his appeal against his conviction for rape.",
    "She admitted manslaughter on the ground of diminished responsibility, which the Crown accepted.",
    "A pastry chef pleaded guilty to attempted sexual assault at Cardiff Crown Court.",
    "A magistrate in Nashik convicted the columnist of criminal defamation and fined him 5,000 rupees.",
    "The judge jailed her for life and set a minimum term of 22 years.",
    "The appeal judges cleared the nurse of all charges.",
    "The High Court acquitted all nine men of rioting and ordered their release.",
    "Prosecutors dropped the case after a grand jury returned no bill.",
    "A hung jury forced a second trial, which opens in May.",
    "A Travis County jury convicted her of capital murder; she faces life without parole.",
    "The stepfather, who was convicted of murder in March, had beaten the boy to death.",
    "Hundreds of lottery agents were wrongly accused of false accounting, the inquiry heard.",
    # police, deaths, roads
    "Police shot him four times as he turned away, the watchdog's report says.",
    "The councillor was arrested for drink-driving in 2009 and fined.",
    "The lorry left the road after its driver lost control on black ice.",
    "Tadhg Ó Broin, 16, was killed when the car struck a wall near Ennis.",
    "A cyclist was in a critical condition last night after the collision.",
    "Police believe that he killed his parents before he died of a self-inflicted wound.",
    "The inquest heard that he died in a police cell in 2019.",
    "Gardaí said there were no suspicious circumstances.",
    "Police want to trace a white man in his thirties with a Cork accent and a grey anorak; call 101.",
    "An FIR was registered against the contractor for causing death by negligence.",
    "Two people were arrested on suspicion of murder and released on bail.",
    "She was last seen in a red dress near the quay, police said.",
    "Detectives said that they did not know the motive.",
    "The coroner recorded a conclusion of suicide.",
    "The Dublin inquest returned a verdict of misadventure.",
    "The poet took his own life in 1894, his biographer writes.",
    # law, help and words about words
    "Peers will debate whether the exemption for marital rape ought to have survived so long.",
    "The term “rape” appears nowhere in the ordinance of 1871.",
    "Anyone in an abusive relationship can ring the refuge's helpline at any hour.",
    "Women over 40 were urged to join the trial of a new flu vaccine.",
    "Defendants are presumed innocent until they are proved guilty.",
]

ELSEWHERE = [
    # sport
    "The striker is a killer in the box, her manager said before the derby.",
    "Rovers were slaughtered 6–0 at home on Saturday.",
    "The bowler claimed four wickets before tea.",
    "A suicide squeeze in the ninth inning brought home the winning run.",
    "He committed two errors at shortstop and was booed.",
    "A monster six over long-on settled the match.",
    "The prop was cleared of eye-gouging by the disciplinary panel.",
    "The defence was found guilty of ball-watching for the second goal.",
    "The champion admitted that she could retire in June.",
    # film, theatre, books
    "‘The Monster of Lough Derry’ opens in Irish cinemas on Friday.",
    "A grisly thriller about a serial killer won the audience prize at the festival.",
    "The horror film was shot in a disused mill near Halifax.",
    "Her Lady Macbeth is a beast of a performance.",
    "The tragedy runs for three hours, and the murder of the king happens offstage.",
    "The play ends with a hung jury and a handshake.",
    "The comedian killed at the late show, and the heckler walked free.",
    "Pupils committed the poem to memory.",
    "He confessed that he had never finished the novel.",
    # politics and business
    "A hung parliament is the likeliest result, the pollster said.",
    "Raising the fare would be political suicide, her own side warned.",
    "The senator claimed victory shortly before midnight.",
    "The deputy leader is accused by rivals of dithering over the ferry.",
    "The jury is still out on the new timetable.",
    "The company claims that its kettle boils in 40 seconds.",
    "The insurer received 4,000 claims after the flood.",
    "The bank fell victim to its own success, and the takeover bid failed.",
    "The retailer is committed to ten new shops and has killed off its catalogue.",
    "The innocent explanation is that the clock was an hour slow.",
    # gardens, weather, science, animals
    "Slugs slaughtered the hostas, and a late frost killed the dahlias.",
    "Bindweed will strangle a young rose if it is left to climb.",
    "A monster of a storm battered the coast of Mayo on Tuesday.",
    "The hurricane claimed nine lives in Florida.",
    "Killer whales were seen off Skye for the third time this summer.",
    "Programmed cell suicide keeps tissues healthy, the biologist said.",
    "The sheep walked free after an hour in the drain, firefighters said.",
    "The suspect package turned out to be a lunch box.",
    "Victims of the flood were housed in a school in Carlisle.",
    "The mayor admitted that the bins had been late since Easter.",
]

LOUD = ("warning", "error")


def shown(text: str) -> list[str]:
    """Findings of all rules, each with its level, rule and words."""
    return [f"{one.level} of {one.rule}: {one.match}" for one in lint_text(text, "article.md")]


@pytest.mark.parametrize("text", [*COURTS, *ELSEWHERE])
def test_ordinary_copy_raises_no_warning(text: str) -> None:
    assert [one for one in shown(text) if one.startswith(LOUD)] == []


@pytest.mark.parametrize("text", [*COURTS, *ELSEWHERE])
def test_nor_does_it_as_a_headline(text: str) -> None:
    headline = text.rstrip(".")
    assert [one for one in shown(f"# {headline}\n\nA report follows below.\n") if one.startswith(LOUD)] == []


def test_in_a_long_article_that_shows_every_topic_it_raises_no_warning_either() -> None:
    article = "\n\n".join([*COURTS, *ELSEWHERE])
    assert [one for one in shown(article) if one.startswith(LOUD)] == []


@pytest.mark.parametrize("lines", [COURTS, ELSEWHERE], ids=["courts", "elsewhere"])
def test_it_hardly_raises_a_suggestion(lines: list[str]) -> None:
    """In nineteen lines of twenty there is nothing at all."""
    flagged = {text: found for text in lines if (found := shown(text))}
    assert len(flagged) <= len(lines) / 20, flagged
