"""What the HTTP face says in words: the description of the service, and sentences that several routes use."""

from __future__ import annotations

TITLE = "Onrecord"
SUMMARY = "Answers from your own documents, every word of them on the record."
DESCRIPTION = """
Onrecord answers questions over a set of documents. Every citation quotes its document word for word:
`text[start_char_index:end_char_index]` of `GET /documents/{id}` is `cited_text`, checked before the answer leaves.

* **Offsets** are Unicode code points, 0-based, end-exclusive.
* **A refusal** is a 200 with `status: "refused"`: the documents do not answer, and the nearest passages are shown.
* **Errors** are RFC 9457 problem documents (`application/problem+json`).
* **Fields that are not known** are ignored and named in `warnings`, so that a misspelt one does not stay hidden.
* **Every response** carries `X-Request-Id`, which the server's log carries too.
"""
TAGS = [
    {"name": "answers", "description": "Ask, search, verify, and say whether it helped."},
    {"name": "conversations", "description": "What was asked before: reopen it, list it, delete it."},
    {"name": "documents", "description": "What is searched: list, read, add, remove."},
    {"name": "OpenAI-compatible", "description": "For programs that speak to OpenAI; citations ride in `onrecord`."},
    {"name": "health", "description": "For whoever keeps it running; only `/metrics` asks for the key."},
]

NO_KEY = "This server asks for a key; send it as: Authorization: Bearer KEY"
WRONG_KEY = "The key is not the one this server was started with; check ONRECORD_API_KEY."
CROSS_SITE = "A page of another site may not change anything here; send the request from a program or from our page."
NOT_JSON = "The body must be JSON, sent with the header Content-Type: application/json."
BAD_JSON = "The body is not valid JSON"
BAD_BODY = "The body cannot be read: it is not valid UTF-8, is nested too deeply, or is cut off."
NO_INDEX = "Nothing has been indexed yet; add documents with POST /documents, or on the server: onrecord index PATH"
INDEX_UNUSABLE = "The index cannot be used at the moment; the server's log says why."
INDEX_LOCKED = "Another run is writing to the index; try again in a few seconds."
MODEL_UNUSABLE = "A model that is needed cannot be used; the server's log says why."
UNEXPECTED = "Something went wrong on the server; its log has the details under the request id."
WITHHELD = "The answer was withheld, because a part of it could not be verified."
LOADING = "The index and the models are still loading; try again in a few seconds."
NO_ROUTE = "There is nothing at this address; GET /docs lists what there is."
TOO_OFTEN = "Too many requests from this address; wait as long as Retry-After says."
FULL = "As many questions as are taken are being answered and waiting; try again in a few seconds."
OTHER_HOST = "This server answers to the names of its own machine only; set ONRECORD_API_KEY to open it to others."
ANSWER_NOT_KEPT = "no answer with this id is kept; the feedback is kept alone"
NOTHING_KEPT = "this server keeps neither conversations nor feedback (ONRECORD_KEEP_DAYS is 0)"
NO_SUCH_MODEL = "There is one model here, named onrecord; any name is taken when asking."
NO_ANSWER = "No answer with this id is kept, or not in a form that can still be read."
NO_CONVERSATION = "No conversation with this id is kept; list them with GET /conversations"
NOT_KEPT = "Conversations can be neither written nor read at the moment; the server's log says why."
EMPTY_QUESTION = "is empty; write a question"
EMPTY_TEXT = "is empty; send a text to verify"
NUL = "holds a null character (U+0000); remove it"
NOT_UNICODE = "holds half of a surrogate pair, which is no character; send valid Unicode"
NO_USER_MESSAGE = "holds no message of the role 'user' with text in it; the last one is the question"
DOCUMENTS_EMPTY = "is an empty list; leave it out, or make it null, to search every document"


def unknown_documents(ids: list[str]) -> str:
    """Says which ids of a request name no document."""
    named = ", ".join(repr(document_id[:80]) for document_id in ids[:5]) + (", …" if len(ids) > 5 else "")
    return f"No document has the id {named}; list them with GET /documents"


def unknown_field(name: str, known: list[str]) -> str:
    """Says that a field of the body means nothing here."""
    shown = name[:80].encode("ascii", "backslashreplace").decode()
    return f"the field {shown!r} is not known and was ignored; known are: {', '.join(known)}"


def wrong_method(allowed: str) -> str:
    """Says which methods an address takes."""
    return f"This address takes {allowed} only." if allowed else "This address does not take this method."


def too_large(limit: str) -> str:
    """Says that a request is over a limit of size."""
    return f"The request is larger than {limit}, the most that is taken; send less at once."


def file_too_large(size: str, limit: str) -> str:
    """Says that one file of an upload is over the limit."""
    return f"The file is {size}, over the limit of {limit}; split it, or raise ONRECORD_MAX_FILE_MB."


def too_many_files(most: int) -> str:
    """Says that one upload has too many files."""
    return f"At most {most} files are taken in one upload (ONRECORD_MAX_UPLOAD_FILES); send the rest in another."
