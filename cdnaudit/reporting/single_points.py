"""What alone takes a target down, by provider, region and network."""

from cdnaudit.model.events import EventKind
from cdnaudit.model.report import TargetReport


def roles_by_provider(target: TargetReport) -> dict[str, list[str]]:
    """Return the roles of the services that alone take the target down, by provider."""
    found: dict[str, list[str]] = {}
    for event in target.single_points:
        if event.provider and event.role:
            found.setdefault(event.provider, []).append(event.role)
    return found


def companies_alone(target: TargetReport) -> list[str]:
    """Return companies that take the target down though none of their providers does."""
    points = roles_by_provider(target)
    through_one = {d.company for d in target.dependencies if d.provider in points}
    events = (event for event in target.single_points if event.kind is EventKind.COMPANY)
    return [event.name for event in events if event.name not in through_one]


def regions(target: TargetReport) -> list[str]:
    """Return cloud regions that alone take the target down, as ``aws/us-east-1``."""
    return [event.name for event in target.single_points if event.kind is EventKind.REGION]


def networks(target: TargetReport) -> list[str]:
    """Return ASes that alone take the target down, as ``AS64500 (NAME)``."""
    names = {
        str(address.asn): f" ({address.as_name})"
        for host in target.hosts
        for address in host.addresses
        if address.as_name
    }
    ases = [event.name for event in target.single_points if event.kind is EventKind.ASN]
    return [f"AS{asn}{names.get(asn, '')}" for asn in ases]
