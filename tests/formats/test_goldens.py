"""Every format of every report of the gallery is as it lies in goldens/; --bless rewrites them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cdnaudit.formats.html.shell import SCRIPTS, asset
from cdnaudit.formats.sheets.sheet import Sheet
from cdnaudit.model.report import Report
from cdnaudit.reporting.display import Color, CsvRows, Detail, DisplayOptions
from tests.formats.gallery import GALLERY, everything, three_targets
from tests.formats.sheets import bare, compared, counted, improved, simulated
from tests.formats.written import BY_NAME, SHEETS_BY_NAME, written, written_sheet

GOLDENS = Path(__file__).parent / "goldens"
ASSETS = ("style.css", "sheet.css", "whatif.html", *SCRIPTS)
DISPLAYS = {
    **{name: (name, DisplayOptions(color=Color.NEVER)) for name in BY_NAME},
    "dependencies.csv": ("csv", DisplayOptions(csv_rows=CsvRows.DEPENDENCIES)),
    "targets.csv": ("csv", DisplayOptions(csv_rows=CsvRows.TARGETS)),
    "colored.table": ("table", DisplayOptions(color=Color.ALWAYS)),
    "full.table": ("table", DisplayOptions(detail=Detail.FULL, verbose=True)),
    "summary.table": ("table", DisplayOptions(detail=Detail.SUMMARY)),
    "summary.markdown": ("markdown", DisplayOptions(detail=Detail.SUMMARY)),
}
"""By the end of the golden's name: the format, and what a person asked to see."""
SHEETS: dict[str, Callable[[], Sheet]] = {
    "portfolio": lambda: counted(everything()),
    "simulation": lambda: simulated(everything(), "fastly/cdn", "company:amazon", scenario="s-1"),
    "additions": lambda: improved(everything()),
    "difference": lambda: compared(everything(), three_targets()),
    "gains": lambda: compared(bare(three_targets()), three_targets()),
    "losses": lambda: compared(three_targets(), bare(three_targets())),
}


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture(autouse=True)
def beside_the_list(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Stand where the file is that names a target: a location that does not exist is not shown."""
    (tmp_path / "targets,of:us.txt").touch()
    monkeypatch.chdir(tmp_path)


def without_assets(page: str) -> str:
    """Name the texts of the package in a page in place of them, and start a line a tag."""
    for name in ASSETS:
        page = page.replace(asset(name), f"[{name}]")
    unhashed = re.sub(r"sha256-[\w+/]{43}=", "[hash]", page)
    return unhashed.replace("><", ">\n<").replace(',{"', ',\n{"')


def assert_is_golden(text: str, name: str, *, bless: bool) -> None:
    golden = GOLDENS / name
    if bless:
        golden.write_bytes(text.encode())
    assert text == golden.read_bytes().decode()


@pytest.mark.parametrize("report", GALLERY)
@pytest.mark.parametrize("form", DISPLAYS)
def test_a_report_is_written_as_its_golden(form: str, report: str, bless: bool) -> None:
    name, display = DISPLAYS[form]
    built: Report = GALLERY[report]()
    text = without_assets(written(name, built, display))
    assert_is_golden(text, f"{report}.{form}", bless=bless)


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("form", SHEETS_BY_NAME)
def test_a_sheet_is_written_as_its_golden(form: str, sheet: str, bless: bool) -> None:
    text = without_assets(written_sheet(form, SHEETS[sheet]()))
    assert_is_golden(text, f"{sheet}.{form}", bless=bless)
