"""``onrecord check``: whether the index is what was written, and ``--repair`` to make it so again."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

console = Console()
errors = Console(stderr=True)


def check(repair: Annotated[bool, typer.Option("--repair", help="Make good what can be made again")] = False) -> None:
    """Verify the whole index: texts, offsets, word lists, vectors, caches. Stop the server before a repair."""
    from index.check import check as look
    from index.check import sqlite_folder
    from index.embed import load_embedder
    from index.errors import IndexingError
    from index.settings import IndexSettings
    from index.sqlite.database import DAMAGED
    from index.sqlite.repair import repair as mend
    from rag.conversations.check import check_conversations

    settings = IndexSettings()
    try:
        embedder = load_embedder(settings)
        found = look(settings.place, embedder)
        say([finding.what for finding in found])
        if found and repair:
            lost = mend(sqlite_folder(settings.store), embedder, settings)
            say([finding.what for finding in lost])
            found = lost + look(settings.place, embedder)
            console.print(
                f"repaired; the damaged file is kept as {settings.folder / DAMAGED}", markup=False, soft_wrap=True
            )
        kept = check_conversations(settings.folder)
        say(kept)
    except IndexingError as error:
        errors.print(str(error), style="red", markup=False, soft_wrap=True)
        raise typer.Exit(1) from None
    if not found and not kept:
        console.print("everything is as it was written")
    elif found and not repair:
        console.print("make good what can be made again with: onrecord check --repair")
    raise typer.Exit(int(bool(found or kept)))


def say(lines: list[str]) -> None:
    """A line each."""
    for line in lines:
        console.print(line, markup=False, highlight=False, soft_wrap=True)
