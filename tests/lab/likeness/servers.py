"""Every server of the likeness: BIND for all operators, the appliances, Unbound."""

import json
import sys
from pathlib import Path

from tests.lab.internet.binaries import private_copy
from tests.lab.internet.edges import ORIGIN_V4
from tests.lab.internet.model import Operator, Server, Zone
from tests.lab.internet.unbound import unbound
from tests.lab.likeness.operators import APPLIANCES, SERVED
from tests.lab.likeness.zones import SURROUNDING_MANNERS, SURROUNDINGS, Atlas, Made

_APPLIANCE = Path(__file__).with_name("appliance.py")
_OPTIONS = """\
options {{
  directory "{folder}";
  pid-file "{folder}/bind.pid";
  session-keyfile "{folder}/bind.key";
  listen-on {{ {v4} }};
  listen-on-v6 {{ {v6} }};
  recursion no;
  dnssec-validation no;
  empty-zones-enable no;
  notify no;
  check-names primary ignore;
}};
controls {{ }};
"""


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
    return _bind(zones, folder), _appliances(manners, folder), unbound(folder)


def _bind(zones: tuple[Zone, ...], folder: Path) -> Server:
    addresses = [address for operator in SERVED for address in operator.addresses]
    text = _OPTIONS.format(
        folder=folder,
        v4=_listed(address for address in addresses if ":" not in address),
        v6=_listed(address for address in addresses if ":" in address),
    )
    config = folder / "bind.conf"
    config.write_text(text + "".join(_view(operator, zones) for operator in SERVED))
    return Server("bind", (private_copy("named", folder), "-f", "-n", "1", "-c", str(config)))


def _view(operator: Operator, zones: tuple[Zone, ...]) -> str:
    """Return an operator's view; a lost copy is a file that is not there."""
    lines = [
        f'view "{operator.key}" {{',
        f"  match-destinations {{ {_listed(operator.addresses)} }};",
    ]
    for zone in zones:
        if operator.key in (*zone.operators, *zone.lost_by):
            kind = "lost" if operator.key in zone.lost_by else "zones"
            lines.append(
                f'  zone "{zone.origin}." {{ type primary; file "{kind}/{zone.origin}.zone"; }};'
            )
    return "\n".join([*lines, "};\n"])


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


def _listed(addresses: object) -> str:
    return " ".join(f"{address};" for address in addresses)  # type: ignore[attr-defined]
