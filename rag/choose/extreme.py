"""Which row of a table has the most or the least of something: the values are compared, and the row that wins is cited.

"Which ward had the highest occupancy?" has its answer in one row, and none of the rows says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.tables import cells_of
from rag.choose.base import Desk
from rag.choose.weigh import weighed
from rag.evidence.asked import asking, sure_names
from rag.evidence.lexicon import MONTHS
from rag.evidence.properties import properties
from rag.evidence.text import read, stem
from rag.evidence.value import YEAR
from rag.retrieve import candidate
from rag.types import Candidate, Choice, Evidence

COMPUTED = 0.9
"""Probability that the row with the greatest or least value answers, once table and column are found."""
MOST = 3
"""Rows cited that have the same value."""
LEAST_VALUES = OF_TWO = 2
"""Values that can be compared; rows of two that a question names."""
_ASKS = re.compile(r"\b(?:which|what|who|where|when|whose)\b", re.IGNORECASE)
_UP = "most highest greatest largest biggest longest tallest heaviest oldest dearest widest deepest fastest hottest warmest maximum"
_DOWN = "least fewest lowest smallest shortest cheapest lightest youngest narrowest shallowest slowest coldest minimum worst"
_ORDER = {**dict.fromkeys(_UP.split(), 1), **dict.fromkeys(_DOWN.split(), -1)}
_COMPARED = {"more": 1, "higher": 1, "greater": 1, "larger": 1, "bigger": 1, "longer": 1, "taller": 1, "heavier": 1,
             "older": 1, "dearer": 1, "fewer": -1, "less": -1, "lower": -1, "smaller": -1, "shorter": -1, "cheaper": -1,
             "lighter": -1, "younger": -1}  # fmt: skip
"""Of two that the question names ("Which has more beds, Birch or Juniper?")."""
_OPPOSITE = {
    "smallest": "larger", "smaller": "larger", "lowest": "higher", "lower": "higher", "shortest": "longer",
    "shorter": "longer", "youngest": "older", "younger": "older", "slowest": "faster", "coldest": "hotter",
    "narrowest": "wider", "shallowest": "deeper",
}  # fmt: skip
"""By which the property goes whose other end is asked for."""
_EXPENSIVE = re.compile(r"\b(?P<order>most|least|more|less) (?:expensive|costly)\b", re.IGNORECASE)
_OR = re.compile(r"\bor\b", re.IGNORECASE)
_OF_TWO = re.compile(r"^\W*(?:does|do|did|is|are|was|were|has|have)\b.*\bor\b", re.IGNORECASE)
_WHOLE = re.compile(r"\W*(?:total|sum|all|overall|average|mean|median)\b", re.IGNORECASE)
"""Begins a row that sums the others up."""
_VALUE = re.compile(
    r"[^\w\s−–-]{0,2}\s?(?P<number>[−–-]?\d+(?:,\d{3})*(?:\.\d+)?)\s?(?P<scale>k|m|bn|thousand|million|billion)?\b"
)
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_MONTHS = frozenset(map(stem, MONTHS))
_BY_AGE = frozenset(map(stem, ("oldest", "older", "youngest", "younger")))


@dataclass(frozen=True, slots=True)
class _Order:
    """What a question wants at the end of a scale: upwards or downwards, the words that say so, and the property they name."""

    sign: int
    words: frozenset[str]
    named: frozenset[str]
    of_two: bool = False


def extreme(desk: Desk) -> Choice | None:
    """The rows with the greatest or least value of what is asked, None where none is asked for or no table has it."""
    order = _order(desk.question.text)
    if order is None:
        return None
    tables = (_table(desk, one) for one in desk.retrieved.candidates if one.label and one.columns)
    seen: set[tuple[str, int]] = set()
    for rows in tables:
        place = (rows[0].document_id, rows[0].number)
        if place in seen:
            continue
        seen.add(place)
        if best := _best(desk, rows, order):
            found = {e.candidate.number: e for e in weighed(desk, best)}
            return Choice(_as_computed([found[one.number] for one in best]), COMPUTED, certain=True)
    return None


def _as_computed(found: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple(replace(one, probability=COMPUTED) for one in found[:MOST])


def _order(text: str) -> _Order | None:
    """Which end of which scale a question asks for; None where it asks for none."""
    lower = text.lower()
    if not (_ASKS.search(lower) or _OF_TWO.match(lower)):
        return None
    if dear := _EXPENSIVE.search(lower):
        sign = 1 if dear["order"] in ("most", "more") else -1
        return _Order(sign, frozenset(map(stem, dear.group().split())), properties("expensive"))
    words = re.findall(r"[\w'-]+", lower)
    of_two = bool(_OR.search(lower)) and not any(word in _ORDER for word in words)
    orders = _COMPARED if of_two else _ORDER
    word = next((word for word in words if word in orders), None)
    if word is None:
        return None
    plain = _OPPOSITE.get(word, re.sub(r"est$", "er", word))
    named = properties(plain) if stem(plain) in properties(plain) and len(properties(plain)) > 1 else frozenset[str]()
    return _Order(orders[word], frozenset((stem(word),)), named, of_two)


def _table(desk: Desk, row: Candidate) -> list[Candidate]:
    """All rows of the table in which a row stands, in order."""
    whole, asked = desk.view.read(row.document_id), desk.searcher.embed(desk.question.search)
    rows, last = [row], len(whole.document.sentences) - 1
    for step in (-1, 1):
        number = row.number + step
        while 0 <= number <= last:
            one = candidate(whole, number, asked)
            if one.label and one.columns == row.columns and one.context == row.context:
                rows.append(one)
            elif not whole.document.sentences[number].furniture:
                break
            number += step
    return sorted(rows, key=lambda one: one.number)


def _best(desk: Desk, rows: Sequence[Candidate], order: _Order) -> list[Candidate]:
    """The rows that win by the column that the question names, or the row in whose columns it asks for one."""
    asked = asking(desk.question.text)
    terms = frozenset(asked.terms) - order.words
    heads = rows[0].columns.split(" | ")
    if not read(rows[0].columns).known.isdisjoint(order.words | _said_shortly(order)):
        return []  # each row has a least or a most of its own ("Min. order")
    if order.of_two:
        common = frozenset.intersection(*(read(_about(one)).known for one in rows))
        rows = [one for one in rows if (read(_about(one)).known - common) & terms]
        if len(rows) != OF_TWO:
            return []
        terms -= frozenset(form for one in rows for form in read(_about(one)).known)
    column, fits = _named(heads[1:], terms, order)
    row, row_fits = _named([_about(one) for one in rows], terms, order)
    # Under years the rows are of different measures, unless it is asked for one of the rows.
    years = _under_years(rows[0]) and not asked.noun & read(heads[0]).known
    if fits >= row_fits and fits and not years:
        measured = {*read(heads[1:][column]).known, *order.named}
        values = [(one, value_of(_cell(one, column))) for one in rows if not _WHOLE.match(_about(one))]
        of_them = not asked.noun or asked.noun & read(f"{heads[0]} {rows[0].heading} {rows[0].context}").known
        winners = (
            _winners(values, order, heads[1 + column]) if of_them and _covered(desk, rows, terms - measured) else []
        )
        return [*winners, *(one for one in rows if one not in winners)] if winners and order.of_two else winners
    if not row_fits:
        return []
    cells = [value_of(cell) for cell in cells_of(rows[row].text)[1:]]
    told = sum(value is not None for value in cells) >= LEAST_VALUES
    measured = {*read(_about(rows[row])).known, *order.named}
    return [rows[row]] if told and _covered(desk, rows, terms - measured) else []


def _said_shortly(order: _Order) -> frozenset[str]:
    """What heads a column of leasts or mosts."""
    return frozenset(("max", "maximum") if order.sign > 0 else ("min", "minimum"))


def _named(labels: Sequence[str], terms: frozenset[str], order: _Order) -> tuple[int, int]:
    """The label that shares most words with the question, and how many; else the one that names the property asked for."""
    shared = [len(terms & read(label).known) for label in labels]
    if not any(shared):
        shared = [int(bool(order.named & read(label).known)) for label in labels]
    most = max(shared, default=0)
    return (shared.index(most), most) if most and shared.count(most) == 1 else (0, 0)


def _covered(desk: Desk, rows: Sequence[Candidate], terms: frozenset[str]) -> bool:
    """Whether the rest of what is asked stands in the table, over it, or in the title: it is of what the question is about."""
    first = rows[0]
    around = " ".join([first.title, first.heading, first.context, first.columns, *(one.text for one in rows)])
    lacking = terms - read(around).known
    lacking -= {stem("year"), stem("time")} if _under_years(first) else set()
    over = read(f"{first.heading} {first.context}").known
    if _MONTHS & over and _MONTHS & terms - over:
        return False  # of another month
    exact = any(any(map(str.isdigit, term)) for term in lacking) or lacking & sure_names(desk.question.text)
    return not exact and len(lacking) <= 1


def _under_years(row: Candidate) -> bool:
    """Whether the columns of a row's table, but for the first, are years."""
    return all(YEAR.fullmatch(head) for head in row.columns.split(" | ")[1:])


def _about(row: Candidate) -> str:
    """What a row is about: its first cell."""
    return next(iter(cells_of(row.text)), "")


def _cell(row: Candidate, column: int) -> str:
    cells = cells_of(row.text)
    return cells[column + 1] if len(cells) == len(row.columns.split(" | ")) else ""


def value_of(cell: str) -> float | None:
    """The one number in a cell; None where there is none, or more than one."""
    found = list(_VALUE.finditer(cell.replace("*", "")))
    if len(found) != 1:
        return None
    number = found[0]["number"].replace(",", "").replace("−", "-").replace("–", "-")
    return float(number) * _SCALES.get(found[0]["scale"] or "", 1.0)


def _winners(values: Sequence[tuple[Candidate, float | None]], order: _Order, head: str) -> list[Candidate]:
    known = [(one, value) for one, value in values if value is not None]
    if len(known) < LEAST_VALUES or 2 * len(known) < len(values):
        return []
    # What was built first is oldest.
    years = all(YEAR.fullmatch(f"{value:.0f}") for _, value in known) and not read(head).known & {stem("age")}
    sign = -order.sign if years and order.words & _BY_AGE else order.sign
    best = max(sign * value for _, value in known)
    return [one for one, value in known if sign * value == best]
