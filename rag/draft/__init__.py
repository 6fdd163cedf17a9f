"""Answers in a language model's words: it proposes sentences, the documents decide which of them stand.

``write`` is the loop, a file each for its stages. Nothing is imported here: without a model nothing of this is loaded.
"""
