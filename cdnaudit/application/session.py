"""One run of the scanner: options to plans and a port, answers to a judged report."""

import asyncio
import sys
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from cdnaudit import __version__
from cdnaudit.cli.progress import Progress
from cdnaudit.errors import CdnauditError
from cdnaudit.gate.configuration import Config
from cdnaudit.gate.severities import Rules
from cdnaudit.gate.suppress import Suppressor
from cdnaudit.gate.verdict import Exit, Threshold, judged
from cdnaudit.judging.catalogue import CHECKS, check_infos
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.model.facts import Answer, Question
from cdnaudit.model.nodes import Graph, Node, NodeKind
from cdnaudit.model.report import Location, Report, Run, TargetReport
from cdnaudit.model.terms import Status
from cdnaudit.observe.walk import Ask
from cdnaudit.pipeline import Scanner
from cdnaudit.recording import recording_file as recording
from cdnaudit.survey.plan import Plan

SINGLE_POINTS = frozenset(c.id for c in CHECKS if c.single_point)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Everything one run needs; the command line fills it."""

    plans: tuple[Plan, ...]
    port: Ask
    knowledge: Knowledge
    config: Config
    threshold: Threshold
    suppressor: Suppressor
    provenance: str = "live"
    recorded: str = ""
    resolvers: tuple[str, ...] = ()
    record: Path | None = None
    new_only: bool = False
    quiet: bool = False
    verbose: bool = False


@dataclass(slots=True)
class Outcome:
    """What came of the walk, finished or not."""

    done: list[TargetReport] = field(default_factory=list)
    answers: dict[Question, Answer] = field(default_factory=dict)
    interrupted: bool = False
    crashed: bool = False


def run(session: Session) -> Report:
    """Audit every target and judge the result; an interrupted run gives a partial report."""
    started = now()
    outcome = _observe(session)
    if session.record:
        _record(session, outcome, started)
    order = {plan.target: number for number, plan in enumerate(session.plans)}
    missing = [
        _unfinished(p) for p in session.plans if p.target not in {t.target for t in outcome.done}
    ]
    targets = sorted([*outcome.done, *missing], key=lambda t: order[t.target])
    report = Report(
        run=Run(
            tool=f"cdnaudit {__version__}",
            rules_date=session.knowledge.date,
            rules_providers=len(session.knowledge.providers),
            started=session.recorded or started,
            finished=now(),
            resolvers=session.resolvers,
            ecs=session.plans[0].ecs,
            samples=session.plans[0].samples,
            replayed=session.provenance != "live",
            provenance=session.provenance,
            exit_code=0,
            interrupted=outcome.interrupted,
        ),
        targets=tuple(targets),
        checks=check_infos(),
    )
    whole = gated(report, session)
    if outcome.crashed:
        return replace(whole, run=replace(whole.run, exit_code=int(Exit.INTERNAL)))
    return whole


def gated(report: Report, session: Session) -> Report:
    """Apply configuration, ignores, baseline and threshold."""
    tier1 = frozenset(p.target for p in session.plans if p.tier1)
    rules = Rules(checks=session.config.checks, tier1=tier1, single_points=SINGLE_POINTS)
    configured = [rules.target(t) for t in report.targets]
    marked = [session.suppressor.target(t) for t in configured]
    warnings = session.suppressor.warnings(configured)
    whole = judged(replace(report, targets=tuple(marked), warnings=warnings), session.threshold)
    return replace(whole, targets=tuple(map(_new, whole.targets))) if session.new_only else whole


def _new(target: TargetReport) -> TargetReport:
    """Leave out what the baseline holds."""
    kept = [f for f in target.findings if not f.suppressed or f.suppressed.kind != "baseline"]
    return replace(target, findings=tuple(kept))


def _observe(session: Session) -> Outcome:
    outcome = Outcome()
    progress = Progress(len(session.plans), quiet=session.quiet, verbose=session.verbose)

    async def ask(question: Question) -> Answer:
        answer = await session.port(question)
        outcome.answers[question] = answer
        progress.answered(question, answer)
        return answer

    def finished(target: TargetReport) -> None:
        outcome.done.append(target)
        progress.finished(target)

    scanner = Scanner(ask, session.knowledge, session.config.policy)
    try:
        asyncio.run(scanner.targets(session.plans, finished))
    except KeyboardInterrupt:
        outcome.interrupted = True
    except BaseExceptionGroup as group:
        _crash(group, outcome)
    finally:
        progress.clear()
    return outcome


def _crash(group: BaseExceptionGroup[BaseException], outcome: Outcome) -> None:
    """Keep what is finished; a wrong file still ends the run with its own message."""
    ours = group.subgroup(CdnauditError)
    if ours:
        raise ours.exceptions[0] from None
    traceback.print_exception(group, file=sys.stderr)
    outcome.crashed = True


def _record(session: Session, outcome: Outcome, started: str) -> None:
    options: Mapping[str, object] = {
        "http": session.plans[0].http,
        "authoritative": session.plans[0].authoritative,
        "samples": session.plans[0].samples,
        "ecs": list(session.plans[0].ecs),
        "urls": [url for plan in session.plans for url in plan.urls],
    }
    targets = [plan.target for plan in session.plans]
    lines = recording.lines(targets, outcome.answers.items(), recorded=started, options=options)
    if session.record:
        recording.write(session.record, lines)


def _unfinished(plan: Plan) -> TargetReport:
    """Stand in for a target that was not finished: incomplete, and nothing is claimed."""
    return TargetReport(
        target=plan.target,
        status=Status.INCOMPLETE,
        location=Location(plan.file, plan.line) if plan.file else None,
        hosts=(),
        zones=(),
        providers=(),
        transitive=(),
        cuts=(),
        findings=(),
        unknowns=(),
        inconclusive=(),
        limits_hit=("interrupted before it was finished",),
        graph=Graph((Node(NodeKind.UNKNOWN, plan.target),), 0),
    )


def now() -> str:
    """Return the time as reports write it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
