"""``python -m eval.trials.fuzz [--files 10000]``: spoiled files of the five formats, each read as an upload is.

A file is read or refused with a sentence, within ten seconds; it never brings its reader down. Of every fiftieth that is
read the sentences, speakers and passages are found as well.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from eval.trials.outcome import Outcome, main_of
from eval.trials.seeds import seeds
from eval.trials.spoil import spoiled
from index.build import read_document
from index.errors import LoadError
from index.files import SourceFile
from index.load import LoadLimits
from index.load.apart import BROKE, Reader
from index.split import split
from index.types import Extracted, Span

LIMITS = LoadLimits(seconds=10, memory_bytes=1_500_000_000)
IN_FULL = 50
"""Of so many files that can be read, one goes through the stages after reading as well."""


def run(files: int, seed: int = 1) -> Outcome:
    """Read so many spoiled files, as many of each format."""
    outcome, draw, reader, kept = Outcome("spoiled files"), random.Random(seed), Reader(), seeds()
    everything = [data for found in kept.values() for data in found]
    try:
        for number in range(files):
            suffix = list(kept)[number % len(kept)]
            data = spoiled(draw.choice(kept[suffix]), everything, draw)
            try:
                extracted = reader.read(f"spoiled{suffix}", data, LIMITS)
            except LoadError as error:
                outcome.count(f"{suffix} refused")
                if str(error) == BROKE or "seconds" in str(error):
                    outcome.fail(f"{_kept(number, suffix, data)}: {error}")
                continue
            outcome.count(f"{suffix} read")
            fault = _fault(extracted, number % IN_FULL < len(kept))
            if fault:
                outcome.fail(f"{_kept(number, suffix, data)}: {fault}")
    finally:
        reader.close()
    return outcome


def _fault(extracted: Extracted, in_full: bool) -> str | None:
    """What is wrong with what was read."""
    text = extracted.text
    try:
        text.encode()
        spans = [*extracted.headings, *(Span(page.start, page.end) for page in extracted.pages)]
        if "\0" in text or not all(0 <= span.start <= span.end <= len(text) for span in spans):
            return "a span lies outside of the text, or the text holds a null"
        if in_full:
            document = read_document(extracted, SourceFile(Path("spoiled.txt"), "spoiled.txt"))
            split(document.id, text, document.sentences, 160)
    except Exception as error:  # noqa: BLE001  # whatever is raised here would have ended a run
        return f"{type(error).__name__}: {error}"
    return None


def _kept(number: int, suffix: str, data: bytes) -> str:
    """Where the file lies that something was found with."""
    path = Path(tempfile.gettempdir()) / f"onrecord-fuzz-{number}{suffix}"
    path.write_bytes(data)
    return str(path)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, and exit with 1 where something was found."""
    return main_of(__doc__ or "", "files", 10_000, run, arguments)


if __name__ == "__main__":
    sys.exit(main())
