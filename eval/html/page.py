"""A run as one HTML file: figures, plots, and every case with its passages. Nothing is fetched, all text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from markupsafe import Markup

from eval.html import texts
from eval.html.case import case_block
from eval.html.plots import bars, curve, diagonal
from eval.metrics import Figures, by_kind, figures, shares
from eval.record import CaseRecord, Run

HERE = Path(__file__).parent
POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
FILTERS = ("suite", "split", "kind", "verdict", "status")
HEADLINES = ("passed", "attribution", "refusal F1", "verbatim")
PAGE = Markup("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{made}</p>
{summary}
<h2>{cases}</h2>
{filters}
{blocks}
</main>
<script>{script}</script>
</body>
</html>
""")


def write_page(run: Run, path: Path) -> None:
    """Write the page of a run, and the folder where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(run), "utf-8")


def page(run: Run) -> str:
    """The page of a run."""
    models = ", ".join(f"{job} {name}" for job, name in run.made_with.models.items())
    suites = ", ".join(run.made_with.corpora)
    return PAGE.format(
        policy=POLICY, title=texts.TITLE.format(name=run.made_with.name), style=_own("style.css"),
        script=_own("script.js"), made=texts.MADE.format(cases=len(run.cases), suites=suites, models=models),
        summary=summary(run), cases=texts.CASES, filters=filters(run.cases),
        blocks=Markup("").join(map(case_block, run.cases)),
    )  # fmt: skip


def _own(name: str) -> Markup:
    """A file of ours, which is markup as it stands."""
    return Markup((HERE / name).read_text("utf-8"))


def summary(run: Run) -> Markup:
    """Everything above the cases."""
    found = figures(run.cases)
    kinds = [(kind, shares(group)["passed"]) for kind, group in by_kind(run.cases).items()]
    area, error = (_number(value) for value in (found.risk_area, found.calibration_error))
    threshold = run.cases[0].threshold if run.cases else None
    plots = [
        (
            texts.CURVE,
            texts.CURVE_NOTE.format(area=area),
            curve(texts.CURVE, texts.CURVE_AXES, found.risk_coverage, threshold),
        ),
        (
            texts.RELIABLE,
            texts.RELIABLE_NOTE.format(error=error, auroc=found.auroc),
            diagonal(texts.RELIABLE, texts.RELIABLE_AXES, found.reliability),
        ),
    ]
    drawn = (
        Markup("<figure><h2>{}</h2>{}<figcaption>{}</figcaption></figure>").format(t, p, note) for t, note, p in plots
    )
    return Markup(
        '<div class="cards">{}</div><h2>{}</h2>{}<p class="note">{}</p><div class="plots">{}</div>{}{}'
    ).format(
        _cards(found), texts.BY_KIND, bars(texts.BY_KIND, kinds), texts.BY_KIND_NOTE, Markup("").join(drawn),
        _details(texts.ALL_FIGURES, _figures(found)), _details(texts.SETTINGS, _settings(run)),
    )  # fmt: skip


def _cards(found: Figures) -> Markup:
    named = [(name, found.shares[name]) for name in HEADLINES] + [("AUROC", found.auroc)]
    return Markup("").join(
        Markup('<div title="{}"><b>{}</b><span>{}</span> <small>{}</small></div>').format(
            texts.FIGURES.get(name, texts.AUROC), one, name, one.bounds
        )
        for name, one in named
    )


def _figures(found: Figures) -> Markup:
    rows = [(name, one.spread, one.of, texts.FIGURES[name]) for name, one in found.shares.items()]
    latency = [(stage, f"{one.median:.1f}", f"{one.slow:.1f}") for stage, one in found.latency.items()]
    return _table(rows) + Markup("<h3>{}</h3>").format(texts.LATENCY) + _table([("", "median", "95%"), *latency])


def _settings(run: Run) -> Markup:
    made = run.made_with
    rows = [("code", made.name), ("version", made.version), ("python", made.python)]
    for every in (made.models, made.settings, made.corpora):
        rows += list(every.items())
    return _table(rows)


def filters(records: Sequence[CaseRecord]) -> Markup:
    """A box to search in, and a choice for every property that differs between cases."""
    values = [
        (r.suite, r.case.split, r.case.kind, texts.VERDICTS[r.passed], texts.STATUSES[r.refused]) for r in records
    ]
    boxes = Markup('<input type="search" placeholder="{0}" aria-label="{0}">').format(texts.FILTER)
    for place, name in enumerate(FILTERS):
        options = sorted({value[place] for value in values})
        any_of = texts.ANY.format(what=name)
        choices = Markup("").join(Markup("<option>{}</option>").format(option) for option in options)
        boxes += Markup('<select data-filter="{0}" aria-label="{0}"><option value="">{1}</option>{2}</select>').format(
            name, any_of, choices
        )
    return Markup('<form class="filters" data-shown="{}">{}<output></output></form>').format(texts.SHOWN, boxes)


def _details(title: str, body: Markup) -> Markup:
    return Markup("<details><summary>{}</summary>{}</details>").format(title, body)


def _table(rows: Iterable[Sequence[object]]) -> Markup:
    cells = (Markup("").join(Markup("<td>{}</td>").format(cell) for cell in row) for row in rows)
    return Markup("<table>{}</table>").format(Markup("").join(Markup("<tr>{}</tr>").format(row) for row in cells))


def _number(value: float | None) -> str:
    return texts.NONE if value is None else f"{value:.3f}"
