"""Who serves the zones of the likeness: operators of the lab, and some of its own."""

from tests.lab.internet.model import Daemon, Nameserver, Operator
from tests.lab.internet.operators import (
    CLOUDFLARE,
    FASTLY,
    GTLD,
    NS1,
    OLDHOST,
    REGISTRIES,
    ROOT,
    ROUTE53,
    SELFHOSTED,
    SILENT,
    UPWARD,
)

AZURE = Operator(
    "azure",
    Daemon.BIND,
    (
        Nameserver("ns1-01.azure-dns.com", "40.90.4.1"),
        Nameserver("ns2-01.azure-dns.net", "64.4.48.1"),
    ),
)
HOSTER = Operator(
    "hoster",
    Daemon.BIND,
    (
        Nameserver("ns1.hoster-dns.net", "81.169.146.10"),
        Nameserver("ns2.hoster-dns.net", "85.13.129.10"),
    ),
)
"""A small hoster whom no rule knows, in two networks."""
OWN = Operator(
    "own",
    Daemon.BIND,
    (
        Nameserver("ns1.own-servers.net", "129.132.98.53"),
        Nameserver("ns2.own-servers.net", "129.132.250.53"),
    ),
)
"""Machines that owners' in-zone nameservers run on: all in one AS (559)."""
APPLIANCES = Operator(
    "appliances",
    Daemon.BIND,
    (
        Nameserver("gtm1.balancers.net", "62.116.130.10"),
        Nameserver("gtm2.balancers.net", "85.13.130.10"),
    ),
)
"""Load balancers: a program of ours, not BIND."""

SERVED = (
    ROOT, GTLD, REGISTRIES, NS1, ROUTE53, FASTLY, CLOUDFLARE, SELFHOSTED, UPWARD, OLDHOST,
    AZURE, HOSTER, OWN,
)  # fmt: skip
"""Operators whose servers are BIND here, each a view."""


def every_nameserver() -> tuple[Nameserver, ...]:
    """Return all nameservers that have an address."""
    operators = (*SERVED, APPLIANCES)
    return (*(ns for op in operators for ns in (*op.nameservers, *op.own)), SILENT)


def names(operator: Operator) -> tuple[str, ...]:
    """Return the names of the nameservers that an operator gives its customers."""
    return tuple(server.name for server in operator.nameservers)
