"""Every story in fixtures/ gives the reports that lie beside its recording; --bless rewrites them."""

from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from cdnaudit.application.audit import audit
from cdnaudit.application.options import Options
from cdnaudit.formats import csv_v1, json_v1, table
from cdnaudit.model.report import Report
from cdnaudit.reporting.display import Color, CsvRows, DisplayOptions
from cdnaudit.reporting.document import Document

FIXTURES = Path(__file__).parents[2] / "fixtures"
CASES = sorted(p.parent.name for p in FIXTURES.glob("*/recording.json*"))

FINDINGS = DisplayOptions(color=Color.NEVER)
DEPENDENCIES = DisplayOptions(csv_rows=CsvRows.DEPENDENCIES)
WRITERS: dict[str, tuple[Callable[[Document, StringIO], None], DisplayOptions]] = {
    "report.json": (json_v1.render, FINDINGS),
    "report.csv": (csv_v1.render, FINDINGS),
    "dependencies.csv": (csv_v1.render, DEPENDENCIES),
    "report.table": (table.render, FINDINGS),
}


def judged(case: str) -> Report:
    """Judge a recording; when, from where, by how many rules, and what explains the checks is taken out."""
    path = next((FIXTURES / case).glob("recording.json*"))
    report = audit(Options(replay=path, no_config=True))
    run = replace(
        report.run, finished=report.run.started, rules_date="", rules_providers=0, options={}
    )
    checks = tuple(replace(check, help="") for check in report.checks)
    return replace(report, run=run, checks=checks)


@pytest.mark.parametrize("case", CASES)
def test_a_recording_gives_the_reports_beside_it(
    case: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    report = judged(case)
    for name, (render, display) in WRITERS.items():
        out = StringIO()
        render(Document(report, display), out)
        path = FIXTURES / case / name
        if request.config.getoption("--bless"):
            path.write_text(out.getvalue(), "utf-8")
        assert out.getvalue() == path.read_text("utf-8"), name


@pytest.mark.parametrize("case", CASES)
def test_no_line_of_a_table_is_wider_than_a_terminal(case: str) -> None:
    text = (FIXTURES / case / "report.table").read_text("utf-8")
    assert [line for line in text.splitlines() if len(line) > 80] == []
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


def test_every_story_is_told_once_and_names_its_provenance() -> None:
    assert sorted(set(CASES)) == CASES
    assert {case: judged(case).run.provenance for case in CASES} == {
        case: "recorded" if case.startswith("lab-") else "modelled" for case in CASES
    }
