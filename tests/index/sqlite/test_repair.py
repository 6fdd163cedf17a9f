from __future__ import annotations

import contextlib
import sqlite3

import pytest

from index.build import index_files
from index.check import check
from index.files import SourceFile
from index.library import Library
from index.sqlite.database import DAMAGED, FILE
from index.sqlite.repair import repair
from index.store import open_store
from index.vectors import CACHE

FARES = "Fares will rise, said Ines Okafor, the harbour master. Nobody was surprised."


@pytest.fixture
def mended(desk):  # type: ignore[no-untyped-def]
    """Harms the store, repairs it, and gives back what was lost and the texts that are there."""
    with desk.store.transaction() as writer:
        writer.note("colour", "green")

    def mend(sql: str) -> tuple[list[str], set[str]]:
        desk.store.close()
        with contextlib.closing(sqlite3.connect(desk.store.folder / FILE)) as database, database:
            database.execute(sql)
        lost = repair(desk.store.folder, desk.embedder, desk.settings)
        assert check(desk.store.folder, desk.embedder) == []
        with contextlib.closing(open_store(desk.store.folder)) as store, store.snapshot() as view:
            return [finding.what for finding in lost], {view.document(one).text for one in view.document_ids()}

    return mend


def test_what_is_computed_is_made_again_from_the_text(desk, mended) -> None:  # type: ignore[no-untyped-def]
    file = SourceFile(desk.folder / "a.txt", "upload/a.txt", FARES.encode())
    (report,) = index_files([file], desk.store, desk.embedder, desk.settings)
    assert mended("UPDATE statements SET speaker = 'Nobody'") == ([], {FARES})
    with open_store(desk.store.folder).snapshot() as view:
        document = view.document(report.document_id)
        assert [s.speaker for s in document.statements] == ["Ines Okafor"]
        assert document.origins == ("upload/a.txt",) and view.note("colour") == "green"


def test_a_damaged_text_is_read_again_from_its_file(desk, mended) -> None:  # type: ignore[no-untyped-def]
    desk.add("a.txt", FARES)
    assert mended("UPDATE documents SET text = 'Fares will fall.'") == ([], {FARES})


def test_a_text_that_cannot_be_made_again_is_told_and_never_shown(desk, mended) -> None:  # type: ignore[no-untyped-def]
    desk.add("a.txt", FARES)
    desk.add("b.txt", "Bread was baked in the mill until 1931.")
    (desk.folder / "a.txt").unlink()
    lost, texts = mended("UPDATE documents SET text = 'Fares will fall.' WHERE text LIKE 'Fares%'")
    assert lost == ["a.txt: the text is damaged, and the file is not there; add it again"]
    assert texts == {"Bread was baked in the mill until 1931."}
    assert b"Fares will fall" in (desk.store.folder / DAMAGED).read_bytes()


def test_a_repair_that_was_cut_off_at_its_end_is_finished(desk) -> None:  # type: ignore[no-untyped-def]
    desk.add("a.txt", FARES)
    desk.store.close()
    (desk.store.folder / "repaired").mkdir()
    (desk.store.folder / FILE).rename(desk.store.folder / "repaired" / FILE)
    assert repair(desk.store.folder, desk.embedder, desk.settings) == []
    assert check(desk.store.folder, desk.embedder) == []


def test_a_cache_alone_is_written_anew(desk) -> None:  # type: ignore[no-untyped-def]
    desk.add("a.txt", FARES)
    (desk.store.folder / CACHE).unlink()
    assert repair(desk.store.folder, desk.embedder, desk.settings) == []
    assert check(desk.store.folder, desk.embedder) == [] and not (desk.store.folder / DAMAGED).exists()


def test_what_is_removed_later_goes_from_the_damaged_file_too(desk, mended) -> None:  # type: ignore[no-untyped-def]
    number = desk.add("a.txt", FARES)
    mended("UPDATE statements SET speaker = 'Nobody'")
    library = Library(desk.settings)
    library.__dict__["embedder"] = desk.embedder
    library.remove(number)
    library.store.close()
    assert all(b"Okafor" not in path.read_bytes() for path in desk.store.folder.iterdir())
