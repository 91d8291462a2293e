"""``.gitattributes``: what is written by a program is marked, and what is marked exists."""

import pytest

from tests.ecosystem.shell import ROOT

LINES = (ROOT / ".gitattributes").read_text("utf-8").splitlines()
GENERATED = [line.split()[0] for line in LINES if line.endswith(" linguist-generated")]


@pytest.mark.parametrize("pattern", GENERATED)
def test_a_pattern_marks_files_that_exist(pattern: str) -> None:
    assert list(ROOT.glob(pattern)) != []


def test_every_report_beside_a_recording_is_marked() -> None:
    written = {p for p in ROOT.glob("fixtures/*/*") if not p.name.startswith("recording.")}
    assert written - {p for pattern in GENERATED for p in ROOT.glob(pattern)} == set()
