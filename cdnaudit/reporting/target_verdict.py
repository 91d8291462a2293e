"""One target in a sentence: who takes it down, alone and together, and what is amiss already."""

from cdnaudit.model.report import TargetReport
from cdnaudit.names import counted, listed
from cdnaudit.reporting.failing_together import failing_together
from cdnaudit.reporting.pairs import PAIR
from cdnaudit.reporting.refusals import refusals
from cdnaudit.reporting.single_points import named_causes, named_networks, networks_in_words
from cdnaudit.reporting.target_causes import TargetCauses
from cdnaudit.reporting.visitors import amiss

FAMILY_DIVERGENCE = "family-divergence"
"""The check of what one family alone has; its finding has a role where that is a single point."""
NAMED_PAIRS = 2
"""Groups of pairs that a verdict names."""
LISTED_PAIRS = 5
"""Groups of pairs below a verdict."""


def verdict(causes: TargetCauses) -> str:
    """Say in one sentence what takes the target down, and before that what is amiss already."""
    target = causes.target
    if causes.broken_at:
        return _broken(target, causes.broken_at)
    if serves_no_web_host(target):
        return _after(f"{target.target} serves no web host", _goes_down(causes, "its zone"))
    said = amiss(target)
    goes_down = _for_some_clients(target, _goes_down(causes, target.target))
    return _after(said, goes_down) if said else goes_down


def _for_some_clients(target: TargetReport, goes_down: str) -> str:
    """Add what takes the target down for clients that have one family of addresses alone."""
    findings = (f for f in target.findings if f.check == FAMILY_DIVERGENCE and f.role)
    return "; ".join((goes_down.rstrip("."), *(f.message for f in findings))) + "."


def _after(first: str, second: str) -> str:
    return f"{first}; {second[0].lower()}{second[1:]}"


def serves_no_web_host(target: TargetReport) -> bool:
    """Tell whether every question for an address was answered, and each said 'none'."""
    if not all(host.paths and not host.addresses and not host.chain for host in target.hosts):
        return False
    wanted = {("dns", t, host.host) for host in target.hosts for t in ("A", "AAAA")}
    lost = {tuple(unknown.question.split()[:3]) for unknown in target.unknowns}
    return bool(target.hosts) and not wanted & lost


def _broken(target: TargetReport, where: str) -> str:
    """Say what keeps the target from working while nothing fails."""
    if any(host.addresses for host in target.hosts):
        return f"{target.target} does not work as it stands: it fails at {where}."
    said = (f.message for f in target.findings if f.check == "target-does-not-exist")
    return next(said, f"{target.target} has no address: it serves nothing").rstrip(".") + "."


def _goes_down(causes: TargetCauses, what: str) -> str:
    """Say what takes down ``what``: the target, or the zone that is all there is of it."""
    target = causes.target
    providers = named_causes(causes.alone, target)
    nets = named_networks(causes.alone, target)
    if providers:
        any_one = ("", "either ", "any one of ")[min(len(providers), 3) - 1]
        more = f", or with {networks_in_words(nets, named=False)}" if nets else ""
        return f"{what} goes down with {any_one}{listed(providers, 'or')}{more}."
    if nets:
        return f"{what} goes down with {networks_in_words(nets, named=True)}."
    refused = next(iter(refusals(target)), None)
    if refused:
        kept = f"its page was refused by {refused.party} (status {refused.status})"
        return f"By DNS and network no single provider is known to take {what} down; {kept}."
    if target.inconclusive or target.limits_hit:
        return f"What takes {what} down is not known: evidence is missing."
    return f"No single provider takes {what} down{_together(causes)}."


def _together(causes: TargetCauses) -> str:
    """Name the pairs that would take the target down; where they are many, no pair."""
    if not causes.pairings or not _names_pairs(causes):
        return ""
    return f"; {listed((pair.in_words(causes.target) for pair in causes.pairings), 'or')} would"


def _names_pairs(causes: TargetCauses) -> bool:
    """Tell whether the verdict has room for pairs: nothing else is to be said, and they are few."""
    target = causes.target
    else_said = causes.broken_at or target.single_points or refusals(target)
    missing = target.inconclusive or target.limits_hit
    return not else_said and not missing and len(causes.pairings) <= NAMED_PAIRS


def goes_down_with(causes: TargetCauses) -> str:
    """Name what alone takes the target down and count the networks, for a cell of a table."""
    nets = named_networks(causes.alone, causes.target)
    named = named_causes(causes.alone, causes.target)
    return ", ".join([*named, *([counted(len(nets), "network")] if nets else [])])


def only_together(causes: TargetCauses) -> tuple[str, ...]:
    """Say who takes the target down only together: pairs that no verdict names, and larger sets."""
    target, found = causes.target, causes.pairings
    more = tuple(
        f"{found.count:,} {found.title[0].lower()}{found.title[1:]}"
        for found in failing_together(target)
        if not found.listed or found.order > PAIR
    )
    if _names_pairs(causes):
        return more
    rest = len(found) - LISTED_PAIRS
    unnamed = (f"and {counted(rest, 'more group')} of pairs",) if rest > 0 else ()
    return (*(pair.in_words(target) for pair in found[:LISTED_PAIRS]), *unnamed, *more)
