"""NSD: the root and the registries, one process an operator."""

from pathlib import Path

from tests.lab.internet.binaries import private_copy
from tests.lab.internet.model import Operator, Server
from tests.lab.internet.zones import held_by

_OPTIONS = """\
server:
  server-count: 1
  username: ""
  chroot: ""
  database: ""
  zonesdir: "{folder}/zones"
  pidfile: "{folder}/{key}.pid"
  logfile: "{folder}/{key}.log"
  xfrdfile: "{folder}/{key}.xfrd"
  xfrdir: "{folder}"
  zonelistfile: "{folder}/{key}.zonelist"
  rrl-ratelimit: 0
{listen}
remote-control:
  control-enable: no
"""


def nsd(operator: Operator, folder: Path) -> Server:
    """Write an operator's configuration and return the server to start."""
    listen = "\n".join(f"  ip-address: {address}" for address in operator.addresses)
    text = _OPTIONS.format(folder=folder, key=operator.key, listen=listen)
    for zone in held_by(operator.key):
        text += f'zone:\n  name: "{zone.origin}."\n  zonefile: "{zone.origin}.zone"\n'
    config = folder / f"{operator.key}.conf"
    config.write_text(text)
    return Server(operator.key, (private_copy("nsd", folder), "-d", "-c", str(config)))
