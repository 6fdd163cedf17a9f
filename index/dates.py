"""Find a calendar date in a line of text and give it as ISO 8601; no guessing between day and month."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("january jan januar jänner janvier enero", "february feb februar février febrero"),
            *("march mar märz mars marzo", "april apr avril abril", "may mai mayo", "june jun juni juin junio"),
            *("july jul juli juillet julio", "august aug août agosto", "september sept sep septembre septiembre"),
            *("october oct oktober octobre octubre", "november nov novembre noviembre"),
            "december dec dezember décembre diciembre",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"\b{_DAY}\s+(?:(?:of|de)\s+)?{_MONTH},?\s+(?:de\s+)?{_YEAR}",
        rf"\b(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}",
        r"\b(?P<year>(?:19|20)\d\d)/(?P<month>\d{1,2})/(?P<day>\d{1,2})\b",
    )
)
# 10/23/2024 and 23/10/2024: read only where one of the two cannot be a month.
_SLASHED = re.compile(rf"\b(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/{_YEAR}")
_TIME = re.compile(
    r"\d{1,2}[:.]\d{2}(?::\d{2})?|\b[ap]\.?m\.?|\b(?:GMT|UTC|[ECMP][SD]?T)\b|T\d+Z?"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
_LAST_MONTH = 12


def find_date(line: str) -> str | None:
    """The first date in ``line`` as ``YYYY-MM-DD``; None where there is none, or only an ambiguous one."""
    found = [match for match in (form.search(line) for form in _FORMS) if match]
    if found:
        first = min(found, key=lambda match: match.start())
        return _iso(first["year"], _month(first["month"]), first["day"])
    slashed = _SLASHED.search(line)
    return _unambiguous(slashed) if slashed else None


def is_date(line: str) -> bool:
    """Whether ``line`` is a date and nothing else (a weekday, a clock time and brackets aside)."""
    if find_date(line) is None:
        return False
    bare = line
    for form in (*_FORMS, _SLASHED):
        bare = form.sub("", bare, count=1)
    return not re.search(r"\w", _TIME.sub("", bare))


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS[text.lower()]


def _unambiguous(match: re.Match[str]) -> str | None:
    first, second = int(match["first"]), int(match["second"])
    if first > _LAST_MONTH:
        return _iso(match["year"], second, match["first"])
    return _iso(match["year"], first, match["second"]) if second > _LAST_MONTH else None


def _iso(year: str, month: int, day: str) -> str | None:
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None
