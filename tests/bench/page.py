"""Measure the page of two thousand targets: how long it is, and when Chromium first paints it.

``python -m tests.bench.page``. The story of ``fixtures/two-cdns`` under 2,000 names. The first
paint is that of the Performance API, the median of several loads from disk.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from selenium.webdriver import Chrome, ChromeOptions, ChromeService

from tests.bench.replay import ROOT, STORY, retold

TARGETS = 2000
LOADS = 5
MOST_MEGABYTES = 6.0
MOST_SECONDS = 1.5
PAINT = "return performance.getEntriesByName('first-paint')[0]?.startTime ?? 0"
READY = "return 'ready' in document.documentElement.dataset"
ASK = """
const before = performance.now();
const input = document.getElementById("event");
input.value = "fastly";
input.dispatchEvent(new Event("input"));
input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
return performance.now() - before;
"""


def main() -> bool:
    """Print the bytes and the times, and tell whether both bounds are kept."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        page = _written(Path(folder))
        megabytes = page.stat().st_size / 1e6
        bytes_each = page.stat().st_size / TARGETS
        _print(f"page of {TARGETS} targets", f"{megabytes:9.2f} MB  {bytes_each:.0f} bytes each")
        driver = shutil.which("chromedriver")
        if not driver:
            _print("  no chromedriver is installed: nothing was painted", "")
            return megabytes < MOST_MEGABYTES
        paint, asked = _painted(page, driver)
    _print("  first paint", f"{paint:9.0f} ms  bound {MOST_SECONDS * 1000:.0f} ms")
    _print("  an event is typed and failed", f"{asked:9.0f} ms")
    return megabytes < MOST_MEGABYTES and paint < MOST_SECONDS * 1000


def _print(what: str, said: str) -> None:
    sys.stdout.write(f"{what:<50} {said}\n")


def _written(folder: Path) -> Path:
    recording, page = folder / "recording.json", folder / "report.html"
    recording.write_text(json.dumps(retold(json.loads(STORY.read_text("utf-8")), TARGETS)))
    flags = ("--no-config", "--exit-zero", "-q", "-f", f"html:{page}")
    argv = [sys.executable, "-m", "cdnaudit", "scan", "--replay", str(recording), *flags]
    subprocess.run(argv, cwd=ROOT, check=True)
    return page


def _painted(page: Path, driver: str) -> tuple[float, float]:
    """Return the milliseconds to the first paint, and those that a question takes."""
    options = ChromeOptions()
    for flag in ("headless=new", "no-sandbox", "disable-gpu", "window-size=1280,1000"):
        options.add_argument(f"--{flag}")
    browser = Chrome(options=options, service=ChromeService(executable_path=driver))
    try:
        loads = [_load(browser, page) for _ in range(LOADS)]
    finally:
        browser.quit()
    paints, asked = zip(*loads, strict=True)
    return statistics.median(paints), statistics.median(asked)


def _load(browser: Chrome, page: Path) -> tuple[float, float]:
    browser.get("about:blank")
    browser.get(page.as_uri())
    while not browser.execute_script(READY):
        time.sleep(0.05)
    return float(browser.execute_script(PAINT)), float(browser.execute_script(ASK))


if __name__ == "__main__":
    sys.exit(not main())
