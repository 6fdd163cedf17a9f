"""Says whether a first name is a man's or a woman's, by a table of names from the United States and some eighty countries."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from index.attribute.same import key
from index.attribute.titles import FIRST_NAMES

TABLE = Path(__file__).with_name("first_names.json")


def gender_of_name(first: str) -> str:
    """ "m" or "f"; empty for a name that is both, or that the table does not hold."""
    plain = key(first)
    return FIRST_NAMES.get(plain) or _table().get(plain, "")


@cache
def _table() -> dict[str, str]:
    """The names in plain letters, each with its gender."""
    return {
        name: gender
        for gender, names in json.loads(TABLE.read_text(encoding="utf-8")).items()
        for name in names.split()
    }
