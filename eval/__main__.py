"""``onrecord eval``: ask cases, print the figures, keep and compare runs.

    onrecord eval                      the suites that ship with the project; exit 1 where a level is not held
    onrecord eval CASES.jsonl          your own cases over your own index (or --documents FOLDER)
    onrecord eval --compare A B        two stored runs, by file or commit

docs/evaluation.md says how to write cases and how to read the figures.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, NoReturn, get_args

import typer
from rich.console import Console

from eval.cases import Case, CaseError, Split, load_cases
from eval.compare import change_table, compare, lines, verdict
from eval.html.page import write_page
from eval.metrics import figures, shares
from eval.record import CaseRecord, MadeWith, RecordError, Run, read_run, write_run
from eval.report import confidence_table, failures, latency_table, table
from eval.results import find_run, made_with, stored_at
from eval.run import bench, open_corpus, run_cases
from eval.suites import SUITES, level
from index.errors import IndexingError
from index.library import Library
from index.settings import IndexSettings
from rag.assistant import Assistant
from rag.errors import RagError
from rag.settings import RagSettings

app = typer.Typer(add_completion=False)
console, errors = Console(), Console(stderr=True)


@dataclass(frozen=True, slots=True)
class Part:
    """A suite of the project, or a case file over a folder or, with no folder, over the index that is set."""

    name: str
    cases: Path
    documents: Path | None
    shipped: bool = False


@app.command()
def main(
    cases: Annotated[list[Path] | None, typer.Argument(help="Case files; none: the suites of the project")] = None,
    documents: Annotated[Path | None, typer.Option(help="Folder the cases are about; else your index")] = None,
    split: Annotated[str, typer.Option(help="dev, test or both")] = "both",
    suite: Annotated[str | None, typer.Option(help=f"Only this suite ({', '.join(s.name for s in SUITES)})")] = None,
    show_failures: Annotated[bool, typer.Option("--failures", help="List every failed case")] = False,
    output: Annotated[Path | None, typer.Option(help="Write the whole run to this JSON file")] = None,
    save: Annotated[bool, typer.Option("--save", help="Store the run in eval/results, by commit")] = False,
    html: Annotated[Path | None, typer.Option(help="Write a page with every case to this file")] = None,
    compare_runs: Annotated[
        tuple[str, str] | None, typer.Option("--compare", metavar="A B", help="Compare two stored runs: files or commits")
    ] = None,
) -> None:  # fmt: skip
    """Ask cases, print the figures, keep and compare runs."""
    try:
        if compare_runs:
            _compare(*compare_runs)
            return
        run, held = _run(_parts(cases, documents, suite), _splits(split), show_failures)
        asked = [
            *([suite] if suite else []),
            *(path.stem for path in cases or ()),
            *([split] if split != "both" else []),
        ]
        for path in [output] * bool(output) + [stored_at(run.made_with, asked)] * save:
            write_run(run, Path(str(path)))
            console.print(f"stored in {path}", markup=False, highlight=False)
        if html:
            write_page(run, html)
            console.print(f"page in {html}", markup=False, highlight=False)
    except (CaseError, RecordError, IndexingError, RagError) as error:
        _fail(error)
    if not held:
        raise typer.Exit(1)


def _parts(cases: Sequence[Path] | None, documents: Path | None, suite: str | None) -> list[Part]:
    if cases:
        return [Part(path.stem, path, documents) for path in cases]
    wanted = [Part(s.name, s.cases, s.documents, shipped=True) for s in SUITES if suite in (None, s.name)]
    if not wanted:
        raise CaseError(f"there is no suite {suite!r}; there are {', '.join(s.name for s in SUITES)}")
    return wanted


def _splits(split: str) -> list[Split]:
    known: tuple[Split, ...] = get_args(Split)
    if split != "both" and split not in known:
        raise CaseError(f"{split!r} is no split; say dev, test or both")
    return [one for one in known if split in ("both", one)]


def _run(parts: Sequence[Part], splits: Sequence[Split], show_failures: bool) -> tuple[Run, bool]:
    """Ask every part and print its figures; also whether every shipped suite holds its level."""
    records: list[CaseRecord] = []
    made: list[MadeWith] = []
    held = True
    for part in parts:
        chosen = [case for case in load_cases(part.cases) if case.split in splits]
        with _assistant(part) as assistant:
            found = _ask(part, assistant, chosen)
            made.append(made_with({part.name: assistant}))
        held &= _show(part, found, splits, show_failures)
        records += found
    if records:
        every = figures(records)
        console.print(confidence_table(every), latency_table(every.latency))
    corpora = {name: sha for one in made for name, sha in one.corpora.items()}
    return Run(made_with=made[0].model_copy(update={"corpora": corpora}), cases=tuple(records)), held


@contextmanager
def _assistant(part: Part) -> Iterator[Assistant]:
    folder = tempfile.TemporaryDirectory(prefix="onrecord-eval-") if part.documents else nullcontext(None)
    with folder as store:
        if store and part.documents:
            with console.status(f"{part.name}: indexing"):
                assistant = open_corpus(part.documents, Path(store))
        else:
            assistant = Assistant(Library(IndexSettings()), RagSettings())
        yield assistant
        assistant.library.store.close()


def _ask(part: Part, assistant: Assistant, cases: Sequence[Case]) -> list[CaseRecord]:
    with console.status(f"{part.name}: asking") as status:
        return run_cases(
            bench(part.name, assistant, cases), cases,
            lambda done, of: status.update(f"{part.name}: {done} of {of} asked"),
        )  # fmt: skip


def _show(part: Part, records: Sequence[CaseRecord], splits: Sequence[Split], show_failures: bool) -> bool:
    held = True
    for split in splits:
        asked = [one for one in records if one.case.split == split]
        if not asked:
            continue
        wanted = level(part.name, split) if part.shipped else None
        console.print(table(f"{part.name} / {split}" + (f" (level {wanted:.0%})" if wanted else ""), asked))
        if show_failures:
            console.print("\n".join(failures(asked)), markup=False, highlight=False)
        found = shares(asked)
        held &= (found["passed"].value or 0.0) >= (wanted or 0.0)
        held &= found["verbatim"].value in (1.0, None) and not any(one.duplicates for one in asked)
    return held


def _compare(before: str, after: str) -> None:
    found = compare(read_run(find_run(before)), read_run(find_run(after)))
    console.print("\n".join(lines(found)), markup=False, highlight=False)
    console.print(change_table(found))
    for difference in found.made_differently:
        console.print(f"made with another {difference}", markup=False, highlight=False, style="dim")
    console.print(verdict(found), markup=False, highlight=False, style="bold")


def _fail(error: Exception) -> NoReturn:
    errors.print(str(error), style="red", markup=False)
    raise typer.Exit(1)


if __name__ == "__main__":
    app()
