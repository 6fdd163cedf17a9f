"""What happens around every route of the API: the key and the size are checked before the body is read."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic import SecretStr
from starlette.types import Message

from index.load.limits import plain_size
from rag.api import wording
from rag.api.auth import check_key, check_site
from rag.api.headers import secure
from rag.api.problems import Problem
from rag.api.rates import Rates

MAX_JSON_BYTES = 16_000_000
"""Bytes of a JSON body. The longest that is valid, 50 turns of 20,000 characters escaped as pairs, is 12 MB."""

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


@dataclass(frozen=True, slots=True)
class Guard:
    """The key that is asked for (None: nobody is), how often a client may call, and the most bytes of a body.

    ``origins`` are other sites whose pages may change something too.
    """

    key: SecretStr | None
    rates: Rates | None = None
    origins: frozenset[str] = frozenset()
    max_bytes: int = MAX_JSON_BYTES

    def check(self, request: Request) -> None:
        """Raise the ``Problem`` that keeps the request out, if there is one."""
        if self.rates is not None:
            self.rates.check(request)
        check_key(request, self.key)
        check_site(request, self.origins)
        declared = request.headers.get("content-length", "0")
        if declared.isdecimal() and int(declared) > self.max_bytes:
            raise self._too_large()

    def limited(self, request: Request) -> Request:
        """The same request; reading more of its body than is allowed raises a 413 ``Problem``."""
        received = 0

        async def receive() -> Message:
            nonlocal received
            message = await request.receive()
            received += len(message.get("body", b""))
            if received > self.max_bytes:
                raise self._too_large()
            return message

        return Request(request.scope, receive)

    def _too_large(self) -> Problem:
        return Problem(413, "too-large", wording.too_large(plain_size(self.max_bytes)))


def guarded(guard: Guard) -> type[APIRoute]:
    """The class of routes that stand behind ``guard``."""

    class GuardedRoute(APIRoute):
        def get_route_handler(self) -> Handler:
            handle = super().get_route_handler()

            async def handle_guarded(request: Request) -> Response:
                guard.check(request)
                response = await handle(guard.limited(request))
                secure(response)
                return response

            return handle_guarded

    return GuardedRoute
