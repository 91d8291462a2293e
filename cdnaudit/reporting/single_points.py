"""What alone takes a target down: providers, companies, regions, networks."""

from cdnaudit.model.assessment import Dependency
from cdnaudit.model.events import Event, EventKind
from cdnaudit.model.report import TargetReport
from cdnaudit.model.terms import Role
from cdnaudit.names import listed

IN_ONE_NETWORK = frozenset({"dns-single-asn", "dns-single-prefix"})
"""Checks that find all nameservers of a zone in one network."""


def roles_by_provider(target: TargetReport) -> dict[str, list[Role]]:
    """Return the roles of the services that alone take the target down, by provider.

    The target's own providers come first, then those in most roles.
    """
    found: dict[str, list[Role]] = {}
    for event in target.single_points:
        if event.provider and event.role:
            found.setdefault(event.provider, []).append(event.role)
    own = {dependency.provider for dependency in target.providers}
    order = sorted(found, key=lambda name: (name not in own, -len(found[name]), name))
    return {name: sorted(found[name]) for name in order}


def causes(target: TargetReport) -> list[str]:
    """Name what alone takes the target down, networks apart."""
    providers = roles_by_provider(target).items()
    return [
        *(_provider(target, provider, roles) for provider, roles in providers),
        *(f"the company {name}" for name in _companies(target)),
        *(f"the region {event.name}" for event in _of_kind(target, EventKind.REGION)),
        *(f"the top-level domain {event.name}" for event in _of_kind(target, EventKind.TLD)),
    ]


def _provider(target: TargetReport, provider: str, roles: list[Role]) -> str:
    """Name a provider with its roles; nameservers that a zone's owner runs are no provider."""
    if _runs_own_nameservers(provider, target.providers):
        found = (f for f in target.findings if f.provider == provider)
        in_one = any(finding.check in IN_ONE_NETWORK for finding in found)
        return f"its own nameservers (one operator{', one network' if in_one else ''})"
    if _runs_own_nameservers(provider, target.transitive):
        return f"the nameservers of {provider}"
    return f"{provider} ({', '.join(roles)})"


def _runs_own_nameservers(provider: str, dependencies: tuple[Dependency, ...]) -> bool:
    return any(found.is_private for found in dependencies if found.provider == provider)


def _companies(target: TargetReport) -> list[str]:
    """Return companies that take the target down though none of their providers does."""
    points = roles_by_provider(target)
    through_one = {d.company for d in target.dependencies if d.provider in points}
    events = _of_kind(target, EventKind.COMPANY)
    return [event.name for event in events if event.name not in through_one]


def networks(target: TargetReport) -> list[str]:
    """Return the ASes and prefixes that alone take the target down, as ``AS64500 (NAME)``."""
    names = {
        str(address.asn): f" ({address.as_name})"
        for host in target.hosts
        for address in host.addresses
        if address.as_name
    }
    ases = [event.name for event in _of_kind(target, EventKind.ASN)]
    prefixes = [event.name for event in _of_kind(target, EventKind.PREFIX)]
    return [*(f"AS{asn}{names.get(asn, '')}" for asn in ases), *prefixes]


def _of_kind(target: TargetReport, kind: EventKind) -> list[Event]:
    return [event for event in target.single_points if event.kind is kind]


def networks_in_words(names: list[str], *, named: bool) -> str:
    """Say with which network, or with any of how many; ``named``: and with which.

    >>> networks_in_words(["AS64500"], named=False)
    'the network AS64500'
    >>> networks_in_words(["AS64500", "192.0.2.0/24"], named=True)
    'either of 2 networks, AS64500 or 192.0.2.0/24'
    """
    which = f", {listed(names, 'or')}" if named else ""
    match names:
        case [name]:
            return f"the network {name}"
        case [_, _]:
            return f"either of 2 networks{which}"
        case _:
            return f"any of {len(names)} networks{which}"
