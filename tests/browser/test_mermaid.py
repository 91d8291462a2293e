"""Mermaid itself reads the flowcharts we write."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome

from cdnaudit.model.report import Report
from tests.formats import samples
from tests.formats.test_formats import CASES, judged
from tests.formats.written import written

pytestmark = pytest.mark.browser

PARSE = """
const done = arguments[1];
mermaid.parse(arguments[0]).then((found) => done(found.diagramType), (error) => done(String(error)));
"""


@pytest.fixture(scope="module")
def page(mermaid: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of a page that has loaded Mermaid and nothing else."""
    path = tmp_path_factory.mktemp("mermaid") / "page.html"
    path.write_text(f'<!doctype html><script src="{mermaid.as_uri()}"></script>', "utf-8")
    return path.as_uri()


CHARTS: dict[str, Callable[[], Report]] = {
    **samples.REPORTS,
    **{case: partial(judged, case) for case in CASES},
}


@pytest.mark.parametrize("name", CHARTS)
def test_mermaid_parses_every_chart(chrome: Chrome, page: str, name: str) -> None:
    chrome.get(page)
    found: Any = chrome.execute_async_script(PARSE, written("mermaid", CHARTS[name]()))
    assert found == "flowchart-v2"
