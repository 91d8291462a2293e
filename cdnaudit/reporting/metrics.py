"""A run as numbers, for a system that watches them over time."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from cdnaudit.model.report import Report, TargetReport
from cdnaudit.model.terms import Severity, Status
from cdnaudit.names import shown
from cdnaudit.reporting.observed_at import observed_at
from cdnaudit.reporting.services import needed_services
from cdnaudit.reporting.target_causes import TargetCauses
from cdnaudit.reporting.targets_by_name import targets_by_name

MOST_SERVICES = 50
"""Of one target: a zone of a stranger may name as many nameservers as it likes, each of another."""

Labels = tuple[str, ...]
Sample = tuple[Labels, float]
"""Values of the labels, and the number."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One number of each of several things; all of them may go up and down."""

    name: str
    about: str
    labels: Labels
    samples: tuple[Sample, ...]
    """No labels occur twice."""


@dataclass(frozen=True, slots=True)
class TargetMetric:
    """A metric of every target; the first label of each is the target's name."""

    name: str
    about: str
    labels: Labels
    count: Callable[[TargetReport], Iterable[Sample]]


def metrics(report: Report) -> tuple[Metric, ...]:
    """Return the numbers of a run, then those of its targets; of two of one name, the first."""
    targets = targets_by_name(report)
    return (*_of_the_run(report), *(_of_targets(metric, targets) for metric in TARGET_METRICS))


def _of_the_run(report: Report) -> Iterator[Metric]:
    run, at = report.run, observed_at(report.run)
    yield Metric(
        "cdnaudit_run_info",
        "The run: which version made it, and whether its evidence is live, recorded or modelled.",
        ("tool", "provenance"),
        (((shown(run.tool), shown(run.provenance)), 1),),
    )
    yield Metric(
        "cdnaudit_exit_code",
        "0 in order, 1 findings, 3 evidence incomplete, 4 or 130 a partial run.",
        (),
        (((), report.exit_code),),
    )
    yield Metric(
        "cdnaudit_evidence_timestamp_seconds",
        "When the world was asked, in seconds since 1970; its age is time() less this.",
        (),
        (((), at.timestamp()),) if at else (),
    )
    statuses = Counter(target.status for target in report.targets)
    yield Metric(
        "cdnaudit_targets",
        "How many targets ended so.",
        ("status",),
        tuple(((str(status),), statuses[status]) for status in Status),
    )


def _of_targets(metric: TargetMetric, targets: Mapping[str, TargetReport]) -> Metric:
    samples = (
        ((name, *values), number)
        for name, target in targets.items()
        for values, number in metric.count(target)
    )
    return Metric(
        metric.name, metric.about, ("target", *metric.labels), tuple(dict(samples).items())
    )


def _status(target: TargetReport) -> Iterator[Sample]:
    for status in Status:
        yield (str(status),), target.status is status


def _services(target: TargetReport) -> Iterator[Sample]:
    for needed in needed_services(target)[:MOST_SERVICES]:
        provider, role = needed.service
        yield (shown(provider), str(role)), needed.is_single_point


def _services_left_out(target: TargetReport) -> Iterator[Sample]:
    yield (), max(len(needed_services(target)) - MOST_SERVICES, 0)


def _findings(target: TargetReport) -> Iterator[Sample]:
    counting = Counter(found.severity for found in target.findings if not found.suppressed)
    for severity in Severity:
        yield (str(severity),), counting[severity]


TARGET_METRICS = (
    TargetMetric(
        "cdnaudit_target_status",
        "1 of the status that the target has, 0 of the others.",
        ("status",),
        _status,
    ),
    TargetMetric(
        "cdnaudit_target_single_points",
        "What is known to take the target down alone; an owner with all that is theirs is one.",
        (),
        lambda target: [((), len(TargetCauses(target).alone))],
    ),
    TargetMetric(
        "cdnaudit_target_service_single_point",
        "A provider in a role that the target depends on: 1 where it alone is known to take it down.",
        ("provider", "role"),
        _services,
    ),
    TargetMetric(
        "cdnaudit_target_services_left_out",
        f"Providers in a role beyond the {MOST_SERVICES} that are listed.",
        (),
        _services_left_out,
    ),
    TargetMetric(
        "cdnaudit_target_findings",
        "Findings that count.",
        ("severity",),
        _findings,
    ),
    TargetMetric(
        "cdnaudit_target_findings_set_aside",
        "Findings that do not count, as a baseline or an ignore accepts them.",
        (),
        lambda target: [((), sum(part.findings for part in target.set_aside))],
    ),
    TargetMetric(
        "cdnaudit_target_unknowns",
        "Questions without an answer.",
        (),
        lambda target: [((), len(target.unknowns))],
    ),
    TargetMetric(
        "cdnaudit_target_inconclusive",
        "Checks without the facts they need, and limits that were reached.",
        (),
        lambda target: [((), len(target.inconclusive) + len(target.limits_hit))],
    ),
)
