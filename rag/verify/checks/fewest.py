"""A claim stands where one premise bears it out: of several about the same, the one with least against it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rag.verify.types import Objection


def fewest(found: Iterable[list[Objection]]) -> Iterator[Objection]:
    """The objections of the premise that raises fewest, the first of equals; none where there is no premise."""
    yield from min(found, key=len, default=[])
