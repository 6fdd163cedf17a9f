"""Pages: main text, metadata, and nothing that is hidden."""

from __future__ import annotations

import socket

import pytest

from index.errors import NoText, Unreadable
from index.load import load_bytes
from index.types import Extracted

BODY = "<p>The council voted on Friday to close the library, councillor Ahmed said after the meeting.</p>" * 4
PAGE = f"""<!doctype html><html><head><meta charset="utf-8"><title>Library closes | The Daily</title>
<meta name="author" content="Jane Doe"><meta property="article:published_time" content="2024-05-03T10:00:00Z">
<style>.trap {{display:none}} @media print {{ .shown {{display:none}} }}</style></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Library closes</h1>{BODY}
<h2>What next</h2><p class="shown">It closes in <b>June</b>.</p><ul><li>Books go to Leeds.</li></ul>
<table><tr><th>Year</th><th>Visits</th></tr><tr><td>2022</td><td>10,000</td></tr></table></article></body></html>"""
HIDDEN = (
    "<p hidden>SECRET</p>",
    "<div style='display: none'>SECRET</div>",
    "<span style='visibility:hidden'>SECRET</span>",
    "<p aria-hidden='true'>SECRET</p>",
    "<p class='a trap'>SECRET</p>",
    "<p style='font-size:0'>SECRET</p>",
    "<p style='position:absolute;left:-9999px'>SECRET</p>",
    "<script>SECRET</script><style>SECRET</style><noscript>SECRET</noscript><template>SECRET</template>",
    "<!-- SECRET -->",
)


def page(body: str) -> Extracted:
    return load_bytes("a.html", f"<style>.trap{{display:none}}</style><body>{body}</body>".encode())


def test_main_text_without_navigation() -> None:
    text = load_bytes("a.html", PAGE.encode()).text
    assert "Home" not in text
    assert "It closes in June.\n\n- Books go to Leeds.\n\nYear | Visits\n2022 | 10,000" in text


def test_metadata_and_headings() -> None:
    extracted = load_bytes("a.html", PAGE.encode())
    assert (extracted.title, extracted.author, extracted.published) == ("Library closes", "Jane Doe", "2024-05-03")
    assert [extracted.text[h.start : h.end] for h in extracted.headings] == ["Library closes", "What next"]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_hidden_text_is_dropped_and_what_follows_it_stays(hidden: str) -> None:
    assert (
        page(f"<p>Seen {hidden} too</p><p>{'The council voted to close it. ' * 12}</p>{hidden}").text.count("SECRET")
        == 0
    )
    assert page(f"<p>Seen.</p>{hidden}<p>Seen too.</p>").text == "Seen.\n\nSeen too."


def test_a_short_page_is_taken_whole_and_in_order() -> None:
    assert page("<p>One <i>two</i>.<br>Three.</p><h2>A</h2><p>B is c.</p>").text == "One two. Three.\n\nA\n\nB is c."


def test_the_encoding_that_the_page_names() -> None:
    data = '<meta charset="windows-1252"><p>Café “Zoë” opens.</p>'.encode("cp1252")
    assert load_bytes("a.html", data).text == "Café “Zoë” opens."


def test_a_page_that_shows_nothing() -> None:
    with pytest.raises(NoText, match="shows no text"):
        page("<p hidden>words</p>")


def test_endless_nesting_is_refused() -> None:
    with pytest.raises(Unreadable, match="nested too deep"):
        page("<div>" * 10_000 + "words")


def test_no_request_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert load_bytes("a.html", PAGE.replace("<body>", '<body><img src="http://192.0.2.1/x.png">').encode()).text


def test_a_list_of_terms_keeps_each_with_its_words() -> None:
    text = page(
        "<h2>The ships</h2><dl><dt>Master</dt><dd>Captain Solvik</dd><dt>Built:</dt><dd>2009</dd></dl>" + BODY
    ).text
    assert "Master: Captain Solvik" in text
    assert "Built: 2009" in text


def test_headings_and_lists_stay_where_a_page_marks_no_main_part() -> None:
    listed = "<ul><li>your passport</li><li>a list of medicines</li></ul>"
    tables = "<table><tr><th>Vaccine</th><th>Doses</th></tr><tr><td>Rabies</td><td>3</td></tr></table>"
    text = page(f"<h1>Clinic</h1>{BODY[:400]}<h2>Vaccines</h2>{tables}{BODY[:200]}<h2>Bring</h2>{listed}").text
    assert "your passport" in text
    assert "Vaccines" in text
