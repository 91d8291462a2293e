"""What a run is judged by: an option, then the configuration, then the default."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from cdnaudit.application.options import Options
from cdnaudit.gate.baseline_file import Baseline, read_baseline
from cdnaudit.gate.configuration import Config
from cdnaudit.gate.severities import SeverityRules
from cdnaudit.gate.suppress import Suppressor
from cdnaudit.gate.threshold import FailOn, Threshold
from cdnaudit.gate.verdict import Criteria
from cdnaudit.judging.catalogue import CHECKS, check_infos
from cdnaudit.model.terms import Confidence
from cdnaudit.survey.plan import Plan

SINGLE_POINTS = frozenset(check.id for check in CHECKS if check.single_point)


def criteria(options: Options, config: Config, plans: Iterable[Plan]) -> Criteria:
    """Read what holds.

    Raises:
        RunError: the baseline cannot be used.
    """
    return Criteria(
        threshold=_threshold(options, config),
        severities=SeverityRules(
            checks=config.checks,
            tier1=frozenset(plan.target for plan in plans if plan.tier1),
            single_points=SINGLE_POINTS,
        ),
        suppressor=_suppressor(options, config),
        checks=check_infos(),
    )


def _threshold(options: Options, config: Config) -> Threshold:
    return Threshold(
        fail_on=FailOn(options.fail_on or config.fail_on or FailOn.HIGH).severity,
        min_confidence=Confidence(
            options.min_confidence or config.min_confidence or Confidence.MEDIUM
        ),
        allow_incomplete=options.allow_incomplete or bool(config.allow_incomplete),
        exit_zero=options.exit_zero,
    )


def _suppressor(options: Options, config: Config) -> Suppressor:
    """Return what was accepted; a configuration names its baseline from its own folder."""
    beside = Path(config.path).parent / config.baseline if config.baseline else None
    file = None if options.no_baseline else options.baseline or beside
    return Suppressor(
        today=datetime.now(UTC).date(),
        ignores=() if options.no_ignores else config.ignores,
        baseline=read_baseline(file) if file else Baseline(),
    )
