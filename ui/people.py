"""Who says what, over all documents: each speaker once, with their statements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from index.types import Document
from index.view import View
from rag.speakers import everybody
from ui.types import Person, Saying

MOST_READ = 500
"""Documents whose speakers are listed; reading one takes some three milliseconds, once after each change."""


def people(view: View) -> tuple[Person, ...]:
    """The speakers of at most ``MOST_READ`` documents, most statements first; of equals, the first by name.

    What authors write themselves is left out: it is read in their documents.
    """
    documents = [view.document(summary.id) for summary in view.summaries()[:MOST_READ]]
    named, said = _known_as(view), defaultdict(list)
    roles: dict[str, str | None] = {}
    for document in documents:
        for name, role, saying in _sayings(document):
            said[named(name)].append(saying)
            roles[named(name)] = roles.get(named(name)) or role
    found = (Person(name, roles[name], tuple(sayings)) for name, sayings in said.items())
    return tuple(sorted(found, key=lambda person: (-len(person.sayings), person.name)))


def speaker_counts(found: Sequence[Person]) -> dict[str, int]:
    """How many people each document cites, by its id."""
    return dict(Counter(document_id for person in found for document_id in {s.document_id for s in person.sayings}))


def _sayings(document: Document) -> Iterator[tuple[str, str | None, Saying]]:
    """What a document cites others with, in its order: by whom, in which role."""
    for number, statement in enumerate(document.statements):
        if statement.attribution != "author" and statement.speaker:
            words = " … ".join(document.text[span.start : span.end] for span in statement.content)
            saying = Saying(document.id, document.title, number, statement.attribution, words, statement.reported_by)
            yield statement.speaker, statement.speaker_role, saying


def _known_as(view: View) -> Callable[[str], str]:
    """The one name of a speaker whom documents call by several; a name that may be two people's stays what it is."""
    known: dict[str, set[str]] = defaultdict(set)
    full = set()
    for person in everybody(view):
        full.add(person.name)
        for name in person.names:
            known[name].add(person.name)

    def one(name: str) -> str:
        return name if name in full or len(known.get(name, ())) != 1 else next(iter(known[name]))

    return one
