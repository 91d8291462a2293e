"""``cdnaudit scan``: audit targets, print a report, set the exit code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from cdnaudit.cli import options as o
from cdnaudit.gate.config import TargetEntry
from cdnaudit.model.report import Report
from cdnaudit.survey.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The flags of a scan, as they came."""

    targets: Sequence[str] = ()
    input: str | None = None
    fail_on: o.FailOn | None = None
    min_confidence: o.Sure | None = None
    allow_incomplete: bool = False
    exit_zero: bool = False
    config: Path | None = None
    no_config: bool = False
    baseline: Path | None = None
    new_only: bool = False
    no_ignores: bool = False
    strict_ignores: bool = False
    record: Path | None = None
    replay: Path | None = None
    offline: bool = False
    resolver: Sequence[str] = ()
    ecs: Sequence[str] = ()
    samples: int | None = None
    no_http: bool = False
    no_authoritative: bool = False
    url: Sequence[str] = ()
    rdap: bool = False
    rules: Path | None = None
    asn_db: Path | None = None
    timeout: float = 2.0
    retries: int = 2
    concurrency: int = 64
    rate: float = 0.0
    allow_private: bool = False
    quiet: bool = False
    verbose: bool = False


def scan(
    targets: o.Targets = None,
    input_: o.InputFile = None,
    fmt: o.Format = None,
    fail_on: o.FailOnFlag = None,
    min_confidence: o.SureFlag = None,
    allow_incomplete: o.AllowIncomplete = False,
    exit_zero: o.ExitZero = False,
    config: o.ConfigFile = None,
    no_config: o.NoConfig = False,
    baseline: o.Baseline = None,
    new_only: o.NewOnly = False,
    no_ignores: o.NoIgnores = False,
    show_suppressed: o.ShowSuppressed = False,
    strict_ignores: o.StrictIgnores = False,
    record: o.Record = None,
    replay: o.ReplayFlag = None,
    offline: o.Offline = False,
    resolver: o.Resolver = None,
    ecs: o.Ecs = None,
    samples: o.Samples = None,
    no_http: o.NoHttp = False,
    no_authoritative: o.NoAuthoritative = False,
    url: o.Url = None,
    rdap: o.Rdap = False,
    rules: o.Rules = None,
    asn_db: o.AsnDb = None,
    timeout: o.Timeout = 2.0,
    retries: o.Retries = 2,
    concurrency: o.Concurrency = 64,
    rate: o.Rate = 0.0,
    allow_private: o.AllowPrivate = False,
    csv_rows: o.CsvRows = o.Rows.FINDINGS,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    color: o.ColorFlag = o.Color.AUTO,
) -> None:
    """Audit TARGETs, print a report, set the exit code.

    Without TARGETs, those of the configuration are audited, else those of the recording.

    Exit codes: 0 nothing at or above --fail-on; 1 a finding; 2 usage; 3 evidence incomplete;
    4 internal error; 130 interrupted.
    """
    from cdnaudit.cli.output import Look, sinks, write_all

    wanted = sinks(fmt)
    report = audit(
        Asked(
            targets=targets or [],
            input=input_,
            fail_on=fail_on,
            min_confidence=min_confidence,
            allow_incomplete=allow_incomplete,
            exit_zero=exit_zero,
            config=config,
            no_config=no_config,
            baseline=baseline,
            new_only=new_only,
            no_ignores=no_ignores,
            strict_ignores=strict_ignores,
            record=record,
            replay=replay,
            offline=offline,
            resolver=resolver or [],
            ecs=ecs or [],
            samples=samples,
            no_http=no_http,
            no_authoritative=no_authoritative,
            url=url or [],
            rdap=rdap,
            rules=rules,
            asn_db=asn_db,
            timeout=timeout,
            retries=retries,
            concurrency=concurrency,
            rate=rate,
            allow_private=allow_private,
            quiet=quiet,
            verbose=verbose,
        )
    )
    look = Look(
        dependencies=csv_rows is o.Rows.DEPENDENCIES, suppressed=show_suppressed, color=color
    )
    write_all(report, wanted, look)
    raise typer.Exit(report.run.exit_code)


def audit(asked: Asked) -> Report:
    """Run one scan as asked; nothing is written but a recording.

    Raises:
        CdnauditError: a flag, target, file or configuration cannot be used.
    """
    from cdnaudit.cli import inputs, ports
    from cdnaudit.cli.session import Session, run
    from cdnaudit.errors import UsageError
    from cdnaudit.identify.knowledge import embedded, with_folder

    held = inputs.config(asked.config, none=asked.no_config)
    tape = ports.recorded(asked.replay, offline=asked.offline, record=asked.record)
    entries = inputs.entries(asked.targets, asked.input) or held.targets
    if not entries and tape:
        entries = inputs.entries(tape.targets, None)
    if not entries:
        raise UsageError("no targets; name a host, as `cdnaudit scan www.example.com`")
    plans = _plans(asked, entries, held.samples, tape.options if tape else {})
    origin = ports.origins(asked.asn_db)
    way = ports.Way(
        resolvers=inputs.resolvers(asked.resolver or held.resolver),
        timeout=asked.timeout,
        retries=asked.retries,
        concurrency=asked.concurrency,
        rate=asked.rate,
        allow_private=asked.allow_private,
        pages=not asked.no_http,
    )
    port, resolvers = (
        (ports.replay_port(tape, origin), ()) if tape else ports.live_port(way, origin)
    )
    known = embedded()
    session = Session(
        plans=plans,
        port=port,
        knowledge=with_folder(known, asked.rules) if asked.rules else known,
        config=held,
        bar=inputs.bar(
            asked.fail_on,
            asked.min_confidence,
            held,
            allow=asked.allow_incomplete,
            zero=asked.exit_zero,
        ),
        suppressor=inputs.suppressor(held, asked.baseline, no_ignores=asked.no_ignores),
        provenance=tape.provenance if tape else "live",
        recorded=tape.recorded if tape else "",
        resolvers=resolvers,
        record=asked.record,
        new_only=asked.new_only,
        quiet=asked.quiet,
        verbose=asked.verbose,
    )
    report = run(session)
    stale = [*report.warnings, *session.suppressor.unused(report.targets)]
    if asked.strict_ignores and stale:
        raise UsageError("; ".join(stale))
    return report


def _plans(
    asked: Asked,
    entries: tuple[TargetEntry, ...],
    samples: int | None,
    taped: Mapping[str, object],
) -> tuple[Plan, ...]:
    """Give each target its options; a recording brings along those it was made with."""
    from cdnaudit import names
    from cdnaudit.cli.inputs import subnets

    taped_urls = taped.get("urls")
    urls = [
        names.url(u) for u in (*asked.url, *(taped_urls if isinstance(taped_urls, list) else []))
    ]
    taped_ecs = taped.get("ecs")
    ecs = subnets(asked.ecs or (taped_ecs if isinstance(taped_ecs, list) else []))
    taped_samples = taped.get("samples")
    count = asked.samples or samples or (taped_samples if isinstance(taped_samples, int) else 1)
    return tuple(
        Plan(
            target=entry.name,
            urls=tuple(
                dict.fromkeys((*entry.urls, *_pages(entry.name, urls, alone=len(entries) == 1)))
            ),
            http=not asked.no_http and taped.get("http") is not False,
            authoritative=not asked.no_authoritative and taped.get("authoritative") is not False,
            rdap=asked.rdap,
            samples=count,
            ecs=ecs,
            tier1=entry.tier1,
            file=entry.file,
            line=entry.line,
        )
        for entry in entries
    )


def _pages(target: str, urls: list[str], *, alone: bool) -> list[str]:
    """Give a declared page to the target it lies under, or to the only target there is."""
    from urllib.parse import urlsplit

    from cdnaudit.names import is_under

    return [u for u in urls if alone or is_under(urlsplit(u).hostname or "", target)]
