"""Load balancers and odd nameservers, each with its manner: one process for all."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.lab.internet import edges
from tests.lab.internet.model import Operator, Server
from tests.lab.internet.zones import ZONES

_SCRIPT = Path(__file__).with_name("appliance.py")
MANNERS: Mapping[str, Mapping[str, object]] = {
    "notimp": {"rcodes": {"NS": "NOTIMP"}},
    "refused": {"rcodes": {"NS": "REFUSED"}},
    "formerr": {"rcodes": {"NS": "FORMERR"}},
    "nxdomain": {"rcodes": {"NS": "NXDOMAIN"}},
    "silence": {"rcodes": {"NS": ""}},
    "noaaaa": {"rcodes": {"AAAA": "NXDOMAIN"}},
    "aliased": {"rcodes": {}, "alias": "d111.cloudfront.net"},
}
"""By the first label of the server's name: what it answers with instead of the truth."""


def appliances(operator: Operator, folder: Path) -> Server:
    """Write the manner of every server, and return the process to start."""
    config = {
        server.v4: {
            "zones": [zone.origin for zone in ZONES if server.name in zone.nameservers],
            "address": edges.ORIGIN_V4,
            "nameserver": server.name,
            **MANNERS[server.name.partition(".")[0]],
        }
        for server in operator.nameservers
    }
    path = folder / "appliances.json"
    path.write_text(json.dumps(config))
    return Server("appliances", (sys.executable, str(_SCRIPT), str(path)))
