"""What a run is judged by: an option, then the configuration, then the default."""

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import UTC, datetime

from cdnaudit.application.chosen_checks import chosen
from cdnaudit.application.options import Options
from cdnaudit.errors import UsageError
from cdnaudit.gate.baseline_file import Baseline, read_baseline
from cdnaudit.gate.configuration import CheckSetting, Config, Ignore
from cdnaudit.gate.severities import SeverityRules
from cdnaudit.gate.suppress import Suppressor
from cdnaudit.gate.threshold import FailOn, Threshold
from cdnaudit.gate.verdict import Criteria
from cdnaudit.judging.catalogue import BY_ID, CHECKS, check_infos
from cdnaudit.model.terms import Confidence
from cdnaudit.survey.plan import Plan

SINGLE_POINTS = frozenset(check.id for check in CHECKS if check.single_point)


def criteria(options: Options, config: Config, planned: Collection[Plan]) -> Criteria:
    """Read what holds.

    Raises:
        UsageError: a check that is named does not exist, or none is left.
        RunError: the baseline cannot be used.
        UsageError: only new findings are wanted, and there is no baseline.
    """
    checks = chosen(options, config)
    return Criteria(
        threshold=_threshold(options, config),
        severities=SeverityRules(
            checks=_settings(config, checks),
            tier1=frozenset(plan.target for plan in planned if plan.tier1),
            single_points=SINGLE_POINTS,
        ),
        suppressor=_suppressor(options, config, BY_ID.keys() - checks),
        checks=tuple(check for check in check_infos() if check.id in checks),
        tags={plan.target: plan.tags for plan in planned if plan.tags},
    )


def _settings(config: Config, checks: frozenset[str]) -> dict[str, CheckSetting]:
    """Return the configured settings, with the checks on that are made, and all others off."""
    return {
        id_: replace(config.checks.get(id_, CheckSetting()), enabled=id_ in checks) for id_ in BY_ID
    }


def _threshold(options: Options, config: Config) -> Threshold:
    return Threshold(
        fail_on=FailOn(options.fail_on or config.fail_on or FailOn.HIGH).severity,
        min_confidence=Confidence(
            options.min_confidence or config.min_confidence or Confidence.MEDIUM
        ),
        allow_incomplete=options.allow_incomplete or bool(config.allow_incomplete),
        exit_zero=options.exit_zero,
    )


def _suppressor(options: Options, config: Config, not_run: AbstractSet[str]) -> Suppressor:
    """Return what was accepted; a configuration names its baseline from its own folder."""
    file = None if options.no_baseline else options.baseline or config.baseline_file
    if options.new_only and not file:
        raise UsageError(
            "--new-only needs a baseline; give --baseline FILE, or `baseline` in the configuration"
        )
    return Suppressor(
        today=datetime.now(UTC).date(),
        ignores=() if options.no_ignores else _needed(config.ignores, options),
        baseline=read_baseline(file) if file else Baseline(),
        not_run=frozenset(not_run),
    )


def _needed(ignores: Iterable[Ignore], options: Options) -> tuple[Ignore, ...]:
    """Leave out ignores of checks that this run alone does not make: they are not stale."""
    only = options.only or BY_ID
    return tuple(i for i in ignores if i.check in only and i.check not in options.skip)
