"""Findings worst first, and below each those that follow from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cdnaudit.model.report import JudgedFinding
from cdnaudit.reporting.ranking import worst_first

FOLLOW_FROM: Mapping[str, frozenset[str]] = {
    "cdn-single-provider": frozenset({"company-many-roles"}),
    "challenge-gate": frozenset({"company-many-roles"}),
    "control-lockout": frozenset({"company-many-roles"}),
    "dns-single-provider": frozenset({"company-many-roles"}),
    "dns-single-asn": frozenset({"dns-single-provider"}),
    "dns-single-prefix": frozenset({"dns-single-asn", "dns-single-provider"}),
    "dns-too-few-nameservers": frozenset({"dns-cyclic-dependency", "dns-lame-nameserver"}),
    "target-does-not-work": frozenset({"dns-chain-loop", "dns-cyclic-dependency", "dns-dangling"}),
    "provider-unknown": frozenset({"hosting-single-network"}),
}
"""By check: those whose finding says why this one cannot but be there."""
NOT_NAMED = "provider-unknown"
"""The check that says who could not be named: a gap in what is known, and nothing to mend."""


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """A finding, and those that follow from it."""

    head: JudgedFinding
    following: tuple[JudgedFinding, ...]

    @property
    def other_hosts(self) -> tuple[str, ...]:
        """On which other hosts the same was found."""
        same = (f.host for f in self.following if f.check == self.head.check)
        return tuple(dict.fromkeys(same))


def finding_groups(findings: Iterable[JudgedFinding]) -> tuple[FindingGroup, ...]:
    """Group findings that count, the worst first; none stands below a milder one."""
    following: dict[JudgedFinding, list[JudgedFinding]] = {}
    heads: dict[JudgedFinding, JudgedFinding] = {}
    by_cause = sorted(worst_first(findings), key=lambda f: (-f.severity.rank, _depth(f.check)))
    for finding in by_cause:
        cause = next((f for f in heads if _follows(finding, f)), finding)
        if cause is finding and finding.check == NOT_NAMED:
            continue
        heads[finding] = heads.get(cause, finding)
        following.setdefault(heads[finding], [])
        if heads[finding] is not finding:
            following[heads[finding]].append(finding)
    return tuple(FindingGroup(head, tuple(below)) for head, below in following.items())


def _depth(check: str) -> int:
    """Return how many steps of following lead to a check."""
    return 1 + max(map(_depth, FOLLOW_FROM[check])) if check in FOLLOW_FROM else 0


def _follows(finding: JudgedFinding, cause: JudgedFinding) -> bool:
    """Tell whether a finding follows from one that is as bad: the same of another host, too."""
    if finding.fails_gate and not cause.fails_gate:
        return False
    if finding.check == cause.check:
        is_of_another = finding.host != cause.host
        return is_of_another and finding.message.replace(finding.host, cause.host) == cause.message
    if cause.check not in FOLLOW_FROM.get(finding.check, frozenset()):
        return False
    if finding.company and cause.company:
        return finding.company == cause.company
    return finding.host == cause.host


def not_named(findings: Iterable[JudgedFinding]) -> tuple[str, ...]:
    """Return what is said of those that no rule names, where it follows from no finding."""
    every = tuple(findings)
    grouped = {finding for group in finding_groups(every) for finding in group.following}
    unnamed = (f for f in every if f.check == NOT_NAMED and not f.suppressed)
    return tuple(finding.message for finding in unnamed if finding not in grouped)
