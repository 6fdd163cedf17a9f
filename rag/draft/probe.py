"""Whether a language model's endpoint answers, for ``onrecord doctor``."""

from __future__ import annotations

import asyncio

from rag.draft import wording
from rag.draft.endpoint import Endpoint, client, failure
from rag.draft.types import Message
from rag.errors import ModelFailure

HELLO = (Message("user", "Say: ready."),)
FEW = 16
"""Tokens of a trial; what it says does not matter."""


def offered(endpoint: Endpoint) -> tuple[str, ...]:
    """Names of the models that an endpoint lists; ModelFailure where it cannot be reached or does not list them."""
    return asyncio.run(_offered(endpoint))


async def _offered(endpoint: Endpoint) -> tuple[str, ...]:
    import httpx2
    from openai import OpenAIError

    try:
        async with asyncio.timeout(endpoint.timeout), client(endpoint) as asking:
            return tuple(sorted(one.id for one in (await asking.models.list()).data))
    except TimeoutError:
        raise ModelFailure(wording.TOO_SLOW.format(seconds=endpoint.timeout)) from None
    except (OpenAIError, httpx2.HTTPError, ValueError, TypeError, AttributeError) as error:
        # Servers that are no such endpoint answer with anything.
        raise failure(error, endpoint) from error


def speaks(endpoint: Endpoint) -> None:
    """Have the model write a word; ModelFailure where it does not."""
    if not "".join(endpoint.write(HELLO, FEW)).strip():
        raise ModelFailure(wording.EMPTY)
