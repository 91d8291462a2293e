import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULE = "def f(x):\n    if x:\n        return 1\n    return 2\n"


@pytest.mark.parametrize(
    ("calls", "code", "said"),
    [("f(0)", 1, "branches taken: 50.0 %"), ("f(0), f(1)", 0, "branches taken: 100.0 %")],
)
def test_branches_that_are_not_taken_are_held_to_the_floor(
    tmp_path: Path, calls: str, code: int, said: str
) -> None:
    (tmp_path / ".cache").mkdir()
    (tmp_path / "module.py").write_text(MODULE)
    (tmp_path / "run.py").write_text(f"from module import f\n{calls}\n")
    python(tmp_path, "-m", "coverage", "run", "--branch", "--include=module.py", "run.py")
    done = python(tmp_path, "-m", "tests.covered")
    assert (done.returncode, done.stderr) == (code, "")
    assert done.stdout.splitlines()[-1].startswith(said)


def python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python as it runs where nobody measures."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_")}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
