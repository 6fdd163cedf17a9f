"""What is deleted is gone: no file of the store has its words, its vectors, or an answer that quotes it."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
from fastapi.testclient import TestClient

from index.library import Library
from rag.api.app import create_app
from rag.assistant import Assistant
from rag.settings import RagSettings

GONE = "Zanzibarquartz was found under Vellichor Street. The Quagsmith family denied it."
STAYS = "The ferry to Norr runs in May. Bread was baked in the mill."


def bytes_of(folder: Path) -> bytes:
    return b"\0".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_deleted_document_leaves_no_trace_on_disk(desk) -> None:  # type: ignore[no-untyped-def]
    desk.store.close()
    library = Library(desk.settings)
    library.__dict__["embedder"] = desk.embedder
    settings = RagSettings(_env_file=None)
    with TestClient(create_app(Assistant(library, settings), settings)) as client:
        for name, text in (("gone.txt", GONE), ("stays.txt", STAYS)):
            assert client.post("/documents", files={"files": (name, text.encode())}).status_code == 200
        while client.get("/health/ready").status_code != 200:
            time.sleep(0.05)
        client.post("/ask", json={"question": "What was found under Vellichor Street?"})
        with library.snapshot() as view:
            (number,) = [one for one in view.document_ids() if view.document(one).text == GONE]
            traces = [vector for one, vector in view.chunk_vectors() if one in view.chunk_ids([number])]
            traces += [view.read(number).vectors[0].astype(np.float16).tobytes(), b"ellichor", b"uagsmith"]
        assert len(traces) == 4 and all(trace in bytes_of(library.settings.store) for trace in traces)
        assert client.delete(f"/documents/{number}").status_code == 204
        time.sleep(0.2)  # the index is loaded again meanwhile
        left = bytes_of(library.settings.store)
    assert not any(trace in left for trace in traces)
    assert b"ferry to Norr" in left
