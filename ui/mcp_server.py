"""``onrecord mcp``: the documents for assistants, over the Model Context Protocol, with the guarantees of the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from index.errors import IndexingError, NotIndexed, UnknownDocument
from index.library import Library
from index.settings import IndexSettings
from rag.api import convert
from rag.api.requests import MAX_TEXT
from rag.api.schemas import AskReply, DocumentsReply, HitModel, SearchReply
from rag.api.verify_schemas import VerifyReply, verified_model
from rag.assistant import Assistant, own_version
from rag.errors import RagError
from rag.settings import RagSettings
from rag.types import Inquiry
from ui import texts

Documents = Annotated[list[str] | None, Field(description="Only in these documents, by id; null: in all.")]
TopK = Annotated[int, Field(ge=1, le=50, description="How many passages are looked at closely.")]
READS_ONLY = ToolAnnotations(read_only_hint=True, open_world_hint=False)
Result = TypeVar("Result")


class Tools:
    """What an assistant may do: every method that ``offered`` lists is a tool, its docstring the description."""

    def __init__(self, assistant: Assistant) -> None:
        """Answer from the documents of ``assistant``."""
        self._assistant = assistant

    def offered(self) -> list[Callable[..., object]]:
        """The tools."""
        return [self.ask, self.search, self.verify, self.list_documents]

    def ask(
        self,
        question: Annotated[str, Field(description="The question, 1 to 2,000 characters; it must stand alone.")],
        documents: Documents = None,
        top_k: TopK = 8,
    ) -> AskReply:
        """Answer a question from the person's own documents, or refuse where they do not say. Every citation is word for
        word at the offsets it names; `refusal` says why there is no answer and shows the nearest passages."""
        inquiry = Inquiry(question.strip(), documents=_ids(documents), top_k=top_k)
        return convert.ask_reply(_said(lambda: self._assistant.ask(inquiry)), None, [], [])

    def search(
        self,
        query: Annotated[str, Field(description="What to look up, 1 to 2,000 characters.")],
        documents: Documents = None,
        top_k: TopK = 8,
    ) -> SearchReply:
        """Find passages of the documents by meaning and by words, best first, with their scores and offsets."""
        hits = _said(lambda: self._assistant.search(query, top_k, _ids(documents)))
        shown: list[HitModel] = []
        with self._assistant.library.snapshot() as view:
            for hit in hits:
                try:
                    shown.append(convert.hit(hit, view.document(hit.chunk.document_id)))
                except UnknownDocument:
                    continue  # removed meanwhile
        return SearchReply(query=query, hits=shown, warnings=[])

    def verify(
        self,
        text: Annotated[str, Field(description="Any text, 1 to 20,000 characters.", max_length=MAX_TEXT)],
        documents: Documents = None,
    ) -> VerifyReply:
        """Hold a text against the documents, sentence by sentence: supported, contradicted or unknown, with the words
        that decide it."""
        found = _said(lambda: self._assistant.verify(text, _ids(documents)))
        return VerifyReply(sentences=[verified_model(one) for one in found], warnings=[])

    def list_documents(self) -> DocumentsReply:
        """List the documents that can be asked, with their ids, titles and authors."""
        try:
            with self._assistant.library.snapshot() as view:
                return DocumentsReply(documents=[convert.summary(item) for item in view.summaries()])
        except NotIndexed:
            return DocumentsReply(documents=[])


def build(assistant: Assistant) -> MCPServer:
    """The server; ``run`` serves it."""
    server = MCPServer("onrecord", title=texts.TITLE, instructions=texts.TAGLINE, version=own_version())
    for tool in Tools(assistant).offered():
        server.add_tool(tool, annotations=READS_ONLY)
    return server


def run() -> None:
    """Serve on standard input and output until the other side closes it."""
    build(Assistant(Library(IndexSettings()), RagSettings())).run("stdio")


def _ids(documents: list[str] | None) -> tuple[str, ...] | None:
    return tuple(documents) if documents else None


def _said(work: Callable[[], Result]) -> Result:
    """The result; an error of ours becomes one that the assistant can read."""
    try:
        return work()
    except (RagError, IndexingError) as error:
        raise ToolError(str(error)) from error
