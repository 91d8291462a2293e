"""What GitHub runs for this repository, before two linters and our own habits."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.ecosystem.shell import ROOT, run

FOLDER = ROOT / ".github" / "workflows"
FILES = (
    *sorted(FOLDER.glob("*.yml")),
    ROOT / ".github" / "dependabot.yml",
    ROOT / "action.yml",
)
WORKFLOWS: dict[str, dict[str, Any]] = {
    path.name: yaml.safe_load(path.read_text("utf-8")) for path in FOLDER.glob("*.yml")
}
JOBS: dict[tuple[str, str], dict[str, Any]] = {
    (file, id_): job for file, flow in WORKFLOWS.items() for id_, job in flow["jobs"].items()
}
LINTERS = (
    "zizmor --offline --no-progress --color=never --pedantic --strict-collection",
    "jactionlint --no-color --strict-exit",
)

CARELESS = """\
on: pull_request_target
jobs:
  greet:
    runs-on: ubuntu-24.04
    steps:
      - run: echo ${{ github.event.pull_request.title }} $GREETING
"""


def used() -> Iterator[str]:
    """Yield what stands behind every ``uses:`` in our files, comments included."""
    for path in FILES:
        yield from re.findall(r"^\s*(?:- )?uses: (.*)$", path.read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("linter", LINTERS, ids=["zizmor", "jactionlint"])
def test_a_linter_finds_nothing(linter: str) -> None:
    done = run(f"{linter} {' '.join(map(str, FILES))}", ROOT, {})
    assert done.code == 0, done.stdout


@pytest.mark.parametrize(
    ("linter", "found"),
    [
        (LINTERS[0], "template-injection"),
        (LINTERS[1], "template-injection"),
        (LINTERS[1], "SC2086"),
    ],
    ids=["zizmor", "jactionlint", "shellcheck"],
)
def test_a_careless_workflow_would_be_found(tmp_path: Path, linter: str, found: str) -> None:
    file = tmp_path / "careless.yml"
    file.write_text(CARELESS, "utf-8")
    done = run(f"{linter} {file}", tmp_path, {})
    assert done.code != 0
    assert found in done.stdout


def test_every_job_says_what_it_may_do_and_a_workflow_allows_nothing() -> None:
    assert {file: flow["permissions"] for file, flow in WORKFLOWS.items()} == {
        "ci.yml": {},
        "release.yml": {},
    }
    assert [job for job, spec in JOBS.items() if not spec.get("permissions")] == []


def test_only_what_releases_may_write() -> None:
    writes = {
        job: sorted(scope for scope, may in spec["permissions"].items() if may != "read")
        for job, spec in JOBS.items()
    }
    assert {job: scopes for job, scopes in writes.items() if scopes} == {
        ("release.yml", "attest"): ["attestations", "id-token"],
        ("release.yml", "publish"): ["id-token"],
    }


def test_no_secret_is_read() -> None:
    assert [path.name for path in FILES if "secrets" in path.read_text("utf-8")] == []


def test_an_action_is_pinned_by_digest_to_one_version_everywhere() -> None:
    pins = {line.partition("@")[0]: set[str]() for line in used() if not line.startswith("$/")}
    for line in used():
        action, _, pin = line.partition("@")
        if action in pins:
            pins[action].add(pin)
    wrong = {
        action: found
        for action, found in pins.items()
        if len(found) > 1 or not re.fullmatch(r"[0-9a-f]{40} # v\d+\.\d+\.\d+", min(found))
    }
    assert wrong == {}


def test_every_python_of_the_package_is_tested() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    supported = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    assert JOBS["ci.yml", "test"]["strategy"]["matrix"]["python"] == supported


def test_one_job_runs_everything() -> None:
    assert JOBS["ci.yml", "lab"]["steps"][-1] == {"run": "bash .ci/run"}


def test_every_make_target_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8").replace("$(VENV)", ".venv")
    template = ROOT / ".github" / "pull_request_template.md"
    texts = "\n".join(path.read_text("utf-8") for path in (*FILES, template))
    named = set(re.findall(r"(?:run: |`)make ([\w./-]+)", texts))
    targets = set(re.findall(r"^([\w./-]+):", makefile, re.MULTILINE))
    assert named - targets == set()
    assert {"lint", ".venv/.dev", "rules", "bless"} <= named
