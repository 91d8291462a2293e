"""One audit as the flags ask for it; ``scan``, ``convert`` and ``baseline write`` share it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from cdnaudit import names
from cdnaudit.application import inputs, ports
from cdnaudit.application.session import Session, run
from cdnaudit.cli import flags as o
from cdnaudit.errors import UsageError
from cdnaudit.gate.configuration import Config, TargetEntry
from cdnaudit.gate.verdict import Threshold
from cdnaudit.knowledge.base import embedded, with_folder
from cdnaudit.model.facts import DnsQuestion
from cdnaudit.model.report import Report
from cdnaudit.observe.walk import Ask
from cdnaudit.recording.recording_file import Recording
from cdnaudit.survey.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The flags of a scan, as they came."""

    targets: Sequence[str] = ()
    input_: str | None = None
    fail_on: o.FailOn | None = None
    min_confidence: o.MinConfidence | None = None
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

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Self:
        """Take the flags of a command by their names; one that was not given keeps its default."""
        names = {field.name for field in fields(cls)}
        return cls(**{k: v for k, v in given.items() if k in names and v is not None})


def audit(asked: Options) -> Report:
    """Run one scan as asked; nothing is written but a recording.

    Raises:
        CdnauditError: a flag, target, file or configuration cannot be used.
    """
    session = prepared(asked)
    report = run(session)
    stale = [*report.warnings, *session.suppressor.unused(report.targets)]
    if asked.strict_ignores and stale:
        raise UsageError("; ".join(stale))
    return report


def prepared(asked: Options) -> Session:
    """Read every file the flags name, and choose who answers."""
    held = inputs.config(asked.config, none=asked.no_config)
    tape = ports.recorded(asked.replay, offline=asked.offline, record=asked.record)
    entries = inputs.entries(asked.targets, asked.input_) or held.targets
    if not entries and tape:
        entries = inputs.entries(tape.targets, None)
    if not entries:
        raise UsageError("no targets; name a host, as `cdnaudit scan www.example.com`")
    plans = _plans(asked, entries, held.samples, recorded_options(tape) if tape else {})
    port, resolvers = _port(asked, held, tape)
    known = embedded()
    return Session(
        plans=plans,
        port=port,
        knowledge=with_folder(known, asked.rules) if asked.rules else known,
        config=held,
        threshold=_threshold(asked, held),
        suppressor=inputs.suppressor(held, asked.baseline, no_ignores=asked.no_ignores),
        provenance=tape.provenance if tape else "live",
        recorded=tape.recorded if tape else "",
        resolvers=resolvers,
        record=asked.record,
        new_only=asked.new_only,
        quiet=asked.quiet,
        verbose=asked.verbose,
    )


def _threshold(asked: Options, held: Config) -> Threshold:
    return inputs.threshold(
        asked.fail_on,
        asked.min_confidence,
        held,
        allow=asked.allow_incomplete,
        zero=asked.exit_zero,
    )


def _port(asked: Options, held: Config, tape: Recording | None) -> tuple[Ask, tuple[str, ...]]:
    origin = ports.origins(asked.asn_db)
    if tape:
        return ports.replay_port(tape, origin), ()
    way = ports.Way(
        resolvers=inputs.resolvers(asked.resolver or held.resolver),
        timeout=asked.timeout,
        retries=asked.retries,
        concurrency=asked.concurrency,
        rate=asked.rate,
        allow_private=asked.allow_private,
        pages=not asked.no_http,
    )
    return ports.live_port(way, origin)


def recorded_options(tape: Recording) -> Mapping[str, object]:
    """Return the options a recording names, or else shows: its samples and client subnets."""
    asked = [q for q in tape.answers if isinstance(q, DnsQuestion)]
    shown: dict[str, object] = {"samples": 1 + max((q.sample for q in asked), default=0)}
    subnets = sorted({q.ecs for q in asked} - {""})
    plain = any(not q.ecs and q.type in {"A", "AAAA"} for q in asked)
    shown["ecs"] = [*([""] if subnets and plain else []), *subnets]
    return {**shown, **tape.options}


def _plans(
    asked: Options,
    entries: tuple[TargetEntry, ...],
    samples: int | None,
    taped: Mapping[str, object],
) -> tuple[Plan, ...]:
    """Give each target its options; a recording brings along those it was made with."""
    taped_urls = taped.get("urls")
    urls = [
        names.url(u) for u in (*asked.url, *(taped_urls if isinstance(taped_urls, list) else []))
    ]
    taped_ecs = taped.get("ecs")
    ecs = inputs.subnets(asked.ecs or (taped_ecs if isinstance(taped_ecs, list) else []))
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
    return [u for u in urls if alone or names.is_under(urlsplit(u).hostname or "", target)]
