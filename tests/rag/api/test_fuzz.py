"""Whatever the served schema allows and forbids, sent to the real assistant: schemathesis, all checks, no failure.

``make fuzz`` sends many more examples. The seed is fixed, so that a failure is there again in the next run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from index.library import Library
from index.settings import IndexSettings
from rag.api.app import create_app
from rag.assistant import Assistant
from rag.settings import RagSettings
from tests.rag.api.serving import serving
from tests.rag.api.test_integration import MINUTES

EXAMPLES = os.environ.get("ONRECORD_FUZZ_EXAMPLES", "8")
KEY = "s3cret"
CONFIG = """
[checks]
# Uploads are files: which bytes are a document is beyond a schema, and most that can be made up are none.
positive_data_acceptance.expected-statuses = ["2xx", "401", "403", "404", "409", "415", "422", "429", "5xx"]
"""


def test_no_request_breaks_the_schema(tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text(MINUTES, "utf-8")
    (tmp_path / "schemathesis.toml").write_text(CONFIG, "utf-8")
    library = Library(IndexSettings(store=tmp_path / "store", threads=1, _env_file=None))
    assert [report.status for report in library.index([tmp_path / "minutes.txt"])] == ["indexed"]
    settings = RagSettings(_env_file=None, api_key=KEY, requests_per_minute=0)
    with serving(create_app(Assistant(library, settings), settings)) as address:
        schemathesis = shutil.which("schemathesis", path=str(Path(sys.executable).parent))
        assert schemathesis
        done = subprocess.run(
            [schemathesis, "run", f"{address}/openapi.json", "--header", f"Authorization: Bearer {KEY}",
             "--checks", "all", "--seed", "1", "--max-examples", EXAMPLES],
            cwd=tmp_path, capture_output=True, text=True,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout[-8_000:] + done.stderr[-2_000:]
