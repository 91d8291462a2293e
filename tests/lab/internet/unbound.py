"""Unbound: the resolver of the lab, which starts from the lab's root."""

from pathlib import Path

from tests.lab.internet.binaries import private_copy
from tests.lab.internet.model import Server
from tests.lab.internet.operators import RESOLVER, ROOT

_OPTIONS = """\
server:
  interface: {v4}
  interface: {v6}
  outgoing-interface: {v4}
  outgoing-interface: {v6}
  access-control: 0.0.0.0/0 allow
  access-control: ::/0 allow
  chroot: ""
  username: ""
  directory: "{folder}"
  pidfile: "{folder}/unbound.pid"
  logfile: "{folder}/unbound.log"
  use-syslog: no
  num-threads: 1
  root-hints: "{folder}/root.hints"
  module-config: "iterator"
  trust-anchor-signaling: no
remote-control:
  control-enable: no
"""


def unbound(folder: Path) -> Server:
    """Write the configuration and the root hints, and return the server to start."""
    root = ROOT.nameservers[0]
    hints = f". NS {root.name}.\n{root.name}. A {root.v4}\n{root.name}. AAAA {root.v6}\n"
    (folder / "root.hints").write_text(hints)
    config = folder / "unbound.conf"
    config.write_text(_OPTIONS.format(folder=folder, v4=RESOLVER.v4, v6=RESOLVER.v6))
    return Server("unbound", (private_copy("unbound", folder), "-d", "-c", str(config)))
