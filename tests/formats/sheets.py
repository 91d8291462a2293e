"""Sheets of every kind: of nothing, of hostile names, of very many targets."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from cdnaudit.analysis.difference import compare
from cdnaudit.analysis.simulation import simulate
from cdnaudit.application.portfolio_counts import PortfolioCounts, counted_target
from cdnaudit.formats.sheets.difference_sheet import difference_sheet
from cdnaudit.formats.sheets.portfolio_sheet import portfolio_sheet
from cdnaudit.formats.sheets.sheet import Sheet
from cdnaudit.formats.sheets.simulation_sheet import simulation_sheet
from cdnaudit.graph.alternatives import Alternative
from cdnaudit.knowledge.base import embedded
from cdnaudit.model.events import Event
from cdnaudit.model.report import Report
from cdnaudit.model.terms import Role
from cdnaudit.reporting.portfolio_totals import PortfolioTotals
from tests.formats import samples


def simulated(report: Report, *down: str, scenario: str | None = None) -> Sheet:
    return simulation_sheet(simulate(report.targets, tuple(map(Event, down))), scenario)


ADDED = (
    Alternative(Role.DNS, ((Event("zone-vision/dns"),),)),
    Alternative(Role.CDN, ((Event("amazon-cloudfront/cdn"), Event("company:amazon")),)),
)


def improved(report: Report, *down: str, added: Sequence[Alternative] = ADDED) -> Sheet:
    """Lay out what additions do; without ``down``, nothing fails."""
    return simulation_sheet(simulate(report.targets, tuple(map(Event, down)), added), None)


def compared(old: Report, new: Report) -> Sheet:
    return difference_sheet(compare(old, new))


def bare(report: Report) -> Report:
    """Return the report of a time when nothing was found and nobody was known."""
    targets = (
        replace(target, findings=(), cuts=(), providers=(), transitive=())
        for target in report.targets
    )
    return replace(report, targets=tuple(targets))


def all_changed(report: Report) -> Sheet:
    return compared(bare(report), report)


def totals(report: Report) -> PortfolioTotals:
    """Count a report, also by two tags that its targets share."""
    counts = {tag: PortfolioCounts() for tag in ("", "retail", "=web")}
    for target in report.targets:
        for count in counts.values():
            count.add(counted_target(target, report.run.started))
    whole, *tagged = ((tag, count.totals(embedded())) for tag, count in counts.items())
    return replace(whole[1], tags=tuple(tagged))


def counted(report: Report, top: int | None = 20) -> Sheet:
    return portfolio_sheet(totals(report), top)


SHEETS: dict[str, Callable[[], Sheet]] = {
    "simulation": lambda: simulated(samples.two_targets(), "fastly/cdn"),
    "simulation of nothing": lambda: simulated(samples.no_targets(), "fastly/cdn"),
    "simulation of hostile names": lambda: simulated(samples.hostile_report(), samples.HOSTILE),
    "simulation without graphs": lambda: simulated(samples.without_graphs(), "fastly/cdn"),
    "simulation of 300 targets": lambda: simulated(samples.many_targets(300), "fastly/cdn"),
    "additions": lambda: improved(samples.two_targets()),
    "additions while one fails": lambda: improved(samples.two_targets(), "fastly/cdn"),
    "additions to nothing": lambda: improved(samples.no_targets()),
    "additions to hostile names": lambda: improved(samples.hostile_report()),
    "additions without graphs": lambda: improved(samples.without_graphs()),
    "additions to 300 targets": lambda: improved(samples.many_targets(300), added=()),
    "portfolio": lambda: counted(samples.two_targets()),
    "portfolio for programs": lambda: counted(samples.two_targets(), None),
    "portfolio of nothing": lambda: counted(samples.no_targets()),
    "portfolio of hostile names": lambda: counted(samples.hostile_report(), None),
    "portfolio of 300 targets": lambda: counted(samples.many_targets(300)),
    "difference": lambda: all_changed(samples.two_targets()),
    "difference of runs with no target in common": lambda: compared(
        samples.one_target(), samples.hostile_report()
    ),
    "difference of nothing": lambda: compared(samples.two_targets(), samples.two_targets()),
    "difference of hostile names": lambda: all_changed(samples.hostile_report()),
    "difference of 300 targets": lambda: all_changed(samples.many_targets(300)),
}
"""What every format of a sheet must be able to write."""
