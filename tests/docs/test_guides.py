"""The guides are true: their programs run, and what they name exists."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from index.settings import IndexSettings
from rag.settings import RagSettings
from tests.rag.api.serving import serving

DOCS = Path(__file__).parents[2] / "docs"
HTTP = (DOCS / "http.md").read_text("utf-8")
PROGRAMS = re.findall(r"```python\n(.*?)```", HTTP, re.DOTALL)
EVERYTHING = "".join(path.read_text("utf-8") for path in sorted(DOCS.glob("*.md")))


@pytest.fixture
def client(make_client: Any) -> TestClient:
    made: TestClient = make_client()
    return made


@pytest.mark.parametrize("program", PROGRAMS, ids=range(len(PROGRAMS)))
def test_the_programs_run(client: TestClient, program: str, capsys: pytest.CaptureFixture[str]) -> None:
    app: Any = client.app
    with serving(app) as address:
        exec(compile(program.replace("http://127.0.0.1:7860", address), "docs/http.md", "exec"), {})
    assert capsys.readouterr().out


def test_every_setting_that_is_named_exists() -> None:
    known = {f"ONRECORD_{name.upper()}" for room in (IndexSettings, RagSettings) for name in room.model_fields}
    assert set(re.findall(r"ONRECORD_[A-Z_]+", EVERYTHING + (DOCS / "onrecord.service").read_text("utf-8"))) <= known


def test_every_metric_that_is_named_is_counted_and_the_other_way_round(client: TestClient) -> None:
    text = client.get("/metrics").text
    counted = set(re.findall(r"# TYPE (onrecord_\w+) (?:counter|gauge|histogram)", text))
    created = {name for name in counted if name.endswith("_created")}
    assert set(re.findall(r"`(onrecord_[a-z_]+)`", EVERYTHING)) == counted - created


def test_every_address_that_is_named_is_served(client: TestClient) -> None:
    paths = set(client.get("/openapi.json").json()["paths"]) | {"/docs", "/openapi.json"}
    named = set(re.findall(r"`(?:GET|POST|DELETE) (/[\w/{}]+)`", EVERYTHING))
    assert named and {bare(path) for path in named} <= {bare(path) for path in paths}


def bare(path: str) -> str:
    """A path without the names of its places."""
    return re.sub(r"{\w+}", "{}", path)


def test_every_file_that_is_named_exists() -> None:
    for name in re.findall(r"`(docs/[\w./-]+)`", EVERYTHING):
        assert (DOCS.parent / name).exists(), name
