"""The hosts and zones of a target as a tree: alias chains, addresses by network, nameservers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise

from cdnaudit.model.observed import Address, Hop, Host, Nameserver, Zone
from cdnaudit.model.report import TargetReport
from cdnaudit.names import is_under
from cdnaudit.reporting.refusals import Refusal, refusals

SHOWN = 3
"""Names written out before the rest is counted."""
BROKEN = frozenset({"lame", "silent"})


class Tone(StrEnum):
    """How an item is meant."""

    PLAIN = "plain"
    MISSING = "missing"
    """It says that something is not known."""
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """One line of the tree: a label, what it is about, and what stands below."""

    label: str
    text: str
    items: tuple["OutlineItem", ...] = ()
    tone: Tone = Tone.PLAIN


def outline(target: TargetReport) -> tuple[OutlineItem, ...]:
    """Return every host with its chains and networks, then every zone that holds one of them."""
    zones = [z for z in target.zones if any(_lies_in(host, z) for host in target.hosts)]
    refused = {refusal.page: refusal for refusal in refusals(target)}
    return (*(_host(host, refused) for host in target.hosts), *map(_zone, zones))


def few(names: Iterable[str]) -> str:
    """Write out the first names and count the rest.

    >>> few(["a", "b", "c", "d", "e"])
    'a, b, c and 2 more'
    """
    every = list(names)
    rest = len(every) - SHOWN
    return ", ".join(every[:SHOWN]) + (f" and {rest} more" if rest > 0 else "")


def _lies_in(host: Host, zone: Zone) -> bool:
    names = (host.host, *(link.target for link in host.chain))
    return any(is_under(name, zone.zone) for name in names)


def _host(host: Host, refused: Mapping[str, Refusal]) -> OutlineItem:
    """Return each distinct chain once, with the addresses that any query found at its end."""
    items = [
        item
        for chain, addresses in _ends(host).items()
        for item in _chain(host, chain, tuple(_networks(addresses.values())))
    ]
    if not host.addresses:
        items.append(OutlineItem("", "no address known", tone=Tone.MISSING))
    return OutlineItem("host", host.host, (*items, *_pages(host, refused)))


def _pages(host: Host, refused: Mapping[str, Refusal]) -> Iterator[OutlineItem]:
    """Return pages that did not come at once; what never answered stands with the unknown."""
    for page in host.pages:
        refusal = refused.get(page.url)
        if refusal or (len(page.steps) > 1 and any(step.status for step in page.steps)):
            steps = tuple(map(_step, page.steps))
            yield OutlineItem("page", page.url, (*steps, *_refused(refusal)))


def _refused(refusal: Refusal | None) -> Iterator[OutlineItem]:
    if refusal:
        yield OutlineItem("refused", f"by {refusal.party}", tone=Tone.MISSING)


def _step(step: Hop) -> OutlineItem:
    if step.reason is None:
        return OutlineItem(str(step.status), step.url)
    return OutlineItem("fails", f"{step.url}  {step.reason}", tone=Tone.MISSING)


def _ends(host: Host) -> dict[tuple[str, ...], dict[str, Address]]:
    known = {address.ip: address for address in host.addresses}
    ends: dict[tuple[str, ...], dict[str, Address]] = {}
    for path in host.paths:
        if path.addresses or len(path.chain) > 1:
            found = {ip: known.get(ip, Address(ip, None, None, None)) for ip in path.addresses}
            ends.setdefault(path.chain, {}).update(found)
    return ends


def _chain(
    host: Host, chain: tuple[str, ...], ends: tuple[OutlineItem, ...]
) -> tuple[OutlineItem, ...]:
    """Put what is at the end of a chain below its aliases."""
    ttls = {(link.owner, link.target): f"  (TTL {link.ttl} s)" for link in host.chain}
    items = ends
    for pair in reversed(list(pairwise(chain))):
        items = (OutlineItem("alias", f"{pair[1]}{ttls.get(pair, '')}", items),)
    return items


def _networks(addresses: Iterable[Address]) -> Iterator[OutlineItem]:
    for network, group in groupby(sorted(addresses, key=_network), key=_network):
        yield OutlineItem(network, few(address.ip for address in group))


def _network(address: Address) -> str:
    if address.asn is None:
        return "network unknown"
    return f"AS{address.asn} {address.as_name or ''}".strip()


def _zone(zone: Zone) -> OutlineItem:
    if not zone.nameservers:
        missing = OutlineItem("", "nameservers not known", tone=Tone.MISSING)
        return OutlineItem("zone", zone.zone, (missing,))
    servers = sorted(zone.nameservers, key=_operator)
    groups = groupby(servers, key=_operator)
    return OutlineItem("zone", zone.zone, tuple(_servers(key, group) for key, group in groups))


def _operator(server: Nameserver) -> tuple[str, str]:
    return (server.provider or "", server.answers or "")


def _servers(key: tuple[str, str], servers: Iterable[Nameserver]) -> OutlineItem:
    provider, answers = key
    broken = answers in BROKEN
    note = f"  {answers.upper()}" if broken else ""
    names = few(server.name for server in servers)
    tone = Tone.BROKEN if broken else Tone.PLAIN
    return OutlineItem(provider or "operator unknown", names + note, tone=tone)
