from __future__ import annotations

import re

from index.types import Document, Sentence
from rag.choose.subject import after, heading_of, section_before, section_of

TEXT = "# The ferry\nIt is late. It is wet. # The baths\nThey are cold. They leak."


def document() -> Document:
    spans = [m.span() for m in re.finditer(r"# The \w+|[A-Z][^.#]*\.", TEXT)]
    sentences = tuple(Sentence(a, b, TEXT[a] == "#") for a, b in spans)
    return Document("d", "d", TEXT, "t", "md", "en", sentences=sentences)


def test_a_section_ends_at_the_next_heading() -> None:
    assert section_before(document(), 5, 8) == ("# The baths", "They are cold.")
    assert section_of(document(), 1) == "# The ferry\nIt is late. It is wet."
    assert heading_of(document(), 2) == "# The ferry"


def test_nothing_follows_the_last_sentence_of_a_section() -> None:
    assert after(document(), 1) == "It is wet."
    assert after(document(), 2) == after(document(), 5) == ""
