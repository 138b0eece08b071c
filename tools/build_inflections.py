"""Write src/ethicslint/lexicon/inflections.txt: what the rules of regular English inflection get wrong.

Run by hand, when the tables below or the rules in `ethicslint.lexicon.inflection` change. It needs two packages that
the project does not depend on (they bring numpy), so give it an environment of its own:

    python3 -m venv /tmp/inflections
    /tmp/inflections/bin/pip install lemminflect==0.2.3 wordfreq==3.1.1
    /tmp/inflections/bin/python tools/build_inflections.py            # write the file
    /tmp/inflections/bin/python tools/build_inflections.py --report   # write nothing: how far the two agree

The forms come from lemminflect, whose table is made from the SPECIALIST Lexicon of the US National Library of
Medicine; the frequencies that choose the words and prune the forms come from wordfreq (zipf: 3 is once in a million
words, 6 once in a thousand). What neither knows, or gets wrong, is in the tables of this file, by hand. The result
depends on nothing else.
"""

import argparse
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from lemminflect import getAllInflections  # noqa: E402
from wordfreq import top_n_list, word_frequency, zipf_frequency  # noqa: E402

from ethicslint.lexicon.inflection import inflect, parts_of, regular_forms, spellings  # noqa: E402

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

# Several spellings of one word, British or older first. Left out: pairs of which one is also another word (cheque and
# check, kerb and curb, tyre and tire), for a rule about the one would then find the other; and words that the rule for
# -ise and -ize pairs already.
SPELLINGS = """
abridgement/abridgment acknowledgement/acknowledgment adviser/advisor aeroplane/airplane ageing/aging aluminium/aluminum
amoeba/ameba amphitheatre/amphitheater anaemia/anemia anaemic/anemic anaesthesia/anesthesia
anaesthesiologist/anesthesiologist anaesthetic/anesthetic anaesthetise/anaesthetize/anesthetise/anesthetize
anaesthetist/anesthetist analogue/analog annexe/annex appal/appall archaeological/archeological
archaeologist/archeologist archaeology/archeology ardour/ardor armour/armor armoury/armory artefact/artifact axe/ax
behaviour/behavior behavioural/behavioral belabour/belabor caesarean/cesarean/caesarian/cesarian calibre/caliber
candour/candor catalogue/catalog centimetre/centimeter centre/center clamour/clamor colour/color coloured/colored
colourful/colorful colourless/colorless cosy/cozy councillor/councilor counselling/counseling counsellor/counselor
defence/defense defenceless/defenseless demeanour/demeanor diarrhoea/diarrhea dialogue/dialog discolour/discolor
disfavour/disfavor dishevelled/disheveled dishonour/dishonor dishonourable/dishonorable distil/distill divorcée/divorcee
doughnut/donut draughtsman/draftsman enamour/enamor encyclopaedia/encyclopedia endeavour/endeavor enquire/inquire
enquiry/inquiry enquirer/inquirer enrol/enroll enrolment/enrollment enthral/enthrall epicentre/epicenter faecal/fecal
faeces/feces favour/favor favourable/favorable favourite/favorite favouritism/favoritism fervour/fervor fiancé/fiance
fiancée/fiancee fibre/fiber flavour/flavor flavouring/flavoring foetal/fetal foetus/fetus fulfil/fulfill
fulfilment/fulfillment furore/furor gaoler/jailer gaol/jail garrotte/garotte/garrote gonorrhoea/gonorrhea grey/gray
greyish/grayish gruelling/grueling gynaecological/gynecological gynaecologist/gynecologist gynaecology/gynecology
gypsy/gipsy haematoma/hematoma haemoglobin/hemoglobin haemophilia/hemophilia haemophiliac/hemophiliac
haemorrhage/hemorrhage haemorrhagic/hemorrhagic haemorrhoid/hemorrhoid harbour/harbor honour/honor honourable/honorable
humour/humor humourless/humorless hypoglycaemia/hypoglycemia imposter/impostor install/instal instalment/installment
instil/instill jeweller/jeweler jewellery/jewelry judgement/judgment judgemental/judgmental kilogramme/kilogram
kilometre/kilometer labour/labor labourer/laborer leukaemia/leukemia libellous/libelous licence/license likeable/likable
litre/liter lustre/luster lacklustre/lackluster manoeuvrable/maneuverable manoeuvre/maneuver marvellous/marvelous
meagre/meager mediaeval/medieval medallist/medalist metre/meter millilitre/milliliter millimetre/millimeter
misbehaviour/misbehavior misdemeanour/misdemeanor misjudgement/misjudgment modelling/modeling mould/mold mouldy/moldy
moult/molt moustache/mustache mollusc/mollusk multicoloured/multicolored neighbour/neighbor neighbourhood/neighborhood
neighbouring/neighboring neighbourly/neighborly odour/odor odourless/odorless oedema/edema oesophagus/esophagus
oestrogen/estrogen offence/offense omelette/omelet orthopaedic/orthopedic paederast/pederast paederasty/pederasty
paediatric/pediatric paediatrician/pediatrician paediatrics/pediatrics paedo/pedo paedophile/pedophile
paedophilia/pedophilia paedophilic/pedophilic panellist/panelist parlour/parlor plough/plow practice/practise
pretence/pretense programme/program protester/protestor protégé/protege protégée/protegee pyjamas/pajamas rancour/rancor
reconnoitre/reconnoiter rigour/rigor rumour/rumor sabre/saber saleable/salable saviour/savior savour/savor
savoury/savory sceptic/skeptic sceptical/skeptical scepticism/skepticism sepulchre/sepulcher sizeable/sizable
skilful/skillful smoulder/smolder sombre/somber spectre/specter splendour/splendor succour/succor sulphate/sulfate
sulphur/sulfur sulphuric/sulfuric theatre/theater tormentor/tormenter tranquillise/tranquillize/tranquilise/tranquilize
tranquilliser/tranquillizer/tranquiliser/tranquilizer tranquillity/tranquility traveller/traveler tumour/tumor
unfavourable/unfavorable unrivalled/unrivaled valour/valor vapour/vapor vigour/vigor watercolour/watercolor
whisky/whiskey wilful/willful woollen/woolen worshipper/worshiper yoghurt/yogurt
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

# Verbs of more than one syllable by what becomes of their last consonant before -ed and -ing, where lemminflect takes
# misspellings for forms, or knows one usage only.
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
noun locus loci
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

# What the file calls words that lemminflect does not know, or knows as something that nobody uses.
WORDS = """
adjective: alleged chilling complicit convicted crazed heinous horrific ill paedophilic pedophilic perverted
adjective: premeditated slain traumatised traumatized wrong
mass: beef bullying chassis comes corps custody cyberbullying cyberstalking dens dis groping jailbait media morale
mass: paedophilia pars pedophilia pus sextortion shoplifting sleaze stalking trafficking via victimhood
noun: anus aqua batterer beheading blackmailer bloodbath callus cellmate cholera codefendant colon crux
noun: cyberstalker diva divorcee divorcée dominatrix drunkard excretion fiance fiancee fiancé fiancée gonorrhea
noun: gonorrhoea groomer gunpoint hitman hoodlum influenza insigne knifeman looter lothario lynching manhunt
noun: micron molester momento mugging nostrum opus paedo paedophile pal pedo pedophile pneumonia protege protegee
noun: protégé protégée rectum rial sicko slasher slaying sodomite stamen strangler survivor taxis vigilante voyeur
noun: zirconium
noun adjective: callous real
noun verb: blog dare din gas joyride solo staff trial waterboard
verb: be criminalise criminalize die do go have lobotomise lobotomize pathologise pathologize reconvict regale
verb: reoffend retraumatise retraumatize say see sexualise sexualize sodomise sodomize traumatise traumatize
verb: weaponise weaponize
"""

KINDS = {"noun": ("noun", "mass"), "verb": ("verb", "doubling", "either"), "adjective": ("graded", "adjective")}
PART = {kind: part for part, kinds in KINDS.items() for kind in kinds}
GROUPS = [group.split("/") for group in SPELLINGS.split()]
GROUP = {word: group for group in GROUPS for word in group}
HAND_FORMS = {(part, lemma): set(rest) for part, lemma, *rest in map(str.split, FORMS.strip().splitlines())}
HAND_KINDS = {
    word: kinds.split()
    for kinds, _, words in (line.partition(":") for line in WORDS.strip().splitlines())
    for word in words.split()
}
HAND_VERBS = {
    word: kind
    for kind, words in (("either", EITHER_DOUBLED_OR_NOT), ("doubling", ALWAYS_DOUBLED), ("verb", NEVER_DOUBLED))
    for word in words.split()
}

Forms = dict[str, set[str]]


def zipf(word: str) -> float:
    return float(zipf_frequency(word, "en"))


def table(lemma: str, part: str) -> list[set[str]]:
    """What lemminflect knows of `lemma` as `part`: the alternatives of each inflection, no “off set”, no “re-did”."""
    tagged = getAllInflections(lemma)
    return [{form for form in tagged[tag] if form.isascii() and form.isalpha()} for tag in PARTS[part] if tag in tagged]


def table_forms(lemma: str) -> Forms:
    """Every form that lemminflect knows, by part, without the lemma itself."""
    return {part: set().union(*table(lemma, part)) - {lemma} for part in PARTS if table(lemma, part)}


def shapes(lemma: str, part: str) -> set[str]:
    """Every form that could be regular, whatever the file says of the word."""
    return {form for kind in KINDS[part] for form in regular_forms(lemma, part, (kind,))}


def in_use(lemma: str, part: str, options: set[str], needed: bool) -> set[str]:
    """Of several forms for one inflection those that people write (not “vertigines”); one at least, if need be."""
    regular = shapes(lemma, part)
    usual = max((zipf(form) for form in options & regular), default=0.0)
    odd = {form for form in options - regular if zipf(form) >= max(1.5, usual - 1.5)}
    kept = odd | {form for form in options & regular if zipf(form) > 0 or not odd}
    return kept or ({max(sorted(options), key=zipf)} if options and needed else set())


def verb_forms(lemma: str) -> set[str]:
    forms: set[str] = set()
    for options in table(lemma, "verb"):
        # A participle that is not in use (“blent”) is needed only if no “blended” stands for it.
        needed = lemma not in options and not any(form.endswith("ed") for form in forms)
        forms |= in_use(lemma, "verb", options - {lemma}, needed)
    if forms:
        # The table lacks “stinging”.
        third, *_, participle = regular_forms(lemma, "verb")
        forms |= {third} if not any(form.endswith("s") for form in forms) else set()
        forms |= {participle} if not any(form.endswith("ing") for form in forms) else set()
    return forms


def noun_forms(lemma: str, verb: set[str]) -> set[str]:
    options = table_forms(lemma)["noun"]
    forms = in_use(lemma, "noun", options, needed=max(map(zipf, options), default=0.0) >= 1)
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
    """What the file is to say of `lemma`: every part of speech that any spelling of it has, with the forms."""
    found = forms_of_spelling(lemma)
    for other in GROUP.get(lemma, ()):
        for part in forms_of_spelling(other):
            found.setdefault(part, set(regular_forms(lemma, part)))
    return found


def forms_of_spelling(lemma: str) -> Forms:
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
    for part in PARTS:
        if (part, lemma) in HAND_FORMS:
            found[part] = HAND_FORMS[part, lemma]
        elif part in found:
            others = {form for other in GROUP.get(lemma, ()) if other != lemma for form in shapes(other, part)}
            found[part] -= others - shapes(lemma, part)
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
    kinds: list[str] = []
    lists: Forms = {}
    for part in ("noun", "verb", "adjective"):
        if part in found:
            same = [kind for kind in KINDS[part] if set(regular_forms(lemma, part, (kind,))) == found[part]]
            kinds += same[:1] or [KINDS[part][0]]
            if not same:
                lists[part] = found[part]
    return tuple(kinds), lists


def by_frequency() -> list[str]:
    """The words that lemminflect knows as noun, verb or adjective, or as adverb only, the most frequent first.

    A word counts with those of its forms that are no words of their own: “doe” does not count as often as “does”.
    """
    words = [word for word in top_n_list("en", VOCABULARY) if word.isascii() and word.isalpha()]
    words = [word for word in words if (len(word) > 2 or word in ("be", "do", "go")) and getAllInflections(word)]
    known = set(words)

    def frequency(word: str) -> float:
        forms = {form for forms in table_forms(word).values() for form in forms} - known
        return float(sum(word_frequency(form, "en") for form in {word, *forms}))

    return sorted(words, key=lambda word: (-frequency(word), word))


def build() -> str:
    """The text of the data file."""
    words = by_frequency()
    inflected = [lemma for lemma in words if table_forms(lemma)]
    common = {*words[: words.index(inflected[COMMON])], *SUBJECT.split(), *HAND_KINDS, *GROUP}
    common |= {lemma for _, lemma in HAND_FORMS}
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
        # What is not listed is taken for a noun and a verb, unless another spelling or its last piece says more.
        if (kinds or getAllInflections(lemma)) and (kinds != ("noun", "verb") or twin or "-" in lemma):
            sections.setdefault(kinds, []).append(lemma)
    return render(sections, lists)


def render(sections: dict[tuple[str, ...], list[str]], lists: dict[str, list[str]]) -> str:
    parts = [HEADER]
    for kinds in sorted(sections):
        parts += [f"[{' '.join(kinds) or 'no forms'}]", wrapped(sections[kinds])]
    for part, entries in lists.items():
        parts += [f"[irregular {part}]", *entries]
    parts += ["[spellings]", *(" ".join(group) for group in GROUPS)]
    parts += ["[spelt one way]", wrapped(sorted(SPELT_ONE_WAY.split()))]
    return "\n".join(parts) + "\n"


def wrapped(words: list[str]) -> str:
    return textwrap.fill(" ".join(words), 120, break_on_hyphens=False)


HEADER = """\
# Made by tools/build_inflections.py; do not edit. Read by inflection.py. The forms are those of lemminflect (MIT
# licence) and its source, the SPECIALIST Lexicon of the US National Library of Medicine, pruned and corrected.
#
# A title in brackets says what the words below it are: noun, mass (a noun without a plural), verb, doubling (one that
# doubles its last consonant beyond the rule), either (a verb that may), adjective, graded (with -er and -est). A word
# that is a noun and a verb, both regular, is not listed. An irregular line is a word and all its other forms as that
# part of speech."""


def report() -> None:
    """Compare the file with lemminflect: for the words it was made for, and for those next in frequency."""
    words = [lemma for lemma in by_frequency() if table_forms(lemma)]
    for title, lemmas in (("in the file", words[:COMMON]), ("next in frequency", words[COMMON : COMMON + COMMON // 2])):
        same = sum(set(parts_of(lemma)) == set(table_forms(lemma)) for lemma in lemmas)
        write(f"{len(lemmas)} lemmas {title}: same parts of speech {same / len(lemmas):.1%}")
        differences: dict[str, list[str]] = {}
        for part in PARTS:
            pairs = [(lemma, table_forms(lemma)[part]) for lemma in lemmas if part in table_forms(lemma)]
            unequal = [(lemma, theirs) for lemma, theirs in pairs if {*inflect(lemma, part)} - {lemma} != theirs]
            by_rule = sum({*regular_forms(lemma, part)} == theirs for lemma, theirs in pairs)
            equal = 1 - len(unequal) / len(pairs)
            write(f"  {len(pairs)} as {part}: equal {equal:.1%}; by the rules alone {by_rule / len(pairs):.1%}")
            for lemma, theirs in unequal:
                reason, example = difference(lemma, part, {*inflect(lemma, part)} - {lemma}, theirs)
                differences.setdefault(reason, []).append(example)
        for reason, examples in sorted(differences.items(), key=lambda entry: -len(entry[1])):
            some = "; ".join(examples[:: max(1, len(examples) // 12)])
            write(textwrap.fill(f"  {len(examples)} {reason}: {some}", 120))


def difference(lemma: str, part: str, ours: set[str], theirs: set[str]) -> tuple[str, str]:
    """Why the two disagree about `lemma` as `part`, and the forms it is about."""
    added, missing = ours - theirs, theirs - ours
    shown = " ".join([lemma, part, *(f"+{form}" for form in sorted(added)), *(f"-{form}" for form in sorted(missing))])
    if part not in parts_of(lemma):
        return "the part is too rare", shown
    spelt = {form for form in added if form not in shapes(lemma, part)}
    if len(spellings(lemma)) > 1 and spelt == added and not missing:
        return "ours has the other spelling too", shown
    if not added:
        return "ours lacks a form", shown
    return ("ours has one more form" if not missing else "other forms"), shown


def write(line: str) -> None:
    sys.stdout.write(line + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the inflections file.")
    parser.add_argument("--report", action="store_true", help="compare the file with lemminflect, write nothing")
    if parser.parse_args().report:
        report()
        return
    text = build()
    TARGET.write_text(text, encoding="utf-8")
    write(f"{TARGET.name}: {len(text.splitlines())} lines, {len(text.encode()) / 1024:.0f} kB")


if __name__ == "__main__":
    main()
