"""Every format of the registry writes every report there may be."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from cdnaudit.formats.output import sinks, write_report
from cdnaudit.formats.registry import FORMATS, SHEET_FORMATS, Audience
from cdnaudit.formats.saved_run import read
from cdnaudit.gate.verdict import only_new
from cdnaudit.model.terms import Status
from cdnaudit.reporting.display import CsvRows, DisplayOptions
from cdnaudit.reporting.document import Document
from tests.formats import samples
from tests.formats.readers import REPORT_READERS
from tests.formats.written import BY_NAME, written

NAMES = list(BY_NAME)
PICTURES = {"mermaid", "dot"}
"""They show the graph, and neither findings nor the run."""
INVENTORIES = {"cyclonedx"}
"""They list whom targets depend on, and no verdict."""
COUNTS = {"openmetrics"}
"""They count findings, and tell none."""
SAYING = [name for name in NAMES if name not in PICTURES | INVENTORIES | COUNTS]
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\ud800-\udfff]")

pytestmark = pytest.mark.usefixtures("eighty_columns")


@pytest.fixture
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def test_every_format_has_a_name_of_its_own_and_a_reader() -> None:
    assert len(BY_NAME) == len(FORMATS)
    assert set(REPORT_READERS) == set(BY_NAME)


@pytest.mark.parametrize("report", samples.REPORTS)
@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_can_be_read_by_others(name: str, report: str) -> None:
    text = written(name, samples.REPORTS[report]())
    assert UNSEEN.findall(text) == []
    REPORT_READERS[name](text)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_report_gives_the_same_text(name: str) -> None:
    assert written(name, samples.two_targets()) == written(name, samples.two_targets())


@pytest.mark.parametrize("name", SAYING)
def test_a_finding_of_a_check_that_this_version_lacks_is_written(name: str) -> None:
    text = written(name, samples.unknown_check())
    assert samples.TOMORROW in text
    assert "it is so" in text


@pytest.mark.parametrize("name", SAYING)
def test_a_finding_of_a_report_without_a_list_of_checks_is_written(name: str) -> None:
    text = written(name, samples.without_graphs())
    assert "cdn-single-provider" in text


@pytest.mark.parametrize("name", NAMES)
def test_no_target_with_findings_is_lost_among_300(name: str) -> None:
    report = samples.many_targets(300)
    text = written(name, report)
    found = [target.target for target in report.targets if target.findings]
    lost = [name for name in found if name not in text]
    assert lost == [] or Document(report).headline in " ".join(text.split())


@pytest.mark.parametrize("shown", [False, True])
def test_people_see_suppressed_findings_on_request_and_programs_always(
    tmp_path: Path, *, shown: bool
) -> None:
    files = {form.name: tmp_path / f"report-{form.name}{form.ending}" for form in FORMATS}
    wanted = sinks(f"{name}:{file}" for name, file in files.items())
    write_report(samples.all_suppressed(), wanted, DisplayOptions(show_suppressed=shown))
    said = {name for name, file in files.items() if "it is so" in file.read_text("utf-8")}
    programs = {form.name for form in FORMATS if form.audience is Audience.PROGRAMS}
    on_request = {"table", "gitlab", "markdown", "html"} if shown else set()
    assert said == (programs - INVENTORIES - COUNTS) | on_request


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("names", [("a.example",), ("a.example", "b.example")])
def test_what_a_gate_set_aside_stands_beside_its_verdict(
    tmp_path: Path, status: Status, names: tuple[str, ...]
) -> None:
    (one,) = samples.all_suppressed().targets
    targets = tuple(replace(one, target=name, status=status) for name in names)
    report = replace(only_new(samples.all_suppressed()), targets=targets)
    files = {form.name: tmp_path / f"report-{form.name}{form.ending}" for form in FORMATS}
    write_report(report, sinks(f"{n}:{f}" for n, f in files.items()), DisplayOptions())
    texts = {name: " ".join(file.read_text("utf-8").split()) for name, file in files.items()}
    silent = {name for name, text in texts.items() if "accepted in base.json" not in text}
    (aside,) = json.loads(texts["json"])["summary"]["set_aside"]
    assert silent == {"json", "jsonl", "csv", *PICTURES, *INVENTORIES, *COUNTS}
    assert (aside["why"], aside["findings"]) == ("base.json", 2 * len(names))


@pytest.mark.parametrize(
    "name", [form.name for form in FORMATS if form.audience is Audience.PEOPLE]
)
def test_people_are_told_that_a_run_was_interrupted(name: str) -> None:
    told = "interrupted" in written(name, samples.interrupted()).lower()
    assert told is (name not in PICTURES)


@pytest.mark.parametrize("rows", CsvRows)
@pytest.mark.parametrize("report", samples.REPORTS)
def test_every_kind_of_row_can_be_read_by_others(report: str, rows: CsvRows) -> None:
    display = DisplayOptions(csv_rows=rows)
    REPORT_READERS["csv"](written("csv", samples.REPORTS[report](), display))


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_what_another_version_found_is_saved_and_read_back_whole(tmp_path: Path, name: str) -> None:
    report = samples.unknown_check()
    described = replace(report, checks=Document(report).checks)
    file = tmp_path / "run"
    file.write_text(written(name, report), "utf-8")
    assert read(file) == described


def test_every_format_has_the_ending_that_its_readers_know() -> None:
    assert {form.name: form.ending for form in FORMATS} == {
        "table": ".txt",
        "json": ".json",
        "jsonl": ".jsonl",
        "csv": ".csv",
        "sarif": ".sarif",
        "junit": ".xml",
        "github": ".txt",
        "gitlab": ".json",
        "markdown": ".md",
        "html": ".html",
        "mermaid": ".mmd",
        "dot": ".dot",
        "cyclonedx": ".cdx.json",
        "openmetrics": ".prom",
    }
    ending = {form.name: (form.ending, form.audience) for form in FORMATS}
    assert [f.name for f in SHEET_FORMATS if ending[f.name] != (f.ending, f.audience)] == []
