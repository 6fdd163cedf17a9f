"""``onrecord calibrate CASES``: the threshold at which no more than a stated share of answers is wrong.

Every case is asked at every threshold of a fixed list, as answering would do it, and counted: answered or not, right or
wrong. At each threshold the share of wrong answers has an upper bound (Clopper, Pearson 1934: exact, whatever the number
of cases). The lowest threshold is taken whose bound is within the risk; that several were tried is paid for by testing
them in an order that no verdict decides, from three starts (fixed sequence testing in "Learn then test", Angelopoulos,
Bates, Candès, Jordan, Lei 2021). So with the stated confidence, of answers to questions like these no more than the risk
is wrong.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from scipy.stats import binomtest

from eval.cases import Case, CaseError, load_cases
from eval.run import Bench, bench, put
from index.errors import IndexingError
from index.library import Library
from index.settings import IndexSettings
from rag.assistant import Assistant
from rag.calibration import Calibration, keep, threshold_for
from rag.errors import RagError
from rag.settings import RagSettings

THRESHOLDS = (
    0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.45, 0.4, 0.35, 0.3, 0.25, 0.2, 0.15, 0.1, 0.05,
)  # fmt: skip
"""Tried from the highest down; fixed, since a list made from the answers would not be a fair test of them."""
STARTS = 3
"""Where testing begins: one start would end at the first wrong answer, more divide the confidence further."""
RISK, CONFIDENCE = 0.1, 0.9
MOST_CASES = 20_000
"""Beyond this nobody is told how many cases would do."""

app = typer.Typer(add_completion=False)
console, errors = Console(), Console(stderr=True)


@dataclass(frozen=True, slots=True)
class Point:
    """What a threshold does to these cases: how many are answered, and how many of the answers are wrong."""

    threshold: float
    asked: int
    answered: int
    wrong: int

    @property
    def risk(self) -> float:
        """Share of the answers that is wrong."""
        return self.wrong / self.answered if self.answered else 0.0

    def bound(self, confidence: float) -> float:
        """What that share is at most, with this confidence (one-sided, exact)."""
        if not self.answered:
            return 1.0
        test = binomtest(self.wrong, self.answered, alternative="less")
        return float(test.proportion_ci(confidence, method="exact").high)


def sweep(at: Bench, cases: Sequence[Case], tried: Callable[[float], None] | None = None) -> list[Point]:
    """Ask every case at every threshold, highest first."""
    points = []
    for threshold in THRESHOLDS:
        if tried:
            tried(threshold)
        grades = [put(at, case, threshold)[1] for case in cases]
        answered = [one for one in grades if not one.refused]
        points.append(Point(threshold, len(grades), len(answered), sum(not one.passed for one in answered)))
    return points


def choose(points: Sequence[Point], risk: float, confidence: float) -> Point | None:
    """The lowest threshold that is shown to keep the risk; None where none is.

    Testing goes down from each start until a bound is over the risk. Starts and order follow from how many cases are
    answered, never from which answers are wrong, so the confidence holds for the threshold that is taken.
    """
    each = shared(confidence)
    usable = [point for point in points if point.answered >= least_answered(risk, each)]
    found: list[Point] = []
    for start in starts(len(usable)):
        for point in usable[start:]:
            if point.bound(each) > risk:
                break
            found.append(point)
    return min(found, key=lambda point: point.threshold, default=None)


def shared(confidence: float) -> float:
    """The confidence of each test, so that all starts together have the one asked for (Bonferroni)."""
    return 1 - (1 - confidence) / STARTS


def starts(count: int) -> list[int]:
    """Places to begin at, spread over ``count`` thresholds, the first among them."""
    return sorted({count * start // STARTS for start in range(STARTS)}) if count else []


def least_answered(risk: float, confidence: float) -> int:
    """How many answers, all right, it takes to show this risk."""
    return math.ceil(math.log(1 - confidence) / math.log(1 - risk))


def cases_needed(share_wrong: float, risk: float, confidence: float) -> int | None:
    """About how many answers would show the risk if this share of them is wrong; None where no number would."""
    count = least_answered(risk, confidence)
    while share_wrong < risk and count <= MOST_CASES:
        if Point(0, count, count, round(share_wrong * count)).bound(confidence) <= risk:
            return count
        count = math.ceil(count * 1.1)
    return None


def advice(points: Sequence[Point], risk: float, confidence: float) -> str:
    """What to do where no threshold keeps the risk."""
    each = shared(confidence)
    best = min(points, key=lambda point: (point.bound(each), point.threshold))
    said = (
        f"no threshold shows a risk of {risk:.0%} with {confidence:.0%} confidence. Nearest is {best.threshold:g}: "
        f"{best.wrong} of {best.answered} answers wrong, so at most {best.bound(each):.0%}"
    )
    needed = cases_needed(best.risk, risk, each)
    more = f", or write more cases: some {needed} answered ones would do if no more go wrong" if needed else ""
    return f"{said}; ask for a higher --risk{more}"


def curve_table(points: Sequence[Point], confidence: float, taken: Point | None, current: float) -> Table:
    """The risk–coverage curve; what was taken is marked, and the threshold in use is named below."""
    made = Table(
        title="risk and coverage by threshold", title_justify="left", box=SIMPLE_HEAD, caption_justify="left",
        caption=f"at most: with {shared(confidence):.1%} confidence each; in use: {current:g}",
    )  # fmt: skip
    for heading in ("threshold", "answered", "wrong of these", "at most", ""):
        made.add_column(heading, justify="right")
    for point in points:
        answered = f"{point.answered}/{point.asked} {point.answered / point.asked:.0%}"
        wrong = f"{point.wrong} {point.risk:.0%}"
        mark = "← taken" if taken == point else ""
        made.add_row(f"{point.threshold:g}", answered, wrong, f"{point.bound(shared(confidence)):.0%}", mark)
    return made


@app.command()
def main(
    cases: Annotated[list[Path] | None, typer.Argument(help="Case files about the documents in your index")] = None,
    risk: Annotated[float, typer.Option(min=0.001, max=0.999, help="Share of answers that may be wrong")] = RISK,
    confidence: Annotated[float, typer.Option(min=0.5, max=0.999, help="How sure to be of that")] = CONFIDENCE,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the curve, store nothing")] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Drop the stored threshold")] = False,
) -> None:
    """Find the threshold for a stated risk on your own cases, and store it with the index."""
    library = Library(IndexSettings())
    try:
        if forget:
            keep(library, None)
            console.print("the stored threshold is dropped")
            return
        if not cases:
            raise CaseError("no cases given; name a file of them, in the format of docs/evaluation.md")
        _calibrate(library, cases, (risk, confidence), dry_run)
    except (CaseError, IndexingError, RagError) as error:
        _fail(error)


def _calibrate(library: Library, files: Sequence[Path], wanted: tuple[float, float], dry_run: bool) -> None:
    risk, confidence = wanted
    assistant = Assistant(library, RagSettings())
    cases = [case for path in files for case in load_cases(path)]
    with console.status("asking") as status:
        points = sweep(
            bench("calibrate", assistant, cases), cases, lambda at: status.update(f"asking at threshold {at:g}")
        )
    taken = choose(points, risk, confidence)
    receipt = assistant.receipt()
    with library.snapshot() as view:
        current = threshold_for(assistant.settings, view, receipt.models)
    console.print(curve_table(points, confidence, taken, current.value))
    if taken is None:
        raise CaseError(advice(points, risk, confidence))
    found = Calibration(
        taken.threshold, risk, confidence, round(taken.bound(shared(confidence)), 6), taken.answered, taken.wrong,
        taken.asked, receipt.models, receipt.corpus_sha256,
    )  # fmt: skip
    if not dry_run:
        keep(library, found)
    console.print(_said(found, dry_run, current.source == "settings"), markup=False, highlight=False)


def _said(found: Calibration, dry_run: bool, overruled: bool) -> str:
    kept = "Nothing was stored." if dry_run else f"Threshold {found.threshold:g} is stored with the index."
    if overruled and not dry_run:
        kept += " ONRECORD_THRESHOLD is set and goes before it."
    figures = asdict(found)
    return (
        "At threshold {threshold:g}, {answered} of {cases} cases are answered and {wrong} of these wrong: at most "
        "{bound:.0%} of answers, with {confidence:.0%} confidence. "
    ).format(**figures) + kept


def _fail(error: Exception) -> NoReturn:
    errors.print(str(error), style="red", markup=False)
    raise typer.Exit(1)


if __name__ == "__main__":
    app()
