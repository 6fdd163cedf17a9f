"""What came of a trial: how often it was tried, and what went wrong."""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SHOWN = 20
"""Failures that are printed."""


@dataclass(slots=True)
class Outcome:
    """Counts of tries by kind, and a line for each failure."""

    what: str
    tries: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def count(self, kind: str) -> None:
        """One more try."""
        self.tries[kind] += 1

    def fail(self, line: str) -> None:
        """One more failure."""
        self.failures.append(line)

    def show(self) -> None:
        """Print all of it."""
        for kind, number in sorted(self.tries.items()):
            print(f"{number:>7,}  {kind}")
        print(f"{self.tries.total():>7,}  {self.what}, {len(self.failures)} failures")
        for line in self.failures[:SHOWN]:
            print(f"         {line}")


def main_of(about: str, option: str, usual: int, run: Callable[[int], Outcome], arguments: Sequence[str] | None) -> int:
    """The command line of a trial: how often, and where the counts are kept; 1 where something failed."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(f"--{option}", type=int, default=usual, dest="number")
    parser.add_argument("--out", type=Path, help="keep the counts in this file, as JSON")
    asked = parser.parse_args(arguments)
    began = time.monotonic()
    outcome = run(asked.number)
    outcome.show()
    print(f"{time.monotonic() - began:.0f} s")
    if asked.out:
        kept = {"asked": asked.number, "what": outcome.what, "tries": dict(outcome.tries), "failures": outcome.failures}
        asked.out.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 1 if outcome.failures else 0
