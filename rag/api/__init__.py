"""The HTTP face of the rag room: ``create_app`` makes the FastAPI application."""

from rag.api.app import create_app

__all__ = ["create_app"]
