"""Two runs side by side: what changed case by case, and whether it is more than noise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rich.box import SIMPLE_HEAD
from rich.table import Table
from scipy.stats import binomtest

from eval.intervals import MIDDLE, draws
from eval.metrics import SHARES
from eval.record import CaseRecord, Run

NOISE = 0.05
"""p-value from which a change is called noise."""
Pair = tuple[CaseRecord, CaseRecord]


@dataclass(frozen=True, slots=True)
class Change:
    """How a share moved from one run to the other, with the 95% interval of the difference (paired bootstrap)."""

    name: str
    before: float
    after: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out no change at all."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two runs have in common and where they differ.

    ``mended`` and ``broken``: cases that pass in one run alone; ``moved``: the same verdict on another answer;
    ``reworded``: cases that are not the same in both runs, or are in one alone, which count nowhere. ``p`` is that of
    McNemar's exact test on mended and broken (McNemar 1947): how often chance alone would part them as unevenly.
    """

    pairs: int
    mended: tuple[Pair, ...]
    broken: tuple[Pair, ...]
    moved: tuple[Pair, ...]
    reworded: tuple[str, ...]
    changes: tuple[Change, ...]
    p: float
    made_differently: tuple[str, ...]


def compare(before: Run, after: Run) -> Comparison:
    """Everything that changed from one run to the other."""
    old, new = {r.key: r for r in before.cases}, {r.key: r for r in after.cases}
    same = [key for key in old if key in new and old[key].case == new[key].case]
    pairs = [(old[key], new[key]) for key in same]
    mended = tuple(pair for pair in pairs if pair[1].passed and not pair[0].passed)
    broken = tuple(pair for pair in pairs if pair[0].passed and not pair[1].passed)
    moved = tuple(pair for pair in pairs if pair[0].passed == pair[1].passed and _answer(pair[0]) != _answer(pair[1]))
    reworded = tuple(key for key in {**old, **new} if key not in set(same))
    return Comparison(
        len(pairs), mended, broken, moved, reworded, changes(pairs), mcnemar(len(mended), len(broken)),
        _made_differently(before, after),
    )  # fmt: skip


def _answer(one: CaseRecord) -> object:
    return one.reason, [(c.document, c.start, c.end, c.speaker) for c in one.citations], one.sides


def mcnemar(mended: int, broken: int) -> float:
    """The exact two-sided p of so uneven a split; 1 where nothing changed."""
    return float(binomtest(mended, mended + broken, 0.5).pvalue) if mended + broken else 1.0


def changes(pairs: Sequence[Pair]) -> tuple[Change, ...]:
    """How every share moved; those that count nothing in one of the runs are left out."""
    found = []
    for name, counted in SHARES.items():
        table = np.array([[*counted(a), *counted(b)] for a, b in pairs]).reshape(-1, 4)
        totals = table.sum(axis=0)
        if not (totals[1] and totals[3]):
            continue
        drawn = table[draws(len(pairs))].sum(axis=1)
        drawn = drawn[(drawn[:, 1] > 0) & (drawn[:, 3] > 0)]
        low, high = np.quantile(drawn[:, 2] / drawn[:, 3] - drawn[:, 0] / drawn[:, 1], MIDDLE)
        found.append(Change(name, totals[0] / totals[1], totals[2] / totals[3], float(low), float(high)))
    return tuple(found)


def _made_differently(before: Run, after: Run) -> tuple[str, ...]:
    """In which of the things that decide answers the runs differ, as "name: one → other"."""
    one, other = (_flat(run) for run in (before, after))
    return tuple(
        f"{name}: {one.get(name)} → {other.get(name)}" for name in {**one, **other} if one.get(name) != other.get(name)
    )


def _flat(run: Run) -> dict[str, str]:
    made = run.made_with
    fixed = {"code": made.name, "version": made.version, "python": made.python}
    named = {"setting": made.settings, "model": made.models, "documents of": made.corpora}
    return {**fixed, **{f"{what} {name}": value[:12] for what, every in named.items() for name, value in every.items()}}


def verdict(found: Comparison) -> str:
    """One sentence: what happened and whether it is more than noise."""
    if not found.mended and not found.broken:
        return f"No verdict changed in {found.pairs} cases."
    counts = f"{len(found.mended)} mended, {len(found.broken)} broken of {found.pairs} cases"
    noise = "more than noise" if found.p < NOISE else "may be noise"
    return f"{counts}: {noise} (McNemar's exact p = {found.p:.3f})."


def change_table(found: Comparison) -> Table:
    """Every share before and after, with the interval of the difference; a star where it leaves out 0."""
    made = Table(title="before → after, 95% interval of the difference", title_justify="left", box=SIMPLE_HEAD)
    made.add_column("figure")
    for heading in ("before", "after", "difference", "95%"):
        made.add_column(heading, justify="right")
    for one in found.changes:
        star = " *" if one.clear else ""
        spread = f"{one.low:+.3f} to {one.high:+.3f}{star}"
        made.add_row(one.name, f"{one.before:.3f}", f"{one.after:.3f}", f"{one.after - one.before:+.3f}", spread)
    return made


def lines(found: Comparison) -> list[str]:
    """Case by case: what was mended, what was broken and why, what is answered otherwise."""
    return [
        *(f"mended  {a.key}: {a.case.question} — was: {'; '.join(a.faults)}" for a, _ in found.mended),
        *(f"broken  {b.key}: {b.case.question} — {'; '.join(b.faults)}" for _, b in found.broken),
        *(f"moved   {b.key}: {b.case.question} ({a.score:.2f} → {b.score:.2f})" for a, b in found.moved),
        *(f"left out  {key}: not the same case in both runs" for key in found.reworded),
    ]
