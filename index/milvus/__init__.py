"""The store in Milvus: documents, vectors and BM25 on a server; pymilvus is imported only when one is asked for.

A row carries the generation that it came in with and the one that it went out with, and every query names the
generation it reads. What makes a generation is one row, written last: a writer that is killed leaves rows that nobody
sees, and the next writer clears them.
"""
