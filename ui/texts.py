"""Every word of the page that is not from the documents or from the rag room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from index.types import Attribution, ReportStatus
    from rag.types import Citation, Stance

TITLE: Final = "Onrecord"
TAGLINE: Final = "Answers from your own documents, word for word, each with who said it and where."
EMPTY: Final = "Nothing is loaded yet. Add documents under Documents."
THEME: Final = "Switch between light and dark"

ASK_TAB: Final = "Ask"
DOCUMENTS_TAB: Final = "Documents"
SPEAKERS_TAB: Final = "Speakers"
CONVERSATION: Final = "Conversation"
SOURCE: Final = "Source"

QUESTION: Final = "Your question"
PLACEHOLDER: Final = "Ask what they say, or who says it"
ASK: Final = "Ask"
STOP: Final = "Stop"
CLEAR: Final = "Clear"
COPY: Final = "Copy"
COPIED: Final = "Copied"
TRY: Final = "Try one of these"
MOST_CHARACTERS: Final = 2000

EXAMPLE_SPEAKER: Final = ("What does {0} say?", "One speaker")
EXAMPLE_PAIR: Final = ("Do {0} and {1} agree?", "Two speakers, side by side")
EXAMPLE_AUTHOR: Final = ("What does {0} conclude?", "An author's own view")
EXAMPLE_REFUSED: Final = ("How long should sourdough rise?", "Something they do not answer")

WAITING: Final = "Reading the documents"
STOPPED: Final = "Stopped. Nothing was answered."
STOPPED_SHORT: Final = "Stopped here. Ask again for the whole answer."
ANSWERED: Final = "Answered."
FAILED: Final = "Something went wrong on the server, and nothing was answered. Its log says what."
ASKED_AS: Final = "Asked as"
EDIT: Final = "Edit"
EDIT_OF: Final = "Edit: {0}"
EDITING: Final = "What should be asked instead"
EDITED: Final = "Ask instead"
AGAIN: Final = "Ask again"
AGAIN_OF: Final = "Ask again: {0}"
KEEP: Final = "Cancel"
LINK: Final = "Copy link"
LINK_OF: Final = "Copy a link that opens this answer again: {0}"
COPY_OF: Final = "Copy the answer with its sources: {0}"
HELPED: Final = "This answer helped"
HELPED_NOT: Final = "This answer did not help"
REMARK: Final[dict[bool, str]] = {True: "What was good about it?", False: "What was wrong?"}
REMARK_SEND: Final = "Send"
JUDGED: Final = "Kept with the answer, on the machine that serves this page."
THANKED: Final = "Thank you. Kept with the answer, on the machine that serves this page."
STALE: Final = "The document has changed or is gone since this was answered"
STALE_ANSWER: Final = (
    "{0} of this answer no longer as cited: the document has changed or is gone. The words below are as they were then. "
    "Ask again to see what the documents say now."
)
EXPORT: Final = "Take along"
EXPORT_AS: Final = {"markdown": "Markdown", "html": "Web page (HTML)", "json": "Data (JSON)"}
EXPORTED: Final = (
    "Answers from documents, word for word. Each quotation names its document, the version of it by SHA-256, and the "
    "characters it stands at."
)
SOURCES: Final = "Sources"
CITED_AT: Final = "characters {0} to {1}, document {2}, SHA-256 {3}"
REOPENED: Final = "A kept answer"
NOT_KEPT: Final = (
    "This answer is not kept here: its time has run out, its document was removed, or it was answered elsewhere."
)
MODE: Final = "Answer"
MODES: Final = (("in the documents’ words", "extractive"), ("in a model’s words, checked", "model"))
MODEL: Final = "Written by a language model, every sentence checked against the documents."
UNSUPPORTED: Final = "No passage supports this"
PARAPHRASE: Final = "In other words than the source"
UNCITED: Final = "Found, not cited"
UNCITED_OF: Final = "Passages that were found but not cited: {0}"
NONE_UNCITED: Final = "Nothing else was found."
REFUSED: Final = "Not on the record"
NEAREST: Final = "What came nearest"
UNNAMED: Final = "Unnamed source"
AUTHOR: Final = "author"
BY_ACCOUNT_OF: Final = "by the account of {0}"
SOURCE_CHIP: Final = "Source {0}: {1}, {2}. Opens the document at this place."
NEAREST_CHIP: Final = "{0}, {1}. Opens the document at this place."
OPEN: Final = "Open"
PAGE: Final = "page {0}"
PROPOSITION: Final = "On"
STANCE: Final[dict[Stance, str]] = {"disputes": "Disputes", "affirms": "Affirms", "reports": "Reports"}
WHERE: Final[dict[Attribution, str]] = {
    "author": "Written in",
    "direct": "Quoted in",
    "indirect": "Reported in",
}
SEARCHED: Final = "{0} searched, {1} cited."
ANSWERED_AT: Final = "Answered"
RECORD: Final = "How this was made"
CONFIDENCE: Final = "Confidence"
CONFIDENCE_OF: Final = "{0:.0%}, of {1:.0%} needed"
CORPUS: Final = "Documents"
SETTINGS: Final = "Settings"
VERSION: Final = "Version"
TOOK: Final = "Took"

SOURCE_EMPTY: Final = "Sources open here. Choose a numbered citation to read it in its place."
SOURCE_GONE: Final = "This document is no longer loaded, so there is nothing to open."
SOURCE_LOST: Final = "This answer is no longer held by the server. Ask again to open its sources."
SOURCE_CHANGED: Final = (
    "The cited words do not stand at this place in the document as it is now, so nothing is marked. "
    "Ask again to cite it as it is."
)
SOURCE_MARKED: Final = "Marked below: {0}"
CLOSE: Final = "Close the source"
EARLIER: Final = "Earlier part"
LATER: Final = "Later part"
PART: Final = "Characters {0} to {1} of {2}"

UPLOAD: Final = "Add documents"
UPLOAD_HINT: Final = "Add text, Markdown, HTML, PDF or Word files. They stay on the machine that serves this page."
WORKING_ON: Final = "{0} ({1} of {2}): {3}"
READ: Final = "Read"
READING_OF: Final = "How far the files are"
SPOKEN_BY: Final = "{0}, marked below"
GO_TO: Final = "Go to the first words of {0}"
ONLY: Final = "Ask only this"
ONLY_OF: Final = "Ask only in: {0}"
ASKING_ONLY: Final = "Asking only in"
ASK_ALL: Final = "Ask in all"
SCOPE_GONE: Final = "A document that questions are restricted to is no longer loaded. Choose others, or ask in all."
NO_SPEAKERS: Final = "The documents cite nobody yet."
SPEAKERS_OF: Final = "Speakers of the first {0} documents by title; ask about the others by name."
SAID_IN: Final = "{0} in {1}"
OPEN_SAYING: Final = "Open: {0}, {1}"
REMOVE: Final = "Remove"
REMOVE_ASK: Final = "Remove “{0}”? Answers will no longer draw on it. The file on your disk stays."
REMOVE_YES: Final = "Yes, remove it"
REMOVE_NO: Final = "Keep it"
REMOVED: Final = "Removed."
UNTITLED: Final = "Untitled"
NO_DOCUMENTS: Final = "No documents yet."
REPORT: Final[dict[ReportStatus, str]] = {
    "indexed": "Added",
    "unchanged": "Already here, unchanged",
    "duplicate": "Same text as a document that is already here",
    "removed": "Removed",
    "failed": "Not added",
}
TOO_MANY_FILES: Final = "At most {0} files at once; these were left out: {1}."

NO_KEY: Final = (
    "listening on {0!r} would open the documents to other machines; set ONRECORD_API_KEY to a secret first, "
    "or listen on 127.0.0.1"
)
PORT_TAKEN: Final = "cannot listen on {0}:{1} ({2}); stop what runs there, or choose another port with --port"
GATE_TITLE: Final = "This page asks for a key"
GATE_HINT: Final = "It is the value of ONRECORD_API_KEY on the machine that serves this page."
GATE_LABEL: Final = "Key"
GATE_OPEN: Final = "Open"
GATE_WRONG: Final = "That is not the key."


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 document", "1,204 documents"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


VERIFY_TITLE: Final = "Held against the documents: {0}"
VERIFY_COUNTS: Final = "{0}: {1} supported, {2} contradicted, {3} unknown."
VERIFY_NO_CLAIMS: Final = "Nothing in this text claims anything that documents could bear out."
VERIFY_EMPTY: Final = "{0} holds no words; there is nothing to verify."
VERIFY_SEARCHED: Final = "Against {0}."
VERDICTS: Final = {"supported": "Supported", "contradicted": "Contradicted", "unknown": "Unknown"}
NO_CLAIM: Final = "No claim"
"""The verdict on what asks or commands, which counts for nothing."""
VERIFY_MADE: Final = (
    "Each sentence was compared with the passages nearest to it. Supported: a passage says it. Contradicted: a passage "
    "says otherwise. Unknown: neither was found; it may still be true."
)
NOT_A_FILE: Final = "there is no file {0!r}; name a text, Markdown, HTML, PDF or Word file, or - to read standard input"
NOT_WRITTEN: Final = "the report cannot be written to {0!r} ({1}); choose another place with --output"

WORKS: Final = "✓"
WORKS_NOT: Final = "✗"
DOCTOR_STORE: Final = "Documents"
DOCTOR_STORED: Final = "{0} in {1}, generation {2}"
DOCTOR_WEIGHTS: Final = "Models of our own"
DOCTOR_SEARCH: Final = "Search"
DOCTOR_QUERY: Final = "what do the documents say"
DOCTOR_FOUND: Final = "finds passages"
DOCTOR_NOTHING: Final = "works, and there is nothing to find; add documents with: onrecord index PATH"
DOCTOR_KEY: Final = "Key of the server"
DOCTOR_KEY_SET: Final = "set; every request must carry it"
DOCTOR_KEY_UNSET: Final = "none; only this machine is served (ONRECORD_API_KEY sets one)"
DOCTOR_MODEL: Final = "Language model"
DOCTOR_NO_MODEL: Final = (
    "none is configured; answers quote the documents, and nothing was sent anywhere. To have one write, set "
    "ONRECORD_LLM_URL and ONRECORD_LLM_MODEL."
)
DOCTOR_CONFIGURED: Final = "{0} at {1}, {2}; questions that do not say are answered in mode {3}"
DOCTOR_WITH_KEY: Final = "with a key"
DOCTOR_WITHOUT_KEY: Final = "without a key"
DOCTOR_OFFERED: Final = "Models it offers"
DOCTOR_LISTS_NONE: Final = "it lists none"
DOCTOR_NOT_OFFERED: Final = "{0}; {1!r} is not among them, set ONRECORD_LLM_MODEL to one that is"
DOCTOR_TRIAL: Final = "A trial"
DOCTOR_SPEAKS: Final = "it writes"


def stand(number: int) -> str:
    """How many citations, with the verb: "1 citation stands", "3 citations stand"."""
    return f"{counted(number, 'citation')} {'stands' if number == 1 else 'stand'}"


def cited_at(citation: Citation) -> str:
    """Where exactly cited words stand, and in which version of the document."""
    page = f"{PAGE.format(citation.page)}, " if citation.page else ""
    return page + CITED_AT.format(citation.start, citation.end, citation.document_id, citation.document_sha256)
