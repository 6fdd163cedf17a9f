"""``python -m eval``: ask every case of the suites that ship with the project, print the figures, hold the level."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from eval.cases import load_cases
from eval.report import as_json, by_kind, failures, table
from eval.run import open_corpus, run_cases
from eval.suites import SUITES, Suite, level

app = typer.Typer(add_completion=False)
console = Console()


@app.command()
def main(
    split: Annotated[str, typer.Option(help="dev, test or both")] = "both",
    suite: Annotated[str | None, typer.Option(help="Only this suite (seeds, corpus)")] = None,
    show_failures: Annotated[bool, typer.Option("--failures", help="List every failed case")] = False,
    output: Annotated[Path | None, typer.Option(help="Write all figures to this JSON file")] = None,
) -> None:
    """Ask the cases over a fresh index of their documents; exit 1 where a level is not held."""
    results: dict[str, Any] = {}
    held = True
    for one in SUITES:
        if suite in (None, one.name):
            held &= _run(one, ["dev", "test"] if split == "both" else [split], show_failures, results)
    if output:
        output.write_text(json.dumps(results, indent=1, ensure_ascii=False), "utf-8")
    if not held:
        raise typer.Exit(1)


def _run(suite: Suite, splits: list[str], show_failures: bool, results: dict[str, Any]) -> bool:
    held = True
    with tempfile.TemporaryDirectory() as folder, console.status(f"{suite.name}: indexing and asking"):
        assistant = open_corpus(suite.documents, Path(folder))
        every = run_cases(assistant, load_cases(suite.cases))
        for split in splits:
            asked = [one for one in every if one.grade.case.split == split]
            figures = by_kind(asked)
            wanted = level(suite.name, split)
            console.print(table(f"{suite.name} / {split} (level {wanted:.0%})", figures))
            if show_failures:
                console.print("\n".join(failures(asked)), markup=False, highlight=False)
            results[f"{suite.name}/{split}"] = as_json(asked)
            total = figures["all"]
            held &= total.rate >= wanted and total.verbatim in (1.0, None) and not total.duplicates
        assistant.library.store.close()
    return held


if __name__ == "__main__":
    app()
