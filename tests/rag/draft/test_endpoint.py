"""Whatever an endpoint does, it is told in plain words and within the time that is set."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from rag.draft import wording
from rag.draft.endpoint import Endpoint
from rag.draft.types import Message
from rag.errors import ModelFailure
from tests.rag.draft.conftest import Serve
from tests.rag.draft.model_server import Behaviour, dropping, hanging, refusing, saying, writing

ASKED = (Message("user", "Who?"),)


def written(url: str, timeout: float = 20, retries: int = 0, key: str | None = None) -> str:
    return "".join(Endpoint(url, "tiny", key, timeout, retries).write(ASKED, 50))


def fails(url: str, timeout: float = 20, retries: int = 0) -> str:
    with pytest.raises(ModelFailure) as failure:
        written(url, timeout, retries)
    return str(failure.value)


def test_what_the_model_writes_comes_in_pieces(serve: Serve) -> None:
    server = serve(writing("The bridge ", "is old. ", "[1]"))
    assert list(Endpoint(server.url, "tiny").write(ASKED, 50)) == ["The bridge ", "is old. ", "[1]"]
    (asked,) = server.asked
    assert (asked["model"], asked["temperature"], asked["max_tokens"]) == ("tiny", 0, 50)
    assert asked["seed"] and asked["messages"] == [{"role": "user", "content": "Who?"}]
    assert asked["response_format"]["type"] == "json_schema"


@pytest.mark.parametrize(
    ("behave", "told"),
    [
        (refusing(401), wording.WRONG_KEY.format(status=401)),
        (refusing(403), wording.WRONG_KEY.format(status=403)),
        (refusing(404), wording.NOT_FOUND.format(model="tiny")),
        (refusing(429), wording.BUSY),
        (refusing(500), wording.FAILED.format(status=500)),
        (refusing(302, location="http://127.0.0.1:9/v1"), wording.FAILED.format(status=302)),
        (writing("The bridge is", end=None), wording.CUT_OFF),
        (saying("<html>Welcome</html>", "text/html"), wording.CUT_OFF),
        (saying("data: {nonsense\n\n"), wording.CUT_OFF),
        (saying('data: ["a"]\n\n'), wording.CUT_OFF),
        (saying('data: {"choices": null}\n\ndata: [DONE]\n\n'), wording.CUT_OFF),
        (saying(""), wording.CUT_OFF),
        (lambda handler: handler.begin(200, **{"content-length": "900"}), wording.CUT_OFF),
    ],
)  # fmt: skip
def test_every_failure_is_told(serve: Serve, behave: Behaviour, told: str) -> None:
    assert fails(serve(behave).url) == told


def test_nobody_there_is_told(serve: Serve) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    assert fails(url) == wording.UNREACHABLE.format(address=url)
    dropped = serve(dropping).url
    assert fails(dropped) == wording.UNREACHABLE.format(address=dropped)


@pytest.mark.parametrize("behave", [hanging(), hanging("The bridge"), hanging(comment="still here")])
def test_the_time_is_one_limit_over_everything(serve: Serve, behave: Behaviour) -> None:
    assert fails(serve(behave).url, timeout=0.3, retries=5) == wording.TOO_SLOW.format(seconds=0.3)


def test_the_time_holds_over_retries_too(serve: Serve) -> None:
    server = serve(refusing(429, **{"retry-after": "30"}))
    assert fails(server.url, timeout=0.4, retries=9) == wording.TOO_SLOW.format(seconds=0.4)


def test_a_failing_endpoint_is_asked_again(serve: Serve) -> None:
    answers = [refusing(500, **{"retry-after-ms": "1"}), refusing(429, **{"retry-after-ms": "1"}), writing("Yes.")]
    server = serve(lambda handler: answers.pop(0)(handler))
    assert written(server.url, retries=2) == "Yes." and len(server.asked) == 3


def test_what_an_endpoint_does_not_know_is_left_out(serve: Serve) -> None:
    server = serve(lambda h: (refusing(400) if "response_format" in h.model.asked[-1] else writing("Yes."))(h))
    endpoint = Endpoint(server.url, "tiny")
    assert ["".join(endpoint.write(ASKED, 9)) for _ in range(2)] == ["Yes.", "Yes."]
    assert ["response_format" in asked for asked in server.asked] == [True, False, False]


def test_no_key_of_the_environment_is_sent(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, "secret-of-another")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server = serve(writing("Yes."))
    written(server.url)
    written(server.url, key="ours")
    assert "secret-of-another" not in str(server.headers)
    assert [{k.lower(): v for k, v in h.items()}["authorization"] for h in server.headers] == [
        "Bearer none",
        "Bearer ours",
    ]


def test_a_model_without_a_name_is_asked_nothing() -> None:
    with pytest.raises(ModelFailure, match="ONRECORD_LLM_MODEL"):
        list(Endpoint("http://127.0.0.1:9/v1", "").write(ASKED, 9))


def test_nothing_is_imported_where_no_model_is_configured() -> None:
    code = "import sys, rag.assistant; sys.exit(bool({'openai', 'httpx2', 'tiktoken'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
