"""Parses articles as indexing does, and keeps the parses in a folder so that a further run need not."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from spacy.tokens import Doc, DocBin

from eval.bench.polnear_data import Article
from index.sentences import PARSED_LANGUAGE, language_pipeline, parse


def parse_articles(articles: Sequence[Article], cache: Path | None = None) -> list[Doc]:
    """The parses of the articles, read from the folder ``cache`` where they are there, written to it where not."""
    if cache is None:
        return [parse(article.text, PARSED_LANGUAGE) for article in articles]
    file = cache / f"{_key(articles)}.spacy"
    if not file.exists():
        cache.mkdir(parents=True, exist_ok=True)
        DocBin(docs=[parse(article.text, PARSED_LANGUAGE) for article in articles]).to_disk(file)
    return list(DocBin().from_disk(file).get_docs(language_pipeline(PARSED_LANGUAGE).vocab))


def _key(articles: Sequence[Article]) -> str:
    """A name for these articles that changes with their texts."""
    return hashlib.sha256("\0".join(article.text for article in articles).encode()).hexdigest()[:16]
