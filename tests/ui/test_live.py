"""What is told from another thread comes in order, and its error too."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ui.live import live


def test_parts_come_first_and_the_result_last() -> None:
    def work(tell: Callable[[int], None]) -> str:
        tell(1)
        tell(2)
        return "done"

    assert list(live(work)) == [1, 2, "done"]


def test_an_error_comes_after_what_was_told() -> None:
    def work(tell: Callable[[int], None]) -> None:
        tell(1)
        raise ZeroDivisionError("nobody foresaw this")

    heard = live(work)
    assert next(heard) == 1
    with pytest.raises(ZeroDivisionError):
        next(heard)
