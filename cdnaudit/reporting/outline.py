"""The hosts and zones of a target as a tree: alias chains, addresses by network, nameservers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise

from cdnaudit.model.assessment import Dependency
from cdnaudit.model.observed import Address, Hop, Host, Nameserver, Zone
from cdnaudit.model.report import TargetReport
from cdnaudit.model.terms import SERVING, Confidence, Role
from cdnaudit.names import ROOT, few, is_under
from cdnaudit.reporting.ranking import inwards
from cdnaudit.reporting.refusals import Refusal, refusals
from cdnaudit.reporting.sentences import CHALLENGE_WORDS

NAMESERVERS = 2
"""Of one operator: its names are much alike."""
IN_THE_PATH = frozenset({*SERVING, Role.CHALLENGE})
"""Roles of those between a visitor and the page."""
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
    hosts = (_host(host, refused, _served_by(target, host)) for host in target.hosts)
    return (*hosts, *map(_zone, zones))


def _lies_in(host: Host, zone: Zone) -> bool:
    names = (host.host, *(link.target for link in host.chain))
    return any(is_under(name, zone.zone) for name in names)


def _served_by(target: TargetReport, host: Host) -> Iterator[OutlineItem]:
    """Name who serves a host or stands before it, from the visitor inwards."""
    found = [d for d in inwards(target.providers) if d.host == host.host and d.role in IN_THE_PATH]
    does: dict[str, list[str]] = {}
    for dependency in found:
        does.setdefault(dependency.provider, []).append(_role(dependency))
    if does:
        named = (f"{name} ({', '.join(dict.fromkeys(roles))})" for name, roles in does.items())
        yield OutlineItem("served by", ", ".join(named))


def _role(found: Dependency) -> str:
    """Name a role, what a challenge did, and how far it is to be believed where that is not far."""
    doubt = "" if found.confidence is Confidence.HIGH else f", {found.confidence} confidence"
    did = f" {CHALLENGE_WORDS[found.state]}" if found.state else ""
    return f"{found.role}{did}{doubt}"


def _host(
    host: Host, refused: Mapping[str, Refusal], served_by: Iterable[OutlineItem]
) -> OutlineItem:
    """Return each distinct chain once, with the addresses that any query found at its end."""
    items = [
        item
        for chain, addresses in _ends(host).items()
        for item in _chain(host, chain, tuple(_networks(addresses.values())))
    ]
    if not host.addresses:
        items.append(OutlineItem("", "no address known", tone=Tone.MISSING))
    return OutlineItem("host", host.host, (*served_by, *items, *_pages(host, refused)))


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
        return OutlineItem("zone", zone.zone or ROOT, (missing,))
    servers = sorted(zone.nameservers, key=_operator)
    groups = [_servers(key, group) for key, group in groupby(servers, key=_operator)]
    if len(groups) == 1:
        (only,) = groups
        return OutlineItem(
            "zone", f"{zone.zone or ROOT}  {only.label}: {only.text}", tone=only.tone
        )
    return OutlineItem("zone", zone.zone or ROOT, tuple(groups))


def _operator(server: Nameserver) -> tuple[str, str]:
    return (server.provider or "", server.answers or "")


def _servers(key: tuple[str, str], servers: Iterable[Nameserver]) -> OutlineItem:
    provider, answers = key
    broken = answers in BROKEN
    note = f"  {answers.upper()}" if broken else ""
    names = few((server.name for server in servers), NAMESERVERS)
    tone = Tone.BROKEN if broken else Tone.PLAIN
    return OutlineItem(provider or "operator unknown", names + note, tone=tone)
