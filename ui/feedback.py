"""``onrecord feedback``: what people judged, for the evaluation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

app = typer.Typer(no_args_is_help=True, help="What people said of answers.")
errors = Console(stderr=True)


@app.callback()
def _group() -> None:
    """Keeps ``export`` a command of its own while it is the only one."""


@app.command()
def export(
    out: Annotated[Path | None, typer.Option(help="File to write; standard output without it")] = None,
    drafts: Annotated[
        bool, typer.Option("--drafts", help="Also what was found wrong, for somebody to say what would be right")
    ] = False,
) -> None:
    """Write answers that were found right as evaluation cases, a line of JSON each."""
    from index.errors import IndexingError
    from index.library import Library
    from index.settings import IndexSettings
    from rag.conversations import Conversations
    from rag.conversations.export import cases
    from rag.errors import RagError
    from rag.settings import RagSettings

    library = Library(IndexSettings())
    kept = Conversations(library.settings.folder, RagSettings().keep_days)
    try:
        judged = kept.judged()
        with library.snapshot() as view:
            lines = [json.dumps(case, ensure_ascii=False) for case in cases(judged, view, drafts)]
        kept.close()
    except (IndexingError, RagError) as error:
        errors.print(str(error), style="red", markup=False)
        raise typer.Exit(1) from error
    text = "".join(line + "\n" for line in lines)
    if out is None:
        print(text, end="")
    else:
        out.write_text(text, encoding="utf-8")
    errors.print(f"{len(lines)} cases of {len(judged)} judgements", style="dim")
