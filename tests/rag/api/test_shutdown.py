"""A server that is told to stop finishes what it began."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient

from tests.rag.api.fakes import FakeAssistant
from tests.rag.api.serving import serving


@pytest.mark.parametrize("stream", [False, True])
def test_answers_under_way_are_given(
    make_client: Callable[..., TestClient], assistant: FakeAssistant, stream: bool
) -> None:
    app: Any = make_client().app
    stopping = Event()
    assistant.hold = lambda: stopping.wait(10)
    with ThreadPoolExecutor(1) as pool:
        with serving(app) as address:
            body = {"question": "x", "stream": stream}
            answered = pool.submit(httpx2.post, f"{address}/ask", json=body, timeout=30)
            while not assistant.asked:
                time.sleep(0.01)
            pool_of_one = ThreadPoolExecutor(1)
            pool_of_one.submit(lambda: (time.sleep(0.3), stopping.set()))
        pool_of_one.shutdown()
        response = answered.result(10)
    assert response.status_code == 200 and "the plan was rejected" in response.text
    with pytest.raises(httpx2.ConnectError):
        httpx2.get(f"{address}/health")
