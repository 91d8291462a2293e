"""``cdnaudit scan``: audit targets, print a report, set the exit code."""

import sys

import typer

from cdnaudit.cli import flags as o
from cdnaudit.cli import query_flags as a
from cdnaudit.reporting.display import Color, CsvRows, DisplayOptions


def scan(
    targets: o.Targets = None,
    input_: o.InputFile = None,
    fmt: o.Format = None,
    fail_on: o.FailOnFlag = None,
    min_confidence: o.MinConfidenceFlag = None,
    allow_incomplete: o.AllowIncomplete = False,
    exit_zero: o.ExitZero = False,
    config: o.ConfigFile = None,
    no_config: o.NoConfig = False,
    baseline: o.Baseline = None,
    new_only: o.NewOnly = False,
    no_ignores: o.NoIgnores = False,
    show_suppressed: o.ShowSuppressed = False,
    strict_ignores: o.StrictIgnores = False,
    record: a.Record = None,
    replay: a.ReplayFlag = None,
    offline: a.Offline = False,
    resolver: a.Resolver = None,
    ecs: a.Ecs = None,
    samples: a.Samples = None,
    no_http: a.NoHttp = False,
    no_authoritative: a.NoAuthoritative = False,
    url: a.Url = None,
    rdap: a.Rdap = False,
    rules: a.Rules = None,
    asn_db: a.AsnDb = None,
    timeout: a.Timeout = 2.0,
    retries: a.Retries = 2,
    concurrency: a.Concurrency = 64,
    rate: a.Rate = 0.0,
    allow_private: a.AllowPrivate = False,
    csv_rows: o.CsvRowsFlag = CsvRows.FINDINGS,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    color: o.ColorFlag = Color.AUTO,
) -> None:
    """Audit TARGETs, print a report, set the exit code.

    Without TARGETs, those of the configuration are audited, else those of the recording.

    Exit codes: 0 nothing at or above --fail-on; 1 a finding; 2 usage; 3 evidence incomplete;
    4 internal error; 130 interrupted.
    """
    given = dict(locals())
    from cdnaudit.application.audit import Options, audit
    from cdnaudit.formats.output import sinks, write_report

    wanted = sinks(fmt)
    report = audit(Options.of(given))
    display = DisplayOptions(csv_rows=csv_rows, color=color, show_suppressed=show_suppressed)
    write_report(report, wanted, display)
    if not quiet:
        sys.stderr.writelines(f"cdnaudit: warning: {w}\n" for w in report.warnings)
    raise typer.Exit(report.run.exit_code)
