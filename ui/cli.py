"""``onrecord``: index, ask, search, list, serve, evaluate and calibrate from the command line.

Every command imports what it needs when it runs, so that ``onrecord --help`` is at once there.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer
from rich.console import Console

from ui.check import check
from ui.feedback import app as feedback
from ui.verify import verify

if TYPE_CHECKING:
    from index.library import Library
    from rag.types import Answer

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Answers from your own documents, word for word on the record."
)
app.add_typer(feedback, name="feedback")
console = Console()
errors = Console(stderr=True)
Documents = Annotated[list[str] | None, typer.Option("--document", "-d", help="Only in this document (id); repeatable")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON")]


@app.command()
def index(paths: Annotated[list[Path], typer.Argument(help="Files and folders")]) -> None:
    """Index files and folders: only what is new or changed is read."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from index.errors import IndexingError
    from index.types import Step

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    counts: dict[str, int] = {}
    try:
        with Progress(*columns, console=errors, transient=True) as progress:
            task = progress.add_task("starting", total=None)

            def show(step: Step) -> None:
                progress.update(task, description=f"{step.stage}: {step.file}", completed=step.done, total=step.files)

            for report in _library().index(paths, show):
                counts[report.status] = counts.get(report.status, 0) + 1
                note = f" — {report.reason}" if report.reason else ""
                progress.console.print(f"{report.status:>9}  {report.file}{note}", markup=False, highlight=False)
    except IndexingError as error:
        _fail(error)
    nothing = f"nothing to index in {', '.join(map(str, paths))}: no text, Markdown, HTML, PDF or Word file is there"
    told = ", ".join(f"{count} {status}" for status, count in sorted(counts.items())) or nothing
    console.print(told, markup=False, highlight=False, soft_wrap=True)
    if counts and set(counts) == {"failed"}:
        raise typer.Exit(1)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotes")],
    document: Documents = None,
    mode: Annotated[
        Literal["extractive", "model"] | None,
        typer.Option(help="In whose words: the documents', or a model's, checked"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Ask a question; the answer quotes the passages it rests on."""
    from index.errors import IndexingError
    from rag.assistant import Assistant
    from rag.errors import RagError
    from rag.settings import RagSettings
    from rag.types import Inquiry

    try:
        answer = Assistant(_library(), RagSettings()).ask(
            Inquiry(question, documents=tuple(document) if document else None, mode=mode)
        )
    except (IndexingError, RagError) as error:
        _fail(error)
    if as_json:
        from rag.api.convert import ask_reply

        print(ask_reply(answer, None, [], []).model_dump_json(indent=2))
    else:
        _show(answer)


def _show(answer: Answer) -> None:
    for warning in answer.drafting.warnings if answer.drafting else ():
        errors.print(warning, style="dim", markup=False)
    if answer.interpreted != answer.question:
        errors.print(f"asked as: {answer.interpreted}", style="dim", markup=False)
    console.print(answer.marked, markup=False, highlight=False)
    shown = answer.refusal.nearest if answer.refusal else answer.citations
    if answer.refusal and shown:
        console.print("\nNearest:", style="dim")
    elif shown:
        console.print()
    for citation in shown:
        page = f", page {citation.page}" if citation.page else ""
        place = f"{citation.document_title}{page}, {citation.start}–{citation.end}"
        who = f"{citation.voice.speaker}: " if citation.voice.speaker and answer.refusal else ""
        text = f"{who}{' '.join(citation.text.split())} — " if answer.refusal else ""
        console.print(f"[{citation.id}] {text}{place}", style="dim", markup=False, highlight=False)


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="Words to look for")],
    top_k: Annotated[int, typer.Option(min=1, max=50, help="How many passages")] = 8,
    document: Documents = None,
) -> None:
    """Find passages, with their dense, BM25 and fused scores."""
    from index.errors import IndexingError
    from rag.assistant import Assistant
    from rag.errors import RagError
    from rag.settings import RagSettings

    library = _library()
    try:
        hits = Assistant(library, RagSettings()).search(query, top_k, document)
        with library.snapshot() as view:
            for hit in hits:
                source = view.document(hit.chunk.document_id)
                scores = " ".join(
                    f"{name} {value:.3f}"
                    for name, value in (("dense", hit.dense), ("bm25", hit.lexical), ("fused", hit.fused))
                    if value is not None
                )
                console.print(f"{source.title}, {hit.chunk.start}–{hit.chunk.end}  {scores}", style="dim", markup=False)
                text = " ".join(source.text[hit.chunk.start : hit.chunk.end].split())
                console.print(text, markup=False, highlight=False)
                console.print()
    except (IndexingError, RagError) as error:
        _fail(error)


@app.command()
def documents(as_json: AsJson = False) -> None:
    """List what is indexed."""
    from dataclasses import asdict

    from rich.table import Column, Table

    from index.errors import IndexingError

    try:
        with _library().snapshot() as view:
            found = view.summaries()
    except IndexingError as error:
        _fail(error)
    if as_json:
        console.print_json(json.dumps([asdict(one) for one in found], ensure_ascii=False))
        return
    table = Table(Column("id", no_wrap=True), "title", "author", "kind", "sentences", "statements")
    for one in found:
        table.add_row(one.id, one.title, one.author or "", one.kind or "", str(one.sentences), str(one.statements))
    console.print(table)


@app.command()
def serve(
    host: Annotated[
        str, typer.Option(help="Address to listen on; others than loopback need ONRECORD_API_KEY")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port")] = 7860,
) -> None:
    """Serve the page and the API."""
    from index.errors import IndexingError
    from rag.errors import RagError
    from ui.serve import serve as run

    try:
        run(host, port)
    except (IndexingError, RagError) as error:
        _fail(error)


@app.command()
def mcp() -> None:
    """Let assistants use the documents, over the Model Context Protocol on standard input and output."""
    from ui.mcp_server import run

    run()


app.command()(verify)
app.command()(check)


@app.command("doctor")
def examine() -> None:
    """Say what is configured, what answers, and what to do about what does not."""
    from ui.doctor import doctor  # its words come with types that --help does not need

    doctor()


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True}, add_help_option=False)
def eval(context: typer.Context) -> None:
    """Ask cases and print figures, yours or the project's; ``onrecord eval --help`` says more."""
    _hand_over("eval.__main__", context)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True}, add_help_option=False)
def calibrate(context: typer.Context) -> None:
    """Find the threshold for a stated risk on your own cases; ``onrecord calibrate --help`` says more."""
    _hand_over("eval.calibrate", context)


def _hand_over(module: str, context: typer.Context) -> None:
    """Run a command of eval/, which ui/ does not import: it is looked up by name when it is asked for."""
    from importlib import import_module

    import_module(module).app(context.args, prog_name=f"onrecord {context.info_name}")


def _library() -> Library:
    from index.library import Library
    from index.settings import IndexSettings

    return Library(IndexSettings())


def _fail(error: Exception) -> NoReturn:
    errors.print(str(error), style="red", markup=False)
    raise typer.Exit(1)


if __name__ == "__main__":
    app()
