"""The release workflow: the order of its jobs, and its scripts as the runner would run them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from cdnaudit import __version__
from tests.ecosystem.shell import ROOT, run

WORKFLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8"))
JOBS: dict[str, dict[str, Any]] = WORKFLOW["jobs"]
SCRIPTS = {step["id"]: step["run"] for step in JOBS["build"]["steps"] if "id" in step}


def test_nothing_is_published_that_has_not_passed_ci() -> None:
    assert {job: spec.get("needs") for job, spec in JOBS.items()} == {
        "ci": None,
        "build": "ci",
        "attest": "build",
        "publish": "attest",
    }
    assert JOBS["ci"]["uses"] == "$/.github/workflows/ci.yml"


def test_only_the_last_job_is_in_the_environment_that_may_publish() -> None:
    assert {job: spec.get("environment") for job, spec in JOBS.items()} == {
        "ci": None,
        "build": None,
        "attest": None,
        "publish": "release",
    }


@pytest.mark.parametrize(
    ("tag", "code"), [(f"v{__version__}", 0), (__version__, 1), (f"v{__version__}.1", 1)]
)
def test_a_tag_that_is_not_the_version_stops_the_release(tag: str, code: int) -> None:
    done = run(SCRIPTS["tag"], ROOT, {"GITHUB_REF_NAME": tag})
    assert done.code == code, done.stderr
    assert (f"tag v{__version__}" in done.stdout) == bool(code)


def test_the_pinned_tools_build_an_sdist_and_a_wheel(tmp_path: Path) -> None:
    done = run(SCRIPTS["build"], ROOT, {"RUNNER_TEMP": str(tmp_path)})
    assert done.code == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "dist").iterdir()) == [
        f"cdnaudit-{__version__}-py3-none-any.whl",
        f"cdnaudit-{__version__}.tar.gz",
    ]
