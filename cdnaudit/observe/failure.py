"""Why a server gave no answer, from what the system said."""

import errno
from collections.abc import Iterator, Mapping

from cdnaudit.model.facts import Cause, Unknown

SYSTEM_ERRORS: Mapping[int, tuple[str, Cause]] = {
    errno.ECONNREFUSED: ("connection refused by", Cause.REFUSED),
    errno.ECONNRESET: ("connection reset by", Cause.REFUSED),
    errno.EHOSTUNREACH: ("host unreachable:", Cause.UNREACHABLE),
    errno.ENETUNREACH: ("network unreachable:", Cause.UNREACHABLE),
    errno.EADDRNOTAVAIL: ("network unreachable:", Cause.UNREACHABLE),
    errno.EAFNOSUPPORT: ("network unreachable:", Cause.UNREACHABLE),
}


def system_failure(error: BaseException, address: str) -> Unknown | None:
    """Return what the system said of the way to ``address``; None if it is nothing we know.

    >>> system_failure(ConnectionRefusedError(errno.ECONNREFUSED, "…"), "192.0.2.1")
    Unknown(reason='connection refused by 192.0.2.1', cause=<Cause.REFUSED: 'refused'>)
    """
    for underlying in underlying_errors(error):
        code = underlying.errno if isinstance(underlying, OSError) else None
        meaning = SYSTEM_ERRORS.get(code or 0)
        if meaning:
            words, cause = meaning
            return Unknown(f"{words} {address}", cause)
    return None


def underlying_errors(error: BaseException | None) -> Iterator[BaseException]:
    """Yield ``error`` and what led to it, the nearest first."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            yield from error.exceptions
        error = error.__cause__ or error.__context__
