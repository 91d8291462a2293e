"""Which hosts of a target bring a visitor no page, whatever else works."""

from cdnaudit.model.observed import Host
from cdnaudit.model.report import TargetReport
from cdnaudit.model.terms import Confidence, Severity
from cdnaudit.names import listed

NOT_VALID = "tls-not-valid"
"""The check of certificates; of one that will end, it speaks with severity ``info``."""


def refused_by_browsers(target: TargetReport) -> dict[str, Confidence]:
    """Return the hosts whose HTTPS browsers refuse, and how certain that is."""
    return {
        finding.host: finding.confidence
        for finding in target.findings
        if finding.check == NOT_VALID and finding.severity is not Severity.INFO
    }


def without_a_page(target: TargetReport) -> tuple[str, ...]:
    """Return the hosts that were asked for pages and brought none."""
    return tuple(host.host for host in target.hosts if _brought_no_page(host))


def _brought_no_page(host: Host) -> bool:
    ends = [page.steps[-1] for page in host.pages if page.steps]
    return bool(ends) and all(end.status is None for end in ends)


def amiss(target: TargetReport) -> str:
    """Say which hosts browsers refuse, or else which brought no page; empty where all is well."""
    refused, absent = refused_by_browsers(target), without_a_page(target)
    if refused:
        certain = set(refused.values()) == {Confidence.HIGH}
        verb = "refuse" if certain else "may refuse"
        return f"Browsers {verb} {listed(refused)} over HTTPS"
    return f"No page of {listed(absent)} came" if absent else ""
