"""Why browsers refuse a host, in words."""

from typing import assert_never

from cdnaudit.model.tls import TlsProblem, TlsRefusal
from cdnaudit.names import listed

SHOWN = 3
"""Names of a certificate written out."""


def reason_of(refusal: TlsRefusal, host: str) -> str:
    """Say what is wrong with the TLS of ``host``.

    >>> from cdnaudit.model.tls import Tls
    >>> seen = Tls("CN=R11", ("a.example",), None, "2026-10-01T12:00:00Z")
    >>> reason_of(TlsRefusal(TlsProblem.EXPIRED, seen), "a.example")
    'certificate expired 2026-10-01'
    >>> reason_of(TlsRefusal(TlsProblem.WRONG_NAME, seen), "b.example")
    'certificate is of a.example, not of b.example'
    >>> reason_of(TlsRefusal(TlsProblem.OLD_VERSION, detail="TLS 1.0"), "b.example")
    'no version of TLS above TLS 1.0'
    """
    seen = refusal.certificate
    match refusal.problem:
        case TlsProblem.EXPIRED:
            return f"certificate expired{_on(seen.not_after)}"
        case TlsProblem.NOT_YET_VALID:
            return f"certificate is not valid yet{_on(seen.not_before, ', only from ')}"
        case TlsProblem.SELF_SIGNED:
            return "certificate is self-signed"
        case TlsProblem.UNTRUSTED:
            issuer = f" issued by {seen.issuer}" if seen.issuer else ""
            why = f": {refusal.detail}" if refusal.detail else ""
            return f"certificate{issuer} is not trusted{why}"
        case TlsProblem.WRONG_NAME:
            return f"certificate is of {_few(seen.names)}, not of {host}"
        case TlsProblem.OLD_VERSION:
            return f"no version of TLS above {refusal.detail or 'TLS 1.1'}"
        case _:
            assert_never(refusal.problem)


def _on(moment: str | None, word: str = " ") -> str:
    """Write the day of an ISO 8601 moment."""
    return f"{word}{moment.partition('T')[0]}" if moment else ""


def _few(names: tuple[str, ...]) -> str:
    """Write the first names, and count the rest."""
    rest = len(names) - SHOWN
    more = [f"{rest} more"] if rest > 0 else []
    return listed([*names[:SHOWN], *more]) or "another name"
