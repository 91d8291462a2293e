"""Put zone files in front of whoever answers."""

from cdnaudit.application.options import Options
from cdnaudit.model.facts import Answer, Question
from cdnaudit.names import counted, listed
from cdnaudit.observe.recorded_walk import Answerer
from cdnaudit.overlay.hosts import patterns
from cdnaudit.overlay.overlay import Overlay

MOST_NAMED = 3
"""Names that stand in one warning."""


def overlay_of(options: Options) -> Overlay:
    """Read the zone files that the options name.

    Raises:
        ZoneError: one cannot be read.
    """
    if not options.zone:
        return Overlay(())
    # Imported here: 40 ms of a DNS library that a replay without zone files has no use for.
    from cdnaudit.overlay.reading import read_overlay

    return read_overlay(options.zone)


def before_recording(overlay: Overlay, answer: Answerer) -> Answerer:
    """Answer from the files, else from a recording."""
    if not overlay.zones:
        return answer

    def answered(question: Question) -> Answer:
        found = {need: answer(need) for need in overlay.needs(question)}
        return overlay.ask(question, found) or overlay.as_of_now(question, answer(question))

    return answered


def provenance(overlay: Overlay) -> tuple[str, ...]:
    """Say which names a file answers for, a sentence a zone."""
    return tuple(
        f"names in {zone.apex} are answered from {zone.file}, not from DNS"
        for zone in overlay.zones
    )


def doubts(overlay: Overlay) -> tuple[str, ...]:
    """Say what the files hold that no answer shows."""
    found: list[str] = []
    for zone in overlay.zones:
        found += zone.doubts
        if not zone.nameservers:
            found.append(f"{zone.apex} has no NS records of its own; those in DNS today are taken")
        wildcards = patterns(zone)
        if wildcards:
            found.append(
                f"{counted(len(wildcards), 'wildcard')} of {zone.apex} stand for no host; "
                f"to audit one, name it as a target: {listed(wildcards[:MOST_NAMED])}"
            )
    return tuple(found)
