"""Write src/ethicslint/lexicon/given_names.txt: given names and whether women, men or both bear them.

    python tools/build_names.py FOLDER

FOLDER holds `dist.female.first` and `dist.male.first` of the United States Census Bureau (1990; works of the federal government,
in the public domain), as the package `names` on PyPI ships them. To them come names that are common in Britain, Ireland, India,
Pakistan, Nigeria, Australia and among families from elsewhere, written down here. Each line is a name in lower case and `f`, `m`
or `b`; a `?` follows where the name is also an ordinary word, so that it needs a surname behind it to be a person.
"""

import pathlib
import sys

ROOT = pathlib.Path(__file__).parent.parent / "src/ethicslint/lexicon"
# Borne by one sex so much more often that the other hardly counts: the census lists a few women called Donald.
DOMINANT = 15
LISTED = 0.01  # the share in per cent that a name written down here counts for
WOMEN = """abimbola adaeze adaora aine ailsa aleksandra amara amrita aneeta anouska aparna archana arwa asma bozena
busisiwe catriona
chioma chloe danuta eabha ebele efua eithne ewa fidelma folake funmi gosia gurdeep halima hanan heena himani hina iwona jagoda
jaswant jyoti kareena katya kavya kinga kiran komal kulwinder lata lerato lindiwe lubna magda maha maja manpreet meena meghan
mirela monika mumtaz nandini nigella nisha nicola nolwazi noreen nura olena padma parveen philippa pippa preeti priyanka radha
rajni rashida rekha reshma ritu rukhsana sadia sakina samina sangeeta sapna shanelle shanti sheetal shilpa siobhain sienna
sithembile smita sneha soraya sumaira sushma swati tahira tanisha temitope thandiwe thandi una usha vaishnavi vidya yetunde zahra
zanele zeenat zsofia
aaliyah aoife aisling amelie amina ananya anjali aoibheann asha ayesha bridie bronagh caoimhe ceri chidinma chiamaka ciara
clodagh deepa deirdre divya eilidh eimear elodie elspeth emer emmeline fatima fatou fiadh freya gemma ginika grainne gwen harriet
hattie imogen imelda isla ines iris jemima jess kavita khadija kirsty lakshmi laila leanne lowri maeve mairead mairi
malala mei meera
megan mehwish mhairi morag nadia naima nasreen neha ngozi niamh nkechi noor nuala olwen oonagh orla poppy pooja priya rania rhian
rhiannon roisin rosie saanvi saba saoirse sana seren shabnam shanice shauna shreya sian sinead siobhan sioned sunita tamsin tanvi
tegan uzma yasmin zainab zara zoe zofia agnieszka katarzyna oksana svetlana ioana hye-jin mei-ling""".split()
MEN = """adebayo adekunle adnan aidan ajit alexei alun amit anand andrzej ankit anton arnav aryan asad ashraf atul
aziz baljit balraj
bartosz bashir bhavesh chidera chinedu chukwuma conall crispin dai daithi dawid dev dewi dinesh ebrahim eoghan faisal farouk
feargal finbar finlay ganesh gaurav gavin girish grzegorz gurdip haider hari harjit harpreet harsh hemant hitesh huw idris ismail
jakub jarek javed jeevan jolyon kamal kamil karim karthik kelechi khalid killian kofi kunal laxman mahesh mahmoud mandla marcin
mateusz mehmet mehul michal mohit mohamed mukesh musa nadeem naresh navdeep nikolai nitin obinna olumide omari oluwaseun oskar
parvez pawel pranav praveen rafal rafiq rajan rakesh ramesh rashid ravinder rizwan rohit sachin sajid salman sameer samir sanjiv
satish serhii shahid shaun shoaib siddharth sipho slawomir sohail somchai stanislaw subhash sudhir sukhdev surinder syed szymon
tajinder tarun tendai thabo tiernan tunde uday umar vasile veer vinod vishal volodymyr wasim yash yousef zakir zbigniew zoltan
aleksander
aarav abdul abdullah adeel aditya ahmed ajay alastair alasdair alfie ali amir angus aneurin anil archie arjun arun ashok asif
babatunde barnaby bilal brendan callum cathal chidi ciaran cillian colm conor cormac dafydd danish darragh declan deepak dermot
diarmuid donal dougal duncan dylan eamon emeka emyr eoin euan ewan farhan femi fergus fionn fraser gareth gethin graeme gurpreet
hamish hamza haroon harvinder hassan hussein hywel ibrahim ifeanyi imran iestyn ishaan iwan jaswinder kabir karan kenji kieran
kwame kwabena lachlan lorcan manish mohammad mohammed muhammad murdo mustafa nabil naveen niall nigel nikhil obi oisin omar oscar
owen padraig pradeep prakash rahul rajesh raj ravi reece rhodri rhys rohan rory ruaridh rupert saeed sanjay seamus sean shabir
shane sunil suresh tadhg tariq tomasz torquil usman vikram vijay waqar wojciech yusuf zain zeeshan zubair piotr krzysztof dmitri
sergei bogdan nguyen hiroshi wei""".split()


def main(folder: str) -> None:
    women, men = (
        dict.fromkeys(names, LISTED) | census(folder, kind) for names, kind in ((WOMEN, "female"), (MEN, "male"))
    )
    lines = []
    for name in sorted(women.keys() | men.keys()):
        by_women, by_men = women.get(name, 0), men.get(name, 0)
        bearer = "f" if by_women > DOMINANT * by_men else "m" if by_men > DOMINANT * by_women else "b"
        lines.append(f"{name} {bearer}{'?' if name in WORDS else ''}")
    (ROOT / "given_names.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def census(folder: str, kind: str) -> dict[str, float]:
    """The names of one list, as far down as a thousandth of a per cent of the population bears them, with that share."""
    rows = (pathlib.Path(folder) / f"dist.{kind}.first").read_text(encoding="utf-8").splitlines()
    return {fields[0].lower(): float(fields[1]) for row in rows if (fields := row.split())}


# Names that open sentences, name months, places or things: a person only with a surname.
WORDS = set(
    """will may mark grace hope faith rose june april summer august bill frank jack chase christian dean earl king
    prince duke major
    guy art rich rob pat drew lance miles clay grant ray sterling china america london paris austin dallas houston sydney florence
    virginia georgia carolina israel jordan chad kenya asia india ireland sky star so see my an to van do le ha la
    long no many man
    she love joy victory dawn eve autumn ivy holly ginger pearl ruby amber crystal jewel gay merry sunny stormy see
    young in so page
    porter mason carter tanner cash price penny bee sandy rusty noble royal justice chance wade reed rod trinity destiny
    precious angel baby hung ok era cole temple bell ming vita lean lee long song shin toni tory mercy charity patience lady
    princess queen in an un ok major miss florida harris al long francisco angeles america german sun see star johnson
    clinton la de lady sunday hong british britain holland lorraine melbourne rex vic in cherry coral lily olive
    daisy robin wren jay drake buck colt""".split()
)


if __name__ == "__main__":
    main(sys.argv[1])
