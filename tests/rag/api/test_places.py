"""A bound on answers at once, a short queue, and a 503 beyond it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from threading import Event
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient

from rag.api import places
from rag.api.places import Places
from rag.api.problems import Problem
from tests.rag.api.fakes import FakeAssistant


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.005)


def test_as_many_run_as_may_and_the_others_wait_in_order() -> None:
    async def scene() -> list[int]:
        bound, go, done = Places(1, 5), Event(), []  # type: tuple[Places, Event, list[int]]

        def work(number: int) -> None:
            assert go.wait(5)
            done.append(number)

        tasks = []
        for number in range(4):
            tasks.append(asyncio.create_task(bound.run(lambda number=number: work(number))))
            await asyncio.sleep(0)
        await until(lambda: bound.running == 1 and bound.waiting == 3)
        go.set()
        await asyncio.gather(*tasks)
        assert (bound.running, bound.waiting) == (0, 0)
        return done

    assert asyncio.run(scene()) == [0, 1, 2, 3]


def test_a_queue_that_does_not_move_is_a_503(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "PATIENCE_S", 0.01)

    async def scene() -> None:
        bound, go = Places(1, 1), Event()
        first = asyncio.create_task(bound.run(lambda: go.wait(5)))
        await until(lambda: bound.running == 1)
        with pytest.raises(Problem) as raised:
            await bound.run(lambda: None)
        assert raised.value.status_code == 503 and bound.waiting == 0
        go.set()
        await first

    asyncio.run(scene())


def test_beyond_the_queue_questions_and_readiness_are_a_503(
    make_client: Callable[..., TestClient], assistant: FakeAssistant
) -> None:
    go = Event()
    app: Any = make_client(answers_at_once=1, answers_waiting=1).app
    assistant.hold = lambda: go.wait(5)

    async def scene() -> None:
        transport = httpx2.ASGITransport(app=app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://test") as client:
            body = {"question": "x"}
            asked = [asyncio.create_task(client.post("/ask", json=body)) for _ in range(2)]
            await until(lambda: len(assistant.asked) == 1)
            await until(lambda: _full(app))
            for refused in (
                await client.post("/ask", json=body), await client.post("/ask", json=body | {"stream": True}),
                await client.post("/search", json={"query": "x"}),
            ):  # fmt: skip
                assert refused.status_code == 503, refused.text
                assert refused.json()["type"].endswith("full")
                assert refused.headers["retry-after"]
            assert (await client.get("/health/ready")).status_code == 503  # it is loaded, and full
            assert (await client.get("/documents")).status_code == 200
            go.set()
            assert [(await answered).status_code for answered in asked] == [200, 200]

    asyncio.run(scene())


def _full(app: Any) -> bool:
    try:
        app.state.places.check()
    except Problem:
        return True
    return False
