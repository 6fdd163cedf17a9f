"""Every sentence of one speaker."""

from __future__ import annotations

from collections.abc import Sequence

from rag.choose.base import Desk, is_by, is_question
from rag.retrieve import candidate
from rag.types import Candidate, Named, Voice


def sentences_by(desk: Desk, named: Named) -> list[Candidate]:
    """Every sentence in scope that is this speaker's, in the order of the documents, each once."""
    asked = desk.searcher.embed(desk.question.search)
    found = {(c.document_id, c.number): c for c in desk.retrieved.candidates}
    candidates = []
    for document_id in desk.view.documents_of({named.name, *named.names}, desk.scope):
        read = desk.view.read(document_id)
        for number, sentence in enumerate(read.document.sentences):
            if sentence.furniture:
                continue
            one = found.get((document_id, number)) or candidate(read, number, asked)
            # "Did she say that …?" says nothing of what she says; a question of her own does.
            own = [voice for voice in one.voices if is_by(voice, named)]
            asks = is_question(one) and all(voice.attribution == "indirect" for voice in own)
            if own and not asks and not _presents(one, own, named):
                candidates.append(one)
    return candidates


def _presents(found: Candidate, own: Sequence[Voice], named: Named) -> bool:
    """Whether a document's sentence presents its author by name ("X is a professor of …"), who says nothing in it."""
    return named.name in found.text and all(voice.attribution == "author" for voice in own)
