"""The operators of nameservers. Names and addresses are the real ones where an operator is real."""

from tests.lab.internet.model import Daemon, Nameserver, Operator

RESOLVER = Nameserver("dns.quad9.net", "9.9.9.9", "2620:fe::fe")

ROOT = Operator(
    "root",
    Daemon.NSD,
    (Nameserver("a.root-servers.net", "198.41.0.4", "2001:503:ba3e::2:30"),),
)
GTLD = Operator(
    "gtld",
    Daemon.NSD,
    (
        Nameserver("a.gtld-servers.net", "192.5.6.30", "2001:503:a83e::2:30"),
        Nameserver("b.gtld-servers.net", "192.33.14.30", "2001:503:231d::2:30"),
    ),
)
REGISTRIES = Operator(
    "registries",
    Daemon.NSD,
    (
        Nameserver("b0.org.afilias-nst.org", "199.19.54.1", "2001:500:c::1"),
        Nameserver("d0.org.afilias-nst.org", "199.19.57.1", "2001:500:f::1"),
        Nameserver("dns1.nic.uk", "213.248.216.1", "2a01:618:400::1"),
        Nameserver("nsa.nic.uk", "156.154.100.3", "2001:502:ad09::3"),
    ),
)

NS1 = Operator(
    "ns1",
    Daemon.KNOT,
    (
        Nameserver("dns1.p01.nsone.net", "198.51.44.1", "2620:4d:4000:6259:7:1:0:1"),
        Nameserver("dns2.p01.nsone.net", "198.51.45.1", "2a00:edc0:6259:7:1::2"),
        Nameserver("dns3.p01.nsone.net", "198.51.44.65", "2620:4d:4000:6259:7:1:0:3"),
        Nameserver("dns4.p01.nsone.net", "198.51.45.65", "2a00:edc0:6259:7:1::4"),
    ),
)

AWSDNS_TLDS = ("com", "net", "org", "co.uk")
_AWSDNS_OWN = (
    ("g-ns-3", "205.251.192.3"),
    ("g-ns-576", "205.251.194.64"),
    ("g-ns-1152", "205.251.196.128"),
    ("g-ns-1728", "205.251.198.192"),
)
ROUTE53 = Operator(
    "route53",
    Daemon.BIND,
    (
        Nameserver("ns-1.awsdns-00.com", "205.251.192.1", "2600:9000:5300:100::1"),
        Nameserver("ns-513.awsdns-00.net", "205.251.194.1", "2600:9000:5302:100::1"),
        Nameserver("ns-1025.awsdns-00.org", "205.251.196.1", "2600:9000:5304:100::1"),
        Nameserver("ns-1537.awsdns-00.co.uk", "205.251.198.1", "2600:9000:5306:100::1"),
    ),
    own=tuple(
        Nameserver(f"{label}.awsdns-00.{tld}", address)
        for tld in AWSDNS_TLDS
        for label, address in _AWSDNS_OWN
    ),
)
FASTLY = Operator(
    "fastly",
    Daemon.BIND,
    (
        Nameserver("ns1.fastly.net", "23.235.32.32"),
        Nameserver("ns2.fastly.net", "104.156.80.32"),
        Nameserver("ns3.fastly.net", "23.235.36.32"),
        Nameserver("ns4.fastly.net", "104.156.84.32"),
    ),
)
CLOUDFLARE = Operator(
    "cloudflare",
    Daemon.BIND,
    (
        Nameserver("ada.ns.cloudflare.com", "108.162.192.100", "2606:4700:50::adf5:3a64"),
        Nameserver("bob.ns.cloudflare.com", "108.162.193.104", "2606:4700:58::adf5:3b68"),
    ),
    own=(
        Nameserver("ns3.cloudflare.com", "162.159.0.33", "2400:cb00:2049:1::a29f:21"),
        Nameserver("ns4.cloudflare.com", "162.159.1.33", "2400:cb00:2049:1::a29f:121"),
    ),
)
SELFHOSTED = Operator(
    "selfhosted",
    Daemon.BIND,
    (
        Nameserver("ns1.selfhosted.org", "129.132.98.8", "2001:67c:10ec::a"),
        Nameserver("ns2.selfhosted.org", "129.132.250.8", "2001:67c:10ec::b"),
    ),
)
UPWARD = Operator("upward", Daemon.BIND, (Nameserver("ns1.upward.net", "62.116.128.53"),))
"""Has only a copy of the root: it refers every question upwards, and is authoritative for none."""
OLDHOST = Operator("oldhost", Daemon.BIND, (Nameserver("ns1.oldhost.net", "85.13.128.53"),))
"""A secondary whose copies expired: SERVFAIL."""

APPLIANCES = Operator(
    "appliances",
    Daemon.APPLIANCE,
    tuple(
        Nameserver(f"{manner}.appliance.net", f"62.116.129.{number}")
        for number, manner in enumerate(
            ("notimp", "refused", "formerr", "nxdomain", "silence", "noaaaa", "aliased"), 1
        )
    ),
)
"""Each is named after what it answers with instead of the truth."""

OPERATORS = (
    ROOT, GTLD, REGISTRIES, NS1, ROUTE53, FASTLY, CLOUDFLARE, SELFHOSTED, UPWARD, OLDHOST,
    APPLIANCES,
)  # fmt: skip

SILENT = Nameserver("ns1.silent.net", "217.160.80.53", "2001:8d8:fe:53::53")
"""Its packets fall into a void: neither an answer nor an ICMP error comes back."""


def every_nameserver() -> tuple[Nameserver, ...]:
    """Return all nameservers whose names have an address, the resolver and the silent one too."""
    served = (ns for operator in OPERATORS for ns in (*operator.nameservers, *operator.own))
    return (*served, RESOLVER, SILENT)
