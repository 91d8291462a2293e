"""Read the files of ``--zone``: which format each is, and the overlay that all of them make."""

from collections.abc import Iterable
from pathlib import Path

from cdnaudit import names
from cdnaudit.errors import UsageError, ZoneError
from cdnaudit.fields.source import CSV, MIB, FileKind, Source
from cdnaudit.overlay import master_file, terraform
from cdnaudit.overlay.overlay import Overlay
from cdnaudit.overlay.zone_data import ZoneData

ZONE_FILE = FileKind(
    syntax=CSV,
    error=ZoneError,
    remedy="give a zone file",
    max_bytes=64 * MIB,
    max_text=65_535,
    max_entries=1_000_000,
)
YAML_ENDINGS = (".yaml", ".yml")
ENDINGS = (".zone", ".db", ".txt", ".hosts", *YAML_ENDINGS)
"""What the names of zone files end in after the name of the zone."""
BIND_PREFIX = "db."


def read_overlay(files: Iterable[Path]) -> Overlay:
    """Read every file.

    Raises:
        ZoneError: one cannot be read; says where, and how to mend it.
    """
    zones: dict[str, ZoneData] = {}
    for path in files:
        for zone in _read(Source(path, ZONE_FILE).held()):
            if zone.apex in zones:
                problem = f"holds the zone {zone.apex}, as {zones[zone.apex].file} does"
                raise ZoneError(path, "", problem, "give one of them")
            zones[zone.apex] = zone
    return Overlay(tuple(zones.values()))


def _read(source: Source) -> tuple[ZoneData, ...]:
    """Read a file as what it is: YAML by its name, JSON by its beginning, else a master file."""
    text = source.text()
    origin = origin_by_name(source.path)
    if source.path.suffix.lower() in YAML_ENDINGS:
        # Imported here: 15 ms that no other format needs.
        from cdnaudit.overlay import octodns

        return (octodns.read(source, text, origin),)
    if text.lstrip().startswith("{"):
        return terraform.read(source, text)
    return (master_file.read(source, text, origin),)


def origin_by_name(path: Path) -> str:
    """Return the zone that a file is named after; the root where it is named after none.

    >>> origin_by_name(Path("zones/example.com.zone")), origin_by_name(Path("db.example.com"))
    ('example.com', 'example.com')
    >>> origin_by_name(Path("before.zone"))
    ''
    """
    name = path.name.removeprefix(BIND_PREFIX)
    stem = next((name.removesuffix(end) for end in ENDINGS if name.endswith(end)), name)
    try:
        return names.target(stem)
    except UsageError:
        return ""
