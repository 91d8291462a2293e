"""Which tests run a line, found once and kept for as long as the project stays the same."""

import json
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from coverage import CoverageData

from tests.mutants.collecting import Mutant
from tests.mutants.tracing import ALL_TESTS, CONTEXT, SECONDS
from tests.mutants.trees import Tree, digest

CONFIGURATION = """
[run]
source_pkgs = cdnaudit
data_file = {data}
parallel = true
context = ${{{context}-}}
disable_warnings = module-not-imported, no-data-collected
"""
Lines = dict[int, list[str]]
"""From a line to its contexts (see ``tracing``)."""


@dataclass(frozen=True, slots=True)
class Covering:
    """Contexts by file, and how many seconds each test took."""

    lines: dict[str, Lines]
    seconds: dict[str, float]
    _tests: dict[str, frozenset[str]] = field(default_factory=dict)

    def groups(self, mutant: Mutant) -> tuple[dict[str, float], ...]:
        """Return the tests of a mutant in the order to try them, the quickest first.

        What runs on import may matter to every test: those that run something
        of the same file are a first group then, and all others a second.
        """
        file = self.lines.get(mutant.path, {})
        first, last = mutant.lines
        contexts = {context for n in range(first, last + 1) for context in file.get(n, ())}
        if ALL_TESTS not in contexts:
            return (self._ordered(self._below(contexts)),)
        near = self._below(context for found in file.values() for context in found if context)
        return self._ordered(near), self._ordered(self.seconds.keys() - near)

    def _below(self, contexts: Iterable[str]) -> set[str]:
        return {test for context in set(contexts) for test in self._at(context)}

    def _at(self, context: str) -> frozenset[str]:
        """Return the test that a context is, or all that are below it."""
        if context not in self._tests:
            below = (f"{context}/", f"{context}::")
            self._tests[context] = frozenset(
                test for test in self.seconds if test == context or test.startswith(below)
            )
        return self._tests[context]

    def _ordered(self, tests: Iterable[str]) -> dict[str, float]:
        ordered = sorted(tests, key=lambda test: (self.seconds[test], test))
        return {test: self.seconds[test] for test in ordered}


def covering(tree: Tree, kept: Path) -> Covering:
    """Run every test once under coverage, unless that was done for the very same files.

    Exits with the output of the tests if they fail: nothing can be said then.
    """
    folder = kept / digest(tree.root)
    if not folder.exists():
        shutil.rmtree(kept, ignore_errors=True)
        _trace(tree)
        shutil.copytree(tree.scratch / "trace", folder)
    seconds: dict[str, float] = json.loads((folder / "seconds.json").read_text("utf-8"))
    return Covering(_unpacked((folder / "lines.json").read_text("utf-8")), seconds)


def _trace(tree: Tree) -> None:
    folder = tree.scratch / "trace"
    folder.mkdir()
    configuration = tree.scratch / "coverage.ini"
    data = tree.scratch / "coverage"
    configuration.write_text(CONFIGURATION.format(data=data, context=CONTEXT), "utf-8")
    ran = tree.python(
        *("-m", "coverage", "run", f"--rcfile={configuration}"),
        *tree.pytest("-p", "tests.mutants.tracing", "tests", "cdnaudit"),
        env={
            "COVERAGE_PROCESS_START": str(configuration),
            SECONDS: str(folder / "seconds.json"),
        },
    )
    if ran.code != 0:
        sys.exit(f"{ran.output}\nmutants: the tests fail without a fault; make them pass first")
    tree.python("-m", "coverage", "combine", "-q", f"--rcfile={configuration}")
    (folder / "lines.json").write_text(_packed(lines_of(data, tree.root)), "utf-8")


def lines_of(file: Path, root: Path) -> dict[str, Lines]:
    """Read who ran what of the project at ``root``; a wheel unpacked elsewhere is no part of it."""
    data = CoverageData(str(file))
    data.read()
    measured = [Path(path) for path in data.measured_files()]
    return {
        path.relative_to(root).as_posix(): data.contexts_by_lineno(str(path))
        for path in measured
        if path.is_relative_to(root)
    }


def _packed(files: dict[str, Lines]) -> str:
    """Write each of the many contexts of many lines as a number."""
    numbers: dict[str, int] = {}
    packed = {
        path: {
            line: [numbers.setdefault(context, len(numbers)) for context in contexts]
            for line, contexts in lines.items()
        }
        for path, lines in files.items()
    }
    return json.dumps({"contexts": list(numbers), "files": packed})


def _unpacked(text: str) -> dict[str, Lines]:
    packed = json.loads(text)
    contexts: list[str] = packed["contexts"]
    return {
        path: {int(line): [contexts[n] for n in numbers] for line, numbers in lines.items()}
        for path, lines in packed["files"].items()
    }
