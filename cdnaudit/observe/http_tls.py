"""TLS as browsers check it: whom to trust, what a certificate says, and why a host is refused."""

import asyncio
import ssl
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import httpx

from cdnaudit.model.moments import moment, written
from cdnaudit.model.tls import NOT_SEEN, Tls, TlsProblem, TlsRefusal
from cdnaudit.observe.failure import underlying_errors

SHORT = {
    "organizationName": "O",
    "organizationalUnitName": "OU",
    "commonName": "CN",
    "countryName": "C",
    "stateOrProvinceName": "ST",
    "localityName": "L",
}
"""Source: RFC 4514, section 3."""

PROBLEMS: Mapping[int, TlsProblem] = {
    2: TlsProblem.UNTRUSTED,
    9: TlsProblem.NOT_YET_VALID,
    10: TlsProblem.EXPIRED,
    18: TlsProblem.SELF_SIGNED,
    19: TlsProblem.UNTRUSTED,
    20: TlsProblem.UNTRUSTED,
    21: TlsProblem.UNTRUSTED,
    62: TlsProblem.WRONG_NAME,
}
"""What browsers refuse as well. Source: OpenSSL, X509_STORE_CTX_get_error(3).

With any other code it is OpenSSL that refuses, and what a browser does is not known.
"""

NO_CHECK_TIME = 0x200000
"""Source: OpenSSL, X509_VERIFY_PARAM_set_flags(3); Python has no name for it."""

OLD_VERSIONS = {"SSLv3": "SSL 3.0", "TLSv1": "TLS 1.0", "TLSv1.1": "TLS 1.1"}
"""Source: RFC 8996."""
VERSION_REFUSED = frozenset({"UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION"})
"""The server offers, or says that it offers, no version that we do."""


def trusting(ca_file: str | None) -> ssl.SSLContext:
    """Return what trusts the given CA file, else ``SSL_CERT_FILE``, else certifi's.

    Python 3.13 asks more of the form of certificates (RFC 5280) than browsers do.
    """
    context = ssl.create_default_context(cafile=ca_file) if ca_file else httpx.create_ssl_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    return context


def certificate(tls: object) -> Tls | None:
    """Return what the peer's certificate says; None where there was no TLS."""
    if not isinstance(tls, ssl.SSLObject | ssl.SSLSocket):
        return None
    found: Mapping[str, object] = tls.getpeercert() or {}
    names = {v.lower() for k, v in _pairs(found.get("subjectAltName")) if k == "DNS"}
    return Tls(
        issuer=",".join(reversed(list(_named(found.get("issuer"))))),
        names=tuple(sorted(names)),
        not_before=_moment(found.get("notBefore")),
        not_after=_moment(found.get("notAfter")),
    )


def tls_error(error: BaseException) -> ssl.SSLError | None:
    """Return the TLS error that led to ``error``."""
    return next((e for e in underlying_errors(error) if isinstance(e, ssl.SSLError)), None)


async def refusal(
    error: ssl.SSLError, host: str, port: int, address: str, deadline: float
) -> TlsRefusal | None:
    """Return what browsers refuse ``host`` for; None where ``error`` does not say that they do.

    A connection that verification ended shows no certificate. So it is read from connections
    that let everything pass, to the same address, until ``deadline`` of the loop's clock; no
    request is sent over them.
    """
    shown, version = await _shown(host, port, address, deadline)
    if isinstance(error, ssl.SSLCertVerificationError):
        problem = PROBLEMS.get(error.verify_code)
        message = error.verify_message.rstrip(".")
        return _refused(problem, shown, address, message) if problem else None
    if version in OLD_VERSIONS or (not version and error.reason in VERSION_REFUSED):
        detail = OLD_VERSIONS.get(version, "")
        return TlsRefusal(TlsProblem.OLD_VERSION, shown, address, detail)
    return None


def _refused(problem: TlsProblem, shown: Tls, address: str, message: str) -> TlsRefusal:
    """Name the problem; times that do not fit the certificate are those of an issuer's."""
    now = datetime.now(UTC)
    if problem is TlsProblem.EXPIRED and shown.not_after and moment(shown.not_after) > now:
        problem, message = TlsProblem.UNTRUSTED, f"an issuer's {message}"
    if problem is TlsProblem.NOT_YET_VALID and shown.not_before and moment(shown.not_before) < now:
        problem, message = TlsProblem.UNTRUSTED, f"an issuer's {message}"
    detail = message if problem is TlsProblem.UNTRUSTED else ""
    return TlsRefusal(problem, shown, address, detail)


async def _shown(host: str, port: int, address: str, deadline: float) -> tuple[Tls, str]:
    """Return the certificate and the version of TLS that a server shows to anybody.

    Python reads certificates only of peers that it has verified. So the one that came is
    trusted for once, whenever it is valid, and asked for again.
    """
    version = ""
    try:
        async with asyncio.timeout_at(deadline):
            first = await _handshake(_lenient(), host, port, address)
            version = first.version() or ""
            der = first.getpeercert(binary_form=True)
            again = await _handshake(_lenient(der), host, port, address) if der else None
    except (OSError, ValueError):
        return NOT_SEEN, version
    return certificate(again) or NOT_SEEN, version


async def _handshake(context: ssl.SSLContext, host: str, port: int, address: str) -> ssl.SSLObject:
    _, writer = await asyncio.open_connection(address, port, ssl=context, server_hostname=host)
    tls: ssl.SSLObject = writer.get_extra_info("ssl_object")
    writer.transport.abort()
    return tls


def _lenient(der: bytes | None = None) -> ssl.SSLContext:
    """Return what takes any version and any certificate, or the one given, at any time."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.set_ciphers("ALL:@SECLEVEL=0")
    if der:
        context.verify_mode = ssl.CERT_REQUIRED
        context.verify_flags = ssl.VerifyFlags(ssl.VERIFY_X509_PARTIAL_CHAIN | NO_CHECK_TIME)
        context.load_verify_locations(cadata=der)
    return context


def _moment(text: object) -> str | None:
    """Read a time as the ssl module writes it, such as ``Oct  1 12:00:00 2026 GMT``."""
    try:
        return written(datetime.fromtimestamp(ssl.cert_time_to_seconds(str(text)), UTC))
    except (ValueError, OverflowError):
        return None


def _named(issuer: object) -> Iterator[str]:
    for relative in issuer if isinstance(issuer, tuple) else ():
        for key, value in _pairs(relative):
            yield f"{SHORT.get(key, key)}={value}"


def _pairs(raw: object) -> list[tuple[str, str]]:
    return [(str(k), str(v)) for k, v in raw] if isinstance(raw, tuple) else []
