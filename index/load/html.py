"""HTML: the main text by trafilatura, or all that is visible where it finds none. No request is ever made."""

from __future__ import annotations

import logging
import re
from copy import deepcopy

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura import bare_extraction
from trafilatura.settings import Document

from index.errors import NoText, Unreadable
from index.load.flow import Flow, flow_of
from index.load.limits import LoadLimits
from index.load.text import decode, without_surrogates
from index.load.visible import remove_unseen
from index.types import Extracted

# Below this many characters trafilatura guesses (its own setting MIN_EXTRACTED_SIZE): pages so short are taken whole.
_MAIN_TEXT_AT_LEAST = 250
# A page that has this many times the main text outside navigation is one whose main text was not recognised.
_LOST = 4
_AROUND = ("nav", "header", "footer", "aside", "form")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_CHARSET_WITHIN = 4096
# What XML 1.0 (2.2) does not allow.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# A latest date far off keeps the result from depending on the day of indexing.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
# What it raises on trees that no browser would accept.
_TREE_ERRORS = (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError, etree.LxmlError)

_DAMAGED = "This page is too damaged to read; open it in a browser, and save it again."

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def read(data: bytes, limits: LoadLimits) -> Extracted:
    """The main text, one line a paragraph; title, author and date by the page's metadata."""
    root = _tree(data)
    _without_controls(root)
    remove_unseen(root)
    _join_terms(root)
    found = _main_text(root)
    flow = _best_flow(root, found.body if found else None)
    if not flow.parts:
        raise NoText("This page shows no text of its own; open it in a browser, and save what you see there.")
    return Extracted(
        text=flow.text,
        format="html",
        title=_clean(found.title if found else None) or _clean(root.findtext(".//title")),
        author=_clean(found.author if found else None),
        published=found.date if found else None,
        headings=tuple(flow.headings),
    )


def _tree(data: bytes) -> HtmlElement:
    text = without_surrogates(_XML_DECLARATION.sub("", _characters(data)))
    parser = HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Unreadable(_DAMAGED) from error
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise Unreadable("This page is nested too deep, or too large in one piece; save it as plain text instead.")
    return root


def _without_controls(root: HtmlElement) -> None:
    """Replace control characters, which may stand as ``&#1;``, in place: lxml reads them and refuses to write them."""
    for element in root.iter():
        if element.text and _CONTROLS.search(element.text) and isinstance(element.tag, str):
            element.text = _CONTROLS.sub("\ufffd", element.text)
        if element.tail and _CONTROLS.search(element.tail):
            element.tail = _CONTROLS.sub("\ufffd", element.tail)


def _join_terms(root: HtmlElement) -> None:
    """Make lists of terms (``<dl>``) lists of ``term: words``, in place: a value without its name says nothing."""
    for terms in list(root.iter("dl")):
        term = ""
        for entry in list(terms.iter("dt", "dd")):
            if entry.tag == "dt":
                term = " ".join(entry.text_content().split()).rstrip(":")
                entry.drop_tree()
            elif term:
                entry.tag, entry.text, term = "li", f"{term}: {(entry.text or '').lstrip()}", ""
            else:
                entry.tag = "li"
        terms.tag = "ul"


def _characters(data: bytes) -> str:
    """The page decoded: by its ``<meta charset>`` where it has a known one that fits, otherwise like any text."""
    match = _CHARSET.search(data[:_CHARSET_WITHIN])
    if match:
        try:
            return data.decode(match[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # a wrong label is common; the bytes decide
    return decode(data)


def _main_text(root: HtmlElement) -> Document | None:
    """The main text; with more of the page where no heading is left of several: lists and forms went with them."""
    found = _extracted(root, favor_recall=False)
    lost = sum(1 for _ in root.iter("h2", "h3")) > 1 and not (found and flow_of(found.body).headings)
    return (_extracted(root, favor_recall=True) or found) if lost else found


def _extracted(root: HtmlElement, favor_recall: bool) -> Document | None:
    try:
        found = bare_extraction(
            deepcopy(root), include_comments=False, with_metadata=True, date_extraction_params=_DATES,
            favor_recall=favor_recall,
        )  # fmt: skip
    except _TREE_ERRORS:
        return None
    return found if isinstance(found, Document) else None


def _best_flow(root: HtmlElement, body: etree._Element | None) -> Flow:
    """The main text where it is convincing, otherwise the page without what stands around its text."""
    main = flow_of(body) if body is not None else Flow()
    page = deepcopy(root.body if root.find("body") is not None else root)
    for element in list(page.iter(*_AROUND)):
        if element.getparent() is not None and not _holds_article(element):
            element.drop_tree()
    whole = flow_of(page)
    if not whole.parts:
        whole = flow_of(root)
    return main if main.length >= max(_MAIN_TEXT_AT_LEAST, whole.length / _LOST) else whole


def _holds_article(element: HtmlElement) -> bool:
    """Whether the title or the text itself stands in what is named header or form."""
    return element.tag in ("header", "form") and element.find(".//h1") is not None


def _clean(value: str | None) -> str | None:
    """``value`` on one line; None where nothing is left."""
    return re.sub(r"\s+", " ", value).strip() or None if value else None
