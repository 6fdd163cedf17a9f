from __future__ import annotations

import pytest

from index.store import Store
from rag.calibration import NOTE, Calibration, calibration, keep, threshold_for
from rag.settings import RagSettings

MODELS = {"embedding": "words", "evidence": "e1"}
FOUND = Calibration(0.3, 0.1, 0.9, 0.08, 90, 3, 120, MODELS, "c0ffee")


class Kept:
    """Stands in for a library that only keeps notes."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def note(self, key: str, value: str | None) -> None:
        with self.store.transaction() as writer:
            writer.note(key, value)


def kept(store: Store, found: Calibration | None) -> Store:
    keep(Kept(store), found)  # type: ignore[arg-type]
    return store


@pytest.fixture(autouse=True)
def no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ONRECORD_THRESHOLD", raising=False)


def test_a_calibration_is_read_as_it_was_kept(store: Store) -> None:
    with kept(store, FOUND).snapshot() as view:
        assert calibration(view) == FOUND


def test_the_calibrated_threshold_is_used(store: Store) -> None:
    with kept(store, FOUND).snapshot() as view:
        found = threshold_for(RagSettings(), view, MODELS)
    assert (found.value, found.source) == (0.3, "calibration")


def test_what_is_set_goes_before_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_THRESHOLD", "0.1")
    with kept(store, FOUND).snapshot() as view:
        found = threshold_for(RagSettings(), view, MODELS)
    assert (found.value, found.source) == (0.1, "settings")


def test_a_calibration_of_other_models_is_passed_over(store: Store) -> None:
    with kept(store, FOUND).snapshot() as view:
        assert threshold_for(RagSettings(), view, {**MODELS, "evidence": "e2"}).source == "default"


def test_forgotten_or_unreadable_it_is_the_default(store: Store) -> None:
    with kept(kept(store, FOUND), None).snapshot() as view:
        assert view.note(NOTE) is None and threshold_for(RagSettings(), view, MODELS).source == "default"
    with store.transaction() as writer:
        writer.note(NOTE, '{"threshold": 1}')
    with store.snapshot() as view:
        assert calibration(view) is None
