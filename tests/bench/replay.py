"""Measure a thousand recorded targets, from their answers to JSON lines.

``python -m tests.bench.replay``. The story of ``fixtures/two-cdns`` is told a thousand times under
other names, so that nothing that hangs on a name is shared. One process; its processor's time and
its greatest memory, with what loading the package takes.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
STORY = ROOT / "fixtures" / "two-cdns" / "recording.json"
TARGETS = 1000


def main() -> bool:
    """Print targets a second and memory."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        recording = Path(folder) / "recording.json"
        recording.write_text(json.dumps(retold(json.loads(STORY.read_text("utf-8")))))
        seconds, mebibytes = _measured(recording, Path(folder) / "out.jsonl")
    rate = f"{TARGETS / seconds:.0f} targets/s a core"
    sys.stdout.write(f"{f'{TARGETS} recorded targets':<50} {seconds * 1000:9.2f} ms  {rate}\n")
    sys.stdout.write(f"{'  at most in memory':<50} {mebibytes:9.2f} MiB\n")
    return True


def retold(story: dict[str, object], times: int = TARGETS) -> dict[str, object]:
    """Tell a recording under so many names: those of its own zones are changed throughout."""
    answers, targets = story.pop("answers"), story.pop("targets")
    assert isinstance(targets, list)
    own = min(targets, key=len).removeprefix("www.")
    text = json.dumps([answers, targets])
    told = [json.loads(text.replace(own, f"n{number}-{own}")) for number in range(times)]
    shared = {json.dumps(answer): answer for answers, _ in told for answer in answers}
    return {
        **story,
        "targets": [target for _, targets in told for target in targets],
        "answers": list(shared.values()),
    }


def _measured(recording: Path, out: Path) -> tuple[float, float]:
    """Return the processor's seconds and the greatest resident memory of one run."""
    flags = ("--no-config", "--exit-zero", "-q", "-f", f"jsonl:{out}")
    argv = [sys.executable, "-m", "cdnaudit", "scan", "--replay", str(recording), *flags]
    process = subprocess.Popen(argv, cwd=ROOT)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{recording}: the run ended with {os.waitstatus_to_exitcode(status)}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(not main())
