"""Closed word classes of English that tell what a question asks for and what a sentence holds."""

from __future__ import annotations

from rag.types import AnswerType

_NOUNS: dict[AnswerType, str] = {
    "time": "year years date day month decade century time age period era weekday season hour",
    "number": "number amount percentage percent percentages proportion share total figure quantity population "
    "rate ratio price cost size length height weight distance speed temperature budget fraction value depth "
    "width headcount sum majority",
    "place": "place country city town location region area continent nation province island village river "
    "capital site street venue district room hall building floor office harbour port station address",
    "person": "person people man woman author king queen president minister scientist general leader writer "
    "singer actor actress director politician professor spokesman spokeswoman spokesperson analyst witness "
    "official mayor chairman chairwoman founder inventor architect artist expert governor judge",
    "organisation": "organisation organization company agency party group team university school institution "
    "firm committee court ministry outlet newspaper publisher bank union",
    "reason": "reason reasons cause causes motive motives purpose rationale motivation motivations",
    "manner": "way ways method methods means manner technique process",
}
TYPE_NOUNS: dict[str, AnswerType] = {word: asked for asked, words in _NOUNS.items() for word in words.split()}
"""What a noun after "what" or "which" asks for."""

EMPTY_NOUNS = frozenset(
    "name names kind kinds type types sort sorts term word thing things example called known".split()
)
"""Nouns and participles of questions that the answer need not repeat ("what is the name of …")."""

LIGHT_WORDS = frozenset(
    "make makes made making take takes took taken taking use uses used using find finds found want wants wanted need "
    "needs needed come comes came go goes went get gets got put keep keeps kept let lets become becomes became happen "
    "happens happened occur occurs occurred exist exists begin begins began start starts started involve involves "
    "involved include includes included provide provides provided describe describes described refer refers referred "
    "call calls called consider considered regard regarded see seen saw look looks show shows own part each every "
    "both either anyone anybody someone somebody anything something everything everyone much many more most less least "
    "very really just only even still yet ever never now new other others another same different first last main major "
    "important certain specific particular mr mrs ms miss dr beyond around above below behind beside whether during "
    "between against within among without under over after before "
    "because while however instead compare compared differ differs difference similar like exactly currently today "
    "think thinks thought believe believes believed argue argues argued claim claims claimed state states stated "
    "mention mentions mentioned suggest suggests suggested warn warns warned note notes noted add adds added express "
    "explain explains explained agree agrees agreed view views opinion statement statements article articles document "
    "documents text source sources list two up out off down way must ought given give gives gave giving expect expects "
    "expected planned scheduled once again enough people longer better next else until might behalf itself himself herself "
    "themselves turn turns turned soon apart".split()
)
"""Words that carry little of what is asked and are often not repeated in an answer."""

NUMBER_WORDS: dict[str, str] = (
    {
        word: str(value)
        for value, word in enumerate(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen twenty".split()
        )
    }
    | {
        word: f"{value}th"
        for value, word in enumerate(
            "fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth "
            "eighteenth nineteenth twentieth".split(),
            start=4,
        )
    }
    | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90"}
)
TOLD_BY_A_TIME = frozenset("year years date dates day days month months century decade era weekday season".split())
TOLD_BY_A_NUMBER = frozenset(
    "number numbers amount percentage percent proportion share total figure figures quantity rate ratio value sum".split()
)
"""Nouns of questions that an answer says by giving one: "in 1932" says the year."""
QUANTITIES = frozenset(
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig hundert tausend hälfte doppelt dozen dozens hundred hundreds thousand thousands million millions billion billions trillion half third quarter "
    "twice percent % single several majority none".split()
)
"""Words that give a quantity without being a number."""

MONTHS = frozenset("january february march april june july august september october november december".split())
"""But May, which is a word of another kind far more often."""
SHORT_MONTHS = frozenset("jan feb apr jun jul aug sep sept oct nov dec".split())
"""But "Mar", as for May."""
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
TIMES = (
    MONTHS
    | SHORT_MONTHS
    | WEEKDAYS
    | frozenset(
        "pm today yesterday tomorrow tonight century centuries decade decades ago noon "
        "midnight spring summer autumn winter morning afternoon evening night week weeks month months year years day days "
        "januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag uhr heute "
        "tag tage tagen woche wochen monat monate monaten jahr jahre jahren stunde stunden minute minuten minutes hours "
        "bc ad bce ce era annually daily weekly".split()
    )
)
PLACE_WORDS = frozenset(
    "in at from near to into across throughout toward towards outside inside around via "
    "im beim auf bei aus am zum zur".split()
)
"""Prepositions after which a name is likely to be a place."""
DIRECTIONS = frozenset(
    "north south east west northern southern eastern western coast border river street valley region area city town "
    "country island hall building campus square bridge village district province county".split()
)
REASONS = frozenset("because since due owing thanks therefore hence thus so consequently cause caused causes causing led "
    "lead leads leading result resulted results reason reasons purpose aim aims aimed avoid prevent allow allows enable "
    "allowing enabling motivated order contributed attributed response".split())  # fmt: skip
"""Words that join a fact with its cause or purpose."""
MANNERS = frozenset(
    "by through using via with without means method process when how as use used uses into step".split()
)
NEGATIONS = frozenset("not no never none neither nor without cannot n't nobody nothing hardly barely unable".split())
AUXILIARIES = frozenset(
    "is are was were do does did has have had can could will would should may might must am".split()
)
WH = frozenset("who whom whose when where what which why how".split())
NUMBERED = frozenset("room floor gate platform page chapter section shelf drawer rack".split())
"""Stems of things that are called by their kind and a number or a letter."""

GERMAN = frozenset(
    "der die das den dem des ein eine einen einem einer eines und oder aber ist sind war waren wird werden wurde wurden hat "
    "haben hatte hatten kann können darf dürfen muss müssen soll sollen will gibt es ich du er sie wir ihr man mich mir sich "
    "uns in im am an auf aus bei beim mit nach von vom vor zu zum zur für über unter bis seit durch um ohne gegen trotz wegen "
    "nicht kein keine keinen wieder noch auch nur schon wenn als dass wie was wer wen wem wessen wo wohin woher wann warum wieso "
    "weshalb welche welcher welches welchen welchem wieviel viel viele sein seine ihre ihren diese dieser dieses".split()
)
"""What joins and asks in German; two of them and more than of English make a German question."""
GERMAN_ASKS: dict[str, AnswerType] = {
    "wer": "person", "wem": "person", "wen": "person", "wann": "time", "wo": "place", "wohin": "place", "woher": "place",
    "warum": "reason", "wieso": "reason", "weshalb": "reason", "wieviel": "number", "wieviele": "number",
}  # fmt: skip
GERMAN_MEASURES = frozenset(
    "viel viele lange oft alt hoch groß schwer weit teuer breit tief schnell warm kostet kosten wiegt".split()
)
"""What asks for a number after "wie" or "was"."""
