"""A model server for each test that wants one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.rag.draft.model_server import Behaviour, ModelServer, model_server

Serve = Callable[[Behaviour], ModelServer]


@pytest.fixture
def serve() -> Iterator[Serve]:
    with ExitStack() as stack:
        yield lambda behave: stack.enter_context(model_server(behave))
