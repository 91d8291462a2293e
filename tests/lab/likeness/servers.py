"""Every server of the likeness: BIND for all operators, the appliances, Unbound."""

import json
import sys
from pathlib import Path

from tests.lab.internet.bind import bind
from tests.lab.internet.edges import ORIGIN_V4
from tests.lab.internet.model import Server
from tests.lab.internet.unbound import unbound
from tests.lab.likeness.operators import APPLIANCES, SERVED
from tests.lab.likeness.zones import SURROUNDING_MANNERS, SURROUNDINGS, Atlas, Made

_APPLIANCE = Path(__file__).with_name("appliance.py")


def write_servers(targets: tuple[Made, ...], folder: Path) -> tuple[Server, ...]:
    """Write all zones and configurations, and return the servers to start."""
    zones = (*SURROUNDINGS, *(zone for target in targets for zone in target.zones))
    atlas = Atlas(zones)
    (folder / "zones").mkdir()
    for zone in zones:
        (folder / "zones" / f"{zone.origin}.zone").write_text(atlas.master_file(zone))
    manners = dict(SURROUNDING_MANNERS)
    for target in targets:
        manners |= target.manners
    named = bind(SERVED, folder, zones, more="check-names primary ignore;")
    return named, _appliances(manners, folder), unbound(folder)


def _appliances(manners: dict[str, str], folder: Path) -> Server:
    config = folder / "appliances.json"
    told = {
        "addresses": APPLIANCES.addresses,
        "nameservers": [f"{server.name}." for server in APPLIANCES.nameservers],
        "zones": manners,
        "web": ORIGIN_V4,
    }
    config.write_text(json.dumps(told))
    return Server("appliances", (sys.executable, str(_APPLIANCE), str(config)))
