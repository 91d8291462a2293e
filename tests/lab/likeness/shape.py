"""What a shape of zones is: the content, how many there are of it, and what is expected."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.lab.internet import edges
from tests.lab.internet.model import Nameserver
from tests.lab.internet.operators import CLOUDFLARE, NS1, ROUTE53
from tests.lab.likeness.operators import APPLIANCES, AZURE, HOSTER, OWN, names

DNS1, DNS2, DNS3, DNS4 = names(NS1)
AWS1, AWS2, AWS3, AWS4 = names(ROUTE53)
ADA, BOB = names(CLOUDFLARE)
GTM = names(APPLIANCES)
USUAL = (names(NS1), names(ROUTE53), names(CLOUDFLARE), names(AZURE), names(HOSTER))
"""NS sets that take turns where a shape does not choose."""
EC2 = "3.120.10.10"
FRONT_DOOR = "13.107.246.40"
NOTHING = "\0"
"""Words that no text has."""
PASS, FAIL, INCOMPLETE = "pass", "fail", "incomplete"
NOT_PASS = (FAIL, INCOMPLETE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a scan says of every zone of a shape."""

    status: tuple[str, ...] = (PASS,)
    says: Mapping[str, str] = field(default_factory=dict)
    """Checks that must speak, with the severity."""
    never: tuple[str, ...] = ()
    """Checks that must not."""
    worst: str = "medium"
    """No finding is above that."""
    headline: str = ""
    """Words of the verdict's sentence."""
    not_headline: str = "does not work"
    """Words that it must not have."""
    unsaid: str = "somebody registers"
    """Words that no remedy may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A shape of zones: its content, how many there are of it, and what is expected."""

    key: str
    count: int
    expected: Expected
    records: str = ""
    """Master file lines, relative to the origin."""
    nameservers: tuple[tuple[str, ...], ...] = USUAL
    """NS sets that take turns; ``{origin}`` in a name stands for the zone."""
    above: tuple[str, ...] = ()
    """The NS set at the parent; empty means the same."""
    glue: tuple[Nameserver, ...] = ()
    not_served_by: tuple[str, ...] = ()
    """Operators in the NS set that refuse the zone."""
    lost_by: tuple[str, ...] = ()
    manner: str = ""
    """How appliances treat the zone, which they then serve."""
    balanced: str = ""
    """How appliances treat ``www``, which is then delegated to them."""
    refused: bool = False
    """``www`` is delegated to the small hoster, whose servers refuse it."""
    target: str = "{origin}"


WEB = f"@ A {edges.ORIGIN_V4}\nwww A {edges.ORIGIN_V4}"
BALANCED = Expected(worst="medium", never=("dns-lame-nameserver", "dns-dangling"))
IN_ZONE = (("ns1.{origin}", "ns2.{origin}"),)
OWN_GLUE = tuple(Nameserver(f"ns{i}.{{origin}}", s.v4) for i, s in enumerate(OWN.nameservers, 1))
"""The owner's own nameservers, as the registry knows them."""
PARKED = '@ MX 0 .\n@ TXT "v=spf1 -all"'
