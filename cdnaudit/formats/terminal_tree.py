"""The dependency tree of the table: alias chain, addresses by network, zones by operator."""

from collections.abc import Iterable
from itertools import groupby, pairwise

from rich.text import Text
from rich.tree import Tree

from cdnaudit.model.report import Address, Host, Nameserver, TargetReport, Zone
from cdnaudit.names import is_under, shown

SHOWN = 3
"""Items written out before the rest is counted."""


def tree(target: TargetReport) -> Tree:
    """Draw every host with its chain and networks, then every zone with its nameservers."""
    root = Tree(Text(shown(target.target), style="bold"), guide_style="dim")
    for host in target.hosts:
        _host(root, host)
    for zone in target.zones:
        if any(_needed(zone, host) for host in target.hosts):
            _zone(root, zone)
    return root


def _needed(zone: Zone, host: Host) -> bool:
    names = (host.host, *(link.target for link in host.chain))
    return any(is_under(name, zone.zone) for name in names)


def _host(root: Tree, host: Host) -> None:
    """Draw each distinct chain once, with the addresses every query type found at its end."""
    branch = root.add(_line("host", host.host))
    ttls = {(link.owner, link.target): link.ttl for link in host.chain}
    known = {a.ip: a for a in host.addresses}
    ends: dict[tuple[str, ...], dict[str, Address]] = {}
    for path in host.paths:
        if path.addresses or len(path.chain) > 1:
            ends.setdefault(path.chain, {}).update({ip: known[ip] for ip in path.addresses})
    for chain, addresses in ends.items():
        at = branch
        for owner, target in pairwise(chain):
            at = at.add(_line("alias", f"{target}  (TTL {ttls[owner, target]} s)"))
        for network, here in _by_network(addresses.values()):
            at.add(_line(network, _few([a.ip for a in here])))
    if not host.addresses:
        branch.add(Text("no address known", style="yellow"))


def _by_network(addresses: Iterable[Address]) -> Iterable[tuple[str, list[Address]]]:
    def network(a: Address) -> str:
        if a.asn is None:
            return "network unknown"
        return f"AS{a.asn} {a.as_name or ''}".strip()

    for name, group in groupby(sorted(addresses, key=network), key=network):
        yield name, list(group)


def _zone(root: Tree, zone: Zone) -> None:
    branch = root.add(_line("zone", zone.zone))
    if not zone.nameservers:
        branch.add(Text("nameservers not known", style="yellow"))

    def key(n: Nameserver) -> tuple[str, str]:
        return (n.provider or "", n.answers or "")

    for (provider, answers), group in groupby(sorted(zone.nameservers, key=key), key=key):
        bad = answers in {"lame", "silent"}
        note = f"  {answers.upper()}" if bad else ""
        branch.add(
            _line(provider or "operator unknown", _few([n.name for n in group]) + note, bad=bad)
        )


def _few(items: list[str]) -> str:
    rest = len(items) - SHOWN
    return ", ".join(items[:SHOWN]) + (f" and {rest} more" if rest > 0 else "")


def _line(label: str, text: str, *, bad: bool = False) -> Text:
    return Text.assemble((shown(label), "dim"), "  ", (shown(text), "bold red" if bad else ""))
