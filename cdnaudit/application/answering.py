"""Who answers: the network, a recording, or nothing but embedded data."""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cdnaudit import names
from cdnaudit.application.options import Options
from cdnaudit.errors import UsageError
from cdnaudit.gate.configuration import Config
from cdnaudit.model.facts import AsnAnswer, OriginLookup, Unknown
from cdnaudit.observe.asn_mmdb import MmdbTable
from cdnaudit.observe.asn_table import embedded
from cdnaudit.observe.live import Live, system_resolvers
from cdnaudit.observe.settings import QuerySettings
from cdnaudit.observe.special_use import EVERYWHERE
from cdnaudit.observe.walk import Ask
from cdnaudit.recording.recording_file import Recording, read
from cdnaudit.recording.replay import Replay

DNS_PORT = 53
PORTS = range(1, 65_536)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Who answers, and what the report says of it."""

    ask: Ask
    resolvers: tuple[str, ...] = ()
    provenance: str = "live"
    recorded: str = ""
    """When the recording was made, as it says itself."""


def recorded(options: Options) -> Recording | None:
    """Return the recording to answer from, an empty one for ``offline``, None for the network.

    Raises:
        UsageError: the options contradict each other.
        RecordingError: the file cannot be used.
    """
    if (options.replay or options.offline) and options.record:
        raise UsageError("--record needs the network; take out --replay or --offline")
    if options.replay and options.offline:
        raise UsageError("--offline is --replay with nothing recorded; give one of them")
    if options.replay:
        return read(options.replay)
    return Recording(targets=(), answers={}, options={}) if options.offline else None


def answering(options: Options, config: Config, recording: Recording | None) -> Answering:
    """Choose who answers."""
    origin = _origin(options.asn_db)
    if recording:
        return Answering(
            ask=Replay(recording.answers, origin).ask,
            provenance=recording.provenance,
            recorded=recording.recorded,
        )
    resolvers = _resolvers(options.resolver or config.resolver) or system_resolvers()
    settings = QuerySettings(
        timeout=options.timeout,
        retries=options.retries,
        concurrency=options.concurrency,
        rate=options.rate,
        allow=EVERYWHERE if options.allow_private else (),
        pages=not options.no_http,
    )
    live = Live(settings, resolvers, origin)
    return Answering(ask=live.ask, resolvers=tuple(_shown(*resolver) for resolver in resolvers))


def _origin(asn_db: Path | None) -> OriginLookup:
    """Return who looks up origins: the user's own table, or the embedded one, read when needed."""
    return MmdbTable(asn_db).lookup if asn_db else _embedded


def _embedded(ip: str) -> AsnAnswer | Unknown:
    return embedded().lookup(ip)


def _resolvers(given: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Read ``ADDR[:PORT]``, with brackets around an IPv6 address that has a port.

    >>> _resolvers(["192.0.2.53", "[2001:db8::1]:5353"])
    (('192.0.2.53', 53), ('2001:db8::1', 5353))

    Raises:
        UsageError: no address, or no port.
    """
    return tuple(_resolver(text) for text in given)


def _resolver(text: str) -> tuple[str, int]:
    address, port = text, str(DNS_PORT)
    if text.startswith("["):
        address, _, rest = text[1:].partition("]")
        port = rest.removeprefix(":") or str(DNS_PORT)
    elif text.count(":") == 1:
        address, _, port = text.partition(":")
    try:
        known = str(ipaddress.ip_address(address))
        number = int(port)
    except ValueError:
        raise UsageError(
            f"resolver '{names.shown(text)}' is no address; write 192.0.2.53 or [2001:db8::1]:53"
        ) from None
    if number not in PORTS:
        raise UsageError(f"resolver {text!r}: port {number} does not exist; use 1 to 65535")
    return known, number


def _shown(address: str, port: int) -> str:
    bracketed = f"[{address}]" if ":" in address else address
    return address if port == DNS_PORT else f"{bracketed}:{port}"
