"""Everything that runs in the internet: all configurations, written into one folder."""

from pathlib import Path

from tests.lab.internet.appliances import appliances
from tests.lab.internet.bind import bind
from tests.lab.internet.ca import make_certificates
from tests.lab.internet.edges import EDGES, SILENT_WEB_V4
from tests.lab.internet.knot import knot
from tests.lab.internet.model import Daemon, Operator, Server
from tests.lab.internet.nginx import nginx
from tests.lab.internet.nsd import nsd
from tests.lab.internet.operators import OPERATORS, RESOLVER, SILENT
from tests.lab.internet.unbound import unbound
from tests.lab.internet.zones import STORIES, ZONES, master_file

NAMESERVER_ADDRESSES = (
    *(address for operator in OPERATORS for address in operator.addresses),
    *RESOLVER.addresses,
)
EDGE_ADDRESSES = tuple(address for edge in EDGES for address in edge.addresses)
SILENT_ADDRESSES = (*SILENT.addresses, SILENT_WEB_V4)


def write_servers(folder: Path) -> tuple[Server, ...]:
    """Write all zones, certificates and configurations, and return the servers to start."""
    (folder / "zones").mkdir()
    for zone in ZONES:
        (folder / "zones" / f"{zone.origin}.zone").write_text(master_file(zone))
    make_certificates(tuple(zone.origin for zone in STORIES), folder)
    return (
        bind(_running(Daemon.BIND), folder),
        *(nsd(operator, folder) for operator in _running(Daemon.NSD)),
        *(knot(operator, folder) for operator in _running(Daemon.KNOT)),
        unbound(folder),
        *(appliances(operator, folder) for operator in _running(Daemon.APPLIANCE)),
        nginx(EDGES, folder),
    )


def _running(daemon: Daemon) -> tuple[Operator, ...]:
    return tuple(operator for operator in OPERATORS if operator.daemon == daemon)
