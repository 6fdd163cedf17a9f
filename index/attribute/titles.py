"""General vocabulary of names: titles, words for posts and bodies, and what first names and titles say of gender."""

from __future__ import annotations

from functools import lru_cache

from index.attribute.wordlist import words

MALE, FEMALE = "m", "f"

# Titles before the names of several; the other ones stand before one name. They are no part of it, and say who is
# addressed, not what the person is.
TITLES_OF_SEVERAL = words(
    "messrs cllrs sens reps drs profs councillors councilors senators representatives ministers professors doctors trustees commissioners "
    "supervisors judges justices"
)
HONORIFICS: dict[str, str] = {
    "mr": MALE, "mister": MALE, "sir": MALE, "lord": MALE, "herr": MALE, "fr": MALE, "father": MALE, "brother": MALE,
    "mrs": FEMALE, "ms": FEMALE, "miss": FEMALE, "madam": FEMALE, "dame": FEMALE, "lady": FEMALE, "sister": FEMALE,
    "dr": "", "prof": "", "hon": "", "rev": "", "revd": "", "reverend": "", "st": "", "mx": "",
} | dict.fromkeys(TITLES_OF_SEVERAL, "")  # fmt: skip
# Titles that name a post, with the words that a text uses for it later ("Sen. Smith" ... "the senator").
SHORT_TITLES: dict[str, str] = {
    "sen": "senator", "rep": "representative", "gov": "governor", "pres": "president", "gen": "general",
    "col": "colonel", "capt": "captain", "lt": "lieutenant", "sgt": "sergeant", "maj": "major", "cmdr": "commander",
    "adm": "admiral", "cllr": "councillor", "clr": "councillor", "prof": "professor", "dr": "doctor",
    "atty": "attorney", "supt": "superintendent", "det": "detective", "amb": "ambassador", "sec": "secretary",
    "del": "delegate", "insp": "inspector", "congressman": "representative", "congresswoman": "representative",
}  # fmt: skip
# Nouns that name what a person does or is; a phrase with one of them beside a name is a role.
POSTS = words(
    "president senator representative governor congressman congresswoman lawmaker legislator mayor councillor "
    "councilman councilwoman councilmember alderman delegate minister premier chancellor secretary undersecretary "
    "ambassador envoy diplomat consul attaché commissioner chairman chairwoman chairperson chair vice-president "
    "spokesman spokeswoman spokesperson director manager officer executive ceo cfo cto coo founder co-founder "
    "cofounder owner partner president head chief leader boss principal dean provost professor lecturer teacher "
    "fellow researcher scientist scholar academic analyst expert economist historian philosopher sociologist "
    "psychologist psychiatrist biologist chemist physicist engineer architect designer developer technician "
    "hydrogeologist geologist ecologist statistician mathematician epidemiologist astronomer conservator curator "
    "librarian archivist doctor physician surgeon nurse dentist pharmacist veterinarian lawyer attorney solicitor "
    "barrister counsel judge justice magistrate prosecutor sheriff detective inspector constable sergeant "
    "lieutenant captain major colonel general admiral commander commandant soldier veteran pilot astronaut "
    "journalist reporter correspondent editor columnist commentator anchor host moderator presenter broadcaster "
    "writer author novelist poet playwright critic blogger publisher producer filmmaker actor actress singer "
    "musician composer artist painter sculptor photographer comedian athlete player coach striker goalkeeper "
    "candidate nominee contender opponent rival challenger incumbent strategist pollster consultant adviser advisor "
    "aide assistant deputy clerk treasurer auditor accountant banker investor trader broker lobbyist activist "
    "organizer organiser campaigner advocate volunteer donor supporter member mother father son daughter wife "
    "husband brother sister widow niece nephew cousin uncle aunt grandson granddaughter resident neighbour neighbor "
    "tenant landlord farmer fisherman miner worker driver shopkeeper baker chef waiter student pupil graduate "
    "intern apprentice pastor priest bishop archbishop cardinal pope rabbi imam monk nun reverend minister chaplain "
    "king queen prince princess duke duchess baron emperor dictator businessman businesswoman entrepreneur mogul "
    "billionaire millionaire tycoon specialist coordinator supervisor superintendent administrator registrar "
    "representative agent trustee governor warden ranger keeper planner surveyor plaintiff defendant witness "
    "victim suspect whistleblower informant operative veteran ex-president ex-minister congressperson speaker "
    "whip majority-leader czar laureate winner champion developer contractor builder electrician plumber mechanic "
    "therapist counselor counsellor midwife paramedic firefighter policeman policewoman interviewer examiner "
    "headteacher headmaster headmistress tutor treasurer bursar foreman caretaker cashier critic soprano tenor "
    "reviewer respondent applicant appellant claimant petitioner official bureaucrat staffer guest patient "
    "master skipper mate purser fitter joiner welder groundskeeper beekeeper grocer cleaner janitor receptionist verger vicar "
    "curate organist conductor choirmaster umpire referee jockey vet optician physiotherapist physiologist toxicologist "
    "pathologist coroner ombudsman mediator arbitrator bailiff custodian harbourmaster coastguard lifeguard signalman brewer "
    "winemaker distiller publican innkeeper hotelier restaurateur butler housekeeper seamstress stonemason roofer"
)
# Beginnings of nouns for whoever shares a post, has left it, or stands in for who holds it.
_BESIDE = ("co-", "ex-", "vice-")
# Endings of nouns for those who practise a science or craft.
_SCIENTISTS = ("ologist", "ographer", "chemist", "physicist")
# Nouns that name a body of people.
# Whom a possessive and such a word present by name: "your colleague Ann Lee".
KIN = words(
    "friend colleague neighbour neighbor partner mother father sister brother son daughter wife husband uncle aunt cousin nephew "
    "niece grandson granddaughter grandmother grandfather boss teacher pupil tutor apprentice assistant deputy"
)
BODIES = words(
    "government administration ministry department agency office bureau commission committee council board court "
    "parliament congress senate house party campaign union association organization organisation institute "
    "institution university college school faculty center centre foundation fund trust company corporation firm "
    "bank group coalition alliance federation league club church police army military navy force pentagon embassy "
    "authority service directorate secretariat inspectorate tribunal jury panel inquiry team staff network "
    "newspaper magazine outlet paper publisher hospital clinic museum society chamber caucus delegation camp "
    "newsroom watchdog regulator ngo charity think-tank lab laboratory kremlin"
)
# Nouns for what somebody makes; "Smith's study" is Smith's word.
WORKS = words(
    "study report book article paper essay analysis account testimony statement letter memo speech column op-ed post "
    "tweet blog review estimate survey poll research work remark comment remarks comments diary memoir interview "
    "opinion view position ruling judgment judgement dissent filing affidavit email presentation lecture"
)
# What somebody counts or reckons; "the ministry's figures" are the ministry's word.
FIGURES = words(
    "estimate figure figures data count tally number numbers statistic statistics calculation projection forecast "
    "record assessment survey poll analysis model"
)
# Endings and marks of companies and bodies inside a name.
BODY_MARKS = words("inc inc. corp corp. ltd ltd. llc llp plc gmbh ag co co. & sa bv nv")

# Last words of the names of places, firms and papers, which parsers take for surnames; some are surnames too.
PLACES = words(
    "road street avenue lane drive square park hall baths bridge tower house castle harbour harbor bay lake river "
    "mount mountain valley vale island islands county district province region city town village beach airport "
    "station stadium theatre theater library gardens court plaza works hub associates partners affairs holdings "
    "industries technologies systems services solutions studios times post herald ledger gazette tribune journal "
    "chronicle observer news press media academy council initiative project programme program relations resources "
    "statistics instruments energy airlines motors foods pharmaceuticals laboratories consulting ventures capital"
)

# Common first names, as census lists give them; unknown names stay open to either pronoun.
_MALE_NAMES = (
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark "
    "donald steven steve paul andrew joshua kenneth kevin brian george edward ronald timothy tim jason jeffrey jeff "
    "ryan jacob gary nicholas nick eric jonathan stephen larry justin scott brandon benjamin ben samuel sam gregory "
    "greg frank alexander alex raymond patrick jack dennis jerry tyler aaron jose adam nathan henry douglas doug "
    "zachary peter pete kyle ethan walter noah jeremy christian keith roger terry austin sean gerald carl harold "
    "dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan juan albert willie elijah wayne "
    "randy vincent mason roy ralph bobby russell bradley philip phillip eugene bill bob tom dan mike jim ted fred "
    "ed rick ken ron don bernie marco mitt newt lindsey barack joe vladimir sergei ivan dmitry boris igor "
    "emmanuel olaf xi mohammed muhammad ahmed ali omar hassan ibrahim mustafa luis carlos pedro miguel antonio "
    "francisco manuel pablo jorge hans klaus karl wolfgang jürgen pierre jean jacques françois luca marco giovanni "
    "antoine gareth neil marcus owen lucas oscar hugo leo felix max oliver simon martin "
    "ian colin graham nigel trevor stuart craig duncan angus fergus liam declan niall kwame "
    "lloyd rudy chris matt dave rob rand jeb corey paul clarence bernard"
)
_FEMALE_NAMES = (
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah sara karen lisa nancy betty margaret sandra "
    "ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura "
    "cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra "
    "rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren "
    "christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann anne sara madison "
    "frances kathryn janice jean abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly "
    "isabella theresa diana natalie brittany charlotte marie kayla alexis lori hillary chelsea michelle melania "
    "ivanka kellyanne carly elizabeth nikki kamala nancy condoleezza angela ursula christine theresa giorgia jill "
    "sabrina erica fatima aisha farah leila ingrid greta carla "
    "siobhan fiona moira isla eilidh rosa carmen lucia elena olga natalia tatiana svetlana katya irina yuki "
    "sakura mei shirley claire clare jane janet jenny kate katie lucy molly sally sophie susanna tessa wendy "
    "zoe yvonne monica donna debbie tulsi maggie kirsten liz beth sandy"
)
FIRST_NAMES: dict[str, str] = {
    **dict.fromkeys(_MALE_NAMES.split(), MALE),
    **dict.fromkeys(_FEMALE_NAMES.split(), FEMALE),
}


@lru_cache(maxsize=50_000)
def bare(word: str) -> str:
    """A word for looking up: lower case, without a final stop or possessive."""
    word = word.casefold().removesuffix("'s").removesuffix("’s")
    return word[:-1] if len(word) > 1 and word.endswith(".") else word


def is_post(word: str, lemma: str | None = None) -> bool:
    """Whether a word names a post or occupation; the short titles count."""
    word = bare(word)
    beside = word.startswith(_BESIDE) and not word.startswith("co-op")
    return beside or word in POSTS or word in SHORT_TITLES or (lemma or word) in POSTS or word.endswith(_SCIENTISTS)


def is_title(word: str) -> bool:
    """Whether a word stands before a name as its title ("Mr", "Dr.", "Professor")."""
    return bare(word) in HONORIFICS or is_post(word)


def gender_of_post(word: str) -> str:
    """What a noun for a person says of gender, if anything."""
    word = bare(word)
    if word.endswith("woman") or word in ("actress", "mother", "daughter", "wife", "sister", "queen", "duchess", "nun"):
        return FEMALE
    if word in ("father", "son", "husband", "brother", "king", "pope", "priest", "duke", "monk", "widower"):
        return MALE
    return MALE if word.endswith("man") and word not in ("human", "woman", "german") else ""
