"""The words that cite: a lexicon by class, and which tokens of a document may be cues."""

from __future__ import annotations

from index.attribute.transcript import NO_SPEAKERS
from index.attribute.view import View
from index.attribute.wordlist import words

# Lemmas by class. The learned weights decide; the classes carry what was learned over to rarer words.
CLASSES: dict[str, str] = {
    "say": "say tell add note state remark mention comment reply respond answer observe recall repeat reiterate "
    "write tweet post announce declare proclaim report reveal disclose explain describe stress emphasize emphasise "
    "underline underscore testify read joke quip mutter whisper shout yell chant exclaim continue conclude "
    "characterize characterise label dub call term brand portray depict paint cast quote relate recount narrate "
    "summarize summarise elaborate volunteer interject opine muse boast brag blog text email caution "
    "minute record submit depose swear inform brief notify remind assure",
    "claim": "claim allege assert argue contend maintain insist affirm confirm attest avow reckon posit postulate "
    "suggest propose imply hint indicate signal show find estimate predict forecast project calculate warn concede "
    "admit acknowledge confess grant accept agree concur endorse support back uphold defend justify advocate",
    "dispute": "deny dispute reject refute rebut contest challenge question doubt disagree oppose object dismiss "
    "contradict counter disavow repudiate decry denounce condemn criticize criticise blast slam attack mock ridicule "
    "deride lambaste rebuke chide accuse blame fault bemoan lament complain deplore disparage belittle downplay",
    "believe": "believe think feel know consider deem regard view see assume suppose presume suspect guess imagine "
    "understand realize realise recognize recognise judge assess conclude expect anticipate hope wish fear worry "
    "dread doubt wonder trust remember forget hold favor favour prefer like love hate dislike admire respect regret "
    "learn decide determine resolve interpret perceive",
    "want": "want need intend plan aim mean seek desire hope vow pledge promise swear threaten offer commit "
    "refuse decline agree volunteer aspire strive",
    "ask": "ask inquire enquire query question wonder pose quiz press probe",
    "order": "order demand urge call request require beg plead implore exhort appeal press command direct instruct "
    "advise recommend counsel encourage caution warn move second invite insist propose",
    "praise": "praise laud hail applaud commend celebrate welcome thank congratulate credit tout champion extol cite",
}
CLASS_OF: dict[str, str] = {}
for _name, _lemmas in CLASSES.items():
    for _lemma in _lemmas.split():
        CLASS_OF.setdefault(_lemma, _name)
# Nouns that cite by themselves ("a claim by ...", "his concern is ...").
NOUNS = words(
    "claim statement remark comment suggestion allegation accusation assertion argument contention insistence "
    "declaration announcement admission acknowledgment acknowledgement confession warning prediction forecast "
    "estimate assessment conclusion finding view opinion belief position stance thought idea notion theory sense "
    "feeling impression concern worry fear anxiety hope wish desire expectation doubt suspicion skepticism "
    "scepticism criticism critique condemnation denunciation attack praise support endorsement opposition objection "
    "complaint call demand request appeal plea proposal recommendation promise pledge vow threat plan intention "
    "decision question answer response reply denial rejection refusal report account description characterization "
    "characterisation interpretation perception understanding assumption judgment judgement ruling testimony word "
    "message tweet post letter speech interview poll survey study analysis assurance reminder advice agreement "
    "confidence confirmation charge vision preference approval disapproval frustration anger outrage "
    "desire interest commitment assertion reluctance willingness discussion debate talk explanation suspicion "
    "speculation rumor belief refutation counterclaim consensus recollection conviction reasoning"
)
ADJECTIVES = words(
    "sure certain confident convinced aware afraid fearful worried concerned hopeful optimistic pessimistic "
    "skeptical sceptical doubtful wary critical supportive unaware happy glad proud angry upset frustrated "
    "disappointed surprised adamant clear open opposed willing unwilling reluctant eager ready grateful sorry "
    "dismissive right wrong interested committed determined furious outraged uncertain unsure unconvinced "
    "favorable unfavorable complimentary outspoken vocal mindful keen anxious nervous uncomfortable "
    "comfortable satisfied dissatisfied disgusted impressed excited enthusiastic likely"
)
# Prepositions that cite a source: "per the filing", "for Kant, ...".
PREPOSITIONS = frozenset({"per", "according"})

# What is said in a meeting's minutes, a kind of text that the weights have not seen.
_PROCEDURE = frozenset({"move", "second", "propose", "table", "support", "oppose"})
_PUT_TO_A_MEETING = frozenset({"motion", "amendment", "resolution", "recommendation", "adoption", "adjournment"})

# Verbs in -ise that are spelt so everywhere.
_ALWAYS_ISE = words(
    "advise promise raise rise praise exercise surprise compromise disguise revise supervise improvise devise comprise "
    "advertise despise televise arise cruise franchise premise appraise excise incise"
)


def american(lemma: str) -> str:
    """A lemma in the spelling of the training articles ("criticise" as "criticize")."""
    return lemma[:-3] + "ize" if lemma.endswith("ise") and lemma not in _ALWAYS_ISE else lemma


def find_cues(view: View) -> list[int]:
    """Tokens that may be cues: main verbs, citing nouns and adjectives, "according to", a colon after a name."""
    found = []
    for token, part in enumerate(view.pos):
        if view.is_shown(token) and _may_cite(view, token, part):
            found.append(token)
    return found


def _may_cite(view: View, token: int, part: str) -> bool:
    """Whether a token has the form of a cue."""
    if view.lower[token] in PREPOSITIONS:
        return True
    if part == "VERB":
        return view.dep[token] not in ("aux", "auxpass", "amod", "compound")
    if part == "NOUN":
        return view.lemma[token] in NOUNS or _has_clause(view, token) or is_verb_put_in(view, token)
    if part == "ADJ":
        return view.lemma[token] in ADJECTIVES or _has_clause(view, token)
    return view.word[token] == ":" and opens_line(view, token)


def is_verb_put_in(view: View, token: int) -> bool:
    """Whether the parse takes for a noun the verb of words put in between (", Lee maintains,")."""
    if view.pos[token] != "NOUN" or view.dep[token] != "parataxis" or american(view.lemma[token]) not in CLASS_OF:
        return False
    return any(view.dep[child] == "nsubj" and child == token - 1 for child in view.children[token])


def _has_clause(view: View, token: int) -> bool:
    """Whether a clause depends on the token ("the fact that ...", "certain that ...")."""
    return any(view.dep[child] in ("ccomp", "xcomp", "acl") for child in view.children[token])


def opens_line(view: View, colon: int) -> bool:
    """Whether a colon ends a short name that opens its line ("Trump: I will win")."""
    paragraph, first = view.paragraph[colon], colon
    while first > 0 and view.paragraph[first - 1] == paragraph and colon - first <= 8:
        first -= 1
    if (first > 0 and view.paragraph[first - 1] == paragraph) or colon == first:
        return False
    words = [token for token in range(first, colon) if view.pos[token] != "SPACE"]
    is_field = " ".join(view.lower[token] for token in words) in NO_SPEAKERS
    return bool(words) and not is_field and all(_nameable(view, token) for token in words)


def _nameable(view: View, token: int) -> bool:
    """Whether a token may stand in a name or title before a colon."""
    return view.word[token][:1].isupper() or view.word[token] in {"of", "the", "and", "&", ".", "’s", "'s", "for"}


def is_procedural(view: View, token: int) -> bool:
    """Whether a verb puts something to a meeting ("moved an amendment", "seconded the motion", "moved that ...")."""
    if view.lemma[token] not in _PROCEDURE or view.pos[token] != "VERB":
        return False
    return any(_is_business(view, token, child) for child in view.children[token])


def _is_business(view: View, verb: int, child: int) -> bool:
    """Whether a dependent of a verb is what meetings vote on."""
    if view.dep[child] in ("dobj", "nsubjpass"):
        return view.lemma[child] in _PUT_TO_A_MEETING
    that = any(view.dep[c] == "mark" and view.lower[c] == "that" for c in view.children[child])
    return view.lemma[verb] == "move" and view.dep[child] == "ccomp" and that
