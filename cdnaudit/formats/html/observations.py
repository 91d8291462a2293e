"""What was observed: alias chains, addresses, zones and dependencies."""

from cdnaudit.formats.html.chips import chip
from cdnaudit.formats.html.findings import evidence
from cdnaudit.formats.html.markup import Html, el
from cdnaudit.formats.html.tables import Row, table
from cdnaudit.model.assessment import Dependency
from cdnaudit.model.observed import Address, Host, Zone
from cdnaudit.model.report import TargetReport
from cdnaudit.reporting.sentences import CHALLENGE_WORDS


def observations(target: TargetReport) -> Html:
    """Return the observations of a target, folded."""
    parts = [_hosts(target.hosts), _zones(target.zones), _dependencies(target.dependencies)]
    return el("details", el("summary", el("h3", "Observations")), parts, class_="seen")


def _hosts(hosts: tuple[Host, ...]) -> Html:
    rows: list[Row] = []
    for host in hosts:
        rows += [[link.owner, "CNAME", link.target, f"TTL {link.ttl} s"] for link in host.chain]
        rows += [[host.host, "address", found.ip, _network(found)] for found in host.addresses]
    return table("Names and addresses", ("Name", "Type", "Leads to", "About"), rows)


def _network(address: Address) -> str:
    known = address.asn is not None
    network = f"AS{address.asn} {address.as_name or ''}" if known else "network not known"
    return f"{network} {address.prefix or ''}".strip()


def _zones(zones: tuple[Zone, ...]) -> Html:
    rows: list[Row] = [
        [
            zone.zone or ".",
            server.name,
            server.provider or "not known",
            server.answers or "not known",
            ", ".join(server.addresses) or "not known",
        ]
        for zone in zones
        for server in zone.nameservers
    ]
    columns = ("Zone", "Nameserver", "Operator", "Answers", "Addresses")
    return table("Zones and nameservers", columns, rows)


def _dependencies(dependencies: tuple[Dependency, ...]) -> Html:
    columns = ("Service", "Company", "Host", "Challenge", "Confidence", "Evidence")
    return table("Dependencies", columns, [_dependency(found) for found in dependencies])


def _dependency(dependency: Dependency) -> Row:
    via = f" (by way of {dependency.via})" if dependency.via else ""
    return [
        chip([dependency.event]),
        dependency.company,
        f"{dependency.host}{via}",
        CHALLENGE_WORDS[dependency.state] if dependency.state else "",
        dependency.confidence,
        evidence(dependency.evidence),
    ]
