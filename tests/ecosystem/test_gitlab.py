from pathlib import Path
from xml.etree import ElementTree as ET

import yaml

from cdnaudit import __version__
from cdnaudit.model.terms import Exit
from tests.ecosystem.shell import OUTAGE, run
from tests.formats.readers import REPORT_READERS

JOB = yaml.safe_load(Path(__file__).with_name("gitlab-ci.yml").read_text("utf-8"))["cdnaudit"]


def test_it_installs_this_version_from_a_copy_and_no_package_that_does_not_exist() -> None:
    archive = f"OWNER/cdnaudit/-/archive/v{__version__}/cdnaudit-v{__version__}.tar.gz"
    assert JOB["variables"] == {"CDNAUDIT_SOURCE": f"$CI_SERVER_URL/{archive}"}
    assert JOB["before_script"] == ['pip install --quiet "$CDNAUDIT_SOURCE"']


def test_only_missing_evidence_is_allowed_to_fail() -> None:
    assert JOB["allow_failure"] == {"exit_codes": [Exit.INCOMPLETE]}


def test_the_job_writes_the_artifacts_it_promises(tmp_path: Path) -> None:
    done = run("\n".join(JOB["script"]), tmp_path, {"CDNAUDIT_REPLAY": str(OUTAGE)})
    assert done.code == Exit.FINDINGS
    promised = {*JOB["artifacts"]["paths"], *JOB["artifacts"]["reports"].values()}
    assert {p.name for p in tmp_path.iterdir()} == promised
    assert ET.parse(tmp_path / "cdnaudit.xml").getroot().tag == "testsuites"
    REPORT_READERS["gitlab"]((tmp_path / "codequality.json").read_text("utf-8"))
