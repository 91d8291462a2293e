"""A location that is shown is a file of the repository, named from its root."""

from dataclasses import replace
from pathlib import Path

import pytest

from cdnaudit.formats.repository import anchor, in_repository
from cdnaudit.model.assessment import Location
from cdnaudit.model.report import Report
from tests.formats import samples

FILES = ("cdnaudit.toml", "infra/lists/hosts.txt", "infra/odd name%.txt")


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder of a repository that has a neighbour."""
    root = tmp_path / "repository"
    for file in (*(root / name for name in FILES), tmp_path / "elsewhere.txt"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    (root / ".git").mkdir()
    monkeypatch.chdir(root / "infra")
    return root


@pytest.mark.parametrize(
    ("named", "shown"),
    [
        ("lists/hosts.txt", "infra/lists/hosts.txt"),
        ("./lists/../lists/hosts.txt", "infra/lists/hosts.txt"),
        ("../cdnaudit.toml", "cdnaudit.toml"),
        ("odd name%.txt", "infra/odd name%.txt"),
        ("../../elsewhere.txt", None),
        ("cdnaudit.toml", None),
        ("lists", None),
        ("/dev/stdin", None),
        ("", None),
        ("half a character \ud800", None),
        ("a NUL \0", None),
        ("long" * 2000, None),
    ],
)
def test_a_file_is_named_from_the_root_and_one_that_is_not_there_is_not(
    named: str, shown: str | None
) -> None:
    assert in_repository(Location(named, 7)) == (Location(shown, 7) if shown else None)


def test_an_absolute_path_is_shown_without_what_lies_above_the_root(repository: Path) -> None:
    assert in_repository(Location(str(repository / FILES[1]), 2)) == Location(FILES[1], 2)


def test_a_link_is_shown_by_its_own_name(repository: Path) -> None:
    (repository / "linked.txt").symlink_to(repository.parent / "elsewhere.txt")
    assert in_repository(Location("../linked.txt", 1)) == Location("linked.txt", 1)


def test_outside_a_repository_paths_begin_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert in_repository(Location("elsewhere.txt", 1)) == Location("elsewhere.txt", 1)


def test_in_a_folder_that_is_gone_there_is_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert in_repository(Location("hosts.txt", 1)) is None


def report(file: str = "", config: str = "") -> Report:
    """Report on a target that this file names, in a run that this file configured."""
    target = replace(samples.shop(), location=Location(file, 3) if file else None)
    run = replace(samples.RUN, config=config or None)
    return replace(samples.report((target,)), run=run)


GITHUB = {
    "GITHUB_REPOSITORY": "octo/shop",
    "GITHUB_WORKFLOW_REF": "octo/shop/.github/workflows/audit.yml@refs/heads/main",
}
OF_ANOTHER = {**GITHUB, "GITHUB_REPOSITORY": "octo/shopping"}
LISTED, CONFIGURED = "lists/hosts.txt", "../cdnaudit.toml"


@pytest.mark.parametrize(
    ("found", "environment", "shown"),
    [
        (report(LISTED, CONFIGURED), GITHUB, Location(FILES[1], 3)),
        (report("", CONFIGURED), GITHUB, Location(".github/workflows/audit.yml", 1)),
        (report("", CONFIGURED), OF_ANOTHER, Location("cdnaudit.toml", 1)),
        (report(), {"CI_CONFIG_PATH": FILES[1]}, Location(FILES[1], 1)),
        (report(), {"CI_CONFIG_PATH": "ci.yml@octo/shop"}, None),
        (report("../none.txt", "../none.toml"), {}, None),
        (report("", CONFIGURED), {}, Location("cdnaudit.toml", 1)),
        (report(), {}, None),
    ],
)
def test_a_finding_stands_where_its_target_is_named_else_at_the_pipeline_or_the_configuration(
    monkeypatch: pytest.MonkeyPatch,
    found: Report,
    environment: dict[str, str],
    shown: Location | None,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert anchor(found.targets[0], found) == shown
