"""The customers' zones in which something is wrong."""

from tests.lab.internet import edges
from tests.lab.internet.infrastructure import names
from tests.lab.internet.model import Zone
from tests.lab.internet.operators import NS1, OLDHOST, ROUTE53, SILENT, UPWARD

DNS1, DNS2, DNS3, _ = names(NS1)
AWS1, AWS2, _, _ = names(ROUTE53)
CHAIN_LINKS = 10
WWW = f"www A {edges.FASTLY_V4}"


def _chain(tld: str) -> str:
    """Return the links that stand in chain.<tld>: www, l1 … l10, each in the other TLD."""
    owners = ("www", *(f"l{i}" for i in range(1, CHAIN_LINKS)))
    links = enumerate(owners)
    here = ((i, owner) for i, owner in links if ("com", "net")[i % 2] == tld)
    other = {"com": "net", "net": "com"}[tld]
    return "\n".join(f"{owner} CNAME l{i + 1}.chain.{other}." for i, owner in here)


SERVER_FAULTS = (
    Zone(
        origin="lame.com",
        operators=("ns1",),
        nameservers=(DNS1, DNS2, AWS1),
        records=WWW,
        story="Route 53's server answers REFUSED, NS1's two serve",
    ),
    Zone(
        origin="dead.com",
        operators=(),
        nameservers=(AWS1, AWS2),
        story="every nameserver answers REFUSED",
    ),
    Zone(
        origin="upward.com",
        operators=("ns1",),
        nameservers=(DNS1, DNS2, names(UPWARD)[0]),
        records=WWW,
        story="ns1.upward.net is not authoritative: it refers back up to com",
    ),
    Zone(
        origin="expired.com",
        operators=("ns1",),
        lost_by=("oldhost",),
        nameservers=(DNS1, DNS2, names(OLDHOST)[0]),
        records=WWW,
        story="ns1.oldhost.net lost its copy: SERVFAIL",
    ),
    Zone(
        origin="quiet.com",
        operators=("ns1",),
        nameservers=(DNS1, DNS2, SILENT.name),
        records=WWW,
        story="ns1.silent.net never answers, nor does any ICMP error come back",
    ),
    Zone(
        origin="mute.com",
        operators=(),
        nameservers=(SILENT.name,),
        story="no nameserver ever answers: unknown, which is not none",
    ),
    Zone(
        origin="lonely.co.uk",
        operators=("ns1",),
        nameservers=(DNS1,),
        records=f"{WWW}\n@ A {edges.FASTLY_V4}",
        story="a single nameserver, under a public suffix of two labels",
    ),
)

NOT_NS = ("notimp", "refused", "formerr", "nxdomain", "silence")
"""What load balancers answer with where they are asked for the NS set of their zone."""
APPLIANCE_FAULTS = (
    Zone(
        origin="balanced.com",
        operators=("ns1",),
        nameservers=names(NS1),
        records=WWW,
        story="its hosts are zones of their own on load balancers, which have addresses and no NS",
    ),
    *(
        Zone(
            origin=f"{manner}.balanced.com",
            operators=("appliances",),
            nameservers=(f"{manner}.appliance.net",),
            story=f"A and SOA are answered; NS: {manner}",
        )
        for manner in NOT_NS
    ),
    Zone(
        origin="noaaaa.com",
        operators=("appliances",),
        nameservers=("noaaaa.appliance.net",),
        story="A is answered, AAAA with NXDOMAIN",
    ),
    Zone(
        origin="aliased.com",
        operators=("appliances",),
        nameservers=("aliased.appliance.net",),
        story="a CNAME at the apex, for every type",
    ),
    Zone(
        origin="parked.com",
        operators=("ns1",),
        nameservers=names(NS1),
        records="@ MX 0 .",
        story="serves no web host, and takes no mail (RFC 7505)",
    ),
)

DELEGATION_FAULTS = (
    Zone(
        origin="mismatch.com",
        operators=("ns1", "route53"),
        parent_nameservers=(DNS1, DNS2),
        nameservers=(DNS1, DNS3, AWS1),
        records=WWW,
        story="com says dns1, dns2; the zone says dns1, dns3 and one of Route 53",
    ),
    Zone(
        origin="cycle-a.com",
        operators=("ns1",),
        nameservers=("ns1.cycle-b.net", "ns2.cycle-b.net"),
        records=f"ns1 A {NS1.nameservers[0].v4}\nns2 A {NS1.nameservers[1].v4}\n{WWW}",
        story="needs cycle-b.net, which needs cycle-a.com; no glue anywhere",
    ),
    Zone(
        origin="cycle-b.net",
        operators=("ns1",),
        nameservers=("ns1.cycle-a.com", "ns2.cycle-a.com"),
        records=f"ns1 A {NS1.nameservers[0].v4}\nns2 A {NS1.nameservers[1].v4}\n{WWW}",
        story="the other half of the cycle",
    ),
    Zone(
        origin="dangling.com",
        operators=("ns1",),
        nameservers=(DNS1, DNS2, "ns1.gone-dns.net"),
        records=f"{WWW}\npromo CNAME acme.gone-cdn.net.",
        story="a nameserver and the target of `promo` in domains nobody registered: NXDOMAIN",
    ),
    Zone(
        origin="nsalias.com",
        operators=("ns1",),
        nameservers=("ns1.aliasns.net", DNS2),
        records=WWW,
        story="ns1.aliasns.net is a CNAME, which a nameserver's name must not be",
    ),
)

ANSWER_FAULTS = (
    Zone(
        origin="loop.com",
        operators=("ns1",),
        nameservers=names(NS1),
        records="a CNAME b\nb CNAME a\nwww CNAME www.loop.net.",
        story="`a` and `b` point at each other; `www` at www.loop.net and back",
    ),
    Zone(
        origin="loop.net",
        operators=("route53",),
        nameservers=names(ROUTE53),
        records="www CNAME www.loop.com.",
        story="the other half of the loop, at another operator",
    ),
    Zone(
        origin="chain.com",
        operators=("ns1",),
        nameservers=names(NS1),
        records=f"{_chain('com')}\nl10 A {edges.FASTLY_V4}",
        story="`www` has ten aliases before its address, in turn in com and net",
    ),
    Zone(
        origin="chain.net",
        operators=("route53",),
        nameservers=names(ROUTE53),
        records=_chain("net"),
        story="every other link of the chain, at another operator",
    ),
    Zone(
        origin="bloat.com",
        operators=("ns1",),
        nameservers=names(NS1),
        records="\n".join(
            (
                WWW,
                *(f'@ TXT "verification-{i:03}={"x" * 90}"' for i in range(60)),
                *(f"many A 151.101.65.{i}" for i in range(1, 91)),
            )
        ),
        story="7 kB of TXT at the apex, 90 addresses at `many`: truncated over UDP, whole over TCP",
    ),
    Zone(
        origin="deadweb.com",
        operators=("ns1",),
        nameservers=names(NS1),
        records=f"@ A {edges.SILENT_WEB_V4}\nwww A {edges.SILENT_WEB_V4}",
        story="the name resolves, the web server's address never answers",
    ),
)

_WEB = {
    "stale.com": (edges.STALE_V4, "the certificate expired on 2025-02-01; HTTP answers 200"),
    "selfsigned.com": (edges.SELF_SIGNED_V4, "a self-signed certificate; HTTP redirects to it"),
    "othername.com": (edges.OTHER_NAME_V4, "the certificate of other.lab; HTTP answers 200"),
    "oldtls.com": (edges.OLD_TLS_V4, "TLS 1.0 and nothing newer; HTTP redirects to it"),
    "circle.com": (edges.CIRCLE_V4, "the page redirects to `/again`, which redirects to itself"),
    "deadend.com": (edges.DEAD_END_V4, "the page redirects to www.deadweb.com, which is silent"),
    "astray.com": (edges.ASTRAY_V4, "the page redirects to gone.astray.com, which does not exist"),
}

WEB_FAULTS = tuple(
    Zone(
        origin=origin,
        operators=("ns1",),
        nameservers=names(NS1),
        records=f"@ A {address}\nwww A {address}",
        story=story,
    )
    for origin, (address, story) in _WEB.items()
)
