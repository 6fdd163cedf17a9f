"""A client of a running Onrecord.

from rag.client import Onrecord
with Onrecord() as onrecord:
    print(onrecord.ask("who disputes the escalation framing?").answer)
"""

from rag.client.errors import BadRequest, Busy, NotFound, OnrecordError, Refused, Unreachable, WrongKey
from rag.client.events import Event
from rag.client.http import AsyncOnrecord, Onrecord

__all__ = [
    "AsyncOnrecord", "BadRequest", "Busy", "Event", "NotFound", "Onrecord", "OnrecordError", "Refused", "Unreachable",
    "WrongKey",
]  # fmt: skip
