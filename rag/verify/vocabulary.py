"""Words of English that verification knows: function words, peoples, opposites, and what denies, hedges and reports."""

from __future__ import annotations

from index.attribute.cues import CLASSES


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTION_WORDS = _words(
    "a an the this that these those i you he she it we they me him her us them my your his its our their mine yours "
    "hers ours theirs myself yourself himself herself itself ourselves themselves who whom whose which what there here "
    "am is are was were be been being do does did done doing have has had having can could may might must shall should "
    "will would ought cannot not no nor neither and or but if then than so as because since while although though "
    "unless until when where why how of in on at by for with about into through during before after above below to "
    "from up down out off over under again once all any both each few more most other some such only own same too very "
    "just also even still yet ever never now upon among amid across toward towards via per within without between "
    "beside besides despite around along against like unlike s t d ll re ve m let lets one ones"
)
"""Words that join, point and ask; none of them is evidence of what is said."""
CONNECTIVES = _words(
    "however meanwhile moreover furthermore nonetheless nevertheless therefore thus hence additionally overall "
    "consequently instead indeed finally similarly likewise conversely accordingly further besides"
)
"""Words that open a sentence and tie it to the one before."""

_PEOPLES = {
    "france": "french", "britain": "british briton britons uk", "germany": "german germans", "spain": "spanish",
    "netherlands": "dutch", "wales": "welsh", "ireland": "irish", "poland": "polish", "sweden": "swedish",
    "denmark": "danish danes", "finland": "finnish", "turkey": "turkish", "switzerland": "swiss", "greece": "greek",
    "norway": "norwegian norwegians", "scotland": "scottish scots", "england": "english", "china": "chinese",
    "japan": "japanese", "portugal": "portuguese", "vietnam": "vietnamese", "lebanon": "lebanese", "italy": "italian",
    "us": "usa", "russia": "russian russians", "ukraine": "ukrainian ukrainians", "korea": "korean koreans",
    "europe": "european europeans", "america": "american americans", "canada": "canadian canadians",
    "israel": "israeli israelis", "iran": "iranian iranians", "iraq": "iraqi iraqis", "india": "indian indians",
    "australia": "australian australians", "brazil": "brazilian", "mexico": "mexican mexicans", "egypt": "egyptian",
    "africa": "african africans", "asia": "asian asians", "syria": "syrian syrians", "afghanistan": "afghan afghans",
    "pakistan": "pakistani", "belgium": "belgian", "austria": "austrian", "hungary": "hungarian", "czechia": "czech",
    "romania": "romanian", "bulgaria": "bulgarian", "argentina": "argentine", "cuba": "cuban", "taiwan": "taiwanese",
}  # fmt: skip
DEMONYMS = {people: place for place, peoples in _PEOPLES.items() for people in peoples.split()}
"""What a people or its language is called, to its country."""

NEGATORS = _words(
    "not no never none neither nor cannot without nobody nothing nowhere hardly barely scarcely rarely seldom"
)
"""Words that deny what follows; words in -n't deny too."""
DENYING = _words(
    "deny denies denied denying refuse refuses refused refusing reject rejects rejected rejecting fail fails failed "
    "failing dispute disputes disputed disputing refute refutes refuted doubt doubts doubted dismiss dismisses "
    "dismissed lack lacks lacked lacking prohibit prohibits prohibited false falsely untrue unlikely improbable oppose "
    "opposes opposed stop stops stopped decline declines declined"
)
"""Words that deny what follows, and are content themselves."""
NOT_ONLY = _words("only just merely simply solely")
"""After "not" they make no denial."""

_MODALS = {
    "possible": "may might could perhaps possibly potentially maybe possible",
    "likely": "likely probably presumably",
    "coming": "will would shall wo 'll gonna",
    "wanted": "should must ought",
    "planned": "plans planned planning intends intended aims aimed proposes proposed considers considering considered "
    "expects expected hopes hoped wants wanted seeks sought threatens threatened promised promises pledged vowed",
    "hearsay": "reportedly allegedly apparently supposedly seems seemed appears appeared purportedly rumoured rumored",
    "condition": "if unless whether",
}
MODALS = {word: kind for kind, words in _MODALS.items() for word in words.split()}
"""What says that something is not simply so, to the kind of reserve."""

_OPPOSITES = (
    "accept reject; accepted rejected; accepts rejects; approve reject; approved rejected; approve disapprove; "
    "agree disagree; agreed disagreed; agrees disagrees; agreement disagreement; support oppose; supports opposes; "
    "supported opposed; supporters opponents; confirm deny; confirmed denied; confirms denies; affirm deny; "
    "affirmed denied; admit deny; admitted denied; allow ban; allowed banned; allows bans; allow prohibit; "
    "allowed prohibited; allow forbid; permit prohibit; permitted prohibited; legal illegal; lawful unlawful; "
    "increase decrease; increased decreased; increases decreases; increasing decreasing; increase reduce; "
    "increased reduced; increases reduces; increasing reducing; rise fall; rose fell; rises falls; risen fallen; "
    "rising falling; raise lower; raised lowered; raises lowers; raise cut; raised cut; grow shrink; grew shrank; "
    "grows shrinks; growing shrinking; growth decline; gain lose; gained lost; gains losses; gain loss; win lose; "
    "won lost; wins loses; victory defeat; profit loss; expand shrink; expanded shrank; expand contract; "
    "success failure; succeed fail; succeeded failed; succeeds fails; successful unsuccessful; strengthen weaken; "
    "strengthened weakened; strengthens weakens; strong weak; stronger weaker; strength weakness; improve worsen; "
    "improved worsened; improves worsens; better worse; best worst; good bad; positive negative; safe dangerous; "
    "safe unsafe; high low; higher lower; highest lowest; large small; larger smaller; largest smallest; big small; "
    "bigger smaller; more less; more fewer; most least; many few; long short; longer shorter; early late; "
    "earlier later; before after; first last; old new; older newer; old young; older younger; open closed; "
    "open close; opened closed; opens closes; begin end; began ended; begins ends; start stop; started stopped; "
    "start end; started ended; include exclude; included excluded; includes excludes; above below; over under; "
    "inside outside; within outside; possible impossible; likely unlikely; probable improbable; true false; "
    "correct incorrect; right wrong; fair unfair; necessary unnecessary; effective ineffective; justified unjustified; "
    "mandatory voluntary; compulsory optional; guilty innocent; convicted acquitted; hire fire; hired fired; "
    "buy sell; bought sold; import export; imports exports; imported exported; arrive leave; arrived left; "
    "arrived departed; enter leave; entered left; attack defend; attacked defended; cause prevent; caused prevented; "
    "remain leave; remember forget; remembered forgot; love hate; friend enemy; ally enemy; allies enemies; "
    "public private; north south; northern southern; east west; eastern western; left right; male female; "
    "man woman; men women; all none; always never; everyone nobody; everything nothing; significant insignificant; "
    "important unimportant; acceptable unacceptable; stable unstable; major minor; majority minority; maximum minimum; "
    "minor serious; rich poor; richer poorer; easy difficult; easy hard; cheap expensive; cheaper costlier; hot cold; "
    "warm cold; dry wet; full empty; present absent; praise criticise; praised criticised; praise criticize; "
    "praised criticized; welcome condemn; welcomed condemned; praised condemned; optimistic pessimistic; "
    "alive dead; born died; peace war; escalate calm; advantage disadvantage; advantages disadvantages; "
    "benefit harm; benefits harms; beneficial harmful; helps harms; legalise ban; legalised banned; abolish keep; "
    "abolished kept; build demolish; built demolished; create destroy; created destroyed; save waste; "
    "hold release; urged discouraged; encourage discourage; encouraged discouraged; relaxed tightened; tighten relax"
)
OPPOSITES = frozenset(
    pair for entry in _OPPOSITES.split("; ") for pair in (tuple(entry.split()), tuple(reversed(entry.split())))
)
"""Pairs of words that deny each other, both ways round."""

_IRREGULAR = {
    "say": "said", "tell": "told", "write": "wrote", "think": "thought", "hold": "held", "feel": "felt",
    "know": "knew", "see": "saw", "find": "found", "show": "showed", "swear": "swore", "forget": "forgot",
    "understand": "understood", "uphold": "upheld", "read": "read", "cast": "cast", "put": "put", "mean": "meant",
    "seek": "sought", "forecast": "forecast", "plead": "pleaded", "admit": "admitted", "refer": "referred",
}  # fmt: skip
_NO_CUES = _words("back like love text email brand cast paint table support accept grant call press move second offer")
"""Lemmas of the lexicon that are far more often no reports, where nothing but the words is known."""


def _forms(lemma: str) -> frozenset[str]:
    """The finite forms of a regular verb, and of the irregular ones listed."""
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return frozenset({lemma, lemma[:-1] + "ies", lemma[:-1] + "ied"})
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return frozenset({lemma, third, _IRREGULAR.get(lemma, lemma + ("d" if lemma.endswith("e") else "ed"))})


REPORTING = {
    form: name
    for name in ("say", "claim", "believe", "dispute", "order", "praise", "ask")
    for lemma in CLASSES[name].split()
    if lemma not in _NO_CUES
    for form in sorted(_forms(lemma))
}
"""Finite forms of verbs that report, to their class."""
NEUTRAL = frozenset(
    form
    for lemma in (
        "say tell add note state remark mention comment observe write announce declare report explain stress "
        "emphasize emphasise argue claim assert maintain insist contend describe reply respond warn suggest"
    ).split()
    for form in (*_forms(lemma), lemma + "ing", lemma.removesuffix("e") + "ing")
) | {"according", "accordingly", "statement", "spokesperson", "spokesman", "spokeswoman"}
"""Words for saying that may stand for one another."""
FACTIVE = _words(
    "confirm confirms confirmed show shows showed shown reveal reveals revealed find finds found note notes noted "
    "announce announces announced demonstrate demonstrates demonstrated prove proves proved disclose disclosed record "
    "recorded acknowledge acknowledges acknowledged admit admits admitted know knows knew realise realised realized"
)
"""Reports whose content the reporter holds to be so too."""
PRONOUNS = _words("he she it they him her them his its their this that these those who such")
"""Words that stand for somebody or something named before."""
