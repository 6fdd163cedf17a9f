"""Assistants with the real parts over a few small files."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from index.library import Library
from index.settings import IndexSettings
from rag.assistant import Assistant
from rag.settings import RagSettings

Over = Callable[[dict[str, str]], Assistant]
"""An assistant over these texts by file name."""


@pytest.fixture(scope="module")
def over(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Over]:
    libraries: list[Library] = []

    def open_over(files: dict[str, str]) -> Assistant:
        folder = tmp_path_factory.mktemp("documents")
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8")
        libraries.append(Library(IndexSettings(store=folder / "store", _env_file=None)))
        reports = list(libraries[-1].index([folder / name for name in files]))
        assert {report.status for report in reports} == {"indexed"}
        return Assistant(libraries[-1], RagSettings(_env_file=None))

    yield open_over
    for library in libraries:
        library.store.close()
