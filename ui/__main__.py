"""``python -m ui`` is ``onrecord serve``."""

from __future__ import annotations

import sys

from ui.cli import app

if __name__ == "__main__":
    app(["serve", *sys.argv[1:]])
