"""The browser face: layout, handlers and rendering of what the rag room answers; and the composition root."""
