"""Loads a user's own cross-encoder, whatever it is to judge."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from index.errors import ModelError

BATCH = 32
"""Pairs scored at once."""


def load_cross_encoder(location: str, threads: int, kind: str, remedy: str) -> Any:
    """A sentence-transformers ``CrossEncoder`` from a folder, or, only where ``location`` is no folder, by name from the user's hub.

    ModelError, with what ``kind`` of model it was to be and the ``remedy``, where it cannot be loaded.
    """
    local = Path(location).is_dir()
    if local:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import torch  # seconds of imports that the built-in models do not need
    from sentence_transformers import CrossEncoder

    torch.set_num_threads(threads)
    try:
        return CrossEncoder(location, device="cpu", local_files_only=local)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the {kind} {location!r} cannot be loaded ({error}); name a folder that holds a "
            f"sentence-transformers CrossEncoder, or {remedy}"
        ) from error
