from __future__ import annotations

import pytest

from eval.trials import machine
from index.library import Library


def test_whatever_comes_in_any_order_the_library_holds_what_it_should() -> None:
    outcome = machine.run(6, steps=12)
    assert outcome.failures == [] and outcome.tries.total() >= 6


def test_a_library_that_forgets_to_remove_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Library, "remove", lambda library, document_id: None)
    assert machine.run(20, steps=12, shrink=False).failures
