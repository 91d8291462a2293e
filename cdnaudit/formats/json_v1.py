"""JSON, ``cdnaudit/report/v1``. Fields may be added; none may be renamed or removed."""

import json
from itertools import chain
from typing import TextIO

from cdnaudit.formats.json_v1_target import Json, set_aside_object, target_object
from cdnaudit.model.check_info import CheckInfo
from cdnaudit.model.report import SCHEMA, Report
from cdnaudit.model.terms import Severity, Status
from cdnaudit.reporting.portfolio_rows import PortfolioRow
from cdnaudit.reporting.totals import Totals


def render(totals: Totals, out: TextIO) -> None:
    """Write one object and a newline."""
    whole = {
        "schema": SCHEMA,
        "run": run_object(totals.report),
        "checks": [_check(check) for check in totals.checks],
        "targets": [target_object(target) for target in totals.report.targets],
        "summary": summary(totals),
        "warnings": list(totals.report.warnings),
    }
    json.dump(whole, out, indent=1)
    out.write("\n")


def render_lines(totals: Totals, out: TextIO) -> None:
    """Write JSON lines: the run with checks and summary, then one target a line."""
    head = {
        "schema": SCHEMA,
        "run": run_object(totals.report),
        "checks": [_check(check) for check in totals.checks],
        "summary": summary(totals),
        "warnings": list(totals.report.warnings),
    }
    targets = (target_object(target) for target in totals.report.targets)
    out.writelines(json.dumps(row) + "\n" for row in chain((head,), targets))


def run_object(report: Report) -> Json:
    """Write how the report came to be."""
    run = report.run
    return {
        "tool": run.tool,
        "rules": {"date": run.rules_date, "providers": run.rules_providers},
        "started": run.started,
        "finished": run.finished,
        "resolvers": list(run.resolvers),
        "ecs": list(run.ecs),
        "samples": run.samples,
        "replayed": run.replayed,
        "provenance": run.provenance,
        "interrupted": run.interrupted,
        "config": run.config,
        "settings": run.settings,
        "options": run.options,
        "fail_on": report.fail_on,
        "not_run": list(run.not_run),
        "exit_code": int(report.exit_code),
    }


def summary(totals: Totals) -> Json:
    """Write how many targets ended how, how many findings count, and how much rests on whom."""
    by_status = totals.targets_by_status
    by_severity = totals.findings_by_severity
    return {
        "targets": len(totals.report.targets),
        **{str(status): by_status[status] for status in Status},
        "findings": {str(level): by_severity[level] for level in reversed(Severity)},
        "set_aside": [set_aside_object(part) for part in totals.report.set_aside],
        "providers": [provider_totals(row) for row in totals.portfolio if row.event.provider],
    }


def provider_totals(row: PortfolioRow) -> Json:
    """Write how many targets depend on a provider in a role (contract, section 7)."""
    return {
        "role": row.event.role and str(row.event.role),
        "provider": row.event.provider,
        "company": row.companies[0] if row.companies else None,
        "uses": row.used_by,
        "sole": row.takes_down,
        "uses_direct": row.used_directly_by,
        "sole_direct": row.takes_down_directly,
        "share": row.share,
    }


def _check(check: CheckInfo) -> Json:
    return {
        "id": check.id,
        "title": check.title,
        "severity": str(check.severity),
        "help": check.help,
    }
