"""From the types of the rooms to what is sent."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

from index.types import Document, FileReport, Hit, Page, Span, Statement
from index.view import Summary
from rag.api import schemas
from rag.types import Answer, AnswerSentence, Citation, Position


def new_id() -> str:
    """An id for an answer, a conversation, a feedback."""
    return str(uuid.uuid4())


def ask_reply(
    answer: Answer, session_id: str | None, hits: Sequence[schemas.HitModel], warnings: Sequence[str],
    answer_id: str | None = None, stale: Collection[int] = (),
) -> schemas.AskReply:  # fmt: skip
    """An answer as ``POST /ask`` sends it, under a new id if none is given; ``stale`` citations hold no more."""
    return schemas.AskReply(
        id=answer_id or new_id(), session_id=session_id or new_id(), status="refused" if answer.refusal else "answered",
        question=answer.question, interpreted_question=answer.interpreted,
        answer=answer.marked, answer_citationless=answer.plain,
        sentences=[_sentence(item) for item in answer.sentences],
        citations=[citation(item, stale) for item in answer.citations],
        positions=[_position(item) for item in answer.positions], refusal=_refusal(answer, stale),
        confidence=schemas.ConfidenceModel(score=answer.confidence.score, threshold=answer.confidence.threshold),
        coverage=_coverage(answer), search_results=list(hits), llm_generated=answer.llm_generated,
        timings_ms=_timings(answer), receipt=_receipt(answer),
        warnings=[*warnings, *(answer.drafting.warnings if answer.drafting else ())],
    )  # fmt: skip


def citation(item: Citation, stale: Collection[int] = ()) -> schemas.CitationModel:
    """A pointer with who is responsible for the words; verified, unless it is one of ``stale``."""
    voice = item.voice
    return schemas.CitationModel(
        id=item.id, document_id=item.document_id, document_title=item.document_title,
        document_sha256=item.document_sha256, cited_text=item.text, start_char_index=item.start,
        end_char_index=item.end, page=item.page, speaker=voice.speaker, speaker_role=voice.role,
        attribution=voice.attribution, reported_by=voice.reported_by, verified=item.id not in stale, stale=item.id in stale,
    )  # fmt: skip


def hit(item: Hit, document: Document) -> schemas.HitModel:
    """A passage with its text."""
    start, end = item.chunk.start, item.chunk.end
    return schemas.HitModel(
        document_id=document.id, document_title=document.title, document_sha256=document.sha256, start=start, end=end,
        text=document.text[start:end], page=_page_at(document.pages, start), dense=item.dense, lexical=item.lexical,
        fused=item.fused,
    )  # fmt: skip


def summary(item: Summary) -> schemas.SummaryModel:
    """A document in a list."""
    return schemas.SummaryModel(
        id=item.id, title=item.title, author=item.author, origins=list(item.origins), sha256=item.sha256,
        kind=item.kind, published=item.published, format=item.format, language=item.language,
        characters=item.characters, sentence_count=item.sentences, statement_count=item.statements,
    )  # fmt: skip


def document_reply(item: Document) -> schemas.DocumentReply:
    """A document, whole."""
    return schemas.DocumentReply(
        id=item.id, title=item.title, author=item.author, author_role=item.author_role, origins=list(item.origins),
        sha256=item.sha256, kind=item.kind, published=item.published, format=item.format, language=item.language,
        text=item.text,
        pages=[schemas.PageModel(page=page.number, start=page.start, end=page.end) for page in item.pages],
        sentences=[schemas.SentenceModel(start=s.start, end=s.end, furniture=s.furniture) for s in item.sentences],
        statements=[_statement(f"{item.id}:{number}", s) for number, s in enumerate(item.statements)],
    )  # fmt: skip


def report(item: FileReport, file: str) -> schemas.ReportModel:
    """What became of one file of an upload, under the name it was sent with."""
    status = "failed" if item.status == "removed" else item.status
    return schemas.ReportModel(file=file, status=status, document_id=item.document_id, reason=item.reason)


def _sentence(item: AnswerSentence) -> schemas.AnswerSentenceModel:
    return schemas.AnswerSentenceModel(
        text=item.text, start=item.start, end=item.end, support=item.support, citation_ids=list(item.citation_ids),
        speaker=item.speaker, stance=item.stance, llm_generated=item.llm_generated,
    )  # fmt: skip


def _position(item: Position) -> schemas.PositionModel:
    return schemas.PositionModel(
        proposition=item.proposition, stance=item.stance, speaker=item.speaker, citation_ids=list(item.citation_ids)
    )


def _refusal(answer: Answer, stale: Collection[int]) -> schemas.RefusalModel | None:
    if answer.refusal is None:
        return None
    nearest = [citation(item, stale) for item in answer.refusal.nearest]
    return schemas.RefusalModel(reason=answer.refusal.reason, message=answer.refusal.message, nearest=nearest)


def _coverage(answer: Answer) -> schemas.CoverageModel:
    coverage = answer.coverage
    return schemas.CoverageModel(
        documents_searched=coverage.documents_searched, documents_cited=coverage.documents_cited,
        silent=list(coverage.silent),
    )  # fmt: skip


def _timings(answer: Answer) -> schemas.TimingsModel:
    """Stages that did not run took no time; those that the contract does not name are left out."""
    named = schemas.TimingsModel.model_fields
    return schemas.TimingsModel(**{stage: round(ms, 3) for stage, ms in answer.timings_ms.items() if stage in named})


def _receipt(answer: Answer) -> schemas.ReceiptModel:
    receipt = answer.receipt
    return schemas.ReceiptModel(
        corpus_sha256=receipt.corpus_sha256, settings_sha256=receipt.settings_sha256, models=dict(receipt.models),
        version=receipt.version, threshold_source=receipt.threshold_source,
    )  # fmt: skip


def _statement(statement_id: str, item: Statement) -> schemas.StatementModel:
    return schemas.StatementModel(
        id=statement_id, attribution=item.attribution, speaker=item.speaker, speaker_role=item.speaker_role,
        source=_span(item.source), cue=_span(item.cue),
        content=[schemas.SpanModel(start=span.start, end=span.end) for span in item.content],
        reported_by=item.reported_by,
    )  # fmt: skip


def _span(item: Span | None) -> schemas.SpanModel | None:
    return None if item is None else schemas.SpanModel(start=item.start, end=item.end)


def _page_at(pages: Sequence[Page], start: int) -> int | None:
    return next((page.number for page in pages if page.start <= start < page.end), None)
