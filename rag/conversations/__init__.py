"""What was asked and answered, kept in the store for a while: reopened by id, judged, exported as cases."""

from rag.conversations.store import Conversations
from rag.conversations.types import Exchange, Feedback, Judged, Outline

__all__ = ["Conversations", "Exchange", "Feedback", "Judged", "Outline"]
