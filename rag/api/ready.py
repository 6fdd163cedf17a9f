"""Loading in the background, and the truth about it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Lock, Thread

from index.errors import IndexingError
from rag.api import wording
from rag.api.problems import Problem, problem_from, unavailable
from rag.errors import RagError

PATIENCE_S = 30.0
"""How long a question waits for the loading to end: several times what a cold start takes."""

_log = logging.getLogger("onrecord.api")


class Readiness:
    """Runs ``load`` once in a thread of its own; after a failure, again when somebody asks whether it is ready."""

    def __init__(self, load: Callable[[], object]) -> None:
        """Nothing is started yet."""
        self._load, self._lock, self._ended = load, Lock(), Event()
        self._ended.set()
        self._thread: Thread | None = None
        self._problem: Problem | None = unavailable("loading", wording.LOADING)

    def start(self) -> None:
        """Start loading, unless that is under way or done."""
        with self._lock:
            if self._problem is None or not self._ended.is_set():
                return
            self._ended.clear()
            self._thread = Thread(target=self._run, name="onrecord-load", daemon=True)
            self._thread.start()

    def check(self) -> None:
        """Raise the 503 ``Problem`` that says why it is not ready; a load that failed is started again."""
        problem = self._problem
        if problem is not None:
            self.start()
            raise problem

    def wait(self, seconds: float = PATIENCE_S) -> None:
        """Wait for a load that is under way; a 503 ``Problem`` where it takes longer."""
        if not self._ended.wait(seconds):
            raise unavailable("loading", wording.LOADING)

    def stop(self, seconds: float = PATIENCE_S) -> None:
        """Wait for the thread to end, so that the process does not end under it."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        problem: Problem | None = unavailable("load-failed", wording.MODEL_UNUSABLE)
        try:
            self._load()
            problem = None
        except (IndexingError, RagError) as error:
            _log.warning("not ready: %s", error)
            problem = problem_from(error)
        finally:
            # An error that nobody foresaw ends the thread, and is logged by threading's hook.
            self._problem = problem
            self._ended.set()
