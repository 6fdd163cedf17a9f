"""Take out of an HTML tree what a reader of the page never sees: scripts, and elements that are hidden.

Hidden text is how a page gives orders to a program that reads it; it must never become part of a document.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_NEVER_SHOWN = frozenset(
    """
        script style noscript template iframe object embed svg math canvas button select datalist input textarea
        dialog audio video map
    """.split()
)
_HIDING = re.compile(
    r"(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|opacity\s*:\s*0(?:\.0+)?(?![.\d])|font-size\s*:\s*0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:[;}!]|$))",
    re.IGNORECASE,
)
_OFF_SCREEN = re.compile(r"(?:text-indent|left|top)\s*:\s*-\d{3,}", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# A rule for every medium whose selectors are single classes, ids or tags; @media and the like are not followed.
# It begins after a brace: tried at every letter, a long sheet without one would take the square of its length.
_RULE = re.compile(r"(?:\A|(?<=[{}@]))(?P<selectors>[^{}@]+)\{(?P<body>[^{}]*)\}")
_AT_BLOCK = re.compile(r"@[^{;@]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_SIMPLE = re.compile(r"(?P<sign>[.#])(?P<name>[\w-]+)")


def remove_unseen(root: HtmlElement) -> None:
    """Drop from ``root``, in place, what is not shown; text that follows a dropped element stays."""
    classes, ids = _hidden_by_rules(root)
    for element in list(root.iter()):
        if element is root or element.getparent() is None:
            continue
        if not isinstance(element.tag, str) or _is_unseen(element, classes, ids):
            element.drop_tree()


def _is_unseen(element: HtmlElement, classes: frozenset[str], ids: frozenset[str]) -> bool:
    if element.tag in _NEVER_SHOWN:
        return True
    style = element.get("style", "")
    return (
        "hidden" in element.attrib
        or element.get("aria-hidden", "").strip().lower() == "true"
        or bool(_HIDING.search(style) or _OFF_SCREEN.search(style))
        or not classes.isdisjoint(element.get("class", "").split())
        or element.get("id", "") in ids
    )


def _hidden_by_rules(root: HtmlElement) -> tuple[frozenset[str], frozenset[str]]:
    """Classes and ids that the page's own style sheets hide with a rule of one simple selector."""
    found: dict[str, set[str]] = {".": set(), "#": set()}
    for sheet in root.iter("style"):
        rules = _AT_BLOCK.sub("", _COMMENT.sub("", sheet.text or ""))
        for rule in _RULE.finditer(rules):
            if _HIDING.search(rule["body"]) or _OFF_SCREEN.search(rule["body"]):
                simple = (_SIMPLE.fullmatch(selector.strip()) for selector in rule["selectors"].split(","))
                for match in filter(None, simple):
                    found[match["sign"]].add(match["name"])
    return frozenset(found["."]), frozenset(found["#"])
