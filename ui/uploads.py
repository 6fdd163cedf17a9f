"""Files that are handed over on the page: taken one after the other, with each stage shown as it begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from markupsafe import Markup

from index.errors import IndexingError
from index.types import FileReport, Step
from ui import texts
from ui.render.documents import reports_html, working_html

if TYPE_CHECKING:
    from index.library import Library


def take(paths: Sequence[str], most: int, library: Library) -> Iterator[Markup]:
    """The reports so far at every stage of every file, and all of them at last; the handed over files are deleted.

    Files beyond ``most`` are deleted unread, and named.
    """
    reports: list[FileReport] = []
    taken = min(len(paths), most)
    try:
        for done, path in enumerate(map(Path, paths[:most])):
            # Before the first stage, a model may have to be loaded or another's upload finished.
            yield working_html(reports, Step(path.name, "reading", done, taken))
            for told in _added(path, library):
                if isinstance(told, Step):
                    yield working_html(reports, Step(path.name, told.stage, done, taken))
                else:
                    reports.append(told)
    finally:
        # Also where the visitor left meanwhile.
        for path in map(Path, paths):
            path.unlink(missing_ok=True)
    left_out = ", ".join(Path(path).name for path in paths[most:])
    yield reports_html(reports, texts.TOO_MANY_FILES.format(most, left_out) if left_out else "")


def _added(path: Path, library: Library) -> Iterator[Step | FileReport]:
    """The stages of one file as they begin, then its report."""
    told: SimpleQueue[Step | None] = SimpleQueue()
    with ThreadPoolExecutor(1) as thread:
        adding = thread.submit(library.upload, path.name, path.read_bytes(), told.put)
        adding.add_done_callback(lambda _: told.put(None))
        while step := told.get():
            yield step
    try:
        yield adding.result()
    except IndexingError as error:
        yield FileReport(path.name, "failed", reason=str(error))
