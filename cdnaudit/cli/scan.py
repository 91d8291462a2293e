"""``cdnaudit scan``: audit targets, print a report, set the exit code."""

import typer

from cdnaudit.application.options import Options
from cdnaudit.cli import flags, query_flags, streams
from cdnaudit.cli.grouped_help import GroupedHelp
from cdnaudit.cli.progress_line import ProgressLine
from cdnaudit.formats.output import refuse_unwritable_files, sinks, write_report
from cdnaudit.model.report import Report
from cdnaudit.model.terms import Exit
from cdnaudit.reporting.display import Color, CsvRows, DisplayOptions

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(cls=GroupedHelp)
def scan(
    targets: flags.Targets = None,
    input_: flags.InputFile = None,
    fmt: flags.Format = None,
    fail_on: flags.FailOnFlag = None,
    min_confidence: flags.MinConfidenceFlag = None,
    allow_incomplete: flags.AllowIncomplete = False,
    exit_zero: flags.ExitZero = False,
    config: flags.ConfigFile = None,
    no_config: flags.NoConfig = False,
    baseline: flags.Baseline = None,
    new_only: flags.NewOnly = False,
    no_ignores: flags.NoIgnores = False,
    show_suppressed: flags.ShowSuppressed = False,
    strict_ignores: flags.StrictIgnores = False,
    only: flags.Only = None,
    skip: flags.Skip = None,
    record: query_flags.Record = None,
    replay: query_flags.ReplayFlag = None,
    offline: query_flags.Offline = False,
    zone: query_flags.Zone = None,
    resolver: query_flags.Resolver = None,
    ecs: query_flags.Ecs = None,
    samples: query_flags.Samples = None,
    no_http: query_flags.NoHttp = False,
    no_authoritative: query_flags.NoAuthoritative = False,
    url: query_flags.Url = None,
    origin: query_flags.Origin = None,
    status_page: query_flags.StatusPage = None,
    rdap: query_flags.Rdap = False,
    cut_order: query_flags.CutOrder = 2,
    rules: query_flags.Rules = None,
    asn_db: query_flags.AsnDb = None,
    timeout: query_flags.Timeout = 2.0,
    retries: query_flags.Retries = 2,
    concurrency: query_flags.Concurrency = 64,
    rate: query_flags.Rate = 0.0,
    allow_private: query_flags.AllowPrivate = False,
    csv_rows: flags.CsvRowsFlag = CsvRows.FINDINGS,
    summary: flags.Summary = False,
    details: flags.Details = False,
    quiet: flags.Quiet = False,
    verbose: flags.Verbose = False,
    color: flags.ColorFlag = Color.AUTO,
) -> None:
    """Audit TARGETs, print a report, set the exit code.

    Without TARGETs, the hosts of --zone files are audited, else those of the configuration, else
    those of the recording.

    Exit codes: 0 nothing at or above --fail-on; 1 a finding; 2 usage; 3 evidence incomplete;
    4 internal error; 130 interrupted.
    """
    # Imported here: 100 ms that `scan --help` and the completion of its flags need not wait for.
    from cdnaudit.application.audit import audit

    wanted = sinks(fmt)
    display = DisplayOptions(
        csv_rows=csv_rows,
        color=color,
        detail=flags.detail(summary=summary, details=details),
        verbose=verbose,
        show_suppressed=show_suppressed,
    )
    others = {"--record": record, "--replay": replay, "--baseline": baseline, "--input": input_}
    zones = flags.every(zone)
    named = {f"--zone {path}": path for path in zones}
    refuse_unwritable_files(wanted, {**others, **named, "--config": config})
    options = Options(
        targets=flags.every(targets),
        input=input_,
        fail_on=fail_on,
        min_confidence=min_confidence.level if min_confidence else None,
        allow_incomplete=allow_incomplete,
        exit_zero=exit_zero,
        only=flags.every(only),
        skip=flags.every(skip),
        config=config,
        no_config=no_config,
        baseline=baseline,
        new_only=new_only,
        no_ignores=no_ignores,
        strict_ignores=strict_ignores,
        record=record,
        replay=replay,
        offline=offline,
        zone=zones,
        resolver=flags.every(resolver),
        ecs=flags.every(ecs),
        samples=samples,
        no_http=no_http,
        no_authoritative=no_authoritative,
        url=flags.every(url),
        origin=flags.every(origin),
        status_page=status_page,
        rdap=rdap,
        cut_order=cut_order,
        rules=rules,
        asn_db=asn_db,
        timeout=timeout,
        retries=retries,
        concurrency=concurrency,
        rate=rate,
        allow_private=allow_private,
    )
    report = audit(options, ProgressLine(quiet=quiet, verbose=verbose))
    write_report(report, wanted, display)
    warn(report, quiet=quiet)
    raise typer.Exit(report.exit_code)


def warn(report: Report, *, quiet: bool) -> None:
    """Say the warnings, where they are wanted; a recording that is lost is no mere one."""
    if not quiet or report.exit_code is Exit.USAGE:
        for warning in report.warnings:
            streams.warn(warning)
