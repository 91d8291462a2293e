"""``python -m tests.browser.picture`` takes the picture of the page that the README shows."""

import sys
import tempfile
from pathlib import Path

from selenium.webdriver import Chrome

from cdnaudit import Options, audit
from cdnaudit.formats.html_v1 import render
from cdnaudit.reporting.document import Document
from tests.browser.conftest import started
from tests.docs.blocks import DEMO
from tests.docs.markdown import DOCS, ROOT

PICTURE = DOCS / "report.png"
WIDTH, HEIGHT = 1200, 1000


def take(chrome: Chrome, path: Path) -> None:
    """Open the report of the demo as it is first seen, and keep what a window shows of it."""
    report = audit(Options(replay=ROOT / DEMO, no_config=True))
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        with page.open("w", encoding="utf-8") as out:
            render(Document(report), out)
        size = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
        chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        chrome.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})
        chrome.get(page.as_uri())
        path.write_bytes(chrome.get_screenshot_as_png())


if __name__ == "__main__":
    with started() as chrome:
        take(chrome, PICTURE)
    sys.stdout.write(f"wrote {PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size:,} bytes\n")
