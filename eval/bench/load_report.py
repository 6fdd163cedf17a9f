"""What a load test showed, and how it is told."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console

SHARE = 0.8
"""Aim: throughput over HTTP as a share of what one process computes alone."""
FLAT = 1.05
"""Aim: memory at the end over memory when it had settled."""


@dataclass(frozen=True, slots=True)
class Load:
    """Figures of one run; ``alone`` and ``per_second`` are answers a second, ``memory`` megabytes at each second.

    ``faults`` counts citations that do not hold, by what is wrong with them.
    """

    clients: int
    seconds: int
    alone: float
    memory: Sequence[float]
    settled_s: int
    asked: int
    errors: int
    per_second: float
    median_ms: float
    p95_ms: float
    citations: int
    faults: Mapping[str, int]
    counts: Mapping[str, int] = field(default_factory=dict)
    failures: Sequence[str] = ()

    @property
    def passed(self) -> bool:
        """Whether there was no error, and every citation held."""
        return self.asked > 0 and not self.errors and not self.faults

    @property
    def growth(self) -> float:
        """Memory at the end over memory when it had settled; 1 where the run was too short to tell."""
        settled = self.memory[self.settled_s :]
        return settled[-1] / settled[0] if len(settled) > 1 else 1.0


def show(load: Load, console: Console) -> None:
    """Print the figures, each with its aim where it has one."""
    said = ", ".join(f"{count} {what}" for what, count in sorted(load.counts.items()))
    console.print(f"{load.clients} clients, {load.seconds} s: {load.asked} asked, {load.errors} errors; {said}")
    console.print(f"median {load.median_ms:.0f} ms, 95% {load.p95_ms:.0f} ms")
    share = load.per_second / load.alone
    console.print(f"{load.per_second:.1f} answers/s, {share:.2f} of the {load.alone:.1f}/s alone (aim {SHARE})")
    if load.memory:
        console.print(f"memory {load.memory[-1]:.0f} MB at the end, {load.growth:.3f} of that at {load.settled_s} s "
                      f"(aim below {FLAT})")  # fmt: skip
    console.print(f"{load.citations} citations compared, {sum(load.faults.values())} that do not hold")
    for what, count in load.faults.items():
        console.print(f"  {count} × {what}", style="red")
    for failure in load.failures:
        console.print(f"  {failure}", style="red")


def fault(citation: Mapping[str, Any], texts: Mapping[str, str]) -> str | None:
    """What is wrong with a citation, by the texts of all document versions (sha256 → text); None where it holds."""
    text = texts.get(citation["document_sha256"])
    if text is None or hashlib.sha256(text.encode()).hexdigest() != citation["document_sha256"]:
        return "names a version that never was"
    if text[citation["start_char_index"] : citation["end_char_index"]] != citation["cited_text"]:
        return "does not stand there"
    return None
