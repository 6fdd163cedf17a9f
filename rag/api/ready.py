"""Loading in the background, again when the index has changed, and the truth about it."""

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
    """Runs ``load`` in a thread of its own; after a failure, again when somebody asks whether it is ready.

    ``load`` returns the generation of the index that is in memory when it is done.
    """

    def __init__(self, load: Callable[[], int]) -> None:
        """Nothing is started yet."""
        self._load, self._lock, self._loaded = load, Lock(), Event()
        self._loaded.set()
        self._thread: Thread | None = None
        self._again = False
        self._problem: Problem | None = unavailable("loading", wording.LOADING)
        self.generation = 0

    def start(self) -> None:
        """Start loading, unless that is under way or done."""
        with self._lock:
            if self._problem is not None and self._thread is None:
                self._loaded.clear()
                self._begin()

    def refresh(self) -> None:
        """Load what has changed; questions are answered meanwhile, and wait for no more than they need."""
        with self._lock:
            if self._thread is not None:
                self._again = True
            else:
                if self._problem is not None:
                    self._loaded.clear()
                self._begin()

    def check(self) -> None:
        """Raise the 503 ``Problem`` that says why it is not ready; a load that failed is started again."""
        problem = self._problem
        if problem is not None:
            self.start()
            raise problem

    def wait(self, seconds: float = PATIENCE_S) -> None:
        """Wait for the first load where it is under way; a 503 ``Problem`` where it takes longer."""
        if not self._loaded.wait(seconds):
            raise unavailable("loading", wording.LOADING)

    def stop(self, seconds: float = PATIENCE_S) -> None:
        """Wait for the thread to end, so that the process does not end under it."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def _begin(self) -> None:
        self._again = False
        self._thread = Thread(target=self._run, name="onrecord-load", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        problem: Problem | None = unavailable("load-failed", wording.MODEL_UNUSABLE)
        try:
            self.generation = self._load()
            problem = None
        except (IndexingError, RagError) as error:
            _log.warning("not ready: %s", error)
            problem = problem_from(error)
        finally:
            # An error that nobody foresaw ends the thread, and is logged by threading's hook.
            with self._lock:
                self._problem, self._thread = problem, None
                if self._again:
                    self._begin()
            self._loaded.set()
