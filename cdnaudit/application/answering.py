"""Who answers: the network, a recording, or nothing but embedded data."""

from pathlib import Path

from cdnaudit.application.answer_source import AnswerSource
from cdnaudit.application.options import Options
from cdnaudit.application.progress import Progress
from cdnaudit.application.replaying import replaying
from cdnaudit.errors import UsageError
from cdnaudit.gate.configuration import Config
from cdnaudit.model.facts import AsnAnswer, OriginLookup, Unknown
from cdnaudit.observe.asn_mmdb import MmdbTable
from cdnaudit.observe.asn_table import embedded
from cdnaudit.overlay.overlay import Overlay
from cdnaudit.recording.recording_file import Recording, read


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


def answering(
    options: Options,
    config: Config,
    recording: Recording | None,
    overlay: Overlay,
    progress: Progress,
) -> AnswerSource:
    """Choose who answers, behind zone files; ``progress`` hears what is wrong with the whole run.

    Raises:
        UsageError: no resolver can be asked, or an event loop runs already.
    """
    origin = _origin(options.asn_db)
    if recording:
        return replaying(recording, origin, overlay)
    # Imported here: 15 ms of asyncio and ssl that a replay has no use for.
    from cdnaudit.application.networking import networking

    return networking(options, config, origin, overlay, progress.warned)


def _origin(asn_db: Path | None) -> OriginLookup:
    """Return who looks up origins: the user's own table, or the embedded one, read when needed."""
    return MmdbTable(asn_db).lookup if asn_db else _embedded


def _embedded(ip: str) -> AsnAnswer | Unknown:
    return embedded().lookup(ip)
