"""``python -m eval.trials.machine [--runs 500]``: documents come, change and go in any order, against a simple model.

Hypothesis invents the orders and makes those that fail small. The model is a mapping of names to texts; whatever happened,
the library must hold exactly these, find each by its own words, cite word for word, and show a reader who came earlier what
was there then.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

import index.build
import index.sqlite.store
from eval.trials.outcome import Outcome, main_of
from eval.trials.small import QUESTIONS, TEXTS, Witness, small_library
from index.library import Library
from index.view import View

STEPS = 20
"""Events in one run, at most."""

NAMES = st.sampled_from(["a.txt", "b.txt", "c.txt"])
KNOWN = st.sampled_from(sorted(TEXTS))


class Documents(RuleBasedStateMachine):
    """Files, uploads, removals, questions and restarts over one store."""

    witness: Witness

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        (self.folder / "files").mkdir()
        self.files: dict[str, str] = {}
        self.held: dict[str, str] = {}
        self.asked = False
        self.reader: tuple[View, frozenset[str]] | None = None
        self.reading = ExitStack()
        self.running = ExitStack()
        self.library: Library = self.running.enter_context(small_library(self.folder / "store"))
        self.run_over_files()

    @rule(name=NAMES, text=KNOWN)
    def write(self, name: str, text: str) -> None:
        """A file is written, or written anew."""
        (self.folder / "files" / name).write_text(TEXTS[text], "utf-8")
        self.files[name] = text

    @rule(name=NAMES)
    def unlink(self, name: str) -> None:
        """A file goes."""
        (self.folder / "files" / name).unlink(missing_ok=True)
        self.files.pop(name, None)

    @rule()
    def run_over_files(self) -> None:
        """``onrecord index`` over the folder."""
        reports = list(self.library.index([self.folder / "files"]))
        assert all(report.status != "failed" for report in reports), reports
        uploads = {origin: text for origin, text in self.held.items() if origin.startswith("upload/")}
        self.held = uploads | {str(self.folder / "files" / name): text for name, text in self.files.items()}

    @rule(name=NAMES, text=KNOWN)
    def upload(self, name: str, text: str) -> None:
        """A file is handed over."""
        self.library.upload(name, TEXTS[text].encode())
        self.held[f"upload/{name}"] = text

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        """A document is removed, under all its names."""
        text = data.draw(st.sampled_from(sorted(set(self.held.values()))))
        with self.library.snapshot() as view:
            (found,) = [one for one in view.document_ids() if view.document(one).text == TEXTS[text]]
        self.library.remove(found)
        self.held = {origin: held for origin, held in self.held.items() if held != text}

    @rule()
    def restart(self) -> None:
        """The process ends and another one opens the store."""
        self.leave()
        self.running.close()
        self.library = self.running.enter_context(small_library(self.folder / "store"))

    @rule()
    def ask(self) -> None:
        """Every question is asked."""
        assert self.witness.faults(self.library, list(TEXTS.values())) == []

    @precondition(lambda self: self.reader is None)
    @rule()
    def come(self) -> None:
        """A reader opens a view, and keeps it while others write."""
        view = self.reading.enter_context(self.library.snapshot())
        self.reader = view, frozenset(TEXTS[text] for text in self.held.values())

    @precondition(lambda self: self.reader is not None)
    @rule()
    def leave(self) -> None:
        """The reader goes."""
        self.reading.close()
        self.reader = None

    @invariant()
    def holds_what_it_should(self) -> None:
        """Exactly the model's documents, under exactly its names, each found by its own words."""
        with self.library.snapshot() as view:
            there = {origin: view.document(found[0]).text for origin, found in view.origins().items()}
            assert there == {origin: TEXTS[text] for origin, text in self.held.items()}
            assert len(view.document_ids()) == len(set(self.held.values()))
            for text in sorted(set(self.held.values())):
                (hit,) = self.library.searcher.search(view, QUESTIONS[text], 1)
                assert view.document(hit.chunk.document_id).text == TEXTS[text]

    @invariant()
    def reader_sees_what_was(self) -> None:
        """The view that was opened earlier has not changed."""
        if self.reader:
            view, texts = self.reader
            assert {view.document(one).text for one in view.document_ids()} == texts

    def teardown(self) -> None:
        """Close everything."""
        for stack in (self.reading, self.running, self.stack):
            stack.close()


def run(runs: int, steps: int = STEPS, shrink: bool = True) -> Outcome:
    """So many runs, or as many as it takes to find one that fails; ``shrink`` makes that one small."""
    outcome = Outcome("runs of up to " + f"{steps} events")

    class Counted(Documents):
        witness = Witness.with_models()

        def __init__(self) -> None:
            super().__init__()
            outcome.count("add, change, remove, ask, read on, restart")

    # What is found in a text does not depend on what is tried here, and takes most of the time.
    found: Any = lru_cache(maxsize=64)(index.build.read_document)
    before, index.build.read_document = index.build.read_document, found
    patience, index.sqlite.store.READERS_LEAVE_MS = (
        index.sqlite.store.READERS_LEAVE_MS,
        1,
    )  # readers here stay on purpose
    try:
        run_state_machine_as_test(
            Counted,
            settings=settings(
                max_examples=runs, stateful_step_count=steps, deadline=None, database=None, derandomize=True,
                suppress_health_check=list(HealthCheck), phases=[Phase.generate, *([Phase.shrink] if shrink else [])],
            ),
        )  # fmt: skip
    except AssertionError as error:
        outcome.fail("\n".join([str(error), *getattr(error, "__notes__", [])]))
    finally:
        index.build.read_document, index.sqlite.store.READERS_LEAVE_MS = before, patience
    return outcome


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, and exit with 1 where a run failed."""
    return main_of(__doc__ or "", "runs", 500, run, arguments)


if __name__ == "__main__":
    sys.exit(main())
