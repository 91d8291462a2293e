"""``cdnaudit baseline write``: accept today's findings."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cdnaudit.application.options import Options
from cdnaudit.application.past_run import is_recording
from cdnaudit.cli import flags, query_flags
from cdnaudit.cli.progress_line import ProgressLine
from cdnaudit.errors import UsageError
from cdnaudit.fields.wording import repeated
from cdnaudit.files import is_file, refuse_unwritable, write_whole
from cdnaudit.formats import saved_run
from cdnaudit.formats.dependencies_csv import has_verdicts
from cdnaudit.gate.baseline_file import Baseline, accepted, baseline_text, read_baseline
from cdnaudit.model.assessment import NO_VERDICTS
from cdnaudit.model.report import JudgedFinding, Report
from cdnaudit.names import counted

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def baseline() -> None:
    """Accept today's findings."""


@app.command()
def write(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The baseline to write.")],
    run_or_targets: Annotated[
        list[str] | None,
        typer.Argument(metavar="[RUN | TARGET...]", help="A saved run, or targets to scan."),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by", metavar="NAME", help="Who accepts them; entries that stay keep their name."
        ),
    ] = None,
    replay: query_flags.ReplayFlag = None,
    resolver: query_flags.Resolver = None,
    no_http: query_flags.NoHttp = False,
    no_authoritative: query_flags.NoAuthoritative = False,
    config_file: flags.ConfigFile = None,
    no_config: flags.NoConfig = False,
) -> None:
    """Accept the findings of a saved run, or of a scan made now; only new ones fail the gate.

    An entry holds while its finding has no higher severity and no further role.
    """
    _refuse_unprintable(by)
    refuse_unwritable(file)
    old = read_baseline(file) if file.is_file() and file.stat().st_size else Baseline()
    given = run_or_targets or []
    run = _saved_run(given)
    options = Options(
        targets=() if run else tuple(given),
        replay=run or replay,
        all_recorded=run is not None,
        resolver=flags.every(resolver),
        no_http=no_http,
        no_authoritative=no_authoritative,
        config=config_file,
        no_config=no_config,
        no_baseline=True,
    )
    judged = run is not None and not is_recording(run)
    report = _with_verdicts(run) if run and judged else _audited(options)
    _accept(report, old, file, by)


def _audited(options: Options) -> Report:
    # Imported here: 100 ms that a report, which was judged already, need not wait for.
    from cdnaudit.application.audit import audit

    return audit(options, ProgressLine())


def _refuse_unprintable(by: str | None) -> None:
    if by is not None and not (by.strip() and by.isprintable()):
        raise UsageError(f"--by is {repeated(by)}; give a name")


def _accept(report: Report, old: Baseline, file: Path, by: str | None) -> None:
    """Write what is accepted from now on, and say how much that is."""
    ignored, findings = _by_ignore(report)
    entries = accepted(findings, old, datetime.now(UTC).date(), by)
    write_whole(file, baseline_text(entries))
    left = f"; {counted(len(ignored), 'finding')} left to an ignore" if ignored else ""
    sys.stdout.write(f"wrote {file}: {counted(len(entries), 'finding')} accepted{left}\n")


def _saved_run(given: Sequence[str]) -> Path | None:
    """Return the only argument if it is a file; else they are targets."""
    return Path(given[0]) if len(given) == 1 and is_file(given[0]) else None


def _with_verdicts(path: Path) -> Report:
    """Read a report.

    Raises:
        UsageError: it is a run without findings to accept, or without all of them.
    """
    report = saved_run.read(path)
    if not has_verdicts(report):
        remedy = "give a report that `cdnaudit scan -f json` wrote"
        raise UsageError(f"{path}: {NO_VERDICTS}; {remedy}")
    shown = (finding for target in report.targets for finding in target.findings)
    if sum(part.findings for part in report.set_aside) > sum(bool(f.suppressed) for f in shown):
        remedy = "scan without --new-only"
        raise UsageError(f"{path}: leaves out what the baseline of its scan accepted; {remedy}")
    return report


def _by_ignore(report: Report) -> tuple[list[JudgedFinding], list[JudgedFinding]]:
    """Part the findings that an ignore covers: what it accepts for a time is not accepted for good."""
    findings = [finding for target in report.targets for finding in target.findings]
    ignored = [finding for finding in findings if _is_ignored(finding)]
    return ignored, [finding for finding in findings if not _is_ignored(finding)]


def _is_ignored(finding: JudgedFinding) -> bool:
    return finding.suppressed is not None and finding.suppressed.kind == "ignore"
