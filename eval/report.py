"""What a run has shown: a table by kind for the terminal, JSON for everything else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rich.table import Table

from eval.metrics import Tally, tally
from eval.run import Asked

HEADINGS = ("cases", "passed", "recall", "precision", "credit", "refusal F1", "verbatim", "duplicates")


def by_kind(asked: Sequence[Asked]) -> dict[str, Tally]:
    """Figures of each kind of case in order of name, and of all together, last, as "all"."""
    kinds = sorted({one.grade.case.kind for one in asked})
    groups: dict[str, Tally] = {kind: tally([one for one in asked if one.grade.case.kind == kind]) for kind in kinds}
    return {**groups, "all": tally(asked)}


def table(title: str, figures: Mapping[str, Tally]) -> Table:
    """The figures as a table."""
    made = Table(title=title, title_justify="left")
    made.add_column("kind")
    for heading in HEADINGS:
        made.add_column(heading, justify="right")
    for kind, one in figures.items():
        shares = (one.recall, one.precision, one.credit, one.refusal_f1, one.verbatim)
        cells = [str(one.cases), f"{one.passed} ({one.rate:.0%})", *map(_share, shares), str(one.duplicates)]
        made.add_row(kind, *cells, style="bold" if kind == "all" else None)
    return made


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def failures(asked: Sequence[Asked]) -> list[str]:
    """One line a failed case: what was asked and what is wrong."""
    return [
        f"{one.grade.case.id}: {one.grade.case.question} — {'; '.join(one.grade.faults)} (score {one.grade.score:.2f})"
        for one in asked
        if not one.grade.passed
    ]


def as_json(asked: Sequence[Asked]) -> dict[str, Any]:
    """The figures and every verdict, for a file."""
    figures = {
        kind: {**asdict(one), "rate": one.rate, "refusal_f1": one.refusal_f1} for kind, one in by_kind(asked).items()
    }
    cases = [
        {"id": g.case.id, "passed": g.passed, "faults": g.faults, "refused": g.refused, "score": round(g.score, 4)}
        for g in (one.grade for one in asked)
    ]
    return {"figures": figures, "cases": cases}
