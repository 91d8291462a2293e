"""The program as a shell runs it."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "fixtures"
GOOD = FIXTURES / "two-cdns" / "recording.json"
"""Nothing at or above high, and nothing unknown."""
BAD = FIXTURES / "challenge-on-the-page" / "recording.json"
"""A finding at or above high."""
MEDIUM = FIXTURES / "dns-only-at-cloudflare" / "recording.json"
"""A finding of medium severity, none above."""
MIXED = FIXTURES / "outage-2025-11-18" / "recording.json"
"""Targets that fail, that pass, and that are incomplete."""
PASS, FINDINGS, USAGE, INCOMPLETE = 0, 1, 2, 3

SCAN = ("scan", "--no-config")


def environment(**extra: str) -> dict[str, str]:
    """Return an environment without anything that this program reads but ``extra``."""
    kept = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith("CDNAUDIT_") and k not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}
    }
    return {**kept, "PYTHONPATH": str(ROOT), **extra}


def cdnaudit(
    *arguments: str | Path,
    cwd: Path = ROOT,
    stdin: str = "",
    env: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run to the end."""
    return subprocess.run(
        [sys.executable, "-m", "cdnaudit", *map(str, arguments)],
        cwd=cwd,
        env=environment(**(env or {})),
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=30,
        check=False,
    )


def together(
    cases: Mapping[str, Sequence[str | Path]], env: Mapping[str, Mapping[str, str]] | None = None
) -> dict[str, subprocess.CompletedProcess[str]]:
    """Run several at once, each to its end; ``env`` may give a case variables of its own."""
    given = env or {}
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        running = {
            name: pool.submit(cdnaudit, *arguments, env=given.get(name))
            for name, arguments in cases.items()
        }
        return {name: future.result() for name, future in running.items()}


def report(*arguments: str | Path) -> dict[str, Any]:
    """Scan, and return the JSON report."""
    done = cdnaudit(*SCAN, "-f", "json", *arguments)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def recorded(folder: Path, *targets: str, answers: list[dict[str, object]] | None = None) -> Path:
    """Write a recording by hand."""
    file = folder / "recording.json"
    whole = {"schema": "cdnaudit/recording/v1", "targets": list(targets), "answers": answers or []}
    file.write_text(json.dumps(whole))
    return file
