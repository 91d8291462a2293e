"""A small project of its own, whose tests see some faults and not others."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PACKAGE = '''
"""Sizes."""

import functools

LARGE = 10


def is_large(size: int) -> bool:
    return size > LARGE


def nobody_asks(size: int) -> int:
    return size + 5


@functools.cache
def limit() -> int:
    return 100


def printed(sizes: list[int]) -> None:
    while sizes:
        print(sizes.pop())
'''
TESTS = """
import subprocess
import sys

import pytest
from cdnaudit import sizes


def test_large():
    assert sizes.is_large(99)
    assert not sizes.is_large(1)


def test_the_first_to_ask_fills_the_cache():
    assert sizes.limit()


def test_the_second_to_ask_finds_it_filled():
    assert sizes.limit() == 100


@pytest.fixture(scope="module")
def printed():
    program = "from cdnaudit import sizes; sizes.printed([1, 2])"
    return subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True).stdout


def test_the_first_to_use_what_is_shared(printed):
    pass


def test_the_second_to_use_what_is_shared(printed):
    assert printed == "2\\n1\\n"
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    for folder in ("cdnaudit", "tests"):
        (root / folder).mkdir()
        (root / folder / "__init__.py").touch()
    (root / "cdnaudit" / "sizes.py").write_text(PACKAGE.lstrip())
    (root / "tests" / "test_sizes.py").write_text(TESTS)
    (root / "pyproject.toml").write_text('[tool.pytest]\naddopts = ["--import-mode=importlib"]\n')
    shutil.copytree(HERE, root / "tests" / "mutants", ignore=shutil.ignore_patterns("test_*"))
    return root


def run(project: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.mutants", *flags],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def verdicts(project: Path) -> dict[str, str]:
    file = project.with_name("outcomes.json")
    done = run(project, "--out", str(file))
    assert (done.returncode, done.stdout.splitlines()[-1].split()) == (
        1,
        ["all", "4", "of", "9", "killed", "44.4%"],
    )
    rows = json.loads(file.read_text())
    return {f"{r['original']} -> {r['mutant']}": r["verdict"] for r in rows}


def test_each_mutant_has_its_verdict(verdicts: dict[str, str]) -> None:
    assert verdicts == {
        "10 -> 11": "survived",
        "size > LARGE -> (size >= LARGE)": "survived",
        "size > LARGE -> None": "killed",
        "size + 5 -> (size - 5)": "uncovered",
        "5 -> 6": "uncovered",
        "size + 5 -> None": "uncovered",
        "100 -> 101": "killed",
        "sizes -> not (sizes)": "killed",
        "print(sizes.pop()) -> pass": "timed out",
    }


def test_the_project_itself_is_not_touched(project: Path, verdicts: dict[str, str]) -> None:
    assert verdicts != {}
    assert (project / "cdnaudit" / "sizes.py").read_text() == PACKAGE.lstrip()


def test_a_floor_that_is_reached_is_code_0(project: Path) -> None:
    assert run(project, "--floor", "0", "--number", "1").returncode == 0


def test_a_mutant_with_which_no_conftest_loads_is_killed(tmp_path: Path, project: Path) -> None:
    shared = tmp_path / "project"
    shutil.copytree(project, shared, ignore=shutil.ignore_patterns(".cache"))
    (shared / "cdnaudit" / "sizes.py").write_text("LARGE = 2 + 3\n")
    (shared / "tests" / "conftest.py").write_text(
        "from cdnaudit import sizes\n\nassert sizes.LARGE == 5\n"
    )
    (shared / "tests" / "test_sizes.py").write_text("def test_nothing():\n    pass\n")
    done = run(shared)
    assert (done.returncode, done.stdout.splitlines()[-1].split()[-1]) == (0, "100.0%")


def test_a_list_tries_nothing(project: Path) -> None:
    listed = run(project, "--list", "--number", "2")
    assert len(listed.stdout.splitlines()) == 2
    assert listed.stderr == ""


def test_tests_that_fail_without_a_fault_are_told(tmp_path: Path, project: Path) -> None:
    broken = tmp_path / "project"
    shutil.copytree(project, broken, ignore=shutil.ignore_patterns(".cache"))
    (broken / "tests" / "test_sizes.py").write_text("def test_wrong():\n    assert False\n")
    done = run(broken, "--number", "1")
    assert done.returncode == 1
    assert done.stderr.endswith("the tests fail without a fault; make them pass first\n")
