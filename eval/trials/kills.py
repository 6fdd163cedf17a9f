"""``python -m eval.trials.kills [--kills 300]``: kill -9 in the middle of every kind of work, and look what is left.

A child process does the work and is killed at one of its fault points, or in the middle of a write; or it lives, and the
disk is full from some byte on, which it must say in a sentence. Then the store must open without help, hold what was committed and nothing half-written, find it, cite it word for word, and the work must run
through when it is done again.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from eval.trials.faults import die_beyond, fail_beyond, kill_at, watch
from eval.trials.outcome import Outcome, main_of
from eval.trials.small import DIMENSION, TEXTS, Witness, WordEmbedder, small_library, write_texts
from eval.trials.work import SCENARIOS, Scenario, Told
from index.errors import IndexingError, StoreDamaged
from index.store import create_store

LARGEST = 260_000
"""Bytes that no file of these stores grows beyond; where a write is cut off is drawn from below it."""
TORN, FULL = 1 / 5, 1 / 8
"""Share of the tries in which a write is cut off in its middle, and in which the disk is full."""

TRACEBACK = "traceback: "
Way = Literal["between writes", "in a write", "disk full"]


@dataclass(frozen=True, slots=True)
class Kill:
    """One try: what was going on, and at which fault point, or byte of a file, it was cut off."""

    scenario: Scenario
    at: int
    way: Way


def run(kills: int, seed: int = 1) -> Outcome:
    """Kill ``kills`` times; every fault point is used before one is used again."""
    witness, outcome = Witness.with_models(), Outcome("killed processes")
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / "trial"
        bases = {scenario.name: _base(scenario, trial) for scenario in SCENARIOS}
        for kill in _planned(bases, kills, random.Random(seed)):
            outcome.count(f"{kill.scenario.name}, {kill.way}")
            for fault in _try(kill, bases[kill.scenario.name], trial, witness):
                outcome.fail(f"{kill.scenario.name}, {kill.way}, at {kill.at}: {fault}")
    return outcome


def _base(scenario: Scenario, folder: Path) -> Path:
    """The store and the files that a scenario begins with; made where it is used, since a store knows its files' names."""
    write_texts(folder / "files", scenario.before)
    if scenario.before:
        with small_library(folder / "store") as library:
            list(library.index([folder / "files"]))
    scenario.prepare(folder)
    return folder.rename(folder.with_name(scenario.name))


def _planned(bases: dict[str, Path], kills: int, draw: random.Random) -> Iterator[Kill]:
    """Kills spread over the scenarios: each one's points in an order of their own, and writes cut off anywhere."""
    rows = []
    for scenario in SCENARIOS:
        points = list(range(1, _count_points(scenario, bases[scenario.name]) + 1))
        draw.shuffle(points)
        rows.append((scenario, points))
    for number in range(kills):
        scenario, points = rows[number % len(rows)]
        chance, byte = draw.random(), draw.randrange(1, LARGEST)
        if chance < TORN + FULL:
            yield Kill(scenario, byte, "in a write" if chance < TORN else "disk full")
        else:
            yield Kill(scenario, points[number // len(rows) % len(points)], "between writes")


def _count_points(scenario: Scenario, base: Path) -> int:
    """How many fault points the work has: it is done once, in a child that is let live."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(shutil.copytree(base, Path(folder) / "trial"))
        names: list[str] = []

        def work(told: Told) -> None:
            watch(names.append)
            scenario.work(trial, told)
            told(str(len(names)))

        return int(in_child(work)[-1])


def _try(kill: Kill, base: Path, trial: Path, witness: Witness) -> list[str]:
    """What is wrong after one kill."""
    shutil.rmtree(trial, ignore_errors=True)
    shutil.copytree(base, trial)

    def work(told: Told) -> None:
        {"in a write": die_beyond, "disk full": fail_beyond}.get(kill.way, lambda at: watch(kill_at(at)))(kill.at)
        try:
            kill.scenario.work(trial, told)
        except IndexingError:
            pass  # the disk is full: said in a sentence
        except Exception as error:  # noqa: BLE001  # a traceback is what is looked for
            told(f"{TRACEBACK}{type(error).__name__}: {error}")

    lines = in_child(work)
    faults = [line for line in lines if line.startswith(TRACEBACK)]
    committed = len(lines) - len(faults)
    try:
        with suppress(*([StoreDamaged] if kill.scenario.harmed else [])):
            faults += _left(kill.scenario, committed, trial, witness)
        return faults + _again(kill.scenario, trial, witness)
    except IndexingError as error:
        return [f"{type(error).__name__}: {error}"]


def _left(scenario: Scenario, committed: int, trial: Path, witness: Witness) -> list[str]:
    """What the killed process left, ``committed`` steps of which it had reported as done."""
    if not scenario.states[committed] and not (trial / "store" / "onrecord.sqlite3").exists():
        return []
    create_store(trial / "store", WordEmbedder.name, DIMENSION).close()  # one that was being made is made now
    with small_library(trial / "store") as library:
        faults = witness.faults(library, [text for state in scenario.states for text in state.values()])
        found = witness.texts(library)
        allowed = [frozenset(state.values()) for state in scenario.states[committed:]]
        if found not in allowed:
            faults.append(f"{len(found)} documents are there, which is no state after {committed} steps")
        return faults + [f"{name} is not found" for name in witness.unfound(library, _unchanged(found))]


def _again(scenario: Scenario, trial: Path, witness: Witness) -> list[str]:
    """The work is done again, without a kill."""
    scenario.work(trial, lambda _: None)
    with small_library(trial / "store") as library:
        found = witness.texts(library)
        faults = [] if found == frozenset(scenario.states[-1].values()) else ["done again, it did not come to its end"]
        faults += [f"{name} is not found" for name in witness.unfound(library, _unchanged(found))]
    gone = _words({text for state in scenario.states for text in state.values()}) - _words(found)
    for path in sorted((trial / "store").glob("*.sqlite3*")):
        data = path.read_bytes().lower()
        faults += [f"{word!r}, which was removed, is still in {path.name}" for word in gone if word.encode() in data]
    return faults


def _words(texts: Iterable[str]) -> set[str]:
    """The longer words of texts, as word lists keep them: no others come about by chance among other bytes."""
    return {word for text in texts for word in re.findall(r"\w{6,}", text.lower())}


def _unchanged(texts: frozenset[str]) -> list[str]:
    return [name for name, text in TEXTS.items() if text in texts]


def in_child(work: Callable[[Told], None]) -> list[str]:
    """Do ``work`` in a child process, which may be killed; the lines that it told before."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            with os.fdopen(writing, "w", buffering=1) as stream:
                work(lambda line: print(line, file=stream))
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        lines = stream.read().splitlines()
    os.waitpid(child, 0)
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, and exit with 1 where something was lost."""
    return main_of(__doc__ or "", "kills", 300, run, arguments)


if __name__ == "__main__":
    sys.exit(main())
