"""Which configuration holds: the nearest, from the current folder up to the repository's root."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cdnaudit.errors import ConfigError, UsageError
from cdnaudit.gate.config_file import find, working_folder

TABLE = "[tool.cdnaudit]\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with a folder of a folder."""
    (tmp_path / "project" / ".git").mkdir(parents=True)
    (tmp_path / "project" / "a" / "b").mkdir(parents=True)
    return tmp_path / "project"


def write(file: Path, text: str = "") -> Path:
    file.write_text(text)
    return file


def test_its_own_file_holds_before_the_table_of_the_same_folder(tmp_path: Path) -> None:
    assert find(tmp_path) is None
    table = write(tmp_path / "pyproject.toml", TABLE)
    assert find(tmp_path) == table
    own = write(tmp_path / "cdnaudit.toml")
    assert find(tmp_path) == own


def test_the_nearest_folder_holds_whichever_file_it_has(project: Path) -> None:
    root = write(project / "cdnaudit.toml")
    assert find(project / "a" / "b") == root
    nearer = write(project / "a" / "pyproject.toml", TABLE)
    assert (find(project / "a" / "b"), find(project)) == (nearer, root)


@pytest.mark.parametrize("text", ["[project]\n", "# [tool.cdnaudit]\n", "tool = 3 # cdnaudit\n"])
def test_a_project_without_the_table_is_passed_by(project: Path, text: str) -> None:
    root = write(project / "cdnaudit.toml")
    write(project / "a" / "pyproject.toml", text)
    assert find(project / "a" / "b") == root


@pytest.mark.parametrize(
    "text", [TABLE, "[tool]\ncdnaudit = {}\n", "[[tool.cdnaudit.target]]\nname = 'a.b'\n"]
)
def test_the_table_may_be_written_in_any_way(tmp_path: Path, text: str) -> None:
    table = write(tmp_path / "pyproject.toml", text)
    assert find(tmp_path) == table


def test_what_lies_above_the_root_of_the_repository_does_not_hold(project: Path) -> None:
    write(project.parent / "cdnaudit.toml")
    assert find(project / "a") is None


def test_a_root_is_also_that_of_a_worktree_where_git_is_a_file(project: Path) -> None:
    write(project / "a" / ".git", "gitdir: elsewhere\n")
    write(project / "cdnaudit.toml")
    assert find(project / "a" / "b") is None


def test_outside_a_repository_only_the_current_folder_holds(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    write(tmp_path / "cdnaudit.toml")
    assert (find(tmp_path / "a"), find(tmp_path)) == (None, tmp_path / "cdnaudit.toml")


def test_a_link_that_leads_nowhere_is_found_and_not_passed_by(tmp_path: Path) -> None:
    (tmp_path / "cdnaudit.toml").symlink_to(tmp_path / "none")
    assert find(tmp_path) == tmp_path / "cdnaudit.toml"


def test_a_project_that_may_have_the_table_and_cannot_be_read_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "[tool.cdnaudit\n")
    with pytest.raises(ConfigError) as caught:
        find(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path}/pyproject.toml: is not TOML: ")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    """A current folder of its own."""
    before = Path.cwd()
    folder = tmp_path / "gone"
    folder.mkdir()
    os.chdir(folder)
    yield folder
    os.chdir(before)


def test_a_current_folder_that_was_deleted_is_told(elsewhere: Path) -> None:
    elsewhere.rmdir()
    with pytest.raises(UsageError) as caught:
        working_folder()
    assert str(caught.value) == (
        "the current folder: No such file or directory; change to one that is there"
    )
