"""Knot: the DNS operator NS1."""

from pathlib import Path

from tests.lab.internet.binaries import private_copy
from tests.lab.internet.model import Operator, Server
from tests.lab.internet.zones import held_by

_OPTIONS = """\
server:
  rundir: "{folder}"
  pidfile: "{folder}/{key}.pid"
  udp-workers: 1
  tcp-workers: 1
  background-workers: 1
{listen}
control:
  listen: "{folder}/{key}.sock"
database:
  storage: "{folder}/{key}.db"
log:
  - target: "{folder}/{key}.log"
    any: warning
template:
  - id: default
    storage: "{folder}/zones"
    file: "%s.zone"
    zonefile-sync: -1
    journal-content: none
zone:
{zones}
"""


def knot(operator: Operator, folder: Path) -> Server:
    """Write an operator's configuration and return the server to start."""
    listen = "\n".join(f"  listen: {address}@53" for address in operator.addresses)
    zones = "\n".join(f"  - domain: {zone.origin}" for zone in held_by(operator.key))
    config = folder / f"{operator.key}.conf"
    config.write_text(_OPTIONS.format(folder=folder, key=operator.key, listen=listen, zones=zones))
    return Server(operator.key, (private_copy("knotd", folder), "-c", str(config)))
