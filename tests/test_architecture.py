"""The rooms: imports point one way, and the README's tree is the tree."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("index", "rag", "ui", "eval")


def test_imports_point_one_way() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    done = subprocess.run([*command, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("ui.cli", ("torch", "spacy", "gradio", "faiss", "fastapi", "pymilvus", "numpy", "rag.types", "index.types")),
        ("index.library", ("torch", "spacy", "sentence_transformers", "pymilvus")),
        ("rag.pipeline", ("torch", "spacy", "sentence_transformers", "fastapi")),
    ],
)
def test_heavy_imports_wait(module: str, heavy: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_there_is_no_file_of_odds_and_ends() -> None:
    names = {path.name for room in ROOMS for path in (ROOT / room).rglob("*.py")}
    assert not names & {"utils.py", "helpers.py", "common.py", "misc.py"}
