"""The HTTP face of the rag room; ``rag.api.app.create_app`` makes the FastAPI application."""
