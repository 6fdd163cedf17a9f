"""Whether a noun can be a speaker: people, bodies, and what they write can; operations and barriers cannot.

A verb of speech makes a speaker of anything ("the box says"); a verb that only shows something does not ("the
missiles indicate"). What such a thing "says" is told by whoever writes about it.
"""

from __future__ import annotations

from index.attribute.cues import CLASS_OF
from index.attribute.spans import subject_before
from index.attribute.titles import BODIES, WORKS, bare, is_post
from index.attribute.view import NONE, View
from index.attribute.wordlist import words

_NAMED = frozenset({"PERSON", "ORG", "NORP", "GPE", "FAC", "LOC", "LAW", "WORK_OF_ART"})
KIN: dict[str, str] = {
    **dict.fromkeys("father dad grandfather grandad granddad grandpa uncle brother son grandson husband nephew stepfather widower boy man gentleman".split(), "m"),
    **dict.fromkeys("mother mum mom mummy nan gran granny grandmother grandma aunt sister daughter granddaughter wife niece stepmother widow girl woman lady".split(), "f"),
    **dict.fromkeys("cousin parent child neighbour neighbor friend person colleague".split(), ""),
}  # fmt: skip
# Nouns for people beyond posts and kin, one or many.
_PEOPLE = words(
    "people person man woman child adult citizen resident local villager voter supporter backer follower critic ally "
    "opponent proponent advocate activist protester demonstrator campaigner donor reader viewer listener user customer "
    "client investor shareholder employee employer worker staffer aide insider source observer commentator expert "
    "specialist scholar scientist politician lawmaker democrat republican conservative liberal socialist leader "
    "national ambassador diplomat ministry administration civilian refugee migrant immigrant neighbour neighbor friend "
    "colleague relative family parent mother father brother sister son daughter wife husband uncle aunt cousin "
    "grandfather grandmother nephew niece sibling twin student pupil passenger driver survivor victim eyewitness bystander public "
    "community nation country state city town village world west side party camp power crowd audience generation "
    "youth teen teenager girl boy lady gentleman elder veteran troop personnel commander fighter rebel militant "
    "attacker gunman hacker rival enemy member majority minority number percent handful dozen hundred thousand half "
    "third quarter most some many few several other both all each one everyone everybody anyone anybody someone "
    "somebody none management leadership workforce press media medium establishment elite intelligence "
    "capital house regime monarchy junta militia alliance bloc agency firm business bank industry company union "
    "human population participant independent left right check mogul celebrity star native dissident exile believer skeptic sceptic doubter pundit operative "
    "body cent consensus"
)
# What people write, count and find out; it tells as its makers would.
_EVIDENCE = words(
    "evidence data datum figure statistic number result finding record document file transcript recording footage "
    "video photo photograph image picture map chart table survey poll study research test experiment analysis audit "
    "review investigation inquiry report estimate projection forecast model calculation census history text passage "
    "chapter page line law bill treaty agreement contract act constitution rule regulation guideline policy plan order "
    "decree resolution charter manifesto platform budget verdict ruling judgment decision opinion label sign notice "
    "placard banner leaflet brochure website site page ad advertisement commercial advert headline caption story "
    "column editorial article dispatch broadcast show programme program film book novel diary log ledger entry email "
    "mail message text tweet post comment note memo letter statement release announcement declaration speech remark "
    "journal publication periodical newsletter complaint lawsuit suit petition database section paragraph clause graph "
    "average tally count summary conclusion indicator theory proverb saying scripture bible"
)
# Nouns in -er and -or for things; most others name who does something.
_THINGS = words(
    "barrier factor weather order matter border water computer paper error tower river winter summer danger offer "
    "behavior color labor favor honor rumor terror horror sector mirror motor reactor corridor floor door center "
    "centre chapter shelter filter fiber timber layer disorder gender finger shoulder dinner corner cover manner "
    "transfer helicopter tanker carrier container sensor monitor meter printer server scanner bunker missile quarter "
    "disaster chapter encounter rather other matter power tender fever laughter hunger anger letter answer"
)
_AGENTS = ("er", "or", "ist", "ian", "eer", "ee", "crat", "man", "woman", "men", "women", "person")
# Verbs that make a speaker of whatever is their subject.
_SPEECH = words(
    "say tell add state write ask reply answer declare announce claim argue deny warn insist call read explain respond "
    "conclude note comment complain joke shout swear vow promise admit acknowledge recommend urge accuse allege post "
    "tweet according per report describe criticize praise condemn reject find show"
)
# Verbs whose subject shows something without meaning to.
_SHOWING = words(
    "indicate suggest show demonstrate signal prove imply mean reveal confirm reflect highlight underscore underline "
    "illustrate emphasize emphasise evidence spell hint"
)
# Of these, what people do with their words.
_STRESSING = words("emphasize emphasise underscore underline highlight confirm reveal")
_TALKING = words("speak talk address appear testify meet lecture blog post go raise hit turn point reference refer")


def may_speak(view: View, head: int) -> bool:
    """Whether a noun or pronoun can be somebody who holds or says something."""
    part, lemma = view.pos[head], bare(view.lemma[head])
    if part in ("PRON", "PROPN") or view.entity[head] in _NAMED:
        return view.lower[head] not in ("this", "these", "those") or _has_relative(view, head)
    if part not in ("NOUN", "X"):
        return part in ("NUM", "DET", "ADJ")
    if view.word[head][:1].isupper() and head != view.bounds[view.sentence[head]][0]:
        return True  # a name that the parser took for a noun
    if lemma in _PEOPLE or lemma in BODIES or lemma in WORKS or lemma in _EVIDENCE or is_kin(lemma) or is_post(lemma):
        return True
    return lemma.endswith(_AGENTS) and lemma not in _THINGS and not lemma.endswith("ment")


def is_kin(noun: str) -> bool:
    """Whether a noun names a relative or acquaintance ("mother-in-law", "great-aunt")."""
    return _plain_kin(noun) in KIN


def gender_of_kin(noun: str) -> str:
    """What a noun for a relative says of gender, if anything."""
    return KIN.get(_plain_kin(noun), "")


def _plain_kin(noun: str) -> str:
    return bare(noun).removesuffix("-in-law").replace("great-", "")


def is_person(view: View, head: int) -> bool:
    """Whether a common noun names one person: a post or kin, in the singular."""
    lemma = bare(view.lemma[head])
    return view.pos[head] == "NOUN" and view.tag[head] == "NN" and (is_kin(lemma) or is_post(lemma))


def makes_speaker(view: View, cue: int) -> bool:
    """Whether a cue is a verb of speech, which anything can be the subject of."""
    return (
        view.lemma[cue] in _SPEECH or view.lower[cue] == "according" or view.word[cue] == ":" or view.pos[cue] != "VERB"
    )


def only_shows(view: View, cue: int, head: int) -> bool:
    """Whether a participle says what the clause before it shows (", indicating that ..."), not what anybody says."""
    if view.tag[cue] != "VBG" or view.lemma[cue] not in _SHOWING or view.head[cue] == head:
        return False
    if any(view.dep[child] in ("nsubj", "aux") for child in view.children[cue]):
        return False
    governing = view.head[cue]
    while governing != view.head[governing] and view.pos[governing] not in ("VERB", "AUX"):
        governing = view.head[governing]
    said = view.lemma[governing] in CLASS_OF or view.lemma[governing] in _TALKING
    person = view.entity[head] == "PERSON" or view.lower[head] in ("he", "she", "who", "they", "i", "we")
    return not (said or (person and view.lemma[cue] in _STRESSING))


def speaking_noun_before(view: View, head: int) -> int:
    """The nearest noun before "who" that can be somebody, in its sentence; NONE where there is none."""
    first = view.bounds[view.sentence[head]][0]
    nouns = (t for t in range(head - 1, first - 1, -1) if view.pos[t] in ("NOUN", "PROPN"))
    return next((t for t in nouns if may_speak(view, t) and view.entity[t] not in ("DATE", "TIME")), NONE)


def _has_relative(view: View, head: int) -> bool:
    """Whether "those" is followed by who they are ("those who ...")."""
    return any(view.dep[child] in ("relcl", "prep", "acl") for child in view.children[head])


def somebody_before(view: View, verb: int) -> int:
    """The subject before a verb where it is a name, one person, "he" or "she"; NONE for others."""
    subject = subject_before(view, verb)
    if subject == NONE or view.pos[subject] == "PROPN" or view.lower[subject] in ("he", "she"):
        return subject
    return subject if is_person(view, subject) else NONE
