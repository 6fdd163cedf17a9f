"""What a single line looks like: a name, a label, a credit, a headline. Pure functions on one line of text.

The word lists are the usual vocabulary of newspapers, offices and journals; nothing in them names a document's people.
"""

from __future__ import annotations

import re

from index.dates import find_date
from index.types import Span

KIND_LABELS = {
    label: kind
    for kind, labels in {
        "opinion": "opinion|opinions|op-ed|oped|commentary|comment|column|editorial|viewpoint|guest essay|guest column",
        "news analysis": "news analysis",
        "analysis": "analysis",
        "news": "news|breaking news|world news|local news|national news|news story|news report",
        "interview": "interview|q&a|q & a|questions and answers|the interview",
        "transcript": "transcript|full transcript|verbatim transcript|hearing transcript",
        "minutes": "minutes|meeting minutes|minutes of the meeting|draft minutes|approved minutes|minutes of meeting",
        "letter": "letter|open letter|letter to the editor|letters to the editor",
        "press release": "press release|news release|media release|for immediate release|press statement",
        "report": "report|annual report|final report|interim report|technical report|progress report|incident report",
        "review": "review|book review|film review|product review|restaurant review|music review|theatre review",
        "paper": "abstract|working paper|research paper|research article|white paper|preprint|original article",
        "memo": "memo|memorandum|internal memorandum",
        "speech": "speech|remarks|keynote|address",
        "feature": "feature|profile|long read|explainer|fact check|factsheet|fact sheet|obituary",
        "filing": "form 10-k|form 10-q|form 8-k|form 20-f|form s-1|quarterly filing|regulatory filing",
    }.items()
    for label in labels.split("|")
}
"""Lines that say what kind of publication a text is, in lower case, to the kind."""

_TITLES = r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Mx|Sir|Dame|Lord|Lady|Rev|Fr|Hon|Judge|Justice|Cllr|Councillor)\.?\s+)*"
_PARTICLES = frozenset(
    """
        de van von der den del della di da dos das du la le al el bin ibn bint ben ter ten zu af av y e vom zur
    """.split()
)
_SUFFIX = re.compile(r",?\s+(?:Jr|Sr|II|III|IV|PhD|Ph\.D|MD|M\.D|MP|KC|QC|Esq)\.?$")
_INITIAL = re.compile(r"[^\W\d_](?:\.-?[^\W\d_])*\.?")
# Capitalised words that stand in headings, places and departments, never in a person's name on a byline.
_NO_NAME = frozenset(
    """
        a about agenda all america american analysis and annual appendix april asia assembly association august
        author background bank board book breaking briefing budget business center centre chapter city college
        commentary commission committee communication company conclusion conference contact contents corporation
        council country court creative credit culture daily data day december decisions department development
        director discussion east economy editor editorial editors education election energy environment europe
        european executive faculty february federal file film final finance findings for foreign friday from
        full future general global government group guest health high history home hospital house how image in
        inc institute interview introduction items january journal july june key kingdom latest law letter
        letters life limited ltd march market media meeting method methods middle minutes ministry monday more
        morning museum music national network new news next night north notes notice november october of office
        on opinion order our overview page paper park part party photo photos police policy politics post
        present press product project public question questions quick read references release report reports
        research results review reviews road safety saturday school science sciences section september security
        senate service share society south special sports staff state states statement strategy street studies
        study summary sunday support team technology the this thursday times to today top town transcript travel
        trust tuesday union united university update video view views war wednesday week weekly welcome west
        what when where who why with work world year your
    """.split()
)
_LONGEST_NAME = 60
_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]*_]*$")
_LIST_ITEM = re.compile(r"\s*(?:[-*+•–▪◦·]\s+|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivx]{1,5})[.)]\s+)")
_TURN = re.compile(r"(?:Q|A|[A-ZÀ-Þ][\w.’'-]*(?:\s+[\w.’'-]+|\s+\([^()]{1,40}\)){0,5})\s?:\s+\S")
_DAY = (
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}\.? [A-Z][a-z]{2,8}\.?(?: \d{4})?|[A-Z][a-z]{2,8} \d{1,2}(?:, \d{4})?)"
)
_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?"
MESSAGE = re.compile(
    rf"^[\u200e\u200f ]*(?:[\[(]{_DAY},? (?:at )?{_CLOCK}[\])]|{_DAY},? (?:at )?{_CLOCK} [-–—])[ \u200e]*"
    r"(?P<name>[^\n:<>]{1,40}?):[ \u200e]+(?=\S)",
    re.MULTILINE,
)
"""The head of a message in the export of a chat, on the line with its words."""
MESSAGE_NICK = re.compile(
    rf"^[\[(]?(?:{_DAY},? )?{_CLOCK}[\])]?[ ]+<[@+ ]?(?P<name>[^\n<>]{{1,30}})>[ ]+(?=\S)", re.MULTILINE
)
"""The same where the writer stands between angle brackets."""
MESSAGE_HEAD = re.compile(
    rf"^(?P<name>[^\W_][^\n:\[\]]{{1,39}}?)(?:[ ]+[-–—])?[ ]+\[?(?:(?:Today|Yesterday|{_DAY}),? (?:at )?)?{_CLOCK}\]?[ ]*\n(?=\S)",
    re.MULTILINE,
)
"""The same on a line of its own above the words."""
BOLD_QUESTION = re.compile(
    r"^[^\S\n]*(?P<mark>\*\*|__)(?P<asked>[^*_\n][^*\n]{6,400}[?.!…\"”’])(?P=mark)[^\S\n]*$", re.MULTILINE
)
"""A line of its own in bold, as interviews print what is asked."""
PART_ENDS = re.compile(
    r"^(?:#{1,6}[ ]|[-*_]{3,}[ ]*$|\*[^*\n]+\*[ ]*$|_[^_\n]+_[ ]*$|(?:Interview|Words|Photographs?|Photos?)(?: by|:)[ ])",
    re.MULTILINE,
)
"""A heading, a rule, or a note set apart: what somebody says above it goes no further."""
DATELINE = re.compile(r"\W*[A-ZÀ-Þ][A-ZÀ-Þ .,'’-]{2,40}[^–—.]{0,30}\s(?:[–—]|--)\s")
"""Where and when a report was written, before its first words ("KIEL, 3 May –")."""
_AGO = r"(?:\d+|an?) ?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|yrs?|[hdwmy]|mo) ago"
_POSTING = r"(?:wrote|posted|commented|replied|asked|answered|opened|said)(?: this)?"
POST_HEAD = re.compile(
    r"^[#>*_\- ]{0,12}(?:#?\d{1,4}[.:)]? )?(?P<by>(?:Posted|Comment|Reply|Author|Written)(?: by)?:? |User: )?[*_@]{0,4}(?:u/)?"
    r"(?P<name>(?!(?:Posted|Published|Updated|Created|Modified|Written|Edited)\b)[^\W_][^\n:·•|*()\[\],]{1,39}?)[*_]{0,4}(?: \((?P<role>[^()\n]{1,40})\))?[*_]{0,4}"
    r"(?:(?(by)[ ]{0,8}\n(?:Date|Posted|Time|On|When):?[ ]+|(?!))|"
    rf"[ ]{{0,8}}[·•|—–,][ ]{{0,8}}|[ ]{{1,8}}-[ ]{{1,8}}|[ ]{{1,8}}(?P<verb>{_POSTING})(?: on| at)?,?[ ]{{1,8}}|[ ]{{1,8}}on[ ]{{1,8}})"
    rf"(?P<when>(?:on )?{_DAY}(?P<clock>,?[ ](?:at )?{_CLOCK})?|{_AGO})[*_]{{0,4}}:?[ ]{{0,8}}\n{{1,4}}(?=\S)",
    re.MULTILINE,
)
"""The head of a post in a forum or of a comment: who writes, and when, on a line of its own."""
_TIME = re.compile(_CLOCK)
_LEFT_OUT = re.compile(
    r":[ \u200e]*<?(?:media|image|video|audio|sticker|gif|document)(?: message)? omitted>?$", re.IGNORECASE
)
_MARKS = "#>*_~ \t"
_LONGEST_HEADLINE = 160
_LONGEST_DATE = 8
"""Words: a weekday, a date, a time and a zone."""
_SMALL_WORDS = 3
"""Words up to this many letters may be in lower case in a headline."""

_AGENCY = (
    r"(?:Reuters|AP|AFP|EPA|UPI|DPA|TASS|Xinhua|Bloomberg|Getty(?: Images)?|AP Photo|AP Images|Associated Press|"
    r"Agence France-Presse|Press Association|PA Wire|Shutterstock|iStock|Alamy|Unsplash|Pexels|Pixabay|Flickr|"
    r"Wikimedia(?: Commons)?|Creative Commons|Handout|File Photo|Pool|[A-Z][\w&.’-]* Images)"
)
_PICTURE = r"(?:image|photo|photograph|picture|illustration|graphic|cover|video|screenshot|screen grab|still)s?"
_CREDIT = (
    rf"(?:{_AGENCY}|[^\W\d_][^()]{{0,60}}?(?:/|\bvia\s){_AGENCY}[^()]{{0,30}}"
    rf"|(?:AP Photo|Screenshot|Screengrab|Handout|Pool|Courtesy)"
    rf"(?:/|\s+of\s+|\s+by\s+|:\s*)(?:[^().!?]|(?<=\b[A-Z])\.){{2,60}}"
    rf"|(?i:{_PICTURE})(?:\s+(?i:credit|source|courtesy)s?)?(?:\s+(?i:by|of|from)\s+|\s*:\s*)(?:[^().!?]|(?<=\b[A-Z])\.){{2,60}})"
)
_CREDIT_IN_BRACKETS = re.compile(rf"\((?:{_CREDIT}|[A-Z][^()/]{{1,40}}/[A-Z][^()]{{1,40}})\)\.?$")
_CREDIT_AFTER = re.compile(rf"[.!?][\"”’]?\s+{_CREDIT}$")
_CREDIT_LINE = re.compile(
    rf"(?:(?i:{_PICTURE})\s+(?i:credit|source|courtesy)s?\b.*|{_CREDIT}|\((?:{_CREDIT})\)|(?i:courtesy of)\s.*"
    rf"|(?i:photo|image|picture|illustration)s?\s*(?::|by\s).*)"
)
_LONGEST_CREDIT, _LONGEST_CAPTION = 15, 90
"""Words; beyond them a line with a credit is a paragraph that happens to name an agency."""

_LONGEST_LINE = 1_000
"""Characters; what is longer is not looked at, so that no hostile line can make a pattern slow."""

_CAPTION_LABEL = re.compile(r"(?:caption|bildunterschrift|légende)\s*:\s", re.IGNORECASE)
_ISSUE = re.compile(r"\b(?:no|nr|vol|volume|issue|number)\b\.?\s*\d.*\b(?:19|20)\d\d\b", re.IGNORECASE)
_LONGEST_ISSUE = 14
_NOISE = re.compile(
    r"""(?:
    (?:please\s+)?(?:subscribe|sign\s+up|register)\b(?:\s+(?:now|here|today|free|to|for)\b.*)?
    | (?:share|tweet|email|print|save|like|follow|comment|comments|advertisement|sponsored(?:\s+content)?|ad|menu|search
        |home|close|next|previous|back\s+to\s+top|skip\s+to\s+(?:main\s+)?content|log\s?in|sign\s+in|copy\s+link
        |loading\.*|most\s+(?:read|popular)|trending(?:\s+now)?|related(?:\s+(?:articles|stories|posts|topics|content))?
        |you\s+(?:may|might)\s+also\s+like|recommended(?:\s+(?:for\s+you|reading))?|more\s+(?:from|on|stories)\b.*
        |facebook|twitter|whatsapp|linkedin|telegram|reddit|listen|play|pause|mute)
    | share\s+(?:this|on|via|with)\b.* | (?:follow|like)\s+us\b.* | (?:join|get)\s+our\s+(?:\w+\s+)?newsletter\b.*
    | (?:read|see|watch|listen)\s+(?:more|also|next|now)\b\s*(?::.*)? | (?:related|read\s+also|see\s+also|watch)\s*:\s.*
    | (?:this\s+(?:site|website)\s+uses|we\s+use|accept(?:\s+all)?|manage|reject\s+all)\s+cookies\b.*
    | by\s+(?:continuing|clicking|signing\s+up|subscribing)\b.* | click\s+(?:here|to)\b.*
    | (?:listen\s+to|print|download|save|bookmark)\s+this\s+(?:article|story|page|post)\b.*
    | (?:leave|post|write|add)\s+a\s+comment\b.* | \d+\s+(?:comments?|shares?|likes?|views?)
    | (?:about\s+)?\d+[\s-]*min(?:ute)?s?[\s-]*(?:read|listen)(?:ing\s+time)? | reading\s+time\s*:.*
    | (?:©|\(c\)|copyright\s+(?:©|\(c\)|\d{4}))\s?.* | all\s+rights\s+reserved\.? | \[?(?:advertisement|ad)\]?
    | [-–—*\s]*(?:ends|end\s+of\s+(?:release|document|transcript))[-–—*\s]* | \#{2,}
    | (?:terms\s+(?:of\s+(?:use|service)|and\s+conditions)|privacy\s+policy|cookie\s+policy)(?:\s*[|·,]\s*.*)?
    | \d{1,2}:\d{2}(?::\d{2})?(?:\s*/\s*\d{1,2}:\d{2}(?::\d{2})?)?
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST_NOISE = 20
"""Words; a longer line that begins like this is a paragraph."""
STAMP = re.compile(
    r"(?:last\s+|first\s+)?(?P<what>updated|published|posted|modified|created|issued|date|dated)\b"
    r"(?:\s+(?:on|at|by))?\s*:?\s*(?P<when>.*)",
    re.IGNORECASE,
)
"""A line that dates the text: ``Updated: …``."""
ABOUT_AUTHOR = re.compile(r"about\s+the\s+(?:author|writer|contributor)s?\s*:?\s*(?P<rest>.*)", re.IGNORECASE)
"""The label before a note on who wrote the text."""
SALUTATION = re.compile(r"dear\s+\S.{0,60}[,:]?$|to\s+whom\s+it\s+may\s+concern\W*$", re.IGNORECASE)
"""The line that opens a letter."""
CLOSING = re.compile(
    r"(?:yours(?:\s+(?:sincerely|faithfully|truly|respectfully))?|(?:very\s+)?sincerely(?:\s+yours)?|cordially"
    r"|(?:with\s+)?(?:best|kind|kindest|warm|warmest)\s+(?:regards|wishes)|regards|respectfully(?:\s+submitted)?"
    r"|with\s+(?:thanks|gratitude)|many\s+thanks|best|(?:signed|/s/))\s*,?",
    re.IGNORECASE,
)
"""The line that closes a letter."""


def shortened(line: str) -> str:
    """The line, or the two ends of one that is longer than any convention: patterns are slow on what has no end."""
    half = _LONGEST_LINE // 2
    return line if len(line) <= _LONGEST_LINE else f"{line[:half]} … {line[-half:]}"


def bare(line: str) -> str:
    """``line`` without the marks of Markdown around it."""
    return line.strip().strip(_MARKS)


def key(text: str) -> str:
    """The words of ``text`` alone, in lower case: what two lines that say the same have in common."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def word_count(text: str) -> int:
    """White-space separated words."""
    return len(text.split())


def ends_sentence(line: str) -> bool:
    """Whether the line ends with a full stop, question or exclamation mark, closing quotes aside."""
    return bool(_SENTENCE_END.search(line.strip()))


def is_list_item(line: str) -> bool:
    """Whether the line starts with a bullet or a number."""
    return bool(_LIST_ITEM.match(line)) and not is_name(line)


def is_row(line: str) -> bool:
    """Whether the line is a table row: cells parted by ``|``, with something in them."""
    return "|" in line.strip().strip("|") and any(character.isalnum() for character in line)


def is_turn(line: str) -> bool:
    """Whether the line is somebody's turn in a transcript or chat, or any label with its value: ``NAME: words``."""
    plain = line.strip()
    return bool(_TURN.match(plain.lstrip("*_"))) or is_message(plain)


def trimmed(text: str, start: int, end: int) -> Span:
    """What stands between two places without the space around it; of space alone, a span that ends before it begins."""
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def is_message(line: str) -> bool:
    """Whether a line begins a message in the export of a chat."""
    if MESSAGE.match(line) or MESSAGE_NICK.match(line) or MESSAGE_HEAD.match(f"{line}\n."):
        return True
    return (post := POST_HEAD.match(f"{line}\n.")) is not None and tells_the_time(post)


def tells_the_time(post: re.Match[str]) -> bool:
    """Whether the head of a post says more than a name and a day, which may be a thing and its date."""
    return bool(post["clock"] or post["verb"] or post["by"] or post["when"].endswith("ago"))


def is_name(line: str) -> bool:
    """Whether the line is shaped like a person's name: two to four capitalised words, initials and particles."""
    if len(line) > _LONGEST_NAME:
        return False
    line = _SUFFIX.sub("", re.sub(rf"^{_TITLES}", "", line.strip()))
    words = line.split()
    if not 2 <= len(words) <= 6 or any(not _is_name_part(word) for word in words):
        return False
    full = [word for word in words if word[0].isupper() and not _INITIAL.fullmatch(word)]
    known = any(word.casefold().strip(".,’'") in _NO_NAME for word in words if word.casefold() not in _PARTICLES)
    return 1 <= len(full) <= 4 and words[-1][0].isupper() and not known and not (line.isupper() and len(full) > 1)


def _is_name_part(word: str) -> bool:
    if word in _PARTICLES or _INITIAL.fullmatch(word):
        return word in _PARTICLES or word[0].isupper()
    letters = re.sub(r"[-’'ʼ.]", "", word)
    article = re.match(r"(?:al|el|d|l|ul|ad)[-’']", word)
    return letters.isalpha() and (word[0].isupper() or bool(article)) and not word.endswith(".")


def kind_label(line: str) -> str | None:
    """The publication kind that a label standing alone names: ``News Analysis``."""
    return KIND_LABELS.get(bare(line).casefold().strip(" :|[]()").replace("’", "'"))


def is_headline_case(line: str) -> bool:
    """Whether nearly all longer words are capitalised."""
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", line) if len(word) > _SMALL_WORDS]
    words = words or re.findall(r"[^\W\d_][\w’'-]*", line)
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def is_headline(line: str) -> bool:
    """Whether the line could be a title: short, begun like a sentence, not ended like one."""
    line = bare(line)
    if not line or len(line) > _LONGEST_HEADLINE or word_count(line) > 25 or line.endswith((".", ";", ",", ":", "…")):
        return False
    return bool(re.search(r"[^\W\d_]", line)) and not line[0].islower() and not is_row(line)


def is_stamp(line: str) -> bool:
    """Whether the line dates the text and says nothing else: ``Updated: 3 May 2024``, or the label alone."""
    match = STAMP.fullmatch(bare(line)) if len(line) <= _LONGEST_HEADLINE else None
    when = match["when"] if match else ""
    return bool(match) and (not when or (find_date(when) is not None and word_count(when) <= _LONGEST_DATE))


def is_masthead(line: str) -> bool:
    """Whether the line names an issue of a periodical: ``THE QUARTERLY, No. 3, Spring 2024``."""
    return word_count(line) <= _LONGEST_ISSUE and not ends_sentence(line) and bool(_ISSUE.search(line))


def is_credit(line: str) -> bool:
    """Whether the whole line says who made a picture."""
    line = bare(line)
    if word_count(line) > _LONGEST_CREDIT or not _CREDIT_LINE.fullmatch(line):
        return False
    return not ends_sentence(line) or bool(re.match(r"\(|[\w\s]{0,20}credit", line, re.IGNORECASE))


def is_caption(line: str) -> bool:
    """Whether the line is a caption: a short paragraph that ends with the credit of its picture."""
    line = bare(line)
    if word_count(line) > _LONGEST_CAPTION or len(line) > _LONGEST_LINE:
        return False
    return bool(_CAPTION_LABEL.match(line) or _CREDIT_IN_BRACKETS.search(line) or _CREDIT_AFTER.search(line))


def is_noise(line: str) -> bool:
    """Whether the line belongs to the page around the text: sharing, subscribing, cookies, copyright, a picture left out of a chat."""
    if _LEFT_OUT.search(line) and is_message(line):
        return True
    line = bare(line)
    if _TIME.fullmatch(line):
        return True  # of day, between the speeches of a debate
    return word_count(line) <= _LONGEST_NOISE and len(line) <= _LONGEST_LINE and bool(_NOISE.fullmatch(line))
