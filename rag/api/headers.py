"""Headers that every response of the API carries."""

from __future__ import annotations

from starlette.responses import Response

REQUEST_ID = "X-Request-Id"

SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Answers and documents are private, and change with the corpus.
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


def secure(response: Response) -> None:
    """Set the security headers that a route has not set itself."""
    for name, value in SECURITY.items():
        response.headers.setdefault(name, value)
