"""What the routes answer, field by field; the names are a contract (more may be added, none renamed)."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from index.types import Attribution
from rag.types import RefusalReason, Stance, Support

_ID = "9d5c7f0a41b2e386"
_SHA = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"
_TITLE = "Minutes of the works council"
_QUOTE = "The council rejects the new shift plan."
_SPEAKER = "Ada Berg"
_ANSWER_ID = "0b0e3c9e-5a43-4a6e-9a0e-6f6a1d9a3c11"
_WARNINGS = "What of the request was not done: fields that are not known, a model that is not there or gave nothing; a sentence each."


class Reply(BaseModel):
    """Base of everything that is sent."""

    model_config = ConfigDict(frozen=True)


class SpanModel(Reply):
    """`text[start:end]` of one document."""

    start: int = Field(description="First character, in code points from 0.", examples=[5120])
    end: int = Field(description="The character after the last.", examples=[5127])


class CitationModel(Reply):
    """A verified pointer to the words of a document."""

    id: int = Field(description="The number in the answer's text: `[1]`.", examples=[1])
    type: Literal["char_location"] = Field(
        default="char_location", description="How the place is given: by character offsets.", examples=["char_location"]
    )
    document_id: str = Field(description="The document that is quoted.", examples=[_ID])
    document_title: str = Field(description="Its title.", examples=[_TITLE])
    document_sha256: str = Field(description="SHA-256 of its whole text (UTF-8) as it was quoted.", examples=[_SHA])
    cited_text: str = Field(description="The words, exactly as they stand there.", examples=[_QUOTE])
    start_char_index: int = Field(description="Where they start in the document's text.", examples=[5210])
    end_char_index: int = Field(description="Where they end, exclusive.", examples=[5249])
    page: int | None = Field(description="The page, from 1, in formats that have pages.", examples=[None])
    speaker: str | None = Field(description="Who is responsible for the words.", examples=[_SPEAKER])
    speaker_role: str | None = Field(description="What the text says they are.", examples=["chair of the council"])
    attribution: Attribution = Field(
        description="`direct`: quoted; `indirect`: reported; `author`: the document's own author.", examples=["author"]
    )
    reported_by: str | None = Field(
        default=None, description="Who gives the speaker's view, where it is at second hand.", examples=[None]
    )
    verified: bool = Field(
        default=True, examples=[True],
        description="Compared with the document before it was sent. False only in a reopened answer, where it is stale.",
    )  # fmt: skip
    stale: bool = Field(
        default=False, examples=[False],
        description="The document has changed or gone since; only in answers that are reopened.",
    )  # fmt: skip


class AnswerSentenceModel(Reply):
    """One sentence of the answer, with what it rests on."""

    text: str = Field(description="The sentence; `answer[start:end]`.", examples=[_QUOTE])
    start: int = Field(description="Where it starts in `answer`.", examples=[24])
    end: int = Field(description="Where it ends in `answer`, exclusive.", examples=[63])
    support: Support = Field(
        description="`verbatim`, `paraphrase`, or, only where asked for, `unsupported`.", examples=["verbatim"]
    )
    citation_ids: list[int] = Field(description="The citations that it rests on.", examples=[[1]])
    speaker: str | None = Field(description="Who is responsible for the cited words.", examples=[_SPEAKER])
    stance: Stance | None = Field(
        description="The side that the speaker takes, where the question asks for sides.", examples=["disputes"]
    )
    llm_generated: bool = Field(default=False, description="Whether a language model wrote it.", examples=[False])


class PositionModel(Reply):
    """Where somebody stands on a claim."""

    proposition: str = Field(description="The claim.", examples=["the new shift plan"])
    stance: Stance = Field(description="The side taken; the one asked for comes first.", examples=["disputes"])
    speaker: str = Field(description="Who takes it.", examples=[_SPEAKER])
    citation_ids: list[int] = Field(description="Where they say so.", examples=[[1]])


class RefusalModel(Reply):
    """Why there is no answer."""

    reason: RefusalReason = Field(description="The kind of refusal.", examples=["no_evidence"])
    message: str = Field(description="One plain sentence.", examples=["The documents do not answer this."])
    nearest: list[CitationModel] = Field(description="The passages that came nearest.", examples=[[]])


class ConfidenceModel(Reply):
    """How sure the answer is."""

    score: float = Field(description="Probability that it answers the question, refused or not.", examples=[0.81])
    threshold: float = Field(description="What it has to reach.", examples=[0.55])


class CoverageModel(Reply):
    """What was searched."""

    documents_searched: int = Field(description="How many documents were searched.", examples=[2])
    documents_cited: int = Field(description="How many of them are cited.", examples=[2])
    silent: list[str] = Field(description="Ids of those that have nothing on the question.", examples=[[]])


class HitModel(Reply):
    """A passage that was found."""

    document_id: str = Field(description="The document it is in.", examples=[_ID])
    document_title: str = Field(description="Its title.", examples=[_TITLE])
    document_sha256: str = Field(description="SHA-256 of its whole text (UTF-8).", examples=[_SHA])
    start: int = Field(description="Where the passage starts in the document's text.", examples=[5100])
    end: int = Field(description="Where it ends, exclusive.", examples=[5600])
    text: str = Field(description="The passage; `text[start:end]` of the document.", examples=[_QUOTE])
    page: int | None = Field(description="The page it starts on, in formats that have pages.", examples=[None])
    dense: float | None = Field(description="Cosine of query and passage; null: not found so.", examples=[0.71])
    lexical: float | None = Field(description="BM25, higher is better; null: not found so.", examples=[6.2])
    fused: float = Field(description="Both, by reciprocal rank fusion; hits are ordered by it.", examples=[0.0325])


class TimingsModel(Reply):
    """Milliseconds spent, by stage."""

    interpret: float = Field(default=0, description="Understanding the question, history included.", examples=[0.8])
    retrieve: float = Field(default=0, description="Finding passages.", examples=[9.4])
    evidence: float = Field(default=0, description="Choosing the spans that answer.", examples=[12.1])
    compose: float = Field(default=0, description="Writing the answer.", examples=[0.6])
    verify: float = Field(default=0, description="Comparing every citation with its document.", examples=[0.2])
    draft: float = Field(
        default=0, description="A language model writing, each of its sentences verified.", examples=[0]
    )
    total: float = Field(default=0, description="All of it.", examples=[23.1])


class ReceiptModel(Reply):
    """What the answer was made from; the same receipt and question give the same answer in extractive mode."""

    corpus_sha256: str = Field(description="Changes with any document.", examples=[_SHA])
    settings_sha256: str = Field(description="Changes with any setting that decides the answer.", examples=[_SHA])
    models: dict[str, str] = Field(description="The models used, by job.", examples=[{"embedding": "all-MiniLM-L6-v2"}])
    version: str = Field(description="Version of the program.", examples=["0.1.0"])
    threshold_source: str = Field(
        description="Where the threshold is from: settings, calibration (on the user's own cases) or default.",
        examples=["default"],
    )


class AskReply(Reply):
    """An answer, or a refusal."""

    id: str = Field(description="Id of this answer, for `POST /feedback`.", examples=[_ANSWER_ID])
    session_id: str = Field(description="The conversation: yours, or a new one.", examples=["c7f0…"])
    status: Literal["answered", "refused"] = Field(description="Whether there is an answer.", examples=["answered"])
    question: str = Field(description="The question as it was asked, trimmed.", examples=["And who disputes it?"])
    interpreted_question: str = Field(
        description="The question standing alone, as it was looked up.", examples=["Who disputes the new shift plan?"]
    )
    answer: str = Field(
        description="The answer with its citation numbers; in a refusal, one plain sentence.",
        examples=[f"Ada Berg (chair of the council): “{_QUOTE}” [1]"],
    )
    answer_citationless: str = Field(
        description="The same without the numbers.", examples=[f"Ada Berg (chair of the council): “{_QUOTE}”"]
    )
    sentences: list[AnswerSentenceModel] = Field(description="The answer, sentence by sentence.")
    citations: list[CitationModel] = Field(description="What it rests on; empty in a refusal.")
    positions: list[PositionModel] = Field(description="Who takes which side, where the question asks for it.")
    refusal: RefusalModel | None = Field(description="Why there is no answer, if there is none.", examples=[None])
    confidence: ConfidenceModel = Field(description="How sure it is, and what it had to reach.")
    coverage: CoverageModel = Field(description="How much was searched, and what has nothing to say.")
    search_results: list[HitModel] = Field(description="The passages found; empty unless they were asked for.")
    llm_generated: bool = Field(description="Whether a language model wrote it.", examples=[False])
    timings_ms: TimingsModel = Field(description="Where the time went.")
    receipt: ReceiptModel = Field(description="What it was made from.")
    warnings: list[str] = Field(description=_WARNINGS, examples=[[]])


class SearchReply(Reply):
    """Passages for a query, best first."""

    query: str = Field(description="What was looked up.", examples=["shift plan"])
    hits: list[HitModel] = Field(description="The passages, best first.")
    warnings: list[str] = Field(description=_WARNINGS, examples=[[]])


class DocumentFields(Reply):
    """What is known of a document, in lists and on its own."""

    id: str = Field(description="Id; follows from the text.", examples=[_ID])
    title: str = Field(description="Title, as found in the file.", examples=[_TITLE])
    author: str | None = Field(description="Author, where the file names one.", examples=["Ada Berg"])
    origins: list[str] = Field(
        description="The names it is known by: more than one where files hold the same text.",
        examples=[["minutes.docx"]],
    )
    sha256: str = Field(description="SHA-256 of the text (UTF-8).", examples=[_SHA])
    kind: str | None = Field(description="Kind of publication, where it says.", examples=["opinion"])
    published: str | None = Field(description="Date of publication, where it says.", examples=["2024-11-02"])
    format: str = Field(description="Format of the file.", examples=["docx"])
    language: str = Field(description="Language of the text (ISO 639-1).", examples=["en"])


class SummaryModel(DocumentFields):
    """A document in a list."""

    characters: int = Field(description="Length of the text.", examples=[8200])
    sentence_count: int = Field(description="How many sentences it has, furniture aside.", examples=[71])
    statement_count: int = Field(description="How many statements of others it cites.", examples=[24])


class DocumentsReply(Reply):
    """Every document, ordered by title."""

    documents: list[SummaryModel] = Field(description="The documents.")


class PageModel(Reply):
    """One page of a paged format."""

    page: int = Field(description="Its number, from 1.", examples=[1])
    start: int = Field(description="Where it starts in the text.", examples=[0])
    end: int = Field(description="Where it ends, exclusive.", examples=[2312])


class SentenceModel(Reply):
    """One sentence of a document."""

    start: int = Field(description="Where it starts in the text.", examples=[0])
    end: int = Field(description="Where it ends, exclusive.", examples=[61])
    furniture: bool = Field(description="Text around the text, as a caption: never an answer.", examples=[False])


class StatementModel(Reply):
    """A span that somebody is cited with."""

    id: str = Field(description="Id; stable for the same text.", examples=[f"{_ID}:0"])
    attribution: Attribution = Field(description="`direct`, `indirect`, or the `author`'s own.", examples=["indirect"])
    speaker: str | None = Field(
        description="Who is responsible for it, resolved; null where the text does not tell.", examples=[_SPEAKER]
    )
    speaker_role: str | None = Field(description="What the text says they are.", examples=["chair of the council"])
    source: SpanModel | None = Field(description="What names the speaker at this place (“she”); null for the author.")
    cue: SpanModel | None = Field(description="The words that attribute it (“said”).")
    content: list[SpanModel] = Field(description="What is said; more than one span where it is broken.")
    reported_by: str | None = Field(
        default=None, description="Who gives the speaker's view, where it is at second hand.", examples=[None]
    )


class DocumentReply(DocumentFields):
    """One document, whole."""

    author_role: str | None = Field(description="What the text says the author is.", examples=[None])
    text: str = Field(description="The whole text; every offset is into it.", examples=[_QUOTE])
    pages: list[PageModel] = Field(description="Pages, in formats that have them.")
    sentences: list[SentenceModel] = Field(description="The sentences, in order.")
    statements: list[StatementModel] = Field(description="Who is cited with what.")


class ReportModel(Reply):
    """What became of one file."""

    file: str = Field(description="Its name.", examples=["minutes.docx"])
    status: Literal["indexed", "unchanged", "duplicate", "failed"] = Field(
        description="`duplicate`: the same text is there under another name.", examples=["indexed"]
    )
    document_id: str | None = Field(description="The document that holds its text.", examples=[_ID])
    reason: str | None = Field(description="Why it was not indexed, in plain words.", examples=[None])


class UploadReply(Reply):
    """A report per file, in the order they were sent."""

    reports: list[ReportModel] = Field(description="The reports.")


class KeptReply(Reply):
    """An answer that was given before."""

    id: str = Field(description="Id of the answer.", examples=[_ANSWER_ID])
    session_id: str = Field(description="The conversation it belongs to.", examples=["c7f0…"])
    asked_at: str = Field(description="When it was asked (UTC).", examples=["2026-11-22T10:15:00.000+00:00"])
    answer: AskReply = Field(description="The answer as it was, its citations compared with the documents of now.")
    stale: list[int] = Field(
        description="Ids of the citations (in a refusal: of the nearest passages) that hold no more.", examples=[[]]
    )


class OutlineModel(Reply):
    """A conversation in a list."""

    session_id: str = Field(description="Its id.", examples=["c7f0…"])
    question: str = Field(description="Its first question.", examples=["Who disputes the new shift plan?"])
    began_at: str = Field(description="When that was asked (UTC).", examples=["2026-11-22T10:15:00.000+00:00"])
    last_at: str = Field(description="When its last was asked (UTC).", examples=["2026-11-22T10:17:30.000+00:00"])
    exchanges: int = Field(description="How many questions it has.", examples=[2])


class ConversationsReply(Reply):
    """The conversations that are kept, the one gone on with last first."""

    conversations: list[OutlineModel] = Field(description="The conversations, at most 100.")


class ConversationReply(Reply):
    """One conversation, whole."""

    session_id: str = Field(description="Its id.", examples=["c7f0…"])
    exchanges: list[KeptReply] = Field(description="Its answers, in order.")


class FeedbackReply(Reply):
    """That the feedback was kept."""

    id: str = Field(description="Id of the feedback.", examples=["5e1b…"])
    warnings: list[str] = Field(description=_WARNINGS, examples=[[]])


class HealthReply(Reply):
    """That the process answers."""

    status: Literal["ok"] = Field(default="ok", description="Always `ok`.", examples=["ok"])
    version: str = Field(description="Version of the program.", examples=["0.1.0"])


class ReadyReply(Reply):
    """That questions can be asked."""

    status: Literal["ready", "swapping"] = Field(
        description="`swapping`: the index has changed and its new state is being loaded; the first questions wait "
        "for it.", examples=["ready"],
    )  # fmt: skip
    documents: int = Field(description="How many documents can be asked.", examples=[2])
    generation: int = Field(description="Goes up with every change of the index.", examples=[3])
    loaded: int = Field(description="The generation that was loaded last.", examples=[3])


class FieldError(Reply):
    """What is wrong with one field."""

    field: str = Field(description="The field, with dots into lists and objects.", examples=["history.3.role"])
    detail: str = Field(description="What is wrong with it.", examples=["Input should be 'user' or 'assistant'"])


class ProblemModel(Reply):
    """An error, as RFC 9457 has it. Members that do not apply are left out."""

    type: str = Field(description="Names the kind of problem.", examples=["urn:onrecord:problem:bad-input"])
    title: str = Field(description="The kind of problem in words.", examples=["Bad input"])
    status: int = Field(description="The HTTP status.", examples=[422])
    detail: str = Field(description="What happened, and what to do.", examples=["question: is empty; write a question"])
    field: str | None = Field(default=None, description="The field at fault.", examples=["question"])
    errors: list[FieldError] | None = Field(default=None, description="All fields at fault.")
    documents: list[str] | None = Field(default=None, description="Ids that name no document.", examples=[[_ID]])
    reports: list[ReportModel] | None = Field(default=None, description="What became of each file of an upload.")
    request_id: str | None = Field(default=None, description="`X-Request-Id` of the request.", examples=["a1b2…"])
