"""Closed word classes of English that tell what a question asks for and what a sentence holds."""

from __future__ import annotations

from typing import Literal

Asked = Literal["person", "organisation", "place", "time", "number", "reason", "manner", "yes_no", "any"]

TYPE_NOUNS: dict[str, Asked] = {
    word: asked
    for asked, words in {
        "time": "year years date day month decade century time age period era weekday season hour",
        "number": "number amount percentage percent percentages proportion share total figure quantity population "
        "rate ratio price cost size length height weight distance speed temperature budget fraction value depth "
        "width headcount sum majority",
        "place": "place country city town location region area continent nation province island village river "
        "capital site street venue district",
        "person": "person people man woman author king queen president minister scientist general leader writer "
        "singer actor actress director politician professor spokesman spokeswoman spokesperson analyst witness "
        "official mayor chairman chairwoman founder inventor architect artist expert governor judge",
        "organisation": "organisation organization company agency party group team university school institution "
        "firm committee court ministry outlet newspaper publisher bank union",
        "reason": "reason reasons cause causes motive motives purpose rationale motivation motivations",
        "manner": "way ways method methods means manner technique process",
    }.items()
    for word in words.split()
}  # fmt: skip
"""What a noun after "what" or "which" asks for."""

EMPTY_NOUNS = frozenset("name names kind kinds type types sort sorts term word thing things example called known".split())
"""Nouns and participles of questions that the answer need not repeat ("what is the name of …")."""

NUMBER_WORDS: dict[str, str] = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90"}
QUANTITIES = frozenset(
    "dozen dozens hundred hundreds thousand thousands million millions billion billions trillion half third quarter "
    "twice percent % single several majority none".split()
)
"""Words that give a quantity without being a number."""

TIMES = frozenset(
    "january february march april june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday today yesterday tomorrow tonight century centuries decade decades ago noon "
    "midnight spring summer autumn winter morning afternoon evening night week weeks month months year years day days "
    "bc ad bce ce era annually daily weekly".split()
)
PLACE_WORDS = frozenset("in at from near to into across throughout toward towards outside inside around via".split())
"""Prepositions after which a name is likely to be a place."""
DIRECTIONS = frozenset(
    "north south east west northern southern eastern western coast border river street valley region area city town "
    "country island hall building campus square bridge village district province county".split()
)
REASONS = frozenset("because since due owing thanks therefore hence thus so consequently cause caused causes causing led "
    "lead leads leading result resulted results reason reasons purpose aim aims aimed avoid prevent allow allows enable "
    "allowing enabling motivated order contributed attributed response".split())  # fmt: skip
"""Words that join a fact with its cause or purpose."""
MANNERS = frozenset("by through using via with without means method process when how as use used uses into step".split())
NEGATIONS = frozenset("not no never none neither nor without cannot n't nobody nothing hardly barely unable".split())
AUXILIARIES = frozenset("is are was were do does did has have had can could will would should may might must am".split())
WH = frozenset("who whom whose when where what which why how".split())
