"""What a run has shown, for the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table

from eval.metrics import Figures, Latency, by_kind, shares
from eval.record import CaseRecord

COLUMNS = {"recall": "recall", "precision": "prec.", "attribution": "speaker", "refusal F1": "refusal"}
"""Shares in the table by kind, with what stands above them, so short that it fits 80 columns."""


def table(title: str, records: Sequence[CaseRecord]) -> Table:
    """Figures by kind of case; what must hold of all citations stands below."""
    found = shares(records)
    verbatim, repeats = found["verbatim"], sum(one.duplicates for one in records)
    caption = f"citations word for word: {_percent(verbatim.value)}; citations given twice: {repeats}"
    made = Table(
        title=title,
        title_justify="left",
        caption=caption,
        caption_justify="left",
        box=SIMPLE_HEAD,
        pad_edge=False,
        padding=(0, 1),
    )
    made.add_column("kind", no_wrap=True)
    for heading in ("passed", "(95%)", *COLUMNS.values()):
        made.add_column(heading, justify="right", no_wrap=True)
    for kind, group in by_kind(records).items():
        found = shares(group)
        rate = found["passed"]
        cells = [f"{sum(one.passed for one in group)}/{len(group)}"]
        cells += [f"{_percent(rate.value)} ({_percent(rate.low)[:-1]}–{_percent(rate.high)[:-1]})"]
        made.add_row(kind, *cells, *(str(found[column]) for column in COLUMNS), style="bold" if kind == "all" else None)
    return made


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.0%}"


def confidence_table(found: Figures) -> Table:
    """What the confidence is worth, and every share of all cases with its interval."""
    made = Table(title="all cases, with 95% intervals", title_justify="left", box=SIMPLE_HEAD)
    made.add_column("figure")
    made.add_column("value", justify="right")
    for name, one in found.shares.items():
        made.add_row(name, f"{one.spread} of {one.of}" if one.of else str(one))
    made.add_row("AUROC, answerable or not", found.auroc.spread)
    made.add_row("area under risk–coverage", _number(found.risk_area))
    made.add_row("calibration error (ECE)", _number(found.calibration_error))
    return made


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def latency_table(latencies: Mapping[str, Latency]) -> Table:
    """Milliseconds by stage."""
    made = Table(title="milliseconds by stage", title_justify="left", box=SIMPLE_HEAD)
    for heading in ("stage", "median", "95%"):
        made.add_column(heading, justify="left" if heading == "stage" else "right")
    for stage, one in latencies.items():
        made.add_row(stage, f"{one.median:.1f}", f"{one.slow:.1f}")
    return made


def failures(records: Sequence[CaseRecord]) -> list[str]:
    """One line a failed case: what was asked and what is wrong."""
    return [
        f"{one.key}: {one.case.question} — {'; '.join(one.faults)} (score {one.score:.2f})"
        for one in records
        if not one.passed
    ]
