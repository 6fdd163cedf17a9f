"""OnrecordError
├── Unreachable    nobody answers at the address, or not in time
└── Refused        the server says why it does not do it
    ├── BadRequest     the request is at fault; ``field`` says which part
    ├── WrongKey       no key, or not this server's
    ├── NotFound       no document, answer or conversation has this id
    └── Busy           not ready, full, or too many requests; try again after ``retry_after`` seconds
"""

from __future__ import annotations

from rag.api.schemas import ProblemModel


class OnrecordError(Exception):
    """Base of all that the client raises on purpose."""


class Unreachable(OnrecordError):
    """Nobody answers at the address, or not in time."""


class Refused(OnrecordError):
    """The server answered with a problem document; ``problem`` is the whole of it."""

    def __init__(self, problem: ProblemModel, retry_after: float | None = None) -> None:
        """``retry_after`` is in seconds, None where the server does not say."""
        super().__init__(f"{problem.status} {problem.title}: {problem.detail}")
        self.problem, self.retry_after = problem, retry_after

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.problem.status

    @property
    def field(self) -> str | None:
        """The field at fault, where it is one."""
        return self.problem.field


class BadRequest(Refused):
    """The request is at fault."""


class WrongKey(Refused):
    """No key, or not this server's."""


class NotFound(Refused):
    """Nothing has this id."""


class Busy(Refused):
    """Not now."""


_BY_STATUS = {
    400: BadRequest, 401: WrongKey, 403: WrongKey, 404: NotFound, 409: BadRequest, 413: BadRequest, 415: BadRequest,
    422: BadRequest, 429: Busy, 503: Busy,
}  # fmt: skip


def refusal(problem: ProblemModel, retry_after: str | None = None) -> Refused:
    """The error for a problem document, with what ``Retry-After`` says."""
    seconds = float(retry_after) if retry_after and retry_after.isdecimal() else None
    return _BY_STATUS.get(problem.status, Refused)(problem, seconds)
