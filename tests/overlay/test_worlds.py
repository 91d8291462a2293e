"""In generated worlds, a zone file that says what the zone's servers say changes nothing."""

import itertools
from dataclasses import replace
from pathlib import Path

from cdnaudit.application.overlaying import before_recording
from cdnaudit.overlay.overlay import Overlay
from cdnaudit.overlay.reading import read_overlay
from tests.evidence.internet import Internet, Zone
from tests.evidence.shapes import Shape
from tests.evidence.words import APEX
from tests.evidence.worlds import World
from tests.overlay.zone_files import line

WORLDS = 300
RING = "a ring without a way in"


def drawn(seed: int) -> Shape:
    """Draw a world whose servers all answer, and agree with the parent: a file says no other."""
    return replace(Shape.drawn(seed), delegation=Shape().delegation, servers=Shape().servers)


def is_in_a_file(zone: Zone) -> bool:
    """Tell whether one file says all: a name with an alias has one, and 'none' is never denial."""
    aliases = [record.name for record in zone.records if record.type == "CNAME"]
    return len({zone.origin, *aliases}) == 1 + len(aliases) and not zone.no_such_aaaa


def overlay_of(internet: Internet, folder: Path) -> Overlay:
    zone = internet.zones[APEX]
    file = folder / f"{APEX}.zone"
    below = [z for name, z in internet.zones.items() if name.endswith(f".{APEX}")]
    delegations = itertools.chain.from_iterable(z.referral().records for z in below)
    records = (zone.authority, *zone.ns(zone.child), *zone.records, *delegations)
    file.write_text("".join(f"{line(record)}\n" for record in records))
    return read_overlay([file])


def test_a_zone_file_that_repeats_a_world_gives_the_same_report(tmp_path: Path) -> None:
    compared = 0
    for seed in range(WORLDS):
        world = World.of(drawn(seed))
        internet = drawn(seed).internet
        # What a file says is answered, also where no resolver would find its way to the servers.
        if drawn(seed).operators != RING and is_in_a_file(internet.zones[APEX]):
            overlay = overlay_of(internet, tmp_path)
            changed = replace(world, answer=before_recording(overlay, world.answer))
            assert changed.run({}).report == world.run({}).report, f"seed {seed}: {world.name}"
            compared += 1
    assert compared > WORLDS // 2
