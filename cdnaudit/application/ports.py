"""Choose who answers: the network, a recording, or nothing but embedded data."""

from dataclasses import dataclass
from pathlib import Path

from cdnaudit import __version__
from cdnaudit.errors import UsageError
from cdnaudit.model.facts import AsnAnswer, Unknown
from cdnaudit.observe.walk import Ask
from cdnaudit.recording.recording_file import Recording, read
from cdnaudit.recording.replay import Origin, Replay

AGENT = f"cdnaudit/{__version__} (dependency audit; GET only)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How to ask the network."""

    resolvers: tuple[tuple[str, int], ...]
    timeout: float
    retries: int
    concurrency: int
    rate: float
    allow_private: bool
    pages: bool = True


def origins(asn_db: Path | None) -> Origin:
    """Return who looks up origins: the embedded table, or the user's own."""
    if asn_db:
        from cdnaudit.observe.asn_mmdb import MmdbTable

        return MmdbTable(asn_db).lookup
    return _embedded


def _embedded(ip: str) -> AsnAnswer | Unknown:
    from cdnaudit.observe.asn_table import embedded

    return embedded().lookup(ip)


def recorded(replay: Path | None, *, offline: bool, record: Path | None) -> Recording | None:
    """Return the recording to answer from, or None for the network.

    Raises:
        UsageError: the flags contradict each other.
    """
    if (replay or offline) and record:
        raise UsageError("--record needs the network; take out --replay or --offline")
    if replay and offline:
        raise UsageError("--offline is --replay with nothing recorded; give one of them")
    if replay:
        return read(replay)
    return Recording(targets=(), answers={}, options={}) if offline else None


def replay_port(held: Recording, origin: Origin) -> Ask:
    """Answer from a recording."""
    return Replay(held.answers, origin).ask


def live_port(way: Way, origin: Origin) -> tuple[Ask, tuple[str, ...]]:
    """Ask the network; also say which resolvers."""
    from cdnaudit.observe.live import Live, system_resolvers
    from cdnaudit.observe.special_use import EVERYWHERE

    chosen = way.resolvers or system_resolvers()
    live = Live(
        chosen,
        timeout=way.timeout,
        retries=way.retries,
        concurrency=way.concurrency,
        rate=way.rate,
        user_agent=AGENT,
        allow_private=EVERYWHERE if way.allow_private else (),
        asn=origin,
        pages=way.pages,
    )
    return live.ask, tuple(_named(address, port) for address, port in chosen)


def _named(address: str, port: int) -> str:
    bracketed = f"[{address}]" if ":" in address else address
    return address if port == 53 else f"{bracketed}:{port}"  # noqa: PLR2004  the DNS port
