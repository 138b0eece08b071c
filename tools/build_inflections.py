"""Write src/ethicslint/lexicon/inflections.txt: what the rules of regular English inflection get wrong.

Run by hand, when the tables below or the rules in `ethicslint.lexicon.inflection` change. It needs two packages that the
project does not depend on (they bring numpy), so give it an environment of its own:

    python3 -m venv /tmp/inflections
    /tmp/inflections/bin/pip install lemminflect==0.2.3 wordfreq==3.1.1
    /tmp/inflections/bin/python tools/build_inflections.py            # write the file
    /tmp/inflections/bin/python tools/build_inflections.py --report   # write nothing; how far the file agrees with lemminflect

The forms come from lemminflect, whose table is made from the SPECIALIST lexicon of the US National Library of Medicine; the
frequencies that choose the words and prune the forms come from wordfreq (zipf: 3 is once in a million words, 6 once in a thousand). What
neither knows, or gets wrong, is in the tables of this file, by hand. The result depends on nothing else.
"""

import argparse
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from lemminflect import getAllInflections  # noqa: E402
from wordfreq import top_n_list, word_frequency, zipf_frequency  # noqa: E402

from ethicslint.lexicon.inflection import inflect, regular_forms  # noqa: E402

TARGET = ROOT / "src" / "ethicslint" / "lexicon" / "inflections.txt"
PARTS = {
    "noun": ("NN", "NNS"),
    "verb": ("VB", "VBP", "VBD", "VBN", "VBG", "VBZ"),
    "adjective": ("JJ", "JJR", "JJS"),
}

# How many of the most frequent lemmas the file knows by part of speech, and down to which frequency it knows odd forms.
COMMON = 8000
ODD_FROM = 2.0
VOCABULARY = 200_000

# Words of crime, court, abuse and suicide reporting: in the file however rare they are elsewhere.
SUBJECT = """
abductor abort abscond abuser accomplice accuser acquittal adjourn adulterer adultery affidavit aggressor alibi amputate
anorexia anorexic appellant arraign arraignment arson arsonist asphyxia asphyxiate asphyxiation assail assailant bailiff
barbaric barrister behead bereave bereaved bestial bigamy bloodshed bludgeon brutalise brutality brutalize burglar
burglary burgle cannibal cannibalise cannibalize captor carnage castrate claimant coerce coercion coercive complainant
consensual conspirator conspire coroner culprit custodial debauch debauchery decapitate decapitation deface defamation
defame defraud delinquent demean depraved depravity deranged detainee deviant disembowel disfigure dismember duress
embezzle embezzlement embezzler enslave euthanasia evict exonerate exoneration extort extortion extradite felon flasher
fondle forger forgery fornicate frenzied gallows ghastly grisly gruesome gunfire gunman handcuff hijack hijacker
homicidal impale impregnate incarcerate incarceration incest incestuous indecent infanticide infatuated infidelity
inquest interrogate intruder junkie kidnapper lair lecher lecherous ligature litigant lunatic lurid madman madwoman
manhandle maniac manslaughter maul mistrial mobster molest molestation mourner mugger murderess murderous mutilate
mutilation narcissist negligent nonce noose overpower parricide pathologist patricide penitentiary perjure perjury
perpetrate philanderer pillory policewoman pornographer pornographic predatory psychopath psychopathic psychotic quash
rampage ravage ravish recant recidivism recidivist remorse repent retaliate retrial sadism sadist sadistic schizophrenia
schizophrenic seducer shoplift shoplifter sinister slayer sleazy smother smuggler sodomy spree stalker stepbrother
stepchild stepdaughter stepfather stepmother stepsister stepson sterilise sterilize stigmatise stigmatize stillbirth
stillborn strangle strangulation suffocate suffocation swindler tamper temptress terrorise terrorize torturer trafficker
transvestite truant tryst underage undress unharmed vagrant vandal vandalise vandalism vandalize victimise victimize
vixen voyeurism voyeuristic widower womanise womanize womanizer wrongdoer wrongful
"""

# Several spellings of one word, British or older first. Left out: pairs of which one is also another word (cheque and check,
# kerb and curb, tyre and tire, storey and story), for a rule about the one would then find the other; and words that the rule for
# -ise and -ize pairs already.
SPELLINGS = """
abridgement abridgment
acknowledgement acknowledgment
adviser advisor
aeroplane airplane
ageing aging
aluminium aluminum
amoeba ameba
amphitheatre amphitheater
anaemia anemia
anaemic anemic
anaesthesia anesthesia
anaesthesiologist anesthesiologist
anaesthetic anesthetic
anaesthetise anaesthetize anesthetise anesthetize
anaesthetist anesthetist
analogue analog
annexe annex
appal appall
archaeological archeological
archaeologist archeologist
archaeology archeology
ardour ardor
armour armor
armoury armory
artefact artifact
axe ax
behaviour behavior
behavioural behavioral
belabour belabor
caesarean cesarean caesarian cesarian
calibre caliber
candour candor
catalogue catalog
centimetre centimeter
centre center
clamour clamor
colour color
coloured colored
colourful colorful
colourless colorless
cosy cozy
councillor councilor
counselling counseling
counsellor counselor
defence defense
defenceless defenseless
demeanour demeanor
diarrhoea diarrhea
dialogue dialog
discolour discolor
disfavour disfavor
dishevelled disheveled
dishonour dishonor
dishonourable dishonorable
distil distill
doughnut donut
draughtsman draftsman
dyke dike
enamour enamor
encyclopaedia encyclopedia
endeavour endeavor
enquire inquire
enquiry inquiry
enquirer inquirer
enrol enroll
enrolment enrollment
enthral enthrall
epicentre epicenter
faecal fecal
faeces feces
favour favor
favourable favorable
favourite favorite
favouritism favoritism
fervour fervor
fibre fiber
flavour flavor
flavouring flavoring
foetal fetal
foetus fetus
fulfil fulfill
fulfilment fulfillment
furore furor
gaoler jailer
gaol jail
garrotte garotte garrote
gonorrhoea gonorrhea
grey gray
greyish grayish
gruelling grueling
gynaecological gynecological
gynaecologist gynecologist
gynaecology gynecology
gypsy gipsy
haematoma hematoma
haemoglobin hemoglobin
haemophilia hemophilia
haemophiliac hemophiliac
haemorrhage hemorrhage
haemorrhagic hemorrhagic
haemorrhoid hemorrhoid
harbour harbor
honour honor
honourable honorable
humour humor
humourless humorless
hypoglycaemia hypoglycemia
imposter impostor
install instal
instalment installment
instil instill
jeweller jeweler
jewellery jewelry
judgement judgment
judgemental judgmental
kilogramme kilogram
kilometre kilometer
labour labor
labourer laborer
leukaemia leukemia
libellous libelous
licence license
likeable likable
litre liter
lustre luster
lacklustre lackluster
manoeuvrable maneuverable
manoeuvre maneuver
marvellous marvelous
meagre meager
mediaeval medieval
medallist medalist
metre meter
millilitre milliliter
millimetre millimeter
misbehaviour misbehavior
misdemeanour misdemeanor
misjudgement misjudgment
modelling modeling
mould mold
mouldy moldy
moult molt
moustache mustache
mollusc mollusk
multicoloured multicolored
neighbour neighbor
neighbourhood neighborhood
neighbouring neighboring
neighbourly neighborly
odour odor
odourless odorless
oedema edema
oesophagus esophagus
oestrogen estrogen
offence offense
omelette omelet
orthopaedic orthopedic
paederast pederast
paederasty pederasty
paediatric pediatric
paediatrician pediatrician
paediatrics pediatrics
paedophile pedophile
paedophilia pedophilia
paedophilic pedophilic
panellist panelist
parlour parlor
plough plow
practice practise
pretence pretense
programme program
protester protestor
pyjamas pajamas
rancour rancor
reconnoitre reconnoiter
rigour rigor
rumour rumor
sabre saber
saleable salable
saviour savior
savour savor
savoury savory
sceptic skeptic
sceptical skeptical
scepticism skepticism
sepulchre sepulcher
sizeable sizable
skilful skillful
smoulder smolder
sombre somber
spectre specter
splendour splendor
succour succor
sulphate sulfate
sulphur sulfur
sulphuric sulfuric
theatre theater
tormentor tormenter
tranquillise tranquillize tranquilise tranquilize
tranquilliser tranquillizer tranquiliser tranquilizer
tranquillity tranquility
traveller traveler
tumour tumor
unfavourable unfavorable
unrivalled unrivaled
valour valor
vapour vapor
vigour vigor
watercolour watercolor
wilful willful
woollen woolen
worshipper worshiper
yoghurt yogurt
"""

# Words in -ise or -ize, or made from one, that have no twin in the other letter.
SPELT_ONE_WAY = """
advertise advise anise anticlockwise apprise arise capsize cerise chastise chemise circumcise clockwise comprise
compromise concise counterclockwise crosswise demise despise devise disenfranchise disfranchise downsize edgewise
enfranchise enterprise excise exercise expertise franchise imprecise improvise inadvisable incise lengthwise likewise
merchandise midsize moonrise mortise otherwise outsize oversize pairwise paradise piecewise practise precise premise
promise reprise resize revise stepwise streetwise sunrise supersize supervise surmise surprise televise treatise
unadvised uncircumcised uncompromising undersized unfranchised unpromising unsupervised unsurprised unsurprising unwise
uprise valise
"""

# Verbs of more than one syllable by what their last consonant does before -ed and -ing, where lemminflect takes misspellings or words that
# nobody writes for forms, or knows one usage only.
EITHER_DOUBLED_OR_NOT = """
barrel bayonet bedevil benefit bevel bias cancel carol channel chisel combat counsel cudgel devil diagram dial
disembowel dishevel duel empanel enamel equal focus fuel funnel gravel grovel hiccup impanel imperil initial kidnap
label level libel marshal marvel model nickel panel parcel pedal pencil pummel quarrel ravel refocus refuel relabel
remodel revel rival shovel shrivel signal snorkel spiral stencil swivel target tassel total towel trammel travel trial
tunnel unravel worship yodel
"""
ALWAYS_DOUBLED = """
annul appal control corral disenrol distil enrol enthral fulfil instal instil misprogram occur patrol program refer
reoccur
"""
NEVER_DOUBLED = """
apparel backdrop canal caravan cavil credential develop dowel drivel envelop facet gossip kennel kernel leaflet marathon
oval parallel pommel protocol rabbit redevelop ricochet tablet thermostat
"""

# All forms of a word as one part, where those of lemminflect are wrong even after pruning.
FORMS = """
verb bide bided bides biding
verb broadcast broadcasted broadcasting broadcasts
verb bus bused buses busing bussed busses bussing
verb can canned canning cans could
verb clothe clad clothed clothes clothing
verb crow crowed crowing crows
verb focus focused focuses focusing focussed focusses focussing
verb gas gassed gases gasses gassing
verb gaslight gaslighted gaslighting gaslights gaslit
verb hang hanged hanging hangs hung
verb knit knits knitted knitting
verb leap leaped leaping leaps leapt
verb lie lain lay lied lies lying
verb may might
verb mimic mimicked mimicking mimics
verb prove proved proven proves proving
verb shall should
verb shave shaved shaven shaves shaving
verb slay slain slayed slaying slays slew
verb sneak sneaked sneaking sneaks snuck
verb stave staved staves staving
verb stay stayed staying stays
verb stomach stomached stomaching stomachs
verb tar tarred tarring tars
verb torpedo torpedoed torpedoes torpedoing
verb typeset typesets typesetting
verb whiz whizzed whizzes whizzing
verb will willed willing wills would
noun attorney-general attorney-generals attorneys-general
noun brother-in-law brothers-in-law
noun caiman caimans
noun chairperson chairpeople chairpersons
noun commander-in-chief commanders-in-chief
noun daughter-in-law daughters-in-law
noun editor-in-chief editors-in-chief
noun father-in-law fathers-in-law
noun german germans
noun gladiolus gladioli
noun hanger-on hangers-on
noun mother-in-law mothers-in-law
noun norman normans
noun ottoman ottomans
noun parent-in-law parents-in-law
noun passer-by passers-by
noun person people persons
noun roman romans
noun runner-up runners-up
noun sister-in-law sisters-in-law
noun son-in-law sons-in-law
noun spokesperson spokespeople spokespersons
adjective damned damndest damnedest
adjective dry drier driest dryer
adjective raw rawer rawest
"""

# The parts of speech, as the file names them, of words that lemminflect does not know, or knows as something that nobody uses.
WORDS = """
adjective: alleged chilling complicit convicted crazed heinous horrific ill paedophilic pedophilic perverted
adjective: premeditated slain traumatised traumatized wrong
mass: beef bullying comes corps cyberbullying cyberstalking dens dis groping jailbait media morale paedophilia pars
mass: pedophilia pus sextortion shoplifting sleaze stalking trafficking via victimhood
noun: anus aqua batterer beheading blackmailer bloodbath callus cellmate cholera codefendant colon crux cyberstalker
noun: diva divorcee dominatrix drunkard excretion fiance fiancee gonorrhea gonorrhoea groomer gunpoint hitman hoodlum
noun: influenza insigne knifeman locus looter lothario lynching manhunt micron molester momento mugging nostrum opus
noun: paedophile pal pedophile pneumonia rectum rial sicko slasher slaying sodomite stamen strangler survivor taxis
noun: vigilante voyeur zirconium
noun adjective: callous real
noun verb: blog dare din gas joyride solo staff trial waterboard
verb: be criminalise criminalize die do go have lobotomise lobotomize pathologise pathologize reconvict regale reoffend
verb: retraumatise retraumatize say see sexualise sexualize sodomise sodomize traumatise traumatize weaponise weaponize
"""


KINDS = {"noun": ("noun", "mass"), "verb": ("verb", "doubling", "either"), "adjective": ("graded", "adjective")}
PART = {kind: part for part, kinds in KINDS.items() for kind in kinds}
GROUPS = [line.split() for line in SPELLINGS.strip().splitlines()]
GROUP = {word: group for group in GROUPS for word in group}
HAND_FORMS = {(part, lemma): set(rest) for part, lemma, *rest in map(str.split, FORMS.strip().splitlines())}
HAND_KINDS = {
    word: kinds.split() for kinds, _, words in (line.partition(":") for line in WORDS.strip().splitlines()) for word in words.split()
}
HAND_VERBS = {
    word: kind
    for kind, words in (("either", EITHER_DOUBLED_OR_NOT), ("doubling", ALWAYS_DOUBLED), ("verb", NEVER_DOUBLED))
    for word in words.split()
}

Forms = dict[str, set[str]]


def zipf(word: str) -> float:
    return zipf_frequency(word, "en")


def table(lemma: str, part: str) -> list[set[str]]:
    """What lemminflect knows of `lemma` as `part`: a set of alternatives per inflection, without “off set” and “re-did”."""
    tagged = getAllInflections(lemma)
    return [
        {form for form in tagged[tag] if form.isascii() and form.isalpha()} for tag in PARTS[part] if tag in tagged
    ]


def table_forms(lemma: str) -> Forms:
    """Every form that lemminflect knows, by part, without the lemma itself."""
    return {part: set().union(*table(lemma, part)) - {lemma} for part in PARTS if table(lemma, part)}


def shapes(lemma: str, part: str) -> set[str]:
    """Every form that could be regular, whatever the file says of the word."""
    return {form for kind in KINDS[part] for form in regular_forms(lemma, part, (kind,))}


def in_use(lemma: str, part: str, options: set[str], last_resort: bool) -> set[str]:
    """Of several forms for one inflection those that people write: not “vertigines”, “larvas”; one at least if it is a last resort."""
    regular = shapes(lemma, part)
    usual = max((zipf(form) for form in options & regular), default=0.0)
    odd = {form for form in options - regular if zipf(form) >= max(1.5, usual - 1.5)}
    kept = odd | {form for form in options & regular if zipf(form) > 0 or not odd}
    return kept or ({max(sorted(options), key=zipf)} if options and last_resort else set())


def verb_forms(lemma: str) -> set[str]:
    forms: set[str] = set()
    for options in table(lemma, "verb"):
        # A participle that is not in use (“blent”) is needed only if no “blended” stands for it.
        forms |= in_use(lemma, "verb", options, last_resort=not any(form.endswith("ed") for form in forms))
    forms.discard(lemma)
    if forms:
        # The table lacks “stinging”.
        third, *_, participle = regular_forms(lemma, "verb")
        forms |= {third} if not any(form.endswith("s") for form in forms) else set()
        forms |= {participle} if not any(form.endswith("ing") for form in forms) else set()
    return forms


def noun_forms(lemma: str, verb: set[str]) -> set[str]:
    options = set().union(*table(lemma, "noun"))
    forms = in_use(lemma, "noun", options, last_resort=max(map(zipf, options - {lemma}), default=0.0) >= 1) - {lemma}
    plural = regular_forms(lemma, "noun")[0]
    # The table takes “casino” for a noun without a plural.
    return forms or ({plural} if plural not in verb and zipf(plural) >= 2.2 else set())


def adjective_forms(lemma: str) -> set[str]:
    forms = table_forms(lemma)["adjective"]
    if lemma.endswith("e"):
        # The table has “trueer” and “vagueest”.
        forms = {form.replace(lemma + "e", lemma) for form in forms}
    regular = forms == set(regular_forms(lemma, "adjective"))
    return forms if regular or any(zipf(form) >= 1.3 for form in forms) else set()


def forms_in_use(lemma: str) -> Forms:
    """The parts of speech and the forms that the file is to give for `lemma`."""
    if lemma in HAND_KINDS:
        found = {PART[kind]: set(regular_forms(lemma, PART[kind], (kind,))) for kind in HAND_KINDS[lemma]}
        if HAND_KINDS[lemma] == ["verb"] and table(lemma, "verb"):
            found["verb"] = verb_forms(lemma)
    else:
        found = {}
        for part in table_forms(lemma):
            if part == "verb":
                found[part] = verb_forms(lemma)
            elif part == "noun":
                found[part] = noun_forms(lemma, table_forms(lemma).get("verb", set()))
            else:
                found[part] = adjective_forms(lemma)
        drop_rare_parts(found)
    if "verb" in found and lemma in HAND_VERBS:
        found["verb"] = set(regular_forms(lemma, "verb", (HAND_VERBS[lemma],)))
    others = {form for other in GROUP.get(lemma, ()) if other != lemma for part in found for form in shapes(other, part)}
    for part, forms in found.items():
        found[part] = HAND_FORMS.get((part, lemma)) or forms - (others - shapes(lemma, part))
    for part, other in HAND_FORMS:
        if other == lemma:
            found[part] = HAND_FORMS[part, lemma]
    return found


def drop_rare_parts(found: Forms) -> None:
    """Forget parts of speech that only a large dictionary knows: “languaged”, “chronics”."""
    for part in ("verb", "noun"):
        others = set().union(*(forms for other, forms in found.items() if other != part))
        telling = [form for form in found.get(part, ()) if form not in others and (part == "noun" or form[-1] != "s")]
        if part == "verb" and part in found and not found[part]:
            del found[part]
        elif telling and max(map(zipf, telling)) < 1.6 and len(found) > 1 and (part == "verb" or "adjective" in found):
            del found[part]


def kinds_and_lists(lemma: str, found: Forms) -> tuple[tuple[str, ...], Forms]:
    """How the file says `found`: the names of its parts, and the forms that it has to list."""
    kinds = []
    lists = {}
    for part in ("noun", "verb", "adjective"):
        if part in found:
            same = [kind for kind in KINDS[part] if set(regular_forms(lemma, part, (kind,))) == found[part]]
            kinds += same[:1] or [KINDS[part][0]]
            if not same:
                lists[part] = found[part]
    return tuple(kinds), lists


def by_frequency() -> list[str]:
    """The words that lemminflect knows as noun, verb or adjective, or as adverb only, the most frequent first.

    A word counts with those of its forms that are no words of their own, so that “doe” does not count as often as “does”.
    """
    words = [word for word in top_n_list("en", VOCABULARY) if word.isascii() and word.isalpha()]
    words = [word for word in words if (len(word) > 2 or word in ("be", "do", "go")) and getAllInflections(word)]
    known = set(words)

    def frequency(word: str) -> float:
        forms = {form for forms in table_forms(word).values() for form in forms} - known
        return sum(word_frequency(form, "en") for form in {word, *forms})

    return sorted(words, key=lambda word: (-frequency(word), word))


def build() -> str:
    """The text of the data file."""
    words = by_frequency()
    common = {*words[:COMMON], *SUBJECT.split(), *HAND_KINDS, *GROUP, *(lemma for _, lemma in HAND_FORMS)}
    sections: dict[tuple[str, ...], list[str]] = {}
    lists: dict[str, list[str]] = {part: [] for part in PARTS}
    for lemma in sorted({*words, *common}):
        found = forms_in_use(lemma)
        kinds, listed = kinds_and_lists(lemma, found)
        odd = listed or "doubling" in kinds or "either" in kinds
        known = max(zipf(form) for form in {lemma, *(form for forms in found.values() for form in forms)}) >= ODD_FROM
        if lemma not in common and not (odd and known):
            continue
        for part, forms in listed.items():
            lists[part].append(" ".join((lemma, *sorted(forms))))
        twin = lemma in GROUP or lemma.endswith(("ise", "ize", "yse", "yze"))
        # A word that is not in the file is taken for a noun and a verb, unless another spelling or its last piece says more.
        if (kinds or getAllInflections(lemma)) and (kinds != ("noun", "verb") or twin or "-" in lemma):
            sections.setdefault(kinds, []).append(lemma)
    return render(sections, lists)


def render(sections: dict[tuple[str, ...], list[str]], lists: dict[str, list[str]]) -> str:
    parts = [HEADER]
    for kinds in sorted(sections):
        parts += [f"[{' '.join(kinds) or 'no forms'}]", textwrap.fill(" ".join(sections[kinds]), 120, break_on_hyphens=False)]
    for part, entries in lists.items():
        parts += [f"[irregular {part}]", *entries]
    parts += ["[spellings]", *(" ".join(group) for group in GROUPS)]
    parts += ["[spelt one way]", textwrap.fill(" ".join(sorted(SPELT_ONE_WAY.split())), 120, break_on_hyphens=False)]
    return "\n".join(parts) + "\n"


HEADER = """\
# Made by tools/build_inflections.py; do not edit. How to read it is in inflection.py.
#
# A title in brackets names what the words below it are: noun, mass (a noun without a plural), verb, doubling (a verb that doubles
# its last consonant, beyond the rule), either (a verb that does both), adjective, graded (an adjective with -er and -est). Words that
# are noun and verb, both regular, are not listed. An irregular line is a word and all its other forms as that part of speech."""


def main() -> None:
    text = build()
    TARGET.write_text(text, encoding="ascii")
    sys.stdout.write(f"{TARGET}: {len(text.splitlines())} lines, {len(text) / 1024:.0f} kB\n")


if __name__ == "__main__":
    main()
