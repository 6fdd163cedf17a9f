"""``python -m index PATH…``: the indexing run by itself, a line a file."""

from __future__ import annotations

import sys
from pathlib import Path

from index.errors import IndexingError
from index.library import Library
from index.settings import IndexSettings


def main(arguments: list[str]) -> int:
    """Index the paths; 1 where a path is missing or every file failed, 2 where none was given."""
    if not arguments:
        print("usage: python -m index PATH…", file=sys.stderr)
        return 2
    try:
        reports = []
        for report in Library(IndexSettings()).index([Path(one) for one in arguments]):
            reports.append(report)
            print(f"{report.status:>9}  {report.file}" + (f" — {report.reason}" if report.reason else ""), flush=True)
    except IndexingError as error:
        print(error, file=sys.stderr)
        return 1
    return int(bool(reports) and all(report.status == "failed" for report in reports))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
