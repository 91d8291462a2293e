"""What alone takes a target down, in words: providers, companies, regions, networks."""

from collections.abc import Iterable

from cdnaudit.model.assessment import Dependency
from cdnaudit.model.events import Event, EventKind
from cdnaudit.model.report import TargetReport
from cdnaudit.names import listed
from cdnaudit.reporting.common_causes import CommonCause
from cdnaudit.reporting.event_names import event_name

IN_ONE_NETWORK = frozenset({"dns-single-asn", "dns-single-prefix"})
"""Checks that find all nameservers of a zone in one network."""


def named_causes(alone: Iterable[CommonCause], target: TargetReport) -> list[str]:
    """Name what alone takes the target down with its roles, networks apart."""
    return [with_roles(cause, target) for cause in alone if not cause.owner.is_network]


def named_networks(alone: Iterable[CommonCause], target: TargetReport) -> list[str]:
    """Return the networks that alone take the target down, as ``AS64500 (NAME)``.

    Those that only a provider's servers stand in are left to the provider.
    """
    return [network_name(cause.owner, target) for cause in alone if cause.owner.is_network]


def with_roles(cause: CommonCause, target: TargetReport) -> str:
    """Name a cause with its roles, or a company with its providers.

    Nameservers that a zone's owner runs are no provider.
    """
    name = cause_name(cause, target)
    if not cause.roles or runs_own_nameservers(cause, target.dependencies):
        return name
    several = len(cause.providers) > 1
    return f"{name} ({', '.join(cause.providers if several else cause.roles)})"


def cause_name(cause: CommonCause, target: TargetReport) -> str:
    """Name a cause: by its only provider, or by the company of several."""
    if cause.owner.is_network:
        return f"the network {network_name(cause.owner, target)}"
    if runs_own_nameservers(cause, target.providers):
        found = (f for f in target.findings if f.provider in cause.providers)
        in_one = any(finding.check in IN_ONE_NETWORK for finding in found)
        return f"its own nameservers (one operator{', one network' if in_one else ''})"
    if runs_own_nameservers(cause, target.transitive):
        return f"the nameservers of {cause.providers[0]}"
    return provider_name(cause)


def provider_name(cause: CommonCause) -> str:
    """Name the only provider of a cause, or its company, region or registry.

    >>> provider_name(CommonCause(Event("company:ibm"), (Event("ns1/dns"),)))
    'ns1'
    >>> provider_name(CommonCause(Event("company:ibm"), ()))
    'the company ibm'
    """
    match cause.owner.kind, cause.providers:
        case EventKind.COMPANY, [only]:
            return only
        case EventKind.COMPANY, []:
            return f"the company {cause.owner.name}"
        case EventKind.COMPANY, _:
            return cause.owner.name
        case EventKind.TLD, _:
            return f"the top-level domain {cause.owner.name}"
        case kind, _:
            return f"the {kind} {cause.owner.name}"


def network_name(event: Event, target: TargetReport) -> str:
    """Name a network, with who announces it where that is known."""
    known = announcer(event, target)
    return event_name(event).name + (f" ({known})" if known else "")


def announcer(network: Event, target: TargetReport) -> str:
    """Return the name of an AS; empty where it is not known."""
    names = (
        address.as_name
        for host in target.hosts
        for address in host.addresses
        if address.as_name and network == f"asn:{address.asn}"
    )
    return next(names, "")


def runs_own_nameservers(cause: CommonCause, dependencies: tuple[Dependency, ...]) -> bool:
    """Tell whether a cause is nameservers that the owner of a zone runs."""
    return any(found.is_private and found.provider in cause.providers for found in dependencies)


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
