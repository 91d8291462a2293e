"""Reports and sheets as texts."""

from io import StringIO

from cdnaudit.formats.registry import FORMATS, SHEET_FORMATS
from cdnaudit.formats.sheets.sheet import Sheet
from cdnaudit.model.report import Report
from cdnaudit.reporting.display import DisplayOptions
from cdnaudit.reporting.document import Document

BY_NAME = {form.name: form for form in FORMATS}
SHEETS_BY_NAME = {form.name: form for form in SHEET_FORMATS}


def written(name: str, report: Report, display: DisplayOptions | None = None) -> str:
    """Return a report in a format."""
    out = StringIO()
    BY_NAME[name].load()(Document(report, display or DisplayOptions()), out)
    return out.getvalue()


def written_sheet(name: str, sheet: Sheet) -> str:
    """Return a sheet in a format."""
    out = StringIO()
    SHEETS_BY_NAME[name].load()(sheet, out)
    return out.getvalue()
