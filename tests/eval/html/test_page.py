from __future__ import annotations

import re
from pathlib import Path

import pytest

from eval.html import texts
from eval.html.case import marked
from eval.html.page import page, write_page
from eval.html.plots import bars, curve, diagonal
from eval.intervals import Share
from tests.eval.records import CITED, PASSAGE, a_record, a_run, refused

HOSTILE = "<script>alert('x')</script> & \"quotes\""
RUN = a_run(a_record(case={"note": HOSTILE}, answer=HOSTILE, interpreted=HOSTILE), refused(forced=False))


def test_every_text_of_a_run_is_escaped() -> None:
    assert "<script>alert" not in page(RUN) and page(RUN).count("&lt;script&gt;alert") >= 3


def test_nothing_is_fetched() -> None:
    assert not re.findall(r"(?:src|href|url)\s*[=(]|https?://", page(RUN))
    assert "default-src &#39;none&#39;" in page(RUN)


def test_each_case_stands_with_its_verdict() -> None:
    found = page(RUN)
    assert found.count('class="case"') == 2 and 'data-verdict="passed" data-status="refused"' in found
    assert str(texts.HELD_BACK[False]) in found


def test_what_was_cited_is_marked_in_its_passage() -> None:
    assert marked(PASSAGE, [CITED]) == "<mark>It costs 12 crowns.</mark> &lt;b&gt;Not more&lt;/b&gt;"
    assert "<mark>" not in marked(PASSAGE, [CITED.model_copy(update={"document": "other.txt"})])


def test_plots_of_nothing_are_no_error() -> None:
    assert curve("t", ("x", "y"), []) == "" and "<circle" not in diagonal("t", ("x", "y"), [])
    assert "<rect" not in bars("t", [("none", Share(None))])
    assert "<main>" in page(a_run())


def test_the_page_runs_in_a_browser(tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = Path("/usr/bin/chromium")
    if not chromium.exists():
        pytest.skip("no chromium")
    write_page(RUN, tmp_path / "run.html")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        shown = browser.new_page()
        shown.goto((tmp_path / "run.html").as_uri())
        shown.select_option("select[data-filter=status]", "refused")
        visible, counted = shown.locator(".case:visible").count(), shown.eval_on_selector("output", "o => o.value")
        browser.close()
    assert visible == 1 and counted == "1 of 2 shown"
