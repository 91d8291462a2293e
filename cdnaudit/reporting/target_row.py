"""What one row of a table says of a target, whatever became of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from cdnaudit.model.events import Event
from cdnaudit.model.report import Report, TargetReport
from cdnaudit.model.terms import Role, Severity, Status, rank


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRow:
    """One target; every tuple is sorted and names nothing twice."""

    target: str
    status: Status
    worst: Severity | None
    """Of the findings that count; None: there is none."""
    single_points: tuple[Event, ...]
    dns: tuple[str, ...]
    """Providers that it depends on itself, as are those of the next three."""
    cdn: tuple[str, ...]
    challenge: tuple[str, ...]
    hosting: tuple[str, ...]
    companies: tuple[str, ...]
    """Of every provider, also of those that its providers depend on."""
    asns: tuple[int, ...]
    """That announce the addresses of its hosts."""
    incomplete: tuple[str, ...]
    """Why not all is known that a verdict needs."""
    observed: str
    """When the world was asked; may be empty."""
    tags: tuple[str, ...] = ()
    """Whose it is; only a table that somebody else wrote brings them."""


def target_rows(report: Report) -> tuple[TargetRow, ...]:
    """Return one row a target, in their order."""
    return tuple(_row(target, report.run.started) for target in report.targets)


def _row(target: TargetReport, observed: str) -> TargetRow:
    counting = (finding.severity for finding in target.findings if not finding.suppressed)
    addresses = (address for host in target.hosts for address in host.addresses)
    return TargetRow(
        target=target.target,
        status=target.status,
        worst=max(counting, key=rank, default=None),
        single_points=target.single_points,
        dns=_providers(target, Role.DNS),
        cdn=_providers(target, Role.CDN),
        challenge=_providers(target, Role.CHALLENGE),
        hosting=_providers(target, Role.HOSTING),
        companies=_once(dependency.company for dependency in target.dependencies),
        asns=tuple(sorted({address.asn for address in addresses if address.asn is not None})),
        incomplete=_once((*target.limits_hit, *(d.reason for d in target.inconclusive))),
        observed=observed,
    )


def _providers(target: TargetReport, role: Role) -> tuple[str, ...]:
    return _once(found.provider for found in target.providers if found.role is role)


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words)))
