"""One audit, from options to a judged report: the Python API, and what the commands call."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from cdnaudit import __version__
from cdnaudit.application.answer_source import AnswerSource
from cdnaudit.application.answering import answering, recorded
from cdnaudit.application.chosen_checks import not_run
from cdnaudit.application.configuring import configuration
from cdnaudit.application.criteria import criteria
from cdnaudit.application.options import Options
from cdnaudit.application.overlaying import doubts, overlay_of, provenance
from cdnaudit.application.progress import Progress
from cdnaudit.application.repeatable import configured, said
from cdnaudit.application.run import Gathered
from cdnaudit.application.scanner import Scanner
from cdnaudit.application.targets import plans
from cdnaudit.application.walk_options import WalkOptions
from cdnaudit.errors import OutputError, UsageError
from cdnaudit.files import refuse_unwritable
from cdnaudit.gate.suppress import Suppressor
from cdnaudit.gate.verdict import judged, only_new
from cdnaudit.idn import doubt, own_letters
from cdnaudit.knowledge.base import Knowledge, knowledge_of
from cdnaudit.model.moments import moment, written
from cdnaudit.model.report import Report, Run
from cdnaudit.model.terms import Exit
from cdnaudit.recording import recording_file
from cdnaudit.recording.recording_file import Recording
from cdnaudit.survey.plan import Plan


def audit(options: Options, progress: Progress | None = None) -> Report:
    """Audit targets, as ``cdnaudit scan`` does with flags of the same names.

    Nothing is written but ``options.record``, and nothing printed. A silent network is no error:
    what nobody answered is in the report, and a target that cannot be judged is ``incomplete``.

    A recording that cannot be written at the end, as on a full disk, is told in ``warnings``, with
    exit code 2. Ctrl-C gives the report of what was finished, with exit code 130; so does an error
    of ours, with exit code 4, which is logged under ``cdnaudit``.

    Raises:
        CdnauditError: an option, target, file or configuration cannot be used; or the network is
            to be asked, and an event loop is running in this thread.
    """
    if options.record:
        refuse_unwritable(options.record)
    return _audited(options, recorded(options), progress)


def audit_recording(
    recording: Recording, options: Options, progress: Progress | None = None
) -> Report:
    """Audit by a recording that was read before, in place of the one that ``options`` names.

    Raises:
        CdnauditError: an option, target, file or configuration cannot be used.
    """
    return _audited(options, recording, progress)


def _audited(options: Options, recording: Recording | None, progress: Progress | None) -> Report:
    knowledge = knowledge_of(options.rules)
    config = configuration(options, knowledge)
    overlay = overlay_of(options)
    planned = plans(options, config, recording, overlay)
    progress = progress or Progress()
    source = answering(options, config, recording, overlay, progress)
    held = criteria(options, config, planned)

    started = _now()
    scanner = Scanner(knowledge, config.policy, options.cut_order, _as_of(recording, started))
    gathered = source.run(planned, scanner, progress)
    files = provenance(overlay)
    lost = _record(options.record, planned, gathered, started, files) if options.record else ""

    about = replace(
        _about(planned, source, knowledge, gathered, started),
        config=config.path or None,
        settings=configured(config),
        options=said(options),
        not_run=not_run(held.checks),
    )
    report = judged(about, gathered.assessments(planned), held)
    if options.strict_ignores:
        _refuse_stale(report, held.suppressor)
    told = (*files, *doubts(overlay), *_doubts(planned))
    report = replace(report, warnings=(*report.warnings, *told))
    shown = only_new(report) if options.new_only else report
    return _with_lost_recording(shown, lost) if lost else shown


def _as_of(recording: Recording | None, started: str) -> datetime | None:
    """Return when the world was asked; None where a recording does not say."""
    try:
        return moment(recording.recorded if recording else started)
    except ValueError:
        return None


def _record(
    path: Path,
    planned: Sequence[Plan],
    gathered: Gathered,
    started: str,
    modelled: Iterable[str],
) -> str:
    """Write the recording; return why it could not be: a disk that fills takes no report with it."""
    lines = recording_file.lines(
        [plan.target for plan in planned],
        gathered.answers.items(),
        recorded=started,
        options=WalkOptions.of_plans(planned).as_json(),
        modelled="; ".join(modelled),
    )
    try:
        recording_file.write(path, lines)
    except OutputError as error:
        return str(error)
    return ""


def _with_lost_recording(report: Report, why: str) -> Report:
    return replace(report, warnings=(*report.warnings, why), exit_code=Exit.USAGE)


def _about(
    planned: Sequence[Plan],
    source: AnswerSource,
    knowledge: Knowledge,
    gathered: Gathered,
    started: str,
) -> Run:
    walk = WalkOptions.of_plans(planned)
    return Run(
        tool=f"cdnaudit {__version__}",
        rules_date=knowledge.date,
        rules_providers=len(knowledge.providers),
        started=source.recorded or started,
        finished=_now(),
        resolvers=source.resolvers,
        ecs=walk.ecs,
        samples=walk.samples,
        replayed=source.provenance != "live",
        provenance=source.provenance,
        ending=gathered.ending,
    )


def _refuse_stale(report: Report, suppressor: Suppressor) -> None:
    stale = suppressor.stale(report.targets)
    if stale:
        raise UsageError("; ".join(stale))


def _doubts(planned: Sequence[Plan]) -> tuple[str, ...]:
    """Say which names a person may take for others."""
    names = {plan.target: doubt(plan.target) for plan in planned}
    return tuple(f"{name} ({own_letters(name)}) {said}" for name, said in names.items() if said)


def _now() -> str:
    """Return the time as reports write it."""
    return written(datetime.now(UTC))
