"""Markdown is its source, with spans for headings."""

from __future__ import annotations

from index.load import load_bytes

SOURCE = """---
title: "The Lock"
author: Ada Byron
date: 3 May 2024
tags: [canal]
---

# The *Lock* #

It was built in 1812.

Why it leaks
------------

```
# not a heading
```

- item
---
"""


def headings(source: str) -> list[str]:
    extracted = load_bytes("a.md", source.encode())
    return [extracted.text[span.start : span.end] for span in extracted.headings]


def test_the_text_is_the_source() -> None:
    assert load_bytes("a.md", SOURCE.encode()).text == SOURCE


def test_headings_of_both_kinds_outside_code() -> None:
    assert headings(SOURCE) == ["The *Lock*", "Why it leaks"]


def test_front_matter_describes_the_text() -> None:
    extracted = load_bytes("a.md", SOURCE.encode())
    assert (extracted.title, extracted.author, extracted.published) == ("The Lock", "Ada Byron", "2024-05-03")


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    extracted = load_bytes("a.md", b"---\n\nWords.\n\n---\n\nMore words.")
    assert extracted.title is None


def test_a_longer_fence_is_closed_by_one_as_long() -> None:
    assert headings("````\n```\n# no\n````\n# yes\n") == ["yes"]
