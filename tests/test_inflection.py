"""The inflections: a table labelled by hand, laws that hold for every word, and the data file itself.

Nothing here needs the generator or the packages it uses.
"""

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethicslint.lexicon import inflection
from ethicslint.lexicon.inflection import inflect

# A word, and in any order all its other forms as every part of speech it is known as.
EVERY_PART = """
be: am are is was were been being
have: has had having
do: does did done doing
die: dies died dying
lie: lies lied lying lay lain
hang: hangs hung hanged hanging
shoot: shoots shot shooting
slay: slays slew slain slayed slaying
strangle: strangles strangled strangling
beat: beats beaten beating
rape: rapes raped raping
molest: molests molested molesting
allege: alleges alleged alleging
plead: pleads pleaded pled pleading
acquit: acquits acquitted acquitting
woman: women
child: children
wife: wives
police: polices policed policing
murderer: murderers
abuse: abuses abused abusing
claim: claims claimed claiming
murder: murders murdered murdering
victim: victims
survivor: survivors
perpetrator: perpetrators
horrific:
brutal:
guilty: guiltier guiltiest
innocent: innocents
accused:
deceased:
alleged:
horrible:
cruel: crueller cruellest crueler cruelest
grim: grimmer grimmest
sad: sadder saddest
ugly: uglier ugliest
young: younger youngest youngs
commit: commits committed committing
admit: admits admitted admitting
convict: convicts convicted convicting
accuse: accuses accused accusing
charge: charges charged charging
arrest: arrests arrested arresting
sentence: sentences sentenced sentencing
suspect: suspects suspected suspecting
kill: kills killed killing
stab: stabs stabbed stabbing
rob: robs robbed robbing
stalk: stalks stalked stalking
bully: bullies bullied bullying
knife: knives knifes knifed knifing
batter: batters battered battering
bludgeon: bludgeons bludgeoned bludgeoning
kidnap: kidnaps kidnapped kidnapping kidnaped kidnaping
handcuff: handcuffs handcuffed handcuffing
confess: confesses confessed confessing
testify: testifies testified testifying
deny: denies denied denying
jury: juries
inquiry: inquiries enquiry enquiries
homicide: homicides
suicide: suicides suicided suiciding
manslaughter: manslaughters
violence:
custody:
thief: thieves
gunman: gunmen
policewoman: policewomen
stepchild: stepchildren
housewife: housewives
human: humans
german: germans
person: persons people
crisis: crises
witness: witnesses witnessed witnessing
corpse: corpses
body: bodies
life: lives
foot: feet foots footed footing
tooth: teeth
hero: heroes
take: takes took taken taking
give: gives gave given giving
say: says said saying
tell: tells told telling
find: finds found finding
leave: leaves left leaving
lose: loses lost losing
fight: fights fought fighting
flee: flees fled fleeing
bleed: bleeds bled bleeding
steal: steals stole stolen stealing
swear: swears swore sworn swearing
sue: sues sued suing
freeze: freezes froze frozen freezing
forgive: forgives forgave forgiven forgiving
strike: strikes struck stricken striking
choke: chokes choked choking
throw: throws threw thrown throwing
hide: hides hid hidden hiding
hit: hits hitting
hurt: hurts hurting
cut: cuts cutting
quit: quits quitted quitting
sneak: sneaks sneaked snuck sneaking
prove: proves proved proven proving
get: gets got gotten getting
panic: panics panicked panicking
agree: agrees agreed agreeing
free: frees freed freeing freer freest
dye: dyes dyed dyeing
tie: ties tied tying
occur: occurs occurred occurring
prefer: prefers preferred preferring
visit: visits visited visiting
suffer: suffers suffered suffering
travel: travels travelled travelling traveled traveling
counsel: counsels counselled counselling counseled counseling
label: labels labelled labelling labeled labeling
focus: focuses focused focusing focusses focussed focussing
benefit: benefits benefited benefiting benefitted benefitting
worship: worships worshipped worshipping worshiped worshiping
target: targets targeted targeting targetted targetting
learn: learns learned learnt learning
burn: burns burned burnt burning
dream: dreams dreamed dreamt dreaming
fix: fixes fixed fixing
play: plays played playing
allegedly:
"""

# Words with several spellings: each line is one word, and every line is to hold whichever spelling comes first.
SPELLINGS = """
criticise criticises criticised criticising / criticize criticizes criticized criticizing
victimise victimises victimised victimising / victimize victimizes victimized victimizing
recognise recognises recognised recognising / recognize recognizes recognized recognizing
paralyse paralyses paralysed paralysing / paralyze paralyzes paralyzed paralyzing
organisation organisations / organization organizations
womaniser womanisers / womanizer womanizers
honour honours honoured honouring / honor honors honored honoring
behaviour behaviours / behavior behaviors
neighbour neighbours neighboured neighbouring / neighbor neighbors neighbored neighboring
misdemeanour misdemeanours / misdemeanor misdemeanors
paedophile paedophiles / pedophile pedophiles
paedophilia / pedophilia
foetus foetuses / fetus fetuses
haemorrhage haemorrhages haemorrhaged haemorrhaging / hemorrhage hemorrhages hemorrhaged hemorrhaging
defence defences / defense defenses
offence offences / offense offenses
programme programmes programmed programming / program programs programmed programming
licence licences licenced licencing / license licenses licensed licensing
judgement judgements / judgment judgments
counsellor counsellors / counselor counselors
jeweller jewellers / jeweler jewelers
theatre theatres / theater theaters
jail jails jailed jailing / gaol gaols gaoled gaoling
fulfil fulfils fulfilled fulfilling / fulfill fulfills fulfilled fulfilling
enrol enrols enrolled enrolling / enroll enrolls enrolled enrolling
sceptical / skeptical
grey greys greyed greying greyer greyest / gray grays grayed graying grayer grayest
fiancée fiancées / fiancee fiancees
"""

ONE_SPELLING = [
    "advertise",
    "advise",
    "exercise",
    "promise",
    "rise",
    "seize",
    "size",
    "noise",
    "supervised",
    "unsurprising",
]

ONE_PART = [
    ("claim", "noun", "claims"),
    ("claim", "verb", "claims claimed claiming"),
    ("knife", "noun", "knives"),
    ("knife", "verb", "knifes knifed knifing"),
    ("police", "noun", ""),
    ("leaf", "noun", "leaves leafs"),
    ("victim", "verb", "victims victimed victiming"),
    ("drunk", "adjective", "drunker drunkest"),
    ("horrific", "adjective", ""),
    ("calm", "adjective", "calmer calmest"),
    ("good", "adjective", "better best"),
    ("bad", "adjective", "worse worst"),
    ("dead", "adjective", "deader deadest"),
    ("zany", "adjective", "zanier zaniest"),
    ("zorb", "adjective", "zorber zorbest"),
    ("zimple", "adjective", "zimpler zimplest"),
    ("zorbular", "adjective", ""),
    ("zorbible", "adjective", ""),
    ("recognisable", "adjective", "recognizable"),
    ("soliloquy", "noun", "soliloquies"),
]

COMPOUNDS = """
self-harm: self-harms self-harmed self-harming
ex-wife: ex-wives
co-accused:
gang-rape: gang-rapes gang-raped gang-raping
cross-examine: cross-examines cross-examined cross-examining
drink-drive: drink-drives drink-drove drink-driven drink-driving
stand-off: stand-offs
break-in: break-ins
cover-up: cover-ups
passer-by: passers-by
mother-in-law: mothers-in-law
honour-killing: honour-killings honor-killing honor-killings
"""

# No dictionary has them; a verb and a noun by the rules.
UNKNOWN = """
zorb: zorbs zorbed zorbing
zorbify: zorbifies zorbified zorbifying
plonch: plonches plonched plonching
snorple: snorples snorpled snorpling
flet: flets fletted fletting
plew: plews plewed plewing
yab: yabs yabbed yabbing
quib: quibs quibbed quibbing
zorbie: zorbies zorbied zorbying
zorbee: zorbees zorbeed zorbeeing
zorbman: zorbmen zorbmans zorbmaned zorbmaning
"""

WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)
KNOWN_OR_NOT = WORDS | st.sampled_from(sorted(inflection._data().kinds))
PARTS = st.sampled_from([None, "verb", "noun", "adjective"])


def table(text: str) -> list[tuple[str, set[str]]]:
    rows = (line.partition(":") for line in text.strip().splitlines())
    return [(lemma, set(forms.split())) for lemma, _, forms in rows]


@pytest.mark.parametrize(("lemma", "others"), table(EVERY_PART))
def test_every_form_of_a_common_word(lemma: str, others: set[str]) -> None:
    """The forms of the hand-labelled table, no more and no fewer."""
    assert inflect(lemma) == (lemma, *sorted(others))


@pytest.mark.parametrize("line", SPELLINGS.strip().splitlines())
def test_a_spelling_yields_the_forms_of_the_other(line: str) -> None:
    """British and American spellings yield the same set, each with itself first."""
    forms = [side.split() for side in line.split(" / ")]
    every = {form for side in forms for form in side}
    for lemma, *_ in forms:
        assert inflect(lemma) == (lemma, *sorted(every - {lemma}))


@pytest.mark.parametrize("lemma", ONE_SPELLING)
def test_no_twin_is_made_up(lemma: str) -> None:
    """Words in -ise, -ize and what is made from them that are spelt one way only."""
    stems = {form.replace("z", "s") for form in inflect(lemma, "verb")}
    assert len(stems) == len(inflect(lemma, "verb"))


@pytest.mark.parametrize(("lemma", "part", "others"), ONE_PART)
def test_forms_of_one_part(lemma: str, part: str, others: str) -> None:
    """A part that is asked for is inflected, and no other."""
    assert inflect(lemma, part) == (lemma, *sorted(others.split()))


@pytest.mark.parametrize(("lemma", "others"), table(COMPOUNDS))
def test_a_compound_is_inflected_as_its_last_piece(lemma: str, others: set[str]) -> None:
    assert inflect(lemma) == (lemma, *sorted(others))


@pytest.mark.parametrize(("lemma", "others"), table(UNKNOWN))
def test_an_unknown_word_is_a_regular_verb_and_noun(lemma: str, others: set[str]) -> None:
    assert inflect(lemma) == (lemma, *sorted(others))


@pytest.mark.parametrize("part", ["", "verbs", "Noun", "adverb"])
def test_an_unknown_part_is_refused(part: str) -> None:
    with pytest.raises(ValueError, match="verb, noun, adjective"):
        inflect("claim", part)


def test_an_empty_word_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        inflect("")


@given(KNOWN_OR_NOT, PARTS)
def test_the_word_is_first_and_the_rest_sorted_without_duplicates(lemma: str, part: str | None) -> None:
    """So it is for invented words and for every word of the data file, whatever the part."""
    first, *rest = inflect(lemma, part)
    assert first == lemma
    assert rest == sorted(set(rest) - {lemma})


@given(st.text(min_size=1, max_size=20), PARTS)
def test_any_text_is_inflected_in_lower_case(lemma: str, part: str | None) -> None:
    """Capitals do not matter, and no input breaks the rules."""
    forms = inflect(lemma, part)
    assert forms == inflect(lemma.lower(), part)
    assert all(form == form.lower() for form in forms)


@given(KNOWN_OR_NOT)
def test_no_part_means_every_part(lemma: str) -> None:
    """Without a part a word has its spellings and the forms of the parts it is known as, and no others."""
    every = set(inflection.spellings(lemma))
    every.update(*(inflect(lemma, part) for part in inflection.parts_of(lemma)))
    assert set(inflect(lemma)) == every


@given(KNOWN_OR_NOT, PARTS)
def test_spellings_are_symmetrical(lemma: str, part: str | None) -> None:
    """Every spelling of a word yields the same set, so it does not matter which of them a rule is written in."""
    for spelling in inflection.spellings(lemma):
        assert set(inflect(spelling, part)) == set(inflect(lemma, part))


@pytest.mark.parametrize("lemma", ["accuse", "molest", "arrive", "marry", "omit", "criticise"])
def test_a_regular_verb_has_four_forms(lemma: str) -> None:
    """The past and its participle are one form, so that each spelling of a regular verb has four."""
    own = {form for form in inflect(lemma, "verb") if "z" not in form}
    assert len(own) == 4
    assert {form[-1] for form in own - {lemma}} == {"s", "d", "g"}


def test_the_result_depends_on_nothing_but_the_word() -> None:
    """Another process with another hash seed gives the same answer, in the same order."""
    words = ["commit", "criticise", "licence", "self-harm", "hang", "zorb"]
    script = f"from ethicslint.lexicon.inflection import inflect\nprint([inflect(word) for word in {words!r}])"
    for seed in ("0", "1"):
        answer = subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert answer.stdout == f"{[inflect(word) for word in words]}\n"


def test_importing_the_module_reads_no_file() -> None:
    """The data is read with the first word, so that a run without `{…}` does not pay for it."""
    script = "from ethicslint.lexicon import inflection\nassert inflection._data.cache_info().currsize == 0"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", script], env=environment, check=True)


def test_the_data_file_is_small() -> None:
    """It is read by every run that changes a word."""
    path = os.path.join(os.path.dirname(inflection.__file__), "inflections.txt")
    assert os.path.getsize(path) < 150_000


def test_the_data_file_lists_only_what_the_rules_get_wrong() -> None:
    """An irregular entry that the rules would have given, or a word in two sections, is a mistake of the generator."""
    data = inflection._data()
    for part, entries in data.irregular.items():
        for lemma, forms in entries.items():
            assert set(forms.split()) != set(inflection.regular_forms(lemma, part, data.kinds.get(lemma, ()))), lemma
    path = os.path.join(os.path.dirname(inflection.__file__), "inflections.txt")
    with open(path, encoding="utf-8") as file:
        sections = file.read().split("\n[")[1:]
    lists = [section.partition("]\n") for section in sections]
    words = [word for title, _, body in lists if not title.startswith(("irregular", "spel")) for word in body.split()]
    assert len(words) == len(set(words))
