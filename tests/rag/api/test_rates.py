"""How often one client may call."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from rag.api import rates
from rag.api.rates import Rates
from tests.rag.api.problem_checks import problem_of


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_taken_and_then_a_steady_rate() -> None:
    clock = Clock()
    limited = Rates(60, clock)
    assert [limited.take("a") for _ in range(10)] == [0] * 10
    assert limited.take("a") == pytest.approx(1)
    assert limited.take("b") == 0
    clock.now = 1.0
    assert limited.take("a") == 0 and limited.take("a") > 0


def test_zero_is_no_limit() -> None:
    limited = Rates(0)
    assert not any(limited.take("a") for _ in range(1000))


def test_the_clients_that_are_remembered_have_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "CLIENTS_KEPT", 2)
    limited = Rates(6, Clock())
    for client in ("a", "b", "c"):
        assert limited.take(client) == 0
    assert limited.take("a") == 0 and limited.take("c") > 0


def test_too_many_requests_are_a_429_that_says_when(make_client: Callable[..., TestClient]) -> None:
    client = make_client(requests_per_minute=6)
    assert client.get("/documents").status_code == 200
    response = client.get("/documents")
    problem_of(response, 429)
    assert 1 <= int(response.headers["retry-after"]) <= 10
    assert client.get("/health").status_code == 200


def test_guessing_keys_is_limited_too(make_client: Callable[..., TestClient]) -> None:
    client = make_client(requests_per_minute=12, api_key="k")
    statuses = [client.get("/documents", headers={"Authorization": f"Bearer {n}"}).status_code for n in range(3)]
    assert statuses == [401, 401, 429]
