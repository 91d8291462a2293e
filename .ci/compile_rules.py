"""Hatch runs this when a wheel is built: the compiled rules go into the wheel, not into the tree."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILED = "cdnaudit/generated/rules.json"


class CompileRules(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles the provider files of the tree that is built, in a process of their own."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; an editable install compiles by itself whenever a file has changed."""
        if version == "editable":
            return
        self._folder = tempfile.TemporaryDirectory()
        out = Path(self._folder.name) / "rules.json"
        command = [sys.executable, "-B", "-m", "cdnaudit.knowledge.compile", "--sealed", str(out)]
        of_this_tree = {**os.environ, "PYTHONPATH": self.root}
        subprocess.run(command, cwd=self.root, env=of_this_tree, check=True)
        build_data["force_include"][str(out)] = COMPILED

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take the compiled file away: the wheel holds it."""
        if version != "editable":
            self._folder.cleanup()
