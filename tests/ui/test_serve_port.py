from __future__ import annotations

import socket

import pytest

from ui.errors import PortTaken
from ui.serve import serve


def test_a_port_in_use_is_told_before_anything_is_loaded() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(PortTaken, match="--port"):
        serve("127.0.0.1", other.getsockname()[1])
