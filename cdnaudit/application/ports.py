"""Choose who answers: the network, a recording, or nothing but embedded data."""

from pathlib import Path

from cdnaudit.errors import UsageError
from cdnaudit.model.facts import AsnAnswer, OriginLookup, Unknown
from cdnaudit.observe.settings import Endpoint, QuerySettings
from cdnaudit.observe.walk import Ask
from cdnaudit.recording.recording_file import Recording, read
from cdnaudit.recording.replay import Replay


def origins(asn_db: Path | None) -> OriginLookup:
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


def replay_port(held: Recording, origin: OriginLookup) -> Ask:
    """Answer from a recording."""
    return Replay(held.answers, origin).ask


def live_port(
    settings: QuerySettings, resolvers: tuple[Endpoint, ...], origin: OriginLookup
) -> tuple[Ask, tuple[str, ...]]:
    """Ask the network, by the system's resolvers where none is given; also say which resolvers."""
    from cdnaudit.observe.live import Live, system_resolvers

    chosen = resolvers or system_resolvers()
    live = Live(settings, chosen, origin)
    return live.ask, tuple(_named(address, port) for address, port in chosen)


def _named(address: str, port: int) -> str:
    bracketed = f"[{address}]" if ":" in address else address
    return address if port == 53 else f"{bracketed}:{port}"  # noqa: PLR2004  the DNS port
