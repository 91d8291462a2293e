"""What a TLS handshake shows: a certificate, and why browsers refuse the host."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Tls:
    """The certificate served: issuer as ``CN=R11,O=Let's Encrypt,C=US``, and its DNS names.

    Times are ISO 8601 in UTC, as ``2026-10-01T12:00:00Z``; None = not known.
    """

    issuer: str
    names: tuple[str, ...]
    not_before: str | None = None
    not_after: str | None = None


NOT_SEEN = Tls("", ())
"""The certificate of a handshake that ended before any could be read."""


class TlsProblem(StrEnum):
    """What browsers refuse a host for (RFC 9110, section 4.3.4; RFC 8996)."""

    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    SELF_SIGNED = "self-signed"
    UNTRUSTED = "untrusted"
    """No authority that we trust vouches for it, as far as the server shows."""
    WRONG_NAME = "wrong-name"
    OLD_VERSION = "old-version"
    """No version of TLS from 1.2 on."""


@dataclass(frozen=True, slots=True)
class TlsRefusal:
    """The handshake ended as it ends in a browser: an answer about the host, and no page."""

    problem: TlsProblem
    certificate: Tls = NOT_SEEN
    peer: str | None = None
    detail: str = ""
    """Of an untrusted certificate what keeps it from being trusted, of an old version which."""
