"""1, 8 and 50 clients at once over HTTP, beside what one process computes alone."""

from __future__ import annotations

import socket

from eval.bench import load
from eval.bench.speed.figure import Figure, Plan

CLIENTS = (1, 8, 50)


def measure(plan: Plan) -> list[Figure]:
    """Answers a second and how long a client waits; every citation is verified on the way."""
    return [figure for clients in CLIENTS for figure in _with(clients, plan)]


def _with(clients: int, plan: Plan) -> list[Figure]:
    found = load.run(load.Plan(clients=clients, seconds=plan.seconds, port=_free_port(), alone_s=5))
    label = f"{clients} client{'s' if clients > 1 else ''}"
    return [
        Figure(f"{label}: answers", found.per_second, "answers/s", found.alone, "one process without HTTP"),
        Figure(f"{label}: median", found.median_ms, "ms"),
        Figure(f"{label}: 95%", found.p95_ms, "ms"),
        Figure(f"{label}: errors", found.errors + sum(found.faults.values()), "of " + str(found.asked)),
    ]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port
