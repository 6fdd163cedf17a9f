"""Who said what: ``reader`` finds statements and their speakers, ``merge`` joins speakers across documents.

Nothing is imported here: who merges rosters while answering must not wait for spaCy.
"""
