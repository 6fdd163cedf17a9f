"""Reads who answered a consultation where reports list it: "Environment Agency: No objection subject to conditions."."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from index.attribute.names import Names
from index.attribute.view import NONE, View
from index.types import Span, Statement

_MARK = r"(?:\*\*|__)?"
_RESPONSE = re.compile(
    rf"^[^\S\n]*(?:[-*•–][^\S\n]+)?{_MARK}(?P<label>[A-Z][^\n:*_|]{{2,60}}){_MARK}:{_MARK}[^\S\n]+"
    r"(?P<said>(?i:(?:\w+ly[^\S\n]+)?(?:objects?|objected|holding objection|no (?:objections?|comments?|observations?|concerns?)|"
    r"do(?:es)? not object|supports?|supported|comments?|commented|raises?|raised|recommends?|recommended|requests?|requested|"
    r"advises?|advised|welcomes?|welcomed|neutral)\b)[^\n]*)",
    re.MULTILINE,
)
_FEWEST = 2
"""Bodies or people who answer."""


def read_responses(view: View, names: Names) -> list[Statement]:
    """What each body that is listed with its answer says, the first sentence of it; none where fewer than two are listed."""
    found = list(_RESPONSE.finditer(view.text))
    if len({one["label"] for one in found}) < _FEWEST:
        return []
    statements = []
    for one in found:
        last = bisect_right(view.start, one.end("label") - 1) - 1
        begin = bisect_left(view.start, one.start("said"))
        source = names.add_source(last)
        if source is None or begin >= len(view) or view.sentence[begin] == NONE:
            continue
        end = view.bounds[view.sentence[begin]][1] - 1
        content = Span(view.start[begin], view.end[end])
        label = Span(*one.span("label"))
        statements.append(Statement(source.name, "indirect", (content,), source.role, label))
    return statements
