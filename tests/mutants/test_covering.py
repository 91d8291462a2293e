from pathlib import Path

from coverage import CoverageData

from tests.mutants.covering import lines_of


def test_lines_of_a_copy_outside_the_project_are_left_out(tmp_path: Path) -> None:
    data = CoverageData(str(tmp_path / "coverage"))
    data.set_context("tests/test_a.py::test_a")
    data.add_lines(
        {
            str(tmp_path / "project" / "cdnaudit" / "a.py"): [1, 3],
            str(tmp_path / "unpacked" / "cdnaudit" / "a.py"): [1, 2, 3],
        }
    )
    data.write()
    assert lines_of(tmp_path / "coverage", tmp_path / "project") == {
        "cdnaudit/a.py": {1: ["tests/test_a.py::test_a"], 3: ["tests/test_a.py::test_a"]}
    }
