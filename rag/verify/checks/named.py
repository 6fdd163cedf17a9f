"""Names: every one that is claimed must stand in the premises, or beside them where they only point to it."""

from __future__ import annotations

from collections.abc import Iterator

from index.tables import is_cells
from rag.verify import wording
from rag.verify.case import Case
from rag.verify.names import Name, names, stands_in
from rag.verify.reading import Reading, read
from rag.verify.types import Objection
from rag.verify.vocabulary import PRONOUNS


def named(case: Case) -> Iterator[Objection]:
    """A name that the premises do not have; a lone first word counts as one only where it is known as a name."""
    best = case.nearest()
    here, every, near = read(case.premises[best].text), case.readings(), case.near(best)
    # Where one premise has nearly all of the rest, a name from beside it was put into it.
    close = case.close(best)
    spare = close and any(not stands_in(n, case.said, case.roster) for n in names(here.text) if n.sure or n.start == 0)
    row = is_cells(case.premises[best].text)
    for name in names(case.claim.text):
        if row and not set(name.forms) <= here.forms:  # another row's name is half of this one's
            yield Objection("names", wording.NAME_ABSENT.format(claimed=name.text), False, best)
            continue
        if stands_in(name, here, case.roster) or _is_speaker(case, name):
            continue
        if not spare and _points(here) and any(stands_in(name, reading, case.roster) for reading in near):
            continue
        # Where the claim is in words of its own, "the club" may be whom the document names elsewhere.
        wide = () if close else (*every, *case.elsewhere(best))
        if any(stands_in(name, r, case.roster) for r in wide) or (not close and _together(name, every)):
            continue
        if name.sure or spare or _known(name, [*every, *case.near()]):
            yield Objection("names", wording.NAME_ABSENT.format(claimed=name.text), False, best)


def _together(name: Name, readings: list[Reading]) -> bool:
    """Whether a long name's words stand in several premises taken together."""
    known = frozenset().union(*(reading.forms for reading in readings))
    return len(readings) > 1 and len(name.forms) > 1 and set(name.forms) <= known


def _known(name: Name, readings: list[Reading]) -> bool:
    return any(token.form in name.forms and token.named for reading in readings for token in reading.tokens)


def _points(here: Reading) -> bool:
    """Whether a premise stands for somebody or something with a word of its own ("he", "the company")."""
    return any(token.lower in PRONOUNS or token.lower == "the" for token in here.tokens)


def _is_speaker(case: Case, name: Name) -> bool:
    """Whether the name is whom the claim credits: who said it is a check of its own."""
    return any(said.speaker.endswith(name.text) or said.speaker in name.text for said in case.claim.said)
