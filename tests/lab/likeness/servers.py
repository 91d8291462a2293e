"""Every server of the likeness: BIND for all operators, the appliances, Unbound."""

from collections.abc import Mapping
from pathlib import Path

from tests.lab.internet.appliances import Manner, running
from tests.lab.internet.bind import bind
from tests.lab.internet.edges import ORIGIN_V4
from tests.lab.internet.model import Server
from tests.lab.internet.unbound import unbound
from tests.lab.likeness.operators import APPLIANCES, SERVED
from tests.lab.likeness.zones import SURROUNDING_MANNERS, SURROUNDINGS, Atlas, Made

MANNERS: Mapping[str, Manner] = {
    "notimp": {"rcodes": {"*": "NOTIMP"}},
    "refused": {"rcodes": {"*": "REFUSED"}},
    "formerr": {"rcodes": {"*": "FORMERR"}},
    "nxdomain": {"rcodes": {"*": "NXDOMAIN"}},
    "silence": {"rcodes": {"*": ""}},
    "a-alone": {"rcodes": {"*": "NOTIMP", "AAAA": "NOTIMP"}},
    "aaaa-nxdomain": {"denied": ["AAAA"]},
    "ns-empty": {"empty": ["NS"]},
    "apex-cname": {"alias": "shop.map.fastly.net", "alias_spares": ["SOA", "NS"]},
}
"""How load balancers and odd servers answer, by the word that shapes use."""


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
    box = {
        "addresses": APPLIANCES.addresses,
        "nameservers": [server.name for server in APPLIANCES.nameservers],
        "web": ORIGIN_V4,
        "zones": {origin: MANNERS[manner] for origin, manner in manners.items()},
    }
    return running([box], folder)
