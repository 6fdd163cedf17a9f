from __future__ import annotations

from importlib import import_module

from eval.trials.__main__ import PAGE, TRIALS, command, with_table


def test_the_page_has_what_was_run_and_nothing_else() -> None:
    page = PAGE.read_text("utf-8")
    assert with_table(page) == page


def test_every_command_of_the_table_exists() -> None:
    for name, (_, number) in TRIALS.items():
        module, *asked = command(name, number).split()[2:]
        assert callable(import_module(module).main) and len(asked) == 2
