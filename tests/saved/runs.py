"""Judged worlds as runs, and files of them."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TextIO

from cdnaudit.formats import csv_v1, json_v1
from cdnaudit.gate.severities import SeverityRules
from cdnaudit.gate.suppress import Suppressor
from cdnaudit.gate.threshold import Threshold
from cdnaudit.gate.verdict import Criteria, judged
from cdnaudit.judging.catalogue import check_infos
from cdnaudit.model.assessment import Assessment
from cdnaudit.model.report import Ending, Report, Run, TargetReport
from cdnaudit.reporting.display import CsvRows, DisplayOptions
from cdnaudit.reporting.document import Document
from tests.world import ALPHA, BETA, OWN, Answers, page, world
from tests.world import judge as assess

HOST = "www.shop.example"
EDGED = {HOST: "x.alpha-edge.example 192.0.2.1"}
STRANGE = {"far.example": "ns1.faraway.example=192.0.2.21 ns2.faraway.example=198.51.100.21"}


CRITERIA = Criteria(
    threshold=Threshold(), severities=SeverityRules(), suppressor=Suppressor(today=date.min)
)


def run(*targets: Assessment, warnings: tuple[str, ...] = ()) -> Report:
    about = Run(
        tool="cdnaudit 0",
        rules_date="2026-11-01",
        rules_providers=4,
        started="2026-11-23T00:00:00Z",
        finished="2026-11-23T00:00:01Z",
        resolvers=("192.0.2.53",),
        ecs=("198.51.100.0/24",),
        samples=2,
        replayed=True,
        provenance="modelled",
        ending=Ending.COMPLETE,
    )
    report = judged(about, targets, CRITERIA)
    return replace(report, warnings=warnings, checks=check_infos())


def judge(answers: Answers, *, http: bool = False) -> TargetReport:
    """Return the report on one target."""
    return run(assess(answers, http=http)).targets[0]


def edged(zone: str = OWN, edge_zone: str = ALPHA) -> Answers:
    return world(EDGED, {"shop.example": zone, "alpha-edge.example": edge_zone})


WORLDS: dict[str, Callable[[], TargetReport]] = {
    "its own": lambda: judge(world()),
    "an edge": lambda: judge(edged()),
    "an edge and its DNS": lambda: judge(edged(ALPHA)),
    "two DNS operators": lambda: judge(edged(f"{ALPHA} {BETA}")),
    "a platform on an edge": lambda: judge(
        world(
            {HOST: "x.cabin-app.example 192.0.2.1"},
            {"shop.example": OWN, "cabin-app.example": BETA},
        )
    ),
    "a challenge": lambda: judge(
        edged() | page(f"https://{HOST}/", 403, X_beta_challenge="challenge"), http=True
    ),
    "an alias into a stranger's zone": lambda: judge(
        world({HOST: "x.far.example 203.0.113.1"}, {"shop.example": OWN, **STRANGE})
    ),
    "an alias into a zone that a known provider serves": lambda: judge(
        world({HOST: "x.far.example 203.0.113.1"}, {"shop.example": OWN, "far.example": BETA})
    ),
    "a zone below another operator's": lambda: judge(
        world(None, {"shop.example": BETA, "www.shop.example": ALPHA})
    ),
    "nothing known": lambda: judge({}),
}


DEPENDENCIES = DisplayOptions(csv_rows=CsvRows.DEPENDENCIES)


def saved(
    path: Path,
    report: Report,
    render: Callable[[Document, TextIO], None],
    display: DisplayOptions | None = None,
) -> Path:
    out = io.StringIO()
    render(Document(report, display or DisplayOptions()), out)
    path.write_text(out.getvalue(), "utf-8")
    return path


def as_json(path: Path, *targets: TargetReport) -> Path:
    return saved(path, run(*targets), json_v1.render)


def as_csv(path: Path, *targets: TargetReport) -> Path:
    return saved(path, run(*targets), csv_v1.render, DEPENDENCIES)


def without_graph(target: TargetReport) -> TargetReport:
    """Return the target as another tool's report gives it: with its cuts alone."""
    return replace(target, graph=replace(target.graph, nodes=(), root=0, soft=()))
