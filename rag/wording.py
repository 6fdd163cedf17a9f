"""All wording that a reader of an answer sees; tests share these constants."""

from __future__ import annotations

from collections.abc import Sequence

from rag.types import RefusalReason, Stance

REFUSALS: dict[RefusalReason, str] = {
    "no_evidence": "Nothing in the documents comes near to answering this.",
    "low_confidence": "The documents do not answer this.",
    "unverified": "An answer was found but its citations could not be verified, so it is withheld.",
    "out_of_scope": "This is not a question that documents can answer.",
}
NO_TASK = "Answers here are the documents’ own words; none is written anew. Ask what somebody says, or what a document says of something."
MISSING = "What comes nearest does not mention {terms}."
NOT_CITED = "No statement by {speaker} was found in the documents."
NOT_SAID_BY = "No statement by {speaker} about this was found."
ONE_SIDE_ONLY = "None of the passages that were read {verb} this."
AS_REPORTED = ", as reported"
"""Stands before words that are the reporter's account, not the speaker's own."""
AS_ASKED = ", asked “{question}”"
IN_COLUMNS = "under “{columns}”"
"""Stands before a row of a table whose columns have heads."""
SAID_BY_ANOTHER = "The documents do not have {asked} saying this; they have it from {speaker}."
NAMESAKES = "“{name}” is more than one person here: {people}."

NO_MODEL = "no language model is configured; the answer quotes the documents"

STANCE_VERBS: dict[Stance, tuple[str, str]] = {
    "disputes": ("disputes", "dispute"),
    "affirms": ("affirms", "affirm"),
    "reports": ("reports", "report"),
}
"""Third person singular and plural of each side."""
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def listed(terms: Sequence[str]) -> str:
    """The terms in quotation marks: “a”, “b” or “c”."""
    marked = [f"“{term}”" for term in terms]
    return marked[0] if len(marked) == 1 else f"{', '.join(marked[:-1])} or {marked[-1]}"


def counted(count: int, stance: Stance) -> str:
    """ "Two sources dispute it." """
    number = NUMBERS[count] if count < len(NUMBERS) else str(count)
    noun = "source" if count == 1 else "sources"
    return f"{number.capitalize()} {noun} {STANCE_VERBS[stance][count != 1]} it."
