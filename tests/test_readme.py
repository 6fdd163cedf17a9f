"""The README is true: its commands exist and its tree is the tree."""

from __future__ import annotations

import re
from pathlib import Path

from ui.cli import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_every_make_target_it_names_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"`?make ([a-z]+)`?", README)) <= targets


def test_every_command_it_names_exists() -> None:
    commands = {command.name or command.callback.__name__ for command in app.registered_commands}
    commands |= {group.name for group in app.registered_groups}
    assert set(re.findall(r"onrecord ([a-z]+)", README)) <= commands


def test_every_module_it_runs_exists() -> None:
    for module in re.findall(r"python -m ([\w.]+)", README):
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module


def test_every_path_it_names_exists() -> None:
    for name in re.findall(r"`((?:index|rag|ui|eval|seeds|tests|docs)/[\w./-]*)`", README):
        assert (ROOT / name).exists(), name
