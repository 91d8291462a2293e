"""A few hundred zones in the shapes of real ones: one scan of them all says what it must.

Each shape is a row of ``likeness.shapes``: what stands in the zone, and what is expected.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cdnaudit.formats import saved_run
from cdnaudit.model.report import TargetReport
from cdnaudit.model.terms import Confidence, Severity
from cdnaudit.reporting.target_causes import TargetCauses
from cdnaudit.reporting.target_verdict import verdict
from tests.evidence.breaches import Found, in_losses, plainest
from tests.evidence.cases import Case
from tests.evidence.properties import AGAINST_CALM, STEP_BY_STEP
from tests.lab.conftest import is_required
from tests.lab.internet.errors import LabUnavailableError
from tests.lab.likeness.recorded import worlds
from tests.lab.likeness.running import start
from tests.lab.likeness.shape import Expected, Shape
from tests.lab.likeness.shapes import SHAPES
from tests.lab.likeness.zones import Made, made

pytestmark = pytest.mark.lab

SCAN_SECONDS = 120
DESCRIPTORS = 128
"""Files and sockets that the run may hold open, however many its targets are."""
BEREFT = 3
"""Zones of each shape that are judged anew with answers lost."""
SHOWN = 3
"""Breaches of a property that are made plain and printed."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """One run over every zone."""

    targets: tuple[Made, ...]
    reports: dict[str, TargetReport]
    recording: Path
    code: int
    stderr: str

    def of(self, shape: Shape) -> list[TargetReport]:
        """Return the reports on the zones of a shape."""
        return [self.reports[made.target] for made in self.targets if made.shape is shape]


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Scanned:
    """Start the servers, scan every zone in one run, and read the report back."""
    targets, folder = tuple(made()), tmp_path_factory.mktemp("likeness")
    try:
        lab = start(targets)
    except LabUnavailableError as error:
        if is_required():
            pytest.fail(f"the lab is required and cannot run: {error}", pytrace=False)
        pytest.skip(f"no lab: {error}")
    names, report, recording = (folder / name for name in ("names.txt", "report.json", "run.jsonl"))
    names.write_text("".join(f"{target.target}\n" for target in targets))
    argv = ["prlimit", f"--nofile={DESCRIPTORS}", sys.executable, "-m", "cdnaudit", "scan"]
    argv += ["-i", str(names), "--resolver", lab.resolver, "--no-http", "--no-config"]
    argv += ["-q", "--timeout", "2", "-f", f"json:{report}"]
    try:
        done = lab.run([*argv, "--record", str(recording)], timeout=SCAN_SECONDS)
    finally:
        lab.stop()
    reports = {target.target: target for target in saved_run.read(report).targets}
    return Scanned(targets, reports, recording, done.returncode, done.stderr)


def test_one_run_judges_every_zone_with_few_descriptors(scanned: Scanned) -> None:
    assert len(scanned.reports) == len(scanned.targets) > 300
    assert (scanned.code, scanned.stderr) == (1, "")


@pytest.mark.parametrize("shape", SHAPES, ids=[shape.key for shape in SHAPES])
def test_a_shape_is_judged_as_its_row_says(scanned: Scanned, shape: Shape) -> None:
    assert [fault for report in scanned.of(shape) for fault in _faults(shape, report)] == []


def test_no_network_is_surely_without_cdn_where_no_page_was_asked(scanned: Scanned) -> None:
    sure = [
        (report.target, finding.message)
        for report in scanned.reports.values()
        for finding in report.findings
        if finding.check == "hosting-single-network" and finding.confidence is Confidence.HIGH
    ]
    assert sure == []


def test_every_zone_that_answers_is_found(scanned: Scanned) -> None:
    """What a delegation names is a zone of the report, whoever answers for its NS set."""
    lost = [
        made.target
        for made in scanned.targets
        if made.shape.key not in {"ring", "dead"}
        and made.zones[-1].origin not in {z.zone for z in scanned.reports[made.target].zones}
    ]
    assert lost == []


@pytest.fixture(scope="module")
def breaches(scanned: Scanned) -> list[Found]:
    """Lose answers of the run, and return what that breaks in some zones of each shape."""
    targets = [made.target for made in scanned.targets if made.number < BEREFT]
    drawn = enumerate(worlds(scanned.recording, targets))
    cases = (Case.over(world, seed) for seed, world in drawn)
    return [found for case in cases for found in in_losses(case)]


@pytest.mark.parametrize("name", [*AGAINST_CALM, *STEP_BY_STEP])
def test_with_answers_of_real_servers_lost_a_verdict_is_no_surer(
    breaches: list[Found], name: str
) -> None:
    mine = [found for found in breaches if found.name == name]
    if mine:
        pytest.fail("\n".join(str(plainest(found)) for found in mine[:SHOWN]), pytrace=False)


def _faults(shape: Shape, report: TargetReport) -> Iterator[str]:
    """Say in what a report is at odds with its shape."""
    expected, sentence = shape.expected, verdict(TargetCauses(report))
    where = f"{report.target} ({report.status}: {sentence})"
    if report.status not in expected.status:
        doubts = sorted({f"{doubt.check}: {doubt.reason}" for doubt in report.inconclusive})[:2]
        yield f"{where} is not {' or '.join(expected.status)}: {_severities(report)} {doubts}"
    if expected.headline not in sentence or expected.not_headline in sentence:
        yield f"{where}: not the headline"
    yield from (f"{where}: {fault}" for fault in _at_odds(expected, report))


def _at_odds(expected: Expected, report: TargetReport) -> Iterator[str]:
    """Say which findings are missing, too many, too severe, or cannot be mended as they say."""
    severities = _severities(report)
    for check, severity in expected.says.items():
        if severities.get(check) != severity:
            yield f"{check} is {severities.get(check)}, not {severity}"
    yield from (f"{check} speaks" for check in expected.never if check in severities)
    for finding in report.findings:
        if finding.severity.rank > Severity(expected.worst).rank:
            yield f"{finding.check} is {finding.severity}: {finding.message}"
        if expected.unsaid in finding.remedy:
            yield f"{finding.check} says: {finding.remedy}"


def _severities(report: TargetReport) -> dict[str, str]:
    return {finding.check: str(finding.severity) for finding in report.findings}
