"""Who may call: a bearer key, compared in constant time, and no pages of other sites."""

from __future__ import annotations

from collections.abc import Collection
from secrets import compare_digest

from fastapi import Request
from pydantic import SecretStr

from rag.api import wording
from rag.api.problems import Problem

REALM = "onrecord"


def check_key(request: Request, key: SecretStr | None) -> None:
    """Raise a 401 ``Problem`` unless the request carries the key; with none set, everybody may."""
    if key is None:
        return
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise _unauthorised(wording.NO_KEY, f'Bearer realm="{REALM}"')
    # Headers are Latin-1 on the wire; the client meant UTF-8.
    if not compare_digest(given.strip().encode("latin-1"), key.get_secret_value().encode()):
        raise _unauthorised(wording.WRONG_KEY, f'Bearer realm="{REALM}", error="invalid_token"')


def check_site(request: Request, allowed: Collection[str] = ()) -> None:
    """Raise a 403 ``Problem`` where a browser says that a page of another site, none of ``allowed``, sends a change.

    A form of any site can post files to a server on the loopback address, without asking it first.
    """
    if request.method in ("GET", "HEAD") or request.headers.get("sec-fetch-site") != "cross-site":
        return
    if request.headers.get("origin") not in allowed:
        raise Problem(403, "cross-site", wording.CROSS_SITE)


def _unauthorised(detail: str, challenge: str) -> Problem:
    return Problem(401, "unauthorised", detail, headers={"WWW-Authenticate": challenge})
