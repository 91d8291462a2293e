"""A headless Chromium that opens reports from disk and keeps a log of all it asks for."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.support.wait import WebDriverWait

from cdnaudit.formats.html_v1 import render
from cdnaudit.model.report import Report
from cdnaudit.reporting.document import Document

AXE = "axe-core@4.14.1"
MERMAID = "mermaid@11"
CACHE = Path(__file__).parents[2] / ".cache" / "browser"

Show = Callable[[Report], Chrome]


def missing(what: str) -> NoReturn:
    """Skip, but fail where a pipeline believes it has tested this."""
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def chrome() -> Iterator[Chrome]:
    with started() as chrome:
        yield chrome


@contextmanager
def started() -> Iterator[Chrome]:
    """Start a browser, and end it with the block."""
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not browser or not driver:
        missing("chromium and chromedriver are not installed")
    options = ChromeOptions()
    options.binary_location = browser
    for flag in ("headless=new", "no-sandbox", "disable-gpu", "window-size=1280,1000"):
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = Chrome(options=options, service=ChromeService(executable_path=driver))
    try:
        yield chrome
    finally:
        chrome.quit()


@pytest.fixture
def show(chrome: Chrome, tmp_path: Path) -> Show:
    """Return what writes a report to disk and opens it."""

    def shown(report: Report) -> Chrome:
        path = tmp_path / "report.html"
        with path.open("w", encoding="utf-8") as out:
            render(Document(report), out)
        chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
        chrome.get("about:blank")
        for kind in ("browser", "performance"):
            chrome.get_log(kind)  # type: ignore[no-untyped-call]
        chrome.get(path.as_uri())
        WebDriverWait(chrome, 30).until(is_ready)
        return chrome

    return shown


def is_ready(chrome: Chrome) -> bool:
    """Tell whether the page's script has unpacked its data and wired the page up."""
    return bool(chrome.execute_script("return 'ready' in document.documentElement.dataset"))


def console(chrome: Chrome) -> list[str]:
    """Return what the page wrote to the console since it was opened."""
    return [entry["message"] for entry in chrome.get_log("browser")]  # type: ignore[no-untyped-call]


def requests(chrome: Chrome) -> list[str]:
    """Return the addresses the page asked for since it was opened."""
    entries: Any = chrome.get_log("performance")  # type: ignore[no-untyped-call]
    events = [json.loads(entry["message"])["message"] for entry in entries]
    return [
        e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"
    ]


@pytest.fixture(scope="session")
def axe() -> str:
    """Return axe-core's source."""
    return installed(AXE, Path("axe-core", "axe.min.js")).read_text("utf-8")


@pytest.fixture(scope="session")
def mermaid() -> Path:
    """Return the file of Mermaid's source."""
    return installed(MERMAID, Path("mermaid", "dist", "mermaid.min.js"))


def installed(package: str, file: Path) -> Path:
    """Return a file of a package, installed once into an ignored folder of its own."""
    folder = CACHE / file.parts[0]
    source = folder / "node_modules" / file
    if not source.exists():
        npm = shutil.which("npm")
        if not npm:
            missing(f"npm is not installed, so {package} cannot be had")
        folder.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", package]
        done = subprocess.run(
            command, check=False, cwd=folder, capture_output=True, text=True, timeout=240
        )
        if done.returncode:
            missing(f"{package} cannot be had: {done.stderr.strip()[-200:]}")
    return source
