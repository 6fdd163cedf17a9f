"""The commands with the real parts, over two small documents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.__main__ import app
from eval.calibrate import app as calibrate_app
from eval.record import read_run
from index.library import Library
from index.settings import IndexSettings
from rag.assistant import Assistant
from rag.calibration import Calibration, calibration, keep
from rag.settings import RagSettings
from rag.types import Inquiry
from ui.cli import app as onrecord

OFFER = "The gate costs 12 crowns. Delivery takes nine days.\n"
REPORT = (
    "Engineer Paul Brandt denied that the bridge is a danger to shipping. He said the collisions were caused by fog.\n"
)
CASES = (
    {
        "question": "What does the gate cost?",
        "needs": [[{"document": "offer.txt", "quote": "The gate costs 12 crowns."}]],
    },
    {
        "question": "What does Brandt say about the collisions?",
        "kind": "attribution",
        "speakers": ["Paul Brandt"],
        "needs": [[{"document": "report.txt", "quote": "the collisions were caused by fog"}]],
    },
    {"question": "Who painted the town hall?", "answerable": False, "kind": "near_miss"},
)
terminal = CliRunner()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("own")
    (made / "documents").mkdir()
    (made / "documents" / "offer.txt").write_text(OFFER, "utf-8")
    (made / "documents" / "report.txt").write_text(REPORT, "utf-8")
    (made / "mine.jsonl").write_text("\n".join(map(json.dumps, CASES)), "utf-8")
    library = Library(IndexSettings(store=made / "store"))
    assert [report.status for report in library.index([made / "documents"])] == ["indexed"] * 2
    library.store.close()
    yield made


@pytest.fixture(autouse=True)
def own_index(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_STORE", str(folder / "store"))
    monkeypatch.delenv("ONRECORD_THRESHOLD", raising=False)
    monkeypatch.setattr("eval.calibrate.THRESHOLDS", (0.5, 0.1, 0.02))


@pytest.fixture(scope="module")
def asked(folder: Path) -> str:
    """What the terminal says of one run; its record and page are ``a.json`` and ``a.html``."""
    options = ["--output", str(folder / "a.json"), "--html", str(folder / "a.html")]
    done = terminal.invoke(app, [str(folder / "mine.jsonl"), *options], env={"ONRECORD_STORE": str(folder / "store")})
    assert done.exit_code == 0, done.output
    return done.output


def test_own_cases_are_asked_of_the_own_index(folder: Path, asked: str) -> None:
    stored = read_run(folder / "a.json")
    assert [one.passed for one in stored.cases] == [True] * 3 and "3/3" in asked
    cited = stored.cases[0].citations[0]
    assert OFFER[cited.start : cited.end] == cited.text and cited.needed and cited.verbatim
    assert stored.cases[1].citations[0].speaker == "Paul Brandt" and stored.cases[1].attributed == (1, 1)
    assert stored.cases[0].passages[0].document == "offer.txt" and stored.cases[0].timings_ms["total"] > 0
    assert (
        stored.made_with.settings["threshold"] == str(RagSettings(_env_file=None).threshold)
        and "store" not in stored.made_with.settings
    )
    assert "12 crowns" in (folder / "a.html").read_text("utf-8")


def test_a_run_compared_with_itself_has_not_changed(folder: Path, asked: str) -> None:
    stored = str(folder / "a.json")
    done = terminal.invoke(app, ["--compare", stored, stored])
    assert done.exit_code == 0 and "No verdict changed in 3 cases." in done.output


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["nowhere.jsonl"], "cannot read the cases"),
        (["--suite", "nope"], "there is no suite 'nope'"),
        (["--split", "train"], "say dev, test or both"),
        (["--compare", "dead", "beef"], "no stored run is named 'dead'"),
    ],
)
def test_what_cannot_be_run_is_told_in_one_line(options: list[str], says: str) -> None:
    done = terminal.invoke(app, options)
    assert done.exit_code == 1 and says in " ".join(done.output.split())


def test_a_quote_that_no_document_has_is_told(folder: Path) -> None:
    wrong = {"question": "?", "needs": [[{"document": "offer.txt", "quote": "It is free."}]]}
    (folder / "wrong.jsonl").write_text(json.dumps(wrong), "utf-8")
    done = terminal.invoke(app, [str(folder / "wrong.jsonl")])
    assert done.exit_code == 1 and "line-1: It is free." in done.output


def test_a_handful_of_cases_promises_nothing(folder: Path) -> None:
    done = terminal.invoke(calibrate_app, [str(folder / "mine.jsonl")])
    assert done.exit_code == 1 and "write more cases: some" in " ".join(done.output.split())


def test_a_calibration_is_stored_with_the_index_and_answers_by_it(folder: Path) -> None:
    assert "Nothing was stored." in calibrated(folder, "--dry-run")
    assert "is stored with the index" in calibrated(folder)
    library = Library(IndexSettings())
    answer = Assistant(library, RagSettings()).ask(Inquiry("What does the gate cost?"))
    with library.snapshot() as view:
        found = calibration(view)
    assert found and found.bound <= 0.95 and answer.confidence.threshold == found.threshold
    assert answer.receipt.threshold_source == "calibration"
    forgotten = terminal.invoke(calibrate_app, ["--forget"])
    assert forgotten.exit_code == 0 and Assistant(library, RagSettings()).receipt().threshold_source == "default"
    library.store.close()


def calibrated(folder: Path, *options: str) -> str:
    done = terminal.invoke(
        calibrate_app, [str(folder / "mine.jsonl"), "--risk", "0.95", "--confidence", "0.5", *options]
    )
    assert done.exit_code == 0, done.output
    return " ".join(done.output.split())


def test_a_server_that_runs_notices_a_new_calibration() -> None:
    library = Library(IndexSettings())
    assistant = Assistant(library, RagSettings())
    before = assistant.receipt()
    keep(library, Calibration(0.5, 0.1, 0.9, 0.1, 9, 0, 9, before.models, before.corpus_sha256))
    assert (before.threshold_source, assistant.receipt().threshold_source) == ("default", "calibration")
    assert before.settings_sha256 != assistant.receipt().settings_sha256
    keep(library, None)
    library.store.close()


@pytest.mark.parametrize("command", ["eval", "calibrate"])
def test_onrecord_hands_both_over(command: str) -> None:
    done = terminal.invoke(onrecord, [command, "--help"])
    assert done.exit_code == 0 and f"onrecord {command}" in done.output
