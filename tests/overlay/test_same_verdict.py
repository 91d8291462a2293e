"""A zone file that says what DNS says changes no verdict."""

from dataclasses import replace
from pathlib import Path

import pytest

from cdnaudit.application.audit import audit
from cdnaudit.application.options import Options
from cdnaudit.model.report import Report, TargetReport
from cdnaudit.names import is_under
from cdnaudit.recording.recording_file import read
from tests.overlay.zone_files import zone_file

FIXTURES = Path(__file__).parents[2] / "fixtures"
STORIES = (
    "challenge-on-the-page",
    "dns-only-at-cloudflare",
    "lab-apex-and-www",
    "lab-one-cdn",
    "lab-two-of-each",
    "platform-on-cdn",
    "self-hosted-one-as",
    "two-dns-operators",
    "vanity-nameservers",
)
"""Those whose servers all answer: a file cannot say that one of them does not."""


@pytest.mark.parametrize("story", STORIES)
def test_a_zone_file_that_repeats_a_recording_gives_the_same_report(
    story: str, tmp_path: Path
) -> None:
    (recorded,) = (FIXTURES / story).glob("recording.*")
    plain = Options(replay=recorded, all_recorded=True, no_config=True)
    before = audit(plain)
    files = [tmp_path / f"{zone}.zone" for zone in sorted(_own_zones(before))]
    for file in files:
        file.write_text(zone_file(file.stem, read(recorded).answers))
    named = replace(plain, targets=tuple(target.target for target in before.targets))
    assert audit(replace(named, zone=tuple(files))).targets == before.targets


def _own_zones(report: Report) -> set[str]:
    """Return the zone of each target."""
    return {_zone(target) for target in report.targets}


def _zone(target: TargetReport) -> str:
    holding = (one.zone for one in target.zones if is_under(target.target, one.zone))
    return max(holding, key=len)
