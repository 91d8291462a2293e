"""Load balancers and odd nameservers, each with its manner: one process for all."""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.lab.internet import edges
from tests.lab.internet.model import Operator, Server
from tests.lab.internet.zones import ZONES

_SCRIPT = Path(__file__).with_name("appliance.py")
Manner = Mapping[str, object]
"""What one answers in place of the truth, as ``appliance.py`` reads it."""
MANNERS: Mapping[str, Manner] = {
    "notimp": {"rcodes": {"NS": "NOTIMP"}},
    "refused": {"rcodes": {"NS": "REFUSED"}},
    "formerr": {"rcodes": {"NS": "FORMERR"}},
    "nxdomain": {"rcodes": {"NS": "NXDOMAIN"}},
    "silence": {"rcodes": {"NS": ""}},
    "noaaaa": {"rcodes": {"AAAA": "NXDOMAIN"}},
    "aliased": {"alias": "d111.cloudfront.net", "alias_everywhere": True},
}
"""By the first label of the server's name."""


def appliances(operator: Operator, folder: Path) -> Server:
    """Write the manner of every server, and return the process to start."""
    boxes = [
        {
            "addresses": [server.v4],
            "nameservers": [server.name],
            "web": edges.ORIGIN_V4,
            "zones": {
                zone.origin: MANNERS[server.name.partition(".")[0]]
                for zone in ZONES
                if server.name in zone.nameservers
            },
        }
        for server in operator.nameservers
    ]
    return running(boxes, folder)


def running(boxes: Iterable[Mapping[str, object]], folder: Path) -> Server:
    """Write what ``appliance.py`` reads, and return the process to start."""
    path = folder / "appliances.json"
    path.write_text(json.dumps(list(boxes)))
    return Server("appliances", (sys.executable, str(_SCRIPT), str(path)))
