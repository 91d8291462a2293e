"""Measure one scan across a link of 20 ms round trip, in round trips of wall time.

``python -m tests.bench.live``. Three walls are told apart: a scan in a process that
has its libraries loaded (which is what the design can answer for), the first scan of a process,
and the whole process as the shell sees it. The last is compared with what cannot be avoided: the
longest chain of questions that need one another, and the start of ``--version``.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from tests.lab.internet.lab import Lab, start

ROUND_TRIP = 0.020
"""Seconds."""
RUNS = 9
COMMAND = (sys.executable, "-m", "cdnaudit")
GOAL = 1.3
BOUND = 12
"""Round trips a scan may take (the promise this benchmark watches)."""

INSIDE = """
import sys, time
from cdnaudit import Options, audit
from cdnaudit.application.progress import Progress

class Watch(Progress):
    def observed(self, target, timeline):
        self.chain = timeline.longest.seconds

asked = Options(targets=(sys.argv[1],), resolver=(sys.argv[2],), no_config=True)
watch = Watch()
for _ in range(int(sys.argv[3])):
    begin = time.perf_counter()
    audit(asked, watch)
print(time.perf_counter() - begin, watch.chain)
"""
"""Nothing is kept between two scans but the libraries: each asks everything anew."""


def main() -> bool:
    """Print medians; tell whether the bound is kept."""
    lab = start(delay_ms=ROUND_TRIP * 500)
    try:
        process = median(lambda: whole_process(lab, "www.shop.com"))
        first = median(lambda: inside(lab, "www.shop.com", scans=1)[0])
        later = [inside(lab, "www.shop.com", scans=3) for _ in range(RUNS)]
        version = median(lambda: timed(lab, [*COMMAND, "--version"]))
        bare = median(lambda: timed(lab, [sys.executable, "-c", "pass"]))
    finally:
        lab.stop()
    scan = statistics.median(seconds for seconds, _ in later)
    chain = statistics.median(seconds for _, seconds in later)
    say("bare Python", bare)
    say("the longest chain of questions that need one another", chain)
    say("a scan, libraries loaded", scan)
    say("the first scan of a process, libraries loading meanwhile", first)
    say("the whole process", process)
    ratio = process / (chain + version)
    sys.stdout.write(
        f"  {ratio:.2f} x (the chain + --version); the goal is {GOAL}, not yet a bound\n"
    )
    return scan / ROUND_TRIP <= BOUND


def whole_process(lab: Lab, target: str) -> float:
    """Time the command as a user runs it."""
    argv = [*COMMAND, "scan", target, "--resolver", lab.resolver]
    return timed(lab, [*argv, "--no-config", "-q", "-f", "json"])


def inside(lab: Lab, target: str, *, scans: int) -> tuple[float, float]:
    """Time the last of some scans, from within a fresh process, and its longest chain."""
    done = lab.run([sys.executable, "-c", INSIDE, target, lab.resolver, str(scans)])
    seconds, chain = map(float, done.stdout.split())
    return seconds, chain


def timed(lab: Lab, argv: list[str]) -> float:
    begin = time.perf_counter()
    done: subprocess.CompletedProcess[str] = lab.run(argv)
    if done.returncode not in {0, 1, 3}:
        sys.exit(done.stderr)
    return time.perf_counter() - begin


def median(run: Callable[[], float]) -> float:
    return statistics.median(run() for _ in range(RUNS))


def say(what: str, seconds: float) -> None:
    trips = seconds / ROUND_TRIP
    sys.stdout.write(f"{what:<62} {seconds * 1000:6.0f} ms  {trips:5.1f} round trips\n")


if __name__ == "__main__":
    sys.exit(not main())
