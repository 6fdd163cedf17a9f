"""``onrecord doctor``: what is configured, what works, and what to do about the rest, in plain words.

Exit status 0 where everything that is configured works, 1 where something does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from ui import texts

if TYPE_CHECKING:
    from index.library import Library
    from rag.draft.endpoint import Endpoint
    from rag.settings import RagSettings


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at, what was found, and whether it works."""

    about: str
    found: str
    works: bool = True


def doctor() -> None:
    """Say what is configured, what answers, and what to do about what does not."""
    from index.library import Library
    from index.settings import IndexSettings
    from rag.settings import RagSettings

    console, lines = Console(), []
    for line in examined(Library(IndexSettings()), RagSettings()):
        lines.append(line)
        mark = texts.WORKS if line.works else texts.WORKS_NOT
        console.print(f"{mark} {line.about}: {line.found}", markup=False, highlight=False)
    if not all(line.works for line in lines):
        raise typer.Exit(1)


def examined(library: Library, settings: RagSettings) -> Iterator[Line]:
    """Everything, in the order in which an answer needs it."""
    yield _tried(texts.DOCTOR_STORE, lambda: _store(library))
    yield _tried(texts.DOCTOR_WEIGHTS, lambda: _weights(library, settings))
    yield _tried(texts.DOCTOR_SEARCH, lambda: _search(library))
    yield Line(texts.DOCTOR_KEY, texts.DOCTOR_KEY_SET if settings.api_key else texts.DOCTOR_KEY_UNSET)
    yield from _model(settings)


def _tried(about: str, look: Callable[[], str]) -> Line:
    from index.errors import IndexingError
    from rag.errors import RagError

    try:
        return Line(about, look())
    except (IndexingError, RagError) as error:
        return Line(about, str(error), works=False)


def _store(library: Library) -> str:
    with library.snapshot() as view:
        count, generation = len(view.document_ids()), view.generation
    return texts.DOCTOR_STORED.format(texts.counted(count, "document"), library.settings.store, generation)


def _weights(library: Library, settings: RagSettings) -> str:
    """Load everything that answering and verifying load."""
    from index.embed.base import packaged_folder
    from rag.evidence.model import EvidenceModel
    from rag.stance.model import StanceModel
    from rag.verify.entailment import EntailmentModel
    from rag.verify.model import SupportModel

    threads = library.settings.threads
    named = [
        library.embedder.name,
        EvidenceModel.with_reader(packaged_folder(), threads).name,
        StanceModel.load(packaged_folder(), threads=threads).name,
    ]
    named.append(SupportModel.load().name)
    if settings.entailment_model:
        named.append(EntailmentModel(settings.entailment_model, threads).name)
    return ", ".join(named)


def _search(library: Library) -> str:
    with library.snapshot() as view:
        found = library.searcher.search(view, texts.DOCTOR_QUERY, 1)
    return texts.DOCTOR_FOUND if found else texts.DOCTOR_NOTHING


def _model(settings: RagSettings) -> Iterator[Line]:
    """The language model: nothing is sent anywhere unless one is configured."""
    from rag.assistant import writer_of
    from rag.draft.probe import speaks

    endpoint = writer_of(settings)
    if endpoint is None:
        yield Line(texts.DOCTOR_MODEL, texts.DOCTOR_NO_MODEL)
        return
    key = texts.DOCTOR_WITH_KEY if endpoint.key else texts.DOCTOR_WITHOUT_KEY
    mode = settings.mode or "model"
    yield Line(texts.DOCTOR_MODEL, texts.DOCTOR_CONFIGURED.format(endpoint.name or "—", endpoint.url, key, mode))
    yield _tried(texts.DOCTOR_OFFERED, lambda: _offers(endpoint))

    def trial() -> str:
        speaks(endpoint)
        return texts.DOCTOR_SPEAKS

    yield _tried(texts.DOCTOR_TRIAL, trial)


def _offers(endpoint: Endpoint) -> str:
    from rag.draft.probe import offered

    names = offered(endpoint)
    listed = ", ".join(names) or texts.DOCTOR_LISTS_NONE
    return listed if not names or endpoint.name in names else texts.DOCTOR_NOT_OFFERED.format(listed, endpoint.name)
