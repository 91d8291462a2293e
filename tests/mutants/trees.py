"""Copies of the project in which faults are tried; what is being worked on is never touched."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL

from tests.mutants.collecting import Mutant

LEFT_OUT = (".git", ".venv*", ".*cache*", ".coverage*", ".hypothesis", "__pycache__", "dist")
APART = ("bench", "browser", "evidence", "lab", "mutants", "scores")
"""Folders of tests that are not run."""
PYTEST = (
    *("-q", "--tb=line", "--no-header", "-p", "no:randomly", "-p", "no:cacheprovider"),
    "--hypothesis-profile=ci",  # the same examples each time, however slow the machine is
    *(f"--ignore=tests/{folder}" for folder in APART),
)
PRIVATE = ("CDNAUDIT_", "COVERAGE_", "PYTEST_")
"""Settings of whoever calls, which are not for the tests."""


@dataclass(frozen=True, slots=True)
class Ran:
    """How a process ended; ``code`` None if its time was over."""

    code: int | None
    output: str


@dataclass(frozen=True, slots=True)
class Tree:
    """One copy; what its runs leave behind stands beside it, in ``scratch``."""

    root: Path
    scratch: Path

    def python(
        self, *arguments: str, env: Mapping[str, str] | None = None, seconds: float | None = None
    ) -> Ran:
        """Run Python on the copy, and leave no process behind."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(PRIVATE)}
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=self.root,
            env={**kept, "PYTHONPATH": str(self.root), **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        try:
            output, _ = process.communicate(timeout=seconds)
            return Ran(process.returncode, output)
        except subprocess.TimeoutExpired:
            return Ran(None, "")
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, SIGKILL)
            process.wait()

    def pytest(self, *arguments: str) -> Sequence[str]:
        """Return the words that run pytest, for ``python``."""
        return ("-m", "pytest", *PYTEST, f"--basetemp={self.scratch / 'tmp'}", *arguments)

    @contextmanager
    def mutated(self, mutant: Mutant) -> Iterator[None]:
        """Have the fault in the copy until the block ends."""
        file = self.root / mutant.path
        source = file.read_bytes()
        file.write_bytes(mutant.apply(source))
        try:
            yield
        finally:
            file.write_bytes(source)


def copy(root: Path, folder: Path) -> Tree:
    """Copy the project; bytecode is checked by content, since a fault may keep time and size."""
    tree = Tree(folder / "project", folder / "scratch")
    shutil.copytree(root, tree.root, ignore=shutil.ignore_patterns(*LEFT_OUT))
    tree.scratch.mkdir()
    tree.python("-m", "compileall", "-q", "--invalidation-mode", "checked-hash", "cdnaudit")
    return tree


def digest(root: Path) -> str:
    """Name the contents of a copy, and the Python that runs them."""
    found = hashlib.sha256(sys.version.encode())
    for file in sorted(p for p in root.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        found.update(f"{file.relative_to(root)}\0{file.stat().st_size}\0".encode())
        found.update(file.read_bytes())
    return found.hexdigest()[:16]
