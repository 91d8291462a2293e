"""What one row of a table of targets tells, as far as a portfolio asks."""

from collections.abc import Callable, Iterator

from cdnaudit.model.assessment import CutSet, Dependency
from cdnaudit.model.events import Event, Service
from cdnaudit.model.nodes import Graph
from cdnaudit.model.report import TargetReport
from cdnaudit.model.terms import Confidence, Outcome, Role
from cdnaudit.reporting.portfolio_rows import TargetUse
from cdnaudit.reporting.target_row import TargetRow

CompanyOf = Callable[[str], str]
"""Who owns a provider."""


def target_of_row(row: TargetRow, company_of: CompanyOf) -> TargetReport:
    """Return a target without a graph: its single points, and the providers it depends on itself."""
    return TargetReport(
        target=row.target,
        status=row.status,
        hosts=(),
        zones=(),
        providers=tuple(_dependency(row, service, company_of) for service in _services(row)),
        transitive=(),
        cuts=tuple(CutSet((event,), Outcome.DOWN, ()) for event in row.single_points),
        cut_counts=(len(row.single_points),),
        findings=(),
        unknowns=(),
        inconclusive=(),
        limits_hit=row.incomplete,
        graph=Graph((), 0),
    )


def use_of_row(row: TargetRow, company_of: CompanyOf) -> TargetUse:
    """Return what a row says is used; its companies are those of providers of any depth."""
    companies = {Event.company(company): company for company in row.companies}
    services = {service.event: company_of(service.provider) for service in _services(row)}
    owners = {pair for pair in services.items() if pair[1] in row.companies}
    points = frozenset(row.single_points)
    return TargetUse(
        used=points.union(services, companies),
        direct=frozenset(services),
        points=points,
        owners=frozenset(owners.union(companies.items())),
    )


def _services(row: TargetRow) -> Iterator[Service]:
    by_role = {
        Role.DNS: row.dns,
        Role.CDN: row.cdn,
        Role.CHALLENGE: row.challenge,
        Role.HOSTING: row.hosting,
    }
    for role, providers in by_role.items():
        yield from (Service(provider, role) for provider in providers)


def _dependency(row: TargetRow, service: Service, company_of: CompanyOf) -> Dependency:
    return Dependency(
        role=service.role,
        provider=service.provider,
        company=company_of(service.provider),
        host=row.target,
        state=None,
        confidence=Confidence.MEDIUM,
        evidence=(),
    )
