"""A real HTTP server on loopback that answers like an OpenAI-compatible endpoint, or fails in one of many ways."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["Handler"], None]


@dataclass
class ModelServer:
    """What the server does with a request, and what it was sent; ``over`` ends whatever it waits for."""

    behave: Behaviour
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    url: str = ""


class Handler(BaseHTTPRequestHandler):
    """One request, answered as ``model`` says."""

    model: ModelServer

    def do_GET(self) -> None:
        self.model.headers.append(dict(self.headers))
        self.plain(200, {"object": "list", "data": [{"id": "tiny", "object": "model", "created": 0, "owned_by": "us"}]})

    def do_POST(self) -> None:
        self.model.headers.append(dict(self.headers))
        self.model.asked.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
        self.model.behave(self)

    def plain(self, status: int, body: object, **headers: str) -> None:
        content = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.begin(status, "application/json", **{"content-length": str(len(content)), **headers})
        self.wfile.write(content)

    def begin(self, status: int = 200, kind: str = "text/event-stream", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"content-type": kind, **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def piece(self, text: str | None, end: str | None = None) -> None:
        choice = {"index": 0, "delta": {"content": text} if text else {}, "finish_reason": end}
        chunk = {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "tiny", "choices": [choice]}
        self.raw(f"data: {json.dumps(chunk)}\n\n")

    def raw(self, text: str) -> None:
        self.wfile.write(text.encode())
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what it was sent is in ``asked``."""


def writing(*pieces: str, end: str | None = "stop") -> Behaviour:
    """Write these pieces, as a stream."""

    def behave(handler: Handler) -> None:
        handler.begin()
        for piece in pieces:
            handler.piece(piece)
        if end:
            handler.piece(None, end)
            handler.raw("data: [DONE]\n\n")

    return behave


def refusing(status: int, **headers: str) -> Behaviour:
    """Answer with an error."""
    return lambda handler: handler.plain(status, {"error": {"message": "no"}}, **headers)


def saying(text: str, kind: str = "text/event-stream") -> Behaviour:
    """Answer 200 with this, whatever it is."""

    def behave(handler: Handler) -> None:
        handler.begin(200, kind)
        handler.raw(text)

    return behave


def hanging(*pieces: str, comment: str = "") -> Behaviour:
    """Write these pieces and then nothing, or a comment over and over, until the test is over."""

    def behave(handler: Handler) -> None:
        handler.begin()
        for piece in pieces:
            handler.piece(piece)
        try:
            while not handler.model.over.wait(0.02):
                if comment:
                    handler.raw(f": {comment}\n\n")
        except OSError:
            pass  # the client went away, as it should

    return behave


def dropping(handler: Handler) -> None:
    """Hang up without a word."""
    handler.close_connection = True
    handler.connection.close()


@contextmanager
def model_server(behave: Behaviour) -> Iterator[ModelServer]:
    """Serve on a free port."""
    model = ModelServer(behave)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Handler,), {"model": model}))
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    model.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield model
    finally:
        model.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
