"""Runs a step of a pipeline as its runner would: bash, strict, in a folder of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
OUTAGE = ROOT / "fixtures" / "outage-2025-11-18" / "recording.json"
IN_ORDER = ROOT / "fixtures" / "two-dns-operators" / "recording.json"


@dataclass(frozen=True, slots=True)
class Ran:
    """What a script left behind."""

    code: int
    stdout: str
    stderr: str


def run(script: str, folder: Path, env: Mapping[str, str]) -> Ran:
    """Run ``script`` in ``folder``, with the program under test first on PATH."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("CDNAUDIT_", "GITHUB_"))}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={**clean, "PATH": f"{BIN}{os.pathsep}{clean['PATH']}", **env},
        capture_output=True,
        text=True,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)
