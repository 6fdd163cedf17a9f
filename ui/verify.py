"""``onrecord verify FILE``: a text held against the documents, as a report.

Exit status 0 where every claim is supported, 1 where one is contradicted or unknown, 2 where nothing could be verified.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from ui import texts

if TYPE_CHECKING:
    from rag.verify.types import Verified

STDIN = Path("-")
UNSUPPORTED, FAILED = 1, 2
"""Exit status: something is not supported; something went wrong."""


class Format(StrEnum):
    """How the report is written."""

    text = "text"
    markdown = "markdown"
    html = "html"
    json = "json"


def verify(
    file: Annotated[Path, typer.Argument(help="Text, Markdown, HTML, PDF or Word file; - for standard input")],
    format: Annotated[Format, typer.Option("--format", "-f", help="How the report is written")] = Format.text,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File for the report; else it is printed")
    ] = None,
    document: Annotated[
        list[str] | None, typer.Option("--document", "-d", help="Only against this document (id); repeatable")
    ] = None,
) -> None:
    """Hold a text against the documents, sentence by sentence.

    Exit status: 0 where every claim is supported, 1 where one is contradicted or unknown, 2 where it failed.
    """
    from index.errors import IndexingError
    from rag.errors import RagError

    try:
        text = read_text(file)
        found = _verified(text, document)
        report = written(found, text, format, file.name if file != STDIN else "standard input")
        _put(report, output)
    except (IndexingError, RagError) as error:
        Console(stderr=True).print(str(error), style="red", markup=False)
        raise typer.Exit(FAILED) from error
    raise typer.Exit(0 if all_supported(found) else UNSUPPORTED)


def read_text(file: Path) -> str:
    """The text of a file of any format that is indexed, or of standard input; LoadError where there is none."""
    from index.errors import NoText, Unreadable
    from index.load import load, supported_suffixes
    from index.load.limits import LoadLimits
    from index.load.text import read

    if file == STDIN:
        text = sys.stdin.read()
    elif not file.is_file():
        raise Unreadable(texts.NOT_A_FILE.format(str(file)))
    elif file.suffix.lower() in supported_suffixes():
        text = load(file).text
    else:
        text = read(file.read_bytes(), LoadLimits()).text
    if not any(character.isalnum() for character in text):
        raise NoText(texts.VERIFY_EMPTY.format(str(file)))
    return text


def _verified(text: str, documents: Sequence[str] | None) -> tuple[Verified, ...]:
    from index.library import Library
    from index.settings import IndexSettings
    from rag.assistant import Assistant
    from rag.settings import RagSettings

    return Assistant(Library(IndexSettings()), RagSettings()).verify(text, documents or None)


def all_supported(found: Sequence[Verified]) -> bool:
    """Whether every sentence that claims something is supported."""
    return all(one.finding.verdict == "supported" for one in found if one.finding.claims)


def written(found: Sequence[Verified], text: str, format: Format, name: str) -> str:
    """The report in one of the formats."""
    from ui.render.verified import html_report, json_report, markdown_report, text_report

    if format is Format.json:
        return json_report(found)
    if format is Format.html:
        return html_report(found, text, name)
    return markdown_report(found, name) if format is Format.markdown else text_report(found, name)


def _put(report: str, output: Path | None) -> None:
    from ui.errors import NotWritten

    if output is None:
        print(report)
        return
    try:
        output.write_text(report + "\n", "utf-8")
    except OSError as error:
        raise NotWritten(texts.NOT_WRITTEN.format(str(output), error.strerror)) from error
