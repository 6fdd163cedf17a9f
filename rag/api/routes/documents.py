"""``/documents``: list, read, add, remove."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Annotated

from fastapi import APIRouter, File, Path, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute

from index.errors import NotIndexed, UnknownDocument
from index.load.formats import supported_suffixes
from index.load.limits import sizes_apart
from rag.api import convert, wording
from rag.api.described import problems
from rag.api.problems import Problem
from rag.api.schemas import DocumentReply, DocumentsReply, ReportModel, UploadReply
from rag.api.service import Service

MAX_NAME = 200
"""Characters of a file's name that are kept."""

DocumentId = Annotated[str, Path(description="Id of the document, as `GET /documents` gives it.")]
Files = Annotated[
    list[UploadFile], File(description=f"The files, one part each. Formats: {', '.join(supported_suffixes())}.")
]


def reading(service: Service, route_class: type[APIRoute]) -> APIRouter:
    """The routes that list, read and remove documents."""
    routes = APIRouter(route_class=route_class, tags=["documents"])

    @routes.get("/documents", response_model=DocumentsReply, summary="List the documents",
                operation_id="list_documents", responses=problems(401, 429, 503))  # fmt: skip
    def list_documents() -> DocumentsReply:
        """Every document without its text, ordered by title."""
        try:
            with service.library.snapshot() as view:
                return DocumentsReply(documents=[convert.summary(item) for item in view.summaries()])
        except NotIndexed:
            return DocumentsReply(documents=[])

    @routes.get("/documents/{document_id}", response_model=DocumentReply, summary="Read a document",
                operation_id="read_document", responses=problems(401, 404, 422, 429, 503))  # fmt: skip
    def read_document(document_id: DocumentId) -> DocumentReply:
        """One document with its whole text, its sentences, and who is cited in it with what."""
        try:
            with service.library.snapshot() as view:
                return convert.document_reply(view.document(document_id))
        except (UnknownDocument, NotIndexed) as error:
            raise _unknown(document_id) from error

    @routes.delete("/documents/{document_id}", status_code=204, summary="Remove a document",
                   operation_id="remove_document", responses=problems(401, 403, 404, 422, 429, 503))  # fmt: skip
    def remove_document(document_id: DocumentId) -> None:
        """Remove a document, everything computed for it, and kept answers that quote it. Files it was read from stay
        where they are."""
        try:
            service.library.remove(document_id)
            service.conversations.forget_document(document_id)
            service.readiness.refresh()
        except (UnknownDocument, NotIndexed) as error:
            raise _unknown(document_id) from error

    return routes


def uploading(service: Service, route_class: type[APIRoute]) -> APIRouter:
    """The route that adds documents."""
    routes, most = APIRouter(route_class=route_class, tags=["documents"]), service.settings.max_upload_files

    @routes.post("/documents", response_model=UploadReply, summary="Add documents", operation_id="add_documents",
                 responses=problems(400, 401, 403, 409, 413, 415, 422, 429, 503))  # fmt: skip
    async def add_documents(files: Files) -> UploadReply:
        """Index files, with a report for each. Where none was taken, the report comes in a problem document."""
        if len(files) > most:
            raise Problem(413, "too-many-files", wording.too_many_files(most), "files")
        statuses, reports = [], []
        for file in files:
            status, report = await _add(service, file)
            statuses.append(status)
            reports.append(report)
        if 200 not in statuses:
            raise _none_taken(statuses, reports)
        service.readiness.refresh()
        return UploadReply(reports=reports)

    return routes


def max_upload_bytes(service: Service) -> int:
    """Bytes of one upload: as many files as are taken, each as large as is taken, and what multipart adds."""
    return service.settings.max_upload_files * (_max_file_bytes(service) + 10_000)


def file_name(given: str | None) -> str:
    """A name to show: the last part of what the client sent, without control characters, not too long."""
    last = PurePosixPath((given or "").replace("\\", "/").replace("\0", "")).name
    name = "".join(character for character in last if character.isprintable())
    if len(name) > MAX_NAME:
        suffix = PurePosixPath(name).suffix[:10]
        name = name[: MAX_NAME - len(suffix)] + suffix
    return name if name.strip(". ") else "unnamed"


async def _add(service: Service, file: UploadFile) -> tuple[int, ReportModel]:
    """Index one file; the status it would have had alone, and its report."""
    name, size, limit = file_name(file.filename), file.size or 0, _max_file_bytes(service)
    if size > limit:
        reason = wording.file_too_large(*sizes_apart(size, limit))
        return 413, ReportModel(file=name, status="failed", document_id=None, reason=reason)
    content = await file.read()
    # In a thread: indexing takes seconds, and others ask meanwhile.
    report = convert.report(await run_in_threadpool(service.library.upload, name, content), name)
    return _status(report), report


def _status(report: ReportModel) -> int:
    if report.status in ("indexed", "unchanged"):
        return 200
    if report.status == "duplicate":
        return 409
    return 422 if PurePosixPath(report.file).suffix.lower() in supported_suffixes() else 415


def _none_taken(statuses: Sequence[int], reports: Sequence[ReportModel]) -> Problem:
    """The problem of an upload none of whose files was taken: the status that they share, else 422."""
    status = statuses[0] if len(set(statuses)) == 1 else 422
    kind = {409: "duplicate", 413: "too-large", 415: "unknown-format"}.get(status, "unreadable-file")
    detail = "; ".join(f"{report.file}: {report.reason}" for report in reports[:3])
    return Problem(status, kind, detail, "files", reports=list(reports))


def _max_file_bytes(service: Service) -> int:
    return int(service.library.settings.max_file_mb * 1_000_000)


def _unknown(document_id: str) -> Problem:
    return Problem(404, "unknown-document", wording.unknown_documents([document_id]), documents=[document_id[:80]])
