"""``docs/settings.md`` has every setting, with its default and what it means, as the classes have them."""

from __future__ import annotations

from pathlib import Path

from pydantic_core import PydanticUndefined
from pydantic_settings import BaseSettings

from index.settings import IndexSettings
from rag.settings import RagSettings

DOCS = Path(__file__).parents[2] / "docs"


def rows(settings: type[BaseSettings]) -> list[str]:
    return [
        f"| `{settings.model_config['env_prefix']}{name.upper()}` | {default(field.default)} | {field.description} |"
        for name, field in settings.model_fields.items()
    ]


def default(value: object) -> str:
    assert value is not PydanticUndefined
    return "" if value in (None, "") else f"`{str(value).lower() if isinstance(value, bool) else value}`"


def test_the_table_is_the_settings() -> None:
    given = [line for line in (DOCS / "settings.md").read_text("utf-8").splitlines() if line.startswith("| `ONRECORD")]
    assert given == [*rows(IndexSettings), *rows(RagSettings)]
