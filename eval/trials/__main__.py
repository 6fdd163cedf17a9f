"""``python -m eval.trials [--run]``: the table of ``docs/reliability.md``, from the counts that the trials keep.

With ``--run`` the long forms are run first, soak aside, which is asked for by itself (``make soak``).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reliability.md"
RESULTS = Path(__file__).parent / "results"
BEGIN, END = "<!-- made by python -m eval.trials -->\n", "<!-- end -->\n"

TRIALS = {
    "kills": ("After a kill, a torn write or a full disk: opens by itself, has what was committed, nothing half-written", 420),
    "damage": ("Damaged stores say so or answer as before; repaired, they are whole, and what is lost is named", 2_000),
    "fuzz": ("Spoiled files are read or refused with a sentence, within ten seconds", 12_000),
    "machine": ("Whatever comes, changes and goes in any order, exactly the right documents are found", 600),
    "offline": ("Index, ask, check, verify, eval, page and API: no connection leaves the machine", 30),
    "soak": ("Mixed load: memory, open files, disk and time of an answer stay as they are", 10),
}  # fmt: skip
"""What is promised, by the trial that tries it, and how much of it is run."""


def table() -> str:
    """A row for each trial that was run."""
    rows = ["| promise | command | trials | failures |", "|---|---|---|---|"]
    for name, (promise, _) in TRIALS.items():
        path = RESULTS / f"{name}.json"
        if not path.exists():
            continue
        kept = json.loads(path.read_text("utf-8"))
        total = sum(kept["tries"].values())
        rows.append(
            f"| {promise} | `{command(name, kept['asked'])}` | {total:,} {kept['what']} | {len(kept['failures'])} |"
        )
    return "\n".join(rows) + "\n"


def command(name: str, number: int) -> str:
    """What runs a trial."""
    option = {"kills": "kills", "damage": "stores", "fuzz": "files", "machine": "runs", "offline": "cases"}
    return f"python -m eval.trials.{name} --{option.get(name, 'minutes')} {number}"


def with_table(page: str) -> str:
    """The page with the table of what was run last."""
    before, rest = page.split(BEGIN)
    return before + BEGIN + table() + END + rest.split(END)[1]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is asked for, and write the table; 1 where a trial failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", action="store_true", help="run the trials first")
    failed = 0
    if parser.parse_args(arguments).run:
        for name, (_, number) in TRIALS.items():
            if name != "soak":
                asked = [sys.executable, "-m", *command(name, number).split()[2:]]
                failed |= subprocess.run([*asked, "--out", str(RESULTS / f"{name}.json")], cwd=ROOT).returncode
    PAGE.write_text(with_table(PAGE.read_text("utf-8")), "utf-8")
    print(table(), end="")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
