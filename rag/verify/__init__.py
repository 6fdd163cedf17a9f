"""Verification: whether the documents say what a sentence says, with a reason and the span that decides.

``sentence`` holds one claim against evidence, ``text`` any text against the documents. Nothing is imported here: the
HTTP face needs the types alone.
"""
