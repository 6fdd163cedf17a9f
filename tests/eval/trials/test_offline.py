from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from eval.trials.offline import guarded, outside


def python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = guarded(folder)
    return subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True)


def test_a_way_out_is_refused_and_recorded(tmp_path: Path) -> None:
    code = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    assert "no way out" in python(tmp_path, "-c", code).stderr
    assert len(outside(tmp_path)) == 1


def test_indexing_and_asking_stay_here(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ines Okafor said that the ferry runs in May.", "utf-8")
    done = python(tmp_path, "-m", "ui.cli", "index", str(tmp_path / "a.txt"))
    assert done.returncode == 0, done.stderr
    asked = python(tmp_path, "-m", "ui.cli", "ask", "When does the ferry run?")
    assert asked.returncode == 0 and "May" in asked.stdout, asked.stderr
    assert outside(tmp_path) == []
