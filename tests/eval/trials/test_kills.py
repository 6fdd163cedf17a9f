from __future__ import annotations

import signal
from pathlib import Path

import pytest

from eval.trials import kills
from eval.trials.faults import watch
from eval.trials.kills import in_child
from index.errors import StoreDamaged


def test_nothing_is_lost_to_kills() -> None:
    outcome = kills.run(9)
    assert outcome.failures == [] and outcome.tries.total() == 9


def test_what_is_lost_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> list[str]:
        raise StoreDamaged("gone")

    monkeypatch.setattr(kills, "_left", broken)
    assert kills.run(1).failures


def test_every_write_has_a_moment_before_and_after(tmp_path: Path) -> None:
    def work(told: kills.Told) -> None:
        watch(told)
        with (tmp_path / "a.txt").open("wb"):
            pass
        (tmp_path / "a.txt").read_bytes()
        (tmp_path / "a.txt").unlink()

    assert in_child(work) == [f"{when} {what} a.txt" for what in ("open", "unlink") for when in ("before", "after")]


def test_a_killed_child_told_what_it_had_done() -> None:
    def work(told: kills.Told) -> None:
        told("one")
        signal.raise_signal(signal.SIGKILL)

    assert in_child(work) == ["one"]
